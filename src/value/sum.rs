//! Sum: divided by the column's sum.

use super::{Entry, ScaleNeeded, Undefined, extremes, reject};

pub(super) const ENTRY: Entry = Entry {
    name: "sum",
    benefit: "x / sum of x",
    cost: "(1 / x) / sum of (1 / x)",
    scale: ScaleNeeded::Ratio,
    domain: "figures of at least 0, not all 0; above 0 where less is better",
};

pub(super) fn column(figures: &[f64], benefit: bool) -> Result<Vec<f64>, Undefined> {
    reject(figures, |x| x < 0.0, "a figure below 0 has no share of the sum")?;
    let (least, most) = extremes(figures);
    if most <= 0.0 {
        return Err(Undefined { row: None, reason: "all figures are 0, so x / sum is 0/0" });
    }
    if !benefit {
        reject(figures, |x| x == 0.0, "a cost of 0 has no reciprocal")?;
    }
    // Shares of the largest (of the least, for costs) first: they stay within 0..1 where sums and reciprocals overflow.
    let shares: Vec<f64> = figures.iter().map(|x| if benefit { x / most } else { least / x }).collect();
    let sum: f64 = shares.iter().sum();
    Ok(shares.iter().map(|share| share / sum).collect())
}
