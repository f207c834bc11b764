//! The table of how answers move with influence.

use super::interval::InfluenceInterval;
use super::{InfluenceOfActor, Influences};
use crate::evaluate::keys::keys_of;
use crate::study::actors::PanelGroup;
use crate::table::{Table, TableOf};

/// A row of `influence`.
struct Row<'a> {
    group: &'a PanelGroup,
    of: &'a InfluenceOfActor,
    interval: &'a InfluenceInterval,
}

impl Influences<'_> {
    /// `influence`: a row per group, rule, actor and interval of its share of influence. `first`
    /// names the alternatives that are first over the interval, those that tie separated by `; `, and
    /// `present` is the actor's share as it is. Shares are of the influence of all who rank.
    pub fn table(&self) -> Table {
        let problem = self.panel.panel.problem();
        let mut rows: Vec<Row> = Vec::new();
        for (group, answers) in self.panel.groups.iter().zip(&self.groups) {
            for of in answers {
                rows.extend(of.intervals.iter().map(|interval| Row { group, of, interval }));
            }
        }
        let inside = problem.keys_inside();
        let names = |row: &Row| {
            let name = |at: &usize| {
                problem.name(self.panel.member(row.group, row.group.ranked[*at]), &inside)
            };
            row.interval.first.iter().map(name).collect::<Vec<_>>().join("; ")
        };
        // There is an alternative wherever there is a row.
        let alternative = |row: &Row| self.panel.member(row.group, row.group.ranked[0]);
        let actors = self.panel.actors();
        TableOf::new("influence", &rows)
            .columns(keys_of(problem, &problem.rank_within, alternative))
            .text("rule", |row| Some(row.of.rule.name().to_owned()))
            .text("actor", |row| Some(actors[row.of.actor].id().to_owned()))
            .number("influence_from", |row| Some(row.interval.from))
            .number("influence_to", |row| Some(row.interval.to))
            .text("first", |row| Some(names(row)))
            .number("present", |row| Some(row.of.present))
            .table()
    }
}
