//! Unknown cells that carry much weight, by alternative and by criterion.

use crate::evaluate::evaluation::Evaluation;
use crate::study::lint::examined::competing;
use crate::tolerance::THRESHOLD;
use std::collections::BTreeMap;

/// From this share of unknown weight on, much is unknown of an alternative: its score can move by a
/// fifth of the whole scale.
pub const MUCH_UNKNOWN: f64 = 0.2;

/// An alternative of which much is unknown.
#[derive(Debug, Clone, PartialEq)]
pub struct Unknown {
    /// The first of the competing alternatives that bear its name inside their groups.
    pub alternative: usize,
    /// In how many groups much is unknown of it.
    pub groups: usize,
    /// In how many it competes.
    pub of: usize,
    /// The least and the greatest share of unknown weight in those groups.
    pub share: (f64, f64),
    /// Whether it has no score and no rank for that, in one of them at least.
    pub withheld: bool,
}

/// The competing alternatives of which much is unknown, the largest share first.
pub(super) fn unknown(evaluation: &Evaluation) -> Vec<Unknown> {
    let problem = evaluation.problem;
    // In a large table of plain numbers everything is known.
    if problem.cells.is_plain() {
        return Vec::new();
    }
    let inside = problem.keys_inside();
    let mut by: BTreeMap<Vec<usize>, Unknown> = BTreeMap::new();
    let of_groups = competing(evaluation).enumerate();
    for (group, member) in
        of_groups.flat_map(|(group, members)| members.into_iter().map(move |it| (group, it)))
    {
        let values = inside.iter().map(|key| problem.alternatives[member].values[*key]).collect();
        let none =
            Unknown { alternative: member, groups: 0, of: 0, share: (1.0, 0.0), withheld: false };
        let of = by.entry(values).or_insert(none);
        of.of += 1;
        let known = problem.known_share(member, evaluation.weights.of_group(group));
        let share = 1.0 - known;
        if share >= MUCH_UNKNOWN - THRESHOLD {
            of.groups += 1;
            of.share = (of.share.0.min(share), of.share.1.max(share));
            of.withheld |= !problem.knows_enough(known);
        }
    }
    let mut out: Vec<Unknown> = by.into_values().filter(|of| of.groups > 0).collect();
    out.sort_by(|a, b| b.share.1.total_cmp(&a.share.1).then(a.alternative.cmp(&b.alternative)));
    out
}

/// The leaves with weight of which nothing is known for any competing alternative.
pub(super) fn nothing_known(evaluation: &Evaluation) -> Vec<usize> {
    let problem = evaluation.problem;
    let groups: Vec<Vec<usize>> = competing(evaluation).collect();
    let nothing = |leaf: &usize| {
        let mut counting = groups
            .iter()
            .enumerate()
            .filter(|(group, _)| evaluation.weights.of_group(*group)[*leaf] > 0.0)
            .flat_map(|(_, members)| members)
            .peekable();
        counting.peek().is_some() && counting.all(|member| !problem.is_known(*member, *leaf))
    };
    (0..problem.tree.leaves.len()).filter(nothing).collect()
}
