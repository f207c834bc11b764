//! The weights that put each alternative first, on average: a row each, a bar for each criterion.

use super::frame::{Caption, EDGE, LABEL, WIDTH, framed};
use super::palette::{INK, MAIN, RULE, SOFT};
use super::panels::{Part, head, heads, label, names_width, stacked};
use super::picture::{Anchor, Fill, Mark, Picture, bar, line, text};

/// Central weights, group by group.
#[derive(Debug, Clone, PartialEq)]
pub struct CentralWeights {
    /// The words around them.
    pub caption: Caption,
    /// The criteria: the columns.
    pub criteria: Vec<String>,
    /// The groups.
    pub groups: Vec<CentralWeightsGroup>,
}

/// One group.
#[derive(Debug, Clone, PartialEq)]
pub struct CentralWeightsGroup {
    /// Its name; none where there is a single group.
    pub heading: Option<String>,
    /// Its alternatives.
    pub rows: Vec<CentralWeightsRow>,
}

/// One alternative.
#[derive(Debug, Clone, PartialEq)]
pub struct CentralWeightsRow {
    /// Its name.
    pub name: String,
    /// Its central weights by criterion, or why it has none.
    pub weights: Result<Vec<CentralWeight>, String>,
}

/// A central weight.
#[derive(Debug, Clone, PartialEq)]
pub struct CentralWeight {
    /// The weight, 0 to 1.
    pub value: f64,
    /// Its standard error.
    pub std_error: f64,
    /// The weight as it is written.
    pub text: String,
    /// The weight with its error, for those who point at it.
    pub hint: String,
}

/// How narrow and how wide a column may be.
const COLUMN: (f64, f64) = (66.0, 150.0);
/// How high a row is.
const ROW: f64 = 32.0;
/// The most that names take.
const NAMES: f64 = 190.0;

impl CentralWeights {
    /// The chart. All bars have one scale.
    pub fn picture(&self) -> Picture {
        let names =
            self.groups.iter().flat_map(|group| group.rows.iter().map(|row| row.name.as_str()));
        let left = names_width(names, NAMES);
        let room = WIDTH - 2.0 * EDGE - left;
        let column = (room / self.criteria.len().max(1) as f64).floor().clamp(COLUMN.0, COLUMN.1);
        let ends = self.groups.iter().flat_map(|group| &group.rows).flat_map(|row| {
            row.weights.iter().flatten().map(|weight| weight.value + weight.std_error)
        });
        let most = ends.fold(0.0, f64::max);
        let scale = if most > 0.0 { (column - 12.0) / most } else { 0.0 };
        let parts = self.groups.iter().map(|group| self.part(group, left, column, scale)).collect();
        let (marks, width, height) = stacked(parts);
        framed(&self.caption, WIDTH.max(width + 2.0 * EDGE), height, marks)
    }

    fn part(&self, group: &CentralWeightsGroup, left: f64, column: f64, scale: f64) -> Part {
        let wide = left + column * self.criteria.len() as f64;
        let mut marks: Vec<Mark> = Vec::new();
        let top = heads(self.criteria.iter().map(String::as_str), column - 6.0);
        for (at, name) in self.criteria.iter().enumerate() {
            let middle = left + (at as f64 + 0.5) * column;
            marks.extend(head(middle, top, name, column - 6.0));
        }
        for (at, row) in group.rows.iter().enumerate() {
            let y = top + at as f64 * ROW;
            marks.push(line((0.0, y), (wide, y), RULE, 1.0));
            marks.push(label((0.0, y + 20.0), &row.name, LABEL, left - 8.0, Anchor::Start));
            match &row.weights {
                Ok(weights) => {
                    for (criterion, weight) in weights.iter().enumerate() {
                        let x = left + criterion as f64 * column;
                        marks.extend(weight.marks((x, y), scale));
                    }
                }
                Err(why) => {
                    let room = (wide - left).max(60.0);
                    marks.push(label((left, y + 20.0), why, LABEL, room, Anchor::Start));
                }
            }
        }
        let height = top + group.rows.len() as f64 * ROW;
        Part { heading: group.heading.clone(), size: (wide, height), marks }
    }
}

impl CentralWeight {
    fn marks(&self, (x, y): (f64, f64), scale: f64) -> Vec<Mark> {
        let end = x + self.value * scale;
        let mut marks = vec![
            bar((x, y + 18.0), (end, y + 26.0), Fill::Solid(MAIN)).hint(&self.hint),
            line((x, y + 16.0), (x, y + 28.0), SOFT, 1.0),
            text((x + 1.0, y + 13.0), &*self.text, 10.0, INK, Anchor::Start).hint(&self.hint),
        ];
        let (low, high) = (self.value - self.std_error, self.value + self.std_error);
        let (low, high) = (x + low.max(0.0) * scale, x + high * scale);
        marks.push(line((low, y + 22.0), (high, y + 22.0), INK, 1.5));
        for end in [low, high] {
            marks.push(line((end, y + 19.0), (end, y + 25.0), INK, 1.0));
        }
        marks
    }
}

#[cfg(test)]
mod tests {
    use super::super::checks::{SIZES, assert_sound, bars_hinted, hostile, texts};
    use super::*;

    fn chart(alternatives: usize, criteria: usize) -> CentralWeights {
        let said = "Said".to_owned();
        let weight = |at: usize| CentralWeight {
            value: at as f64 / 10.0,
            std_error: 0.1,
            text: "0.123".to_owned(),
            hint: format!("weight {at}"),
        };
        let row = |at: usize| CentralWeightsRow {
            name: hostile(at),
            weights: match at % 3 {
                2 => Err("never first, so that no weights do it ".repeat(5)),
                _ => Ok((0..criteria).map(weight).collect()),
            },
        };
        let group = CentralWeightsGroup {
            heading: Some(hostile(1)),
            rows: (0..alternatives).map(row).collect(),
        };
        CentralWeights {
            caption: Caption { title: said.clone(), description: said.clone(), notes: vec![said] },
            criteria: (0..criteria).map(hostile).collect(),
            groups: vec![group.clone(), group],
        }
    }

    #[test]
    fn bars_are_as_long_as_weights() {
        let picture = chart(1, 3).picture();
        // The most is 0.2 + 0.1 and takes the column less 12: a column is 150 or what three leave.
        let [zero, one, two] =
            ["weight 0", "weight 1", "weight 2"].map(|hint| bars_hinted(&picture, hint)[0]);
        assert_eq!(zero.2, 0.0);
        assert!((two.2 - 2.0 * one.2).abs() < 1e-9 && one.2 > 20.0, "{one:?} {two:?}");
        assert!((two.0 - one.0 - (one.0 - zero.0)).abs() < 1e-9);
    }

    #[test]
    fn who_is_never_first_has_no_bars() {
        let picture = chart(3, 2).picture();
        assert_eq!(bars_hinted(&picture, "weight 1").len(), 4);
        assert!(texts(&picture).iter().any(|text| text.starts_with("never first")));
    }

    #[test]
    fn labels_do_not_overlap() {
        for n in SIZES {
            assert_sound(&chart(n, 4).picture());
            assert_sound(&chart(3, n).picture());
        }
    }
}
