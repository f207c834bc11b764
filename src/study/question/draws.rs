//! Points drawn evenly from the weights that the answers leave, and who is first at each.

use super::contest::Contest;
use crate::polytope::{CHAINS, Polytope, Row, Walk};
use rayon::prelude::*;

/// Points of the weights, and who is first there.
#[derive(Clone)]
pub(super) struct Draws {
    /// How many.
    pub(super) count: usize,
    /// `weights[leaf * count + k]`: the weight of a leaf at point k.
    weights: Vec<f64>,
    /// By contest: the class that is first at each point; of several that tie, the first of them.
    pub(super) first: Vec<Vec<u16>>,
    /// By contest and class: whether it is ahead of all others by more than a tie at some point.
    pub(super) alone: Vec<Vec<bool>>,
}

impl Draws {
    /// `steps` points of every chain in the weights of `n` leaves that meet `rows`; none where the
    /// solver cannot tell them.
    pub(super) fn new(
        n: usize,
        rows: &[Row],
        contests: &[Contest],
        steps: usize,
        seed: u64,
    ) -> Draws {
        let Ok(polytope) = Polytope::new(n, rows) else {
            return Draws::at(n, Vec::new(), contests);
        };
        let mut weights = vec![0.0; n * steps * CHAINS];
        Walk::new(&polytope, seed, STREAM).fill(steps, &mut weights);
        Draws::at(n, weights, contests)
    }

    /// At these points, `weights[leaf * count + k]`.
    pub(super) fn at(n: usize, weights: Vec<f64>, contests: &[Contest]) -> Draws {
        let count = weights.len() / n.max(1);
        let mut out = Draws { count, weights, first: Vec::new(), alone: Vec::new() };
        let found: Vec<(Vec<u16>, Vec<bool>)> =
            contests.par_iter().map(|contest| out.leaders(contest)).collect();
        (out.first, out.alone) = found.into_iter().unzip();
        out
    }

    /// These points and more of them, given one by one.
    pub(super) fn of_points(points: &[Vec<f64>], contests: &[Contest]) -> Draws {
        let n = points.first().map_or(0, Vec::len);
        let weights = (0..n).flat_map(|leaf| points.iter().map(move |point| point[leaf])).collect();
        Draws::at(n, weights, contests)
    }

    /// d . w at every point.
    pub(super) fn sums(&self, d: &[f64]) -> Vec<f64> {
        let mut out = vec![0.0; self.count];
        if self.count == 0 {
            return out;
        }
        for (d, weights) in d.iter().zip(self.weights.chunks_exact(self.count)) {
            if *d != 0.0 {
                out.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += d * weight);
            }
        }
        out
    }

    /// The mean of all points.
    pub(super) fn mean(&self) -> Option<Vec<f64>> {
        (self.count > 0).then(|| {
            let mean = |weights: &[f64]| weights.iter().sum::<f64>() / self.count as f64;
            self.weights.chunks_exact(self.count).map(mean).collect()
        })
    }

    fn leaders(&self, contest: &Contest) -> (Vec<u16>, Vec<bool>) {
        let mut first = vec![0u16; self.count];
        let mut best = vec![f64::NEG_INFINITY; self.count];
        let mut second = vec![f64::NEG_INFINITY; self.count];
        for class in 0..contest.len() {
            for (k, score) in self.sums(contest.values(class)).into_iter().enumerate() {
                if score > best[k] {
                    (second[k], best[k], first[k]) = (best[k], score, class as u16);
                } else {
                    second[k] = second[k].max(score);
                }
            }
        }
        let tie = contest.most_tie();
        let mut alone = vec![false; contest.len()];
        for k in 0..self.count {
            if best[k] - second[k] > tie {
                alone[usize::from(first[k])] = true;
            }
        }
        (first, alone)
    }

    /// The standard error of the mean of what each point has, from the means of the chains; `None`
    /// where the points are not those of chains.
    pub(super) fn error_of_mean(&self, of: impl Fn(usize) -> f64) -> Option<f64> {
        if self.count == 0 || !self.count.is_multiple_of(CHAINS) {
            return None;
        }
        let mut sums = [0.0; CHAINS];
        (0..self.count).for_each(|k| sums[k % CHAINS] += of(k));
        let steps = (self.count / CHAINS) as f64;
        let mean = sums.iter().sum::<f64>() / (steps * CHAINS as f64);
        let squares: f64 = sums.iter().map(|sum| (sum / steps - mean).powi(2)).sum();
        Some((squares / (CHAINS * (CHAINS - 1)) as f64).sqrt())
    }
}

/// A stream of random numbers of its own.
const STREAM: u64 = 1 << 48;
