//! A heat map: what each alternative scores in each group.

use super::frame::{Caption, EDGE, LABEL, NOTE, WIDTH, framed};
use super::measure::{lines, shortened, text_width};
use super::palette::{INK, PAPER, RULE, SOFT, UNKNOWN, ramp, text_on};
use super::picture::{Anchor, Colour, Fill, Mark, Picture, bar, bold_text, text};
use super::rows::{Legend, legend};

/// A cell for each alternative in each group, the darker the better.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Matrix {
    /// The words around it.
    pub caption: Caption,
    /// What stands above the names of rows.
    pub corner: String,
    /// What shades, frames and hatches stand for.
    pub legend: Vec<Legend>,
    /// The least and the greatest figure: the lightest and the darkest shade.
    pub ends: (f64, f64),
    /// The columns, from the left.
    pub columns: Vec<MatrixHead>,
    /// The rows, from the top.
    pub rows: Vec<MatrixRow>,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MatrixHead {
    /// Its name.
    pub name: String,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MatrixRow {
    /// Its name.
    pub name: String,
    /// A cell per column.
    pub cells: Vec<MatrixCell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MatrixCell {
    /// Its figure, where there is one.
    pub figure: Option<f64>,
    /// The figure in words, or what stands instead.
    pub text: String,
    /// What stands below, in smaller letters, where rows are few.
    pub below: String,
    /// All that is known of it, in words.
    pub hint: String,
    /// How it is drawn.
    pub state: CellState,
}

/// How a cell is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CellState {
    /// There is no such alternative in this group: nothing is drawn.
    #[default]
    Absent,
    /// By its shade.
    Plain,
    /// By its shade, with a frame: its rank is 1, perhaps with others.
    First,
    /// With a line around it and no shade: it does not compete, or too little is known of it.
    Apart,
    /// Hatched: it does not meet a requirement.
    Excluded,
}

/// A cell is no narrower than this; columns that have no room stand in a further band below.
const NARROW: f64 = 46.0;
const WIDEST: f64 = 110.0;
/// With more rows than this a cell has one line.
const FEW_ROWS: usize = 24;
const SMALL: f64 = NOTE - 1.0;
const GAP: f64 = 4.0;

impl Matrix {
    /// The shade of a figure.
    pub fn shade(&self, figure: f64) -> Colour {
        let (low, high) = self.ends;
        let share = if high > low { (figure - low) / (high - low) } else { 0.5 };
        ramp(0.05 + 0.9 * share.clamp(0.0, 1.0))
    }

    /// The picture.
    pub fn picture(&self) -> Picture {
        let room = WIDTH - 2.0 * EDGE;
        let names = self.rows.iter().map(|row| text_width(&row.name, LABEL, false));
        let names = names.chain([text_width(&self.corner, NOTE, false)]).fold(0.0, f64::max) + 12.0;
        let names = names.clamp(40.0, 0.32 * room);
        let most = (((room - names) / NARROW) as usize).max(1);
        let bands = self.columns.len().div_ceil(most).max(1);
        let each = self.columns.len().div_ceil(bands).max(1);
        let width = ((room - names) / each as f64).min(WIDEST);
        let tall = self.rows.len() <= FEW_ROWS;
        let height = if tall { 34.0 } else { 22.0 };
        let (mut body, mut y) = legend(&self.legend, room);
        let all: Vec<usize> = (0..self.columns.len()).collect();
        for band in all.chunks(each) {
            y = self.heads(&mut body, band, (names, y), width);
            for row in &self.rows {
                let name = shortened(&row.name, LABEL, false, names - 12.0);
                if !row.name.is_empty() {
                    let at = (0.0, y + height / 2.0 + 0.35 * LABEL);
                    let mark = text(at, name, LABEL, INK, Anchor::Start);
                    body.push(mark.hint(row.name.as_str()));
                }
                for (place, column) in band.iter().enumerate() {
                    let Some(cell) = row.cells.get(*column) else { continue };
                    let corner = (names + place as f64 * width, y);
                    self.cell(&mut body, cell, corner, (width, height), tall);
                }
                y += height;
            }
            y += 14.0;
        }
        framed(&self.caption, WIDTH, y, body)
    }

    /// The heads of columns, in up to three lines; returns where the rows start.
    fn heads(
        &self,
        body: &mut Vec<Mark>,
        band: &[usize],
        (left, y): (f64, f64),
        width: f64,
    ) -> f64 {
        let said = |column: &usize| -> Vec<String> {
            let name = &self.columns[*column].name;
            let mut all = lines(name, NOTE, false, width - 6.0);
            if all.len() > 3 {
                let rest = all.split_off(2).join(" ");
                all.push(shortened(&format!("{rest}…"), NOTE, false, width - 6.0));
            }
            all
        };
        let heads: Vec<Vec<String>> = band.iter().map(said).collect();
        let most = heads.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let step = NOTE + 2.0;
        for (place, (column, head)) in band.iter().zip(&heads).enumerate() {
            let middle = left + (place as f64 + 0.5) * width;
            for (at, said) in head.iter().enumerate() {
                let base = y + step * (most - head.len() + at + 1) as f64 - 2.0;
                let mark = text((middle, base), said.as_str(), NOTE, INK, Anchor::Middle);
                body.push(mark.hint(self.columns[*column].name.as_str()));
            }
        }
        if !self.corner.is_empty() {
            let corner = shortened(&self.corner, NOTE, false, left - 12.0);
            let at = (0.0, y + step * most as f64 - 2.0);
            body.push(text(at, corner, NOTE, SOFT, Anchor::Start).hint(self.corner.as_str()));
        }
        y + step * most as f64 + 4.0
    }

    fn cell(
        &self,
        body: &mut Vec<Mark>,
        cell: &MatrixCell,
        (x, y): (f64, f64),
        (width, height): (f64, f64),
        tall: bool,
    ) {
        let inset = GAP / 2.0;
        let (from, to) = ((x + inset, y + inset), (x + width - inset, y + height - inset));
        let shade = cell.figure.map_or(PAPER, |figure| self.shade(figure));
        let fill = match cell.state {
            CellState::Absent => return,
            CellState::Plain | CellState::First => Fill::Solid(shade),
            CellState::Apart => Fill::Hollow(RULE),
            CellState::Excluded => Fill::Hatched(UNKNOWN),
        };
        if cell.state == CellState::First {
            // A frame apart from the cell, so that it is seen beside the darkest shade too.
            let around = |by: f64| ((from.0 - by, from.1 - by), (to.0 + by, to.1 + by));
            for (by, colour) in [(2.0, INK), (0.0, PAPER)] {
                let (from, to) = around(by);
                body.push(bar(from, to, Fill::Solid(colour)));
            }
            let (from, to) = around(-1.5);
            body.push(bar(from, to, fill).hint(cell.hint.as_str()));
        } else {
            body.push(bar(from, to, fill).hint(cell.hint.as_str()));
        }
        let colour = match cell.state {
            CellState::Plain | CellState::First => text_on(shade),
            _ => INK,
        };
        let room = width - GAP - 6.0;
        let below = if tall { cell.below.as_str() } else { "" };
        let middle = (from.0 + to.0) / 2.0;
        let base = match below.is_empty() {
            true => y + height / 2.0 + 0.35 * LABEL,
            false => y + height / 2.0 - 2.0,
        };
        let bold = cell.state == CellState::First;
        let texts = [(cell.text.as_str(), base, LABEL, bold), (below, base + 12.0, SMALL, false)];
        if cell.state == CellState::Excluded {
            // Letters on a hatch cannot be read.
            let widths = texts.iter().map(|(said, _, size, bold)| text_width(said, *size, *bold));
            let half = (widths.fold(0.0, f64::max).min(room) / 2.0 + 3.0).min(width / 2.0 - GAP);
            let plate = ((middle - half, from.1 + 2.0), (middle + half, to.1 - 2.0));
            body.push(bar(plate.0, plate.1, Fill::Solid(PAPER)));
        }
        for (said, base, size, bold) in texts.into_iter().filter(|text| !text.0.is_empty()) {
            let said = shortened(said, size, bold, room);
            let mark = match bold {
                true => bold_text((middle, base), said, size, colour, Anchor::Middle),
                false => text((middle, base), said, size, colour, Anchor::Middle),
            };
            body.push(mark.hint(cell.hint.as_str()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::checks::{SIZES, assert_sound, bars_hinted, hostile, place_of, texts};
    use super::super::palette::luminance;
    use super::super::picture::Shape;
    use super::*;

    fn cell(figure: f64, state: CellState, hint: &str) -> MatrixCell {
        let text = format!("{figure:.2}");
        MatrixCell {
            figure: Some(figure), text, below: "2 (1–3)".into(), hint: hint.into(), state
        }
    }

    fn chart(columns: Vec<String>, rows: Vec<MatrixRow>) -> Matrix {
        Matrix {
            caption: Caption { title: "T".into(), description: "D".into(), notes: Vec::new() },
            corner: "alternative".into(),
            ends: (0.0, 1.0),
            columns: columns.into_iter().map(|name| MatrixHead { name }).collect(),
            rows,
            ..Matrix::default()
        }
    }

    #[test]
    fn cells_stand_under_their_heads_and_the_better_is_darker() {
        let rows = vec![
            MatrixRow {
                name: "A".into(),
                cells: vec![
                    cell(0.9, CellState::First, "A1"),
                    cell(0.1, CellState::Plain, "A2"),
                    MatrixCell::default(),
                ],
            },
            MatrixRow {
                name: "B".into(),
                cells: vec![
                    cell(0.5, CellState::Plain, "B1"),
                    cell(0.7, CellState::Excluded, "B2"),
                    cell(0.7, CellState::Apart, "B3"),
                ],
            },
        ];
        let chart = chart(["one", "two", "three"].map(String::from).to_vec(), rows);
        let picture = chart.picture();
        assert_sound(&picture);
        let middle = |hint: &str| {
            let all = bars_hinted(&picture, hint);
            assert_eq!(all.len(), 1, "{hint}");
            (all[0].0 + all[0].2 / 2.0, all[0].1 + all[0].3 / 2.0)
        };
        let (a1, a2, b1) = (middle("A1"), middle("A2"), middle("B1"));
        // Cells are as wide as they may be, 110, and 34 high.
        assert!((a2.0 - a1.0 - 110.0).abs() < 1e-9 && (b1.1 - a1.1 - 34.0).abs() < 1e-9);
        let head = place_of(&picture, "one");
        assert!(((head.0 + head.2) / 2.0 - a1.0).abs() < 1e-9);
        let shade = |figure| luminance(chart.shade(figure));
        assert!(shade(0.1) > shade(0.5) && shade(0.5) > shade(0.9));
        let fill = |wanted: &str| {
            picture.marks.iter().find_map(|mark| match mark.shape {
                Shape::Bar { fill, .. } if mark.hint.as_deref() == Some(wanted) => Some(fill),
                _ => None,
            })
        };
        assert_eq!(fill("B2"), Some(Fill::Hatched(UNKNOWN)));
        assert_eq!(fill("B3"), Some(Fill::Hollow(RULE)));
        // First place is told by a frame and bold figures, not by a shade alone.
        let bold = picture.marks.iter().find_map(|mark| match &mark.shape {
            Shape::Text { text, bold: true, .. } if text == "0.90" => Some(()),
            _ => None,
        });
        assert!(bold.is_some());
        assert_eq!(texts(&picture).iter().filter(|text| **text == "2 (1–3)").count(), 5);
    }

    #[test]
    fn equal_figures_have_one_shade_between_the_ends() {
        let chart = Matrix { ends: (0.5, 0.5), ..Matrix::default() };
        assert_eq!(chart.shade(0.5), ramp(0.5));
    }

    #[test]
    fn nothing_touches_whatever_the_size() {
        let states = [CellState::First, CellState::Plain, CellState::Apart, CellState::Excluded];
        for size in SIZES {
            for columns in [1, 6, size] {
                let heads = (0..columns).map(|at| hostile(at + 1)).collect();
                let row = |at: usize| MatrixRow {
                    name: hostile(at),
                    cells: (0..columns)
                        .map(|column| cell(-1234567.5, states[(at + column) % 4], "c"))
                        .collect(),
                };
                assert_sound(&chart(heads, (0..size).map(row).collect()).picture());
            }
        }
    }
}
