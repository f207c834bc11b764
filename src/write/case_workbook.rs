//! A workbook to fill in, by `rust_xlsxwriter`: drop-downs, notes on headers, and cells in which
//! `++` can be typed.

use super::xlsx::{fail, workbook};
use crate::case::{CellContent, CellFormat, SheetColumn, SheetContent, WorkbookSheets};
use crate::error::Result;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, Note,
    Worksheet, XlsxError,
};

/// Rows below the last one that are ready to be filled in.
const READY: u32 = 500;

/// Characters that the list of a drop-down may have.
const LONGEST_LIST: usize = 255;

/// Characters of a sheet's name.
const LONGEST_NAME: usize = 31;

/// The workbook as the bytes of an `.xlsx` file. The same sheets give the same bytes.
///
/// # Errors
/// [`Error::Format`](crate::Error::Format) for a sheet that no workbook can hold: too many rows, or
/// too long a text.
pub fn case_workbook(sheets: &WorkbookSheets) -> Result<Vec<u8>> {
    let mut book = workbook()?;
    for content in &sheets.0 {
        sheet(book.add_worksheet(), content).map_err(fail)?;
    }
    book.save_to_buffer().map_err(fail)
}

/// The format of a column's cells.
fn of_cells(column: &SheetColumn) -> Format {
    let format = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    match column.format {
        CellFormat::Text => format.set_num_format("@").set_align(FormatAlign::Left).set_indent(1),
        CellFormat::Figures => format.set_align(FormatAlign::Right),
        CellFormat::Any => format.set_align(FormatAlign::Left).set_indent(1),
    }
}

