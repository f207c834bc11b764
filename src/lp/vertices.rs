//! The vertices of the weights that meet a few linear conditions, where they are few themselves.
//!
//! Double description (Motzkin, Raiffa, Thompson & Thrall 1953): start from the corners of the
//! simplex and cut with one condition after the other. A cut keeps the vertices that meet it, and
//! adds one on every edge that crosses it. Two vertices share an edge if no third is on all the
//! faces that both are on.

use super::{Relation, Row};

/// A vertex is on a face if it misses it by no more than this, the condition's largest coefficient
/// being 1.
const ON: f64 = 1e-12;

/// Later cuts have moved no vertex off an earlier face if it misses none by more than this: a few
/// times [`ON`], as each cut adds its rounding.
const MOVED: f64 = 1e-11;

/// Nor off the plane on which weights sum to 1.
const OFF_SUM: f64 = 1e-12;

/// A vertex, and what it lies on.
#[derive(Debug, Clone, PartialEq)]
pub struct Vertex {
    /// The point.
    pub x: Vec<f64>,
    /// The faces it is on, a bit each, 64 to a word: x_j = 0 is bit j, and row k with equality is
    /// bit n + k.
    pub faces: Vec<u64>,
}

/// The vertices of { x >= 0, sum x = 1, rows }, none if no x meets them; `None` if there are more
/// than `most` on the way, or the figures differ so much in size that which vertex is on which face
/// cannot be told.
pub fn vertices(n: usize, rows: &[Row], most: usize) -> Option<Vec<Vec<f64>>> {
    let found = vertices_on_faces(n, rows, most)?;
    Some(found.into_iter().map(|vertex| vertex.x).collect())
}

/// The same, each vertex with the faces it lies on.
pub fn vertices_on_faces(n: usize, rows: &[Row], most: usize) -> Option<Vec<Vertex>> {
    if n > most {
        return None;
    }
    let words = (n + rows.len()).div_ceil(64);
    let corner = |at: usize| {
        let mut faces = vec![0u64; words];
        (0..n).filter(|own| *own != at).for_each(|own| set(&mut faces, own));
        Vertex { x: (0..n).map(|own| f64::from(u8::from(own == at))).collect(), faces }
    };
    let mut all: Vec<Vertex> = (0..n).map(corner).collect();
    for (at, row) in rows.iter().enumerate() {
        let size = row.size().max(row.bound.abs());
        if size == 0.0 || !size.is_finite() {
            // 0 against 0 holds whichever way it is asked.
            if size != 0.0 {
                return None;
            }
            continue;
        }
        // On a scale of 1, counted inwards: at least 0.
        let sign = if row.relation == Relation::AtLeast { 1.0 } else { -1.0 };
        let inside: Vec<f64> =
            all.iter().map(|vertex| sign * (row.at(&vertex.x) - row.bound) / size).collect();
        let side = |value: f64| {
            if value > ON {
                1
            } else if value < -ON {
                -1
            } else {
                0
            }
        };
        let sides: Vec<i32> = inside.iter().map(|value| side(*value)).collect();
        let keep_positive = row.relation != Relation::Equal;
        let mut next: Vec<Vertex> = Vec::new();
        let (above, below): (Vec<usize>, Vec<usize>) =
            (0..all.len()).filter(|v| sides[*v] != 0).partition(|v| sides[*v] > 0);
        if above.len().checked_mul(below.len())?.checked_mul(all.len())? > 50_000_000 {
            return None;
        }
        for (p, q) in above.iter().flat_map(|p| below.iter().map(move |q| (*p, *q))) {
            let shared: Vec<u64> =
                all[p].faces.iter().zip(&all[q].faces).map(|(a, b)| a & b).collect();
            let on_all = |v: &Vertex| {
                v.faces.iter().zip(&shared).all(|(own, shared)| own & shared == *shared)
            };
            if (0..all.len()).any(|v| v != p && v != q && on_all(&all[v])) {
                continue;
            }
            let by = inside[p] / (inside[p] - inside[q]);
            let mut x: Vec<f64> =
                all[p].x.iter().zip(&all[q].x).map(|(p, q)| p + by * (q - p)).collect();
            // What is 0 at both ends is 0 between them, and rounding may not take it below.
            x.iter_mut().for_each(|x| *x = x.max(0.0));
            let mut faces = shared;
            set(&mut faces, n + at);
            next.push(Vertex { x, faces });
        }
        for (v, mut vertex) in all.into_iter().enumerate() {
            if sides[v] == 0 {
                set(&mut vertex.faces, n + at);
            }
            if sides[v] == 0 || (sides[v] > 0 && keep_positive) {
                next.push(vertex);
            }
        }
        all = next;
        if all.len() > most {
            return None;
        }
    }
    // Later cuts must not have moved anything off the earlier ones.
    let sound = |x: &[f64]| {
        let missed = |row: &Row| {
            let over =
                (row.at(x) - row.bound) / row.size().max(row.bound.abs()).max(f64::MIN_POSITIVE);
            match row.relation {
                Relation::AtMost => over,
                Relation::AtLeast => -over,
                Relation::Equal => over.abs(),
            }
        };
        rows.iter().all(|row| missed(row) <= MOVED)
            && (x.iter().sum::<f64>() - 1.0).abs() <= OFF_SUM
    };
    all.iter().all(|vertex| sound(&vertex.x)).then_some(all)
}

