//! Rank-sum weights.
//!
//! w_k = (n + 1 - k) / (1 + 2 + ... + n) for place k of n; tied items share the mean of their places.
//! Stillwell, Seaver & Edwards 1981, doi:10.1016/0030-5073(81)90015-5.

use super::{DerivedWeights, Fault, Judgement, order};
use crate::error::Phrase;
use crate::weighting::{Evidence, WeightingSheet};

pub(in crate::weighting) const SHEET: WeightingSheet = WeightingSheet {
    name: "rank-sum",
    idea: Phrase(
        "Weights fall by equal steps with the place in the order: w_k = (n + 1 - k) / (1 + 2 + ... + n) for place k of n. Tied criteria share the mean of their places. All weights in that order stay open.",
        "Gewichten dalen in gelijke stappen met de plaats in de volgorde: w_k = (n + 1 - k) / (1 + 2 + ... + n) voor plaats k van n. Criteria die gelijk staan, delen het gemiddelde van hun plaatsen. Alle gewichten in die volgorde blijven open.",
    ),
    use_when: Phrase(
        "only the order of importance is known, and importance is thought to fall evenly.",
        "alleen de volgorde van belang bekend is, en het belang wordt geacht gelijkmatig te dalen.",
    ),
    avoid_when: Phrase(
        "no reason is known for even steps: `roc` is the middle of all weights in that order.",
        "er geen reden bekend is voor gelijke stappen: `roc` is het midden van alle gewichten in die volgorde.",
    ),
    parameters: &[],
    evidence: Evidence::Judgements(Phrase::same("price > range = comfort > colour")),
    degenerate: Phrase(
        "one criterion has weight 1. An order that is not settled for some pair, or goes round in a circle: an error that names it.",
        "één criterium heeft gewicht 1. Een volgorde die voor een paar niet vastligt, of die in een kring loopt: een fout die zegt welke.",
    ),
    reference: "Stillwell, Seaver & Edwards 1981, doi:10.1016/0030-5073(81)90015-5",
    disagreements: Phrase(
        "pyDecision gives tied criteria different weights, in the order of the list.",
        "pyDecision geeft criteria die gelijk staan verschillende gewichten, in de volgorde van de lijst.",
    ),
};

/// Weights of an order; see the module.
///
/// # Errors
/// Where the judgements do not give one order of all items.
pub(in crate::weighting) fn derive(
    items: usize,
    judgements: &[Judgement],
) -> Result<DerivedWeights, Fault> {
    order::by_place(SHEET.name, items, judgements, |place| (items + 1 - place) as f64)
}
