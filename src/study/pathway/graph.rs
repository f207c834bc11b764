//! Where a path of one choice can stand, period by period, and what of its past matters for what may
//! follow: a graph without circles, in which every way from start to end is an allowed path.
//!
//! A node of a period is a [`State`]: two paths that meet in one may go on in the same ways. The value
//! of a path is a sum over its steps, so the best way on from a node does not depend on how it was
//! reached, and the best path follows from the last period to the first (Bellman 1957, *Dynamic
//! Programming*).

use super::found::{FoundPath, PathMove};
use super::rules::{ChoiceRules, Place};
use super::state::{MoveMade, State};
use super::worth::PathWorth;
use crate::error::both;
use crate::error::{Error, Result};
use crate::problem::PathwayModel;
use crate::tolerance::TIE;
use std::collections::{BTreeMap, BTreeSet};

/// More states than this are refused: with what leads from one to the other they take hundreds of
/// megabytes.
const MOST_STATES: usize = 200_000;

/// More steps from state to state than this are refused, for the same reason.
const MOST_STEPS: usize = 5_000_000;

/// The allowed paths of one choice. Numbers only: it knows no scores.
#[derive(Debug, Clone, PartialEq)]
pub struct PathGraph {
    /// How many alternatives the choice has.
    alternatives: usize,
    /// What a path can do in the first period.
    start: Vec<PathStep>,
    /// Where it stands before, as a position; `None`: in none, or in no position.
    start_position: Option<usize>,
    /// By period: where it can stand, in a state. From each something follows, but in the last.
    nodes: Vec<Vec<Node>>,
}

/// A state of a period.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    /// Where the path stands; `None`: in none.
    pub position: Option<usize>,
    /// What it can do in the next period.
    pub next: Vec<PathStep>,
}

/// What a path does in a period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct PathStep {
    /// The state that follows: an index into those of the period.
    pub to: usize,
    /// The move that it makes.
    pub made: Option<MoveMade>,
}

impl PathStep {
    /// What its move takes where a cost of 1 takes so much.
    pub fn cost(&self, unit: f64) -> f64 {
        self.made.map_or(0.0, |made| made.cost * unit)
    }
}

impl PathGraph {
    /// The graph of a choice, where `ready` says by readiness fact the first period in which it
    /// holds (`None`: never), and `usable(period, position)` in which of the choice's alternatives a
    /// path can stand in a period as far as the alternative itself goes. Facts that alternatives
    /// need ([`PathwayModel::needs`]) are looked at here.
    ///
    /// # Errors
    /// [`Error::Size`] where so much of the past matters that the graph would be too large.
    pub fn new(
        model: &PathwayModel,
        choice: usize,
        ready: &[Option<usize>],
        usable: &dyn Fn(usize, usize) -> bool,
    ) -> Result<PathGraph> {
        let rules = ChoiceRules::new(model, choice, ready);
        let periods = model.periods.len();
        let from = first_periods(model, choice, ready);
        let can_stand = |period: usize, place: Place| match place {
            position if position < rules.alternatives => {
                from[position].is_some_and(|first| first <= period) && usable(period, position)
            }
            place => place == rules.alternatives && rules.none,
        };
        let mut graph = PathGraph {
            alternatives: rules.alternatives,
            start: Vec::new(),
            start_position: (rules.start < rules.alternatives).then_some(rules.start),
            nodes: Vec::new(),
        };
        let (mut states, mut steps) = (vec![State::at_start(&rules)], 0);
        for period in 0..periods {
            let mut known: BTreeMap<State, usize> = BTreeMap::new();
            let (mut found, mut nodes) = (Vec::new(), Vec::new());
            for (at, state) in states.iter().enumerate() {
                let next = state.next(&rules, (period, periods), &|place| can_stand(period, place));
                steps += next.len();
                let mut out = Vec::with_capacity(next.len());
                for (state, made) in next {
                    let to = *known.entry(state).or_insert_with_key(|state| {
                        let position = (state.place < rules.alternatives).then_some(state.place);
                        nodes.push(Node { position, next: Vec::new() });
                        found.push(state.clone());
                        found.len() - 1
                    });
                    out.push(PathStep { to, made });
                }
                match period.checked_sub(1) {
                    Some(before) => graph.nodes[before][at].next = out,
                    None => graph.start = out,
                }
                let count = graph.nodes.iter().map(Vec::len).sum::<usize>() + nodes.len();
                if count > MOST_STATES || steps > MOST_STEPS {
                    return Err(too_large(model, choice, count, steps));
                }
            }
            graph.nodes.push(nodes);
            states = found;
        }
        graph.drop_dead_ends();
        Ok(graph)
    }

    /// Leaves out states from which no path comes to the end.
    fn drop_dead_ends(&mut self) {
        let mut places: Vec<Option<usize>> = Vec::new();
        for period in (0..self.nodes.len()).rev() {
            let last = period + 1 == self.nodes.len();
            let nodes = std::mem::take(&mut self.nodes[period]);
            let mut kept = Vec::with_capacity(nodes.len());
            let mut own = Vec::with_capacity(nodes.len());
            for mut node in nodes {
                renumber(&mut node.next, &places);
                let lives = last || !node.next.is_empty();
                own.push(lives.then_some(kept.len()));
                if lives {
                    kept.push(node);
                }
            }
            self.nodes[period] = kept;
            places = own;
        }
        renumber(&mut self.start, &places);
    }

