//! The ideal solutions of PROBID, from the best figures of all criteria to the worst, and how far
//! alternatives lie from them.
//!
//! With m alternatives and n criteria that takes m m n operations a draw, so this is the one loop of
//! these methods that is worth its words: ideals lie side by side, some of them are worked out at a
//! time, and with many alternatives these are shared out over the threads.

use crate::error::Result;
use crate::kernel::dispatch::{Task, dispatch};
use crate::method::columns::Columns;
use crate::method::sheet::Sheet;
use crate::problem::{Direction, Matrix, Problem};
use crate::value::Normalization;
use rayon::prelude::*;

/// Figures over the lengths of their columns, and the same from the best to the worst.
pub(super) struct Ideals {
    figures: Matrix,
    sorted: Matrix,
    means: Vec<f64>,
}

impl Ideals {
    /// # Errors
    /// [`crate::Error::Undefined`] for a column of zeros, which has no length.
    pub(super) fn new(method: &Sheet, columns: &Columns, problem: &Problem) -> Result<Ideals> {
        let fitted = columns.without_direction(method, Normalization::Vector, problem)?;
        let figures = columns.figures.map_columns(|leaf, column| fitted[leaf].values(column));
        let mut sorted = Vec::with_capacity(figures.as_slice().len());
        for (leaf, criterion) in problem.tree.leaves.iter().enumerate() {
            let mut column = figures.column(leaf).to_vec();
            column.sort_unstable_by(f64::total_cmp);
            if criterion.direction == Direction::Max {
                column.reverse();
            }
            sorted.extend(column);
        }
        let rows = figures.rows();
        let mean = |leaf: usize| match figures.column(leaf) {
            column if column.iter().all(|x| *x == column[0]) => {
                column.first().copied().unwrap_or(0.0)
            }
            column => column.iter().sum::<f64>() / rows as f64,
        };
        let means = (0..figures.columns()).map(mean).collect();
        let sorted = Matrix::from_columns(rows, figures.columns(), sorted);
        Ok(Ideals { figures, sorted, means })
    }

    pub(super) fn rows(&self) -> usize {
        self.figures.rows()
    }

    /// The same, times the weights of a draw.
    pub(super) fn weighted(&self, weights: &[f64]) -> WeightedIdeals {
        let (rows, leaves) = (self.rows(), weights.len());
        let mut figures = vec![0.0; rows * leaves];
        for (leaf, weight) in weights.iter().enumerate() {
            let places = figures.iter_mut().skip(leaf).step_by(leaves);
            places.zip(self.figures.column(leaf)).for_each(|(own, x)| *own = weight * x);
        }
        let sorted = self.sorted.map_columns(|leaf, column| {
            column.iter_mut().for_each(|x| *x *= weights[leaf]);
        });
        let means = self.means.iter().zip(weights).map(|(mean, weight)| weight * mean).collect();
        WeightedIdeals { figures, sorted, means, leaves }
    }
}

/// [`Ideals`] at the weights of a draw.
pub(super) struct WeightedIdeals {
    /// `figures[row * leaves + leaf]`.
    figures: Vec<f64>,
    sorted: Matrix,
    means: Vec<f64>,
    leaves: usize,
}

/// Fewer operations than this are not worth a second thread.
const WORTH_THREADS: usize = 1_000_000;

impl WeightedIdeals {
    /// The score of every row.
    pub(super) fn each(&self, scores: &mut [f64], score: impl Fn(usize) -> f64 + Sync) {
        let rows = scores.len();
        if rows * rows * self.leaves < WORTH_THREADS {
            scores.iter_mut().enumerate().for_each(|(row, own)| *own = score(row));
        } else {
            scores.par_iter_mut().enumerate().for_each(|(row, own)| *own = score(row));
        }
    }

    /// The sum of `counts[i]` times the distance of a row to the ideal at place `start + i`, the best
    /// at place 0.
    pub(super) fn sum_of_distances(&self, row: usize, start: usize, counts: &[f64]) -> f64 {
        dispatch(SumOfDistances {
            own: self.own(row),
            ideals: self.sorted.as_slice(),
            rows: self.sorted.rows(),
            start,
            counts,
        })
    }

    /// The distance of a row to the mean.
    pub(super) fn to_mean(&self, row: usize) -> f64 {
        let squares = self.own(row).iter().zip(&self.means).map(|(x, mean)| (x - mean).powi(2));
        squares.sum::<f64>().sqrt()
    }

    fn own(&self, row: usize) -> &[f64] {
        &self.figures[row * self.leaves..][..self.leaves]
    }
}

/// So many ideals at a time: their sums stay in registers while the criteria go by.
const TILE: usize = 32;

/// And so many of those that are left: one at a time they would take as long as all before.
const SMALL_TILE: usize = 8;

struct SumOfDistances<'a> {
    own: &'a [f64],
    /// `ideals[leaf * rows + place]`.
    ideals: &'a [f64],
    rows: usize,
    start: usize,
    counts: &'a [f64],
}

impl Task for SumOfDistances<'_> {
    type Output = f64;

    #[inline(always)]
    fn run(self) -> f64 {
        let count = self.counts.len();
        let (tiles, small_tiles) = (count / TILE * TILE, count / SMALL_TILE * SMALL_TILE);
        let (mut sums, mut small_sums, mut rest) = ([0.0; TILE], [0.0; SMALL_TILE], [0.0]);
        for first in (0..tiles).step_by(TILE) {
            self.add::<TILE>(first, &mut sums);
        }
        for first in (tiles..small_tiles).step_by(SMALL_TILE) {
            self.add::<SMALL_TILE>(first, &mut small_sums);
        }
        for first in small_tiles..count {
            self.add::<1>(first, &mut rest);
        }
        sums.iter().chain(&small_sums).sum::<f64>() + rest[0]
    }
}

impl SumOfDistances<'_> {
    #[inline(always)]
    fn add<const T: usize>(&self, first: usize, sums: &mut [f64; T]) {
        let mut squares = [0.0; T];
        for (leaf, own) in self.own.iter().enumerate() {
            let ideals = &self.ideals[leaf * self.rows + self.start + first..][..T];
            for (square, ideal) in squares.iter_mut().zip(ideals) {
                let part = own - ideal;
                *square += part * part;
            }
        }
        let counts = &self.counts[first..][..T];
        for ((sum, square), count) in sums.iter_mut().zip(&squares).zip(counts) {
            *sum += square.sqrt() * count;
        }
    }
}
