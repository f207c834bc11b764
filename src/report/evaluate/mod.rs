//! The main view: the answer in a few sentences, a matrix read at a glance, then what is certain,
//! nominal and open, then what to be careful with.

mod answer;
mod evidence;
mod levels;
mod order;
pub(super) mod pieces;
mod reference;
mod requirements;
mod scores;
mod sorting;
mod texts;
mod warnings;

use super::by_group::by_group;
use super::ranks::{Ranks, are_many};
use super::{Block, Words, table_reading, weights};
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

/// A part of the view that is long and not needed to read the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Each weight said in consequences.
    Weights,
    /// What kind of evidence the scores rest on.
    Evidence,
}

impl Part {
    /// Every part there is, in the order of the page.
    pub const ALL: [Part; 2] = [Part::Weights, Part::Evidence];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Part::Weights => "weights",
            Part::Evidence => "evidence",
        }
    }
}

/// The view of evaluations, with these of its further parts; one line names the others. `tip` is a
/// last line on what to type next.
pub fn evaluate(
    case: &Case,
    evaluations: &Evaluations,
    words: Words,
    parts: &[Part],
    tip: Option<&str>,
) -> Vec<Block> {
    let mut out = super::title(case, words);
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
    out.extend(view.levels());
    out.extend(weights::of_groups(view.main(), words));
    out.extend(view.ranks());
    for evaluation in evaluations.iter() {
        if evaluations.len() > 1 {
            out.push(Block::Heading(evaluation.method.name().into()));
        }
        out.extend(view.scores(evaluation));
        out.extend(view.native(evaluation));
        if evaluations.len() == 1 {
            out.extend(table_reading::whole(case, evaluations, words));
        }
        // Who is ahead of whom is no more than who is in which category.
        if !evaluation.method.sorts() {
            out.extend(view.order(evaluation));
        }
    }
    if evaluations.len() > 1 {
        out.extend(table_reading::whole(case, evaluations, words));
    }
    out.extend(view.warnings());
    let mut more: Vec<&str> = Vec::new();
    for part in Part::ALL {
        let blocks = match part {
            Part::Weights => weights::weights(view.main(), words),
            Part::Evidence => view.evidence(),
        };
        if parts.contains(&part) && blocks.is_empty() {
            let name = part.name();
            out.push(Block::Text(words.pick(
                format!("There is nothing to show of `{name}` for this case and this method."),
                format!("Van `{name}` valt voor dit dossier en deze methode niets te tonen."),
            )));
        } else if parts.contains(&part) {
            out.extend(blocks);
        } else if !blocks.is_empty() {
            more.push(part.name());
        }
    }
    if !more.is_empty() {
        let more = more.join(",");
        out.push(Block::Heading(words.pick(
            format!("More: `--show {more}`, or `-v` for all there is."),
            format!("Meer: `--show {more}`, of `-v` voor alles wat er is."),
        )));
    }
    out.extend(table_reading::to_go_on(case, words));
    if let Some(tip) = tip {
        out.push(Block::Heading(tip.into()));
    }
    out
}

/// Who is first and how sure that is, in a sentence or two: the title of a picture of scores.
/// `None` where no method gives scores.
pub(super) fn finding(case: &Case, evaluations: &Evaluations, words: Words) -> Option<String> {
    View { case, problem: &case.problem, evaluations, words }.finding()
}

/// What the page of evaluations opens with: who is first, by how much, how sure that is, and the
/// smallest move of one weight that would change it. Nothing where no method gives scores.
pub fn answer(case: &Case, evaluations: &[Evaluation], words: Words) -> Vec<Block> {
    View { case, problem: &case.problem, evaluations, words }.answer()
}

/// What a reader of the tables alone would miss: where the weights come from if the case does not
/// give them, notes of the methods, and ranges that are no more than outer bounds.
pub fn notes(case: &Case, evaluations: &[Evaluation], words: Words) -> Vec<String> {
    let mut out = table_reading::directions(case, words);
    out.extend(super::centre(case, words));
    out.extend(super::from_data(case, words));
    out.extend(notes_but(case, evaluations, &[], words));
    out
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

    /// The ranks of all methods together, before what each says by itself; where a few methods run
    /// their own tables are near enough to each other.
    fn ranks(&self) -> Vec<Block> {
        let words = self.words;
        if !are_many(self.evaluations.iter().map(|evaluation| evaluation.method.name())) {
            return Vec::new();
        }
        let of_group = |group: usize| {
            let ranks = Ranks::new(self.problem, self.evaluations, group)?;
            let mut shown = ranks.order();
            shown.truncate(MOST_ROWS);
            let mut blocks: Vec<Block> =
                ranks.reading(&shown, words).map(Block::Text).into_iter().collect();
            blocks.push(Block::Grid(ranks.grid(&shown, words)));
            (shown.len() > 1).then_some((group, blocks))
        };
        let groups = by_group(
            self.problem,
            (0..self.problem.groups.len()).filter_map(of_group).collect(),
            words,
        );
        let title = words.pick("Ranks by all methods", "Rangen volgens alle methodes");
        let heading = (!groups.is_empty()).then(|| Block::Heading(title.into()));
        heading.into_iter().chain(groups).collect()
    }
}
