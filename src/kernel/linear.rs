//! Scores that are linear in the weights: score = sum over criteria of weight times value.

use super::Scorer;
use super::dispatch::{Level, Task};

/// A scorer whose scores are sums of weight times value.
#[derive(Debug, Clone)]
pub struct Linear {
    values: Vec<f64>,
    alternatives: usize,
}

impl Linear {
    /// `values[j * alternatives + i]` is the value of alternative i on criterion j.
    pub fn new(values: Vec<f64>, alternatives: usize) -> Linear {
        assert!(values.len().is_multiple_of(alternatives.max(1)), "values must be criteria x alternatives");
        Linear { values, alternatives }
    }

    fn score_at(&self, level: Level, weights: &[f64], block: usize, scores: &mut [f64]) {
        if self.alternatives > 0 && block > 0 {
            level.run(Sums { values: &self.values, alternatives: self.alternatives, weights, block, scores });
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

/// So many draws at a time, that their sums stay in registers for as many alternatives as [`ROWS`]; the loop over them has its length in
/// its type.
const TILE: usize = 16;

/// So many alternatives at a time: a weight that is loaded is used as often, and their sums, each of which waits for its last addition,
/// are added to in turn.
const ROWS: usize = 4;

impl Task for Sums<'_> {
    type Output = ();

    #[inline(always)]
    fn run(mut self) {
        if self.block == 1 {
            return self.one();
        }
        let whole = self.block / TILE * TILE;
        for start in (0..whole).step_by(TILE) {
            self.tiles::<TILE>(start);
        }
        for draw in whole..self.block {
            self.tiles::<1>(draw);
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

    /// The scores of all alternatives in T draws from `start` on.
    #[inline(always)]
    fn tiles<const T: usize>(&mut self, start: usize) {
        let mut row = 0;
        while row + ROWS <= self.alternatives {
            self.tile::<ROWS, T>(row, start);
            row += ROWS;
        }
        while row < self.alternatives {
            self.tile::<1, T>(row, start);
            row += 1;
        }
    }

    /// The scores of R alternatives from `row` on. Each is summed criterion by criterion, as for one draw, so the tiling does not show.
    #[inline(always)]
    fn tile<const R: usize, const T: usize>(&mut self, row: usize, start: usize) {
        let mut sums = [[0.0; T]; R];
        let criteria = self.values.chunks_exact(self.alternatives).zip(self.weights.chunks_exact(self.block));
        for (values, weights) in criteria {
            let values: &[f64; R] = values[row..row + R].try_into().expect("R long");
            let weights: &[f64; T] = weights[start..start + T].try_into().expect("T long");
            for r in 0..R {
                for d in 0..T {
                    sums[r][d] += values[r] * weights[d];
                }
            }
        }
        for (r, sums) in sums.iter().enumerate() {
            self.scores[(row + r) * self.block + start..][..T].copy_from_slice(sums);
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
            let scorer = Linear::new((0..m * n).map(|k| uniform(value(1, k as u64, 0, 0)) - 0.3).collect(), m);
            for block in [1, 2, 15, 16, 64, 100] {
                let weights: Vec<f64> = (0..n * block).map(|k| uniform(value(2, k as u64, 0, 0))).collect();
                for level in Level::ALL {
                    let mut scores = vec![f64::NAN; m * block];
                    scorer.score_at(level, &weights, block, &mut scores);
                    for d in 0..block {
                        for i in 0..m {
                            let naive = (0..n).fold(0.0, |sum, j| sum + scorer.values[j * m + i] * weights[j * block + d]);
                            assert_eq!(scores[i * block + d], naive, "{level:?} {m}x{n}, block {block}");
                        }
                    }
                }
            }
        }
    }
}
