//! How every actor sees every alternative: its score and rank, their ends over all that the actor
//! admits, and which of two alternatives it surely puts first.
//!
//! What an actor admits are its admissible weights and all that its inputs can be. An actor who
//! gives weights and nothing else admits these weights only, and what is left is what its
//! evaluation tells of the inputs. For any other actor the study of robustness tells ranks and
//! pairs ([`crate::study::robust()`]), and the ends of a score are the least and the greatest of a
//! linear function over the same weights and inputs:
//!
//! - low(a) = least over weights w and inputs of the score of a, the sum of w times value;
//! - high(a) = greatest of the same.

use super::{PanelEvaluation, PanelGroup};
use crate::error::both;
use crate::error::{Error, Result};
use crate::evaluate::evaluation::{Evaluation, GroupResult};
use crate::evaluate::size::{narrower, room};
use crate::proof::least::AdmissibleWeights;
use crate::proof::model::LinearScores;
use crate::study::robust::{PairRelation, Robust, RobustGroup, RobustRequest, robust};

/// About how many bytes a pair of alternatives takes, with what all actors say of it together.
const PAIR_BYTES: usize = 150;

/// How many bytes each actor adds to a pair: its relation, and its place in the lists of who is for
/// whom.
const PAIR_AND_ACTOR_BYTES: usize = 9;

/// How every actor sees every alternative; made by [`PanelEvaluation::standings`].
#[derive(Debug)]
#[non_exhaustive]
pub struct PanelStandings<'a> {
    /// The evaluation for every actor.
    pub panel: &'a PanelEvaluation<'a>,
    /// By actor, in order.
    pub actors: Vec<ActorStandings>,
}

/// How one actor sees every alternative.
#[derive(Debug)]
#[non_exhaustive]
pub struct ActorStandings {
    /// By group of the problem, in order.
    pub groups: Vec<ActorGroup>,
    /// Why nothing is told over all that the actor admits: its admissible weights are a set, and the
    /// scores of the method are not linear in the weights, or have no bounds over inputs that are
    /// not sure. `None` where it is told.
    pub refused: Option<Error>,
}

/// How one actor sees the alternatives of one group. Alternatives are positions in
/// [`PanelGroup::places`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ActorGroup {
    /// Score and rank of each alternative.
    pub alternatives: Vec<ActorStanding>,
    /// Whether all ends of scores, ranks and differences are reached. Where not, they are outer
    /// bounds: nothing lies beyond them, and what they leave open may be settled.
    pub exact: bool,
    /// How the first of two alternatives stands to the second, for each pair a < b, by a and then
    /// b.
    relations: Vec<ActorRelation>,
}

/// Score and rank of an alternative in the eyes of an actor.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ActorStanding {
    /// The score at the actor's own weights and nominal figures; none where too little is known, or
    /// the actor does not rank.
    pub score: Option<f64>,
    /// The least score over all that the actor admits; none where it is not told.
    pub low: Option<f64>,
    /// The greatest score over all that the actor admits; none where it is not told.
    pub high: Option<f64>,
    /// The rank of the score, ties sharing the best rank.
    pub rank: Option<usize>,
    /// The best rank over all that the actor admits, among all that compete; none where it is not
    /// told.
    pub rank_best: Option<usize>,
    /// The worst rank over all that the actor admits, among all that compete; none where it is not
    /// told.
    pub rank_worst: Option<usize>,
}

/// How an actor puts one alternative beside another, over all that it admits. Differences of scores
/// within the tolerance of ties count as none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorRelation {
    /// The first is always ahead.
    Ahead,
    /// The first is never behind, always level or ahead, and ahead for some weights and inputs.
    NeverBehind,
    /// The two are always level.
    Equal,
    /// The first is never ahead, and behind for some weights and inputs.
    NeverAhead,
    /// The first is always behind.
    Behind,
    /// Either can be ahead, or it is not told.
    Open,
}

impl ActorRelation {
    /// The relation the other way round.
    #[must_use]
    pub fn reversed(self) -> ActorRelation {
        match self {
            ActorRelation::Ahead => ActorRelation::Behind,
            ActorRelation::NeverBehind => ActorRelation::NeverAhead,
            ActorRelation::NeverAhead => ActorRelation::NeverBehind,
            ActorRelation::Behind => ActorRelation::Ahead,
            same => same,
        }
    }

    /// Whether the actor is surely for the first: always at least as good, and not always level.
    pub fn is_for_first(self) -> bool {
        matches!(self, ActorRelation::Ahead | ActorRelation::NeverBehind)
    }

    /// Whether the actor is surely for the second.
    pub fn is_for_second(self) -> bool {
        self.reversed().is_for_first()
    }

    /// Of a difference of scores first - second that lies between `least` and `greatest`.
    fn of_bounds(least: f64, greatest: f64, eps: f64) -> ActorRelation {
        match (least >= -eps, greatest <= eps) {
            (true, true) => ActorRelation::Equal,
            (true, false) if least > eps => ActorRelation::Ahead,
            (true, false) => ActorRelation::NeverBehind,
            (false, true) if greatest < -eps => ActorRelation::Behind,
            (false, true) => ActorRelation::NeverAhead,
            (false, false) => ActorRelation::Open,
        }
    }

