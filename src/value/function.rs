//! Value functions: what a performance is worth, 0 worst to 1 best, on a scale that is fixed before
//! any comparison.

use crate::problem::{Beyond, Criterion, Curve, Direction, Outside, Scale};

/// The value function of a criterion that has a scale or a value function of its own; `None` where
/// the observed range is needed. A value function is linear from the worst end of the scale (0) to
/// the best (1); for a target t it is 1 - |x - t| / max(t - min, max - t); or it goes through the
/// points the case gives.
pub fn fixed(criterion: &Criterion) -> Option<Curve> {
    let outside = match criterion.scale {
        Some(Scale::Numeric { beyond: Beyond::Extend, .. }) => Outside::Extend,
        _ => Outside::Flat,
    };
    if let Some(value) = &criterion.value {
        return Some(value.clone());
    }
    let (min, max) = criterion.scale.as_ref()?.ends();
    Some(linear(criterion.direction, min, max, outside))
}

/// The value function over an observed range `min..max`: linear, extended beyond it (a draw may
/// leave the range). A constant column gives 1 for all; `None` says so.
pub fn observed(criterion: &Criterion, min: f64, max: f64) -> Option<Curve> {
    (min < max).then(|| linear(criterion.direction, min, max, Outside::Extend))
}

fn linear(direction: Direction, min: f64, max: f64, outside: Outside) -> Curve {
    let points = match direction {
        Direction::Max => vec![(min, 0.0), (max, 1.0)],
        Direction::Min => vec![(min, 1.0), (max, 0.0)],
        Direction::Target(target) => {
            // A target beyond an observed range is reached by nobody; the formula holds all the
            // same.
            let far = (target - min).max(max - target);
            let worth = |x: f64| match far.is_finite() {
                true => 1.0 - (x - target).abs() / far,
                false => {
                    1.0 - (x / 2.0 - target / 2.0).abs()
                        / (target / 2.0 - min / 2.0).max(max / 2.0 - target / 2.0)
                }
            };
            let mut points = vec![(min, worth(min)), (max, worth(max))];
            if min < target && target < max {
                points.insert(1, (target, 1.0));
            }
            points
        }
    };
    // Only a scale of one point is no function; there all are equally good. (Ends are finite: the
    // case is checked.)
    Curve::new(points, outside).unwrap_or_else(|| Curve::constant(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;

    #[test]
    fn a_target_is_best_at_the_target_and_worst_at_the_far_end() {
        let curve = linear(Direction::Target(20.0), 0.0, 100.0, Outside::Flat);
        assert_eq!((curve.at(20.0), curve.at(100.0)), (1.0, 0.0));
        assert_relative_eq!(curve.at(0.0), 0.75);
        assert_relative_eq!(linear(Direction::Min, 0.0, 10.0, Outside::Flat).at(2.5), 0.75);
    }
}
