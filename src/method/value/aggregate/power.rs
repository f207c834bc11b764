//! The weighted power mean: (sum of w v^p / sum of w) ^ (1 / p). Its limit for p = 0 is the geometric
//! mean, those for great and for far negative p the greatest and the least value.

use super::block::{Block, Scratch};

/// Powers nearer to 0 than this are all so near to 1 that what they differ in would be lost; they are
/// worked out as differences from 1.
const NEAR_ZERO: f64 = 0.01;

/// Whether a power is so near to 0 that 1 / p is no number: the geometric mean is what is left.
pub(super) fn is_geometric(p: f64) -> bool {
    p == 0.0 || !(1.0 / p).is_finite()
}

/// The weighted power mean of values of at least 0, draw by draw; those below the floor count as it.
/// For p below 0 a value of 0 makes it 0. `p` is not so small that [`is_geometric`].
pub(super) fn mean(block: &Block, p: f64, floor: f64, scratch: &mut Scratch, out: &mut [f64]) {
    // By the value that counts most, so that no power underflows for all of them.
    let anchors = &mut scratch.anchors;
    anchors.clear();
    match p > 0.0 {
        true => {
            anchors.resize(out.len(), 0.0);
            block.fold(|value| value.max(floor), anchors, |most, _, value| most.max(value));
        }
        false => {
            anchors.resize(out.len(), f64::INFINITY);
            block.fold(|value| value.max(floor), anchors, |least, _, value| least.min(value));
        }
    }
    let ratio = |value: f64, anchor: f64| value.max(floor) / anchor;
    if p.abs() < NEAR_ZERO {
        block.sums_about(anchors, |value, anchor| (p * ratio(value, anchor).ln()).exp_m1(), out);
        out.iter_mut().for_each(|sum| *sum = (sum.ln_1p() / p).exp());
    } else {
        block.sums_about(anchors, |value, anchor| ratio(value, anchor).powf(p), out);
        out.iter_mut().for_each(|sum| *sum = sum.powf(1.0 / p));
    }
    for (own, anchor) in out.iter_mut().zip(anchors) {
        *own = if *anchor <= 0.0 { 0.0 } else { *anchor * *own };
    }
}

#[cfg(test)]
mod tests {
    use super::super::block::once;
    use super::super::{geometric, harmonic};
    use super::is_geometric;
    use approx::assert_relative_eq;

    const NONE: f64 = f64::NEG_INFINITY;

    fn mean(values: &[f64], weights: &[f64], p: f64) -> f64 {
        once(values, weights, |block, scratch, out| super::mean(block, p, NONE, scratch, out))
    }

    #[test]
    fn the_means_that_have_names() {
        let (values, weights) = ([0.3, 0.4], [1.0, 1.0]);
        // The root of the mean square: sqrt((0.09 + 0.16) / 2).
        assert_relative_eq!(mean(&values, &weights, 2.0), 0.125_f64.sqrt(), max_relative = 1e-15);
        assert_relative_eq!(mean(&values, &weights, 1.0), 0.35, max_relative = 1e-15);
        let product = once(&values, &weights, |block, _, out| geometric::mean(block, NONE, out));
        for p in [1e-9, -1e-9, 1e-300] {
            assert_relative_eq!(mean(&values, &weights, p), product, max_relative = 2e-11);
        }
        // On both sides of where the formula changes.
        let [below, above] = [0.01 - 1e-12, 0.01].map(|p| mean(&values, &weights, p));
        assert_relative_eq!(below, above, max_relative = 1e-12);
        let rates = once(&values, &weights, |block, scratch, out| {
            harmonic::mean(block, NONE, scratch, out);
        });
        assert_relative_eq!(mean(&values, &weights, -1.0), rates, max_relative = 1e-14);
        assert!(is_geometric(0.0) && is_geometric(-1e-310) && !is_geometric(1e-300));
        // Far powers come near to the least and the greatest value.
        assert_relative_eq!(mean(&values, &weights, 5_000.0), 0.4, max_relative = 1e-3);
        assert_relative_eq!(mean(&values, &weights, -5_000.0), 0.3, max_relative = 1e-3);
        assert_eq!(mean(&[0.0, 0.5], &weights, -2.0), 0.0);
        assert_eq!(mean(&[0.0, 0.0], &weights, 2.0), 0.0);
    }
}
