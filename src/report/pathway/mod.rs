//! The page of pathways: the path of each choice as a line of periods, whether its first step is
//! right whatever the weights, when to switch, what must be ready, and what waiting costs.

mod dates;
mod given;
mod hangs;
mod line;
mod notes;
mod ready;
mod rules;
mod step;

use super::sensitivity::noted;
use super::{Block, Words, head};
use crate::case::Case;
use crate::problem::{MoveNeeds, PathwayModel, Problem};
use crate::study::Pathway;

pub use given::given_paths;
pub use notes::pathway_notes;

/// The best paths in a sentence, what their first step waits for, and the dates that they rest on.
pub(super) fn in_short(case: &Case, study: &Pathway, words: Words) -> Vec<Block> {
    let view = View { study, words };
    let mut out = vec![view.in_short()];
    out.extend(view.dates_taken(&case.facts));
    out
}

/// Names in a sentence.
const MOST_NAMED: usize = 6;

/// What the parts of the page look at.
#[derive(Clone, Copy)]
struct View<'a> {
    study: &'a Pathway<'a>,
    words: Words,
}

/// The view of pathways.
pub fn pathway(case: &Case, study: &Pathway, words: Words) -> Vec<Block> {
    let view = View { study, words };
    let mut out = head(case, words);
    out.extend(view.answer());
    out.extend(view.dates_taken(&case.facts));
    out.extend(view.lines());
    out.extend(view.by_choice());
    out.extend(view.holds());
    out.extend(noted(pathway_notes(study, words), words));
    out
}

impl<'a> View<'a> {
    fn model(&self) -> &'a PathwayModel {
        self.study.evaluation.model
    }

    fn problem(&self) -> &'a Problem {
        self.model().problem(0)
    }

    fn choices(&self) -> usize {
        self.model().choices.len()
    }

    /// A choice by what people read; empty where there is a single one without a key of its own.
    fn choice(&self, choice: usize) -> String {
        let of = &self.model().choices[choice];
        let keys = self.model().one_per.iter().zip(&of.values);
        let names: Vec<String> =
            keys.map(|(key, value)| self.words.key_value(self.problem(), *key, *value)).collect();
        names.join(" / ")
    }

    /// An alternative by what people read, inside its choice where that has keys of its own.
    fn alternative(&self, alternative: usize) -> String {
        let all = 0..self.problem().keys.len();
        let inside: Vec<usize> =
            all.clone().filter(|key| !self.model().one_per.contains(key)).collect();
        let keys = if inside.is_empty() { all.collect() } else { inside };
        self.words.name(self.problem(), alternative, &keys)
    }

    /// Where a path stands.
    fn place(&self, choice: usize, position: Option<usize>) -> String {
        match position {
            Some(position) => self.alternative(self.study.evaluation.alternative(choice, position)),
            None => self.words.pick("none", "geen").to_owned(),
        }
    }

    /// A path in words, each stretch once: `S3 from 2027, S4 from 2030`.
    fn path(&self, choice: usize, positions: &[Option<usize>]) -> String {
        let words = self.words;
        let mut parts: Vec<String> = Vec::new();
        for (period, position) in positions.iter().enumerate() {
            if period > 0 && positions[period - 1] == *position {
                continue;
            }
            let name = self.place(choice, *position);
            let from = self.model().periods[period].from;
            parts.push(words.pick(format!("{name} from {from}"), format!("{name} vanaf {from}")));
        }
        parts.join(", ")
    }

    /// A fact by what asks for it: the label of a move, or the reason of a requirement; its id where
    /// neither has one.
    fn fact(&self, fact: usize) -> String {
        let (words, model) = (self.words, self.model());
        let moves = model.transitions.iter().filter(|it| it.needs == Some(MoveNeeds::Ready(fact)));
        let label = moves.map(|it| it.label.get(words.0)).find(|label| !label.is_empty());
        let needs = || model.needs.iter().find(|it| it.fact == fact);
        match (label, needs()) {
            (Some(label), _) => format!("“{label}”"),
            (None, Some(need)) => match &self.problem().requirements[need.requirement] {
                it if it.reason.get(words.0).is_empty() => {
                    format!("`{}`", model.readiness[fact].fact)
                }
                it => words.requirement(it),
            },
            (None, None) => format!("`{}`", model.readiness[fact].fact),
        }
    }

    /// A period by what people read.
    fn period(&self, period: usize) -> String {
        let of = &self.model().periods[period];
        self.words.label(&of.label, &of.id)
    }

    /// The same blocks said once for all choices that have them.
    fn by_choice(&self) -> Vec<Block> {
        let mut merged: Vec<(Vec<usize>, Vec<Block>)> = Vec::new();
        for choice in 0..self.choices() {
            let mut blocks = self.step(choice);
            blocks.extend(self.ready(choice));
            blocks.extend(self.hangs(choice));
            match merged.iter_mut().find(|(_, known)| *known == blocks) {
                Some((choices, _)) => choices.push(choice),
                None => merged.push((vec![choice], blocks)),
            }
        }
        let mut out = Vec::new();
        for (choices, blocks) in merged.into_iter().filter(|(_, blocks)| !blocks.is_empty()) {
            let names: Vec<String> = choices.iter().map(|choice| self.choice(*choice)).collect();
            if self.choices() > 1 {
                out.push(Block::Heading(names.join(", ")));
            }
            out.extend(blocks);
        }
        out
    }
}
