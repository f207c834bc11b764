//! CoCoSo: a combined compromise of a weighted sum and a sum of powers.
//!
//! With n_ij the place between the worst (0) and the best (1) figure: S_i = sum of w_j n_ij, P_i = sum
//! of n_ij ^ w_j, and three strategies: k_a = (P_i + S_i) / sum of (P + S), k_b = S_i / min S + P_i /
//! min P, k_c = (lambda S_i + (1 - lambda) P_i) / (lambda max S + (1 - lambda) max P). k_i = (k_a k_b
//! k_c)^(1/3) + (k_a + k_b + k_c) / 3. Yazdani, Zarate, Zavadskas & Turskis 2019,
//! doi:10.1108/MD-05-2017-0458.
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
//!     .alternative("A", [4.0, 100.0]) // n = 1, 0: S = 1/2, P = 1
//!     .alternative("B", [1.0, 20.0]) // 0, 1: the same
//!     .alternative("C", [2.5, 60.0]) // 1/2, 1/2: S = 1/2, P = sqrt(2)
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("cocoso")?)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! // P + S = 1.5, 1.5 and r + 0.5 with r = sqrt(2).
//! let r = 2.0_f64.sqrt();
//! let k = |a: f64, b: f64, c: f64| (a * b * c).cbrt() + (a + b + c) / 3.0;
//! let all = 3.5 + r;
//! assert!((scores[0] - k(1.5 / all, 2.0, 1.5 / (0.5 + r))).abs() < 1e-12);
//! assert!((scores[2] - k((r + 0.5) / all, 1.0 + r, 1.0)).abs() < 1e-12);
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::kernel::dispatch::{Task, dispatch};
use crate::kernel::elementary::exp;
use crate::kernel::{Linear, Scorer};
use crate::method::by_draw::{greatest, least, sum};
use crate::method::columns::{columns, eligible};
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::lack::{Lack, Property};
use crate::method::parameter::{SHARE, share};
use crate::method::prepared::{Native, NativeFigures, OwnColumn, Prepared};
use crate::method::sheet::{Parameter, Sheet};
use crate::problem::{Group, Matrix, Problem};
use crate::value::Normalization;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Parameters of CoCoSo.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// The share of the sum in the third strategy, 0 to 1.
    #[serde(deserialize_with = "share")]
    pub lambda: f64,
}

impl Default for Parameters {
    fn default() -> Parameters {
        Parameters { lambda: 0.5 }
    }
}

const NORMALIZATION: Normalization = Normalization::MinMax;

pub(crate) const SHEET: Sheet = Sheet {
    name: "cocoso",
    idea: Phrase(
        "Two sums compared in three ways, and these joined: S = sum of w_j n_j and P = sum of n_j ^ w_j are compared with the total, with the least and with the most of the group. The score is the mean of these three plus the cube root of their product.",
        "Twee sommen, op drie manieren vergeleken en dan samengebracht: S = som van w_j n_j en P = som van n_j ^ w_j worden vergeleken met het totaal, het kleinste en het grootste van de groep. De score is het gemiddelde van die drie plus de derdemachtswortel van hun product.",
    ),
    use_when: Phrase(
        "a compromise between a sum and powers is wanted, and an alternative that is worst on every criterion is not among them.",
        "een compromis tussen een som en machten gewenst is, en er geen alternatief bij is dat op elk criterium het slechtste is.",
    ),
    avoid_when: Phrase(
        "alternatives may be added or dropped, or weights are to be read as trade-offs: in P a small weight makes every figure above 0 count nearly fully.",
        "er alternatieven kunnen bijkomen of wegvallen, of gewichten als ruilverhoudingen gelezen moeten worden: in P laat een klein gewicht elk cijfer boven 0 bijna volledig meetellen.",
    ),
    parameters: &[Parameter {
        name: "lambda",
        default: Phrase::same("0.5"),
        meaning: Phrase(
            "the share of S in the third strategy",
            "het aandeel van S in de derde strategie",
        ),
        accepts: SHARE,
    }],
    score: Phrase(
        "k, above 0, without an upper limit. Higher is better; the table `cocoso` holds S, P and the three strategies.",
        "k, groter dan 0, zonder bovengrens. Hoger is beter; de tabel `cocoso` bevat S, P en de drie strategieën.",
    ),
    symbol: "",
    own_table: Some("cocoso"),
    own_pairs: None,
    scale: ScaleNeeded::Interval,
    ties: Phrase(
        "scores within 1e-10 of the group's largest share a rank.",
        "scores die minder dan 1e-10 van de grootste van de groep verschillen, delen een rang.",
    ),
    degenerate: Phrase(
        "a constant column counts as 1 for all. Where the least S or P is 0 (an alternative that is worst on every criterion with weight), k_b is 0/0: 1 is then added to all S and P, as pyDecision does. A criterion without weight adds 1 to all P (x^0 = 1). Negative figures are allowed.",
        "een constante kolom telt als 1 voor alle. Waar de kleinste S of P 0 is (een alternatief dat op elk criterium met gewicht het slechtste is), is k_b 0/0: dan wordt 1 opgeteld bij alle S en P, zoals pyDecision doet. Een criterium zonder gewicht voegt 1 toe aan alle P (x^0 = 1). Negatieve cijfers mogen.",
    ),
    reference: "Yazdani, Zarate, Zavadskas & Turskis 2019, A combined compromise solution (CoCoSo) method for multi-criteria decision-making problems, doi:10.1108/MD-05-2017-0458",
    disagreements: Phrase(
        "pymcdm, scikit-criteria, pyDecision and pyrepo-mcda give the same where the formula has an answer. Where an alternative is worst on every criterion pymcdm and pyrepo-mcda give infinity and NaN, scikit-criteria fails, and pyDecision gives what we give. A constant column is 1 in pymcdm and pyrepo-mcda, 0 in the others.",
        "pymcdm, scikit-criteria, pyDecision en pyrepo-mcda geven hetzelfde waar de formule een antwoord heeft. Waar een alternatief op elk criterium het slechtste is, geven pymcdm en pyrepo-mcda oneindig en NaN, loopt scikit-criteria vast, en geeft pyDecision wat wij geven. Een constante kolom is 1 in pymcdm en pyrepo-mcda, en 0 in de andere.",
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
        const LACKS: &[Lack] = &[
            Lack::MEASURED,
            Lack {
                property: Property::Monotonicity,
                why: Phrase(
                    "a figure that is the new best of its column lowers all others, and with them what the least and the most of the group are",
                    "een cijfer dat het nieuwe beste van zijn kolom is, verlaagt alle andere, en daarmee het kleinste en het grootste van de groep",
                ),
            },
        ];
        LACKS
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let members = eligible(problem, group);
        let columns =
            columns(&SHEET, NORMALIZATION, ScaleNeeded::Interval, problem, group, members)?;
        let values = columns.values();
        let sums = Arc::new(Sums {
            // That of 0 as a number that a weight of 0 still turns into 0.
            logarithms: columns.logarithms(),
            sums: Linear::sharing(values.entries(), values.rows()),
            lambda: self.lambda,
        });
        let mut prepared = columns.into_prepared();
        let native = sums.clone();
        prepared.native = Some(NativeFigures::new(move |weights| {
            let (sums, powers) = native.at(weights, 1);
            let [a, b, c] = native.strategies(&sums, &powers, 1);
            Native::of_alternatives(vec![
                OwnColumn::numbers("s", "s", sums),
                OwnColumn::numbers("p", "p", powers),
                OwnColumn::numbers("k_a", "k_a", a),
                OwnColumn::numbers("k_b", "k_b", b),
                OwnColumn::numbers("k_c", "k_c", c),
            ])
        }));
        prepared.scorer = Some(Box::new(Shared(sums)));
        Ok(prepared)
    }
}

