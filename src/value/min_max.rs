//! Min-max: from the column's worst to its best.

use super::{Entry, extremes};

pub(super) const ENTRY: Entry = Entry {
    name: "min-max",
    benefit: "(x - min) / (max - min)",
    cost: "(max - x) / (max - min)",
    domain: "any figures; a constant column gives 1 for all (pymcdm and pyrepo-mcda agree, scikit-criteria and pyDecision give 0; ranks are the same)",
};

pub(super) fn column(figures: &[f64], benefit: bool) -> Vec<f64> {
    let (least, most) = extremes(figures);
    if least == most {
        return vec![1.0; figures.len()];
    }
    // Halves: most - least overflows for a column from -1e308 to 1e308.
    let range = most / 2.0 - least / 2.0;
    // A column of the two smallest subnormals has a half-range of 0.
    let (half, range) = if range > 0.0 { (0.5, range) } else { (1.0, most - least) };
    let share = |x: f64| if benefit { (x * half - least * half) / range } else { (most * half - x * half) / range };
    figures.iter().map(|x| share(*x).clamp(0.0, 1.0)).collect()
}
