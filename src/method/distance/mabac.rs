//! MABAC: distances from the border between the better and the worse approximation area.
//!
//! With n_ij the place between the worst (0) and the best (1) figure: v_ij = w_j (n_ij + 1), the
//! border g_j = (product over i of v_ij)^(1/m), and S_i = sum of (v_ij - g_j). Pamucar & Cirovic 2015,
//! doi:10.1016/j.eswa.2014.11.057.
//!
//! As g_j is w_j times the geometric mean of n_ij + 1, the score is a weighted sum.
//!
//! Two options, both criteria of equal weight, of which the price is a cost:
//!
//! ```
//! use afweging::method::Method;
//! use afweging::problem::{Direction, Problem};
//! use afweging::study::evaluate;
//!
//! let problem = Problem::builder()
//!     .criterion("quality", Direction::Max, 1.0)
//!     .criterion("price", Direction::Min, 1.0)
//!     .alternative("A", [4.0, 100.0]) // n + 1 = 2, 1
//!     .alternative("B", [1.0, 20.0]) // 1, 2
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("mabac")?)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! // The border is half of sqrt(2) on both: S = (2 - sqrt(2)) / 2 + (1 - sqrt(2)) / 2.
//! assert!((scores[0] - (1.5 - 2.0_f64.sqrt())).abs() < 1e-12);
//! assert!((scores[1] - (1.5 - 2.0_f64.sqrt())).abs() < 1e-12);
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::kernel::Linear;
use crate::kernel::elementwise::{each, sum_of_ln_1p};
use crate::method::by_row::{ByRow, SumOfValues};
use crate::method::columns::{columns, eligible};
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::lack::Lack;
use crate::method::prepared::Prepared;
use crate::method::sheet::Sheet;
use crate::problem::{Group, Problem};
use crate::value::Normalization;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};

/// Parameters of MABAC: none.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Parameters {}

pub(crate) const SHEET: Sheet = Sheet {
    name: "mabac",
    idea: Phrase(
        "How far is an alternative above or below the border of each criterion, the geometric mean of the group? S = sum of w_j ((n_j + 1) - geometric mean of (n_j + 1)), with n_j the place between the worst and the best figure.",
        "Hoe ver ligt een alternatief boven of onder de grens van elk criterium, het meetkundig gemiddelde van de groep? S = som van w_j ((n_j + 1) - meetkundig gemiddelde van (n_j + 1)), met n_j de plaats tussen het slechtste en het beste cijfer.",
    ),
    use_when: Phrase(
        "it should be seen at a glance who is above and who below the middle of the group; the order is that of a weighted sum on observed ranges.",
        "in één oogopslag te zien moet zijn wie boven en wie onder het midden van de groep ligt; de volgorde is die van een gewogen som op het waargenomen bereik.",
    ),
    avoid_when: Phrase(
        "alternatives may be added or dropped (ranges and borders move).",
        "er alternatieven kunnen bijkomen of wegvallen (het bereik en de grenzen verschuiven dan).",
    ),
    parameters: &[],
    score: Phrase(
        "S, from -1 to 1; above 0 is above the border. Higher is better.",
        "S, van -1 tot 1; groter dan 0 is boven de grens. Hoger is beter.",
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
        "a constant column adds nothing. One alternative, or all equal: 0 for all. Negative figures are allowed.",
        "een constante kolom voegt niets toe. Eén alternatief, of alle gelijk: 0 voor alle. Negatieve cijfers mogen.",
    ),
    reference: "Pamucar & Cirovic 2015, The selection of transport and handling resources in logistics centers using Multi-Attributive Border Approximation area Comparison (MABAC), doi:10.1016/j.eswa.2014.11.057",
    disagreements: Phrase(
        "pymcdm, scikit-criteria and pyrepo-mcda give the same. pyDecision has no weights: each criterion counts 1 / m for m alternatives. With 1,000 alternatives pymcdm's product underflows to 0, so its scores are all higher by the same. A constant column makes 0/0 in the formula.",
        "pymcdm, scikit-criteria en pyrepo-mcda geven hetzelfde. pyDecision heeft geen gewichten: elk criterium telt er 1 / m bij m alternatieven. Met 1.000 alternatieven loopt het product van pymcdm onder tot 0, zodat de scores er alle evenveel hoger zijn. Een constante kolom maakt 0/0 in de formule.",
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
        ByRow::summing(Normalization::MinMax, SumOfValues::LnOneMoreAboveWorst)
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let members = eligible(problem, group);
        let columns =
            columns(&SHEET, Normalization::MinMax, ScaleNeeded::Interval, problem, group, members)?;
        let rows = columns.competing() as f64;
        let values = columns.figures.map_columns(|leaf, column| {
            // By how much each is above the worst.
            columns.column_to_worst(leaf, column);
            // As 1 + border, from which 1 is taken without losing digits.
            let known = columns.known_sum(leaf, SumOfValues::LnOneMoreAboveWorst);
            let border = (known.unwrap_or_else(|| sum_of_ln_1p(column)) / rows).exp_m1();
            each(column, move |place| place - border);
        });
        let scorer = Linear::sharing(values.entries(), values.rows());
        let scorer = Some(Box::new(scorer) as Box<_>);
        Ok(Prepared { scorer, values: Some(values), ..columns.into_prepared() })
    }
}
