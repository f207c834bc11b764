//! Equal weights: w_j = 1 / n. They look at no figures at all.

use super::column::Column;
use super::outcome::{DataWeights, Undefined};
use crate::value::ScaleNeeded;
use crate::weighting::{Evidence, WeightingSheet};

pub(super) const SHEET: WeightingSheet = WeightingSheet {
    name: "equal",
    idea: "Every criterion has the same weight: w_j = 1 / n, for n criteria.",
    use_when: "a reader wants to see what the criteria say before anybody has weighed them.",
    avoid_when: "a decision hangs on it: equal weights are a judgement too, that the worst-to-best swing of each criterion is worth the same. It is nobody's, and it changes when a criterion is split in two.",
    parameters: &[],
    evidence: Evidence::Data(ScaleNeeded::Ordinal),
    degenerate: "never undefined. A constant column has the same weight as the others.",
    reference: "Dawes & Corrigan 1974, Linear models in decision making, doi:10.1037/h0037613",
    disagreements: "none: pymcdm, scikit-criteria and pyrepo-mcda give the same.",
};

pub(super) fn weights(columns: &[Column]) -> Result<DataWeights, Undefined> {
    let weights = vec![1.0 / columns.len() as f64; columns.len()];
    Ok(DataWeights { weights, constant: Vec::new(), tied: Vec::new() })
}
