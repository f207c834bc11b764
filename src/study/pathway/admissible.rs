//! The weights that meet what the problems of all periods ask of them.

use super::evaluation::PathwayEvaluation;
use crate::problem::Problem;
use std::borrow::Cow;

/// The problem of the first period, with the constraints of all periods. Preferences between
/// alternatives are read through the figures of a period, so each period may have its own; weights
/// are admissible if they meet all.
pub(super) fn admissible<'e>(evaluation: &'e PathwayEvaluation) -> Option<Cow<'e, Problem>> {
    let (first, others) = evaluation.model.problems.split_first()?;
    let mut out = Cow::Borrowed(first);
    for constraint in others.iter().flat_map(|problem| &problem.constraints) {
        if !out.constraints.contains(constraint) {
            out.to_mut().constraints.push(constraint.clone());
        }
    }
    Some(out)
}
