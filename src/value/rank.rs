//! Rank: how many alternatives are worse, ties counting half, plus 1: the best of m gets m, the worst 1.

use super::{Entry, ScaleNeeded};

pub(super) const ENTRY: Entry = Entry {
    name: "rank",
    benefit: "1 + number of smaller figures + half the number of equal ones",
    cost: "1 + number of larger figures + half the number of equal ones",
    scale: ScaleNeeded::Ordinal,
    domain: "any figures; a constant column gives (m + 1) / 2 for all",
};

pub(super) fn column(figures: &[f64], benefit: bool) -> Vec<f64> {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    let below = |x: f64| sorted.partition_point(|other| *other < x);
    let up_to = |x: f64| sorted.partition_point(|other| *other <= x);
    let worse = |x: f64| if benefit { below(x) } else { figures.len() - up_to(x) };
    figures.iter().map(|x| 1.0 + worse(*x) as f64 + (up_to(*x) - below(*x) - 1) as f64 / 2.0).collect()
}
