//! At which weights the best path changes.

use super::choice_columns;
use super::telling::{first_switch, path, tied};
use crate::study::pathway::{CriterionSwitches, PathStretch, Pathway};
use crate::table::{Table, TableOf};

/// A row of `weight_switches`.
struct Row<'a> {
    choice: usize,
    of: &'a CriterionSwitches,
    stretch: &'a PathStretch,
}

/// `weight_switches`: a row per choice, criterion or node with siblings, and stretch of its weight.
pub(in crate::study::pathway) fn weight_switches(of: &Pathway) -> Table {
    let evaluation = &of.evaluation;
    let branches = &evaluation.model.problem(0).tree().branches;
    let mut rows = Vec::new();
    for (choice, switches) in of.switches.iter().enumerate() {
        for of in switches {
            rows.extend(of.stretches.iter().map(|stretch| Row { choice, of, stretch }));
        }
    }
    TableOf::new("weight_switches", &rows)
        .columns(choice_columns(evaluation, |row: &Row| Some(row.choice)))
        .text("criterion", |row| Some(branches[row.of.branch].id.clone()))
        .number("weight_from", |row| Some(row.stretch.from))
        .number("weight_to", |row| Some(row.stretch.to))
        .text("path", |row| Some(path(evaluation, row.choice, &row.stretch.path.positions)))
        .count("tied", |row| tied(row.stretch.tied, row.stretch.more_tied))
        .number("first_switch", |row| {
            first_switch(evaluation, row.choice, &row.stretch.path.positions)
        })
        .flag("present", |row| row.stretch.present)
        .flag("approximate", |row| Some(!row.of.exact))
        .table()
}
