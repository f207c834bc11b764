//! Data tables as read: headers and cells with their places, nothing interpreted yet. CSV by the
//! `csv` crate.

#[cfg(feature = "xlsx")]
use crate::case::read::column::OwnedCell;
use crate::case::read::column::{RawCell, RawColumn};
use crate::case::read::marks::Marks;
use crate::case::read::records::{Records, delimiter, fields, pieces, reader};
use crate::case::read::stated_marks::StatedMarks;
use crate::error::{Finding, Findings, Place, Said, Source, both};
use crate::progress::{Stage, begin};
use rayon::prelude::*;
#[cfg(feature = "xlsx")]
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// A table as read; every column has a cell per row.
#[derive(Debug)]
pub struct RawTable {
    /// The name the user knows it by.
    pub name: String,
    /// Headers, trimmed, all different and not empty.
    pub headers: Vec<String>,
    columns: Vec<RawColumn>,
    rows: usize,
    /// Whether `1,5` is a number here.
    pub decimal_comma: bool,
    /// What the user says of the points and commas of its numbers.
    pub marks: StatedMarks,
    origin: Origin,
}

#[derive(Debug)]
#[cfg_attr(not(any(feature = "frames", feature = "xlsx")), allow(dead_code))]
enum Origin {
    Text {
        source: Arc<Source>,
        delimiter: u8,
        starts: Vec<usize>,
        columns: Vec<usize>,
    },
    Typed {
        header: usize,
        places: Vec<usize>,
        letters: Vec<String>,
        percentages: Vec<(usize, usize)>,
        /// Headers as their user has them, of columns that the program knows by another name.
        renamed: Vec<(String, String)>,
    },
}

impl RawTable {
    /// A table of a typed format, with the row numbers its user sees of the header and of each row.
    /// Every column must have a cell per place.
    #[cfg_attr(not(any(feature = "frames", feature = "xlsx")), allow(dead_code))]
    pub fn typed(
        name: String,
        headers: Vec<String>,
        columns: Vec<RawColumn>,
        header: usize,
        places: Vec<usize>,
    ) -> RawTable {
        let rows = places.len();
        let origin = Origin::Typed {
            header,
            places,
            letters: Vec::new(),
            percentages: Vec::new(),
            renamed: Vec::new(),
        };
        RawTable {
            name,
            headers,
            columns,
            rows,
            decimal_comma: false,
            marks: StatedMarks::default(),
            origin,
        }
    }

    /// The same table as a sheet of a workbook, with the letters of its columns, and the cells (row
    /// and column) that show a percentage. A workbook has numbers as numbers; a figure typed as
    /// text may have its user's decimal comma.
    #[cfg(feature = "xlsx")]
    pub fn in_sheet(mut self, columns: Vec<String>, shown: Vec<(usize, usize)>) -> RawTable {
        self.decimal_comma = true;
        if let Origin::Typed { letters, percentages, .. } = &mut self.origin {
            (*letters, *percentages) = (columns, shown);
        }
        self
    }

    /// The cells, by row and column and in that order, that show their user a percentage and hold a
    /// hundredth of it.
    pub fn percentages(&self) -> &[(usize, usize)] {
        match &self.origin {
            Origin::Text { .. } => &[],
            Origin::Typed { percentages, .. } => percentages,
        }
    }

    /// The table without these rows, which are in ascending order. The others keep their places.
    pub fn without_rows(&mut self, rows: &[usize]) {
        let kept: Vec<usize> =
            (0..self.rows).filter(|row| rows.binary_search(row).is_err()).collect();
        for column in &mut self.columns {
            *column = column.of_rows(&kept);
        }
        match &mut self.origin {
            Origin::Text { starts, .. } => {
                let of_rows = kept.iter().map(|row| starts[row + 1]);
                *starts = std::iter::once(starts[0]).chain(of_rows).collect();
            }
            Origin::Typed { places, percentages, .. } => {
                *places = kept.iter().map(|row| places[*row]).collect();
                percentages.retain_mut(|(row, _)| match kept.binary_search(row) {
                    Ok(at) => {
                        *row = at;
                        true
                    }
                    Err(_) => false,
                });
            }
        }
        self.rows = kept.len();
    }

