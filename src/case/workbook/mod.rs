//! A whole case in one workbook: its sheets are the text of a criteria file and its tables.
//!
//! `reading` makes that text of the sheets, so that a workbook and a criteria file cannot differ.
//! `writing` makes sheets of a criteria file and its tables. Both have the names of sheets and
//! columns from `vocabulary`, the words in them from `words`, and the short forms within a cell from
//! `notation`. What is written is the plain `model`, of which `write` makes a file.

pub(crate) mod model;
mod notation;
pub(crate) mod reading;
mod vocabulary;
mod words;
pub(crate) mod writing;
