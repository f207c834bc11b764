//! EDAS: distances from the average of the group, upwards and downwards.
//!
//! With AV_j the mean figure of criterion j: PDA_ij = max(0, x_ij - AV_j) / AV_j and NDA_ij = max(0,
//! AV_j - x_ij) / AV_j for benefits, the other way round for costs. SP_i = sum of w_j PDA_ij, SN_i =
//! sum of w_j NDA_ij, NSP_i = SP_i / max SP, NSN_i = 1 - SN_i / max SN, and AS_i = (NSP_i + NSN_i) / 2.
//! Keshavarz Ghorabaee, Zavadskas, Olfat & Turskis 2015, doi:10.15388/Informatica.2015.57.
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
//!     .alternative("A", [6.0, 60.0]) // mean 4: 1/2 above; mean 60
//!     .alternative("B", [4.0, 90.0]) // 1/2 above the mean price
//!     .alternative("C", [2.0, 30.0]) // 1/2 below; 1/2 below the mean price
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("edas")?)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! // SP = 1/4, 0, 1/4; SN = 0, 1/4, 1/4.
//! assert!((scores[0] - 1.0).abs() < 1e-12);
//! assert!((scores[1] - 0.0).abs() < 1e-12);
//! assert!((scores[2] - 0.5).abs() < 1e-12);
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::kernel::elementwise::{each, sum, with_each};
use crate::method::by_draw::{greatest, with_draws};
use crate::method::columns::{columns, eligible};
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::lack::Lack;
use crate::method::prepared::{Native, NativeFigures, OwnColumn, Prepared};
use crate::method::remedy;
use crate::method::sheet::Sheet;
use crate::method::sums_then::{SumsThen, WeightedSums};
use crate::problem::{Direction, Group, Problem};
use crate::value::Normalization;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};

/// Parameters of EDAS: none.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Parameters {}

pub(crate) const SHEET: Sheet = Sheet {
    name: "edas",
    idea: Phrase(
        "How far is an alternative above the average of the group on the criteria where it is better, and how far below on the others? AS = (SP / max SP + 1 - SN / max SN) / 2, with SP and SN the weighted distances from the mean, as shares of it.",
        "Hoe ver ligt een alternatief boven het gemiddelde van de groep op de criteria waar het beter is, en hoe ver eronder op de andere? AS = (SP / max SP + 1 - SN / max SN) / 2, met SP en SN de gewogen afstanden tot het gemiddelde, als aandeel daarvan.",
    ),
    use_when: Phrase(
        "the average of the group is a better yardstick than its extremes, as with many alternatives and some outliers.",
        "het gemiddelde van de groep een betere maatstaf is dan de uitersten, zoals bij veel alternatieven en enkele uitschieters.",
    ),
    avoid_when: Phrase(
        "means are near 0 or below, the data are ordinal, or alternatives may be added or dropped (means move).",
        "gemiddelden dicht bij 0 of eronder liggen, de gegevens ordinaal zijn, of er alternatieven kunnen bijkomen of wegvallen (de gemiddelden verschuiven dan).",
    ),
    parameters: &[],
    score: Phrase(
        "AS, from 0 to 1. Higher is better; the table `edas` holds SP and SN.",
        "AS, van 0 tot 1. Hoger is beter; de tabel `edas` bevat SP en SN.",
    ),
    symbol: "",
    own_table: Some("edas"),
    own_pairs: None,
    scale: ScaleNeeded::Ratio,
    ties: Phrase(
        "scores within 1e-10 of the group's largest share a rank.",
        "scores die minder dan 1e-10 van de grootste van de groep verschillen, delen een rang.",
    ),
    degenerate: Phrase(
        "a constant column adds nothing. All equal: SP and SN are 0 for all, and 0.5 is given. A mean that is not above 0: an error that names the criterion.",
        "een constante kolom voegt niets toe. Alle gelijk: SP en SN zijn 0 voor alle, en 0,5 wordt gegeven. Een gemiddelde dat niet groter is dan 0: een fout die het criterium noemt.",
    ),
    reference: "Keshavarz Ghorabaee, Zavadskas, Olfat & Turskis 2015, Multi-criteria inventory classification using a new method of evaluation based on distance from average solution (EDAS), doi:10.15388/Informatica.2015.57",
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
        Family::Ideal
    }

    fn dependence(&self, _problem: &Problem, _weights: &[f64]) -> Option<Dependence> {
        Some(Dependence::Ideals)
    }

    fn lacks(&self) -> &'static [Lack] {
        &[Lack::MEASURED]
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let members = eligible(problem, group);
        let columns =
            columns(&SHEET, Normalization::MinMax, ScaleNeeded::Ratio, problem, group, members)?;
        let leaves = &problem.tree.leaves;
        let mut means = Vec::new();
        for (leaf, criterion) in leaves.iter().enumerate() {
            let column = columns.figures.column(leaf);
            let constant = column.iter().all(|x| *x == column[0]);
            // A mean that rounds is no reason to tell equals apart.
            let mean = match constant {
                true => column.first().copied().unwrap_or(1.0),
                false => mean(column),
            };
            if mean <= 0.0 {
                return Err(remedy::no_mean(&SHEET, &problem.tree, criterion));
            }
            means.push(mean);
        }
        let away = columns.figures.map_columns(|leaf, column| {
            let sign = if leaves[leaf].direction == Direction::Min { -1.0 } else { 1.0 };
            let mean = means[leaf];
            each(column, |x| sign * ((x - mean) / mean).clamp(-LARGEST, LARGEST));
        });
        let above = away.map(|_, away| away.max(0.0));
        let below = away.map(|_, away| (-away).max(0.0));
        let sums = WeightedSums::new([above, below]);
        let scorer = SumsThen::new(sums.clone(), |[above, below], block, scores| {
            let share = |sum: f64, most: f64| if most > 0.0 { sum / most } else { 0.0 };
            let (most_above, most_below) = (greatest(above, block), greatest(below, block));
            scores.copy_from_slice(above);
            with_draws(scores, &most_above, share);
            let mut down = below.to_vec();
            with_draws(&mut down, &most_below, share);
            with_each(scores, &down, |up, down| (up + 1.0 - down) / 2.0);
        });
        let mut prepared = columns.into_prepared();
        prepared.native = Some(NativeFigures::new(move |weights| {
            let [above, below] = sums.at(weights, 1);
            Native::of_alternatives(vec![
                OwnColumn::numbers("sp", "boven gemiddelde (SP)", above),
                OwnColumn::numbers("sn", "onder gemiddelde (SN)", below),
            ])
        }));
        prepared.scorer = Some(Box::new(scorer));
        Ok(prepared)
    }
}

fn mean(column: &[f64]) -> f64 {
    let (sum_of_all, rows) = (sum(column, |x| x), column.len() as f64);
    // Where the sum overflows, each is divided.
    if sum_of_all.is_finite() { sum_of_all / rows } else { sum(column, move |x| x / rows) }
}

/// Larger distances are cut to this, so that sums stay finite.
const LARGEST: f64 = 1e300;
