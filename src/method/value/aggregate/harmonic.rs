//! The weighted harmonic mean: sum of w / sum of w / v.

use super::block::{Block, Scratch};

/// The weighted harmonic mean of values of at least 0, draw by draw; those below the floor count as
/// it. A value of 0 makes it 0, its limit.
pub(super) fn mean(block: &Block, floor: f64, scratch: &mut Scratch, out: &mut [f64]) {
    let least = &mut scratch.anchors;
    least.clear();
    least.resize(out.len(), f64::INFINITY);
    block.fold(|value| value.max(floor), least, |least, _, value| least.min(value));
    // By the least value, because 1 / v overflows for the smallest ones.
    block.sums_about(least, |value, least| least / value.max(floor), out);
    for (own, least) in out.iter_mut().zip(least) {
        *own = if *least <= 0.0 { 0.0 } else { *least / *own };
    }
}

#[cfg(test)]
mod tests {
    use super::super::block::once;
    use approx::assert_relative_eq;

    fn mean(values: &[f64], weights: &[f64], floor: f64) -> f64 {
        once(values, weights, |block, scratch, out| super::mean(block, floor, scratch, out))
    }

    #[test]
    fn there_and_back_at_two_speeds() {
        let none = f64::NEG_INFINITY;
        // 60 km out at 30 and back at 60: 120 km in 3 hours.
        assert_relative_eq!(mean(&[30.0, 60.0], &[0.5, 0.5], none), 40.0, max_relative = 1e-15);
        assert_relative_eq!(mean(&[10.0, 60.0], &[0.5, 0.5], 30.0), 40.0, max_relative = 1e-15);
        assert_eq!(mean(&[0.0, 0.8], &[1.0, 3.0], none), 0.0);
    }
}
