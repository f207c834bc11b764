//! The part of a criteria tree at and below a node with rules: levels of leaves become levels of
//! nodes.
//!
//! set(leaf) = the levels that its figure can be: one for a level that is stated, all levels within
//! a range, all levels of the scale where nothing is known. set(node) = the union of the results of
//! its rules over all combinations of levels from the sets of its children. Every leaf lies below
//! one child only, so the set is exact where each leaf can be any level of its set whatever the
//! others are. That is how DEXi carries ranges and what is unknown through a model: Bohanec 2022,
//! doi:10.1007/978-981-16-7414-3_3.

use crate::error::{Error, Result};
use crate::method::remedy;
use crate::problem::{LevelSet, Outline, Problem, Rules, Scale, Tree};
use crate::tolerance::AT_LEVEL;

/// A node with rules and all that lies below it.
#[derive(Debug, Clone)]
pub struct RuleTree<'t> {
    leaves: Vec<usize>,
    nodes: Vec<RuleNode<'t>>,
}

/// A node of a [`RuleTree`].
#[derive(Debug, Clone)]
pub struct RuleNode<'t> {
    /// Its place in [`Tree::branches`].
    pub branch: usize,
    /// Its table.
    pub rules: &'t Rules,
    /// Its children, in the order of the tree.
    pub children: Vec<RuleChild>,
}

/// A child of a node with rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleChild {
    /// A place in [`RuleTree::leaves`].
    Leaf(usize),
    /// A place in [`RuleTree::nodes`].
    Node(usize),
}

impl<'t> RuleTree<'t> {
    /// The tree at and below a branch; `None` where the branch has no rules.
    pub fn new(tree: &'t Tree, branch: usize) -> Option<RuleTree<'t>> {
        tree.rules_of(branch)?;
        let outline = Outline::new(tree);
        // From the top down, then turned round: children stand before their node.
        let mut order = vec![branch];
        let mut at = 0;
        while at < order.len() {
            let below = outline.children(Some(order[at])).iter().copied();
            order.extend(below.filter(|child| tree.branches()[*child].leaf.is_none()));
            at += 1;
        }
        order.reverse();
        let leaves = tree.leaves_under(branch);
        let node = |branch: &usize| {
            let child = |child: &usize| match tree.branches()[*child].leaf {
                Some(leaf) => leaves.iter().position(|at| *at == leaf).map(RuleChild::Leaf),
                None => order.iter().position(|at| at == child).map(RuleChild::Node),
            };
            let children = outline.children(Some(*branch)).iter().map(child);
            Some(RuleNode {
                branch: *branch,
                rules: tree.rules_of(*branch)?,
                children: children.collect::<Option<_>>()?,
            })
        };
        let nodes = order.iter().map(node).collect::<Option<_>>()?;
        Some(RuleTree { leaves, nodes })
    }

    /// The trees of a problem that lie below no other: those of all nodes with rules whose node
    /// above has none, in the order of the file.
    pub fn all(tree: &'t Tree) -> Vec<RuleTree<'t>> {
        tree.ruled().filter_map(|branch| RuleTree::new(tree, branch)).collect()
    }

    /// The leaves, as places in [`Tree::leaves`], in their order.
    pub fn leaves(&self) -> &[usize] {
        &self.leaves
    }

    /// The nodes, children before their node; the last is the top of this tree.
    pub fn nodes(&self) -> &[RuleNode<'t>] {
        &self.nodes
    }

    /// How many levels each leaf has, in the order of [`RuleTree::leaves`].
    pub fn sizes(&self) -> Vec<usize> {
        let mut out = vec![0; self.leaves.len()];
        for node in &self.nodes {
            for (child, size) in node.children.iter().zip(node.rules.sizes()) {
                if let RuleChild::Leaf(leaf) = child {
                    out[*leaf] = *size;
                }
            }
        }
        out
    }

    /// The levels that each node may have, in the order of [`RuleTree::nodes`], where each leaf may
    /// have those of its set, in the order of [`RuleTree::leaves`].
    pub fn levels(&self, leaves: &[LevelSet]) -> Vec<LevelSet> {
        let mut out: Vec<LevelSet> = Vec::with_capacity(self.nodes.len());
        let mut below = Vec::new();
        for node in &self.nodes {
            below.clear();
            below.extend(node.children.iter().map(|child| match child {
                RuleChild::Leaf(leaf) => leaves[*leaf],
                RuleChild::Node(node) => out[*node],
            }));
            out.push(node.rules.image(&below));
        }
        out
    }

    /// The levels that an alternative may have on each leaf, in the order of [`RuleTree::leaves`].
    ///
    /// # Errors
    /// [`Error::Undefined`] where a figure lies between two levels, so that it is none.
    pub fn of_alternative(&self, problem: &Problem, alternative: usize) -> Result<Vec<LevelSet>> {
        self.leaves.iter().map(|leaf| levels_of(problem, alternative, *leaf)).collect()
    }
}

/// The levels that an alternative may have on a leaf with named levels. The range of what is not
/// known is the whole scale.
fn levels_of(problem: &Problem, alternative: usize, leaf: usize) -> Result<LevelSet, Error> {
    let criterion = &problem.tree().leaves()[leaf];
    let size = match &criterion.scale {
        Some(Scale::Ordinal(levels)) => levels.len(),
        _ => 0,
    };
    let spread = problem.spread(alternative, leaf);
    let within = |level: &usize| {
        let place = *level as f64;
        spread.low - AT_LEVEL <= place && place <= spread.high + AT_LEVEL
    };
    let set: LevelSet = (0..size).filter(within).collect();
    match set.is_empty() {
        true => Err(remedy::between_levels(criterion, spread, &problem.full_name(alternative))),
        false => Ok(set),
    }
}