    /// The table without a column. The others keep their places.
    pub fn without_column(&mut self, column: usize) {
        self.headers.remove(column);
        self.columns.remove(column);
        match &mut self.origin {
            Origin::Text { columns, .. } => drop(columns.remove(column)),
            Origin::Typed { letters, percentages, .. } => {
                if column < letters.len() {
                    letters.remove(column);
                }
                percentages.retain_mut(|(_, at)| {
                    let kept = *at != column;
                    *at -= usize::from(*at > column);
                    kept
                });
            }
        }
    }

    /// Add a column that stands beside those of the file. It must have a cell per row.
    pub fn add_column(&mut self, header: String, column: RawColumn) {
        if let Origin::Text { columns, .. } = &mut self.origin {
            columns.push(columns.len());
        }
        self.headers.push(header);
        self.columns.push(column);
    }

    /// Put texts in the place of a column's cells, under a header of their own.
    pub fn replace_column(&mut self, column: usize, header: String, texts: Vec<String>) {
        self.headers[column] = header;
        self.columns[column] = RawColumn::Text(texts.iter().map(String::as_str).collect());
    }

    /// Let a column be known by another header. Its user sees the one that they wrote.
    #[cfg(feature = "xlsx")]
    pub fn rename_column(&mut self, column: usize, header: String) {
        let before = std::mem::replace(&mut self.headers[column], header.clone());
        if let Origin::Typed { renamed, .. } = &mut self.origin {
            renamed.push((header, before));
        }
    }

    /// Put other texts in the place of those cells of a column for which there is one.
    #[cfg(feature = "xlsx")]
    pub fn translate_column(&mut self, column: usize, other: &dyn Fn(&str) -> Option<String>) {
        // The same text often stands in one row after another.
        let mut last: Option<(Cow<str>, Option<String>)> = None;
        let cells = (0..self.rows).map(|row| {
            let cell = self.cell(row, column);
            let text = cell.text();
            let known = last.take().filter(|(before, _)| *before == text);
            let (_, new) = last.insert(known.unwrap_or_else(|| {
                let new = other(&text);
                (text, new)
            }));
            match (new.clone(), cell) {
                (Some(text), _) => OwnedCell::Text(text),
                (None, RawCell::Missing) => OwnedCell::Missing,
                (None, RawCell::Text(text)) => OwnedCell::Text(text.to_owned()),
                (None, RawCell::Number(number)) => OwnedCell::Number(number),
            }
        });
        self.columns[column] = RawColumn::Mixed(cells.collect());
    }

    /// A number as a text that has one reading here.
    pub fn written(&self, x: f64) -> String {
        let marks = self.marks.marks().unwrap_or(Marks::ONE_READING);
        crate::case::read::written::written(x, &marks)
    }

    /// The table as CSV, with the numbers of typed columns written so that they have one reading,
    /// but for those columns whose cells are read as texts. Its delimiter is one by which its
    /// decimal marks are read as they are here.
    pub fn to_csv(&self, as_text: impl Fn(usize) -> bool) -> Vec<u8> {
        let delimiter = match &self.origin {
            Origin::Text { delimiter: mark @ (b',' | b';' | b'\t'), .. } => *mark,
            _ if self.decimal_comma => b';',
            _ => b',',
        };
        let mut out = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        // Writing to memory does not fail, and every row has a cell per column.
        drop(out.write_record(&self.headers));
        for row in 0..self.rows {
            let cells =
                self.columns.iter().enumerate().map(|(at, column)| match column.cell(row) {
                    RawCell::Number(x) if !as_text(at) => self.written(x),
                    cell => cell.text().into_owned(),
                });
            drop(out.write_record(cells));
        }
        out.into_inner().unwrap_or_default()
    }

    /// How many rows there are below the header.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// A column.
    pub fn column(&self, column: usize) -> &RawColumn {
        &self.columns[column]
    }

