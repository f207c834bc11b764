//! What a figure is worth.

use super::criteria::{Criterion, Direction, Scale};

/// A function that is linear between points.
#[derive(Clone)]
pub struct Curve {
    points: Vec<(f64, f64)>,
    /// Whether it goes on linearly beyond them; else it is flat there.
    goes_on: bool,
}

impl Curve {
    /// A function through points that is flat beyond them.
    pub fn flat_outside(points: Vec<(f64, f64)>) -> Curve {
        Curve { points, goes_on: false }
    }

    pub fn at(&self, x: f64) -> f64 {
        let last = self.points.len() - 1;
        if last == 0 {
            return self.points[0].1;
        }
        if !self.goes_on {
            if x <= self.points[0].0 {
                return self.points[0].1;
            }
            if x >= self.points[last].0 {
                return self.points[last].1;
            }
        }
        let piece = (1..last).find(|at| x <= self.points[*at].0).unwrap_or(last);
        let ((x0, y0), (x1, y1)) = (self.points[piece - 1], self.points[piece]);
        y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    }

    /// Where its slope may change.
    pub fn kinks(&self) -> impl Iterator<Item = f64> {
        self.points.iter().map(|(x, _)| *x)
    }
}

/// The value function of a criterion: its own, or linear over its scale. Without a scale the ends
/// are those of the ranges in the group.
pub fn of(criterion: &Criterion, ranges: impl Iterator<Item = (f64, f64)>) -> Curve {
    let goes_on = matches!(&criterion.scale, Scale::Numbers { outside, .. } if outside == "extend");
    if let Some(points) = &criterion.value {
        return Curve { points: points.clone(), goes_on };
    }
    let (min, max) = criterion.scale.ends().unwrap_or_else(|| {
        ranges.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (from, to)| {
            (low.min(from), high.max(to))
        })
    });
    // A constant column, or one of nobody: 1 for all.
    if min >= max {
        return Curve::flat_outside(vec![(0.0, 1.0)]);
    }
    let points = match criterion.direction {
        Direction::Max => vec![(min, 0.0), (max, 1.0)],
        Direction::Min => vec![(min, 1.0), (max, 0.0)],
        Direction::Target(target) => {
            assert!(min <= target && target <= max, "a target beyond its scale");
            // The worst end is the farther one.
            let far = (target - min).max(max - target);
            let end = |x: f64| (x, 1.0 - (x - target).abs() / far);
            let mut points = vec![end(min), (target, 1.0), end(max)];
            points.dedup_by(|a, b| a.0 == b.0);
            points
        }
    };
    Curve { points, goes_on }
}

/// A normalization of a column as a function of its figures: the points at which it is asked.
pub fn normalised(word: &str, direction: Direction, column: &[f64]) -> Curve {
    let less = match direction {
        Direction::Max => false,
        Direction::Min => true,
        Direction::Target(_) => panic!("the oracle normalises no target"),
    };
    let least = column.iter().copied().fold(f64::INFINITY, f64::min);
    let most = column.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let length = column.iter().map(|x| x * x).sum::<f64>().sqrt();
    let (sum, reciprocals) =
        (column.iter().sum::<f64>(), column.iter().map(|x| 1.0 / x).sum::<f64>());
    let of = |x: f64| match (word, less) {
        ("min-max", _) if least == most => 1.0,
        ("min-max", false) => (x - least) / (most - least),
        ("min-max", true) => (most - x) / (most - least),
        ("max", false) => x / most,
        ("max", true) => 1.0 - x / most,
        ("sum", false) => x / sum,
        ("sum", true) => 1.0 / x / reciprocals,
        ("vector", false) => x / length,
        ("vector", true) => 1.0 - x / length,
        ("linear", false) => x / most,
        ("linear", true) => least / x,
        _ => panic!("the oracle does not know the normalization `{word}`"),
    };
    let mut points: Vec<(f64, f64)> = column.iter().map(|x| (*x, of(*x))).collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    points.dedup_by(|a, b| a.0 == b.0);
    Curve::flat_outside(points)
}
