//! What the remarks look at, and what was too much to look at.

use crate::evaluate::evaluation::Evaluation;

/// What could not be looked at, and why.
#[derive(Debug, Clone, PartialEq)]
pub enum Unexamined {
    /// Pairs of criteria that no group could compare, for want of
    /// [`FEWEST_ALIKE`](super::FEWEST_ALIKE) alternatives of which both are known.
    Duplicates {
        /// How many pairs.
        pairs: usize,
        /// Of how many.
        of: usize,
    },
    /// All pairs of criteria, because there are too many for the number of alternatives.
    TooManyPairs,
    /// The effective influence of weights, for want of alternatives.
    Influence {
        /// How many competing alternatives have all their figures known, and differ.
        different: usize,
        /// How many it takes.
        needed: usize,
    },
    /// The effective influence of weights, because groups have weights of their own: there is no
    /// one weight to hold the influence against.
    InfluenceOfGroups,
    /// Whether a criterion can decide who is ahead: for a method without exact switches, or without
    /// bounds for what is not sure.
    Idle {
        /// The method.
        method: &'static str,
    },
    /// The same, for criteria with too many pairs of alternatives to look at.
    IdleUnfinished {
        /// The criteria.
        leaves: Vec<usize>,
    },
}

/// The competing alternatives of each group, in the problem's order.
pub(crate) fn competing(evaluation: &Evaluation) -> impl Iterator<Item = Vec<usize>> {
    let eligible = |member: &usize| evaluation.problem.alternatives[*member].eligible();
    evaluation
        .problem
        .groups
        .iter()
        .map(move |group| group.members.iter().copied().filter(eligible).collect())
}
