//! The scores and the multipliers of draws.

use super::no_shares::NoShares;
use crate::draw::distribution::{Class, cut, of_quantity};
use crate::draw::redraw::UndefinedDraw;
use crate::draw::rows::{Joined, Picked, of_group};
use crate::draw::sampled_group::SampledGroup;
use crate::error::{Result, Said};
use crate::evaluate::evaluation::Evaluation;
use crate::kernel::{AtSet, Distribution, Scorer, Tally, rng};
use crate::problem::{Amount, PlaceInGroup, PortfolioModel, Problem};
use crate::study::portfolio::made::find;
use crate::study::portfolio::robust_request::RobustPortfolioRequest;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What gives the scores of some alternatives in every draw.
pub(super) struct DrawnScores {
    scorer: Box<dyn Scorer>,
    /// By alternative: its place among the scores of a draw.
    places: BTreeMap<usize, usize>,
    /// By group: where a method that is prepared in every draw tells that it could not be.
    faults: Vec<Arc<UndefinedDraw>>,
}

impl DrawnScores {
    /// # Errors
    /// [`crate::Error::Undefined`] for a method that cannot be prepared.
    pub(super) fn new(
        evaluation: &Evaluation,
        alternatives: &[usize],
        classes: &[Class],
        request: &RobustPortfolioRequest,
    ) -> Result<std::result::Result<DrawnScores, NoShares>> {
        let problem = evaluation.problem;
        let mut by_group: BTreeMap<usize, Vec<(usize, PlaceInGroup, usize)>> = BTreeMap::new();
        for at in alternatives {
            let Some(found) = find(evaluation, *at) else {
                return Ok(Err(NoShares::NotScored(*at)));
            };
            let mut inputs = problem.cells_of(*at).iter().flat_map(|cell| cell.inputs());
            if inputs.any(|input| classes[input] == Class::Set) {
                return Ok(Err(NoShares::Sets(*at)));
            }
            by_group.entry(found.group).or_default().push((*at, found.place, found.row));
        }
        let by_set = request.model.uses_given() && evaluation.weights.differ();
        let mut out = DrawnScores {
            scorer: Box::new(Joined(Vec::new())),
            places: BTreeMap::new(),
            faults: Vec::new(),
        };
        let mut parts: Vec<Box<dyn Scorer>> = Vec::new();
        for (group, mut members) in by_group {
            members.sort_unstable_by_key(|(_, place, _)| *place);
            let result = &evaluation.groups[group];
            let column = result.members().iter().flat_map(|member| problem.cells_of(*member));
            let drawn = |input: usize| classes[input] == Class::Drawn;
            let has_draws = column.flat_map(|cell| cell.inputs()).any(drawn);
            // A score that looks at the whole column moves with all of it.
            if result.bounds.is_none()
                && let Some(set) = set_in_column(problem, result.members(), classes)
            {
                return Ok(Err(NoShares::Sets(set)));
            }
            let scorer: Box<dyn Scorer> = match (&result.bounds, &result.values, has_draws) {
                (None, None, false) => {
                    let prepared = evaluation.method.prepare(problem, &problem.groups[group])?;
                    let Some(scorer) = prepared.scorer else {
                        return Ok(Err(NoShares::NotScored(members[0].0)));
                    };
                    Box::new(Picked { scorer, rows: members.iter().map(|it| it.2).collect() })
                }
                _ => {
                    let places = members.iter().map(|it| it.1).collect();
                    let (ranked, has_sets) = (None, false);
                    let sampled = SampledGroup { group, places, ranked, has_sets, has_draws };
                    let (scorer, fault) =
                        of_group(problem, evaluation, &sampled, classes, request.seed)?;
                    out.faults.push(fault);
                    scorer
                }
            };
            parts.push(match by_set {
                true => {
                    let set = evaluation.weights.set_of(group);
                    Box::new(AtSet::new(scorer, set, problem.tree.leaves.len()))
                }
                false => scorer,
            });
            for (at, ..) in members {
                out.places.insert(at, out.places.len());
            }
        }
        out.scorer = Box::new(Joined(parts));
        Ok(Ok(out))
    }

    pub(super) fn scorer(&self) -> &dyn Scorer {
        &*self.scorer
    }

    /// The place of an alternative among the scores of a draw.
    pub(super) fn place(&self, alternative: usize) -> usize {
        self.places[&alternative]
    }

    pub(super) fn tally(&self) -> Kept {
        Kept { count: self.places.len(), draws: 0, scores: Vec::new() }
    }

