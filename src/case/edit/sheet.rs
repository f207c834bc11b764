//! Numbers in a column of a sheet, put into its XML. All other cells stay as they are, byte for
//! byte.

use crate::case::made_text::toml_number;
use crate::case::read::hidden::{attribute, cell};
use crate::error::{Said, both};
use hashbrown::HashMap;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Numbers for a column.
pub struct ColumnNumbers<'a> {
    /// The column, from 0.
    pub column: usize,
    /// Its letters.
    pub letters: &'a str,
    /// The numbers, by row (from 0).
    pub numbers: &'a BTreeMap<usize, f64>,
}

/// A sheet with other numbers.
pub struct EditedSheet {
    /// Its XML.
    pub xml: String,
    /// Whether a formula had to go.
    pub has_lost_formula: bool,
}

/// Why a sheet is not changed.
pub enum Refusal {
    /// It is damaged.
    Damaged(Said),
    /// The formula of the cell in this row is one with those of cells that keep theirs.
    Shared(usize),
}

impl<E: std::error::Error> From<E> for Refusal {
    fn from(error: E) -> Refusal {
        Refusal::Damaged(error.to_string().into())
    }
}

/// A formula that stands for more than its own cell.
struct SharedFormula {
    at: (usize, usize),
    /// The number of its group; `None` for one that fills a range.
    group: Option<String>,
    /// The first and the last cell that it was written for; `None` for those that follow another.
    range: Option<[(usize, usize); 2]>,
}

/// Something that is put in the place of a stretch of the XML.
enum Change {
    /// A cell that is there, as it is written now.
    Replaced(Range<usize>, String),
    /// A cell that is not there: its place, the prefix of its name with a colon, the row, and the
    /// format that cells of the row or the column have.
    Added(usize, String, usize, Option<String>),
    /// The first and the last cell of a row, which now ends further on.
    Spans(Range<usize>, String),
}

/// The XML of a sheet with these numbers in it.
///
/// # Errors
/// A [`Refusal`].
pub fn with_numbers(xml: &str, wanted: &ColumnNumbers) -> Result<EditedSheet, Refusal> {
    let mut scan = Scan {
        xml,
        wanted,
        column_formats: Vec::new(),
        next_row: 0,
        row: None,
        cell: None,
        format: None,
        shared: Vec::new(),
        lost: BTreeSet::new(),
        left: wanted.numbers.keys().copied().collect(),
        changes: Vec::new(),
    };
    let mut reader = Reader::from_str(xml);
    loop {
        let start = position(&reader)?;
        let event = reader.read_event()?;
        let span = start..position(&reader)?;
        match &event {
            Event::Start(tag) => scan.open(tag, span),
            Event::Empty(tag) => {
                scan.open(tag, span.clone());
                scan.close(tag.local_name().as_ref(), span);
            }
            Event::End(tag) => scan.close(tag.local_name().as_ref(), span),
            Event::Eof => break,
            _ => {}
        }
    }
    if !scan.left.is_empty() {
        return Err(Refusal::Damaged(both(
            "its rows are not where they were read",
            "haar rijen staan niet waar ze zijn gelezen",
        )));
    }
    scan.refuse_shared()?;
    Ok(scan.written())
}

fn position(reader: &Reader<&[u8]>) -> Result<usize, Refusal> {
    Ok(usize::try_from(reader.buffer_position())?)
}

struct Row {
    at: usize,
    /// Its start tag.
    span: Range<usize>,
    spans: Option<(String, usize, usize)>,
    format: Option<String>,
    /// The column of its next cell, where that does not say it itself.
    next: usize,
}

struct Cell {
    at: (usize, usize),
    start: usize,
    /// Its name and its attributes as they stay, without what says how its content is stored.
    opening: String,
    prefix: String,
    name: String,
}

struct Scan<'a> {
    xml: &'a str,
    wanted: &'a ColumnNumbers<'a>,
    /// The formats of columns: the first, the last (from 0), and the format.
    column_formats: Vec<(usize, usize, String)>,
    next_row: usize,
    row: Option<Row>,
    cell: Option<Cell>,
    /// The format of the first cell that is replaced.
    format: Option<String>,
    shared: Vec<SharedFormula>,
    /// The rows whose cells have a formula that goes.
    lost: BTreeSet<usize>,
    /// The rows of which no cell has been written.
    left: BTreeSet<usize>,
    changes: Vec<Change>,
}

