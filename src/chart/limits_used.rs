//! How much is used of what limits allow or ask for: a bar each, as a share of its bound.

use super::frame::{Caption, EDGE, LABEL, WIDTH, framed};
use super::palette::{AGAINST, INK, MAIN, RULE, SOFT};
use super::panels::{label, names_width};
use super::picture::{Anchor, Fill, Mark, Picture, bar, dashed, line, text};

/// The limits.
#[derive(Debug, Clone, PartialEq)]
pub struct LimitsUsed {
    /// The words around them.
    pub caption: Caption,
    /// What the line of the bounds is called.
    pub bound: String,
    /// The limits.
    pub rows: Vec<LimitsUsedRow>,
}

/// One bound of a limit.
#[derive(Debug, Clone, PartialEq)]
pub struct LimitsUsedRow {
    /// Its name.
    pub name: String,
    /// What is used, as a share of the bound; none where that says nothing.
    pub share: Option<f64>,
    /// Whether it is kept; none where that is not known.
    pub kept: Option<bool>,
    /// What is used, what may be, and whether that binds.
    pub text: String,
    /// All that is known, for those who point at it.
    pub hint: String,
}

/// How high a row is.
const ROW: f64 = 40.0;
/// The most that names take.
const NAMES: f64 = 220.0;
/// No bar is longer than so many bounds.
const MOST: f64 = 2.0;
const TOP: f64 = 20.0;

impl LimitsUsed {
    /// The chart.
    pub fn picture(&self) -> Picture {
        let left = names_width(self.rows.iter().map(|row| row.name.as_str()), NAMES);
        let right = WIDTH - 2.0 * EDGE;
        let shares = self.rows.iter().filter_map(|row| row.share);
        let most = shares.fold(1.0, f64::max).min(MOST);
        let scale = (right - left - 8.0) / most;
        let bottom = TOP + ROW * self.rows.len() as f64;
        let at_bound = left + scale;
        let mut marks: Vec<Mark> = vec![
            line((left, TOP), (left, bottom), RULE, 1.0),
            text((left, TOP - 6.0), "0", 11.0, SOFT, Anchor::Start),
        ];
        let room = scale - 14.0;
        let mut named = label((at_bound, TOP - 6.0), &self.bound, 11.0, room, Anchor::End);
        if let super::Shape::Text { colour, .. } = &mut named.shape {
            *colour = SOFT;
        }
        marks.push(named);
        for (at, row) in self.rows.iter().enumerate() {
            let y = TOP + at as f64 * ROW;
            marks.push(label((0.0, y + 16.0), &row.name, LABEL, left - 8.0, Anchor::Start));
            if let Some(share) = row.share {
                let fill = match row.kept {
                    Some(true) => Fill::Solid(MAIN),
                    Some(false) => Fill::Hatched(AGAINST),
                    None => Fill::Hollow(SOFT),
                };
                let end = left + share.clamp(0.0, MOST) * scale;
                marks.push(bar((left, y + 5.0), (end, y + 19.0), fill).hint(&row.hint));
            }
            let words =
                label((left + 4.0, y + 32.0), &row.text, 11.0, right - left - 8.0, Anchor::Start);
            marks.push(words);
        }
        marks.push(dashed((at_bound, TOP - 2.0), (at_bound, bottom), INK, 1.5).hint(&self.bound));
        framed(&self.caption, WIDTH, bottom + 4.0, marks)
    }
}

#[cfg(test)]
mod tests {
    use super::super::checks::{SIZES, assert_sound, bars_hinted, hostile};
    use super::*;

    fn row(at: usize, share: Option<f64>) -> LimitsUsedRow {
        LimitsUsedRow {
            name: hostile(at),
            share,
            kept: [Some(true), Some(false), None][at % 3],
            text: hostile(at + 1),
            hint: format!("row {at}"),
        }
    }

    fn chart(rows: Vec<LimitsUsedRow>) -> Picture {
        let said = "Said".to_owned();
        let caption = Caption { title: said.clone(), description: said.clone(), notes: vec![said] };
        LimitsUsed { caption, bound: "bound".to_owned(), rows }.picture()
    }

    #[test]
    fn bars_are_shares_of_their_bounds() {
        let rows = vec![row(0, Some(0.5)), row(1, Some(1.5)), row(2, Some(9.0)), row(3, None)];
        let picture = chart(rows);
        let width = |hint: &str| bars_hinted(&picture, hint)[0].2;
        assert!((width("row 1") / width("row 0") - 3.0).abs() < 1e-9);
        // One far beyond its bound stops at twice that.
        assert!((width("row 2") / width("row 0") - 4.0).abs() < 1e-9);
        assert!(bars_hinted(&picture, "row 3").is_empty());
        assert_eq!(bars_hinted(&picture, "row 1")[0].1 - bars_hinted(&picture, "row 0")[0].1, 40.0);
    }

    #[test]
    fn labels_do_not_overlap() {
        for n in SIZES {
            let share = |at: usize| (!at.is_multiple_of(4)).then_some(at as f64 / 3.0);
            assert_sound(&chart((0..n).map(|at| row(at, share(at))).collect()));
        }
    }
}
