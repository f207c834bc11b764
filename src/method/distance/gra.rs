//! GRA, grey relational analysis: how closely an alternative follows the best figures.
//!
//! With n_ij the place between the worst (0) and the best (1) figure and d_ij = 1 - n_ij: the grey
//! relational coefficient xi_ij = (d_min + zeta d_max) / (d_ij + zeta d_max), with d_min and d_max the
//! least and the greatest d of all (0 and 1), and the grade gamma_i = sum of w_j xi_ij. Deng 1982,
//! doi:10.1016/S0167-6911(82)80025-X; as a decision method: Kuo, Yang & Huang 2008, Computers &
//! Industrial Engineering 55(1) 80-93.
//!
//! Three options, both criteria of equal weight, of which the price is a cost:
//!
//! ```
//! use afweging::method::Method;
//! use afweging::problem::{Direction, Problem};
//! use afweging::study::evaluate;
//!
//! let problem = Problem::builder()
//!     .criterion("quality", Direction::Max, 1.0)
//!     .criterion("price", Direction::Min, 1.0)
//!     .alternative("A", [4.0, 100.0]) // d = 0, 1: xi = 1, 0.5 / 1.5
//!     .alternative("B", [1.0, 20.0]) // 1, 0
//!     .alternative("C", [2.5, 60.0]) // 1/2, 1/2: xi = 0.5 / 1
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("gra")?)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! // zeta = 0.5.
//! assert!((scores[0] - 2.0 / 3.0).abs() < 1e-12);
//! assert!((scores[1] - 2.0 / 3.0).abs() < 1e-12);
//! assert!((scores[2] - 0.5).abs() < 1e-12);
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::kernel::Linear;
use crate::method::by_row::ByRow;
use crate::method::columns::{columns, eligible};
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::lack::Lack;
use crate::method::parameter::number;
use crate::method::prepared::Prepared;
use crate::method::sheet::{Parameter, Sheet};
use crate::problem::{Group, Problem};
use crate::value::Normalization;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};

/// Parameters of grey relational analysis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// The distinguishing coefficient, above 0 and at most 1: the lower, the more nearness to the best
    /// counts.
    #[serde(deserialize_with = "distinguishing")]
    pub zeta: f64,
}

impl Default for Parameters {
    fn default() -> Parameters {
        Parameters { zeta: 0.5 }
    }
}

pub(crate) const SHEET: Sheet = Sheet {
    name: "gra",
    idea: Phrase(
        "How closely does an alternative follow the best figures of the group? gamma = sum of w_j zeta / (d_j + zeta), with d_j the distance to the best as a share of the range.",
        "Hoe nauw volgt een alternatief de beste cijfers van de groep? gamma = som van w_j zeta / (d_j + zeta), met d_j de afstand tot het beste als aandeel van het bereik.",
    ),
    use_when: Phrase(
        "being near the best on some criteria should count for more than being fair on all.",
        "op enkele criteria dicht bij het beste zitten meer moet tellen dan op alle criteria behoorlijk zijn.",
    ),
    avoid_when: Phrase(
        "alternatives may be added or dropped (ranges move), or zeta cannot be defended.",
        "er alternatieven kunnen bijkomen of wegvallen (het bereik verschuift dan), of zeta niet te verdedigen is.",
    ),
    parameters: &[Parameter {
        name: "zeta",
        default: Phrase::same("0.5"),
        meaning: Phrase(
            "the distinguishing coefficient: the lower, the more nearness to the best counts",
            "de onderscheidingscoëfficiënt: hoe lager, hoe meer nabijheid tot het beste telt",
        ),
        accepts: DISTINGUISHING,
    }],
    score: Phrase(
        "gamma, from zeta / (1 + zeta) (1/3 for 0.5) to 1. Higher is better.",
        "gamma, van zeta / (1 + zeta) (1/3 bij 0,5) tot 1. Hoger is beter.",
    ),
    symbol: "",
    own_table: None,
    own_pairs: None,
    scale: ScaleNeeded::Interval,
    ties: Phrase(
        "scores within 1e-10 of the group's largest share a rank.",
        "scores die minder dan 1e-10 van de grootste van de groep verschillen, delen een rang.",
    ),
    degenerate: Phrase(
        "a constant column counts as the best for all. One alternative, or all equal: 1 for all. Negative figures are allowed.",
        "een constante kolom telt als het beste voor alle. Eén alternatief, of alle gelijk: 1 voor alle. Negatieve cijfers mogen.",
    ),
    reference: "Deng 1982, Control problems of grey systems, doi:10.1016/S0167-6911(82)80025-X; as a decision method: Kuo, Yang & Huang 2008, The use of grey relational analysis in solving multiple attribute decision-making problems, Computers & Industrial Engineering 55(1) 80-93",
    disagreements: Phrase(
        "JMcDM gives the same. pyDecision divides the grade by the number of alternatives too, which leaves the order as it is, and a constant column has distance 1 there instead of 0. Papers differ in the normalization before the distances are taken.",
        "JMcDM geeft hetzelfde. pyDecision deelt de graad ook nog door het aantal alternatieven, wat de volgorde niet verandert, en een constante kolom heeft er afstand 1 in plaats van 0. Artikels verschillen in de normalisatie voordat de afstanden worden genomen.",
    ),
    allows_target: false,
    value_functions: false,
};

impl Definition for Parameters {
    fn sheet(&self) -> &'static Sheet {
        &SHEET
    }

    fn family(&self) -> Family {
        Family::Ideal
    }

    fn dependence(&self, _problem: &Problem, _weights: &[f64]) -> Option<Dependence> {
        Some(Dependence::Ideals)
    }

    fn lacks(&self) -> &'static [Lack] {
        &[Lack::MEASURED]
    }

    fn by_row(&self, _problem: &Problem) -> Option<ByRow> {
        Some(ByRow::ends())
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let members = eligible(problem, group);
        let columns =
            columns(&SHEET, Normalization::MinMax, ScaleNeeded::Interval, problem, group, members)?;
        let zeta = self.zeta;
        let values = columns.to_best().map(|_, distance| zeta / (distance + zeta));
        let scorer = Linear::sharing(values.entries(), values.rows());
        let scorer = Some(Box::new(scorer) as Box<_>);
        Ok(Prepared { scorer, values: Some(values), ..columns.into_prepared() })
    }
}

/// What `zeta` takes.
const DISTINGUISHING: Phrase = Phrase(
    "a number above 0 and at most 1, with a point: 0.5",
    "een getal groter dan 0 en hooguit 1, met een punt: 0.5",
);

fn distinguishing<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<f64, D::Error> {
    number(deserializer, DISTINGUISHING, |zeta| zeta > 0.0 && zeta <= 1.0)
}
