//! MARCOS: utility between an anti-ideal and an ideal alternative.
//!
//! With n_ij = x_ij / best_j for benefits and best_j / x_ij for costs: S_i = sum of w_j n_ij, and so
//! for the ideal (S_AI = 1) and for the anti-ideal, which has the worst figure of every criterion
//! (S_AAI). K+ = S_i / S_AI, K- = S_i / S_AAI; f(K+) = K- / (K+ + K-), f(K-) = K+ / (K+ + K-), and
//! f(K) = (K+ + K-) / (1 + (1 - f(K+)) / f(K+) + (1 - f(K-)) / f(K-)). Stevic, Pamucar, Puska &
//! Chatterjee 2020, doi:10.1016/j.cie.2019.106231.
//!
//! With a = S_AI and b = S_AAI this is S_i (a + b) / (a^2 + a b + b^2): the order is that of S.
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
//!     .alternative("A", [4.0, 100.0]) // S = (1 + 1/4) / 2
//!     .alternative("B", [1.0, 25.0])
//!     .alternative("C", [2.0, 50.0]) // S = 1/2
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("marcos")?)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! // The worst figures are 1/4 of the best: b = 1/4, a = 1, and f = S (5/4) / (21/16) = S 20/21.
//! assert!((scores[0] - 0.625 * 20.0 / 21.0).abs() < 1e-12);
//! assert!((scores[1] - 0.625 * 20.0 / 21.0).abs() < 1e-12);
//! assert!((scores[2] - 0.5 * 20.0 / 21.0).abs() < 1e-12);
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::method::by_draw::with_draws;
use crate::method::by_row::ByRow;
use crate::method::columns::{columns, eligible};
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::lack::Lack;
use crate::method::prepared::{Native, NativeFigures, OwnColumn, Prepared};
use crate::method::sheet::Sheet;
use crate::method::sums_then::{SumsThen, WeightedSums};
use crate::problem::Matrix;
use crate::problem::{Group, Problem};
use crate::value::Normalization;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};

/// Parameters of MARCOS: none.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Parameters {}

const NORMALIZATION: Normalization = Normalization::Linear;

pub(crate) const SHEET: Sheet = Sheet {
    name: "marcos",
    idea: Phrase(
        "Where does an alternative stand between an anti-ideal one, worst on every criterion, and an ideal one, best on every criterion? S = sum of w_j n_j on shares of the best; K+ = S / S of the ideal, K- = S / S of the anti-ideal; f(K) joins the two.",
        "Waar staat een alternatief tussen een anti-ideaal, op elk criterium het slechtste, en een ideaal, op elk criterium het beste? S = som van w_j n_j op aandelen van het beste; K+ = S / S van het ideaal, K- = S / S van het anti-ideaal; f(K) brengt de twee samen.",
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
        "f(K), from 0 to at most 1. Higher is better; the table `marcos` holds K+ and K-.",
        "f(K), van 0 tot hooguit 1. Hoger is beter; de tabel `marcos` bevat K+ en K-.",
    ),
    symbol: "",
    own_table: Some("marcos"),
    own_pairs: None,
    scale: ScaleNeeded::Ratio,
    ties: Phrase(
        "scores within 1e-10 of the group's largest share a rank.",
        "scores die minder dan 1e-10 van de grootste van de groep verschillen, delen een rang.",
    ),
    degenerate: Phrase(
        "a constant column adds the same to all. All equal: 2/3 for all. Where the worst figure of every criterion with weight is 0, K- has no end: f(K) is then its limit K+, and K- is left at the largest number. A 0 where less is better, a negative figure, or a column of zeros: an error that names it.",
        "een constante kolom voegt aan alle hetzelfde toe. Alle gelijk: 2/3 voor alle. Waar het slechtste cijfer van elk criterium met gewicht 0 is, heeft K- geen einde: f(K) is dan zijn limiet K+, en K- blijft op het grootste getal. Een 0 waar minder beter is, een negatief cijfer, of een kolom met nullen: een fout die zegt welk.",
    ),
    reference: "Stevic, Pamucar, Puska & Chatterjee 2020, Sustainable supplier selection in healthcare industries using a new MCDM method: MARCOS, doi:10.1016/j.cie.2019.106231",
    disagreements: Phrase(
        "pymcdm, scikit-criteria, pyDecision and pyrepo-mcda give the same.",
        "pymcdm, scikit-criteria, pyDecision en pyrepo-mcda geven hetzelfde.",
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
        Some(Dependence::Ideals)
    }

    fn lacks(&self) -> &'static [Lack] {
        &[Lack::MEASURED]
    }

    fn by_row(&self, _problem: &Problem) -> Option<ByRow> {
        ByRow::differences(NORMALIZATION)
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let members = eligible(problem, group);
        let columns = columns(&SHEET, NORMALIZATION, ScaleNeeded::Ratio, problem, group, members)?;
        let shares = columns.values();
        let ends = Matrix::from_fn(2, shares.columns(), |end, leaf| match end {
            0 => 1.0,
            _ => columns.worst(leaf).unwrap_or(1.0).min(1.0),
        });
        let sums = WeightedSums::new([shares, ends]);
        let scorer = SumsThen::new(sums.clone(), |[sums, ends], block, scores| {
            let (ideal, anti_ideal) = ends.split_at(block);
            let factors: Vec<f64> = ideal
                .iter()
                .zip(anti_ideal)
                .map(|(a, b)| (a + b) / (a * a + a * b + b * b))
                .collect();
            scores.copy_from_slice(sums);
            with_draws(scores, &factors, |sum, factor| sum * factor);
        });
        let mut prepared = columns.into_prepared();
        prepared.native = Some(NativeFigures::new(move |weights| {
            let [sums, ends] = sums.at(weights, 1);
            let over = |end: f64| sums.iter().map(|sum| over(*sum, end)).collect::<Vec<f64>>();
            Native::of_alternatives(vec![
                OwnColumn::numbers("k_plus", "K+ (tegenover ideaal)", over(ends[0])),
                OwnColumn::numbers("k_minus", "K- (tegenover anti-ideaal)", over(ends[1])),
            ])
        }));
        prepared.scorer = Some(Box::new(scorer));
        Ok(prepared)
    }
}

/// The quotient, at most the largest number; 0/0 is 1, as equals have it.
fn over(sum: f64, end: f64) -> f64 {
    if sum == end { 1.0 } else { (sum / end).min(f64::MAX) }
}
