//! Piecewise-linear functions: value functions and the shifts of adjustments are all of this one
//! kind, which is what makes exact bounds possible. A value function may also be linear in the
//! logarithm of its figure ([`Curve::in_logarithms`]); then bounds over inputs that several values
//! share are true and not always tight.

use crate::tolerance::SAME_FIGURE;
use approx::relative_eq;

/// What a [`Curve`] does beyond its first and last point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Outside {
    /// It keeps the value of the end.
    Flat,
    /// It goes on along the last segment.
    Extend,
}

/// A continuous piecewise-linear function of one variable.
///
/// ```
/// use afweging::problem::{Curve, Outside};
///
/// let value = Curve::new(vec![(0.0, 0.0), (10.0, 0.8), (20.0, 1.0)], Outside::Flat).unwrap();
/// assert_eq!(value.at(5.0), 0.4);
/// assert_eq!(value.at(100.0), 1.0);
/// assert!(Curve::new(vec![(1.0, 0.0), (1.0, 1.0)], Outside::Flat).is_none()); // x must rise
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    points: Vec<(f64, f64)>,
    below: Outside,
    above: Outside,
    /// Whether it is linear in the logarithm of x, between points with x above 0.
    logarithmic: bool,
}

/// Values beyond this are cut, so that a curve extended far beyond its scale stays finite, as do
/// sums and differences.
const MOST: f64 = 1e300;

/// Lines that show a piece that is linear in logarithms.
const DRAWN: usize = 48;

/// (x - from) / (to - from) for from < to, also where the difference overflows (a scale from -1e308
/// to 1e308).
pub fn share(x: f64, from: f64, to: f64) -> f64 {
    let range = to - from;
    // Halving a difference of subnormals would lose it, so halves are only taken where they are
    // needed.
    if range.is_finite() {
        (x - from) / range
    } else {
        (x / 2.0 - from / 2.0) / (to / 2.0 - from / 2.0)
    }
}

/// How much the value rises by unit between two points.
fn slope((x0, y0): (f64, f64), (x1, y1): (f64, f64)) -> f64 {
    let run = x1 - x0;
    // By halves where the difference overflows.
    if run.is_finite() { (y1 - y0) / run } else { (y1 / 2.0 - y0 / 2.0) / (x1 / 2.0 - x0 / 2.0) }
}

/// Whether two slopes are one but for rounding.
fn same_slope(a: f64, b: f64) -> bool {
    relative_eq!(a, b, max_relative = SAME_FIGURE)
}

impl Curve {
    /// The curve through `points`, whose x must be finite and strictly increasing and whose y must
    /// be finite. `None` if they are not, or if there is no point at all.
    pub fn new(points: Vec<(f64, f64)>, outside: Outside) -> Option<Curve> {
        let finite = points.iter().all(|(x, y)| x.is_finite() && y.is_finite());
        let increasing = points.windows(2).all(|pair| pair[0].0 < pair[1].0);
        (finite && increasing && !points.is_empty()).then_some(Curve {
            points,
            below: outside,
            above: outside,
            logarithmic: false,
        })
    }

    /// The curve through `points` that is linear in the logarithm of x; `None` where
    /// [`Curve::new`] gives none, and where an x is not above 0.
    ///
    /// ```
    /// use afweging::problem::{Curve, Outside};
    ///
    /// let value = Curve::in_logarithms(vec![(100.0, 0.0), (10_000.0, 1.0)], Outside::Flat).unwrap();
    /// assert!((value.at(1_000.0) - 0.5).abs() < 1e-15);
    /// assert_eq!(value.at(20_000.0), 1.0);
    /// assert!(Curve::in_logarithms(vec![(0.0, 0.0), (1.0, 1.0)], Outside::Flat).is_none());
    /// ```
    pub fn in_logarithms(points: Vec<(f64, f64)>, outside: Outside) -> Option<Curve> {
        let curve = Curve::new(points, outside)?;
        (curve.points[0].0 > 0.0).then_some(Curve { logarithmic: true, ..curve })
    }

    /// Whether it is linear in the logarithm of x, and not in x.
    pub fn is_logarithmic(&self) -> bool {
        self.logarithmic
    }

    /// How far x lies from one point to another, on the axis that the curve is linear in.
    fn share(&self, x: f64, from: f64, to: f64) -> f64 {
        match self.logarithmic {
            // Figures of 0 and below, where a curve goes on beyond its points, have no logarithm.
            true => {
                let ln = |x: f64| x.max(f64::MIN_POSITIVE).ln();
                share(ln(x), ln(from), ln(to))
            }
            false => share(x, from, to),
        }
    }

