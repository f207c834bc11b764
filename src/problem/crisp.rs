//! A problem made of a matrix.

use super::{
    Alternative, CellColumn, Cells, Criterion, Direction, Group, InputColumn, Inputs, Key,
    KeyValue, Matrix, Numbers, Problem, RowKeys, TableBlock, Text, Thresholds,
};
use crate::problem::tree::{Branch, Tree};
use std::sync::Arc;

impl Problem {
    /// A problem with one key, one group and crisp figures: for programs that have a matrix and no
    /// files.
    ///
    /// Rows are alternatives `A1`, `A2` ..., columns criteria `C1`, `C2` ...; a weight per column.
    /// Scales are the observed ranges. `None` if the sizes differ, a figure is not finite, or the
    /// weights are not finite, negative or all zero.
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
        let alternative = |i: usize| Alternative {
            values: [i].into_iter().collect(),
            reference: false,
            excluded_by: Box::default(),
            flagged_by: Box::default(),
            may_meet: Box::default(),
        };
        let mut rows = RowKeys::default();
        (0..m).for_each(|i| _ = rows.add([(0, i)]));
        let numbers = Arc::new((0..m).map(u32::try_from).collect::<Result<Vec<u32>, _>>().ok()?);
        let columns: Vec<Arc<Vec<f64>>> =
            (0..n).map(|j| Arc::new(figures.column(j).to_vec())).collect();
        let column = |j: usize| CellColumn::Plain {
            figures: columns[j].clone(),
            inputs: Numbers { first: j, stride: n, rows: numbers.clone() },
            limits: (f64::NEG_INFINITY, f64::INFINITY),
        };
        let mut inputs = Inputs::default();
        inputs.add_table(TableBlock {
            first_row: 0,
            rows: m,
            columns: columns.iter().cloned().map(InputColumn::Plain).enumerate().collect(),
        });
        Some(Problem {
            keys: vec![Key {
                id: "alternative".into(),
                label: Text::plain("Alternative"),
                values: (0..m).map(value).collect(),
            }],
            rank_within: Vec::new(),
            tree: Tree { branches: branches.collect(), leaves: leaves.collect() },
            names: (0..n).map(id).collect(),
            rows,
            inputs,
            alternatives: (0..m).map(alternative).collect(),
            groups: vec![Group { values: vec![], members: (0..m).collect() }],
            cells: Cells::by_leaf((0..n).map(column).collect()),
            min_known: 0.5,
            levels_as_ratios: false,
            constraints: Vec::new(),
            preferences: Vec::new(),
            requirements: Vec::new(),
            adjustments: Vec::new(),
            claims: Vec::new(),
        })
    }
}
