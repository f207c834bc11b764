//! The figures of a group, column by column, and a normalization of each.

use crate::error::Result;
use crate::kernel::elementwise::each;
use crate::method::by_row::SumOfValues;
use crate::method::prepared::{MethodNote, Prepared};
use crate::method::sheet::Sheet;
use crate::problem::{Direction, Group, Matrix, Problem, Scale, WholeGroup};
use crate::value::formula::ScaleNeeded;
use crate::value::{Fitted, Fixed, Normalization, Undefined, WholeColumn};
use std::sync::Arc;

/// The members of a group that compete, in key order.
pub(crate) fn eligible(problem: &Problem, group: &Group) -> Vec<usize> {
    let mut eligible = Vec::with_capacity(group.members.len());
    for member in &group.members {
        if problem.alternatives[*member].eligible() {
            eligible.push(*member);
        }
    }
    eligible
}

/// Nominal performances of a group, and a normalization fitted to each column of them.
pub(crate) struct Columns {
    pub(super) members: Vec<usize>,
    pub(super) figures: Matrix,
    /// One per leaf; none where nobody competes.
    pub(super) fitted: Vec<Fitted>,
    pub(super) notes: Vec<MethodNote>,
    /// What is known of the whole group, where the figures are of some of its members.
    whole: Option<Arc<WholeGroup>>,
}

impl Columns {
    /// The normalised figures.
    pub(super) fn values(&self) -> Matrix {
        self.figures.map_columns(|leaf, column| self.fitted[leaf].values(column))
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
                let column = self.figures.column(leaf);
                let whole = self.whole.as_deref();
                let fit = fit(normalization, column, (whole, leaf), Direction::Max, None);
                fit.map_err(|undefined| {
                    let at = undefined.row.map(|row| problem.full_name(self.members[row]));
                    let id = &criterion.id;
                    crate::method::remedy::undefined(
                        method,
                        &problem.tree,
                        normalization,
                        &undefined,
                        id,
                        at,
                    )
                })
            })
            .collect()
    }

    /// How many alternatives make up the columns.
    pub(super) fn competing(&self) -> usize {
        self.whole.as_ref().map_or(self.members.len(), |whole| whole.competing)
    }

    /// What is known of a sum over the normalised figures of a column; `None` where the figures of
    /// all that compete are there to be added.
    pub(super) fn known_sum(&self, leaf: usize, sum: SumOfValues) -> Option<f64> {
        self.whole.as_ref().and_then(|whole| whole.sum_of_values(sum.name(), leaf))
    }

    /// The worst normalised figure of a column; `None` where nobody competes.
    pub(super) fn worst(&self, leaf: usize) -> Option<f64> {
        let fitted = self.fitted.get(leaf)?;
        Some(fitted.value(fitted.ends(self.figures.column(leaf)).0))
    }

    /// By how much the worst figure of each column is below the best, where the figures are of a
    /// part of the group; `None` where they are all there.
    pub(super) fn whole_ranges(&self) -> Option<Vec<f64>> {
        self.whole.as_ref()?;
        let range = |leaf: usize| {
            let fitted = &self.fitted[leaf];
            let (worst, best) = fitted.ends(self.figures.column(leaf));
            fitted.difference(best, worst)
        };
        Some((0..self.fitted.len()).map(range).collect())
    }

    /// The logarithms of the normalised figures: the least number for 0, which a weight of 0 still
    /// turns into 0.
    pub(super) fn logarithms(&self) -> Matrix {
        self.figures.map_columns(|leaf, column| {
            self.fitted[leaf].logarithms(column);
            each(column, |logarithm| if logarithm < f64::MIN { f64::MIN } else { logarithm });
        })
    }

    /// By how much the normalised figures are below the best of their column.
    pub(super) fn to_best(&self) -> Matrix {
        self.figures.map_columns(|leaf, column| self.column_to_best(leaf, column))
    }

    /// By how much the normalised figures are above the worst of their column.
    pub(super) fn to_worst(&self) -> Matrix {
        self.figures.map_columns(|leaf, column| self.column_to_worst(leaf, column))
    }

    /// Each figure of a column becomes what it is below the best, normalised.
    pub(super) fn column_to_best(&self, leaf: usize, column: &mut [f64]) {
        let (_, best) = self.fitted[leaf].ends(column);
        self.fitted[leaf].differences(Fixed::First(best), column);
    }

    /// Each figure of a column becomes what it is above the worst, normalised.
    pub(super) fn column_to_worst(&self, leaf: usize, column: &mut [f64]) {
        let (worst, _) = self.fitted[leaf].ends(column);
        self.fitted[leaf].differences(Fixed::Second(worst), column);
    }

    /// A preparation that still lacks its scorer.
    pub(super) fn into_prepared(self) -> Prepared {
        Prepared::new(self.members, self.notes)
    }
}

