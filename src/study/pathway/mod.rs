//! Which alternative should follow which, and when is it best to switch?
//!
//! A [`PathwayModel`](crate::problem::PathwayModel) has the periods and what holds of paths; one
//! evaluation for each period says what a year in each alternative is worth. The study finds for
//! each choice the path of greatest value:
//!
//! - `worth`: what periods count, and what a path earns where it stands;
//! - `places`: where a path can stand in each period, as far as the alternative goes;
//! - `rules`, `state`: what holds of the paths of a choice, and what of a path's past matters for
//!   what may follow;
//! - `graph`: all allowed paths of a choice, and the best by dynamic programming (Bellman 1957);
//!   `ranked`: the K best;
//! - `found`: a path, and its value as a function of weights;
//! - `coupling`, `prices`, `shared`: paths of all choices under limits that they share, as a 0/1
//!   program;
//! - `limits`: what paths make of limits and shared capacities;
//! - `given`: what paths that somebody names are worth;
//! - `waiting`: what deciding later costs;
//! - `scores`, `admissible`: what scores are at other weights, and which weights may be;
//! - `switches`, `envelope`: the exact weights at which the best path changes;
//! - `first_move`: whether a first step is right whatever the weights;
//! - `draws`, `drawn`, `tally`: in which share of draws each path, and each first step, is best;
//! - `readiness`: what changes if a fact holds earlier or later, and which facts to watch;
//! - `discounting`: the best path by discount rate.

mod admissible;
mod coupling;
mod discounting;
mod drawn;
mod draws;
mod envelope;
mod evaluation;
mod first_move;
mod found;
mod given;
mod graph;
mod limits;
mod places;
mod prices;
mod ranked;
mod readiness;
mod request;
mod rules;
mod scores;
mod shared;
mod state;
mod study;
mod switches;
mod tables;
mod tally;
mod waiting;
mod worth;

pub use discounting::{RATES, RateRange};
pub use draws::{ChoiceShares, NoPathShares, PathShares};
pub use evaluation::{ChoicePaths, PathwayEvaluation};
pub use first_move::{FirstMove, MOST_PROVED_PATHS};
pub use found::{BestPaths, FoundPath, PathLine, PathMove};
pub use given::{GivenPaths, ScoredPath, given_paths};
pub use graph::PathGraph;
pub use limits::{PathwayLimitUse, SharedBy};
pub use places::PlaceState;
pub use readiness::{IfReady, Sign};
pub use request::{BEST_PATHS, MOST_BEST_PATHS, PATHWAY_DRAWS, PathwayRequest};
pub use shared::SharedPaths;
pub use study::{Pathway, pathway};
pub use switches::{CriterionSwitches, PathStretch};
pub use waiting::Waiting;
pub use worth::{PathWorth, PeriodWeights};
