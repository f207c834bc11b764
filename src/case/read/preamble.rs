//! What may stand above a table in a text file: Excel's line `sep=;`, and a title.
//!
//! The header is the first line with the name of a key. Where no key is known, a table stands for
//! the case, and its header is told by its shape: the first line with as many fields as most lines
//! have.

use crate::case::read::records::fields;
use crate::error::both;
use crate::error::{Finding, Findings, Place, Source};
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

/// A header further down than this is none.
const DEEPEST: usize = 20;

/// Where the table starts, with its delimiter where the file names it. A title is skipped with a
/// warning.
pub fn start(source: &Arc<Source>, keys: &[&str], findings: &mut Findings) -> (usize, Option<u8>) {
    let text = &source.text;
    let mut lines = lines(text).filter(|line| !text[line.clone()].trim().is_empty());
    let Some(first) = lines.next() else { return (0, None) };
    let named = separator(&text[first.clone()]);
    let first = match named {
        Some(_) => lines.next(),
        None => Some(first),
    };
    let Some(first) = first else { return (text.len(), named) };
    if keys.is_empty() {
        return by_shape(source, first.start, named, findings);
    }
    if header(text, first.start, named, keys).is_some() {
        return (first.start, named);
    }
    let mut above = vec![first.clone()];
    for line in lines.take(DEEPEST) {
        if let Some(delimiter) = header(text, line.start, named, keys) {
            if !above.iter().all(|line| is_lone(text, line.start, delimiter)) {
                break;
            }
            let span = first.start..above[above.len() - 1].end;
            findings.push(title(source, span, line.start));
            return (line.start, named);
        }
        above.push(line);
    }
    (first.start, named)
}

/// That these lines above a header are taken for a title.
fn title(source: &Arc<Source>, span: Range<usize>, header: usize) -> Finding {
    let number = source.line_column(header).0;
    let place = Place::Text { source: source.clone(), span };
    let message = both(
        format!("this is taken for a title: the header is line {number}"),
        format!("dit wordt voor een titel genomen: de kop staat op regel {number:#}"),
    );
    Finding::warning(place, message).help(both(
        "remove it if it is none of the table",
        "verwijder het als het niet bij de tabel hoort",
    ))
}

/// Whether the line that starts here has no more than one field that is not empty.
fn is_lone(text: &str, start: usize, delimiter: u8) -> bool {
    let fields = fields(text, start, delimiter).0;
    fields.iter().filter(|field| !text[(*field).clone()].trim().is_empty()).count() < 2
}

/// Where a table of unknown keys starts, with its delimiter: that of comma, semicolon and tab by
/// which most lines have the same number of fields; on equal counts the one by which the header
/// stands highest, and then the one that gives most fields.
fn by_shape(
    source: &Arc<Source>,
    start: usize,
    named: Option<u8>,
    findings: &mut Findings,
) -> (usize, Option<u8>) {
    let text = &source.text;
    let blank = |line: &Range<usize>| text[line.clone()].trim().is_empty();
    let rows: Vec<usize> = lines(&text[start..])
        .map(|line| start + line.start..start + line.end)
        .filter(|line| !blank(line))
        .take(DEEPEST)
        .map(|line| line.start)
        .collect();
    let candidates = match named {
        Some(named) => vec![named],
        None => vec![b'\t', b';', b','],
    };
    let found = candidates.into_iter().filter_map(|delimiter| {
        let widths: Vec<usize> =
            rows.iter().map(|row| fields(text, *row, delimiter).0.len()).collect();
        let often = |width: usize| widths.iter().filter(|other| **other == width).count();
        let width =
            widths.iter().copied().filter(|width| *width > 1).max_by_key(|w| (often(*w), *w))?;
        // A title is a lone text, also where the separators of empty fields follow it.
        let is_header = |at: &usize| widths[*at] == width && !is_lone(text, rows[*at], delimiter);
        let at = (0..rows.len()).find(is_header)?;
        let above_is_title = rows[..at].iter().all(|row| is_lone(text, *row, delimiter));
        above_is_title.then_some((Reverse(often(width)), at, Reverse(width), delimiter))
    });
    match found.min_by_key(|(rows, at, width, _)| (*rows, *at, *width)) {
        Some((_, 0, _, delimiter)) => (rows[0], Some(delimiter)),
        Some((_, at, _, delimiter)) => {
            let end = text[rows[at - 1]..]
                .find(['\n', '\r'])
                .map_or(text.len(), |end| rows[at - 1] + end);
            findings.push(title(source, start..end, rows[at]));
            (rows[at], Some(delimiter))
        }
        None => (start, named),
    }
}

