//! What divides two actors: how alike their rankings and weights are, and the criteria and cells
//! from which their differences come.
//!
//! Where the score of a method is a sum of weight times value, the difference of two actors' scores
//! of an alternative splits exactly. With w the weights and v the values of actors a and b, and a
//! sum over criteria j:
//!
//! s_a - s_b = sum of (w_a - w_b)_j (v_a + v_b)_j / 2 + sum of (w_a + w_b)_j / 2 (v_a - v_b)_j
//!
//! The first sum has a part for each criterion and comes from weights. The second has a part for
//! each cell and comes from scores. What lifts or lowers all alternatives alike changes no order. So
//! a part counts less its mean over the alternatives that both actors have a score for.

use super::PanelEvaluation;
use crate::evaluate::evaluation::GroupResult;
use crate::evaluate::keys::keys_of;
use crate::problem::ranking::{average_ranks, ranks};
use crate::study::agreement::{kendall, opposed};
use crate::table::{Table, TableOf};
use crate::tolerance::VALUE_ROUNDING;
use crate::weighting::judgement::distance;
use rayon::prelude::*;

/// Two actors who both rank the alternatives of a group. They are compared on the alternatives that
/// both have a score for.
#[derive(Debug, Clone, PartialEq)]
pub struct ActorPair {
    /// The group: an index into the problem's.
    pub group: usize,
    /// The first actor, in the order of the panel.
    pub a: usize,
    /// The other actor.
    pub b: usize,
    /// Kendall's tau-b of their rankings, from -1 (the reverse order) to 1 (the same). None where
    /// one of them puts nobody ahead of another, or where both score fewer than two.
    pub kendall: Option<f64>,
    /// Half the sum of the absolute differences of their weights: the share of all weight that one
    /// would have to move to agree with the other, 0 to 1.
    pub weight_distance: f64,
    /// How many pairs of alternatives both have two scores for.
    pub compared_pairs: usize,
    /// On how many of these they are opposed: each puts another of the two ahead. A tie is no
    /// opposition.
    pub opposed_pairs: usize,
    /// The criteria whose weights divide them most: at most two, the greater effect first. None for
    /// a method that is no sum of weight times value, and where no weight divides them.
    pub criteria: Vec<CriterionEffect>,
    /// The cells whose scores divide them most: at most two, the greater effect first. None for such
    /// methods, and where both have the same figures.
    pub cells: Vec<CellEffect>,
}

/// What different weights of a criterion do between two actors.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CriterionEffect {
    /// The leaf.
    pub leaf: usize,
    /// The mean over the alternatives of the absolute part from the weights of this criterion, in
    /// the unit of scores; above 0.
    pub effect: f64,
    /// The global weight that the first actor gives it.
    pub weight_a: f64,
    /// The global weight that the other gives it.
    pub weight_b: f64,
}

/// What different scores of a cell do between two actors.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CellEffect {
    /// The alternative: a position in the group's `places`.
    pub alternative: usize,
    /// The leaf.
    pub leaf: usize,
    /// The part from this cell, in the unit of scores. Above 0 it lifts the alternative among the
    /// others more in the eyes of the first actor, below 0 in those of the other.
    pub effect: f64,
}

/// Every pair of actors who rank, group by group, in the order of the panel.
pub fn actor_pairs(evaluation: &PanelEvaluation) -> Vec<ActorPair> {
    let mut all: Vec<(usize, usize, usize)> = Vec::new();
    for (at, group) in evaluation.groups.iter().enumerate() {
        for (first, a) in group.ranking.iter().enumerate() {
            all.extend(group.ranking[first + 1..].iter().map(|b| (at, *a, *b)));
        }
    }
    all.into_par_iter().map(|(group, a, b)| ActorPair::new(evaluation, group, a, b)).collect()
}

impl ActorPair {
    fn new(evaluation: &PanelEvaluation, group: usize, a: usize, b: usize) -> ActorPair {
        let own = &evaluation.groups[group];
        let (in_a, in_b) = (&own.actors[a], &own.actors[b]);
        let both = |at: &usize| in_a.scores[*at].is_some() && in_b.scores[*at].is_some();
        let common: Vec<usize> = (0..own.places.len()).filter(both).collect();
        let average = |scores: &[Option<f64>], eps: f64| {
            let scores: Vec<Option<f64>> = common.iter().map(|at| scores[*at]).collect();
            average_ranks(&ranks(&scores, eps).into_iter().flatten().collect::<Vec<_>>())
        };
        let x = average(&in_a.scores, in_a.eps);
        let y = average(&in_b.scores, in_b.eps);
        let result = |actor: usize| &evaluation.evaluations[actor].groups[group];
        let (result_a, result_b) = (result(a), result(b));
        let eps = in_a.eps.max(in_b.eps);
        let row = |result: &GroupResult, at: usize| result.row(own.places[at]);
        let rows: Option<Vec<(usize, usize)>> =
            common.iter().map(|at| Some((row(result_a, *at)?, row(result_b, *at)?))).collect();
        let (criteria, cells) = match rows {
            Some(rows) => dividing(result_a, result_b, &rows, eps),
            None => (Vec::new(), Vec::new()),
        };
        let in_group =
            |cell: CellEffect| CellEffect { alternative: common[cell.alternative], ..cell };
        ActorPair {
            group,
            a,
            b,
            kendall: kendall(&x, &y),
            weight_distance: distance(&result_a.weights, &result_b.weights),
            compared_pairs: common.len() * common.len().saturating_sub(1) / 2,
            opposed_pairs: usize::try_from(opposed(&x, &y)).unwrap_or(usize::MAX),
            criteria,
            cells: cells.into_iter().map(in_group).collect(),
        }
    }
}

