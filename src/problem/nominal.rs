//! A problem without doubt about its figures.

use super::{Problem, Quantity, Spread};

impl Problem {
    /// The problem with every input at its nominal figure. Where a scale is the range of the data,
    /// that range stays.
    pub(crate) fn at_nominal(&self) -> Problem {
        let mut out = self.clone();
        for input in out.inputs.listed_mut() {
            input.spread = Spread::crisp(input.spread.nominal);
            if !matches!(input.quantity, Quantity::Text(_)) {
                input.quantity = Quantity::Crisp(input.spread.nominal);
            }
        }
        if !out.cells.is_plain() && self.tree.leaves.iter().all(|leaf| leaf.scale.is_some()) {
            out.cells.iter_mut().for_each(|cell| cell.spread = Spread::crisp(cell.spread.nominal));
        }
        out
    }
}
