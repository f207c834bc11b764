//! A problem put together from one wide table, a row per alternative and a column per criterion,
//! and from judgements that several alternatives share.
//!
//! What comes in is checked. What goes out is what a criteria file with the same content gives, for
//! which `case` takes a longer way: several tables, attributes, requirements.

use super::group::group;
use super::tree::Tree;
use super::{
    Alternative, Cell, CellColumn, Cells, Criterion, Input, InputColumn, Inputs, Key, KeyValues,
    Numbers, Problem, Quantity, RowKeys, Scale, Spread, TableBlock,
};
use std::sync::Arc;

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
    /// By leaf: its figures. Ranges of listed inputs lie on their scale.
    pub columns: Vec<LeafColumn>,
    /// Judgements that feed cells of several rows.
    pub shared: Vec<Shared>,
    /// Below this share of known weight an alternative gets no score.
    pub min_known: f64,
}

/// The figures of a leaf.
pub(super) enum LeafColumn {
    /// One of its own for every row.
    Whole(InputColumn),
    /// By row: its own or a shared one.
    Mixed(Vec<Figure>),
}

/// Where the figure of a row comes from.
pub(super) enum Figure {
    /// From the row itself.
    Own(Input),
    /// From one of [`WideTable::shared`].
    Shared(usize),
}

/// One judgement that feeds the cells of several rows.
pub(super) struct Shared {
    /// The leaf it speaks of.
    pub leaf: usize,
    /// The values of keys that the rows it feeds have: (key, value), in key order.
    pub keys: Vec<(usize, usize)>,
    /// What it says.
    pub quantity: Quantity,
    /// Its range, on the scale.
    pub spread: Spread,
}

impl WideTable {
    /// The problem; `None` for more rows than there are numbers of 32 bits.
    pub(super) fn into_problem(self) -> Option<Problem> {
        let WideTable { keys, rank_within, tree, rows, columns, shared, min_known } = self;
        let mut order = (0..rows.len()).map(u32::try_from).collect::<Result<Vec<_>, _>>().ok()?;
        // Most tables list their alternatives in order.
        if !rows.is_sorted() {
            order.sort_by(|a, b| rows[*a as usize].cmp(&rows[*b as usize]));
        }
        let order = Arc::new(order);
        let parts = Parts { leaves: &tree.leaves, rows: &rows, order: &order };
        let (row_keys, inputs, cells) = parts.join(columns, shared);
        let values: Vec<KeyValues> = order.iter().map(|row| rows[*row as usize].clone()).collect();
        let groups = group(&values, &rank_within);
        let is_reference = |values: &KeyValues| {
            values.iter().zip(&keys).any(|(at, key)| key.values[*at].reference)
        };
        let alternative = |values: KeyValues| Alternative {
            reference: is_reference(&values),
            values,
            excluded_by: Box::default(),
            flagged_by: Box::default(),
            may_meet: Box::default(),
        };
        let alternatives = values.into_iter().map(alternative).collect();
        let mut problem = Problem {
            keys,
            rank_within,
            names: tree.leaves.iter().map(|leaf| leaf.id.clone()).collect(),
            tree,
            rows: row_keys,
            inputs,
            alternatives,
            groups,
            cells,
            min_known,
            levels_as_ratios: false,
            constraints: Vec::new(),
            preferences: Vec::new(),
            categories: Vec::new(),
            examples: Vec::new(),
            requirements: Vec::new(),
            adjustments: Vec::new(),
            claims: Vec::new(),
            group_weights: Vec::new(),
        };
        problem.settle_missing();
        Some(problem)
    }
}

/// What inputs and cells are made of.
struct Parts<'a> {
    leaves: &'a [Criterion],
    rows: &'a [KeyValues],
    /// The row of each alternative.
    order: &'a Arc<Vec<u32>>,
}

