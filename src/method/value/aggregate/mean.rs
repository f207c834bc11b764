//! The weighted mean: sum of w v / sum of w.

use super::block::Block;

/// The weighted mean of values, draw by draw.
///
/// ```text
/// mean([0.2, 0.6], [1, 3]) = (0.2 + 1.8) / 4 = 0.5
/// ```
pub(super) fn mean(block: &Block, out: &mut [f64]) {
    out.fill(0.0);
    block.fold(|value| value, out, |sum, share, value| sum + share * value);
}
