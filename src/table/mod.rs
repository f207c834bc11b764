//! The one form in which every result leaves the engine: a named table of typed columns with
//! missing values.
//!
//! Nothing is rounded here and nothing is sorted: writers take the rows as they come.

mod columns;
mod named;
mod of_rows;
mod parts;

pub use columns::{Column, Table, Value, Values};
pub use named::NamedTable;
pub use of_rows::TableOf;
pub use parts::Parts;
