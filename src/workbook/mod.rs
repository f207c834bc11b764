//! A workbook for people, which recalculates: change a weight or a figure in it, and values, scores,
//! ranks and the charts of the ranking follow.
//!
//! The sheets are formulas over each other: *Performances* and *Scales* give *Values*; these and
//! *Weights* give *Scores and ranks*; these give *Answer* and *Matrix*. Beside every formula stands
//! the engine's own figure as its cached result, so that a reader who does not recalculate sees the
//! same numbers. What does not follow (sentences, ranges, studies) says so.
//!
//! Which formulas there are depends on the method, see `scoring`. No formula is newer than Excel
//! 2010, none is an array formula, and no names are defined but those by which a workbook keeps its
//! print areas and filters.

mod acceptability;
mod answer;
mod blocks;
mod evidence;
mod matrix;
mod performances;
mod plan;
mod refs;
mod run;
mod scales;
mod scales_sheet;
mod scores;
mod scoring;
mod style;
mod sweep;
mod tornado;
mod values;
mod weights;

use crate::case::Case;
use crate::error::Result;
use crate::evaluate::evaluation::Evaluation;
use crate::report::Words;
use crate::study::{Acceptability, Sweep};
use crate::write::Record;
use crate::write::xlsx::{fail, workbook as empty};
use plan::Plan;
use rust_xlsxwriter::Worksheet;
use style::{Style, Written};

pub use refs::SheetNames;
use scoring::Scoring;

/// More cells than this (alternatives times criteria) are no workbook for people.
pub const MOST_WORKBOOK_CELLS: usize = 50_000;

/// What is shown beside the evaluation, each where it is known.
#[derive(Clone, Copy, Default)]
pub struct Answers<'a> {
    /// How often each alternative has each rank over the weights there could be.
    pub acceptability: Option<&'a Acceptability<'a>>,
    /// Every weight swept from 0 to 1: the sheets *Tornado* and *Sweep*.
    pub sweep: Option<&'a Sweep<'a>>,
}

/// The workbook of a case and the evaluation of it by one method, as the bytes of an `.xlsx` file.
/// The same case, answers and record give the same bytes.
///
/// # Errors
/// [`Error::Format`](crate::Error::Format) for a case that is too large for it: more than
/// [`MOST_WORKBOOK_CELLS`] alternatives times criteria.
pub fn workbook(
    case: &Case,
    evaluation: &Evaluation,
    answers: Answers,
    record: &Record,
    words: Words,
) -> Result<Vec<u8>> {
    let problem = evaluation.problem;
    let cells = problem.alternatives.len() * problem.tree.leaves.len();
    if cells > MOST_WORKBOOK_CELLS {
        let message = format!(
            "this case has {cells} cells (alternatives times criteria), and a workbook for people holds {MOST_WORKBOOK_CELLS}; write the tables instead, or look at a part with --where"
        );
        return Err(fail(message));
    }
    let plan = Plan::new(case, evaluation, words);
    let style = Style::new();
    let mut book = empty()?;
    let mut add = |fill: &dyn Fn(&mut Worksheet) -> Written| {
        let sheet = book.add_worksheet();
        // What a formula gives that has no figure: an empty text, and not 0.
        sheet.set_formula_result_default("");
        fill(sheet).map_err(fail)
    };
    add(&|sheet| answer::sheet(sheet, &style, &plan))?;
    add(&|sheet| weights::sheet(sheet, &style, &plan))?;
    add(&|sheet| performances::sheet(sheet, &style, &plan))?;
    if !plan.scales.rows.is_empty() {
        add(&|sheet| scales_sheet::sheet(sheet, &style, &plan))?;
    }
    if plan.scoring.has_values() {
        add(&|sheet| values::sheet(sheet, &style, &plan))?;
    }
    if plan.scoring != Scoring::None {
        add(&|sheet| scores::sheet(sheet, &style, &plan))?;
        add(&|sheet| matrix::sheet(sheet, &style, &plan))?;
    }
    add(&|sheet| evidence::sheet(sheet, &style, &plan))?;
    if let Some(study) = answers.acceptability {
        add(&|sheet| acceptability::sheet(sheet, &style, &plan, study))?;
    }
    if let Some(study) = answers.sweep {
        add(&|sheet| tornado::sheet(sheet, &style, &plan, study))?;
        add(&|sheet| sweep::sheet(sheet, &style, &plan, study))?;
    }
    add(&|sheet| run::sheet(sheet, &style, &plan, record))?;
    book.save_to_buffer().map_err(fail)
}
