//! The best sets that were found, and what a set must be worth to matter.

use super::judge::Worth;
use super::{BestRequest, Chosen};

/// So many sets more than were asked for are kept if they tie with the last: then all that tie are
/// known.
const MOST_TIES: usize = BestRequest::MOST_TIES;

/// The best sets found.
#[derive(Debug, Clone)]
pub(super) struct Pool {
    wanted: usize,
    /// Whether any set will do.
    any: bool,
    /// A set that is worth less is not taken.
    at_least: f64,
    /// Of most value first, and those of like value in the order of their options.
    sets: Vec<(Worth, Vec<usize>)>,
}

impl Pool {
    pub fn new(wanted: usize) -> Pool {
        Pool { wanted: wanted.max(1), any: false, at_least: f64::NEG_INFINITY, sets: Vec::new() }
    }

    /// The same for sets that are worth so much.
    pub fn at_least(self, at_least: f64) -> Pool {
        Pool { at_least, ..self }
    }

    /// For one set, whatever it is worth.
    pub fn any() -> Pool {
        Pool { any: true, ..Pool::new(1) }
    }

    /// Take a set that is worth enough.
    pub fn offer(&mut self, worth: Worth, options: &[usize]) {
        if worth.value < self.at_least {
            return;
        }
        let key = |other: &(Worth, Vec<usize>)| {
            worth.value.total_cmp(&other.0.value).then_with(|| other.1.as_slice().cmp(options))
        };
        let at = self.sets.partition_point(|other| key(other).is_lt());
        if self.sets.get(at).is_some_and(|other| other.1 == options) {
            return;
        }
        self.sets.insert(at, (worth, options.to_vec()));
        let least = self.last().map_or(f64::NEG_INFINITY, |last| last.value - last.tie);
        self.sets.retain(|set| set.0.value >= least);
        self.sets.truncate(self.wanted.saturating_add(MOST_TIES));
    }

    /// The last of those that were asked for, once there are as many.
    pub fn last(&self) -> Option<Worth> {
        self.sets.get(self.wanted - 1).map(|set| set.0)
    }

    /// Whether more sets tie with the last than are kept.
    pub fn is_crowded(&self) -> bool {
        self.sets.len() >= self.wanted.saturating_add(MOST_TIES)
    }

    /// A set that is worth less does not matter.
    pub fn threshold(&self) -> f64 {
        match self.last() {
            None => self.at_least,
            Some(_) if self.any => f64::INFINITY,
            // Even what is worth as much does not matter.
            Some(last) if self.is_crowded() => (last.value + last.tie).next_up(),
            Some(last) => (last.value - last.tie).max(self.at_least),
        }
    }

    /// How many of those that were asked for tie with the last.
    pub fn count_of_ties(&self) -> Option<usize> {
        let last = self.last()?;
        let better = self.sets.iter().take_while(|set| set.0.value > last.value + last.tie);
        Some(self.wanted - better.count())
    }

    /// Put these in the place of those that tie with the last.
    pub fn replace_ties(&mut self, ties: Vec<(Worth, Vec<usize>)>) {
        if let Some(count) = self.count_of_ties()
            && ties.len() >= count
        {
            self.sets.truncate(self.wanted - count);
            self.sets.extend(ties.into_iter().take(count));
        }
    }

    /// The best of the sets.
    pub fn first(&self) -> Option<Worth> {
        self.sets.first().map(|set| set.0)
    }

    /// Those that were asked for, and if `and_ties` those that tie with the last of them, of most
    /// value first; those that tie in the order of their options.
    pub fn into_found(mut self, and_ties: bool) -> Vec<Chosen> {
        let mut start = 0;
        while let Some((first, _)) = self.sets.get(start) {
            let least = first.value - first.tie;
            let ties = self.sets[start..].iter().take_while(|set| set.0.value >= least).count();
            self.sets[start..start + ties].sort_by(|a, b| a.1.cmp(&b.1));
            start += ties;
        }
        if !and_ties {
            self.sets.truncate(self.wanted);
        }
        let chosen = |(worth, options): (Worth, Vec<usize>)| Chosen { options, value: worth.value };
        self.sets.into_iter().map(chosen).collect()
    }
}
