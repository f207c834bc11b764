//! What a portfolio is chosen from, and within which limits.

use super::{Amount, Limit, PortfolioRule};

/// What a portfolio is chosen from, and within which limits. Alternatives are those of a
/// [`Problem`](crate::problem::Problem), by their indices.
#[derive(Debug, Clone, PartialEq)]
pub struct PortfolioModel {
    /// The keys of which each combination of values is a choice: indices into
    /// [`crate::problem::Problem::keys`].
    pub one_per: Vec<usize>,
    /// The choices, in key order.
    pub choices: Vec<Choice>,
    /// What an alternative is worth.
    pub worth: Worth,
    /// By alternative: what its value is multiplied by; `None`: nothing is.
    pub times: Option<Vec<Amount>>,
    /// The name of the attribute by which values are multiplied.
    pub times_name: Option<String>,
    /// The limits, in the order of the file, with those that are not applied.
    pub limits: Vec<Limit>,
    /// The rules, in the order of the file, with those that are not applied.
    pub rules: Vec<PortfolioRule>,
}

/// Of what exactly one is chosen, or none.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Its value of every key of [`PortfolioModel::one_per`]: indices into
    /// [`crate::problem::Key::values`].
    pub values: Vec<usize>,
    /// The alternatives: indices into [`crate::problem::Problem::alternatives`], in order, without
    /// references and without the one that stands for none. Those that requirements exclude are
    /// among them.
    pub alternatives: Vec<usize>,
    /// What it is worth to choose none.
    pub none: NoneValue,
}

/// What it is worth to choose none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NoneValue {
    /// So much.
    Value(f64),
    /// What this alternative is worth.
    Alternative(usize),
}

/// What an alternative is worth, before it is multiplied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worth {
    /// Its score.
    Score,
    /// Its score less that of the alternative that stands for none.
    Gain,
}
