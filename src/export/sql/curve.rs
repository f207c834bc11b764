//! Piecewise-linear functions as expressions.

use super::dialect::literal;
use crate::problem::Curve;

/// The value of a curve at `x`, as [`Curve::at`] has it.
pub(super) fn at(curve: &Curve, x: &str) -> String {
    let points = curve.points();
    let (below, above) = curve.extends();
    let last = points.len() - 1;
    if last == 0 {
        return literal(points[0].1);
    }
    let mut whens = Vec::new();
    if !below {
        whens.push(format!("WHEN {x} <= {} THEN {}", literal(points[0].0), literal(points[0].1)));
    }
    if !above {
        let (x1, y1) = points[last];
        whens.push(format!("WHEN {x} >= {} THEN {}", literal(x1), literal(y1)));
    }
    for (end, point) in points.iter().enumerate().take(last).skip(1) {
        whens.push(format!("WHEN {x} < {} THEN {}", literal(point.0), segment(curve, end, x)));
    }
    let rest = segment(curve, last, x);
    match whens.is_empty() {
        true => rest,
        false => format!("CASE\n  {}\n  ELSE {rest}\nEND", whens.join("\n  ")),
    }
}

/// The line that ends at a point.
fn segment(curve: &Curve, end: usize, x: &str) -> String {
    let ((x0, y0), (x1, y1)) = (curve.points()[end - 1], curve.points()[end]);
    if y0 == y1 {
        return literal(y1);
    }
    let share = match curve.is_logarithmic() {
        true => {
            // Logarithms of the points as numbers: PostgreSQL would work them out as decimal ones.
            let (from, to) = (x0.ln(), x1.ln());
            let x = format!("LN(GREATEST({x}, {}))", literal(f64::MIN_POSITIVE));
            format!("({x} - {}) / {}", bracketed(from), bracketed(to - from))
        }
        false => {
            let by = if x0 == 0.0 { x.to_owned() } else { format!("({x} - {})", bracketed(x0)) };
            format!("{by} / {}", bracketed(x1 - x0))
        }
    };
    match (y0 == 0.0, y1 - y0 == 1.0) {
        (true, true) => share,
        (true, false) => format!("{} * ({share})", literal(y1)),
        _ => format!("{} + {} * ({share})", literal(y0), bracketed(y1 - y0)),
    }
}

/// A number that may stand behind a sign.
fn bracketed(x: f64) -> String {
    let text = literal(x);
    if text.starts_with('-') { format!("({text})") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Outside;

    #[test]
    fn a_curve_is_written_piece_by_piece() {
        let points = vec![(0.0, 0.0), (10.0, 0.8), (20.0, 1.0)];
        let curve = Curve::new(points, Outside::Flat).unwrap();
        let expected = "CASE\n  WHEN x <= 0e0 THEN 0e0\n  WHEN x >= 20e0 THEN 1e0\n  WHEN x < 10e0 THEN 0.8e0 * (x / 10e0)\n  ELSE 0.8e0 + 0.19999999999999996e0 * ((x - 10e0) / 10e0)\nEND";
        assert_eq!(at(&curve, "x"), expected);
        let line = Curve::new(vec![(-5.0, 1.0), (5.0, 0.0)], Outside::Extend).unwrap();
        assert_eq!(at(&line, "x"), "1e0 + (-1e0) * ((x - (-5e0)) / 10e0)");
    }
}
