//! Nonlinear: the square (for costs the cube) of the share of the best figure (Peldschus, Vaigauskas & Zavadskas 1983).

use super::{Entry, ScaleNeeded, Undefined, linear};

pub(super) const ENTRY: Entry = Entry {
    name: "nonlinear",
    benefit: "(x / max)^2",
    cost: "(min / x)^3",
    scale: ScaleNeeded::Ratio,
    domain: "as `linear`: figures of at least 0, not all 0; above 0 where less is better",
};

pub(super) fn column(figures: &[f64], benefit: bool) -> Result<Vec<f64>, Undefined> {
    let power = if benefit { 2 } else { 3 };
    Ok(linear::column(figures, benefit)?.iter().map(|share| share.powi(power)).collect())
}
