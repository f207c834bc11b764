//! Loops over a block of draws, for scorers that look at all alternatives of a draw at once.
//!
//! A block holds `figures[row * block + draw]`, as in [`Scorer::score`]. The inner loops run across
//! draws, and each draw is worked out in the order of its rows: its figures are the same bits in a
//! block of any size.

use crate::kernel::Scorer;
use crate::kernel::elementwise::{each, extremes, with_each};

/// By draw, the sum of what the rows have.
pub(crate) fn sum(figures: &[f64], block: usize) -> Vec<f64> {
    fold(figures, block, 0.0, |sum, figure| sum + figure)
}

/// By draw, the least of what the rows have; infinity where there is no row.
pub(crate) fn least(figures: &[f64], block: usize) -> Vec<f64> {
    if block == 1 {
        return vec![extremes(figures).0];
    }
    fold(figures, block, f64::INFINITY, f64::min)
}

/// By draw, the greatest of what the rows have; minus infinity where there is no row.
pub(crate) fn greatest(figures: &[f64], block: usize) -> Vec<f64> {
    if block == 1 {
        return vec![extremes(figures).1];
    }
    fold(figures, block, f64::NEG_INFINITY, f64::max)
}

#[inline(always)]
fn fold(figures: &[f64], block: usize, start: f64, with: impl Fn(f64, f64) -> f64) -> Vec<f64> {
    let mut out = vec![start; block];
    for row in figures.chunks_exact(block.max(1)) {
        for (own, figure) in out.iter_mut().zip(row) {
            *own = with(*own, *figure);
        }
    }
    out
}

/// Each figure becomes what `change` makes of it and of what its draw has, one figure of `of_draws` for
/// each draw of the block.
pub(crate) fn with_draws(
    figures: &mut [f64],
    of_draws: &[f64],
    change: impl Fn(f64, f64) -> f64 + Copy,
) {
    if let [only] = *of_draws {
        return each(figures, move |figure| change(figure, only));
    }
    for row in figures.chunks_exact_mut(of_draws.len().max(1)) {
        with_each(row, of_draws, change);
    }
}

/// The squares of weights, draw by draw in proportion to the greatest, so that none vanishes beside
/// others: for distances of which only proportions count.
pub(crate) fn squares_of_shares(weights: &[f64], block: usize) -> Vec<f64> {
    let most = greatest(weights, block);
    let share = |at: usize, weight: f64| match most[at % block] {
        most if most > 0.0 => weight / most,
        _ => 0.0,
    };
    weights.iter().enumerate().map(|(at, weight)| share(at, *weight).powi(2)).collect()
}

/// A scorer that works out one draw at a time: for methods whose scores compare alternatives pair
/// by pair, which is more work than to gather the weights of a draw.
pub(crate) struct OneDrawAtATime<F> {
    alternatives: usize,
    score: F,
}

impl<F: Fn(&[f64], &mut [f64]) + Send + Sync> OneDrawAtATime<F> {
    /// `score(weights, scores)` scores all alternatives in one draw.
    pub(crate) fn new(alternatives: usize, score: F) -> OneDrawAtATime<F> {
        OneDrawAtATime { alternatives, score }
    }
}

impl<F: Fn(&[f64], &mut [f64]) + Send + Sync> Scorer for OneDrawAtATime<F> {
    fn alternatives(&self) -> usize {
        self.alternatives
    }

    fn score(&self, weights: &[f64], block: usize, scores: &mut [f64]) {
        if block == 1 {
            return (self.score)(weights, scores);
        }
        let mut own = vec![0.0; weights.len() / block.max(1)];
        let mut out = vec![0.0; self.alternatives];
        for draw in 0..block {
            let of_draw = weights.iter().skip(draw).step_by(block);
            own.iter_mut().zip(of_draw).for_each(|(own, weight)| *own = *weight);
            (self.score)(&own, &mut out);
            let cells = scores.iter_mut().skip(draw).step_by(block);
            cells.zip(&out).for_each(|(cell, score)| *cell = *score);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_draw_by_itself() {
        let figures = [1.0, 5.0, 3.0, -2.0];
        assert_eq!(sum(&figures, 2), [4.0, 3.0]);
        assert_eq!(least(&figures, 2), [1.0, -2.0]);
        assert_eq!(greatest(&figures, 2), [3.0, 5.0]);
        let swap = OneDrawAtATime::new(2, |weights: &[f64], scores: &mut [f64]| {
            scores[0] = weights[1];
            scores[1] = 10.0 * weights[0];
        });
        let mut scores = [0.0; 6];
        swap.score(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], 3, &mut scores);
        assert_eq!(scores, [4.0, 5.0, 6.0, 10.0, 20.0, 30.0]);
    }
}
