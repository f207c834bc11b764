//! A matrix of figures: a row per alternative, a column per criterion.

use nalgebra::DMatrix;

/// Alternatives (rows) by criteria (columns). Stored column by column, which is the order the kernel reads.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix(DMatrix<f64>);

impl Matrix {
    /// The matrix whose entry in row i, column j is `entry(i, j)`. Asked for row by row: the cells of an alternative lie
    /// together, and a walk down the columns would miss the cache at every step of a large table.
    pub fn from_fn(rows: usize, columns: usize, mut entry: impl FnMut(usize, usize) -> f64) -> Matrix {
        let mut matrix = DMatrix::zeros(rows, columns);
        for row in 0..rows {
            for column in 0..columns {
                matrix[(row, column)] = entry(row, column);
            }
        }
        Matrix(matrix)
    }

    /// How many alternatives.
    pub fn rows(&self) -> usize {
        self.0.nrows()
    }

    /// How many criteria.
    pub fn columns(&self) -> usize {
        self.0.ncols()
    }

    /// The entry in row i, column j.
    pub fn at(&self, row: usize, column: usize) -> f64 {
        self.0[(row, column)]
    }

    /// A column.
    pub fn column(&self, column: usize) -> &[f64] {
        let rows = self.rows();
        &self.0.as_slice()[column * rows..(column + 1) * rows]
    }

    /// The matrix with each column replaced by what `change` makes of it.
    pub fn try_map_columns<E>(&self, mut change: impl FnMut(usize, &[f64]) -> Result<Vec<f64>, E>) -> Result<Matrix, E> {
        let mut out = self.0.clone();
        for index in 0..self.columns() {
            out.column_mut(index).copy_from_slice(&change(index, self.column(index))?);
        }
        Ok(Matrix(out))
    }

    /// All entries, column by column.
    pub fn as_slice(&self) -> &[f64] {
        self.0.as_slice()
    }
}
