//! Columns for a terminal, by `comfy-table`. The only places that round are here and in `markdown`.

use super::clean::{line, markdown};
use super::wrap::wrap;
use super::{Record, layout};
use crate::table::{Table, Value};
use crate::write::grid::{Align, BREAK, Grid};
use comfy_table::{Cell, CellAlignment, ContentArrangement, LineStyle, TableStyle, presets};

/// Columns that stand in every panel of a table.
const MOST_LEAD: usize = 3;

impl Grid {
    /// The grid in columns for a terminal that is `width` columns wide. Where not all have room
    /// beside each other, the others go below, beside the first once more.
    pub fn to_text(&self, width: usize) -> String {
        self.led(1, width)
    }

    /// The same, the first `lead` columns standing before all others.
    fn led(&self, lead: usize, width: usize) -> String {
        let clean = |text: &String| {
            text.split(BREAK).map(line).collect::<Vec<_>>().join(&BREAK.to_string())
        };
        let grid = self.map(clean);
        // Lines between rows only where a row is more than one line itself.
        let tall = self.rows.iter().flatten().any(|cell| cell.contains(BREAK));
        let style = presets::UTF8_HORIZONTAL_ONLY;
        let style = if tall { style } else { style.row_separator(LineStyle::none()) };
        match width {
            usize::MAX => grid.render(style),
            _ => {
                layout::panels(&grid, lead, width).iter().map(|panel| panel.render(style)).collect()
            }
        }
    }

    /// Whether the grid fits in that many columns without a word broken or a column below; if
    /// `whole`, with every line of a cell in one piece.
    pub fn fits(&self, width: usize, whole: bool) -> bool {
        layout::fits(self, width, whole)
    }

    /// The grid as a Markdown table; the lines of a cell are parted by `<br>`.
    pub fn to_markdown(&self) -> String {
        self.map(|text| text.split(BREAK).map(markdown).collect::<Vec<_>>().join("<br>"))
            .render(presets::ASCII_MARKDOWN)
    }

    /// The grid with all its texts changed.
    fn map(&self, change: impl Fn(&String) -> String) -> Grid {
        Grid {
            head: self.head.iter().map(|(name, align)| (change(name), *align)).collect(),
            rows: self.rows.iter().map(|row| row.iter().map(&change).collect()).collect(),
        }
    }

    /// Columns as wide as their texts, which hold no text of others that is not clean.
    fn render(&self, style: TableStyle) -> String {
        let mut table = comfy_table::Table::new();
        table.load_style(style).set_content_arrangement(ContentArrangement::Disabled);
        let cell = |text: &String, align: Option<Align>| {
            Cell::new(text.replace(BREAK, "\n")).set_alignment(if align == Some(Align::Right) {
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
        let decimals =
            if size >= 1000.0 { 1 } else { 4 - (size.log10().floor() as i32 + 1).max(0) };
        let text = format!("{number:.*}", usize::try_from(decimals.max(0)).unwrap_or(0));
        if text.contains('.') {
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        } else {
            text
        }
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
            crate::table::Values::Number(_) | crate::table::Values::Integer(_) => {
                Some(Align::Right)
            }
            _ => None,
        };
        Grid {
            head: table.columns.iter().map(|column| (column.name.clone(), align(column))).collect(),
            rows: (0..table.rows())
                .map(|row| {
                    table.columns.iter().map(|column| show(column.values.get(row))).collect()
                })
                .collect(),
        }
    }
}

/// A table with its status, notice and what-ifs on top, for a terminal of that many columns. In
/// panels the leading columns of text, which say of whom a row is, stand in each.
pub(super) fn table(table: &Table, record: &Record, width: usize) -> String {
    let names =
        |column: &&crate::table::Column| matches!(column.values, crate::table::Values::Text(_));
    let lead = table.columns.iter().take_while(names).count().clamp(1, MOST_LEAD);
    let head = [format!("{}: {}", line(&record.case), table.name)].into_iter().chain(record.head());
    let head: String =
        head.flat_map(|text| wrap(&text, "", "", width)).map(|line| line + "\n").collect();
    format!("{head}{}", Grid::of(table).led(lead, width))
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