    /// The curve that is `y` everywhere.
    pub fn constant(y: f64) -> Curve {
        Curve {
            points: vec![(0.0, y)],
            below: Outside::Flat,
            above: Outside::Flat,
            logarithmic: false,
        }
    }

    /// Its points.
    pub fn points(&self) -> &[(f64, f64)] {
        &self.points
    }

    /// Whether it goes on along its first segment below its points, and along its last above them.
    pub fn extends(&self) -> (bool, bool) {
        (self.below == Outside::Extend, self.above == Outside::Extend)
    }

    /// The value at `x`.
    pub fn at(&self, x: f64) -> f64 {
        let points = &self.points;
        let (first, last) = (points[0], points[points.len() - 1]);
        if points.len() == 1 || (self.below == Outside::Flat && x <= first.0) {
            return first.1;
        }
        if self.above == Outside::Flat && x >= last.0 {
            return last.1;
        }
        // The segment that ends at the first point beyond x; the outermost one beyond the ends.
        let end = points.partition_point(|point| point.0 <= x).clamp(1, points.len() - 1);
        let ((x0, y0), (x1, y1)) = (points[end - 1], points[end]);
        if x == x1 || y0 == y1 {
            return y1;
        }
        (y0 + (y1 - y0) * self.share(x, x0, x1)).clamp(-MOST, MOST)
    }

    /// The straight piece that starts at `x` and goes up, or down: its slope, and how far it goes,
    /// which may be without end. Segments of the same slope are one piece. Where the curve is linear
    /// in logarithms no piece is straight: the slope is that at `x`, and the piece goes as far as
    /// the slope is that but for a tenth.
    pub fn piece(&self, x: f64, up: bool) -> (f64, f64) {
        let points = &self.points;
        let last = points.len() - 1;
        if last == 0 {
            return (0.0, f64::INFINITY);
        }
        // The segment that `x` lies in as it is left; the outermost one beyond the ends.
        let before = |point: &(f64, f64)| if up { point.0 <= x } else { point.0 < x };
        let end = points.partition_point(before).clamp(1, last);
        let is_below = if up { x < points[0].0 } else { x <= points[0].0 };
        let is_above = if up { x >= points[last].0 } else { x > points[last].0 };
        let flat =
            is_below && self.below == Outside::Flat || is_above && self.above == Outside::Flat;
        if flat {
            let goes_to = match (up, is_above) {
                (true, true) => f64::INFINITY,
                (true, false) => points[0].0,
                (false, true) => points[last].0,
                (false, false) => f64::NEG_INFINITY,
            };
            return (0.0, (goes_to - x).abs());
        }
        if self.logarithmic {
            let ((x0, y0), (x1, y1)) = (points[end - 1], points[end]);
            let here = (y1 - y0) / (x1.ln() - x0.ln()) / x.max(f64::MIN_POSITIVE);
            let (lower, upper) = (x - points[end - 1].0, points[end].0 - x);
            let (open, room) = match up {
                true => (self.above == Outside::Extend && end == last, upper),
                false => (self.below == Outside::Extend && end == 1, lower),
            };
            let near = x.abs() / 10.0;
            return (here, if open { near } else { near.min(room.max(0.0)) });
        }
        let here = slope(points[end - 1], points[end]);
        let goes_on = |at: usize| same_slope(here, slope(points[at], points[at + 1]));
        let goes_to = if up {
            match (end..last).find(|at| !goes_on(*at)) {
                Some(bend) => points[bend].0,
                None if self.above == Outside::Extend => f64::INFINITY,
                None => points[last].0,
            }
        } else {
            match (0..end - 1).rfind(|at| !goes_on(*at)) {
                Some(at) => points[at + 1].0,
                None if self.below == Outside::Extend => f64::NEG_INFINITY,
                None => points[0].0,
            }
        };
        (here, (goes_to - x).abs())
    }

