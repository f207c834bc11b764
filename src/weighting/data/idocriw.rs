//! IDOCRIW: entropy and impact loss together (Zavadskas & Podvezko 2016): w_j = q_j W_j / sum of q
//! W, with W the weights of `entropy` and q those of `cilos`.

use super::column::Column;
use super::outcome::{DataWeights, Undefined};
use super::{cilos, entropy};
use crate::value::ScaleNeeded;
use crate::weighting::{Evidence, WeightingSheet};

pub(super) const SHEET: WeightingSheet = WeightingSheet {
    name: "idocriw",
    idea: "The product of two weights: W_j of `entropy`, high where the alternatives differ, and q_j of `cilos`, high where little is lost when another criterion is at its best. w_j = q_j W_j / sum of q W.",
    use_when: "all criteria are amounts with a true zero, and one very uneven column should not take nearly all the weight, as it does under `entropy`.",
    avoid_when: "the weights must say what matters: they measure how much the data differ, not what anybody values. It has every sensitivity of `cilos`.",
    parameters: &[],
    evidence: Evidence::Data(ScaleNeeded::Ratio),
    degenerate: "undefined where `entropy` or `cilos` is. With a constant column each product is 0, since `entropy` gives that column weight 0 and `cilos` all others: undefined; leave it out. Where several alternatives share a best figure, as under `cilos`.",
    reference: "Zavadskas & Podvezko 2016, doi:10.1142/S0219622016500036",
    disagreements: "pymcdm and pyrepo-mcda give the same, but where a column is constant they return the rounding of 0/0, also below 0. pyDecision minimises another target and divides by the logarithm of the number of criteria.",
};

pub(super) fn weights(columns: &[Column]) -> Result<DataWeights, Undefined> {
    let spread = entropy::weights(columns)?;
    let loss = cilos::weights(columns)?;
    let products: Vec<f64> =
        spread.weights.iter().zip(&loss.weights).map(|(spread, loss)| spread * loss).collect();
    let sum: f64 = products.iter().sum();
    if sum == 0.0 {
        return Err(Undefined {
            column: spread.constant.first().copied(),
            row: None,
            reason: NO_PRODUCT,
        });
    }
    let weights = products.iter().map(|product| product / sum).collect();
    Ok(DataWeights { weights, ..loss })
}

const NO_PRODUCT: [&str; 2] = [
    "what has weight by its losses has none by its entropy, so each weight is 0/0; a constant column does that",
    "wat gewicht heeft door zijn verliezen heeft er geen door zijn entropie, dus is elk gewicht 0/0; een constante kolom doet dat",
];
