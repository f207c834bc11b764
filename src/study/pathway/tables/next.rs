//! The best paths of each choice, looked at by itself.

use super::{choice_columns, inside_columns};
use crate::study::pathway::{FoundPath, Pathway};
use crate::table::{Table, TableOf};

/// A row of `next_paths`.
struct Row<'a> {
    choice: usize,
    path: &'a FoundPath,
    number: usize,
    place: usize,
    loss: f64,
    chosen: bool,
    bounds: Option<(f64, f64)>,
    period: usize,
}

/// `next_paths`: a row per choice, listed path and period.
pub(in crate::study::pathway) fn next_paths(of: &Pathway) -> Table {
    let evaluation = &of.evaluation;
    let model = evaluation.model;
    let mut rows = Vec::new();
    for (choice, best) in of.best.iter().enumerate() {
        let chosen = of.path(choice).map(|path| &path.positions);
        for ((at, path), place) in best.found.iter().enumerate().zip(best.places()) {
            let bounds = evaluation.bounds(choice, path);
            rows.extend((0..evaluation.periods()).map(|period| Row {
                choice,
                path,
                number: at + 1,
                place,
                // What ties loses nothing.
                loss: if place == 1 { 0.0 } else { best.found[0].value - path.value },
                chosen: chosen == Some(&path.positions),
                bounds,
                period,
            }));
        }
    }
    TableOf::new("next_paths", &rows)
        .columns(choice_columns(evaluation, |row: &Row| Some(row.choice)))
        .count("path", |row| Some(row.number))
        .count("place", |row| Some(row.place))
        .number("value", |row| Some(row.path.value))
        .number("value_low", |row| Some(row.bounds?.0))
        .number("value_high", |row| Some(row.bounds?.1))
        .number("loss", |row| Some(row.loss))
        .flag("chosen", |row| Some(row.chosen))
        .text("period", |row| Some(model.periods[row.period].id.clone()))
        .columns(inside_columns(evaluation, |row: &Row| {
            Some((row.choice, row.path.positions[row.period]?))
        }))
        .table()
}
