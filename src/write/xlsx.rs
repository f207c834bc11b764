//! Excel workbooks, by `rust_xlsxwriter`: a sheet per table, with its header in the first row so that
//! other programs read it, figures in full precision shown with four decimals, and a sheet `run`
//! with status, notice and all else that is recorded.

use super::Record;
use crate::error::{Error, Result, Said, both};
use crate::progress::{Stage, begin};
use crate::table::{Column, Table, Value, Values};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// Rows of a sheet, less that of the header and a few to spare.
const MOST_ROWS: usize = 1_048_570;
/// Characters of a cell.
const LONGEST_TEXT: usize = 32_767;

pub(crate) fn fail(error: impl std::fmt::Display) -> Error {
    let message = Said::reported("de schrijver van werkmappen", &error.to_string());
    Error::Format { format: "xlsx", message }
}

/// All tables, and a sheet `run` with the run's record. A text column has the format "text", so
/// that what looks like a formula stays text even when the cell is edited. The creation date is
/// fixed: the same input gives the same bytes.
pub(super) fn tables(tables: &[&Table], record: &Record) -> Result<Vec<u8>> {
    let mut workbook = workbook()?;
    // Before the first sheet is made, which may take half a minute.
    tables.iter().try_for_each(|table| fits(table))?;
    for table in tables {
        sheet(workbook.add_worksheet(), table).map_err(fail)?;
    }
    let run = workbook.add_worksheet();
    run.set_name("run").map_err(fail)?;
    for (row, (key, value)) in record.stable().iter().enumerate() {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let row = u32::try_from(row).unwrap_or(u32::MAX);
        run.write_string(row, 0, key).map_err(fail)?;
        run.write_string_with_format(row, 1, text, &Format::new().set_num_format("@"))
            .map_err(fail)?;
    }
    run.set_column_width(0, 14).map_err(fail)?;
    run.set_column_width(1, 90).map_err(fail)?;
    workbook.save_to_buffer().map_err(fail)
}

/// What a sheet cannot hold is refused by name, before anything is written.
fn fits(table: &Table) -> Result<()> {
    if table.rows() > MOST_ROWS {
        let message = both(
            format!(
                "the table `{}` has {} rows, and a sheet holds {MOST_ROWS}; write it as CSV or Parquet, or choose others with --table",
                table.name,
                table.rows()
            ),
            format!(
                "de tabel `{:#}` heeft {:#} rijen, en een blad kan er {MOST_ROWS:#} bevatten; schrijf ze als CSV of Parquet, of kies andere met --table",
                table.name,
                table.rows()
            ),
        );
        return Err(fail(message));
    }
    for column in &table.columns {
        if let Values::Text(values) | Values::Cell(values) = &column.values {
            let long = values.iter().position(|text| {
                text.as_ref().is_some_and(|text| text.chars().count() > LONGEST_TEXT)
            });
            if let Some(row) = long {
                let message = both(
                    format!(
                        "table `{}`, column `{}`, row {}: a text of more than {LONGEST_TEXT} characters, which no cell holds",
                        table.name,
                        column.name,
                        row + 1
                    ),
                    format!(
                        "tabel `{:#}`, kolom `{:#}`, rij {:#}: een tekst van meer dan {LONGEST_TEXT:#} tekens, die in geen cel past",
                        table.name,
                        column.name,
                        row + 1
                    ),
                );
                return Err(fail(message));
            }
        }
    }
    Ok(())
}

/// An empty workbook. Its creation date is fixed: the same input gives the same bytes.
pub(crate) fn workbook() -> Result<Workbook> {
    let mut workbook = Workbook::new();
    let date = ExcelDateTime::from_ymd(2000, 1, 1).map_err(fail)?;
    workbook
        .set_properties(&DocProperties::new().set_author("afweging").set_creation_datetime(&date));
    Ok(workbook)
}

fn sheet(sheet: &mut Worksheet, table: &Table) -> std::result::Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let text = Format::new().set_num_format("@");
    let (number, whole) =
        (Format::new().set_num_format("0.0000"), Format::new().set_num_format("0"));
    // A sheet's name has at most 31 characters.
    sheet.set_name(table.name.chars().take(31).collect::<String>())?;
    let step = begin(Stage::Write, (table.rows() * table.columns.len()) as u64);
    for (at, column) in (0u16..).zip(&table.columns) {
        sheet.write_string_with_format(0, at, &column.name, &bold)?;
        step.add(table.rows() as u64);
        for (row, place) in (0..table.rows()).zip(1..) {
            match column.values.get(row) {
                Value::Missing => {}
                Value::Text(value) | Value::Cell(value) => {
                    sheet.write_string_with_format(place, at, value, &text)?;
                }
                Value::Number(value) => {
                    sheet.write_number_with_format(place, at, value, &number)?;
                }
                Value::Integer(value) => {
                    sheet.write_number_with_format(place, at, value as f64, &whole)?;
                }
            }
        }
        sheet.set_column_width(at, width_of(widest(column)))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn widest(column: &Column) -> usize {
    let cells = match &column.values {
        Values::Text(values) | Values::Cell(values) => {
            values.iter().flatten().map(|text| text.chars().count()).max().unwrap_or(0)
        }
        Values::Number(_) | Values::Integer(_) => 8,
    };
    cells.max(column.name.chars().count())
}

fn width_of(characters: usize) -> f64 {
    (characters as f64 + 2.0).clamp(6.0, 60.0)
}
