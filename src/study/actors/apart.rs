//! How far each actor stands from the rest, and what sets it apart.

use super::PanelEvaluation;
use super::pairs::ActorPair;
use crate::evaluate::keys::keys_of;
use crate::table::{Table, TableOf};
use crate::tolerance::{CHANGED, LARGER};

/// An actor who ranks the alternatives of a group, beside the others who do. Every other actor
/// counts alike, whatever its influence.
#[derive(Debug, Clone, PartialEq)]
pub struct Apart {
    /// The group: an index into the problem's.
    pub group: usize,
    /// The actor, in the order of the panel.
    pub actor: usize,
    /// The mean of Kendall's tau-b with each of the others, -1 to 1; less is further apart. Pairs
    /// without a coefficient are left out. None where none has one.
    pub mean_kendall: Option<f64>,
    /// Whether no actor of the group has a lower mean. Nobody is furthest where all have the same.
    pub furthest: bool,
    /// The criterion whose weight differs most from the mean of the others' weights. None where all
    /// are equal.
    pub criterion: Option<WeightApart>,
    /// The alternative whose rank differs most from the mean of the others' ranks. None where all
    /// are equal.
    pub alternative: Option<RankApart>,
}

/// A weight beside that of the others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightApart {
    /// The leaf.
    pub leaf: usize,
    /// The global weight that the actor gives it.
    pub own_weight: f64,
    /// The mean of the global weights that the others give it.
    pub others_weight: f64,
}

/// A rank beside that of the others, among the alternatives that all actors who rank have a score
/// for. Ties share the best rank.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RankApart {
    /// The alternative: a position in the group's `places`.
    pub alternative: usize,
    /// The rank that the actor gives it.
    pub own_rank: usize,
    /// The mean of the ranks that the others give it.
    pub others_rank: f64,
}

/// Every actor who ranks, in each group where another one does; `pairs` are those of
/// [`actor_pairs`](super::pairs::actor_pairs).
pub fn apart(evaluation: &PanelEvaluation, pairs: &[ActorPair]) -> Vec<Apart> {
    let mut by_group: Vec<Vec<&ActorPair>> = vec![Vec::new(); evaluation.groups.len()];
    for pair in pairs {
        if let Some(of_group) = by_group.get_mut(pair.group) {
            of_group.push(pair);
        }
    }
    let mut out: Vec<Apart> = Vec::new();
    for (group, of_group) in by_group.iter().enumerate() {
        let start = out.len();
        out.extend(in_group(evaluation, group, of_group));
        mark_furthest(&mut out[start..]);
    }
    out
}

fn in_group(evaluation: &PanelEvaluation, group: usize, pairs: &[&ActorPair]) -> Vec<Apart> {
    let own = &evaluation.groups[group];
    let Some(others) = own.ranking.len().checked_sub(1).filter(|others| *others > 0) else {
        return Vec::new();
    };
    let weights: Vec<&[f64]> = own
        .ranking
        .iter()
        .map(|actor| &*evaluation.evaluations[*actor].groups[group].weights)
        .collect();
    let ranks: Vec<Vec<f64>> = own
        .ranking
        .iter()
        .map(|actor| own.ranks_among_ranked(*actor).into_iter().map(|rank| rank as f64).collect())
        .collect();
    let ranks: Vec<&[f64]> = ranks.iter().map(Vec::as_slice).collect();
    let (weights_of_all, ranks_of_all) = (sums(&weights), sums(&ranks));
    // By actor: the sum of its coefficients, and how many there are.
    let mut taus = vec![(0.0, 0); evaluation.actors().len()];
    for pair in pairs {
        let Some(tau) = pair.kendall else { continue };
        for actor in [pair.a, pair.b] {
            taus[actor] = (taus[actor].0 + tau, taus[actor].1 + 1);
        }
    }
    let of_actor = |(at, actor): (usize, &usize)| {
        let (sum, count) = taus[*actor];
        let weight = |(leaf, own_weight, others_weight): (usize, f64, f64)| WeightApart {
            leaf,
            own_weight,
            others_weight,
        };
        let rank = |(place, own_rank, others_rank): (usize, f64, f64)| RankApart {
            alternative: own.ranked[place],
            own_rank: own_rank as usize,
            others_rank,
        };
        Apart {
            group,
            actor: *actor,
            mean_kendall: (count > 0).then(|| sum / f64::from(count)),
            furthest: false,
            criterion: most_apart(weights[at], &weights_of_all, others, CHANGED).map(weight),
            alternative: most_apart(ranks[at], &ranks_of_all, others, LARGER).map(rank),
        }
    };
    own.ranking.iter().enumerate().map(of_actor).collect()
}

/// The sums of lists, item by item.
fn sums(lists: &[&[f64]]) -> Vec<f64> {
    let items = lists.first().map_or(0, |list| list.len());
    (0..items).map(|item| lists.iter().map(|list| list[item]).sum()).collect()
}

/// The item on which the figure of one list is furthest from the mean of so many others, with both
/// figures: the first of those that are as far. Differences up to `nothing` are none.
fn most_apart(own: &[f64], sums: &[f64], others: usize, nothing: f64) -> Option<(usize, f64, f64)> {
    let mut best: Option<(usize, f64, f64)> = None;
    for (item, (figure, sum)) in own.iter().zip(sums).enumerate() {
        let mean = (sum - figure) / others as f64;
        let least = best.map_or(nothing, |(_, figure, mean)| (figure - mean).abs() + LARGER);
        if (figure - mean).abs() > least {
            best = Some((item, *figure, mean));
        }
    }
    best
}

/// Marks those with the lowest mean, unless all have it.
fn mark_furthest(group: &mut [Apart]) {
    let known = || group.iter().filter_map(|apart| apart.mean_kendall);
    let (low, high) = (known().fold(1.0, f64::min), known().fold(-1.0, f64::max));
    for apart in group.iter_mut() {
        let lowest = apart.mean_kendall.is_some_and(|mean| mean <= low + LARGER);
        apart.furthest = lowest && high > low + LARGER;
    }
}

/// `apart`: a row per group and actor who ranks.
pub fn apart_table(evaluation: &PanelEvaluation, rows: &[Apart]) -> Table {
    let problem = evaluation.panel.problem();
    let actors = evaluation.actors();
    let first = |row: &Apart| problem.groups[row.group].members[0];
    TableOf::new("apart", rows)
        .columns(keys_of(problem, &problem.rank_within, first))
        .text("actor", |row| Some(actors[row.actor].id.clone()))
        .number("mean_kendall", |row| row.mean_kendall)
        .flag("furthest", |row| Some(row.furthest))
        .text("criterion", |row| Some(problem.tree.leaves[row.criterion?.leaf].id.clone()))
        .number("own_weight", |row| Some(row.criterion?.own_weight))
        .number("others_weight", |row| Some(row.criterion?.others_weight))
        .text("alternative", |row| {
            let alternative = row.alternative?.alternative;
            Some(evaluation.groups[row.group].name(problem, alternative))
        })
        .count("own_rank", |row| Some(row.alternative?.own_rank))
        .number("others_rank", |row| Some(row.alternative?.others_rank))
        .table()
}