    /// A cell; `row` counts from 0 below the header.
    pub fn cell(&self, row: usize, column: usize) -> RawCell<'_> {
        self.columns[column].cell(row)
    }

    /// Where a cell is; `row` counts from 0 below the header.
    pub fn place(&self, row: usize, column: usize) -> Place {
        match &self.origin {
            Origin::Text { source, delimiter, starts, columns } => {
                let span = fields(&source.text, starts[row + 1], *delimiter)
                    .0
                    .get(columns[column])
                    .cloned();
                Place::Text {
                    source: source.clone(),
                    span: span.unwrap_or(starts[row + 1]..starts[row + 1]),
                }
            }
            Origin::Typed { places, letters, .. } => self.typed_place(places[row], column, letters),
        }
    }

    /// Whether the header is the first line or row of its file.
    pub fn is_header_on_top(&self) -> bool {
        match &self.origin {
            Origin::Text { starts, .. } => starts[0] == 0,
            Origin::Typed { header, .. } => *header <= 1,
        }
    }

    /// Where the headers are, by column.
    pub fn header_places(&self) -> Vec<Place> {
        match &self.origin {
            // The header is gone through once, not once for each column.
            Origin::Text { source, delimiter, starts, columns } => {
                let spans = fields(&source.text, starts[0], *delimiter).0;
                let span = |column: &usize| spans.get(*column).cloned().unwrap_or(0..0);
                let place = |column| Place::Text { source: source.clone(), span: span(column) };
                columns.iter().map(place).collect()
            }
            Origin::Typed { .. } => {
                (0..self.headers.len()).map(|column| self.header_place(column)).collect()
            }
        }
    }

    /// Where a header is.
    pub fn header_place(&self, column: usize) -> Place {
        match &self.origin {
            Origin::Text { source, delimiter, starts, columns } => {
                let span =
                    fields(&source.text, starts[0], *delimiter).0.get(columns[column]).cloned();
                Place::Text { source: source.clone(), span: span.unwrap_or(0..0) }
            }
            Origin::Typed { header, letters, .. } => self.typed_place(*header, column, letters),
        }
    }

    fn typed_place(&self, row: usize, column: usize, letters: &[String]) -> Place {
        let (file, mut header) = (self.name.clone(), self.headers[column].clone());
        if let Origin::Typed { renamed, .. } = &self.origin
            && let Some((_, before)) = renamed.iter().find(|(now, _)| *now == header)
        {
            header.clone_from(before);
        }
        match letters.get(column) {
            Some(letters) => Place::Sheet { sheet: file, cell: format!("{letters}{row}"), header },
            None => Place::Cell { file, row, column: header },
        }
    }

    /// A row's place in words: its line, or its number.
    pub fn row_name(&self, row: usize) -> Said {
        match &self.origin {
            Origin::Text { source, starts, .. } => both(
                format!("line {}", source.line_column(starts[row + 1]).0),
                format!("regel {:#}", source.line_column(starts[row + 1]).0),
            ),
            Origin::Typed { places, .. } => {
                both(format!("row {}", places[row]), format!("rij {:#}", places[row]))
            }
        }
    }
}

/// More rows of another length than the header are counted, not shown.
const MOST_RAGGED: usize = 10;

