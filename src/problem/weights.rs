//! Weights: what the user writes is normalised among siblings; a leaf's global weight is the
//! product down the tree. Weights as they are written stand in `Branch::weight`; [`Weights::given`]
//! makes them the global weights that scorers and tables use.

use crate::problem::tree::{Outline, Tree};
use crate::problem::{Problem, WeightConstraint};
use std::collections::BTreeMap;
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

/// The global weight of every leaf by the weights of the tree, in leaf order; they sum to 1. Where
/// groups have weights of their own, [`Weights`] has those.
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

/// The weights of a problem, group by group; those of the leaves sum to 1 in each.
///
/// Weights that a case gives are the same in every group. Weights that are made of the data need
/// not be: so whoever works on a group asks for the group's, and whoever speaks of all groups at
/// once asks whether there are weights in [`common`](Weights::common). Groups with equal weights
/// share them.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// Those that differ, in the order of the first group that has them; at least one.
    sets: Vec<WeightSet>,
    /// By group: which of `sets` it has.
    set_of: Vec<usize>,
}

/// Weights that one or more groups have.
#[derive(Debug, Clone, PartialEq)]
struct WeightSet {
    /// By branch: its share among its siblings.
    local: Arc<[f64]>,
    /// By leaf: its share of all weight.
    global: Arc<[f64]>,
}

impl WeightSet {
    fn new(tree: &Tree, local: Vec<f64>) -> WeightSet {
        WeightSet { global: products(tree, &local).into(), local: local.into() }
    }
}

impl Weights {
    /// Those that a problem gives: each group's own or, where it has none, those of the tree.
    pub fn given(problem: &Problem) -> Weights {
        let tree = &problem.tree;
        if problem.group_weights.is_empty() {
            let sets = vec![WeightSet::new(tree, local(tree))];
            return Weights { sets, set_of: vec![0; problem.groups.len()] };
        }
        let mut known: BTreeMap<Vec<u64>, usize> = BTreeMap::new();
        let mut out = Weights { sets: Vec::new(), set_of: Vec::new() };
        let outline = Outline::new(tree);
        for written in &problem.group_weights {
            let local = among_siblings(&outline, written);
            // A weight of -0 is one of 0.
            let bits = local.iter().map(|weight| (weight + 0.0).to_bits()).collect();
            let set = *known.entry(bits).or_insert_with(|| {
                out.sets.push(WeightSet::new(tree, local));
                out.sets.len() - 1
            });
            out.set_of.push(set);
        }
        out
    }

    /// The global weights of a group, in leaf order.
    pub fn of_group(&self, group: usize) -> &Arc<[f64]> {
        self.of_set(self.set_of[group])
    }

    /// The local weights of a group, by branch: its share among its siblings.
    pub fn local_of_group(&self, group: usize) -> &Arc<[f64]> {
        self.local_of_set(self.set_of[group])
    }

    /// The global weights that all groups have, in leaf order; `None` where groups differ.
    pub fn common(&self) -> Option<&[f64]> {
        match &self.sets[..] {
            [all] => Some(&all.global),
            _ => None,
        }
    }

    /// Whether any two groups have different weights.
    pub fn differ(&self) -> bool {
        self.sets.len() > 1
    }

    /// How many sets of weights there are that differ: from 1 to the number of groups.
    pub fn sets(&self) -> usize {
        self.sets.len()
    }

    /// Which of these sets a group has: from 0 to below [`Weights::sets`].
    pub fn set_of(&self, group: usize) -> usize {
        self.set_of[group]
    }

    /// The global weights of a set, in leaf order.
    pub fn of_set(&self, set: usize) -> &Arc<[f64]> {
        &self.sets[set].global
    }

    /// The local weights of a set, by branch.
    pub fn local_of_set(&self, set: usize) -> &Arc<[f64]> {
        &self.sets[set].local
    }

    /// The groups whose weights do not meet a constraint of the problem.
    pub fn groups_not_meeting(&self, tree: &Tree, constraint: &WeightConstraint) -> Vec<usize> {
        let met: Vec<bool> =
            self.sets.iter().map(|set| constraint.is_met(tree, &set.global)).collect();
        (0..self.set_of.len()).filter(|group| !met[self.set_of[*group]]).collect()
    }

    /// How many leaves have a weight.
    pub fn leaves(&self) -> usize {
        self.sets[0].global.len()
    }

    /// By leaf: the greatest weight that it has in any group. Above 0 where it counts somewhere.
    pub fn greatest(&self) -> Vec<f64> {
        let mut out = self.sets[0].global.to_vec();
        for set in &self.sets[1..] {
            out.iter_mut().zip(&*set.global).for_each(|(most, weight)| *most = most.max(*weight));
        }
        out
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
