//! The method on the problem of each period, and the allowed paths of each choice.

use super::graph::PathGraph;
use super::places::PlaceState;
use super::worth::{PathWorth, PeriodWeights};
use crate::error::Result;
use crate::evaluate::evaluation::{Evaluation, Standing};
use crate::method::Method;
use crate::problem::PathwayModel;

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
    /// [`crate::Error::Undefined`] where the method is not defined for the data of a group, or its
    /// answer is no score; [`crate::Error::Argument`] for a discount rate that cannot be;
    /// [`crate::Error::Size`] where so much of the past matters that there would be too many states.
    pub fn new(_model: &'a PathwayModel, _method: &Method) -> Result<PathwayEvaluation<'a>> {
        todo!()
    }

    /// The evaluation that holds in a period.
    pub fn of_period(&self, period: usize) -> &Evaluation<'a> {
        &self.evaluations[if self.evaluations.len() == 1 { 0 } else { period }]
    }

    /// What is known of the score of an alternative in a period.
    pub fn standing(&self, _period: usize, _alternative: usize) -> &Standing {
        todo!()
    }

    /// The alternative at a position of a choice.
    pub fn alternative(&self, choice: usize, position: usize) -> usize {
        self.model.choices[choice].alternatives[position]
    }

    /// The allowed paths of a choice where facts hold from other periods on.
    ///
    /// # Errors
    /// As [`PathGraph::new`].
    pub fn graph_where(&self, choice: usize, ready: &[Option<usize>]) -> Result<PathGraph> {
        let places = &self.choices[choice].places;
        // Facts are looked at by the graph: what waits for one is open as far as it goes.
        let usable = |period: usize, position: usize| {
            matches!(places[period][position], PlaceState::Open | PlaceState::NotReady(_))
        };
        PathGraph::new(self.model, choice, ready, &usable)
    }
}
