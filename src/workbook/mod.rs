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
use crate::error::{Error, Result, Said, both};
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
    /// What the workbook could be expected to hold and does not, each with the reason. The sheet
    /// *Answer* says it.
    pub left_out: &'a [Said],
}

/// Columns of a sheet, as Excel has them, less the two that hold names.
const MOST_SIDE_BY_SIDE: usize = 16_384 - 2;

/// Whether a case fits into such a workbook. It is worth asking before studies are run for one.
///
/// # Errors
/// [`Error::Format`] with what to do instead: for more than
/// [`MOST_WORKBOOK_CELLS`] alternatives times criteria, and for more groups or criteria than a sheet
/// has columns.
pub fn fits(evaluation: &Evaluation) -> Result<()> {
    let problem = evaluation.problem;
    let (criteria, groups) = (problem.tree.leaves.len(), evaluation.groups.len());
    let cells = problem.alternatives.len() * criteria;
    let refused = |message| Err(Error::Format { format: "xlsx", message });
    if cells > MOST_WORKBOOK_CELLS {
        return refused(both(
            format!(
                "this case has {cells} cells (alternatives times criteria), and a workbook that recalculates holds {MOST_WORKBOOK_CELLS}; write the tables instead with `afweging evaluate -o all.xlsx`, or look at a part with --where"
            ),
            format!(
                "dit dossier heeft {cells} cellen (alternatieven maal criteria), en een werkmap die herrekent, bevat er {MOST_WORKBOOK_CELLS}; schrijf in plaats daarvan de tabellen weg met `afweging evaluate -o alles.xlsx`, of bekijk een deel met --where"
            ),
        ));
    }
    if criteria > MOST_SIDE_BY_SIDE {
        return refused(both(
            format!(
                "this case has {criteria} criteria, and a sheet has room for {MOST_SIDE_BY_SIDE} side by side; write the tables instead with `afweging evaluate -o all.xlsx`"
            ),
            format!(
                "dit dossier heeft {criteria} criteria, en op een blad is er naast elkaar plaats voor {MOST_SIDE_BY_SIDE}; schrijf in plaats daarvan de tabellen weg met `afweging evaluate -o alles.xlsx`"
            ),
        ));
    }
    if groups > MOST_SIDE_BY_SIDE {
        return refused(both(
            format!(
                "this case has {groups} groups, and a sheet has room for {MOST_SIDE_BY_SIDE} side by side; write the tables instead with `afweging evaluate -o all.xlsx`, or look at some of the groups with --where"
            ),
            format!(
                "dit dossier heeft {groups} groepen, en op een blad is er naast elkaar plaats voor {MOST_SIDE_BY_SIDE}; schrijf in plaats daarvan de tabellen weg met `afweging evaluate -o alles.xlsx`, of bekijk enkele groepen met --where"
            ),
        ));
    }
    Ok(())
}

/// The workbook of a case and the evaluation of it by one method, as the bytes of an `.xlsx` file.
/// The same case, answers and record give the same bytes.
///
/// # Errors
/// [`Error::Format`] for a case that is too large for it, see [`fits`].
pub fn workbook(
    case: &Case,
    evaluation: &Evaluation,
    answers: Answers,
    record: &Record,
    words: Words,
) -> Result<Vec<u8>> {
    fits(evaluation)?;
    let plan = Plan::new(case, evaluation, words);
    let style = Style::new();
    let mut book = empty()?;
    let mut add = |fill: &dyn Fn(&mut Worksheet) -> Written| {
        let sheet = book.add_worksheet();
        // What a formula gives that has no figure: an empty text, and not 0.
        sheet.set_formula_result_default("");
        fill(sheet).map_err(fail)
    };
    add(&|sheet| answer::sheet(sheet, &style, &plan, answers.left_out))?;
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
