//! Pairs won and lost by a majority.

use super::Rankings;

/// The Copeland score of each alternative: how many others it beats by a majority of weight, less
/// how many beat it. More is better; it runs from -(m - 1) to m - 1 (Copeland 1951).
///
/// A majority is more weight ahead than behind. A pair with as much weight either way counts for
/// neither, and rankings in which the two tie count for neither.
///
/// ```
/// use afweging::rank_aggregation::{Rankings, copeland};
///
/// let rankings = [(2.0, vec![1, 2, 3]), (1.0, vec![3, 2, 1]), (1.0, vec![3, 1, 2])];
/// let rankings = Rankings::new(3, rankings.to_vec()).unwrap();
/// // The first and the second are even, as are the first and the third; the second beats the third.
/// assert_eq!(copeland(&rankings), [0, 1, -1]);
/// ```
pub fn copeland(rankings: &Rankings) -> Vec<i64> {
    let m = rankings.alternatives();
    let mut out = vec![0; m];
    for a in 0..m {
        for b in a + 1..m {
            let margin = rankings.margin(a, b);
            let won = i64::from(margin > 0.0) - i64::from(margin < 0.0);
            out[a] += won;
            out[b] -= won;
        }
    }
    out
}
