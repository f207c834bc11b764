//! Nodes whose rules leave combinations of levels open, which were filled in: nobody said these.

use crate::problem::Problem;

/// The nodes, as indices into [`crate::problem::Tree::branches`].
pub(super) fn completed(problem: &Problem) -> Vec<usize> {
    let tree = &problem.tree;
    let is_completed =
        |branch: &usize| tree.rules_of(*branch).is_some_and(|rules| rules.completion().is_some());
    (0..tree.branches.len()).filter(is_completed).collect()
}
