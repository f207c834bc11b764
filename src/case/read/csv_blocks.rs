//! CSV in blocks of whole lines.

use crate::case::read::column::RawColumn;
use crate::case::read::parts::{Part, refused};
use crate::case::read::preamble;
use crate::case::read::records::{self, Records};
use crate::case::read::tables::RawTable;
use crate::error::{Error, Finding, Findings, Place, Result, both};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};

/// A line longer than this is no line a person or a program wrote.
const LONGEST_LINE: usize = 16 << 20;

/// The header of a CSV file.
#[derive(Debug, Clone)]
pub(crate) struct CsvPart {
    /// The names of its columns.
    pub(crate) headers: Vec<String>,
    delimiter: u8,
    /// Where its rows begin, in bytes.
    start: u64,
    /// The line of the first of them.
    first_line: usize,
    /// About how many bytes a row takes.
    pub(crate) row_bytes: u64,
}

/// Some whole lines.
#[derive(Debug)]
pub(crate) struct Lines {
    bytes: Vec<u8>,
    /// The number of the first of them in the file.
    first_line: usize,
}

fn unread(part: &Part) -> impl Fn(std::io::Error) -> Error + '_ {
    |source| Error::Io { action: "read", path: part.path.clone(), source }
}

impl CsvPart {
    /// Read the header, of which one column should be one of `keys`.
    ///
    /// # Errors
    /// [`Error::Io`], and a finding for a file without a header.
    pub(crate) fn open(part: &Part, keys: &[&str]) -> Result<CsvPart> {
        let mut reader = BufReader::new(File::open(&part.path).map_err(unread(part))?);
        let mut line = Vec::new();
        let most = LONGEST_LINE as u64;
        reader.by_ref().take(most).read_until(b'\n', &mut line).map_err(unread(part))?;
        let (mut start, mut first_line) = (line.len() as u64, 2);
        let without_mark = |line: &[u8]| line.strip_prefix(b"\xEF\xBB\xBF").map(<[u8]>::to_vec);
        line = without_mark(&line).unwrap_or(line);
        // Excel's line above the header.
        let named = std::str::from_utf8(&line).ok();
        let named = named.and_then(|line| preamble::separator(line.trim_end()));
        if named.is_some() {
            line.clear();
            reader.by_ref().take(most).read_until(b'\n', &mut line).map_err(unread(part))?;
            (start, first_line) = (start + line.len() as u64, 3);
        }
        let text = std::str::from_utf8(&line).ok();
        let text = text.map(|text| text.trim_end_matches(['\r', '\n']));
        let Some(text) = text.filter(|text| !text.trim().is_empty() && !text.contains('\0')) else {
            return Err(refused(
                part.name(),
                both(
                    "the first line holds no names of columns in UTF-8",
                    "de eerste regel bevat geen namen van kolommen in UTF-8",
                ),
                both(
                    "a table that is read in blocks starts with a line of column names",
                    "een tabel die in blokken wordt gelezen, begint met een regel met namen van kolommen",
                ),
            ));
        };
        let delimiter = named.unwrap_or_else(|| records::delimiter(text, keys));
        let header = Records::read(text, 0..text.len(), delimiter, 0).map_err(|_| {
            refused(
                part.name(),
                both("the header cannot be read", "de koptekst kan niet worden gelezen"),
                both("check its quotation marks", "controleer de aanhalingstekens"),
            )
        })?;
        let width = header.ragged.first().map_or(0, |(_, width)| *width);
        let read = Records::read(text, 0..text.len(), delimiter, width);
        let names = read.map(|read| read.columns).unwrap_or_default();
        let headers = names.iter().map(|column| column.get(0).trim().to_owned()).collect();
        let sample = reader.fill_buf().map_err(unread(part))?;
        let lines = sample.iter().filter(|byte| **byte == b'\n').count().max(1);
        let row_bytes = (sample.len() as u64 / lines as u64).max(1);
        Ok(CsvPart { headers, delimiter, start, first_line, row_bytes })
    }

