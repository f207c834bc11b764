//! The Choquet integral of the values of all criteria, of which pairs act together.
//!
//! With v_j the value function of the criterion, 0 worst to 1 best, as in the weighted sum, the
//! weights w as Shapley values and interactions I_ij from -1 to 1:
//!
//! score(a) = sum over j of v_j (w_j - half the sum of |I_jk| over k) + sum of I_jk min(v_j, v_k) over
//! I_jk > 0 + sum of |I_jk| max(v_j, v_k) over I_jk < 0.
//!
//! That is the integral of a 2-additive capacity (Grabisch 1997, doi:10.1016/S0165-0114(97)00168-1).
//! No better value makes the score worse if no w_j is less than half the sum of its |I_jk|; where one
//! is, all interactions are made smaller by one factor, the largest with which that holds, and it is
//! said.
//!
//! Three options on fixed scales, two of whose criteria must be good together:
//!
//! ```
//! use afweging::method::Method;
//! use afweging::problem::{Direction, Problem};
//! use afweging::study::evaluate;
//!
//! let problem = Problem::builder()
//!     .criterion_with("fast", Direction::Max, 2.0, |c| c.scale(0.0, 10.0))
//!     .criterion_with("safe", Direction::Max, 2.0, |c| c.scale(0.0, 10.0))
//!     .criterion_with("price", Direction::Min, 1.0, |c| c.scale(0.0, 100.0))
//!     .alternative("A", [10.0, 0.0, 50.0]) // v = 1, 0, 0.5
//!     .alternative("B", [5.0, 5.0, 50.0]) // 0.5, 0.5, 0.5
//!     .alternative("C", [8.0, 2.0, 0.0]) // 0.8, 0.2, 1
//!     .build()?;
//! let method = Method::named("choquet")?
//!     .with_parameter("interactions", r#"["fast & safe = 0.4"]"#)?;
//! let evaluation = evaluate(&problem, &method)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! // Weights 0.4, 0.4, 0.2; half of the interaction leaves 0.2 of the first two.
//! // A: 0.2 x 1 + 0.2 x 0 + 0.2 x 0.5 + 0.4 x 0. B: 0.5. C: 0.16 + 0.04 + 0.2 + 0.4 x 0.2.
//! let expected = [0.3, 0.5, 0.48];
//! assert!(scores.iter().zip(expected).all(|(score, expected)| (score - expected).abs() < 1e-12));
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::method::by_row::ByRow;
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::lack::Lack;
use crate::method::prepared::Prepared;
use crate::method::remedy;
use crate::method::sheet::{Parameter, Sheet};
use crate::method::value::over_all;
use crate::problem::{Aggregate, Group, Interaction, Problem};
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};

/// Parameters of the Choquet integral.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// How pairs of criteria act together, as in `fast & safe = 0.4`: above 0 both must be good, below
    /// 0 one of them is enough. There is no default; an empty list is the weighted sum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interactions: Option<Vec<Interaction>>,
}

pub(crate) const SHEET: Sheet = Sheet {
    name: "choquet",
    idea: Phrase(
        "The Choquet integral of a 2-additive capacity: a weighted sum in which pairs of criteria act together. Score = sum of v_j (w_j - half the sum of |I_jk|) + sum of I_jk min(v_j, v_k) over interactions above 0 + sum of |I_jk| max(v_j, v_k) over those below 0.",
        "De Choquet-integraal van een 2-additieve capaciteit: een gewogen som waarin paren van criteria samenwerken. Score = som van v_j (w_j - de helft van de som van |I_jk|) + som van I_jk min(v_j, v_k) over interacties boven 0 + som van |I_jk| max(v_j, v_k) over die onder 0.",
    ),
    use_when: Phrase(
        "two criteria are worth more together than each by itself (an interaction above 0), or say the same thing twice, so that one of them is enough (below 0), and somebody was asked how much.",
        "twee criteria samen meer waard zijn dan elk apart (een interactie boven 0), of hetzelfde twee keer zeggen, zodat een ervan genoeg is (onder 0), en iemand gevraagd is hoeveel.",
    ),
    avoid_when: Phrase(
        "nobody was asked for interactions: any of them is a guess. Values of different criteria must be comparable, a 0.6 here as good as a 0.6 there. In a tree, `hierarchical` lets criteria of one node interact.",
        "niemand naar interacties gevraagd is: elk ervan is een gok. Waarden op verschillende criteria moeten vergelijkbaar zijn, een 0,6 hier zo goed als een 0,6 daar. In een boom laat `hierarchical` criteria van één groep criteria samenwerken.",
    ),
    parameters: &[Parameter {
        name: "interactions",
        default: Phrase("none: they must be given", "geen: moeten opgegeven worden"),
        meaning: Phrase(
            "how pairs of criteria act together: above 0 both must be good, below 0 one of them is enough",
            "hoe paren van criteria samenwerken: boven 0 moeten beide goed zijn, onder 0 is een ervan genoeg",
        ),
        accepts: Phrase(
            "a list of pairs with a number: [\"cost & noise = 0.2\"]",
            "een lijst van paren met een getal: [\"kostprijs & lawaai = 0.2\"]",
        ),
    }],
    score: Phrase(
        "0 worst to 1 best with value functions on fixed scales. Higher is better.",
        "van 0 (slechtste) tot 1 (beste) met waardefuncties op vaste schalen. Hoger is beter.",
    ),
    symbol: "",
    own_table: None,
    own_pairs: None,
    scale: ScaleNeeded::Interval,
    ties: Phrase(
        "scores within 1e-10 of the group's largest |score| share a rank.",
        "scores die minder dan 1e-10 van de grootste |score| van de groep verschillen, delen een rang.",
    ),
    degenerate: Phrase(
        "interactions that the weights leave no room for are made smaller, all by one factor, so that no better value makes the whole worse; at the weights of the case that is said. A criterion without weight has no influence, and its interactions have none. A constant column on an observed range: 1 for all. A pair given twice, or a criterion that is not there: an error that names it.",
        "interacties waarvoor de gewichten geen ruimte laten, worden kleiner gemaakt, alle met één factor, zodat geen betere waarde het geheel slechter maakt; bij de gewichten van het dossier wordt dat vermeld. Een criterium zonder gewicht heeft geen invloed, en zijn interacties evenmin. Een constante kolom op een waargenomen bereik: 1 voor alle. Een paar dat twee keer gegeven is, of een criterium dat er niet is: een fout die het noemt.",
    ),
    reference: "Grabisch 1997, k-order additive discrete fuzzy measures and their representation, doi:10.1016/S0165-0114(97)00168-1",
    disagreements: Phrase(
        "packages take a capacity of sets or its Moebius transform; the weights here are its Shapley values, and the interactions those of pairs.",
        "pakketten vragen een capaciteit van verzamelingen of de Möbiustransformatie ervan; de gewichten hier zijn de Shapley-waarden, en de interacties die van paren.",
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
        let Some(interactions) = self.interactions.clone() else {
            return Err(remedy::no_default(&SHEET, remedy::interactions(&problem.tree)));
        };
        over_all::prepare(&SHEET, &Aggregate::Choquet { interactions }, problem, group)
    }
}
