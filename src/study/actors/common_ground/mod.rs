//! The weights that all actors admit, or what stands in their way.
//!
//! Each actor says something of the global weights of the leaves, w >= 0 with sum 1
//! ([`ActorStatement`]): its constraints and preferences, or that the weights are those it gives. An
//! actor who says nothing asks nothing. Everybody counts here, whatever its influence: what one
//! actor rules out is not common ground.
//!
//! Where some weights meet all of this, they are told by their ends, their middle and their extreme
//! points ([`SharedWeights`]), and with what they leave of the order ([`CommonOrder`]). Where none
//! do, by the fewest statements that exclude each other ([`StatementConflict`]), and by how much
//! statements must give way before some weights meet them ([`Relaxation`]).
//!
//! Weights that groups have of their own make this a question for each group.

mod conflict;
mod order;
mod relaxation;
mod shared;
mod statement;
mod system;
mod tables;
#[cfg(test)]
mod tests;

use super::PanelEvaluation;
use crate::error::Result;
use crate::lp::NoAnswer;
use crate::problem::weights::Weights;
use std::collections::BTreeMap;
use system::System;

pub use conflict::{StatementConflict, smallest_conflict};
pub use order::{CommonOrder, CommonStanding};
pub use relaxation::{Relaxation, least_largest, least_total};
pub use shared::{MOST_POINTS, SharedWeights, shared_weights};
pub use statement::ActorStatement;

/// Why there is no answer where the solver does not know whether there is common ground.
const CANNOT_TELL: &str = "The solver cannot tell whether any weights meet what all actors say. \
                           Write the constraints in numbers of like size: weights lie between 0 and 1.";

/// The same where it is known that there is none.
const CANNOT_TELL_WHY: &str = "No weights meet what all actors say, but the solver cannot tell what stands in the way. \
     Write the constraints in numbers of like size: weights lie between 0 and 1.";

/// The common ground of a panel.
#[derive(Debug)]
#[non_exhaustive]
pub struct CommonGround<'a> {
    /// The panel, evaluated.
    pub evaluation: &'a PanelEvaluation<'a>,
    /// One for all groups or, where actors have weights that differ by group, one for all groups in
    /// which everybody has the same; in the order of the first group.
    pub parts: Vec<GroundPart>,
}

/// The common ground in some groups.
#[derive(Debug, Clone, PartialEq)]
pub struct GroundPart {
    /// The groups: indices into the problem's, in order.
    pub groups: Vec<usize>,
    /// What all actors say, actor by actor.
    pub statements: Vec<ActorStatement>,
    /// What follows.
    pub ground: Ground,
}

/// Weights that all actors admit, or what stands in their way.
#[derive(Debug, Clone, PartialEq)]
pub enum Ground {
    /// There are some.
    Shared(Box<SharedGround>),
    /// There are none.
    Nothing(Box<NoGround>),
    /// The solver cannot tell which; the reason, as a sentence. Other groups have their answer.
    Untold(String),
}

/// Weights that all actors admit, and the order at these.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedGround {
    /// The weights.
    pub weights: SharedWeights,
    /// What they leave of the order, one for each way in which actors score the alternatives.
    pub orders: Vec<CommonOrder>,
    /// Why there is none: the weights are more than one set, and the method's scores are not linear
    /// in them, or there are too many alternatives to compare.
    pub why_no_order: Option<String>,
}

/// Why no weights are common ground.
#[derive(Debug, Clone, PartialEq)]
pub struct NoGround {
    /// The actors who contradict themselves, as positions in the panel in order, each with a
    /// smallest set of its own statements that conflict.
    pub alone: Vec<(usize, StatementConflict)>,
    /// A smallest set of all statements that conflict.
    pub conflict: StatementConflict,
    /// The relaxation with the least total.
    pub least_total: Relaxation,
    /// The relaxation in which the most that a statement gives way is least.
    pub least_largest: Relaxation,
}

/// The weights that all actors of a panel admit, or what stands in their way.
///
/// # Errors
/// Those of [`evaluate`](crate::study::evaluate) and [`robust`](crate::study::robust) at the shared
/// weights, but where the method has no order over a set of weights: see
/// [`SharedGround::why_no_order`].
pub fn common_ground<'a>(evaluation: &'a PanelEvaluation<'a>) -> Result<CommonGround<'a>> {
    let actors = evaluation.actors();
    let weights: Vec<Weights> = actors.iter().map(|actor| Weights::given(&actor.problem)).collect();
    // Groups in which each actor who admits just its weights has the same ones are one question.
    let mut alike: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
    for group in 0..evaluation.panel.problem().groups.len() {
        let sets = actors
            .iter()
            .zip(&weights)
            .map(|(actor, weights)| if actor.admits_a_set() { 0 } else { weights.set_of(group) });
        alike.entry(sets.collect()).or_default().push(group);
    }
    let mut parts: Vec<GroundPart> = alike
        .into_values()
        .map(|groups| part(evaluation, &weights, groups))
        .collect::<Result<_>>()?;
    parts.sort_by(|a, b| a.groups.cmp(&b.groups));
    Ok(CommonGround { evaluation, parts })
}

/// The common ground in groups that are one question.
fn part(
    evaluation: &PanelEvaluation,
    weights: &[Weights],
    groups: Vec<usize>,
) -> Result<GroundPart> {
    let actors = evaluation.actors();
    let n = evaluation.panel.problem().tree.leaves.len();
    let first = groups.first().copied().unwrap_or_default();
    let statements: Vec<ActorStatement> = actors
        .iter()
        .zip(weights)
        .enumerate()
        .flat_map(|(at, (actor, weights))| ActorStatement::of_actor(at, actor, weights, first))
        .collect();
    let ground = match shared_weights(n, &statements) {
        Ok(Some(weights)) => {
            let rows = System::of(n, &statements).all_rows();
            let (orders, why_no_order) = match order::orders(evaluation, &groups, &rows, &weights) {
                Ok(orders) => (orders, None),
                Err(error) => (Vec::new(), Some(order::why_none(error)?)),
            };
            Ground::Shared(Box::new(SharedGround { weights, orders, why_no_order }))
        }
        Ok(None) => match nothing(n, actors.len(), &statements) {
            Ok(nothing) => Ground::Nothing(Box::new(nothing)),
            Err(_) => Ground::Untold(CANNOT_TELL_WHY.to_owned()),
        },
        Err(_) => Ground::Untold(CANNOT_TELL.to_owned()),
    };
    Ok(GroundPart { groups, statements, ground })
}

/// What stands in the way of statements that no weights meet.
fn nothing(n: usize, actors: usize, statements: &[ActorStatement]) -> Result<NoGround, NoAnswer> {
    let mut alone = Vec::new();
    for actor in 0..actors {
        let own: Vec<usize> =
            (0..statements.len()).filter(|at| statements[*at].actor == actor).collect();
        let said: Vec<ActorStatement> = own.iter().map(|at| statements[*at].clone()).collect();
        if let Some(found) = smallest_conflict(n, &said)? {
            let of_all = found.statements.iter().map(|at| own[*at]).collect();
            alone.push((actor, StatementConflict { statements: of_all, ..found }));
        }
    }
    Ok(NoGround {
        alone,
        conflict: smallest_conflict(n, statements)?.ok_or(NoAnswer::Numerical)?,
        least_total: least_total(n, statements)?,
        least_largest: least_largest(n, statements)?,
    })
}
