//! Draws of weights one by one, for whoever writes them down.

use crate::draw::plan::SamplingPlan;
use crate::draw::run::WeightDraws;
use crate::error::Result;
use crate::kernel::{Scorer, Tally};
use std::ops::ControlFlow;

/// Scores nobody.
struct Nobody;

impl Scorer for Nobody {
    fn alternatives(&self) -> usize {
        0
    }

    fn score(&self, _weights: &[f64], _block: usize, _scores: &mut [f64]) {}
}

/// Keeps every draw: a row each, by leaf.
struct Rows(Vec<Vec<f64>>);

impl Tally for Rows {
    fn add(&mut self, weights: &[f64], _scores: &[f64], block: usize) {
        let leaves = weights.len().checked_div(block).unwrap_or(0);
        let row = |draw: usize| (0..leaves).map(|leaf| weights[leaf * block + draw]).collect();
        self.0.extend((0..block).map(row));
    }

    fn merge(&mut self, other: Rows) {
        self.0.extend(other.0);
    }
}

/// The draws of one plan, in their order: by leaf its share of all weight.
///
/// # Errors
/// As [`WeightDraws::run`].
pub(crate) fn weight_rows(plan: SamplingPlan, seed: u64, draws: u64) -> Result<Vec<Vec<f64>>> {
    let mut out = Vec::new();
    WeightDraws::new(vec![plan], seed).run(
        draws,
        0..draws,
        &Nobody,
        &|| Rows(Vec::new()),
        &mut |_, rows: Rows| {
            out.extend(rows.0);
            ControlFlow::Continue(())
        },
    )?;
    Ok(out)
}
