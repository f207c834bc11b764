//! What is counted over draws, and how sure a share is.
//!
//! Independent draws: a share of k in n draws has the binomial standard error at (k + 1/2) / (n + 1), so that none of n is not certainty.
//! Dependent draws (a walk): counts are also kept by batch, and the error is that of the batch means, never less than the binomial one.

use crate::kernel::{Bounded, Ranks, Tally};

/// The counts of a run, or of a batch of it.
#[derive(Debug, Clone)]
pub(super) struct Counts {
    pub(super) ranks: Option<Ranks>,
    pub(super) bounded: Option<Bounded>,
    /// How many rows of a score block are ranked.
    pub(super) ranked: usize,
}

impl Counts {
    /// How many draws were counted.
    pub(super) fn draws(&self) -> u64 {
        match (&self.ranks, &self.bounded) {
            (Some(ranks), _) => ranks.draws(),
            (None, Some(bounded)) => bounded.draws(),
            (None, None) => 0,
        }
    }
}

impl Tally for Counts {
    fn add(&mut self, weights: &[f64], scores: &[f64], block: usize) {
        if let Some(ranks) = &mut self.ranks {
            ranks.add(weights, &scores[..self.ranked * block], block);
        }
        if let Some(bounded) = &mut self.bounded {
            bounded.add(weights, scores, block);
        }
    }

    fn merge(&mut self, other: Counts) {
        if let (Some(mine), Some(theirs)) = (&mut self.ranks, other.ranks) {
            mine.merge(theirs);
        }
        if let (Some(mine), Some(theirs)) = (&mut self.bounded, other.bounded) {
            mine.merge(theirs);
        }
    }
}

/// Batches are joined two by two when there are so many.
const MOST_BATCHES: usize = 64;
/// Of larger counts no batches are kept.
const MOST_SQUARES: usize = 100_000;
/// Fewer batches than this tell too little of their spread.
const LEAST_BATCHES: usize = 8;

/// The counts of all draws and, for dependent ones, of batches of them.
pub(super) struct Totals {
    pub(super) all: Counts,
    /// Whether draws depend on each other.
    dependent: bool,
    batches: Option<Vec<Counts>>,
    /// Chunks per batch.
    length: usize,
    /// Chunks in the last batch.
    last: usize,
    /// So many independent draws a dependent one is worth, by the walk's own diagnostic.
    pub(super) worth: f64,
}

/// A figure and its standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimated {
    /// The figure.
    pub value: f64,
    /// Its standard error.
    pub std_error: f64,
}

impl Totals {
    pub(super) fn new(empty: Counts, dependent: bool) -> Totals {
        // Counts by rank and by pair of very many alternatives are too large to keep many times over.
        let small = empty.ranks.as_ref().is_none_or(|ranks| ranks.layout().squares() <= MOST_SQUARES);
        Totals { all: empty, batches: (dependent && small).then(Vec::new), dependent, length: 1, last: 0, worth: 1.0 }
    }

    /// Add the counts of the next chunk of draws.
    pub(super) fn add(&mut self, chunk: Counts) {
        if let Some(batches) = &mut self.batches {
            if self.last < self.length
                && let Some(batch) = batches.last_mut()
            {
                batch.merge(chunk.clone());
                self.last += 1;
            } else {
                if batches.len() == MOST_BATCHES {
                    let mut joined: Vec<Counts> = Vec::with_capacity(MOST_BATCHES / 2);
                    for (at, batch) in std::mem::take(batches).into_iter().enumerate() {
                        match joined.last_mut().filter(|_| at % 2 == 1) {
                            Some(before) => before.merge(batch),
                            None => joined.push(batch),
                        }
                    }
                    *batches = joined;
                    self.length *= 2;
                }
                batches.push(chunk.clone());
                self.last = 1;
            }
        }
        self.all.merge(chunk);
    }

    /// The batches that are full, where there are enough to tell a spread.
    fn full(&self) -> Option<&[Counts]> {
        let batches = self.batches.as_ref()?;
        let full = batches.len() - usize::from(self.last < self.length);
        (full >= LEAST_BATCHES).then(|| &batches[..full])
    }

    /// The spread of a figure's means over batches, as the standard error of the mean of all; `None` for independent draws.
    fn batch_error(&self, figure: impl Fn(&Counts) -> f64) -> Option<f64> {
        let batches = self.full()?;
        let n = batches.len() as f64;
        let figures: Vec<f64> = batches.iter().map(figure).collect();
        let mean = figures.iter().sum::<f64>() / n;
        let variance = figures.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0);
        Some((variance / n).sqrt())
    }

    /// How many independent draws the draws are worth where there are too few batches to tell.
    fn effective(&self) -> f64 {
        let n = self.all.draws() as f64;
        if self.dependent && self.full().is_none() { (n * self.worth).max(1.0) } else { n }
    }

    /// A share of draws, from a count of them.
    pub(super) fn share(&self, count: impl Fn(&Counts) -> f64) -> Estimated {
        let n = self.all.draws() as f64;
        let k = count(&self.all);
        let p = ((k + 0.5) / (n + 1.0)).clamp(0.0, 1.0);
        let binomial = (p * (1.0 - p) / self.effective()).sqrt();
        let batch = self.batch_error(|batch| count(batch) / batch.draws() as f64);
        Estimated { value: k / n, std_error: batch.unwrap_or(0.0).max(binomial) }
    }

    /// A share of draws from credits that ties may have shared, and the sum of their squares where it is known: ties that are the same in
    /// every draw leave no doubt about a share.
    pub(super) fn credited(&self, count: impl Fn(&Counts) -> f64, squares: Option<f64>) -> Estimated {
        let share = self.share(&count);
        let (n, k) = (self.all.draws() as f64, count(&self.all));
        match squares {
            // Whole credits: the binomial error stands.
            Some(squares) if (squares - k).abs() > 1e-9 * k => {
                let variance = (squares / n - share.value * share.value).max(0.5 / (n + 1.0));
                let batch = self.batch_error(|batch| count(batch) / batch.draws() as f64);
                Estimated { std_error: batch.unwrap_or(0.0).max((variance / self.effective()).sqrt()), ..share }
            }
            _ => share,
        }
    }

    /// A mean over `weight` draws with the given variance of a single one, and the same of a batch.
    pub(super) fn mean(&self, value: f64, variance: f64, weight: f64, of_batch: impl Fn(&Counts) -> Option<f64>) -> Estimated {
        let scale = self.effective() / (self.all.draws() as f64).max(1.0);
        let plain = (variance.max(0.0) / (weight * scale).max(1.0)).sqrt();
        let all_tell = self.full().is_some_and(|batches| batches.iter().all(|batch| of_batch(batch).is_some()));
        let batch = all_tell.then(|| self.batch_error(|batch| of_batch(batch).unwrap_or(value))).flatten();
        Estimated { value, std_error: batch.unwrap_or(0.0).max(plain) }
    }
}