    /// The x nearest to `from`, going up or going down from it, at which the curve is at least `y`;
    /// `None` where it is nowhere on that side.
    ///
    /// ```
    /// use afweging::problem::{Curve, Outside};
    ///
    /// let value = Curve::new(vec![(0.0, 0.0), (10.0, 0.8), (20.0, 1.0)], Outside::Flat).unwrap();
    /// assert_eq!(value.reaches(0.8, 5.0, true), Some(10.0));
    /// assert_eq!(value.reaches(0.9, 5.0, true), Some(15.0));
    /// assert_eq!(value.reaches(0.9, 5.0, false), None);
    /// ```
    pub fn reaches(&self, y: f64, from: f64, up: bool) -> Option<f64> {
        let start = self.at(from);
        if start >= y {
            return Some(from);
        }
        let between = |(x0, y0): (f64, f64), (x1, y1): (f64, f64)| {
            if self.logarithmic {
                let part = share(y, y0, y1);
                let x = (x1.ln() * part + x0.max(f64::MIN_POSITIVE).ln() * (1.0 - part)).exp();
                return x.clamp(x0.min(x1), x0.max(x1));
            }
            // By parts of either end, because a difference may overflow.
            let part = share(y, y0, y1);
            (x1 * part + x0 * (1.0 - part)).clamp(x0.min(x1), x0.max(x1))
        };
        let on_the_way = |point: &&(f64, f64)| if up { point.0 > from } else { point.0 < from };
        let mut before = (from, start);
        let mut ahead: Vec<(f64, f64)> = self.points.iter().filter(on_the_way).copied().collect();
        if !up {
            ahead.reverse();
        }
        for point in ahead {
            if point.1 >= y {
                return Some(between(before, point));
            }
            before = point;
        }
        // Beyond the last point on this side.
        if self.logarithmic {
            return self.reaches_beyond(y, up);
        }
        let (slope, room) = self.piece(before.0, up);
        let rise = if up { slope } else { -slope };
        let by = (y - before.1) / rise;
        let x = if up { before.0 + by } else { before.0 - by };
        (rise > 0.0 && by <= room && x.is_finite()).then_some(x)
    }

    /// The same beyond the last point on a side, for a curve that is linear in logarithms.
    fn reaches_beyond(&self, y: f64, up: bool) -> Option<f64> {
        let last = self.points.len() - 1;
        let goes_on = if up { self.above } else { self.below } == Outside::Extend;
        let ((x0, y0), (x1, y1)) = match up {
            true => (self.points[last.checked_sub(1)?], self.points[last]),
            false => (self.points[0], *self.points.get(1)?),
        };
        let rises = if up { y1 > y0 } else { y1 < y0 };
        let x = (x0.ln() + (x1.ln() - x0.ln()) * share(y, y0, y1)).exp();
        (goes_on && rises && x.is_finite()).then_some(x)
    }

    /// The one slope of all its segments; `None` where they differ, and where it bends between its
    /// points.
    pub fn single_slope(&self) -> Option<f64> {
        if self.logarithmic {
            return None;
        }
        let mut slopes = self.points.windows(2).map(|pair| slope(pair[0], pair[1]));
        let first = slopes.next()?;
        slopes.all(|other| same_slope(first, other)).then_some(first)
    }

    /// Points between which straight lines show it: its own, and more where it is linear in
    /// logarithms.
    pub fn drawn(&self) -> Vec<(f64, f64)> {
        if !self.logarithmic {
            return self.points.clone();
        }
        let mut out = Vec::new();
        for pair in self.points.windows(2) {
            let (from, to) = (pair[0].0, pair[1].0);
            let steps = (0..DRAWN).map(|step| from + (to - from) * step as f64 / DRAWN as f64);
            out.extend(steps.map(|x| (x, self.at(x))));
        }
        out.extend(self.points.last());
        out
    }

    /// The value at each `x`, put into `out`: as [`Curve::at`] has it, and faster for a line
    /// between two points that is flat beyond them, as most value functions are.
    pub fn fill(&self, out: &mut [f64], x: impl Iterator<Item = f64>) {
        if let ([(x0, y0), (x1, y1)], Outside::Flat, Outside::Flat, false) =
            (&self.points[..], self.below, self.above, self.logarithmic)
        {
            let range = x1 - x0;
            if range.is_finite() {
                for (out, x) in out.iter_mut().zip(x) {
                    let between = (y0 + (y1 - y0) * ((x - x0) / range)).clamp(-MOST, MOST);
                    let below_last = if x >= *x1 || y0 == y1 { *y1 } else { between };
                    *out = if x <= *x0 { *y0 } else { below_last };
                }
                return;
            }
        }
        out.iter_mut().zip(x).for_each(|(out, x)| *out = self.at(x));
    }

