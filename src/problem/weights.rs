//! Weights: what the user writes is normalised among siblings; a leaf's global weight is the
//! product down the tree. Weights as they are written stand in `Branch::weight`; [`Weights::given`]
//! makes them the global weights that scorers and tables use.

use crate::problem::Problem;
use crate::problem::tree::{Outline, Tree};
use std::sync::Arc;

/// `weights` divided by their sum. They must be finite and not negative; all zero gives all zero.
///
/// ```
/// use afweging::problem::weights::normalise;
///
/// assert_eq!(normalise(&[1.0, 3.0]), [0.25, 0.75]);
/// ```
pub fn normalise(weights: &[f64]) -> Vec<f64> {
    // The largest first, because a sum of weights of 1e308 overflows.
    let most = weights.iter().copied().fold(0.0, f64::max);
    if most == 0.0 {
        return vec![0.0; weights.len()];
    }
    let scaled: Vec<f64> = weights.iter().map(|weight| weight / most).collect();
    let sum: f64 = scaled.iter().sum();
    scaled.iter().map(|weight| weight / sum).collect()
}

/// The local weight of every branch: its share among its siblings.
pub fn local(tree: &Tree) -> Vec<f64> {
    let raw: Vec<f64> = tree.branches.iter().map(|branch| branch.weight).collect();
    among_siblings(&Outline::new(tree), &raw)
}

/// The share of each branch among its siblings, of the weights that a user writes.
fn among_siblings(outline: &Outline, raw: &[f64]) -> Vec<f64> {
    let mut out = vec![0.0; raw.len()];
    for siblings in outline.sibling_sets() {
        let raw: Vec<f64> = siblings.iter().map(|index| raw[*index]).collect();
        for (index, weight) in siblings.iter().zip(normalise(&raw)) {
            out[*index] = weight;
        }
    }
    out
}

/// The global weight of every leaf, in leaf order; they sum to 1.
pub fn global(tree: &Tree) -> Vec<f64> {
    products(tree, &local(tree))
}

/// The products of local weights from the top down to each leaf.
fn products(tree: &Tree, local: &[f64]) -> Vec<f64> {
    let mut out = vec![0.0; tree.leaves.len()];
    for (index, branch) in tree.branches.iter().enumerate() {
        if let Some(leaf) = branch.leaf {
            out[leaf] = product(tree, local, index);
        }
    }
    out
}

/// The product of local weights from the top down to a branch.
fn product(tree: &Tree, local: &[f64], branch: usize) -> f64 {
    let mut weight = local[branch];
    let mut up = tree.branches[branch].parent;
    while let Some(parent) = up {
        weight *= local[parent];
        up = tree.branches[parent].parent;
    }
    weight
}

/// The global weight of every branch, of other weights than those of the tree: its share of all.
/// That of a leaf has the same bits as in [`global`].
pub(crate) fn of_branches(tree: &Tree, outline: &Outline, raw: &[f64]) -> Vec<f64> {
    let local = among_siblings(outline, raw);
    (0..raw.len()).map(|branch| product(tree, &local, branch)).collect()
}

/// The weights of the leaves, group by group; those of a group sum to 1.
///
/// Weights that a case gives are the same in every group. Weights that are made of the data, or
/// that a person holds, need not be: so whoever works on a group asks for the group's.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    local: Arc<[f64]>,
    given: Arc<[f64]>,
    of_groups: Vec<Arc<[f64]>>,
}

impl Weights {
    /// Those that the tree of a problem gives, the same in every group.
    pub fn given(problem: &Problem) -> Weights {
        let local: Arc<[f64]> = local(&problem.tree).into();
        let given: Arc<[f64]> = products(&problem.tree, &local).into();
        Weights { of_groups: vec![given.clone(); problem.groups.len()], local, given }
    }

    /// Those of a group, in leaf order.
    pub fn of_group(&self, group: usize) -> &Arc<[f64]> {
        &self.of_groups[group]
    }

    /// The case's own global weights, in leaf order. Studies that change the weights of all groups
    /// together start here.
    pub fn base(&self) -> &[f64] {
        &self.given
    }

    /// The case's own local weights, by branch: its share among its siblings.
    pub fn local(&self) -> &[f64] {
        &self.local
    }
}

/// The leaves below a branch, each with its share of the branch's weight: the product of the local
/// weights `local` on the way down.
pub fn within(tree: &Tree, local: &[f64], branch: usize) -> Vec<(usize, f64)> {
    Outline::new(tree).within(branch, local)
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;

    #[test]
    fn huge_tiny_and_zero_weights_are_normalised() {
        assert_eq!(normalise(&[1e308, 1e308]), [0.5, 0.5]);
        assert_eq!(normalise(&[0.0, 3.0]), [0.0, 1.0]);
        assert_eq!(normalise(&[5e-324, 5e-324]), [0.5, 0.5]);
        assert_relative_eq!(normalise(&[3.0, 1.0])[0], 0.75);
    }
}
