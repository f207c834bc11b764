//! The model of a case for other programs to run: as a query in SQL, and in the forms of other
//! programs.

#[cfg(feature = "exchange")]
pub mod dmsy;
#[cfg(feature = "exchange")]
mod lost;
#[cfg(feature = "exchange")]
mod sorting;
pub mod sql;
#[cfg(feature = "exchange")]
pub mod xmcda;
#[cfg(feature = "exchange")]
mod xml;

#[cfg(feature = "exchange")]
use crate::error::Said;

/// A case in the form of another program.
#[cfg(feature = "exchange")]
#[derive(Debug)]
pub struct Exported {
    /// The file.
    pub text: String,
    /// What the case says and the file does not.
    pub lost: Vec<Said>,
}
