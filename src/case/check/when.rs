//! Which alternatives an entry of the criteria file speaks of.

use crate::case::file::shape::At;

/// Which alternatives something applies to: for each key named, the values it may have.
pub type When = Vec<(usize, Vec<At<String>>)>;
