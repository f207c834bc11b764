//! The tables of what actors say, and of the weights at which they rank.

use super::actor_ids;
use crate::evaluate::keys::keys_of;
use crate::study::actors::PanelEvaluation;
use crate::table::{Table, TableOf};
use std::collections::BTreeSet;

/// A row of `actor_weights`.
struct ActorWeight {
    group: usize,
    actor: usize,
    leaf: usize,
    weight: f64,
}

impl PanelEvaluation<'_> {
    /// `actor_statements`: a row per actor, in order. `influence` is its share of all influence,
    /// `statements` how many lines and preferences its admissible weights must meet.
    pub fn statements(&self) -> Table {
        let shares = self.panel.shares();
        let rows: Vec<usize> = (0..self.actors().len()).collect();
        let written = |at: &usize| {
            let constraints = self.actors()[*at].problem.constraints.iter();
            constraints.map(|it| it.written.as_str()).collect::<BTreeSet<_>>().len()
        };
        let actor = |at: &usize| &self.actors()[*at];
        TableOf::new("actor_statements", &rows)
            .text("actor", |at| Some(actor(at).id.clone()))
            .text("kind", |at| actor(at).kind.clone())
            .number("influence", |at| Some(shares[*at]))
            .text("says", |at| Some(actor(at).says.name().to_owned()))
            .count("statements", |at| Some(written(at)))
            .number("minimum", |at| actor(at).minimum)
            .text("source", |at| actor(at).source.clone())
            .table()
    }

    /// `actor_weights`: a row per group, actor who gives weights or statements, and criterion: the
    /// global weight at which it ranks.
    pub fn weights(&self) -> Table {
        let problem = self.panel.problem();
        let mut rows = Vec::new();
        for group in &self.groups {
            for (actor, evaluation) in self.evaluations.iter().enumerate() {
                if !self.actors()[actor].ranks() {
                    continue;
                }
                let weights = &evaluation.groups[group.group].weights;
                rows.extend(weights.iter().enumerate().map(|(leaf, weight)| ActorWeight {
                    group: group.group,
                    actor,
                    leaf,
                    weight: *weight,
                }));
            }
        }
        let ids = actor_ids(self);
        let leaves = &problem.tree.leaves;
        TableOf::new("actor_weights", &rows)
            .columns(keys_of(problem, &problem.rank_within, |row: &ActorWeight| {
                problem.groups[row.group].members[0]
            }))
            .shared_text("actor", |row| Some(ids[row.actor].clone()))
            .text("criterion", |row| Some(leaves[row.leaf].id.clone()))
            .number("weight", |row| Some(row.weight))
            .table()
    }
}
