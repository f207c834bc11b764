//! One group in one draw, from the definition: slow, exact, and rarely needed.

use super::layout::Layout;
use super::{Block, Counts, TIE, first};

impl Counts {
    /// Count group `g` in draw `lane` of those at hand.
    #[inline(never)]
    pub(super) fn exact(&mut self, layout: &Layout, g: usize, block: Block, lane: usize) {
        let group = &layout.groups[g];
        let (m, offset) = (group.rows.len(), group.rows.start);
        let mut order = std::mem::take(&mut self.scratch.order);
        order.clear();
        order.extend((0..m).map(|row| (block.scores[(offset + row) * block.block + block.start + lane], row)));
        order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let eps = TIE * order.iter().map(|(score, _)| score.abs()).fold(0.0, f64::max);

        let (mut start, mut ties) = (0, false);
        while start < m {
            let mut end = start + 1;
            while end < m && order[end - 1].0 - order[end].0 <= eps {
                end += 1;
            }
            let (size, credit) = (end - start, 1.0 / (end - start) as f64);
            for (_, row) in &order[start..end] {
                let alternative = offset + row;
                for rank in start..end {
                    match size {
                        1 => self.alone[group.square + rank * m + row] += 1,
                        _ => self.shared[group.square + rank * m + row] += credit,
                    }
                }
                self.tied[alternative] += u64::from(size > 1);
                if start == 0 {
                    self.scratch.first[alternative] |= 1 << lane;
                    if size > 1 {
                        self.shared_squares[alternative] += credit * credit;
                    }
                    if layout.options.central {
                        let sums = &mut self.sums[alternative * 2 * layout.padded..][..2 * layout.padded];
                        first::add_one(sums, &self.scratch.rows.get()[lane * layout.padded..][..layout.padded], credit);
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
                    self.ahead[group.square + a * m + b] += 2 - level;
                    self.ahead[group.square + b * m + a] += level;
                }
            }
        }
        self.scratch.order = order;
    }
}
