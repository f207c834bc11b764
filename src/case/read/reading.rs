//! How the cells of a criterion are to be read.

use crate::case::read::marks::Marks;

/// How the cells of a column are read.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The levels of an ordinal scale, worst first.
    pub levels: Option<&'a [String]>,
    /// What the points and commas of its numbers are.
    pub marks: Marks,
}
