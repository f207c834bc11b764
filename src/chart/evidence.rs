//! What kind of evidence each alternative rests on: a bar of shares of weight.

use super::frame::{Caption, EDGE, LABEL, WIDTH, framed};
use super::measure::text_width;
use super::palette::RULE;
use super::panels::{Part, label, names_width, stacked, within};
use super::picture::{Anchor, Fill, Mark, Picture, bar};

/// Evidence by alternative, group by group.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The words around it.
    pub caption: Caption,
    /// The kinds of evidence, from left to right.
    pub kinds: Vec<EvidenceKind>,
    /// The groups.
    pub groups: Vec<EvidenceGroup>,
}

/// A kind of evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct EvidenceKind {
    /// What it is called.
    pub name: String,
    /// How it is filled.
    pub fill: Fill,
}

/// One group.
#[derive(Debug, Clone, PartialEq)]
pub struct EvidenceGroup {
    /// Its name; none where there is a single group.
    pub heading: Option<String>,
    /// Its alternatives.
    pub rows: Vec<EvidenceRow>,
}

/// One alternative.
#[derive(Debug, Clone, PartialEq)]
pub struct EvidenceRow {
    /// Its name.
    pub name: String,
    /// By kind: the share of weight, 0 to 1, and as it is written; none where nothing rests on it.
    pub shares: Vec<Option<(f64, String)>>,
}

/// How high a row is.
const ROW: f64 = 26.0;
/// The most that names take.
const NAMES: f64 = 220.0;
/// How high a line of the key is.
const LINE: f64 = 20.0;

impl Evidence {
    /// The chart.
    pub fn picture(&self) -> Picture {
        let room = WIDTH - 2.0 * EDGE;
        let mut parts = vec![self.key(room)];
        let names =
            self.groups.iter().flat_map(|group| group.rows.iter().map(|row| row.name.as_str()));
        let left = names_width(names, NAMES);
        parts.extend(self.groups.iter().map(|group| self.part(group, left, room)));
        let (marks, _, height) = stacked(parts);
        framed(&self.caption, WIDTH, height, marks)
    }

    /// What each fill means, in as many lines as that takes.
    fn key(&self, room: f64) -> Part {
        let (mut marks, mut x, mut y) = (Vec::new(), 0.0, 0.0);
        for kind in &self.kinds {
            let wide = text_width(&kind.name, LABEL, false).min(room - 22.0);
            if x > 0.0 && x + 20.0 + wide > room {
                (x, y) = (0.0, y + LINE);
            }
            marks.push(bar((x + 1.0, y + 3.0), (x + 15.0, y + 15.0), kind.fill));
            marks.push(label((x + 20.0, y + 13.0), &kind.name, LABEL, wide + 0.01, Anchor::Start));
            x += 20.0 + wide + 18.0;
        }
        Part { heading: None, size: (room, y + LINE - 12.0), marks }
    }

    fn part(&self, group: &EvidenceGroup, left: f64, room: f64) -> Part {
        let mut marks: Vec<Mark> = Vec::new();
        let wide = room - left - 2.0;
        for (at, row) in group.rows.iter().enumerate() {
            let y = at as f64 * ROW;
            marks.push(label((0.0, y + 17.0), &row.name, LABEL, left - 8.0, Anchor::Start));
            // What no kind tells of stays empty within the frame.
            let whole = ((left, y + 2.0), (left + wide, y + ROW - 2.0));
            marks.push(bar(whole.0, whole.1, Fill::Hollow(RULE)));
            let mut from = 0.0;
            for (kind, share) in self.kinds.iter().zip(&row.shares) {
                let Some((share, written)) = share else { continue };
                let to = f64::min(from + share, 1.0);
                let (x0, x1) = (left + from * wide, left + to * wide);
                let hint = format!("{}: {} {written}", row.name, kind.name);
                marks.push(bar((x0, y + 2.0), (x1, y + ROW - 2.0), kind.fill).hint(&hint));
                let middle = ((x0 + x1) / 2.0, y + ROW / 2.0);
                marks.extend(within(middle, written, 11.0, kind.fill, x1 - x0 - 6.0, &hint));
                from = to;
            }
        }
        let height = ROW * group.rows.len() as f64;
        Part { heading: group.heading.clone(), size: (room, height), marks }
    }
}

#[cfg(test)]
mod tests {
    use super::super::checks::{SIZES, assert_sound, bars_hinted, hostile, place_of};
    use super::super::palette::{MAIN, UNKNOWN};
    use super::*;

    fn chart(rows: Vec<EvidenceRow>, kinds: usize) -> Picture {
        let said = "Said".to_owned();
        let caption = Caption { title: said.clone(), description: said.clone(), notes: vec![said] };
        let fills = [Fill::Solid(MAIN), Fill::Hatched(MAIN), Fill::Hollow(UNKNOWN)];
        let kind = |at: usize| EvidenceKind { name: format!("kind {at}"), fill: fills[at % 3] };
        let group = EvidenceGroup { heading: Some(hostile(1)), rows };
        let kinds = (0..kinds).map(kind).collect();
        Evidence { caption, kinds, groups: vec![group.clone(), group] }.picture()
    }

    fn share(share: f64) -> Option<(f64, String)> {
        Some((share, format!("{:.0} %", 100.0 * share)))
    }

    #[test]
    fn shares_follow_each_other_from_the_left() {
        let row = EvidenceRow { name: "A".to_owned(), shares: vec![share(0.5), None, share(0.25)] };
        let picture = chart(vec![row], 3);
        let (one, other) = (
            bars_hinted(&picture, "A: kind 0 50 %")[0],
            bars_hinted(&picture, "A: kind 2 25 %")[0],
        );
        assert!((one.2 - 2.0 * other.2).abs() < 1e-9);
        assert!((one.0 + one.2 - other.0).abs() < 1e-9);
        let text = place_of(&picture, "50 %");
        assert!((text.0 + text.2 - 2.0 * one.0 - one.2).abs() < 1e-6);
    }

    #[test]
    fn labels_do_not_overlap() {
        for n in SIZES {
            let row = |at: usize| EvidenceRow {
                name: hostile(at),
                shares: vec![share(0.001), share(0.699), None, share(0.3)],
            };
            assert_sound(&chart((0..n).map(row).collect(), 4));
            assert_sound(&chart(Vec::new(), n));
        }
    }
}
