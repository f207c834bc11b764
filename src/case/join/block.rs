//! The fast way for a wide table that lists all alternatives: its inputs are kept column by column.
//!
//! A column that holds a plain number in every row needs no [`Input`] per cell. Such a table is
//! read this way if it alone has all keys, has a row of its own for every alternative, says nothing
//! of the origin of its figures, and no other table gives what it gives. Inputs get the same
//! numbers as they would one by one.

use super::input_table::InputTable;
use super::places::Places;
use crate::case::join::joiner::{Block, Joiner, TableEntry};
use crate::case::join::layer::RowHolds;
use crate::case::read::column::{RawCell, RawColumn};
use crate::case::read::marks::{Mark, Marks, number};
use crate::error::Finding;
use crate::problem::{
    Criterion, Input, InputColumn, Inputs, KeyValues, Numbers, Scale, Spread, TableBlock,
};
use rayon::prelude::*;
use std::sync::Arc;

impl Joiner<'_> {
    /// Turn the block into single entries if something else gives what it gives, or if its rows are
    /// not the alternatives.
    pub(super) fn settle_block(&mut self, alternatives: &[KeyValues]) {
        let Some(block) = self.block.take() else { return };
        // What an actor or a period gives stands beside what holds for all.
        let mut common = self.entries.iter().filter(|it| self.holds_for(it) == RowHolds::ForAll);
        let gives = |entry: &TableEntry| block.columns.iter().any(|(name, _)| *name == entry.name);
        let twice = common.any(gives);
        if !twice && alternatives.len() == block.rows && u32::try_from(block.rows).is_ok() {
            self.block = Some(block);
            return;
        }
        let Block { table, columns, first_row, rows, position, .. } = block;
        let of_row = |row: usize| {
            columns.iter().map(move |(name, column)| TableEntry {
                name: *name,
                table,
                row,
                column: *column,
                input_row: first_row + row,
            })
        };
        let entries: Vec<TableEntry> = (0..rows).flat_map(of_row).collect();
        self.entries.splice(position..position, entries);
    }

    /// Read the block: its inputs, whom they reach and where they stand.
    pub(super) fn read_block(
        &mut self,
        block: Block,
        alternatives: &[KeyValues],
        (is_text, marks): (&[bool], &[Vec<Marks>]),
        (inputs, given, places): (&mut Inputs, &mut InputTable, &mut Places),
    ) {
        let Block { table, columns, first_row, rows, figures, .. } = block;
        let row_of = Arc::new(self.row_of(alternatives, first_row, rows));
        let this = &*self;
        let read: Vec<(InputColumn, Vec<(usize, Finding)>)> = columns
            .par_iter()
            .map(|(name, column)| {
                match this.plain(
                    (table, *name, *column),
                    is_text[*name],
                    &marks[table][*name],
                    &figures,
                ) {
                    Some(figures) => (InputColumn::Plain(figures), Vec::new()),
                    None => {
                        let mut wrong = Vec::new();
                        let input = |row: usize| {
                            let entry = TableEntry {
                                name: *name,
                                table,
                                row,
                                column: *column,
                                input_row: first_row + row,
                            };
                            let quantity = this
                                .quantity(&entry, is_text[*name], marks[table][*name])
                                .unwrap_or_else(|finding| {
                                    wrong.push((row, finding));
                                    this.stand_in(*name)
                                });
                            let spread = quantity.spread().unwrap_or(Spread::crisp(0.0));
                            Input {
                                name: *name,
                                row: first_row + row,
                                quantity,
                                spread,
                                record: None,
                            }
                        };
                        let listed = (0..rows).map(input).collect();
                        (InputColumn::Listed(listed), wrong)
                    }
                }
            })
            .collect();
        let first = inputs.len();
        let stride = columns.len();
        for (at, (name, _)) in columns.iter().enumerate() {
            given.give_all(*name, Numbers { first: first + at, stride, rows: row_of.clone() });
        }
        places.add_table(table, columns.iter().map(|(_, column)| *column).collect(), rows);
        // Findings row by row, as a reader goes through the table.
        let (read, wrong): (Vec<InputColumn>, Vec<Vec<(usize, Finding)>>) =
            read.into_iter().unzip();
        let mut wrong: Vec<(usize, Finding)> = wrong.into_iter().flatten().collect();
        wrong.sort_by_key(|(row, _)| *row);
        wrong.into_iter().for_each(|(_, finding)| self.findings.push(finding));
        let columns = columns.iter().map(|(name, _)| *name).zip(read).collect();
        inputs.add_table(TableBlock { first_row, rows, columns });
    }

    /// The row of each alternative; both have the same key values, each once.
    fn row_of(&self, alternatives: &[KeyValues], first_row: usize, rows: usize) -> Vec<u32> {
        let same = |values: &[usize], row: &[(usize, usize)]| {
            values.iter().zip(row).all(|(value, pair)| *value == pair.1)
        };
        let mut order: Vec<u32> =
            (0..rows).map(|row| u32::try_from(row).unwrap_or(u32::MAX)).collect();
        // Most tables list their alternatives in order.
        let in_order = alternatives
            .iter()
            .zip(0..rows)
            .all(|(values, row)| same(values, &self.rows[first_row + row]));
        if !in_order {
            let values =
                |row: u32| self.rows[first_row + row as usize].iter().map(|(_, value)| *value);
            order.sort_by(|a, b| values(*a).cmp(values(*b)));
        }
        order
    }

    /// A column's figures if every one of them is a plain number: of a numeric criterion or
    /// attribute.
    fn plain(
        &self,
        (table, name, column): (usize, usize, usize),
        is_text: bool,
        marks: &Marks,
        figures: &[(usize, Arc<Vec<f64>>)],
    ) -> Option<Arc<Vec<f64>>> {
        let ordinal = matches!(
            self.checked.tree.leaves.get(name),
            Some(Criterion { scale: Some(Scale::Ordinal(_)), .. })
        );
        if ordinal || is_text {
            return None;
        }
        if let Some((_, figures)) =
            figures.iter().find(|(known, _)| *known == name && marks.has_decimals(Mark::Point))
        {
            return Some(figures.clone());
        }
        let raw = &self.tables[table];
        match raw.column(column) {
            RawColumn::Numbers(numbers) => {
                numbers.iter().all(|x| x.is_finite()).then(|| numbers.clone())
            }
            _ => {
                let figure = |row: usize| match raw.cell(row, column) {
                    RawCell::Number(number) => Some(number).filter(|number| number.is_finite()),
                    RawCell::Text(text) => number(text, marks),
                    RawCell::Missing => None,
                };
                // Most columns that are no plain numbers show it in their first rows.
                let start: Option<Vec<f64>> = (0..raw.rows().min(100)).map(figure).collect();
                start
                    .and_then(|_| (0..raw.rows()).map(figure).collect::<Option<Vec<f64>>>())
                    .map(Arc::new)
            }
        }
    }
}
