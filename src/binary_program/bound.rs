//! What no set is worth more than, by prices of the rows: the value of the best option of each
//! choice after what it takes is paid for, and what the bounds of the rows are worth. True for any
//! prices, and rounded up.

use super::model::{Domain, Model};

/// A bound, and what it says of each option.
#[derive(Debug, Clone, Default)]
pub(super) struct Bound {
    /// No set of the options that are left is worth more.
    pub most: f64,
    /// By option: its value less what it takes.
    pub net: Vec<f64>,
    /// By choice: the greatest of those that are left.
    pub greatest: Vec<f64>,
}

impl Bound {
    /// The bound at these prices, those below 0 taken as 0 and those above what excess costs as
    /// that.
    pub fn set(&mut self, model: &Model, domain: &Domain, prices: &[f64]) {
        self.net.clone_from(&model.values);
        let (mut sum, mut size) = (model.constant, model.size);
        for (row, price) in model.rows.iter().zip(prices) {
            let price = price.max(0.0).min(row.cap);
            if price > 0.0 {
                row.add_to(&mut self.net, -price);
                sum += price * row.bound;
                size += price * row.size;
            }
        }
        self.greatest.clear();
        for choice in 0..model.choices.len() {
            let mut greatest = f64::NEG_INFINITY;
            for option in model.of(choice) {
                if domain.alive[option] {
                    greatest = greatest.max(self.net[option]);
                }
            }
            self.greatest.push(greatest);
            sum += greatest;
        }
        self.most = sum + model.rounding(size);
    }

    /// No set with this option is worth more.
    pub fn with(&self, model: &Model, option: usize) -> f64 {
        self.most - (self.greatest[model.choice_of[option]] - self.net[option])
    }
}

/// Whether the rows, each times its figure of a ray, rule out every set of the options that are
/// left: what they use together at least is more than there is. Figures below 0 are taken as 0, and
/// those of rows whose excess may be paid for.
pub(super) fn rules_out(model: &Model, domain: &Domain, ray: &[f64]) -> bool {
    let mut used = vec![0.0; model.len()];
    let (mut sum, mut size) = (0.0, 0.0);
    for (row, by) in model.rows.iter().zip(ray) {
        if *by > 0.0 && row.cap == f64::INFINITY {
            row.add_to(&mut used, *by);
            sum -= by * row.bound;
            size += by * row.size;
        }
    }
    for choice in 0..model.choices.len() {
        let alive = model.of(choice).filter(|option| domain.alive[*option]);
        sum += alive.fold(f64::INFINITY, |least, option| least.min(used[option]));
    }
    sum > model.rounding(size)
}
