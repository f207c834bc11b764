//! Random numbers as a function of where they are used: no state, so any draw can be computed
//! alone.
//!
//! The generator, `splitmix64-counter`. All numbers are unsigned of 64 bits, arithmetic is modulo
//! 2^64, `^` is exclusive or, `>>` shifts zeros in, and
//!
//! ```text
//! G = 0x9E3779B97F4A7C15
//! mix(z): z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9
//!         z = (z ^ (z >> 27)) * 0x94D049BB133111EB
//!         z ^ (z >> 31)
//! value(seed, draw, stream, counter) = mix(key + (counter + 1) * G)
//!     where key    = mix(branch + (draw + 1) * G)
//!           branch = mix(mix(seed + G) + (stream + 1) * G)
//! ```
//!
//! So the values of one draw and stream are the outputs of the generator SplitMix64 seeded with
//! `key`, the keys are the outputs of one seeded with `branch`, and the branches those of one
//! seeded with the first output of the seed: Steele, Lea & Flood 2014, doi:10.1145/2660193.2660195,
//! with the constants of its published implementation (Stafford's variant 13 of the finaliser). A
//! uniform number in (0, 1) is ((value >> 12) + 1/2) / 2^52: never 0, never 1, and exact.

/// The name of the generator, for the record of a run.
pub const NAME: &str = "splitmix64-counter";

/// The first stream of weights: sibling set k uses stream `WEIGHTS + k`.
pub const WEIGHTS: u64 = 0;

/// The first stream of inputs: input k uses stream `INPUTS + k`.
pub const INPUTS: u64 = 1 << 32;

