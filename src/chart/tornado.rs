//! From where to where something goes as one thing varies: a bar per thing, the longest on top.

use super::axis::Axis;
use super::frame::Caption;
use super::palette::{INK, MAIN, MAIN_LIGHT};
use super::picture::{Fill, Mark, Picture, bar, dashed, line};
use super::rows::{Lane, Legend, PanelWords, ROW, RowWords, Rows, span};

/// Bars from the least to the most, about a figure that all have in common.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tornado {
    /// The words around it.
    pub caption: Caption,
    /// What the figures are.
    pub axis: Axis,
    /// What stands above the texts at the ends of rows.
    pub head: String,
    /// What bars and lines stand for.
    pub legend: Vec<Legend>,
    /// Figures that the axis holds whatever the bars.
    pub holds: Vec<f64>,
    /// A panel per group or alternative.
    pub panels: Vec<TornadoPanel>,
}

/// Bars about one figure.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TornadoPanel {
    /// What it is of; empty where there is one.
    pub title: String,
    /// The figure while nothing varies, and what it is in words.
    pub now: Option<(f64, String)>,
    /// What varies, from the top.
    pub rows: Vec<TornadoRow>,
}

/// One thing that varies.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TornadoRow {
    /// Its name.
    pub name: String,
    /// The same with the figures, in words.
    pub hint: String,
    /// What stands at the end of the row.
    pub text: String,
    /// The least and the most; `None` where that is not known.
    pub range: Option<(f64, f64)>,
    /// A part of it that is told apart by a darker bar.
    pub inner: Option<(f64, f64)>,
    /// How far sampling may have moved the end of the bar: drawn as a line through it.
    pub error: Option<(f64, f64)>,
}

impl Tornado {
    /// The fill of bars.
    pub const BARS: Fill = Fill::Solid(MAIN_LIGHT);
    /// The fill of the part that is told apart.
    pub const INNER: Fill = Fill::Solid(MAIN);

    /// The picture.
    pub fn picture(&self) -> Picture {
        let pair = |ends: Option<(f64, f64)>| ends.into_iter().flat_map(|(low, high)| [low, high]);
        let rows = self.panels.iter().flat_map(|panel| &panel.rows);
        let figures = rows
            .flat_map(|row| pair(row.range).chain(pair(row.inner)).chain(pair(row.error)))
            .chain(self.panels.iter().filter_map(|panel| Some(panel.now.as_ref()?.0)))
            .chain(self.holds.iter().copied());
        let panels = self.panels.iter().map(|panel| PanelWords {
            title: &panel.title,
            rows: panel.rows.iter().map(words).collect(),
        });
        let rows = Rows {
            caption: &self.caption,
            axis: &self.axis,
            ends: span(figures),
            head: &self.head,
            legend: &self.legend,
            panels: panels.collect(),
        };
        rows.picture(|panel, row, lane| {
            let panel = &self.panels[panel];
            drawn(panel, &panel.rows[row], lane)
        })
    }
}

fn words(row: &TornadoRow) -> RowWords<'_> {
    RowWords { name: &row.name, hint: &row.hint, text: &row.text, bold: false }
}

fn drawn(panel: &TornadoPanel, row: &TornadoRow, lane: &Lane) -> Vec<Mark> {
    let mut out = Vec::new();
    let stretch = |(low, high): (f64, f64), high_by: f64, fill: Fill| {
        let (from, to) = (lane.scale.place(low), lane.scale.place(high));
        bar((from, lane.middle - high_by), (to, lane.middle + high_by), fill)
            .hint(row.hint.as_str())
    };
    out.extend(row.range.map(|ends| stretch(ends, 6.0, Tornado::BARS)));
    out.extend(row.inner.map(|ends| stretch(ends, 6.0, Tornado::INNER)));
    if let Some((low, high)) = row.error.filter(|(low, high)| low < high) {
        let (from, to) = (lane.scale.place(low), lane.scale.place(high));
        out.push(line((from, lane.middle), (to, lane.middle), INK, 1.25));
        for x in [from, to] {
            out.push(line((x, lane.middle - 3.0), (x, lane.middle + 3.0), INK, 1.25));
        }
    }
    if let Some((now, said)) = &panel.now {
        let x = lane.scale.place(*now);
        let ends = ((x, lane.middle - ROW / 2.0), (x, lane.middle + ROW / 2.0));
        out.push(dashed(ends.0, ends.1, INK, 1.25).hint(said.as_str()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::checks::{SIZES, assert_sound, bars_hinted, hostile, place_of};
    use super::super::picture::Shape;
    use super::*;

    fn row(name: &str, range: Option<(f64, f64)>) -> TornadoRow {
        let text = "-1.00 to 2.00".to_owned();
        TornadoRow { name: name.into(), hint: name.into(), text, range, ..TornadoRow::default() }
    }

    fn chart(panels: Vec<TornadoPanel>) -> Tornado {
        let caption = Caption { title: "T".into(), description: "D".into(), notes: Vec::new() };
        Tornado { caption, head: "score".into(), panels, ..Tornado::default() }
    }

    #[test]
    fn bars_go_from_the_least_to_the_most() {
        let rows = vec![row("wide", Some((-1.0, 3.0))), row("narrow", Some((0.0, 1.0)))];
        let rows = rows.into_iter().chain([row("unknown", None)]).collect();
        let panel = TornadoPanel { title: String::new(), now: Some((0.5, "now".into())), rows };
        let picture = chart(vec![panel]).picture();
        assert_sound(&picture);
        let [wide, narrow] = ["wide", "narrow"].map(|name| bars_hinted(&picture, name)[0]);
        assert!((wide.2 - 4.0 * narrow.2).abs() < 1e-9);
        assert!((narrow.0 - wide.0 - wide.2 / 4.0).abs() < 1e-9);
        assert!(bars_hinted(&picture, "unknown").is_empty());
        // The figure now lies in the middle of the narrow bar, in every row.
        let now = picture.marks.iter().filter_map(|mark| match &mark.shape {
            Shape::Line { points, dashed: true, .. } => Some(points[0].0),
            _ => None,
        });
        let now: Vec<f64> = now.collect();
        assert_eq!(now.len(), 3);
        assert!(now.iter().all(|x| (x - narrow.0 - narrow.2 / 2.0).abs() < 1e-9));
        assert!(place_of(&picture, "wide").1 < place_of(&picture, "narrow").1);
    }

    #[test]
    fn nothing_touches_whatever_the_size() {
        for size in SIZES {
            let rows = |size: usize| -> Vec<TornadoRow> {
                (0..size).map(|at| row(&hostile(at), Some((-(at as f64), 1.0)))).collect()
            };
            let panel = |at: usize, size: usize| TornadoPanel {
                title: hostile(at),
                now: Some((0.0, "now".into())),
                rows: rows(size),
            };
            assert_sound(&chart(vec![panel(0, size)]).picture());
            assert_sound(&chart((0..size).map(|at| panel(at, 3)).collect()).picture());
        }
    }
}
