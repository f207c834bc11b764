//! RAFSI: figures mapped between an anti-ideal and an ideal value that are fixed beforehand.
//!
//! A function takes the anti-ideal a_N to 1 and the ideal a_I to n (6: the ideal is six times as good
//! as the anti-ideal), lower to higher figures in either direction: for benefits f(x) = 1 + (n - 1)
//! (x - a_N) / (a_I - a_N), for costs the lower of the two is taken to 1. With A = (1 + n) / 2 and H = 2 /
//! (1 + 1 / n): s_ij = f / (2 A) for benefits and H / (2 f) for costs; V_i = sum of w_j s_ij. Zizovic,
//! Pamucar, Albijanic, Chatterjee & Pribicevic 2020, doi:10.3390/math8061015.
//!
//! Three options, both criteria of equal weight, of which the price is a cost:
//!
//! ```
//! use afweging::method::Method;
//! use afweging::problem::{Direction, Problem};
//! use afweging::study::evaluate;
//!
//! let problem = Problem::builder()
//!     .criterion_with("quality", Direction::Max, 1.0, |c| c.scale(0.0, 10.0))
//!     .criterion_with("price", Direction::Min, 1.0, |c| c.scale(0.0, 200.0))
//!     .alternative("A", [10.0, 200.0]) // f = 6, 6
//!     .alternative("B", [0.0, 0.0]) // 1, 1
//!     .alternative("C", [4.0, 80.0]) // 3, 3
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("rafsi")?)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! // A = 3.5, H = 12 / 7: s = f / 7 and (6 / 7) / f.
//! assert!((scores[0] - (6.0 / 7.0 + 1.0 / 7.0) / 2.0).abs() < 1e-12);
//! assert!((scores[1] - (1.0 / 7.0 + 6.0 / 7.0) / 2.0).abs() < 1e-12);
//! assert!((scores[2] - (3.0 / 7.0 + 2.0 / 7.0) / 2.0).abs() < 1e-12);
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::kernel::Linear;
use crate::kernel::elementwise::each;
use crate::method::by_criterion::figures;
use crate::method::by_row::ByRow;
use crate::method::columns::columns;
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::parameter::number;
use crate::method::prepared::Prepared;
use crate::method::remedy;
use crate::method::sheet::{Parameter, Sheet};
use crate::problem::{Direction, Group, Problem, Scale};
use crate::value::Normalization;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Parameters of RAFSI.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// The ideal figure of each criterion; the best end of its scale where none is given.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub ideal: BTreeMap<String, f64>,
    /// The anti-ideal figure of each criterion; the worst end of its scale where none is given.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub anti_ideal: BTreeMap<String, f64>,
    /// How many times as good the ideal is as the anti-ideal.
    #[serde(deserialize_with = "above_one")]
    pub times: f64,
}

impl Default for Parameters {
    fn default() -> Parameters {
        Parameters { ideal: BTreeMap::new(), anti_ideal: BTreeMap::new(), times: 6.0 }
    }
}

pub(crate) const SHEET: Sheet = Sheet {
    name: "rafsi",
    idea: Phrase(
        "Every figure is put on a scale on which the ideal is a number of times the anti-ideal (6), as a share of twice its arithmetic mean (benefits) or of its harmonic mean (costs), and these shares are added: V = sum of w_j s_j.",
        "Elk cijfer komt op een schaal waarop het ideaal een aantal keer het anti-ideaal is (6), als aandeel van tweemaal het rekenkundig gemiddelde (baten) of van het harmonisch gemiddelde (kosten), en die aandelen worden opgeteld: V = som van w_j s_j.",
    ),
    use_when: Phrase(
        "ideal and anti-ideal figures can be stated, and alternatives may be added or dropped.",
        "ideale en anti-ideale cijfers te noemen zijn, en er alternatieven kunnen bijkomen of wegvallen.",
    ),
    avoid_when: Phrase(
        "they cannot be stated: the scores follow from them.",
        "die niet te noemen zijn: de scores volgen eruit.",
    ),
    parameters: &[
        Parameter {
            name: "ideal",
            default: Phrase("the best end of each scale", "het beste uiteinde van elke schaal"),
            meaning: Phrase(
                "the ideal figure of a criterion",
                "het ideale cijfer van een criterium",
            ),
            accepts: Phrase(
                "figures by criterion: { price = 100 }",
                "cijfers per criterium: { prijs = 100 }",
            ),
        },
        Parameter {
            name: "anti_ideal",
            default: Phrase(
                "the worst end of each scale",
                "het slechtste uiteinde van elke schaal",
            ),
            meaning: Phrase(
                "the anti-ideal figure of a criterion",
                "het anti-ideale cijfer van een criterium",
            ),
            accepts: Phrase(
                "figures by criterion: { price = 500 }",
                "cijfers per criterium: { prijs = 500 }",
            ),
        },
        Parameter {
            name: "times",
            default: Phrase::same("6"),
            meaning: Phrase(
                "how many times as good the ideal is as the anti-ideal",
                "hoeveel keer zo goed het ideaal is als het anti-ideaal",
            ),
            accepts: ABOVE_ONE,
        },
    ],
    score: Phrase(
        "V, from 1 / 7 to 6 / 7 between anti-ideal and ideal (for 6 times). Higher is better.",
        "V, van 1 / 7 tot 6 / 7 tussen anti-ideaal en ideaal (bij 6 keer). Hoger is beter.",
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
        "a constant column adds the same to all. A cost so far below the lower of its two figures that its place is 0 or less: an error that names it. Equal ideal and anti-ideal: an error.",
        "een constante kolom voegt aan alle hetzelfde toe. Een kost zo ver onder het laagste van zijn twee cijfers dat de plaats 0 of minder is: een fout die hem noemt. Gelijk ideaal en anti-ideaal: een fout.",
    ),
    reference: "Zizovic, Pamucar, Albijanic, Chatterjee & Pribicevic 2020, Eliminating rank reversal problem using a new multi-attribute model: the RAFSI method, doi:10.3390/math8061015",
    disagreements: Phrase(
        "pymcdm and pyDecision give the same; pyDecision wants the ideal and anti-ideal of costs swapped.",
        "pymcdm en pyDecision geven hetzelfde; pyDecision wil het ideaal en anti-ideaal van kosten omgewisseld.",
    ),
    allows_target: false,
    value_functions: false,
};

