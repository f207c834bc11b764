//! Passages on which much rests: one sentence of a source that feeds [`MANY_INPUTS`] inputs or
//! more, or cells with at least [`MUCH_WEIGHT`] of the weight of one competing alternative. Read
//! otherwise, it moves all of them at once.
//!
//! A cell rests on the passages of its input and of the attributes that shift it, alone or with
//! others. Unknown cells rest on nothing; criteria without weight do not count.

use crate::evaluate::evaluation::Evaluation;
use crate::study::lint::examined::competing;
use crate::tolerance::{LARGER, THRESHOLD};
use std::collections::{BTreeMap, BTreeSet};

/// From so many inputs on, a passage feeds many.
pub const MANY_INPUTS: usize = 4;

/// From this share of an alternative's weight on, much rests on a passage: one level misread on a
/// five-level scale moves the score by 0.05.
pub const MUCH_WEIGHT: f64 = 0.2;

/// A passage on which much rests.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// Its id.
    pub passage: String,
    /// How many inputs of competing alternatives it feeds.
    pub inputs: usize,
    /// The largest share of weight that rests on it, over the competing alternatives.
    pub share: f64,
    /// The alternative with that share; of several the first.
    pub alternative: usize,
}

/// The passages on which much rests, the largest share first.
pub(super) fn passages(evaluation: &Evaluation) -> Vec<Passage> {
    let problem = evaluation.problem;
    // A large table without passages is not gone through cell by cell.
    if !problem.has_passages() {
        return Vec::new();
    }
    let mut inputs: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    let mut most: BTreeMap<&str, (f64, usize)> = BTreeMap::new();
    let of_groups = competing(evaluation).enumerate();
    for (group, member) in
        of_groups.flat_map(|(group, members)| members.into_iter().map(move |it| (group, it)))
    {
        let mut shares: BTreeMap<&str, f64> = BTreeMap::new();
        for (cell, weight) in
            problem.cells_of(member).iter().zip(&**evaluation.weights.of_group(group))
        {
            if !cell.known || *weight <= 0.0 {
                continue;
            }
            let mut under: BTreeSet<&str> = BTreeSet::new();
            for input in cell.inputs() {
                for passage in
                    problem.inputs[input].record.iter().flat_map(|record| &record.passages)
                {
                    inputs.entry(passage).or_default().insert(input);
                    under.insert(passage);
                }
            }
            under.into_iter().for_each(|passage| *shares.entry(passage).or_default() += weight);
        }
        for (passage, share) in shares {
            let known = most.entry(passage).or_insert((0.0, member));
            if share > known.0 + LARGER {
                *known = (share, member);
            }
        }
    }
    let all = inputs.into_iter().map(|(passage, inputs)| {
        let (share, alternative) = most[passage];
        Passage { passage: passage.to_owned(), inputs: inputs.len(), share, alternative }
    });
    let mut out: Vec<Passage> = all
        .filter(|one| one.inputs >= MANY_INPUTS || one.share >= MUCH_WEIGHT - THRESHOLD)
        .collect();
    out.sort_by(|a, b| b.share.total_cmp(&a.share).then(a.passage.cmp(&b.passage)));
    out
}
