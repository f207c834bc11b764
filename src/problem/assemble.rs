//! A problem put together from one wide table: a row per alternative, a column per criterion.
//!
//! What comes in is checked. What goes out is what a criteria file with the same content gives, for
//! which `case` takes a longer way: several tables, attributes, requirements.

use super::tree::Tree;
use super::{
    Alternative, Cell, CellColumn, Cells, Criterion, Group, Input, InputColumn, Inputs, Key,
    KeyValues, Numbers, Problem, Quantity, RowKeys, Scale, Spread, TableBlock,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The alternatives, group by group: those with the same value of every key of `rank_within`
/// compete. Groups come in the order of these values.
pub(crate) fn group(alternatives: &[KeyValues], rank_within: &[usize]) -> Vec<Group> {
    if rank_within.is_empty() && !alternatives.is_empty() {
        return vec![Group { values: Vec::new(), members: (0..alternatives.len()).collect() }];
    }
    let mut groups: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
    for (alternative, values) in alternatives.iter().enumerate() {
        groups
            .entry(rank_within.iter().map(|key| values[*key]).collect())
            .or_default()
            .push(alternative);
    }
    groups.into_iter().map(|(values, members)| Group { values, members }).collect()
}

/// What a problem is put together from.
pub(super) struct WideTable {
    /// The keys with all their values.
    pub keys: Vec<Key>,
    /// Which of them name a group.
    pub rank_within: Vec<usize>,
    /// The criteria.
    pub tree: Tree,
    /// By row: the value of every key. No two rows have the same.
    pub rows: Vec<KeyValues>,
    /// By leaf: its figures, row by row. Ranges of listed inputs lie on their scale.
    pub columns: Vec<InputColumn>,
    /// Below this share of known weight an alternative gets no score.
    pub min_known: f64,
}

impl WideTable {
    /// The problem; `None` for more rows than there are numbers of 32 bits.
    pub(super) fn into_problem(self) -> Option<Problem> {
        let WideTable { keys, rank_within, tree, rows, columns, min_known } = self;
        let mut order = (0..rows.len()).map(u32::try_from).collect::<Result<Vec<_>, _>>().ok()?;
        // Most tables list their alternatives in order.
        if !rows.is_sorted() {
            order.sort_by(|a, b| rows[*a as usize].cmp(&rows[*b as usize]));
        }
        let order = Arc::new(order);
        let stride = columns.len();
        let cells = columns.iter().zip(&tree.leaves).enumerate().map(|(first, (column, leaf))| {
            cells(column, leaf, Numbers { first, stride, rows: order.clone() })
        });
        let cells = Cells::by_leaf(cells.collect());
        let mut row_keys = RowKeys::default();
        row_keys.reserve(rows.len(), keys.len());
        for row in &rows {
            row_keys.add(row.iter().copied().enumerate());
        }
        let values: Vec<KeyValues> = order.iter().map(|row| rows[*row as usize].clone()).collect();
        let groups = group(&values, &rank_within);
        let alternative = |values: KeyValues| Alternative {
            values,
            reference: false,
            excluded_by: Box::default(),
            flagged_by: Box::default(),
            may_meet: Box::default(),
        };
        let mut inputs = Inputs::default();
        inputs.add_table(TableBlock {
            first_row: 0,
            rows: rows.len(),
            columns: columns.into_iter().enumerate().collect(),
        });
        Some(Problem {
            keys,
            rank_within,
            names: tree.leaves.iter().map(|leaf| leaf.id.clone()).collect(),
            tree,
            rows: row_keys,
            inputs,
            alternatives: values.into_iter().map(alternative).collect(),
            groups,
            cells,
            min_known,
            levels_as_ratios: false,
            constraints: Vec::new(),
            preferences: Vec::new(),
            requirements: Vec::new(),
            adjustments: Vec::new(),
            claims: Vec::new(),
        })
    }
}

/// What the alternatives get on a leaf; nothing shifts it.
fn cells(column: &InputColumn, leaf: &Criterion, inputs: Numbers) -> CellColumn {
    let limits = leaf
        .scale
        .as_ref()
        .map_or((f64::NEG_INFINITY, f64::INFINITY), |scale: &Scale| scale.limits());
    match column {
        InputColumn::Plain(figures) => {
            let in_order = inputs.rows.iter().zip(0..).all(|(row, at)| *row == at);
            let within = figures.iter().all(|x| limits.0 <= *x && *x <= limits.1);
            let cut =
                |row: &u32| Spread::crisp(figures[*row as usize]).cut(limits.0, limits.1).nominal;
            let figures = match in_order && within {
                true => figures.clone(),
                false => Arc::new(inputs.rows.iter().map(cut).collect()),
            };
            CellColumn::Plain { figures, inputs, limits }
        }
        InputColumn::Listed(list) => {
            let cell = |at: usize| {
                let Input { quantity, spread, .. } = &list[inputs.rows[at] as usize];
                let mut spread = *spread;
                spread.nominal = spread.nominal.max(spread.low).min(spread.high);
                Cell {
                    input: inputs.of(at),
                    shifts: Vec::new(),
                    limits,
                    spread: spread.cut(limits.0, limits.1),
                    known: *quantity != Quantity::Unknown,
                    kind: None,
                }
            };
            CellColumn::Listed((0..list.len()).map(cell).collect())
        }
    }
}
