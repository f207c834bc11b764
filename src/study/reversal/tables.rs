//! The tables of the tests of rank reversal.

use super::Reversal;
use crate::evaluate::keys::keys_of;
use crate::study::reversal::answer::{Cycle, Reversed};
use crate::table::{Table, TableOf};

impl Reversal<'_> {
    /// The name of an alternative inside its group.
    fn name(&self, alternative: usize) -> String {
        let problem = self.ranked.problem();
        problem.name(alternative, &problem.keys_inside())
    }

    /// What was changed in a test: an alternative, or the pair that stood alone.
    fn changed(&self, row: &Reversed) -> String {
        match (row.changed, row.b) {
            (Some(changed), _) => self.name(changed),
            (None, Some(b)) => format!("{}, {}", self.name(row.a), self.name(b)),
            (None, None) => self.name(row.a),
        }
    }

    /// The second of the two whose order changed; a clone is told apart from its original.
    fn second(&self, row: &Reversed) -> String {
        row.b.map_or_else(|| format!("{} (clone)", self.name(row.a)), |b| self.name(b))
    }

    /// A table with the columns of each row's group and method.
    fn table_of<'r, R>(
        &self,
        name: &str,
        rows: &'r [R],
        group: impl Fn(&R) -> usize,
        evaluation: impl Fn(&R) -> usize,
    ) -> TableOf<'r, R> {
        let problem = self.ranked.problem();
        let first = |row: &R| problem.groups[group(row)].members[0];
        TableOf::new(name, rows)
            .columns(keys_of(problem, &problem.rank_within, first))
            .text("method", |row| {
                Some(self.ranked.evaluations[evaluation(row)].method.name().to_owned())
            })
    }

    /// `reversal`: a row per change of order; empty where none was found.
    pub fn table(&self) -> Table {
        let leaves = &self.ranked.problem().tree.leaves;
        self.table_of("reversal", &self.reversed, |row| row.group, |row| row.evaluation)
            .text("test", |row| Some(row.test.name().to_owned()))
            .text("changed", |row| Some(self.changed(row)))
            .text("a", |row| Some(self.name(row.a)))
            .text("b", |row| Some(self.second(row)))
            .text("before", |row| Some(row.before.name().to_owned()))
            .text("after", |row| Some(row.after.name().to_owned()))
            .text("criterion", |row| Some(leaves[row.leaf?].id.clone()))
            .table()
    }

    /// `tests`: how many changes were tried, a row per method, group and test.
    pub fn tests(&self) -> Table {
        self.table_of("tests", &self.tested, |row| row.group, |row| row.evaluation)
            .text("test", |row| Some(row.test.name().to_owned()))
            .count("tests", |row| Some(row.tests))
            .count("changed", |row| Some(row.changed))
            .count("undefined", |row| Some(row.undefined))
            .table()
    }

    /// `cycles`: alone two by two, `a` is not behind `b`, `b` not behind `c`, and yet `a` behind
    /// `c`.
    pub fn cycles_table(&self) -> Table {
        let name = |cycle: &Cycle, at: usize| Some(self.name(cycle.alternatives[at]));
        self.table_of("cycles", &self.cycles, |cycle| cycle.group, |cycle| cycle.evaluation)
            .text("a", |cycle| name(cycle, 0))
            .text("b", |cycle| name(cycle, 1))
            .text("c", |cycle| name(cycle, 2))
            .table()
    }
}
