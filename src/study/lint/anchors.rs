//! Weights without a described step. In an additive model a weight is what the step over a
//! criterion's whole scale is worth; asked for as "importance" without that step in view, people's
//! weights hardly react to it (von Nitzsch & Weber 1993, doi:10.1287/mnsc.39.8.937).
//!
//! What describes a step is told in
//! [`crate::evaluate::swings::swings`](fn@crate::evaluate::swings::swings). Criteria without any
//! scale have no stated step at all; those already named for their observed range are not named
//! again.

use crate::evaluate::dependence::Dependent;
use crate::evaluate::evaluation::Evaluation;
use crate::evaluate::swings::step;
use crate::method::Dependence;
use crate::value;

/// Criteria with weight whose step nobody described.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Unanchored {
    /// They have a scale, but no two anchors on it and no unit that says what its figures are.
    pub undescribed: Vec<usize>,
    /// They have no scale.
    pub unranged: Vec<usize>,
}

impl Unanchored {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.undescribed.is_empty() && self.unranged.is_empty()
    }
}

/// The criteria with weight whose step nobody described.
pub(super) fn unanchored(evaluation: &Evaluation, dependent: &[Dependent]) -> Unanchored {
    let named = |leaf: usize| {
        dependent.iter().any(|dependent| matches!(&dependent.on, Dependence::ObservedRange(leaves) if leaves.contains(&leaf)))
    };
    let weights = evaluation.weights.greatest();
    let mut out = Unanchored::default();
    for (leaf, criterion) in evaluation.problem.tree.leaves.iter().enumerate() {
        if weights[leaf] <= 0.0 || step(criterion).is_some() {
            continue;
        }
        match value::fixed(criterion) {
            Some(_) => out.undescribed.push(leaf),
            None if !named(leaf) => out.unranged.push(leaf),
            None => {}
        }
    }
    out
}
