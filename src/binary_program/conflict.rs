//! Rows that no set of options meets together, as few of them as can be.

use super::{BinaryProgram, ProgramRow};
use crate::lp::conflict;
use std::cell::Cell;

/// Groups of rows that cannot hold together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowConflict {
    /// The groups, in order.
    pub groups: Vec<usize>,
    /// Whether no smaller set of groups conflicts. Else a smaller one may exist.
    pub smallest: bool,
    /// Whether every other set of these groups that leaves one out is known to hold together. If
    /// not, a search for sets of options was cut short, and a group may be among these though it
    /// need not be.
    pub irreducible: bool,
}

impl BinaryProgram {
    /// A smallest set of groups of rows (places in `rows`) that no set of options meets together;
    /// rows of no group hold throughout. Groups conflict if a search that came to its end says so,
    /// never because it was cut short after `most_nodes` branches. Where the groups are many, the
    /// set is one from which none can be left out (see [`conflict::find`]).
    ///
    /// `None` if all groups hold together, or none of the searches could show that they do not. If
    /// the rows of no group conflict by themselves, no group is needed, and the set is empty.
    pub fn conflict(&self, groups: &[Vec<usize>], most_nodes: u64) -> Option<RowConflict> {
        let mut grouped = vec![false; self.rows.len()];
        groups.iter().flatten().for_each(|row| grouped[*row] = true);
        let cut_short = Cell::new(false);
        let conflicts = |set: &[usize]| {
            let mut kept: Vec<bool> = grouped.iter().map(|grouped| !grouped).collect();
            set.iter().flat_map(|group| &groups[*group]).for_each(|row| kept[*row] = true);
            let rows: Vec<ProgramRow> = self
                .rows
                .iter()
                .zip(kept)
                .filter(|(row, kept)| *kept && row.excess_cost.is_none())
                .map(|(row, _)| row.clone())
                .collect();
            let values = self.values.iter().map(|values| vec![0.0; values.len()]).collect();
            let program = BinaryProgram { values, rows, bonuses: Vec::new() };
            let feasible = program.is_feasible(most_nodes);
            if feasible.is_none() {
                cut_short.set(true);
            }
            feasible == Some(false)
        };
        if conflicts(&[]) {
            return Some(RowConflict { groups: Vec::new(), smallest: true, irreducible: true });
        }
        let found = conflict::find(groups.len(), &conflicts)?;
        let sure = !cut_short.get();
        Some(RowConflict {
            groups: found.members,
            smallest: found.smallest && sure,
            irreducible: sure,
        })
    }
}
