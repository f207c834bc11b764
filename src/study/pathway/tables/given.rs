//! Paths that somebody names.

use super::{choice_columns, inside_columns};
use crate::problem::GivenStands;
use crate::study::pathway::GivenPaths;
use crate::study::pathway::given::ScoredPath;
use crate::table::{Table, TableOf};

/// A row of `given_paths`; without a period where nobody says when it stands where.
struct Row<'a> {
    number: usize,
    path: &'a ScoredPath,
    period: Option<usize>,
    position: Option<usize>,
}

/// `given_paths`: a row per path that is named and period.
pub(in crate::study::pathway) fn given_paths(of: &GivenPaths) -> Table {
    let evaluation = of.evaluation;
    let model = evaluation.model;
    let mut rows = Vec::new();
    for (at, path) in of.paths.iter().enumerate() {
        let number = at + 1;
        let positions = match (&path.found, &path.given.stands) {
            (Some(found), _) => &found.positions[..],
            (None, GivenStands::Periods(positions)) => &positions[..],
            (None, GivenStands::Order(_)) => {
                rows.push(Row { number, path, period: None, position: None });
                continue;
            }
        };
        rows.extend(positions.iter().enumerate().map(|(period, position)| Row {
            number,
            path,
            period: Some(period),
            position: *position,
        }));
    }
    TableOf::new("given_paths", &rows)
        .columns(choice_columns(evaluation, |row: &Row| Some(row.path.given.choice)))
        .count("path", |row| Some(row.number))
        .count("line", |row| Some(row.path.given.line))
        .flag("allowed", |row| Some(row.path.found.is_some()))
        .number("value", |row| row.path.found.as_ref().map(|found| found.value))
        .number("loss", |row| row.path.loss)
        .text("period", |row| Some(model.periods[row.period?].id.clone()))
        .columns(inside_columns(evaluation, |row: &Row| {
            Some((row.path.given.choice, row.position?))
        }))
        .table()
}
