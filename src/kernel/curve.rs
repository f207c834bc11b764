//! Piecewise linear curves.

/// A curve through points, straight between them.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// (x, y), x ascending, at least one. Where two share an x the curve steps, and takes the later y there.
    pub points: Vec<(f64, f64)>,
    /// Whether the first and last pieces go on beyond the points; if not, it is flat there.
    pub extended: bool,
}

impl Curve {
    /// The y at an x.
    pub fn at(&self, x: f64) -> f64 {
        let points = &self.points;
        let next = points.partition_point(|(other, _)| *other <= x);
        let (a, b) = match next {
            0 if self.extended && points.len() > 1 => (points[0], points[1]),
            0 => return points[0].1,
            _ if next == points.len() && self.extended && points.len() > 1 => (points[next - 2], points[next - 1]),
            _ if next == points.len() => return points[next - 1].1,
            _ => (points[next - 1], points[next]),
        };
        a.1 + (b.1 - a.1) * ((x - a.0) / (b.0 - a.0))
    }

    /// Whether no point bends it between two x.
    pub(super) fn is_straight(&self, low: f64, high: f64) -> bool {
        let bends = match self.extended {
            true => self.points.get(1..self.points.len() - 1).unwrap_or(&[]),
            false => &self.points[..],
        };
        !bends.iter().any(|(x, _)| low < *x && *x < high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_are_flat_or_extended_outside_and_may_step() {
        let points = vec![(0.0, 1.0), (2.0, 5.0), (3.0, 4.0)];
        let flat = Curve { points: points.clone(), extended: false };
        let extended = Curve { points, extended: true };
        assert_eq!([-1.0, 0.0, 1.0, 2.0, 2.5, 3.0, 9.0].map(|x| flat.at(x)), [1.0, 1.0, 3.0, 5.0, 4.5, 4.0, 4.0]);
        assert_eq!([-1.0, 0.5, 4.0].map(|x| extended.at(x)), [-1.0, 2.0, 3.0]);
        assert!(extended.is_straight(-5.0, 2.0) && !flat.is_straight(-5.0, 2.0) && !extended.is_straight(1.0, 3.0));
        let step = Curve { points: vec![(0.0, 0.0), (1.0, 0.0), (1.0, 2.0)], extended: false };
        assert_eq!([0.5, 1.0, 1.5].map(|x| step.at(x)), [0.0, 2.0, 2.0]);
        let one = Curve { points: vec![(1.0, 7.0)], extended: true };
        assert!(one.at(0.0) == 7.0 && one.at(2.0) == 7.0 && one.is_straight(0.0, 9.0));
    }
}
