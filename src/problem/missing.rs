//! Figures that are not known, and leave their node.

use super::{Problem, Spread};

impl Problem {
    /// Give every cell that leaves its node a single figure that nobody reads: the middle of what
    /// the others of its group have on that leaf, so that it widens no range. What is left out
    /// makes nothing uncertain. That it is not known still stands in the cell.
    pub(crate) fn settle_missing(&mut self) {
        if !self.tree.drops_somewhere() || self.cells.is_plain() {
            return;
        }
        let leaves = self.tree.leaves.len();
        for leaf in (0..leaves).filter(|leaf| self.tree.drops_leaf(*leaf)) {
            for group in 0..self.groups.len() {
                let members = self.groups[group].members.clone();
                let (known, missing): (Vec<usize>, Vec<usize>) =
                    members.into_iter().partition(|member| self.is_known(*member, leaf));
                if missing.is_empty() {
                    continue;
                }
                let ends = |of: &mut dyn Iterator<Item = &usize>| {
                    of.map(|member| self.spread(*member, leaf)).fold(
                        None,
                        |ends: Option<(f64, f64)>, spread| {
                            let (low, high) = ends.unwrap_or((spread.low, spread.high));
                            Some((low.min(spread.low), high.max(spread.high)))
                        },
                    )
                };
                let competes = |member: &&usize| self.alternatives[**member].eligible();
                let ends =
                    ends(&mut known.iter().filter(competes)).or_else(|| ends(&mut known.iter()));
                let middle = ends.map_or(0.0, |(low, high)| low / 2.0 + high / 2.0);
                for member in missing {
                    let cell = &mut self.cells[member * leaves + leaf];
                    cell.spread = Spread::crisp(middle);
                    cell.shifts.clear();
                    let input = cell.input;
                    self.inputs.settle(input, middle);
                }
            }
        }
    }

    /// Whether the figure of an alternative on a leaf leaves its node.
    pub(crate) fn is_dropped(&self, alternative: usize, leaf: usize) -> bool {
        !self.is_known(alternative, leaf) && self.tree.drops_leaf(leaf)
    }
}
