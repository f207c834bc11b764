//! Ordered weighted averaging: weights belong to the places of values, the best first, and not to
//! the criteria.
//!
//! With order weights w_1 .. w_n the value is the sum of w_k b_k, b_k the k-th best value (Yager
//! 1988, doi:10.1109/21.87068). With a quantifier Q, that rises from Q(0) = 0 to Q(1) = 1, and
//! weights u of the criteria, w_k = Q(S_k) - Q(S_(k-1)), where S_k is the share of u that the k
//! best values have (Yager 1996, doi:10.1002/(SICI)1098-111X(199601)11:1<49::AID-INT3>3.0.CO;2-Z).
//!
//! Order weights for n values stand for the quantifier that is linear between the points (k / n,
//! w_1 + .. + w_k): where one of the n is missing, the others get their weights from it.

use crate::tolerance::WHOLE_PLACE;

/// How much the good values count against the bad ones.
#[derive(Debug, Clone)]
pub(crate) enum Attitude {
    /// Q(r) = r^alpha over the weights of the criteria.
    Power(f64),
    /// The sums of the first order weights, from 0 to 1. The criteria count the same.
    Places(Vec<f64>),
}

impl Attitude {
    /// Order weights of any sum, the best place first.
    pub(crate) fn of_places(weights: &[f64]) -> Attitude {
        // As shares of the largest first: a sum of large weights overflows.
        let most = weights.iter().copied().fold(0.0, f64::max);
        let all: f64 = weights.iter().map(|weight| weight / most).sum();
        let mut sums = vec![0.0];
        let mut sum = 0.0;
        for weight in weights {
            sum += weight / most / all;
            sums.push(sum);
        }
        // Exactly all of it, whatever the rounding.
        if let Some(last) = sums.last_mut() {
            *last = 1.0;
        }
        Attitude::Places(sums)
    }

    /// Q at a share of 0 to 1.
    fn quantifier(&self, share: f64) -> f64 {
        match self {
            Attitude::Power(alpha) => share.powf(*alpha),
            Attitude::Places(sums) => {
                let last = sums.len().saturating_sub(1);
                let at = share * last as f64;
                let whole = at.round();
                if (at - whole).abs() < WHOLE_PLACE {
                    return sums.get(whole as usize).copied().unwrap_or(1.0);
                }
                let below = (at.floor() as usize).min(last.saturating_sub(1));
                let (from, to) = (sums[below], sums[(below + 1).min(last)]);
                from + (to - from) * (at - below as f64)
            }
        }
    }
}

/// The ordered weighted average of values. `order` is room for their places.
pub(crate) fn average(
    values: &[f64],
    weights: &[f64],
    attitude: &Attitude,
    order: &mut Vec<usize>,
) -> f64 {
    let importance = |place: usize| match attitude {
        Attitude::Power(_) => weights[place],
        Attitude::Places(_) => 1.0,
    };
    order.clear();
    order.extend(0..values.len());
    order.sort_unstable_by(|a, b| values[*b].total_cmp(&values[*a]).then(a.cmp(b)));
    let all: f64 = order.iter().map(|place| importance(*place)).sum();
    let (mut out, mut share, mut before) = (0.0, 0.0, 0.0);
    for (rank, place) in order.iter().enumerate() {
        share += importance(*place) / all;
        // Exactly all of it, whatever the rounding.
        let reached = match rank + 1 == order.len() {
            true => 1.0,
            false => attitude.quantifier(share.min(1.0)),
        };
        out += (reached - before) * values[*place];
        before = reached;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;

    fn average(values: &[f64], weights: &[f64], attitude: &Attitude) -> f64 {
        super::average(values, weights, attitude, &mut vec![7; 2])
    }

    #[test]
    fn order_weights_belong_to_places() {
        let attitude = Attitude::of_places(&[0.5, 0.3, 0.2]);
        // 0.5 x 0.9 + 0.3 x 0.6 + 0.2 x 0.1
        let wanted = 0.65;
        for values in [[0.1, 0.9, 0.6], [0.9, 0.6, 0.1]] {
            let average = average(&values, &[5.0, 1.0, 1.0], &attitude);
            assert_relative_eq!(average, wanted, max_relative = 1e-15);
        }
        // Of two values the best takes Q(1/2) = 0.5 + 0.3 / 2.
        let two = average(&[0.2, 0.8], &[1.0, 1.0], &attitude);
        assert_relative_eq!(two, 0.65 * 0.8 + 0.35 * 0.2, max_relative = 1e-15);
    }

    #[test]
    fn only_proportions_of_order_weights_count() {
        let huge = Attitude::of_places(&[1e308, 1e308]);
        assert_relative_eq!(average(&[0.2, 0.8], &[1.0, 1.0], &huge), 0.5, max_relative = 1e-15);
    }

    #[test]
    fn a_quantifier_goes_by_importance() {
        let (values, weights) = ([0.2, 0.8, 0.5], [1.0, 1.0, 2.0]);
        // In order 0.8, 0.5, 0.2 with shares 1/4, 3/4, 1: squares 1/16, 9/16, 1.
        let wanted = 0.8 / 16.0 + 0.5 * 8.0 / 16.0 + 0.2 * 7.0 / 16.0;
        let square = average(&values, &weights, &Attitude::Power(2.0));
        assert_relative_eq!(square, wanted, max_relative = 1e-15);
        // alpha = 1 is the mean.
        let mean = average(&values, &weights, &Attitude::Power(1.0));
        assert_relative_eq!(mean, 0.5, max_relative = 1e-15);
    }
}
