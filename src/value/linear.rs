//! Linear: the share of the best figure (Hwang & Yoon 1981, the scaling of simple additive weighting).

use super::{Entry, ScaleNeeded, Undefined, extremes, reject};

pub(super) const ENTRY: Entry = Entry {
    name: "linear",
    benefit: "x / max",
    cost: "min / x",
    scale: ScaleNeeded::Ratio,
    domain: "figures of at least 0, not all 0; above 0 where less is better (min / x is 0/0 at 0; scikit-criteria puts 1e-5 there)",
};

pub(super) fn column(figures: &[f64], benefit: bool) -> Result<Vec<f64>, Undefined> {
    reject(figures, |x| x < 0.0, "a figure below 0 has no share of the best")?;
    let (least, most) = extremes(figures);
    if most <= 0.0 {
        return Err(Undefined { row: None, reason: "all figures are 0, so the share of the best is 0/0" });
    }
    if !benefit {
        reject(figures, |x| x == 0.0, "min / x is undefined for a cost of 0")?;
    }
    Ok(figures.iter().map(|x| if benefit { x / most } else { least / x }).collect())
}
