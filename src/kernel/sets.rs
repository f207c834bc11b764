//! Draws with several sets of weights, one after the other: what groups with weights of their own
//! are scored with. The sets of a draw come from the same random numbers.

use super::{Sampler, Scorer, WeightSampler};

/// Draws every set of weights of a draw: those of the first sampler, then those of the next.
pub struct SetSampler(Vec<WeightSampler>);

impl SetSampler {
    /// `sets` draw as many weights each.
    ///
    /// # Panics
    ///
    /// If they do not.
    pub fn new(sets: Vec<WeightSampler>) -> SetSampler {
        let same = sets.windows(2).all(|pair| pair[0].criteria() == pair[1].criteria());
        assert!(same, "every set has a weight for every criterion");
        SetSampler(sets)
    }

    /// In how many draws of a set so far no proposal was accepted; see
    /// [`WeightSampler::failures`].
    pub fn failures(&self) -> u64 {
        self.0.iter().map(WeightSampler::failures).sum()
    }
}

impl Sampler for SetSampler {
    fn criteria(&self) -> usize {
        self.0.iter().map(WeightSampler::criteria).sum()
    }

    fn fill(&self, first: u64, block: usize, weights: &mut [f64]) {
        let mut rest = weights;
        for set in &self.0 {
            let (own, others) = rest.split_at_mut(set.criteria() * block);
            set.fill(first, block, own);
            rest = others;
        }
    }
}

/// A scorer that is given one of the sets of weights of a draw.
pub struct AtSet {
    scorer: Box<dyn Scorer>,
    set: usize,
    criteria: usize,
}

impl AtSet {
    /// `scorer` takes `criteria` weights, those of set number `set`, from 0.
    pub fn new(scorer: Box<dyn Scorer>, set: usize, criteria: usize) -> AtSet {
        AtSet { scorer, set, criteria }
    }

    fn own<'a>(&self, weights: &'a [f64], block: usize) -> &'a [f64] {
        let size = self.criteria * block;
        &weights[self.set * size..][..size]
    }
}

impl Scorer for AtSet {
    fn alternatives(&self) -> usize {
        self.scorer.alternatives()
    }

    fn score(&self, weights: &[f64], block: usize, scores: &mut [f64]) {
        self.scorer.score(self.own(weights, block), block, scores);
    }

    fn score_draws(&self, first: u64, weights: &[f64], block: usize, scores: &mut [f64]) {
        self.scorer.score_draws(first, self.own(weights, block), block, scores);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{Linear, Set, SetDistribution};

    #[test]
    fn each_scorer_sees_its_own_weights() {
        let fixed = |weights: [f64; 2]| {
            let model = SetDistribution::Fixed(weights.to_vec());
            let set = Set { branches: vec![0, 1], model, constraints: Vec::new() };
            WeightSampler::new(1, vec![set], &[vec![0], vec![1]])
        };
        let sampler = SetSampler::new(vec![fixed([0.25, 0.75]), fixed([0.5, 0.5])]);
        let mut weights = vec![0.0; 4 * 3];
        sampler.fill(0, 3, &mut weights);
        assert_eq!(sampler.criteria(), 4);
        // One alternative with the values 1 and 0: its score is the first weight.
        let score = |set: usize| {
            let mut scores = [0.0; 3];
            let scorer = Box::new(Linear::new(vec![1.0, 0.0], 1));
            AtSet::new(scorer, set, 2).score_draws(0, &weights, 3, &mut scores);
            scores
        };
        assert_eq!((score(0), score(1)), ([0.25; 3], [0.5; 3]));
    }
}