    /// How many periods there are.
    pub fn periods(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no allowed path.
    pub fn is_empty(&self) -> bool {
        self.start.is_empty()
    }

    /// How many allowed paths there are: exact up to 2^53, rounded above; infinite where that is too
    /// much for a number.
    pub fn count(&self) -> f64 {
        let mut counts: Vec<f64> = Vec::new();
        for (period, nodes) in self.nodes.iter().enumerate().rev() {
            let ways = |node: &Node| node.next.iter().map(|step| counts[step.to]).sum();
            let last = period + 1 == self.periods();
            counts = nodes.iter().map(|node| if last { 1.0 } else { ways(node) }).collect();
        }
        self.start.iter().map(|step| counts[step.to]).sum()
    }

    /// The states of a period.
    pub(super) fn nodes(&self, period: usize) -> &[Node] {
        &self.nodes[period]
    }

    /// What a path can do in the first period.
    pub(super) fn first_steps(&self) -> &[PathStep] {
        &self.start
    }

    /// Values up to this apart are ties: 1e-10 times the sum over the periods of the largest amount
    /// that a path can earn or pay there. It depends on no value that was found.
    pub fn eps(&self, worth: &PathWorth) -> f64 {
        let mut size = 0.0;
        for (period, nodes) in self.nodes.iter().enumerate() {
            let earned = nodes.iter().map(|node| worth.at(period, node.position).abs());
            let steps: &mut dyn Iterator<Item = &PathStep> = match period.checked_sub(1) {
                Some(before) => &mut self.nodes[before].iter().flat_map(|node| &node.next),
                None => &mut self.start.iter(),
            };
            let paid = steps.map(|step| step.cost(worth.moves[period]).abs());
            size += earned.chain(paid).fold(0.0, f64::max);
        }
        TIE * size
    }

    /// The value of the best path; `None` if there is none.
    pub fn best_value(&self, worth: &PathWorth) -> Option<f64> {
        self.best_of(&self.start, 0, &self.best_on(worth), worth)
    }

    /// The value of the best path that makes no move before a period, standing where it starts;
    /// `None` if there is none. Period 0 asks nothing; after the last it is the path that never
    /// moves.
    pub fn best_value_moving_from(&self, worth: &PathWorth, period: usize) -> Option<f64> {
        let best_on = self.best_on(worth);
        let (mut steps, mut earned) = (&self.start, 0.0);
        for before in 0..period.min(self.periods()) {
            // Only one step moves nowhere: to none is where it starts if that is no position.
            let stays = steps.iter().find(|step| {
                step.made.is_none() && self.nodes[before][step.to].position == self.start_position
            })?;
            earned += worth.at(before, self.start_position);
            steps = &self.nodes[before][stays.to].next;
        }
        if period >= self.periods() {
            return Some(earned);
        }
        Some(earned + self.best_of(steps, period, &best_on, worth)?)
    }

    /// By period and position, and last none: the value of the best path that stands there then;
    /// `None` if there is none.
    pub fn best_value_through(&self, worth: &PathWorth) -> Vec<Vec<Option<f64>>> {
        let best_on = self.best_on(worth);
        let mut out = vec![vec![None; self.alternatives + 1]; self.periods()];
        // By state: the best way to it, what it earns there left out.
        let mut best_to: Vec<f64> = Vec::new();
        for period in 0..self.periods() {
            let mut here = vec![f64::NEG_INFINITY; self.nodes[period].len()];
            let mut reach = |step: &PathStep, earned: f64| {
                let value = earned - step.cost(worth.moves[period]);
                here[step.to] = value.max(here[step.to]);
            };
            match period.checked_sub(1) {
                None => self.start.iter().for_each(|step| reach(step, 0.0)),
                Some(before) => {
                    for (node, to_it) in self.nodes[before].iter().zip(&best_to) {
                        let earned = to_it + worth.at(before, node.position);
                        node.next.iter().for_each(|step| reach(step, earned));
                    }
                }
            }
            for (at, node) in self.nodes[period].iter().enumerate() {
                let value = here[at] + best_on[period][at];
                let best = &mut out[period][node.position.unwrap_or(self.alternatives)];
                *best = Some(best.map_or(value, |best: f64| best.max(value)));
            }
            best_to = here;
        }
        out
    }

    /// All allowed paths, in the order of their positions, none first; `None` if there are more than
    /// `most`.
    pub fn all(&self, worth: &PathWorth, most: usize) -> Option<Vec<FoundPath>> {
        if self.count() > most as f64 {
            return None;
        }
        let mut ways: Vec<Vec<PathStep>> = self.start.iter().map(|step| vec![*step]).collect();
        for period in 1..self.periods() {
            let on = |way: &Vec<PathStep>| {
                let last = way[period - 1].to;
                let longer = |step: &PathStep| way.iter().chain([step]).copied().collect();
                self.nodes[period - 1][last].next.iter().map(longer).collect::<Vec<_>>()
            };
            ways = ways.iter().flat_map(on).collect();
        }
        let mut out: Vec<FoundPath> = ways.iter().map(|way| self.path(way, worth)).collect();
        out.sort_by(|a, b| a.positions.cmp(&b.positions));
        Some(out)
    }

    /// The path that takes these steps.
    pub(super) fn path(&self, steps: &[PathStep], worth: &PathWorth) -> FoundPath {
        let position = |(period, step): (usize, &PathStep)| self.nodes[period][step.to].position;
        let made_in = |(period, step): (usize, &PathStep)| {
            step.made.map(|made| PathMove {
                made: period,
                there: period + made.takes,
                to: made.to,
                cost: made.cost,
            })
        };
        let mut path = FoundPath {
            positions: steps.iter().enumerate().map(position).collect(),
            moves: steps.iter().enumerate().filter_map(made_in).collect(),
            value: 0.0,
        };
        path.value = path.value_at(worth);
        path
    }

    /// By period and state: the value of the best way on from there, with what it earns there.
    pub(super) fn best_on(&self, worth: &PathWorth) -> Vec<Vec<f64>> {
        let mut out: Vec<Vec<f64>> = vec![Vec::new(); self.periods()];
        for (period, nodes) in self.nodes.iter().enumerate().rev() {
            let value = |node: &Node| {
                let on = self.best_of(&node.next, period + 1, &out, worth).unwrap_or(0.0);
                worth.at(period, node.position) + on
            };
            out[period] = nodes.iter().map(value).collect();
        }
        out
    }

    /// The best of some steps that are taken in a period.
    fn best_of(
        &self,
        steps: &[PathStep],
        period: usize,
        best_on: &[Vec<f64>],
        worth: &PathWorth,
    ) -> Option<f64> {
        let value = |step: &PathStep| best_on[period][step.to] - step.cost(worth.moves[period]);
        steps.iter().map(value).reduce(f64::max)
    }

    /// What a path can do first, in order, none first: see [`FoundPath::first_step`].
    pub fn first_moves(&self) -> Vec<Option<usize>> {
        let place = |step: &PathStep| match step.made {
            Some(made) => made.to,
            None => self.nodes[0][step.to].position,
        };
        let places: BTreeSet<Option<usize>> = self.start.iter().map(place).collect();
        places.into_iter().collect()
    }

    /// Those of its paths that do before a period as another path does.
    pub(super) fn following(&self, other: &FoundPath, before: usize) -> PathGraph {
        let mut out = self.clone();
        let mut state: Option<usize> = None;
        for period in 0..before.min(self.periods()) {
            let steps = match state {
                None => &mut out.start,
                Some(state) => &mut out.nodes[period - 1][state].next,
            };
            let made = other.move_made_in(period).map(|made| made.to);
            steps.retain(|step| {
                step.made.map(|made| made.to) == made
                    && self.nodes[period][step.to].position == other.positions[period]
            });
            state = steps.first().map(|step| step.to);
            if state.is_none() {
                out.start.clear();
                return out;
            }
        }
        out
    }
}

/// By position of a choice's alternatives: the first period in which all facts that it needs hold;
/// `None`: never.
pub(super) fn first_periods(
    model: &PathwayModel,
    choice: usize,
    ready: &[Option<usize>],
) -> Vec<Option<usize>> {
    let first = |alternative: &usize| {
        let own = model.needs.iter().filter(|need| need.alternatives.contains(alternative));
        own.map(|need| ready[need.fact]).try_fold(0, |first, fact| Some(first.max(fact?)))
    };
    model.choices[choice].alternatives.iter().map(first).collect()
}

/// Steps to states that were kept, under their new numbers.
fn renumber(steps: &mut Vec<PathStep>, numbers: &[Option<usize>]) {
    // In the last period no step follows.
    steps.retain_mut(|step| match numbers.get(step.to).copied().flatten() {
        Some(number) => {
            step.to = number;
            true
        }
        None => false,
    });
}

fn too_large(model: &PathwayModel, choice: usize, states: usize, steps: usize) -> Error {
    let of = &model.choices[choice];
    let past = of.alternatives.len();
    Error::Size {
        what: both(
            format!(
                "where a path through {} periods can stand among {past} alternatives, with what of its \
             past matters ({states} states so far),",
                model.periods.len(),
            ),
            format!(
                "waar een pad door {} perioden kan staan tussen {past} alternatieven, met wat van zijn verleden meetelt (tot nu {states} toestanden),",
                model.periods.len(),
            ),
        ),
        bytes: states * size_of::<Node>() + steps * size_of::<PathStep>(),
        remedy: both(
            "take fewer periods or alternatives, or leave out stays, `after` or capacities",
            "neem minder perioden of alternatieven, of laat verblijven, `after` of capaciteiten weg",
        ),
    }
}
