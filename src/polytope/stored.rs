//! Weights that have been drawn already, as a sampler.

use crate::kernel::Sampler;

/// A buffer of draws that [`kernel::run`](crate::kernel::run) can read: draws that depend on those
/// before them, as the points of a [`Walk`](super::Walk), are made one buffer after the other, and
/// each buffer is counted in parallel.
#[derive(Debug, Clone)]
pub struct Stored {
    criteria: usize,
    first: u64,
    draws: usize,
    weights: Vec<f64>,
}

impl Stored {
    /// Draws `first .. first + draws`: `weights[j * draws + k]` is the weight of criterion j in
    /// draw `first + k`.
    ///
    /// # Panics
    ///
    /// If the weights are not so many for each of the criteria.
    pub fn new(criteria: usize, first: u64, weights: Vec<f64>) -> Stored {
        assert!(
            criteria > 0 && weights.len().is_multiple_of(criteria),
            "all criteria have as many draws"
        );
        Stored { criteria, first, draws: weights.len() / criteria, weights }
    }

    /// The buffer, to be filled again.
    pub fn into_weights(self) -> Vec<f64> {
        self.weights
    }
}

impl Sampler for Stored {
    fn criteria(&self) -> usize {
        self.criteria
    }

    /// # Panics
    ///
    /// If a draw is asked for that is not stored.
    fn fill(&self, first: u64, block: usize, weights: &mut [f64]) {
        if block == 0 {
            return;
        }
        let start = usize::try_from(first - self.first).expect("a draw that is stored");
        for (row, stored) in
            weights.chunks_exact_mut(block).zip(self.weights.chunks_exact(self.draws))
        {
            row.copy_from_slice(&stored[start..start + block]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_cut_from_the_buffer() {
        let stored = Stored::new(2, 10, (0..10).map(f64::from).collect());
        let mut block = [0.0; 4];
        stored.fill(12, 2, &mut block);
        assert_eq!(block, [2.0, 3.0, 7.0, 8.0]);
        stored.fill(15, 0, &mut []);
        assert_eq!(stored.into_weights().len(), 10);
    }
}
