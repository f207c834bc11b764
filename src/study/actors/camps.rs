//! Who thinks alike: camps of actors, by their rankings and by their weights.
//!
//! The rule is that of like-minded people who give weights
//! ([`clusters_by`](crate::weighting::judgement::clusters_by)): average linkage, cut into as many
//! camps as give the greatest mean silhouette, and no camps where that is below 0.51.

use super::PanelEvaluation;
use crate::evaluate::keys::keys_of;
use crate::problem::ranking::average_ranks;
use crate::study::agreement::kendall;
use crate::table::{Table, TableOf};
use crate::weighting::judgement::{MOST_CLUSTERED, clusters_by, distance};

/// By what actors are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CampsBy {
    /// By their rankings of the alternatives that all actors who rank have a score for. The distance
    /// is (1 - tau_b) / 2, from 0 (the same order) to 1 (the reverse), with Kendall's tau-b. An actor
    /// who puts nobody ahead of another has no distance, and is in no camp.
    Rankings,
    /// By their global weights. The distance is half the sum of the absolute differences, 0 to 1.
    Weights,
}

impl CampsBy {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            CampsBy::Rankings => "rankings",
            CampsBy::Weights => "weights",
        }
    }
}

/// The camps into which the actors who rank the alternatives of a group fall.
#[derive(Debug, Clone, PartialEq)]
pub struct Camps {
    /// The group: an index into the problem's.
    pub group: usize,
    /// By what they are alike.
    pub by: CampsBy,
    /// The actors, in the order of the panel.
    pub actors: Vec<usize>,
    /// The camp of each, from 0, in the order of their first members.
    pub camps: Vec<usize>,
    /// The mean silhouette of all of them, 0.51 to 1: how clearly the camps are apart.
    pub silhouette: f64,
}

/// The camps of each group, by rankings and then by weights. There are none where the actors do not
/// fall into camps that are clearly apart, and none of fewer than 4 actors.
pub fn camps(evaluation: &PanelEvaluation) -> Vec<Camps> {
    let groups = 0..evaluation.groups.len();
    groups
        .flat_map(|group| [by_rankings(evaluation, group), by_weights(evaluation, group)])
        .flatten()
        .collect()
}

fn by_rankings(evaluation: &PanelEvaluation, group: usize) -> Option<Camps> {
    let own = &evaluation.groups[group];
    let ranks = |actor: &usize| (*actor, average_ranks(&own.ranks_among_ranked(*actor)));
    let orders = |(_, ranks): &(usize, Vec<f64>)| ranks.iter().any(|rank| *rank != ranks[0]);
    let (actors, ranks): (Vec<usize>, Vec<Vec<f64>>) =
        own.ranking.iter().map(ranks).filter(orders).unzip();
    // More are not put into camps, and would be many to compare.
    if actors.len() > MOST_CLUSTERED {
        return None;
    }
    let mut distances = vec![0.0; actors.len() * actors.len()];
    for a in 0..actors.len() {
        for b in a + 1..actors.len() {
            // Both put somebody ahead of another, so that they have a coefficient.
            let far = (1.0 - kendall(&ranks[a], &ranks[b])?) / 2.0;
            distances[a * actors.len() + b] = far;
            distances[b * actors.len() + a] = far;
        }
    }
    let (camps, silhouette) = clusters_by(actors.len(), &|a, b| distances[a * actors.len() + b])?;
    Some(Camps { group, by: CampsBy::Rankings, actors, camps, silhouette })
}

fn by_weights(evaluation: &PanelEvaluation, group: usize) -> Option<Camps> {
    let actors = evaluation.groups[group].ranking.clone();
    let weights = |at: usize| &*evaluation.evaluations[actors[at]].groups[group].weights;
    let (camps, silhouette) = clusters_by(actors.len(), &|a, b| distance(weights(a), weights(b)))?;
    Some(Camps { group, by: CampsBy::Weights, actors, camps, silhouette })
}

/// `camps`: a row per group, way of being alike and actor in a camp; camps count from 1.
pub fn camps_table(evaluation: &PanelEvaluation, camps: &[Camps]) -> Table {
    let problem = evaluation.panel.problem();
    let actors = evaluation.actors();
    let rows: Vec<(&Camps, usize)> =
        camps.iter().flat_map(|of| (0..of.actors.len()).map(move |at| (of, at))).collect();
    let first = |row: &(&Camps, usize)| problem.groups[row.0.group].members[0];
    TableOf::new("camps", &rows)
        .columns(keys_of(problem, &problem.rank_within, first))
        .text("by", |row| Some(row.0.by.name().to_owned()))
        .text("actor", |row| Some(actors[row.0.actors[row.1]].id.clone()))
        .count("camp", |row| Some(row.0.camps[row.1] + 1))
        .number("silhouette", |row| Some(row.0.silhouette))
        .table()
}
