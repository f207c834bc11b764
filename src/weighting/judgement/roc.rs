//! Rank order centroid (ROC).
//!
//! w_k = (1/k + 1/(k+1) + ... + 1/n) / n for place k of n: the centroid of all weights in that order.
//! Tied items share the mean of their places, which is the mean of the centroids over all ways to
//! break the ties. Stillwell, Seaver & Edwards 1981, doi:10.1016/0030-5073(81)90015-5; Barron &
//! Barrett 1996, doi:10.1287/mnsc.42.11.1515.

use super::{DerivedWeights, Fault, Judgement, order};
use crate::error::Phrase;
use crate::weighting::{Evidence, WeightingSheet};

pub(in crate::weighting) const SHEET: WeightingSheet = WeightingSheet {
    name: "roc",
    idea: Phrase(
        "The middle (centroid) of all weights that keep the order: w_k = (1/k + 1/(k+1) + ... + 1/n) / n for place k of n. Tied criteria share the mean of their places. All weights in that order stay open.",
        "Het midden (zwaartepunt) van alle gewichten die de volgorde bewaren: w_k = (1/k + 1/(k+1) + ... + 1/n) / n voor plaats k van n. Criteria die gelijk staan, delen het gemiddelde van hun plaatsen. Alle gewichten in die volgorde blijven open.",
    ),
    use_when: Phrase(
        "only the order of importance is known: every weight in that order is as likely as any other.",
        "alleen de volgorde van belang bekend is: elk gewicht in die volgorde is even waarschijnlijk.",
    ),
    avoid_when: Phrase(
        "more than the order is known. ROC gives the first much weight: 0.46 of 5.",
        "meer dan de volgorde bekend is. ROC geeft het eerste criterium veel gewicht: 0,46 bij 5 criteria.",
    ),
    parameters: &[],
    evidence: Evidence::Judgements(Phrase::same("price > range = comfort > colour")),
    degenerate: Phrase(
        "one criterion has weight 1. An order that is not settled for some pair, or goes round in a circle: an error that names it.",
        "één criterium heeft gewicht 1. Een volgorde die voor een paar niet vastligt, of die in een kring loopt: een fout die zegt welke.",
    ),
    reference: "Barron & Barrett 1996, doi:10.1287/mnsc.42.11.1515; Stillwell, Seaver & Edwards 1981, doi:10.1016/0030-5073(81)90015-5",
    disagreements: Phrase(
        "pyDecision gives tied criteria different weights, in the order of the list. The centroid of the weights that keep the order and the ties is another figure than the mean of the places.",
        "pyDecision geeft criteria die gelijk staan verschillende gewichten, in de volgorde van de lijst. Het zwaartepunt van de gewichten die de volgorde en de gelijke standen bewaren, is een ander cijfer dan het gemiddelde van de plaatsen.",
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
    let figure = |place: usize| (place..=items).map(|at| 1.0 / at as f64).sum();
    order::by_place(SHEET.name, items, judgements, figure)
}
