//! What a study of paths is asked for.

use crate::draw::limits::check_draws;
use crate::draw::plan::WeightsModel;
use crate::error::both;
use crate::error::{Error, Result};

/// What a study of paths is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PathwayRequest {
    /// How many of the best paths of each choice are listed: at least 1. Paths that tie with the last
    /// of them are listed too.
    pub best: usize,
    /// How weights are spread in draws.
    pub model: WeightsModel,
    /// How many draws shares of paths rest on.
    pub draws: u64,
    /// Draw ranges, and what is unknown, as uniform distributions.
    pub uniform_sets: bool,
    /// The seed of the random numbers; the same seed gives the same draws.
    pub seed: u64,
}

/// How many of the best paths of each choice are listed where nothing else is said.
pub const BEST_PATHS: usize = 5;

/// The most paths of a choice that can be asked for.
pub const MOST_BEST_PATHS: usize = 1_000;

/// Draws where nothing else is said: the standard error of a share is at most half a per cent.
pub const PATHWAY_DRAWS: u64 = 10_000;

impl Default for PathwayRequest {
    fn default() -> PathwayRequest {
        PathwayRequest {
            best: BEST_PATHS,
            model: WeightsModel::Nodes,
            draws: PATHWAY_DRAWS,
            uniform_sets: false,
            seed: 1,
        }
    }
}

impl PathwayRequest {
    /// # Errors
    /// [`Error::Argument`] for a number of paths or draws that is too small or too large.
    pub(super) fn check(&self) -> Result<()> {
        if !(1..=MOST_BEST_PATHS).contains(&self.best) {
            let message = both(
                format!("from 1 to {MOST_BEST_PATHS} paths can be listed"),
                format!("er kunnen 1 tot {MOST_BEST_PATHS:#} paden worden getoond"),
            );
            return Err(Error::argument("best", self.best, message));
        }
        check_draws(self.draws)
    }
}
