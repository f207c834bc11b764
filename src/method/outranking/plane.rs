//! The plane that keeps the most of how alternatives differ in their flows (GAIA).
//!
//! Mareschal & Brans 1988, EJOR 34(1), doi:10.1016/0377-2217(88)90456-0. With Phi the unicriterion
//! net flows, a row per alternative and a column per criterion (columns sum to 0), and Phi = U S V'
//! its singular value decomposition, the plane is spanned by the first two columns of V: the
//! directions in which the alternatives differ the most. An alternative lies at its row of Phi times
//! these two, the axis of a criterion ends at its row of them, and the decision stick ends at the
//! weights times them. The share of variance that is kept is (s_1^2 + s_2^2) / sum of s_k^2.
//!
//! The signs of V are free. Each direction is turned so that the criterion that counts most in it,
//! the first of those that do, points to the right or up.

use crate::problem::Matrix;
use nalgebra::DMatrix;

/// Loadings that differ by less than this, of 1, count as the same: their order is rounding.
const SAME_LOADING: f64 = 1e-9;
/// Variances that differ by less than this part of the largest count as the same.
const SAME_VARIANCE: f64 = 1e-9;

/// A plane of alternatives and criteria; to the right first, then up.
#[derive(Debug, Clone, PartialEq)]
pub struct GaiaPlane {
    /// By row of the flows: where the alternative lies.
    pub alternatives: Vec<[f64; 2]>,
    /// By leaf: where its axis ends.
    pub criteria: Vec<[f64; 2]>,
    /// Where the decision stick ends.
    pub stick: [f64; 2],
    /// The share of the variance of the flows that the plane keeps, 0 to 1.
    pub kept: f64,
    /// Whether no other plane keeps as much.
    pub unique: bool,
}

/// The plane of net flows at these weights; `None` where all flows are 0.
pub(crate) fn gaia_plane(flows: &Matrix, weights: &[f64]) -> Option<GaiaPlane> {
    let (rows, leaves) = (flows.rows(), flows.columns());
    if rows == 0 || leaves == 0 {
        return None;
    }
    let phi = DMatrix::from_column_slice(rows, leaves, flows.as_slice());
    let svd = phi.svd(false, true);
    let directions = svd.v_t?;
    let variance = |at: usize| svd.singular_values.get(at).map_or(0.0, |s| s * s);
    let all: f64 = (0..svd.singular_values.len()).map(variance).sum();
    if all.is_nan() || all <= 0.0 {
        return None;
    }
    let direction = |at: usize| -> Vec<f64> {
        // A direction in which nothing differs is none.
        if variance(at) <= SAME_VARIANCE * variance(0) {
            return vec![0.0; leaves];
        }
        let own: Vec<f64> = directions.row(at).iter().copied().collect();
        let most = own.iter().fold(0.0f64, |most, x| most.max(x.abs()));
        let first = own.iter().find(|x| x.abs() >= most - SAME_LOADING);
        let sign = first.map_or(1.0, |x| x.signum());
        own.into_iter().map(|x| x * sign).collect()
    };
    let (right, up) = (direction(0), direction(1));
    let along = |of: &dyn Fn(usize) -> f64| {
        let sum = |direction: &[f64]| direction.iter().enumerate().map(|(j, v)| v * of(j)).sum();
        [sum(&right), sum(&up)]
    };
    Some(GaiaPlane {
        alternatives: (0..rows).map(|row| along(&|leaf| flows.at(row, leaf))).collect(),
        criteria: right.iter().zip(&up).map(|(x, y)| [*x, *y]).collect(),
        stick: along(&|leaf| weights[leaf]),
        kept: (variance(0) + variance(1)) / all,
        unique: variance(2) < variance(1) - SAME_VARIANCE * variance(0)
            || variance(1) <= SAME_VARIANCE * variance(0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(rows: &[&[f64]]) -> Matrix {
        Matrix::from_fn(rows.len(), rows[0].len(), |row, column| rows[row][column])
    }

    fn near(a: [f64; 2], b: [f64; 2]) {
        assert!((a[0] - b[0]).abs() < 1e-12 && (a[1] - b[1]).abs() < 1e-12, "{a:?} {b:?}");
    }

    #[test]
    fn three_criteria_by_hand() {
        // Columns at right angles, of squared lengths 8, 2 and 0: their own axes, and all is kept.
        let flows =
            matrix(&[&[2.0, 0.0, 0.0], &[-2.0, 0.0, 0.0], &[0.0, -1.0, 0.0], &[0.0, 1.0, 0.0]]);
        let plane = gaia_plane(&flows, &[0.5, 0.25, 0.25]).unwrap();
        near(plane.alternatives[0], [2.0, 0.0]);
        near(plane.alternatives[2], [0.0, -1.0]);
        near(plane.criteria[0], [1.0, 0.0]);
        near(plane.criteria[1], [0.0, 1.0]);
        near(plane.criteria[2], [0.0, 0.0]);
        near(plane.stick, [0.5, 0.25]);
        assert!((plane.kept - 1.0).abs() < 1e-12 && plane.unique);
    }

    #[test]
    fn what_is_left_out_is_told() {
        // Squared lengths 8, 4.5 and 2: 12.5 of 14.5 are kept.
        let flows = matrix(&[
            &[2.0, 0.0, 0.0],
            &[-2.0, 0.0, 0.0],
            &[0.0, 1.5, 0.0],
            &[0.0, -1.5, 0.0],
            &[0.0, 0.0, 1.0],
            &[0.0, 0.0, -1.0],
        ]);
        let plane = gaia_plane(&flows, &[1.0 / 3.0; 3]).unwrap();
        assert!((plane.kept - 12.5 / 14.5).abs() < 1e-12);
        near(plane.alternatives[4], [0.0, 0.0]);
        // Two directions in which as much differs: which one is shown is not settled.
        let round = matrix(&[
            &[2.0, 0.0, 0.0],
            &[-2.0, 0.0, 0.0],
            &[0.0, 1.0, 0.0],
            &[0.0, -1.0, 0.0],
            &[0.0, 0.0, 1.0],
            &[0.0, 0.0, -1.0],
        ]);
        assert!(!gaia_plane(&round, &[1.0 / 3.0; 3]).unwrap().unique);
    }

    #[test]
    fn signs_do_not_hang_on_those_of_the_decomposition() {
        // Against each other: the first counts as much as the second, and points to the right.
        let flows = matrix(&[&[-1.0, 1.0], &[1.0, -1.0]]);
        let plane = gaia_plane(&flows, &[0.5, 0.5]).unwrap();
        let half = 0.5f64.sqrt();
        near(plane.criteria[0], [half, 0.0]);
        near(plane.criteria[1], [-half, 0.0]);
        near(plane.alternatives[1], [2.0 * half, 0.0]);
        near(plane.stick, [0.0, 0.0]);
        assert!(plane.unique);
        assert_eq!(gaia_plane(&matrix(&[&[0.0, 0.0], &[0.0, 0.0]]), &[0.5, 0.5]), None);
    }
}
