//! One group in one draw, from the definition: slow, exact, and rarely needed.

use super::first;
use super::layout::Layout;
use crate::kernel::credit::{Credit, within_tie};
use crate::kernel::ranks::block::{Block, RankCounts};
use crate::tolerance::TIE;

impl RankCounts {
    /// Count group `g` in draw `lane` of those at hand.
    #[inline(never)]
    pub(super) fn exact(&mut self, layout: &Layout, g: usize, block: Block, lane: usize) {
        let group = &layout.groups[g];
        let (m, offset) = (group.rows.len(), group.rows.start);
        let mut order = std::mem::take(&mut self.scratch.order);
        order.clear();
        order.extend(
            (0..m)
                .map(|row| (block.scores[(offset + row) * block.block + block.start + lane], row)),
        );
        order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let eps = TIE * order.iter().map(|(score, _)| score.abs()).fold(0.0, f64::max);

        let (mut start, mut ties) = (0, false);
        while start < m {
            let mut end = start + 1;
            while end < m && order[end - 1].0 - order[end].0 <= eps {
                end += 1;
            }
            let (size, credit) = (end - start, 1.0 / (end - start) as f64);
            if size > 1 && self.shared.is_empty() {
                self.shared = vec![Credit::default(); layout.squares];
            }
            for (_, row) in &order[start..end] {
                let alternative = offset + row;
                let mut count = |slot: usize| match size {
                    1 => self.alone[group.square + slot * m + row] += 1,
                    _ => self.shared[group.square + slot * m + row].add(credit),
                };
                if group.few {
                    let few = group.few_ranks().into_iter().enumerate();
                    few.filter(|(_, rank)| (start..end).contains(rank))
                        .for_each(|(slot, _)| count(slot));
                    let (rank, sums) =
                        ((start + 1 + end) as f64 / 2.0, &mut self.rank_sums[alternative]);
                    *sums = (sums.0 + rank, sums.1 + rank * rank);
                } else {
                    (start..end).for_each(count);
                }
                self.tied[alternative] += u64::from(size > 1);
                self.within_ties[alternative] += within_tie(size);
                if start == 0 {
                    match size {
                        1 => self.scratch.first[alternative] |= 1 << lane,
                        _ => self.scratch.lots.add(layout.kinds[alternative], lane, g, credit),
                    }
                    if layout.options.central {
                        let sums =
                            &mut self.sums[alternative * 2 * layout.padded..][..2 * layout.padded];
                        first::add_one(
                            sums,
                            &self.scratch.rows.get()[lane * layout.padded..][..layout.padded],
                            credit,
                        );
                    }
                }
            }
            ties |= size > 1;
            start = end;
        }
        self.tied_draws[g] += u64::from(ties);

        if layout.options.pairwise {
            for (place, (score, a)) in order.iter().enumerate() {
                for (other, b) in &order[place + 1..] {
                    let level = u64::from(score - other <= eps);
                    let (low, high) = (*a.min(b), *a.max(b));
                    self.ahead[group.pairs + low * m + high] +=
                        if a < b { 2 - level } else { level };
                    self.ahead[group.pairs + high * m + low] += level;
                }
            }
        }
        self.scratch.order = order;
    }
}
