//! Vector: divided by the column's Euclidean length (Hwang & Yoon 1981).

use super::{Entry, ScaleNeeded};

pub(super) const ENTRY: Entry = Entry {
    name: "vector",
    benefit: "x / norm, norm = sqrt(sum of x^2)",
    cost: "1 - x / norm",
    scale: ScaleNeeded::Ratio,
    domain: "any figures; a column of zeros gives 0 (as a cost 1) for all. scikit-criteria's pipeline takes reciprocals of costs first",
};

pub(super) fn column(figures: &[f64], benefit: bool) -> Vec<f64> {
    // Shares of the largest first: squares of 1e200 overflow.
    let most = figures.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
    let shares: Vec<f64> = figures.iter().map(|x| if most > 0.0 { x / most } else { 0.0 }).collect();
    let norm = shares.iter().map(|x| x * x).sum::<f64>().sqrt();
    let part = |x: &f64| if norm > 0.0 { x / norm } else { 0.0 };
    shares.iter().map(|x| if benefit { part(x) } else { 1.0 - part(x) }).collect()
}
