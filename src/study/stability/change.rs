//! The smallest change of weights that lets a challenger catch the leader, with the weights that do
//! it.
//!
//! With d_r,j = v_j(challenger) - v_j(r) the challenger is level with rival r or ahead at weights
//! w' where d_r . w' >= 0: one hyperplane for the leader (`pass-leader`), one for each rival
//! (`be-first`). Three norms measure how far w' lies from the given w:
//!
//! - `ratio`: the largest factor by which a weight changes, see [`super::ratio`];
//! - `l1` and `linf`: the sum, and the largest, of |w'_j - w_j|, see [`super::distance`].

use super::{distance, ratio};
use crate::proof::challenger::{Conditions, Margin};
use crate::study::stability::norm::Norm;

/// Whom the challenger must catch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// The leader.
    PassLeader,
    /// Every rival.
    BeFirst,
}

impl Goal {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Goal::PassLeader => "pass-leader",
            Goal::BeFirst => "be-first",
        }
    }
}

/// How far the challenger gets.
#[derive(Debug, Clone, PartialEq)]
pub enum Reach {
    /// Strictly ahead of those it must catch.
    Win,
    /// Level with them at best.
    Tie,
    /// Not even level, for this reason.
    Impossible(Why),
    /// The solver could not tell; nothing is claimed.
    Unsolved,
}

/// Why no weights let the challenger catch up.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// A rival is at least as good on every criterion that may have weight (by `ratio`: that has
    /// weight now): an index into the conditions' rivals.
    Dominated(usize),
    /// At its best admissible weights it is this much behind.
    Behind(f64),
    /// No factor gets there (among several conditions: none up to 1e9): level only in the limit, as
    /// other weights vanish.
    OnlyInTheLimit,
}

/// The nearest weights at which the challenger is level, if there are any.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// How far the challenger gets.
    pub reach: Reach,
    /// The distance, where it gets level.
    pub distance: Option<f64>,
    /// The new leaf weights, where it gets level.
    pub weights: Option<Vec<f64>>,
}

impl Change {
    fn not(reach: Reach) -> Change {
        Change { reach, distance: None, weights: None }
    }
}

/// The smallest change in each norm that makes all of the `conditions` hold.
pub fn smallest(conditions: &Conditions) -> Vec<(Norm, Change)> {
    let anywhere = conditions.margin(false);
    // Where no weight is 0 there is none to be kept.
    let zeros = conditions.weights.contains(&0.0);
    let on_support = if zeros { conditions.margin(true) } else { anywhere };
    let of = |norm: Norm| {
        (norm, in_norm(conditions, norm, if norm == Norm::Ratio { on_support } else { anywhere }))
    };
    Norm::ALL.into_iter().map(of).collect()
}

fn in_norm(conditions: &Conditions, norm: Norm, margin: Margin) -> Change {
    let w = &conditions.weights;
    if conditions.met_by(w) {
        let reach = if margin == Margin::Positive { Reach::Win } else { Reach::Tie };
        return Change {
            reach,
            distance: Some(if norm == Norm::Ratio { 1.0 } else { 0.0 }),
            weights: Some(w.clone()),
        };
    }
    let reach = match margin {
        Margin::Positive => Reach::Win,
        Margin::Zero => Reach::Tie,
        Margin::Negative(by) => {
            let dominated = conditions.dominating(norm == Norm::Ratio);
            return Change::not(Reach::Impossible(
                dominated.map_or(Why::Behind(by), Why::Dominated),
            ));
        }
        Margin::Unknown => return Change::not(Reach::Unsolved),
    };
    let found = match norm {
        Norm::Ratio => ratio::nearest(conditions),
        Norm::L1 | Norm::Linf => distance::nearest(conditions, norm),
    };
    match found {
        Ok(Some(weights)) => {
            Change { reach, distance: Some(norm.distance(w, &weights)), weights: Some(weights) }
        }
        Ok(None) => {
            let dominated = conditions.dominating(true);
            Change::not(Reach::Impossible(dominated.map_or(Why::OnlyInTheLimit, Why::Dominated)))
        }
        Err(_) => Change::not(Reach::Unsolved),
    }
}
