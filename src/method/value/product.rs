//! Products of figures to the power of their weights, as sums of weighted logarithms.

use crate::error::Result;
use crate::method::columns::Columns;
use crate::method::remedy;
use crate::method::sheet::Sheet;
use crate::problem::{Matrix, Problem};
use crate::value::Normalization;

/// The logarithms of the normalised figures, a row per alternative.
///
/// They are taken of the figures, since a share of the best underflows below 1e-308; that of
/// 0 is a number that a weight of 0 still turns into 0, and any other weight into a product of 0.
///
/// # Errors
/// [`crate::Error::Undefined`] for a normalised figure below 0.
pub(super) fn logarithms(
    method: &Sheet,
    normalization: Normalization,
    problem: &Problem,
    columns: &Columns,
) -> Result<Matrix> {
    for ((leaf, criterion), fitted) in problem.tree.leaves.iter().enumerate().zip(&columns.fitted) {
        let figures = columns.figures.column(leaf);
        // A value below 0 that is too small for a double is -0, and only its logarithm shows it.
        let below_zero =
            |figure: f64| fitted.value(figure) < 0.0 || fitted.logarithm(figure).is_nan();
        // Every normalization keeps the order of figures.
        if !below_zero(fitted.ends(figures).0) {
            continue;
        }
        if let Some(row) = figures.iter().position(|figure| below_zero(*figure)) {
            let at = problem.full_name(columns.members[row]);
            return Err(remedy::no_power(method, &problem.tree, normalization, criterion, &at));
        }
    }
    Ok(columns.logarithms())
}
