//! What holds between the alternatives that are chosen.

use crate::problem::{Kind, Text};

/// What holds between the alternatives that are chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct PortfolioRule {
    /// Its id.
    pub id: String,
    /// Its name for people; may be empty.
    pub label: Text,
    /// What it says.
    pub says: RuleSays,
    /// Whether it is applied.
    pub active: bool,
    /// Whether the answer must keep it; else the answer is told whether it does. A rule that adds
    /// value is always kept.
    pub enforced: bool,
    /// What it rests on, if it says so.
    pub kind: Option<Kind>,
    /// Why.
    pub reason: Text,
    /// Where from.
    pub source: Option<String>,
}

/// What a rule says; alternatives are indices into [`crate::problem::Problem::alternatives`].
#[derive(Debug, Clone, PartialEq)]
pub enum RuleSays {
    /// If any of the first is chosen, some of the second is.
    Requires(Vec<usize>, Vec<usize>),
    /// If any of the first is chosen, none of the second is.
    Excludes(Vec<usize>, Vec<usize>),
    /// A value is added once if something of each of these sets is chosen.
    Together(Vec<Vec<usize>>, f64),
}
