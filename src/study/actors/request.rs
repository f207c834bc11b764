//! What a study of actors is asked for.

use crate::draw::limits::check_draws;
use crate::error::both;
use crate::error::{Error, Result};

/// What a study of actors is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActorsRequest {
    /// An actor accepts an alternative that it ranks so far up, from 1. None: the best half, rounded
    /// up. See [`PanelGroup::accepted_rank`](super::PanelGroup::accepted_rank).
    pub accept: Option<usize>,
    /// How many draws the shares of an actor's admissible weights rest on, where they are not exact.
    pub draws: u64,
    /// The seed of the random numbers; the same seed gives the same draws.
    pub seed: u64,
}

/// Draws for each actor where nothing else is said: the standard error of a share is at most half a
/// per cent.
pub const ACTOR_DRAWS: u64 = 10_000;

impl Default for ActorsRequest {
    fn default() -> ActorsRequest {
        ActorsRequest { accept: None, draws: ACTOR_DRAWS, seed: 1 }
    }
}

impl ActorsRequest {
    /// # Errors
    /// [`Error::Argument`] for an accepted rank of 0, and for a number of draws that is too small or
    /// too large.
    pub(super) fn check(&self) -> Result<()> {
        if self.accept == Some(0) {
            return Err(Error::argument(
                "accept",
                0,
                both("ranks count from 1", "rangen tellen vanaf 1"),
            ));
        }
        check_draws(self.draws)
    }
}
