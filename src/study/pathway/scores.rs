//! What a year in each alternative of a choice is worth at other weights than those of the case.
//!
//! Who takes part stays as it is at the weights of the case: an alternative of which too little is
//! known there has no score at other weights either, and one with a score keeps it. Else the paths
//! themselves would change along a line of weights, and no longer only what they are worth.

use super::evaluation::PathwayEvaluation;
use super::found::{FoundPath, PathLine};
use super::graph::PathGraph;
use super::places::PlaceState;
use super::worth::{PathWorth, PeriodWeights};
use crate::evaluate::evaluation::GroupResult;
use crate::problem::PlaceInGroup;
use crate::tolerance::SUM_ROUNDING;
use std::collections::BTreeMap;

/// Where the scores of a choice come from, period by period.
pub(super) struct ChoiceScores<'e> {
    evaluation: &'e PathwayEvaluation<'e>,
    choice: usize,
    /// By period and position: group and row of the method's figures; `None` where no path can
    /// stand.
    rows: Vec<Vec<Option<(usize, usize)>>>,
}

/// A group in one of the evaluations: indices into [`PathwayEvaluation::evaluations`] and its
/// groups.
pub(super) type GroupAt = (usize, usize);

impl<'e> ChoiceScores<'e> {
    pub(super) fn new(evaluation: &'e PathwayEvaluation<'e>, choice: usize) -> ChoiceScores<'e> {
        let alternatives = &evaluation.model.choices[choice].alternatives;
        let row = |period: usize, position: usize| {
            let place = &evaluation.choices[choice].places[period][position];
            if !matches!(place, PlaceState::Open | PlaceState::NotReady(_)) {
                return None;
            }
            let groups = evaluation.of_period(period).groups.iter().enumerate();
            let mut at = groups.filter_map(|(group, result)| {
                let place = result.place_of(alternatives[position])?;
                Some((group, result.row(place)?))
            });
            at.next()
        };
        let rows = (0..evaluation.model.periods.len())
            .map(|period| (0..alternatives.len()).map(|position| row(period, position)).collect())
            .collect();
        ChoiceScores { evaluation, choice, rows }
    }

    /// Which evaluation holds in a period.
    fn evaluation_at(&self, period: usize) -> usize {
        if self.evaluation.evaluations.len() == 1 { 0 } else { period }
    }

    /// The groups that the alternatives of the choice are in.
    pub(super) fn groups(&self) -> Vec<GroupAt> {
        let of_period = |(period, rows): (usize, &Vec<Option<(usize, usize)>>)| {
            let at = self.evaluation_at(period);
            rows.iter().flatten().map(move |(group, _)| (at, *group)).collect::<Vec<GroupAt>>()
        };
        let mut out: Vec<GroupAt> = self.rows.iter().enumerate().flat_map(of_period).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// The places of each group that the alternatives of the choice are at.
    pub(super) fn scored(&self) -> BTreeMap<GroupAt, Vec<PlaceInGroup>> {
        let mut out: BTreeMap<GroupAt, Vec<PlaceInGroup>> = BTreeMap::new();
        let alternatives = &self.evaluation.model.choices[self.choice].alternatives;
        for (period, rows) in self.rows.iter().enumerate() {
            for (row, alternative) in rows.iter().zip(alternatives) {
                let Some((group, _)) = row else { continue };
                let at = (self.evaluation_at(period), *group);
                out.entry(at).or_default().extend(self.result(at).place_of(*alternative));
            }
        }
        for places in out.values_mut() {
            places.sort_unstable();
            places.dedup();
        }
        out
    }

    /// By period and position: the number of the row of its score; `None` where no path can stand.
    pub(super) fn numbered(
        &self,
        number: &dyn Fn(GroupAt, usize) -> Option<usize>,
    ) -> Vec<Vec<Option<usize>>> {
        let of = |period: usize, row: &Option<(usize, usize)>| {
            row.and_then(|(group, row)| number((self.evaluation_at(period), group), row))
        };
        let of_period = |(period, rows): (usize, &Vec<Option<(usize, usize)>>)| {
            rows.iter().map(|row| of(period, row)).collect()
        };
        self.rows.iter().enumerate().map(of_period).collect()
    }

    /// The result of a group.
    pub(super) fn result(&self, (evaluation, group): GroupAt) -> &'e GroupResult {
        &self.evaluation.evaluations[evaluation].groups[group]
    }

    /// Whether every score is linear in the weights.
    pub(super) fn is_linear(&self) -> bool {
        self.groups().into_iter().all(|at| self.result(at).values.is_some())
    }

    /// What a year in none is worth; 0 where there is always one.
    pub(super) fn none(&self) -> f64 {
        self.evaluation.model.none.unwrap_or(0.0)
    }

    /// What paths earn where the leaves have these weights, which may differ by group.
    pub(super) fn worth<W: AsRef<[f64]>>(&self, weights: impl Fn(GroupAt) -> W) -> PathWorth {
        self.worth_over(&self.evaluation.weights, weights)
    }

    /// The same, where periods count otherwise.
    pub(super) fn worth_over<W: AsRef<[f64]>>(
        &self,
        periods: &PeriodWeights,
        weights: impl Fn(GroupAt) -> W,
    ) -> PathWorth {
        let scores: BTreeMap<GroupAt, Vec<f64>> = self
            .groups()
            .into_iter()
            .map(|at| {
                let Some(scorer) = &self.result(at).scorer else { return (at, Vec::new()) };
                let mut scores = vec![0.0; scorer.alternatives()];
                scorer.score(weights(at).as_ref(), 1, &mut scores);
                (at, scores)
            })
            .collect();
        let yearly = |period: usize, position: usize| {
            let score = self.rows[period][position].and_then(|(group, row)| {
                scores.get(&(self.evaluation_at(period), group))?.get(row).copied()
            });
            score.unwrap_or(0.0).clamp(f64::MIN, f64::MAX)
        };
        let alternatives = self.rows.first().map_or(0, Vec::len);
        PathWorth::new(periods, alternatives, self.none(), &yearly)
    }

    /// How much rounding the value of a path may carry at these weights.
    pub(super) fn rounding<W: AsRef<[f64]>>(&self, weights: impl Fn(GroupAt) -> W) -> f64 {
        let sizes: BTreeMap<GroupAt, f64> = self
            .groups()
            .into_iter()
            .map(|at| (at, self.result(at).magnitude(weights(at).as_ref())))
            .collect();
        let of_period = |(period, years): (usize, &f64)| {
            let groups = self.rows[period].iter().flatten();
            let size = |(group, _): &(usize, usize)| {
                sizes.get(&(self.evaluation_at(period), *group)).copied().unwrap_or(0.0)
            };
            years * groups.map(size).fold(self.none().abs(), f64::max)
        };
        let all: f64 = self.evaluation.weights.years.iter().enumerate().map(of_period).sum();
        SUM_ROUNDING * all
    }

    /// The value of a path as a function of the weights of leaves, where scores are linear in them.
    pub(super) fn line(&self, path: &FoundPath, leaves: usize) -> PathLine {
        let value = |period: usize, position: usize, leaf: usize| {
            let Some((group, row)) = self.rows[period][position] else { return 0.0 };
            let values = &self.result((self.evaluation_at(period), group)).values;
            values.as_ref().map_or(0.0, |values| values.at(row, leaf))
        };
        path.line(&self.evaluation.weights, self.none(), leaves, &value)
    }

    /// The allowed paths of the choice.
    pub(super) fn graph(&self) -> &'e PathGraph {
        &self.evaluation.choices[self.choice].graph
    }
}

/// What a path earns between two: `x` of the way from the first to the second.
pub(super) fn between(first: &PathWorth, second: &PathWorth, x: f64) -> PathWorth {
    let mix = |a: &[f64], b: &[f64]| -> Vec<f64> {
        a.iter().zip(b).map(|(a, b)| a * (1.0 - x) + b * x).collect()
    };
    let periods = first.positions.iter().zip(&second.positions);
    PathWorth {
        positions: periods.map(|(a, b)| mix(a, b)).collect(),
        none: mix(&first.none, &second.none),
        moves: mix(&first.moves, &second.moves),
    }
}
