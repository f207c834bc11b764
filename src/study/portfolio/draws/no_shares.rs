//! Why there are no shares of draws.

/// Why there are no shares of draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoShares {
    /// The value of this alternative rests on an input of which a range is known and no
    /// distribution, or nothing.
    Sets(usize),
    /// The method gives this alternative no score.
    NotScored(usize),
    /// Nothing is known of the figure by which the value of this alternative is multiplied.
    UnknownTimes(usize),
    /// No portfolio keeps all limits and rules.
    NoPortfolio,
    /// In some draws the search was cut short before it found any portfolio.
    NotFound,
}

impl NoShares {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            NoShares::Sets(_) => "sets",
            NoShares::NotScored(_) => "not_scored",
            NoShares::UnknownTimes(_) => "unknown_times",
            NoShares::NoPortfolio => "no_portfolio",
            NoShares::NotFound => "not_found",
        }
    }
}
