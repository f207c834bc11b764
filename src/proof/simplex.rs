//! A simplex of weights.

/// A simplex of weights.
#[derive(Debug, Clone)]
pub(crate) struct Simplex {
    /// How many weights a corner has.
    pub(crate) leaves: usize,
    /// The corners, one after the other.
    at: Vec<f64>,
    /// Whether all of it is admissible; else the rows of the admissible weights cut through.
    pub(crate) within: bool,
}

impl Simplex {
    pub(crate) fn new(corners: &[Vec<f64>], within: bool) -> Simplex {
        Simplex { leaves: corners.first().map_or(0, Vec::len), at: corners.concat(), within }
    }

    pub(crate) fn corners(&self) -> std::slice::ChunksExact<'_, f64> {
        self.at.chunks_exact(self.leaves.max(1))
    }
}

/// Both halves of a cell, cut at the middle of an edge.
pub(crate) fn split(cell: &Simplex, a: usize, b: usize) -> [Simplex; 2] {
    let n = cell.leaves;
    let middle: Vec<f64> =
        (0..n).map(|leaf| 0.5 * (cell.at[a * n + leaf] + cell.at[b * n + leaf])).collect();
    [a, b].map(|corner| {
        let mut half = cell.clone();
        half.at[corner * n..][..n].copy_from_slice(&middle);
        half
    })
}