/// 2^64 divided by the golden ratio, odd.
pub(crate) const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// The finaliser of SplitMix64, a bijection of 64 bits.
#[inline(always)]
pub(crate) fn mix(z: u64) -> u64 {
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Output number `index` (from 0) of SplitMix64 seeded with `key`.
#[inline(always)]
pub(crate) fn output(key: u64, index: u64) -> u64 {
    mix(key.wrapping_add(index.wrapping_add(1).wrapping_mul(GOLDEN)))
}

/// What seed and stream come to; [`output`] of it and the draw number is the key of a draw.
#[inline]
pub(crate) fn branch(seed: u64, stream: u64) -> u64 {
    output(output(seed, 0), stream)
}

/// The random 64 bits at this place. See the [module](self) for the formula.
#[inline]
pub fn value(seed: u64, draw: u64, stream: u64, counter: u64) -> u64 {
    output(output(branch(seed, stream), draw), counter)
}

/// A number in (0, 1) from 64 random bits: ((bits >> 12) + 1/2) / 2^52.
#[inline(always)]
pub fn uniform(bits: u64) -> f64 {
    // 1 + k / 2^52 made of its bits; what is taken off is a double, and so is the difference:
    // nothing rounds, and no conversion of integers is needed, which older processors cannot do in
    // wide registers.
    f64::from_bits(0x3FF0_0000_0000_0000 | (bits >> 12)) - (1.0 - f64::EPSILON / 2.0)
}

/// The values of one draw and stream one after the other, for what takes a number of them not known
/// beforehand.
#[derive(Debug, Clone)]
pub struct Sequence {
    key: u64,
    counter: u64,
}

impl Sequence {
    /// From counter 0 on.
    pub fn new(seed: u64, draw: u64, stream: u64) -> Sequence {
        Sequence { key: output(branch(seed, stream), draw), counter: 0 }
    }

    /// The next 64 bits.
    #[inline]
    pub fn bits(&mut self) -> u64 {
        self.counter += 1;
        output(self.key, self.counter - 1)
    }

    /// The next uniform number in (0, 1).
    #[inline]
    pub fn uniform(&mut self) -> f64 {
        uniform(self.bits())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_stable() {
        // SplitMix64 seeded with 0, as published.
        assert_eq!(
            [output(0, 0), output(0, 1), output(0, 2)],
            [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F]
        );
        let values = [
            (0, 0, 0, 0),
            (1, 2, 3, 4),
            (u64::MAX, u64::MAX, u64::MAX, u64::MAX),
            (42, 1_000_000_007, INPUTS + 5, 0),
        ]
        .map(|(seed, draw, stream, counter)| value(seed, draw, stream, counter));
        // By another program, written from the description above.
        assert_eq!(
            values,
            [0x2130748AAAC80268, 0xD9A192F5C599AC27, 0x92A152CB66AF0C17, 0x12E7E51BA32C3F8F],
            "{values:#X?}"
        );
        let mut sequence = Sequence::new(1, 2, 3);
        let five: Vec<u64> = (0..5).map(|_| sequence.bits()).collect();
        assert_eq!(five[4], values[1]);
    }

    #[test]
    fn uniform_numbers_are_exact_and_never_0_or_1() {
        assert_eq!(uniform(0), 0.5f64.powi(53));
        assert_eq!(uniform(u64::MAX), 1.0 - 0.5f64.powi(53));
        for bits in [1 << 12, 0x8000_0000_0000_0000, 0x0123_4567_89AB_CDEF, 0xFEDC_BA98_7654_3210] {
            assert_eq!(uniform(bits), ((bits >> 12) as f64 + 0.5) * 0.5f64.powi(52));
        }
    }

    /// The mean of n uniform numbers has standard error sqrt(1/12n), their variance sqrt(1/180n), a
    /// correlation 1/sqrt(n).
    fn check(numbers: &[f64], neighbours: &[f64], what: &str) {
        let n = numbers.len() as f64;
        let mean = numbers.iter().sum::<f64>() / n;
        let variance = numbers.iter().map(|u| (u - 0.5) * (u - 0.5)).sum::<f64>() / n;
        let correlation =
            numbers.iter().zip(neighbours).map(|(u, v)| (u - 0.5) * (v - 0.5)).sum::<f64>() / n
                * 12.0;
        assert!((mean - 0.5).abs() < 4.0 * (1.0 / (12.0 * n)).sqrt(), "{what}: mean {mean}");
        assert!(
            (variance - 1.0 / 12.0).abs() < 4.0 * (1.0 / (180.0 * n)).sqrt(),
            "{what}: variance {variance}"
        );
        assert!(correlation.abs() < 4.0 / n.sqrt(), "{what}: correlation {correlation}");
    }

    /// Numbers along each of the four arguments, the others fixed, against their neighbours along
    /// each of the four.
    #[test]
    fn neighbours_are_independent() {
        let at = |place: [u64; 4]| uniform(value(place[0], place[1], place[2], place[3]));
        for axis in 0..4 {
            let place = |k: u64| {
                let mut place = [7, 11, 3, 2];
                place[axis] += k;
                place
            };
            let numbers: Vec<f64> = (0..100_000).map(|k| at(place(k))).collect();
            for other in 0..4 {
                for lag in [1, 2, 8, 64] {
                    let moved = |k| {
                        let mut place = place(k);
                        place[other] += lag;
                        place
                    };
                    let neighbours: Vec<f64> = (0..100_000).map(|k| at(moved(k))).collect();
                    check(
                        &numbers,
                        &neighbours,
                        &format!("along {axis}, neighbour {lag} on along {other}"),
                    );
                }
            }
        }
    }

    #[test]
    fn every_bit_is_balanced() {
        let n = 200_000u64;
        for axis in 0..4 {
            let mut ones = [0u64; 64];
            for k in 0..n {
                let mut place = [0, 0, 0, 0];
                place[axis] = k;
                let bits = value(place[0], place[1], place[2], place[3]);
                ones.iter_mut().enumerate().for_each(|(bit, ones)| *ones += bits >> bit & 1);
            }
            for (bit, ones) in ones.into_iter().enumerate() {
                let z = (ones as f64 - n as f64 / 2.0) / (n as f64 / 4.0).sqrt();
                assert!(z.abs() < 4.5, "axis {axis}, bit {bit}: {z}");
            }
        }
    }

    #[test]
    fn pairs_fill_the_square_evenly() {
        for axis in 0..4 {
            let mut cells = vec![0u32; 1024];
            for k in 0..102_400u64 {
                let mut place = [5, 6, 7, 0];
                place[axis] += k;
                let first = value(place[0], place[1], place[2], place[3]);
                place[axis] += 1;
                let second = value(place[0], place[1], place[2], place[3]);
                cells[(first >> 59 << 5 | second >> 59) as usize] += 1;
            }
            let chi2: f64 =
                cells.iter().map(|count| (f64::from(*count) - 100.0).powi(2) / 100.0).sum();
            // 1,023 degrees of freedom: mean 1,023, standard deviation 45.
            assert!((chi2 - 1023.0).abs() < 4.0 * 45.2, "axis {axis}: {chi2}");
        }
    }
}
