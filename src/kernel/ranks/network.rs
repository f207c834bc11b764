//! Larger groups: sorted by a network of comparisons, the same for every draw and so done across
//! draws.
//!
//! What is sorted are keys: the scores with their lowest bits replaced by the number of the
//! alternative. That moves a score by less than 2^-42 of itself, a hundredth of what makes a tie;
//! draws in which neighbours come nearer than a slightly larger gap than that of a tie are left to
//! the exact way, so the keys never decide anything. Where ties are rare, keys of 32 bits come
//! first and do the same at half the width: see `sort_narrow`.

use crate::kernel::ranks::block::{Block, RankCounts};
use crate::kernel::ranks::group::CountedGroup;
use crate::kernel::ranks::narrow::LANES;
use crate::tolerance::TIE;

/// The largest group that is sorted so: its numbers fit into [`BITS`].
pub(super) const MOST: usize = 1 << BITS;
const BITS: u32 = 10;
const MASK: u64 = (1 << BITS) - 1;

/// A range of scores up to this is left to the exact way: the scale of narrow keys, which is
/// divided by the range, must be a number.
const LEAST_RANGE: f64 = 1e-280;

/// What replacing bits by a number may change of the smallest of scores, which have fewer digits.
const REPLACED: f64 = 1e-300;

/// The largest group whose keys may be half as wide as a score: they are then fine enough.
pub(super) const NARROW: usize = 256;

/// Batcher's odd-even merge sort of n numbers (Batcher 1968, doi:10.1145/1468075.1468121): pairs of
/// places to compare and, if need be, exchange. For n that is no power of two it is the network of
/// the next one, without the places that are not there: numbers in them would be the least and
/// never move.
pub(super) fn comparisons(n: usize) -> Vec<(u16, u16)> {
    let mut pairs = Vec::new();
    let mut size = 1;
    while size < n {
        let mut step = size;
        while step > 0 {
            for start in (step % size..n.saturating_sub(step)).step_by(2 * step) {
                for low in start..(start + step).min(n - step) {
                    if low / (2 * size) == (low + step) / (2 * size) {
                        pairs.push((low as u16, (low + step) as u16));
                    }
                }
            }
            step /= 2;
        }
        size *= 2;
    }
    pairs
}

impl RankCounts {
    /// Count a group in 64 draws. Returns the draws that may hold ties, which are not counted.
    #[inline(always)]
    pub(super) fn network(&mut self, group: &CountedGroup, block: Block) -> u64 {
        let mut rest = 0;
        for offset in (0..crate::kernel::ranks::block::LANES).step_by(LANES) {
            rest |= self.sort(group, block, offset) << offset;
        }
        if !self.ahead.is_empty() {
            self.network_pairs(group, block, !rest);
        }
        rest
    }

    /// Count the ranks of a group in [`LANES`] draws. Returns the draws that may hold ties as bits
    /// from the lowest on.
    #[inline(always)]
    fn sort(&mut self, group: &CountedGroup, block: Block, offset: usize) -> u64 {
        if group.rows.len() <= NARROW {
            let rest = self.sort_narrow(group, block, offset);
            if rest.count_ones() as usize <= LANES / 8 {
                self.count_narrow(group, offset, rest);
                return rest;
            }
        }
        self.sort_wide(group, block, offset)
    }

    /// Sort by scores as whole numbers: a share of the range of the draw, so fine that few draws
    /// have neighbours too near to tell. Half as wide as a score, they take half the time. Returns
    /// the draws that may hold ties or could not be told.
    #[inline(always)]
    fn sort_narrow(&mut self, group: &CountedGroup, block: Block, offset: usize) -> u64 {
        let m = group.rows.len();
        let bits = usize::BITS - (m - 1).leading_zeros();
        let (one, steps) = (1u32 << bits, f64::from(u32::MAX >> bits));
        let keys = &mut self.scratch.narrow[..m + 1];
        let (mut most, mut least) = ([f64::NEG_INFINITY; LANES], [f64::INFINITY; LANES]);
        for row in group.rows.clone() {
            let scores: &[f64; LANES] = block.lanes(row, offset);
            for l in 0..LANES {
                most[l] = if scores[l] > most[l] { scores[l] } else { most[l] };
                least[l] = if scores[l] < least[l] { scores[l] } else { least[l] };
            }
        }
        let mut scale = [0.0; LANES];
        for l in 0..LANES {
            scale[l] = steps / (most[l] - least[l]);
        }
        keys[m].0 = [u32::MAX; LANES];
        for (row, key) in keys[..m].iter_mut().enumerate() {
            let scores: &[f64; LANES] = block.lanes(group.rows.start + row, offset);
            let (mut shares, mut numbers) = ([0.0; LANES], [0; LANES]);
            for l in 0..LANES {
                // Adding 2^52 rounds to a whole number, which then stands in the low bits. A larger
                // score never gets a smaller one.
                shares[l] = (scores[l] - least[l]) * scale[l] + 4_503_599_627_370_496.0;
            }
            for l in 0..LANES {
                numbers[l] = ((shares[l].to_bits() as u32) * one) | row as u32;
            }
            key.0 = numbers;
        }
        for (low, high) in &group.network {
            let (a, b) = (keys[*low as usize].0, keys[*high as usize].0);
            let (mut more, mut less) = ([0; LANES], [0; LANES]);
            for l in 0..LANES {
                more[l] = a[l].max(b[l]);
                less[l] = a[l].min(b[l]);
            }
            keys[*low as usize].0 = more;
            keys[*high as usize].0 = less;
        }
        // The least gaps stand in the row after the keys: were they a variable, the compiler would
        // turn the loop to run along keys.
        for row in 1..m {
            let (above, below, mut gaps) = (keys[row - 1].0, keys[row].0, keys[m].0);
            for l in 0..LANES {
                gaps[l] = gaps[l].min(above[l] - below[l]);
            }
            keys[m].0 = gaps;
        }
        let gaps = keys[m].0;
        let mut rest = 0;
        for l in 0..LANES {
            // Whole numbers that differ by two or more are those of scores further apart than a
            // step, less what rounding does; and a step must be more than what makes a tie.
            let largest =
                if most[l].abs() > least[l].abs() { most[l].abs() } else { least[l].abs() };
            let range = most[l] - least[l];
            let clear = (gaps[l] >= 2 * one)
                & (range > 1.01 * TIE * steps * largest)
                & (range > LEAST_RANGE);
            rest |= u64::from(!clear) << l;
        }
        rest
    }

