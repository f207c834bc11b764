//! The ratio system of MOORA: benefits less costs.
//!
//! With n_ij = x_ij / sqrt(sum over i of x_ij^2) for every criterion: y_i = sum over benefits of w_j
//! n_ij - sum over costs of w_j n_ij. Brauers & Zavadskas 2006, Control and Cybernetics 35(2)
//! 445-469.
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
//!     .alternative("A", [1.0, 40.0]) // lengths 3 and 70: n = 1/3, 4/7
//!     .alternative("B", [2.0, 30.0]) // 2/3, 3/7
//!     .alternative("C", [2.0, 10.0 * 24.0_f64.sqrt()]) // 2/3, sqrt(24)/7
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("moora-ratio")?)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! assert!((scores[0] - (1.0 / 3.0 - 4.0 / 7.0) / 2.0).abs() < 1e-12);
//! assert!((scores[1] - (2.0 / 3.0 - 3.0 / 7.0) / 2.0).abs() < 1e-12);
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::kernel::Linear;
use crate::kernel::elementwise::each;
use crate::method::by_row::ByRow;
use crate::method::columns::{Columns, columns, eligible};
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::lack::Lack;
use crate::method::prepared::Prepared;
use crate::method::sheet::Sheet;
use crate::problem::{Direction, Group, Matrix, Problem};
use crate::value::Normalization;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};

/// Parameters of the ratio system of MOORA: none.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Parameters {}

pub(super) const NORMALIZATION: Normalization = Normalization::Vector;

pub(crate) const SHEET: Sheet = Sheet {
    name: "moora-ratio",
    idea: Phrase(
        "Every figure divided by the Euclidean length of its column, benefits added and costs taken off: y = sum over benefits of w_j n_j - sum over costs of w_j n_j.",
        "Elk cijfer gedeeld door de euclidische lengte van zijn kolom; baten worden opgeteld en kosten afgetrokken: y = som over baten van w_j n_j - som over kosten van w_j n_j.",
    ),
    use_when: Phrase(
        "figures are measured and criteria compensate each other.",
        "cijfers gemeten zijn en criteria elkaar compenseren.",
    ),
    avoid_when: Phrase(
        "the data are ordinal, or alternatives may be added or dropped (lengths change, and ranks with them).",
        "de gegevens ordinaal zijn, of er alternatieven kunnen bijkomen of wegvallen (de lengtes veranderen dan, en de rangen mee).",
    ),
    parameters: &[],
    score: Phrase(
        "y, from -1 to 1. Higher is better; without benefits it is below 0.",
        "y, van -1 tot 1. Hoger is beter; zonder baten is het kleiner dan 0.",
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
        "a constant column adds the same to all; a column of zeros adds nothing. Negative figures are allowed.",
        "een constante kolom voegt aan alle hetzelfde toe; een kolom met nullen voegt niets toe. Negatieve cijfers mogen.",
    ),
    reference: "Brauers & Zavadskas 2006, The MOORA method and its application to privatization in a transition economy, Control and Cybernetics 35(2) 445-469",
    disagreements: Phrase(
        "scikit-criteria, pyDecision and pyrepo-mcda give the same. pymcdm gives the same where there are costs, and refuses problems without them.",
        "scikit-criteria, pyDecision en pyrepo-mcda geven hetzelfde. pymcdm geeft hetzelfde waar er kosten zijn, en weigert problemen zonder kosten.",
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
        ByRow::differences(Normalization::MinMax)?.with(NORMALIZATION, true)
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let members = eligible(problem, group);
        // The lengths are taken below, of costs as of gains.
        let columns =
            columns(&SHEET, Normalization::MinMax, ScaleNeeded::Ratio, problem, group, members)?;
        let values = ratios(&SHEET, &columns, problem)?;
        let scorer = Linear::sharing(values.entries(), values.rows());
        let scorer = Some(Box::new(scorer) as Box<_>);
        Ok(Prepared { scorer, values: Some(values), ..columns.into_prepared() })
    }
}

/// Figures divided by the lengths of their columns, those of costs below 0.
pub(super) fn ratios(method: &Sheet, columns: &Columns, problem: &Problem) -> Result<Matrix> {
    let fitted = columns.without_direction(method, NORMALIZATION, problem)?;
    let leaves = &problem.tree.leaves;
    Ok(columns.figures.map_columns(|leaf, column| {
        fitted[leaf].values(column);
        if leaves[leaf].direction == Direction::Min {
            each(column, |share| -share);
        }
    }))
}
