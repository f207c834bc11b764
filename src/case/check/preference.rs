//! `[[preferences]]`: what the decider says of whole alternatives, and what that asks of the
//! weights.
//!
//! A preference is read through the case's value functions, at nominal figures: score(a) - score(b)
//! is linear in the weights, so it becomes a constraint on them like those of `[weights]`. Value
//! functions that are not given (`sensitivity robust --values monotone`) read the preferences
//! themselves.

use crate::case::check::checked::{Alternative, Stated, full};
use crate::case::check::checker::Checker;
use crate::case::file::parse::CaseFile;
use crate::case::file::shape::*;
use crate::error::{Phrase, both};
use crate::problem::Key;

const FORM: Phrase = Phrase(
    "write better = { ... } and worse = { ... }, or equal = [{ ... }, { ... }]",
    "schrijf better = { ... } en worse = { ... }, of equal = [{ ... }, { ... }]",
);

/// The preferences of an actor (`None`: those of the decider), in the order of the file.
pub(crate) fn of(
    actor: Option<&str>,
    file: &CaseFile,
    keys: &[Key],
    closed: &[bool],
    checker: &mut Checker,
) -> Vec<Stated> {
    let is_theirs =
        |at: &&At<PreferenceFile>| at.value.actor.as_ref().map(|actor| actor.value.trim()) == actor;
    let theirs = file.preferences.iter().filter(is_theirs);
    theirs.flat_map(|at| check(at, keys, closed, checker)).collect()
}

/// What a preference says, in names that the case knows; several alternatives that are equally good
/// make several statements.
fn check(
    at: &At<PreferenceFile>,
    keys: &[Key],
    closed: &[bool],
    checker: &mut Checker,
) -> Vec<Stated> {
    let file = &at.value;
    let names = Names { keys, closed };
    match (&file.better, &file.worse, &file.equal) {
        (Some(better), Some(worse), None) => {
            let (better, worse) = (names.find(better, checker), names.find(worse, checker));
            let difference = file.by_more_than.as_ref().map(|at| names.difference(at, checker));
            let (Some(better), Some(worse)) = (better, worse) else { return Vec::new() };
            if full(&better) == full(&worse) {
                checker.error(
                    &at.span,
                    both(
                        format!("{} is compared with itself", full(&better)),
                        format!("{:#} wordt met zichzelf vergeleken", full(&better)),
                    ),
                );
                return Vec::new();
            }
            let written = format!("{} better than {}", full(&better), full(&worse));
            let mut said = stated(at, vec![(better, 1.0), (worse, -1.0)], false, written);
            match difference {
                None => {}
                Some(Some(difference)) => {
                    said.written = format!("{} by more than {}", said.written, difference.written);
                    said.by = difference.points;
                    said.terms.extend(difference.terms);
                }
                Some(None) => return Vec::new(),
            }
            vec![said]
        }
        (None, None, Some(equal)) if equal.value.len() >= 2 => {
            if let Some(by) = &file.by_more_than {
                checker.error_help(
                    &by.span,
                    both(
                        "alternatives that are equally good do not differ",
                        "alternatieven die even goed zijn, verschillen niet",
                    ),
                    both("leave out `by_more_than`", "laat `by_more_than` weg"),
                );
            }
            let found: Vec<Option<Alternative>> =
                equal.value.iter().map(|one| names.find(one, checker)).collect();
            let Some(all) = found.into_iter().collect::<Option<Vec<Alternative>>>() else {
                return Vec::new();
            };
            // One after the other: a = b and b = c.
            let pair = |pair: &[Alternative]| {
                let written = format!("{} and {} equally good", full(&pair[0]), full(&pair[1]));
                stated(at, vec![(pair[0].clone(), 1.0), (pair[1].clone(), -1.0)], true, written)
            };
            all.windows(2).map(pair).collect()
        }
        (None, None, Some(equal)) => {
            checker.error_help(
                &equal.span,
                both(
                    "`equal` needs two alternatives or more",
                    "`equal` heeft twee alternatieven of meer nodig",
                ),
                FORM,
            );
            Vec::new()
        }
        (None, None, None) => {
            checker.error_help(
                &at.span,
                both("this preference compares nothing", "deze voorkeur vergelijkt niets"),
                FORM,
            );
            Vec::new()
        }
        _ => {
            checker.error_help(
                &at.span,
                both(
                    "a preference has `better` and `worse`, or `equal` alone",
                    "een voorkeur heeft `better` en `worse`, of `equal` alleen",
                ),
                FORM,
            );
            Vec::new()
        }
    }
}

