//! What it would take for an actor to accept an alternative.
//!
//! An actor accepts an alternative that it ranks k-th or better among those that compete, ties
//! sharing the best rank: to catch up with a rival is enough. Where the actor states a minimum, the
//! score must reach that too. Two things can give way:
//!
//! - `weights`: the actor's own weights, at the figures as they are. The answer is the smallest
//!   share of all weight that must move, with the weights that do it;
//! - `improvement`: the alternative itself, at the actor's own weights. The answer is the smallest
//!   sum of points of value that it must gain, with the criteria it should gain them on, and for
//!   each criterion what it would need there if nothing else changed. It is also asked for all
//!   actors at once.
//!
//! Only actors who rank, and alternatives that they have a score for, are looked at. Who has a
//! score is settled at the actor's own weights.

mod demand;
mod improvement;
mod tables;
mod weights;

use super::{ActorsRequest, PanelEvaluation, PanelGroup};
use crate::error::Result;
use crate::progress::{Stage, begin};
pub use demand::{CommonImprovement, Demand, Improvement, Raise, WeightChange};
use improvement::{Improvements, ValuesOf};
use rayon::prelude::*;
use weights::{Acceptance, work_of_each};

/// What it would take for an actor to accept an alternative.
#[derive(Debug, Clone, PartialEq)]
pub struct ActorConcession {
    /// The actor, as a position in the panel.
    pub actor: usize,
    /// Whether it accepts the alternative as it is.
    pub accepts: bool,
    /// The nearest weights at which it does.
    pub weights: Demand<WeightChange>,
    /// The least improvement with which it does.
    pub improvement: Demand<Improvement>,
    /// The criteria on which an improvement is enough by itself, in the order of the leaves; empty
    /// where it accepts the alternative as it is.
    pub alone: Vec<Raise>,
}

/// What it would take for all actors who rank to accept an alternative.
#[derive(Debug, Clone, PartialEq)]
pub struct CommonConcession {
    /// Whether all of them accept it as it is.
    pub accepted: bool,
    /// The least improvement with which they do.
    pub improvement: Demand<CommonImprovement>,
}

/// The concessions of one group, by alternative.
#[derive(Debug)]
pub struct ConcessionGroup {
    /// By position in [`PanelGroup::places`]: those of the actors who rank and have a score for it,
    /// in the order of the panel.
    pub actors: Vec<Vec<ActorConcession>>,
    /// By position in [`PanelGroup::places`]: that of all; none where an actor who ranks has no
    /// score for it, or none ranks.
    pub common: Vec<Option<CommonConcession>>,
}

/// What it would take for actors to accept alternatives.
#[derive(Debug)]
pub struct Concessions<'a> {
    /// The actors and their rankings.
    pub panel: &'a PanelEvaluation<'a>,
    /// What was asked for.
    pub request: ActorsRequest,
    /// By group of the problem.
    pub groups: Vec<ConcessionGroup>,
}

/// What it would take for each actor to accept each alternative.
///
/// # Errors
/// Those of a request that asks for rank 0, or for a number of draws out of range.
pub fn concessions<'a>(
    panel: &'a PanelEvaluation<'a>,
    request: &ActorsRequest,
) -> Result<Concessions<'a>> {
    request.check()?;
    let size = |group: &PanelGroup| group.places.len() * group.ranking.len();
    let searches: usize = panel.groups.iter().map(size).sum();
    let step = begin(Stage::Changes, searches as u64);
    let most_work = work_of_each(searches);
    let of_group = |group: &PanelGroup| {
        let accept = group.accepted_rank(request);
        // By actor of the panel; none for those who do not rank.
        let values: Vec<Option<ValuesOf>> = (0..panel.actors().len())
            .into_par_iter()
            .map(|actor| match group.ranking.contains(&actor) {
                true => ValuesOf::new(panel, group, actor),
                false => None,
            })
            .collect();
        let asked = Asked { panel, group, values, accept };
        let actors: Vec<Vec<ActorConcession>> = (0..group.places.len())
            .into_par_iter()
            .map(|at| {
                let scored = group
                    .ranking
                    .par_iter()
                    .filter(|actor| group.actors[**actor].scores[at].is_some());
                let of_actor = |actor: &usize| {
                    let found = asked.of_actor(*actor, at, most_work);
                    step.add(1);
                    found
                };
                scored.map(of_actor).collect()
            })
            .collect();
        let common = |(at, own): (usize, &Vec<ActorConcession>)| {
            let by_all = !own.is_empty() && own.len() == group.ranking.len();
            by_all.then(|| asked.of_all(own, at))
        };
        let common = actors.par_iter().enumerate().map(common).collect();
        ConcessionGroup { actors, common }
    };
    let groups = panel.groups.iter().map(of_group).collect();
    Ok(Concessions { panel, request: *request, groups })
}

/// What is asked in a group.
struct Asked<'a> {
    panel: &'a PanelEvaluation<'a>,
    group: &'a PanelGroup,
    /// By actor of the panel.
    values: Vec<Option<ValuesOf<'a>>>,
    /// The worst rank at which an actor accepts an alternative.
    accept: usize,
}

impl Asked<'_> {
    /// Whether an actor accepts an alternative as it is.
    fn accepts(&self, actor: usize, at: usize) -> bool {
        let own = &self.group.actors[actor];
        self.panel.accepts(self.group, actor, self.accept, own.ranks[at], own.scores[at])
    }

    /// What an alternative must gain for an actor; none for a method that is no sum of values.
    fn improvements(&self, actor: usize, at: usize) -> Option<Improvements<'_>> {
        let values_of = self.values.get(actor)?.as_ref()?;
        Improvements::new(self.panel, self.group, values_of, at, self.accept)
    }

    fn of_actor(&self, actor: usize, at: usize, most_work: u64) -> ActorConcession {
        if self.accepts(actor, at) {
            return ActorConcession {
                actor,
                accepts: true,
                weights: Demand::Nothing,
                improvement: Demand::Nothing,
                alone: Vec::new(),
            };
        }
        let weights = match Acceptance::new(self.panel, self.group, actor, at, self.accept) {
            Some(acceptance) => acceptance.nearest(most_work),
            None => Demand::Undefined,
        };
        let (improvement, alone) = match self.improvements(actor, at) {
            Some(improvements) => (improvements.least(), improvements.alone()),
            None => (Demand::Undefined, Vec::new()),
        };
        ActorConcession { actor, accepts: false, weights, improvement, alone }
    }

    fn of_all(&self, own: &[ActorConcession], at: usize) -> CommonConcession {
        let refusing = || own.iter().filter(|own| !own.accepts);
        if refusing().next().is_none() {
            return CommonConcession { accepted: true, improvement: Demand::Nothing };
        }
        let demands: Option<Vec<Improvements>> =
            refusing().map(|own| self.improvements(own.actor, at)).collect();
        let improvement = match demands {
            Some(demands) => improvement::common(&demands),
            None => Demand::Undefined,
        };
        CommonConcession { accepted: false, improvement }
    }
}
