//! What a study of portfolios is asked for.

use crate::draw::limits::check_draws;
use crate::error::both;
use crate::error::{Error, Result};

/// What a study of portfolios is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PortfolioRequest {
    /// How many of the best portfolios are shown, with the best one: at least 1.
    pub best: usize,
    /// Of how many alternatives that can be chosen and are not it is found out what is in their way,
    /// and which bounds would bring them in: those without which least is lost. It takes a search for
    /// each limit. `usize::MAX`: of all; 0: of none.
    pub why_not: usize,
    /// How many draws the probability that a limit is kept rests on, and the share of draws in which
    /// an alternative is in the best portfolio.
    pub draws: u64,
    /// The seed of the random numbers; the same seed gives the same draws.
    pub seed: u64,
    /// The most branches that one search looks at. A search that is cut short says how much better a
    /// portfolio could be than the one it found.
    pub most_nodes: u64,
}

/// Draws where nothing else is said: the standard error of a share is at most half a per cent.
pub const PORTFOLIO_DRAWS: u64 = 10_000;

/// Branches of one search where nothing else is said.
pub const PORTFOLIO_NODES: u64 = 200_000;

/// More of the best portfolios than this nobody reads.
pub const MOST_PORTFOLIOS: usize = 1_000;

impl Default for PortfolioRequest {
    fn default() -> PortfolioRequest {
        PortfolioRequest {
            best: 5,
            why_not: usize::MAX,
            draws: PORTFOLIO_DRAWS,
            seed: 1,
            most_nodes: PORTFOLIO_NODES,
        }
    }
}

impl PortfolioRequest {
    /// # Errors
    /// [`Error::Argument`] for a number of portfolios, of draws or of branches out of range.
    pub(super) fn check(&self) -> Result<()> {
        if !(1..=MOST_PORTFOLIOS).contains(&self.best) {
            let range = both(
                format!("from 1 to {MOST_PORTFOLIOS} portfolios can be shown"),
                format!("er kunnen 1 tot {MOST_PORTFOLIOS:#} selecties worden getoond"),
            );
            return Err(Error::argument("best", self.best, range));
        }
        if self.most_nodes == 0 {
            return Err(Error::argument(
                "most_nodes",
                0,
                both(
                    "a search looks at one branch at least",
                    "een zoektocht bekijkt minstens één tak",
                ),
            ));
        }
        check_draws(self.draws)
    }
}
