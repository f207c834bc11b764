//! Scores with their ranges, one row per alternative and one panel per group.

use super::axis::Axis;
use super::frame::Caption;
use super::palette::{BESIDE, INK, MAIN, MAIN_LIGHT, PAPER, SOFT, UNKNOWN, mixed};
use super::picture::{Fill, Mark, Picture, bar, dot};
use super::rows::{Lane, Legend, PanelWords, RowWords, Rows, span};

/// A dot for each score, and a bar from the least to the most it can be.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ranking {
    /// The words around it.
    pub caption: Caption,
    /// What the scores are.
    pub axis: Axis,
    /// What stands above the ranks.
    pub head: String,
    /// What dots, bars and hatches stand for.
    pub legend: Vec<Legend>,
    /// A panel per group, in the order of the case.
    pub panels: Vec<RankingPanel>,
}

/// A group.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RankingPanel {
    /// Its name; empty where there is one group.
    pub title: String,
    /// Its alternatives, from the top.
    pub rows: Vec<RankingRow>,
}

/// An alternative.
#[derive(Debug, Clone, PartialEq)]
pub struct RankingRow {
    /// Its name.
    pub name: String,
    /// Its name, score, range and rank in words.
    pub hint: String,
    /// The nominal score, where it has one.
    pub score: Option<f64>,
    /// The least and the most that the score can be, where that is known.
    pub range: Option<(f64, f64)>,
    /// Its rank and the ranks it can take, or why it has none.
    pub rank: String,
    /// How it stands.
    pub standing: RowStanding,
}

/// How an alternative stands in its group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowStanding {
    /// Its rank is 1, perhaps with others.
    First,
    /// It has another rank.
    Ranked,
    /// It competes, but has no rank for want of known weight.
    Unranked,
    /// It is there for reference.
    Reference,
    /// It does not meet a requirement.
    Excluded,
}

impl RowStanding {
    /// How its dot is filled.
    pub fn dot(self) -> Fill {
        match self {
            RowStanding::First => Fill::Solid(MAIN),
            RowStanding::Ranked => Fill::Solid(INK),
            RowStanding::Unranked | RowStanding::Reference | RowStanding::Excluded => {
                Fill::Hollow(SOFT)
            }
        }
    }

    /// How its bar is filled.
    pub fn range(self) -> Fill {
        match self {
            RowStanding::First => Fill::Solid(MAIN_LIGHT),
            RowStanding::Ranked => Fill::Solid(mixed(BESIDE, PAPER, 0.35)),
            RowStanding::Unranked | RowStanding::Reference | RowStanding::Excluded => {
                Fill::Hatched(UNKNOWN)
            }
        }
    }
}

impl Ranking {
    /// The picture.
    pub fn picture(&self) -> Picture {
        let rows = self.panels.iter().flat_map(|panel| &panel.rows);
        let figures = rows.flat_map(|row| {
            row.score.into_iter().chain(row.range.into_iter().flat_map(|(low, high)| [low, high]))
        });
        let panels = self
            .panels
            .iter()
            .map(|own| PanelWords { title: &own.title, rows: own.rows.iter().map(words).collect() })
            .collect();
        let rows = Rows {
            caption: &self.caption,
            axis: &self.axis,
            ends: span(figures),
            head: &self.head,
            legend: &self.legend,
            panels,
        };
        rows.picture(|panel, row, lane| drawn(&self.panels[panel].rows[row], lane))
    }
}

fn words(row: &RankingRow) -> RowWords<'_> {
    RowWords {
        name: &row.name,
        hint: &row.hint,
        text: &row.rank,
        bold: row.standing == RowStanding::First,
    }
}

