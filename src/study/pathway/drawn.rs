//! What is drawn: the scores of every period, and the years from which facts hold.

use super::evaluation::PathwayEvaluation;
use super::graph::PathGraph;
use super::readiness::facts_of;
use super::request::PathwayRequest;
use super::scores::{ChoiceScores, GroupAt};
use crate::draw::distribution::{Class, classes, of_quantity};
use crate::draw::plan::{SamplingPlan, plan};
use crate::draw::redraw::UndefinedDraw;
use crate::draw::rows::{Joined, inputs_of, of_group};
use crate::draw::sampled_group::SampledGroup;
use crate::error::{Result, both};
use crate::kernel::{AtSet, Distribution, Scorer, rng};
use crate::method::remedy::no_score;
use crate::problem::{PlaceInGroup, Problem, ReadyFrom};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

/// The first stream of the years of facts: fact k uses stream `READINESS + k`. Inputs lie below.
const READINESS: u64 = 2 * rng::INPUTS;

/// Graphs of a choice that are kept; more are made anew when they are needed.
const MOST_GRAPHS: usize = 1_000;

/// What is drawn for all choices together.
pub(super) struct Drawn {
    /// The years of the facts that are drawn, then the scores of all rows.
    pub(super) scorer: Box<dyn Scorer>,
    /// The facts that are drawn: indices into the model's readiness list.
    pub(super) facts: Vec<usize>,
    /// By choice: by period and position the row of its score; `None` for a choice without shares,
    /// because a range takes part in it.
    pub(super) choices: Vec<Option<Vec<Vec<Option<usize>>>>>,
    /// Where methods that are prepared in every draw tell that they could not be.
    pub(super) faults: Vec<Arc<UndefinedDraw>>,
    /// The weights that groups have, where these are drawn around: local weights by branch.
    sets: Vec<Arc<[f64]>>,
}

/// A group with the places of it that are scored.
struct Scored {
    at: GroupAt,
    places: Vec<PlaceInGroup>,
}

impl Drawn {
    /// # Errors
    /// As for [`crate::draw::rows::of_group`].
    pub(super) fn new(evaluation: &PathwayEvaluation, request: &PathwayRequest) -> Result<Drawn> {
        let model = evaluation.model;
        let of_problem = |problem: &Problem| classes(problem, request.uniform_sets);
        let classes: Vec<Vec<Class>> = model.problems.iter().map(of_problem).collect();
        let scores: Vec<ChoiceScores> =
            (0..model.choices.len()).map(|at| ChoiceScores::new(evaluation, at)).collect();
        let open = |of: &ChoiceScores| {
            let is_set = |(at, input): (usize, usize)| classes[at][input] == Class::Set;
            of.scored().iter().any(|(group, places)| {
                inputs(evaluation, *group, places).any(|input| is_set((group.0, input)))
            })
        };
        let take_part: Vec<bool> = scores.iter().map(|of| !open(of)).collect();
        // Every place once, whichever choices and periods ask for it.
        let mut wanted: BTreeMap<GroupAt, BTreeSet<PlaceInGroup>> = BTreeMap::new();
        for of in scores.iter().zip(&take_part).filter(|it| *it.1).map(|it| it.0) {
            for (group, places) in of.scored() {
                wanted.entry(group).or_default().extend(places);
            }
        }
        let facts: BTreeSet<usize> = (0..model.choices.len())
            .filter(|choice| take_part[*choice])
            .flat_map(|choice| facts_of(model, choice))
            .collect();
        let mut years: Vec<(usize, Distribution)> = Vec::new();
        for fact in facts {
            let ReadyFrom::Year(year) = &model.readiness[fact].from else { continue };
            let Some(spread) = year.spread().filter(|spread| !spread.is_crisp()) else { continue };
            if year.is_distribution() || request.uniform_sets {
                let all = (f64::NEG_INFINITY, f64::INFINITY);
                years.push((fact, of_quantity(year, spread, all)));
            }
        }
        let mut out = Drawn {
            scorer: Box::new(Joined(Vec::new())),
            facts: years.iter().map(|(fact, _)| *fact).collect(),
            choices: Vec::new(),
            faults: Vec::new(),
            sets: Vec::new(),
        };
        let mut next = years.len();
        let mut parts: Vec<Box<dyn Scorer>> =
            vec![Box::new(ReadyYears { seed: request.seed, years })];
        let mut row_of: BTreeMap<(GroupAt, usize), usize> = BTreeMap::new();
        for (at, places) in wanted {
            let places: Vec<PlaceInGroup> = places.into_iter().collect();
            let result = &evaluation.evaluations[at.0].groups[at.1];
            for row in places.iter().filter_map(|place| result.row(*place)) {
                row_of.insert((at, row), next);
                next += 1;
            }
            let set = out.set_of(evaluation, at, request);
            let own = Scored { at, places };
            let scorer = out.scorer_of(evaluation, &own, &classes[at.0], request.seed)?;
            parts.push(Box::new(AtSet::new(scorer, set, result.weights.len())));
        }
        out.scorer = Box::new(Joined(parts));
        let rows = |(of, takes_part): (&ChoiceScores, &bool)| {
            let row = |at: GroupAt, row: usize| row_of.get(&(at, row)).copied();
            takes_part.then(|| of.numbered(&row))
        };
        out.choices = scores.iter().zip(&take_part).map(rows).collect();
        Ok(out)
    }

