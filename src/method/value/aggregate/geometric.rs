//! The weighted geometric mean: product of v ^ (w / sum of w).

use super::block::Block;

/// The weighted geometric mean of values of at least 0, draw by draw; those below the floor count as
/// it. A value of 0 makes it 0.
pub(super) fn mean(block: &Block, floor: f64, out: &mut [f64]) {
    out.fill(0.0);
    let logarithm = |value: f64| match value.max(floor) {
        value if value > 0.0 => value.ln(),
        _ => f64::NEG_INFINITY,
    };
    block.fold(logarithm, out, |sum, share, logarithm| match logarithm == f64::NEG_INFINITY {
        // A share can be too small to tell from 0, and 0 times this is no number.
        true => logarithm,
        false => sum + share * logarithm,
    });
    out.iter_mut().for_each(|sum| *sum = sum.exp());
}

#[cfg(test)]
mod tests {
    use super::super::block::once;
    use approx::assert_relative_eq;

    fn mean(values: &[f64], weights: &[f64], floor: f64) -> f64 {
        once(values, weights, |block, _, out| super::mean(block, floor, out))
    }

    #[test]
    fn the_root_of_a_product() {
        let none = f64::NEG_INFINITY;
        // 0.5^(1/4) 0.8^(3/4)
        let by_hand = (0.5_f64 * 0.8 * 0.8 * 0.8).sqrt().sqrt();
        assert_relative_eq!(mean(&[0.5, 0.8], &[1.0, 3.0], none), by_hand, max_relative = 1e-15);
        assert_eq!(mean(&[0.0, 0.8], &[1.0, 3.0], none), 0.0);
        assert_relative_eq!(mean(&[0.0, 0.8], &[1.0, 3.0], 0.5), by_hand, max_relative = 1e-15);
        assert_eq!(mean(&[1.0, 1.0], &[0.2, 0.3], none), 1.0);
        // Though all of the weight that can be told lies on the other.
        assert_eq!(mean(&[0.0, 0.8], &[5e-324, 3.0], none), 0.0);
    }
}