fn drawn(row: &RankingRow, lane: &Lane) -> Vec<Mark> {
    let mut out = Vec::new();
    // A range of one figure is no range.
    if let Some((low, high)) = row.range.filter(|(low, high)| low < high) {
        let (from, to) = (lane.scale.place(low), lane.scale.place(high));
        let corners = ((from, lane.middle - 3.5), (to, lane.middle + 3.5));
        out.push(bar(corners.0, corners.1, row.standing.range()).hint(row.hint.as_str()));
    }
    if let Some(score) = row.score {
        let at = (lane.scale.place(score), lane.middle);
        out.push(dot(at, 4.5, row.standing.dot()).hint(row.hint.as_str()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::checks::{SIZES, assert_sound, bars_hinted, hostile, place_of, texts};
    use super::super::picture::Shape;
    use super::*;

    fn row(name: &str, score: Option<f64>, range: Option<(f64, f64)>, rank: &str) -> RankingRow {
        RankingRow {
            name: name.to_owned(),
            hint: format!("hint of {name}"),
            score,
            range,
            rank: rank.to_owned(),
            standing: if rank == "1" { RowStanding::First } else { RowStanding::Ranked },
        }
    }

    fn chart(panels: Vec<RankingPanel>) -> Ranking {
        let caption = Caption {
            title: "A is first".to_owned(),
            description: "A 0.8, B 0.2".to_owned(),
            notes: vec!["A note".to_owned()],
        };
        Ranking { caption, head: "rank".to_owned(), panels, ..Ranking::default() }
    }

    fn dot_of(picture: &Picture, hint: &str) -> Option<(f64, f64)> {
        picture.marks.iter().find_map(|mark| match mark.shape {
            Shape::Dot { x, y, .. } if mark.hint.as_deref() == Some(hint) => Some((x, y)),
            _ => None,
        })
    }

    #[test]
    fn dots_and_bars_lie_where_the_figures_say() {
        let rows = vec![
            row("A", Some(0.8), Some((0.6, 1.0)), "1"),
            row("B", Some(0.2), Some((0.0, 0.4)), "2"),
            row("C", None, None, "-"),
        ];
        let picture = chart(vec![RankingPanel { title: String::new(), rows }]).picture();
        assert_sound(&picture);
        let (a, b) = (bars_hinted(&picture, "hint of A")[0], bars_hinted(&picture, "hint of B")[0]);
        // Both ranges are 0.4 wide and 0.6 apart, on one scale.
        assert!((a.2 - b.2).abs() < 1e-9 && (a.0 - b.0 - 1.5 * a.2).abs() < 1e-9, "{a:?} {b:?}");
        let (dot_a, dot_b) =
            (dot_of(&picture, "hint of A").unwrap(), dot_of(&picture, "hint of B").unwrap());
        assert!(
            (dot_a.0 - (a.0 + a.2 / 2.0)).abs() < 1e-9 && (dot_b.1 - dot_a.1 - 20.0).abs() < 1e-9
        );
        // Missing is not 0.
        assert!(dot_of(&picture, "hint of C").is_none());
        assert!(bars_hinted(&picture, "hint of C").is_empty());
        let order = ["A", "B", "C"].map(|name| place_of(&picture, name).1);
        assert!(order[0] < order[1] && order[1] < order[2]);
        assert!(texts(&picture).contains(&"rank"));
    }

    #[test]
    fn nothing_touches_whatever_the_size() {
        for size in SIZES {
            let rows = |of: usize| -> Vec<RankingRow> {
                let one = |at: usize| {
                    let score = at as f64 / 7.0 - 3.0;
                    row(
                        &hostile(at + of),
                        Some(score),
                        Some((score, score + 1.0)),
                        "10 (2\u{2013}60)",
                    )
                };
                (0..size).map(one).collect()
            };
            let title = hostile(1);
            assert_sound(
                &chart(vec![RankingPanel { title: title.clone(), rows: rows(0) }]).picture(),
            );
            let panels = (0..size).map(|at| RankingPanel {
                title: hostile(at),
                rows: rows(at).into_iter().take(4).collect(),
            });
            assert_sound(&chart(panels.collect()).picture());
        }
        let same = (0..3).map(|at| row(&format!("{at}"), Some(0.5), Some((0.5, 0.5)), "1"));
        assert_sound(
            &chart(vec![RankingPanel { title: String::new(), rows: same.collect() }]).picture(),
        );
        assert_sound(&chart(Vec::new()).picture());
    }
}
