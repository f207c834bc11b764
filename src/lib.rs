//! Multi-criteria decision analysis.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod error;
pub mod kernel;
pub mod method;
pub mod problem;
pub mod table;
pub mod value;
