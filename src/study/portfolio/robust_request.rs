//! What is asked about portfolios under incomplete weights and uncertain figures.

use super::request::{PORTFOLIO_DRAWS, PORTFOLIO_NODES};
use crate::draw::plan::WeightsModel;

/// What is asked about portfolios under incomplete weights and uncertain figures.
#[derive(Debug, Clone, PartialEq)]
pub struct RobustPortfolioRequest {
    /// How many draws of weights and inputs.
    pub draws: u64,
    /// How weights are spread in draws. Core indices are over all weights that meet the
    /// constraints.
    pub model: WeightsModel,
    /// Draw sets, and what is unknown, as uniform distributions.
    pub uniform_sets: bool,
    /// The seed of the random numbers; the same seed gives the same draws.
    pub seed: u64,
    /// The most portfolios that are held while those are sought that no other dominates.
    pub most_portfolios: usize,
    /// The most partial portfolios that are looked at meanwhile, as
    /// [`RobustProgram::non_dominated`](crate::binary_program::RobustProgram::non_dominated) counts
    /// them.
    pub most_partial: u64,
    /// The most branches that the search of one draw looks at.
    pub most_nodes: u64,
    /// How many draws the probability that a limit is kept rests on.
    pub chance_draws: u64,
}

/// Draws of weights and inputs where nothing else is said: the standard error of a share is at most
/// 1.6 per cent.
pub const ROBUST_PORTFOLIO_DRAWS: u64 = 1_000;

impl Default for RobustPortfolioRequest {
    fn default() -> RobustPortfolioRequest {
        RobustPortfolioRequest {
            draws: ROBUST_PORTFOLIO_DRAWS,
            model: WeightsModel::Nodes,
            uniform_sets: false,
            seed: 1,
            most_portfolios: 10_000,
            most_partial: 20_000_000,
            most_nodes: PORTFOLIO_NODES,
            chance_draws: PORTFOLIO_DRAWS,
        }
    }
}
