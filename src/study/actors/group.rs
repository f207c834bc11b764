//! The alternatives of one group, as every actor scores and ranks them.

use super::request::ActorsRequest;
use crate::evaluate::evaluation::{Evaluation, GroupResult};
use crate::problem::ranking::ranks;
use crate::problem::{Actor, PlaceInGroup, Problem};

/// How the actors rank the alternatives of a group. Alternatives are positions in `places`, actors
/// positions in the panel.
#[derive(Debug)]
pub struct PanelGroup {
    /// The group: an index into the problem's.
    pub group: usize,
    /// Those that compete, as places in the group, in key order.
    pub places: Vec<PlaceInGroup>,
    /// How each actor ranks them at its own weights and nominal figures.
    pub actors: Vec<ActorRanking>,
    /// The actors who rank: those that say something of weights and have at least one score.
    pub ranking: Vec<usize>,
    /// The alternatives that all of these have a score for. Rules that make one ranking of many look
    /// at them only.
    pub ranked: Vec<usize>,
}

/// How one actor ranks the alternatives of a group.
#[derive(Debug, Clone, PartialEq)]
pub struct ActorRanking {
    /// The score of each; none where too little is known for one, or the actor does not rank.
    pub scores: Vec<Option<f64>>,
    /// The rank of each among those that have a score, ties sharing the best rank.
    pub ranks: Vec<Option<usize>>,
    /// Differences of scores up to this are ties.
    pub eps: f64,
}

impl PanelGroup {
    pub(super) fn new(group: usize, actors: &[Actor], evaluations: &[Evaluation]) -> PanelGroup {
        let results: Vec<&GroupResult> =
            evaluations.iter().map(|evaluation| &evaluation.groups[group]).collect();
        // All actors look at the same alternatives: see `Panel::new`.
        let places = results[0].eligible().to_vec();
        let of_actor = |(actor, result): (&Actor, &&GroupResult)| {
            let score =
                |place: &PlaceInGroup| result.standing(*place).score.filter(|_| actor.ranks());
            let scores: Vec<Option<f64>> = places.iter().map(score).collect();
            let ranks = ranks(&scores, result.eps);
            ActorRanking { scores, ranks, eps: result.eps }
        };
        let rankings: Vec<ActorRanking> = actors.iter().zip(&results).map(of_actor).collect();
        let has_scores = |at: &usize| rankings[*at].scores.iter().any(Option::is_some);
        let ranking: Vec<usize> = (0..actors.len()).filter(has_scores).collect();
        let by_all = |at: &usize| {
            !ranking.is_empty()
                && ranking.iter().all(|actor| rankings[*actor].scores[*at].is_some())
        };
        let ranked = (0..places.len()).filter(by_all).collect();
        PanelGroup { group, places, actors: rankings, ranking, ranked }
    }

    /// An alternative: an index into [`Problem::alternatives`].
    pub fn member(&self, problem: &Problem, alternative: usize) -> usize {
        problem.groups[self.group].member(self.places[alternative])
    }

    /// The name of an alternative inside its group.
    pub fn name(&self, problem: &Problem, alternative: usize) -> String {
        problem.name(self.member(problem, alternative), &problem.keys_inside())
    }

    /// The worst rank at which an actor accepts an alternative: what is asked for, at most the number
    /// of those that compete; else half of `ranked`, rounded up, or half of all that compete where
    /// there is no ranking.
    pub fn accepted_rank(&self, request: &ActorsRequest) -> usize {
        let all = self.places.len();
        let half = match self.ranked.len() {
            0 => all.div_ceil(2),
            ranked => ranked.div_ceil(2),
        };
        request.accept.unwrap_or(half).clamp(1, all.max(1))
    }

    /// The ranks that an actor gives to `ranked`, among these only.
    pub fn ranks_among_ranked(&self, actor: usize) -> Vec<usize> {
        let own = &self.actors[actor];
        let scores: Vec<Option<f64>> = self.ranked.iter().map(|at| own.scores[*at]).collect();
        ranks(&scores, own.eps).into_iter().flatten().collect()
    }

    /// The score that an actor gives to an alternative of `ranked`.
    pub fn score(&self, actor: usize, alternative: usize) -> f64 {
        self.actors[actor].scores[alternative].unwrap_or_default()
    }
}
