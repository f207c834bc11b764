//! The least and the most of a score over all that its figures can be.
//!
//! A judgement feeds one term of the sum, so its term takes the extreme of its own range. An
//! attribute can shift several terms, so all terms are taken at the same attribute. Between the
//! places where a shift bends, or where an end of a shifted range passes a bend of the value
//! function, the least term is concave in the attributes and the most is convex: extremes lie at the
//! corners where such places meet. All of them are tried.

use super::super::equations;
use super::cell::Cell;
use super::curve::Curve;
use std::collections::BTreeMap;

/// Pivots below this are none.
const FLAT: f64 = 1e-12;

/// How far beyond a box a corner may lie by rounding.
const BESIDE: f64 = 1e-9;

/// The least and the most of the score.
pub fn of(cells: &[Cell], curves: &[Curve], weights: &[f64]) -> (f64, f64) {
    // The attributes that are not known precisely: where each bends a shift, its ends among them.
    let mut bends: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
    for shift in cells.iter().flat_map(|cell| &cell.shifts) {
        let (low, high) = (shift.attribute.low, shift.attribute.high);
        if low < high {
            let inside = shift.by.kinks().filter(|x| low < *x && *x < high);
            bends.entry(shift.place).or_default().extend(inside.chain([low, high]));
        }
    }
    for at in bends.values_mut() {
        at.sort_by(f64::total_cmp);
        at.dedup();
    }
    let places: Vec<usize> = bends.keys().copied().collect();
    let mut out = (f64::INFINITY, f64::NEG_INFINITY);
    let mut try_at = |attributes: &[f64]| {
        let given: BTreeMap<usize, f64> =
            places.iter().copied().zip(attributes.iter().copied()).collect();
        let (mut least, mut most) = (0.0, 0.0);
        for ((cell, curve), weight) in cells.iter().zip(curves).zip(weights) {
            let (low, high) = term(cell, curve, shift_at(cell, &given));
            least += weight * low;
            most += weight * high;
        }
        out = (out.0.min(least), out.1.max(most));
    };
    for sides in boxes(&bends) {
        corners(cells, curves, &places, &sides, &mut try_at);
    }
    out
}

/// How much a cell is shifted where the unsure attributes are as `given`.
fn shift_at(cell: &Cell, given: &BTreeMap<usize, f64>) -> f64 {
    let of = |shift: &super::cell::Shift| {
        shift.by.at(given.get(&shift.place).copied().unwrap_or(shift.attribute.nominal))
    };
    cell.shifts.iter().map(of).sum()
}

/// The least and the most value over the range of a judgement, shifted: at its ends, or at a bend
/// between them.
fn term(cell: &Cell, curve: &Curve, shift: f64) -> (f64, f64) {
    let (low, high) = (cell.cut(cell.own.low + shift), cell.cut(cell.own.high + shift));
    let inside = curve.kinks().filter(|x| low < *x && *x < high);
    let values = inside.chain([low, high]).map(|x| curve.at(x));
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| (a.min(v), b.max(v)))
}

/// One interval between neighbouring bends per attribute, in all combinations.
fn boxes(bends: &BTreeMap<usize, Vec<f64>>) -> Vec<Vec<(f64, f64)>> {
    let mut out = vec![Vec::new()];
    for at in bends.values() {
        let with = |begun: &Vec<(f64, f64)>| {
            let begun = begun.clone();
            let with = at.windows(2).map(move |pair| [&begun[..], &[(pair[0], pair[1])]].concat());
            with.collect::<Vec<_>>()
        };
        out = out.iter().flat_map(with).collect();
    }
    out
}

/// The points of a box in which as many planes as it has sides meet.
fn corners(
    cells: &[Cell],
    curves: &[Curve],
    places: &[usize],
    sides: &[(f64, f64)],
    visit: &mut impl FnMut(&[f64]),
) {
    let n = sides.len();
    // Each plane by its coefficients, and its right-hand side last.
    let mut planes: Vec<Vec<f64>> = Vec::new();
    for (axis, (low, high)) in sides.iter().enumerate() {
        for end in [*low, *high] {
            let mut plane = vec![0.0; n + 1];
            (plane[axis], plane[n]) = (1.0, end);
            planes.push(plane);
        }
    }
    let middle: BTreeMap<usize, f64> =
        places.iter().copied().zip(sides.iter().map(|(low, high)| (low + high) / 2.0)).collect();
    for (cell, curve) in cells.iter().zip(curves) {
        // Within the box a shift is linear: its slopes, and what it is in the middle.
        let slopes: Vec<f64> = places
            .iter()
            .zip(sides)
            .map(|(place, (low, high))| {
                let of = cell.shifts.iter().filter(|shift| shift.place == *place);
                of.map(|shift| (shift.by.at(*high) - shift.by.at(*low)) / (high - low)).sum()
            })
            .collect();
        if slopes.iter().all(|slope| *slope == 0.0) {
            continue;
        }
        let at_middle = shift_at(cell, &middle);
        let moved: f64 = slopes.iter().zip(middle.values()).map(|(slope, x)| slope * x).sum();
        let limits = [cell.limits.0, cell.limits.1].into_iter().filter(|x| x.is_finite());
        for bend in curve.kinks().chain(limits) {
            for end in [cell.own.low, cell.own.high] {
                let offset = bend - end - at_middle + moved;
                planes.push(slopes.iter().copied().chain([offset]).collect());
            }
        }
    }
    choose(&planes, n, 0, &mut Vec::new(), &mut |rows| {
        let Some(point) = equations::solve(rows, FLAT) else { return };
        let inside = |(x, (low, high)): (&f64, &(f64, f64))| {
            let beside = BESIDE * (high - low);
            low - beside <= *x && *x <= high + beside
        };
        if point.iter().zip(sides).all(inside) {
            let cut = point.iter().zip(sides).map(|(x, (low, high))| x.max(*low).min(*high));
            visit(&cut.collect::<Vec<f64>>());
        }
    });
}

/// All choices of `n` planes.
fn choose(
    planes: &[Vec<f64>],
    n: usize,
    from: usize,
    chosen: &mut Vec<Vec<f64>>,
    visit: &mut impl FnMut(Vec<Vec<f64>>),
) {
    if chosen.len() == n {
        visit(chosen.clone());
        return;
    }
    for (at, plane) in planes.iter().enumerate().skip(from) {
        chosen.push(plane.clone());
        choose(planes, n, at + 1, chosen, visit);
        chosen.pop();
    }
}
