//! The path of each choice, period by period.

use super::{choice_columns, inside_columns};
use crate::study::pathway::{FoundPath, Pathway};
use crate::table::{Table, TableOf};

/// A row of `pathway`.
struct Row<'a> {
    choice: usize,
    period: usize,
    path: &'a FoundPath,
}

impl Row<'_> {
    fn position(&self) -> Option<usize> {
        self.path.positions[self.period]
    }
}

/// `pathway`: a row per choice with a path and period.
pub(in crate::study::pathway) fn pathway(of: &Pathway) -> Table {
    let evaluation = &of.evaluation;
    let model = evaluation.model;
    let mut rows = Vec::new();
    for choice in 0..model.choices.len() {
        let Some(path) = of.path(choice) else { continue };
        rows.extend((0..evaluation.periods()).map(|period| Row { choice, period, path }));
    }
    let made = |row: &Row| row.path.move_made_in(row.period).copied();
    let score = |row: &Row| {
        let alternative = evaluation.alternative(row.choice, row.position()?);
        evaluation.standing(row.period, alternative).score
    };
    TableOf::new("pathway", &rows)
        .columns(choice_columns(evaluation, |row: &Row| Some(row.choice)))
        .text("period", |row| Some(model.periods[row.period].id.clone()))
        .columns(inside_columns(evaluation, |row: &Row| Some((row.choice, row.position()?))))
        .flag("moves", |row| Some(made(row).is_some()))
        .number("cost", |row| made(row).map(|made| made.cost))
        .number("score", |row| score(row).or(model.none.filter(|_| row.position().is_none())))
        .number("value", |row| {
            Some(row.path.value_in(row.period, &evaluation.choices[row.choice].worth))
        })
        .table()
}
