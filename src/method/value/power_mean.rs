//! The weighted power mean of the values of all criteria.
//!
//! score(a) = (sum over criteria j of w_j v_j(a)^p)^(1/p), with w >= 0 summing to 1 and v_j the value
//! function of the criterion, 0 worst to 1 best, as in the weighted sum; for p = 0 the limit, the
//! product of v_j ^ w_j. p = 1 is the weighted sum, p = -1 the harmonic mean; the lower p, the less
//! good values make up for bad ones. With a floor, values below it count as it. Hardy, Littlewood &
//! Polya 1934, *Inequalities*, ch. 2.
//!
//! Three options on fixed scales, both criteria of equal weight, under the harmonic mean:
//!
//! ```
//! use afweging::method::Method;
//! use afweging::problem::{Direction, Problem};
//! use afweging::study::evaluate;
//!
//! let problem = Problem::builder()
//!     .criterion_with("quality", Direction::Max, 1.0, |c| c.scale(0.0, 10.0))
//!     .criterion_with("price", Direction::Min, 1.0, |c| c.scale(0.0, 100.0))
//!     .alternative("A", [10.0, 75.0]) // v = 1, 0.25
//!     .alternative("B", [6.0, 40.0]) // 0.6, 0.6
//!     .alternative("C", [10.0, 100.0]) // 1, 0
//!     .build()?;
//! let method = Method::named("power-mean")?.with_parameter("power", "-1")?;
//! let evaluation = evaluate(&problem, &method)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! // A: 1 / (0.5 / 1 + 0.5 / 0.25) = 1 / 2.5. B: 1 / (1 / 0.6). C has a 0, and its mean is 0.
//! let expected = [0.4, 0.6, 0.0];
//! assert!(scores.iter().zip(expected).all(|(score, expected)| (score - expected).abs() < 1e-12));
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result, both};
use crate::method::by_row::ByRow;
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::lack::Lack;
use crate::method::parameter::{FINITE, INSIDE, finite, inside};
use crate::method::prepared::Prepared;
use crate::method::remedy;
use crate::method::sheet::{Parameter, Sheet};
use crate::method::value::over_all;
use crate::problem::{Aggregate, Group, Problem};
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};

/// Parameters of the power mean.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// The power p: 1 is the weighted sum, 0 the geometric mean, -1 the harmonic one. It has no
    /// default.
    #[serde(deserialize_with = "finite", skip_serializing_if = "Option::is_none")]
    pub power: Option<f64>,
    /// Values below it count as it; absent = none.
    #[serde(deserialize_with = "inside", skip_serializing_if = "Option::is_none")]
    pub floor: Option<f64>,
}

pub(crate) const SHEET: Sheet = Sheet {
    name: "power-mean",
    idea: Phrase(
        "The weighted power mean of the values of all criteria: score = (sum of w_j v_j^p)^(1/p), for p = 0 the product of v_j ^ w_j. The lower the power p, the less a good value makes up for a bad one.",
        "Het gewogen machtsgemiddelde van de waarden op alle criteria: score = (som van w_j v_j^p)^(1/p), voor p = 0 het product van v_j ^ w_j. Hoe lager de macht p, hoe minder een goede waarde een slechte goedmaakt.",
    ),
    use_when: Phrase(
        "balance counts: an alternative that is good everywhere should come before one that is very good here and bad there (p below 1), and how much that counts has been asked or is varied.",
        "evenwicht telt: een alternatief dat overal goed is, moet voor een alternatief komen dat hier heel goed is en daar slecht (p onder 1), en hoe zwaar dat telt, is gevraagd of wordt gevarieerd.",
    ),
    avoid_when: Phrase(
        "values are 0 at an end of a scale that means nothing more than the worst that was thought of: with p of 0 and below such a value makes the score 0. In a tree, `hierarchical` lets each node have a mean of its own.",
        "waarden 0 zijn aan een uiteinde van een schaal dat niet meer betekent dan het slechtste waaraan gedacht is: met p van 0 of lager maakt zo'n waarde de score 0. In een boom kan met `hierarchical` elke groep criteria een eigen gemiddelde hebben.",
    ),
    parameters: &[
        Parameter {
            name: "power",
            default: Phrase("none: it must be given", "geen: moet opgegeven worden"),
            meaning: Phrase(
                "the power p: 1 is the weighted sum, 0 the geometric mean, -1 the harmonic mean",
                "de macht p: 1 is de gewogen som, 0 het meetkundig gemiddelde, -1 het harmonisch gemiddelde",
            ),
            accepts: FINITE,
        },
        Parameter {
            name: "floor",
            default: Phrase("none", "geen"),
            meaning: Phrase("values below it count as it", "waarden eronder tellen als die waarde"),
            accepts: INSIDE,
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
        "scores within 1e-10 of the group's largest |score| share a rank. With p of 0 and below all that have a value of 0 tie.",
        "scores die minder dan 1e-10 van de grootste |score| van de groep verschillen, delen een rang. Met p van 0 of lager staan alle alternatieven met een waarde van 0 gelijk.",
    ),
    degenerate: Phrase(
        "for p of 0 and below a value of 0 makes the score 0, unless there is a `floor`. A value below 0 (a figure beyond a scale that extends): an error that names it, unless p is 1 or there is a `floor`. A criterion without weight has no influence. A constant column on an observed range: 1 for all.",
        "voor p van 0 of lager maakt een waarde van 0 de score 0, behalve met een `floor`. Een waarde onder 0 (een cijfer voorbij een schaal die doorloopt): een fout die zegt welke, behalve als p 1 is of er een `floor` is. Een criterium zonder gewicht heeft geen invloed. Een constante kolom op een waargenomen bereik: 1 voor alle.",
    ),
    reference: "Hardy, Littlewood & Polya 1934, Inequalities, ch. 2; as a mean of indicators: OECD & JRC 2008, Handbook on Constructing Composite Indicators, doi:10.1787/9789264043466-en, step 6",
    disagreements: Phrase(
        "COINr's generalised mean is the same for positive values; it refuses a 0 for p of 0 and below, where the limit is given here.",
        "Het veralgemeend gemiddelde van COINr is hetzelfde voor positieve waarden; het weigert een 0 voor p van 0 of lager, waar hier de limiet gegeven wordt.",
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
        let Some(p) = self.power else {
            let remedy = both(
                "give the power, as in --param power-mean.power=0.5: the lower it is, the less a good value makes up for a bad one",
                "geef de macht, zoals in --param power-mean.power=0.5: hoe lager, hoe minder een goede waarde een slechte goedmaakt",
            );
            return Err(remedy::no_default(&SHEET, remedy));
        };
        over_all::prepare(&SHEET, &Aggregate::Power { p, floor: self.floor }, problem, group)
    }
}