    /// Of what a study of robustness tells of first over second, and of second over first.
    fn of_preferences(over: PairRelation, under: PairRelation) -> ActorRelation {
        match (over.necessary, under.necessary) {
            (true, true) => ActorRelation::Equal,
            (true, false) if !under.possible => ActorRelation::Ahead,
            (true, false) => ActorRelation::NeverBehind,
            (false, true) if !over.possible => ActorRelation::Behind,
            (false, true) => ActorRelation::NeverAhead,
            (false, false) => ActorRelation::Open,
        }
    }
}

impl PanelEvaluation<'_> {
    /// How every actor sees every alternative, at its own weights and over all that it admits.
    ///
    /// Where a method has no answer over a set of weights, ends and relations of the actors who
    /// admit one are missing, and [`ActorStandings::refused`] says why.
    ///
    /// # Errors
    /// [`Error::Contradiction`] where no weights meet what an actor says; [`Error::Size`] for a
    /// group with too many pairs.
    ///
    /// ```
    /// use afweging::method::Method;
    /// use afweging::problem::{Actor, Direction, Panel, Problem, Says};
    /// use afweging::study::{ActorRelation, PanelEvaluation};
    ///
    /// let problem = Problem::builder()
    ///     .criterion("price", Direction::Min, 3.0)
    ///     .criterion("quality", Direction::Max, 1.0)
    ///     .alternative("A", [100.0, 7.0])
    ///     .alternative("B", [120.0, 9.0])
    ///     .build()?;
    /// let buyer = Actor::new("buyer", problem.clone());
    /// let visitor = Actor::new("visitor", problem).saying(Says::Nothing);
    /// let panel = Panel::new(vec![buyer, visitor])?;
    /// let evaluation = PanelEvaluation::new(&panel, &Method::default())?;
    /// let standings = evaluation.standings()?;
    /// // At the weights of the buyer, A scores three quarters.
    /// let buyer = &standings.actors[0].groups[0];
    /// assert_eq!(buyer.alternatives[0].score, Some(0.75));
    /// assert_eq!(buyer.relation(0, 1), ActorRelation::Ahead);
    /// // The visitor says nothing: A can score anything from 0 to 1.
    /// let visitor = &standings.actors[1].groups[0];
    /// assert_eq!(visitor.alternatives[0].score, None);
    /// assert_eq!((visitor.alternatives[0].low, visitor.alternatives[0].high), (Some(0.0), Some(1.0)));
    /// assert_eq!(visitor.relation(0, 1), ActorRelation::Open);
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn standings(&self) -> Result<PanelStandings<'_>> {
        self.check_pairs()?;
        let of_actor = |(at, evaluation): (usize, &Evaluation)| {
            let results = self.groups.iter().zip(&evaluation.groups);
            if !self.actors()[at].admits_a_set() {
                let groups = results.map(|(group, result)| at_its_weights(group, result, at));
                return Ok(ActorStandings { groups: groups.collect(), refused: None });
            }
            let (study, refused) = match robust(evaluation, &RobustRequest::default()) {
                Ok(study) => (Some(study), None),
                Err(why @ Error::Undefined { .. }) => (None, Some(why)),
                Err(why) => return Err(why),
            };
            let admissible = AdmissibleWeights::new(evaluation.problem);
            let told = by_group(study.as_ref(), self.groups.len());
            let of_group = |(group, result): (&PanelGroup, &GroupResult)| match told[group.group] {
                Some(told) => over_a_set(group, result, at, told, &admissible),
                None => nominal_only(group, at),
            };
            Ok(ActorStandings { groups: results.map(of_group).collect(), refused })
        };
        let actors = self.evaluations.iter().enumerate().map(of_actor).collect::<Result<_>>()?;
        Ok(PanelStandings { panel: self, actors })
    }
}

impl PanelEvaluation<'_> {
    /// # Errors
    /// [`Error::Size`] where what all actors say of all pairs takes more memory than there is.
    fn check_pairs(&self) -> Result<()> {
        let actors = self.actors().len();
        let of_pair = PAIR_AND_ACTOR_BYTES.saturating_mul(actors).saturating_add(PAIR_BYTES);
        let pairs = |m: usize| m.saturating_mul(m.saturating_sub(1)) / 2;
        let bytes = |m: usize| pairs(m).saturating_mul(of_pair);
        let all = self
            .groups
            .iter()
            .fold(0, |sum: usize, group| sum.saturating_add(bytes(group.places.len())));
        let largest = self.groups.iter().max_by_key(|group| group.places.len());
        match largest.filter(|_| all > room()) {
            Some(group) => Err(Error::Size {
                what: both(
                    format!(
                        "comparing {} alternatives in one group for {actors} actors",
                        group.places.len()
                    ),
                    format!(
                        "de vergelijking van {:#} alternatieven in één groep voor {actors:#} actoren",
                        group.places.len()
                    ),
                ),
                bytes: all,
                remedy: narrower(self.panel.problem(), group.group),
            }),
            None => Ok(()),
        }
    }
}

