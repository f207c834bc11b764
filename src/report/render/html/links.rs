//! Where a sentence comes from, as an address on the page.

use super::tables::{MadeTable, MadeTables, first_row};
use super::writer::Html;
use crate::report::{Source, Words};

/// The tables that sentences can lead to.
pub(super) struct Links<'a> {
    tables: &'a MadeTables,
    words: Words,
}

/// Where a source is on the page.
struct Target<'a> {
    table: &'a MadeTable,
    row: Option<usize>,
}

impl<'a> Links<'a> {
    pub(super) fn new(tables: &'a MadeTables, words: Words) -> Links<'a> {
        Links { tables, words }
    }

    /// Add a link to the first row that a sentence of a section was made from, or to its table where
    /// the row is cut; nothing where the page has no such table.
    pub(super) fn add(&self, out: &mut Html, section: usize, source: &Source) {
        let Some(target) = self.find(section, source) else { return };
        let name = target.table.name;
        let (address, says) = match target.row {
            Some(row) => {
                let number = self.words.count(target.table.number(row));
                let says = self.words.pick(
                    format!("Made from row {number} of the table {name}"),
                    format!("Gemaakt van rij {number} van de tabel {name}"),
                );
                (target.table.row_id(row), says)
            }
            None => {
                let says = self.words.pick(
                    format!("Made from the table {name}"),
                    format!("Gemaakt van de tabel {name}"),
                );
                (target.table.id.clone(), says)
            }
        };
        out.text(" ");
        out.open("a", &[("class", "from"), ("href", &format!("#{address}")), ("title", &says)])
            .element("span", &[("aria-hidden", "true")], "▤")
            .element("span", &[("class", "hidden")], &says)
            .close("a");
    }

    /// The table of the section itself, else the first of that name that holds the row, else the
    /// first of that name.
    fn find(&self, section: usize, source: &Source) -> Option<Target<'a>> {
        let named = self.tables.iter().filter(|table| table.name == source.table);
        let mut known: Vec<&MadeTable> = named.collect();
        known.sort_by_key(|table| table.section != section);
        let in_row = known.iter().find_map(|table| {
            let row = first_row(table.shown.as_ref()?, source)?;
            Some(Target { table, row: Some(row) })
        });
        in_row.or_else(|| known.first().map(|table| Target { table, row: None }))
    }
}
