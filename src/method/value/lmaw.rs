//! LMAW: logarithms of figures as shares of those of their column, added with weights inside.
//!
//! With r_ij = x_ij / max_j + 1 for benefits and min_j / x_ij + 1 for costs: phi_ij = ln r_ij / ln
//! (product over i of r_ij), and Q_i = sum over j of 2 phi_ij^w_j / ((2 - phi_ij)^w_j + phi_ij^w_j).
//! Pamucar, Zizovic, Biswas & Bozanic 2021, doi:10.22190/FUME210214031P.
//!
//! A term is 2 / (1 + exp(w L)) with L = ln((2 - phi) / phi). Its slope in L, 2 w exp(w L) / (1 + exp(w
//! L))^2, is steepest where w L tanh(w L / 2) = 1, at w = 1.543 / L: with phi near 1 / m at a weight of
//! 1.543 / ln(2 m - 1). A criterion with more weight tells alternatives apart less.
//!
//! Three equal options, one criterion:
//!
//! ```
//! use afweging::method::Method;
//! use afweging::problem::{Direction, Problem};
//! use afweging::study::evaluate;
//!
//! let problem = Problem::builder()
//!     .criterion("quality", Direction::Max, 1.0)
//!     .alternative("A", [2.0])
//!     .alternative("B", [2.0])
//!     .alternative("C", [2.0])
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("lmaw")?)?;
//! // Each has a third of the logarithm: 2 (1/3) / (5/3 + 1/3).
//! for standing in evaluation.groups[0].standings() {
//!     assert!((standing.score.unwrap() - 1.0 / 3.0).abs() < 1e-12);
//! }
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::kernel::Scorer;
use crate::kernel::dispatch::{Task, dispatch};
use crate::kernel::elementary::{exp, ln_1p};
use crate::kernel::elementwise::{self, each, sum};
use crate::method::by_row::{ByRow, SumOfValues};
use crate::method::columns::{columns, eligible};
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::lack::Lack;
use crate::method::prepared::Prepared;
use crate::method::sheet::Sheet;
use crate::problem::{Group, Matrix, Problem};
use crate::value::Normalization;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};

/// Parameters of LMAW: none.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Parameters {}

const NORMALIZATION: Normalization = Normalization::Linear;

pub(crate) const SHEET: Sheet = Sheet {
    name: "lmaw",
    idea: Phrase(
        "The logarithm of each figure as a share of the column's, bent by its weight, and added: Q = sum of 2 phi_j^w_j / ((2 - phi_j)^w_j + phi_j^w_j).",
        "De logaritme van elk cijfer als aandeel van die van de kolom, gebogen door het gewicht, en opgeteld: Q = som van 2 phi_j^w_j / ((2 - phi_j)^w_j + phi_j^w_j).",
    ),
    use_when: Phrase(
        "results of a study that used this method have to be repeated or compared.",
        "resultaten van een studie die deze methode gebruikte, herhaald of vergeleken moeten worden.",
    ),
    avoid_when: Phrase(
        "figures can be 0 or negative, or weights are to be read as trade-offs: among m alternatives a criterion tells them apart most at a weight near 1.54 / ln(2 m - 1), which is about a half for 10; beyond it, more weight makes it count for less.",
        "cijfers 0 of negatief kunnen zijn, of gewichten als ruilverhoudingen gelezen moeten worden: bij m alternatieven maakt een criterium het meeste onderscheid met een gewicht rond 1,54 / ln(2 m - 1), dat is ongeveer een half bij 10; daarboven telt het door meer gewicht minder.",
    ),
    parameters: &[],
    score: Phrase(
        "Q, from 0 to the number of criteria. Higher is better.",
        "Q, van 0 tot het aantal criteria. Hoger is beter.",
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
        "a constant column adds the same to all, and a criterion without weight adds 1 to all. A 0 where less is better, a negative figure, or a column of zeros: an error that names it.",
        "een constante kolom voegt aan alle hetzelfde toe, en een criterium zonder gewicht voegt aan alle 1 toe. Een 0 waar minder beter is, een negatief cijfer, of een kolom met nullen: een fout die zegt welk.",
    ),
    reference: "Pamucar, Zizovic, Biswas & Bozanic 2021, A new logarithm methodology of additive weights (LMAW) for multi-criteria decision-making, doi:10.22190/FUME210214031P",
    disagreements: Phrase(
        "pymcdm and pyDecision give the same.",
        "pymcdm en pyDecision geven hetzelfde.",
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
        ByRow::summing(NORMALIZATION, SumOfValues::LnOneMore)
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let members = eligible(problem, group);
        let columns = columns(&SHEET, NORMALIZATION, ScaleNeeded::Ratio, problem, group, members)?;
        let logarithms = columns.values().map(|_, share| ln_1p(share));
        let total = |leaf: usize| {
            let known = columns.known_sum(leaf, SumOfValues::LnOneMore);
            known.unwrap_or_else(|| sum(logarithms.column(leaf), |x| x))
        };
        let totals: Vec<f64> = (0..logarithms.columns()).map(total).collect();
        // 2 phi^w / ((2 - phi)^w + phi^w) = 2 / (1 + exp(w ln((2 - phi) / phi))); that of 0 as a
        // number that a weight of 0 still turns into 0.
        let exponents = logarithms.map_columns(|leaf, column| {
            each(column, |logarithm| {
                let share = logarithm / totals[leaf];
                (2.0 - share) / share
            });
            elementwise::logarithms(column);
            each(column, |logarithm| logarithm.min(f64::MAX));
        });
        Ok(Prepared { scorer: Some(Box::new(Bent(exponents))), ..columns.into_prepared() })
    }
}

/// Sums of 2 / (1 + exp(weight times exponent)).
struct Bent(Matrix);

impl Scorer for Bent {
    fn alternatives(&self) -> usize {
        self.0.rows()
    }

    fn score(&self, weights: &[f64], block: usize, scores: &mut [f64]) {
        dispatch(BentSums { exponents: &self.0, weights, block, scores });
    }
}

struct BentSums<'a> {
    exponents: &'a Matrix,
    weights: &'a [f64],
    block: usize,
    scores: &'a mut [f64],
}

impl Task for BentSums<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        self.scores.fill(0.0);
        for (leaf, weights) in self.weights.chunks_exact(self.block.max(1)).enumerate() {
            let exponents = self.exponents.column(leaf);
            if let [weight] = weights {
                for (score, exponent) in self.scores.iter_mut().zip(exponents) {
                    *score += bent(weight * exponent);
                }
                continue;
            }
            for (scores, exponent) in self.scores.chunks_exact_mut(self.block).zip(exponents) {
                for (score, weight) in scores.iter_mut().zip(weights) {
                    *score += bent(weight * exponent);
                }
            }
        }
    }
}

/// 2 / (1 + exp(x)); 0 where that is below 1e-304.
#[inline(always)]
fn bent(x: f64) -> f64 {
    let bent = 2.0 / (1.0 + exp(x.min(700.0)));
    if x > 700.0 { 0.0 } else { bent }
}