    /// Give block after block of about so many bytes, each of whole lines, until `take` says that
    /// it is enough.
    ///
    /// # Errors
    /// [`Error::Io`], and a finding for a line that does not end.
    pub(crate) fn blocks(
        &self,
        part: &Part,
        bytes: usize,
        take: &mut dyn FnMut(Lines) -> bool,
    ) -> Result<()> {
        use std::io::{Seek, SeekFrom};
        let mut file = File::open(&part.path).map_err(unread(part))?;
        file.seek(SeekFrom::Start(self.start)).map_err(unread(part))?;
        let (mut rest, mut first_line) = (Vec::new(), self.first_line);
        loop {
            let mut block = std::mem::take(&mut rest);
            let before = block.len();
            let wanted = (bytes.max(1)) as u64;
            let read = file.by_ref().take(wanted).read_to_end(&mut block).map_err(unread(part))?;
            part.check()?;
            let is_last = read == 0;
            match whole_lines(&block, self.delimiter) {
                _ if is_last => {}
                Some(end) => rest = block.split_off(end),
                None if block.len() > LONGEST_LINE => {
                    return Err(Error::Findings(Findings(vec![
                        Finding::error(
                            Place::File(part.name()),
                            both(
                                format!("line {first_line} is longer than 16 MiB"),
                                format!("regel {first_line:#} is langer dan 16 MiB"),
                            ),
                        )
                        .help(both(
                            "check its quotation marks, and that lines end",
                            "controleer de aanhalingstekens, en of regels eindigen",
                        )),
                    ])));
                }
                None => {
                    rest = block;
                    continue;
                }
            }
            debug_assert!(is_last || block.len() + rest.len() == before + read);
            let lines = block.iter().filter(|byte| **byte == b'\n').count();
            if !block.is_empty() && !take(Lines { bytes: block, first_line }) {
                return Ok(());
            }
            if is_last {
                return Ok(());
            }
            first_line += lines;
        }
    }

    /// The table that some lines hold. Rows are known by their line.
    ///
    /// # Errors
    /// Findings with every line that is of another length than the header, or is not UTF-8.
    pub(crate) fn table(&self, part: &Part, lines: Lines) -> Result<RawTable> {
        let first_line = lines.first_line;
        let row = |line: usize, column: usize| Place::Cell {
            file: part.name(),
            row: line,
            column: self.headers.get(column).cloned().unwrap_or_default(),
        };
        let text = match String::from_utf8(lines.bytes) {
            Ok(text) => text,
            Err(error) => {
                let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                let line = first_line + good.iter().filter(|byte| **byte == b'\n').count();
                let message = both("this row is not in UTF-8", "deze rij is niet in UTF-8");
                let finding = Finding::error(row(line, 0), message).help(both(
                    "save the file again as UTF-8",
                    "bewaar het bestand opnieuw als UTF-8",
                ));
                return Err(Error::Findings(Findings(vec![finding])));
            }
        };
        let width = self.headers.len();
        let read = Records::read(&text, 0..text.len(), self.delimiter, width).map_err(|error| {
            refused(
                part.name(),
                both(
                    format!("not readable from line {first_line} on: {error}"),
                    format!("niet leesbaar vanaf regel {first_line:#}: {error:#}"),
                ),
                both("check its quotation marks", "controleer de aanhalingstekens"),
            )
        })?;
        let mut places = Vec::with_capacity(read.starts.len());
        let (mut line, mut seen) = (first_line, 0);
        for start in &read.starts {
            line += text.as_bytes()[seen..*start].iter().filter(|byte| **byte == b'\n').count();
            seen = *start;
            places.push(line);
        }
        if !read.ragged.is_empty() {
            let finding = |(record, length): &(usize, usize)| {
                Finding::error(
                    row(places[record - 1], 0),
                    both(
                        format!("this row has {length} fields, and the header {width}"),
                        format!("deze rij heeft {length:#} velden, en de koptekst {width:#}"),
                    ),
                )
                .help(both("give every row a field per column", "geef elke rij een veld per kolom"))
            };
            return Err(Error::Findings(Findings(read.ragged.iter().map(finding).collect())));
        }
        let columns = read.columns.into_iter().map(RawColumn::Text).collect();
        Ok(RawTable::typed(part.name(), self.headers.clone(), columns, 1, places))
    }
}

