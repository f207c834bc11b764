//! Ranks and ties.

use crate::tolerance::TIE;
use rayon::prelude::*;

/// The tolerance of comparisons in a group: 1e-10 times the largest |score|.
pub fn tolerance(scores: impl IntoIterator<Item = f64>) -> f64 {
    TIE * scores.into_iter().map(f64::abs).fold(0.0, f64::max)
}

/// a - b, cut to the range of finite numbers.
pub fn difference(a: f64, b: f64) -> f64 {
    (a - b).clamp(f64::MIN, f64::MAX)
}

/// Fewer scores than this are sorted by one thread.
const WORTH_THREADS: usize = 1 << 14;

/// The rank of each score: 1 + how many scores exceed it by more than `eps`, higher being better.
/// Ties share a rank (1, 2, 2, 4). A missing score has no rank and counts for nobody.
///
/// ```
/// use afweging::problem::ranking::ranks;
///
/// let scores = [Some(0.5), Some(0.9), None, Some(0.5)];
/// assert_eq!(ranks(&scores, 1e-10), [Some(2), Some(1), None, Some(2)]);
/// ```
pub fn ranks(scores: &[Option<f64>], eps: f64) -> Vec<Option<usize>> {
    let mut best_first: Vec<(f64, usize)> =
        scores.iter().zip(0..).filter_map(|(score, at)| Some(((*score)?, at))).collect();
    let order = |a: &(f64, usize), b: &(f64, usize)| b.0.total_cmp(&a.0);
    match best_first.len() < WORTH_THREADS {
        true => best_first.sort_unstable_by(order),
        false => best_first.par_sort_unstable_by(order),
    }
    let mut out = vec![None; scores.len()];
    // Whoever is ahead of one score is ahead of all lower ones.
    let mut ahead = 0;
    for (score, at) in &best_first {
        while best_first.get(ahead).is_some_and(|other| difference(other.0, *score) > eps) {
            ahead += 1;
        }
        out[*at] = Some(1 + ahead);
    }
    out
}

/// Ranks that count ties by the best place (1, 2, 2, 4) as ranks that count them by the average
/// place (1, 2.5, 2.5, 4).
pub fn average_ranks(ranks: &[usize]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..ranks.len()).collect();
    order.sort_by_key(|at| ranks[*at]);
    let mut out = vec![0.0; ranks.len()];
    let mut from = 0;
    for tied in order.chunk_by(|a, b| ranks[*a] == ranks[*b]) {
        let to = from + tied.len();
        for at in tied {
            // Places from + 1 .. to.
            out[*at] = (from + 1 + to) as f64 / 2.0;
        }
        from = to;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_share_a_rank_and_missing_has_none() {
        let scores = [Some(1.0), Some(3.0), None, Some(2.0), Some(2.0 + 1e-12), Some(0.5)];
        let eps = tolerance(scores.iter().flatten().copied());
        assert_eq!(ranks(&scores, eps), [Some(4), Some(1), None, Some(2), Some(2), Some(5)]);
    }
}
