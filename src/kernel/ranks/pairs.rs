//! Small groups: all pairs compared, a draw being a bit of a word.

use crate::kernel::ranks::block::{Block, LANES, RankCounts};
use crate::kernel::ranks::group::CountedGroup;
use crate::tolerance::TIE;

/// The largest group whose pairs are all compared.
pub(super) const MOST: usize = 8;
const PAIRS: usize = MOST * (MOST - 1) / 2;

/// How many digits it takes to count those ahead.
const DIGITS: usize = 3;

/// The bit of each draw.
const BITS: [u64; LANES] = {
    let mut bits = [0; LANES];
    let mut d = 0;
    while d < LANES {
        bits[d] = 1 << d;
        d += 1;
    }
    bits
};

impl RankCounts {
    /// Count a group of N in 64 draws. Returns the draws with ties, which are not counted.
    #[inline(always)]
    pub(super) fn pairs<const N: usize>(&mut self, group: &CountedGroup, block: Block) -> u64 {
        let rows: [&[f64; LANES]; N] =
            std::array::from_fn(|row| block.lanes(group.rows.start + row, 0));
        // Of pair (a, b), a < b: in which draws a has more.
        let mut more = [0; PAIRS];
        let mut ties = 0;
        for d in 0..LANES {
            let scores: [f64; N] = std::array::from_fn(|row| rows[row][d]);
            let (mut largest, mut least, mut pair) = (0.0, f64::INFINITY, 0);
            for a in 0..N {
                for b in a + 1..N {
                    more[pair] |= if scores[a] > scores[b] { BITS[d] } else { 0 };
                    pair += 1;
                }
            }
            if N == 4 {
                // The least gap is one between neighbours, and to sort four is less work than to
                // look at all gaps.
                let [(a, b), (c, e)] =
                    [exchange(scores[0], scores[1]), exchange(scores[2], scores[3])];
                let [(top, f), (g, bottom)] = [exchange(a, c), exchange(b, e)];
                let (second, third) = exchange(f, g);
                least = smaller(smaller(top - second, second - third), third - bottom);
                largest = larger(top.abs(), bottom.abs());
            } else {
                for a in 0..N {
                    largest = larger(scores[a].abs(), largest);
                    for b in a + 1..N {
                        least = smaller((scores[a] - scores[b]).abs(), least);
                    }
                }
            }
            ties |= if least > TIE * largest { 0 } else { BITS[d] };
        }

        let (m, counted) = (N, !ties);
        let all = u64::from(counted.count_ones());
        let alone = &mut self.alone[group.square..group.square + N * N];
        let firsts = &mut self.scratch.first[group.rows.start..group.rows.start + N];
        let used = (usize::BITS - (N - 1).leading_zeros()).max(1) as usize;
        for a in 0..N {
            // How many are ahead of a, in binary digits.
            let mut digits = [0u64; DIGITS];
            for b in (0..N).filter(|b| *b != a) {
                let mut carry = if b < a { more[pair(b, a, N)] } else { !more[pair(a, b, N)] };
                for digit in &mut digits[..used] {
                    (*digit, carry) = (*digit ^ carry, *digit & carry);
                }
            }
            let mut others = 0;
            for rank in 0..N {
                let digit = |k: usize| if rank >> k & 1 == 1 { digits[k] } else { !digits[k] };
                let here = (1..used).fold(counted & digit(0), |here, k| here & digit(k));
                // What is left has the last rank.
                let count = if rank + 1 == N { all - others } else { u64::from(here.count_ones()) };
                others += count;
                alone[rank * m + a] += count;
                if rank == 0 {
                    firsts[a] = here;
                }
            }
        }
        if !self.ahead.is_empty() {
            let ahead = &mut self.ahead[group.pairs..group.pairs + N * N];
            for a in 0..N {
                for b in a + 1..N {
                    let ahead_of_it = u64::from((more[pair(a, b, N)] & counted).count_ones());
                    ahead[a * m + b] += 2 * ahead_of_it;
                }
            }
        }
        ties
    }
}

#[inline(always)]
fn larger(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}

#[inline(always)]
fn smaller(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}

/// The larger, and the smaller.
#[inline(always)]
fn exchange(a: f64, b: f64) -> (f64, f64) {
    (larger(a, b), smaller(a, b))
}

/// The place of the pair a < b among all pairs of n.
#[inline(always)]
const fn pair(a: usize, b: usize, n: usize) -> usize {
    a * (2 * n - a - 1) / 2 + b - a - 1
}
