//! Z-score: distance from the mean in standard deviations of the column (divided by m, not m - 1).

use super::{Entry, ScaleNeeded, extremes};

pub(super) const ENTRY: Entry = Entry {
    name: "z-score",
    benefit: "(x - mean) / sd, sd over m",
    cost: "(mean - x) / sd",
    scale: ScaleNeeded::Interval,
    domain: "any figures; a constant column gives 0 for all. Packages that divide by m - 1 differ by the factor sqrt((m - 1) / m)",
};

pub(super) fn column(figures: &[f64], benefit: bool) -> Vec<f64> {
    let (least, most) = extremes(figures);
    let m = figures.len() as f64;
    // On the column's own range 0..1, where nothing overflows; z-scores do not depend on it.
    let shares: Vec<f64> = match least < most {
        true => figures.iter().map(|x| crate::problem::share(*x, least, most)).collect(),
        false => return vec![0.0; figures.len()],
    };
    let mean = shares.iter().sum::<f64>() / m;
    let sd = (shares.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / m).sqrt();
    shares.iter().map(|x| if benefit { (x - mean) / sd } else { (mean - x) / sd }).collect()
}
