//! Counting over draws.

/// Counts something over draws. One is made per chunk of draws; chunks are merged in their order.
pub trait Tally: Send {
    /// Count `block` draws: `weights[j * block + d]` is the weight of criterion j in draw d,
    /// `scores[i * block + d]` the score of alternative i. Scores are finite; higher is better.
    fn add(&mut self, weights: &[f64], scores: &[f64], block: usize);

    /// How many bytes it takes, roughly: of large ones fewer are at work at once.
    fn bytes(&self) -> usize {
        0
    }

    /// Add what another one, made the same way, has counted over later draws.
    fn merge(&mut self, other: Self)
    where
        Self: Sized;
}
