//! Scores that are linear in the weights: score = sum over criteria of weight times value.

use super::Scorer;

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
}

impl Scorer for Linear {
    fn alternatives(&self) -> usize {
        self.alternatives
    }

    fn score(&self, weights: &[f64], block: usize, scores: &mut [f64]) {
        scores.fill(0.0);
        if self.alternatives == 0 {
            return;
        }
        for (values, weights) in self.values.chunks_exact(self.alternatives).zip(weights.chunks_exact(block)) {
            for (value, scores) in values.iter().zip(scores.chunks_exact_mut(block)) {
                for (score, weight) in scores.iter_mut().zip(weights) {
                    *score += value * weight;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_its_draws_one_by_one() {
        let scorer = Linear::new(vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0], 2);
        let draws = [[0.2, 0.3, 0.5], [1.0, 0.0, 0.0]];
        let mut block = [0.0; 4];
        scorer.score(&[0.2, 1.0, 0.3, 0.0, 0.5, 0.0], 2, &mut block);
        for (d, draw) in draws.iter().enumerate() {
            let mut one = [0.0; 2];
            scorer.score(draw, 1, &mut one);
            assert_eq!([block[d], block[2 + d]], one);
        }
        assert_eq!(block[1], 1.0);
    }
}
