//! What figures are worth: a small chart for each criterion.

use super::frame::{Caption, EDGE, WIDTH, framed, moved};
use super::measure::{lines, shortened};
use super::palette::{BESIDE, INK, MAIN, RULE, SOFT};
use super::panels::label;
use super::picture::{Anchor, Fill, Mark, Picture, Shape, bold_text, dot, line, text};
use super::scale::Linear;

/// Value functions.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueFunctions {
    /// The words around them.
    pub caption: Caption,
    /// The criteria.
    pub criteria: Vec<ValueFunction>,
}

/// The value function of a criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueFunction {
    /// The criterion.
    pub name: String,
    /// What its figures are: the unit, and which way is better.
    pub axis: String,
    /// The points it goes through, by rising figure, with straight lines between them: at least
    /// two; or why it has none to show.
    pub points: Result<Vec<(f64, f64)>, String>,
    /// The ends of the axis as they are written.
    pub ends: [String; 2],
    /// The figures of alternatives, with their names.
    pub figures: Vec<(f64, String)>,
}

/// Charts side by side.
const COLUMNS: usize = 3;
/// How wide a chart is with the room beside it, and how high with that below.
const CELL: (f64, f64) = ((WIDTH - 2.0 * EDGE) / COLUMNS as f64, 176.0);
/// Where the axes are: from the left, to the right, from the top, to the bottom.
const AXES: (f64, f64, f64, f64) = (17.0, CELL.0 - 16.0, 26.0, 130.0);

impl ValueFunctions {
    /// The chart.
    pub fn picture(&self) -> Picture {
        let mut marks = Vec::new();
        for (at, criterion) in self.criteria.iter().enumerate() {
            let (column, row) = ((at % COLUMNS) as f64, (at / COLUMNS) as f64);
            let of = criterion.marks().into_iter();
            marks.extend(of.map(|mark| moved(mark, column * CELL.0, row * CELL.1)));
        }
        let rows = self.criteria.len().div_ceil(COLUMNS) as f64;
        framed(&self.caption, WIDTH, rows * CELL.1, marks)
    }
}

impl ValueFunction {
    fn marks(&self) -> Vec<Mark> {
        let (left, right, top, bottom) = AXES;
        let name = shortened(&self.name, 12.0, true, right);
        let mut marks =
            vec![bold_text((0.0, 14.0), name, 12.0, INK, Anchor::Start).hint(&self.name)];
        let points = match &self.points {
            Ok(points) => points,
            Err(why) => {
                let said = lines(why, 11.0, false, right - left);
                for (at, words) in said.into_iter().take(7).enumerate() {
                    let y = top + 14.0 + 15.0 * at as f64;
                    marks.push(text((left, y), words, 11.0, SOFT, Anchor::Start).hint(why));
                }
                return marks;
            }
        };
        let (from, to) = (
            points.first().map_or(0.0, |point| point.0),
            points.last().map_or(1.0, |point| point.0),
        );
        let across = Linear::new((from, to), (left, right));
        let up = Linear::new((0.0, 1.0), (bottom, top));
        // A function may go on beyond 0 and 1; the chart does not.
        let place = |(x, y): (f64, f64)| (across.place(x), up.place(y.clamp(0.0, 1.0)));
        for (value, y) in [("1", top), ("0", bottom)] {
            marks.push(line((left, y), (right, y), RULE, 1.0));
            marks.push(text((left - 7.0, y + 4.0), value, 11.0, SOFT, Anchor::End));
        }
        for (figure, who) in &self.figures {
            let x = across.place(figure.clamp(from.min(to), from.max(to)));
            marks.push(line((x, bottom), (x, bottom - 7.0), BESIDE, 1.0).hint(who));
        }
        let all: Vec<(f64, f64)> = points.iter().copied().map(place).collect();
        for point in &all {
            marks.push(dot(*point, 3.0, Fill::Solid(MAIN)));
        }
        let shape = Shape::Line { points: all, colour: MAIN, width: 2.0, dashed: false };
        marks.push(Mark::new(shape).hint(&self.name));
        let room = (right - left) / 2.0 - 4.0;
        let [low, high] = &self.ends;
        marks.push(soft(label((left, bottom + 14.0), low, 11.0, room, Anchor::Start)));
        marks.push(soft(label((right, bottom + 14.0), high, 11.0, room, Anchor::End)));
        if !self.axis.is_empty() {
            marks.push(soft(label(
                (left, bottom + 29.0),
                &self.axis,
                11.0,
                right - left,
                Anchor::Start,
            )));
        }
        marks
    }
}

/// The same in letters of less weight.
fn soft(mut mark: Mark) -> Mark {
    if let Shape::Text { colour, .. } = &mut mark.shape {
        *colour = SOFT;
    }
    mark
}

#[cfg(test)]
mod tests {
    use super::super::checks::{SIZES, assert_sound, hostile, place_of};
    use super::*;

    fn chart(criteria: Vec<ValueFunction>) -> Picture {
        let said = "Said".to_owned();
        let caption = Caption { title: said.clone(), description: said.clone(), notes: vec![said] };
        ValueFunctions { caption, criteria }.picture()
    }

    fn criterion(name: &str, points: Result<Vec<(f64, f64)>, String>) -> ValueFunction {
        ValueFunction {
            name: name.to_owned(),
            axis: hostile(1),
            points,
            ends: [hostile(3), hostile(0)],
            figures: vec![(0.0, "A".to_owned()), (5.0, "B".to_owned())],
        }
    }

    #[test]
    fn the_line_goes_through_its_points() {
        let points = vec![(0.0, 1.0), (5.0, 0.25), (10.0, 0.0)];
        let picture = chart(vec![criterion("x", Ok(points))]);
        let line = picture
            .marks
            .iter()
            .find_map(|mark| match &mark.shape {
                Shape::Line { points, width: 2.0, .. } => Some(points.clone()),
                _ => None,
            })
            .unwrap();
        // Half the way along, and three quarters of the way down.
        let (wide, high) = (line[2].0 - line[0].0, line[2].1 - line[0].1);
        assert!((line[1].0 - line[0].0 - wide / 2.0).abs() < 1e-9);
        assert!((line[1].1 - line[0].1 - 0.75 * high).abs() < 1e-9 && high == 104.0);
    }

    #[test]
    fn a_criterion_without_one_says_why() {
        let picture = chart(vec![criterion("x", Err("why not".to_owned()))]);
        assert!(place_of(&picture, "why not").1 > place_of(&picture, "x").3);
    }

    #[test]
    fn labels_do_not_overlap() {
        for n in SIZES {
            let of = |at: usize| match at % 3 {
                0 => criterion(&hostile(at), Err(hostile(1))),
                _ => criterion(&hostile(at), Ok(vec![(0.0, 0.0), (10.0, 1.0)])),
            };
            assert_sound(&chart((0..n).map(of).collect()));
        }
    }
}
