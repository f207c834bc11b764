//! The table of what the actors say of each pair of alternatives.

use super::joined;
use crate::evaluate::keys::keys_of;
use crate::study::actors::{PairAgreement, PanelAgreement, PanelEvaluation};
use crate::table::{Table, TableOf};

/// A row of `agreement`.
struct Pair<'a> {
    a: usize,
    b: usize,
    of: &'a PairAgreement,
}

impl PanelAgreement {
    /// How many rows `agreement` has.
    pub fn pair_count(&self) -> usize {
        self.groups.iter().map(Vec::len).sum()
    }

    /// `agreement`: a row per group and pair of competing alternatives, the first before the second
    /// in key order.
    pub fn table(&self, panel: &PanelEvaluation) -> Table {
        let problem = panel.panel.problem();
        let inside = problem.keys_inside();
        let mut rows: Vec<Pair> = Vec::with_capacity(self.pair_count());
        for (group, pairs) in panel.groups.iter().zip(&self.groups) {
            rows.extend(pairs.iter().map(|of| Pair {
                a: panel.member(group, of.a),
                b: panel.member(group, of.b),
                of,
            }));
        }
        TableOf::new("agreement", &rows)
            .columns(keys_of(problem, &problem.rank_within, |row: &Pair| row.a))
            .text("alternative_a", |row| Some(problem.name(row.a, &inside)))
            .text("alternative_b", |row| Some(problem.name(row.b, &inside)))
            .text("verdict", |row| Some(row.of.verdict.name().to_owned()))
            .number("influence_a", |row| Some(row.of.influence_a))
            .number("influence_b", |row| Some(row.of.influence_b))
            .text("actors_a", |row| joined(panel, &row.of.for_a))
            .text("actors_b", |row| joined(panel, &row.of.for_b))
            .text("actors_equal", |row| joined(panel, &row.of.equal))
            .text("actors_open", |row| joined(panel, &row.of.open))
            .table()
    }
}
