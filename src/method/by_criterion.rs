//! What methods are told of each criterion: parameters that give a figure by its id, and scales.

use crate::error::{Error, Result};
use crate::method::remedy;
use crate::method::sheet::Sheet;
use crate::problem::{Criterion, Problem, Scale};
use std::collections::BTreeMap;

/// The figure of each leaf: what the parameter `name` gives, or else what `otherwise` knows.
///
/// # Errors
/// [`Error::Argument`] for a name that is no criterion with data; [`Error::Undefined`] for a
/// criterion without a figure.
pub(crate) fn figures<T: Clone>(
    method: &Sheet,
    name: &'static str,
    given: &BTreeMap<String, T>,
    problem: &Problem,
    otherwise: impl Fn(&Criterion) -> Option<T>,
) -> Result<Vec<T>> {
    let leaves = &problem.tree.leaves;
    if let Some(unknown) = given.keys().find(|id| leaves.iter().all(|leaf| leaf.id != **id)) {
        let known = leaves.iter().map(|leaf| leaf.id.as_str());
        let message = Error::unknown("criterion", unknown, known).said();
        return Err(Error::argument("parameter", format!("{}.{name}", method.name), message));
    }
    leaves
        .iter()
        .map(|leaf| {
            let own = given.get(&leaf.id).cloned().or_else(|| otherwise(leaf));
            own.ok_or_else(|| remedy::no_figure(method, &problem.tree, name, leaf))
        })
        .collect()
}

/// The ends of the scale of each leaf.
///
/// # Errors
/// [`Error::Undefined`] for a criterion without a scale.
pub(crate) fn scale_ends(method: &Sheet, problem: &Problem) -> Result<Vec<(f64, f64)>> {
    let leaves = problem.tree.leaves.iter();
    leaves
        .map(|leaf| {
            let ends = leaf.scale.as_ref().map(Scale::ends);
            ends.ok_or_else(|| remedy::no_scale(method, &problem.tree, leaf))
        })
        .collect()
}
