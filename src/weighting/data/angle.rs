//! Angle: between a column and one in which all alternatives are the same (Shuai, Zongzhun, Yongji
//! & Lei 2012).
//!
//! u_j = arccos(b_j . e / (|b_j| |e|)), with b_j the shares of the column's sum and e = (1/m ...
//! 1/m); w_j = u_j / sum of u. The cosine is the mean over the root of the mean square, so the
//! tangent is standard deviation / mean, which is exact where the arccosine of nearly 1 is not.

use super::column::Column;
use super::cv::coefficients;
use super::outcome::{DataWeights, Undefined};
use super::spread::shares;
use crate::value::ScaleNeeded;
use crate::weighting::{Evidence, WeightingSheet};

pub(super) const SHEET: WeightingSheet = WeightingSheet {
    name: "angle",
    idea: "A criterion has the more weight the wider the angle between its column and a column in which all alternatives are equal: u_j = arccos(b_j . e / (|b_j| |e|)), with b_j the shares of the column's sum and e = (1/m ... 1/m); w_j = u_j / sum of u. The tangent of the angle is the coefficient of variation.",
    use_when: "as `cv`, where a column with a few very large figures should count less than in proportion.",
    avoid_when: "the weights must say what matters: they measure how much the data differ, not what anybody values. Nor for figures without a true zero: another zero gives other weights.",
    parameters: &[],
    evidence: Evidence::Data(ScaleNeeded::Ratio),
    degenerate: "a constant column has angle 0 and weight 0, with a warning, also where all its figures are 0. A figure below 0: undefined. One alternative, or all columns constant: undefined. The direction of a criterion plays no part.",
    reference: "Shuai, Zongzhun, Yongji & Lei 2012, A new angular method to determine the objective weights, doi:10.1109/CCDC.2012.6244621",
    disagreements: "pymcdm takes the shares of every column, as we do. pyrepo-mcda takes the shares of the reciprocals of costs, so its weights differ wherever less is better.",
};

pub(super) fn weights(columns: &[Column]) -> Result<DataWeights, Undefined> {
    let angles: Vec<f64> = coefficients(columns)?.into_iter().map(f64::atan).collect();
    shares(columns, &angles, TOO_LITTLE)
}

const TOO_LITTLE: [&str; 2] = [
    "the figures differ too little for an angle",
    "de cijfers verschillen te weinig voor een hoek",
];
