//! What the paths are worth in all.

use super::choice_columns;
use crate::study::pathway::Pathway;
use crate::table::{Table, TableOf};

/// A row of `path_totals`.
struct Row {
    /// `None`: all choices together.
    choice: Option<usize>,
    value: Option<f64>,
    bounds: Option<(f64, f64)>,
    alone: Option<f64>,
    tied: Option<usize>,
    optimal: bool,
    bound: Option<f64>,
    /// Values up to this apart are ties.
    eps: f64,
}

/// `path_totals`: a row per choice; where there are several, one for all of them together comes
/// last.
pub(in crate::study::pathway) fn path_totals(of: &Pathway) -> Table {
    let years = of.evaluation.weights.total();
    let choices = 0..of.best.len();
    let mut rows: Vec<Row> = choices.map(|choice| of_choice(of, choice)).collect();
    if rows.len() > 1 {
        rows.push(of_all(of, &rows));
    }
    // What ties with the best alone loses nothing.
    let loss = |row: &Row| {
        let loss = row.alone? - row.value?;
        Some(if loss > row.eps { loss } else { 0.0 })
    };
    TableOf::new("path_totals", &rows)
        .columns(choice_columns(&of.evaluation, |row: &Row| row.choice))
        .number("value", |row| row.value)
        .number("value_low", |row| Some(row.bounds?.0))
        .number("value_high", |row| Some(row.bounds?.1))
        .number("per_year", |row| Some(row.value? / years))
        .number("alone", |row| row.alone)
        .count("tied", |row| row.tied)
        .number("loss_of_sharing", loss)
        .flag("optimal", |row| Some(row.optimal))
        .number("bound", |row| row.bound)
        .table()
}

fn of_choice(of: &Pathway, choice: usize) -> Row {
    let (best, path) = (&of.best[choice], of.path(choice));
    let alone = best.first().map(|path| path.value);
    Row {
        choice: Some(choice),
        value: path.map(|path| path.value),
        bounds: path.and_then(|path| of.evaluation.bounds(choice, path)),
        alone,
        // Where more tie than are listed nobody counted them.
        tied: Some(best.tied().len())
            .filter(|tied| *tied > 0 && !(best.more_tied && *tied == best.found.len())),
        optimal: of.shared.as_ref().is_none_or(|shared| shared.optimal),
        bound: alone,
        eps: best.eps,
    }
}

/// What is empty for one choice is empty for all.
fn of_all(of: &Pathway, rows: &[Row]) -> Row {
    let sum = |figure: &dyn Fn(&Row) -> Option<f64>| rows.iter().map(figure).sum();
    let ends = |end: &dyn Fn((f64, f64)) -> f64| sum(&|row| row.bounds.map(end));
    let alone = sum(&|row| row.alone);
    Row {
        choice: None,
        value: sum(&|row| row.value),
        bounds: ends(&|bounds| bounds.0).zip(ends(&|bounds| bounds.1)),
        alone,
        tied: None,
        optimal: of.shared.as_ref().is_none_or(|shared| shared.optimal),
        bound: of.shared.as_ref().map_or(alone, |shared| shared.bound),
        eps: rows.iter().map(|row| row.eps).sum(),
    }
}
