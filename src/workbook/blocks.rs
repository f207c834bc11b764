//! Sheets made of blocks, each a small table with a chart to its right: pages of A4 landscape end
//! between two blocks, so that no chart is cut.

use super::style::{HEADER_HEIGHT, Head, Style, Written, header, header_height, paper, put};
use rust_xlsxwriter::{Chart, Format, Worksheet};

/// The height of a row in points and in pixels.
const ROW: (f64, u32) = (15.0, 20);
/// The room on a page of A4 landscape within its margins, in points.
const PAGE: (f64, f64) = (765.0, 505.0);
/// The pixels of a chart, and the columns of that width beside a table.
const CHART: (u32, u16) = (560, 8);

/// The most breaks that a sheet can have. Beyond these, pages end where they are full.
const MOST_BREAKS: usize = 1023;

pub(super) struct Blocks {
    /// The columns of the tables.
    columns: u16,
    next: u32,
    used: f64,
    breaks: Vec<u32>,
    scale: f64,
}

impl Blocks {
    /// A sheet whose tables have columns of these widths.
    pub(super) fn new(
        sheet: &mut Worksheet,
        style: &Style,
        (name, title): (&str, &str),
        widths: &[f64],
    ) -> Result<Blocks, rust_xlsxwriter::XlsxError> {
        sheet.set_name(name)?;
        sheet.set_screen_gridlines(false);
        let columns = u16::try_from(widths.len()).unwrap_or(u16::MAX - 20);
        for (at, width) in (0u16..).zip(widths) {
            sheet.set_column_width(at, *width)?;
        }
        sheet.set_column_width(columns, 2)?;
        let last = columns + CHART.1;
        for at in columns + 1..=last {
            sheet.set_column_width_pixels(at, CHART.0 / u32::from(CHART.1))?;
        }
        let pixels: f64 = widths.iter().map(|width| 7.0 * width + 5.0).sum::<f64>() + 19.0;
        let points = 0.75 * (pixels + f64::from(CHART.0));
        let scale = (PAGE.0 / points).min(1.0);
        put(sheet, 0, 0, title, &style.title)?;
        sheet.set_row_height(0, 24)?;
        Ok(Blocks { columns, next: 1, used: 24.0, breaks: Vec::new(), scale })
    }

    /// The last column.
    pub(super) fn last_column(&self) -> u16 {
        self.columns + CHART.1
    }

    /// A sentence over the whole width, in as many lines as it takes.
    pub(super) fn sentence(
        &mut self,
        sheet: &mut Worksheet,
        text: &str,
        format: &Format,
    ) -> Written {
        if text.is_empty() {
            return Ok(());
        }
        let row = self.next;
        self.open(sheet, text.chars().count())?;
        sheet.merge_range(row, 0, row, self.last_column(), &super::style::plain(text), format)?;
        Ok(())
    }

    /// Room for a sentence of so many characters. Gives its row.
    pub(super) fn open(
        &mut self,
        sheet: &mut Worksheet,
        characters: usize,
    ) -> Result<u32, rust_xlsxwriter::XlsxError> {
        let row = self.next;
        // Some 0.17 characters of the largest of our fonts on a point of width.
        let line = (0.16 * PAGE.0 / self.scale).max(40.0);
        let lines = (characters as f64 / line).ceil().max(1.0);
        let height = (lines * (ROW.0 + 1.5) + 3.0).min(400.0);
        sheet.set_row_height(row, height)?;
        self.used += height;
        self.next += 1;
        Ok(row)
    }

    /// Room for a block with a table of so many rows below its header. Gives the row of its
    /// heading; the header is the next.
    pub(super) fn block(&mut self, rows: u32) -> u32 {
        let rows = 2 + rows.max(LEAST);
        let height = f64::from(rows) * ROW.0 + HEADER_HEIGHT;
        self.next += 1;
        self.used += ROW.0;
        if self.used + height > PAGE.1 / self.scale {
            self.breaks.push(self.next);
            self.used = 0.0;
        }
        let start = self.next;
        self.next += rows;
        self.used += height;
        start
    }

    /// Heading and header of a block.
    pub(super) fn head(
        &mut self,
        sheet: &mut Worksheet,
        style: &Style,
        start: u32,
        heading: &str,
        heads: &[Head],
    ) -> Written {
        put(sheet, start, 0, heading, &style.heading)?;
        self.used += header_height(heads) - HEADER_HEIGHT;
        header(sheet, style, start + 1, heads)
    }

    /// A chart beside a table of so many rows, as high as that.
    pub(super) fn chart(
        &self,
        sheet: &mut Worksheet,
        chart: &mut Chart,
        start: u32,
        rows: u32,
    ) -> Written {
        chart.set_width(CHART.0 - 6).set_height((1 + rows.max(LEAST)) * ROW.1);
        sheet.insert_chart(start + 1, self.columns + 1, chart)?;
        Ok(())
    }

    /// The print setup.
    pub(super) fn finish(self, sheet: &mut Worksheet) -> Written {
        let last = self.last_column();
        sheet.set_print_area(0, 0, self.next, last)?;
        // One page wide whatever the width of the reader's font, and broken where blocks end.
        sheet.set_print_fit_to_pages(1, 0);
        let breaks = &self.breaks[..self.breaks.len().min(MOST_BREAKS)];
        sheet.set_page_breaks(breaks)?;
        paper(sheet);
        Ok(())
    }
}

/// Rows that a chart needs at least.
const LEAST: u32 = 8;

/// Cells of a chart's series: a column from one row to another.
pub(super) fn down(sheet: &str, column: u16, rows: (u32, u32)) -> (&str, u32, u16, u32, u16) {
    (sheet, rows.0, column, rows.1, column)
}
