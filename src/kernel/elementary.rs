//! Logarithm, exponential, sine and cosine of our own: the same bits on every machine, and free of
//! branches, so that loops over them vectorise.
//!
//! The standard library's differ from one platform's mathematical library to the next in the last
//! bit, and are calls that a loop cannot look through.

const LN2_HIGH: f64 = f64::from_bits(0x3FE6_2E42_FEE0_0000); // ln 2 with its lowest 21 bits zero: times an exponent it is exact
const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10; // ln 2 - LN2_HIGH

/// The bits of sqrt(1/2), rounded down.
const HALF_ROOT: u64 = 0x3FE6_A09E_667F_3BCC;

/// The natural logarithm of a positive, finite, normal number; within 1 unit in the last place of
/// the true value (2 near 1).
///
/// x = 2^k (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)); with s = f / (2 + f), ln(1 + f) = 2
/// atanh(s) = 2 s + s R(s^2), where R is the polynomial of degree 7 in s^2 nearest to the series
/// 2/3 s^2 + 2/5 s^4 + ... over s^2 <= (3 - sqrt 8)^2 (relative error of the whole below 2^-57). It
/// is summed as f - (f^2/2 - s (f^2/2 + R)), which loses nothing for small f: the classical
/// arrangement of Ng's log in fdlibm.
#[inline(always)]
pub fn ln(x: f64) -> f64 {
    let shifted = x.to_bits().wrapping_add(0x3FF0_0000_0000_0000 - HALF_ROOT);
    // The exponent as a double, by its bits: 2^52 + (k + 1023), less that.
    let k = f64::from_bits(0x4330_0000_0000_0000 | (shifted >> 52))
        - (4_503_599_627_370_496.0 + 1023.0);
    let f = f64::from_bits((shifted & 0x000F_FFFF_FFFF_FFFF) + HALF_ROOT) - 1.0;
    let s = f / (2.0 + f);
    let z = s * s;
    let z2 = z * z;
    let odd = 0.666_666_666_666_667
        + z2 * (0.285_714_286_260_032_7
            + z2 * (0.181_828_894_556_749_47 + z2 * 0.146_165_854_248_886_23));
    let even =
        0.399_999_999_998_994_44 + z2 * (0.222_222_111_302_598_78 + z2 * 0.153_317_106_182_107_73);
    let r = z * (odd + z * even);
    let half = 0.5 * f * f;
    k * LN2_HIGH - ((half - (s * (half + r) + k * LN2_LOW)) - f)
}

/// ln(1 + x) for 0 <= x <= 1; within 3 units in the last place.
///
/// ln(1 + x) is ln w, w being 1 + x as rounded, plus what that rounding left out, over w.
#[inline(always)]
pub fn ln_1p(x: f64) -> f64 {
    let w = 1.0 + x;
    ln(w) + (x - (w - 1.0)) / w
}

/// e^x for x <= 700; 0 below -708, where the result would not be a normal number. Within 2 units in
/// the last place.
///
/// x = k ln 2 + r with |r| <= ln 2 / 2; e^r by its Taylor series to r^13 / 13!; times 2^k by its
/// bits.
#[inline(always)]
pub fn exp(x: f64) -> f64 {
    // Adding 1.5 * 2^52 rounds to a whole number, which then stands in the low bits.
    const SHIFT: f64 = 6_755_399_441_055_744.0;
    let shifted = x.max(-708.0) * std::f64::consts::LOG2_E + SHIFT;
    let k = shifted - SHIFT;
    let r = (x.max(-708.0) - k * LN2_HIGH) - k * LN2_LOW;
    let mut sum = 1.0 / 6_227_020_800.0;
    for factorial in [
        479_001_600.0,
        39_916_800.0,
        3_628_800.0,
        362_880.0,
        40_320.0,
        5_040.0,
        720.0,
        120.0,
        24.0,
        6.0,
        2.0,
        1.0f64,
    ] {
        sum = sum * r + 1.0 / factorial;
    }
    let power = f64::from_bits(shifted.to_bits().wrapping_add(1023) << 52);
    if x < -708.0 { 0.0 } else { (sum * r + 1.0) * power }
}

