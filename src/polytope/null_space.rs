//! Orthonormal bases, by Gram and Schmidt with the largest remainder first: plain loops, so the
//! same bits on every machine.

use crate::lp::dot;

/// Remainders of unit vectors shorter than this are 0.
const NOTHING: f64 = 1e-9;

/// An orthonormal basis of {x in R^n : a . x = 0 for all rows a}.
pub(super) fn null_space(rows: &[&[f64]], n: usize) -> Vec<Vec<f64>> {
    let mut basis = Vec::new();
    let unit = rows.iter().map(|row| scaled(row)).collect();
    extend(&mut basis, unit, rows.len());
    let rank = basis.len();
    let axes = (0..n).map(|j| (0..n).map(|k| f64::from(u8::from(j == k))).collect()).collect();
    extend(&mut basis, axes, n - rank);
    basis.split_off(rank)
}

/// Add directions of `candidates` to an orthonormal set, at most `most`, until what they add is
/// nothing.
fn extend(basis: &mut Vec<Vec<f64>>, mut candidates: Vec<Vec<f64>>, most: usize) {
    for candidate in &mut candidates {
        basis.iter().for_each(|direction| remove(candidate, direction));
    }
    for _ in 0..most {
        let norms = candidates.iter().map(|candidate| norm(candidate));
        let Some((at, longest)) =
            norms.enumerate().fold(None, |best: Option<(usize, f64)>, (at, norm)| match best {
                Some((_, longest)) if longest >= norm => best,
                _ => Some((at, norm)),
            })
        else {
            return;
        };
        if longest <= NOTHING {
            return;
        }
        // A second round removes what rounding left over from the first.
        let mut direction = scaled(&candidates.swap_remove(at));
        basis.iter().for_each(|other| remove(&mut direction, other));
        let direction = scaled(&direction);
        candidates.iter_mut().for_each(|candidate| remove(candidate, &direction));
        basis.push(direction);
    }
}

fn remove(vector: &mut [f64], direction: &[f64]) {
    let along = dot(vector, direction);
    vector.iter_mut().zip(direction).for_each(|(x, d)| *x -= along * d);
}

fn scaled(vector: &[f64]) -> Vec<f64> {
    let length = norm(vector);
    vector.iter().map(|x| if length > 0.0 { x / length } else { 0.0 }).collect()
}

pub(super) fn norm(vector: &[f64]) -> f64 {
    dot(vector, vector).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_basis_is_orthonormal_and_what_rows_leave_over() {
        let rows: [&[f64]; 4] = [
            &[1.0; 5],
            &[1.0, -1.0, 0.0, 0.0, 0.0],
            &[3.0, 1.0, 2.0, 2.0, 2.0],
            &[1e-9, 0.0, 0.0, 0.0, 1e-9],
        ];
        let basis = null_space(&rows, 5);
        // The third row is twice the first plus the second.
        assert_eq!(basis.len(), 2);
        for (i, a) in basis.iter().enumerate() {
            for (k, b) in basis.iter().enumerate() {
                assert!((dot(a, b) - f64::from(u8::from(i == k))).abs() < 1e-15);
            }
            assert!(rows.iter().all(|row| dot(&scaled(row), a).abs() < 1e-15));
        }
        assert!(null_space(&[&[1.0]], 1).is_empty());
        assert_eq!(null_space(&[], 3).len(), 3);
    }
}
