//! Weights spread evenly over the simplex.

use super::Sampler;
use super::dispatch::{Level, Task};
use super::elementary::ln;
use super::rng::{self, uniform};

/// The uniform distribution on {w >= 0, sum of w = 1}: Dirichlet(1, ..., 1).
///
/// w_j = e_j / (e_1 + ... + e_n) with e_j = -ln u_j, u_j uniform in (0, 1) at counter j (Devroye
/// 1986, Non-Uniform Random Variate Generation, ch. XI.4, doi:10.1007/978-1-4613-8643-8). Uniform
/// numbers divided by their sum would crowd in the middle.
///
/// ```
/// use afweging::kernel::{Sampler, SimplexSampler};
///
/// let sampler = SimplexSampler::new(3, 1, 0);
/// let mut weights = [0.0; 3 * 4]; // four draws of three weights
/// sampler.fill(0, 4, &mut weights);
/// let sum: f64 = (0..3).map(|j| weights[j * 4]).sum(); // of the first draw
/// assert!((sum - 1.0).abs() < 1e-12);
/// ```
#[derive(Debug, Clone)]
pub struct SimplexSampler {
    criteria: usize,
    branch: u64,
}

impl SimplexSampler {
    /// Over `criteria` weights, from the random numbers of this seed and stream (see
    /// [`rng`](super::rng)).
    pub fn new(criteria: usize, seed: u64, stream: u64) -> SimplexSampler {
        SimplexSampler { criteria, branch: rng::branch(seed, stream) }
    }

    pub(super) fn fill_at(&self, level: Level, first: u64, block: usize, weights: &mut [f64]) {
        if self.criteria == 1 {
            // What e / e comes to, but the loop multiplies by 1 / e.
            weights.fill(1.0);
        } else if block > 0 && self.criteria > 0 {
            level.run(Fill { branch: self.branch, first, block, weights });
        }
    }
}

impl Sampler for SimplexSampler {
    fn criteria(&self) -> usize {
        self.criteria
    }

    fn fill(&self, first: u64, block: usize, weights: &mut [f64]) {
        self.fill_at(Level::best(), first, block, weights);
    }
}

/// So many draws at a time, that keys and sums stay in registers.
const TILE: usize = 32;

struct Fill<'a> {
    branch: u64,
    first: u64,
    block: usize,
    weights: &'a mut [f64],
}

impl Task for Fill<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        for start in (0..self.block).step_by(TILE) {
            let keys: [u64; TILE] = std::array::from_fn(|d| {
                rng::output(self.branch, self.first.wrapping_add((start + d) as u64))
            });
            let mut sums = [0.0; TILE];
            let tile = TILE.min(self.block - start);
            let mut counter = rng::GOLDEN;
            for row in self.weights.chunks_exact_mut(self.block) {
                let row = &mut row[start..start + tile];
                // A whole tile has its length in the type, so that its loop has no remainder.
                match <&mut [f64; TILE]>::try_from(&mut *row) {
                    Ok(row) => exponentials(&keys, counter, row, &mut sums),
                    Err(_) => exponentials(&keys, counter, row, &mut sums),
                }
                counter = counter.wrapping_add(rng::GOLDEN);
            }
            sums.iter_mut().for_each(|sum| *sum = 1.0 / *sum);
            for row in self.weights.chunks_exact_mut(self.block) {
                row[start..start + tile]
                    .iter_mut()
                    .zip(&sums)
                    .for_each(|(weight, inverse)| *weight *= inverse);
            }
        }
    }
}

#[inline(always)]
fn exponentials(keys: &[u64; TILE], counter: u64, row: &mut [f64], sums: &mut [f64; TILE]) {
    for ((weight, key), sum) in row.iter_mut().zip(keys).zip(sums) {
        *weight = -ln(uniform(rng::mix(key.wrapping_add(counter))));
        *sum += *weight;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_normalised_exponentials_of_the_generator() {
        let n = 5;
        let sampler = SimplexSampler::new(n, 42, 3);
        let mut weights = vec![0.0; n * 100];
        sampler.fill(1_000, 100, &mut weights);
        for d in 0..100 {
            let e: Vec<f64> = (0..n)
                .map(|j| -uniform(rng::value(42, 1_000 + d as u64, 3, j as u64)).ln())
                .collect();
            for j in 0..n {
                assert!((weights[j * 100 + d] - e[j] / e.iter().sum::<f64>()).abs() < 1e-15);
            }
        }
    }

    #[test]
    fn blocks_and_instruction_sets_do_not_show() {
        let n = 7;
        let sampler = SimplexSampler::new(n, 1, 0);
        let mut all = vec![0.0; n * 1000];
        sampler.fill(0, 1000, &mut all);
        for level in Level::ALL {
            for (first, block) in [(0, 1000), (0, 64), (17, 1), (3, 33), (500, 129)] {
                let mut some = vec![0.0; n * block];
                sampler.fill_at(level, first as u64, block, &mut some);
                for (j, row) in some.chunks_exact(block).enumerate() {
                    assert_eq!(
                        row,
                        &all[j * 1000 + first..j * 1000 + first + block],
                        "{level:?} {first} {block}"
                    );
                }
            }
        }
    }

    #[test]
    fn moments_are_those_of_the_simplex() {
        let (n, draws) = (4, 200_000);
        let mut weights = vec![0.0; n * draws];
        SimplexSampler::new(n, 9, 0).fill(0, draws, &mut weights);
        let mean = |x: &mut dyn Iterator<Item = f64>| x.sum::<f64>() / draws as f64;
        let rows: Vec<&[f64]> = weights.chunks_exact(draws).collect();
        // E w = 1/n, E w^2 = 2 / n(n+1), E w_i w_j = 1 / n(n+1), P(w > t) = (1-t)^(n-1).
        for (i, row) in rows.iter().enumerate() {
            assert!((mean(&mut row.iter().copied()) - 0.25).abs() < 4.0 * 0.194 / 447.0);
            assert!((mean(&mut row.iter().map(|w| w * w)) - 0.1).abs() < 4.0 * 0.14 / 447.0);
            assert!(
                (mean(&mut row.iter().zip(rows[(i + 1) % n]).map(|(v, w)| v * w)) - 0.05).abs()
                    < 4.0 * 0.06 / 447.0
            );
            assert!(
                (mean(&mut row.iter().map(|w| f64::from(u8::from(*w > 0.5)))) - 0.125).abs()
                    < 4.0 * 0.331 / 447.0
            );
        }
        let mut one = [0.0; 3];
        SimplexSampler::new(1, 9, 0).fill(0, 3, &mut one);
        assert_eq!(one, [1.0; 3]);
    }
}
