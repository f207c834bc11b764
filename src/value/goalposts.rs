//! Goalposts: the place between the ends of the criterion's scale, as in the Human Development Index.

use super::{Entry, ScaleNeeded, Undefined};
use crate::problem::share;

pub(super) const ENTRY: Entry = Entry {
    name: "goalposts",
    benefit: "(x - low) / (high - low), low and high the ends of the criterion's scale",
    cost: "(high - x) / (high - low)",
    scale: ScaleNeeded::Interval,
    domain: "criteria with a scale; a figure beyond it counts as its end. Does not depend on the other alternatives",
};

pub(super) fn column(figures: &[f64], benefit: bool, ends: Option<(f64, f64)>) -> Result<Vec<f64>, Undefined> {
    let Some((low, high)) = ends.filter(|(low, high)| low < high) else {
        return Err(Undefined { row: None, reason: "goalposts are the ends of a scale, and this criterion has none" });
    };
    let place = |x: &f64| if benefit { share(*x, low, high) } else { share(-x, -high, -low) };
    Ok(figures.iter().map(|x| place(x).clamp(0.0, 1.0)).collect())
}
