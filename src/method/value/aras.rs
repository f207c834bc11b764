//! ARAS: the score of each alternative as a share of that of an ideal one.
//!
//! An alternative 0 with the best figure of every criterion is added. With n_ij = x_ij / sum over i =
//! 0..m of x_ij for benefits and the same of 1 / x_ij for costs: S_i = sum of w_j n_ij, K_i = S_i /
//! S_0. Zavadskas & Turskis 2010, Technological and Economic Development of Economy 16(2) 159-172,
//! doi:10.3846/tede.2010.10.
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
//!     .alternative("A", [4.0, 100.0]) // best quality; 1 / 4 of the best price
//!     .alternative("B", [1.0, 25.0])
//!     .alternative("C", [2.0, 50.0])
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("aras")?)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! // Shares of the best: quality 1, 1/4, 1/2 and price 1/4, 1, 1/2; with the ideal they sum to 2.75.
//! // S = half the sum of both over 2.75, and S_0 = 1 / 2.75.
//! assert!((scores[0] - 0.625).abs() < 1e-12);
//! assert!((scores[1] - 0.625).abs() < 1e-12);
//! assert!((scores[2] - 0.5).abs() < 1e-12);
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::kernel::elementwise::{each, sum};
use crate::method::by_draw::with_draws;
use crate::method::by_row::{ByRow, SumOfValues};
use crate::method::columns::{columns, eligible};
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::lack::Lack;
use crate::method::prepared::Prepared;
use crate::method::sheet::Sheet;
use crate::method::sums_then::{SumsThen, WeightedSums};
use crate::problem::Matrix;
use crate::problem::{Group, Problem};
use crate::value::Normalization;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};

/// Parameters of ARAS: none.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Parameters {}

const NORMALIZATION: Normalization = Normalization::Linear;

pub(crate) const SHEET: Sheet = Sheet {
    name: "aras",
    idea: Phrase(
        "How good is an alternative as a share of an ideal one, which has the best figure on every criterion? K = S / S_0, S = sum of w_j n_j, with figures (for costs their reciprocals) divided by the sum of their column, the ideal one counted.",
        "Hoe goed is een alternatief als aandeel van een ideaal alternatief, dat op elk criterium het beste cijfer heeft? K = S / S_0, S = som van w_j n_j, met cijfers (voor kosten hun omgekeerde) gedeeld door de som van hun kolom, het ideaal meegeteld.",
    ),
    use_when: Phrase(
        "ratios of figures mean something, criteria compensate each other, and the reader wants the distance to an ideal as a share.",
        "verhoudingen van cijfers iets betekenen, criteria elkaar compenseren, en de lezer de afstand tot een ideaal als aandeel wil.",
    ),
    avoid_when: Phrase(
        "figures can be 0 or negative, the data are ordinal, or alternatives may be added or dropped (columns are normalised by the figures present).",
        "cijfers 0 of negatief kunnen zijn, de gegevens ordinaal zijn, of er alternatieven kunnen bijkomen of wegvallen (kolommen worden genormaliseerd met de cijfers die er zijn).",
    ),
    parameters: &[],
    score: Phrase(
        "K, from 0 to 1 (best on every criterion). Higher is better.",
        "K, van 0 tot 1 (op elk criterium het beste). Hoger is beter.",
    ),
    symbol: "",
    own_table: None,
    own_pairs: None,
    scale: ScaleNeeded::Ratio,
    ties: Phrase(
        "scores within 1e-10 of the group's largest share a rank.",
        "scores die minder dan 1e-10 van de grootste van de groep verschillen, delen een rang.",
    ),
    degenerate: Phrase(
        "a constant column adds the same to all. All equal: 1 for all. A 0 where less is better, a negative figure, or a column of zeros: an error that names it.",
        "een constante kolom voegt aan alle hetzelfde toe. Alle gelijk: 1 voor alle. Een 0 waar minder beter is, een negatief cijfer, of een kolom met nullen: een fout die zegt welk.",
    ),
    reference: "Zavadskas & Turskis 2010, A new additive ratio assessment (ARAS) method in multicriteria decision-making, doi:10.3846/tede.2010.10",
    disagreements: Phrase(
        "pymcdm, scikit-criteria, pyDecision and pyrepo-mcda give the same. Papers may set an ideal of their own in place of the best figures present.",
        "pymcdm, scikit-criteria, pyDecision en pyrepo-mcda geven hetzelfde. Artikels stellen soms zelf een ideaal op in plaats van de beste cijfers die er zijn.",
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
        Dependence::on(NORMALIZATION)
    }

    fn lacks(&self) -> &'static [Lack] {
        &[Lack::NORMALIZED]
    }

    fn by_row(&self, _problem: &Problem) -> Option<ByRow> {
        ByRow::summing(NORMALIZATION, SumOfValues::Values)
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let members = eligible(problem, group);
        let columns = columns(&SHEET, NORMALIZATION, ScaleNeeded::Ratio, problem, group, members)?;
        // Shares of the best figure, which is 1 in the ideal.
        let shares = columns.values();
        let sums: Vec<f64> = (0..shares.columns())
            .map(|leaf| {
                let known = columns.known_sum(leaf, SumOfValues::Values);
                1.0 + known.unwrap_or_else(|| sum(shares.column(leaf), |share| share))
            })
            .collect();
        let ideal = Matrix::from_fn(1, sums.len(), |_, leaf| 1.0 / sums[leaf]);
        let of_sum = shares.map_columns(|leaf, column| {
            let sum = sums[leaf];
            each(column, move |share| share / sum);
        });
        let sums = WeightedSums::new([of_sum, ideal]);
        let scorer = SumsThen::new(sums, |[sums, ideal], _, scores| {
            scores.copy_from_slice(sums);
            with_draws(scores, ideal, |sum, ideal| sum / ideal);
        });
        Ok(Prepared { scorer: Some(Box::new(scorer)), ..columns.into_prepared() })
    }
}
