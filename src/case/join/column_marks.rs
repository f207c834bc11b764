//! What the points and commas of each column's figures are. In this order:
//!
//! 1. what the command line says, else the case (`--decimal`, `decimal` ...);
//! 2. what the other figures of the column show;
//! 3. the criterion's scale, where it leaves one reading and nothing contradicts it;
//! 4. what the other columns of the table show;
//! 5. where nothing does, the user is asked: an error.
//!
//! What 2 and 4 settle is compared with what the figures look like, and warned of where it is odd.
//! 2 to 5 are in `open_column.rs`, for one column.

use super::open_column::OpenColumn;
use super::seen::Seen;
use crate::case::join::joiner::Joiner;
use crate::case::read::column::RawColumn;
use crate::case::read::evidence::Evidence;
use crate::case::read::marks::Marks;
use crate::case::read::tables::RawTable;
use crate::problem::{Beyond, Criterion, Scale};
use rayon::prelude::*;
use std::sync::Arc;

impl<'a> Joiner<'a> {
    /// The marks by table and name. A column whose figures can be read in two ways, of which
    /// nothing settles one, is one error, whatever the number of its cells.
    pub(super) fn marks(&mut self, is_text: &[bool]) -> Vec<Vec<Marks>> {
        let tables = self.tables;
        let of_figures = self.of_figures(is_text);
        let seen = self.collect(&of_figures);
        let any = |table: &RawTable| table.marks.marks().unwrap_or(Marks::any(table.decimal_comma));
        let mut out: Vec<Vec<Marks>> =
            tables.iter().map(|table| vec![any(table); self.names.len()]).collect();
        for (at, table) in
            tables.iter().enumerate().filter(|(_, table)| table.marks.marks().is_none())
        {
            let mut whole = Evidence::default();
            seen[at].iter().for_each(|seen| whole.add(&seen.evidence));
            for (name, seen) in seen[at].iter().enumerate().filter(|(name, _)| of_figures[*name]) {
                if seen.open.is_none() {
                    out[at][name] = seen.evidence.marks(&whole, table.decimal_comma);
                    continue;
                }
                let open = OpenColumn::of(table, &self.names[name], seen, &whole);
                let Some(open) = open else { continue };
                match open.settle() {
                    // The case is refused anyway: what else is wrong in this column is said as
                    // well.
                    None => self.findings.push(open.unsettled()),
                    Some(settled) => {
                        out[at][name] = settled.marks;
                        open.doubt(&settled).into_iter().for_each(|odd| self.findings.push(odd));
                    }
                }
            }
        }
        out
    }

    /// By name: whether it holds figures. Levels are texts, and places between them are small:
    /// nothing parts thousands there.
    fn of_figures(&self, is_text: &[bool]) -> Vec<bool> {
        let of_figures = |(name, is_text): (usize, &bool)| {
            let leaf = self.checked.tree.leaves.get(name);
            !is_text && !matches!(leaf, Some(Criterion { scale: Some(Scale::Ordinal(_)), .. }))
        };
        is_text.iter().enumerate().map(of_figures).collect()
    }

    /// What the figures show, by table and name. Columns of the block that hold plain numbers alone
    /// leave them there.
    fn collect(&mut self, of_figures: &[bool]) -> Vec<Vec<Seen<'a>>> {
        let tables = self.tables;
        let scale = |name: usize| match self.checked.tree.leaves.get(name)?.scale {
            Some(Scale::Numeric { min, max, beyond: Beyond::Error }) => Some((min, max)),
            _ => None,
        };
        let scales: Vec<Option<(f64, f64)>> = (0..self.names.len()).map(scale).collect();
        let nothing: Vec<Seen> = scales.iter().map(|scale| Seen::on(*scale)).collect();
        let mut seen: Vec<Vec<Seen>> = vec![nothing; tables.len()];
        for entry in self.entries.iter().filter(|entry| of_figures[entry.name]) {
            seen[entry.table][entry.name].see(&tables[entry.table], entry.row, entry.column);
        }
        let Some(block) = &mut self.block else { return seen };
        let (table, rows) = (&tables[block.table], block.rows);
        let of_column = |(name, column): &(usize, usize)| {
            let mut seen = Seen::on(scales[*name]);
            let mut figures = Some(Vec::with_capacity(rows));
            for row in 0..rows {
                let figure = seen.see(table, row, *column);
                match (figure, &mut figures) {
                    (Some(figure), Some(figures)) => figures.push(figure),
                    _ => figures = None,
                }
            }
            (*name, seen, figures)
        };
        let is_text = |column: usize| !matches!(table.column(column), RawColumn::Numbers(_));
        let columns =
            block.columns.par_iter().filter(|(name, column)| of_figures[*name] && is_text(*column));
        let columns: Vec<(usize, Seen, Option<Vec<f64>>)> = columns.map(of_column).collect();
        block.figures = Vec::new();
        for (name, read, numbers) in columns {
            seen[block.table][name] = read;
            block.figures.extend(numbers.map(|numbers| (name, Arc::new(numbers))));
        }
        seen
    }
}
