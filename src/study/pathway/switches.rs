//! At which weights of a criterion does the best path of a choice change?
//!
//! One weight goes from 0 to 1 among its siblings and the others keep their proportions, as in
//! [`sweep`](crate::study::sweep()). Where scores are linear in the weights so is the value of every
//! path, the best value is convex and piecewise linear, and all its corners are solved for
//! ([`super::envelope`]). Other scores are looked at on a grid, and a change of the best path is
//! narrowed by bisection: a path that is best within a step of the grid only is missed.

use super::envelope::{Line, Near, Stretch, stretches};
use super::evaluation::PathwayEvaluation;
use super::found::{BestPaths, FoundPath};
use super::scores::{ChoiceScores, GroupAt, between};
use super::worth::PathWorth;
use crate::evaluate::path::{Path, Paths, Scope};
use crate::progress::{Stage, begin};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Steps of the grid for scores that are not linear in the weights.
const STEPS: usize = 200;

/// How narrow bisection makes a bracket.
const NARROW: f64 = 1e-9;

/// The best path of a choice as the weight of one criterion or node goes from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct CriterionSwitches {
    /// The criterion or node: an index into [`crate::problem::Tree::branches`].
    pub branch: usize,
    /// Its weight in the case, a share among its siblings; `None` where groups or periods have
    /// different weights of it.
    pub present: Option<f64>,
    /// Whether the switches are solved for; else they are found on a grid.
    pub exact: bool,
    /// From 0 to 1 without gaps; empty where no path is allowed.
    pub stretches: Vec<PathStretch>,
}

/// Weights of one criterion at which the same path is best.
#[derive(Debug, Clone, PartialEq)]
pub struct PathStretch {
    /// The least of them.
    pub from: f64,
    /// The greatest of them.
    pub to: f64,
    /// The best path: of several that tie all along the first in the order of their positions. Its
    /// value is that in the middle.
    pub path: FoundPath,
    /// How many paths tie all along, itself too; at least so many where `more_tied`.
    pub tied: usize,
    /// Whether so many tie that not all were counted.
    pub more_tied: bool,
    /// Whether the weight of the case is among the weights; `None` where it is not one figure.
    pub present: Option<bool>,
}

/// By choice: the switches along the weight of each criterion and node that has siblings.
pub(super) fn weight_switches(evaluation: &PathwayEvaluation) -> Vec<Vec<CriterionSwitches>> {
    let lines: Vec<Vec<Paths>> = evaluation
        .evaluations
        .iter()
        .map(|it| (0..it.weights.sets()).map(|set| Paths::new(it.problem, &it.weights, set)))
        .map(Iterator::collect)
        .collect();
    let Some(first) = evaluation.evaluations.first() else { return Vec::new() };
    let branches = first.problem.tree.branches.len();
    let choices = evaluation.model.choices.len();
    let step = begin(Stage::Sweep, (choices * branches) as u64);
    let of_choice = |choice: usize| {
        let scores = ChoiceScores::new(evaluation, choice);
        let groups = scores.groups();
        let of_branch = |branch: usize| {
            let line = |at: &GroupAt| {
                let set = evaluation.evaluations[at.0].weights.set_of(at.1);
                Some((*at, lines[at.0][set].path(branch, Scope::Local)?))
            };
            let swept: Option<BTreeMap<GroupAt, Path>> = groups.iter().map(line).collect();
            let out = swept.map(|swept| along(&scores, branch, &swept));
            step.add(1);
            out
        };
        (0..branches).into_par_iter().filter_map(of_branch).collect()
    };
    (0..choices).into_par_iter().map(of_choice).collect()
}

/// The switches along one weight, by the line of leaf weights of each group.
fn along(
    scores: &ChoiceScores,
    branch: usize,
    swept: &BTreeMap<GroupAt, Path>,
) -> CriterionSwitches {
    let mut weights = swept.values().map(|path| path.weight);
    let first = weights.next();
    let present = first.filter(|first| weights.all(|weight| weight == *first));
    let exact = scores.is_linear();
    let found = if exact { lines(scores, swept) } else { grid(scores, swept) };
    let stretches = found
        .into_iter()
        .map(|Stretch { from, to, of: (path, tied, more_tied) }| PathStretch {
            from,
            to,
            path,
            tied,
            more_tied,
            present: present.map(|weight| from <= weight && weight <= to),
        })
        .collect();
    CriterionSwitches { branch, present, exact, stretches }
}

/// A path, how many tie with it all along, and whether there are more.
type Tied = (FoundPath, usize, bool);

/// The stretches of scores that are linear in the weights.
fn lines(scores: &ChoiceScores, swept: &BTreeMap<GroupAt, Path>) -> Vec<Stretch<Tied>> {
    let graph = scores.graph();
    let ends = [0.0, 1.0].map(|x| scores.worth(|at| swept[&at].at(x)));
    let [start, end] = &ends;
    let line = |path: &FoundPath| Line { start: path.value_at(start), end: path.value_at(end) };
    let rounding = |x: f64| scores.rounding(|at| swept[&at].at(x));
    let eps = |worth: &PathWorth| graph.best(worth, 1).eps;
    let near = Near { tie: eps(start).max(eps(end)), rounding: rounding(0.0).max(rounding(1.0)) };
    let best = |x: f64| graph.best(&between(start, end, x), 1);
    let greatest = |x: f64| {
        let path = best(x).found.into_iter().next()?;
        let line = line(&path);
        Some((path, line))
    };
    let all_along = |Stretch { from, to, of }: Stretch<FoundPath>| {
        let middle = from + (to - from) / 2.0;
        let own = line(&of);
        let BestPaths { found, more_tied, .. } = best(middle);
        // Beside a corner others tie too, but not all along.
        let mut same = found.into_iter().filter(|path| {
            let other = line(path);
            (own.start - other.start).abs() <= near.tie && (own.end - other.end).abs() <= near.tie
        });
        let of = match same.next() {
            Some(first) => (first, 1 + same.count(), more_tied),
            None => (FoundPath { value: own.at(middle), ..of }, 1, more_tied),
        };
        Stretch { from, to, of }
    };
    stretches(near, greatest).into_iter().map(all_along).collect()
}

/// The stretches of other scores, as far as a grid shows them.
fn grid(scores: &ChoiceScores, swept: &BTreeMap<GroupAt, Path>) -> Vec<Stretch<Tied>> {
    let best = |x: f64| -> Option<Tied> {
        let found = scores.graph().best(&scores.worth(|at| swept[&at].at(x)), 1);
        let tied = found.tied();
        Some((tied.first()?.clone(), tied.len(), found.more_tied))
    };
    let same = |a: &Tied, b: &Tied| a.0.positions == b.0.positions && a.1 == b.1;
    let Some(mut of) = best(0.0) else { return Vec::new() };
    let (mut out, mut from) = (Vec::new(), 0.0);
    let mut at = 0.0;
    // Points still to be looked at, the nearest last.
    let mut ahead: Vec<f64> = (1..=STEPS).rev().map(|step| step as f64 / STEPS as f64).collect();
    while let Some(next) = ahead.pop() {
        let Some(there) = best(next) else { return Vec::new() };
        if same(&of, &there) {
            at = next;
        } else if next - at > NARROW {
            ahead.extend([next, at + (next - at) / 2.0]);
        } else {
            let to = at + (next - at) / 2.0;
            out.push(Stretch { from, to, of });
            (from, at, of) = (to, next, there);
        }
    }
    out.push(Stretch { from, to: 1.0, of });
    out
}
