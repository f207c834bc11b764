//! A file of answers, read back.

use super::reply::{Typed, on_scale, reply};
use crate::case::file::expected;
use crate::case::file::parse::tables_of;
use crate::case::file::shape::At;
use crate::case::read::recognise::{Format, LARGEST_CRITERIA};
use crate::case::read::source;
use crate::error::{Error, Finding, Findings, Place, Result, Source, both};
use crate::problem::{Answer, Problem, Question, QuestionKind, number};
use serde::Deserialize;
use serde::de::{self, Visitor};
use std::fmt;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// An answer, and where it stands.
#[derive(Debug, Clone)]
pub struct PlacedAnswer {
    /// The answer.
    pub answer: Answer,
    /// What was said, in the file.
    pub place: Place,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HeadFile {
    case: Option<At<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerFile {
    question: KindFile,
    of: At<Vec<At<String>>>,
    to: Option<At<Said>>,
    answer: At<Said>,
    date: Option<toml::value::Datetime>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum KindFile {
    Swing,
    Ranks,
    TradeOff,
    Pair,
}

impl From<&KindFile> for QuestionKind {
    fn from(kind: &KindFile) -> QuestionKind {
        match kind {
            KindFile::Swing => QuestionKind::Swing,
            KindFile::Ranks => QuestionKind::Ranks,
            KindFile::TradeOff => QuestionKind::TradeOff,
            KindFile::Pair => QuestionKind::Pair,
        }
    }
}

/// A text, or a number that need not be one.
struct Said(String);

impl<'de> Deserialize<'de> for Said {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> std::result::Result<Said, D::Error> {
        struct SaidVisitor;
        impl Visitor<'_> for SaidVisitor {
            type Value = Said;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str(expected::SAID.0)
            }

            fn visit_str<E: de::Error>(self, text: &str) -> std::result::Result<Said, E> {
                Ok(Said(text.to_owned()))
            }

            fn visit_i64<E: de::Error>(self, x: i64) -> std::result::Result<Said, E> {
                Ok(Said(x.to_string()))
            }

            fn visit_f64<E: de::Error>(self, x: f64) -> std::result::Result<Said, E> {
                Ok(Said(number(x)))
            }
        }
        deserializer.deserialize_any(SaidVisitor)
    }
}

/// The answers of a file about the case of that id.
///
/// # Errors
/// [`Error::Io`] if it cannot be read; [`Error::Findings`] with all that is wrong in it.
pub fn read(path: &Path, case: &str, problem: &Problem) -> Result<Vec<PlacedAnswer>> {
    let bytes = source::read(path, Format::Criteria, LARGEST_CRITERIA)?;
    parse(&source::text(&path.display().to_string(), bytes)?, case, problem)
}

/// The answers in a text about the case of that id.
///
/// # Errors
/// [`Error::Findings`] with all that is wrong in it.
pub fn parse(source: &Arc<Source>, case: &str, problem: &Problem) -> Result<Vec<PlacedAnswer>> {
    let mut findings = Findings::default();
    let Some((head, tables)) = tables_of::<HeadFile, AnswerFile>(source, "answers", &mut findings)
    else {
        return Err(Error::Findings(findings));
    };
    let place = |span: &Range<usize>| Place::Text { source: source.clone(), span: span.clone() };
    if let Some(named) = head.case.filter(|named| named.value != case) {
        let message = both(
            format!("these answers are about `{}`, not about `{case}`", named.value),
            format!("deze antwoorden gaan over `{:#}`, niet over `{case:#}`", named.value),
        );
        findings.push(Finding::error(place(&named.span), message).help(both(
            "name another file, or leave this line out if they hold here as well",
            "noem een ander bestand, of laat deze regel weg als ze ook hier gelden",
        )));
    }
    let mut out = Vec::new();
    for table in &tables {
        let mut reader = Reader { problem, source, findings: &mut findings };
        if let Some(answer) = reader.answer(&table.value) {
            out.push(PlacedAnswer { answer, place: place(&table.value.answer.span) });
        }
    }
    findings.into_warnings().map(|_| out)
}

struct Reader<'a> {
    problem: &'a Problem,
    source: &'a Arc<Source>,
    findings: &'a mut Findings,
}

