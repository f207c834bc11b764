//! The tables of the smallest changes of levels.

use super::{AlternativeTargets, LevelTarget, PlusMinus, Targets};
use crate::evaluate::keys::{all_keys, keys_of};
use crate::problem::LevelSet;
use crate::table::{Table, TableOf};

/// A row of `targets`.
struct TargetRow<'a> {
    of: &'a AlternativeTargets,
    target: &'a LevelTarget,
}

/// A row of `target_changes`: a criterion that changes, in the change of that number.
struct ChangeRow<'a> {
    of: &'a AlternativeTargets,
    target: &'a LevelTarget,
    number: usize,
    leaf: usize,
    to: usize,
}

/// A row of `plus_minus_one`.
struct PlusMinusRow<'a> {
    of: &'a AlternativeTargets,
    plus_minus: &'a PlusMinus,
}

/// Levels that something may have, the worst first.
pub(crate) fn joined(levels: &[String], set: LevelSet) -> String {
    let names: Vec<&str> =
        set.iter().filter_map(|place| levels.get(place)).map(String::as_str).collect();
    names.join(" | ")
}

impl Targets<'_> {
    /// A table with the columns of each row's alternative, and the node.
    fn table_of<'r, R>(
        &self,
        name: &str,
        rows: &'r [R],
        of: impl Fn(&R) -> &AlternativeTargets,
    ) -> TableOf<'r, R> {
        let node = &self.problem.tree.branches()[self.node].id;
        TableOf::new(name, rows)
            .columns(keys_of(self.problem, &all_keys(self.problem), |row| of(row).alternative))
            .text("node", |_| Some(node.clone()))
    }

    /// The id of a criterion, as a place in [`RuleTree::leaves`](crate::method::value::rule_tree::RuleTree::leaves).
    fn criterion(&self, leaf: usize) -> String {
        self.problem.tree.leaves()[self.tree.leaves()[leaf]].id.clone()
    }

    fn targets_of(&self) -> impl Iterator<Item = (&AlternativeTargets, &LevelTarget)> {
        let each = self.alternatives.iter();
        each.flat_map(|of| of.targets.iter().map(move |target| (of, target)))
    }

    /// `targets`: a row per alternative and level of the node. Whether the node surely is at that
    /// level or better, and the fewest steps after which that is otherwise; no steps where no change
    /// does that.
    pub fn table(&self) -> Table {
        let rows: Vec<TargetRow> =
            self.targets_of().map(|(of, target)| TargetRow { of, target }).collect();
        self.table_of("targets", &rows, |row| row.of)
            .text("now", |row| Some(joined(self.levels, row.of.now)))
            .text("level", |row| self.levels.get(row.target.level).cloned())
            .flag("held", |row| Some(row.target.held))
            .count("steps", |row| Some(row.target.smallest.as_ref()?.steps))
            .count("changes", |row| {
                let count = row.target.smallest.as_ref().map_or(0, |smallest| smallest.count);
                Some(usize::try_from(count).unwrap_or(usize::MAX))
            })
            .count("listed", |row| {
                Some(row.target.smallest.as_ref().map_or(0, |smallest| smallest.changes.len()))
            })
            .flag("exact", |row| Some(row.of.exact))
            .table()
    }

    /// `target_changes`: the changes that take the fewest steps, a row per criterion that changes.
    pub fn changes_table(&self) -> Table {
        let mut rows: Vec<ChangeRow> = Vec::new();
        for (of, target) in self.targets_of() {
            let changes = target.smallest.iter().flat_map(|smallest| &smallest.changes);
            for (at, change) in changes.enumerate() {
                let row = |(leaf, to): &(usize, usize)| ChangeRow {
                    of,
                    target,
                    number: at + 1,
                    leaf: *leaf,
                    to: *to,
                };
                rows.extend(change.iter().map(row));
            }
        }
        self.table_of("target_changes", &rows, |row| row.of)
            .text("level", |row| self.levels.get(row.target.level).cloned())
            .flag("held", |row| Some(row.target.held))
            .count("change", |row| Some(row.number))
            .text("criterion", |row| Some(self.criterion(row.leaf)))
            .text("from", |row| Some(joined(self.levels_of(row.leaf), row.of.figures[row.leaf])))
            .text("to", |row| self.levels_of(row.leaf).get(row.to).cloned())
            .count("steps", |row| {
                let set = row.of.figures[row.leaf];
                Some(row.to.abs_diff(set.lowest()?).max(row.to.abs_diff(set.highest()?)))
            })
            .table()
    }

    /// `plus_minus_one`: a row per alternative and criterion that may change: the levels that the
    /// node may have where the criterion is one level worse, as it is, and one level better.
    pub fn plus_minus_one(&self) -> Table {
        let mut rows: Vec<PlusMinusRow> = Vec::new();
        for of in &self.alternatives {
            rows.extend(of.plus_minus.iter().map(|plus_minus| PlusMinusRow { of, plus_minus }));
        }
        self.table_of("plus_minus_one", &rows, |row| row.of)
            .text("criterion", |row| Some(self.criterion(row.plus_minus.leaf)))
            .text("figure", |row| {
                let leaf = row.plus_minus.leaf;
                Some(joined(self.levels_of(leaf), row.of.figures[leaf]))
            })
            .text("worse", |row| Some(joined(self.levels, row.plus_minus.worse?)))
            .text("now", |row| Some(joined(self.levels, row.of.now)))
            .text("better", |row| Some(joined(self.levels, row.plus_minus.better?)))
            .flag("exact", |row| Some(row.of.exact))
            .table()
    }
}