impl Scan<'_> {
    fn open(&mut self, tag: &BytesStart, span: Range<usize>) {
        let number = |name: &str| attribute(tag, name).and_then(|text| text.parse::<usize>().ok());
        match tag.local_name().as_ref() {
            "col" => {
                if let (Some(first), Some(last), Some(format)) =
                    (number("min"), number("max"), attribute(tag, "style"))
                {
                    self.column_formats.push((first.saturating_sub(1), last, format));
                }
            }
            "row" => {
                // A row without a number follows the one before it.
                let at = number("r").map_or(self.next_row, |number| number.saturating_sub(1));
                self.next_row = at.saturating_add(1);
                let has_format = attribute(tag, "customFormat")
                    .is_some_and(|custom| custom == "1" || custom == "true");
                let spans = attribute(tag, "spans").and_then(|spans| {
                    let (first, last) = spans.split_once(':')?;
                    let (first, last) = (first.parse().ok()?, last.parse().ok()?);
                    Some((spans, first, last))
                });
                let format = attribute(tag, "s").filter(|_| has_format);
                self.row = Some(Row { at, span, spans, format, next: 0 });
            }
            "c" => self.open_cell(tag, span.start),
            "f" => {
                let Some(Cell { at, .. }) = &self.cell else { return };
                if self.is_wanted(*at) {
                    self.lost.insert(at.0);
                }
                let range = attribute(tag, "ref").and_then(|range| {
                    let (first, last) = range.split_once(':').unwrap_or((&range, &range));
                    Some([cell(first)?, cell(last)?])
                });
                let group = match attribute(tag, "t").as_deref() {
                    Some("shared") => attribute(tag, "si"),
                    Some("array" | "dataTable") => None,
                    _ => return,
                };
                self.shared.push(SharedFormula { at: *at, group, range });
            }
            _ => {}
        }
    }

    fn is_wanted(&self, (row, column): (usize, usize)) -> bool {
        column == self.wanted.column && self.wanted.numbers.contains_key(&row)
    }

    fn open_cell(&mut self, tag: &BytesStart, start: usize) {
        let Some(row) = &mut self.row else { return };
        let own = attribute(tag, "r").and_then(|name| cell(&name));
        let column = own.map_or(row.next, |(_, column)| column);
        row.next = column.saturating_add(1);
        let at = (row.at, column);
        if column > self.wanted.column {
            self.add(start, prefix(tag));
        }
        let kept = tag
            .attributes()
            .flatten()
            .filter(|attribute| !["t", "cm", "vm"].contains(&attribute.key.as_ref()));
        let mut opening = String::new();
        if self.is_wanted(at) {
            for attribute in kept {
                let quote = if attribute.value.contains('"') { '\'' } else { '"' };
                let (key, value) = (attribute.key.as_ref(), &attribute.value);
                opening.push_str(&format!(" {key}={quote}{value}{quote}"));
            }
            if self.format.is_none() {
                self.format = attribute(tag, "s");
            }
        }
        let name = tag.name().as_ref().to_owned();
        self.cell = Some(Cell { at, start, opening, prefix: prefix(tag), name });
    }

    /// Add the wanted cell of this row at that place, if it has not been seen.
    fn add(&mut self, place: usize, prefix: String) {
        let Some(row) = &self.row else { return };
        if !self.left.remove(&row.at) {
            return;
        }
        let column = self.wanted.column;
        let of_column = || {
            let of = |(first, last, _): &&(usize, usize, String)| (*first..*last).contains(&column);
            self.column_formats.iter().find(of).map(|(.., format)| format.clone())
        };
        let format = row.format.clone().or_else(of_column);
        self.changes.push(Change::Added(place, prefix, row.at, format));
        if let Some((spans, first, last)) = &row.spans
            && !(*first..=*last).contains(&(column + 1))
        {
            let wider = format!("{}:{}", first.min(&(column + 1)), last.max(&(column + 1)));
            let tag = &self.xml[row.span.clone()];
            if let Some(at) = tag.find("spans=").and_then(|at| Some(at + tag[at..].find(spans)?)) {
                let start = row.span.start + at;
                self.changes.push(Change::Spans(start..start + spans.len(), wider));
            }
        }
    }

    fn close(&mut self, name: &str, span: Range<usize>) {
        match name {
            "row" => {
                let prefix = self.xml[span.clone()]
                    .trim_start_matches(['<', '/'])
                    .split_once("row")
                    .map_or("", |(prefix, _)| prefix);
                self.add(span.start, prefix.to_owned());
                self.row = None;
            }
            "c" => {
                let Some(Cell { at, start, opening, prefix, name }) = self.cell.take() else {
                    return;
                };
                if !self.is_wanted(at) || !self.left.remove(&at.0) {
                    return;
                }
                let number = toml_number(self.wanted.numbers[&at.0]);
                let new = format!("<{name}{opening}><{prefix}v>{number}</{prefix}v></{name}>");
                self.changes.push(Change::Replaced(start..span.end, new));
            }
            _ => {}
        }
    }

    /// A formula may only go with all that share it: the others would lose theirs, or a spreadsheet
    /// program would call the workbook damaged.
    fn refuse_shared(&self) -> Result<(), Refusal> {
        let mut kept: HashMap<&str, bool> = HashMap::new();
        for formula in &self.shared {
            if let Some(group) = &formula.group {
                *kept.entry(group).or_default() |= !self.is_wanted(formula.at);
            }
        }
        for formula in &self.shared {
            match (&formula.group, formula.range) {
                // Those that follow another may go alone.
                (Some(group), Some(_)) if self.is_wanted(formula.at) && kept[&**group] => {
                    return Err(Refusal::Shared(formula.at.0));
                }
                (None, Some([first, last])) => {
                    let column = self.wanted.column;
                    if !(first.1..=last.1).contains(&column) || first.0 > last.0 {
                        continue;
                    }
                    let mut within = self.wanted.numbers.range(first.0..=last.0);
                    let all = last.0 - first.0 + 1;
                    let is_whole = first.1 == last.1 && within.clone().count() == all;
                    if let Some((row, _)) = within.next().filter(|_| !is_whole) {
                        return Err(Refusal::Shared(*row));
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn written(mut self) -> EditedSheet {
        let start = |change: &Change| match change {
            Change::Replaced(span, _) | Change::Spans(span, _) => span.start,
            Change::Added(at, ..) => *at,
        };
        self.changes.sort_by_key(start);
        let mut out = String::with_capacity(self.xml.len() + 64 * self.changes.len());
        let mut from = 0;
        for change in &self.changes {
            let (span, new) = match change {
                Change::Replaced(span, new) | Change::Spans(span, new) => {
                    (span.clone(), new.clone())
                }
                Change::Added(at, prefix, row, format) => {
                    // As its neighbours in the column, else as the row or the column says.
                    let format = self.format.as_ref().or(format.as_ref());
                    let format =
                        format.map_or_else(String::new, |format| format!(" s=\"{format}\""));
                    let (letters, number) =
                        (self.wanted.letters, toml_number(self.wanted.numbers[row]));
                    let new = format!(
                        "<{prefix}c r=\"{letters}{}\"{format}><{prefix}v>{number}</{prefix}v></{prefix}c>",
                        row + 1
                    );
                    (*at..*at, new)
                }
            };
            out.push_str(&self.xml[from..span.start]);
            out.push_str(&new);
            from = span.end;
        }
        out.push_str(&self.xml[from..]);
        EditedSheet { xml: out, has_lost_formula: !self.lost.is_empty() }
    }
}

/// The prefix of a tag's name with its colon, if it has one.
fn prefix(tag: &BytesStart) -> String {
    let name = tag.name();
    let name: &str = name.as_ref();
    name.rfind(':').map_or_else(String::new, |at| name[..=at].to_owned())
}

/// The XML of a part without the elements that are meant, which hold no others; and an attribute of
/// those.
pub fn without_elements(
    xml: &str,
    is_meant: &dyn Fn(&BytesStart) -> bool,
    told: &str,
) -> Result<(String, Vec<String>), Refusal> {
    let mut reader = Reader::from_str(xml);
    let (mut out, mut all, mut from) = (String::new(), Vec::new(), 0);
    // Where the element that is open and goes starts.
    let mut open = None;
    loop {
        let start = position(&reader)?;
        let event = reader.read_event()?;
        let end = position(&reader)?;
        match &event {
            Event::Start(tag) if is_meant(tag) => {
                all.extend(attribute(tag, told));
                open = Some(start);
            }
            Event::Empty(tag) if is_meant(tag) => {
                all.extend(attribute(tag, told));
                out.push_str(&xml[from..start]);
                from = end;
            }
            Event::End(_) => {
                if let Some(start) = open.take() {
                    out.push_str(&xml[from..start]);
                    from = end;
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    out.push_str(&xml[from..]);
    Ok((out, all))
}

/// The XML of a workbook that has its formulas computed when it is opened; `None` where it says so
/// already, or nothing of formulas.
pub fn computed_when_opened(xml: &str) -> Result<Option<String>, Refusal> {
    let mut reader = Reader::from_str(xml);
    loop {
        let start = position(&reader)?;
        match reader.read_event()? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "calcPr" => {
                if attribute(&tag, "fullCalcOnLoad").is_some() {
                    return Ok(None);
                }
                let at = start + 1 + tag.name().as_ref().len();
                return Ok(Some(format!("{} fullCalcOnLoad=\"1\"{}", &xml[..at], &xml[at..])));
            }
            Event::Eof => return Ok(None),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(rows: &str, numbers: &[(usize, f64)]) -> Result<String, String> {
        let xml = format!("<x:worksheet><x:sheetData>{rows}</x:sheetData></x:worksheet>");
        let numbers = numbers.iter().copied().collect();
        let wanted = ColumnNumbers { column: 2, letters: "C", numbers: &numbers };
        let edited = with_numbers(&xml, &wanted).map_err(|refusal| match refusal {
            Refusal::Shared(row) => format!("row {row} is shared"),
            Refusal::Damaged(error) => error.to_string(),
        })?;
        let rest = edited.xml.strip_prefix("<x:worksheet><x:sheetData>").unwrap();
        Ok(rest.strip_suffix("</x:sheetData></x:worksheet>").unwrap().to_owned())
    }

    #[test]
    fn cells_are_found_and_made_wherever_they_are_said_to_be() {
        for (before, after) in [
            // Neither rows nor cells need say where they are.
            (
                "<x:row><x:c><x:v>1</x:v></x:c></x:row><x:row><x:c/><x:c/><x:c t='s'><x:v>7</x:v></x:c></x:row>",
                "<x:row><x:c><x:v>1</x:v></x:c></x:row><x:row><x:c/><x:c/><x:c><x:v>2.5</x:v></x:c></x:row>",
            ),
            // A cell behind it; the row's first and last cell are widened, and its format is kept.
            (
                "<x:row r='2' spans='1:2' s='4' customFormat='1'><x:c r='A2'/></x:row>",
                "<x:row r='2' spans='1:3' s='4' customFormat='1'><x:c r='A2'/><x:c r=\"C2\" s=\"4\"><x:v>2.5</x:v></x:c></x:row>",
            ),
            (
                "<x:row r=\"2\" s=\"4\"><x:c r=\"A2\"/><x:c r=\"D2\"/></x:row>",
                "<x:row r=\"2\" s=\"4\"><x:c r=\"A2\"/><x:c r=\"C2\"><x:v>2.5</x:v></x:c><x:c r=\"D2\"/></x:row>",
            ),
            (
                "<x:row r=\"2\"><!-- c --><x:c s=\"3\" t=\"inlineStr\" r=\"C2\" cm=\"1\"><x:is><x:t>&lt;5</x:t></x:is></x:c>\n</x:row>",
                "<x:row r=\"2\"><!-- c --><x:c s=\"3\" r=\"C2\"><x:v>2.5</x:v></x:c>\n</x:row>",
            ),
            // A formula that follows another may go alone.
            (
                "<x:row r=\"2\"><x:c r=\"B2\"><x:f t=\"shared\" ref=\"B2:C2\" si=\"0\">1</x:f></x:c><x:c r=\"C2\"><x:f t=\"shared\" si=\"0\"/></x:c></x:row>",
                "<x:row r=\"2\"><x:c r=\"B2\"><x:f t=\"shared\" ref=\"B2:C2\" si=\"0\">1</x:f></x:c><x:c r=\"C2\"><x:v>2.5</x:v></x:c></x:row>",
            ),
        ] {
            assert_eq!(edited(before, &[(1, 2.5)]).as_deref(), Ok(after));
        }
    }

    #[test]
    fn the_format_of_a_column_is_that_of_its_new_cells() {
        let xml = "<worksheet><cols><col min=\"2\" max=\"4\" style=\"6\"/></cols><sheetData><row r=\"1\"><c r=\"A1\"/></row></sheetData></worksheet>";
        let numbers = BTreeMap::from([(0, 1.0)]);
        let wanted = ColumnNumbers { column: 2, letters: "C", numbers: &numbers };
        let edited = with_numbers(xml, &wanted).ok().unwrap().xml;
        assert!(edited.contains("<c r=\"A1\"/><c r=\"C1\" s=\"6\"><v>1</v></c></row>"), "{edited}");
    }

    #[test]
    fn the_formula_that_others_follow_stays() {
        let rows = "<row r=\"2\"><c r=\"C2\"><f t=\"shared\" ref=\"C2:C3\" si=\"0\">1</f></c></row><row r=\"3\"><c r=\"C3\"><f t=\"shared\" si=\"0\"/></c></row>";
        assert_eq!(edited(rows, &[(1, 1.0)]), Err("row 1 is shared".to_owned()));
        assert!(edited(rows, &[(2, 1.0)]).is_ok_and(|xml| xml.contains("<f t=\"shared\" ref")));
        assert!(edited(rows, &[(1, 1.0), (2, 1.0)]).is_ok_and(|xml| !xml.contains("<f")));
        assert!(edited(rows, &[(7, 1.0)]).is_err());
        assert!(edited("<row><c></row>", &[(0, 1.0)]).is_err());
    }
}
