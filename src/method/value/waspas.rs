//! WASPAS: a share of the weighted sum, and the rest of the weighted product.
//!
//! With n_ij = x_ij / max_j for benefits and min_j / x_ij for costs: Q1 = sum of w_j n_ij, Q2 =
//! product of n_ij ^ w_j, Q = lambda Q1 + (1 - lambda) Q2. Zavadskas, Turskis, Antucheviciene &
//! Zakarevicius 2012, doi:10.5755/j01.eee.122.6.1810.
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
//!     .alternative("A", [4.0, 100.0]) // n = 1, 0.25
//!     .alternative("B", [1.0, 25.0]) // n = 0.25, 1
//!     .alternative("C", [2.0, 50.0]) // n = 0.5, 0.5
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("waspas")?)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! // A and B: Q1 = 0.625, Q2 = sqrt(0.25) = 0.5. C: Q1 = Q2 = 0.5.
//! assert!((scores[0] - 0.5625).abs() < 1e-12);
//! assert!((scores[1] - 0.5625).abs() < 1e-12);
//! assert!((scores[2] - 0.5).abs() < 1e-12);
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::kernel::elementwise::exponentials;
use crate::method::by_row::ByRow;
use crate::method::columns::{columns, eligible};
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::lack::Lack;
use crate::method::parameter::{SHARE, share};
use crate::method::prepared::{Native, NativeFigures, OwnColumn, Prepared};
use crate::method::sheet::{Parameter, Sheet};
use crate::method::sums_then::{SumsThen, WeightedSums};
use crate::method::value::product::logarithms;
use crate::problem::{Group, Problem};
use crate::value::Normalization;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};

/// Parameters of WASPAS.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// The share of the weighted sum, 0 to 1.
    #[serde(deserialize_with = "share")]
    pub lambda: f64,
}

impl Default for Parameters {
    fn default() -> Parameters {
        Parameters { lambda: 0.5 }
    }
}

const NORMALIZATION: Normalization = Normalization::Linear;

pub(crate) const SHEET: Sheet = Sheet {
    name: "waspas",
    idea: Phrase(
        "The weighted sum and the weighted product of shares of the best, joined: score = lambda Q1 + (1 - lambda) Q2, with Q1 = sum of w_j n_j and Q2 = product of n_j ^ w_j.",
        "De gewogen som en het gewogen product van aandelen van het beste, samengebracht: score = lambda Q1 + (1 - lambda) Q2, met Q1 = som van w_j n_j en Q2 = product van n_j ^ w_j.",
    ),
    use_when: Phrase(
        "ratios mean something, and it is not clear whether results should compensate each other fully (sum) or less so (product).",
        "verhoudingen iets betekenen, en het niet duidelijk is of resultaten elkaar volledig moeten compenseren (som) of minder (product).",
    ),
    avoid_when: Phrase(
        "figures can be 0 or negative, or stand on an ordinal or interval scale.",
        "cijfers 0 of negatief kunnen zijn, of op een ordinale of intervalschaal staan.",
    ),
    parameters: &[Parameter {
        name: "lambda",
        default: Phrase::same("0.5"),
        meaning: Phrase(
            "the share of the weighted sum; 0 is the weighted product alone, 1 the weighted sum",
            "het aandeel van de gewogen som; 0 is het gewogen product alleen, 1 de gewogen som",
        ),
        accepts: SHARE,
    }],
    score: Phrase(
        "from 0 (0 on every criterion) to 1 (best on every criterion). Higher is better.",
        "van 0 (0 op elk criterium) tot 1 (het beste op elk criterium). Hoger is beter.",
    ),
    symbol: "",
    own_table: Some("waspas"),
    own_pairs: None,
    scale: ScaleNeeded::Ratio,
    ties: Phrase(
        "scores within 1e-10 of the group's largest share a rank.",
        "scores die minder dan 1e-10 van de grootste van de groep verschillen, delen een rang.",
    ),
    degenerate: Phrase(
        "a constant column adds the same to all and multiplies all by the same. A 0 where more is better makes Q2 0. A 0 where less is better, or a negative figure: an error that names it.",
        "een constante kolom voegt aan alle hetzelfde toe en vermenigvuldigt alle met hetzelfde. Een 0 waar meer beter is, maakt Q2 0. Een 0 waar minder beter is, of een negatief cijfer: een fout die zegt welk.",
    ),
    reference: "Zavadskas, Turskis, Antucheviciene & Zakarevicius 2012, Optimization of weighted aggregated sum product assessment, doi:10.5755/j01.eee.122.6.1810",
    disagreements: Phrase(
        "pymcdm, scikit-criteria and pyrepo-mcda give the same. pyDecision normalises with 1 + min-max, so its scores differ on every problem compared. Weights that do not sum to 1 in print are normalised here.",
        "pymcdm, scikit-criteria en pyrepo-mcda geven hetzelfde. pyDecision normaliseert met 1 + min-max, zodat de scores op elk vergeleken probleem verschillen. Gewichten die in druk samen niet 1 zijn, worden hier genormaliseerd.",
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

    /// The product alone keeps the order whoever is there.
    fn dependence(&self, _problem: &Problem, _weights: &[f64]) -> Option<Dependence> {
        (self.lambda > 0.0).then_some(Dependence::Normalization("linear"))
    }

    fn lacks(&self) -> &'static [Lack] {
        if self.lambda > 0.0 { &[Lack::NORMALIZED] } else { &[] }
    }

    fn by_row(&self, _problem: &Problem) -> Option<ByRow> {
        ByRow::differences(NORMALIZATION)
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let members = eligible(problem, group);
        let columns = columns(&SHEET, NORMALIZATION, ScaleNeeded::Ratio, problem, group, members)?;
        let logarithms = logarithms(&SHEET, NORMALIZATION, problem, &columns)?;
        let sums = WeightedSums::new([columns.values(), logarithms]);
        let lambda = self.lambda;
        let scorer = SumsThen::new(sums.clone(), move |[sums, logarithms], _, scores| {
            scores.copy_from_slice(logarithms);
            exponentials(scores);
            for (score, sum) in scores.iter_mut().zip(sums) {
                *score = lambda * sum + (1.0 - lambda) * *score;
            }
        });
        let mut prepared = columns.into_prepared();
        prepared.native = Some(NativeFigures::new(move |weights| {
            let [q1, logarithms] = sums.at(weights, 1);
            let mut q2 = logarithms;
            exponentials(&mut q2);
            Native::of_alternatives(vec![
                OwnColumn::numbers("q1", "som (q1)", q1),
                OwnColumn::numbers("q2", "product (q2)", q2),
            ])
        }));
        prepared.scorer = Some(Box::new(scorer));
        Ok(prepared)
    }
}
