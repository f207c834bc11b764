//! The weighted harmonic mean: sum of w / sum of w / v.

/// The weighted harmonic mean of values of at least 0. A value of 0 makes it 0, its limit.
pub(crate) fn mean(values: &[f64], weights: &[f64]) -> f64 {
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    if least <= 0.0 {
        return 0.0;
    }
    let all: f64 = weights.iter().sum();
    // By the least value, because 1 / v overflows for the smallest ones.
    let parts = values.iter().zip(weights).map(|(value, weight)| weight / all * (least / value));
    least / parts.sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;

    #[test]
    fn there_and_back_at_two_speeds() {
        // 60 km out at 30 and back at 60: 120 km in 3 hours.
        assert_relative_eq!(mean(&[30.0, 60.0], &[0.5, 0.5]), 40.0, max_relative = 1e-15);
        assert_eq!(mean(&[0.0, 0.8], &[1.0, 3.0]), 0.0);
    }
}
