//! What hangs on when facts hold, and on the discount rate.

use super::choice_columns;
use super::telling::{first_step, path, place, tied};
use crate::study::pathway::{IfReady, Pathway, RateRange, Sign};
use crate::table::{Table, TableOf};

/// A row of `readiness`.
struct ReadyRow<'a> {
    choice: usize,
    of: &'a IfReady,
}

/// A row of `signs`.
struct SignRow<'a> {
    choice: usize,
    of: &'a Sign,
}

/// A row of `discounting`.
struct RateRow<'a> {
    choice: usize,
    of: &'a RateRange,
}

/// `readiness`: a row per choice, fact on which anything hangs in it, and period from which the fact
/// may hold; last that it never does.
pub(in crate::study::pathway) fn readiness(of: &Pathway) -> Table {
    let evaluation = &of.evaluation;
    let model = evaluation.model;
    let mut rows = Vec::new();
    for (choice, dates) in of.readiness.iter().enumerate() {
        rows.extend(dates.iter().map(|of| ReadyRow { choice, of }));
    }
    let best = |row: &ReadyRow| row.of.best.first().cloned();
    let from = |row: &ReadyRow| match row.of.from {
        Some(period) => model.periods[period].from.to_string(),
        None => "never".to_owned(),
    };
    TableOf::new("readiness", &rows)
        .columns(choice_columns(evaluation, |row: &ReadyRow| Some(row.choice)))
        .text("fact", |row| Some(model.readiness[row.of.fact].fact.clone()))
        .text("from", |row| Some(from(row)))
        .flag("present", |row| Some(row.of.present))
        .text("path", |row| Some(path(evaluation, row.choice, &best(row)?.positions)))
        .count("tied", |row| tied(row.of.best.tied().len(), row.of.best.more_tied))
        .text("next_step", |row| Some(first_step(evaluation, row.choice, &best(row)?)))
        .flag("changes", |row| row.of.changes)
        .number("value", |row| Some(best(row)?.value))
        .table()
}

/// `signs`: a row per choice, fact on which anything hangs in it, and period in which the fact may
/// come true.
pub(in crate::study::pathway) fn signs(of: &Pathway) -> Table {
    let evaluation = &of.evaluation;
    let model = evaluation.model;
    let mut rows = Vec::new();
    for (choice, signs) in of.signs.iter().enumerate() {
        rows.extend(signs.iter().map(|of| SignRow { choice, of }));
    }
    TableOf::new("signs", &rows)
        .columns(choice_columns(evaluation, |row: &SignRow| Some(row.choice)))
        .text("fact", |row| Some(model.readiness[row.of.fact].fact.clone()))
        .text("period", |row| Some(model.periods[row.of.period].id.clone()))
        .text("step_if_ready", |row| Some(place(evaluation, row.choice, row.of.step_if_ready())))
        .text("step_if_not", |row| Some(place(evaluation, row.choice, row.of.step_if_not())))
        .flag("watch", |row| Some(row.of.is_to_watch()))
        .number("loss_if_missed", |row| Some(row.of.loss))
        .table()
}

/// `discounting`: a row per choice and range of rates of the grid with the same best paths.
pub(in crate::study::pathway) fn discounting(of: &Pathway) -> Table {
    let evaluation = &of.evaluation;
    let mut rows = Vec::new();
    for (choice, ranges) in of.discounting.iter().enumerate() {
        rows.extend(ranges.iter().map(|of| RateRow { choice, of }));
    }
    TableOf::new("discounting", &rows)
        .columns(choice_columns(evaluation, |row: &RateRow| Some(row.choice)))
        .number("rate_from", |row| Some(row.of.from))
        .number("rate_to", |row| Some(row.of.to))
        .flag("present", |row| Some(row.of.present))
        .text("path", |row| Some(path(evaluation, row.choice, &row.of.path.as_ref()?.positions)))
        .count("tied", |row| tied(row.of.tied, row.of.more_tied))
        .number("value_from", |row| Some(row.of.path.as_ref()?.value))
        .number("value_to", |row| row.of.value_at_to)
        .table()
}
