//! The full multiplicative form: benefits multiplied, divided by costs.
//!
//! U_i = product over benefits of n_ij ^ w_j / product over costs of n_ij ^ w_j, with n_ij = x_ij /
//! sqrt(sum over i of x_ij^2). The paper takes figures as they are, and another unit of a criterion
//! then multiplies all U alike; the lengths of the columns make U a number without units, as in
//! MULTIMOORA. The score is ln U, a sum of weighted logarithms. Brauers & Zavadskas 2010,
//! Technological and Economic Development of Economy 16(1) 5-24, doi:10.3846/tede.2010.01.
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
//!     .alternative("A", [4.0, 8.0]) // 4 / sqrt(17), 8 / sqrt(66): U^2 = 0.5 sqrt(66 / 17)
//!     .alternative("B", [1.0, 1.0]) // twice that
//!     .alternative("C", [0.0 + 1e-9, 1.0]) // next to nothing
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::named("full-multiplicative")?)?;
//! let scores: Vec<f64> =
//!     evaluation.groups[0].standings().filter_map(|standing| standing.score).collect();
//! // sqrt(1^2 + 8^2 + 1^2) = sqrt(66), sqrt(4^2 + 1^2) = sqrt(17).
//! let length = (66.0_f64 / 17.0).sqrt();
//! assert!((scores[0] - (0.5 * length).ln() / 2.0).abs() < 1e-9);
//! assert!((scores[1] - length.ln() / 2.0).abs() < 1e-9);
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::kernel::{Linear, Scorer};
use crate::method::by_row::ByRow;
use crate::method::columns::{Columns, columns, eligible};
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::prepared::{Native, NativeFigures, OwnColumn, Prepared};
use crate::method::remedy;
use crate::method::sheet::Sheet;
use crate::problem::{Direction, Group, Matrix, Problem};
use crate::value::Normalization;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};

/// Parameters of the full multiplicative form: none.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Parameters {}

pub(crate) const SHEET: Sheet = Sheet {
    name: "full-multiplicative",
    idea: Phrase(
        "Figures multiplied for benefits and divided by for costs, each to the power of its weight: U = product over benefits of n_j ^ w_j / product over costs of n_j ^ w_j. Every figure is first divided by the length of its column, which multiplies all U alike.",
        "Cijfers vermenigvuldigd voor baten en gedeeld voor kosten, elk tot de macht van het gewicht: U = product over baten van n_j ^ w_j / product over kosten van n_j ^ w_j. Elk cijfer wordt eerst gedeeld door de lengte van zijn kolom, wat alle U met hetzelfde vermenigvuldigt.",
    ),
    use_when: Phrase(
        "ratios are what matters, and neither units nor the other alternatives may have a say.",
        "het om verhoudingen gaat, en noch eenheden noch de andere alternatieven mogen meespelen.",
    ),
    avoid_when: Phrase(
        "figures can be 0 or negative, or stand on an ordinal or interval scale.",
        "cijfers 0 of negatief kunnen zijn, of op een ordinale of intervalschaal staan.",
    ),
    parameters: &[],
    score: Phrase(
        "ln U, of any sign: a difference of 0.1 is a U that is 1.105 times as large. Higher is better; the table `full-multiplicative` holds U.",
        "ln U, met eender welk teken: een verschil van 0,1 is een U die 1,105 keer zo groot is. Hoger is beter; de tabel `full-multiplicative` bevat U.",
    ),
    symbol: "ln U",
    own_table: Some("full-multiplicative"),
    own_pairs: None,
    scale: ScaleNeeded::Ratio,
    ties: Phrase(
        "scores within 1e-10 of the group's largest share a rank.",
        "scores die minder dan 1e-10 van de grootste van de groep verschillen, delen een rang.",
    ),
    degenerate: Phrase(
        "a constant column multiplies all alike. A figure of 0 or below: an error that names it.",
        "een constante kolom vermenigvuldigt alle U met hetzelfde. Een cijfer van 0 of minder: een fout die zegt welk.",
    ),
    reference: "Brauers & Zavadskas 2010, Project management by MULTIMOORA as an instrument for transition economies, Technological and Economic Development of Economy 16(1) 5-24, doi:10.3846/tede.2010.01",
    disagreements: Phrase(
        "weights are exponents, and the score is a logarithm. scikit-criteria and pyrepo-mcda multiply figures by weights instead, and pyDecision has none: in all three, weights never change the order.",
        "gewichten zijn exponenten, en de score is een logaritme. scikit-criteria en pyrepo-mcda vermenigvuldigen in plaats daarvan de cijfers met de gewichten, en pyDecision heeft er geen: in alle drie veranderen gewichten de volgorde nooit.",
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

    /// The lengths of columns multiply all alike.
    fn dependence(&self, _problem: &Problem, _weights: &[f64]) -> Option<Dependence> {
        None
    }

    fn by_row(&self, _problem: &Problem) -> Option<ByRow> {
        ByRow::differences(NORMALIZATION)?.with(NORMALIZATION, true)
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let members = eligible(problem, group);
        let columns = columns(&SHEET, NORMALIZATION, ScaleNeeded::Ratio, problem, group, members)?;
        let values = logarithms(&SHEET, &columns, problem)?;
        let scorer = Linear::sharing(values.entries(), values.rows());
        let own = scorer.clone();
        let mut prepared = columns.into_prepared();
        prepared.native = Some(NativeFigures::new(move |weights| {
            let mut figures = vec![0.0; own.alternatives()];
            own.score(weights, 1, &mut figures);
            figures.iter_mut().for_each(|figure| *figure = figure.exp().min(f64::MAX));
            Native::of_alternatives(vec![OwnColumn::numbers("u", "u", figures)])
        }));
        Ok(Prepared { scorer: Some(Box::new(scorer)), values: Some(values), ..prepared })
    }
}

const NORMALIZATION: Normalization = Normalization::Vector;

/// Logarithms of the normalised figures, those of costs with the other sign.
///
/// # Errors
/// [`crate::Error::Undefined`] for a figure that is not above 0.
pub(super) fn logarithms(method: &Sheet, columns: &Columns, problem: &Problem) -> Result<Matrix> {
    let leaves = &problem.tree.leaves;
    for (leaf, criterion) in leaves.iter().enumerate() {
        if let Some(row) = columns.figures.column(leaf).iter().position(|x| *x <= 0.0) {
            let at = problem.full_name(columns.members[row]);
            return Err(remedy::no_logarithm(method, &problem.tree, criterion, &at));
        }
    }
    let fitted = columns.without_direction(method, NORMALIZATION, problem)?;
    Ok(columns.figures.map_columns(|leaf, column| {
        fitted[leaf].logarithms(column);
        if leaves[leaf].direction == Direction::Min {
            column.iter_mut().for_each(|logarithm| *logarithm = -*logarithm);
        }
    }))
}
