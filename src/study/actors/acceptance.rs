//! Who can live with which alternative, who never can, and who ranks it last.
//!
//! An actor accepts an alternative that it ranks k-th or better, and whose score reaches the
//! minimum that the actor states, if it states one. Both are asked at the actor's own weights and
//! nominal figures. What it can accept is asked over all that it admits: the best rank it can give,
//! and the greatest score. The two need not be reached at the same weights and inputs, so this is
//! what cannot be ruled out by either.

use super::standing::{ActorGroup, ActorRelation, ActorStanding};
use super::{ActorsRequest, PanelEvaluation, PanelGroup, PanelStandings};
use crate::error::Result;

/// Who accepts which alternative; made by [`PanelStandings::acceptance`].
#[derive(Debug)]
#[non_exhaustive]
pub struct PanelAcceptance {
    /// What was asked for.
    pub request: ActorsRequest,
    /// By group of the problem, in order: the alternatives, as [`PanelGroup::places`] has them.
    pub groups: Vec<Vec<AlternativeAcceptance>>,
    /// By group: the worst rank at which an actor accepts.
    accepted_ranks: Vec<usize>,
    /// How many actors there are.
    actors: usize,
}

/// Who accepts an alternative. Actors are positions in the panel, in order.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct AlternativeAcceptance {
    /// Those who accept it at their own weights and nominal figures.
    pub accepted_by: Vec<usize>,
    /// The share of all influence of those, 0 to 1.
    pub accepted_influence: f64,
    /// Those who accept it, and those of whom neither rank nor score rules it out over all that
    /// they admit. Of whom that is not told does not count.
    pub can_be_accepted_by: Vec<usize>,
    /// Those who rank it last, alone or in a tie. An actor to whom all alternatives are level ranks
    /// none last.
    pub last_for: Vec<usize>,
    /// Those who rank it last, and those to whom all others can be ahead of it.
    pub can_be_last_for: Vec<usize>,
    /// Those to whom it cannot reach the minimum that they state, for nothing that they admit.
    pub vetoed_by: Vec<usize>,
    /// The number of actors of whom it is told whether they can accept it.
    told_whether_accepted: usize,
    /// The number of actors to whom another one is behind it for all that they admit.
    never_last_for: usize,
}

impl AlternativeAcceptance {
    /// Whether no actor ranks it last at its own weights and nominal figures.
    pub fn is_never_last(&self) -> bool {
        self.last_for.is_empty()
    }
}

impl PanelStandings<'_> {
    /// Who accepts which alternative.
    ///
    /// # Errors
    /// Those of a request that asks for rank 0, or for a number of draws out of range.
    ///
    /// ```
    /// use afweging::method::Method;
    /// use afweging::problem::{Actor, Direction, Panel, Problem};
    /// use afweging::study::{ActorsRequest, PanelEvaluation};
    ///
    /// let problem = |price: f64, quality: f64| {
    ///     Problem::builder()
    ///         .criterion("price", Direction::Min, price)
    ///         .criterion("quality", Direction::Max, quality)
    ///         .alternative("A", [100.0, 7.0])
    ///         .alternative("B", [120.0, 9.0])
    ///         .build()
    /// };
    /// let buyer = Actor::new("buyer", problem(3.0, 1.0)?);
    /// let user = Actor::new("user", problem(1.0, 4.0)?).with_minimum(0.5);
    /// let panel = Panel::new(vec![buyer, user])?;
    /// let evaluation = PanelEvaluation::new(&panel, &Method::default())?;
    /// let standings = evaluation.standings()?;
    /// let request = ActorsRequest { accept: Some(2), ..ActorsRequest::default() };
    /// let study = standings.acceptance(&request)?;
    /// // The user ranks A second, but it scores 0.2 and not the half that the user asks for.
    /// assert_eq!(study.groups[0][0].accepted_by, [0]);
    /// assert_eq!(study.groups[0][0].vetoed_by, [1]);
    /// assert_eq!(study.groups[0][1].accepted_by, [0, 1]);
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn acceptance(&self, request: &ActorsRequest) -> Result<PanelAcceptance> {
        request.check()?;
        let shares = self.panel.panel.shares();
        let of_group = |(at, group): (usize, &PanelGroup)| {
            let m = group.places.len();
            let accepted_rank = group.accepted_rank(request);
            let mut alternatives = vec![AlternativeAcceptance::default(); m];
            for (actor, share) in shares.iter().enumerate() {
                let own = &self.actors[actor].groups[at].alternatives;
                let view = ActorView {
                    panel: self.panel,
                    group,
                    actor,
                    accepted_rank,
                    never_last: never_last(&self.actors[actor].groups[at]),
                    own,
                };
                for (of, (standing, never)) in
                    alternatives.iter_mut().zip(own.iter().zip(&view.never_last))
                {
                    of.add(*share, &view, standing);
                    of.never_last_for += usize::from(*never);
                }
            }
            alternatives
        };
        let groups = self.panel.groups.iter().enumerate().map(of_group).collect();
        let ranks = self.panel.groups.iter().map(|group| group.accepted_rank(request));
        Ok(PanelAcceptance {
            request: *request,
            groups,
            accepted_ranks: ranks.collect(),
            actors: self.actors.len(),
        })
    }
}

