//! A triangle of three weights: who is first where.

use super::frame::{Caption, LABEL, WIDTH, framed};
use super::measure::{shortened, text_width};
use super::palette::{INK, PAPER, SOFT, series, text_on};
use super::panels::{Part, label, stacked};
use super::picture::{Anchor, Fill, Mark, Picture, Shape, bar, line, text};

/// Maps of the weights, group by group.
#[derive(Debug, Clone, PartialEq)]
pub struct Ternary {
    /// The words around them.
    pub caption: Caption,
    /// What has all the weight in the corner at the top, at the left and at the right.
    pub corners: [String; 3],
    /// The groups.
    pub groups: Vec<TernaryGroup>,
}

/// One group.
#[derive(Debug, Clone, PartialEq)]
pub struct TernaryGroup {
    /// Its name; none where there is a single group.
    pub heading: Option<String>,
    /// The parts of the triangle.
    pub regions: Vec<TernaryRegion>,
    /// The weights given, and what they are called.
    pub given: Option<([f64; 3], String)>,
}

/// Where an alternative is first.
#[derive(Debug, Clone, PartialEq)]
pub struct TernaryRegion {
    /// The alternative.
    pub name: String,
    /// Its share of the area, as it is written.
    pub share: String,
    /// The corners of a convex part, by their weights, in order; they sum to 1.
    pub corners: Vec<[f64; 3]>,
}

/// How long a side of the triangle is.
const SIDE: f64 = 360.0;
/// Where the triangle begins, from the left and from the top.
const AT: (f64, f64) = (4.0, 20.0);
/// Where the list begins.
const LIST: f64 = 396.0;
/// How high a line of the list is.
const LINE: f64 = 18.0;
/// The radius of the dot of the given weights.
const DOT: f64 = 4.5;

impl Ternary {
    /// The chart.
    pub fn picture(&self) -> Picture {
        let (marks, _, height) =
            stacked(self.groups.iter().map(|group| self.part(group)).collect());
        framed(&self.caption, WIDTH, height, marks)
    }

    fn part(&self, group: &TernaryGroup) -> Part {
        let high = SIDE * 0.75f64.sqrt();
        let bottom = AT.1 + high + 16.0;
        let mut marks = vec![
            label((AT.0 + SIDE / 2.0, AT.1 - 7.0), &self.corners[0], LABEL, SIDE, Anchor::Middle),
            label((0.0, bottom), &self.corners[1], LABEL, SIDE / 2.0 - 6.0, Anchor::Start),
            label((AT.0 + SIDE, bottom), &self.corners[2], LABEL, SIDE / 2.0 - 6.0, Anchor::End),
        ];
        let mut late = Vec::new();
        for (at, region) in group.regions.iter().enumerate() {
            let colour = series(at);
            let y = 16.0 + at as f64 * LINE;
            let number = (at + 1).to_string();
            let hint = format!("{}: {}", region.name, region.share);
            let corners: Vec<(f64, f64)> = region.corners.iter().map(place).collect();
            marks.push(
                Mark::new(Shape::Area { points: corners.clone(), fill: Fill::Solid(colour) })
                    .hint(&hint),
            );
            let mut outline = corners.clone();
            outline.extend(corners.first());
            late.push(Mark::new(Shape::Line {
                points: outline,
                colour: PAPER,
                width: 1.0,
                dashed: false,
            }));
            let size = 12.0;
            let given = group.given.as_ref().map(|(weights, _)| place(weights));
            let middle = beside(centre(&corners), given, size);
            let named = format!("{number} {}", shortened(&region.name, size, false, 120.0));
            let said = [named, number.clone()]
                .into_iter()
                .find(|said| has_room(&corners, middle, (text_width(said, size, false), size)));
            match said {
                Some(said) => late.push(
                    text(
                        (middle.0, middle.1 + 0.35 * size),
                        said,
                        size,
                        text_on(colour),
                        Anchor::Middle,
                    )
                    .hint(&hint),
                ),
                // A part too small for its number is led to from the list.
                None => late.push(line((LIST - 4.0, y - 4.0), middle, SOFT, 0.75)),
            }
            marks.push(bar((LIST, y - 10.0), (LIST + 12.0, y + 2.0), Fill::Solid(colour)));
            let room = WIDTH - 32.0 - LIST - 20.0;
            let share = text_width(&region.share, LABEL, false);
            let words = format!("{number}  {}", region.name);
            marks.push(label((LIST + 18.0, y), &words, LABEL, room - share - 14.0, Anchor::Start));
            marks.push(text((WIDTH - 32.0, y), &*region.share, LABEL, INK, Anchor::End));
        }
        let mut lines = group.regions.len();
        marks.extend(late);
        if let Some((weights, name)) = &group.given {
            let y = 16.0 + (lines as f64 + 0.5) * LINE;
            lines += 2;
            let (x, at) = place(weights);
            for (x, y) in [(x, at), (LIST + 6.0, y - 4.0)] {
                let dot = Shape::Dot { x, y, radius: DOT, fill: Fill::Hollow(INK) };
                marks.push(Mark::new(dot).hint(name));
            }
            let room = WIDTH - 32.0 - LIST - 18.0;
            marks.push(label((LIST + 18.0, y), name, LABEL, room, Anchor::Start));
        }
        let height = (bottom + 8.0).max(10.0 + lines as f64 * LINE);
        Part { heading: group.heading.clone(), size: (WIDTH - 32.0, height), marks }
    }
}

