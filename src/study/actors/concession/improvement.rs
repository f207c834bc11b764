//! The least that an alternative must gain for an actor, or for all, to accept it.
//!
//! With the actor's weights w and values v, scores are sums of w_j v_j. The score that is needed is
//! that of the k-th best rival, and the actor's minimum where that is more. What is missing, the
//! gap, is made good with the least sum of points of value by raising the criteria with the
//! greatest weight first, each up to the best value that its value function has from the figure on,
//! at most 1. What is unknown cannot be raised. Rivals and observed ranges stay as they are.

use super::demand::{CommonImprovement, Demand, Improvement, Raise};
use crate::evaluate::evaluation::GroupResult;
use crate::lp::{NoAnswer, Program, Relation, Row};
use crate::method::value::weighted_sum::value_functions;
use crate::problem::{Criterion, Curve, Direction, Scale};
use crate::study::actors::{PanelEvaluation, PanelGroup};
use crate::tolerance::{AT_LEVEL, CHANGED};

/// The value functions of an actor in a group, the same for all alternatives.
pub(super) struct ValuesOf<'a> {
    actor: usize,
    /// By leaf.
    curves: Vec<(&'a Criterion, Curve)>,
}

impl<'a> ValuesOf<'a> {
    /// `None` for a method that is no sum of values.
    pub(super) fn new(
        panel: &'a PanelEvaluation,
        group: &PanelGroup,
        actor: usize,
    ) -> Option<ValuesOf<'a>> {
        let result: &GroupResult = &panel.evaluations[actor].groups[group.group];
        // Only a sum of values has bounds.
        result.bounds.as_ref()?;
        result.values.as_ref()?;
        let problem = panel.actors()[actor].problem();
        let curves = value_functions(problem, &problem.groups[group.group]);
        Some(ValuesOf { actor, curves: problem.tree.leaves.iter().zip(curves).collect() })
    }
}

/// What an actor asks of an alternative, and what its criteria can give.
pub(super) struct Improvements<'a> {
    /// By how much the score falls short.
    gap: f64,
    /// Scores that fall short by no more than this do not.
    eps: f64,
    /// By leaf.
    weights: Vec<f64>,
    /// By leaf.
    criteria: Vec<Given<'a>>,
}

/// A criterion of the alternative, as an actor sees it.
struct Given<'a> {
    value: f64,
    figure: f64,
    /// By how much the value can rise.
    room: f64,
    curve: &'a Curve,
    criterion: &'a Criterion,
}

impl Given<'_> {
    /// The nearest figure that is worth a value; on an ordinal scale the nearest level.
    fn figure_for(&self, value: f64) -> Option<f64> {
        let figures = ways(self.criterion, self.figure).into_iter().filter_map(|up| {
            let figure = self.curve.reaches(value, self.figure, up)?;
            let Some(Scale::Ordinal(levels)) = &self.criterion.scale else { return Some(figure) };
            let last = levels.len().saturating_sub(1) as f64;
            let level = if up { (figure - AT_LEVEL).ceil() } else { (figure + AT_LEVEL).floor() };
            (0.0..=last).contains(&level).then_some(level)
        });
        figures.min_by(|a, b| (a - self.figure).abs().total_cmp(&(b - self.figure).abs()))
    }
}

/// Which ways a figure can go to get better: up (`true`), down, or both, the likelier first. The
/// best that is stated may lie beside a target.
fn ways(criterion: &Criterion, figure: f64) -> Vec<bool> {
    match criterion.direction {
        Direction::Max => vec![true],
        Direction::Min => vec![false],
        Direction::Target(target) => vec![figure < target, figure >= target],
    }
}

/// The best value that a curve has from a figure on, at most 1.
fn best(criterion: &Criterion, curve: &Curve, figure: f64) -> f64 {
    let on = |up: bool| match curve.reaches(1.0, figure, up) {
        Some(_) => 1.0,
        None => {
            let ahead = |x: f64| if up { x >= figure } else { x <= figure };
            let points = curve.points().iter().filter(|point| ahead(point.0));
            points.map(|point| point.1).fold(curve.at(figure), f64::max)
        }
    };
    ways(criterion, figure).into_iter().map(on).fold(f64::NEG_INFINITY, f64::max).min(1.0)
}

