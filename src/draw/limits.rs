//! How many draws can be asked for.

use crate::error::both;
use crate::error::{Error, Result};

/// The default number of draws.
pub const DRAWS: u64 = 100_000;

/// More draws than this are a slip of the finger: they would take days.
pub const MOST_DRAWS: u64 = 100_000_000_000;

/// Whether so many draws can be made.
pub(crate) fn check_draws(draws: u64) -> Result<()> {
    if draws == 0 {
        return Err(Error::argument(
            "draws",
            draws,
            both("at least one draw is needed", "minstens één trekking is nodig"),
        ));
    }
    if draws > MOST_DRAWS {
        return Err(Error::argument(
            "draws",
            draws,
            both(
                format!(
                    "at most {MOST_DRAWS:e} draws; 1e6 draws already know every share within 0.001"
                ),
                format!(
                    "hoogstens {MOST_DRAWS:e} trekkingen; met 1e6 trekkingen is elk aandeel al tot op 0,001 bekend"
                ),
            ),
        ));
    }
    Ok(())
}
