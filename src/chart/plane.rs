//! A plane with points and axes: how alternatives and criteria lie to each other.

use super::frame::{Caption, LABEL, WIDTH, framed};
use super::palette::{AGAINST, INK, MAIN, RULE};
use super::panels::{Part, label, stacked};
use super::picture::{Anchor, Colour, Fill, Mark, Picture, dot, line};
use super::scale::apart;

/// Planes, group by group.
#[derive(Debug, Clone, PartialEq)]
pub struct Plane {
    /// The words around them.
    pub caption: Caption,
    /// The groups.
    pub groups: Vec<PlaneGroup>,
}

/// One group.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaneGroup {
    /// Its name; none where there is a single group.
    pub heading: Option<String>,
    /// The alternatives, in the plane.
    pub points: Vec<PlanePoint>,
    /// The ends of the axes of the criteria, to a scale of their own.
    pub axes: Vec<PlanePoint>,
    /// The end of the axis that the weights point to, to the scale of the axes.
    pub stick: Option<PlanePoint>,
}

/// A place in the plane.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanePoint {
    /// What it is.
    pub name: String,
    /// To the right.
    pub right: f64,
    /// Up.
    pub up: f64,
}

/// How far the plane reaches from its middle.
const REACH: f64 = 150.0;
/// Where its middle is, from the left.
const MIDDLE: f64 = (WIDTH - 32.0) / 2.0;
/// How much room names have at each side.
const NAMES: f64 = 172.0;
/// How far names stand apart.
const LINE: f64 = 15.0;

/// What is drawn and named at a side.
struct Named<'a> {
    name: &'a str,
    place: (f64, f64),
    is: Is,
}

#[derive(Clone, Copy, PartialEq)]
enum Is {
    Alternative,
    Criterion,
    Stick,
}

impl Plane {
    /// The chart.
    pub fn picture(&self) -> Picture {
        let (marks, _, height) = stacked(self.groups.iter().map(PlaneGroup::part).collect());
        framed(&self.caption, WIDTH, height, marks)
    }
}

impl PlaneGroup {
    fn part(&self) -> Part {
        let most = |points: &mut dyn Iterator<Item = &PlanePoint>| {
            points.map(|of| of.right.hypot(of.up)).fold(0.0, f64::max)
        };
        let scale = |most: f64, reach: f64| if most > 0.0 { reach / most } else { 0.0 };
        let points = scale(most(&mut self.points.iter()), REACH - 6.0);
        let axes = scale(most(&mut self.axes.iter().chain(&self.stick)), REACH - 24.0);
        let placed = |of: &PlanePoint, scale: f64| (of.right * scale, -of.up * scale);
        let mut all: Vec<Named> = Vec::new();
        for of in &self.axes {
            all.push(Named { name: &of.name, place: placed(of, axes), is: Is::Criterion });
        }
        if let Some(of) = &self.stick {
            all.push(Named { name: &of.name, place: placed(of, axes), is: Is::Stick });
        }
        for of in &self.points {
            all.push(Named { name: &of.name, place: placed(of, points), is: Is::Alternative });
        }
        let (left, right): (Vec<Named>, Vec<Named>) =
            all.into_iter().partition(|of| of.place.0 < 0.0);
        let longest = left.len().max(right.len()) as f64;
        let height = (2.0 * REACH + 12.0).max(LINE * longest + 12.0);
        let middle = height / 2.0;
        let mut marks = vec![
            line((MIDDLE - REACH, middle), (MIDDLE + REACH, middle), RULE, 1.0),
            line((MIDDLE, middle - REACH), (MIDDLE, middle + REACH), RULE, 1.0),
        ];
        let mut late = Vec::new();
        for (side, of) in [(-1.0, &left), (1.0, &right)] {
            let wanted: Vec<f64> = of.iter().map(|of| middle + of.place.1).collect();
            let ends = (LINE / 2.0, height - LINE / 2.0);
            let names = apart(&wanted, LINE, ends);
            for (of, y) in of.iter().zip(names) {
                let end = (MIDDLE + of.place.0, middle + of.place.1);
                let edge = MIDDLE + side * (REACH + 6.0);
                marks.push(line(end, (edge, y), RULE, 0.75));
                late.extend(of.is.marks(end, (MIDDLE, middle), of.name));
                let anchor = if side < 0.0 { Anchor::End } else { Anchor::Start };
                // No sign here: it would look like a second place.
                let place = (edge + side * 4.0, y + 4.0);
                late.push(label(place, of.name, LABEL, NAMES, anchor));
            }
        }
        marks.extend(late);
        Part { heading: self.heading.clone(), size: (WIDTH - 32.0, height), marks }
    }
}

