//! Value functions: what a performance is worth, 0 worst to 1 best, on a scale that is fixed before
//! any comparison.

use super::criterion::{Beyond, Criterion, Direction, Scale};
use super::curve::{Curve, Outside};
use super::wrong::Wrong;
use crate::error::both;

/// A value function as it is stated.
#[derive(Debug, Clone)]
pub(crate) enum Stated {
    /// Through these points (figure, value).
    Points(Vec<(f64, f64)>),
    /// A value per level.
    Levels(Vec<f64>),
    /// Linear in the logarithm of the figure, from the worse end of the scale to the better one.
    Logarithm,
}

/// What a value function does beyond its ends.
fn outside(criterion: &Criterion) -> Outside {
    match criterion.scale {
        Some(Scale::Numeric { beyond: Beyond::Extend, .. }) => Outside::Extend,
        _ => Outside::Flat,
    }
}

/// A stated value function on a criterion's scale, checked.
///
/// # Errors
/// Where it does not fit the scale, is no function, leaves 0 .. 1 or goes against the direction.
pub(crate) fn stated(value: Stated, criterion: &Criterion) -> Result<Curve, Wrong> {
    let points = match (value, &criterion.scale) {
        (Stated::Logarithm, _) => return logarithm(criterion),
        (Stated::Points(points), _) => points,
        (Stated::Levels(values), Some(Scale::Ordinal(levels))) => {
            if values.len() != levels.len() {
                let (given, wanted) = (values.len(), levels.len());
                return Err(Wrong::new(both(
                    format!("{given} values for {wanted} levels"),
                    format!("{given:#} waarden voor {wanted:#} niveaus"),
                )));
            }
            values.iter().enumerate().map(|(place, value)| (place as f64, *value)).collect()
        }
        (Stated::Levels(_), _) => {
            return Err(Wrong::new(both(
                "values per level need an ordinal scale",
                "waarden per niveau vragen een ordinale schaal",
            ))
            .help(both(
                "give scale = { levels = [...] }, or use points",
                "geef scale = { levels = [...] }, of gebruik punten",
            )));
        }
    };
    if points.iter().any(|(_, value)| !(0.0..=1.0).contains(value)) {
        return Err(Wrong::new(both(
            "values lie between 0 (worst) and 1 (best)",
            "waarden liggen tussen 0 (slechtst) en 1 (best)",
        )));
    }
    let curve = Curve::new(points, outside(criterion)).filter(|curve| curve.points().len() > 1);
    let Some(curve) = curve else {
        return Err(Wrong::new(both(
            "these points are no function",
            "deze punten vormen geen functie",
        ))
        .help(both(
            "give at least two finite points [[x, value], ...] with x rising",
            "geef minstens twee eindige punten [[x, waarde], ...] met stijgende x",
        )));
    };
    let against = curve.points().windows(2).any(|pair| {
        let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
        match criterion.direction {
            Direction::Max => y1 < y0,
            Direction::Min => y1 > y0,
            Direction::Target(target) => (x1 <= target && y1 < y0) || (x0 >= target && y1 > y0),
        }
    });
    match against {
        true => Err(Wrong::new(both(
            "these values contradict the direction",
            "deze waarden spreken de richting tegen",
        ))
        .help(both(
            "values may not fall where the figure gets better",
            "waarden mogen niet dalen waar het cijfer beter wordt",
        ))),
        false => Ok(curve),
    }
}

/// The value function that is linear in the logarithm of the figure: for `max` it is (ln x - ln min)
/// / (ln max - ln min).
///
/// # Errors
/// Where the criterion has no numeric scale above 0, or a target.
fn logarithm(criterion: &Criterion) -> Result<Curve, Wrong> {
    let help = both(
        "give it scale = { min = ..., max = ... } with a `min` above 0",
        "geef het scale = { min = ..., max = ... } met een `min` boven 0",
    );
    let Some(Scale::Numeric { min, max, .. }) = criterion.scale else {
        return Err(Wrong::new(both(
            "a logarithm needs a scale in numbers",
            "een logaritme vraagt een schaal in getallen",
        ))
        .help(help));
    };
    let ends = match criterion.direction {
        Direction::Max => [0.0, 1.0],
        Direction::Min => [1.0, 0.0],
        Direction::Target(_) => {
            return Err(Wrong::new(both(
                "a logarithm rises or falls all along its scale, so it has no target",
                "een logaritme stijgt of daalt over de hele schaal, dus er is geen streefwaarde",
            ))
            .help(both(
                "give the direction `max` or `min`, or the value function by points",
                "geef de richting `max` of `min`, of geef de waardefunctie met punten",
            )));
        }
    };
    Curve::in_logarithms(vec![(min, ends[0]), (max, ends[1])], outside(criterion)).ok_or_else(|| {
        Wrong::new(both(
            format!("figures of 0 and below have no logarithm, and this scale starts at {min}"),
            format!("cijfers van 0 en lager hebben geen logaritme, en deze schaal begint bij {min:#}"),
        ))
        .help(help)
    })
}

/// The value function of a criterion that has a scale or a value function of its own; `None` where
/// the observed range is needed. A value function is linear from the worst end of the scale (0) to
/// the best (1); for a target t it is 1 - |x - t| / max(t - min, max - t); or it goes through the
/// points the case gives.
pub fn fixed(criterion: &Criterion) -> Option<Curve> {
    if let Some(value) = &criterion.value {
        return Some(value.clone());
    }
    let (min, max) = criterion.scale.as_ref()?.ends();
    Some(linear(criterion.direction, min, max, outside(criterion)))
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