/// What S and P are made of.
struct Sums {
    /// Of the normalised figures.
    logarithms: Matrix,
    sums: Linear,
    lambda: f64,
}

struct Shared(Arc<Sums>);

/// Adds up powers: e to weight times logarithm, which is at most 0.
struct Powers<'a> {
    logarithms: &'a Matrix,
    weights: &'a [f64],
    block: usize,
    powers: &'a mut [f64],
}

impl Task for Powers<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        for (leaf, weights) in self.weights.chunks_exact(self.block.max(1)).enumerate() {
            let logarithms = self.logarithms.column(leaf);
            if let [weight] = weights {
                for (power, logarithm) in self.powers.iter_mut().zip(logarithms) {
                    *power += exp(weight * logarithm);
                }
                continue;
            }
            for (powers, logarithm) in self.powers.chunks_exact_mut(self.block).zip(logarithms) {
                for (power, weight) in powers.iter_mut().zip(weights) {
                    *power += exp(weight * logarithm);
                }
            }
        }
    }
}

impl Sums {
    /// S and P in a block of draws, each with 1 added in draws in which the least of one is 0.
    fn at(&self, weights: &[f64], block: usize) -> (Vec<f64>, Vec<f64>) {
        let rows = self.sums.alternatives();
        let mut sums = vec![0.0; rows * block];
        self.sums.score(weights, block, &mut sums);
        let mut powers = vec![0.0; rows * block];
        dispatch(Powers { logarithms: &self.logarithms, weights, block, powers: &mut powers });
        let shift: Vec<f64> = least(&sums, block)
            .into_iter()
            .zip(least(&powers, block))
            .map(|(s, p)| if s > 0.0 && p > 0.0 { 0.0 } else { 1.0 })
            .collect();
        for figures in [&mut sums, &mut powers] {
            for figures in figures.chunks_exact_mut(block) {
                figures.iter_mut().zip(&shift).for_each(|(figure, shift)| *figure += shift);
            }
        }
        (sums, powers)
    }

    /// The three strategies.
    fn strategies(&self, sums: &[f64], powers: &[f64], block: usize) -> [Vec<f64>; 3] {
        let all: Vec<f64> = sums.iter().zip(powers).map(|(s, p)| s + p).collect();
        let total = sum(&all, block);
        let (least_s, least_p) = (least(sums, block), least(powers, block));
        let (most_s, most_p) = (greatest(sums, block), greatest(powers, block));
        let of = |strategy: &dyn Fn(usize, f64, f64) -> f64| -> Vec<f64> {
            let cells = sums.iter().zip(powers).enumerate();
            cells.map(|(at, (s, p))| strategy(at % block, *s, *p)).collect()
        };
        let joint = |s: f64, p: f64| self.lambda * s + (1.0 - self.lambda) * p;
        [
            of(&|draw, s, p| (s + p) / total[draw]),
            of(&|draw, s, p| s / least_s[draw] + p / least_p[draw]),
            of(&|draw, s, p| joint(s, p) / joint(most_s[draw], most_p[draw])),
        ]
    }
}

impl Scorer for Shared {
    fn alternatives(&self) -> usize {
        self.0.sums.alternatives()
    }

    fn score(&self, weights: &[f64], block: usize, scores: &mut [f64]) {
        let (sums, powers) = self.0.at(weights, block);
        let [a, b, c] = self.0.strategies(&sums, &powers, block);
        for (score, ((a, b), c)) in scores.iter_mut().zip(a.iter().zip(&b).zip(&c)) {
            *score = ((a * b * c).cbrt() + (a + b + c) / 3.0).min(f64::MAX);
        }
    }
}
