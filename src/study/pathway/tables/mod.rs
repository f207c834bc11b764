//! The tables of paths.

mod given;
mod limits;
mod next;
mod path;
mod places;
mod readiness;
mod shares;
mod switches;
mod telling;
mod totals;
mod waiting;

pub(super) use given::given_paths;
pub(super) use limits::pathway_limits;
pub(super) use next::next_paths;
pub(super) use path::pathway;
pub(super) use places::places;
pub(super) use readiness::{discounting, readiness, signs};
pub(super) use shares::{first_moves, path_acceptability, switch_dates};
pub(super) use switches::weight_switches;
pub(super) use totals::path_totals;
pub(super) use waiting::waiting;

use super::evaluation::PathwayEvaluation;
use crate::table::Table;

/// What adds the columns of each row's choice to a table of rows; `None`: all choices together.
pub(super) fn choice_columns<R>(
    evaluation: &PathwayEvaluation,
    choice: impl Fn(&R) -> Option<usize>,
) -> impl FnOnce(Table, &[R]) -> Table {
    let model = evaluation.model;
    let keys = model.problem(0).keys();
    move |table, rows| {
        model.one_per.iter().enumerate().fold(table, |table, (at, key)| {
            let id = |row: &R| {
                let value = model.choices[choice(row)?].values[at];
                Some(keys[*key].values[value].id.clone())
            };
            table.shared_text(&keys[*key].id, rows.iter().map(id).collect::<Vec<_>>())
        })
    }
}

/// What adds the columns of the other keys of each row's place: the choice and the position in it;
/// `None`: in none.
pub(super) fn inside_columns<R>(
    evaluation: &PathwayEvaluation,
    place: impl Fn(&R) -> Option<(usize, usize)>,
) -> impl FnOnce(Table, &[R]) -> Table {
    let problem = evaluation.model.problem(0);
    move |table, rows| {
        inside_keys(evaluation).into_iter().fold(table, |table, key| {
            let id = |row: &R| {
                let (choice, position) = place(row)?;
                let alternative = evaluation.alternative(choice, position);
                let value = problem.alternatives()[alternative].values()[key];
                Some(problem.keys()[key].values[value].id.clone())
            };
            let ids: Vec<_> = rows.iter().map(id).collect();
            table.shared_text(&problem.keys()[key].id, ids)
        })
    }
}

/// The keys that tell the alternatives of a choice apart.
pub(super) fn inside_keys(evaluation: &PathwayEvaluation) -> Vec<usize> {
    let model = evaluation.model;
    (0..model.problem(0).keys().len()).filter(|key| !model.one_per.contains(key)).collect()
}
