//! Methods whose scores follow from some weighted sums of each alternative.

use crate::kernel::{Linear, Scorer};
use crate::problem::Matrix;
use std::sync::Arc;

/// K weighted sums of each alternative, and what makes scores of them in a block of draws.
pub(crate) struct SumsThen<const K: usize, F> {
    sums: Arc<WeightedSums<K>>,
    finish: F,
}

impl<const K: usize, F> SumsThen<K, F>
where
    F: Fn([&[f64]; K], usize, &mut [f64]) + Send + Sync,
{
    /// `finish(sums, block, scores)` writes `scores[row * block + draw]`; `sums[k][row * block +
    /// draw]` is the k-th sum of an alternative in a draw.
    pub(crate) fn new(sums: Arc<WeightedSums<K>>, finish: F) -> SumsThen<K, F> {
        SumsThen { sums, finish }
    }
}

impl<const K: usize, F> Scorer for SumsThen<K, F>
where
    F: Fn([&[f64]; K], usize, &mut [f64]) + Send + Sync,
{
    fn alternatives(&self) -> usize {
        self.sums.alternatives
    }

    fn score(&self, weights: &[f64], block: usize, scores: &mut [f64]) {
        let sums = self.sums.at(weights, block);
        (self.finish)(sums.each_ref().map(Vec::as_slice), block, scores);
    }
}

/// K weighted sums of each alternative.
pub(crate) struct WeightedSums<const K: usize> {
    parts: [Linear; K],
    alternatives: usize,
}

impl<const K: usize> WeightedSums<K> {
    /// Each matrix has a column per criterion. The first has a row per alternative; so has each other,
    /// or a row for each point of reference of the paper's own.
    pub(crate) fn new(figures: [Matrix; K]) -> Arc<WeightedSums<K>> {
        let alternatives = figures.first().map_or(0, Matrix::rows);
        let parts = figures.map(|figures| Linear::sharing(figures.entries(), figures.rows()));
        Arc::new(WeightedSums { parts, alternatives })
    }

    /// The sums in a block of draws.
    pub(crate) fn at(&self, weights: &[f64], block: usize) -> [Vec<f64>; K] {
        self.parts.each_ref().map(|part| {
            let mut sums = vec![0.0; part.alternatives() * block];
            part.score(weights, block, &mut sums);
            sums
        })
    }
}
