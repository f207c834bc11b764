//! What the points and commas of each column's figures are. In this order:
//!
//! 1. what the command line says, else the case (`--decimal`, `decimal` ...);
//! 2. what the other figures of the column show;
//! 3. the criterion's scale, where it leaves one reading and nothing contradicts it;
//! 4. what the other columns of the table show;
//! 5. where nothing does, the user is asked: an error.
//!
//! What 2 and 4 settle is compared with what the figures look like, and warned of where it is odd.

use super::seen::Seen;
use crate::case::join::joiner::Joiner;
use crate::case::read::column::{RawCell, RawColumn};
use crate::case::read::evidence::Evidence;
use crate::case::read::marks::{Marks, Use, number, readings};
use crate::case::read::tables::RawTable;
use crate::case::read::written::other_reading;
use crate::error::{Finding, shorten};
use crate::problem::{Beyond, Criterion, Scale};
use rayon::prelude::*;
use std::sync::Arc;

impl Joiner<'_> {
    /// The marks by table and name. A column whose figures can be read in two ways, of which
    /// nothing settles one, is one error, whatever the number of its cells.
    pub(super) fn marks(&mut self, is_text: &[bool]) -> Vec<Vec<Marks>> {
        let tables = self.tables;
        let any = |table: &RawTable| table.marks.marks().unwrap_or(Marks::any(table.decimal_comma));
        let mut out: Vec<Vec<Marks>> =
            tables.iter().map(|table| vec![any(table); self.names.len()]).collect();
        let scale = |name: usize| match self.checked.tree.leaves.get(name)?.scale {
            Some(Scale::Numeric { min, max, beyond: Beyond::Error }) => Some((min, max)),
            _ => None,
        };
        let scales: Vec<Option<(f64, f64)>> = (0..self.names.len()).map(scale).collect();
        let nothing: Vec<Seen> = scales.iter().map(|scale| Seen::on(*scale)).collect();
        let mut seen: Vec<Vec<Seen>> = vec![nothing; tables.len()];
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
                let mut seen = Seen::on(scales[*name]);
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
            let is_text = |column: usize| {
                !matches!(tables[block.table].column(column), RawColumn::Numbers(_))
            };
            let columns = block
                .columns
                .par_iter()
                .filter(|(name, column)| of_figures[*name] && is_text(*column));
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
        for (at, table) in
            tables.iter().enumerate().filter(|(_, table)| table.marks.marks().is_none())
        {
            let mut whole = Evidence::default();
            seen[at].iter().for_each(|seen| whole.add(&seen.evidence));
            for (name, seen) in seen[at].iter().enumerate().filter(|(name, _)| of_figures[*name]) {
                let Some((figure, row, column)) = seen.open else {
                    out[at][name] = seen.evidence.marks(&whole, table.decimal_comma);
                    continue;
                };
                let Some((mark, decimals, thousands)) = readings(figure) else { continue };
                // What the column itself says comes first, then its scale, then the other columns.
                let own = seen.evidence.says(mark);
                let contradicts = |used: &Use| {
                    let of_table = whole.says(mark).is_some_and(|said| said != *used);
                    of_table || seen.fitting().is_some_and(|fitting| fitting != *used)
                };
                let by_scale = seen
                    .left_by_scale()
                    .filter(|used| own.is_none() && seen.other.is_none() && !contradicts(used));
                let marks = match by_scale {
                    Some(by_scale) => {
                        seen.evidence.marks(&Evidence::of(mark, by_scale), table.decimal_comma)
                    }
                    None => seen.evidence.marks(&whole, table.decimal_comma),
                };
                let place = table.place(row, column);
                let [decimals, thousands] = [decimals, thousands].map(crate::problem::number);
                let (sign, criterion) = (mark.sign(), &self.names[name]);
                let shown = shorten(figure, 40);
                if !marks.settles(mark) {
                    let more = match seen.count {
                        1 => String::new(),
                        2 => "; one more such figure below".to_owned(),
                        many => format!("; {} more such figures below", many - 1),
                    };
                    let why = if !seen.evidence.is_silent() {
                        "the other figures of its column contradict each other"
                    } else if !whole.is_silent() {
                        "the other columns of this table contradict each other"
                    } else {
                        "nothing in this table settles which"
                    };
                    let message = format!(
                        "`{shown}` can be read as {decimals} or as {thousands}, and {why} (criterion `{criterion}`{more})"
                    );
                    let help = format!(
                        "if `{sign}` parts decimals, say `decimal = \"{sign}\"` at the top of the case file, or `--decimal {sign}`; if it parts thousands, `thousands = \"{sign}\"` or `--thousands {sign}`"
                    );
                    self.findings.push(Finding::error(place, message).help(help));
                    // The case is refused anyway: what else is wrong in this column is said as
                    // well.
                    continue;
                }
                out[at][name] = marks;
                let Some(read) = number(figure, &marks).filter(|_| by_scale.is_none()) else {
                    continue;
                };
                // Nobody means both: one of them is a slip.
                if let Some((other, as_read)) =
                    seen.other.and_then(|other| Some((other, number(other, &marks)?)))
                {
                    let [read, as_read] = [read, as_read].map(crate::problem::number);
                    let other = shorten(other, 40);
                    let message = format!(
                        "this column has both `{shown}`, which is read as {read}, and `{other}`, which is read as {as_read} (criterion `{criterion}`)"
                    );
                    let help = "write its figures with the same marks; `decimal` or `thousands` at the top of the case file, or `--decimal` or `--thousands`, says what they are";
                    self.findings.push(Finding::warning(place, message).help(help));
                    continue;
                }
                let used = if crate::problem::number(read) == decimals {
                    Use::Decimals
                } else {
                    Use::Thousands
                };
                // Against what the column looks like.
                let odd = match (seen.fitting(), own, used) {
                    // Spreads have a size of their own.
                    _ if seen.ends == 0 => false,
                    // What a column shows of itself is doubted only for rounded figures.
                    (Some(fitting), Some(_), _) if fitting != used => !seen.uneven,
                    (Some(fitting), None, _) if fitting != used => true,
                    // All figures but those that say so end in zeros: rather thousands, beside a
                    // slip.
                    (_, Some(_), Use::Decimals) => !seen.uneven && seen.evidence.has_other_places(),
                    (Some(_), ..) | (None, Some(_), _) => false,
                    (None, None, Use::Decimals) => !seen.uneven && whole.has_other_places(),
                    (None, None, Use::Thousands) => !whole.has_groups(),
                };
                if odd {
                    let RawCell::Text(cell) = table.cell(row, column) else { continue };
                    let read = crate::problem::number(read);
                    let by = if own.is_some() {
                        "as other figures of its column are written"
                    } else {
                        "as other columns of this table are written"
                    };
                    let message =
                        format!("`{shown}` is read as {read}, {by} (criterion `{criterion}`)");
                    let key = if used == Use::Decimals { "decimal" } else { "thousands" };
                    let more = match seen.count {
                        1 => "",
                        _ => ", and change the other such figures of its column alike",
                    };
                    // A key speaks for all columns, and would break one that shows otherwise.
                    let right = match whole.says(mark) {
                        Some(said) if said == used => format!(
                            "if that is right, `{key} = \"{sign}\"` at the top of the case file, or `--{key} {sign}`, says so; "
                        ),
                        _ => String::new(),
                    };
                    let help = format!(
                        "{right}if it is wrong, write `{}` in this cell{more}",
                        shorten(&other_reading(cell.trim(), &marks), 60)
                    );
                    self.findings.push(Finding::warning(place, message).help(help));
                }
            }
        }
        out
    }
}
