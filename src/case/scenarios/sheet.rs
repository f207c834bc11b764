//! A table of scenarios with what its columns are, and how its parts are named in messages.

use super::cells::Cells;
use super::columns::Columns;
use crate::case::read::tables::RawTable;
use crate::error::Phrase;
use crate::error::shorten;
use crate::problem::tree::{Outline, Tree};

/// A table of scenarios with what its columns are.
pub(super) struct Sheet<'a> {
    pub(super) table: &'a RawTable,
    pub(super) tree: &'a Tree,
    pub(super) outline: Outline,
    pub(super) columns: Columns,
    pub(super) names: Vec<String>,
    pub(super) cells: Cells,
}

impl Sheet<'_> {
    /// The id of a branch, as a message has it.
    pub(super) fn id(&self, branch: usize) -> String {
        format!("`{}`", self.tree.branches[branch].id)
    }

    /// The ids of some branches, as a message has them.
    pub(super) fn ids(&self, branches: &[usize]) -> String {
        let ids: Vec<String> = branches.iter().map(|branch| self.id(*branch)).collect();
        shorten(&ids.join(", "), 200)
    }

    /// The name of a row, as a message has it.
    pub(super) fn name(&self, row: usize) -> String {
        format!("`{}`", shorten(&self.names[row], 60))
    }

    /// Whether a branch has a column.
    pub(super) fn has_column(&self, branch: usize) -> bool {
        self.columns.of[branch].is_some()
    }

    /// The branches on the way from a branch up, itself left out.
    pub(super) fn above(&self, branch: usize) -> impl Iterator<Item = usize> {
        let parent = |at: &usize| self.tree.branches[*at].parent;
        std::iter::successors(parent(&branch), parent)
    }

    /// The first leaf that is not just once among or below those that have a column: then these
    /// cannot be parts of one whole.
    pub(super) fn uncovered(&self) -> Option<usize> {
        let covered = |branch: usize| {
            std::iter::once(branch).chain(self.above(branch)).filter(|at| self.has_column(*at))
        };
        (0..self.tree.branches.len())
            .filter(|branch| self.tree.branches[*branch].leaf.is_some())
            .find(|branch| covered(*branch).count() != 1)
    }
}

/// How to say that weights are shares of all weight.
pub(super) const SAY_GLOBAL: Phrase = Phrase(
    "say `scenarios_are = \"global\"` under [weights], or `--scenarios-are global`",
    "zeg `scenarios_are = \"global\"` onder [weights], of `--scenarios-are global`",
);
