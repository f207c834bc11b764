//! A table made part by part.

use crate::table::columns::Table;
use std::ops::Range;

/// A table that is made part by part, so that one of a million rows need not be in memory as a
/// whole.
pub struct Parts<'a> {
    rows: usize,
    part: Box<dyn Fn(Range<usize>) -> Table + Sync + 'a>,
}

impl<'a> Parts<'a> {
    /// A table of so many rows, of which `part` makes some. All parts have the same name and
    /// columns.
    pub fn new(rows: usize, part: impl Fn(Range<usize>) -> Table + Sync + 'a) -> Parts<'a> {
        Parts { rows, part: Box::new(part) }
    }

    /// How many rows the whole table has.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The table of some of its rows only.
    pub fn part(&self, rows: Range<usize>) -> Table {
        (self.part)(rows)
    }

    /// The table with all of its rows.
    pub fn whole(&self) -> Table {
        self.part(0..self.rows)
    }
}

impl std::fmt::Debug for Parts<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.debug_struct("Parts").field("rows", &self.rows).finish_non_exhaustive()
    }
}
