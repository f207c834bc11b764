//! How far a weight may move before something changes: its stretch, and where it is now.

use super::axis::Axis;
use super::frame::Caption;
use super::palette::{AGAINST, INK, MAIN_LIGHT, RULE};
use super::picture::{Fill, Mark, Picture, bar, dot, line};
use super::rows::{Lane, Legend, PanelWords, RowWords, Rows};

/// A line from 0 to 1 per weight, a bar where the answer holds, a dot where the weight is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Intervals {
    /// The words around it.
    pub caption: Caption,
    /// What the weights are shares of.
    pub axis: Axis,
    /// What stands above the texts at the ends of rows.
    pub head: String,
    /// What bars and dots stand for.
    pub legend: Vec<Legend>,
    /// A panel per group.
    pub panels: Vec<IntervalPanel>,
}

/// A group.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct IntervalPanel {
    /// Its name and who is first there.
    pub title: String,
    /// Its weights, from the top.
    pub rows: Vec<IntervalRow>,
}

/// A weight.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct IntervalRow {
    /// Whose weight it is.
    pub name: String,
    /// The same with the figures, in words.
    pub hint: String,
    /// Where the answer holds, in words.
    pub text: String,
    /// The least and the greatest weight at which it holds.
    pub holds: (f64, f64),
    /// The weight now.
    pub now: f64,
}

impl Intervals {
    /// The fill of bars.
    pub const HOLDS: Fill = Fill::Solid(MAIN_LIGHT);

    /// The picture.
    pub fn picture(&self) -> Picture {
        let panels = self.panels.iter().map(|panel| PanelWords {
            title: &panel.title,
            rows: panel.rows.iter().map(words).collect(),
        });
        let rows = Rows {
            caption: &self.caption,
            axis: &self.axis,
            ends: (0.0, 1.0),
            head: &self.head,
            legend: &self.legend,
            panels: panels.collect(),
        };
        rows.picture(|panel, row, lane| drawn(&self.panels[panel].rows[row], lane))
    }
}

fn words(row: &IntervalRow) -> RowWords<'_> {
    RowWords { name: &row.name, hint: &row.hint, text: &row.text, bold: false }
}

fn drawn(row: &IntervalRow, lane: &Lane) -> Vec<Mark> {
    let (y, place) = (lane.middle, |figure: f64| lane.scale.place(figure.clamp(0.0, 1.0)));
    let (low, high) = (place(row.holds.0), place(row.holds.1));
    let mut out = vec![line((place(0.0), y), (place(1.0), y), RULE, 2.0)];
    out.push(bar((low, y - 5.0), (high, y + 5.0), Intervals::HOLDS).hint(row.hint.as_str()));
    // An end where something changes, as against one where the axis ends.
    let changes = [(row.holds.0 > 0.0, low), (row.holds.1 < 1.0, high)];
    for (_, x) in changes.into_iter().filter(|(changes, _)| *changes) {
        out.push(line((x, y - 7.0), (x, y + 7.0), AGAINST, 2.0).hint(row.hint.as_str()));
    }
    out.push(dot((place(row.now), y), 3.5, Fill::Solid(INK)).hint(row.hint.as_str()));
    out
}

#[cfg(test)]
mod tests {
    use super::super::checks::{SIZES, assert_sound, bars_hinted, hostile};
    use super::super::picture::Shape;
    use super::*;

    fn row(name: &str, holds: (f64, f64), now: f64) -> IntervalRow {
        let text = "0.10 to 0.35 (now 0.20)".to_owned();
        IntervalRow { name: name.into(), hint: name.into(), text, holds, now }
    }

    fn chart(panels: Vec<IntervalPanel>) -> Intervals {
        let caption = Caption { title: "T".into(), description: "D".into(), notes: Vec::new() };
        Intervals { caption, head: "holds".into(), panels, ..Intervals::default() }
    }

    #[test]
    fn bars_lie_where_the_answer_holds() {
        let rows = vec![row("all", (0.0, 1.0), 0.5), row("some", (0.2, 0.6), 0.4)];
        let picture = chart(vec![IntervalPanel { title: "G: A".into(), rows }]).picture();
        assert_sound(&picture);
        let [all, some] = ["all", "some"].map(|name| bars_hinted(&picture, name)[0]);
        assert!((some.2 - 0.4 * all.2).abs() < 1e-9);
        assert!((some.0 - all.0 - 0.2 * all.2).abs() < 1e-9);
        let dots: Vec<f64> = picture
            .marks
            .iter()
            .filter_map(|mark| match mark.shape {
                Shape::Dot { x, .. } => Some(x),
                _ => None,
            })
            .collect();
        assert!((dots[0] - all.0 - 0.5 * all.2).abs() < 1e-9);
        assert!((dots[1] - all.0 - 0.4 * all.2).abs() < 1e-9);
        // Two ends at which something changes.
        let ends = picture
            .marks
            .iter()
            .filter(|mark| matches!(mark.shape, Shape::Line { colour, .. } if colour == AGAINST));
        assert_eq!(ends.count(), 2);
    }

    #[test]
    fn nothing_touches_whatever_the_size() {
        for size in SIZES {
            let rows = |size: usize| -> Vec<IntervalRow> {
                (0..size).map(|at| row(&hostile(at), (0.1, 0.1), 0.1)).collect()
            };
            let panel = |at, size| IntervalPanel { title: hostile(at), rows: rows(size) };
            assert_sound(&chart(vec![panel(0, size)]).picture());
            assert_sound(&chart((0..size).map(|at| panel(at, 5)).collect()).picture());
        }
    }
}
