//! Weights of a tree of criteria: each sibling set is drawn by itself.

use super::local::SetDistribution;
use super::rng::{self, Sequence};
use super::{Sampler, SimplexSampler};
use std::sync::atomic::{AtomicU64, Ordering};

/// Weights meet a constraint that they miss by no more than this, counted in its largest
/// coefficient: they sum to 1 up to rounding only.
const JUST_MET: f64 = 1e-12;

/// A linear constraint on the local weights of a set: sum of `coefficients` times weights, plus
/// `constant`, is at most 0.
#[derive(Debug, Clone)]
pub struct LocalConstraint {
    /// One per branch of the set.
    pub coefficients: Vec<f64>,
    /// What is added.
    pub constant: f64,
}

impl LocalConstraint {
    /// Whether weights meet it, up to rounding: weights sum to 1 up to rounding only, and a
    /// constraint that all weights just meet (a + b + c
    /// >= 1) would else hold by the chance of the last digit, which goes with the weights.
    pub fn holds(&self, weights: &[f64]) -> bool {
        let size = self.coefficients.iter().fold(self.constant.abs(), |size, a| size.max(a.abs()));
        self.coefficients.iter().zip(weights).fold(self.constant, |sum, (a, w)| sum + a * w)
            <= JUST_MET * size
    }
}

/// A sibling set: branches whose local weights sum to 1.
#[derive(Clone)]
pub struct Set {
    /// Its branches; every branch of the tree is in one set.
    pub branches: Vec<usize>,
    /// How their weights are spread.
    pub model: SetDistribution,
    /// What must hold besides: proposals of the model are repeated until all do.
    pub constraints: Vec<LocalConstraint>,
}

/// How many proposals are made for one draw of a set before it fails.
pub const ATTEMPTS: usize = 10_000;

impl Set {
    /// Draw local weights from the numbers of a draw and stream; a rejected proposal advances their
    /// counter. Returns false, and the last proposal, if none of [`ATTEMPTS`] is accepted.
    fn draw(&self, seed: u64, stream: u64, draw: u64, weights: &mut [f64]) -> bool {
        let mut numbers = Sequence::new(seed, draw, stream);
        (0..ATTEMPTS).any(|_| self.propose(&mut numbers, draw, weights))
    }

    fn propose(&self, numbers: &mut Sequence, draw: u64, weights: &mut [f64]) -> bool {
        self.model.propose(numbers, draw, weights)
            && self.constraints.iter().all(|constraint| constraint.holds(weights))
    }

    /// A pilot run: how many of so many proposals are accepted. Few mean that rejection is no way
    /// to draw from this set.
    pub fn accepted(&self, seed: u64, proposals: u64) -> u64 {
        let mut weights = vec![0.0; self.branches.len()];
        let one = |draw: u64| {
            self.propose(&mut Sequence::new(seed, draw, rng::WEIGHTS), draw, &mut weights)
        };
        (0..proposals).map(one).map(u64::from).sum()
    }
}

/// Weights of the leaves of a tree: the product of the local weights on the way to each.
///
/// Set k draws from stream `rng::WEIGHTS + k`. With the model `Uniform` in every set the mean of
/// the local weights is equal weights.
pub struct WeightSampler {
    seed: u64,
    sets: Vec<Set>,
    /// Where the local weights of a set start in working memory.
    offsets: Vec<usize>,
    /// The places in working memory of the branches on the way to each leaf.
    paths: Vec<Vec<usize>>,
    branches: usize,
    failures: AtomicU64,
}

