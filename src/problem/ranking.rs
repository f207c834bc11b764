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
    let mut out = vec![None; scores.len()];
    let best_first = best_first(scores);
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

/// The scores that are there, each with its place, the highest first.
///
/// What is sorted are single numbers: the leading bits of a score and its place. Pairs of a score
/// and a place take twice as long. Scores that agree in their leading bits are put in order after.
fn best_first(scores: &[Option<f64>]) -> Vec<(f64, usize)> {
    let trailing = (1 << (usize::BITS - scores.len().leading_zeros())) - 1;
    let mut sorted = Vec::with_capacity(scores.len());
    sorted.extend(
        scores
            .iter()
            .zip(0..)
            .filter_map(|(score, at)| Some((falling(score.as_ref()?) & !trailing) | at)),
    );
    match sorted.len() < WORTH_THREADS {
        true => sorted.sort_unstable(),
        false => sorted.par_sort_unstable(),
    }
    let scored = |leading: &u64| {
        let at = (leading & trailing) as usize;
        (scores[at].unwrap_or_default(), at)
    };
    let mut best_first: Vec<(f64, usize)> = sorted.iter().map(scored).collect();
    let mut from = 0;
    for alike in sorted.chunk_by(|a, b| a & !trailing == b & !trailing) {
        let to = from + alike.len();
        if alike.len() > 1 {
            best_first[from..to].sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
        }
        from = to;
    }
    best_first
}

/// A number that is the smaller the higher the score is, in the order of `f64::total_cmp`.
fn falling(score: &f64) -> u64 {
    let bits = score.to_bits();
    // Of a negative score, all bits count the other way round.
    if score.is_sign_negative() { bits } else { !(bits | 1 << 63) }
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

    /// Scores of both signs and of any size, and such as differ in their last bits only.
    #[test]
    fn the_order_is_that_of_the_scores() {
        let near = |score: f64| [score, score.next_up(), score.next_up().next_up(), score];
        let scores: Vec<Option<f64>> =
            [0.0, -0.0, 1.0, -1.0, 1e-310, -1e-310, 0.7, f64::MAX, f64::MIN]
                .into_iter()
                .flat_map(near)
                .map(|score| score.is_finite().then_some(score))
                .collect();
        let found: Vec<f64> = best_first(&scores).into_iter().map(|(score, _)| score).collect();
        let mut expected: Vec<f64> = scores.iter().flatten().copied().collect();
        expected.sort_by(|a, b| b.total_cmp(a));
        assert_eq!(found.len(), expected.len());
        assert!(found.iter().zip(expected).all(|(a, b)| a.to_bits() == b.to_bits()));
        let higher = |score: f64| scores.iter().flatten().filter(|other| **other > score).count();
        for (score, rank) in scores.iter().zip(ranks(&scores, 0.0)) {
            assert_eq!(rank, score.map(|score| 1 + higher(score)));
        }
    }
}
