//! Gini: the coefficient of inequality (Li & Chi 2009).
//!
//! G_j = sum over i, k of |x_ij - x_kj| / (2 m^2 mean_j), w_j = G_j / sum of G. In ascending order
//! the sum over pairs is 2 times the sum of (2 i - m - 1) x_(i), i from 1.

use super::column::Column;
use super::outcome::{DataWeights, Undefined};
use super::spread::{reject, relative_deviations, shares};
use crate::value::ScaleNeeded;
use crate::weighting::{Evidence, WeightingSheet};

pub(super) const SHEET: WeightingSheet = WeightingSheet {
    name: "gini",
    idea: "A criterion has the more weight the more unequal its figures are: w_j = G_j / sum of G, with the Gini coefficient G_j = (sum over all pairs of |x_ij - x_kj|) / (2 m^2 mean_j) over m alternatives.",
    use_when: "all criteria are amounts with a true zero, and one extreme figure should not count with its square.",
    avoid_when: "the weights must say what matters: they measure how much the data differ, not what anybody values. Nor for figures without a true zero: another zero gives other weights.",
    parameters: &[],
    evidence: Evidence::Data(ScaleNeeded::Ratio),
    degenerate: "a constant column has weight 0, with a warning, also where all its figures are 0. A figure below 0: undefined, since the coefficient then has no bounds. One alternative, or all columns constant: undefined. The direction of a criterion plays no part.",
    reference: "Li & Chi 2009, A new determining objective weights method: gini coefficient weight, 1st International Conference on Information Science and Engineering, 3726-3729",
    disagreements: "none: pymcdm, scikit-criteria and pyrepo-mcda give the same for figures of at least 0. They do not refuse figures below 0.",
};

pub(super) fn weights(columns: &[Column]) -> Result<DataWeights, Undefined> {
    reject(
        columns,
        |_, x| x < 0.0,
        [
            "a figure below 0 leaves the Gini coefficient without bounds",
            "een cijfer onder 0 laat de Gini-coëfficiënt zonder grenzen",
        ],
    )?;
    let measures: Vec<f64> = columns.iter().map(|column| coefficient(column.figures)).collect();
    shares(columns, &measures, TOO_LITTLE)
}

/// The Gini coefficient, which is the same for deviations from the mean.
fn coefficient(figures: &[f64]) -> f64 {
    let mut deviations = relative_deviations(figures);
    deviations.sort_by(f64::total_cmp);
    let m = figures.len() as f64;
    let terms = deviations.iter().enumerate().map(|(i, e)| (2.0 * i as f64 + 1.0 - m) * e);
    (terms.sum::<f64>() / (m * m)).max(0.0)
}

const TOO_LITTLE: [&str; 2] = [
    "the figures differ too little for a Gini coefficient",
    "de cijfers verschillen te weinig voor een Gini-coëfficiënt",
];
