//! Charts that are rows: a name, what is drawn along one axis, and a text. Several panels share the
//! axis, so that what is longer in one is longer in all.

use super::axis::{Axis, FIGURES};
use super::frame::{Caption, EDGE, LABEL, NOTE, WIDTH, framed};
use super::measure::{shortened, text_width};
use super::palette::{INK, SOFT};
use super::picture::{Anchor, Fill, Mark, Picture, bar, bold_text, text};
use super::scale::Linear;

/// What a colour or a hatch stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct Legend {
    /// How it is filled.
    pub fill: Fill,
    /// What it stands for.
    pub text: String,
}

/// The words of a row.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowWords<'a> {
    pub name: &'a str,
    /// What a reader who points at the name is told.
    pub hint: &'a str,
    /// What stands at the end of the row.
    pub text: &'a str,
    pub bold: bool,
}

/// Rows that belong together.
pub(super) struct PanelWords<'a> {
    pub title: &'a str,
    pub rows: Vec<RowWords<'a>>,
}

/// Where a row is drawn.
pub(super) struct Lane {
    /// From figures to places across the sheet.
    pub scale: Linear,
    /// The middle of the row, from the top.
    pub middle: f64,
}

/// A chart of rows.
pub(super) struct Rows<'a> {
    pub caption: &'a Caption,
    pub axis: &'a Axis,
    /// The figures at the ends of the axis.
    pub ends: (f64, f64),
    /// What the texts at the ends of rows are.
    pub head: &'a str,
    pub legend: &'a [Legend],
    pub panels: Vec<PanelWords<'a>>,
}

/// How high a row is.
pub(super) const ROW: f64 = 20.0;
/// How high the title of a panel is.
const PANEL_TITLE: f64 = 18.0;
/// What lies between panels.
const GAP: f64 = 24.0;
/// More rows than this in several panels stand in two columns.
const ONE_COLUMN: usize = 12;

impl Rows<'_> {
    /// The picture; `draw` makes the marks of a row, given its panel and its place in it.
    pub fn picture(&self, draw: impl Fn(usize, usize, &Lane) -> Vec<Mark>) -> Picture {
        let room = WIDTH - 2.0 * EDGE;
        let (mut body, mut y) = legend(self.legend, room);
        let all: usize = self.panels.iter().map(|panel| panel.rows.len()).sum();
        let columns = if self.panels.len() > 1 && all > ONE_COLUMN { 2 } else { 1 };
        let width = (room - GAP * (columns - 1) as f64) / columns as f64;
        let rows = || self.panels.iter().flat_map(|panel| &panel.rows);
        let widest = |texts: &mut dyn Iterator<Item = f64>| texts.fold(0.0, f64::max);
        let names = widest(&mut rows().map(|row| text_width(row.name, LABEL, row.bold))) + 10.0;
        let names = names.clamp(40.0, 0.42 * width);
        let heads = text_width(self.head, NOTE, false);
        let ends = widest(&mut rows().map(|row| text_width(row.text, LABEL, row.bold))).max(heads);
        let ends = (ends + 14.0).clamp(24.0, 0.36 * width);
        let last_row = self.panels.len().saturating_sub(columns);
        for (at, row_of_panels) in self.panels.chunks(columns).enumerate() {
            let mut highest: f64 = 0.0;
            for (column, panel) in row_of_panels.iter().enumerate() {
                let number = at * columns + column;
                let left = column as f64 * (width + GAP);
                let scale = Linear::new(self.ends, (left + names + 6.0, left + width - ends));
                let mut top = y;
                if !panel.title.is_empty() || !self.head.is_empty() {
                    top += PANEL_TITLE;
                    self.panel_head(&mut body, panel.title, (left, top - 6.0), (width, ends));
                }
                let bottom = top + ROW * panel.rows.len() as f64;
                body.extend(self.axis.across(&scale, (top, bottom)));
                for (place, row) in panel.rows.iter().enumerate() {
                    let middle = top + ROW * (place as f64 + 0.5);
                    body.extend(name(row, (left, middle), names - 10.0));
                    body.extend(draw(number, place, &Lane { scale, middle }));
                    if !row.text.is_empty() {
                        let said = shortened(row.text, LABEL, row.bold, ends - 12.0);
                        let at = (left + width - ends + 12.0, middle + 0.35 * LABEL);
                        let mark = match row.bold {
                            true => bold_text(at, said, LABEL, INK, Anchor::Start),
                            false => text(at, said, LABEL, INK, Anchor::Start),
                        };
                        body.push(mark.hint(row.text));
                    }
                }
                let mut under = bottom + FIGURES;
                if number >= last_row && !self.axis.title.is_empty() {
                    let from = scale.places.0;
                    let said = shortened(&self.axis.title, NOTE, false, left + width - from);
                    under += NOTE + 4.0;
                    let mark = text((from, under - 2.0), said, NOTE, SOFT, Anchor::Start);
                    body.push(mark.hint(self.axis.title.as_str()));
                }
                highest = highest.max(under - y);
            }
            y += highest + 12.0;
        }
        framed(self.caption, WIDTH, y, body)
    }

    /// The title of a panel, and what stands above the texts at the ends of its rows.
    fn panel_head(
        &self,
        body: &mut Vec<Mark>,
        title: &str,
        (left, y): (f64, f64),
        (width, ends): (f64, f64),
    ) {
        let mut room = width;
        if !self.head.is_empty() {
            let said = shortened(self.head, NOTE, false, ends - 12.0);
            room -= ends;
            let at = (left + width - ends + 12.0, y);
            body.push(text(at, said, NOTE, SOFT, Anchor::Start).hint(self.head));
        }
        if !title.is_empty() {
            let said = shortened(title, LABEL, true, room);
            body.push(bold_text((left, y), said, LABEL, INK, Anchor::Start).hint(title));
        }
    }
}

