//! What every admissible weight of every actor says of two alternatives, what most actors say, and
//! what is disputed.
//!
//! An actor is surely for a against b if a is at least as good as b for all that the actor admits,
//! and better for some of it ([`ActorRelation`]). That all of a group say so is the necessary
//! preference of a group of deciders (Greco, Mousseau & Slowinski 2009, The possible and the
//! necessary for multiple criteria group decision, Algorithmic Decision Theory), with an actor's
//! admissible weights for its value functions. An actor who says nothing of weights is surely for
//! what is at least as good on every criterion that it looks at, as all weights of these then say
//! so.

use super::PanelStandings;
use super::standing::{ActorRelation, pairs};
use crate::tolerance::THRESHOLD;

/// What the actors say of each pair of alternatives; made by [`PanelStandings::agreement`].
#[derive(Debug)]
#[non_exhaustive]
pub struct PanelAgreement {
    /// By group of the problem, in order: the pairs a < b, by a and then b.
    pub groups: Vec<Vec<PairAgreement>>,
}

/// What the actors say of a pair of alternatives, a before b in key order.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PairAgreement {
    /// The first: a position in [`super::PanelGroup::places`].
    pub a: usize,
    /// The second: a position in [`super::PanelGroup::places`].
    pub b: usize,
    /// What they say together.
    pub verdict: PanelVerdict,
    /// The actors, in order, who are surely for a.
    pub for_a: Vec<usize>,
    /// The actors, in order, who are surely for b.
    pub for_b: Vec<usize>,
    /// The actors, in order, to whom the two are always level.
    pub equal: Vec<usize>,
    /// The actors, in order, who leave it open.
    pub open: Vec<usize>,
    /// The share of all influence of those who are surely for a, 0 to 1.
    pub influence_a: f64,
    /// The share of all influence of those who are surely for b, 0 to 1.
    pub influence_b: f64,
}

/// What the actors say together of a pair of alternatives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PanelVerdict {
    /// To every actor one of the two is surely at least as good, the same one to all, and at least
    /// one actor is surely for it.
    All,
    /// To every actor the two are always level.
    Equal,
    /// Actors with more than half of all influence are surely for one of the two, and nobody is
    /// surely for the other.
    Most,
    /// Some actor is surely for one of the two, and another for the other.
    Disputed,
    /// None of these.
    Open,
}

impl PanelVerdict {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            PanelVerdict::All => "all",
            PanelVerdict::Equal => "equal",
            PanelVerdict::Most => "most",
            PanelVerdict::Disputed => "disputed",
            PanelVerdict::Open => "open",
        }
    }
}

impl PanelStandings<'_> {
    /// What the actors say of each pair of alternatives.
    ///
    /// ```
    /// use afweging::method::Method;
    /// use afweging::problem::{Actor, Direction, Panel, Problem};
    /// use afweging::study::{PanelEvaluation, PanelVerdict};
    ///
    /// let problem = |price: f64, quality: f64| {
    ///     Problem::builder()
    ///         .criterion("price", Direction::Min, price)
    ///         .criterion("quality", Direction::Max, quality)
    ///         .alternative("A", [100.0, 7.0])
    ///         .alternative("B", [120.0, 9.0])
    ///         .alternative("C", [130.0, 8.0])
    ///         .build()
    /// };
    /// let buyer = Actor::new("buyer", problem(3.0, 1.0)?);
    /// let user = Actor::new("user", problem(1.0, 4.0)?);
    /// let panel = Panel::new(vec![buyer, user])?;
    /// let evaluation = PanelEvaluation::new(&panel, &Method::default())?;
    /// let standings = evaluation.standings()?;
    /// let verdicts: Vec<PanelVerdict> =
    ///     standings.agreement().groups[0].iter().map(|pair| pair.verdict).collect();
    /// // A or B divides the two, and so does A or C; that B is better than C both say.
    /// assert_eq!(verdicts, [PanelVerdict::Disputed, PanelVerdict::Disputed, PanelVerdict::All]);
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn agreement(&self) -> PanelAgreement {
        let shares = self.panel.panel.shares();
        let of_group = |(at, group): (usize, &super::PanelGroup)| {
            let pair = |(a, b): (usize, usize)| {
                let relations = self.actors.iter().map(|actor| actor.groups[at].relation(a, b));
                PairAgreement::new((a, b), relations, &shares)
            };
            pairs(group.places.len()).map(pair).collect()
        };
        let groups = self.panel.groups.iter().enumerate().map(of_group).collect();
        PanelAgreement { groups }
    }
}

impl PairAgreement {
    fn new(
        (a, b): (usize, usize),
        relations: impl Iterator<Item = ActorRelation>,
        shares: &[f64],
    ) -> PairAgreement {
        let (mut for_a, mut for_b, mut equal, mut open) = (vec![], vec![], vec![], vec![]);
        for (actor, relation) in relations.enumerate() {
            match relation {
                ActorRelation::Ahead | ActorRelation::NeverBehind => for_a.push(actor),
                ActorRelation::Behind | ActorRelation::NeverAhead => for_b.push(actor),
                ActorRelation::Equal => equal.push(actor),
                ActorRelation::Open => open.push(actor),
            }
        }
        let influence =
            |actors: &[usize]| actors.iter().map(|actor| shares[*actor]).sum::<f64>().min(1.0);
        let (influence_a, influence_b) = (influence(&for_a), influence(&for_b));
        // Thirds and sixths that make a half may come out above it by rounding.
        let is_most = |influence: f64| influence > 0.5 + THRESHOLD;
        let verdict = match (for_a.is_empty(), for_b.is_empty()) {
            (false, false) => PanelVerdict::Disputed,
            (true, true) if open.is_empty() => PanelVerdict::Equal,
            (true, true) => PanelVerdict::Open,
            _ if open.is_empty() => PanelVerdict::All,
            _ if is_most(influence_a) || is_most(influence_b) => PanelVerdict::Most,
            _ => PanelVerdict::Open,
        };
        PairAgreement { a, b, verdict, for_a, for_b, equal, open, influence_a, influence_b }
    }
}