/// Sine and cosine for |x| <= pi/4; each within 2^-53 of the true value, and the sine within 2
/// units in the last place.
///
/// Their Taylor series to x^15 / 15! and x^16 / 16!: what is left out is below 2^-54.
#[inline(always)]
pub fn sin_cos(x: f64) -> (f64, f64) {
    let z = x * x;
    let mut sine = -1.0 / 1_307_674_368_000.0;
    for factorial in [6_227_020_800.0, -39_916_800.0, 362_880.0, -5_040.0, 120.0, -6.0f64] {
        sine = sine * z + 1.0 / factorial;
    }
    let mut cosine = 1.0 / 20_922_789_888_000.0;
    for factorial in
        [-87_178_291_200.0, 479_001_600.0, -3_628_800.0, 40_320.0, -720.0, 24.0, -2.0f64]
    {
        cosine = cosine * z + 1.0 / factorial;
    }
    (sine * z * x + x, cosine * z + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::rng::{uniform, value};

    fn ulps(ours: f64, other: f64) -> u64 {
        ours.to_bits().abs_diff(other.to_bits())
    }

    #[test]
    fn ln_is_within_2_ulp_of_the_standard_library() {
        let mut worst = 0;
        for k in 0..2_000_000 {
            let u = uniform(value(1, k, 0, 0));
            worst = worst.max(ulps(ln(u), u.ln()));
            let scaled = u * 2f64.powi((k % 2000) as i32 - 1000);
            worst = worst.max(ulps(ln(scaled), scaled.ln()));
        }
        for x in [
            0.5f64.powi(53),
            1.0 - 0.5f64.powi(53),
            1.0 + f64::EPSILON,
            0.5f64.sqrt(),
            2f64.sqrt(),
            f64::MIN_POSITIVE,
            f64::MAX,
        ] {
            worst = worst.max(ulps(ln(x), x.ln()));
        }
        assert!(worst <= 1, "{worst}");
        assert_eq!(ln(1.0), 0.0);
    }

    #[test]
    fn ln_1p_is_within_3_ulp_of_the_standard_library() {
        let mut worst = 0;
        for k in 0..1_000_000 {
            let x = uniform(value(4, k, 0, 0)) * 0.1f64.powi((k % 20) as i32);
            worst = worst.max(ulps(ln_1p(x), x.ln_1p()));
        }
        assert!(worst <= 3, "{worst}");
        assert_eq!(ln_1p(0.0), 0.0);
    }

    #[test]
    fn exp_is_within_2_ulp_of_the_standard_library() {
        let mut worst = 0;
        for k in 0..1_000_000 {
            let x = (uniform(value(2, k, 0, 0)) - 0.9) * [1.0, 10.0, 700.0][k as usize % 3];
            worst = worst.max(ulps(exp(x), x.exp()));
        }
        assert!(worst <= 2, "{worst}");
        assert_eq!([exp(0.0), exp(-1e3), exp(-1e300)], [1.0, 0.0, 0.0]);
    }

    #[test]
    fn sine_and_cosine_are_those_of_the_standard_library() {
        for k in 0..500_000 {
            let x = (uniform(value(3, k, 0, 0)) - 0.5)
                * std::f64::consts::FRAC_PI_2
                * [1.0, 1e-3, 1e-9][k as usize % 3];
            let (sine, cosine) = sin_cos(x);
            assert!(ulps(sine, x.sin()) <= 2, "sin {x}: {sine} {}", x.sin());
            assert!(
                (cosine - x.cos()).abs() <= f64::EPSILON / 2.0,
                "cos {x}: {cosine} {}",
                x.cos()
            );
        }
        assert_eq!(sin_cos(0.0), (0.0, 1.0));
    }

    #[test]
    fn the_parts_of_ln_2_are_right() {
        assert_eq!(LN2_HIGH + LN2_LOW, std::f64::consts::LN_2);
        assert_eq!(LN2_HIGH.to_bits() & 0x1F_FFFF, 0);
    }
}