/// The name of a row, whose middle is given, in so much room.
fn name(row: &RowWords, (left, middle): (f64, f64), room: f64) -> Option<Mark> {
    let said = shortened(row.name, LABEL, row.bold, room);
    let at = (left, middle + 0.35 * LABEL);
    let mark = match row.bold {
        true => bold_text(at, said, LABEL, INK, Anchor::Start),
        false => text(at, said, LABEL, INK, Anchor::Start),
    };
    (!row.name.is_empty()).then(|| mark.hint(row.hint))
}

/// What colours and hatches stand for, in lines from the top, and how high that is.
pub(super) fn legend(entries: &[Legend], room: f64) -> (Vec<Mark>, f64) {
    let mut out = Vec::new();
    let (mut x, mut y) = (0.0, 0.0);
    for entry in entries.iter().filter(|entry| !entry.text.is_empty()) {
        let said = shortened(&entry.text, NOTE, false, 240.0);
        let width = 15.0 + text_width(&said, NOTE, false) + 16.0;
        if x > 0.0 && x + width > room + 16.0 {
            x = 0.0;
            y += NOTE + 6.0;
        }
        out.push(bar((x, y + 1.0), (x + 10.0, y + 11.0), entry.fill).hint(entry.text.as_str()));
        let mark = text((x + 15.0, y + 10.0), said, NOTE, INK, Anchor::Start);
        out.push(mark.hint(entry.text.as_str()));
        x += width;
    }
    let height = if out.is_empty() { 0.0 } else { y + NOTE + 14.0 };
    (out, height)
}

/// The least and the greatest of figures; 0 and 1 where there are none.
pub(super) fn span(figures: impl Iterator<Item = f64>) -> (f64, f64) {
    let finite = figures.filter(|figure| figure.is_finite());
    let ends = finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), figure| {
        (low.min(figure), high.max(figure))
    });
    if ends.0 <= ends.1 { ends } else { (0.0, 1.0) }
}
