//! The ordered weighted average of the values of all criteria: weights belong to the places of the
//! values, the best first, and not to the criteria.
//!
//! score(a) = sum over places k of u_k b_k(a), with b_k the k-th best of the values v_j(a) and v_j the
//! value function of the criterion, 0 worst to 1 best, as in the weighted sum. u is what
//! `order_weights` says, over their sum (Yager 1988, doi:10.1109/21.87068). With `alpha`,
//! u_k = S_k^alpha - S_(k-1)^alpha, where S_k is the share of the weight that the criteria of the k
//! best values have (Yager 1996,
//! doi:10.1002/(SICI)1098-111X(199601)11:1<49::AID-INT3>3.0.CO;2-Z): 1 is the weighted sum, above 1
//! the bad values count more, below 1 the good ones.
//!
//! Three options on fixed scales, where the worst value counts for two thirds:
//!
//! ```
//! use afweging::method::Method;
//! use afweging::problem::{Direction, Problem};
//! use afweging::study::evaluate;
//!
//! let problem = Problem::builder()
//!     .criterion_with("quality", Direction::Max, 3.0, |c| c.scale(0.0, 10.0))
//!     .criterion_with("price", Direction::Min, 1.0, |c| c.scale(0.0, 100.0))
//!     .alternative("A", [10.0, 100.0]) // v = 1, 0
//!     .alternative("B", [0.0, 0.0]) // 0, 1
//!     .alternative("C", [6.0, 70.0]) // 0.6, 0.3
//!     .build()?;
//! let scores = |parameter, value| -> Result<Vec<f64>, afweging::Error> {
//!     let method = Method::named("owa")?.with_parameter(parameter, value)?;
//!     let evaluation = evaluate(&problem, &method)?;
//!     Ok(evaluation.groups[0].standings().filter_map(|standing| standing.score).collect())
//! };
//! // A and B: 1/3 x 1 + 2/3 x 0. C: 1/3 x 0.6 + 2/3 x 0.3. The weights of the criteria do not count.
//! let expected = [1.0 / 3.0, 1.0 / 3.0, 0.4];
//! let own = scores("order_weights", "[1, 2]")?;
//! assert!(own.iter().zip(expected).all(|(own, expected)| (own - expected).abs() < 1e-12));
//! // Squares of shares. A: quality has 3/4 of the weight, so that the best counts 9/16. B: price has
//! // 1/4, so 1/16. C: 9/16 x 0.6 + 7/16 x 0.3.
//! let expected = [0.5625, 0.0625, 0.46875];
//! let own = scores("alpha", "2")?;
//! assert!(own.iter().zip(expected).all(|(own, expected)| (own - expected).abs() < 1e-12));
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result, both};
use crate::method::by_row::ByRow;
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::lack::Lack;
use crate::method::parameter::{POSITIVE, WEIGHTS, given_positive, weights};
use crate::method::prepared::Prepared;
use crate::method::remedy;
use crate::method::sheet::{Parameter, Sheet};
use crate::method::value::over_all;
use crate::problem::{Aggregate, Group, OrderWeights, Problem};
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};

/// Parameters of the ordered weighted average: one of the two must be given.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// A weight for each place, the best value first, as many as there are criteria; of any sum.
    #[serde(deserialize_with = "weights", skip_serializing_if = "Option::is_none")]
    pub order_weights: Option<Vec<f64>>,
    /// The quantifier r^alpha over the weights of the criteria: 1 is the weighted sum, above 1 the bad
    /// values count more, below 1 the good ones.
    #[serde(deserialize_with = "given_positive", skip_serializing_if = "Option::is_none")]
    pub alpha: Option<f64>,
}

