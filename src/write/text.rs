//! Columns for a terminal, by `comfy-table`. The only places that round are here and in `markdown`.

use super::Record;
use crate::table::{Table, Value};
use comfy_table::{Cell, CellAlignment, ContentArrangement, LineStyle, TableStyle, presets};

/// Which side a column leans to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Text.
    Left,
    /// Numbers.
    Right,
}

/// Cells of text in rows, ready to be shown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grid {
    /// The head of each column.
    pub head: Vec<(String, Option<Align>)>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// Text without control characters but line breaks: an id with an escape sequence in it may not steer a terminal.
pub fn printable(text: &str) -> std::borrow::Cow<'_, str> {
    let control = |c: char| c.is_control() && c != '\n';
    if text.contains(control) { text.replace(control, "\u{FFFD}").into() } else { text.into() }
}

impl Grid {
    /// The grid in columns for a terminal that is `width` columns wide.
    pub fn to_text(&self, width: usize) -> String {
        // Lines between rows only where a row is more than one line itself.
        let tall = self.rows.iter().flatten().any(|cell| cell.contains('\n'));
        let style = presets::UTF8_HORIZONTAL_ONLY;
        self.render(if tall { style } else { style.row_separator(LineStyle::none()) }, u16::try_from(width).unwrap_or(u16::MAX))
    }

    /// The grid as a Markdown table; line breaks in cells become `<br>`.
    pub fn to_markdown(&self) -> String {
        let plain = |text: &String| text.replace('|', "\\|").replace('\n', "<br>");
        let head = self.head.iter().map(|(name, align)| (plain(name), *align)).collect();
        let rows = self.rows.iter().map(|row| row.iter().map(plain).collect()).collect();
        Grid { head, rows }.render(presets::ASCII_MARKDOWN, u16::MAX)
    }

    fn render(&self, style: TableStyle, width: u16) -> String {
        let mut table = comfy_table::Table::new();
        table.load_style(style).set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        let cell = |text: &String, align: Option<Align>| {
            Cell::new(printable(text)).set_alignment(if align == Some(Align::Right) {
                CellAlignment::Right
            } else {
                CellAlignment::Left
            })
        };
        table.set_header(self.head.iter().map(|(name, align)| cell(name, *align)));
        for row in &self.rows {
            table.add_row(row.iter().zip(&self.head).map(|(text, (_, align))| cell(text, *align)));
        }
        let mut out: String = table.lines().map(|line| line.trim_end().to_owned() + "\n").collect();
        if out.is_empty() {
            out.push('\n');
        }
        out
    }
}

/// A number to four digits, for people.
pub fn rounded(number: f64) -> String {
    if number == 0.0 {
        return "0".into();
    }
    let size = number.abs();
    if (1e-3..1e6).contains(&size) {
        let decimals = if size >= 1000.0 { 1 } else { 4 - (size.log10().floor() as i32 + 1).max(0) };
        let text = format!("{number:.*}", usize::try_from(decimals.max(0)).unwrap_or(0));
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
    } else {
        format!("{number:.3e}")
    }
}

impl Grid {
    /// The rows of a table, rounded.
    pub fn of(table: &Table) -> Grid {
        let show = |value: Value| match value {
            Value::Missing => String::new(),
            Value::Text(text) | Value::Cell(text) => text.to_owned(),
            Value::Number(number) => rounded(number),
            Value::Integer(number) => number.to_string(),
        };
        let align = |column: &crate::table::Column| match column.values {
            crate::table::Values::Number(_) | crate::table::Values::Integer(_) => Some(Align::Right),
            _ => None,
        };
        Grid {
            head: table.columns.iter().map(|column| (column.name.clone(), align(column))).collect(),
            rows: (0..table.rows())
                .map(|row| table.columns.iter().map(|column| show(column.values.get(row))).collect())
                .collect(),
        }
    }
}

/// A table with its status, notice and what-ifs on top.
pub(super) fn table(table: &Table, record: &Record) -> String {
    let head: String = record.head().iter().map(|line| format!("{line}\n")).collect();
    format!("{}: {}\n{head}{}", record.case, table.name, Grid::of(table).to_text(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_digits_are_enough_for_people() {
        let cases = [
            (0.123456, "0.1235"),
            (12.34567, "12.35"),
            (1234.56, "1234.6"),
            (2.0, "2"),
            (-0.5, "-0.5"),
            (1e-7, "1.000e-7"),
            (0.0, "0"),
        ];
        for (number, text) in cases {
            assert_eq!(rounded(number), text);
        }
    }
}
