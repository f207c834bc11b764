//! ERVD: distances of values to the ideals, where losses against a reference point weigh more than
//! gains.
//!
//! With r_ij = x_ij / sum over i of x_ij and the reference point phi_j on the same scale: v = (r -
//! phi)^alpha for a gain and -lambda (phi - r)^alpha for a loss (for costs a figure below phi is a
//! gain). With v_j^+ and v_j^- the best and the worst v of criterion j: S+_i = sum of w_j |v_ij -
//! v_j^+|, S-_i = sum of w_j |v_ij - v_j^-|, and the score is S- / (S+ + S-). Shyur, Yin, Shih & Cheng
//! 2015, doi:10.1515/fcds-2015-0017; alpha and lambda as in Tversky & Kahneman 1992,
//! doi:10.1007/BF00122574.
//!
//! Three options on one criterion, with a reference point of 2:
//!
//! ```
//! use afweging::method::Method;
//! use afweging::problem::{Direction, Problem};
//! use afweging::study::evaluate;
//!
//! let problem = Problem::builder()
//!     .criterion("quality", Direction::Max, 1.0)
//!     .alternative("A", [3.0]) // a gain of 1 on a sum of 6
//!     .alternative("B", [2.0]) // the reference point
//!     .alternative("C", [1.0]) // a loss of 1, which weighs 2.25 times as much
//!     .build()?;
//! let method = Method::named("ervd")?.with_parameter("reference", "{ quality = 2 }")?;
//! let evaluation = evaluate(&problem, &method)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! assert!((scores[0] - 1.0).abs() < 1e-12);
//! assert!((scores[1] - 2.25 / 3.25).abs() < 1e-12);
//! assert!(scores[2].abs() < 1e-12);
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::kernel::elementwise::{each, extremes, powers};
use crate::method::by_criterion::figures;
use crate::method::by_row::ByRow;
use crate::method::columns::{columns, eligible};
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::lack::Lack;
use crate::method::parameter::{POSITIVE, positive};
use crate::method::prepared::Prepared;
use crate::method::sheet::{Parameter, Sheet};
use crate::method::sums_then::{SumsThen, WeightedSums};
use crate::problem::{Direction, Group, Problem};
use crate::value::formula::ScaleNeeded;
use crate::value::{Fixed, Normalization};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Parameters of ERVD.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// The reference point of each criterion, in its own units.
    pub reference: BTreeMap<String, f64>,
    /// How many times as much a loss weighs as a gain of the same size.
    #[serde(deserialize_with = "positive")]
    pub lambda: f64,
    /// The exponent of gains and losses: below 1, each further step counts for less.
    #[serde(deserialize_with = "positive")]
    pub alpha: f64,
}

impl Default for Parameters {
    fn default() -> Parameters {
        Parameters { reference: BTreeMap::new(), lambda: 2.25, alpha: 0.88 }
    }
}

