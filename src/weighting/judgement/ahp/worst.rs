//! The judgement that spoils consistency most, found by trying.

use super::comparisons::Comparisons;
use crate::tolerance::AS_JUDGED;
use crate::weighting::judgement::linked::unreached;
use crate::weighting::judgement::ratios::Ratio;

/// The judgement whose replacement lowers the eigenvalue most.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Worst {
    /// The judgement.
    pub judgement: usize,
    /// The logarithm of the ratio that fits the others best.
    pub fitting_log: f64,
    /// lambda_max with that instead.
    pub lambda: f64,
    /// How many other judgements lower it as much: of three, any can be blamed.
    pub others: usize,
}

/// Leave out one judgement after the other. What the others say of it by Harker's method is the
/// ratio that fits, and with that ratio in its place the matrix has the eigenvalue of the matrix
/// without it. Of several that lower it as much, the first; `None` if none lowers it.
pub(super) fn worst(n: usize, ratios: &[Ratio], lambda: f64) -> Option<Worst> {
    let all = Comparisons::of(n, ratios);
    let mut found: Option<Worst> = None;
    for (judgement, ratio) in ratios.iter().enumerate() {
        let others = || ratios.iter().enumerate().filter(|(at, _)| *at != judgement);
        // Nothing is said of a pair that only this judgement ties together.
        if unreached(n, 0, others().map(|(_, ratio)| (ratio.a, ratio.b))).is_some() {
            continue;
        }
        let Some(without) = all.without(ratio.a, ratio.b).principal() else { continue };
        let fitting_log = without.logs[ratio.a] - without.logs[ratio.b];
        let own = Worst { judgement, fitting_log, lambda: without.lambda, others: 0 };
        // Lower or as low, but for rounding.
        let rounding = AS_JUDGED * lambda;
        match &mut found {
            None if own.lambda < lambda - rounding => found = Some(own),
            Some(least) if own.lambda < least.lambda - rounding => found = Some(own),
            Some(least) if own.lambda <= least.lambda + rounding => least.others += 1,
            _ => {}
        }
    }
    found
}
