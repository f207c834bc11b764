//! The weighted mean: sum of w v / sum of w.

/// The weighted mean of values.
///
/// ```text
/// mean([0.2, 0.6], [1, 3]) = (0.2 + 1.8) / 4 = 0.5
/// ```
pub(crate) fn mean(values: &[f64], weights: &[f64]) -> f64 {
    let all: f64 = weights.iter().sum();
    values.iter().zip(weights).map(|(value, weight)| weight / all * value).sum()
}
