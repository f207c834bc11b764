//! A whole case in one workbook: its sheets are the text of a criteria file and its tables.

pub(crate) mod model;
mod notation;
mod vocabulary;
mod words;
