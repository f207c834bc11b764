//! What is counted over draws, and how sure a share is.
//!
//! Independent draws: a share of k in n draws has the binomial standard error at (k + 1/2) / (n +
//! 1), so that none of n is not certainty. Where ties share it, the error is that of the credits as
//! they came: a tie that is the same in every draw leaves hardly any doubt. Dependent draws (a
//! walk): counts are also kept by batch, and the error is that of the batch means, never less than
//! the binomial one.

use crate::kernel::{Bounded, Classes, Credit, Ranks, Saved, Tally};
use crate::tolerance::WHOLE_CREDITS;

/// The counts of a run, or of a batch of it.
#[derive(Debug, Clone)]
pub(crate) struct Counts {
    pub(crate) ranks: Option<Ranks>,
    pub(crate) bounded: Option<Bounded>,
    /// Of a method that sorts: categories, for all rows of a score block.
    pub(crate) classes: Option<Classes>,
    /// How many rows of a score block are ranked.
    pub(crate) ranked: usize,
}

impl Counts {
    /// How many draws were counted.
    pub(crate) fn draws(&self) -> u64 {
        match (&self.ranks, &self.bounded) {
            (Some(ranks), _) => ranks.draws(),
            (None, Some(bounded)) => bounded.draws(),
            (None, None) => self.classes.as_ref().map_or(0, Classes::draws),
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
        if let Some(classes) = &mut self.classes {
            classes.add(weights, scores, block);
        }
    }

    fn bytes(&self) -> usize {
        self.ranks.as_ref().map_or(0, Tally::bytes)
            + self.bounded.as_ref().map_or(0, Tally::bytes)
            + self.classes.as_ref().map_or(0, Tally::bytes)
    }

    fn merge(&mut self, other: Counts) {
        if let (Some(mine), Some(theirs)) = (&mut self.ranks, other.ranks) {
            mine.merge(theirs);
        }
        if let (Some(mine), Some(theirs)) = (&mut self.bounded, other.bounded) {
            mine.merge(theirs);
        }
        if let (Some(mine), Some(theirs)) = (&mut self.classes, other.classes) {
            mine.merge(theirs);
        }
    }
}

impl Saved for Counts {
    fn save(&self, out: &mut Vec<u8>) {
        self.ranks.iter().for_each(|it| it.save(out));
        self.bounded.iter().for_each(|it| it.save(out));
        self.classes.iter().for_each(|it| it.save(out));
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        self.ranks.iter_mut().try_for_each(|it| it.load(from))?;
        self.bounded.iter_mut().try_for_each(|it| it.load(from))?;
        self.classes.iter_mut().try_for_each(|it| it.load(from))
    }
}

/// Batches are joined two by two when there are so many.
const MOST_BATCHES: usize = 64;
/// Of larger counts no batches are kept.
const MOST_SQUARES: usize = 100_000;
/// Fewer batches than this tell too little of their spread.
const LEAST_BATCHES: usize = 8;
/// More parts than this are not left out one by one.
const MOST_PARTS: usize = 16;

/// The counts of all draws and, for dependent ones, of batches of them.
pub(crate) struct Totals {
    pub(crate) all: Counts,
    /// Whether draws depend on each other.
    dependent: bool,
    batches: Option<Vec<Counts>>,
    /// Segments per batch.
    length: usize,
    /// Segments in the last batch.
    last: usize,
    /// So many independent draws a dependent one is worth, by the walk's own diagnostic.
    pub(crate) worth: f64,
}

/// A figure and its standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimated {
    /// The estimate itself, in the unit of what is estimated.
    pub value: f64,
    /// Its standard error.
    pub std_error: f64,
}

/// Loaded into one that has counted nothing.
impl Saved for Totals {
    fn save(&self, out: &mut Vec<u8>) {
        self.all.save(out);
        self.worth.save(out);
        if let Some(batches) = &self.batches {
            ((self.length, self.last), batches.len()).save(out);
            batches.iter().for_each(|batch| batch.save(out));
        }
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        let empty = self.all.clone();
        self.all.load(from)?;
        self.worth.load(from)?;
        if let Some(batches) = &mut self.batches {
            self.length.load(from)?;
            self.last.load(from)?;
            let mut count = 0usize;
            count.load(from)?;
            // Something has been counted, or nothing would have been saved. The length doubles, and
            // must still fit when it does.
            let is_length = self.length.is_power_of_two()
                && self.length.checked_mul(2 * MOST_BATCHES).is_some();
            let is_last = (1..=self.length).contains(&self.last);
            if !is_length || !is_last || !(1..=MOST_BATCHES).contains(&count) {
                return None;
            }
            batches.clear();
            for _ in 0..count {
                let mut batch = empty.clone();
                batch.load(from)?;
                batches.push(batch);
            }
        }
        Some(())
    }
}

impl Totals {
    /// Of dependent draws batches are kept, and where `parts` are asked for.
    pub(crate) fn new(empty: Counts, dependent: bool, parts: bool) -> Totals {
        // Counts by rank and by pair of very many alternatives are too large to keep many times
        // over.
        let small =
            empty.ranks.as_ref().is_none_or(|ranks| ranks.layout().squares() <= MOST_SQUARES);
        let keep = (dependent || parts) && small;
        Totals {
            all: empty,
            batches: keep.then(Vec::new),
            dependent,
            length: 1,
            last: 0,
            worth: 1.0,
        }
    }

