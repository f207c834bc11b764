//! Enhanced accuracy: 1 less the share of the column's total distance to its best (Zeng, Li & Yang 2013,
//! doi:10.1016/j.compbiomed.2013.06.003).

use super::{Entry, ScaleNeeded, extremes};

pub(super) const ENTRY: Entry = Entry {
    name: "enhanced-accuracy",
    benefit: "1 - (max - x) / sum of (max - x)",
    cost: "1 - (x - min) / sum of (x - min)",
    scale: ScaleNeeded::Interval,
    domain: "any figures; a constant column gives 1 for all",
};

pub(super) fn column(figures: &[f64], benefit: bool) -> Vec<f64> {
    let (least, most) = extremes(figures);
    // Halves: most - least overflows for a column from -1e308 to 1e308; the range as unit keeps the sum finite.
    let (half, range) = if (most - least).is_finite() { (1.0, most - least) } else { (0.5, most / 2.0 - least / 2.0) };
    if range <= 0.0 {
        return vec![1.0; figures.len()];
    }
    let distance = |x: &f64| if benefit { (most * half - x * half) / range } else { (x * half - least * half) / range };
    let sum: f64 = figures.iter().map(distance).sum();
    figures.iter().map(|x| 1.0 - distance(x) / sum).collect()
}
