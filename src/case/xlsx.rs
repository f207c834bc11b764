//! Data tables in Excel workbooks, read by calamine. `file.xlsx#Sheet` names a sheet; without it the first one is read.

use super::column::{OwnedCell, RawColumn};
use super::tables::{RawTable, check_headers};
use crate::error::{Finding, Findings, Place};
use calamine::{Data, DataType, Reader, Xlsx};
use std::collections::BTreeMap;
use std::io::Cursor;

/// More cells than this, blank ones between them counted, are not a decision table: a stray cell at the end of a sheet.
const MOST_CELLS: usize = 50_000_000;

/// What a sheet holds: its cells that are not blank, by row and column (from 0), and cells whose formula has no value.
#[derive(Default)]
struct Sheet {
    cells: BTreeMap<usize, BTreeMap<usize, Data>>,
    uncomputed: Vec<(usize, usize)>,
}

/// Read a sheet. The header is its first row that is not blank; wholly blank rows are skipped.
pub fn read_xlsx(name: &str, bytes: Vec<u8>, sheet: Option<&str>, findings: &mut Findings) -> Option<RawTable> {
    let fail = |message: String, help: &str| Finding::error(Place::File(name.to_owned()), message).help(help);
    // A damaged archive may make a reader panic deep inside; that may not end the program.
    let read = super::source::guarded(|| read_sheet(bytes, sheet)).unwrap_or_else(|| Err("it is damaged".into()));
    let (sheets, content) = match read {
        Ok(read) => read,
        Err(error) => {
            findings
                .push(fail(format!("not a readable workbook: {}", crate::error::shorten(&error, 200)), "save it again as .xlsx"));
            return None;
        }
    };
    let Some(Sheet { cells, uncomputed }) = content else {
        let wanted = sheet.unwrap_or("");
        let finding = Finding::error(Place::File(name.to_owned()), format!("there is no sheet `{wanted}`"));
        findings.push(finding.suggest(wanted, sheets.iter().map(String::as_str)));
        return None;
    };
    let columns = cells.values().filter_map(|row| row.keys().last()).max().map_or(0, |last| last + 1);
    let mut rows = cells.into_iter();
    let Some((top, header)) = rows.next() else {
        findings.push(fail("this sheet is empty".into(), "a table starts with a row of column names"));
        return None;
    };
    if rows.len().saturating_mul(columns) > MOST_CELLS {
        findings.push(fail(
            format!("this sheet has {} rows and {columns} columns", rows.len()),
            "remove stray cells far from the table",
        ));
        return None;
    }
    let wide = |mut row: BTreeMap<usize, Data>| (0..columns).map(|column| row.remove(&column)).collect::<Vec<_>>();
    let place = |row: usize, column: usize| Place::Cell { file: name.to_owned(), row: row + 1, column: column_name(column) };
    for (row, column) in uncomputed {
        let finding = Finding::error(place(row, column), "this formula has no value");
        findings
            .push(finding.help("open the workbook in a spreadsheet program and save it, or replace the formula by its value"));
    }
    let (mut places, mut table) = (Vec::new(), vec![Vec::new(); columns]);
    for (at, row) in rows {
        let row = wide(row);
        for (column, data) in row.iter().enumerate() {
            if let Some(Data::Error(error)) = data {
                findings.push(
                    Finding::error(place(at, column), format!("this cell holds the error {error}"))
                        .help("mend its formula, or type the value"),
                );
            }
        }
        places.push(at + 1);
        for (column, data) in table.iter_mut().zip(&row) {
            column.push(data.as_ref().map_or(OwnedCell::Missing, cell));
        }
    }
    if places.is_empty() {
        findings.push(fail("this sheet has a header and no rows".into(), "add a row per alternative or judgement"));
        return None;
    }
    let headers = wide(header)
        .iter()
        .map(|data| data.as_ref().map_or_else(String::new, |data| cell(data).borrowed().text().into_owned()))
        .collect();
    let table = table.into_iter().map(RawColumn::Mixed).collect();
    let mut table = RawTable::typed(name.to_owned(), headers, table, top + 1, places);
    // A workbook has numbers as numbers; a figure typed as text may have its user's decimal comma.
    table.decimal_comma = true;
    check_headers(&mut table, findings).then_some(table)
}

/// The names of all sheets, and the wanted one (else the first) cell by cell: a dense range would take the memory of every blank cell
/// before a stray last one.
fn read_sheet(bytes: Vec<u8>, sheet: Option<&str>) -> Result<(Vec<String>, Option<Sheet>), String> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let sheets = workbook.sheet_names();
    let Some(wanted) = sheet.map(str::to_owned).or_else(|| sheets.first().cloned()).filter(|wanted| sheets.contains(wanted))
    else {
        return Ok((sheets, None));
    };
    let mut out = Sheet::default();
    let mut reader = workbook.worksheet_cells_reader(&wanted).map_err(|error| error.to_string())?;
    while let Some(found) = reader.next_cell_with_formula().map_err(|error| error.to_string())? {
        let (row, column) = (found.pos.0 as usize, found.pos.1 as usize);
        let data = Data::from(found.value);
        let blank = matches!(&data, Data::Empty) || matches!(&data, Data::String(text) if text.trim().is_empty());
        if !blank {
            out.cells.entry(row).or_default().insert(column, data);
        } else if found.formula.is_some_and(|formula| !formula.is_empty()) && matches!(data, Data::Empty) {
            out.uncomputed.push((row, column));
        }
    }
    Ok((sheets, Some(out)))
}

/// The letters of a column: A, B ... Z, AA.
fn column_name(column: usize) -> String {
    let letter = |at: usize| char::from(b'A' + u8::try_from(at % 26).unwrap_or(0));
    if column < 26 { letter(column).to_string() } else { format!("{}{}", column_name(column / 26 - 1), letter(column)) }
}

/// A date becomes its day in ISO form: right for `as_of`, and a clear error where a spreadsheet made a date of a range.
fn cell(data: &Data) -> OwnedCell {
    match data {
        Data::Empty => OwnedCell::Missing,
        Data::Float(number) => OwnedCell::Number(*number),
        Data::Int(number) => OwnedCell::Text(number.to_string()),
        Data::String(text) => OwnedCell::Text(text.clone()),
        Data::Bool(value) => OwnedCell::Text(value.to_string()),
        // Knows both of Excel's ways to count days.
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            OwnedCell::Text(format!("{year:04}-{month:02}-{day:02}"))
        }
        other => OwnedCell::Text(other.get_string().map_or_else(|| other.to_string(), str::to_owned)),
    }
}
