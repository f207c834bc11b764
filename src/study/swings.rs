//! What a weight says, in consequences: how much a step between two anchors of a criterion counts.

use crate::problem::{Anchor, Problem, weights};
use crate::value;

/// A step on a criterion and what it is worth in the overall score.
#[derive(Debug, Clone, PartialEq)]
pub struct Swing<'a> {
    /// The leaf.
    pub leaf: usize,
    /// Its global weight.
    pub weight: f64,
    /// Where the step starts: of three or more anchors the middle one, of two the worse.
    pub from: &'a Anchor,
    /// Where it ends: the best anchor.
    pub to: &'a Anchor,
    /// weight times (value at `to` less value at `from`).
    pub worth: f64,
}

/// The swing of every leaf that has a weight, a scale (or value function) and at least two anchors of different value,
/// the largest first.
pub fn swings(problem: &Problem) -> Vec<Swing<'_>> {
    let weights = weights::global(&problem.tree);
    let swing = |leaf: usize| -> Option<Swing<'_>> {
        let criterion = &problem.tree.leaves[leaf];
        let curve = value::fixed(criterion)?;
        let mut anchors: Vec<&Anchor> = criterion.anchors.iter().collect();
        anchors.sort_by(|a, b| curve.at(a.position).total_cmp(&curve.at(b.position)));
        let to = *anchors.last()?;
        let from = anchors[(anchors.len() - 1) / 2];
        let worth = weights[leaf] * (curve.at(to.position) - curve.at(from.position));
        (worth > 0.0).then_some(Swing { leaf, weight: weights[leaf], from, to, worth })
    };
    let mut out: Vec<Swing> = (0..problem.tree.leaves.len()).filter_map(swing).collect();
    out.sort_by(|a, b| b.worth.total_cmp(&a.worth).then(a.leaf.cmp(&b.leaf)));
    out
}