impl PanelAcceptance {
    /// The rank up to which an actor accepts an alternative of a group.
    pub fn accepted_rank(&self, group: usize) -> usize {
        self.accepted_ranks[group]
    }

    /// Whether no actor can rank an alternative of a group last, not even level with others: for all
    /// that an actor admits, another one is behind it, or none is ahead. Not where that is not told of
    /// some actor.
    pub fn is_surely_never_last(&self, group: usize, alternative: usize) -> bool {
        let of = &self.groups[group][alternative];
        of.never_last_for == self.actors
    }

    /// How many actors may accept an alternative of a group, over all that they admit. `None` where
    /// that is not told of some actor.
    pub fn can_be_accepted_by(&self, group: usize, alternative: usize) -> Option<usize> {
        let of = &self.groups[group][alternative];
        (of.told_whether_accepted == self.actors).then_some(of.can_be_accepted_by.len())
    }
}

/// How an actor looks at the alternatives of a group.
struct ActorView<'a> {
    panel: &'a PanelEvaluation<'a>,
    group: &'a PanelGroup,
    actor: usize,
    accepted_rank: usize,
    own: &'a [ActorStanding],
    /// Of each alternative, whether another one is surely behind it.
    never_last: Vec<bool>,
}

/// Of each alternative, whether it is last for nothing that the actor admits: another one is always
/// behind it, or none is ever ahead of it.
fn never_last(group: &ActorGroup) -> Vec<bool> {
    let m = group.alternatives.len();
    let is_behind = |a: usize, b: usize| a != b && group.relation(a, b) == ActorRelation::Ahead;
    let is_never_ahead = |a: usize, b: usize| {
        use ActorRelation::{Ahead, Equal, NeverBehind};
        matches!(group.relation(a, b), Ahead | Equal | NeverBehind)
    };
    let never = |a: usize| (0..m).any(|b| is_behind(a, b)) || (0..m).all(|b| is_never_ahead(a, b));
    (0..m).map(never).collect()
}

impl ActorView<'_> {
    fn accepts(&self, standing: &ActorStanding) -> bool {
        let (rank, score) = (standing.rank, standing.score);
        self.panel.accepts(self.group, self.actor, self.accepted_rank, rank, score)
    }

    fn can_accept(&self, standing: &ActorStanding) -> bool {
        let (rank, score) = (standing.rank_best, standing.high);
        self.panel.accepts(self.group, self.actor, self.accepted_rank, rank, score)
    }

    fn vetoes(&self, standing: &ActorStanding) -> bool {
        let reaches = |score| self.panel.reaches_minimum(self.group, self.actor, score);
        standing.high.is_some_and(|high| !reaches(high))
    }

    /// Whether no other that has a rank is behind it, and one is ahead.
    fn ranks_last(&self, standing: &ActorStanding) -> bool {
        let worst = self.own.iter().filter_map(|other| other.rank).max();
        standing.rank.is_some_and(|rank| rank > 1 && Some(rank) == worst)
    }

    /// Whether all others can be ahead of it at once.
    fn can_rank_last(&self, standing: &ActorStanding) -> bool {
        self.own.len() > 1 && standing.rank_worst == Some(self.own.len())
    }
}

impl AlternativeAcceptance {
    fn add(&mut self, share: f64, view: &ActorView, standing: &ActorStanding) {
        let actor = view.actor;
        let accepts = view.accepts(standing);
        if accepts {
            self.accepted_by.push(actor);
            self.accepted_influence = (self.accepted_influence + share).min(1.0);
        }
        if accepts || view.can_accept(standing) {
            self.can_be_accepted_by.push(actor);
        }
        let is_last = view.ranks_last(standing);
        if is_last {
            self.last_for.push(actor);
        }
        if is_last || view.can_rank_last(standing) {
            self.can_be_last_for.push(actor);
        }
        self.told_whether_accepted += usize::from(accepts || standing.rank_best.is_some());
        if view.vetoes(standing) {
            self.vetoed_by.push(actor);
        }
    }
}
