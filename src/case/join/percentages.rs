//! Figures of a workbook that its user sees as percentages.

use crate::case::join::joiner::Joiner;
use crate::case::read::column::RawCell;
use crate::error::{Finding, Said, both};
use crate::problem::{Scale, number};
use std::collections::{BTreeMap, BTreeSet};

impl Joiner<'_> {
    /// Whether the figures of a name may be shares of 1, as far as the case says: nothing there
    /// counts in percent or goes beyond 1.
    fn is_share(&self, name: usize) -> bool {
        let Some(leaf) = self.checked.tree.leaves.get(name) else { return true };
        let in_percent = leaf.unit.as_ref().is_some_and(|unit| unit.contains('%'));
        let within = leaf.scale.as_ref().is_none_or(|scale| {
            let (low, high) = scale.ends();
            !matches!(scale, Scale::Ordinal(_)) && low >= -1.0 && high <= 1.0
        });
        !in_percent && within
    }

    /// Refuse figures that are shown as `45%` and stored as 0.45: beside a plain 60 they would be a
    /// hundredth of what they look like. Where all figures of a name are shown so, and the case
    /// does not speak of percent or of more than 1, they are shares of 1 and mean what they look
    /// like. A column is one error, whatever the number of its cells.
    pub(super) fn refuse_percentages(&mut self, is_text: &[bool]) {
        for (at, table) in
            self.tables.iter().enumerate().filter(|(_, table)| !table.percentages().is_empty())
        {
            let cells: BTreeSet<(usize, usize)> = table.percentages().iter().copied().collect();
            let single = self
                .entries
                .iter()
                .filter(|entry| entry.table == at)
                .map(|entry| (entry.name, entry.row, entry.column));
            let block = self.block.iter().filter(|block| block.table == at);
            let of_block = block.flat_map(|block| {
                let column = move |(name, column): &(usize, usize)| {
                    let (name, column) = (*name, *column);
                    (0..block.rows).map(move |row| (name, row, column))
                };
                block.columns.iter().flat_map(column)
            });
            let mut shown: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
            let mut plain: BTreeSet<usize> = BTreeSet::new();
            for (name, row, column) in single.chain(of_block).filter(|(name, ..)| !is_text[*name]) {
                if cells.contains(&(row, column)) {
                    shown.entry(name).or_default().push((row, column));
                } else if matches!(table.cell(row, column), RawCell::Number(_)) {
                    plain.insert(name);
                }
            }
            for (name, places) in shown {
                if !plain.contains(&name) && self.is_share(name) {
                    continue;
                }
                let (row, column) = places[0];
                let RawCell::Number(stored) = table.cell(row, column) else { continue };
                // A hundredfold in decimal digits: 7 and not 7.000000000000001.
                let hundredfold = number(format!("{stored}e2").parse().unwrap_or(stored));
                let stored = number(stored);
                let more = match places.len() {
                    1 => Said::default(),
                    2 => both("; one more such cell below", "; hieronder nog zo'n cel"),
                    many => both(
                        format!("; {} more such cells below", many - 1),
                        format!("; hieronder nog {:#} zulke cellen", many - 1),
                    ),
                };
                let message = both(
                    format!(
                        "this cell shows {hundredfold}% and holds {stored} (criterion `{}`{more})",
                        self.names[name]
                    ),
                    format!(
                        "deze cel toont {hundredfold:#}% en bevat {stored:#} (criterium `{:#}`{more:#})",
                        self.names[name]
                    ),
                );
                let help = match self
                    .checked
                    .tree
                    .leaves
                    .get(name)
                    .and_then(|leaf| leaf.scale.as_ref())
                {
                    Some(Scale::Ordinal(_)) => both(
                        "format the cells as text, and type the level in them",
                        "maak de cellen op als tekst, en typ het niveau erin",
                    ),
                    _ => both(
                        format!(
                            "give the cells a plain number format and write {hundredfold} in this one; or keep {stored} in that format, if all figures of the criterion are such shares of 1"
                        ),
                        format!(
                            "geef de cellen een gewone getalnotatie en schrijf {hundredfold:#} in deze cel; of behoud {stored:#} in die notatie, als alle cijfers van het criterium zulke aandelen van 1 zijn"
                        ),
                    ),
                };
                self.findings.push(Finding::error(table.place(row, column), message).help(help));
            }
        }
    }
}
