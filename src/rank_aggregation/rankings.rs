//! Rankings of the same alternatives, each with a weight.

use crate::tolerance::TIE;

/// Rankings of the same alternatives, each with a weight: the influence of who ranks.
///
/// A ranking is a rank per alternative. A lower rank is better, and equal ranks are a tie; only the
/// order of the ranks counts, not their differences.
///
/// ```
/// use afweging::rank_aggregation::{Rankings, borda};
///
/// // Two of three rankings have the first alternative ahead; the third ties it with the last.
/// let rankings = [(1.0, vec![1, 2, 3]), (1.0, vec![1, 3, 2]), (1.0, vec![2, 1, 2])];
/// let rankings = Rankings::new(3, rankings.to_vec()).unwrap();
/// assert_eq!(borda(&rankings), [4.5, 3.0, 1.5]);
/// assert!(Rankings::new(2, vec![(1.0, vec![1, 2, 3])]).is_none());
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Rankings {
    alternatives: usize,
    ranks: Vec<Vec<usize>>,
    /// The weights, counted in `unit`. All are 1 where the weights are equal, so that sums of them
    /// are exact.
    counts: Vec<f64>,
    unit: f64,
}

impl Rankings {
    /// Rankings of so many alternatives: the weight of each and its ranks.
    ///
    /// `None` where a ranking does not have one rank per alternative, where a weight is negative or
    /// not finite, and where the weights sum to 0 or to no finite number.
    pub fn new(alternatives: usize, weighted: Vec<(f64, Vec<usize>)>) -> Option<Rankings> {
        let (weights, ranks): (Vec<f64>, Vec<Vec<usize>>) = weighted.into_iter().unzip();
        let total: f64 = weights.iter().sum();
        let fits = ranks.iter().all(|ranks| ranks.len() == alternatives)
            && weights.iter().all(|weight| *weight >= 0.0)
            && total > 0.0
            && total.is_finite();
        if !fits {
            return None;
        }
        let first = weights.first().copied().unwrap_or(1.0);
        Some(match weights.iter().all(|weight| *weight == first) {
            true => Rankings { alternatives, counts: vec![1.0; ranks.len()], ranks, unit: first },
            false => Rankings { alternatives, counts: weights, ranks, unit: 1.0 },
        })
    }

    /// How many alternatives are ranked.
    pub fn alternatives(&self) -> usize {
        self.alternatives
    }

    /// The ranks of each ranking, in order.
    pub fn ranks(&self) -> &[Vec<usize>] {
        &self.ranks
    }

    /// The weight of a ranking, in units.
    pub(super) fn count(&self, ranking: usize) -> f64 {
        self.counts[ranking]
    }

    /// What one unit of weight is.
    pub(super) fn unit(&self) -> f64 {
        self.unit
    }

    /// Sums of weights, in units, that differ by no more than this are equal. Exact sums, as those
    /// of equal or whole weights, never come so near to each other without being equal.
    pub(super) fn tie(&self) -> f64 {
        TIE * self.counts.iter().sum::<f64>()
    }

    /// The weight of those that have `a` ahead of `b`, less that of those that have `b` ahead, in
    /// units. 0 where both are equal but for rounding.
    pub(super) fn margin(&self, a: usize, b: usize) -> f64 {
        let mut margin = 0.0;
        for (ranks, count) in self.ranks.iter().zip(&self.counts) {
            match ranks[a].cmp(&ranks[b]) {
                std::cmp::Ordering::Less => margin += count,
                std::cmp::Ordering::Equal => {}
                std::cmp::Ordering::Greater => margin -= count,
            }
        }
        if margin.abs() <= self.tie() { 0.0 } else { margin }
    }
}

/// The average of the places that ties share: ranks 1, 2, 2, 4 become 1, 2.5, 2.5, 4. Only the order
/// of the ranks counts.
pub(super) fn average_places(ranks: &[usize]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..ranks.len()).collect();
    order.sort_by_key(|at| ranks[*at]);
    let mut out = vec![0.0; ranks.len()];
    let mut before = 0;
    for tied in order.chunk_by(|a, b| ranks[*a] == ranks[*b]) {
        for at in tied {
            // Places before + 1 up to before + their number.
            out[*at] = before as f64 + (tied.len() + 1) as f64 / 2.0;
        }
        before += tied.len();
    }
    out
}
