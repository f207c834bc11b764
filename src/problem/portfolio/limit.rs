//! A limit on what is chosen together.

use super::Amount;
use crate::problem::{Kind, Text};

/// A limit on what is chosen together.
#[derive(Debug, Clone, PartialEq)]
pub struct Limit {
    /// Its id.
    pub id: String,
    /// Its name for people; may be empty.
    pub label: Text,
    /// What is added up.
    pub measure: Measure,
    /// Among which alternatives: one part with all of them, or one for each value of what it is
    /// split by.
    pub parts: Vec<LimitPart>,
    /// Whether it is split, so that bounds are those of each part.
    pub split: bool,
    /// What it may be.
    pub bound: Bound,
    /// The probability with which the bound must be kept; `None`: always.
    pub chance: Option<f64>,
    /// By how much `shadow` loosens it; `None`: 1 for a count, else a tenth of the bound.
    pub step: Option<f64>,
    /// Whether it is applied.
    pub active: bool,
    /// Whether the answer must keep it; else the answer is told whether it does.
    pub enforced: bool,
    /// What it rests on, if it says so.
    pub kind: Option<Kind>,
    /// Why.
    pub reason: Text,
    /// Where from.
    pub source: Option<String>,
}

/// What a limit adds up over what is chosen.
#[derive(Debug, Clone, PartialEq)]
pub enum Measure {
    /// The figures: by alternative of the problem.
    Sum {
        /// The attribute or criterion, as tables and pages name it.
        of: String,
        /// By alternative.
        amounts: Vec<Amount>,
    },
    /// How many.
    Count,
    /// 1 - product of (1 - figure): the share that all take away together.
    JointShare {
        /// The attribute or criterion.
        of: String,
        /// By alternative: figures from 0 to 1.
        amounts: Vec<Amount>,
    },
}

/// Alternatives that a limit adds up.
#[derive(Debug, Clone, PartialEq)]
pub struct LimitPart {
    /// The value of what the limit is split by; `None` if it is not split.
    pub name: Option<String>,
    /// The alternatives that belong to it: indices into
    /// [`crate::problem::Problem::alternatives`], in order.
    pub alternatives: Vec<usize>,
    /// Those of which nobody knows whether they do, because a text is not known: they belong to it
    /// where that is worse for a bound, and do not where that is worse. In order, and none of the
    /// others.
    pub may_be: Vec<usize>,
}

/// What the measure of a limit may be. Where all are `None` nobody gave a bound, and the limit is
/// not applied.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Bound {
    /// The most it may be; of each part where the limit is split.
    pub at_most: Option<f64>,
    /// The least it may be; of each part where the limit is split.
    pub at_least: Option<f64>,
    /// The most that one part may have of the measure over all parts: a share from 0 to 1.
    pub share_at_most: Option<f64>,
}

impl Measure {
    /// What it is, in a sentence about it.
    pub(crate) fn words(&self) -> String {
        match self {
            Measure::Sum { of, .. } => format!("the sum of `{of}`"),
            Measure::Count => "the count".to_owned(),
            Measure::JointShare { of, .. } => format!("the joint share of `{of}`"),
        }
    }
}

impl Limit {
    /// Whether it is applied: it is active, and somebody gave a bound.
    pub fn is_applied(&self) -> bool {
        self.active && self.bound != Bound::default()
    }
}
