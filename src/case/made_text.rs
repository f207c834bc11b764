//! The text of a criteria file that the program makes of something else: of a table and options, or
//! of the sheets of a workbook. It is read like any criteria file, so that none of these forms can
//! have an answer of its own. Each piece remembers where it was said, for nobody has seen the text.

use crate::error::{Finding, Findings, Place, Source};
use std::ops::Range;
use std::sync::Arc;

/// The text, piece by piece.
#[derive(Debug, Clone, Default)]
pub(crate) struct MadeText {
    /// The text so far, in TOML.
    pub(crate) text: String,
    /// Stretches of it, in order and apart from each other, each with the place where its user said
    /// it.
    places: Vec<(Range<usize>, Place)>,
}

/// Something that was said, and where.
#[derive(Debug, Clone)]
pub(crate) struct Stated<T> {
    /// What.
    pub(crate) value: T,
    /// Where.
    pub(crate) place: Place,
}

/// A text as a string of TOML that may stand on either side of a `=`: on one line, between double
/// quotation marks. JSON escapes all that TOML does but for one control character.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007F")
}

/// A number as TOML has it.
pub(crate) fn toml_number(x: f64) -> String {
    // A whole number stays one, as people write it.
    if x.fract() == 0.0 && x.abs() < 1e15 { format!("{x:.0}") } else { format!("{x:?}") }
}

/// Texts as an array of TOML.
pub(crate) fn quoted_list<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    format!("[{}]", texts.into_iter().map(quoted).collect::<Vec<_>>().join(", "))
}

impl MadeText {
    /// Add a line that nobody said in so many words.
    pub(crate) fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// Add a line that was said at that place.
    pub(crate) fn line_at(&mut self, text: &str, place: Place) {
        let start = self.text.len();
        self.line(text);
        self.places.push((start..self.text.len(), place));
    }

    /// Add `key = value`, said at that place. The value is written as TOML has it.
    pub(crate) fn said(&mut self, key: &str, value: &str, place: Place) {
        self.line_at(&format!("{key} = {value}"), place);
    }

    /// The text as a source of that name.
    pub(crate) fn source(&self, name: &str) -> Arc<Source> {
        Arc::new(Source { name: name.to_owned(), text: self.text.clone() })
    }

    /// The place where a stretch of the text was said. For what nobody said it is the nearest place
    /// before it, else the whole of what the text was made from.
    pub(crate) fn place_of(&self, span: &Range<usize>, name: &str) -> Place {
        let after = self.places.partition_point(|(piece, _)| piece.start <= span.start);
        match after.checked_sub(1).and_then(|at| self.places.get(at)) {
            Some((_, place)) => place.clone(),
            None => Place::File(name.to_owned()),
        }
    }

    /// The finding at the place where what it speaks of was said.
    pub(crate) fn located(&self, finding: Finding, source: &Arc<Source>) -> Finding {
        match &finding.place {
            Place::Text { source: of, span } if Arc::ptr_eq(of, source) => {
                Finding { place: self.place_of(span, &source.name), ..finding }
            }
            _ => finding,
        }
    }

    /// The findings at such places.
    pub(crate) fn all_located(&self, findings: Vec<Finding>, source: &Arc<Source>) -> Vec<Finding> {
        findings.into_iter().map(|finding| self.located(finding, source)).collect()
    }

    /// The findings of a list at such places.
    pub(crate) fn locate(&self, findings: &mut Findings, source: &Arc<Source>) {
        findings.0 = self.all_located(std::mem::take(&mut findings.0), source);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_in_the_text_is_told_where_it_was_said() {
        let mut made = MadeText::default();
        let cell = |cell: &str| Place::Sheet {
            sheet: "case.xlsx#criteria".into(),
            cell: cell.into(),
            header: String::new(),
        };
        made.line("format = 1");
        made.said("weight", "3", cell("E2"));
        made.said("unit", &quoted("a \"b\""), cell("F2"));
        let source = made.source("case.xlsx");
        let told = |text: &str| {
            let start = made.text.find(text).unwrap();
            let place = Place::Text { source: source.clone(), span: start..start + 1 };
            made.located(Finding::error(place, "wrong"), &source).to_string()
        };
        assert!(told("3").contains("cell E2"), "{}", told("3"));
        assert!(told("a \\").contains("cell F2"));
        assert_eq!(told("format"), "error: case.xlsx: wrong");
        assert_eq!(made.text.parse::<toml::Table>().unwrap()["unit"].as_str(), Some("a \"b\""));
        for text in ["", "it's \"so\"", "two\nlines\r\n", "\u{0}\u{7f}\u{1b}\t\\ é \u{2028}"] {
            let line = format!("{} = {}", quoted(text), quoted(text));
            let read: toml::Table = line.parse().unwrap();
            assert_eq!(read.get(text).and_then(|it| it.as_str()), Some(text), "{line}");
        }
    }
}
