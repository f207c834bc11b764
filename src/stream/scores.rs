//! What a block gives to each pass: scores, bounds of scores, and rows of the result.

use super::groups::{GroupName, Snapshot, name};
use super::sure::{Reference, Sure};
use super::twice;
use crate::case::BlockProblem;
use crate::error::Result;
use crate::evaluate::evaluation::{Evaluation, evaluate_part};
use crate::evaluate::tables::ranking_of_places;
use crate::method::Method;
use crate::problem::ranking::difference;
use crate::problem::{PlaceInGroup, Problem};
use crate::table::Table;

/// The scores of a block.
pub(super) struct BlockScores {
    /// How many rows were asked for.
    pub(super) rows: u64,
    /// What each group of the block adds to what is known of it.
    pub(super) groups: Vec<BlockGroup>,
    /// Of whoever competes: the place of its group in `groups`, of its row among those asked for, its
    /// score, and whether that is shown.
    pub(super) scores: Vec<(usize, u64, f64, bool)>,
    /// A table of the result without rows.
    pub(super) header: Table,
    /// What each row is told by: two rows with the same are one alternative.
    pub(super) marks: Vec<(u32, u64)>,
    /// The reference, with its group in `groups`, if it is in this block.
    pub(super) reference: Option<(usize, Reference)>,
}

/// What a block adds to what is known of a group.
pub(super) struct BlockGroup {
    pub(super) name: GroupName,
    pub(super) ranked: usize,
    pub(super) crisp: bool,
    pub(super) all_crisp: bool,
    pub(super) has_ends: bool,
    pub(super) magnitude: f64,
}

/// The group and the place in it of each alternative.
fn places(evaluation: &Evaluation) -> Vec<(usize, PlaceInGroup)> {
    let mut out = vec![(0, PlaceInGroup::new(0)); evaluation.problem.alternatives().len()];
    for (at, group) in evaluation.groups.iter().enumerate() {
        for place in group.places() {
            out[group.member(place)] = (at, place);
        }
    }
    out
}

/// Whether every figure of an alternative is one number.
fn is_crisp(problem: &Problem, alternative: usize) -> bool {
    problem.cells().is_plain() || problem.is_crisp(alternative)
}

/// The scores of a block.
pub(super) fn scores(
    mut block: BlockProblem,
    snapshot: &Snapshot,
    method: &Method,
    sure: Option<&Sure>,
) -> Result<BlockScores> {
    snapshot.tell(&mut block.problem);
    let problem = &block.problem;
    let evaluation = evaluate_part(problem, method)?;
    let place_of = places(&evaluation);
    let mut groups = Vec::with_capacity(evaluation.groups.len());
    for (own, result) in problem.groups().iter().zip(&evaluation.groups) {
        // Levels that rules leave open.
        let open = result.score_ends.as_ref().is_some_and(|ends| ends.open);
        let mut members = result.eligible().iter().map(|place| result.member(*place));
        groups.push(BlockGroup {
            name: name(problem, own),
            ranked: result.eligible().len(),
            crisp: !open && members.all(|member| is_crisp(problem, member)),
            all_crisp: result.bounds.as_ref().is_none_or(|bounds| bounds.is_crisp()),
            has_ends: result.score_ends.is_some(),
            magnitude: result.magnitude(&result.weights),
        });
    }
    let (mut scores, mut reference) = (Vec::with_capacity(block.order.len()), None);
    let mut marks = Vec::with_capacity(block.order.len());
    for (row, (alternative, _)) in block.order.iter().enumerate() {
        let (group, place) = place_of[*alternative];
        marks.push(twice::mark(problem, *alternative));
        let result = &evaluation.groups[group];
        if let Some(found) = sure.and_then(|sure| sure.reference(&evaluation, group, place)) {
            reference = Some((group, found));
        }
        if !problem.alternatives()[*alternative].eligible() {
            continue;
        }
        let standing = result.standing(place);
        if let Some(computed) = standing.computed {
            scores.push((group, row as u64, computed, standing.score.is_some()));
        }
    }
    let mut header = ranking_of_places(&evaluation, &[]);
    if let Some(sure) = sure {
        header = sure.columns(header, &evaluation, &[], &[]);
    }
    Ok(BlockScores { rows: block.order.len() as u64, groups, scores, header, marks, reference })
}

/// The bounds of the scores of a block: of whoever competes in a group where not all is one number,
/// the number of its group, its row among those asked for, and the bounds.
pub(super) struct BlockBounds {
    pub(super) rows: u64,
    pub(super) bounds: Vec<(usize, u64, (f64, f64))>,
}

/// The bounds of the scores of a block.
pub(super) fn bounds(
    mut block: BlockProblem,
    snapshot: &Snapshot,
    method: &Method,
) -> Result<BlockBounds> {
    let numbers = snapshot.tell(&mut block.problem);
    let problem = &block.problem;
    let evaluation = evaluate_part(problem, method)?;
    let place_of = places(&evaluation);
    let mut out = Vec::new();
    for (row, (alternative, _)) in block.order.iter().enumerate() {
        let (group, place) = place_of[*alternative];
        let result = &evaluation.groups[group];
        let competes = problem.alternatives()[*alternative].eligible() && !result.is_crisp();
        if let (true, Some(number), Some(bounds)) =
            (competes, numbers[group], result.standing(place).bounds)
        {
            out.push((number, row as u64, bounds));
        }
    }
    Ok(BlockBounds { rows: block.order.len() as u64, bounds: out })
}

/// Rows of the result that lack their ranks.
pub(super) struct BlockRows {
    /// How many rows were asked for.
    pub(super) rows: u64,
    pub(super) table: Table,
    /// By row of the table.
    pub(super) of_rows: Vec<RowOf>,
}

/// What ranks are given by.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowOf {
    /// Its place among the rows asked for.
    pub(super) row: u64,
    /// The number of its group.
    pub(super) group: usize,
    /// Its score as shown, if it competes and has one.
    pub(super) score: Option<f64>,
    /// By how much its bounds are apart.
    pub(super) width: f64,
    /// Whether every figure of its group is one number.
    pub(super) crisp: bool,
}

/// The rows of the result of a block for which `is_kept` holds.
pub(super) fn rows(
    mut block: BlockProblem,
    snapshot: &Snapshot,
    method: &Method,
    sure: Option<&Sure>,
    is_kept: &(dyn Fn(&RowOf) -> bool + Sync),
) -> Result<BlockRows> {
    let numbers = snapshot.tell(&mut block.problem);
    let problem = &block.problem;
    let evaluation = evaluate_part(problem, method)?;
    let place_of = places(&evaluation);
    let (mut of_rows, mut places) = (Vec::new(), Vec::new());
    for (row, (alternative, _)) in block.order.iter().enumerate() {
        let (group, place) = place_of[*alternative];
        let result = &evaluation.groups[group];
        let standing = result.standing(place);
        let competes = problem.alternatives()[*alternative].eligible();
        let own = RowOf {
            row: row as u64,
            group: numbers[group].unwrap_or(0),
            score: standing.score.filter(|_| competes),
            width: standing.bounds.map_or(0.0, |(low, high)| difference(high, low)),
            crisp: result.is_crisp(),
        };
        if is_kept(&own) {
            of_rows.push(own);
            places.push((group, place));
        }
    }
    let mut table = ranking_of_places(&evaluation, &places);
    if let Some(sure) = sure {
        let numbers: Vec<usize> = of_rows.iter().map(|of| of.group).collect();
        table = sure.columns(table, &evaluation, &places, &numbers);
    }
    Ok(BlockRows { rows: block.order.len() as u64, table, of_rows })
}