impl Is {
    fn colour(self) -> Colour {
        match self {
            Is::Alternative => INK,
            Is::Criterion => MAIN,
            Is::Stick => AGAINST,
        }
    }

    fn sign(self, at: (f64, f64)) -> Mark {
        match self {
            Is::Alternative => dot(at, 4.0, Fill::Solid(INK)),
            Is::Criterion => dot(at, 3.0, Fill::Hollow(MAIN)),
            Is::Stick => dot(at, 5.0, Fill::Hatched(AGAINST)),
        }
    }

    fn marks(self, end: (f64, f64), middle: (f64, f64), name: &str) -> Vec<Mark> {
        let width = if self == Is::Stick { 3.0 } else { 1.25 };
        let mut marks = Vec::new();
        if self != Is::Alternative {
            marks.push(line(middle, end, self.colour(), width).hint(name));
        }
        marks.push(self.sign(end).hint(name));
        marks
    }
}

#[cfg(test)]
mod tests {
    use super::super::checks::{SIZES, assert_sound, hostile, place_of};
    use super::super::picture::Shape;
    use super::*;

    fn point(name: &str, right: f64, up: f64) -> PlanePoint {
        PlanePoint { name: name.to_owned(), right, up }
    }

    fn chart(points: Vec<PlanePoint>, axes: Vec<PlanePoint>) -> Plane {
        let said = "Said".to_owned();
        let group = PlaneGroup {
            heading: Some(said.clone()),
            points,
            axes,
            stick: Some(point("weights", 0.5, 0.5)),
        };
        Plane {
            caption: Caption { title: said.clone(), description: said.clone(), notes: vec![said] },
            groups: vec![group.clone(), group],
        }
    }

    #[test]
    fn points_lie_where_they_are_and_are_named_on_their_side() {
        let picture = chart(
            vec![point("east", 2.0, 0.0), point("west", -1.0, 0.0), point("north", 0.0, 1.0)],
            vec![point("axis", 0.0, -1.0)],
        )
        .picture();
        let dot_of = |name: &str| {
            let of = |mark: &Mark| match mark.shape {
                Shape::Dot { x, y, .. } if mark.hint.as_deref() == Some(name) => Some((x, y)),
                _ => None,
            };
            picture.marks.iter().find_map(of).unwrap()
        };
        let (east, west, north) = (dot_of("east"), dot_of("west"), dot_of("north"));
        // The middle is at 16 + 344; the farthest of them lies 144 from it.
        assert_eq!((east.0, west.0, north.0), (504.0, 288.0, 360.0));
        assert_eq!((east.1, east.1 - north.1), (west.1, 72.0));
        assert!(place_of(&picture, "east").0 > 510.0 && place_of(&picture, "west").2 < 210.0);
    }

    #[test]
    fn labels_do_not_overlap() {
        for n in SIZES {
            let all = |turn: f64| -> Vec<PlanePoint> {
                let of = |at: usize| {
                    let angle = at as f64 * turn;
                    point(&hostile(at), angle.cos(), angle.sin())
                };
                (0..n).map(of).collect()
            };
            assert_sound(&chart(all(0.7), all(0.0)).picture());
        }
    }
}
