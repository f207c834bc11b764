//! The main view: the answer in a few sentences, a matrix read at a glance, then what is certain,
//! nominal and open, then what to be careful with.

mod answer;
mod evidence;
mod order;
mod requirements;
mod scores;
mod texts;
mod warnings;

use super::{Block, Words, weights};
use crate::case::Case;
use crate::evaluate::evaluation::Evaluation;
use crate::evaluate::evaluations::Evaluations;
use crate::problem::Problem;
use crate::report::among::moving_scales;
use crate::study::lint::{Lint, Remark};

/// More rows than this are cut in a terminal; the tables have them all.
const MOST_ROWS: usize = 40;
/// More columns than this make a list of a matrix.
const MOST_COLUMNS: usize = 7;
/// A relation between more alternatives than this is left to its table.
const MOST_RELATED: usize = 12;
/// More pairs than this are counted, not named.
const MOST_PAIRS: usize = 15;

/// The view of evaluations. `tip` is a last line on what to type next.
pub fn evaluate(
    case: &Case,
    evaluations: &Evaluations,
    words: Words,
    tip: Option<&str>,
) -> Vec<Block> {
    let mut out = super::head(case, words);
    let (question, decider) = (case.question.get(words.0), case.decider.get(words.0));
    if !decider.is_empty() {
        out.insert(
            1,
            Block::Text(
                words.pick(format!("Who decides: {decider}"), format!("Wie beslist: {decider}")),
            ),
        );
    }
    if !question.is_empty() {
        out.insert(1, Block::Text(question.to_owned()));
    }
    let view = View { case, problem: &case.problem, evaluations, words };
    out.extend(view.answer());
    for evaluation in evaluations.iter() {
        if evaluations.len() > 1 {
            out.push(Block::Heading(evaluation.method.name().into()));
        }
        out.extend(view.scores(evaluation));
        out.extend(view.native(evaluation));
        out.extend(view.order(evaluation));
    }
    out.extend(view.warnings());
    out.extend(view.evidence());
    out.extend(weights::swings_table(view.main(), words));
    if let Some(tip) = tip {
        out.push(Block::Heading(tip.into()));
    }
    out
}

/// What a reader of the tables alone would miss: notes of the methods, and ranges that are no more
/// than outer bounds.
pub fn notes(case: &Case, evaluations: &[Evaluation], words: Words) -> Vec<String> {
    notes_but(case, evaluations, &[], words)
}

/// The same beside the remarks of `lint`, which name constant criteria themselves.
pub fn notes_beside(
    case: &Case,
    evaluations: &[Evaluation],
    lint: &Lint,
    words: Words,
) -> Vec<String> {
    let constant = lint.remarks.iter().find_map(|remark| match remark {
        Remark::Constant(leaves) => Some(leaves.as_slice()),
        _ => None,
    });
    notes_but(case, evaluations, constant.unwrap_or_default(), words)
}

/// The notes but for those on these constant leaves.
fn notes_but(
    case: &Case,
    evaluations: &[Evaluation],
    constant: &[usize],
    words: Words,
) -> Vec<String> {
    let view = View { case, problem: &case.problem, evaluations, words };
    let mut out = Vec::new();
    for note in evaluations.iter().flat_map(|evaluation| view.notes(evaluation, constant)) {
        // What holds whatever the method is said once.
        if !out.contains(&note) {
            out.push(note);
        }
    }
    out.extend(evaluations.first().and_then(|main| moving_scales(main, words)));
    out
}

pub(super) struct View<'a> {
    case: &'a Case,
    problem: &'a Problem,
    evaluations: &'a [Evaluation<'a>],
    words: Words,
}

impl<'a> View<'a> {
    /// That of the first method: what is the same whatever the method is taken from it.
    fn main(&self) -> &'a Evaluation<'a> {
        &self.evaluations[0]
    }
}
