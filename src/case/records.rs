//! The records of a CSV text, read in pieces by all threads: a table of a million rows takes half of the time then.

use super::column::TextColumn;
use std::ops::Range;

/// Records below a header.
pub(super) struct Records {
    /// Where each begins.
    pub(super) starts: Vec<usize>,
    pub(super) columns: Vec<TextColumn>,
    /// Those of another length than the header: their number, counting the header, and how long they are.
    pub(super) ragged: Vec<(usize, usize)>,
}

impl Records {
    pub(super) fn new(width: usize) -> Records {
        Records { starts: Vec::new(), columns: vec![TextColumn::default(); width], ragged: Vec::new() }
    }

    /// The records in a piece of a text, under a header of so many columns.
    pub(super) fn read(text: &str, piece: Range<usize>, delimiter: u8, width: usize) -> csv::Result<Records> {
        let mut out = Records::new(width);
        let mut reader = reader(&text[piece.clone()], delimiter);
        let mut record = csv::StringRecord::new();
        while reader.read_record(&mut record)? {
            // A row with nothing in it is a blank line, as spreadsheets leave them.
            if record.iter().all(|field| field.trim().is_empty()) {
                continue;
            }
            let start = piece.start + record.position().map_or(0, |position| position.byte() as usize);
            out.starts.push(start + text[start..].len() - text[start..].trim_start_matches(['\r', '\n']).len());
            if record.len() != width {
                out.ragged.push((out.starts.len(), record.len()));
            }
            for (at, column) in out.columns.iter_mut().enumerate() {
                column.push(record.get(at).unwrap_or(""));
            }
        }
        Ok(out)
    }

    pub(super) fn append(&mut self, mut other: Records) {
        let before = self.starts.len();
        self.ragged.extend(other.ragged.into_iter().map(|(record, length)| (before + record, length)));
        self.starts.append(&mut other.starts);
        self.columns.iter_mut().zip(&other.columns).for_each(|(own, other)| own.append(other));
    }
}

/// A reader of the records of a text, of whatever length each.
pub(super) fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

/// A text is read in pieces of about so many bytes.
const PIECE: usize = 1 << 20;

/// The pieces in which a text can be read from `body` on: whole lines, or all of it where a quotation mark may hold several lines together.
pub(super) fn pieces(text: &str, body: usize) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    // A byte order mark at the start of a piece would be taken for one.
    let is_whole = bytes[body..].contains(&b'"') || text[body..].contains('\u{feff}');
    let mut out = Vec::new();
    let mut start = body;
    while start < bytes.len() {
        let from = (start + PIECE).min(bytes.len());
        let line = if is_whole { None } else { bytes[from..].iter().position(|byte| *byte == b'\n') };
        let end = line.map_or(bytes.len(), |line| from + line + 1);
        out.push(start..end);
        start = end;
    }
    out
}
