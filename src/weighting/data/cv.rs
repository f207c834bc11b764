//! Coefficient of variation: w_j = v_j / sum of v, with v = standard deviation / mean (in the
//! comparison of Shuai, Zongzhun, Yongji & Lei 2012).

use super::column::Column;
use super::outcome::{DataWeights, Undefined};
use super::spread::{reject, relative_deviations, shares};
use crate::value::ScaleNeeded;
use crate::weighting::{Evidence, WeightingSheet};

pub(super) const SHEET: WeightingSheet = WeightingSheet {
    name: "cv",
    idea: "A criterion has the more weight the more its figures differ, in proportion to their mean: w_j = v_j / sum of v, with v_j = sigma_j / mean_j.",
    use_when: "all criteria are amounts with a true zero, in whatever units: the unit of a column makes no difference.",
    avoid_when: "the weights must say what matters: they measure how much the data differ, not what anybody values. Nor for figures without a true zero: another zero gives other weights.",
    parameters: &[],
    evidence: Evidence::Data(ScaleNeeded::Ratio),
    degenerate: "a constant column has weight 0, with a warning, also where all its figures are 0. A figure below 0: undefined, since a mean near 0 would give any weight at all. One alternative, or all columns constant: undefined. The direction of a criterion plays no part. Whether the standard deviation divides by m or by m - 1 makes no difference.",
    reference: "Shuai, Zongzhun, Yongji & Lei 2012, A new angular method to determine the objective weights, doi:10.1109/CCDC.2012.6244621, which compares it with `angle`",
    disagreements: "pyrepo-mcda divides by the sum of the column first, which changes nothing.",
};

pub(super) fn weights(columns: &[Column]) -> Result<DataWeights, Undefined> {
    let measures = coefficients(columns)?;
    shares(columns, &measures, TOO_LITTLE)
}

/// Standard deviation / mean of each column, where the standard deviation divides by m.
///
/// # Errors
/// For a figure below 0.
pub(super) fn coefficients(columns: &[Column]) -> Result<Vec<f64>, Undefined> {
    reject(
        columns,
        |_, x| x < 0.0,
        [
            "a figure below 0 leaves a mean that the spread cannot be compared with",
            "een cijfer onder 0 laat een gemiddelde waarmee de spreiding niet te vergelijken is",
        ],
    )?;
    let coefficient = |column: &Column| {
        let deviations = relative_deviations(column.figures);
        let squares: f64 = deviations.iter().map(|e| e * e).sum();
        (squares / deviations.len() as f64).sqrt()
    };
    Ok(columns.iter().map(coefficient).collect())
}

const TOO_LITTLE: [&str; 2] = [
    "the figures differ too little for a coefficient of variation",
    "de cijfers verschillen te weinig voor een variatiecoëfficiënt",
];
