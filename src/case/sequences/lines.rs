//! The lines of both files, taken apart.

use super::names::{ActionNames, is_of_name};
use crate::error::both;
use crate::error::{Finding, Findings, Place, Source, nearest, shorten};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// A word of a line, with its bytes in the file.
#[derive(Debug, Clone)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) span: Range<usize>,
}

/// A step of a sequence.
#[derive(Debug, Clone)]
pub(super) struct Step<'a> {
    /// The number of its line, from 1.
    pub(super) line: usize,
    pub(super) from: ActionWord<'a>,
    pub(super) to: ActionWord<'a>,
    /// The year in which what it leads to ends; `None`: none is given, or 0.
    pub(super) year: Option<i32>,
    /// Where the year stands, else the whole step.
    pub(super) year_span: Range<usize>,
}

/// An action in a line, with its edition.
#[derive(Debug, Clone)]
pub(super) struct ActionWord<'a> {
    pub(super) name: &'a str,
    pub(super) edition: u64,
    pub(super) span: Range<usize>,
}

/// The lines that say something, each with its number and its words.
fn lines(source: &Source) -> Vec<(usize, Vec<Word<'_>>)> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, line) in source.text.split('\n').enumerate() {
        let said = line.split("# ").next().unwrap_or_default();
        // The mark alone at the end of a line is a comment that says nothing.
        let said = said.trim_end().strip_suffix('#').unwrap_or(said);
        let words = words(said, start);
        if !words.is_empty() {
            out.push((at + 1, words));
        }
        start += line.len() + 1;
    }
    out
}

fn words(line: &str, start: usize) -> Vec<Word<'_>> {
    let mut out = Vec::new();
    let mut rest = 0;
    for text in line.split_whitespace() {
        let Some(at) = line[rest..].find(text) else { continue };
        let begin = rest + at;
        rest = begin + text.len();
        out.push(Word { text, span: start + begin..start + rest });
    }
    out
}

pub(super) fn place(source: &Arc<Source>, span: &Range<usize>) -> Place {
    Place::Text { source: source.clone(), span: span.clone() }
}

/// A name that no alternative has.
pub(super) fn unknown(
    source: &Arc<Source>,
    span: &Range<usize>,
    name: &str,
    names: &ActionNames,
) -> Finding {
    let message = both(
        format!("unknown action `{}`: no alternative has this name", shorten(name, 60)),
        format!("er is geen actie `{:#}`: geen alternatief heeft deze naam", shorten(name, 60)),
    );
    let finding = Finding::error(place(source, span), message);
    let plain: String = name.chars().map(|c| if is_of_name(c) { c } else { '_' }).collect();
    match nearest(&plain, names.all()) {
        Some(near) => {
            finding.help(both(format!("did you mean `{near}`?"), format!("bedoelt u `{near:#}`?")))
        }
        None => {
            let all: Vec<String> = names.all().map(|name| format!("`{name}`")).collect();
            finding.help(both(
                format!("known are {}", shorten(&all.join(", "), 200)),
                format!("wel bekend: {:#}", shorten(&all.join(", "), 200)),
            ))
        }
    }
}

