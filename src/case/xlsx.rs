//! Data tables in Excel workbooks, read by calamine. `file.xlsx#Sheet` names a sheet; without it the first one is read.

use super::tables::{RawCell, RawTable, check_headers};
use crate::error::{Finding, Findings, Place};
use calamine::{Data, DataType, Reader, Xlsx};
use std::io::Cursor;

/// Read a sheet. The header is its first row that is not blank; wholly blank rows are skipped.
pub fn read_xlsx(name: &str, bytes: Vec<u8>, sheet: Option<&str>, findings: &mut Findings) -> Option<RawTable> {
    let mut fail = |message: String, help: String| {
        findings.push(Finding::error(Place::File(name.to_owned()), message).help(help));
    };
    // A damaged archive may make a reader panic deep inside; that may not end the program.
    let read = std::panic::catch_unwind(|| -> Result<(Vec<String>, Option<calamine::Range<Data>>), String> {
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
        let sheets = workbook.sheet_names();
        let wanted = sheet.map(str::to_owned).or_else(|| sheets.first().cloned());
        let range = match wanted.filter(|wanted| sheets.contains(wanted)) {
            Some(wanted) => Some(workbook.worksheet_range(&wanted).map_err(|error| error.to_string())?),
            None => None,
        };
        Ok((sheets, range))
    });
    let (sheets, range) = match read {
        Ok(Ok(read)) => read,
        Ok(Err(error)) => {
            fail(format!("not a readable workbook: {}", crate::error::shorten(&error, 200)), "save it again as .xlsx".into());
            return None;
        }
        Err(_) => {
            fail("not a readable workbook: it is damaged".into(), "save it again as .xlsx".into());
            return None;
        }
    };
    let Some(range) = range else {
        let sheet = sheet.unwrap_or("");
        let known = sheets.iter().map(String::as_str).collect::<Vec<_>>();
        let help = match crate::error::nearest(sheet, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("its sheets are {}", known.join(", ")),
        };
        fail(format!("there is no sheet `{sheet}`"), help);
        return None;
    };
    let first = range.start().map_or(0, |start| start.0 as usize);
    let mut rows = range.rows().enumerate().map(|(at, row)| (at, row.iter().map(cell).collect::<Vec<RawCell>>()));
    let blank = |row: &[RawCell]| row.iter().all(|cell| cell.text().is_empty());
    let Some((top, header)) = rows.by_ref().find(|(_, row)| !blank(row)) else {
        fail("this sheet is empty".into(), "a table starts with a row of column names".into());
        return None;
    };
    let (places, rows): (Vec<usize>, Vec<Vec<RawCell>>) =
        rows.filter(|(_, row)| !blank(row)).map(|(at, row)| (first + at + 1, row)).unzip();
    if rows.is_empty() {
        fail("this sheet has a header and no rows".into(), "add a row per alternative or judgement".into());
        return None;
    }
    let headers = header.iter().map(|cell| cell.text().into_owned()).collect();
    let mut table = RawTable::typed(name.to_owned(), headers, rows, first + top + 1, places);
    check_headers(&mut table, findings).then_some(table)
}

/// A date becomes its day in ISO form: right for `as_of`, and a clear error where a spreadsheet made a date of a range.
fn cell(data: &Data) -> RawCell {
    match data {
        Data::Empty => RawCell::Missing,
        Data::Float(number) => RawCell::Number(*number),
        Data::Int(number) => RawCell::Text(number.to_string()),
        Data::String(text) => RawCell::Text(text.clone()),
        Data::Bool(value) => RawCell::Text(value.to_string()),
        Data::DateTime(date) => match date.as_f64() {
            // Days since 30 December 1899.
            days if (1.0..2_958_466.0).contains(&days) => {
                let start = jiff::civil::date(1899, 12, 30);
                let day = start.checked_add(jiff::Span::new().days(days as i64));
                RawCell::Text(day.map_or_else(|_| data.to_string(), |day| day.to_string()))
            }
            _ => RawCell::Text(data.to_string()),
        },
        other => RawCell::Text(other.get_string().map_or_else(|| other.to_string(), str::to_owned)),
    }
}
