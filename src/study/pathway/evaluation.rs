//! The method on the problem of each period, and the allowed paths of each choice.

use super::found::FoundPath;
use super::graph::PathGraph;
use super::places::PlaceState;
use super::worth::{PathWorth, PeriodWeights};
use crate::error::Result;
use crate::evaluate::evaluation::{Evaluation, GroupResult, Standing, evaluate_in};
use crate::method::Method;
use crate::problem::{PathwayModel, PlaceInGroup};
use crate::progress::{Stage, begin};

/// One method on the problem of each period, and what follows for the paths of each choice.
#[derive(Debug)]
#[non_exhaustive]
pub struct PathwayEvaluation<'a> {
    /// The model.
    pub model: &'a PathwayModel,
    /// The evaluation of each of [`PathwayModel::problems`].
    pub evaluations: Vec<Evaluation<'a>>,
    /// What each period counts.
    pub weights: PeriodWeights,
    /// By readiness fact: the first period in which it holds at the year that the answer takes;
    /// `None`: in none.
    pub ready: Vec<Option<usize>>,
    /// By choice: its allowed paths at nominal figures.
    pub choices: Vec<ChoicePaths>,
    /// By alternative: its group and its place in it.
    places: Vec<(usize, PlaceInGroup)>,
}

/// The allowed paths of a choice at nominal figures.
#[derive(Debug, Clone, PartialEq)]
pub struct ChoicePaths {
    /// By period and position of its alternatives: whether a path can stand there.
    pub places: Vec<Vec<PlaceState>>,
    /// The allowed paths.
    pub graph: PathGraph,
    /// What they earn.
    pub worth: PathWorth,
}

impl<'a> PathwayEvaluation<'a> {
    /// Evaluates the method in each period.
    ///
    /// # Errors
    /// [`crate::Error::Problem`] for a model that cannot be; [`crate::Error::Undefined`] where the
    /// method is not defined for the data of a group, or its answer is no score;
    /// [`crate::Error::Argument`] for a discount rate that cannot be; [`crate::Error::Size`] where
    /// so much of the past matters that there would be too many states.
    pub fn new(model: &'a PathwayModel, method: &Method) -> Result<PathwayEvaluation<'a>> {
        model.check()?;
        let groups = model.problem(0).groups();
        let step = begin(Stage::Evaluate, (model.problems.len() * groups.len()) as u64);
        let evaluations: Vec<Evaluation> = model
            .problems
            .iter()
            .map(|problem| evaluate_in(&step, problem, method))
            .collect::<Result<_>>()?;
        evaluations[0].require_score()?;
        let mut places = vec![(0, PlaceInGroup::new(0)); model.problem(0).alternatives().len()];
        for (at, group) in groups.iter().enumerate() {
            group.places().for_each(|place| places[group.member(place)] = (at, place));
        }
        let mut out = PathwayEvaluation {
            model,
            evaluations,
            weights: PeriodWeights::new(model, model.discount)?,
            ready: model.first_ready(),
            choices: Vec::new(),
            places,
        };
        out.choices = (0..model.choices.len())
            .map(|choice| out.choice_paths(choice))
            .collect::<Result<_>>()?;
        Ok(out)
    }

    fn choice_paths(&self, choice: usize) -> Result<ChoicePaths> {
        let alternatives = &self.model.choices[choice].alternatives;
        let score =
            |period: usize, position: usize| self.standing(period, alternatives[position]).score;
        let places: Vec<Vec<PlaceState>> = (0..self.periods())
            .map(|period| {
                let state = |position: usize| {
                    let has_score = score(period, position).is_some();
                    let of = (period, alternatives[position]);
                    PlaceState::of(self.model, self.of_period(period), &self.ready, of, has_score)
                };
                (0..alternatives.len()).map(state).collect()
            })
            .collect();
        // Nobody looks at what is not open: it has no score, or cannot be stood in.
        let worth = self.worth(choice, &|period, position| score(period, position).unwrap_or(0.0));
        let graph = self.graph(choice, &places, &self.ready)?;
        Ok(ChoicePaths { places, graph, worth })
    }

    /// How many periods there are.
    pub fn periods(&self) -> usize {
        self.model.periods.len()
    }

    /// The evaluation that holds in a period.
    pub fn of_period(&self, period: usize) -> &Evaluation<'a> {
        &self.evaluations[if self.evaluations.len() == 1 { 0 } else { period }]
    }

    /// The result of the group of an alternative in a period, and the place of the alternative in
    /// it.
    pub fn result(&self, period: usize, alternative: usize) -> (&GroupResult, PlaceInGroup) {
        let (group, place) = self.places[alternative];
        (&self.of_period(period).groups[group], place)
    }

    /// What is known of the score of an alternative in a period.
    pub fn standing(&self, period: usize, alternative: usize) -> &Standing {
        let (result, place) = self.result(period, alternative);
        result.standing(place)
    }

    /// The alternative at a position of a choice: an index into those of the problem.
    pub fn alternative(&self, choice: usize, position: usize) -> usize {
        self.model.choices[choice].alternatives[position]
    }

    /// What the paths of a choice earn where `yearly(period, position)` is what a year in a position
    /// is worth, with the weights of the periods that the model says.
    pub fn worth(&self, choice: usize, yearly: &dyn Fn(usize, usize) -> f64) -> PathWorth {
        let alternatives = self.model.choices[choice].alternatives.len();
        PathWorth::new(&self.weights, alternatives, self.model.none.unwrap_or(0.0), yearly)
    }

    /// The allowed paths of a choice where facts hold from other periods on.
    ///
    /// # Errors
    /// As [`PathGraph::new`].
    pub fn graph_where(&self, choice: usize, ready: &[Option<usize>]) -> Result<PathGraph> {
        self.graph(choice, &self.choices[choice].places, ready)
    }

    fn graph(
        &self,
        choice: usize,
        places: &[Vec<PlaceState>],
        ready: &[Option<usize>],
    ) -> Result<PathGraph> {
        // Facts are looked at by the graph: what waits for one is open as far as it goes.
        let usable = |period: usize, position: usize| {
            matches!(places[period][position], PlaceState::Open | PlaceState::NotReady(_))
        };
        PathGraph::new(self.model, choice, ready, &usable)
    }

    /// The least and the most that a path can be worth over the ranges of the inputs: sums of the
    /// bounds of its scores. No path is worth more or less; where its periods rest on the same
    /// inputs the true ends may lie nearer. `None` for a method without bounds.
    pub fn bounds(&self, choice: usize, path: &FoundPath) -> Option<(f64, f64)> {
        let worth = &self.choices[choice].worth;
        let (mut low, mut high) = (0.0, 0.0);
        for (period, position) in path.positions.iter().enumerate() {
            let value = path.value_in(period, worth);
            let (below, above) = match position {
                None => (0.0, 0.0),
                Some(position) => {
                    let standing = self.standing(period, self.alternative(choice, *position));
                    let (score, bounds) = (standing.score?, standing.bounds?);
                    let years = self.weights.years[period];
                    (years * (bounds.0 - score), years * (bounds.1 - score))
                }
            };
            low += value + below;
            high += value + above;
        }
        // Nothing is unsure where rounding alone puts the ends apart.
        Some((low.min(path.value), high.max(path.value)))
    }
}