/// Read a CSV table whose header should hold one of `keys`. `None` if there is nothing in it to go
/// on with; every finding goes to `findings`.
pub fn read_csv(source: &Arc<Source>, keys: &[&str], findings: &mut Findings) -> Option<RawTable> {
    let text = &source.text;
    let at = |span: Range<usize>| Place::Text { source: source.clone(), span };
    if text.trim().is_empty() {
        let finding = Finding::error(
            Place::File(source.name.clone()),
            both("this file is empty", "dit bestand is leeg"),
        );
        findings.push(finding.help(both(
            "a table starts with a line of column names",
            "een tabel begint met een regel met namen van kolommen",
        )));
        return None;
    }
    let (top, named) = crate::case::read::preamble::start(source, keys, findings);
    let delimiter = named.unwrap_or_else(|| delimiter(&text[top..], keys));
    let mut fail = |error: csv::Error| {
        let said = Said::reported("de lezer van CSV", &error.to_string());
        let message = both(
            format!("this table cannot be read: {said}"),
            format!("deze tabel kan niet worden gelezen: {said:#}"),
        );
        findings.push(
            Finding::error(Place::File(source.name.clone()), message)
                .help(both("write the table again, as CSV", "schrijf de tabel opnieuw, als CSV")),
        )
    };
    let mut reader = reader(&text[top..], delimiter);
    let mut header = csv::StringRecord::new();
    // The text is UTF-8 and the reader flexible: nothing is left to fail.
    if !reader.read_record(&mut header).map_err(&mut fail).ok()? {
        let finding = Finding::error(
            Place::File(source.name.clone()),
            both("this file has no table in it", "in dit bestand staat geen tabel"),
        );
        findings.push(finding.help(both(
            "a table starts with a line of column names",
            "een tabel begint met een regel met namen van kolommen",
        )));
        return None;
    }
    let position = |record: &csv::StringRecord| {
        record.position().map_or(0, |position| position.byte() as usize)
    };
    let start = top + position(&header);
    let header_start =
        start + text[start..].len() - text[start..].trim_start_matches(['\r', '\n']).len();
    let headers: Vec<String> = header.iter().map(|name| name.trim().to_owned()).collect();
    let body = top + reader.position().byte() as usize;
    // With the end of the header's line, which is read as a blank line: a byte order mark behind it
    // is text, and would be none at the start.
    let body = body - usize::from(text[..body].ends_with(['\r', '\n']));
    let step = begin(Stage::Read, (text.len() - body) as u64);
    let read = |piece: Range<usize>| {
        let records = Records::read(text, piece.clone(), delimiter, headers.len());
        step.add(piece.len() as u64);
        records
    };
    let pieces: csv::Result<Vec<Records>> = pieces(text, body).into_par_iter().map(read).collect();
    drop(step);
    let mut records = Records::new(headers.len());
    pieces.map_err(fail).ok()?.into_iter().for_each(|piece| records.append(piece));
    let Records { starts, columns, ragged } = records;
    let starts: Vec<usize> = std::iter::once(header_start).chain(starts).collect();
    let (spans, closed) = fields(text, *starts.last()?, delimiter);
    if !closed {
        let span = spans.last().cloned().unwrap_or(0..0);
        let finding = Finding::error(
            at(span.start..span.start + 1),
            both("this quotation mark is never closed", "dit aanhalingsteken wordt nooit gesloten"),
        );
        findings.push(finding.help(both(
            "close it, or double a quotation mark that is part of the text",
            "sluit het, of verdubbel een aanhalingsteken dat deel is van de tekst",
        )));
        return None;
    }
    for (record, length) in ragged.iter().take(MOST_RAGGED) {
        let end = fields(text, starts[*record], delimiter)
            .0
            .last()
            .map_or(starts[*record], |span| span.end);
        let fields = if *length == 1 { "field" } else { "fields" };
        let message = both(
            format!("this row has {length} {fields}, the header {}", headers.len()),
            format!("deze rij heeft {length:#} {fields:#}, de kop {:#}", headers.len()),
        );
        let finding = Finding::error(at(starts[*record]..end), message);
        findings.push(finding.help(crate::case::read::unreadable::ragged(
            delimiter,
            *length,
            headers.len(),
        )));
    }
    if ragged.len() > MOST_RAGGED {
        let message = both(
            format!("and {} more rows of another length", ragged.len() - MOST_RAGGED),
            format!("en nog {:#} rijen van een andere lengte", ragged.len() - MOST_RAGGED),
        );
        findings.push(Finding::error(Place::File(source.name.clone()), message));
    }
    let rows = starts.len() - 1;
    if rows == 0 {
        findings.push(Finding::error(
            at(0..text.trim_end().len()),
            both("this table has a header and no rows", "deze tabel heeft een kop en geen rijen"),
        ));
        return None;
    }
    let mut table = RawTable {
        name: source.name.clone(),
        origin: Origin::Text {
            source: source.clone(),
            delimiter,
            starts,
            columns: (0..headers.len()).collect(),
        },
        headers,
        columns: columns.into_iter().map(RawColumn::Text).collect(),
        rows,
        decimal_comma: delimiter != b',',
        marks: StatedMarks::default(),
    };
    check_headers(&mut table, findings).then_some(table)
}