    /// Add the counts of the next segment of draws.
    pub(crate) fn add(&mut self, segment: Counts) {
        if let Some(batches) = &mut self.batches {
            if self.last < self.length
                && let Some(batch) = batches.last_mut()
            {
                batch.merge(segment.clone());
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
                batches.push(segment.clone());
                self.last = 1;
            }
        }
        self.all.merge(segment);
    }

    /// All draws in parts, where enough of them are kept.
    pub(crate) fn parts(&self) -> Option<Vec<&[Counts]>> {
        let batches = self.batches.as_ref().filter(|batches| batches.len() >= LEAST_BATCHES)?;
        Some(batches.chunks(batches.len().div_ceil(MOST_PARTS)).collect())
    }

    /// The batches of dependent draws that are full, where there are enough to tell a spread.
    fn full(&self) -> Option<&[Counts]> {
        let batches = self.batches.as_ref().filter(|_| self.dependent)?;
        let full = batches.len() - usize::from(self.last < self.length);
        (full >= LEAST_BATCHES).then(|| &batches[..full])
    }

    /// The spread of a figure's means over batches, as the standard error of the mean of all;
    /// `None` for independent draws.
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
    pub(crate) fn share(&self, count: impl Fn(&Counts) -> f64) -> Estimated {
        let n = self.all.draws() as f64;
        let k = count(&self.all);
        let p = ((k + 0.5) / (n + 1.0)).clamp(0.0, 1.0);
        let binomial = (p * (1.0 - p) / self.effective()).sqrt();
        let batch = self.batch_error(|batch| count(batch) / batch.draws() as f64);
        Estimated { value: k / n, std_error: batch.unwrap_or(0.0).max(binomial) }
    }

    /// The standard error of a share from credits of so many draws, worth so many independent ones.
    pub(crate) fn error(credit: Credit, draws: u64, worth: f64) -> f64 {
        let n = draws as f64;
        let p = ((credit.sum + 0.5) / (n + 1.0)).clamp(0.0, 1.0);
        let variance = match (credit.squares - credit.sum).abs() <= WHOLE_CREDITS * credit.sum {
            // Whole credits: the binomial error.
            true => p * (1.0 - p),
            false => {
                (credit.squares / n - (credit.sum / n) * (credit.sum / n)).max(0.5 / (n + 1.0))
            }
        };
        (variance / worth).sqrt()
    }

    /// A share of draws from credits, which ties may have shared.
    pub(crate) fn credited(&self, count: impl Fn(&Counts) -> Credit) -> Estimated {
        let n = self.all.draws() as f64;
        let batch = self.batch_error(|batch| count(batch).sum / batch.draws() as f64);
        let plain = Totals::error(count(&self.all), self.all.draws(), self.effective());
        Estimated { value: count(&self.all).sum / n, std_error: batch.unwrap_or(0.0).max(plain) }
    }

    /// A mean over `weight` draws with the given variance of a single one, and the same of a batch.
    pub(crate) fn mean(
        &self,
        value: f64,
        variance: f64,
        weight: f64,
        of_batch: impl Fn(&Counts) -> Option<f64>,
    ) -> Estimated {
        let scale = self.effective() / (self.all.draws() as f64).max(1.0);
        let plain = (variance.max(0.0) / (weight * scale).max(1.0)).sqrt();
        let all_tell = self
            .full()
            .is_some_and(|batches| batches.iter().all(|batch| of_batch(batch).is_some()));
        let batch =
            all_tell.then(|| self.batch_error(|batch| of_batch(batch).unwrap_or(value))).flatten();
        Estimated { value, std_error: batch.unwrap_or(0.0).max(plain) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_whose_batches_cannot_be_are_refused() {
        let empty = Counts { ranks: None, bounded: None, classes: None, ranked: 0 };
        let new = || Totals::new(empty.clone(), true, false);
        let mut totals = new();
        let mut lengths = Vec::new();
        for _ in 0..1000 {
            totals.add(empty.clone());
            let mut bytes = Vec::new();
            totals.save(&mut bytes);
            let mut again = new();
            let mut from = &bytes[..];
            assert!(again.load(&mut from).is_some() && from.is_empty());
            assert_eq!((again.length, again.last), (totals.length, totals.last));
            lengths.push(again.length);
        }
        assert_eq!(lengths.last(), Some(&16));
        for (length, last, count) in [
            (0usize, 0usize, 1usize),
            (1, 0, 1),
            (1, 2, 1),
            (3, 1, 1),
            (1, 1, 0),
            (1, 1, MOST_BATCHES + 1),
            (1 << (usize::BITS - 1), 1, 1),
        ] {
            let mut bytes = Vec::new();
            1.0f64.save(&mut bytes);
            ((length, last), count).save(&mut bytes);
            let loaded = new().load(&mut &bytes[..]);
            assert!(loaded.is_none(), "{length} {last} {count}");
        }
    }
}
