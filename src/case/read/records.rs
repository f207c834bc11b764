//! The records of a CSV text, read in pieces by all threads: a table of a million rows takes half
//! of the time then.

use crate::case::read::column::TextColumn;
use std::ops::Range;

/// Records below a header.
pub(crate) struct Records {
    /// Where each begins.
    pub(crate) starts: Vec<usize>,
    pub(crate) columns: Vec<TextColumn>,
    /// Those of another length than the header: their number, counting the header, and how long
    /// they are.
    pub(crate) ragged: Vec<(usize, usize)>,
}

impl Records {
    pub(crate) fn new(width: usize) -> Records {
        Records {
            starts: Vec::new(),
            columns: vec![TextColumn::default(); width],
            ragged: Vec::new(),
        }
    }

    /// The records in a piece of a text, under a header of so many columns.
    pub(crate) fn read(
        text: &str,
        piece: Range<usize>,
        delimiter: u8,
        width: usize,
    ) -> csv::Result<Records> {
        let mut out = Records::new(width);
        let mut reader = reader(&text[piece.clone()], delimiter);
        let mut record = csv::StringRecord::new();
        while reader.read_record(&mut record)? {
            // A row with nothing in it is a blank line, as spreadsheets leave them.
            if record.iter().all(|field| field.trim().is_empty()) {
                continue;
            }
            let start =
                piece.start + record.position().map_or(0, |position| position.byte() as usize);
            out.starts.push(
                start + text[start..].len() - text[start..].trim_start_matches(['\r', '\n']).len(),
            );
            if record.len() != width {
                out.ragged.push((out.starts.len(), record.len()));
            }
            for (at, column) in out.columns.iter_mut().enumerate() {
                column.push(record.get(at).unwrap_or(""));
            }
        }
        Ok(out)
    }

    pub(crate) fn append(&mut self, mut other: Records) {
        let before = self.starts.len();
        self.ragged
            .extend(other.ragged.into_iter().map(|(record, length)| (before + record, length)));
        self.starts.append(&mut other.starts);
        self.columns.iter_mut().zip(&other.columns).for_each(|(own, other)| own.append(other));
    }
}

/// A reader of the records of a text, of whatever length each.
pub(crate) fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

/// A text is read in pieces of about so many bytes.
const PIECE: usize = 1 << 20;

/// The pieces in which a text can be read from `body` on: whole lines, or all of it where a
/// quotation mark may hold several lines together.
pub(crate) fn pieces(text: &str, body: usize) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    // A byte order mark at the start of a piece would be taken for one.
    let is_whole = bytes[body..].contains(&b'"') || text[body..].contains('\u{feff}');
    let mut out = Vec::new();
    let mut start = body;
    while start < bytes.len() {
        let from = (start + PIECE).min(bytes.len());
        let line =
            if is_whole { None } else { bytes[from..].iter().position(|byte| *byte == b'\n') };
        let end = line.map_or(bytes.len(), |line| from + line + 1);
        out.push(start..end);
        start = end;
    }
    out
}

/// The delimiter, told from the header: of comma, semicolon and tab the one that yields a key
/// column; if several or none do, the one that stands there most often outside quotation marks, tab
/// before semicolon before comma on equal counts.
pub(crate) fn delimiter(text: &str, keys: &[&str]) -> u8 {
    let start = text.len() - text.trim_start_matches(['\r', '\n']).len();
    let header = |delimiter: u8| fields(text, start, delimiter).0;
    let is_key =
        |span: &Range<usize>| keys.contains(&text[span.clone()].trim().trim_matches('"').trim());
    let score = |delimiter: u8| {
        let fields = header(delimiter);
        (fields.iter().any(is_key), fields.len())
    };
    let [tab, semicolon, comma] =
        [b'\t', b';', b','].map(|delimiter| (score(delimiter), delimiter));
    let mut best = tab;
    for other in [semicolon, comma] {
        if other.0 > best.0 {
            best = other;
        }
    }
    if best.0.1 == 1 { b',' } else { best.1 }
}

/// The bytes of each field of the record that starts at `start`, quotation marks included, and
/// whether the last quotation mark was closed. The same walk as the `csv` crate's, only kept for
/// messages.
pub(crate) fn fields(text: &str, start: usize, delimiter: u8) -> (Vec<Range<usize>>, bool) {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let (mut at, mut field, mut quoted) = (start, start, false);
    while at < bytes.len() {
        match bytes[at] {
            b'"' if quoted && bytes.get(at + 1) == Some(&b'"') => at += 1,
            b'"' if quoted => quoted = false,
            b'"' if at == field => quoted = true,
            b'\n' | b'\r' if !quoted => break,
            byte if byte == delimiter && !quoted => {
                out.push(field..at);
                field = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    out.push(field..at);
    (out, !quoted)
}