impl ActorGroup {
    /// How the alternative a stands to the alternative b; equal to itself.
    pub fn relation(&self, a: usize, b: usize) -> ActorRelation {
        match a.cmp(&b) {
            std::cmp::Ordering::Less => self.relations[self.pair(a, b)],
            std::cmp::Ordering::Equal => ActorRelation::Equal,
            std::cmp::Ordering::Greater => self.relations[self.pair(b, a)].reversed(),
        }
    }

    /// The position of a pair a < b.
    fn pair(&self, a: usize, b: usize) -> usize {
        let m = self.alternatives.len();
        a * (2 * m - a - 1) / 2 + b - a - 1
    }
}

/// All pairs a < b of m alternatives, by a and then b.
pub(super) fn pairs(m: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..m).flat_map(move |a| (a + 1..m).map(move |b| (a, b)))
}

/// By group of the problem: what a study of robustness tells of it; none where nobody competes, or
/// there is no study.
fn by_group<'s>(study: Option<&'s Robust>, groups: usize) -> Vec<Option<&'s RobustGroup>> {
    let mut out = vec![None; groups];
    for of_group in study.iter().flat_map(|study| &study.groups) {
        if let Some(own) = out.get_mut(of_group.group) {
            *own = Some(of_group);
        }
    }
    out
}

/// Score and rank at the actor's weights and nominal figures, and nothing more.
fn nominal(group: &PanelGroup, actor: usize) -> impl Iterator<Item = ActorStanding> + '_ {
    let own = &group.actors[actor];
    let of = |(score, rank): (&Option<f64>, &Option<usize>)| ActorStanding {
        score: *score,
        rank: *rank,
        ..ActorStanding::default()
    };
    own.scores.iter().zip(&own.ranks).map(of)
}

/// Of an actor of whom nothing is told but its score and rank.
fn nominal_only(group: &PanelGroup, actor: usize) -> ActorGroup {
    let m = group.places.len();
    ActorGroup {
        alternatives: nominal(group, actor).collect(),
        // Nothing is told, and nobody is there to tell it of.
        exact: m == 0,
        relations: vec![ActorRelation::Open; m * m.saturating_sub(1) / 2],
    }
}

/// Of an actor who admits its own weights only: what its evaluation tells of the inputs.
fn at_its_weights(group: &PanelGroup, result: &GroupResult, actor: usize) -> ActorGroup {
    let of = |(standing, place): (ActorStanding, &_)| {
        let known = result.standing(*place);
        ActorStanding {
            low: known.bounds.map(|bounds| bounds.0),
            high: known.bounds.map(|bounds| bounds.1),
            rank_best: known.ranks.map(|ranks| ranks.0),
            rank_worst: known.ranks.map(|ranks| ranks.1),
            ..standing
        }
    };
    let mut exact = result.exact;
    let mut relation =
        |(a, b): (usize, usize)| match result.score_difference(group.places[a], group.places[b]) {
            Some(bounds) => {
                exact &= bounds.exact;
                ActorRelation::of_bounds(bounds.min, bounds.max, result.eps)
            }
            None => {
                exact = false;
                ActorRelation::Open
            }
        };
    let relations = pairs(group.places.len()).map(&mut relation).collect();
    let alternatives = nominal(group, actor).zip(&group.places).map(of).collect();
    ActorGroup { alternatives, exact, relations }
}

/// Of an actor who admits a set of weights.
fn over_a_set(
    group: &PanelGroup,
    result: &GroupResult,
    actor: usize,
    told: &RobustGroup,
    admissible: &AdmissibleWeights,
) -> ActorGroup {
    let model = LinearScores::new(result);
    let mut exact = told.standings.iter().all(|it| it.best.exact && it.worst.exact);
    let mut of = |(at, standing): (usize, ActorStanding)| {
        let robustness = &told.standings[at];
        let ends = model.as_ref().map(|model| {
            let least = admissible.least(&model.signed_score(at, 1.0));
            let most = admissible.least(&model.signed_score(at, -1.0));
            exact &= least.exact && most.exact;
            // The two are found one by one: rounding puts neither beyond the nominal score.
            let (low, high) = (least.bound, 0.0 - most.bound);
            let own = standing.score.unwrap_or(low);
            (low.min(high).min(own), high.max(own))
        });
        ActorStanding {
            low: ends.map(|ends| ends.0),
            high: ends.map(|ends| ends.1),
            rank_best: Some(robustness.best.rank),
            rank_worst: Some(robustness.worst.rank),
            ..standing
        }
    };
    let alternatives: Vec<ActorStanding> = nominal(group, actor).enumerate().map(&mut of).collect();
    let relation = |(a, b): (usize, usize)| {
        let (over, under) = (told.preference(a, b), told.preference(b, a));
        exact &= over.exact;
        ActorRelation::of_preferences(over, under)
    };
    let relations = pairs(group.places.len()).map(relation).collect();
    ActorGroup { alternatives, exact, relations }
}
