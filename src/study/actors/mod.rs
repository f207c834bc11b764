//! Many actors: who ranks what first, where they agree, what divides them, and what all can live
//! with.
//!
//! Every actor has a problem of its own: the alternatives and groups of the case with its weights,
//! its statements and its scores ([`Actor`](crate::problem::Actor)). [`PanelEvaluation::new`]
//! evaluates one method for each of them, and the study asks what follows. Group by group, with a
//! file for each question:
//!
//! - `standing`: scores and ranks of each actor, with their ends over its admissible weights and
//!   the inputs;
//! - `shares`: over which share of its admissible weights an actor gives an alternative a rank;
//! - `agreement`: what every admissible weight of every actor says, what most say, what is
//!   disputed;
//! - `acceptance`: who can live with which alternative, and who never can;
//! - `pairs` and `camps`: what divides two actors, and who thinks alike;
//! - `group_ranking`, `compromise`, `coalition` and `influence`: rules by which many rankings
//!   become one, each beside the others and never alone;
//! - `common_ground`: the weights that all actors admit, or what stands in their way;
//! - `concession`: what it would take for an actor to accept an alternative;
//! - `impacts`: benefits and burdens apart, against a baseline.
//!
//! Scores of different actors are compared by no rule but those that say so. An actor who says
//! nothing of weights has no ranking, and counts in no rule that needs one.

mod common_ground;
mod group;

use crate::error::Result;
use crate::evaluate::evaluation::{Evaluation, evaluate_in};
use crate::method::Method;
use crate::problem::{Actor, Panel};
use crate::progress::{Stage, begin};

pub use common_ground::{
    ActorStatement, CommonGround, CommonOrder, CommonStanding, Ground, GroundPart, MOST_POINTS,
    NoGround, Relaxation, SharedGround, SharedWeights, StatementConflict, common_ground,
    least_largest, least_total, shared_weights, smallest_conflict,
};
pub use group::{ActorRanking, PanelGroup};

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
}
