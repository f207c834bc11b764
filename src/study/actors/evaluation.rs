//! One method for every actor of a panel.

use super::group::PanelGroup;
use crate::error::Result;
use crate::evaluate::evaluation::{Evaluation, evaluate_in};
use crate::method::Method;
use crate::problem::{Actor, Panel};
use crate::progress::{Stage, begin};

/// One method for every actor of a panel.
#[derive(Debug)]
#[non_exhaustive]
pub struct PanelEvaluation<'a> {
    /// The panel.
    pub panel: &'a Panel,
    /// The evaluation of each actor's problem, in the order of the actors. For an actor who says
    /// nothing of weights, its scores have no meaning.
    pub evaluations: Vec<Evaluation<'a>>,
    /// By group of the problem, in order: who competes, and how each actor ranks them.
    pub groups: Vec<PanelGroup>,
}

impl<'a> PanelEvaluation<'a> {
    /// Score and rank for every actor.
    ///
    /// # Errors
    /// [`crate::Error::Undefined`] for a method whose answer is no score, and where a method is not
    /// defined for the data of a group.
    pub fn new(panel: &'a Panel, method: &Method) -> Result<PanelEvaluation<'a>> {
        let actors = panel.actors();
        let step = begin(Stage::Evaluate, (actors.len() * panel.problem().groups.len()) as u64);
        let evaluations: Vec<Evaluation> = actors
            .iter()
            .map(|actor| evaluate_in(&step, &actor.problem, method))
            .collect::<Result<_>>()?;
        if let Some(first) = evaluations.first() {
            first.require_score()?;
        }
        let groups = (0..panel.problem().groups.len())
            .map(|group| PanelGroup::new(group, actors, &evaluations))
            .collect();
        Ok(PanelEvaluation { panel, evaluations, groups })
    }

    /// The actors.
    pub fn actors(&self) -> &'a [Actor] {
        self.panel.actors()
    }

    /// The score that an alternative must reach to be acceptable to an actor. A minimum is a score of
    /// the weighted sum: under other methods, whose scores mean something else, it asks nothing.
    pub fn minimum(&self, actor: usize) -> Option<f64> {
        let is_sum = matches!(self.evaluations[actor].method, Method::WeightedSum(_));
        self.actors()[actor].minimum().filter(|_| is_sum)
    }

    /// Whether a score is not below the minimum that an actor asks for, if it asks for one.
    pub fn reaches_minimum(&self, group: &PanelGroup, actor: usize, score: f64) -> bool {
        let eps = group.actors[actor].eps;
        self.minimum(actor).is_none_or(|minimum| score >= minimum - eps)
    }

    /// Whether an actor accepts an alternative that has this rank and this score: the rank is
    /// `accepted_rank` or better, and the score reaches the minimum that the actor asks for, if it
    /// asks for one. What is not known is not accepted.
    pub fn accepts(
        &self,
        group: &PanelGroup,
        actor: usize,
        accepted_rank: usize,
        rank: Option<usize>,
        score: Option<f64>,
    ) -> bool {
        let reaches = || match score {
            Some(score) => self.reaches_minimum(group, actor, score),
            None => self.minimum(actor).is_none(),
        };
        rank.is_some_and(|rank| rank <= accepted_rank) && reaches()
    }

    /// The alternative at a position in [`PanelGroup::places`]: an index into those of the problem.
    pub fn member(&self, group: &PanelGroup, alternative: usize) -> usize {
        group.member(self.panel.problem(), alternative)
    }
}
