//! What may stand above a table in a text file: Excel's line `sep=;`, and a title.

use crate::case::read::records::fields;
use crate::error::{Finding, Findings, Place, Source};
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
    if header(text, first.start, named, keys).is_some() {
        return (first.start, named);
    }
    let mut above = vec![first.clone()];
    for line in lines.take(DEEPEST) {
        if let Some(delimiter) = header(text, line.start, named, keys) {
            let lone = |line: &Range<usize>| {
                let fields = fields(text, line.start, delimiter).0;
                fields.iter().filter(|field| !text[(*field).clone()].trim().is_empty()).count() == 1
            };
            if !above.iter().all(lone) {
                break;
            }
            let number = source.line_column(line.start).0;
            let place = Place::Text {
                source: source.clone(),
                span: first.start..above[above.len() - 1].end,
            };
            let finding = Finding::warning(
                place,
                format!("this is taken for a title: the header is line {number}"),
            );
            findings.push(finding.help("remove it if it is none of the table"));
            return (line.start, named);
        }
        above.push(line);
    }
    (first.start, named)
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

/// `sep=;`
fn separator(line: &str) -> Option<u8> {
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