/// Headers must differ; an empty one is dropped if its column is empty too. False if the table
/// cannot be read by its headers.
pub fn check_headers(table: &mut RawTable, findings: &mut Findings) -> bool {
    let mut column = 0;
    let before = findings.0.len();
    while column < table.headers.len() {
        let name = table.headers[column].clone();
        if name.is_empty() && (0..table.rows).all(|row| table.cell(row, column).text().is_empty()) {
            table.without_column(column);
            continue;
        }
        if name.is_empty() {
            // A merged cell above several columns is the name of the first alone.
            let below = table.cell(0, column).text();
            let is_name = below.starts_with(char::is_alphabetic);
            let help = match is_name {
                true => both(
                    "name it; or, if the names stand in the row below, remove this one: a table has one row of names",
                    "geef ze een naam; of verwijder deze rij als de namen in de rij eronder staan: een tabel heeft één rij met namen",
                ),
                false => both("name it, or remove it", "geef ze een naam, of verwijder ze"),
            };
            let finding = Finding::error(
                table.header_place(column),
                both("this column has no name", "deze kolom heeft geen naam"),
            )
            .help(help);
            findings.push(finding);
        } else if table.headers[..column].contains(&name) {
            let message = both(
                format!("the column `{}` is there twice", crate::error::shorten(&name, 60)),
                format!("de kolom `{:#}` staat er twee keer", crate::error::shorten(&name, 60)),
            );
            findings.push(
                Finding::error(table.header_place(column), message)
                    .help(both("rename or remove one of them", "hernoem of verwijder een ervan")),
            );
        }
        column += 1;
    }
    findings.0.len() == before
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<RawTable>, Findings) {
        let source = Arc::new(Source { name: "t.csv".into(), text: text.into() });
        let mut findings = Findings::default();
        (read_csv(&source, &["id"], &mut findings), findings)
    }

    #[test]
    fn delimiters_are_told_from_the_header() {
        assert_eq!(delimiter("a,b\n", &[]), b',');
        assert_eq!(delimiter("\"a,b,c\";d\n1,2,3", &[]), b';');
        assert_eq!(delimiter("a\tb,c\td", &[]), b'\t');
        assert_eq!(delimiter("a", &[]), b',');
        assert_eq!(delimiter("alt;q;a, b, c, d", &["alt"]), b';');
    }

    #[test]
    fn a_long_text_is_read_in_pieces_as_it_is_as_a_whole() {
        let mut text = "id;a;b\r\n".to_owned();
        for row in 0..90_000 {
            text += &match row % 1000 {
                7 => "\r\n".to_owned(),
                8 => ";;\n".to_owned(),
                9 => format!("r{row};{row}\r\n"),
                _ => format!("r{row};{row};x y {row}\n"),
            };
        }
        let (marked, _) = read("id;a\n\u{feff}x;1\n");
        assert_eq!(marked.unwrap().cell(0, 0), RawCell::Text("\u{feff}x"));
        assert!(read("id;a").0.is_none() && read("sep=;").0.is_none());
        assert!(pieces(&text, 8).len() > 1);
        let (parts, of_parts) = read(&text);
        // A quotation mark anywhere, and the text is read in one piece.
        let quoted = text.clone() + "\"z\";1;2\n";
        assert_eq!(pieces(&quoted, 8).len(), 1);
        let (whole, of_whole) = read(&quoted);
        let (parts, whole) = (parts.unwrap(), whole.unwrap());
        assert_eq!((parts.rows() + 1, of_parts.to_string()), (whole.rows(), of_whole.to_string()));
        for row in 0..parts.rows() {
            // A line is counted from the top of the file.
            if row % 997 == 0 {
                assert_eq!(parts.row_name(row), whole.row_name(row));
            }
            for column in 0..3 {
                assert_eq!(parts.cell(row, column), whole.cell(row, column));
            }
        }
    }

    #[test]
    fn blank_lines_crlf_and_quotes_keep_their_places() {
        let (table, findings) = read("id;note\r\n\r\n\"a;\r\nb\";\"x \"\"y\"\"\"\r\nc;z");
        let table = table.unwrap();
        assert!(findings.0.is_empty(), "{findings}");
        assert_eq!(table.cell(0, 0).text(), "a;\r\nb");
        assert_eq!(table.cell(0, 1).text(), "x \"y\"");
        let Place::Text { source, span } = table.place(1, 1) else { panic!() };
        assert_eq!((&source.text[span.clone()], source.line_column(span.start)), ("z", (5, 3)));
    }

    #[test]
    fn ragged_rows_double_headers_and_open_quotes_are_findings() {
        let (_, findings) = read("a,b,a\n1,2\n1,2,3,4\n");
        assert_eq!(findings.0.len(), 3, "{findings}");
        assert!(findings.0[0].to_string().contains("t.csv:2:1"), "{findings}");
        let (table, findings) = read("a,b\n\"x,1\n");
        assert!(table.is_none() && findings.0[0].to_string().contains("t.csv:2:1"), "{findings}");
        assert!(read("a,b\n").0.is_none());
        assert!(read("\n\n").0.is_none());
        let (table, findings) = read("a,b,\n1,2,\n");
        assert_eq!((table.unwrap().headers.len(), findings.0.len()), (2, 0));
    }
}
