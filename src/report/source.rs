//! Which rows of a result table a sentence was made from.

use super::Block;
use crate::problem::Problem;

/// Rows of a result table: those that hold all of these texts in these columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The name of the table.
    pub table: &'static str,
    /// Columns of text and what they hold, as the table writes it (ids, and no labels). Without any,
    /// the whole table is meant.
    pub rows: Vec<(String, String)>,
}

impl Source {
    /// All rows of a table.
    pub fn table(table: &'static str) -> Source {
        Source { table, rows: Vec::new() }
    }

    /// The rows on one alternative, of a table that has a column for every key.
    pub fn of_alternative(problem: &Problem, table: &'static str, alternative: usize) -> Source {
        let keys = 0..problem.keys.len();
        keys.fold(Source::table(table), |source, key| source.key(problem, alternative, key))
    }

    /// The rows on one group, of a table that has a column for every key that groups are made by;
    /// all rows where there is one group.
    pub fn of_group(problem: &Problem, table: &'static str, group: usize) -> Source {
        let member = problem.groups[group].members[0];
        let keys = problem.rank_within.iter();
        keys.fold(Source::table(table), |source, key| source.key(problem, member, *key))
    }

    /// Of those only the rows that hold this text in this column.
    pub fn with(mut self, column: impl Into<String>, text: impl Into<String>) -> Source {
        self.rows.push((column.into(), text.into()));
        self
    }

    /// The rows that this and another source of the same table have in view: what both ask for is
    /// asked for. `None` where the tables differ.
    pub(super) fn and(&self, other: &Source) -> Option<Source> {
        let both = self.rows.iter().filter(|row| other.rows.contains(row)).cloned().collect();
        (self.table == other.table).then_some(Source { table: self.table, rows: both })
    }

    /// The rows on any of these alternatives: what they have in common is asked for. `None` without
    /// any alternative.
    pub(super) fn of_all(
        problem: &Problem,
        table: &'static str,
        alternatives: impl IntoIterator<Item = usize>,
    ) -> Option<Source> {
        let each = alternatives.into_iter().map(|at| Source::of_alternative(problem, table, at));
        each.reduce(|all, one| all.and(&one).unwrap_or_else(|| Source::table(table)))
    }

    fn key(self, problem: &Problem, alternative: usize, key: usize) -> Source {
        let key_of = &problem.keys[key];
        let value = problem.alternatives[alternative].values[key];
        self.with(&key_of.id, &*key_of.values[value].id)
    }
}

impl Block {
    /// The piece without the rows that it was made from.
    pub fn bare(&self) -> &Block {
        match self {
            Block::From(block, _) => block.bare(),
            block => block,
        }
    }

    /// The rows that it was made from, where it says so.
    pub fn source(&self) -> Option<&Source> {
        match self {
            Block::From(_, source) => Some(source),
            _ => None,
        }
    }

    /// The piece with the rows that it was made from, if these are known.
    pub(super) fn with_source(self, source: Option<Source>) -> Block {
        match source {
            Some(source) => self.from_rows(source),
            None => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_sources_share_what_both_ask_for() {
        let of = |group: &str| Source::table("ranking").with("group", group).with("method", "m");
        assert_eq!(of("a").and(&of("b")), Some(Source::table("ranking").with("method", "m")));
        assert_eq!(of("a").and(&of("a")), Some(of("a")));
        assert_eq!(of("a").and(&Source::table("order")), None);
    }
}
