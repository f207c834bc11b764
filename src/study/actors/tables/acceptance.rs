//! The table of who accepts which alternative.

use super::joined;
use crate::evaluate::keys::{all_keys, keys_of};
use crate::study::actors::{AlternativeAcceptance, PanelAcceptance, PanelEvaluation};
use crate::table::{Table, TableOf};

/// A row of `acceptance`.
struct Accepted<'a> {
    alternative: usize,
    of: &'a AlternativeAcceptance,
    can_be_accepted_by: Option<usize>,
}

impl PanelAcceptance {
    /// `acceptance`: a row per competing alternative, by group. Who is accepted by the most actors
    /// comes first, then who can be, then in key order.
    pub fn table(&self, panel: &PanelEvaluation) -> Table {
        let problem = panel.panel.problem();
        let mut rows: Vec<Accepted> = Vec::new();
        for (group, all) in panel.groups.iter().zip(&self.groups) {
            let mut order: Vec<usize> = (0..all.len()).collect();
            let counts = |at: usize| (all[at].accepted_by.len(), all[at].can_be_accepted_by.len());
            order.sort_by_key(|at| std::cmp::Reverse(counts(*at)));
            let row = |at: usize| Accepted {
                alternative: panel.member(group, at),
                of: &all[at],
                can_be_accepted_by: self.can_be_accepted_by(group.group, at),
            };
            rows.extend(order.into_iter().map(row));
        }
        TableOf::new("acceptance", &rows)
            .columns(keys_of(problem, &all_keys(problem), |row: &Accepted| row.alternative))
            .count("accepted_by", |row| Some(row.of.accepted_by.len()))
            .number("accepted_influence", |row| Some(row.of.accepted_influence))
            .text("accepted_by_names", |row| joined(panel, &row.of.accepted_by))
            .count("can_be_accepted_by", |row| row.can_be_accepted_by)
            .text("last_for", |row| joined(panel, &row.of.last_for))
            .text("can_be_last_for", |row| joined(panel, &row.of.can_be_last_for))
            .text("vetoed_by", |row| joined(panel, &row.of.vetoed_by))
            .table()
    }
}
