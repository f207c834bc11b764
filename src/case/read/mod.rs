//! Bytes, tables and the notation of cells.

pub(crate) mod beside;
pub(crate) mod builtin;
pub(crate) mod cell;
pub(crate) mod column;
pub(crate) mod data_tables;
pub(crate) mod evidence;
#[cfg(feature = "xlsx")]
pub(crate) mod hidden;
pub(crate) mod location;
pub(crate) mod long_table;
pub(crate) mod marks;
#[cfg(feature = "frames")]
pub(crate) mod parquet;
pub(crate) mod preamble;
pub(crate) mod reading;
pub(crate) mod recognise;
pub(crate) mod records;
pub(crate) mod sheet_name;
pub(crate) mod source;
pub(crate) mod stated_marks;
pub mod table_options;
pub(crate) mod tables;
pub(crate) mod unreadable;
pub(crate) mod written;
#[cfg(feature = "xlsx")]
pub(crate) mod xlsx;
