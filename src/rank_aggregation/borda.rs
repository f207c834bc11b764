//! Points for places.

use super::rankings::{Rankings, average_places};

/// The Borda points of each alternative: the weighted sum over all rankings of m less its place,
/// where m is the number of alternatives. More is better. Alternatives that tie in a ranking share
/// the average of their places.
///
/// So a ranking gives its first m - 1 points and its last 0, and points run from 0 to m - 1 times
/// the sum of the weights (de Borda 1784, with ties as in Young 1974,
/// doi:10.1016/0022-0531(74)90073-8). With equal weights the sums are of halves, and exact.
pub fn borda(rankings: &Rankings) -> Vec<f64> {
    let m = rankings.alternatives();
    let mut points = vec![0.0; m];
    for (at, ranks) in rankings.ranks().iter().enumerate() {
        for (points, place) in points.iter_mut().zip(average_places(ranks)) {
            *points += rankings.count(at) * (m as f64 - place);
        }
    }
    points.into_iter().map(|points| points * rankings.unit()).collect()
}