    /// Which weights of a draw a group is scored with: its own, where weights are drawn around them.
    fn set_of(
        &mut self,
        evaluation: &PathwayEvaluation,
        (at, group): GroupAt,
        request: &PathwayRequest,
    ) -> usize {
        let own = evaluation.evaluations[at].weights.local_of_group(group);
        if !request.model.uses_given() && !self.sets.is_empty() {
            return 0;
        }
        match self.sets.iter().position(|known| known == own) {
            Some(known) => known,
            None => {
                self.sets.push(own.clone());
                self.sets.len() - 1
            }
        }
    }

    /// A row for each place of a group.
    fn scorer_of(
        &mut self,
        evaluation: &PathwayEvaluation,
        Scored { at, places }: &Scored,
        classes: &[Class],
        seed: u64,
    ) -> Result<Box<dyn Scorer>> {
        let of = &evaluation.evaluations[at.0];
        let result = &of.groups[at.1];
        let has_draws = inputs(evaluation, *at, places).any(|it| classes[it] == Class::Drawn);
        if has_draws || result.bounds.is_some() {
            let sampled = SampledGroup {
                group: at.1,
                places: places.clone(),
                ranked: Some(0..places.len()),
                has_sets: false,
                has_draws,
            };
            let (scorer, fault) = of_group(of.problem, of, &sampled, classes, seed)?;
            self.faults.push(fault);
            return Ok(scorer);
        }
        let prepared = of.method.prepare(of.problem, &of.problem.groups[at.1])?;
        let scorer = prepared.scorer.ok_or_else(|| {
            no_score(
                both("this method", "deze methode"),
                both("its answer is no score", "het antwoord ervan is geen score"),
                &of.problem.tree,
            )
        })?;
        let rows = places.iter().filter_map(|place| result.row(*place)).collect();
        Ok(Box::new(SomeRows { scorer, rows }))
    }

    /// How the weights of each set are drawn, all from the same random numbers.
    ///
    /// # Errors
    /// As for [`plan`].
    pub(super) fn plans(
        &self,
        problem: &Problem,
        request: &PathwayRequest,
    ) -> Result<Vec<SamplingPlan>> {
        self.sets.iter().map(|local| plan(problem, local, request.model, request.seed)).collect()
    }
}

/// The inputs that the scores of some places rest on: of a method without bounds, which looks at
/// whole columns, those of all that compete too.
fn inputs<'e>(
    evaluation: &'e PathwayEvaluation,
    (at, group): GroupAt,
    places: &'e [PlaceInGroup],
) -> impl Iterator<Item = usize> + 'e {
    let of = &evaluation.evaluations[at];
    let result = &of.groups[group];
    let others: &[PlaceInGroup] = if result.bounds.is_some() { &[] } else { result.eligible() };
    inputs_of(of.problem, result, places).chain(inputs_of(of.problem, result, others))
}

