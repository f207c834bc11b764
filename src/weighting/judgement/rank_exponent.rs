//! Rank-exponent weights.
//!
//! w_k = (n + 1 - k)^p / (1^p + 2^p + ... + n^p) for place k of n; tied items share the mean of their
//! places. Stillwell, Seaver & Edwards 1981, doi:10.1016/0030-5073(81)90015-5.

use super::{DerivedWeights, Fault, Judgement, order};
use crate::error::{Phrase, both};
use crate::method::Parameter;
use crate::weighting::{Evidence, WeightingSheet};
use serde::{Deserialize, Serialize};

/// Parameters of rank-exponent weights.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// How steeply weights fall with the place: 0 gives equal weights, 1 those of rank-sum. At
    /// least 0. The paper has no default: it asks for the weight of the most important item and
    /// solves for the exponent.
    pub exponent: f64,
}

impl Default for Parameters {
    fn default() -> Parameters {
        Parameters { exponent: 2.0 }
    }
}

pub(in crate::weighting) const SHEET: WeightingSheet = WeightingSheet {
    name: "rank-exponent",
    idea: Phrase(
        "Weights fall with a power of the place in the order: w_k = (n + 1 - k)^p / (1^p + 2^p + ... + n^p) for place k of n. Tied criteria share the mean of their places. All weights in that order stay open.",
        "Gewichten dalen met een macht van de plaats in de volgorde: w_k = (n + 1 - k)^p / (1^p + 2^p + ... + n^p) voor plaats k van n. Criteria die gelijk staan, delen het gemiddelde van hun plaatsen. Alle gewichten in die volgorde blijven open.",
    ),
    use_when: Phrase(
        "the order of importance is known, and from the weight of the most important one how steeply importance falls.",
        "de volgorde van belang bekend is, en uit het gewicht van het belangrijkste criterium ook hoe steil het belang daalt.",
    ),
    avoid_when: Phrase(
        "no reason is known for an exponent: `roc` is the middle of all weights in that order.",
        "er geen reden bekend is voor een exponent: `roc` is het midden van alle gewichten in die volgorde.",
    ),
    parameters: &[Parameter {
        name: "exponent",
        default: Phrase(
            "2; the paper has none, and solves for the one that gives the first its stated weight",
            "2; het artikel heeft er geen, en zoekt de exponent die het eerste criterium zijn opgegeven gewicht geeft",
        ),
        meaning: Phrase(
            "how steeply weights fall: 0 gives equal weights, 1 those of `rank-sum`",
            "hoe steil gewichten dalen: 0 geeft gelijke gewichten, 1 die van `rank-sum`",
        ),
        accepts: Phrase("a number of at least 0", "een getal van minstens 0"),
    }],
    evidence: Evidence::Judgements(Phrase::same("price > range = comfort > colour")),
    degenerate: Phrase(
        "one criterion has weight 1. A huge exponent gives all weight to the first tier. An order that is not settled for some pair, or goes round in a circle: an error that names it.",
        "één criterium heeft gewicht 1. Een heel grote exponent geeft alle gewicht aan de eerste laag. Een volgorde die voor een paar niet vastligt, of die in een kring loopt: een fout die zegt welke.",
    ),
    reference: "Stillwell, Seaver & Edwards 1981, doi:10.1016/0030-5073(81)90015-5",
    disagreements: Phrase("none known", "geen bekend"),
};

/// Weights of an order; see the module.
///
/// # Errors
/// Where the judgements do not give one order of all items, or the exponent is below 0.
pub(in crate::weighting) fn derive(
    items: usize,
    judgements: &[Judgement],
    parameters: &Parameters,
) -> Result<DerivedWeights, Fault> {
    let exponent = parameters.exponent;
    if !(exponent >= 0.0 && exponent.is_finite()) {
        return Err(Fault {
            judgements: Vec::new(),
            message: both(format!("`exponent` is {exponent}"), format!("`exponent` is {exponent}")),
            remedy: both(
                "give an exponent of at least 0; 1 is the same as `rank-sum`",
                "geef een exponent van minstens 0; 1 is hetzelfde als `rank-sum`",
            ),
        });
    }
    // Counted in the first place, so that no power is too large.
    let figure = |place: usize| ((items + 1 - place) as f64 / items as f64).powf(exponent);
    order::by_place(SHEET.name, items, judgements, figure)
}