impl<'a> Improvements<'a> {
    /// `None` where the actor has no score for the alternative.
    pub(super) fn new(
        panel: &PanelEvaluation,
        group: &PanelGroup,
        values_of: &'a ValuesOf<'a>,
        at: usize,
        accept: usize,
    ) -> Option<Improvements<'a>> {
        let actor = values_of.actor;
        let result: &GroupResult = &panel.evaluations[actor].groups[group.group];
        let values = result.values.as_ref()?;
        let own = &group.actors[actor];
        let score = own.scores[at]?;
        let others = own.scores.iter().enumerate().filter(|(other, _)| *other != at);
        let mut rivals: Vec<f64> = others.filter_map(|(_, score)| *score).collect();
        rivals.sort_by(|a, b| b.total_cmp(a));
        let by_rank = rivals.get(accept - 1).map_or(0.0, |rival| rival - score);
        let by_minimum = panel.minimum(actor).map_or(0.0, |minimum| minimum - score);
        let problem = panel.actors()[actor].problem();
        let place = group.places[at];
        let (row, member) = (result.row(place)?, result.member(place));
        let leaves = values_of.curves.iter().enumerate();
        let criteria = leaves.map(|(leaf, (criterion, curve))| {
            let value = values.at(row, leaf);
            let figure = problem.spread(member, leaf).nominal;
            let room = match problem.is_known(member, leaf) {
                true => (best(criterion, curve, figure) - value).max(0.0),
                false => 0.0,
            };
            Given { value, figure, room, curve, criterion }
        });
        Some(Improvements {
            gap: by_rank.max(by_minimum),
            eps: own.eps,
            weights: result.weights.to_vec(),
            criteria: criteria.collect(),
        })
    }

    fn raise(&self, leaf: usize, by: f64) -> Raise {
        let given = &self.criteria[leaf];
        // All the room is the best value, whatever rounding says.
        let to = given.value + by.min(given.room);
        Raise {
            leaf,
            from: given.value,
            to,
            figure_from: given.figure,
            figure_to: given.figure_for(to),
        }
    }

    /// The least improvement.
    pub(super) fn least(&self) -> Demand<Improvement> {
        let mut order: Vec<usize> =
            (0..self.weights.len()).filter(|leaf| self.weights[*leaf] > 0.0).collect();
        order.sort_by(|a, b| self.weights[*b].total_cmp(&self.weights[*a]));
        let (mut left, mut total, mut raises) = (self.gap, 0.0, Vec::new());
        for leaf in order {
            if left <= 0.0 {
                break;
            }
            let by = (left / self.weights[leaf]).min(self.criteria[leaf].room);
            if by > 0.0 {
                raises.push(self.raise(leaf, by));
                left -= by * self.weights[leaf];
                total += by;
            }
        }
        match left <= self.eps {
            true => Demand::Change(Improvement { total, raises }),
            false => Demand::Impossible,
        }
    }

    /// The criteria on which a raise is enough by itself.
    pub(super) fn alone(&self) -> Vec<Raise> {
        let enough = |leaf: &usize| {
            self.weights[*leaf] > 0.0
                && self.weights[*leaf] * self.criteria[*leaf].room >= self.gap - self.eps
        };
        let leaves = (0..self.weights.len()).filter(enough);
        leaves.map(|leaf| self.raise(leaf, self.gap / self.weights[leaf])).collect()
    }
}

/// The least improvement that is enough for several actors at once, by a linear program: minimise
/// the sum of dv_j, where sum_j w_ij dv_ij >= gap_i for each actor i, and dv_ij is at most dv_j and
/// the actor's own room.
pub(super) fn common(demands: &[Improvements]) -> Demand<CommonImprovement> {
    let n = demands.iter().map(|demand| demand.weights.len()).max().unwrap_or(0);
    // Where an actor counts a raise, its own room is less than that of another. First the raises
    // for all, then those of single actors that end before.
    let room_of = |demand: &Improvements, leaf: usize| match demand.weights[leaf] > 0.0 {
        true => demand.criteria[leaf].room,
        false => 0.0,
    };
    let rooms: Vec<f64> = (0..n)
        .map(|leaf| demands.iter().map(|demand| room_of(demand, leaf)).fold(0.0, f64::max))
        .collect();
    let mut program =
        Program { bounds: rooms.iter().map(|room| (0.0, *room)).collect(), rows: Vec::new() };
    // By actor: variable and weight.
    let mut sums: Vec<Vec<(usize, f64)>> = Vec::new();
    let mut ends: Vec<(usize, usize)> = Vec::new();
    for demand in demands {
        let mut sum = Vec::new();
        for (leaf, weight) in demand.weights.iter().enumerate().filter(|(_, weight)| **weight > 0.0)
        {
            let room = room_of(demand, leaf);
            if room >= rooms[leaf] {
                sum.push((leaf, *weight));
            } else if room > 0.0 {
                let own = program.bounds.len();
                program.bounds.push((0.0, room));
                ends.push((own, leaf));
                sum.push((own, *weight));
            }
        }
        sums.push(sum);
    }
    let size = program.bounds.len();
    for (demand, sum) in demands.iter().zip(&sums) {
        // Nearly all there is may be needed, and rounding must not make it too little.
        let most: f64 =
            sum.iter().map(|(variable, weight)| weight * program.bounds[*variable].1).sum();
        if most < demand.gap - demand.eps {
            return Demand::Impossible;
        }
        let mut coefficients = vec![0.0; size];
        sum.iter().for_each(|(variable, weight)| coefficients[*variable] = *weight);
        let bound = demand.gap.min(most);
        program.rows.push(Row { coefficients, relation: Relation::AtLeast, bound });
    }
    for (own, leaf) in ends {
        let mut coefficients = vec![0.0; size];
        (coefficients[own], coefficients[leaf]) = (1.0, -1.0);
        program.rows.push(Row { coefficients, relation: Relation::AtMost, bound: 0.0 });
    }
    let objective: Vec<f64> = (0..size).map(|at| if at < n { 1.0 } else { 0.0 }).collect();
    match program.minimise(&objective) {
        Ok(x) => {
            let raises: Vec<(usize, f64)> =
                x[..n].iter().copied().enumerate().filter(|(_, by)| *by > CHANGED).collect();
            Demand::Change(CommonImprovement { total: x[..n].iter().sum(), raises })
        }
        Err(NoAnswer::Infeasible) => Demand::Impossible,
        Err(NoAnswer::Unbounded | NoAnswer::Numerical) => Demand::Unknown,
    }
}
