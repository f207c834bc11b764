//! What the parts of a join share.

use crate::case::check::checked::Checked;
use crate::case::join::layer::RowHolds;
use crate::case::join::layer_column::LayerColumn;
use crate::case::join::value_places::ValuePlaces;
use crate::case::read::tables::RawTable;
use crate::error::{Findings, Source};
use crate::problem::{Key, Record, RowKeys};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A wide table that may be read column by column.
pub(crate) struct Block {
    pub(crate) table: usize,
    /// (name, column) of what it gives.
    pub(crate) columns: Vec<(usize, usize)>,
    /// The number of its first row among all rows that name whom they speak of.
    pub(crate) first_row: usize,
    pub(crate) rows: usize,
    /// How many single entries come before it.
    pub(crate) position: usize,
    /// The figures of the names whose cells all hold a number without marks, or with a point that
    /// can only be that of decimals.
    pub(crate) figures: Vec<(usize, Arc<Vec<f64>>)>,
}

/// One entry found in a table, before it is known whom it reaches.
pub(crate) struct TableEntry {
    pub(crate) name: usize,
    pub(crate) table: usize,
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) input_row: usize,
}

pub(crate) struct Joiner<'a> {
    pub(crate) checked: &'a Checked,
    pub(crate) source: &'a Arc<Source>,
    pub(crate) tables: &'a [RawTable],
    pub(crate) findings: &'a mut Findings,
    pub(crate) keys: Vec<Key>,
    /// The place of each key value's id.
    pub(crate) values: Vec<ValuePlaces>,
    pub(crate) names: Vec<String>,
    pub(crate) rows: RowKeys,
    pub(crate) entries: Vec<TableEntry>,
    /// A wide table that is read column by column; its figures are not among the entries.
    pub(crate) block: Option<Block>,
    pub(crate) records: Vec<Option<Box<Record>>>,
    pub(crate) unused: BTreeSet<String>,
    /// The columns that say for whom or for when a row holds.
    pub(crate) layer_columns: Vec<LayerColumn<'a>>,
    /// By table that has such a column, and by its rows: what a row holds for.
    pub(crate) row_layers: BTreeMap<usize, Vec<RowHolds>>,
    /// Whether a table could not be read by its columns: what nobody gives may well stand in it.
    pub(crate) lost: bool,
}