impl WeightSampler {
    /// `sets` are the sibling sets, `leaves[j]` the branches on the way to criterion j.
    ///
    /// # Panics
    ///
    /// If a leaf names a branch that is in no set, or parameters do not fit their set.
    pub fn new(seed: u64, sets: Vec<Set>, leaves: &[Vec<usize>]) -> WeightSampler {
        let (mut places, mut offsets, mut branches) =
            (std::collections::BTreeMap::new(), Vec::new(), 0);
        for set in &sets {
            let size = set.branches.len();
            let fits = match &set.model {
                SetDistribution::Uniform | SetDistribution::Within(_) => true,
                SetDistribution::Dirichlet(numbers) | SetDistribution::Fixed(numbers) => {
                    numbers.len() == size
                }
                SetDistribution::Other(sampler) => sampler.criteria() == size,
            };
            assert!(
                fits && set
                    .constraints
                    .iter()
                    .all(|constraint| constraint.coefficients.len() == size),
                "parameters fit the set"
            );
            offsets.push(branches);
            places
                .extend(set.branches.iter().enumerate().map(|(k, branch)| (*branch, branches + k)));
            branches += size;
        }
        let paths =
            leaves.iter().map(|path| path.iter().map(|branch| places[branch]).collect()).collect();
        WeightSampler { seed, sets, offsets, paths, branches, failures: AtomicU64::new(0) }
    }

    /// In how many draws of a set so far no proposal was accepted. Such a draw breaks the
    /// constraints and counts for nothing: if there are any, the run is to be thrown away.
    pub fn failures(&self) -> u64 {
        self.failures.load(Ordering::Relaxed)
    }

    /// The local weights of a set in a block of draws, branch by branch.
    fn fill_set(&self, k: usize, first: u64, block: usize, rows: &mut [f64]) {
        let (set, stream) = (&self.sets[k], rng::WEIGHTS + k as u64);
        match &set.model {
            SetDistribution::Uniform if set.constraints.is_empty() => {
                SimplexSampler::new(set.branches.len(), self.seed, stream).fill(first, block, rows);
            }
            SetDistribution::Other(sampler) => sampler.fill(first, block, rows),
            SetDistribution::Fixed(fixed) => {
                rows.chunks_exact_mut(block).zip(fixed).for_each(|(row, weight)| row.fill(*weight))
            }
            _ => {
                let mut weights = vec![0.0; set.branches.len()];
                let mut failures = 0;
                for d in 0..block {
                    failures += u64::from(!set.draw(
                        self.seed,
                        stream,
                        first.wrapping_add(d as u64),
                        &mut weights,
                    ));
                    weights
                        .iter()
                        .enumerate()
                        .for_each(|(i, weight)| rows[i * block + d] = *weight);
                }
                self.failures.fetch_add(failures, Ordering::Relaxed);
            }
        }
    }
}

impl Sampler for WeightSampler {
    fn criteria(&self) -> usize {
        self.paths.len()
    }

