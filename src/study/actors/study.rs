//! All that is asked about many actors, answered at once.

use super::apart::{Apart, apart, apart_table};
use super::camps::{Camps, camps, camps_table};
use super::coalition::{PanelCoalitions, coalitions};
use super::common_ground::{CommonGround, common_ground};
use super::compromise::{Compromises, compromises};
use super::concession::{Concessions, concessions};
use super::concordance::{Concordance, concordance, concordance_table};
use super::group_ranking::{GroupRankings, group_rankings};
use super::impacts::{ActorImpacts, impacts, impacts_table};
use super::influence::{Influences, influences};
use super::pairs::{ActorPair, actor_pairs, actor_pairs_table};
use super::{
    ActorsRequest, PanelAcceptance, PanelAgreement, PanelEvaluation, PanelShares, PanelStandings,
};
use crate::error::Result;
use crate::rank_aggregation::KemenyRequest;
use crate::study::Tables;
use crate::table::NamedTable;

/// The answers about a panel; made by [`actors`].
#[derive(Debug)]
#[non_exhaustive]
pub struct Actors<'a> {
    /// The method for every actor.
    pub evaluation: &'a PanelEvaluation<'a>,
    /// What was asked for.
    pub request: ActorsRequest,
    /// How every actor sees every alternative.
    pub standings: PanelStandings<'a>,
    /// Over which share of its admissible weights an actor gives which rank.
    pub shares: PanelShares<'a>,
    /// What the actors say of each pair of alternatives.
    pub agreement: PanelAgreement,
    /// Who accepts which alternative.
    pub acceptance: PanelAcceptance,
    /// What divides each two actors who rank.
    pub pairs: Vec<ActorPair>,
    /// How far each actor who ranks stands from the others.
    pub apart: Vec<Apart>,
    /// Actors who think alike.
    pub camps: Vec<Camps>,
    /// How far the actors agree on an order, all of them and by kind.
    pub concordance: Vec<Concordance>,
    /// Benefits and burdens, apart.
    pub impacts: Vec<ActorImpacts>,
    /// One ranking of many, rule by rule.
    pub group_rankings: GroupRankings<'a>,
    /// Compromises, rule by rule.
    pub compromises: Compromises<'a>,
    /// How the rules move with influence.
    pub influences: Influences<'a>,
    /// Who can decide together, and who can keep the others from it.
    pub coalitions: Option<PanelCoalitions<'a>>,
    /// The weights that all admit, or what stands in their way.
    pub common_ground: CommonGround<'a>,
    /// What it would take for an actor to accept an alternative.
    pub concessions: Concessions<'a>,
}

/// Ask all that there is to ask about a panel.
///
/// # Errors
/// [`crate::Error::Argument`] for an accepted rank of 0 or a number of draws out of range;
/// [`crate::Error::Contradiction`] where no weights meet what an actor says;
/// [`crate::Error::Size`] for a group with too many pairs of alternatives.
///
/// ```
/// use afweging::method::Method;
/// use afweging::problem::{Actor, Direction, Panel, Problem};
/// use afweging::study::{ActorsRequest, PanelEvaluation, Tables, actors};
///
/// let problem = |price: f64, quality: f64| {
///     Problem::builder()
///         .criterion("price", Direction::Min, price)
///         .criterion("quality", Direction::Max, quality)
///         .alternative("A", [100.0, 7.0])
///         .alternative("B", [120.0, 9.0])
///         .alternative("C", [105.0, 8.5])
///         .build()
/// };
/// let buyer = Actor::new("buyer", problem(3.0, 1.0)?);
/// let user = Actor::new("user", problem(1.0, 4.0)?);
/// let panel = Panel::new(vec![buyer, user])?;
/// let evaluation = PanelEvaluation::new(&panel, &Method::default())?;
/// let study = actors(&evaluation, &ActorsRequest::default())?;
/// // Both can live with C, which is nobody's last.
/// assert_eq!(study.acceptance.groups[0][2].accepted_by, [0, 1]);
/// assert!(study.acceptance.groups[0][2].is_never_last());
/// assert_eq!(study.tables()[0], "actor_ranking");
/// # Ok::<(), afweging::Error>(())
/// ```
pub fn actors<'a>(
    evaluation: &'a PanelEvaluation<'a>,
    request: &ActorsRequest,
) -> Result<Actors<'a>> {
    request.check()?;
    let standings = evaluation.standings()?;
    let shares = evaluation.shares(request)?;
    let agreement = standings.agreement();
    let acceptance = standings.acceptance(request)?;
    let pairs = actor_pairs(evaluation);
    let apart = apart(evaluation, &pairs);
    let compromises = compromises(evaluation, &|group, actor, alternative| {
        let accepted = evaluation.groups[group].accepted_rank(request);
        let share = shares.actors[actor].rank_or_better(group, alternative, accepted)?;
        let exact = shares.actors[actor].is_exact(group);
        // What holds whatever the inputs turn out to be.
        Some((share.low.value, (!exact).then_some(share.low.std_error)))
    });
    Ok(Actors {
        evaluation,
        request: *request,
        agreement,
        acceptance,
        apart,
        camps: camps(evaluation),
        concordance: concordance(evaluation),
        impacts: impacts(evaluation),
        group_rankings: group_rankings(evaluation, &KemenyRequest::default()),
        compromises,
        influences: influences(evaluation),
        coalitions: coalitions(evaluation),
        common_ground: common_ground(evaluation)?,
        concessions: concessions(evaluation, request)?,
        pairs,
        standings,
        shares,
    })
}

impl Tables for Actors<'_> {
    fn named_tables(&self) -> Vec<NamedTable<'_>> {
        let panel = self.evaluation;
        let mut out = vec![
            NamedTable::new("actor_ranking", || self.standings.ranking()),
            NamedTable::new("actor_statements", || panel.statements()),
            NamedTable::new("actor_weights", || panel.weights()),
            NamedTable::new("actor_acceptability", || self.shares.acceptability()),
            NamedTable::new("actor_pairs", || actor_pairs_table(panel, &self.pairs)),
            NamedTable::new("apart", || apart_table(panel, &self.apart)),
            NamedTable::new("concordance", || concordance_table(panel, &self.concordance)),
            NamedTable::new("camps", || camps_table(panel, &self.camps)),
            NamedTable::new("agreement", || self.agreement.table(panel)),
            NamedTable::new("acceptance", || self.acceptance.table(panel)),
            NamedTable::new("compromise", || self.compromises.table()),
            NamedTable::new("group_ranking", || self.group_rankings.table()),
            NamedTable::new("kemeny_orders", || self.group_rankings.kemeny_orders()),
            NamedTable::new("influence", || self.influences.table()),
        ];
        if let Some(coalitions) = &self.coalitions {
            out.push(NamedTable::new("coalitions", || coalitions.table()));
        }
        let ground = &self.common_ground;
        out.push(NamedTable::new("common_ground", || ground.table()));
        out.push(NamedTable::new("common_ground_points", || ground.points()));
        out.push(NamedTable::new("common_ground_order", || ground.order()));
        out.push(NamedTable::new("conflict", || ground.conflict()));
        out.extend(self.concessions.named_tables());
        out.push(NamedTable::new("impacts", || impacts_table(panel, &self.impacts)));
        out
    }

    fn draws(&self) -> Option<u64> {
        Some(self.shares.draws()).filter(|draws| *draws > 0)
    }
}
