//! A problem made of a matrix.

use super::assemble::{LeafColumn, WideTable};
use super::{Criterion, Direction, InputColumn, Key, KeyValue, Matrix, Problem, Text, Thresholds};
use crate::problem::tree::{Branch, Tree};
use std::sync::Arc;

impl Problem {
    /// A problem with one key, one group and crisp figures: for programs that have a matrix and no
    /// names. [`Problem::builder`] takes names, scales, groups and uncertain figures, and says what
    /// is wrong.
    ///
    /// Rows are alternatives `A1`, `A2` ..., columns criteria `C1`, `C2` ...; a weight per column.
    /// Scales are the observed ranges. `None` if the sizes differ, a figure is not finite, or the
    /// weights are not finite, negative or all zero.
    ///
    /// ```
    /// use afweging::problem::{Direction, Matrix, Problem};
    ///
    /// let figures = Matrix::from_fn(2, 2, |i, j| [[100.0, 7.0], [120.0, 9.0]][i][j]);
    /// let directions = [Direction::Min, Direction::Max];
    /// let problem = Problem::crisp(&figures, &directions, &[1.0, 2.0]).unwrap();
    /// assert_eq!(problem.full_name(1), "A2");
    /// assert!(Problem::crisp(&figures, &directions, &[0.0, 0.0]).is_none());
    /// ```
    pub fn crisp(figures: &Matrix, directions: &[Direction], weights: &[f64]) -> Option<Problem> {
        let (m, n) = (figures.rows(), figures.columns());
        let weighty =
            weights.iter().all(|w| w.is_finite() && *w >= 0.0) && weights.iter().any(|w| *w > 0.0);
        if m == 0 || directions.len() != n || weights.len() != n || !weighty {
            return None;
        }
        if figures.as_slice().iter().any(|x| !x.is_finite()) {
            return None;
        }
        let id = |j: usize| format!("C{}", j + 1);
        let leaves = directions.iter().enumerate().map(|(j, direction)| Criterion {
            id: id(j),
            label: Text::plain(id(j)),
            direction: *direction,
            scale: None,
            value: None,
            anchors: Vec::new(),
            unit: None,
            thresholds: Thresholds::default(),
            source: None,
        });
        let branches = weights.iter().enumerate().map(|(j, weight)| Branch {
            id: id(j),
            label: Text::plain(id(j)),
            parent: None,
            weight: *weight,
            leaf: Some(j),
        });
        let value =
            |i: usize| KeyValue { id: format!("A{}", i + 1).into(), label: None, reference: false };
        let key = Key {
            id: "alternative".into(),
            label: Text::plain("Alternative"),
            values: (0..m).map(value).collect(),
        };
        let column =
            |j: usize| LeafColumn::Whole(InputColumn::Plain(Arc::new(figures.column(j).to_vec())));
        let table = WideTable {
            keys: vec![key],
            rank_within: Vec::new(),
            tree: Tree {
                branches: branches.collect(),
                leaves: leaves.collect(),
                ..Tree::default()
            },
            rows: (0..m).map(|i| [i].into_iter().collect()).collect(),
            columns: (0..n).map(column).collect(),
            shared: Vec::new(),
            min_known: 0.5,
        };
        table.into_problem()
    }
}
