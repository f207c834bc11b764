//! The key values that each row of the tables has.

use std::ops::Index;

/// (key, value) pairs by row, one row after the other in one vector.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RowKeys {
    pairs: Vec<(usize, usize)>,
    ends: Vec<usize>,
}

impl RowKeys {
    /// Add a row; its number is returned.
    pub fn add(&mut self, row: impl IntoIterator<Item = (usize, usize)>) -> usize {
        self.pairs.extend(row);
        self.ends.push(self.pairs.len());
        self.ends.len() - 1
    }

    /// Make room for more rows of so many pairs each.
    pub fn reserve(&mut self, rows: usize, pairs: usize) {
        self.pairs.reserve(rows * pairs);
        self.ends.reserve(rows);
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

impl Index<usize> for RowKeys {
    type Output = [(usize, usize)];

    fn index(&self, row: usize) -> &[(usize, usize)] {
        let start = if row == 0 { 0 } else { self.ends[row - 1] };
        &self.pairs[start..self.ends[row]]
    }
}
