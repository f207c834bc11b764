//! The hot loop: numbers and slices only. Imports nothing of ours, fails nowhere, allocates nothing per draw.
//!
//! A block of draws is laid out as a structure of arrays: weights criterion by criterion, scores alternative by alternative,
//! so that every inner loop runs across draws. A single evaluation is a block of one.

mod linear;

pub use linear::Linear;

/// Maps blocks of weights to blocks of scores; higher is better, whatever the method's own convention.
pub trait Scorer: Send + Sync {
    /// How many alternatives it scores.
    fn alternatives(&self) -> usize;

    /// Score `block` draws. `weights[j * block + d]` is the weight of criterion j in draw d (each draw sums to 1);
    /// `scores[i * block + d]` becomes the score of alternative i in draw d.
    fn score(&self, weights: &[f64], block: usize, scores: &mut [f64]);
}
