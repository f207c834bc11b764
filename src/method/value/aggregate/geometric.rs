//! The weighted geometric mean: product of v ^ (w / sum of w).

/// The weighted geometric mean of values of at least 0. A value of 0 makes it 0.
pub(crate) fn mean(values: &[f64], weights: &[f64]) -> f64 {
    if values.iter().any(|value| *value <= 0.0) {
        return 0.0;
    }
    let all: f64 = weights.iter().sum();
    let logarithms = values.iter().zip(weights).map(|(value, weight)| weight / all * value.ln());
    logarithms.sum::<f64>().exp()
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;

    #[test]
    fn the_root_of_a_product() {
        // 0.5^(1/4) 0.8^(3/4)
        let by_hand = (0.5_f64 * 0.8 * 0.8 * 0.8).sqrt().sqrt();
        assert_relative_eq!(mean(&[0.5, 0.8], &[1.0, 3.0]), by_hand, max_relative = 1e-15);
        assert_eq!(mean(&[0.0, 0.8], &[1.0, 3.0]), 0.0);
        assert_eq!(mean(&[1.0, 1.0], &[0.2, 0.3]), 1.0);
    }
}