    /// Count the ranks in the sorted narrow keys, but for the draws in `rest`.
    #[inline(always)]
    fn count_narrow(&mut self, group: &CountedGroup, offset: usize, rest: u64) {
        let m = group.rows.len();
        let mask = m.next_power_of_two() - 1;
        let keys = &self.scratch.narrow[..m];
        for (rank, keys) in keys.iter().enumerate() {
            let counts = &mut self.alone[group.square + rank * m..][..m];
            for (l, key) in keys.0.iter().enumerate() {
                counts[*key as usize & mask] += !rest >> l & 1;
            }
        }
        for (l, key) in keys[0].0.iter().enumerate() {
            let first = group.rows.start + (*key as usize & mask);
            self.scratch.first[first] |= (!rest >> l & 1) << (l + offset);
        }
    }

    /// The same by keys as wide as scores.
    #[inline(always)]
    fn sort_wide(&mut self, group: &CountedGroup, block: Block, offset: usize) -> u64 {
        let m = group.rows.len();
        let (keys, _) = self.scratch.keys.get().as_chunks_mut::<LANES>();
        let keys = &mut keys[..m];
        let mut largest = [0.0f64; LANES];
        for (row, key) in keys.iter_mut().enumerate() {
            let scores: &[f64; LANES] = block.lanes(group.rows.start + row, offset);
            for l in 0..LANES {
                let size = scores[l].abs();
                largest[l] = if size > largest[l] { size } else { largest[l] };
                key[l] = f64::from_bits(scores[l].to_bits() & !MASK | row as u64);
            }
        }
        for (low, high) in &group.network {
            let (a, b) = (keys[*low as usize], keys[*high as usize]);
            let (mut more, mut less) = ([0.0; LANES], [0.0; LANES]);
            for l in 0..LANES {
                more[l] = if a[l] > b[l] { a[l] } else { b[l] };
                less[l] = if a[l] > b[l] { b[l] } else { a[l] };
            }
            keys[*low as usize] = more;
            keys[*high as usize] = less;
        }
        let mut least = [f64::INFINITY; LANES];
        for pair in keys.windows(2) {
            for l in 0..LANES {
                let gap = pair[0][l] - pair[1][l];
                least[l] = if gap < least[l] { gap } else { least[l] };
            }
        }
        let mut rest = 0;
        for l in 0..LANES {
            let clear = least[l] > 1.01 * TIE * largest[l] + REPLACED;
            rest |= u64::from(!clear) << l;
        }
        for (rank, keys) in keys.iter().enumerate() {
            let counts = &mut self.alone[group.square + rank * m..][..m];
            for (l, key) in keys.iter().enumerate() {
                counts[(key.to_bits() & MASK) as usize] += !rest >> l & 1;
            }
        }
        for (l, key) in keys[0].iter().enumerate() {
            let first = group.rows.start + (key.to_bits() & MASK) as usize;
            self.scratch.first[first] |= (!rest >> l & 1) << (l + offset);
        }
        rest
    }

    /// Count the pairs of a group in those of 64 draws that hold no ties.
    #[inline(always)]
    fn network_pairs(&mut self, group: &CountedGroup, block: Block, counted: u64) {
        let m = group.rows.len();
        let ahead = &mut self.ahead[group.pairs..group.pairs + m * m];
        for a in 0..m {
            let own: &[f64; crate::kernel::ranks::block::LANES] =
                block.lanes(group.rows.start + a, 0);
            for b in a + 1..m {
                let other: &[f64; crate::kernel::ranks::block::LANES] =
                    block.lanes(group.rows.start + b, 0);
                let mut more = 0;
                for d in 0..crate::kernel::ranks::block::LANES {
                    more |= u64::from(own[d] > other[d]) << d;
                }
                ahead[a * m + b] += 2 * u64::from((more & counted).count_ones());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_network_sorts() {
        // Zeros and ones suffice (the 0-1 principle); all of them for small n, some for larger.
        for n in 1..=14usize {
            let network = comparisons(n);
            for bits in 0..1u32 << n {
                let mut numbers: Vec<u32> = (0..n).map(|k| bits >> k & 1).collect();
                exchange(&network, &mut numbers);
                assert!(numbers.is_sorted_by(|a, b| a >= b), "{n} {bits:b}");
            }
        }
        for n in [28, 64, 100, 130, 1000, 1024u32] {
            let mut numbers: Vec<u32> = (0..n).map(|k| k * 7919 % 1031).collect();
            exchange(&comparisons(n as usize), &mut numbers);
            assert!(numbers.is_sorted_by(|a, b| a >= b), "{n}");
        }
    }

    fn exchange(network: &[(u16, u16)], numbers: &mut [u32]) {
        for (low, high) in network {
            let (a, b) = (numbers[*low as usize], numbers[*high as usize]);
            (numbers[*low as usize], numbers[*high as usize]) = (a.max(b), a.min(b));
        }
    }
}
