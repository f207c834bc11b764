//! What PROMETHEE I and II share: preference functions and unicriterion flows.
//!
//! For a criterion with preference function P, pi_j(a, b) = P(d) with d the advantage of a over b
//! in the performance's own units. Flows: phi+_j(a) = sum over b of pi_j(a, b) / (m - 1),
//! phi-_j(a) = sum over b of pi_j(b, a) / (m - 1). The flows of an alternative are the weighted
//! sums of its unicriterion flows. Brans & Vincke 1985, doi:10.1287/mnsc.31.6.647; Brans, Vincke &
//! Mareschal 1986, doi:10.1016/0377-2217(86)90044-5.

use crate::error::Result;
use crate::method::columns::eligible;
use crate::method::outranking::preference::{Figure, ThresholdFunction};
use crate::method::outranking::promethee_sums::{Sums, sums};
use crate::method::prepared::{MethodNote, Native, NativeFigures, Prepared};
use crate::method::remedy;
use crate::method::sheet::Sheet;
use crate::problem::{Direction, Group, Matrix, Problem};
use crate::progress::{Stage, begin};
use rayon::prelude::*;

/// Unicriterion flows of the competing alternatives: a row per alternative, a column per leaf.
pub(crate) struct Flows {
    pub(crate) members: Vec<usize>,
    pub(crate) plus: Matrix,
    pub(crate) minus: Matrix,
    pub(crate) notes: Vec<MethodNote>,
}

impl Flows {
    pub(crate) fn new(problem: &Problem, group: &Group, method: &Sheet) -> Result<Flows> {
        let members = eligible(problem, group);
        let m = members.len();
        let leaves = &problem.tree.leaves;
        let (mut notes, mut functions) = (Vec::new(), Vec::new());
        let step = begin(Stage::Compare, leaves.len() as u64);
        for (leaf, criterion) in leaves.iter().enumerate() {
            let sign = match criterion.direction {
                Direction::Max => 1.0,
                Direction::Min => -1.0,
                Direction::Target(_) => {
                    return Err(remedy::target(method, &problem.tree, criterion));
                }
            };
            if criterion.thresholds.function.is_none() && criterion.thresholds != Default::default()
            {
                notes.push(MethodNote::ThresholdsUnused { leaf });
            }
            if criterion.value.is_some() {
                notes.push(MethodNote::ValueIgnored { leaf });
            }
            functions.push((sign, ThresholdFunction::of_criterion(criterion, method)?));
        }
        let flows = |(leaf, (sign, preference)): (usize, &(f64, ThresholdFunction))| {
            let figure = |member: &usize| Figure::of_alternative(problem, *member, leaf, *sign);
            let figures: Vec<Figure> = members.iter().map(figure).collect();
            let flows = (
                sums(*preference, &figures),
                m > 1 && figures.iter().all(|figure| figure.x == figures[0].x),
            );
            step.add(1);
            flows
        };
        // Columns do not look at each other; for few rows it is not worth a second thread.
        let least = if m < 1_000 { functions.len().max(1) } else { 1 };
        let columns: Vec<(Sums, bool)> =
            functions.par_iter().enumerate().with_min_len(least).map(flows).collect();
        notes.extend(
            (0..leaves.len())
                .filter(|leaf| columns[*leaf].1)
                .map(|leaf| MethodNote::ConstantColumn { leaf }),
        );
        let others = (m as f64 - 1.0).max(1.0);
        let matrix = |of: fn(&Sums) -> &[f64]| {
            Matrix::from_fn(m, leaves.len(), |row, leaf| of(&columns[leaf].0)[row] / others)
        };
        Ok(Flows {
            plus: matrix(|sums| &sums.plus),
            minus: matrix(|sums| &sums.minus),
            members,
            notes,
        })
    }

    /// The group without scores; `native` makes the method's own figures of the weighted positive
    /// and negative flows of its members.
    pub(crate) fn into_prepared(
        self,
        native: impl Fn(&[(f64, f64)]) -> Native + Send + Sync + 'static,
    ) -> Prepared {
        let mut prepared = Prepared::new(self.members.clone(), self.notes.clone());
        prepared.native = Some(NativeFigures::new(move |weights| {
            let rows = 0..self.members.len();
            native(&rows.map(|row| self.weighted(row, weights)).collect::<Vec<_>>())
        }));
        prepared
    }

    /// The weighted positive and negative flows of a row.
    fn weighted(&self, row: usize, weights: &[f64]) -> (f64, f64) {
        let sum = |flows: &Matrix| {
            weights.iter().enumerate().map(|(leaf, weight)| weight * flows.at(row, leaf)).sum()
        };
        (sum(&self.plus), sum(&self.minus))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Brans & Vincke 1985, the six functions at q = 1, p = 5, s = 2.
    #[test]
    fn the_six_functions_and_their_limits() {
        let at = |preference: ThresholdFunction| {
            [-5.0, 0.0, 0.5, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0].map(|d| preference.of(d))
        };
        assert_eq!(at(ThresholdFunction::Usual), [0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0]);
        assert_eq!(
            at(ThresholdFunction::UShape(1.0)),
            [0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0]
        );
        assert_eq!(
            at(ThresholdFunction::VShape(5.0)),
            [0.0, 0.0, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0, 1.0]
        );
        assert_eq!(
            at(ThresholdFunction::Level(1.0, 5.0)),
            [0.0, 0.0, 0.0, 0.0, 0.5, 0.5, 0.5, 0.5, 1.0]
        );
        assert_eq!(
            at(ThresholdFunction::VShapeIndifference(1.0, 5.0)),
            [0.0, 0.0, 0.0, 0.0, 0.25, 0.5, 0.75, 1.0, 1.0]
        );
        approx::assert_abs_diff_eq!(
            ThresholdFunction::Gaussian(2.0).of(2.0),
            0.393_469_340_287_366_6,
            epsilon = 1e-15
        );
        // Ramps of no width are steps.
        for step in [
            ThresholdFunction::VShape(0.0),
            ThresholdFunction::Gaussian(0.0),
            ThresholdFunction::VShapeIndifference(0.0, 0.0),
        ] {
            assert_eq!((step.of(0.0), step.of(1e-9)), (0.0, 1.0));
        }
        assert_eq!(ThresholdFunction::VShapeIndifference(2.0, 2.0).of(2.0), 0.0);
        // 1.1 - 1.0 is a little more than 0.1 in binary.
        assert_eq!(ThresholdFunction::UShape(0.1).between(1.1, 1.0), 0.0);
        assert_eq!(ThresholdFunction::Level(0.0, 0.1).between(0.3, 0.2), 0.5);
    }
}
