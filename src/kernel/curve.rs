//! Piecewise linear curves, in the figure or in its logarithm.

use super::elementary::ln;

/// A curve through points, straight between them.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// (x, y), x ascending, at least one. Where two share an x the curve steps, and takes the later
    /// y there.
    pub points: Vec<(f64, f64)>,
    /// Whether the first piece goes on below the points, and the last above them; if not, it is
    /// flat there.
    pub extended: (bool, bool),
    /// Whether it is straight in the logarithm of x; the points then have x above 0.
    pub logarithmic: bool,
}

impl Curve {
    /// The y at an x.
    pub fn at(&self, x: f64) -> f64 {
        let points = &self.points;
        let next = points.partition_point(|(other, _)| *other <= x);
        let (a, b) = match next {
            0 if self.extended.0 && points.len() > 1 => (points[0], points[1]),
            0 => return points[0].1,
            _ if next == points.len() && self.extended.1 && points.len() > 1 => {
                (points[next - 2], points[next - 1])
            }
            _ if next == points.len() => return points[next - 1].1,
            _ => (points[next - 1], points[next]),
        };
        if self.logarithmic {
            let ln = |x: f64| ln(x.max(f64::MIN_POSITIVE));
            let from = ln(a.0);
            let share = (ln(x) - from) / (ln(b.0) - from);
            return a.1 + (b.1 - a.1) * share;
        }
        a.1 + (b.1 - a.1) * ((x - a.0) / (b.0 - a.0))
    }

    /// Whether no point bends it between two x.
    pub(super) fn is_straight(&self, low: f64, high: f64) -> bool {
        if self.logarithmic {
            return false;
        }
        let start = usize::from(self.extended.0);
        let bends =
            self.points.get(start..self.points.len() - usize::from(self.extended.1)).unwrap_or(&[]);
        !bends.iter().any(|(x, _)| low < *x && *x < high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_are_flat_or_extended_outside_and_may_step() {
        let points = vec![(0.0, 1.0), (2.0, 5.0), (3.0, 4.0)];
        let flat = Curve { points: points.clone(), extended: (false, false), logarithmic: false };
        let extended = Curve { points, extended: (true, true), logarithmic: false };
        assert_eq!(
            [-1.0, 0.0, 1.0, 2.0, 2.5, 3.0, 9.0].map(|x| flat.at(x)),
            [1.0, 1.0, 3.0, 5.0, 4.5, 4.0, 4.0]
        );
        assert_eq!([-1.0, 0.5, 4.0].map(|x| extended.at(x)), [-1.0, 2.0, 3.0]);
        assert!(
            extended.is_straight(-5.0, 2.0)
                && !flat.is_straight(-5.0, 2.0)
                && !extended.is_straight(1.0, 3.0)
        );
        let step = Curve {
            points: vec![(0.0, 0.0), (1.0, 0.0), (1.0, 2.0)],
            extended: (false, false),
            logarithmic: false,
        };
        assert_eq!([0.5, 1.0, 1.5].map(|x| step.at(x)), [0.0, 2.0, 2.0]);
        let in_logarithms = Curve {
            points: vec![(100.0, 0.0), (1e4, 1.0)],
            extended: (false, true),
            logarithmic: true,
        };
        for (x, y) in [(1e3, 0.5), (1e6, 2.0), (10.0, 0.0)] {
            assert!((in_logarithms.at(x) - y).abs() < 1e-14);
        }
        assert!(!in_logarithms.is_straight(200.0, 300.0));
        let one = Curve { points: vec![(1.0, 7.0)], extended: (true, true), logarithmic: false };
        assert!(one.at(0.0) == 7.0 && one.at(2.0) == 7.0 && one.is_straight(0.0, 9.0));
    }
}