impl Parts<'_> {
    /// The key values of the inputs, the inputs and the cells. Inputs are numbered as those of a
    /// file that has a table for the leaves with a figure in every row, one for each leaf with
    /// figures in some rows, and then one for each shared judgement.
    fn join(&self, columns: Vec<LeafColumn>, shared: Vec<Shared>) -> (RowKeys, Inputs, Cells) {
        let stride = columns.iter().filter(|column| matches!(column, LeafColumn::Whole(_))).count();
        let (mut row_keys, mut inputs) = (RowKeys::default(), Inputs::default());
        if stride > 0 {
            row_keys.reserve(self.rows.len(), self.rows.first().map_or(0, |row| row.len()));
            for row in self.rows {
                row_keys.add(row.iter().copied().enumerate());
            }
        }
        let mut whole = Vec::with_capacity(stride);
        let mut cells: Vec<Option<CellColumn>> = Vec::with_capacity(columns.len());
        let mut mixed = Vec::new();
        for (leaf, column) in columns.into_iter().enumerate() {
            match column {
                LeafColumn::Whole(column) => {
                    let numbers = Numbers { first: whole.len(), stride, rows: self.order.clone() };
                    cells.push(Some(whole_cells(&column, limits(&self.leaves[leaf]), numbers)));
                    whole.push((leaf, column));
                }
                LeafColumn::Mixed(figures) => {
                    cells.push(None);
                    mixed.push((leaf, figures));
                }
            }
        }
        if stride > 0 {
            inputs.add_table(TableBlock { first_row: 0, rows: self.rows.len(), columns: whole });
        }
        // By leaf: where the figure of every row comes from.
        let sources: Vec<(usize, Vec<Source>)> = mixed
            .into_iter()
            .map(|(leaf, figures)| {
                let of_row = |(row, figure): (usize, Figure)| match figure {
                    Figure::Shared(at) => Source::Shared(at),
                    Figure::Own(mut input) => {
                        input.row = row_keys.add(self.rows[row].iter().copied().enumerate());
                        Source::Own(inputs.add(input))
                    }
                };
                (leaf, figures.into_iter().enumerate().map(of_row).collect())
            })
            .collect();
        let judged = inputs.len();
        for Shared { leaf, keys, quantity, spread } in shared {
            let row = row_keys.add(keys);
            inputs.add(Input { name: leaf, row, quantity, spread, record: None });
        }
        for (leaf, sources) in sources {
            let limits = limits(&self.leaves[leaf]);
            let cell = |row: &u32| {
                let number = match sources[*row as usize] {
                    Source::Own(number) => number,
                    Source::Shared(at) => judged + at,
                };
                cell(number, &inputs.one(number), limits)
            };
            cells[leaf] = Some(CellColumn::Listed(self.order.iter().map(cell).collect()));
        }
        (row_keys, inputs, Cells::by_leaf(cells.into_iter().flatten().collect()))
    }
}

/// The input of a cell on a leaf with figures in some rows.
enum Source {
    /// By its number.
    Own(usize),
    /// One of the shared judgements.
    Shared(usize),
}

/// What a cell on a leaf is cut to.
fn limits(leaf: &Criterion) -> (f64, f64) {
    let whole = (f64::NEG_INFINITY, f64::INFINITY);
    leaf.scale.as_ref().map_or(whole, |scale: &Scale| scale.limits())
}

/// What an input gives; nothing shifts it.
fn cell(number: usize, input: &Input, limits: (f64, f64)) -> Cell {
    let (known, mut spread) = (input.quantity != Quantity::Unknown, input.spread);
    spread.nominal = spread.nominal.max(spread.low).min(spread.high);
    let spread = spread.cut(limits.0, limits.1);
    Cell { input: number, shifts: Vec::new(), limits, spread, known, kind: None }
}

/// What the alternatives get on a leaf that has a figure in every row.
fn whole_cells(column: &InputColumn, limits: (f64, f64), inputs: Numbers) -> CellColumn {
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
            let of = |at: usize| cell(inputs.of(at), &list[inputs.rows[at] as usize], limits);
            CellColumn::Listed((0..list.len()).map(of).collect())
        }
    }
}
