//! Facts that hold from a year on.

use crate::problem::{Quantity, Text};

/// A fact that holds from a year on.
#[derive(Debug, Clone, PartialEq)]
pub struct Readiness {
    /// The fact's id.
    pub fact: String,
    /// From when it holds.
    pub from: ReadyFrom,
    /// Why.
    pub reason: Text,
    /// Where from.
    pub source: Option<String>,
}

/// From which year a fact holds: in every period that begins in that year or later.
#[derive(Debug, Clone, PartialEq)]
pub enum ReadyFrom {
    /// In no period.
    Never,
    /// From this year on. A set is taken at its last year, a distribution at its nominal one.
    Year(Quantity),
}

impl ReadyFrom {
    /// The year that an answer takes: the last of a set, so that nothing is taken to hold before it
    /// surely does, and the nominal one of a distribution. `None`: never, or nobody knows.
    pub fn year(&self) -> Option<f64> {
        match self {
            ReadyFrom::Never => None,
            ReadyFrom::Year(Quantity::Set(_, last)) => Some(*last),
            ReadyFrom::Year(year) => Some(year.spread()?.nominal),
        }
    }
}

/// Alternatives that can only be stood in while a fact of the readiness list holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Need {
    /// The requirement that says so: an index into [`crate::problem::Problem::requirements`].
    pub requirement: usize,
    /// The fact: an index into [`super::PathwayModel::readiness`].
    pub fact: usize,
    /// The alternatives.
    pub alternatives: Vec<usize>,
}
