//! In which share of draws paths, first steps and dates are best.

use super::telling::{first_switch, path, start};
use super::{choice_columns, inside_columns};
use crate::draw::counts::Estimated;
use crate::study::pathway::{FirstMove, Pathway};
use crate::table::{Table, TableOf};
use std::collections::BTreeSet;

/// A row of `switch_dates`.
struct DateRow {
    choice: usize,
    position: Option<usize>,
    period: usize,
    best: bool,
    share: Option<Estimated>,
}

/// A row of `path_acceptability`.
struct PathRow<'a> {
    choice: usize,
    /// `None`: no path is allowed.
    positions: Option<&'a [Option<usize>]>,
    best: bool,
    share: Option<Estimated>,
}

/// A row of `first_moves`.
struct StepRow<'a> {
    choice: usize,
    of: &'a FirstMove,
    share: Option<Estimated>,
}

/// `switch_dates`: a row per choice, alternative other than where it starts to which a best path
/// moves (now, or in some draw), and period.
pub(in crate::study::pathway) fn switch_dates(of: &Pathway) -> Table {
    let evaluation = &of.evaluation;
    let model = evaluation.model;
    let mut rows = Vec::new();
    for (choice, best) in of.best.iter().enumerate() {
        let shares = &of.shares.choices[choice];
        let alternatives = model.choices[choice].alternatives.len();
        let start = start(evaluation, choice);
        for position in (0..alternatives).map(Some).chain([None]) {
            let first =
                |positions: &[Option<usize>]| positions.iter().position(|at| *at == position);
            let now: BTreeSet<usize> =
                best.tied().iter().filter_map(|path| first(&path.positions)).collect();
            let by_then = shares.by_then.get(position.unwrap_or(alternatives));
            let ever = by_then.and_then(|it| it.last()).is_some_and(|share| share.value > 0.0);
            if position == start || (!ever && now.is_empty()) {
                continue;
            }
            rows.extend((0..model.periods.len()).map(|period| DateRow {
                choice,
                position,
                period,
                best: now.contains(&period),
                share: by_then.map(|shares| shares[period]),
            }));
        }
    }
    TableOf::new("switch_dates", &rows)
        .columns(choice_columns(evaluation, |row: &DateRow| Some(row.choice)))
        .columns(inside_columns(evaluation, |row: &DateRow| Some((row.choice, row.position?))))
        .text("period", |row| Some(model.periods[row.period].id.clone()))
        .number("from", |row| Some(f64::from(model.periods[row.period].from)))
        .flag("best", |row| Some(row.best))
        .number("share_by_then", |row| Some(row.share?.value))
        .number("share_se", |row| Some(row.share?.std_error))
        .table()
}

/// `path_acceptability`: a row per choice and path that is best now or in some draw, the greatest
/// share first; and one without a path for draws in which none is allowed.
pub(in crate::study::pathway) fn path_acceptability(of: &Pathway) -> Table {
    let evaluation = &of.evaluation;
    let mut rows = Vec::new();
    for (choice, best) in of.best.iter().enumerate() {
        let shares = &of.shares.choices[choice];
        let now: BTreeSet<&[Option<usize>]> =
            best.tied().iter().map(|path| &path.positions[..]).collect();
        let row = |positions: Option<&_>, best: bool, share: Option<Estimated>| PathRow {
            choice,
            positions: positions.copied(),
            best,
            share,
        };
        let drawn = shares.paths.iter().map(|(path, share)| (&path[..], share));
        rows.extend(drawn.map(|(path, share)| row(Some(&path), now.contains(path), Some(*share))));
        let known: BTreeSet<&[Option<usize>]> =
            shares.paths.iter().map(|(path, _)| &path[..]).collect();
        // What is best now and in no draw.
        let none = shares.without.is_none().then(|| of.shares.of_none());
        rows.extend(now.difference(&known).map(|path| row(Some(path), true, none)));
        rows.extend(shares.no_path.map(|share| row(None, false, Some(share))));
    }
    TableOf::new("path_acceptability", &rows)
        .columns(choice_columns(evaluation, |row: &PathRow| Some(row.choice)))
        .text("path", |row| Some(path(evaluation, row.choice, row.positions?)))
        .number("first_switch", |row| first_switch(evaluation, row.choice, row.positions?))
        .flag("best", |row| row.positions.map(|_| row.best))
        .number("share", |row| Some(row.share?.value))
        .number("share_se", |row| Some(row.share?.std_error))
        .table()
}

/// `first_moves`: a row per choice and first step that it can take.
pub(in crate::study::pathway) fn first_moves(of: &Pathway) -> Table {
    let evaluation = &of.evaluation;
    let mut rows = Vec::new();
    for (choice, moves) in of.first_moves.iter().enumerate() {
        let shares = &of.shares.choices[choice];
        let none = shares.without.is_none().then(|| of.shares.of_none());
        rows.extend(moves.iter().map(|of| {
            let own = shares.steps.iter().find(|(step, _)| *step == of.step);
            StepRow { choice, of, share: own.map(|(_, share)| *share).or(none) }
        }));
    }
    TableOf::new("first_moves", &rows)
        .columns(choice_columns(evaluation, |row: &StepRow| Some(row.choice)))
        .columns(inside_columns(evaluation, |row: &StepRow| Some((row.choice, row.of.step?))))
        .flag("best", |row| Some(row.of.best))
        .flag("always_best", |row| row.of.always_best)
        .number("share", |row| Some(row.share?.value))
        .number("share_se", |row| Some(row.share?.std_error))
        .table()
}
