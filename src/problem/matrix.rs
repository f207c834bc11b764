//! A matrix of figures: a row per alternative, a column per criterion.

use crate::kernel::elementwise::each;
use std::sync::Arc;

/// Alternatives (rows) by criteria (columns). Stored column by column, which is the order the
/// kernel reads. A clone shares the entries: those of a large table are kept once, whoever needs
/// them.
///
/// ```
/// use afweging::problem::Matrix;
///
/// let figures = Matrix::from_fn(2, 2, |i, j| [[100.0, 7.0], [120.0, 9.0]][i][j]);
/// assert_eq!(figures.at(1, 0), 120.0);
/// assert_eq!(figures.column(1), [7.0, 9.0]);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    rows: usize,
    columns: usize,
    entries: Arc<Vec<f64>>,
}

impl Matrix {
    /// The matrix whose entry in row i, column j is `entry(i, j)`.
    pub fn from_fn(
        rows: usize,
        columns: usize,
        mut entry: impl FnMut(usize, usize) -> f64,
    ) -> Matrix {
        let mut entries = Vec::with_capacity(rows * columns);
        for column in 0..columns {
            entries.extend((0..rows).map(|row| entry(row, column)));
        }
        Matrix { rows, columns, entries: Arc::new(entries) }
    }

    /// The matrix with these entries, column by column; there must be as many as `rows` times
    /// `columns`.
    pub fn from_columns(rows: usize, columns: usize, entries: Vec<f64>) -> Matrix {
        assert_eq!(entries.len(), rows * columns, "an entry per row and column");
        Matrix { rows, columns, entries: Arc::new(entries) }
    }

    /// How many alternatives.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many criteria.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The entry in row i, column j.
    pub fn at(&self, row: usize, column: usize) -> f64 {
        self.entries[column * self.rows + row]
    }

    /// A column.
    pub fn column(&self, column: usize) -> &[f64] {
        &self.entries[column * self.rows..(column + 1) * self.rows]
    }

    /// The matrix with each entry replaced by what `change` makes of its column's number and the
    /// entry.
    pub fn map(&self, change: impl Fn(usize, f64) -> f64) -> Matrix {
        let change = &change;
        self.map_columns(|at, column| each(column, move |entry| change(at, entry)))
    }

    /// The matrix with each column changed in its place, by its number.
    pub(crate) fn map_columns(&self, change: impl Fn(usize, &mut [f64])) -> Matrix {
        // Column by column, so that each is still in the nearest cache when it is changed.
        let mut entries = Vec::with_capacity(self.entries.len());
        for (at, column) in self.entries.chunks_exact(self.rows.max(1)).enumerate() {
            entries.extend_from_slice(column);
            change(at, &mut entries[at * self.rows..]);
        }
        Matrix::from_columns(self.rows, self.columns, entries)
    }

    /// All entries, column by column.
    pub fn as_slice(&self) -> &[f64] {
        &self.entries
    }

    /// All entries, column by column, to share.
    pub fn entries(&self) -> Arc<Vec<f64>> {
        self.entries.clone()
    }
}
