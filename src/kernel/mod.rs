//! The hot loop: numbers and slices only. Imports nothing of ours, fails nowhere, allocates nothing
//! per draw.
//!
//! Three small traits and one loop: a [`Sampler`] fills a block of weights, a [`Scorer`] scores it,
//! a [`Tally`] counts; [`run`] gives each chunk its range of draw numbers and hands on the tallies
//! in order. Every random number is a function of seed, draw, stream and counter ([`rng`]), so
//! neither blocks nor chunks nor threads show in a result.
//!
//! A block of draws is laid out as a structure of arrays: weights criterion by criterion, scores
//! alternative by alternative, so that every inner loop runs across draws. A single evaluation is a
//! block of one.

pub mod dispatch;
pub mod elementary;
pub(crate) mod elementwise;
pub(crate) mod pairwise_bounds;
pub mod rng;

mod bounded;
mod buffer;
mod classes;
mod credit;
mod curve;
mod inputs;
mod linear;
mod local;
mod ranks;
mod run;
mod saved;
mod sets;
mod simplex;
mod tally;
mod tree;

pub use crate::kernel::pairwise_bounds::{Pair, PairwiseBounds, Part};
pub use bounded::Bounded;
pub use classes::Classes;
pub use credit::Credit;
pub use curve::Curve;
pub use inputs::{Distribution, DrawnCell, Inputs};
pub use linear::Linear;
pub use local::{BoxConstraints, SetDistribution};
pub use ranks::{Layout, Options, Ranks};
pub use run::{CHUNK, run};
pub use saved::Saved;
pub use sets::{AtSet, SetSampler};
pub use simplex::SimplexSampler;
pub use tally::Tally;
pub use tree::{ATTEMPTS, LocalConstraint, Set, WeightSampler};

/// Draws weights. Draw k is the same whatever the block it is asked for in.
pub trait Sampler: Send + Sync {
    /// How many criteria have a weight.
    fn criteria(&self) -> usize;

    /// The weights of `block` draws from number `first` on: `weights[j * block + d]`, of length
    /// criteria times block, becomes the weight of criterion j in draw `first + d`. The weights of
    /// a draw are at least 0 and sum to 1, up to rounding.
    fn fill(&self, first: u64, block: usize, weights: &mut [f64]);
}

/// Maps blocks of weights to blocks of scores; higher is better, whatever the method's own
/// convention.
///
/// ```
/// use afweging::kernel::Scorer;
///
/// /// The worst of two weighted values decides.
/// struct Worst([[f64; 2]; 2]);
///
/// impl Scorer for Worst {
///     fn alternatives(&self) -> usize {
///         2
///     }
///
///     fn score(&self, weights: &[f64], block: usize, scores: &mut [f64]) {
///         for (i, values) in self.0.iter().enumerate() {
///             for d in 0..block {
///                 let part = |j: usize| weights[j * block + d] * values[j];
///                 scores[i * block + d] = part(0).min(part(1));
///             }
///         }
///     }
/// }
///
/// // One draw: both weights one half.
/// let mut scores = [0.0; 2];
/// Worst([[1.0, 0.2], [0.6, 0.5]]).score(&[0.5, 0.5], 1, &mut scores);
/// assert_eq!(scores, [0.1, 0.25]);
/// ```
pub trait Scorer: Send + Sync {
    /// How many alternatives it scores.
    fn alternatives(&self) -> usize;

    /// Score `block` draws. `weights[j * block + d]` is the weight of criterion j in draw d (each
    /// draw sums to 1); `scores[i * block + d]` becomes the score of alternative i in draw d.
    fn score(&self, weights: &[f64], block: usize, scores: &mut [f64]);

    /// The same for the draws from number `first` on, for a scorer that draws its inputs too;
    /// others have no use for the numbers.
    fn score_draws(&self, _first: u64, weights: &[f64], block: usize, scores: &mut [f64]) {
        self.score(weights, block, scores);
    }

    /// Whether it is known at once that no criterion with weight, of these `weights` of one draw,
    /// tells any two alternatives apart.
    fn all_equal(&self, _weights: &[f64]) -> bool {
        false
    }
}