/// The criteria and the cells that divide two actors most, on alternatives with these rows of
/// values. Effects up to `eps` are none. The cells name the alternative by its position in `rows`.
fn dividing(
    a: &GroupResult,
    b: &GroupResult,
    rows: &[(usize, usize)],
    eps: f64,
) -> (Vec<CriterionEffect>, Vec<CellEffect>) {
    let (mut criteria, mut cells) = (Greatest::new(eps), Greatest::new(eps));
    let (Some(values_a), Some(values_b)) = (&a.values, &b.values) else {
        return (Vec::new(), Vec::new());
    };
    let weights = a.weights.iter().zip(b.weights.iter());
    for (leaf, (weight_a, weight_b)) in weights.enumerate() {
        let (of_a, of_b) = (values_a.column(leaf), values_b.column(leaf));
        let values: Vec<(f64, f64)> = rows.iter().map(|(i, j)| (of_a[*i], of_b[*j])).collect();
        let from_weights = less_their_mean(
            values.iter().map(|(x, y)| (weight_a - weight_b) * (x / 2.0 + y / 2.0)),
        );
        let sum: f64 = from_weights.iter().map(|part| part.abs()).sum();
        let effect = sum / rows.len().max(1) as f64;
        let (weight_a, weight_b) = (*weight_a, *weight_b);
        criteria.add(effect, CriterionEffect { leaf, effect, weight_a, weight_b });
        let from_scores =
            less_their_mean(values.iter().map(|(x, y)| (weight_a + weight_b) / 2.0 * (x - y)));
        let largest = values.iter().fold(0.0, |most: f64, (x, y)| most.max(x.abs()).max(y.abs()));
        for (alternative, ((x, y), effect)) in values.iter().zip(from_scores).enumerate() {
            // A cell that both score alike divides nobody, whatever the others do to the mean.
            if (x - y).abs() > VALUE_ROUNDING * largest {
                cells.add(effect.abs(), CellEffect { alternative, leaf, effect });
            }
        }
    }
    (criteria.found(), cells.found())
}

/// Figures less their mean.
fn less_their_mean(figures: impl Iterator<Item = f64>) -> Vec<f64> {
    let figures: Vec<f64> = figures.collect();
    let mean = figures.iter().sum::<f64>() / figures.len().max(1) as f64;
    figures.into_iter().map(|figure| figure - mean).collect()
}

/// The two greatest of what is added: of sizes that differ by no more than `eps` the first is the
/// greatest, and a size up to `eps` is none.
struct Greatest<T> {
    eps: f64,
    first: Option<(f64, T)>,
    second: Option<(f64, T)>,
}

impl<T> Greatest<T> {
    fn new(eps: f64) -> Greatest<T> {
        Greatest { eps, first: None, second: None }
    }

    fn add(&mut self, size: f64, of: T) {
        let eps = self.eps;
        let exceeds =
            |known: &Option<(f64, T)>| size > eps + known.as_ref().map_or(0.0, |(known, _)| *known);
        // Sums of huge raw figures overflow; such a part has no size.
        if !size.is_finite() {
            return;
        }
        if exceeds(&self.first) {
            self.second = self.first.replace((size, of));
        } else if exceeds(&self.second) {
            self.second = Some((size, of));
        }
    }

    fn found(self) -> Vec<T> {
        self.first.into_iter().chain(self.second).map(|(_, of)| of).collect()
    }
}

/// `actor_pairs`: a row per group and pair of actors who rank.
pub fn actor_pairs_table(evaluation: &PanelEvaluation, pairs: &[ActorPair]) -> Table {
    let problem = evaluation.panel.problem();
    let actors = evaluation.actors();
    let first = |pair: &ActorPair| problem.groups[pair.group].members[0];
    let criterion = |pair: &ActorPair, at: usize| {
        let effect = pair.criteria.get(at)?;
        Some(problem.tree.leaves[effect.leaf].id.clone())
    };
    let cell = |pair: &ActorPair, at: usize| {
        let effect = pair.cells.get(at)?;
        let name = evaluation.groups[pair.group].name(problem, effect.alternative);
        Some(format!("{name} / {}", problem.tree.leaves[effect.leaf].id))
    };
    TableOf::new("actor_pairs", pairs)
        .columns(keys_of(problem, &problem.rank_within, first))
        .text("actor_a", |pair| Some(actors[pair.a].id.clone()))
        .text("actor_b", |pair| Some(actors[pair.b].id.clone()))
        .number("kendall", |pair| pair.kendall)
        .number("weight_distance", |pair| Some(pair.weight_distance))
        .count("compared_pairs", |pair| Some(pair.compared_pairs))
        .count("opposed_pairs", |pair| Some(pair.opposed_pairs))
        .text("criterion", |pair| criterion(pair, 0))
        .number("criterion_effect", |pair| Some(pair.criteria.first()?.effect))
        .text("second_criterion", |pair| criterion(pair, 1))
        .number("second_criterion_effect", |pair| Some(pair.criteria.get(1)?.effect))
        .text("cell", |pair| cell(pair, 0))
        .number("cell_effect", |pair| Some(pair.cells.first()?.effect))
        .text("second_cell", |pair| cell(pair, 1))
        .number("second_cell_effect", |pair| Some(pair.cells.get(1)?.effect))
        .table()
}
