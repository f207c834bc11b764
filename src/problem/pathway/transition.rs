//! What may follow what, and how long a path may stay.

use crate::problem::{Kind, Text};

/// What is said of the moves from some alternatives to others. A move goes from one alternative, or
/// from none, to another in the next period.
#[derive(Debug, Clone, PartialEq)]
pub struct Transition {
    /// Its id.
    pub id: String,
    /// Its name for people; may be empty.
    pub label: Text,
    /// Where the move comes from: alternatives; `None`: anywhere, none among them.
    pub from: Option<Vec<usize>>,
    /// Where it goes: alternatives.
    pub to: Vec<usize>,
    /// Whether such a move is allowed at all.
    pub allowed: bool,
    /// The path must have stood in one of these before the move, for some periods in all.
    pub after: Option<(Vec<usize>, u32)>,
    /// A fact that must hold when the move is made: an index into
    /// [`super::PathwayModel::readiness`], or whether the fact holds at all.
    pub needs: Option<MoveNeeds>,
    /// What the move costs, in years of value, in the period in which it is made; below 0 it gains.
    pub cost: f64,
    /// How many periods pass before the new one is there. Until then the path stands in the old one.
    pub takes: u32,
    /// Whether it is applied.
    pub active: bool,
    /// What it rests on, if it says so.
    pub kind: Option<Kind>,
    /// Why.
    pub reason: Text,
    /// Where from.
    pub source: Option<String>,
}

/// What a move needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoveNeeds {
    /// A fact of the readiness list: an index into [`super::PathwayModel::readiness`].
    Ready(usize),
    /// A fact that holds in all periods, or in none.
    Holds(bool),
}

/// How long a path may stay in some alternatives without a break. Moves among them are no break.
#[derive(Debug, Clone, PartialEq)]
pub struct Stay {
    /// Its id.
    pub id: String,
    /// Its name for people; may be empty.
    pub label: Text,
    /// The alternatives.
    pub alternatives: Vec<usize>,
    /// The least number of periods, but for a stay that the last period cuts short; at least 1.
    pub at_least: u32,
    /// The greatest number of periods; `None`: any.
    pub at_most: Option<u32>,
    /// Whether it is applied.
    pub active: bool,
    /// What it rests on, if it says so.
    pub kind: Option<Kind>,
    /// Why.
    pub reason: Text,
    /// Where from.
    pub source: Option<String>,
}
