//! Multi-criteria decision analysis.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod case;
pub mod error;
pub mod kernel;
pub mod method;
pub mod problem;
pub mod report;
pub mod study;
pub mod table;
pub mod value;
pub mod write;

pub use error::{Error, Result};
