//! Switches of scores that are not linear in the weights: looked at on a grid, narrowed by
//! bisection.

use crate::evaluate::path::Path;
use crate::evaluate::ranked_group::RankedGroup;
use crate::problem::ranking::tolerance;
use crate::study::sweep::switch::Switch;
use crate::tolerance::{SCORE_ROUNDING, TIE};

/// Steps of the grid for scores that are not linear.
pub const STEPS: usize = 200;

/// In larger fields of scores that are not linear, only switches with an alternative that is first
/// somewhere are searched for.
pub const MOST_SEARCHED: usize = 64;

/// How narrow bisection makes a bracket.
pub(super) const NARROW: f64 = 1e-9;

/// Who is first is looked at this far beside a point where several scores meet.
const BESIDE: f64 = 1e-7;

/// Changes of sign on the grid, narrowed.
pub(super) fn search(ranked: &RankedGroup, path: &Path, scores: &[Vec<f64>]) -> Vec<Switch> {
    let n = ranked.places.len();
    let eps: Vec<f64> = scores.iter().map(|at| tolerance(at.iter().copied())).collect();
    let is_first =
        |at: usize| scores.iter().any(|scores| scores.iter().all(|other| *other <= scores[at]));
    let firsts: Vec<bool> = (0..n).map(is_first).collect();
    let weight = |step: usize| step as f64 / STEPS as f64;
    let mut out = Vec::new();
    for a in 0..n {
        for b in a + 1..n {
            if n > MOST_SEARCHED && !firsts[a] && !firsts[b] {
                continue;
            }
            // The last step at which one of them was ahead, and which.
            let mut last: Option<(usize, bool)> = None;
            for (step, at) in scores.iter().enumerate() {
                let score_difference = at[a] - at[b];
                if score_difference.abs() <= eps[step] {
                    continue;
                }
                if let Some((from, a_ahead)) =
                    last.filter(|(_, a_ahead)| *a_ahead != (score_difference > 0.0))
                {
                    let (mut low, mut high) = (weight(from), weight(step));
                    while high - low > NARROW {
                        let middle = low + (high - low) / 2.0;
                        let here = ranked.scores(&path.at(middle));
                        if (here[a] > here[b]) == a_ahead { low = middle } else { high = middle }
                    }
                    let at = low + (high - low) / 2.0;
                    let here = ranked.scores(&path.at(at));
                    let top = here.iter().copied().fold(f64::MIN, f64::max);
                    let size = here.iter().fold(0.0, |size: f64, score| size.max(score.abs()));
                    let (below, above) = if a_ahead { (a, b) } else { (b, a) };
                    let first = top - here[a].max(here[b]) <= TIE * size;
                    out.push(Switch { weight: at, below, above, first });
                }
                last = Some((step, score_difference > 0.0));
            }
        }
    }
    out.sort_by(|a, b| {
        a.weight.total_cmp(&b.weight).then(a.below.cmp(&b.below)).then(a.above.cmp(&b.above))
    });
    meet(ranked, path, &mut out);
    out.sort_by(|a, b| {
        a.weight.total_cmp(&b.weight).then(a.below.cmp(&b.below)).then(a.above.cmp(&b.above))
    });
    out
}

/// Switches that bisection cannot tell apart are one point: of several scores that meet there,
/// first place passes from the one that has it before to the one that has it after.
fn meet(ranked: &RankedGroup, path: &Path, switches: &mut [Switch]) {
    for together in switches.chunk_by_mut(|a, b| b.weight - a.weight <= 4.0 * NARROW) {
        let (Some(low), Some(high)) =
            (together.first().map(|it| it.weight), together.last().map(|it| it.weight))
        else {
            continue;
        };
        if together.len() < 2 {
            continue;
        }
        let first = |x: f64| {
            let scores = ranked.scores(&path.at(x.clamp(0.0, 1.0)));
            let top = scores.iter().copied().fold(f64::MIN, f64::max);
            scores
                .iter()
                .map(|score| top - score <= SCORE_ROUNDING * top.abs())
                .collect::<Vec<bool>>()
        };
        let (before, after) = (first(low - BESIDE), first(high + BESIDE));
        for it in together {
            it.weight = low + (high - low) / 2.0;
            it.first = before[it.below] && after[it.above] && !before[it.above];
        }
    }
}
