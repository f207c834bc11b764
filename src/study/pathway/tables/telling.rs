//! Paths and steps in words.

use super::inside_keys;
use crate::study::pathway::{FoundPath, PathwayEvaluation};

/// Where a choice stands or goes, in words: the name of an alternative inside its choice, or `none`.
pub(super) fn place(
    evaluation: &PathwayEvaluation,
    choice: usize,
    position: Option<usize>,
) -> String {
    let Some(position) = position else { return "none".to_owned() };
    let problem = evaluation.model.problem(0);
    let mut keys = inside_keys(evaluation);
    if keys.is_empty() {
        keys = (0..problem.keys().len()).collect();
    }
    problem.name(evaluation.alternative(choice, position), &keys)
}

/// A path in words: where it stands, period by period.
pub(super) fn path(
    evaluation: &PathwayEvaluation,
    choice: usize,
    positions: &[Option<usize>],
) -> String {
    let names: Vec<String> = positions.iter().map(|at| place(evaluation, choice, *at)).collect();
    names.join(" > ")
}

/// The year in which the first period begins in which a path no longer stands where it starts;
/// `None`: it never leaves.
pub(super) fn first_switch(
    evaluation: &PathwayEvaluation,
    choice: usize,
    positions: &[Option<usize>],
) -> Option<f64> {
    let start = start(evaluation, choice);
    let leaves = positions.iter().position(|at| *at != start)?;
    Some(f64::from(evaluation.model.periods[leaves].from))
}

/// Where a choice starts, as a position; `None`: in none, or in what it cannot stand in.
pub(super) fn start(evaluation: &PathwayEvaluation, choice: usize) -> Option<usize> {
    evaluation.model.choices[choice].start_position()
}

/// How many paths tie with the first; `None` where so many tie that nobody counted them.
pub(super) fn tied(count: usize, more_tied: bool) -> Option<usize> {
    (count > 0 && !more_tied).then_some(count)
}

/// The step that a path takes first, in words.
pub(super) fn first_step(evaluation: &PathwayEvaluation, choice: usize, of: &FoundPath) -> String {
    place(evaluation, choice, of.first_step())
}
