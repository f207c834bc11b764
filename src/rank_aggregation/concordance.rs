//! How far rankings agree.

use super::rankings::average_places;

/// Kendall's coefficient of concordance W of several rankings of the same alternatives, with the
/// correction for ties: 0 where the sums of ranks are all equal, 1 where all rankings are the same.
///
/// W = 12 S / (k^2 (m^3 - m) - k T), where k is the number of rankings, m that of alternatives, S
/// the sum of the squared deviations of the sums of ranks from their mean, and T the sum of t^3 - t
/// over all sets of t alternatives that tie in a ranking (Kendall & Babington Smith 1939,
/// doi:10.1214/aoms/1177732186; ties as in Kendall 1948). Ties share the average of their places.
/// Every ranking counts the same.
///
/// `None` for fewer than two rankings or alternatives, where rankings are not of the same
/// alternatives, and where everything is tied in all of them.
///
/// ```
/// use afweging::rank_aggregation::concordance;
///
/// assert_eq!(concordance(&[vec![1, 2, 2], vec![1, 2, 2]]), Some(1.0));
/// assert_eq!(concordance(&[vec![1, 2, 3], vec![3, 2, 1]]), Some(0.0));
/// assert_eq!(concordance(&[vec![1, 1], vec![1, 1]]), None);
/// ```
pub fn concordance(rankings: &[Vec<usize>]) -> Option<f64> {
    let (k, m) = (rankings.len(), rankings.first()?.len());
    if k < 2 || m < 2 || rankings.iter().any(|ranks| ranks.len() != m) {
        return None;
    }
    let cube_less_self = |x: f64| x * x * x - x;
    // Sums of halves, which are exact.
    let mut sums = vec![0.0; m];
    let mut ties = 0.0;
    for ranks in rankings {
        sums.iter_mut().zip(average_places(ranks)).for_each(|(sum, place)| *sum += place);
        let mut sorted = ranks.clone();
        sorted.sort_unstable();
        let tied = sorted.chunk_by(|a, b| a == b);
        ties += tied.map(|tied| cube_less_self(tied.len() as f64)).sum::<f64>();
    }
    let mean = k as f64 * (m as f64 + 1.0) / 2.0;
    let spread: f64 = sums.iter().map(|sum| (sum - mean) * (sum - mean)).sum();
    let most = k as f64 * (k as f64 * cube_less_self(m as f64) - ties);
    (most > 0.0).then(|| (12.0 * spread / most).min(1.0))
}