/// The normalization fitted to a column of figures, or to what is known of the whole of it.
fn fit(
    normalization: Normalization,
    figures: &[f64],
    (whole, leaf): (Option<&WholeGroup>, usize),
    direction: Direction,
    ends: Option<(f64, f64)>,
) -> Result<Fitted, Undefined> {
    match (whole, direction) {
        (Some(whole), Direction::Max | Direction::Min) => {
            let ((least, most), count) = (whole.ends[leaf], whole.competing);
            let benefit = direction == Direction::Max;
            let sums = whole.sums_of(normalization.entry().name, leaf, benefit);
            let column = WholeColumn { count, least, most, sums };
            normalization.fit_to(column, figures, direction, ends)
        }
        _ => normalization.fit(figures, direction, ends),
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
    group: &Group,
    members: Vec<usize>,
) -> Result<Columns> {
    let leaves = &problem.tree.leaves;
    let ratios = needs == ScaleNeeded::Ratio || normalization.entry().scale == ScaleNeeded::Ratio;
    let mut notes = Vec::new();
    for (leaf, criterion) in leaves.iter().enumerate() {
        if matches!(criterion.direction, Direction::Target(_)) {
            return Err(crate::method::remedy::target(method, &problem.tree, criterion));
        }
        if ratios && matches!(criterion.scale, Some(Scale::Ordinal(_))) {
            if !problem.levels_as_ratios {
                return Err(crate::method::remedy::levels(
                    method,
                    &problem.tree,
                    needs,
                    normalization,
                    criterion,
                ));
            }
            notes.push(MethodNote::LevelsAsRatios { leaf });
        }
    }
    let first_level: Vec<f64> = (0..leaves.len())
        .map(|leaf| if notes.contains(&MethodNote::LevelsAsRatios { leaf }) { 1.0 } else { 0.0 })
        .collect();
    // One after another in the problem: a copy then, and no search for each.
    let run = match members.as_slice() {
        [first, .., last] if members.windows(2).all(|two| two[1] == two[0] + 1) => {
            Some(*first..last + 1)
        }
        _ => None,
    };
    let mut figures = Vec::with_capacity(members.len() * leaves.len());
    for (leaf, first) in first_level.iter().enumerate() {
        match problem.cells.plain(leaf) {
            Some(plain) => match &run {
                Some(run) => figures.extend(plain[run.clone()].iter().map(|x| x + first)),
                None => figures.extend(members.iter().map(|member| plain[*member] + first)),
            },
            None => {
                let nominal = |member: &usize| problem.spread(*member, leaf).nominal + first;
                figures.extend(members.iter().map(nominal));
            }
        }
    }
    let figures = Matrix::from_columns(members.len(), leaves.len(), figures);
    let mut fitted = Vec::new();
    for (leaf, criterion) in leaves.iter().enumerate().filter(|_| !members.is_empty()) {
        let ends = criterion
            .scale
            .as_ref()
            .map(Scale::ends)
            .map(|(low, high)| (low + first_level[leaf], high + first_level[leaf]));
        let at = (group.whole.as_deref(), leaf);
        let fit = fit(normalization, figures.column(leaf), at, criterion.direction, ends);
        fitted.push(fit.map_err(|undefined| {
            let at = undefined.row.map(|row| problem.full_name(members[row]));
            crate::method::remedy::undefined(
                method,
                &problem.tree,
                normalization,
                &undefined,
                &criterion.id,
                at,
            )
        })?);
    }
    let constant = |leaf: &usize| match &group.whole {
        Some(whole) => whole.competing > 1 && whole.ends[*leaf].0 == whole.ends[*leaf].1,
        None => {
            members.len() > 1 && figures.column(*leaf).iter().all(|x| *x == figures.at(0, *leaf))
        }
    };
    notes.extend(
        (0..leaves.len())
            .filter(|leaf| leaves[*leaf].value.is_some())
            .map(|leaf| MethodNote::ValueIgnored { leaf }),
    );
    notes
        .extend((0..leaves.len()).filter(constant).map(|leaf| MethodNote::ConstantColumn { leaf }));
    Ok(Columns { members, figures, fitted, notes, whole: group.whole.clone() })
}
