//! A table made of rows that are known: a column for each thing that is told of a row.

use crate::table::columns::Table;
use std::sync::Arc;

/// A table in the making: its rows, and the columns it has so far.
///
/// ```
/// use afweging::table::TableOf;
///
/// struct Offer {
///     name: &'static str,
///     price: Option<f64>,
///     sold_out: bool,
/// }
/// let offers = [
///     Offer { name: "A", price: Some(100.0), sold_out: false },
///     Offer { name: "B", price: None, sold_out: true },
/// ];
/// let table = TableOf::new("prices", &offers)
///     .text("offer", |offer| Some(offer.name.to_owned()))
///     .number("price", |offer| offer.price)
///     .flag("sold_out", |offer| Some(offer.sold_out))
///     .table();
/// assert_eq!(table.get(1, "offer").as_text(), Some("B"));
/// assert_eq!(table.get(1, "sold_out").as_number(), Some(1.0));
/// ```
#[derive(Debug)]
pub struct TableOf<'r, R> {
    rows: &'r [R],
    table: Table,
}

impl<'r, R> TableOf<'r, R> {
    /// A table of that name without columns.
    pub fn new(name: impl Into<String>, rows: &'r [R]) -> TableOf<'r, R> {
        TableOf { rows, table: Table::new(name) }
    }

    /// Columns that are made of all rows at once, as those of keys are.
    pub fn columns(self, add: impl FnOnce(Table, &'r [R]) -> Table) -> TableOf<'r, R> {
        TableOf { table: add(self.table, self.rows), ..self }
    }

    /// A column of text.
    pub fn text(self, name: &str, of: impl FnMut(&'r R) -> Option<String>) -> TableOf<'r, R> {
        self.columns(|table, rows| table.text(name, rows.iter().map(of)))
    }

    /// A column of text in which rows share texts.
    pub fn shared_text(
        self,
        name: &str,
        of: impl FnMut(&'r R) -> Option<Arc<str>>,
    ) -> TableOf<'r, R> {
        self.columns(|table, rows| table.shared_text(name, rows.iter().map(of)))
    }

    /// A column of text that are valid cells of their criterion.
    pub fn cells(self, name: &str, of: impl FnMut(&'r R) -> Option<String>) -> TableOf<'r, R> {
        self.columns(|table, rows| table.cells(name, rows.iter().map(of)))
    }

    /// A column of real numbers.
    pub fn number(self, name: &str, of: impl FnMut(&'r R) -> Option<f64>) -> TableOf<'r, R> {
        self.columns(|table, rows| table.number(name, rows.iter().map(of)))
    }

    /// A column of counts.
    pub fn count(self, name: &str, mut of: impl FnMut(&'r R) -> Option<usize>) -> TableOf<'r, R> {
        let integer = move |row: &'r R| of(row).and_then(|count| i64::try_from(count).ok());
        self.columns(|table, rows| table.integer(name, rows.iter().map(integer)))
    }

    /// A column of 0 for no and 1 for yes.
    pub fn flag(self, name: &str, mut of: impl FnMut(&'r R) -> Option<bool>) -> TableOf<'r, R> {
        let integer = move |row: &'r R| of(row).map(i64::from);
        self.columns(|table, rows| table.integer(name, rows.iter().map(integer)))
    }

    /// The table.
    pub fn table(self) -> Table {
        self.table
    }
}
