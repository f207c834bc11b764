//! Over which share of its admissible weights does an actor give an alternative a rank?
//!
//! Rank acceptability as in [`crate::study::acceptability()`] (SMAA-2: Lahdelma & Salminen 2001,
//! doi:10.1287/opre.49.3.444.11220), for one actor after the other, and uniform over the weights of
//! all leaves that the actor admits ([`WeightsModel::Leaves`]). Inputs are as there: a distribution
//! is drawn, a set is bounded. Where sets leave a share open it has a least and a most, and no
//! figure in between. k alternatives that tie over ranks r .. r + k - 1 have 1/k of each of them.
//!
//! - An actor who gives weights and nothing else has all of its share at one rank where its figures
//!   are sure. Where they are not, its inputs are drawn or bounded at these weights.
//! - Areas give the shares exactly where an actor admits a set of weights, figures are sure, scores
//!   are linear in the weights, and either there are three criteria or no group has more than two
//!   alternatives and nothing is stated ([`crate::study::exact()`]).
//! - Else shares are drawn, and have standard errors. Every actor is drawn from the same seed.

use super::{ActorsRequest, PanelEvaluation, PanelGroup};
use crate::draw::counts::Estimated;
use crate::draw::plan::WeightsModel;
use crate::draw::share::ShareBounds;
use crate::error::{Error, Result};
use crate::evaluate::evaluation::Evaluation;
use crate::problem::Actor;
use crate::study::acceptability::{
    Acceptability, AcceptabilityRequest, Exact, ExactGroup, ExactRequest, GroupShares,
    acceptability, exact,
};

/// Over which share of what it admits every actor gives which rank; made by
/// [`PanelEvaluation::shares`].
#[non_exhaustive]
pub struct PanelShares<'a> {
    /// The evaluation for every actor.
    pub panel: &'a PanelEvaluation<'a>,
    /// What was asked for.
    pub request: ActorsRequest,
    /// By actor, in order.
    pub actors: Vec<ActorShares<'a>>,
}

/// Over which share of what it admits one actor gives which rank.
pub struct ActorShares<'a> {
    panel: &'a PanelEvaluation<'a>,
    /// Its position in the panel.
    actor: usize,
    source: Source<'a>,
    /// By group of the problem: its position among the groups of the source; none where it has none
    /// of it.
    at: Vec<Option<usize>>,
}

