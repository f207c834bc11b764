//! The table of scores and ranks by actor.

use super::actor_ids;
use crate::evaluate::keys::{all_keys, keys_of};
use crate::study::actors::{ActorStanding, PanelStandings};
use crate::table::{Table, TableOf};

/// A row of `actor_ranking`.
struct InTheEyesOf {
    alternative: usize,
    actor: usize,
    of: ActorStanding,
    exact: bool,
}

impl PanelStandings<'_> {
    /// How many rows `actor_ranking` has.
    pub fn row_count(&self) -> usize {
        let competing = self.panel.groups.iter().map(|group| group.places.len());
        competing.sum::<usize>() * self.actors.len()
    }

    /// `actor_ranking`: a row per group, actor and competing alternative. For each actor the
    /// alternatives stand by rank, then by the best and worst rank that it can give them, then in
    /// key order; those without a rank come last.
    pub fn ranking(&self) -> Table {
        let problem = self.panel.panel.problem();
        let mut rows: Vec<InTheEyesOf> = Vec::with_capacity(self.row_count());
        for (at, group) in self.panel.groups.iter().enumerate() {
            for (actor, standings) in self.actors.iter().enumerate() {
                let own = &standings.groups[at].alternatives;
                let mut order: Vec<usize> = (0..own.len()).collect();
                let last = |rank: Option<usize>| rank.unwrap_or(usize::MAX);
                order.sort_by_key(|at| {
                    let of = &own[*at];
                    (last(of.rank), last(of.rank_best), last(of.rank_worst))
                });
                rows.extend(order.into_iter().map(|at| InTheEyesOf {
                    alternative: self.panel.member(group, at),
                    actor,
                    of: own[at],
                    exact: standings.groups[group.group].exact,
                }));
            }
        }
        let ids = actor_ids(self.panel);
        TableOf::new("actor_ranking", &rows)
            .columns(keys_of(problem, &all_keys(problem), |row: &InTheEyesOf| row.alternative))
            .shared_text("actor", |row| Some(ids[row.actor].clone()))
            .number("score", |row| row.of.score)
            .number("low", |row| row.of.low)
            .number("high", |row| row.of.high)
            .count("rank", |row| row.of.rank)
            .count("rank_best", |row| row.of.rank_best)
            .count("rank_worst", |row| row.of.rank_worst)
            .flag("exact", |row| row.of.rank_best.map(|_| row.exact))
            .table()
    }
}
