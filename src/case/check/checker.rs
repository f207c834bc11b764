//! What the checks of a file share: its findings, and how a place in it is named.

use crate::case::check::checked::When;
use crate::case::file::figure::Figure;
use crate::case::file::shape::{At, Named, OneOrMany};
use crate::case::read::marks::Marks;
use crate::case::read::reading::Reading;
use crate::case::read::{cell, marks};
use crate::error::{Finding, Findings, Place, Said, Source, both, kind};
use crate::problem::{Key, Quantity, Scale, Wrong};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// Collects findings about one source.
pub(crate) struct Checker<'a> {
    pub(crate) source: &'a Arc<Source>,
    pub(crate) findings: &'a mut Findings,
    /// Ids of tables that could not be read: named elsewhere, they are not unknown, and were
    /// complained of already.
    pub(crate) lost: &'a BTreeSet<String>,
}

impl Checker<'_> {
    pub(crate) fn place(&self, span: &Range<usize>) -> Place {
        Place::Text { source: self.source.clone(), span: span.clone() }
    }

    pub(crate) fn error(&mut self, span: &Range<usize>, message: impl Into<Said>) {
        let finding = Finding::error(self.place(span), message);
        self.findings.push(finding);
    }

    pub(crate) fn error_help(
        &mut self,
        span: &Range<usize>,
        message: impl Into<Said>,
        help: impl Into<Said>,
    ) {
        let finding = Finding::error(self.place(span), message).help(help);
        self.findings.push(finding);
    }

    pub(crate) fn wrong(&mut self, span: &Range<usize>, wrong: Wrong) {
        match wrong.help {
            Some(help) => self.error_help(span, wrong.message, help),
            None => self.error(span, wrong.message),
        }
    }

    pub(crate) fn warning_help(
        &mut self,
        span: &Range<usize>,
        message: impl Into<Said>,
        help: impl Into<Said>,
    ) {
        let finding = Finding::warning(self.place(span), message).help(help);
        self.findings.push(finding);
    }

    pub(crate) fn unknown<'n>(
        &mut self,
        what: &str,
        name: &At<String>,
        known: impl IntoIterator<Item = &'n str>,
    ) {
        if self.lost.contains(&name.value) {
            return;
        }
        let finding = Finding::error(
            self.place(&name.span),
            both(
                format!("unknown {what} `{}`", crate::error::shorten(&name.value, 60)),
                format!("er is geen {:#} `{}`", kind(what), crate::error::shorten(&name.value, 60)),
            ),
        );
        self.findings.push(finding.suggest(&name.value, known));
    }

    /// Ids must be there and differ.
    pub(crate) fn unique<'n>(&mut self, what: &str, ids: impl Iterator<Item = &'n At<String>>) {
        let mut seen: BTreeMap<&str, ()> = BTreeMap::new();
        for id in ids {
            if id.value.trim().is_empty() {
                let article = if what.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
                let message = both(
                    format!("the id of {article} {what} is empty"),
                    format!("de id van een {:#} is leeg", kind(what)),
                );
                self.error_help(
                    &id.span,
                    message,
                    both("give each its own id", "geef elk een eigen id"),
                );
            } else if seen.insert(id.value.trim(), ()).is_some() {
                self.error_help(
                    &id.span,
                    both(
                        format!("the {what} `{}` is there twice", id.value),
                        format!("{:#} `{:#}` staat er twee keer", kind(what), id.value),
                    ),
                    both("give each its own id", "geef elk een eigen id"),
                );
            }
        }
    }

    pub(crate) fn when(&mut self, when: &Named<OneOrMany>, keys: &[Key], closed: &[bool]) -> When {
        let mut out = Vec::new();
        for (name, OneOrMany(values)) in &when.0 {
            let Some(key) = keys.iter().position(|key| key.id == name.value) else {
                self.unknown("key", name, keys.iter().map(|key| key.id.as_str()));
                continue;
            };
            for value in values.iter().filter(|_| closed[key]) {
                if !keys[key].values.iter().any(|known| *known.id == *value.value) {
                    self.unknown(
                        &name.value,
                        value,
                        keys[key].values.iter().map(|value| &*value.id),
                    );
                }
            }
            out.push((key, values.clone()));
        }
        out
    }

    /// A number or level on a leaf's axis.
    pub(crate) fn position(
        &mut self,
        figure: &At<Figure>,
        leaf: &crate::problem::Criterion,
    ) -> Option<f64> {
        match (&figure.value, &leaf.scale) {
            (Figure::Text(text), Some(Scale::Ordinal(levels))) => {
                match cell::parse(text, Reading { levels: Some(levels), marks: Marks::POINT }) {
                    Ok(Quantity::Crisp(place)) => Some(place),
                    Ok(_) => {
                        self.error(
                            &figure.span,
                            both(
                                format!("`{text}` is not one level"),
                                format!("`{text:#}` is niet één niveau"),
                            ),
                        );
                        None
                    }
                    Err(unreadable) => {
                        self.error_help(
                            &figure.span,
                            unreadable.message,
                            unreadable.help.unwrap_or_default(),
                        );
                        None
                    }
                }
            }
            (Figure::Number(_), Some(Scale::Ordinal(levels))) => {
                let help = both(
                    format!(
                        "the levels are {}",
                        levels
                            .iter()
                            .map(|level| format!("\"{level}\""))
                            .collect::<Vec<_>>()
                            .join(", ")
                    ),
                    format!(
                        "de niveaus zijn {:#}",
                        levels
                            .iter()
                            .map(|level| format!("\"{level}\""))
                            .collect::<Vec<_>>()
                            .join(", ")
                    ),
                );
                self.error_help(
                    &figure.span,
                    both(format!("`{}` has levels, so this must be one of them, in quotes", leaf.id), format!("`{:#}` heeft niveaus, dus dit moet er een van zijn, tussen aanhalingstekens", leaf.id)),
                    help,
                );
                None
            }
            (Figure::Number(number), _) if number.is_finite() => Some(*number),
            (Figure::Number(_), _) => {
                self.error(
                    &figure.span,
                    both("this must be a finite number", "dit moet een eindig getal zijn"),
                );
                None
            }
            (Figure::Text(text), _) => match marks::number(text, &Marks::ONE_READING) {
                Some(number) => Some(number),
                None => {
                    let message = both(
                        format!("`{text}` is not a number, and `{}` has no levels", leaf.id),
                        format!("`{text:#}` is geen getal, en `{:#}` heeft geen niveaus", leaf.id),
                    );
                    let reading = Reading { levels: None, marks: Marks::ONE_READING };
                    let help = crate::case::read::unreadable::not_a_number(text, reading)
                        .help
                        .unwrap_or_default();
                    self.error_help(&figure.span, message, help);
                    None
                }
            },
        }
    }
}
