//! The reference point approach of MOORA: the largest weighted distance to the best figures.
//!
//! With n_ij = x_ij / sqrt(sum over i of x_ij^2), and r_j the best n_ij of criterion j: P_i = max over
//! j of w_j |r_j - n_ij|, the metric of Tchebycheff. Lower is better; the score is -P. Brauers &
//! Zavadskas 2006, Control and Cybernetics 35(2) 445-469.
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
//!     .alternative("A", [1.0, 60.0]) // lengths 3 and 70: n = 1/3, 6/7
//!     .alternative("B", [2.0, 30.0]) // 2/3, 3/7
//!     .alternative("C", [2.0, 20.0]) // 2/3, 2/7
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("moora-reference-point")?)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! // A is 1/3 behind on quality and 4/7 on price, B 1/7 on price, C nowhere.
//! assert!((scores[0] + 4.0 / 7.0 / 2.0).abs() < 1e-12);
//! assert!((scores[1] + 1.0 / 7.0 / 2.0).abs() < 1e-12);
//! assert_eq!(scores[2], 0.0);
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::kernel::Scorer;
use crate::method::by_row::ByRow;
use crate::method::columns::{columns, eligible};
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::lack::Lack;
use crate::method::prepared::Prepared;
use crate::method::sheet::Sheet;
use crate::problem::{Group, Matrix, Problem};
use crate::value::Normalization;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};

/// Parameters of the reference point approach of MOORA: none.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Parameters {}

const NORMALIZATION: Normalization = Normalization::Vector;

pub(crate) const SHEET: Sheet = Sheet {
    name: "moora-reference-point",
    idea: Phrase(
        "How far is an alternative, on the criterion where it is furthest, from the best that the group offers there? P = max of w_j |r_j - n_j|, with figures divided by the length of their column.",
        "Hoe ver ligt een alternatief, op het criterium waar het het verst achterblijft, van het beste dat de groep daar biedt? P = maximum van w_j |r_j - n_j|, met cijfers gedeeld door de lengte van hun kolom.",
    ),
    use_when: Phrase(
        "no criterion may be far from the best, whatever the others are.",
        "geen enkel criterium ver van het beste mag liggen, wat de andere ook zijn.",
    ),
    avoid_when: Phrase(
        "good results on other criteria should count, or alternatives may be added or dropped.",
        "goede resultaten op andere criteria moeten meetellen, of er alternatieven kunnen bijkomen of wegvallen.",
    ),
    parameters: &[],
    score: Phrase(
        "-P, at most 0 (best on every criterion). Higher is better.",
        "-P, ten hoogste 0 (op elk criterium het beste). Hoger is beter.",
    ),
    symbol: "-P",
    own_table: None,
    own_pairs: None,
    scale: ScaleNeeded::Ratio,
    ties: Phrase(
        "scores within 1e-10 of the group's largest share a rank.",
        "scores die minder dan 1e-10 van de grootste van de groep verschillen, delen een rang.",
    ),
    degenerate: Phrase(
        "a constant column adds nothing. One alternative, or all equal: 0 for all. Negative figures are allowed. An alternative that is better elsewhere only may still tie: its largest distance decides.",
        "een constante kolom voegt niets toe. Eén alternatief, of alle gelijk: 0 voor alle. Negatieve cijfers mogen. Een alternatief dat alleen elders beter is, kan toch gelijk staan: de grootste afstand beslist.",
    ),
    reference: "Brauers & Zavadskas 2006, The MOORA method and its application to privatization in a transition economy, Control and Cybernetics 35(2) 445-469",
    disagreements: Phrase(
        "scikit-criteria and pyrepo-mcda give the same. pyDecision takes no weights and divides by the largest distance, so its figures differ on every problem compared.",
        "scikit-criteria en pyrepo-mcda geven hetzelfde. pyDecision neemt geen gewichten en deelt door de grootste afstand, zodat de cijfers op elk vergeleken probleem verschillen.",
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
        ByRow::differences(NORMALIZATION)
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let members = eligible(problem, group);
        let columns = columns(&SHEET, NORMALIZATION, ScaleNeeded::Ratio, problem, group, members)?;
        let scorer = LargestDistance::new(&columns.to_best());
        Ok(Prepared { scorer: Some(Box::new(scorer)), ..columns.into_prepared() })
    }
}

/// Minus the largest weighted distance.
pub(crate) struct LargestDistance {
    /// Criterion by criterion.
    distances: Vec<f64>,
    alternatives: usize,
}

impl LargestDistance {
    /// `distances` has a row per alternative and a column per criterion.
    pub(crate) fn new(distances: &Matrix) -> LargestDistance {
        let (distances, alternatives) = (distances.as_slice().to_vec(), distances.rows());
        LargestDistance { distances, alternatives }
    }
}

impl Scorer for LargestDistance {
    fn alternatives(&self) -> usize {
        self.alternatives
    }

    fn score(&self, weights: &[f64], block: usize, scores: &mut [f64]) {
        scores.fill(0.0);
        if self.alternatives == 0 {
            return;
        }
        let criteria = self.distances.chunks_exact(self.alternatives);
        for (distances, weights) in criteria.zip(weights.chunks_exact(block.max(1))) {
            if let [weight] = weights {
                for (score, distance) in scores.iter_mut().zip(distances) {
                    *score = score.min(-(weight * distance));
                }
                continue;
            }
            for (scores, distance) in scores.chunks_exact_mut(block).zip(distances) {
                for (score, weight) in scores.iter_mut().zip(weights) {
                    *score = score.min(-(weight * distance));
                }
            }
        }
    }
}
