//! What the points and commas of each column's figures are.

use super::Joiner;
use crate::case::column::{RawCell, RawColumn};
use crate::case::evidence::{Evidence, Sight};
use crate::case::marks::{Marks, Use, number, readings};
use crate::case::tables::RawTable;
use crate::case::written::written;
use crate::error::{Finding, shorten};
use crate::problem::{Criterion, Scale};
use rayon::prelude::*;
use std::sync::Arc;

/// What the figures of a name in a table say, and the first of those that can be read in two ways: its text, row and column, and how many
/// there are.
#[derive(Clone, Default)]
struct Seen<'a> {
    evidence: Evidence,
    open: Option<(&'a str, usize, usize)>,
    count: usize,
    /// Whether one of them ends in another digit than 0: measured with three decimals rather than thousands, rounded.
    uneven: bool,
}

impl<'a> Seen<'a> {
    /// The number in the cell, where it has one without marks or with a point that can only be that of decimals.
    fn see(&mut self, table: &'a RawTable, row: usize, column: usize) -> Option<f64> {
        let RawCell::Text(text) = table.cell(row, column) else { return None };
        let text = text.trim();
        match self.evidence.see(text) {
            Sight::Number => text.parse().ok().filter(|number: &f64| number.is_finite()),
            Sight::Ambiguous(figure) => {
                self.open = self.open.or(Some((figure, row, column)));
                self.count += 1;
                self.uneven |= !figure.ends_with('0');
                None
            }
            Sight::Other => None,
        }
    }
}

impl Joiner<'_> {
    /// The marks by table and name. A column whose figures can be read in two ways, of which nothing settles one, is one error, whatever
    /// the number of its cells.
    pub(super) fn marks(&mut self, is_text: &[bool]) -> Vec<Vec<Marks>> {
        let tables = self.tables;
        let any = |table: &RawTable| table.marks.marks().unwrap_or(Marks::any(table.decimal_comma));
        let mut out: Vec<Vec<Marks>> = tables.iter().map(|table| vec![any(table); self.names.len()]).collect();
        let mut seen: Vec<Vec<Seen>> = vec![vec![Seen::default(); self.names.len()]; tables.len()];
        // Levels are texts, and places between them are small: nothing parts thousands there.
        let of_figures = |(name, is_text): (usize, &bool)| {
            let leaf = self.checked.tree.leaves.get(name);
            !is_text && !matches!(leaf, Some(Criterion { scale: Some(Scale::Ordinal(_)), .. }))
        };
        let of_figures: Vec<bool> = is_text.iter().enumerate().map(of_figures).collect();
        for entry in self.entries.iter().filter(|entry| of_figures[entry.name]) {
            seen[entry.table][entry.name].see(&tables[entry.table], entry.row, entry.column);
        }
        if let Some(block) = &self.block {
            let of_column = |(name, column): &(usize, usize)| {
                let mut seen = Seen::default();
                let mut figures = Some(Vec::with_capacity(block.rows));
                for row in 0..block.rows {
                    let figure = seen.see(&tables[block.table], row, *column);
                    match (figure, &mut figures) {
                        (Some(figure), Some(figures)) => figures.push(figure),
                        _ => figures = None,
                    }
                }
                (*name, seen, figures)
            };
            let is_text = |column: usize| !matches!(tables[block.table].column(column), RawColumn::Numbers(_));
            let columns = block.columns.par_iter().filter(|(name, column)| of_figures[*name] && is_text(*column));
            let columns: Vec<(usize, Seen, Option<Vec<f64>>)> = columns.map(of_column).collect();
            let mut figures = Vec::new();
            for (name, read, numbers) in columns {
                seen[block.table][name] = read;
                figures.extend(numbers.map(|numbers| (name, Arc::new(numbers))));
            }
            if let Some(block) = &mut self.block {
                block.figures = figures;
            }
        }
        for (at, table) in tables.iter().enumerate().filter(|(_, table)| table.marks.marks().is_none()) {
            let mut whole = Evidence::default();
            seen[at].iter().for_each(|seen| whole.add(&seen.evidence));
            for (name, seen) in seen[at].iter().enumerate().filter(|(name, _)| of_figures[*name]) {
                let marks = seen.evidence.marks(&whole, table.decimal_comma);
                let Some((figure, row, column)) = seen.open else {
                    out[at][name] = marks;
                    continue;
                };
                let Some((mark, decimals, thousands)) = readings(figure) else { continue };
                let place = table.place(row, column);
                let values = (decimals, thousands);
                let (decimals, thousands) = (crate::problem::number(decimals), crate::problem::number(thousands));
                let (figure, sign, criterion) = (shorten(figure, 40), mark.sign(), &self.names[name]);
                if !marks.settles(mark) {
                    let more = match seen.count {
                        1 => String::new(),
                        2 => "; one more such figure below".to_owned(),
                        many => format!("; {} more such figures below", many - 1),
                    };
                    let message = format!(
                        "`{figure}` can be read as {decimals} or as {thousands}, and nothing in this table settles which (criterion `{criterion}`{more})"
                    );
                    let help = format!(
                        "if `{sign}` parts decimals, say `decimal = \"{sign}\"` at the top of the case file, or `--decimal {sign}`; if it parts thousands, `thousands = \"{sign}\"` or `--thousands {sign}`"
                    );
                    self.findings.push(Finding::error(place, message).help(help));
                    // The case is refused anyway: what else is wrong in this column is said as well.
                    continue;
                }
                out[at][name] = marks;
                // Settled by other columns alone, against what this one looks like.
                let odd = match seen.evidence.says(mark).is_none().then(|| whole.says(mark)).flatten() {
                    Some(Use::Decimals) if seen.evidence.has_large() || (!seen.uneven && whole.has_other_places()) => {
                        Some((decimals, values.1))
                    }
                    Some(Use::Thousands) => Some((thousands, values.0)),
                    _ => None,
                };
                if let (Some((read, other)), Some(_)) = (odd, number(&figure, &marks)) {
                    let message = format!(
                        "`{figure}` is read as {read}, as other columns of this table show what `{sign}` parts (criterion `{criterion}`)"
                    );
                    // A key at the top of the case file would break the columns that settled the mark.
                    let more = match seen.count {
                        1 => "",
                        _ => ", and change the other such figures of its column alike",
                    };
                    let help = format!("if that is wrong, write `{}` in this cell{more}", written(other, &marks));
                    self.findings.push(Finding::warning(place, message).help(help));
                }
            }
        }
        out
    }
}
