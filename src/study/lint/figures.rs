//! The values of competing alternatives at nominal figures: value functions on the criteria's
//! scales, whatever the method.

use crate::error::Result;
use crate::evaluate::evaluation::Evaluation;
use crate::evaluate::evaluations::Evaluations;
use crate::method::value::weighted_sum::with_values;
use crate::problem::Matrix;
use crate::study::lint::examined::competing;

/// The values of a group's competing alternatives.
pub(super) struct Figures {
    /// The alternatives, in key order.
    pub members: Vec<usize>,
    /// The row of each in `values`.
    rows: Vec<usize>,
    values: Matrix,
}

impl Figures {
    /// The value of an alternative (a position in `members`) on a leaf; that of an unknown cell means
    /// nothing.
    pub fn value(&self, at: usize, leaf: usize) -> f64 {
        self.values.at(self.rows[at], leaf)
    }
}

/// The values of each group, in the problem's order.
pub(super) fn figures(evaluations: &Evaluations) -> Result<Vec<Figures>> {
    let problem = evaluations.problem();
    let plain = |evaluation: &&Evaluation| evaluation.method.definition().reads_value_functions();
    let evaluation = evaluations.iter().find(plain);
    let of = |(group, members): (usize, Vec<usize>)| -> Result<Figures> {
        let done = evaluation.and_then(|evaluation| {
            evaluation.groups[group]
                .values
                .clone()
                .map(|values| (values, &evaluation.groups[group]))
        });
        if let Some((values, result)) = done {
            let row = |member: &usize| result.row(result.place_of(*member)?);
            return Ok(Figures { rows: members.iter().filter_map(row).collect(), members, values });
        }
        let prepared = with_values(problem, &problem.groups[group])?;
        let rows = members
            .iter()
            .filter_map(|member| prepared.members.binary_search(member).ok())
            .collect();
        let values = prepared.values.unwrap_or_else(|| Matrix::from_fn(0, 0, |_, _| 0.0));
        Ok(Figures { members, rows, values })
    };
    competing(evaluations.main()).enumerate().map(of).collect()
}