impl Reader<'_> {
    fn finding(&self, span: &Range<usize>, message: impl Into<crate::error::Said>) -> Finding {
        Finding::error(Place::Text { source: self.source.clone(), span: span.clone() }, message)
    }

    fn answer(&mut self, file: &AnswerFile) -> Option<Answer> {
        let question = self.question(file)?;
        let found = reply(self.problem, &question, &file.answer.value.0, Typed::InFile);
        let said = match found {
            Ok(said) => said,
            Err(wrong) => {
                let message = both(
                    format!("`{}` is no answer to this question", file.answer.value.0),
                    format!("`{:#}` is geen antwoord op deze vraag", file.answer.value.0),
                );
                let finding = self.finding(&file.answer.span, message).help(wrong);
                self.findings.push(finding);
                return None;
            }
        };
        let date = file.date.as_ref().map(ToString::to_string);
        let answer = Answer { question, reply: said, date };
        match answer.constraints(self.problem) {
            Ok(_) => Some(answer),
            Err(reason) => {
                let finding = self.finding(&file.of.span, reason);
                self.findings.push(finding);
                None
            }
        }
    }

    fn question(&mut self, file: &AnswerFile) -> Option<Question> {
        let kind = QuestionKind::from(&file.question);
        let of: Option<Vec<usize>> = match kind {
            QuestionKind::Pair => self.each(&file.of.value, &Reader::alternative),
            _ => self.each(&file.of.value, &Reader::branch),
        };
        let of = of?;
        let span = &file.of.span;
        let wanted = match kind {
            QuestionKind::Ranks => both("two or more", "twee of meer"),
            _ => both("two", "twee"),
        };
        if of.len() < 2 || of.len() > 2 && kind != QuestionKind::Ranks {
            let message = both(
                format!("this question is about {wanted}, not {}", of.len()),
                format!("deze vraag gaat over {wanted:#}, niet over {:#}", of.len()),
            );
            let finding = self.finding(span, message);
            self.findings.push(finding);
            return None;
        }
        for (at, one) in of.iter().enumerate() {
            let inside = |above: usize, below: usize| {
                let leaves = self.problem.tree.leaves_under(above);
                self.problem.tree.leaves_under(below).iter().any(|leaf| leaves.contains(leaf))
            };
            let clash = of[..at].iter().position(|other| {
                other == one || kind != QuestionKind::Pair && inside(*other, *one)
            });
            if let Some(other) = clash {
                let (one, other) = (&file.of.value[at], &file.of.value[other].value);
                let message = match *other == one.value {
                    true => both(
                        format!("`{other}` is compared with itself"),
                        format!("`{other:#}` wordt met zichzelf vergeleken"),
                    ),
                    false => both(
                        format!("one of `{other}` and `{}` is a part of the other", one.value),
                        format!(
                            "een van `{other:#}` en `{:#}` is een deel van het andere",
                            one.value
                        ),
                    ),
                };
                let finding = self.finding(&one.span, message);
                self.findings.push(finding);
                return None;
            }
        }
        match kind {
            QuestionKind::Swing => Some(Question::Swing { a: of[0], b: of[1] }),
            QuestionKind::Ranks => Some(Question::Ranks { of }),
            QuestionKind::Pair => Some(Question::Pair { a: of[0], b: of[1] }),
            QuestionKind::TradeOff => self.trade_off(&of, file),
        }
        .filter(|_| self.has_no_figure(kind, file))
    }

    fn has_no_figure(&mut self, kind: QuestionKind, file: &AnswerFile) -> bool {
        let Some(to) = file.to.as_ref().filter(|_| kind != QuestionKind::TradeOff) else {
            return true;
        };
        let finding = self.finding(
            &to.span,
            both("only a trade-off goes to a figure", "alleen een afruil gaat naar een cijfer"),
        );
        self.findings.push(finding.help(both(
            "leave `to` out, or write question = \"trade-off\"",
            "laat `to` weg, of schrijf question = \"trade-off\"",
        )));
        false
    }

    fn trade_off(&mut self, of: &[usize], file: &AnswerFile) -> Option<Question> {
        let id = |at: usize| &self.problem.tree.branches[of[at]].id;
        let leaves = [0, 1].map(|at| self.problem.tree.branches[of[at]].leaf);
        let [Some(_), Some(leaf)] = leaves else {
            let at = usize::from(leaves[0].is_some());
            let message = both(
                format!("`{}` has no figures of its own: it is made of others", id(at)),
                format!("`{:#}` heeft geen eigen cijfers: het bestaat uit andere", id(at)),
            );
            let finding = self.finding(&file.of.value[at].span, message);
            self.findings.push(finding.help(both(
                "compare two criteria that have data",
                "vergelijk twee criteria die gegevens hebben",
            )));
            return None;
        };
        let best = self.problem.step(leaf).and_then(|step| step.ends).map(|ends| ends.1);
        let Some(best) = best else {
            let message = both(
                format!("`{}` has no figures from worst to best that all groups share", id(1)),
                format!(
                    "`{:#}` heeft geen cijfers van slechtst tot best die alle groepen delen",
                    id(1)
                ),
            );
            let finding = self.finding(&file.of.value[1].span, message);
            self.findings.push(finding.help(both("give it a `scale`", "geef het een `scale`")));
            return None;
        };
        let Some(to) = &file.to else {
            // A figure that is answered stands for itself.
            return Some(Question::TradeOff { a: of[0], b: of[1], to: best });
        };
        match on_scale(self.problem, leaf, &to.value.0) {
            Ok(to) => Some(Question::TradeOff { a: of[0], b: of[1], to }),
            Err(wrong) => {
                let message = wrong.unwrap_or_else(|| {
                    both(
                        format!("`{}` is no figure of `{}`", to.value.0, id(1)),
                        format!("`{:#}` is geen cijfer van `{:#}`", to.value.0, id(1)),
                    )
                });
                let finding = self.finding(&to.span, message);
                self.findings.push(finding);
                None
            }
        }
    }

    /// All of these, each looked up; what is wrong with any is told.
    fn each(
        &mut self,
        names: &[At<String>],
        find: &dyn Fn(&mut Self, &At<String>) -> Option<usize>,
    ) -> Option<Vec<usize>> {
        let found: Vec<Option<usize>> = names.iter().map(|name| find(self, name)).collect();
        found.into_iter().collect()
    }

    fn branch(&mut self, name: &At<String>) -> Option<usize> {
        let tree = &self.problem.tree;
        let found = tree.find(&name.value);
        if found.is_none() {
            let message = both(
                format!("unknown criterion `{}`", name.value),
                format!("er is geen criterium `{:#}`", name.value),
            );
            let known = tree.branches.iter().map(|branch| branch.id.as_str());
            let finding = self.finding(&name.span, message).suggest(&name.value, known);
            self.findings.push(finding);
        }
        found
    }

    fn alternative(&mut self, name: &At<String>) -> Option<usize> {
        let count = self.problem.alternatives.len();
        let names: Vec<String> = (0..count).map(|at| self.problem.full_name(at)).collect();
        let found = names.iter().position(|known| *known == name.value);
        if found.is_none() {
            let message = both(
                format!("unknown alternative `{}`", name.value),
                format!("er is geen alternatief `{:#}`", name.value),
            );
            let known = names.iter().map(String::as_str);
            let finding = self.finding(&name.span, message).suggest(&name.value, known);
            self.findings.push(finding);
        }
        found
    }
}
