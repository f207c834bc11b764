//! The tables of the tests of rank reversal.

use super::Reversal;
use crate::evaluate::keys::key_columns;
use crate::study::reversal::answer::Reversed;
use crate::table::Table;

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

    fn grouped(&self, name: &str, rows: impl Iterator<Item = (usize, usize)> + Clone) -> Table {
        let problem = self.ranked.problem();
        let firsts: Vec<usize> =
            rows.clone().map(|(_, group)| problem.groups[group].members[0]).collect();
        let method =
            |(run, _): (usize, usize)| Some(self.ranked.evaluations[run].method.name().to_owned());
        key_columns(problem, Table::new(name), &firsts, &problem.rank_within)
            .text("method", rows.map(method))
    }

    /// `reversal`: a row per change of order; empty where none was found.
    pub fn table(&self) -> Table {
        let rows = &self.reversed;
        let leaves = &self.ranked.problem().tree.leaves;
        self.grouped("reversal", rows.iter().map(|row| (row.run, row.group)))
            .text("test", rows.iter().map(|row| Some(row.test.name().to_owned())))
            .text("changed", rows.iter().map(|row| Some(self.changed(row))))
            .text("a", rows.iter().map(|row| Some(self.name(row.a))))
            .text("b", rows.iter().map(|row| Some(self.second(row))))
            .text("before", rows.iter().map(|row| Some(row.before.name().to_owned())))
            .text("after", rows.iter().map(|row| Some(row.after.name().to_owned())))
            .text("criterion", rows.iter().map(|row| row.leaf.map(|leaf| leaves[leaf].id.clone())))
    }

    /// `tests`: how many changes were tried, a row per method, group and test.
    pub fn tests(&self) -> Table {
        let count = |of: usize| i64::try_from(of).ok();
        self.grouped("tests", self.tested.iter().map(|of| (of.run, of.group)))
            .text("test", self.tested.iter().map(|of| Some(of.test.name().to_owned())))
            .integer("tests", self.tested.iter().map(|of| count(of.tests)))
            .integer("changed", self.tested.iter().map(|of| count(of.changed)))
            .integer("undefined", self.tested.iter().map(|of| count(of.undefined)))
    }

    /// `cycles`: alone two by two, `a` is not behind `b`, `b` not behind `c`, and yet `a` behind
    /// `c`.
    pub fn cycles_table(&self) -> Table {
        let name = |at: usize| {
            self.cycles.iter().map(move |cycle| Some(self.name(cycle.alternatives[at])))
        };
        self.grouped("cycles", self.cycles.iter().map(|cycle| (cycle.run, cycle.group)))
            .text("a", name(0))
            .text("b", name(1))
            .text("c", name(2))
    }
}