/// Where the last line ends that no quotation mark holds open; `None` where none does. A quotation
/// mark opens a field at its start alone, as for the reader of the lines.
fn whole_lines(bytes: &[u8], delimiter: u8) -> Option<usize> {
    #[derive(Clone, Copy)]
    enum At {
        Start,
        Within,
        Quoted,
        /// After a quotation mark that ends the field, or is the first of two that stand for one.
        Mark,
    }
    let (mut at, mut end) = (At::Start, None);
    for (place, byte) in bytes.iter().enumerate() {
        at = match (at, *byte) {
            (At::Quoted, b'"') => At::Mark,
            (At::Quoted, _) => At::Quoted,
            (At::Mark | At::Start, b'"') => At::Quoted,
            (_, b'\n') => {
                end = Some(place + 1);
                At::Start
            }
            (_, b'\r') => At::Start,
            (_, byte) if byte == delimiter => At::Start,
            _ => At::Within,
        };
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::read::parts::find;

    fn part(text: &str) -> (tempfile::TempDir, Part) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.csv");
        std::fs::write(&path, text).unwrap();
        let part = find(&[path]).unwrap().remove(0);
        (folder, part)
    }

    /// All rows, with their lines, whatever the size of blocks.
    fn rows(part: &Part, bytes: usize) -> Vec<(usize, Vec<String>)> {
        let open = CsvPart::open(part, &["id"]).unwrap();
        let mut out = Vec::new();
        open.blocks(part, bytes, &mut |lines| {
            let table = open.table(part, lines).unwrap();
            for row in 0..table.rows() {
                let cells = (0..open.headers.len())
                    .map(|column| table.cell(row, column).text().into_owned());
                let Place::Cell { row: line, .. } = table.place(row, 0) else { unreachable!() };
                out.push((line, cells.collect()));
            }
            true
        })
        .unwrap();
        out
    }

    #[test]
    fn blocks_of_any_size_hold_the_same_rows() {
        let (_folder, part) = part("id;x\na;1\n\"b\nb\";2\n\nc;3\nd;4");
        let whole = rows(&part, 1 << 20);
        let of = |line: usize, id: &str, x: &str| (line, vec![id.to_owned(), x.to_owned()]);
        assert_eq!(whole, [of(2, "a", "1"), of(3, "b\nb", "2"), of(6, "c", "3"), of(7, "d", "4")]);
        for bytes in 1..20 {
            assert_eq!(rows(&part, bytes), whole, "{bytes}");
        }
    }

    #[test]
    fn a_mark_within_a_field_opens_nothing() {
        let (_folder, part) = part("sep=,\nid,x\na,5\" pipe\n\"b\nb\"\"\",2\nc,\n");
        let whole = rows(&part, 1 << 20);
        let of = |line: usize, id: &str, x: &str| (line, vec![id.to_owned(), x.to_owned()]);
        assert_eq!(whole, [of(3, "a", "5\" pipe"), of(4, "b\nb\"", "2"), of(6, "c", "")]);
        for bytes in 1..20 {
            assert_eq!(rows(&part, bytes), whole, "{bytes}");
        }
    }

    #[test]
    fn a_row_of_another_length_and_one_that_is_no_text_are_named() {
        let (_folder, wrong) = part("id,x\na,1\nb\nc,2,3\n");
        let open = CsvPart::open(&wrong, &["id"]).unwrap();
        let mut said = String::new();
        open.blocks(&wrong, 1 << 20, &mut |lines| {
            said = open.table(&wrong, lines).unwrap_err().to_string();
            true
        })
        .unwrap();
        assert!(said.contains("row 3") && said.contains("row 4"), "{said}");
        let (folder, _) = part("id\n");
        let path = folder.path().join("u.csv");
        std::fs::write(&path, b"id,x\na,1\nb,\xFF\n").unwrap();
        let wrong = find(&[path]).unwrap().remove(0);
        let open = CsvPart::open(&wrong, &["id"]).unwrap();
        open.blocks(&wrong, 1 << 20, &mut |lines| {
            let said = open.table(&wrong, lines).unwrap_err().to_string();
            assert!(said.contains("row 3") && said.contains("UTF-8"), "{said}");
            true
        })
        .unwrap();
    }
}