/// Some rows of a scorer.
struct SomeRows {
    scorer: Box<dyn Scorer>,
    rows: Vec<usize>,
}

impl Scorer for SomeRows {
    fn alternatives(&self) -> usize {
        self.rows.len()
    }

    fn score(&self, weights: &[f64], block: usize, scores: &mut [f64]) {
        let mut all = vec![0.0; self.scorer.alternatives() * block];
        self.scorer.score(weights, block, &mut all);
        for (row, scores) in self.rows.iter().zip(scores.chunks_exact_mut(block)) {
            scores.copy_from_slice(&all[row * block..][..block]);
        }
    }
}

/// The years from which facts hold: a row for each.
struct ReadyYears {
    seed: u64,
    years: Vec<(usize, Distribution)>,
}

impl Scorer for ReadyYears {
    fn alternatives(&self) -> usize {
        self.years.len()
    }

    /// At the middle of each distribution.
    fn score(&self, _: &[f64], block: usize, scores: &mut [f64]) {
        for ((_, year), row) in self.years.iter().zip(scores.chunks_exact_mut(block)) {
            row.fill(year.quantile(0.5));
        }
    }

    fn score_draws(&self, first: u64, _: &[f64], block: usize, scores: &mut [f64]) {
        for ((fact, year), row) in self.years.iter().zip(scores.chunks_exact_mut(block)) {
            for (d, score) in row.iter_mut().enumerate() {
                let draw = first + d as u64;
                let u = rng::uniform(rng::value(self.seed, draw, READINESS + *fact as u64, 0));
                *score = year.quantile(u);
            }
        }
    }
}

/// Graphs of a choice by the first period in which each fact holds.
type Graphs = BTreeMap<Vec<Option<usize>>, Arc<PathGraph>>;

/// The allowed paths of each choice by what holds when.
pub(super) struct Facts<'e> {
    evaluation: &'e PathwayEvaluation<'e>,
    /// The drawn facts: their rows among the drawn years.
    drawn: Vec<usize>,
    /// By choice: the drawn facts on which anything hangs in it.
    of_choice: Vec<BTreeSet<usize>>,
    known: Vec<Mutex<Graphs>>,
}

impl<'e> Facts<'e> {
    pub(super) fn new(evaluation: &'e PathwayEvaluation<'e>, drawn: &Drawn) -> Facts<'e> {
        let model = evaluation.model;
        let own = |choice: usize| facts_of(model, choice).into_iter().collect();
        Facts {
            evaluation,
            drawn: drawn.facts.clone(),
            of_choice: (0..model.choices.len()).map(own).collect(),
            known: model.choices.iter().map(|_| Mutex::default()).collect(),
        }
    }

    /// From which periods on the facts hold for a choice, where the drawn ones have these years.
    /// Facts on which nothing hangs in it stay as in the answer.
    pub(super) fn ready(&self, choice: usize, year: impl Fn(usize) -> f64) -> Vec<Option<usize>> {
        let mut ready = self.evaluation.ready.clone();
        for (at, fact) in self.drawn.iter().enumerate() {
            if self.of_choice[choice].contains(fact) {
                ready[*fact] = self.evaluation.model.first_from(year(at));
            }
        }
        ready
    }

    /// The allowed paths of a choice where facts hold so.
    ///
    /// # Errors
    /// As for [`PathwayEvaluation::graph_where`].
    pub(super) fn graph(&self, choice: usize, ready: &[Option<usize>]) -> Result<Arc<PathGraph>> {
        let known = |graphs: &Graphs| graphs.get(ready).cloned();
        if let Some(graph) = self.known[choice].lock().ok().and_then(|graphs| known(&graphs)) {
            return Ok(graph);
        }
        let graph = Arc::new(self.evaluation.graph_where(choice, ready)?);
        if let Ok(mut graphs) = self.known[choice].lock()
            && graphs.len() < MOST_GRAPHS
        {
            graphs.insert(ready.to_vec(), graph.clone());
        }
        Ok(graph)
    }
}
