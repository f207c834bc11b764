//! Copeland scores under a weighted majority (Copeland 1951; as COINr has it, doi:10.21105/joss.04567).
//!
//! An alternative beats another if the criteria on which it is better have more weight than those on
//! which it is worse. Its score is the number of those that it beats less the number of those that
//! beat it, brought from -(m - 1) .. m - 1 to 0 .. 1.

use crate::tolerance::{SUM_ROUNDING, VALUE_ROUNDING};

/// The scores of all alternatives. `values` has the values of one alternative after the other, each
/// over the criteria, NaN where nothing is known; two alternatives are compared on what is known of
/// both. An alternative of which nothing is known has the score NaN, and is nobody's rival. One
/// alone has a score of 1/2: it beats nobody, and nobody beats it.
pub(crate) fn scores(values: &[f64], weights: &[f64]) -> Vec<f64> {
    let n = weights.len();
    let rows: Vec<&[f64]> = values.chunks_exact(n.max(1)).collect();
    let size =
        values.iter().filter(|value| !value.is_nan()).fold(0.0, |size: f64, v| size.max(v.abs()));
    let near = VALUE_ROUNDING * size;
    let known: Vec<bool> = rows
        .iter()
        .map(|row| row.iter().zip(weights).any(|(value, weight)| !value.is_nan() && *weight > 0.0))
        .collect();
    let rivals = known.iter().filter(|known| **known).count();
    let mut net = vec![0.0; rows.len()];
    for a in 0..rows.len() {
        for b in a + 1..rows.len() {
            let (mut ahead, mut behind) = (0.0, 0.0);
            for ((own, other), weight) in rows[a].iter().zip(rows[b]).zip(weights) {
                // A comparison with NaN is none.
                if own - other > near {
                    ahead += weight;
                } else if other - own > near {
                    behind += weight;
                }
            }
            let rounding = SUM_ROUNDING * (ahead + behind);
            if ahead - behind > rounding {
                net[a] += 1.0;
                net[b] -= 1.0;
            } else if behind - ahead > rounding {
                net[a] -= 1.0;
                net[b] += 1.0;
            }
        }
    }
    let most = rivals.saturating_sub(1) as f64;
    let score = |(net, known): (&f64, &bool)| match (known, most > 0.0) {
        (false, _) => f64::NAN,
        (true, false) => 0.5,
        (true, true) => (net + most) / (2.0 * most),
    };
    net.iter().zip(&known).map(score).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_beats_whom() {
        // On the first criterion A > B > C; on the second C > B > A; on the third B > C > A.
        let values = [3.0, 1.0, 1.0, 2.0, 2.0, 3.0, 1.0, 3.0, 2.0];
        // B beats A (0.6 to 0.4) and C (0.7 to 0.3); C beats A (0.6 to 0.4).
        assert_eq!(scores(&values, &[0.4, 0.3, 0.3]), [0.0, 1.0, 0.5]);
        // With half of the weight on the first all contests of A are level; B beats C.
        assert_eq!(scores(&values, &[0.5, 0.25, 0.25]), [0.5, 0.75, 0.25]);
        // Where the first is not known of A, it loses on the other two.
        let mut unknown = values;
        unknown[0] = f64::NAN;
        assert_eq!(scores(&unknown, &[0.5, 0.25, 0.25])[0], 0.0);
        assert_eq!(scores(&[0.3], &[1.0]), [0.5]);
    }
}
