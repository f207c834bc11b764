//! The figures of a group, column by column, and a normalization of each.

use crate::error::Result;
use crate::method::prepared::{MethodNote, Prepared};
use crate::method::sheet::Sheet;
use crate::problem::{Direction, Group, Matrix, Problem, Scale};
use crate::value::formula::ScaleNeeded;
use crate::value::{Fitted, Normalization};

/// The members of a group that compete, in key order.
pub(crate) fn eligible(problem: &Problem, group: &Group) -> Vec<usize> {
    group
        .members
        .iter()
        .copied()
        .filter(|member| problem.alternatives[*member].eligible())
        .collect()
}

/// Nominal performances of a group, and a normalization fitted to each column of them.
pub(crate) struct Columns {
    pub(super) members: Vec<usize>,
    pub(super) figures: Matrix,
    /// One per leaf; none where nobody competes.
    pub(super) fitted: Vec<Fitted>,
    pub(super) notes: Vec<MethodNote>,
}

impl Columns {
    /// The normalised figures.
    pub(super) fn values(&self) -> Matrix {
        self.figures.map(|leaf, x| self.fitted[leaf].value(x))
    }

    /// The normalization fitted to every column as if more were better, those of costs too: for
    /// papers that take costs off in the formula and not in the normalization.
    ///
    /// # Errors
    /// As [`columns`], where the formula is not defined for a column.
    pub(super) fn without_direction(
        &self,
        method: &Sheet,
        normalization: Normalization,
        problem: &Problem,
    ) -> Result<Vec<Fitted>> {
        let leaves = problem.tree.leaves.iter().enumerate().filter(|_| !self.members.is_empty());
        leaves
            .map(|(leaf, criterion)| {
                let fit = normalization.fit(self.figures.column(leaf), Direction::Max, None);
                fit.map_err(|undefined| {
                    let at = undefined.row.map(|row| problem.full_name(self.members[row]));
                    let id = &criterion.id;
                    crate::method::remedy::undefined(method, normalization, &undefined, id, at)
                })
            })
            .collect()
    }

    /// By how much the normalised figures are below the best of their column, and above its worst.
    pub(super) fn distances(&self) -> (Matrix, Matrix) {
        let ends: Vec<(f64, f64)> = self
            .fitted
            .iter()
            .enumerate()
            .map(|(leaf, fitted)| fitted.ends(self.figures.column(leaf)))
            .collect();
        let to_best = self.figures.map(|leaf, x| self.fitted[leaf].difference(ends[leaf].1, x));
        let to_worst = self.figures.map(|leaf, x| self.fitted[leaf].difference(x, ends[leaf].0));
        (to_best, to_worst)
    }

    /// A preparation that still lacks its scorer.
    pub(super) fn into_prepared(self) -> Prepared {
        Prepared::new(self.members, self.notes)
    }
}

/// Nominal performances of `members` with a normalization for each column; `needs` is what the
/// method itself needs of its data.
///
/// # Errors
/// [`Error::Undefined`] for a target, for ordinal data where the method or the normalization needs
/// ratios (unless the user insists; levels then count 1 .. L), and where the formula is not
/// defined.
pub(crate) fn columns(
    method: &Sheet,
    normalization: Normalization,
    needs: ScaleNeeded,
    problem: &Problem,
    members: Vec<usize>,
) -> Result<Columns> {
    let leaves = &problem.tree.leaves;
    let ratios = needs == ScaleNeeded::Ratio || normalization.entry().scale == ScaleNeeded::Ratio;
    let mut notes = Vec::new();
    for (leaf, criterion) in leaves.iter().enumerate() {
        if matches!(criterion.direction, Direction::Target(_)) {
            return Err(crate::method::remedy::target(method, criterion));
        }
        if ratios && matches!(criterion.scale, Some(Scale::Ordinal(_))) {
            if !problem.levels_as_ratios {
                return Err(crate::method::remedy::levels(method, needs, normalization, criterion));
            }
            notes.push(MethodNote::LevelsAsRatios { leaf });
        }
    }
    let first_level: Vec<f64> = (0..leaves.len())
        .map(|leaf| if notes.contains(&MethodNote::LevelsAsRatios { leaf }) { 1.0 } else { 0.0 })
        .collect();
    let figures = Matrix::from_fn(members.len(), leaves.len(), |row, leaf| {
        problem.spread(members[row], leaf).nominal + first_level[leaf]
    });
    let mut fitted = Vec::new();
    for (leaf, criterion) in leaves.iter().enumerate().filter(|_| !members.is_empty()) {
        let ends = criterion
            .scale
            .as_ref()
            .map(Scale::ends)
            .map(|(low, high)| (low + first_level[leaf], high + first_level[leaf]));
        let fit = normalization.fit(figures.column(leaf), criterion.direction, ends);
        fitted.push(fit.map_err(|undefined| {
            let at = undefined.row.map(|row| problem.full_name(members[row]));
            crate::method::remedy::undefined(method, normalization, &undefined, &criterion.id, at)
        })?);
    }
    let constant = |leaf: &usize| {
        members.len() > 1 && figures.column(*leaf).iter().all(|x| *x == figures.at(0, *leaf))
    };
    notes.extend(
        (0..leaves.len())
            .filter(|leaf| leaves[*leaf].value.is_some())
            .map(|leaf| MethodNote::ValueIgnored { leaf }),
    );
    notes
        .extend((0..leaves.len()).filter(constant).map(|leaf| MethodNote::ConstantColumn { leaf }));
    Ok(Columns { members, figures, fitted, notes })
}
