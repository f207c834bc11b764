//! Weights in the text of a criteria file.

use super::listed::{Listed, listed};
use crate::case::made_text::toml_number;
use crate::case::read::location::Location;
use crate::case::read::source;
use crate::error::Result;
use std::ops::Range;
use std::path::Path;

const BYTE_ORDER_MARK: &str = "\u{feff}";
const KEY: &str = "weight";

/// The bytes of the criteria file with these weights.
///
/// # Errors
/// Those of [`with_weights`](super::with_weights).
pub fn with_weights(path: &Path, weights: &[(String, f64)]) -> Result<Vec<u8>> {
    let (name, bytes) = Location::Path(path.to_owned()).read()?;
    let mark = if bytes.starts_with(BYTE_ORDER_MARK.as_bytes()) { BYTE_ORDER_MARK } else { "" };
    let source = source::text(&name, bytes)?;
    let criteria = listed(&source, weights)?;
    let text = &source.text;
    let mut changes: Vec<(Range<usize>, String)> = criteria
        .iter()
        .zip(weights)
        .map(|(criterion, (_, weight))| match &criterion.weight_span {
            Some(span) => (span.clone(), toml_number(*weight)),
            None => added(text, criterion, *weight),
        })
        .collect();
    changes.sort_by_key(|(span, _)| span.start);
    let mut out = mark.to_owned();
    let mut from = 0;
    for (span, new) in changes {
        out.push_str(&text[from..span.start]);
        out.push_str(&new);
        from = span.end;
    }
    out.push_str(&text[from..]);
    Ok(out.into_bytes())
}

/// A weight for a criterion without one, written as its neighbour is, and the place where it goes.
fn added(text: &str, criterion: &Listed, weight: f64) -> (Range<usize>, String) {
    let spans = &criterion.short_spans;
    let neighbour = spans.iter().max_by_key(|span| span.end).unwrap_or(&criterion.id_span);
    let Assignment { indent, width, gap, after } = Assignment::of(text, neighbour);
    let number = toml_number(weight);
    if criterion.is_inline {
        let new = format!(", {KEY}{gap}={after}{number}");
        return (neighbour.end..neighbour.end, new);
    }
    // Equals signs below each other stay so, where there is room.
    let is_aligned = spans.iter().all(|span| Assignment::of(text, span).width == width);
    let gap = match width.checked_sub(KEY.len()).filter(|room| *room > 0 && is_aligned) {
        Some(room) if !gap.contains('\t') => " ".repeat(room),
        _ => gap.chars().take(1).collect(),
    };
    let assignment = format!("{indent}{KEY}{gap}={after}{number}");
    let ending = |is_crlf: bool| if is_crlf { "\r\n" } else { "\n" };
    match text[neighbour.end..].find('\n').map(|at| neighbour.end + at) {
        Some(end) => {
            let new = format!("{assignment}{}", ending(text[..end].ends_with('\r')));
            (end + 1..end + 1, new)
        }
        None => {
            // The last line has no end, and keeps having none.
            let new = format!("{}{assignment}", ending(text.contains("\r\n")));
            (text.len()..text.len(), new)
        }
    }
}

/// How a value is given to its key.
struct Assignment<'a> {
    /// What stands before the key on its line.
    indent: &'a str,
    /// The characters from the start of the key to the equals sign.
    width: usize,
    /// What stands between the key and the equals sign.
    gap: &'a str,
    /// What stands between the equals sign and the value.
    after: &'a str,
}

impl<'a> Assignment<'a> {
    /// That of the value in this stretch of the text.
    fn of(text: &'a str, value: &Range<usize>) -> Assignment<'a> {
        let line = text[..value.start].rfind('\n').map_or(0, |at| at + 1);
        let before = &text[line..value.start];
        // Behind an equals sign stands nothing but white space.
        let (key, after) = before.rsplit_once('=').unwrap_or((before, ""));
        let name = key.trim_end();
        let (indent, gap) = (&name[..name.len() - name.trim_start().len()], &key[name.len()..]);
        Assignment { indent, width: key[indent.len()..].chars().count(), gap, after }
    }
}
