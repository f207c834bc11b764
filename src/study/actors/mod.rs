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
//! - `pairs`, `apart`, `camps` and `concordance`: what divides two actors, who stands furthest from
//!   the rest, who thinks alike, and how far all agree;
//! - `group_ranking`, `compromise`, `coalition` and `influence`: rules by which many rankings
//!   become one, each beside the others and never alone;
//! - `common_ground`: the weights that all actors admit, or what stands in their way;
//! - `concession`: what it would take for an actor to accept an alternative;
//! - `impacts`: benefits and burdens apart, against a baseline.
//!
//! Scores of different actors are compared by no rule but those that say so. An actor who says
//! nothing of weights has no ranking, and counts in no rule that needs one.

mod acceptance;
mod agreement;
mod apart;
mod camps;
pub(crate) mod coalition;
mod common_ground;
pub(crate) mod compromise;
mod concession;
mod concordance;
mod evaluation;
mod group;
pub(crate) mod group_ranking;
mod impacts;
pub(crate) mod influence;
mod mean_scores;
mod mean_weights;
mod pairs;
mod ranking_influence;
mod request;
mod shares;
mod standing;
mod study;
pub(crate) mod tables;

pub use acceptance::{AlternativeAcceptance, PanelAcceptance};
pub use agreement::{PairAgreement, PanelAgreement, PanelVerdict};
pub use apart::{Apart, RankApart, WeightApart, apart, apart_table};
pub use camps::{Camps, CampsBy, camps, camps_table};
pub use common_ground::{
    ActorStatement, CommonGround, CommonOrder, CommonStanding, Ground, GroundPart, MOST_POINTS,
    NoGround, Relaxation, SharedGround, SharedWeights, StatementConflict, common_ground,
    least_largest, least_total, shared_weights, smallest_conflict,
};
pub use concession::{
    ActorConcession, CommonConcession, CommonImprovement, ConcessionGroup, Concessions, Demand,
    Improvement, Raise, WeightChange, concessions,
};
pub use concordance::{Concordance, concordance, concordance_table};
pub use evaluation::PanelEvaluation;
pub use group::{ActorRanking, PanelGroup};
pub use impacts::{ActorImpacts, Impact, ImpactPart, NoImpacts, impacts, impacts_table};
pub use pairs::{ActorPair, CellEffect, CriterionEffect, actor_pairs, actor_pairs_table};
pub use request::{ACTOR_DRAWS, ActorsRequest};
pub use shares::{ActorShares, PanelShares};
pub use standing::{ActorGroup, ActorRelation, ActorStanding, ActorStandings, PanelStandings};
pub use study::{Actors, actors};