/// Where the shares of an actor come from.
enum Source<'a> {
    /// Its own weights; drawn or bounded in the groups whose inputs are not sure, if there are any.
    OwnWeights(Option<Box<Acceptability<'a>>>),
    /// Areas.
    Exact(Exact<'a>),
    /// Draws of weights.
    Drawn(Box<Acceptability<'a>>),
    /// Nothing is told.
    Refused(Error),
}

/// Where the shares of an actor in one group come from.
enum OfGroup<'s, 'a> {
    OneRanking(&'s PanelGroup),
    Exact(&'s ExactGroup),
    Drawn(&'s Acceptability<'a>, &'s GroupShares),
    Nothing,
}

impl PanelEvaluation<'_> {
    /// Over which share of what it admits every actor gives which rank.
    ///
    /// Where a method has no answer for an actor, as one without bounds over sets has not, the
    /// shares of this actor are missing and [`ActorShares::refused`] says why.
    ///
    /// # Errors
    /// [`Error::Argument`] for a number of draws that is too small or too large, or where counting
    /// takes too much memory; [`Error::Contradiction`] where no weights meet what an actor says.
    ///
    /// ```
    /// use afweging::method::Method;
    /// use afweging::problem::{Actor, Direction, Panel, Problem, Says};
    /// use afweging::study::{ActorsRequest, PanelEvaluation};
    ///
    /// let problem = Problem::builder()
    ///     .criterion("price", Direction::Min, 1.0)
    ///     .criterion("quality", Direction::Max, 3.0)
    ///     .alternative("A", [100.0, 7.0])
    ///     .alternative("B", [120.0, 9.0])
    ///     .build()?;
    /// let user = Actor::new("user", problem.clone());
    /// let visitor = Actor::new("visitor", problem).saying(Says::Nothing);
    /// let panel = Panel::new(vec![user, visitor])?;
    /// let evaluation = PanelEvaluation::new(&panel, &Method::default())?;
    /// let shares = evaluation.shares(&ActorsRequest::default())?;
    /// // The user ranks A second, at the only weights that it admits.
    /// let second = shares.actors[0].rank(0, 0, 2).and_then(|share| share.share);
    /// assert_eq!(second.map(|share| share.value), Some(1.0));
    /// // For half of all weights A is second, and no draw is needed to tell.
    /// let second = shares.actors[1].rank(0, 0, 2).and_then(|share| share.share);
    /// assert!(second.is_some_and(|share| (share.value - 0.5).abs() < 1e-12));
    /// assert!(shares.actors[1].is_exact(0));
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn shares(&self, request: &ActorsRequest) -> Result<PanelShares<'_>> {
        request.check()?;
        let of_actor = |(actor, evaluation)| {
            let source = Source::of(&self.actors()[actor], evaluation, request)?;
            let mut at = vec![None; self.groups.len()];
            for (position, group) in source.groups().into_iter().enumerate() {
                if let Some(own) = at.get_mut(group) {
                    *own = Some(position);
                }
            }
            Ok(ActorShares { panel: self, actor, source, at })
        };
        let mut actors = Vec::new();
        let mut is_part = false;
        for one in self.evaluations.iter().enumerate() {
            match of_actor(one) {
                // The other actors' draws are counted too.
                Err(Error::Part) => is_part = true,
                of_actor => actors.push(of_actor?),
            }
        }
        if is_part {
            return Err(Error::Part);
        }
        Ok(PanelShares { panel: self, request: *request, actors })
    }
}

impl<'a> Source<'a> {
    /// The groups of the problem that it tells of, in its order.
    fn groups(&self) -> Vec<usize> {
        match self {
            Source::OwnWeights(Some(study)) | Source::Drawn(study) => {
                study.groups.iter().map(|it| it.group).collect()
            }
            Source::Exact(exact) => exact.groups.iter().map(|it| it.group).collect(),
            Source::OwnWeights(None) | Source::Refused(_) => Vec::new(),
        }
    }

    fn of(
        actor: &Actor,
        evaluation: &'a Evaluation<'a>,
        request: &ActorsRequest,
    ) -> Result<Source<'a>> {
        if !actor.admits_a_set() {
            if evaluation.groups.iter().all(|group| group.is_crisp()) {
                return Ok(Source::OwnWeights(None));
            }
            // Within 0 per cent of the given weights lie these alone.
            let drawn = draw(evaluation, WeightsModel::Box(0.0), request)?;
            return Ok(drawn.map_or_else(Source::Refused, |it| Source::OwnWeights(Some(it))));
        }
        if let Some(exact) = exactly(evaluation) {
            return Ok(Source::Exact(exact));
        }
        let drawn = draw(evaluation, WeightsModel::Leaves, request)?;
        Ok(drawn.map_or_else(Source::Refused, Source::Drawn))
    }
}

/// The shares of ranks by areas, where there are such.
fn exactly<'a>(evaluation: &'a Evaluation<'a>) -> Option<Exact<'a>> {
    let problem = evaluation.problem;
    let three = problem.tree.leaves.len() == 3;
    let two = problem.constraints.is_empty()
        && evaluation.groups.iter().all(|group| group.eligible().len() <= 2);
    if !(three || two) {
        return None;
    }
    exact(evaluation, &ExactRequest { model: WeightsModel::Leaves, uniform_sets: false }).ok()
}

/// The study by draws, or why the method has none for these figures.
fn draw<'a>(
    evaluation: &'a Evaluation<'a>,
    model: WeightsModel,
    request: &ActorsRequest,
) -> Result<std::result::Result<Box<Acceptability<'a>>, Error>> {
    let ActorsRequest { draws, seed, .. } = *request;
    let asked = AcceptabilityRequest { model, draws, seed, ..AcceptabilityRequest::default() };
    match acceptability(evaluation, &asked) {
        Ok(study) => Ok(Ok(Box::new(study))),
        Err(why @ Error::Undefined { .. }) => Ok(Err(why)),
        Err(why) => Err(why),
    }
}

impl<'a> ActorShares<'a> {
    /// Why nothing is told of this actor; `None` where it is told.
    pub fn refused(&self) -> Option<&Error> {
        match &self.source {
            Source::Refused(why) => Some(why),
            _ => None,
        }
    }

    /// How many draws were made for this actor; 0 where none were needed.
    pub fn draws(&self) -> u64 {
        match &self.source {
            Source::OwnWeights(Some(study)) | Source::Drawn(study) => study.draws,
            _ => 0,
        }
    }

    /// Whether the shares in a group of the problem rest on no draws.
    pub fn is_exact(&self, group: usize) -> bool {
        match self.of_group(group) {
            OfGroup::OneRanking(_) | OfGroup::Exact(_) => true,
            OfGroup::Drawn(_, shares) => shares.places.len() == 1,
            OfGroup::Nothing => false,
        }
    }

    /// The ranks in a group whose shares are counted: all, but of large groups the first three and
    /// the last where shares are drawn ([`crate::study::LARGE_GROUP`]).
    pub fn ranks(&self, group: usize) -> Vec<usize> {
        match self.of_group(group) {
            OfGroup::Drawn(study, shares) => study.counted_ranks(shares),
            OfGroup::OneRanking(_) | OfGroup::Exact(_) => self.all_ranks(group).collect(),
            OfGroup::Nothing => Vec::new(),
        }
    }

    /// The share in which the actor gives a rank, from 1, to an alternative (a position in
    /// [`PanelGroup::places`]); 0 to 1. `None` where that is not told: nothing is told of the actor,
    /// the alternative has no score, or the rank is not counted.
    pub fn rank(&self, group: usize, alternative: usize, rank: usize) -> Option<ShareBounds> {
        let n = self.panel.groups[group].places.len();
        if !(1..=n).contains(&rank) || alternative >= n {
            return None;
        }
        match self.of_group(group) {
            OfGroup::OneRanking(group) => {
                single(self.of_one_ranking(group, alternative, rank..=rank)?)
            }
            OfGroup::Exact(group) => single(of_areas(group, alternative, rank)),
            OfGroup::Drawn(study, shares) => told(study.rank(shares, alternative, rank)),
            OfGroup::Nothing => None,
        }
    }