pub(crate) const SHEET: Sheet = Sheet {
    name: "ervd",
    idea: Phrase(
        "Figures become gains or losses against a reference point, losses weighing lambda times as much (2.25), and closeness to the best of these is taken: S- / (S+ + S-), with S+ and S- the weighted distances to the best and the worst value of each criterion.",
        "Cijfers worden winst of verlies tegenover een referentiepunt, waarbij verlies lambda keer zo zwaar weegt (2,25), en daarvan wordt de nabijheid tot het beste genomen: S- / (S+ + S-), met S+ en S- de gewogen afstanden tot de beste en de slechtste waarde van elk criterium.",
    ),
    use_when: Phrase(
        "there is a level that people are used to, and falling below it hurts more than rising above it helps.",
        "er een niveau is waaraan mensen gewend zijn, en eronder vallen meer schaadt dan erboven uitkomen helpt.",
    ),
    avoid_when: Phrase(
        "no reference point can be defended, figures are negative, or alternatives may be added or dropped.",
        "er geen referentiepunt te verdedigen is, cijfers negatief zijn, of er alternatieven kunnen bijkomen of wegvallen.",
    ),
    parameters: &[
        Parameter {
            name: "reference",
            default: Phrase(
                "none: each criterion needs one",
                "geen: elk criterium heeft er een nodig",
            ),
            meaning: Phrase(
                "the reference point of each criterion, in its own units",
                "het referentiepunt van elk criterium, in zijn eigen eenheid",
            ),
            accepts: Phrase(
                "figures by criterion: { price = 100 }",
                "cijfers per criterium: { prijs = 100 }",
            ),
        },
        Parameter {
            name: "lambda",
            default: Phrase::same("2.25"),
            meaning: Phrase(
                "how many times as much a loss weighs as a gain of the same size",
                "hoeveel keer zo zwaar een verlies weegt als een winst van dezelfde grootte",
            ),
            accepts: POSITIVE,
        },
        Parameter {
            name: "alpha",
            default: Phrase::same("0.88"),
            meaning: Phrase("the exponent of gains and losses", "de exponent van winst en verlies"),
            accepts: POSITIVE,
        },
    ],
    score: Phrase(
        "from 0 (worst on every criterion) to 1 (best on every criterion). Higher is better.",
        "van 0 (op elk criterium het slechtste) tot 1 (op elk criterium het beste). Hoger is beter.",
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
        "a constant column adds nothing. All equal: 0.5 for all. A negative figure, or a column of zeros: an error that names it. A criterion without a reference point: an error.",
        "een constante kolom voegt niets toe. Alle gelijk: 0,5 voor alle. Een negatief cijfer, of een kolom met nullen: een fout die zegt welk. Een criterium zonder referentiepunt: een fout.",
    ),
    reference: "Shyur, Yin, Shih & Cheng 2015, A multiple criteria decision making method based on relative value distances, doi:10.1515/fcds-2015-0017",
    disagreements: Phrase(
        "pymcdm and scikit-criteria give the same.",
        "pymcdm en scikit-criteria geven hetzelfde.",
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
        ByRow::differences(Normalization::MinMax)?.with(Normalization::Sum, true)
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let members = eligible(problem, group);
        let columns =
            columns(&SHEET, Normalization::MinMax, ScaleNeeded::Ratio, problem, group, members)?;
        let fitted = columns.without_direction(&SHEET, Normalization::Sum, problem)?;
        let reference = figures(&SHEET, "reference", &self.reference, problem, |_| None)?;
        let leaves = &problem.tree.leaves;
        let value = |leaf: usize, column: &mut [f64]| {
            fitted[leaf].differences(Fixed::Second(reference[leaf]), column);
            let sign = if leaves[leaf].direction == Direction::Min { -1.0 } else { 1.0 };
            let gains = column.to_vec();
            each(column, f64::abs);
            powers(column, self.alpha);
            for (value, gain) in column.iter_mut().zip(gains) {
                let times = if gain * sign > 0.0 { 1.0 } else { -self.lambda };
                *value = (times * *value).clamp(-LARGEST, LARGEST);
            }
        };
        let values = columns.figures.map_columns(value);
        // The value goes up with the figure, or down with it.
        let ends = |leaf: usize| {
            // Nobody competes where nothing is fitted.
            let Some(fitted) = fitted.get(leaf) else { return (0.0, 0.0) };
            let (least, most) = fitted.ends(columns.figures.column(leaf));
            let mut ends = [least, most];
            value(leaf, &mut ends);
            extremes(&ends)
        };
        let ends: Vec<(f64, f64)> = (0..values.columns()).map(ends).collect();
        let to_best = values.map_columns(|leaf, column| {
            let best = ends[leaf].1;
            each(column, move |value| (best - value).max(0.0));
        });
        let to_worst = values.map_columns(|leaf, column| {
            let worst = ends[leaf].0;
            each(column, move |value| (value - worst).max(0.0));
        });
        let sums = WeightedSums::new([to_best, to_worst]);
        let scorer = SumsThen::new(sums, |[to_best, to_worst], _, scores| {
            for (score, (best, worst)) in scores.iter_mut().zip(to_best.iter().zip(to_worst)) {
                *score = if best + worst > 0.0 { worst / (best + worst) } else { 0.5 };
            }
        });
        Ok(Prepared { scorer: Some(Box::new(scorer)), ..columns.into_prepared() })
    }
}

/// Values are cut to this size, so that sums stay finite.
const LARGEST: f64 = 1e300;
