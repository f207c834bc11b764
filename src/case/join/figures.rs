//! What the cell of an entry says: a number, a set, a distribution, a text, or nothing.

use crate::case::check::checked::ShiftKind;
use crate::case::join::joiner::{Joiner, TableEntry};
use crate::case::read::cell;
use crate::case::read::column::RawCell;
use crate::case::read::marks::Marks;
use crate::case::read::reading::Reading;
use crate::error::Finding;
use crate::error::both;
use crate::problem::{Criterion, Quantity, Scale};

impl Joiner<'_> {
    /// Where the figures of attributes stand, those of a wide table that is read column by column
    /// included: name, table, row and column.
    fn attributes(&self) -> impl Iterator<Item = (usize, usize, usize, usize)> {
        let n = self.checked.tree.leaves.len();
        let single =
            self.entries.iter().map(|entry| (entry.name, entry.table, entry.row, entry.column));
        let of_block = self.block.iter().flat_map(move |block| {
            let column = move |(name, column): &(usize, usize)| {
                let (name, column) = (*name, *column);
                (0..block.rows).map(move |row| (name, block.table, row, column))
            };
            block.columns.iter().filter(move |(name, _)| *name >= n).flat_map(column)
        });
        single.filter(move |place| place.0 >= n).chain(of_block)
    }

    /// An attribute is numeric if every non-empty cell reads so, else a text; one that a shift
    /// reads by its values is a text.
    pub(super) fn texts(&self) -> Vec<bool> {
        let n = self.checked.tree.leaves.len();
        let by_value = |name: &String| {
            self.checked
                .adjustments
                .iter()
                .any(|a| a.attribute.value == *name && matches!(a.shift, ShiftKind::Values(_)))
        };
        let mut out: Vec<bool> =
            self.names.iter().enumerate().map(|(at, name)| at >= n && by_value(name)).collect();
        for (name, table, row, column) in self.attributes() {
            let table = &self.tables[table];
            if let RawCell::Text(text) = table.cell(row, column) {
                let marks = table.marks.marks().unwrap_or(Marks::any(table.decimal_comma));
                out[name] |= cell::parse(text, Reading { levels: None, marks }).is_err();
            }
        }
        out
    }

    #[allow(clippy::result_large_err)] // a finding is made once per wrong cell, not in a hot path
    pub(super) fn quantity(
        &self,
        entry: &TableEntry,
        is_text: bool,
        marks: Marks,
    ) -> Result<Quantity, Finding> {
        let table = &self.tables[entry.table];
        let raw = table.cell(entry.row, entry.column);
        let leaf = self.checked.tree.leaves.get(entry.name);
        if is_text {
            let text = raw.text();
            return Ok(if text.is_empty() || text == "?" {
                Quantity::Unknown
            } else {
                Quantity::Text(text.into_owned())
            });
        }
        let levels = match leaf {
            Some(Criterion { scale: Some(Scale::Ordinal(levels)), .. }) => Some(levels.as_slice()),
            _ => None,
        };
        let text = match raw {
            RawCell::Missing => return Ok(Quantity::Unknown),
            RawCell::Number(number) if levels.is_none() => {
                let finding = || {
                    Finding::error(
                        table.place(entry.row, entry.column),
                        both(
                            format!("`{number}` is not a number a figure can be"),
                            format!("`{number:#}` is geen getal dat een cijfer kan zijn"),
                        ),
                    )
                };
                let help = both(
                    "leave the cell null for a figure that is not known",
                    "laat de cel leeg (null) voor een cijfer dat niet bekend is",
                );
                return if number.is_finite() {
                    Ok(Quantity::Crisp(number))
                } else {
                    Err(finding().help(help))
                };
            }
            other => other.text(),
        };
        cell::parse(&text, Reading { levels, marks }).map_err(|unreadable| {
            let message = both(
                format!("{} (criterion `{}`)", unreadable.message, self.names[entry.name]),
                format!("{:#} (criterium `{:#}`)", unreadable.message, self.names[entry.name]),
            );
            let finding = Finding::error(table.place(entry.row, entry.column), message);
            // The criterion's own unit behind a figure is no multiplier, as the M of `EUR M`.
            let without_unit = leaf
                .and_then(|leaf| text.trim().strip_suffix(leaf.unit.as_deref()?))
                .map(str::trim)
                .filter(|rest| cell::parse(rest, Reading { levels, marks }).is_ok());
            match (without_unit, unreadable.help) {
                (Some(rest), _) => finding.help(both(
                    format!("write `{rest}` alone, without its unit"),
                    format!("schrijf `{rest:#}` alleen, zonder de eenheid"),
                )),
                (None, Some(help)) => finding.help(help),
                (None, None) => finding,
            }
        })
    }
}
