//! Min-max: from the column's worst to its best.

use super::{Entry, ScaleNeeded, extremes};
use crate::problem::share;

pub(super) const ENTRY: Entry = Entry {
    name: "min-max",
    benefit: "(x - min) / (max - min)",
    cost: "(max - x) / (max - min)",
    scale: ScaleNeeded::Interval,
    domain: "any figures; a constant column gives 1 for all (pymcdm and pyrepo-mcda agree, scikit-criteria and pyDecision give 0; ranks are the same)",
};

pub(super) fn column(figures: &[f64], benefit: bool) -> Vec<f64> {
    let (least, most) = extremes(figures);
    if least == most {
        return vec![1.0; figures.len()];
    }
    let from_worst = |x: f64| if benefit { share(x, least, most) } else { share(-x, -most, -least) };
    figures.iter().map(|x| from_worst(*x).clamp(0.0, 1.0)).collect()
}