    /// The ranks of [`ActorShares::ranks`] that the actor may give to an alternative, each with its
    /// share. Where it has one ranking these are the ranks that the alternative's tie shares.
    pub(super) fn by_rank(
        &self,
        group: usize,
        alternative: usize,
        ranks: &[usize],
    ) -> Vec<(usize, ShareBounds)> {
        if let OfGroup::OneRanking(group) = self.of_group(group) {
            let own = &group.actors[self.actor].ranks;
            let Some(first) = own.get(alternative).copied().flatten() else { return Vec::new() };
            let tied = own.iter().filter(|rank| **rank == Some(first)).count();
            let share = single(1.0 / tied as f64);
            return (first..first + tied).filter_map(|rank| Some((rank, share?))).collect();
        }
        let share = |rank: &usize| Some((*rank, self.rank(group, alternative, *rank)?));
        ranks.iter().filter_map(share).collect()
    }

    /// The share in which the actor gives an alternative this rank or a better one; else as
    /// [`ActorShares::rank`]. Of several ranks that ties share, the standard error is an upper
    /// bound.
    pub fn rank_or_better(
        &self,
        group: usize,
        alternative: usize,
        rank: usize,
    ) -> Option<ShareBounds> {
        let n = self.panel.groups[group].places.len();
        if !(1..=n).contains(&rank) || alternative >= n {
            return None;
        }
        match self.of_group(group) {
            OfGroup::OneRanking(group) => {
                single(self.of_one_ranking(group, alternative, 1..=rank)?)
            }
            OfGroup::Exact(group) => {
                single((1..=rank).map(|rank| of_areas(group, alternative, rank)).sum())
            }
            OfGroup::Drawn(study, shares) => told(study.rank_or_better(shares, alternative, rank)),
            OfGroup::Nothing => None,
        }
    }

    fn all_ranks(&self, group: usize) -> std::ops::RangeInclusive<usize> {
        1..=self.panel.groups[group].places.len()
    }

    fn of_group(&self, group: usize) -> OfGroup<'_, 'a> {
        let at = self.at.get(group).copied().flatten();
        match &self.source {
            Source::OwnWeights(_)
                if self.panel.evaluations[self.actor].groups[group].is_crisp() =>
            {
                OfGroup::OneRanking(&self.panel.groups[group])
            }
            Source::OwnWeights(Some(study)) | Source::Drawn(study) => {
                match at.and_then(|at| study.groups.get(at)) {
                    Some(group) => OfGroup::Drawn(study, group),
                    None => OfGroup::Nothing,
                }
            }
            Source::Exact(exact) => match at.and_then(|at| exact.groups.get(at)) {
                Some(group) => OfGroup::Exact(group),
                None => OfGroup::Nothing,
            },
            Source::OwnWeights(None) | Source::Refused(_) => OfGroup::Nothing,
        }
    }

    /// Of k alternatives that tie over ranks r .. r + k - 1 each has 1/k of each of them; `None`
    /// where the alternative has no rank.
    fn of_one_ranking(
        &self,
        group: &PanelGroup,
        alternative: usize,
        asked: std::ops::RangeInclusive<usize>,
    ) -> Option<f64> {
        let ranks = &group.actors[self.actor].ranks;
        let first = (*ranks.get(alternative)?)?;
        let tied = ranks.iter().filter(|rank| **rank == Some(first)).count();
        let within = (first..first + tied).filter(|rank| asked.contains(rank)).count();
        Some(within as f64 / tied as f64)
    }
}

/// A share without a sampling error.
fn single(value: f64) -> Option<ShareBounds> {
    Some(ShareBounds::single(Estimated { value: value.clamp(0.0, 1.0), std_error: 0.0 }))
}

/// A share of which anything is known.
fn told(share: ShareBounds) -> Option<ShareBounds> {
    (share.bounded || share.share.is_some()).then_some(share)
}

/// The share of a rank where weights are areas: of one alternative all, of two what each pair
/// gives.
fn of_areas(group: &ExactGroup, alternative: usize, rank: usize) -> f64 {
    let m = group.places.len();
    match &group.areas {
        _ if m == 1 => 1.0,
        Some(areas) => areas.ranks[alternative * m + rank - 1],
        None if rank == 1 => group.pairwise[alternative * m + 1 - alternative],
        None => group.pairwise[(1 - alternative) * m + alternative],
    }
}

impl PanelShares<'_> {
    /// How many draws the shares rest on, of all actors together.
    pub fn draws(&self) -> u64 {
        self.actors.iter().map(ActorShares::draws).sum()
    }
}

impl std::fmt::Debug for PanelShares<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.debug_struct("PanelShares").field("request", &self.request).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for ActorShares<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.debug_struct("ActorShares")
            .field("actor", &self.actor)
            .field("draws", &self.draws())
            .finish_non_exhaustive()
    }
}