/// The place of weights in the triangle.
fn place(weights: &[f64; 3]) -> (f64, f64) {
    let high = SIDE * 0.75f64.sqrt();
    (AT.0 + SIDE * (weights[0] / 2.0 + weights[2]), AT.1 + high * (1.0 - weights[0]))
}

/// The centre of gravity of a convex part; where it has no area, the mean of its corners.
fn centre(corners: &[(f64, f64)]) -> (f64, f64) {
    let (mut area, mut x, mut y) = (0.0, 0.0, 0.0);
    for pair in corners.windows(2).skip(1) {
        let (o, p, q) = (corners[0], pair[0], pair[1]);
        let part = ((p.0 - o.0) * (q.1 - o.1) - (p.1 - o.1) * (q.0 - o.0)).abs();
        area += part;
        x += part * (o.0 + p.0 + q.0) / 3.0;
        y += part * (o.1 + p.1 + q.1) / 3.0;
    }
    if area > 0.0 {
        return (x / area, y / area);
    }
    let n = corners.len().max(1) as f64;
    let sum = corners.iter().fold((0.0, 0.0), |sum, corner| (sum.0 + corner.0, sum.1 + corner.1));
    (sum.0 / n, sum.1 / n)
}

/// The middle of a text, moved below the dot of the given weights where that would touch it.
fn beside(middle: (f64, f64), dot: Option<(f64, f64)>, size: f64) -> (f64, f64) {
    let touches = |(x, y): &(f64, f64)| {
        (x - middle.0).abs() < 5.0 * size && (y - middle.1).abs() < size / 2.0 + DOT + 2.0
    };
    match dot.filter(touches) {
        Some((_, y)) => (middle.0, y + DOT + size),
        None => middle,
    }
}

/// Whether a box of that size about that place lies within a convex part.
fn has_room(corners: &[(f64, f64)], (x, y): (f64, f64), (wide, high): (f64, f64)) -> bool {
    let (dx, dy) = (wide / 2.0 + 2.0, high / 2.0 + 1.0);
    let inside = |(x, y): (f64, f64)| {
        let turns = (0..corners.len()).map(|at| {
            let (a, b) = (corners[at], corners[(at + 1) % corners.len()]);
            (b.0 - a.0) * (y - a.1) - (b.1 - a.1) * (x - a.0)
        });
        let turns: Vec<f64> = turns.collect();
        turns.iter().all(|turn| *turn >= 0.0) || turns.iter().all(|turn| *turn <= 0.0)
    };
    corners.len() > 2
        && [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)]
            .iter()
            .all(|(right, down)| inside((x + right * dx, y + down * dy)))
}

#[cfg(test)]
mod tests {
    use super::super::checks::{SIZES, assert_sound, hostile};
    use super::*;

    fn chart(n: usize) -> Ternary {
        let said = "Said".to_owned();
        // Slices from the top corner to equal parts of the bottom.
        let slice = |at: usize| {
            let at_share = |at: usize| [0.0, 1.0 - at as f64 / n as f64, at as f64 / n as f64];
            TernaryRegion {
                name: hostile(at),
                share: "under 0.1 %".to_owned(),
                corners: vec![[1.0, 0.0, 0.0], at_share(at), at_share(at + 1)],
            }
        };
        let group = TernaryGroup {
            heading: Some(hostile(1)),
            regions: (0..n).map(slice).collect(),
            given: Some(([0.2, 0.3, 0.5], hostile(3))),
        };
        Ternary {
            caption: Caption { title: said.clone(), description: said.clone(), notes: vec![said] },
            corners: [hostile(0), hostile(1), hostile(3)],
            groups: vec![group.clone(), group],
        }
    }

    #[test]
    fn areas_on_the_sheet_are_shares_of_the_triangle() {
        assert_eq!(place(&[0.0, 1.0, 0.0]).0, 4.0);
        assert_eq!(place(&[0.0, 0.0, 1.0]).0, 364.0);
        assert_eq!(place(&[1.0, 0.0, 0.0]), (184.0, 20.0));
        let area = |corners: &[[f64; 3]]| {
            let of: Vec<(f64, f64)> = corners.iter().map(place).collect();
            ((of[1].0 - of[0].0) * (of[2].1 - of[0].1) - (of[1].1 - of[0].1) * (of[2].0 - of[0].0))
                .abs()
        };
        let all = area(&[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]);
        for region in &chart(4).groups[0].regions {
            assert!((area(&region.corners) / all - 0.25).abs() < 1e-12);
        }
    }

    #[test]
    fn a_number_stands_within_its_part_or_is_led_to() {
        let square = [(0.0, 0.0), (20.0, 0.0), (20.0, 20.0), (0.0, 20.0)];
        assert!(has_room(&square, (10.0, 10.0), (10.0, 12.0)));
        assert!(!has_room(&square, (10.0, 10.0), (18.0, 12.0)));
        assert_eq!(centre(&square), (10.0, 10.0));
        assert_eq!(centre(&[(1.0, 1.0), (3.0, 3.0)]), (2.0, 2.0));
    }

    #[test]
    fn labels_do_not_overlap() {
        for n in SIZES {
            assert_sound(&chart(n).picture());
        }
    }
}
