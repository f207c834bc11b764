//! What no set is worth more than, by prices of the rows: the value of the best option of each
//! choice after what it takes is paid for, and what the bounds of the rows are worth. True for any
//! prices, and rounded up.

use super::model::{Domain, Model};

/// A bound, and what it says of each option.
#[derive(Debug, Clone, Default)]
pub(super) struct Bound {
    /// No set of the options that are left is worth more.
    pub most: f64,
    /// By option that is left: its value less what it takes.
    pub net: Vec<f64>,
    /// By choice: the greatest of those that are left.
    pub greatest: Vec<f64>,
    /// The prices.
    prices: Vec<f64>,
    /// Those of the rows of many coefficients.
    wide: Vec<f64>,
}

impl Bound {
    /// The bound at these prices, those below 0 taken as 0 and those above what excess costs as
    /// that.
    pub fn set(&mut self, model: &Model, domain: &Domain, prices: &[f64]) {
        let caps = model.rows.iter().map(|row| row.cap);
        self.prices.clear();
        self.prices.extend(prices.iter().zip(caps).map(|(price, cap)| price.max(0.0).min(cap)));
        model.wide_figures(&self.prices, &mut self.wide);
        let (mut sum, mut size) = (model.constant, model.most);
        for (row, price) in model.rows.iter().zip(&self.prices) {
            if *price > 0.0 {
                sum += price * row.bound;
                size += price * row.size;
            }
        }
        self.net.resize(model.size(), 0.0);
        self.greatest.clear();
        for choice in 0..model.choices.len() {
            let mut greatest = f64::NEG_INFINITY;
            for option in domain.of(model, choice) {
                let net = model.values[*option] - model.takes(*option, &self.prices, &self.wide);
                self.net[*option] = net;
                greatest = greatest.max(net);
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
    let times: Vec<f64> = model
        .rows
        .iter()
        .zip(ray)
        .map(|(row, by)| if row.cap < f64::INFINITY { 0.0 } else { by.max(0.0) })
        .collect();
    let mut wide = Vec::new();
    model.wide_figures(&times, &mut wide);
    let (mut sum, mut size) = (0.0, 0.0);
    for (row, by) in model.rows.iter().zip(&times).filter(|(_, by)| **by > 0.0) {
        sum -= by * row.bound;
        size += by * row.size;
    }
    for choice in 0..model.choices.len() {
        let options = domain.of(model, choice).iter();
        let used = options.map(|option| model.takes(*option, &times, &wide));
        sum += used.fold(f64::INFINITY, f64::min);
    }
    sum > model.rounding(size)
}
