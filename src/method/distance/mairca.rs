//! MAIRCA: gaps between theoretical and real ratings.
//!
//! Every alternative may be chosen with preference 1 / m, so its theoretical rating is t_j = w_j / m;
//! its real rating is t_j times its place between the worst and the best figure, n_ij. Q_i = sum of
//! t_j (1 - n_ij). Lower is better; the score is -Q. Pamucar, Vasin & Lukovac 2014, XVI International
//! Scientific-expert Conference on Railways, RAILCON; Gigovic, Pamucar, Bajic & Milicevic 2016,
//! doi:10.3390/su8040372.
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
//!     .alternative("A", [4.0, 100.0]) // n = 1, 0
//!     .alternative("B", [1.0, 20.0]) // 0, 1
//!     .alternative("C", [2.5, 60.0]) // 1/2, 1/2
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("mairca")?)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! // Each lacks half of the weight, a third of which is Q.
//! assert!((scores[0] + 1.0 / 6.0).abs() < 1e-12);
//! assert!((scores[1] + 1.0 / 6.0).abs() < 1e-12);
//! assert!((scores[2] + 1.0 / 6.0).abs() < 1e-12);
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::kernel::Linear;
use crate::kernel::elementwise::each;
use crate::method::by_row::ByRow;
use crate::method::columns::{columns, eligible};
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::lack::Lack;
use crate::method::prepared::Prepared;
use crate::method::sheet::Sheet;
use crate::problem::{Group, Problem};
use crate::value::Normalization;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};

/// Parameters of MAIRCA: none.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Parameters {}

pub(crate) const SHEET: Sheet = Sheet {
    name: "mairca",
    idea: Phrase(
        "How far do real ratings fall short of those in theory, under which every alternative is as good as the best? Q = sum of w_j (1 - n_j) / m, with n_j the place between the worst (0) and the best (1) of m alternatives.",
        "Hoever blijven werkelijke beoordelingen achter op de theoretische, waarbij elk alternatief even goed is als het beste? Q = som van w_j (1 - n_j) / m, met n_j de plaats tussen het slechtste (0) en het beste (1) van m alternatieven.",
    ),
    use_when: Phrase(
        "gaps to the best attainable are the question; the order is that of a weighted sum on observed ranges.",
        "het om de kloof met het best haalbare gaat; de volgorde is die van een gewogen som op het waargenomen bereik.",
    ),
    avoid_when: Phrase(
        "alternatives may be added or dropped (ranges move, and m changes).",
        "er alternatieven kunnen bijkomen of wegvallen (het bereik verschuift dan, en m verandert).",
    ),
    parameters: &[],
    score: Phrase(
        "-Q, from -1 / m (worst on every criterion) to 0 (best on every criterion). Higher is better.",
        "-Q, van -1 / m (op elk criterium het slechtste) tot 0 (op elk criterium het beste). Hoger is beter.",
    ),
    symbol: "-Q",
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
    reference: "Pamucar, Vasin & Lukovac 2014, Selection of railway level crossings for investing in security equipment using hybrid DEMATEL-MARICA model, RAILCON; Gigovic, Pamucar, Bajic & Milicevic 2016, The combination of expert judgment and GIS-MAIRCA analysis for the selection of sites for ammunition depots, doi:10.3390/su8040372",
    disagreements: Phrase(
        "pymcdm and pyDecision give the same; scikit-criteria too, but it refuses figures that are not above 0, which the formula allows. A constant column makes 0/0 in the formula.",
        "pymcdm en pyDecision geven hetzelfde; scikit-criteria ook, maar dat weigert cijfers die niet groter zijn dan 0, wat de formule toelaat. Een constante kolom maakt 0/0 in de formule.",
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
        Some(ByRow::ends())
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let members = eligible(problem, group);
        let columns =
            columns(&SHEET, Normalization::MinMax, ScaleNeeded::Interval, problem, group, members)?;
        let alternatives = columns.competing() as f64;
        let values = columns.figures.map_columns(|leaf, column| {
            columns.column_to_best(leaf, column);
            each(column, move |gap| -gap / alternatives);
        });
        let scorer = Linear::sharing(values.entries(), values.rows());
        let scorer = Some(Box::new(scorer) as Box<_>);
        Ok(Prepared { scorer, values: Some(values), ..columns.into_prepared() })
    }
}