/// The lines of a text, without their ends.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split(['\n', '\r']).map(move |line| {
        let range = start..start + line.len();
        start = range.end + 1;
        range
    })
}

/// The delimiter that a line `sep=;` names.
pub(crate) fn separator(line: &str) -> Option<u8> {
    let line = line.trim_matches([' ', '"']);
    let rest = line
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("sep="))
        .map(|_| &line.as_bytes()[4..])?;
    match rest {
        [byte] if byte.is_ascii() && !byte.is_ascii_alphanumeric() => Some(*byte),
        _ => None,
    }
}

/// The delimiter by which the line that starts here has a key column and another one.
fn header(text: &str, start: usize, named: Option<u8>, keys: &[&str]) -> Option<u8> {
    let candidates = [b'\t', b';', b',']
        .into_iter()
        .filter(|delimiter| named.is_none_or(|named| named == *delimiter));
    candidates.chain(named).find(|delimiter| {
        let fields = fields(text, start, *delimiter).0;
        let is_key = |span: &Range<usize>| {
            keys.contains(&text[span.clone()].trim().trim_matches('"').trim())
        };
        fields.len() > 1 && fields.iter().any(is_key)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(text: &str) -> (usize, Option<u8>, usize) {
        let source = Arc::new(Source { name: "t.csv".into(), text: text.into() });
        let mut findings = Findings::default();
        let (start, delimiter) = start(&source, &["id"], &mut findings);
        (start, delimiter, findings.0.len())
    }

    #[test]
    fn a_header_of_unknown_keys_is_told_by_its_shape() {
        let starts = |text: &str| {
            let source = Arc::new(Source { name: "t.csv".into(), text: text.into() });
            let mut findings = Findings::default();
            let (start, delimiter) = start(&source, &[], &mut findings);
            (start, delimiter.map(char::from), findings.0.len())
        };
        assert_eq!(starts("a,b\nA,1\n"), (0, Some(','), 0));
        assert_eq!(starts("a;b;c\nA;1,5;2,5\nB;1,2;3,4\n"), (0, Some(';'), 0));
        assert_eq!(starts("a\tb, c\nA\t1\n"), (0, Some('\t'), 0));
        assert_eq!(starts("Scores, 2024\na;b;c\nA;1,5;2,5\nB;1,2;3\n"), (13, Some(';'), 1));
        assert_eq!(starts("Scores of 2024\n\na,b\nA,1\n"), (16, Some(','), 1));
        assert_eq!(starts("Scores;;\na;b;c\nA;1;2\n"), (9, Some(';'), 1));
        assert_eq!(starts("sep=;\nx;y\nA;1\n"), (6, Some(';'), 0));
        // A second line of headers is not a title.
        assert_eq!(starts(";Money;;Use\na;b;c;d\nA;1;2;3\n"), (0, Some(';'), 0));
        assert_eq!(starts("alone\nA\n"), (0, None, 0));
    }

    #[test]
    fn a_separator_and_a_title_are_skipped() {
        assert_eq!(starts("id;x\nA;1\n"), (0, None, 0));
        assert_eq!(starts("sep=;\r\nid;x\nA;1\n"), (7, Some(b';'), 0));
        assert_eq!(starts("\"sep=|\"\nid|x\n"), (8, Some(b'|'), 0));
        assert_eq!(starts("Scores of 2024\n\nid,x\nA,1\n"), (16, None, 1));
        assert_eq!(starts("sep=;\nScores;;\nid;x;y\n"), (15, Some(b';'), 1));
        // Two lines of headers, and a table without a key, are for the reader to judge.
        assert_eq!(starts(";Money;\nid;x;y\n"), (8, None, 1));
        assert_eq!(starts("Money;Quality;\nid;x;y\n"), (0, None, 0));
        assert_eq!(starts("name;x\nA;1\n"), (0, None, 0));
    }
}
