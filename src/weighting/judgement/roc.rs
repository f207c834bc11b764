//! Rank order centroid (ROC).
//!
//! w_k = (1/k + 1/(k+1) + ... + 1/n) / n for place k of n: the centroid of all weights in that order.
//! Tied items share the mean of their places, which is the mean of the centroids over all ways to
//! break the ties. Stillwell, Seaver & Edwards 1981, doi:10.1016/0030-5073(81)90015-5; Barron &
//! Barrett 1996, doi:10.1287/mnsc.42.11.1515.

use super::{DerivedWeights, Fault, Judgement, order};
use crate::weighting::{Evidence, WeightingSheet};

pub(in crate::weighting) const SHEET: WeightingSheet = WeightingSheet {
    name: "roc",
    idea: "The middle (centroid) of all weights that keep the order: w_k = (1/k + 1/(k+1) + ... + 1/n) / n for place k of n. Tied criteria share the mean of their places. All weights in that order stay open.",
    use_when: "only the order of importance is known: every weight in that order is as likely as any other.",
    avoid_when: "more than the order is known. ROC gives the first much weight: 0.46 of 5.",
    parameters: &[],
    evidence: Evidence::Judgements("price > range = comfort > colour"),
    degenerate: "one criterion has weight 1. An order that is not settled for some pair, or goes round in a circle: an error that names it.",
    reference: "Barron & Barrett 1996, doi:10.1287/mnsc.42.11.1515; Stillwell, Seaver & Edwards 1981, doi:10.1016/0030-5073(81)90015-5",
    disagreements: "pyDecision gives tied criteria different weights, in the order of the list. The centroid of the weights that keep the order and the ties is another figure than the mean of the places.",
};

/// Weights of an order; see the module.
///
/// # Errors
/// Where the judgements do not give one order of all items.
pub(in crate::weighting) fn derive(
    items: usize,
    judgements: &[Judgement],
) -> Result<DerivedWeights, Fault> {
    let figure = |place: usize| (place..=items).map(|at| 1.0 / at as f64).sum();
    order::by_place(SHEET.name, items, judgements, figure)
}
