//! A group of alternatives whose ranks are counted.

use std::ops::Range;

/// A group of alternatives.
#[derive(Debug)]
pub(crate) struct CountedGroup {
    pub rows: Range<usize>,
    /// Where its counts by rank and alternative start.
    pub square: usize,
    /// Where its counts by pair start.
    pub pairs: usize,
    /// Whether only some of its ranks are counted.
    pub few: bool,
    /// The kinds that occur in it.
    pub kinds: Vec<usize>,
    /// The comparisons that sort it, for a group that is sorted so.
    pub network: Vec<(u16, u16)>,
    /// Which of the sets of weights of a draw its alternatives are scored with.
    pub set: usize,
}

/// How many ranks are counted where only some are: the first ones, and the last.
pub(crate) const FEW: usize = 4;

impl CountedGroup {
    /// Where the counts of a rank stand among those of its ranks; `None` for one that is not
    /// counted.
    pub fn slot(&self, rank: usize) -> Option<usize> {
        match self.few {
            false => Some(rank),
            true if rank + 1 == self.rows.len() => Some(FEW - 1),
            true => (rank + 1 < FEW).then_some(rank),
        }
    }

    /// The ranks that are counted where only some are.
    pub fn few_ranks(&self) -> [usize; FEW] {
        std::array::from_fn(|slot| if slot + 1 == FEW { self.rows.len() - 1 } else { slot })
    }
}

/// So many weights stand together, followed in the sums by the sums of their squares.
pub(crate) const WIDTH: usize = 8;
