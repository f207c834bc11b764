//! Why there are no core indices.

/// Why there are no core indices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoCore {
    /// Groups have weights of their own, so that there is no one set of admissible weights.
    GroupWeights,
    /// Scores are not linear in the weights.
    NotLinear,
    /// Some inputs are ranges, distributions or unknown, and the method has no bounds over them.
    NoBounds,
    /// The method gives this alternative no score.
    NotScored(usize),
    /// Nothing is known of the figure by which the value of this alternative is multiplied.
    UnknownTimes(usize),
    /// The admissible weights have too many extreme points, or these cannot be told apart.
    ManyPoints,
    /// There are too many portfolios that none of those found dominates.
    ManyPortfolios {
        /// How many extreme points the admissible weights have.
        extreme_points: usize,
    },
    /// The search was cut short before it was proved that there are no others than those found.
    LongSearch {
        /// How many extreme points the admissible weights have.
        extreme_points: usize,
    },
    /// No portfolio keeps all limits and rules.
    NoPortfolio {
        /// How many extreme points the admissible weights have.
        extreme_points: usize,
    },
}

impl NoCore {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            NoCore::GroupWeights => "group_weights",
            NoCore::NotLinear => "not_linear",
            NoCore::NoBounds => "no_bounds",
            NoCore::NotScored(_) => "not_scored",
            NoCore::UnknownTimes(_) => "unknown_times",
            NoCore::ManyPoints => "many_points",
            NoCore::ManyPortfolios { .. } => "many_portfolios",
            NoCore::LongSearch { .. } => "long_search",
            NoCore::NoPortfolio { .. } => "no_portfolio",
        }
    }

    /// How many extreme points the admissible weights have, where these were found.
    pub fn extreme_points(self) -> Option<usize> {
        match self {
            NoCore::ManyPortfolios { extreme_points }
            | NoCore::LongSearch { extreme_points }
            | NoCore::NoPortfolio { extreme_points } => Some(extreme_points),
            _ => None,
        }
    }
}
