//! What a weight says, in consequences: how much a step on a criterion counts.
//!
//! A step is described by two anchors of different value. A numeric scale with a unit describes
//! itself (0 to 50 EUR M); levels do not, nor do bare numbers.

use crate::evaluate::evaluation::Evaluation;
use crate::problem::{Anchor, Criterion, Scale};
use crate::value;

/// Where a described step starts or ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum End<'a> {
    /// At a described position on the scale.
    Anchor(&'a Anchor),
    /// At a figure in a unit.
    Figure(f64, &'a str),
}

/// A step on a criterion and what it is worth in the overall score.
#[derive(Debug, Clone, PartialEq)]
pub struct Swing<'a> {
    /// The criterion, as an index into the leaves of the tree.
    pub leaf: usize,
    /// Its global weight: those of all leaves sum to 1.
    pub weight: f64,
    /// Where the step starts: of three or more anchors the middle one, of two the worse; without
    /// anchors the worst figure of the scale.
    pub from: End<'a>,
    /// Where it ends: the best.
    pub to: End<'a>,
    /// weight times (value at `to` less value at `from`).
    pub worth: f64,
}

/// The swing of every leaf that has a weight in a group and a described step, the largest first.
pub fn swings<'a>(evaluation: &Evaluation<'a>, group: usize) -> Vec<Swing<'a>> {
    let (problem, weights) = (evaluation.problem, evaluation.weights.of_group(group));
    let swing = |leaf: usize| -> Option<Swing<'a>> {
        let (from, to, rise) = step(&problem.tree.leaves[leaf])?;
        let worth = weights[leaf] * rise;
        (worth > 0.0).then_some(Swing { leaf, weight: weights[leaf], from, to, worth })
    };
    let mut out: Vec<Swing> = (0..problem.tree.leaves.len()).filter_map(swing).collect();
    out.sort_by(|a, b| b.worth.total_cmp(&a.worth).then(a.leaf.cmp(&b.leaf)));
    out
}

/// The step that a criterion describes, and how much value rises over it; `None` where nothing
/// describes one.
pub(crate) fn step(criterion: &Criterion) -> Option<(End<'_>, End<'_>, f64)> {
    let curve = value::fixed(criterion)?;
    let mut anchors: Vec<(f64, &Anchor)> =
        criterion.anchors.iter().map(|anchor| (curve.at(anchor.position), anchor)).collect();
    anchors.sort_by(|a, b| a.0.total_cmp(&b.0));
    if let (Some(worst), Some(best)) = (anchors.first(), anchors.last())
        && best.0 > worst.0
    {
        let middle = anchors[(anchors.len() - 1) / 2];
        let from = if middle.0 < best.0 { middle } else { *worst };
        return Some((End::Anchor(from.1), End::Anchor(best.1), best.0 - from.0));
    }
    let unit = criterion
        .unit
        .as_deref()
        .filter(|_| !matches!(criterion.scale, Some(Scale::Ordinal(_))))?;
    let points = || curve.points().iter();
    let (from, low) = *points().min_by(|a, b| a.1.total_cmp(&b.1))?;
    let (to, high) = *points().rev().max_by(|a, b| a.1.total_cmp(&b.1))?;
    (high > low).then_some((End::Figure(from, unit), End::Figure(to, unit), high - low))
}
