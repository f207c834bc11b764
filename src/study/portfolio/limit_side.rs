//! The bounds that a limit can have, and the figures that they are about.

use super::options::amounts;
use crate::problem::{Limit, Measure, Spread};

/// Which bound of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LimitSide {
    /// The most that it may be.
    AtMost,
    /// The least that it may be.
    AtLeast,
    /// The most that one part may have of all.
    ShareAtMost,
}

impl LimitSide {
    /// All of them, in the order of tables.
    pub const ALL: [LimitSide; 3] = [LimitSide::AtMost, LimitSide::AtLeast, LimitSide::ShareAtMost];

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            LimitSide::AtMost => "at_most",
            LimitSide::AtLeast => "at_least",
            LimitSide::ShareAtMost => "share_at_most",
        }
    }

    /// The bound that a limit has here.
    pub fn bound(self, limit: &Limit) -> Option<f64> {
        match self {
            LimitSide::AtMost => limit.bound.at_most,
            LimitSide::AtLeast => limit.bound.at_least,
            LimitSide::ShareAtMost => limit.bound.share_at_most,
        }
    }

    /// The same limit with another bound here.
    pub fn with_bound(self, limit: &Limit, bound: f64) -> Limit {
        let mut out = limit.clone();
        match self {
            LimitSide::AtMost => out.bound.at_most = Some(bound),
            LimitSide::AtLeast => out.bound.at_least = Some(bound),
            LimitSide::ShareAtMost => out.bound.share_at_most = Some(bound),
        }
        out
    }
}

/// The ends of the figure of an alternative that a limit adds up: 1 in a count.
pub fn figure(measure: &Measure, alternative: usize) -> Spread {
    amounts(measure).map_or(Spread::crisp(1.0), |amounts| amounts[alternative].spread)
}
