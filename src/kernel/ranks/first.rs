//! Who is first: their weights, and in how many groups.

use super::layout::Layout;
use crate::kernel::credit::with_pair_bounds;
use crate::kernel::ranks::block::{Block, LANES, Lot, Lots, RankCounts};
use crate::kernel::ranks::group::{CountedGroup, WIDTH};

/// Where the sum of the weights of a criterion stands among those of an alternative.
pub(super) fn place(criterion: usize) -> usize {
    criterion / WIDTH * 2 * WIDTH + criterion % WIDTH
}

/// The weights of the draws at hand, draw by draw and padded with zeros, so that a winner costs a
/// few additions of whole registers.
#[inline(always)]
pub(super) fn transpose(layout: &Layout, block: Block, lanes: usize, rows: &mut [f64]) {
    let padded = layout.padded;
    let row = |j: usize| &block.weights[j * block.block + block.start..][..lanes];
    let mut j = 0;
    // As many as fill a register at a time, so that it is stored at once.
    while j + WIDTH <= layout.criteria {
        let weights: [&[f64]; WIDTH] = [
            row(j),
            row(j + 1),
            row(j + 2),
            row(j + 3),
            row(j + 4),
            row(j + 5),
            row(j + 6),
            row(j + 7),
        ];
        if lanes == LANES {
            // With its length in the type no access is checked, and pairs of draws make pairs of
            // numbers that are stored at once.
            let weights: [&[f64; LANES]; WIDTH] =
                weights.map(|row| row.try_into().expect("as long"));
            for d in (0..LANES).step_by(2) {
                for k in (0..WIDTH).step_by(2) {
                    let [a, b] = [weights[k][d], weights[k][d + 1]];
                    let [c, e] = [weights[k + 1][d], weights[k + 1][d + 1]];
                    rows[d * padded + j + k..][..2].copy_from_slice(&[a, c]);
                    rows[(d + 1) * padded + j + k..][..2].copy_from_slice(&[b, e]);
                }
            }
        } else {
            for d in 0..lanes {
                let draw: [f64; WIDTH] = std::array::from_fn(|k| weights[k][d]);
                rows[d * padded + j..][..WIDTH].copy_from_slice(&draw);
            }
        }
        j += WIDTH;
    }
    for j in j..layout.criteria {
        for (to, weight) in rows.chunks_exact_mut(padded).zip(row(j)) {
            to[j] = *weight;
        }
    }
}

/// Add credit times weights, and times their squares, of one draw.
#[inline(always)]
pub(super) fn add_one(sums: &mut [f64], row: &[f64], credit: f64) {
    for (sums, weights) in sums.chunks_exact_mut(2 * WIDTH).zip(row.chunks_exact(WIDTH)) {
        let (sums, squares) = sums.split_at_mut(WIDTH);
        for ((sum, square), weight) in sums.iter_mut().zip(squares).zip(weights) {
            *sum += credit * weight;
            *square += credit * (weight * weight);
        }
    }
}

#[inline(always)]
fn add_row(rows: &[f64], at: usize, sums: &mut [f64; WIDTH], squares: &mut [f64; WIDTH]) {
    let weights: &[f64; WIDTH] = rows[at..at + WIDTH].try_into().expect("as wide");
    for k in 0..WIDTH {
        sums[k] += weights[k];
        squares[k] += weights[k] * weights[k];
    }
}

impl RankCounts {
    /// Add the weights of the draws in which an alternative is first alone.
    #[inline(always)]
    pub(super) fn add_first(&mut self, layout: &Layout, alternative: usize, draws: u64) {
        let padded = layout.padded;
        let sums = &mut self.sums[alternative * 2 * padded..][..2 * padded];
        for (part, sums) in sums.chunks_exact_mut(2 * WIDTH).enumerate() {
            let (sum, square) = sums.split_at_mut(WIDTH);
            let mut own: [f64; WIDTH] = sum.try_into().expect("as wide");
            let mut squares: [f64; WIDTH] = square.try_into().expect("as wide");
            // Every other draw goes into a second pair of sums, so that an addition need not wait
            // for the one before.
            let (mut other, mut other_squares) = ([0.0; WIDTH], [0.0; WIDTH]);
            let rows = &self.scratch.rows.get()[part * WIDTH..];
            let mut rest = draws;
            while rest != 0 {
                add_row(rows, rest.trailing_zeros() as usize * padded, &mut own, &mut squares);
                rest &= rest - 1;
                if rest == 0 {
                    break;
                }
                add_row(
                    rows,
                    rest.trailing_zeros() as usize * padded,
                    &mut other,
                    &mut other_squares,
                );
                rest &= rest - 1;
            }
            for k in 0..WIDTH {
                own[k] += other[k];
                squares[k] += other_squares[k];
            }
            sum.copy_from_slice(&own);
            square.copy_from_slice(&squares);
        }
    }

