//! Alternatives that tie at 0 in a weighted product: one figure of 0 makes the whole product 0,
//! whatever the other figures are.
//!
//! Named where two or more of a group score 0, since nothing then tells them apart; a single one is
//! merely last.

use crate::evaluate::evaluation::{Evaluation, GroupResult};
use crate::problem::{PlaceInGroup, Scale};
use crate::value::Normalization;
use std::collections::BTreeSet;

/// Alternatives that tie at 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Zeros {
    /// The alternatives, in key order.
    pub members: Vec<usize>,
    /// The leaves with weight on which one of them is 0 once normalised; none where products are
    /// only too small to be told from 0.
    pub leaves: Vec<usize>,
}

/// Those of the case's weighted product.
pub(super) fn zeros(evaluations: &[Evaluation]) -> Zeros {
    let (mut members, mut leaves) = (Vec::new(), BTreeSet::new());
    for evaluation in evaluations {
        let Some(normalization) = evaluation.method.definition().vetoed_by_zero() else { continue };
        for group in &evaluation.groups {
            let is_zero = |place: &&PlaceInGroup| group.standing(**place).computed == Some(0.0);
            let tied: Vec<usize> =
                group.eligible().iter().filter(is_zero).map(|place| group.member(*place)).collect();
            if tied.len() > 1 {
                leaves.extend(zero_leaves(evaluation, normalization, group, &tied));
                members.extend(tied);
            }
        }
    }
    members.sort_unstable();
    Zeros { members, leaves: leaves.into_iter().collect() }
}

/// The leaves with weight on which one of `tied` is 0 once normalised.
fn zero_leaves<'a>(
    evaluation: &'a Evaluation,
    normalization: Normalization,
    group: &'a GroupResult,
    tied: &'a [usize],
) -> impl Iterator<Item = usize> + 'a {
    let problem = evaluation.problem;
    let has_zero = move |leaf: &usize| {
        let criterion = &problem.tree.leaves[*leaf];
        // Levels count 1 .. L in a product.
        let first = if matches!(criterion.scale, Some(Scale::Ordinal(_))) { 1.0 } else { 0.0 };
        let figure = |member: usize| problem.spread(member, *leaf).nominal + first;
        let column: Vec<f64> =
            group.eligible().iter().map(|place| figure(group.member(*place))).collect();
        let ends = criterion
            .scale
            .as_ref()
            .map(Scale::ends)
            .map(|(low, high)| (low + first, high + first));
        let fitted = normalization.fit(&column, criterion.direction, ends);
        fitted.is_ok_and(|fitted| tied.iter().any(|member| fitted.value(figure(*member)) == 0.0))
    };
    (0..problem.tree.leaves.len()).filter(|leaf| group.weights[*leaf] > 0.0).filter(has_zero)
}
