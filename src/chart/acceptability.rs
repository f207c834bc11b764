//! For which share of the draws each alternative has each rank: stacked bars.

use super::axis::Axis;
use super::frame::{Caption, NOTE};
use super::measure::text_width;
use super::palette::{PAPER, ramp, text_on};
use super::picture::{Anchor, Fill, Mark, Picture, bar, line, text};
use super::rows::{Lane, Legend, PanelWords, RowWords, Rows};

/// A bar per alternative, from the share of its best rank to that of its worst. Where only bounds
/// of first place are known, the bar shows these and no other rank.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Acceptability {
    /// The words around it.
    pub caption: Caption,
    /// What the shares are of.
    pub axis: Axis,
    /// What stands above the texts at the ends of bars.
    pub head: String,
    /// What colours and hatches stand for, besides those of ranks: see [`Segment::fill`].
    pub legend: Vec<Legend>,
    /// A panel per group.
    pub panels: Vec<AcceptabilityPanel>,
}

/// A group.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AcceptabilityPanel {
    /// Its name; empty where there is one group.
    pub title: String,
    /// Its alternatives, from the top.
    pub rows: Vec<AcceptabilityRow>,
}

/// An alternative.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AcceptabilityRow {
    /// Its name.
    pub name: String,
    /// Its name and its shares in words.
    pub hint: String,
    /// The share of first place in words.
    pub first: String,
    /// Whether it is looked at more than the others.
    pub bold: bool,
    /// Its shares from the left, one after the other.
    pub segments: Vec<Segment>,
}

/// A stretch of a bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// How long it is, as a share from 0 to 1.
    pub share: f64,
    /// What is written in it where there is room; the shorter texts later.
    pub texts: Vec<String>,
    /// The same in words.
    pub hint: String,
    /// How it is filled.
    pub fill: Fill,
}

impl Segment {
    /// How the share of a rank is filled in a group of so many: the better, the darker.
    pub fn fill(rank: usize, of: usize) -> Fill {
        let behind = (rank.max(1) - 1) as f64 / of.saturating_sub(1).max(1) as f64;
        Fill::Solid(ramp(0.95 - 0.9 * behind))
    }
}

/// How high a bar is.
const HIGH: f64 = 14.0;
/// Letters within a bar.
const SMALL: f64 = NOTE - 1.0;

impl Acceptability {
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

fn words(row: &AcceptabilityRow) -> RowWords<'_> {
    RowWords { name: &row.name, hint: &row.hint, text: &row.first, bold: row.bold }
}

fn drawn(row: &AcceptabilityRow, lane: &Lane) -> Vec<Mark> {
    let mut out = Vec::new();
    let mut sum: f64 = 0.0;
    let (top, bottom) = (lane.middle - HIGH / 2.0, lane.middle + HIGH / 2.0);
    for segment in row.segments.iter().filter(|segment| segment.share > 0.0) {
        // Rounding may not take a bar off its axis.
        let (start, end) = (sum.min(1.0), (sum + segment.share).min(1.0));
        let (from, to) = (lane.scale.place(start), lane.scale.place(end));
        sum += segment.share;
        out.push(bar((from, top), (to, bottom), segment.fill).hint(segment.hint.as_str()));
        let Fill::Solid(colour) = segment.fill else { continue };
        out.push(line((to, top), (to, bottom), PAPER, 0.75));
        let fits =
            |said: &&String| !said.is_empty() && text_width(said, SMALL, false) + 5.0 <= to - from;
        out.extend(segment.texts.iter().find(fits).map(|said| {
            let at = ((from + to) / 2.0, lane.middle + 0.35 * SMALL);
            text(at, said.as_str(), SMALL, text_on(colour), Anchor::Middle)
                .hint(segment.hint.as_str())
        }));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::checks::{SIZES, assert_sound, bars_hinted, hostile, texts};
    use super::super::palette::{BESIDE, luminance};
    use super::*;

    fn segment(share: f64, fill: Fill, hint: &str) -> Segment {
        Segment { share, texts: vec![format!("rank {hint}"), "1".into()], hint: hint.into(), fill }
    }

    fn chart(panels: Vec<AcceptabilityPanel>) -> Acceptability {
        let caption =
            Caption { title: "T".into(), description: "D".into(), notes: vec!["n".into()] };
        let axis = Axis { title: "share".into(), percent: true, ..Axis::default() };
        Acceptability { caption, axis, head: "first".into(), panels, ..Acceptability::default() }
    }

    fn row(name: String, segments: Vec<Segment>) -> AcceptabilityRow {
        AcceptabilityRow { hint: name.clone(), name, first: "50 %".into(), bold: false, segments }
    }

    #[test]
    fn shares_are_as_long_as_they_are_large() {
        let ranks = vec![
            segment(0.5, Segment::fill(1, 2), "first"),
            segment(0.5, Segment::fill(2, 2), "second"),
        ];
        let bounded = vec![
            segment(0.2, Segment::fill(1, 2), "surely"),
            segment(0.6, Fill::Hatched(BESIDE), "perhaps"),
        ];
        let rows = vec![row("A".into(), ranks), row("B".into(), bounded)];
        let picture = chart(vec![AcceptabilityPanel { title: "G".into(), rows }]).picture();
        assert_sound(&picture);
        let [first, second, surely, perhaps] =
            ["first", "second", "surely", "perhaps"].map(|hint| bars_hinted(&picture, hint)[0]);
        let whole = first.2 + second.2;
        assert!(
            (first.2 - 0.5 * whole).abs() < 1e-9 && (second.0 - first.0 - first.2).abs() < 1e-9
        );
        assert!((surely.2 - 0.2 * whole).abs() < 1e-9 && (perhaps.2 - 0.6 * whole).abs() < 1e-9);
        assert!((surely.0 - first.0).abs() < 1e-9);
        assert!(texts(&picture).contains(&"100 %"));
        assert!(picture.to_svg().contains("url(#picture-hatch-"));
    }

    #[test]
    fn a_better_rank_is_darker() {
        let of = |rank| match Segment::fill(rank, 60) {
            Fill::Solid(colour) => luminance(colour),
            _ => f64::NAN,
        };
        assert!((1..60).all(|rank| of(rank) < of(rank + 1)));
    }

    #[test]
    fn nothing_touches_whatever_the_size() {
        for size in SIZES {
            let one = |at: usize| {
                let segments = (1..=size)
                    .map(|rank| segment(1.0 / size as f64, Segment::fill(rank, size), "r"));
                row(hostile(at), segments.collect())
            };
            let rows = (0..size).map(one).collect();
            assert_sound(&chart(vec![AcceptabilityPanel { title: hostile(0), rows }]).picture());
            let panels = (0..size)
                .map(|at| AcceptabilityPanel { title: hostile(at), rows: vec![one(at), one(0)] });
            assert_sound(&chart(panels.collect()).picture());
        }
    }
}