fn set(bits: &mut [u64], at: usize) {
    bits[at / 64] |= 1 << (at % 64);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lp::Program;

    #[test]
    fn an_order_of_importance_has_as_many_vertices_as_weights() {
        // w0 >= w1 >= w2: 1, then 1/2 1/2, then 1/3 each.
        let rows: Vec<Row> = (0..2)
            .map(|at| {
                let coefficients = (0..3)
                    .map(|own| {
                        if own == at {
                            -1.0
                        } else if own == at + 1 {
                            1.0
                        } else {
                            0.0
                        }
                    })
                    .collect();
                Row { coefficients, relation: Relation::AtMost, bound: 0.0 }
            })
            .collect();
        let mut found = vertices(3, &rows, 100).unwrap();
        found.sort_by(|a, b| b.partial_cmp(a).unwrap());
        let third = 1.0 / 3.0;
        for (found, wanted) in
            found.iter().zip([[1.0, 0.0, 0.0], [0.5, 0.5, 0.0], [third, third, third]])
        {
            assert!(found.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 1e-15), "{found:?}");
        }
        assert_eq!(found.len(), 3);
        // None: w0 <= -1. Too many: 3 of 2.
        let none =
            Row { coefficients: vec![1.0, 0.0, 0.0], relation: Relation::AtMost, bound: -1.0 };
        assert_eq!(vertices(3, &[none], 100), Some(Vec::new()));
        assert_eq!(vertices(3, &rows, 2), None);
    }

    /// Of random conditions every least over the vertices is that of the solver.
    #[test]
    fn linear_functions_are_least_where_the_solver_says() {
        let mut state = 3u64;
        let mut unit = || {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 11) as f64 / (1u64 << 53) as f64
        };
        let (mut none, mut some) = (0, 0);
        for round in 0..600 {
            let n = 1 + (unit() * 6.0) as usize;
            let levels = round % 2 == 0;
            let mut entry =
                || if levels { (unit() * 5.0).floor() / 2.0 - 1.0 } else { unit() * 2.0 - 1.0 };
            let count = round % 5;
            let rows: Vec<Row> = (0..count)
                .map(|at| {
                    let coefficients: Vec<f64> = (0..n).map(|_| entry()).collect();
                    let middle = coefficients.iter().sum::<f64>() / n as f64;
                    let relation = [Relation::AtMost, Relation::AtLeast, Relation::Equal]
                        [(round / 7 + at) % 3];
                    Row {
                        coefficients,
                        relation,
                        bound: if round % 11 == 0 { middle + entry() } else { middle },
                    }
                })
                .collect();
            let found = vertices(n, &rows, 1000).unwrap();
            let sum = Row { coefficients: vec![1.0; n], relation: Relation::Equal, bound: 1.0 };
            let program = Program {
                bounds: vec![(0.0, 1.0); n],
                rows: std::iter::once(sum).chain(rows).collect(),
            };
            if found.is_empty() {
                assert_eq!(program.is_feasible(), Some(false), "round {round}");
                none += 1;
                continue;
            }
            some += 1;
            for _ in 0..5 {
                let objective: Vec<f64> = (0..n).map(|_| entry()).collect();
                let at = |x: &Vec<f64>| x.iter().zip(&objective).map(|(x, c)| x * c).sum::<f64>();
                let least = found.iter().map(at).fold(f64::INFINITY, f64::min);
                let wanted = at(&program.minimise(&objective).unwrap());
                assert!((least - wanted).abs() < 1e-10, "round {round}: {least} {wanted}");
            }
        }
        assert!(none > 10 && some > 400, "{none} {some}");
    }
}