    /// Whether the method was defined in all draws so far.
    pub(super) fn is_sound(&self) -> bool {
        self.faults.iter().all(|fault| fault.is_none())
    }

    /// The first draw for which the method was not defined, and why.
    pub(super) fn fault(&self) -> Option<(u64, Said)> {
        self.faults.iter().filter_map(|fault| fault.take()).min_by_key(|(draw, _)| *draw)
    }
}

/// An alternative of a group that has a set among its inputs.
fn set_in_column(problem: &Problem, members: &[usize], classes: &[Class]) -> Option<usize> {
    let has_set = |member: &&usize| {
        let eligible = problem.alternatives[**member].eligible();
        let mut inputs = problem.cells_of(**member).iter().flat_map(|cell| cell.inputs());
        eligible && inputs.any(|input| classes[input] == Class::Set)
    };
    members.iter().find(has_set).copied()
}

/// The scores of some draws, draw by draw.
pub(super) struct Kept {
    count: usize,
    draws: usize,
    scores: Vec<f64>,
}

impl Kept {
    /// By draw: its scores.
    pub(super) fn draws(&self) -> impl Iterator<Item = &[f64]> {
        (0..self.draws).map(|draw| &self.scores[draw * self.count..][..self.count])
    }
}

impl Tally for Kept {
    fn add(&mut self, _: &[f64], scores: &[f64], block: usize) {
        self.scores.reserve(self.count * block);
        for d in 0..block {
            self.scores.extend((0..self.count).map(|i| scores[i * block + d]));
        }
        self.draws += block;
    }

    fn bytes(&self) -> usize {
        crate::kernel::CHUNK as usize * self.count * size_of::<f64>()
    }

    fn merge(&mut self, other: Kept) {
        self.scores.extend(other.scores);
        self.draws += other.draws;
    }
}

/// What gives the multipliers in every draw.
pub(super) struct DrawnTimes {
    seed: u64,
    /// By alternative; none where values are not multiplied.
    of: BTreeMap<usize, Time>,
}

enum Time {
    Sure(f64),
    Drawn(u64, Distribution),
}

/// The multipliers of one draw.
pub(super) struct Multipliers(BTreeMap<usize, f64>);

impl DrawnTimes {
    pub(super) fn new(
        problem: &Problem,
        model: &PortfolioModel,
        alternatives: &[usize],
        request: &RobustPortfolioRequest,
    ) -> std::result::Result<DrawnTimes, NoShares> {
        let mut of = BTreeMap::new();
        if let Some(times) = &model.times {
            for at in alternatives {
                of.insert(*at, time(problem, model, &times[*at], *at, request.uniform_sets)?);
            }
        }
        Ok(DrawnTimes { seed: request.seed, of })
    }

    /// Those of a draw.
    pub(super) fn at(&self, draw: u64) -> Multipliers {
        let figure = |time: &Time| match time {
            Time::Sure(figure) => *figure,
            Time::Drawn(stream, distribution) => {
                distribution.quantile(rng::uniform(rng::value(self.seed, draw, *stream, 0)))
            }
        };
        Multipliers(self.of.iter().map(|(at, time)| (*at, figure(time))).collect())
    }
}

impl Multipliers {
    pub(super) fn of(&self, alternative: usize) -> f64 {
        self.0.get(&alternative).copied().unwrap_or(1.0)
    }
}

fn time(
    problem: &Problem,
    model: &PortfolioModel,
    amount: &Amount,
    alternative: usize,
    uniform_sets: bool,
) -> std::result::Result<Time, NoShares> {
    if amount.is_unbounded() {
        return Err(NoShares::UnknownTimes(alternative));
    }
    if amount.spread.is_crisp() {
        return Ok(Time::Sure(amount.spread.nominal));
    }
    if !amount.quantity.is_distribution() && !uniform_sets {
        return Err(NoShares::Sets(alternative));
    }
    // What no input gives has numbers of its own, after those of all inputs and limits.
    let before = problem.inputs.len() + model.limits.len() * problem.alternatives.len();
    let stream = amount.input.unwrap_or(before + alternative);
    let everything = (f64::NEG_INFINITY, f64::INFINITY);
    let ends = amount.input.map_or(everything, |input| cut(problem, input));
    let distribution = of_quantity(&amount.quantity, amount.spread, ends);
    Ok(Time::Drawn(rng::INPUTS + stream as u64, distribution))
}
