//! Rows of weights: what judgements leave open, as inequalities without a constant.

use crate::lp::{Relation, Row};
use crate::problem::weights::normalise;

/// The coefficients of w_a.
pub(super) fn weight(items: usize, a: usize) -> Vec<f64> {
    let mut out = vec![0.0; items];
    if let Some(own) = out.get_mut(a) {
        *own = 1.0;
    }
    out
}

/// The coefficients of w_a - w_b.
pub(super) fn difference(items: usize, a: usize, b: usize) -> Vec<f64> {
    combined(1.0, &weight(items, a), -1.0, &weight(items, b))
}

fn combined(f: f64, a: &[f64], g: f64, b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| f * a + g * b).collect()
}

/// The row `coefficients . w <= 0`, or = 0.
pub(super) fn row(coefficients: Vec<f64>, relation: Relation) -> Row {
    Row { coefficients, relation, bound: 0.0 }
}

/// f * x <= g * y, or =, for linear forms x and y of the weights and f and g at least 0, counted in
/// the larger of f and g.
pub(super) fn scaled(f: f64, x: &[f64], g: f64, y: &[f64], relation: Relation) -> Row {
    let by = f.max(g).max(f64::MIN_POSITIVE);
    row(combined(f / by, x, -(g / by), y), relation)
}

/// The rows that hold for w if and only if some t >= 0 puts every t * form(w) between the ends of
/// that form, or, where all low ends are 0, if they do in the limit of a small t.
///
/// With t > 0, low_i <= t * x_i <= high_i for all i asks that the largest low_b / x_b is at most the
/// smallest high_a / x_a, which is low_b * x_a <= high_a * x_b for every pair a, b. A form whose high
/// end is 0 is 0 itself. Forms with one figure are compared with the first of the largest of them
/// only, as equations; the other rows with them follow. Forms must not be negative for any weights.
pub(super) fn between_ends(forms: &[Vec<f64>], ends: &[(f64, f64)]) -> Vec<Row> {
    let crisp = |at: usize| ends[at].0 == ends[at].1;
    let mut pivot: Option<usize> = None;
    for at in (0..forms.len()).filter(|at| crisp(*at) && ends[*at].1 > 0.0) {
        if pivot.is_none_or(|own| ends[at].0 > ends[own].0) {
            pivot = Some(at);
        }
    }
    let mut out = Vec::new();
    let mut compared = Vec::new();
    for at in 0..forms.len() {
        if ends[at].1 == 0.0 {
            out.push(row(forms[at].clone(), Relation::Equal));
        } else if let Some(pivot) = pivot.filter(|pivot| *pivot != at && crisp(at)) {
            let (own, other) = (ends[at].0, ends[pivot].0);
            out.push(scaled(other, &forms[at], own, &forms[pivot], Relation::Equal));
        } else {
            compared.push(at);
        }
    }
    for a in &compared {
        for b in compared.iter().filter(|b| *b != a && ends[**b].0 > 0.0) {
            out.push(scaled(ends[*b].0, &forms[*a], ends[*a].1, &forms[*b], Relation::AtMost));
        }
    }
    out
}

/// By how much weights miss the row at most that they miss most, counted in its largest
/// coefficient.
pub(super) fn most_missed(rows: &[Row], weights: &[f64]) -> f64 {
    rows.iter().map(|row| missed(row, weights)).fold(0.0, f64::max)
}

fn missed(row: &Row, weights: &[f64]) -> f64 {
    let over = row.at(weights) / row.size().max(f64::MIN_POSITIVE);
    match row.relation {
        Relation::AtMost => over.max(0.0),
        Relation::AtLeast => (-over).max(0.0),
        Relation::Equal => over.abs(),
    }
}

/// The rows, each missed by at most `by`, counted in its largest coefficient. As weights sum to 1
/// that is a row without a constant too.
pub(super) fn relaxed(rows: &[Row], by: f64) -> Vec<Row> {
    let mut out = Vec::new();
    for own in rows {
        let room = by * own.size();
        let moved = |sign: f64| {
            row(own.coefficients.iter().map(|c| sign * c - room).collect(), Relation::AtMost)
        };
        if own.relation != Relation::AtLeast {
            out.push(moved(1.0));
        }
        if own.relation != Relation::AtMost {
            out.push(moved(-1.0));
        }
    }
    out
}

/// Figures of at least 0, divided by their sum; `None` if they are all 0.
pub(super) fn shares(figures: &[f64]) -> Option<Vec<f64>> {
    let most = figures.iter().copied().fold(0.0, f64::max);
    if most <= 0.0 || !most.is_finite() {
        return None;
    }
    Some(normalise(figures))
}
