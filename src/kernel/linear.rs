//! Scores that are linear in the weights: score = sum over criteria of weight times value.

use super::Scorer;
use super::dispatch::{Level, Task};
use std::sync::Arc;

/// A scorer whose scores are sums of weight times value.
#[derive(Debug, Clone)]
pub struct Linear {
    values: Arc<Vec<f64>>,
    alternatives: usize,
}

impl Linear {
    /// `values[j * alternatives + i]` is the value of alternative i on criterion j.
    pub fn new(values: Vec<f64>, alternatives: usize) -> Linear {
        Linear::sharing(Arc::new(values), alternatives)
    }

    /// The same with values that somebody else keeps too: those of a large table need not be there
    /// twice.
    pub fn sharing(values: Arc<Vec<f64>>, alternatives: usize) -> Linear {
        assert!(
            values.len().is_multiple_of(alternatives.max(1)),
            "values must be criteria x alternatives"
        );
        Linear { values, alternatives }
    }

    fn score_at(&self, level: Level, weights: &[f64], block: usize, scores: &mut [f64]) {
        if self.alternatives > 0 && block > 0 {
            level.run(Sums {
                values: &self.values,
                alternatives: self.alternatives,
                weights,
                block,
                scores,
            });
        }
    }
}

impl Scorer for Linear {
    fn alternatives(&self) -> usize {
        self.alternatives
    }

    fn score(&self, weights: &[f64], block: usize, scores: &mut [f64]) {
        self.score_at(Level::best(), weights, block, scores);
    }
}

struct Sums<'a> {
    values: &'a [f64],
    alternatives: usize,
    weights: &'a [f64],
    block: usize,
    scores: &'a mut [f64],
}

/// So many draws at a time, that their sums stay in the nearest cache; the loop over them has its
/// length in its type.
const TILE: usize = 64;

impl Task for Sums<'_> {
    type Output = ();

    #[inline(always)]
    fn run(mut self) {
        if self.block == 1 {
            return self.one();
        }
        let whole = self.block / TILE * TILE;
        for start in (0..whole).step_by(TILE) {
            for row in 0..self.alternatives {
                self.tile::<TILE>(row, start);
            }
        }
        for draw in whole..self.block {
            for row in 0..self.alternatives {
                self.tile::<1>(row, draw);
            }
        }
    }
}

impl Sums<'_> {
    /// One draw: the inner loop runs across alternatives, in the order their values lie in.
    #[inline(always)]
    fn one(&mut self) {
        self.scores.fill(0.0);
        for (values, weight) in self.values.chunks_exact(self.alternatives).zip(self.weights) {
            for (score, value) in self.scores.iter_mut().zip(values) {
                *score += value * weight;
            }
        }
    }

    /// The scores of one alternative in T draws from `start` on. Each is summed criterion by
    /// criterion, as for one draw, so the tiling does not show; several criteria at a time, so that
    /// a sum is not stored and loaded again for each.
    #[inline(always)]
    fn tile<const T: usize>(&mut self, row: usize, start: usize) {
        let mut sums = [0.0; T];
        let criteria = self.values.len() / self.alternatives;
        let mut j = 0;
        while j + 8 <= criteria {
            self.add::<8, T>(row, start, j, &mut sums);
            j += 8;
        }
        if j + 4 <= criteria {
            self.add::<4, T>(row, start, j, &mut sums);
            j += 4;
        }
        if j + 2 <= criteria {
            self.add::<2, T>(row, start, j, &mut sums);
            j += 2;
        }
        if j < criteria {
            self.add::<1, T>(row, start, j, &mut sums);
        }
        let at = row * self.block + start;
        self.scores[at..at + T].copy_from_slice(&sums);
    }

    /// Add the terms of J criteria from `first` on.
    #[inline(always)]
    fn add<const J: usize, const T: usize>(
        &self,
        row: usize,
        start: usize,
        first: usize,
        sums: &mut [f64; T],
    ) {
        let values: [f64; J] =
            std::array::from_fn(|j| self.values[(first + j) * self.alternatives + row]);
        let weights: [&[f64; T]; J] = std::array::from_fn(|j| {
            let at = (first + j) * self.block + start;
            self.weights[at..at + T].try_into().expect("T long")
        });
        for d in 0..T {
            let mut sum = sums[d];
            for j in 0..J {
                sum += values[j] * weights[j][d];
            }
            sums[d] = sum;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::rng::{uniform, value};

    #[test]
    fn a_block_is_its_draws_one_by_one_on_every_instruction_set() {
        for (m, n) in [(1, 1), (2, 3), (28, 8), (7, 5)] {
            let scorer = Linear::new(
                (0..m * n).map(|k| uniform(value(1, k as u64, 0, 0)) - 0.3).collect(),
                m,
            );
            for block in [1, 2, 15, 16, 64, 100] {
                let weights: Vec<f64> =
                    (0..n * block).map(|k| uniform(value(2, k as u64, 0, 0))).collect();
                for level in Level::ALL {
                    let mut scores = vec![f64::NAN; m * block];
                    scorer.score_at(level, &weights, block, &mut scores);
                    for d in 0..block {
                        for i in 0..m {
                            let naive = (0..n).fold(0.0, |sum, j| {
                                sum + scorer.values[j * m + i] * weights[j * block + d]
                            });
                            assert_eq!(
                                scores[i * block + d],
                                naive,
                                "{level:?} {m}x{n}, block {block}"
                            );
                        }
                    }
                }
            }
        }
    }
}
