//! The page of portfolios: what is chosen, how sure that is, what each limit costs, what comes next
//! and what would bring in the other options.

mod chosen;
mod conflict;
mod limits;
mod next;
mod notes;
mod robust;
mod why_not;

use super::sensitivity::noted;
use super::{Block, Words, head};
use crate::case::Case;
use crate::problem::{PortfolioModel, Problem};
use crate::study::{Portfolio, RobustPortfolio, RowSource};

pub use notes::portfolio_notes;
pub use why_not::PORTFOLIO_WHY_NOT;

/// Names in a sentence.
const MOST_NAMED: usize = 6;

/// What the parts of the page look at.
#[derive(Clone, Copy)]
struct View<'a> {
    study: &'a Portfolio<'a>,
    robust: &'a RobustPortfolio<'a>,
    words: Words,
}

/// The view of portfolios.
pub fn portfolio(
    case: &Case,
    study: &Portfolio,
    robust: &RobustPortfolio,
    words: Words,
) -> Vec<Block> {
    let view = View { study, robust, words };
    let mut out = head(case, words);
    match &study.best.chosen {
        Some(best) => {
            out.extend(view.answer(best));
            out.extend(view.sureness());
            out.extend(view.matrix(best));
            out.extend(view.limits());
            out.extend(view.next_best());
            out.extend(view.why_not());
            out.extend(view.core());
        }
        None => out.extend(view.no_portfolio()),
    }
    out.extend(noted(portfolio_notes(study, robust, words), words));
    out
}

/// The best set in a sentence, and what the case only flags and it does not keep; nothing where there
/// is no set.
pub(super) fn in_short(study: &Portfolio, robust: &RobustPortfolio, words: Words) -> Vec<Block> {
    let Some(best) = &study.best.chosen else { return Vec::new() };
    let view = View { study, robust, words };
    let mut out = vec![view.in_short(best)];
    out.extend(view.not_kept());
    out
}

impl<'a> View<'a> {
    fn problem(&self) -> &'a Problem {
        self.study.evaluation.problem
    }

    fn model(&self) -> &'a PortfolioModel {
        self.study.model
    }

    /// The keys that tell the alternatives of a choice apart.
    fn inside(&self) -> Vec<usize> {
        let keys = 0..self.problem().keys.len();
        keys.filter(|key| !self.model().one_per.contains(key)).collect()
    }

    /// Whether each alternative is in or out by itself.
    fn one_by_one(&self) -> bool {
        self.inside().is_empty()
    }

    /// A choice by what people read; empty where there is a single one.
    fn choice(&self, choice: usize) -> String {
        let of = &self.model().choices[choice];
        let keys = self.model().one_per.iter().zip(&of.values);
        let names: Vec<String> =
            keys.map(|(key, value)| self.words.key_value(self.problem(), *key, *value)).collect();
        names.join(" / ")
    }

    /// What is chosen inside a choice, by what people read.
    fn option(&self, alternative: Option<usize>) -> String {
        match alternative {
            Some(at) => self.words.name(self.problem(), at, &self.inside()),
            None => self.words.pick("none", "geen").to_owned(),
        }
    }

    /// An alternative, or none, of a choice in a sentence: `S3 for VIL`.
    fn option_of(&self, choice: usize, alternative: Option<usize>) -> String {
        let words = self.words;
        let (name, option) = (self.choice(choice), self.option(alternative));
        if self.one_by_one() {
            return match alternative {
                Some(_) => name,
                None => words.pick(format!("not {name}"), format!("{name} niet")),
            };
        }
        match name.is_empty() {
            true => option,
            false => words.pick(format!("{option} for {name}"), format!("{option} voor {name}")),
        }
    }

    /// A limit or rule by what people read, whatever part is meant.
    fn whole(&self, source: RowSource) -> String {
        let (label, id) = match source {
            RowSource::Rule(at) => (&self.model().rules[at].label, &self.model().rules[at].id),
            RowSource::Limit { limit, .. } => {
                (&self.model().limits[limit].label, &self.model().limits[limit].id)
            }
        };
        self.words.label(label, id)
    }

    /// A limit or rule by what people read, with the part that is meant.
    fn source(&self, source: RowSource) -> String {
        match source {
            RowSource::Rule(at) => {
                let rule = &self.model().rules[at];
                self.words.label(&rule.label, &rule.id)
            }
            RowSource::Limit { limit, part, .. } => {
                let limit = &self.model().limits[limit];
                let name = self.words.label(&limit.label, &limit.id);
                match &limit.parts[part].name {
                    Some(part) => format!("{name} ({part})"),
                    None => name,
                }
            }
        }
    }
}
