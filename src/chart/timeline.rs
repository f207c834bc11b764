//! Paths over the years: a row for each choice, and a stretch for what it stands in.

use super::frame::{Caption, EDGE, LABEL, WIDTH, framed};
use super::measure::{shortened, text_width};
use super::palette::{BESIDE, INK, PAPER, RULE, SOFT, mixed, series, text_on};
use super::panels::{HEADS, head, label, names_width};
use super::picture::{Anchor, Fill, Mark, Picture, Shape, bar, line, text};
use super::scale::Linear;

/// Paths over the years.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// The words around them.
    pub caption: Caption,
    /// The periods, in order: name, first year, and the year after the last.
    pub periods: Vec<(String, i32, i32)>,
    /// The choices.
    pub rows: Vec<TimelineRow>,
}

/// The path of a choice.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineRow {
    /// The choice; empty where there is a single one.
    pub name: String,
    /// What it stands in, in order; or why there is no path.
    pub stretches: Result<Vec<Stretch>, String>,
}

/// Where a path stands for some time.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// What it stands in.
    pub name: String,
    /// Which of the alternatives of the chart that is; none for none of them.
    pub number: Option<usize>,
    /// The first year, and the year after the last.
    pub years: (i32, i32),
    /// Whether the path switches to it when it begins.
    pub switch: bool,
}

/// How high a row is.
const ROW: f64 = 36.0;
/// The most that names take.
const NAMES: f64 = 170.0;
/// How much years need beside each other.
const YEAR: f64 = 34.0;

impl Timeline {
    /// The chart.
    pub fn picture(&self) -> Picture {
        let left = names_width(self.rows.iter().map(|row| row.name.as_str()), NAMES).max(20.0);
        let right = WIDTH - 2.0 * EDGE;
        let (first, last) = (
            self.periods.first().map_or(0, |period| period.1),
            self.periods.last().map_or(1, |period| period.2),
        );
        // Half a year's label stands beyond the last.
        let years = Linear::new((f64::from(first), f64::from(last)), (left, right - 16.0));
        let x = |year: i32| years.place(f64::from(year));
        let top = HEADS + 18.0;
        let bottom = top + ROW * self.rows.len() as f64;
        let mut marks: Vec<Mark> = Vec::new();
        let mut free = f64::NEG_INFINITY;
        let starts = self.periods.iter().map(|period| period.1).chain([last]);
        for (at, year) in starts.enumerate() {
            let place = x(year);
            marks.push(line((place, HEADS + 14.0), (place, bottom), RULE, 1.0));
            if place - YEAR / 2.0 >= free {
                let words = year.to_string();
                marks.push(text((place, HEADS + 10.0), words, 11.0, SOFT, Anchor::Middle));
                free = place + YEAR / 2.0;
            }
            if let Some((name, from, to)) = self.periods.get(at) {
                let room = x(*to) - x(*from) - 4.0;
                if room >= 14.0 {
                    marks.extend(head((x(*from) + x(*to)) / 2.0, HEADS - 2.0, name, room));
                }
            }
        }
        for (at, row) in self.rows.iter().enumerate() {
            let y = top + at as f64 * ROW;
            if !row.name.is_empty() {
                marks.push(label((0.0, y + 22.0), &row.name, LABEL, left - 8.0, Anchor::Start));
            }
            match &row.stretches {
                Err(why) => {
                    let room = right - left - 8.0;
                    marks.push(label((left + 4.0, y + 22.0), why, LABEL, room, Anchor::Start));
                }
                Ok(stretches) => {
                    for stretch in stretches {
                        marks.extend(stretch.marks((x(stretch.years.0), x(stretch.years.1)), y));
                    }
                }
            }
        }
        framed(&self.caption, WIDTH, bottom + 4.0, marks)
    }
}

impl Stretch {
    fn marks(&self, (from, to): (f64, f64), y: f64) -> Vec<Mark> {
        let hint = format!("{}: {}-{}", self.name, self.years.0, self.years.1 - 1);
        let fill = match self.number {
            Some(number) => Fill::Solid(mixed(series(number), PAPER, 0.25)),
            None => Fill::Hollow(BESIDE),
        };
        let mut marks = vec![bar((from, y + 6.0), (to, y + 30.0), fill).hint(&hint)];
        let mut start = from + 6.0;
        if self.switch {
            marks.push(line((from, y + 2.0), (from, y + 34.0), INK, 2.0).hint(&hint));
            let points = vec![(from, y + 12.0), (from + 7.0, y + 18.0), (from, y + 24.0)];
            marks.push(Mark::new(Shape::Area { points, fill: Fill::Solid(INK) }).hint(&hint));
            start += 6.0;
        }
        let room = to - start - 4.0;
        let short = shortened(&self.name, LABEL, false, room);
        if text_width(&short, LABEL, false) <= room && !short.is_empty() {
            let ink = match fill {
                Fill::Solid(colour) => text_on(colour),
                _ => INK,
            };
            marks.push(text((start, y + 22.0), short, LABEL, ink, Anchor::Start).hint(&hint));
        }
        marks
    }
}

#[cfg(test)]
mod tests {
    use super::super::checks::{SIZES, assert_sound, bars_hinted, hostile};
    use super::*;

    fn chart(periods: Vec<(String, i32, i32)>, rows: Vec<TimelineRow>) -> Picture {
        let said = "Said".to_owned();
        let caption = Caption { title: said.clone(), description: said.clone(), notes: vec![said] };
        Timeline { caption, periods, rows }.picture()
    }

    fn stretch(name: &str, years: (i32, i32), switch: bool) -> Stretch {
        Stretch { name: name.to_owned(), number: Some(0), years, switch }
    }

    #[test]
    fn stretches_are_as_long_as_their_years() {
        let periods = vec![("soon".to_owned(), 2027, 2030), ("late".to_owned(), 2030, 2040)];
        let stretches = vec![stretch("S3", (2027, 2030), true), stretch("S4", (2030, 2040), true)];
        let row = TimelineRow { name: "A".to_owned(), stretches: Ok(stretches) };
        let picture = chart(periods, vec![row]);
        let one = bars_hinted(&picture, "S3: 2027-2029")[0];
        let other = bars_hinted(&picture, "S4: 2030-2039")[0];
        assert!((other.2 / one.2 - 10.0 / 3.0).abs() < 1e-9);
        assert!((one.0 + one.2 - other.0).abs() < 1e-9);
        let triangles =
            picture.marks.iter().filter(|mark| matches!(mark.shape, Shape::Area { .. })).count();
        assert_eq!(triangles, 2);
    }

    #[test]
    fn labels_do_not_overlap() {
        for n in SIZES {
            let year = |at: usize| 2026 + at as i32;
            let periods = (0..n).map(|at| (hostile(at), year(at), year(at + 1))).collect();
            let row = |at: usize| TimelineRow {
                name: hostile(at),
                stretches: match at % 3 {
                    2 => Err(hostile(1)),
                    _ => Ok((0..n)
                        .map(|at| stretch(&hostile(at), (year(at), year(at + 1)), at % 2 == 1))
                        .collect()),
                },
            };
            assert_sound(&chart(periods, (0..n).map(row).collect()));
        }
    }
}