    fn fill(&self, first: u64, block: usize, weights: &mut [f64]) {
        if block == 0 {
            return;
        }
        // The working memory of a block: one allocation for all its draws.
        let mut local = vec![0.0; self.branches * block];
        for (k, set) in self.sets.iter().enumerate() {
            let rows = &mut local[self.offsets[k] * block..][..set.branches.len() * block];
            self.fill_set(k, first, block, rows);
        }
        for (row, path) in weights.chunks_exact_mut(block).zip(&self.paths) {
            row.fill(1.0);
            for place in path {
                row.iter_mut()
                    .zip(&local[place * block..][..block])
                    .for_each(|(weight, local)| *weight *= local);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::BoxConstraints;

    fn set(branches: Vec<usize>, model: SetDistribution) -> Set {
        Set { branches, model, constraints: Vec::new() }
    }

    /// Three nodes; the second has three leaves below it, the third two.
    fn tree() -> WeightSampler {
        let sets = vec![
            set(vec![0, 1, 2], SetDistribution::Uniform),
            set(vec![3, 4, 5], SetDistribution::Dirichlet(vec![2.0, 0.0, 1.0])),
            set(
                vec![7, 6],
                SetDistribution::Within(BoxConstraints::new(&[0.1, 0.2], &[0.7, 0.9]).unwrap()),
            ),
        ];
        WeightSampler::new(
            5,
            sets,
            &[vec![0], vec![1, 3], vec![1, 4], vec![1, 5], vec![2, 6], vec![2, 7]],
        )
    }

    #[test]
    fn leaves_are_products_and_blocks_do_not_show() {
        let (tree, draws) = (tree(), 300);
        let mut all = vec![0.0; 6 * draws];
        tree.fill(100, draws, &mut all);
        for d in 0..draws {
            let mut one = [0.0; 6];
            tree.fill(100 + d as u64, 1, &mut one);
            assert!((0..6).all(|j| one[j] == all[j * draws + d]));
            assert!((one.iter().sum::<f64>() - 1.0).abs() < 1e-14);
            assert_eq!(one[2], 0.0);
            let share = one[5] / (one[4] + one[5]);
            assert!((0.1 - 1e-12..=0.7 + 1e-12).contains(&share));
            let mut top = [0.0; 3];
            SimplexSampler::new(3, 5, 0).fill(100 + d as u64, 1, &mut top);
            assert_eq!(one[0], top[0]);
        }
        assert_eq!(tree.failures(), 0);
    }

    #[test]
    fn a_set_alone_is_the_simplex_also_under_a_constraint_that_always_holds() {
        let (mut a, mut b, mut c) = ([0.0; 40], [0.0; 40], [0.0; 40]);
        let leaves: Vec<Vec<usize>> = (0..4).map(|j| vec![j]).collect();
        let mut own = set((0..4).collect(), SetDistribution::Uniform);
        SimplexSampler::new(4, 2, 0).fill(7, 10, &mut a);
        WeightSampler::new(2, vec![own.clone()], &leaves).fill(7, 10, &mut b);
        own.constraints.push(LocalConstraint { coefficients: vec![1.0; 4], constant: -2.0 });
        WeightSampler::new(2, vec![own], &leaves).fill(7, 10, &mut c);
        assert_eq!(a, b);
        assert_eq!(a, c);
    }

    #[test]
    fn constraints_hold_and_what_cannot_be_met_is_counted() {
        let leaves: Vec<Vec<usize>> = (0..3).map(|j| vec![j]).collect();
        let mut own = set((0..3).collect(), SetDistribution::Uniform);
        // w_0 >= w_1 >= w_2: a sixth of the simplex, with means 11/18, 5/18, 2/18.
        own.constraints.push(LocalConstraint { coefficients: vec![-1.0, 1.0, 0.0], constant: 0.0 });
        own.constraints.push(LocalConstraint { coefficients: vec![0.0, -1.0, 1.0], constant: 0.0 });
        assert!((own.accepted(1, 60_000) as f64 - 10_000.0).abs() < 4.0 * 92.0);
        let draws = 20_000;
        let tree = WeightSampler::new(1, vec![own.clone()], &leaves);
        let mut weights = vec![0.0; 3 * draws];
        tree.fill(0, draws, &mut weights);
        assert_eq!(tree.failures(), 0);
        for (row, mean) in weights.chunks_exact(draws).zip([11.0, 5.0, 2.0]) {
            assert!((row.iter().sum::<f64>() / draws as f64 - mean / 18.0).abs() < 0.004);
        }
        assert!(
            (0..draws).all(|d| weights[d] >= weights[draws + d]
                && weights[draws + d] >= weights[2 * draws + d])
        );
        own.constraints.push(LocalConstraint { coefficients: vec![1.0; 3], constant: 0.0 });
        let tree = WeightSampler::new(1, vec![own], &leaves);
        tree.fill(0, 2, &mut weights[..6]);
        assert_eq!(tree.failures(), 2);
    }

    #[test]
    fn another_sampler_may_draw_a_set() {
        let leaves: Vec<Vec<usize>> = (0..3).map(|j| vec![j]).collect();
        let other = SetDistribution::Other(std::sync::Arc::new(SimplexSampler::new(3, 9, 77)));
        let (mut a, mut b) = ([0.0; 15], [0.0; 15]);
        WeightSampler::new(1, vec![set(vec![0, 1, 2], other)], &leaves).fill(3, 5, &mut a);
        SimplexSampler::new(3, 9, 77).fill(3, 5, &mut b);
        assert_eq!(a, b);
    }
}
