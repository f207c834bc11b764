//! Good sets to begin with: the best ones at some of the points and in their middle.

use super::super::{BestRequest, BinaryProgram, RobustProgram};
use std::collections::BTreeSet;

/// The best sets are sought at so many points.
const POINTS: usize = 40;
/// So many of the best at each.
const BEST: usize = 6;
/// And so many branches are looked at: a set need not be the best.
const BRANCHES: u64 = 2_000;

/// Sets that keep the rows; there may be none.
pub(super) fn sets(program: &RobustProgram) -> BTreeSet<Vec<usize>> {
    let points = program.lows.len();
    let mut out = BTreeSet::new();
    let mut add = |values: Vec<Vec<f64>>| {
        let program =
            BinaryProgram { values, rows: program.rows.clone(), bonuses: program.bonuses.clone() };
        let request = BestRequest { best: BEST, most_nodes: BRANCHES, ..BestRequest::default() };
        let found = program.best(&request).found;
        out.extend(found.into_iter().map(|chosen| chosen.options));
    };
    let crisp = program.lows == program.highs;
    let some = points.div_ceil(POINTS).max(1);
    for (low, high) in program.lows.iter().zip(&program.highs).step_by(some) {
        add(low.clone());
        if !crisp {
            add(high.clone());
        }
    }
    // Their mean, at both ends.
    let mut mean: Vec<Vec<f64>> = match program.lows.first() {
        Some(point) => point.iter().map(|options| vec![0.0; options.len()]).collect(),
        None => return out,
    };
    for point in program.lows.iter().chain(&program.highs) {
        for (mean, value) in mean.iter_mut().flatten().zip(point.iter().flatten()) {
            *mean += value / (2 * points) as f64;
        }
    }
    add(mean);
    out
}
