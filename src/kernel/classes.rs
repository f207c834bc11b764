//! Counts of categories over draws, for scores that are places of categories from 1 on.
//!
//! Class acceptability: Tervonen, Figueira, Lahdelma, Almeida Dias & Salminen 2009, European Journal
//! of Operational Research 192(1), 236-242.

use super::Saved;
use super::tally::Tally;

/// In how many draws each alternative is in each category.
#[derive(Debug, Clone)]
pub struct Classes {
    categories: usize,
    draws: u64,
    /// Alternative by alternative, the worst category first.
    counts: Vec<u64>,
}

impl Classes {
    /// Nothing counted yet.
    pub fn new(alternatives: usize, categories: usize) -> Classes {
        Classes { categories, draws: 0, counts: vec![0; alternatives * categories] }
    }

    /// How many draws have been counted.
    pub fn draws(&self) -> u64 {
        self.draws
    }

    /// In how many draws an alternative (its place in the block of scores) is in a category, from 0
    /// for the worst.
    pub fn count(&self, alternative: usize, category: usize) -> u64 {
        self.counts[alternative * self.categories + category]
    }
}

impl Tally for Classes {
    fn add(&mut self, _weights: &[f64], scores: &[f64], block: usize) {
        self.draws += block as u64;
        let rows = scores.chunks_exact(block.max(1));
        let most = self.categories.saturating_sub(1);
        for (counts, places) in self.counts.chunks_exact_mut(self.categories.max(1)).zip(rows) {
            for place in places {
                counts[(*place as usize).saturating_sub(1).min(most)] += 1;
            }
        }
    }

    fn bytes(&self) -> usize {
        self.counts.len() * size_of::<u64>()
    }

    fn merge(&mut self, other: Classes) {
        self.draws += other.draws;
        self.counts.iter_mut().zip(other.counts).for_each(|(own, more)| *own += more);
    }
}

impl Saved for Classes {
    fn save(&self, out: &mut Vec<u8>) {
        self.draws.save(out);
        self.counts.save(out);
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        self.draws.load(from)?;
        self.counts.load(from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_draw_counts_once_for_each_alternative() {
        let mut classes = Classes::new(2, 3);
        classes.add(&[], &[1.0, 3.0, 3.0, 2.0, 2.0, 2.0], 3);
        let mut more = Classes::new(2, 3);
        more.add(&[], &[2.0, 1.0], 1);
        classes.merge(more);
        assert_eq!(classes.draws(), 4);
        let counts = |at| (0..3).map(|category| classes.count(at, category)).collect::<Vec<_>>();
        assert_eq!((counts(0), counts(1)), (vec![1, 1, 2], vec![1, 3, 0]));
    }
}
