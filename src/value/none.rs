//! No normalization: the raw figures.

use super::{Entry, ScaleNeeded, Undefined};

pub(super) const ENTRY: Entry = Entry {
    name: "none",
    benefit: "x",
    cost: "refused: a raw cost cannot be added to a raw benefit",
    scale: ScaleNeeded::Interval,
    domain: "any figures; only sensible where all criteria share a unit",
};

pub(super) fn column(figures: &[f64], benefit: bool) -> Result<Vec<f64>, Undefined> {
    if !benefit {
        return Err(Undefined { row: None, reason: "raw figures of a `min` criterion would count as gains" });
    }
    Ok(figures.to_vec())
}
