//! Max: divided by the column's largest figure.

use super::{Entry, ScaleNeeded, Undefined, extremes, reject};

pub(super) const ENTRY: Entry = Entry {
    name: "max",
    benefit: "x / max",
    cost: "1 - x / max",
    scale: ScaleNeeded::Ratio,
    domain: "figures of at least 0, not all 0",
};

pub(super) fn column(figures: &[f64], benefit: bool) -> Result<Vec<f64>, Undefined> {
    reject(figures, |x| x < 0.0, "a figure below 0 has no share of the largest")?;
    let (_, most) = extremes(figures);
    if most <= 0.0 {
        return Err(Undefined { row: None, reason: "all figures are 0, so x / max is 0/0" });
    }
    Ok(figures.iter().map(|x| if benefit { x / most } else { 1.0 - x / most }).collect())
}
