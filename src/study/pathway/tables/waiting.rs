//! What deciding later costs.

use super::choice_columns;
use crate::study::pathway::Pathway;
use crate::table::{Table, TableOf};

/// `waiting`: a row per choice and period from which it may move, and one for never.
pub(in crate::study::pathway) fn waiting(of: &Pathway) -> Table {
    let periods = &of.evaluation.model.periods;
    let rows: Vec<(usize, usize)> = (0..of.waiting.len())
        .flat_map(|choice| (0..=periods.len()).map(move |period| (choice, period)))
        .collect();
    TableOf::new("waiting", &rows)
        .columns(choice_columns(&of.evaluation, |row: &(usize, usize)| Some(row.0)))
        .text("until_period", |row| periods.get(row.1).map(|period| period.id.clone()))
        .number("value", |row| of.waiting[row.0].values[row.1])
        .number("loss", |row| of.waiting[row.0].loss(row.1))
        .table()
}
