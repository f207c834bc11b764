//! Where a sentence comes from, as an address on the page.

use super::tables::{MadeTable, MadeTables};
use super::writer::Html;
use crate::report::{Source, Words};
use crate::table::{Table, Value};

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
                let number = self.words.count(row + 1);
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

/// The first row that holds what a source asks for; `None` for a source of all rows.
fn first_row(table: &Table, source: &Source) -> Option<usize> {
    if source.rows.is_empty() {
        return None;
    }
    let columns: Vec<_> = source
        .rows
        .iter()
        .map(|(name, text)| Some((table.column(name)?, text)))
        .collect::<Option<_>>()?;
    (0..table.rows()).find(|row| {
        columns.iter().all(|(column, text)| match column.values.get(*row) {
            Value::Text(held) | Value::Cell(held) => held == *text,
            Value::Integer(held) => held.to_string() == **text,
            Value::Number(_) => false,
            Value::Missing => text.is_empty(),
        })
    })
}
