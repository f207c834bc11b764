//! The columns of a table that say which alternative a row is about.

use crate::problem::Problem;
use crate::table::Table;
use rayon::prelude::*;

/// What adds the key columns of each row's alternative to a table of rows.
pub(crate) fn keys_of<R>(
    problem: &Problem,
    keys: &[usize],
    alternative: impl Fn(&R) -> usize,
) -> impl FnOnce(Table, &[R]) -> Table {
    move |table, rows| {
        let alternatives: Vec<usize> = rows.iter().map(alternative).collect();
        key_columns(problem, table, &alternatives, keys)
    }
}

/// All keys.
pub(crate) fn all_keys(problem: &Problem) -> Vec<usize> {
    (0..problem.keys.len()).collect()
}

/// A column for every key.
pub(super) fn every_key(problem: &Problem, table: Table, alternatives: &[usize]) -> Table {
    key_columns(problem, table, alternatives, &all_keys(problem))
}

/// A text column per key with the ids of the alternatives' values.
pub(crate) fn key_columns(
    problem: &Problem,
    table: Table,
    alternatives: &[usize],
    keys: &[usize],
) -> Table {
    keys.iter().fold(table, |table, at| {
        let key = &problem.keys[*at];
        let id = |alternative: &usize| {
            Some(key.values[problem.alternatives[*alternative].values[*at]].id.clone())
        };
        table.shared_text(&key.id, alternatives.par_iter().map(id).collect::<Vec<_>>())
    })
}
