//! The tables of methods that sort: the category of each alternative, and how it stands to the
//! limits.

use crate::evaluate::evaluation::{Evaluation, GroupResult, Standing};
use crate::evaluate::keys::every_key;
use crate::evaluate::keys::{all_keys, keys_of};
use crate::method::prepared::{ExampleFit, PairFigures, ValuePoint};
use crate::problem::{Language, PlaceInGroup};
use crate::table::{Table, TableOf};

/// Which categories an alternative is in, as indices into the problem's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assigned {
    /// At nominal figures; `None` where too little is known of it.
    pub category: Option<usize>,
    /// The worst and the best over the inputs, where the method gives them.
    pub bounds: Option<(usize, usize)>,
}

/// The category at a score, which is its place from 1 on.
pub(crate) fn category_at(score: f64) -> usize {
    (score.round() as usize).saturating_sub(1)
}

impl GroupResult {
    /// The category of the alternative at a place; `None` for a method that sorts nothing.
    pub fn assigned(&self, place: PlaceInGroup) -> Option<Assigned> {
        self.sorting.as_ref()?;
        let Standing { score, bounds, .. } = self.standing(place);
        Some(Assigned {
            category: score.map(category_at),
            bounds: bounds.map(|(low, high)| (category_at(low), category_at(high))),
        })
    }
}

struct Row<'a> {
    evaluation: &'a Evaluation<'a>,
    group: &'a GroupResult,
    place: PlaceInGroup,
}

/// The alternatives of a group by rank, none last, then in key order.
fn by_rank(group: &GroupResult) -> Vec<PlaceInGroup> {
    let mut places: Vec<PlaceInGroup> = group.places().collect();
    places.sort_by_key(|place| (group.standing(*place).rank.unwrap_or(usize::MAX), *place));
    places
}

/// `assignment`: a row per method that sorts and alternative, in the order of the ranking.
pub(super) fn assignment(evaluations: &[Evaluation]) -> Table {
    let problem = evaluations[0].problem;
    let mut rows = Vec::new();
    for evaluation in evaluations.iter().filter(|it| it.method.sorts()) {
        for group in &evaluation.groups {
            let row = |place| Row { evaluation, group, place };
            rows.extend(by_rank(group).into_iter().map(row));
        }
    }
    let id = |category: usize| problem.categories.get(category).map(|it| it.id.clone());
    let of = |row: &Row| row.group.assigned(row.place);
    TableOf::new("assignment", &rows)
        .columns(keys_of(problem, &all_keys(problem), |row: &Row| row.group.member(row.place)))
        .text("method", |row| Some(row.evaluation.method.name().to_owned()))
        .text("category", |row| of(row)?.category.and_then(id))
        .text("category_low", |row| of(row)?.bounds.and_then(|bounds| id(bounds.0)))
        .text("category_high", |row| of(row)?.bounds.and_then(|bounds| id(bounds.1)))
        .table()
}

/// How alternatives stand to the limits of the categories, a row per alternative and limit, the best
/// limit first.
pub(super) fn profiles(evaluation: &Evaluation) -> Option<Table> {
    let name = evaluation.method.definition().own_profiles()?;
    let problem = evaluation.problem;
    let (mut members, mut limits) = (Vec::new(), Vec::new());
    let mut numbers: Vec<(&'static str, Vec<Option<f64>>)> = Vec::new();
    let mut flags: Vec<(&'static str, Vec<Option<i64>>)> = Vec::new();
    // The columns in order: a number (true) or a flag, and its place among them.
    let mut order: Vec<(bool, usize)> = Vec::new();
    for group in &evaluation.groups {
        let standing = group.sorting.as_ref()?.standing.as_ref()?.at(&group.weights);
        let count = problem.categories.len().saturating_sub(1);
        let rows: Vec<(PlaceInGroup, usize)> =
            by_rank(group).into_iter().filter_map(|at| Some((at, group.row(at)?))).collect();
        let pairs = || rows.iter().flat_map(|(_, row)| (0..count).rev().map(|at| (*row, at)));
        for (place, _) in &rows {
            for at in (0..count).rev() {
                members.push(group.member(*place));
                limits.push(Some(problem.categories[at + 1].id.clone()));
            }
        }
        for (at, column) in standing.pairs.into_iter().enumerate() {
            let is_number = matches!(column.figures, PairFigures::Numbers(_));
            if order.len() == at {
                let place = if is_number { numbers.len() } else { flags.len() };
                order.push((is_number, place));
                match is_number {
                    true => numbers.push((column.name, Vec::new())),
                    false => flags.push((column.name, Vec::new())),
                }
            }
            match &column.figures {
                PairFigures::Numbers(own) => numbers[order[at].1]
                    .1
                    .extend(pairs().map(|(row, limit)| Some(own.at(row, limit)))),
                PairFigures::Flags(own) => flags[order[at].1]
                    .1
                    .extend(pairs().map(|(row, limit)| Some(i64::from(own[row][limit])))),
                PairFigures::Relation(_) => {}
            }
        }
    }
    let table = every_key(problem, Table::new(name), &members).text("limit_of", limits);
    Some(order.into_iter().fold(table, |table, (is_number, at)| match is_number {
        true => table.number(numbers[at].0, std::mem::take(&mut numbers[at].1)),
        false => table.integer(flags[at].0, std::mem::take(&mut flags[at].1)),
    }))
}

/// The value functions that a method has learned, a row per criterion and breakpoint. They hold in
/// all groups.
pub(super) fn values(evaluation: &Evaluation) -> Option<Table> {
    let name = evaluation.method.definition().own_values()?;
    let leaves = &evaluation.problem.tree.leaves;
    let sorting = evaluation.groups.first().and_then(|group| group.sorting.as_ref());
    let rows: &[ValuePoint] = sorting.map_or(&[], |sorting| &sorting.values);
    let table = TableOf::new(name, rows)
        .text("criterion", |row| Some(leaves[row.leaf].id.clone()))
        .text("figure", |row| Some(leaves[row.leaf].notation(row.figure)))
        .number("value", |row| Some(row.value))
        .table();
    Some(table)
}

/// How a method that learns agrees with the examples, a row each.
pub(super) fn examples(evaluation: &Evaluation) -> Option<Table> {
    let name = evaluation.method.definition().own_examples()?;
    let problem = evaluation.problem;
    let sorting = evaluation.groups.first().and_then(|group| group.sorting.as_ref());
    let rows: Vec<(&ExampleFit, &crate::problem::Example)> = sorting
        .map_or(&[][..], |sorting| &sorting.examples)
        .iter()
        .zip(&problem.examples)
        .collect();
    let id = |category: usize| problem.categories.get(category).map(|it| it.id.clone());
    let table = TableOf::new(name, &rows)
        .columns(keys_of(problem, &all_keys(problem), |row: &(&ExampleFit, &_)| row.0.alternative))
        .text("example", |row| id(row.0.category))
        .text("category", |row| id(row.0.found))
        .number("over", |row| Some(row.0.over))
        .number("under", |row| Some(row.0.under))
        .text("reason", |row| {
            let reason = row.1.reason.get(Language::En);
            (!reason.is_empty()).then(|| reason.to_owned())
        })
        .text("source", |row| row.1.source.clone())
        .table();
    Some(table)
}