    /// Count the kinds of who is first alone in a group, in binary digits across draws.
    #[inline(always)]
    pub(super) fn add_kinds(&mut self, layout: &Layout, group: &CountedGroup) {
        let kinds = &mut self.scratch.kinds;
        group.kinds.iter().for_each(|kind| kinds[*kind] = 0);
        for alternative in group.rows.clone() {
            kinds[layout.kinds[alternative]] |= self.scratch.first[alternative];
        }
        for kind in &group.kinds {
            let mut carry = kinds[*kind];
            for digit in &mut self.scratch.digits[kind * layout.digits..][..layout.digits] {
                (*digit, carry) = (*digit ^ carry, *digit & carry);
            }
        }
    }

    /// Sort the draws at hand by the number of groups in which a kind is first.
    #[inline(always)]
    pub(super) fn add_histogram(&mut self, layout: &Layout, lanes: usize) {
        let all = u64::MAX >> (LANES - lanes);
        let any = !self.scratch.lots.each.is_empty();
        if any {
            self.scratch.lots.each.sort_unstable_by_key(|lot| (lot.kind, lot.lane, lot.group));
            self.scratch.kinds.fill(0);
            self.scratch
                .lots
                .each
                .iter()
                .for_each(|lot| self.scratch.kinds[lot.kind] |= 1 << lot.lane);
        }
        for kind in 0..layout.kind_groups.len() {
            let digits = &self.scratch.digits[kind * layout.digits..][..layout.digits];
            let alone = if any { all & !self.scratch.kinds[kind] } else { all };
            for (number, count) in self.histogram[layout.histogram_of(kind)].iter_mut().enumerate()
            {
                let here = digits.iter().enumerate().fold(alone, |here, (k, digit)| {
                    here & if number >> k & 1 == 1 { *digit } else { !digit }
                });
                *count += u64::from(here.count_ones());
            }
        }
        if any {
            self.add_lots(layout);
        }
    }

    /// The same of the draws in which a kind has a share of a first place, as if a lot were drawn
    /// in each group where it has.
    #[inline(never)]
    fn add_lots(&mut self, layout: &Layout) {
        let mut lots = std::mem::take(&mut self.scratch.lots);
        for of_draw in lots.each.chunk_by(|a, b| (a.kind, a.lane) == (b.kind, b.lane)) {
            let Lot { kind, lane, .. } = of_draw[0];
            let digits =
                self.scratch.digits[kind * layout.digits..][..layout.digits].iter().enumerate();
            let sure: u64 = digits.map(|(k, digit)| (digit >> lane & 1) << k).sum();
            let sums = &mut self.histogram_shares[layout.histogram_of(kind)];
            let (chances, high) = (&mut lots.chances[..sums.len()], &mut lots.same[..sums.len()]);
            chances.fill(0.0);
            high.fill(0.0);
            (chances[sure as usize], high[sure as usize]) = (1.0, 1.0);
            // Those of one kind in one group have their shares together.
            for of_group in of_draw.chunk_by(|a, b| a.group == b.group) {
                let credit = of_group.iter().map(|lot| lot.credit).sum::<f64>().min(1.0);
                with_pair_bounds(chances, high, (credit, credit));
            }
            sums.iter_mut().zip(chances).for_each(|(sum, chance)| sum.add(*chance));
        }
        lots.each.clear();
        self.scratch.lots = lots;
    }
}

impl Lots {
    pub(super) fn new(layout: &Layout) -> Lots {
        let most = layout.kind_groups.iter().copied().max().unwrap_or(0) + 1;
        Lots { each: Vec::new(), chances: vec![0.0; most], same: vec![0.0; most] }
    }

    /// An alternative of a kind shares the first place of a group.
    pub(super) fn add(&mut self, kind: usize, lane: usize, group: usize, credit: f64) {
        self.each.push(Lot { kind, lane, group, credit });
    }
}