impl Definition for Parameters {
    fn sheet(&self) -> &'static Sheet {
        &SHEET
    }

    fn family(&self) -> Family {
        Family::Value
    }

    fn dependence(&self, _problem: &Problem, _weights: &[f64]) -> Option<Dependence> {
        None
    }

    fn is_fixed(&self, _problem: &Problem) -> bool {
        true
    }

    fn by_row(&self, _problem: &Problem) -> Option<ByRow> {
        Some(ByRow::Alone)
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let members = group.members.clone();
        let columns =
            columns(&SHEET, Normalization::MinMax, ScaleNeeded::Interval, problem, group, members)?;
        let leaves = &problem.tree.leaves;
        let is_cost = |leaf: usize| leaves[leaf].direction == Direction::Min;
        let end = |best: bool| {
            move |criterion: &crate::problem::Criterion| {
                let (low, high) = criterion.scale.as_ref().map(Scale::ends)?;
                Some(if best == (criterion.direction == Direction::Min) { low } else { high })
            }
        };
        let ideal = figures(&SHEET, "ideal", &self.ideal, problem, end(true))?;
        let anti_ideal = figures(&SHEET, "anti_ideal", &self.anti_ideal, problem, end(false))?;
        let place = |leaf: usize| {
            let (from, to) = match is_cost(leaf) {
                true => (ideal[leaf], anti_ideal[leaf]),
                false => (anti_ideal[leaf], ideal[leaf]),
            };
            let range = to / 2.0 - from / 2.0;
            move |x: f64| 1.0 + (self.times - 1.0) * ((x / 2.0 - from / 2.0) / range)
        };
        for (leaf, criterion) in leaves.iter().enumerate() {
            if ideal[leaf] == anti_ideal[leaf] {
                return Err(remedy::no_range(&SHEET, &problem.tree, criterion));
            }
            let place = place(leaf);
            let mut column = columns.figures.column(leaf).iter().filter(|_| is_cost(leaf));
            if let Some(row) = column.position(|x| place(*x) <= 0.0) {
                let at = problem.full_name(columns.members[row]);
                return Err(remedy::below_range(&SHEET, &problem.tree, criterion, &at));
            }
        }
        let (arithmetic, harmonic) = ((1.0 + self.times) / 2.0, 2.0 / (1.0 + 1.0 / self.times));
        let values = columns.figures.map_columns(|leaf, column| {
            let place = place(leaf);
            let cut = |value: f64| value.clamp(f64::MIN, f64::MAX);
            match is_cost(leaf) {
                true => each(column, |x| cut(harmonic / (2.0 * place(x)))),
                false => each(column, |x| cut(place(x) / (2.0 * arithmetic))),
            }
        });
        let scorer = Linear::sharing(values.entries(), values.rows());
        let scorer = Some(Box::new(scorer) as Box<_>);
        Ok(Prepared { scorer, values: Some(values), ..columns.into_prepared() })
    }
}

/// What `times` takes.
const ABOVE_ONE: Phrase =
    Phrase("a number above 1, with a point: 6.0", "een getal groter dan 1, met een punt: 6.0");

fn above_one<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<f64, D::Error> {
    number(deserializer, ABOVE_ONE, |times| times > 1.0)
}