fn sheet(sheet: &mut Worksheet, content: &SheetContent) -> std::result::Result<(), XlsxError> {
    let header = Format::new()
        .set_bold()
        .set_num_format("@")
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_align(FormatAlign::Left)
        .set_indent(1)
        .set_background_color(Color::RGB(0x00DD_E6F0))
        .set_border_bottom(FormatBorder::Thin);
    sheet.set_name(content.name.chars().take(LONGEST_NAME).collect::<String>())?;
    let last = u32::try_from(content.rows.len()).unwrap_or(u32::MAX).saturating_add(READY);
    let widths: Vec<f64> =
        content.columns.iter().enumerate().map(|(at, it)| width(content, at, it)).collect();
    for (at, column) in (0u16..).zip(&content.columns) {
        let format = of_cells(column);
        sheet.set_column_format(at, &format)?;
        sheet.set_column_width(at, widths[usize::from(at)])?;
        sheet.write_string_with_format(0, at, &column.header, &header)?;
        if !column.note.is_empty() {
            sheet.insert_note(0, at, &note(&column.note))?;
        }
        if let Some(list) = drop_down(column)? {
            sheet.add_data_validation(1, at, last, at, &list)?;
        }
        for (row, cells) in (1u32..).zip(&content.rows) {
            match cells.get(usize::from(at)) {
                None | Some(CellContent::Empty) => {}
                Some(CellContent::Text(text)) => {
                    sheet.write_string_with_format(row, at, text, &format)?;
                }
                Some(CellContent::Number(number)) => {
                    sheet.write_number_with_format(row, at, *number, &format)?;
                }
            }
        }
    }
    for (row, cells) in (1u32..).zip(&content.rows) {
        // A row of one line keeps its own height, so that it grows with what is typed.
        let lines = lines(cells, &widths);
        if lines > 1 {
            sheet.set_row_height(row, (lines as f64 * LINE + 2.0).min(HIGHEST))?;
        }
    }
    let end = u16::try_from(content.columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
    // A level such as 0 is a number in a column of texts.
    sheet.ignore_error_range(1, 0, last, end, rust_xlsxwriter::IgnoreError::NumberStoredAsText)?;
    sheet.set_freeze_panes(1, u16::from(content.columns.len() > 2))?;
    let paper = if widths.iter().sum::<f64>() > WIDE { A3 } else { A4 };
    sheet.set_landscape().set_paper_size(paper).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_print_gridlines(true);
    sheet.set_footer("&L&F&C&A&R&P / &N");
    Ok(())
}

/// A4 and A3, as a workbook numbers them.
const A4: u8 = 9;
const A3: u8 = 8;

/// A sheet of more characters than this is printed on A3, to stay readable on the width of a page.
const WIDE: f64 = 170.0;

/// How much wider than a digit a letter can be, bold ones among them.
const WIDER: f64 = 1.08;

/// Room for the indent of a cell, and for the button that a drop-down has beside it.
const BUTTON: f64 = 4.5;

/// The height of a line of text, in points.
const LINE: f64 = 15.0;

/// The height of the highest row that there can be, in points.
const HIGHEST: f64 = 409.0;

/// The lines that a row takes in columns of these widths.
fn lines(row: &[CellContent], widths: &[f64]) -> usize {
    let of_cell = |(cell, width): (&CellContent, &f64)| match cell {
        CellContent::Text(text) => {
            let most = ((width - BUTTON) / WIDER).round().max(1.0);
            let of_line = |line: &str| match line.chars().count() as f64 {
                short if short <= most => 1,
                // Words are not parted.
                long => (long / (0.92 * most)).ceil() as usize,
            };
            text.lines().map(of_line).sum()
        }
        _ => 1,
    };
    row.iter().zip(widths).map(of_cell).max().unwrap_or(1)
}

/// As wide as the longest line, within what the column should have at most. The words of a header
/// are not parted.
fn width(content: &SheetContent, at: usize, column: &SheetColumn) -> f64 {
    let longest = |text: &str| text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
    let of_cell = |row: &Vec<CellContent>| match row.get(at) {
        Some(CellContent::Text(text)) => longest(text),
        Some(CellContent::Number(number)) => number.to_string().len(),
        _ => 0,
    };
    let cells = content.rows.iter().map(of_cell).max().unwrap_or(0);
    let choices = column.choices.iter().map(|choice| choice.chars().count()).max().unwrap_or(0);
    let word = column.header.split(' ').map(|word| word.chars().count()).max().unwrap_or(0);
    let most = usize::from(column.widest).max(word);
    let of_header = column.header.chars().count().min(most);
    (cells.max(choices).min(most).max(of_header) as f64 * WIDER + BUTTON).max(8.0)
}

fn note(text: &str) -> Note {
    // Some 45 characters of the font of notes on a line of this width.
    let lines = text.chars().count().div_ceil(40) + 1;
    let height = u32::try_from(lines * 17 + 10).unwrap_or(200);
    Note::new(text).add_author_prefix(false).set_width(300).set_height(height)
}

/// The drop-down of a column; `None` where there is none, or where a workbook cannot hold it.
fn drop_down(column: &SheetColumn) -> std::result::Result<Option<DataValidation>, XlsxError> {
    let length: usize = column.choices.iter().map(|choice| choice.chars().count() + 1).sum();
    let odd = column.choices.iter().any(|choice| choice.contains([',', '"']));
    if column.choices.is_empty() || odd || length > LONGEST_LIST {
        return Ok(None);
    }
    let list = DataValidation::new().allow_list_strings(&column.choices)?;
    // Where more than the words is right, as a range of levels, anything can be typed.
    Ok(Some(match column.closed {
        true => list.set_error_style(DataValidationErrorStyle::Warning),
        false => list.show_error_message(false),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drop_down_is_left_out_where_a_workbook_cannot_hold_it() {
        let column = |choices: &[&str]| SheetColumn {
            choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
            ..SheetColumn::default()
        };
        assert!(drop_down(&column(&["a", "b"])).unwrap().is_some());
        assert!(drop_down(&column(&["a, b", "c"])).unwrap().is_none());
        assert!(drop_down(&column(&["x".repeat(300).as_str()])).unwrap().is_none());
        assert!(drop_down(&column(&[])).unwrap().is_none());
    }
}
