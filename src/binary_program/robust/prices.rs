//! What a unit of each row is worth at each extreme point.
//!
//! For any prices u >= 0 no set is worth more than
//!
//! u b + sum over choices of the greatest of high - u a
//!
//! (Everett 1963, doi:10.1287/opre.11.3.399). The prices are sought by subgradient steps (Held, Wolfe
//! & Crowder 1974, doi:10.1007/BF01580223) and need not be the best: a bound of other prices is
//! weaker, and true.

use super::super::ProgramRow;
use std::collections::BTreeSet;

/// Subgradient steps at each point.
const STEPS: usize = 120;
/// After so many steps without a better bound the step is halved.
const PATIENCE: usize = 8;
/// Without a set that keeps all rows the gap is taken for this share of the bound.
const GUESS: f64 = 0.05;

/// Prices of the rows, and the sets met on the way to them.
pub(super) struct Prices {
    /// By point and row.
    by_point: Vec<Vec<f64>>,
    /// Sets that are the greatest at some prices and seem to keep the rows, by choice.
    pub(super) met: BTreeSet<Vec<usize>>,
}

impl Prices {
    /// Prices of these rows at every point; `uses` by choice, option and row.
    pub(super) fn new(
        highs: &[Vec<Vec<f64>>],
        rows: &[&ProgramRow],
        uses: &[Vec<Vec<f64>>],
    ) -> Prices {
        let mut prices = Prices { by_point: Vec::new(), met: BTreeSet::new() };
        if uses.iter().any(Vec::is_empty) {
            prices.by_point = vec![vec![0.0; rows.len()]; highs.len()];
            return prices;
        }
        // Rows are compared in units of their largest coefficient.
        let units: Vec<f64> = (0..rows.len())
            .map(|row| {
                let largest =
                    uses.iter().flatten().fold(0.0f64, |size, use_of| size.max(use_of[row].abs()));
                if largest > 0.0 { largest } else { 1.0 }
            })
            .collect();
        let mut start = vec![0.0; rows.len()];
        for high in highs {
            let found = prices.at(rows, high, uses, &units, start);
            prices.by_point.push(found.clone());
            // The next point is often near.
            start = found;
        }
        prices
    }

    /// What so much of each row costs at a point.
    pub(super) fn cost(&self, point: usize, amounts: &[f64]) -> f64 {
        self.by_point[point].iter().zip(amounts).map(|(price, amount)| price * amount).sum()
    }

    /// The prices of one point.
    fn at(
        &mut self,
        rows: &[&ProgramRow],
        high: &[Vec<f64>],
        uses: &[Vec<Vec<f64>>],
        units: &[f64],
        start: Vec<f64>,
    ) -> Vec<f64> {
        let mut price = start;
        let mut best = (f64::INFINITY, price.clone());
        let mut reached = f64::NEG_INFINITY;
        let mut rate = 1.0;
        let mut waited = 0;
        for _ in 0..STEPS {
            let top = Top::new(rows, high, uses, &price);
            if top.excess.iter().all(|excess| *excess <= 0.0) {
                reached = reached.max(top.value);
                self.met.insert(top.set);
            }
            if top.bound < best.0 {
                best = (top.bound, price.clone());
                waited = 0;
            } else {
                waited += 1;
                if waited == PATIENCE {
                    rate /= 2.0;
                    waited = 0;
                    price = best.1.clone();
                    continue;
                }
            }
            // Along rows that have room and no price there is nothing to go.
            let matters = |(excess, price): (&f64, &f64)| *excess > 0.0 || *price > 0.0;
            let length: f64 = top
                .excess
                .iter()
                .zip(&price)
                .zip(units)
                .filter(|(pair, _)| matters(*pair))
                .map(|((excess, _), unit)| (excess / unit).powi(2))
                .sum();
            if length == 0.0 {
                break;
            }
            let gap = match reached.is_finite() {
                true => top.bound - reached,
                false => GUESS * top.bound.abs().max(1.0),
            };
            let step = rate * gap.max(0.0) / length;
            for ((price, excess), unit) in price.iter_mut().zip(&top.excess).zip(units) {
                *price = (*price + step * excess / (unit * unit)).max(0.0);
            }
            if price.iter().any(|price| !price.is_finite()) {
                break;
            }
        }
        best.1
    }
}

/// What is greatest at some prices.
struct Top {
    set: Vec<usize>,
    /// No set is worth more.
    bound: f64,
    /// What this set is worth.
    value: f64,
    /// By row: by how much it is above the bound.
    excess: Vec<f64>,
}

impl Top {
    fn new(rows: &[&ProgramRow], high: &[Vec<f64>], uses: &[Vec<Vec<f64>>], price: &[f64]) -> Top {
        let cost = |amounts: &[f64]| price.iter().zip(amounts).map(|(u, a)| u * a).sum::<f64>();
        let bounds: Vec<f64> = rows.iter().map(|row| row.at_most).collect();
        let mut top = Top {
            set: Vec::with_capacity(high.len()),
            bound: cost(&bounds),
            value: 0.0,
            excess: bounds.iter().map(|bound| -bound).collect(),
        };
        for (values, uses) in high.iter().zip(uses) {
            let (mut at, mut most) = (0, f64::NEG_INFINITY);
            for (option, (value, use_of)) in values.iter().zip(uses).enumerate() {
                let reduced = value - cost(use_of);
                if reduced > most {
                    (at, most) = (option, reduced);
                }
            }
            top.bound += most;
            top.value += values[at];
            top.excess.iter_mut().zip(&uses[at]).for_each(|(excess, amount)| *excess += amount);
            top.set.push(at);
        }
        top
    }
}