    /// The x where the slope can change.
    pub fn bends(&self) -> impl Iterator<Item = f64> + '_ {
        let start = usize::from(self.below == Outside::Extend);
        let stop = self.points.len() - usize::from(self.above == Outside::Extend);
        self.points.get(start..stop).unwrap_or_default().iter().map(|point| point.0)
    }

    /// The least and the greatest value over `low <= x <= high`.
    pub fn range(&self, low: f64, high: f64) -> (f64, f64) {
        let inner = self.bends().filter(|x| low < *x && *x < high);
        [low, high]
            .into_iter()
            .chain(inner)
            .map(|x| self.at(x))
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), y| {
                (least.min(y), most.max(y))
            })
    }

    /// self + other, for curves that are flat outside their points.
    pub fn plus(&self, other: &Curve) -> Curve {
        let mut xs: Vec<f64> =
            self.points.iter().chain(&other.points).map(|point| point.0).collect();
        xs.sort_by(f64::total_cmp);
        xs.dedup();
        let points = xs.into_iter().map(|x| (x, self.at(x) + other.at(x))).collect();
        Curve { points, below: Outside::Flat, above: Outside::Flat, logarithmic: false }
    }

    /// The curve x -> self(min(max(x, low), high)).
    pub fn clipped(&self, low: f64, high: f64) -> Curve {
        if low == f64::NEG_INFINITY && high == f64::INFINITY {
            return self.clone();
        }
        if low >= high {
            return Curve::constant(self.at(low));
        }
        let mut points: Vec<(f64, f64)> =
            self.points.iter().copied().filter(|(x, _)| low < *x && *x < high).collect();
        if low.is_finite() {
            points.insert(0, (low, self.at(low)));
        }
        if high.is_finite() {
            points.push((high, self.at(high)));
        }
        let logarithmic = self.logarithmic;
        let mut out = Curve { points, below: self.below, above: self.above, logarithmic };
        if low.is_finite() {
            out.below = Outside::Flat;
        } else if out.below == Outside::Extend && out.points.len() == 1 {
            // All its own points lie beyond the limit: a second one keeps the slope of the open
            // end.
            let x = out.points[0].0 - 1.0 - out.points[0].0.abs();
            out.points.insert(0, (x, self.at(x)));
        }
        if high.is_finite() {
            out.above = Outside::Flat;
        } else if out.above == Outside::Extend && out.points.len() == 1 {
            let x = out.points[0].0 + 1.0 + out.points[0].0.abs();
            out.points.push((x, self.at(x)));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;

    #[test]
    fn a_straight_piece_has_one_slope_and_ends_where_the_curve_bends() {
        let curve =
            |outside| Curve::new(vec![(0.0, 0.0), (2.0, 1.0), (6.0, 2.0)], outside).unwrap();
        let (flat, extended) = (curve(Outside::Flat), curve(Outside::Extend));
        let far = f64::INFINITY;
        for (x, up, wanted) in [
            (1.0, true, (0.5, 1.0)),
            (1.0, false, (0.5, 1.0)),
            // At a bend each way has its own.
            (2.0, true, (0.25, 4.0)),
            (2.0, false, (0.5, 2.0)),
            (0.0, true, (0.5, 2.0)),
            (0.0, false, (0.0, far)),
            (6.0, true, (0.0, far)),
            (-1.0, true, (0.0, 1.0)),
            (9.0, false, (0.0, 3.0)),
        ] {
            assert_eq!(flat.piece(x, up), wanted, "{x} {up}");
        }
        assert_eq!(extended.piece(6.0, true), (0.25, far));
        assert_eq!(extended.piece(0.0, false), (0.5, far));
        assert_eq!(extended.piece(-1.0, true), (0.5, 3.0));
        assert_eq!(extended.piece(9.0, false), (0.25, 7.0));
        // What goes on beyond the ends has no end there.
        assert_eq!(extended.piece(3.0, true), (0.25, far));
        assert_eq!(extended.piece(1.0, false), (0.5, far));
        assert_eq!((flat.single_slope(), Curve::constant(1.0).single_slope()), (None, None));
        let line = Curve::new(vec![(0.0, 0.0), (1.0, 0.1), (3.0, 0.3)], Outside::Flat).unwrap();
        assert!(line.single_slope().is_some());
        // A point on a straight line is no end of a piece.
        assert_eq!((line.piece(0.5, true).1, line.piece(2.5, false).1), (2.5, 2.5));
    }

    #[test]
    fn where_a_curve_reaches_a_value_it_has_it_and_nowhere_before() {
        let points = vec![(0.0, 0.2), (2.0, 0.2), (3.0, 0.9), (5.0, 0.1), (6.0, 0.4)];
        for outside in [Outside::Flat, Outside::Extend] {
            let curve = Curve::new(points.clone(), outside).unwrap();
            for (from, up) in
                (-4..=18).flat_map(|at| [(f64::from(at) / 2.0, true), (f64::from(at) / 2.0, false)])
            {
                let step = if up { 0.01 } else { -0.01 };
                let walk = |y: f64| {
                    (0..2_000).map(|at| from + f64::from(at) * step).find(|x| curve.at(*x) >= y)
                };
                for y in [0.05, 0.3, 0.75, 0.95, 1.5] {
                    match (curve.reaches(y, from, up), walk(y)) {
                        (Some(x), Some(walked)) => {
                            assert!((x - walked).abs() < 0.0101, "{from} {up} {y}: {x} {walked}");
                            assert!(curve.at(x) >= y - 1e-12);
                        }
                        (found, walked) => assert_eq!(found, walked, "{from} {up} {y} {outside:?}"),
                    }
                }
            }
        }
        assert_eq!(Curve::constant(0.5).reaches(0.6, 0.0, true), None);
        assert_eq!(Curve::constant(0.5).reaches(0.5, 7.0, true), Some(7.0));
    }

    #[test]
    fn many_values_are_those_of_one_by_one() {
        let xs: Vec<f64> =
            (-30..60).map(|at| f64::from(at) / 7.0).chain([0.0, 1.0, 5.0, 1e308, -1e308]).collect();
        let lines = [
            [(0.0, 0.0), (5.0, 1.0)],
            [(1.0, 1.0), (5.0, 0.0)],
            [(-1.0, 0.3), (2.0, 0.3)],
            [(-1e308, 0.0), (1e308, 1.0)],
        ];
        for (points, outside) in lines
            .into_iter()
            .flat_map(|points| [(points, Outside::Flat), (points, Outside::Extend)])
        {
            let curve = Curve::new(points.to_vec(), outside).unwrap();
            let mut out = vec![f64::NAN; xs.len()];
            curve.fill(&mut out, xs.iter().copied());
            assert_eq!(out, xs.iter().map(|x| curve.at(*x)).collect::<Vec<_>>());
        }
    }

    #[test]
    fn interpolates_keeps_its_points_and_is_flat_or_extended_outside() {
        let points = vec![(0.0, 0.0), (40.0, 0.8), (100.0, 1.0)];
        let flat = Curve::new(points.clone(), Outside::Flat).unwrap();
        let extended = Curve::new(points, Outside::Extend).unwrap();
        assert_eq!(
            (flat.at(40.0), flat.at(100.0), flat.at(-5.0), flat.at(500.0)),
            (0.8, 1.0, 0.0, 1.0)
        );
        assert_relative_eq!(flat.at(70.0), 0.9);
        assert_relative_eq!(extended.at(-5.0), -0.1, epsilon = 1e-15);
        assert_relative_eq!(extended.at(130.0), 1.1);
        assert_eq!(extended.bends().collect::<Vec<_>>(), [40.0]);
        assert_eq!(flat.range(10.0, 50.0).0, 0.2);
    }

    #[test]
    fn huge_ends_do_not_overflow() {
        let curve = Curve::new(vec![(-1e308, 0.0), (1e308, 1.0)], Outside::Extend).unwrap();
        assert_relative_eq!(curve.at(0.0), 0.5);
        assert!(
            Curve::new(vec![(0.0, 0.0), (1e-300, 1.0)], Outside::Extend)
                .unwrap()
                .at(1e308)
                .is_finite()
        );
    }

    #[test]
    fn clipping_is_composition() {
        let curve = Curve::new(vec![(0.0, 0.0), (1.0, 1.0), (3.0, 0.0)], Outside::Flat).unwrap();
        for (low, high) in [
            (0.5, 2.0),
            (-1.0, 0.5),
            (2.0, f64::INFINITY),
            (f64::NEG_INFINITY, 0.25),
            (5.0, 6.0),
            (1.0, 1.0),
        ] {
            for outside in [Outside::Flat, Outside::Extend] {
                let curve = Curve::new(curve.points().to_vec(), outside).unwrap();
                let clipped = curve.clipped(low, high);
                for step in -20..=60 {
                    let x = f64::from(step) / 10.0;
                    assert_relative_eq!(
                        clipped.at(x),
                        curve.at(x.max(low).min(high)),
                        epsilon = 1e-12
                    );
                }
            }
        }
    }

    #[test]
    fn rejects_what_is_not_a_function() {
        assert!(Curve::new(vec![], Outside::Flat).is_none());
        assert!(Curve::new(vec![(1.0, 0.0), (1.0, 1.0)], Outside::Flat).is_none());
        assert!(Curve::new(vec![(0.0, f64::NAN)], Outside::Flat).is_none());
    }
}
