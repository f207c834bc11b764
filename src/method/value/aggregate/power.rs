//! The weighted power mean: (sum of w v^p / sum of w) ^ (1 / p); for p = 0 its limit, the geometric
//! mean.

use super::geometric;

/// The weighted power mean of values of at least 0. For p of 0 and below a value of 0 makes it 0.
pub(crate) fn mean(values: &[f64], weights: &[f64], p: f64) -> f64 {
    if p == 0.0 {
        return geometric::mean(values, weights);
    }
    // By the value that counts most, so that no power underflows for all of them.
    let anchor = match p > 0.0 {
        true => values.iter().copied().fold(0.0, f64::max),
        false => values.iter().copied().fold(f64::INFINITY, f64::min),
    };
    if anchor <= 0.0 {
        return 0.0;
    }
    let all: f64 = weights.iter().sum();
    let powers =
        values.iter().zip(weights).map(|(value, weight)| weight / all * (value / anchor).powf(p));
    let sum: f64 = powers.sum();
    // A power so near to 0 that 1 / p is no number leaves the geometric mean.
    match (1.0 / p).is_finite() {
        true => anchor * sum.powf(1.0 / p),
        false => geometric::mean(values, weights),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::value::aggregate::harmonic;
    use approx::assert_relative_eq;

    #[test]
    fn the_means_that_have_names() {
        let (values, weights) = ([0.3, 0.4], [1.0, 1.0]);
        // The root of the mean square: sqrt((0.09 + 0.16) / 2).
        assert_relative_eq!(mean(&values, &weights, 2.0), 0.125_f64.sqrt(), max_relative = 1e-15);
        assert_relative_eq!(mean(&values, &weights, 1.0), 0.35, max_relative = 1e-15);
        let near =
            [(0.0, geometric::mean(&values, &weights)), (-1.0, harmonic::mean(&values, &weights))];
        for (p, wanted) in near {
            assert_relative_eq!(mean(&values, &weights, p), wanted, max_relative = 1e-14);
        }
        // Far powers come near to the least and the greatest value.
        assert_relative_eq!(mean(&values, &weights, 5_000.0), 0.4, max_relative = 1e-3);
        assert_relative_eq!(mean(&values, &weights, -5_000.0), 0.3, max_relative = 1e-3);
        assert_eq!(mean(&[0.0, 0.5], &weights, -2.0), 0.0);
        assert_eq!(mean(&[0.0, 0.0], &weights, 2.0), 0.0);
    }
}