fn stated(
    at: &At<PreferenceFile>,
    terms: Vec<(Alternative, f64)>,
    equal: bool,
    written: String,
) -> Stated {
    let (reason, source) = (at.value.reason.clone().unwrap_or_default(), at.value.source.clone());
    Stated { terms, equal, by: 0.0, written, reason, source, span: at.span.clone() }
}

/// What a difference must exceed.
struct Difference {
    points: f64,
    terms: Vec<(Alternative, f64)>,
    written: String,
}

/// The names that a file may use for alternatives.
pub(crate) struct Names<'a> {
    pub(crate) keys: &'a [Key],
    pub(crate) closed: &'a [bool],
}

impl Names<'_> {
    /// The alternative of these values of keys; `None` with findings where one is wrong or lacks.
    pub(crate) fn find(&self, of: &NamedAlternative, checker: &mut Checker) -> Option<Alternative> {
        let mut sound = true;
        for (name, value) in &of.value.0 {
            let Some(at) = self.keys.iter().position(|key| key.id == name.value) else {
                checker.unknown("key", name, self.keys.iter().map(|key| key.id.as_str()));
                sound = false;
                continue;
            };
            let known = || self.keys[at].values.iter().map(|value| &*value.id);
            if self.closed[at] && !known().any(|known| known == value.value) {
                checker.unknown(&name.value, value, known());
                sound = false;
            }
        }
        let given = |key: &Key| {
            of.value.0.iter().find(|(name, _)| name.value == key.id).map(|(_, value)| value.clone())
        };
        let missing: Vec<&str> = self
            .keys
            .iter()
            .filter(|key| given(key).is_none())
            .map(|key| key.id.as_str())
            .collect();
        if sound && !missing.is_empty() {
            let message = both(
                format!("this names no single alternative: `{}` is missing", missing.join("`, `")),
                format!("dit noemt niet één alternatief: `{:#}` ontbreekt", missing.join("`, `")),
            );
            checker.error_help(
                &of.span,
                message,
                both("give a value for every key", "geef een waarde voor elke sleutel"),
            );
        }
        self.keys.iter().map(given).collect::<Option<Vec<_>>>().filter(|_| sound)
    }

    fn difference(&self, at: &At<DifferenceFile>, checker: &mut Checker) -> Option<Difference> {
        match &at.value {
            DifferenceFile::Points(points) if (0.0..1.0).contains(points) => {
                Some(Difference { points: *points, terms: Vec::new(), written: points.to_string() })
            }
            DifferenceFile::Points(points) => {
                let help = both(
                    "scores lie between 0 and 1: write a number from 0 to below 1, as in 0.1",
                    "scores liggen tussen 0 en 1: schrijf een getal van 0 tot onder 1, zoals in 0.1",
                );
                checker.error_help(
                    &at.span,
                    both(
                        format!("two scores cannot be told to differ by more than {points}"),
                        format!("twee scores kunnen niet meer dan {points:#} verschillen"),
                    ),
                    help,
                );
                None
            }
            DifferenceFile::Between(BetweenFile { better, worse }) => {
                let (better, worse) = (self.find(better, checker), self.find(worse, checker));
                let (better, worse) = (better?, worse?);
                let written = format!("{} over {}", full(&better), full(&worse));
                Some(Difference { points: 0.0, terms: vec![(better, -1.0), (worse, 1.0)], written })
            }
        }
    }
}