pub(crate) const SHEET: Sheet = Sheet {
    name: "owa",
    idea: Phrase(
        "The ordered weighted average: weights go to places and not to criteria, the best value of an alternative first. Score = sum of u_k b_k, with b_k the k-th best value and u the order weights, or, with `alpha`, u_k = S_k^alpha - S_(k-1)^alpha, S_k being the weight of the criteria of the k best values.",
        "Het geordend gewogen gemiddelde: gewichten horen bij plaatsen en niet bij criteria, de beste waarde van een alternatief eerst. Score = som van u_k b_k, met b_k de k-de beste waarde en u de volgordegewichten, of, met `alpha`, u_k = S_k^alpha - S_(k-1)^alpha, waarbij S_k het gewicht is van de criteria met de k beste waarden.",
    ),
    use_when: Phrase(
        "it counts how good the worst (or the best) results of an alternative are, whatever the criterion, and how careful to be has been asked or is varied.",
        "het telt hoe goed de slechtste (of de beste) resultaten van een alternatief zijn, op welk criterium ook, en hoe voorzichtig men moet zijn, gevraagd is of wordt gevarieerd.",
    ),
    avoid_when: Phrase(
        "nobody was asked for order weights: any of them is a guess. Values of different criteria must be comparable, a 0.6 here as good as a 0.6 there. Weights of criteria say nothing under `order_weights`.",
        "niemand naar volgordegewichten gevraagd is: elk ervan is een gok. Waarden op verschillende criteria moeten vergelijkbaar zijn, een 0,6 hier zo goed als een 0,6 daar. Gewichten van criteria zeggen niets bij `order_weights`.",
    ),
    parameters: &[
        Parameter {
            name: "order_weights",
            default: Phrase("none: this or `alpha`", "geen: dit of `alpha`"),
            meaning: Phrase(
                "a weight for each place, the best value first, as many as there are criteria; the weights of the criteria then do not count",
                "een gewicht voor elke plaats, de beste waarde eerst, evenveel als er criteria zijn; de gewichten van de criteria tellen dan niet",
            ),
            accepts: WEIGHTS,
        },
        Parameter {
            name: "alpha",
            default: Phrase("none: this or `order_weights`", "geen: dit of `order_weights`"),
            meaning: Phrase(
                "the quantifier r^alpha over the weights of the criteria: 1 is the weighted sum, above 1 the bad values count more, below 1 the good ones",
                "de kwantor r^alpha over de gewichten van de criteria: 1 is de gewogen som, boven 1 tellen de slechte waarden meer, onder 1 de goede",
            ),
            accepts: POSITIVE,
        },
    ],
    score: Phrase(
        "0 worst to 1 best with value functions on fixed scales. Higher is better.",
        "van 0 (slechtste) tot 1 (beste) met waardefuncties op vaste schalen. Hoger is beter.",
    ),
    symbol: "",
    own_table: None,
    own_pairs: None,
    scale: ScaleNeeded::Interval,
    ties: Phrase(
        "scores within 1e-10 of the group's largest |score| share a rank. Under `order_weights` alternatives with the same values on other criteria tie.",
        "scores die minder dan 1e-10 van de grootste |score| van de groep verschillen, delen een rang. Bij `order_weights` staan alternatieven met dezelfde waarden op andere criteria gelijk.",
    ),
    degenerate: Phrase(
        "a criterion without weight is left out; the order weights of the others are then read from the line between their sums, as if they were spread over fewer places. A constant column on an observed range: 1 for all. Another number of order weights than of criteria, or both parameters at once: an error.",
        "een criterium zonder gewicht wordt weggelaten; de volgordegewichten van de andere worden dan afgelezen op de lijn tussen hun sommen, alsof ze over minder plaatsen verdeeld zijn. Een constante kolom op een waargenomen bereik: 1 voor alle. Een ander aantal volgordegewichten dan criteria, of beide parameters tegelijk: een fout.",
    ),
    reference: "Yager 1988, On ordered weighted averaging aggregation operators in multicriteria decisionmaking, doi:10.1109/21.87068; Yager 1996, Quantifier guided aggregation using OWA operators, doi:10.1002/(SICI)1098-111X(199601)11:1<49::AID-INT3>3.0.CO;2-Z (alpha)",
    disagreements: Phrase(
        "some packages put the worst value first; here the best is, as in Yager's paper.",
        "sommige pakketten zetten de slechtste waarde eerst; hier is dat de beste, zoals in het artikel van Yager.",
    ),
    allows_target: true,
    value_functions: true,
};

impl Definition for Parameters {
    fn sheet(&self) -> &'static Sheet {
        &SHEET
    }

    fn family(&self) -> Family {
        Family::Value
    }

    fn dependence(&self, problem: &Problem, weights: &[f64]) -> Option<Dependence> {
        over_all::dependence(problem, weights)
    }

    fn lacks(&self) -> &'static [Lack] {
        &[Lack::OBSERVED]
    }

    fn is_fixed(&self, problem: &Problem) -> bool {
        over_all::is_fixed(problem)
    }

    fn reads_value_functions(&self) -> bool {
        true
    }

    fn lacking_scales(&self, problem: &Problem) -> Vec<usize> {
        over_all::lacking_scales(problem)
    }

    fn by_row(&self, problem: &Problem) -> Option<ByRow> {
        over_all::by_row(problem)
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let order = match (&self.order_weights, self.alpha) {
            (Some(weights), None) => OrderWeights::Places(weights.clone()),
            (None, Some(alpha)) => OrderWeights::Quantifier { alpha },
            (Some(_), Some(_)) => return Err(remedy::one_of(&SHEET, "order_weights", "alpha")),
            (None, None) => {
                let remedy = both(
                    "say how much bad values count, as in --param owa.alpha=2 (above 1 they count more than good ones), or write order_weights = [...] in [method.owa], a number for each criterion, that of the best value first",
                    "zeg hoe zwaar slechte waarden tellen, zoals in --param owa.alpha=2 (boven 1 tellen ze meer dan goede), of schrijf order_weights = [...] in [method.owa], een getal voor elk criterium, dat van de beste waarde eerst",
                );
                return Err(remedy::no_default(&SHEET, remedy));
            }
        };
        over_all::prepare(&SHEET, &Aggregate::Owa(order), problem, group)
    }
}