/// The actions that a file defines. Each has the name of an alternative, or combines two others.
pub(super) fn actions(
    source: &Arc<Source>,
    names: &ActionNames,
    findings: &mut Findings,
) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for (_, words) in lines(source) {
        let span = words[0].span.start..words[words.len() - 1].span.end;
        let said = &source.text[span.clone()];
        let (name, rest) = match said.find(|c: char| !is_of_name(c)) {
            Some(end) => (&said[..end], said[end..].trim()),
            None => (said, ""),
        };
        let name_span = span.start..span.start + name.len();
        let (parts, colour) = match rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
            Some((parts, colour)) => (Some(parts), colour.trim()),
            None => (None, rest),
        };
        let is_colour = |text: &str| {
            text.strip_prefix('#').is_some_and(|digits| {
                digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
            })
        };
        if name.is_empty() || !(colour.is_empty() || is_colour(colour)) {
            let message = both(
                format!("`{}` is no action", shorten(said, 60)),
                format!("`{:#}` is geen actie", shorten(said, 60)),
            );
            let help = both(
                "write a name of letters, digits and underscores, perhaps a colour behind it as in S3 #ffbf616a; a comment starts with # and a space",
                "schrijf een naam van letters, cijfers en underscores, eventueel met een kleur erachter, zoals in S3 #ffbf616a; een opmerking begint met # en een spatie",
            );
            findings.push(Finding::error(place(source, &span), message).help(help));
            continue;
        }
        if let Some(parts) = parts {
            let known = |part: &str| out.contains(part.trim());
            let two: Vec<&str> = parts.split('&').collect();
            if two.len() != 2 || !two.iter().all(|part| known(part)) {
                let message = both(
                    format!("`{}` combines two actions that are defined before it", name),
                    format!("`{:#}` combineert twee acties die ervoor zijn bepaald", name),
                );
                let help = both(
                    "write it as in d(a & b), below the lines of a and b",
                    "schrijf het zoals in d(a & b), onder de regels van a en b",
                );
                findings.push(Finding::error(place(source, &span), message).help(help));
            }
        }
        if names.find(name).is_none() {
            findings.push(unknown(source, &name_span, name, names));
        }
        if !out.insert(name.to_owned()) {
            let message = both(
                format!("the action `{name}` is there twice"),
                format!("de actie `{name:#}` staat er twee keer"),
            );
            findings.push(
                Finding::error(place(source, &name_span), message)
                    .help(both("keep one of them", "behoud een ervan")),
            );
        }
    }
    out
}

/// The steps of a file.
pub(super) fn steps<'a>(source: &'a Arc<Source>, findings: &mut Findings) -> Vec<Step<'a>> {
    let mut out = Vec::new();
    for (line, words) in lines(source) {
        let span = words[0].span.start..words[words.len() - 1].span.end;
        let (from, to, year) = match &words[..] {
            [from, to] => (from, to, None),
            [from, to, year] => (from, to, Some(year)),
            _ => {
                let message = both(
                    "a step has two actions, and perhaps a year",
                    "een stap heeft twee acties, en eventueel een jaar",
                );
                let help = both(
                    "write it as in S0 S3 2030: from, to, and the year in which the second one ends; a comment starts with # and a space",
                    "schrijf het zoals in S0 S3 2030: van, naar, en het jaar waarin de tweede eindigt; een opmerking begint met # en een spatie",
                );
                findings.push(Finding::error(place(source, &span), message).help(help));
                continue;
            }
        };
        let mut of = |word: &Word<'a>| {
            let found = action(word);
            if found.is_none() {
                let message = both(
                    format!("`{}` is no action", shorten(word.text, 60)),
                    format!("`{:#}` is geen actie", shorten(word.text, 60)),
                );
                let help = both(
                    "write a name of letters, digits and underscores, perhaps with the number of an edition behind it as in S3[2]",
                    "schrijf een naam van letters, cijfers en underscores, eventueel met het nummer van een editie erachter, zoals in S3[2]",
                );
                findings.push(Finding::error(place(source, &word.span), message).help(help));
            }
            found
        };
        let (from, to) = (of(from), of(to));
        let read = match year {
            None => Some((None, span)),
            Some(word) => match whole(word.text) {
                Some(year) => Some(((year != 0).then_some(year), word.span.clone())),
                None => {
                    let message = both(
                        format!("`{}` is no year", shorten(word.text, 60)),
                        format!("`{:#}` is geen jaar", shorten(word.text, 60)),
                    );
                    let help = both(
                        "write a whole number of at least 0, as in 2030",
                        "schrijf een geheel getal van minstens 0, zoals in 2030",
                    );
                    findings.push(Finding::error(place(source, &word.span), message).help(help));
                    None
                }
            },
        };
        if let (Some(from), Some(to), Some((year, year_span))) = (from, to, read) {
            out.push(Step { line, from, to, year, year_span });
        }
    }
    out
}

/// A whole number of at least 0, in digits alone.
fn whole(text: &str) -> Option<i32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

fn action<'a>(word: &Word<'a>) -> Option<ActionWord<'a>> {
    let (name, edition) = match word.text.split_once('[') {
        None => (word.text, 0),
        Some((name, rest)) => {
            let digits = rest.strip_suffix(']')?;
            let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            (name, plain.then(|| digits.parse().ok())??)
        }
    };
    let fits = !name.is_empty() && name.chars().all(is_of_name);
    fits.then(|| ActionWord { name, edition, span: word.span.clone() })
}
