//! Rank-reciprocal weights.
//!
//! w_k = (1 / k) / (1 + 1/2 + ... + 1/n) for place k of n; tied items share the mean of their places.
//! Stillwell, Seaver & Edwards 1981, doi:10.1016/0030-5073(81)90015-5.

use super::{DerivedWeights, Fault, Judgement, order};
use crate::weighting::{Evidence, WeightingSheet};

pub(in crate::weighting) const SHEET: WeightingSheet = WeightingSheet {
    name: "rank-reciprocal",
    idea: "Weights fall as 1, 1/2, 1/3 ... with the place in the order: w_k = (1 / k) / (1 + 1/2 + ... + 1/n) for place k of n. Tied criteria share the mean of their places. All weights in that order stay open.",
    use_when: "only the order of importance is known, and the first is thought to stand out.",
    avoid_when: "no reason is known for such steps: `roc` is the middle of all weights in that order.",
    parameters: &[],
    evidence: Evidence::Judgements("price > range = comfort > colour"),
    degenerate: "one criterion has weight 1. An order that is not settled for some pair, or goes round in a circle: an error that names it.",
    reference: "Stillwell, Seaver & Edwards 1981, doi:10.1016/0030-5073(81)90015-5",
    disagreements: "none known",
};

/// Weights of an order; see the module.
///
/// # Errors
/// Where the judgements do not give one order of all items.
pub(in crate::weighting) fn derive(
    items: usize,
    judgements: &[Judgement],
) -> Result<DerivedWeights, Fault> {
    order::by_place(SHEET.name, items, judgements, |place| 1.0 / place as f64)
}
