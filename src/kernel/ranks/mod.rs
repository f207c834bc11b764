//! Counts of ranks, ties, winners and pairs over draws, for several groups of alternatives at once.
//!
//! A group's scores in a draw are sorted and parted wherever the gap between neighbours exceeds eps = 1e-10 times the largest |score|
//! of the group in that draw. Who stands in a part of k alternatives over ranks r .. r+k-1 is tied and has a credit of 1/k for each of
//! these ranks, so that credits sum to the number of draws both by rank and by alternative. (Lahdelma & Salminen 2001,
//! doi:10.1287/opre.49.3.444.11220, count ranks without ties.)
//!
//! Draws without ties, nearly all, are counted 64 at a time, a draw being a bit of a word: groups of up to 8 by comparing all pairs
//! ([`pairs`]), larger ones by a sorting network across draws ([`network`]). Whatever may hold a tie goes the exact way ([`exact`]).

mod exact;
mod first;
mod layout;
mod network;
mod pairs;
#[cfg(test)]
mod tests;

pub use layout::{Layout, Options};

use super::buffer::Buffer;
use super::dispatch::{Level, Task};
use super::tally::Tally;
use std::sync::Arc;

/// So many draws at a time, each a bit of a word.
const LANES: usize = 64;

/// Scores whose gap is at most this times the largest |score| of the group are tied.
const TIE: f64 = 1e-10;

/// Counts over draws; see the [module](self).
#[derive(Debug, Clone)]
pub struct Ranks {
    layout: Arc<Layout>,
    draws: u64,
    counts: Counts,
}

/// All that grows, apart from the layout, which is read meanwhile.
#[derive(Debug, Clone)]
struct Counts {
    /// Draws in which an alternative has a rank alone: by group, rank, alternative.
    alone: Vec<u64>,
    /// Credits below 1 for ranks shared in a tie, laid out likewise.
    shared: Vec<f64>,
    /// Sums of squares of credits below 1 for rank 1, by alternative.
    shared_squares: Vec<f64>,
    /// Draws in which an alternative is tied.
    tied: Vec<u64>,
    /// Draws in which a group has a tie.
    tied_draws: Vec<u64>,
    /// Twice the draws in which a is ahead of b plus those in which they are level: by group, a, b.
    ahead: Vec<u64>,
    /// Sums over draws of credit for rank 1 times weight, and times its square: by alternative, see [`first`].
    sums: Vec<f64>,
    /// Draws by the number of groups in which an alternative of a kind is first: by kind, number.
    histogram: Vec<u64>,
    scratch: Scratch,
}

/// Working memory, made once.
#[derive(Debug, Clone)]
struct Scratch {
    /// The weights of the draws at hand, draw by draw.
    rows: Buffer,
    /// In which draws an alternative is first (with others, in a tie).
    first: Vec<u64>,
    /// The keys of a sorting network.
    keys: Buffer,
    /// The same, narrower.
    narrow: Vec<network::Narrow>,
    /// One group of one draw, sorted.
    order: Vec<(f64, usize)>,
    /// In which draws an alternative of a kind is first in the group at hand.
    kinds: Vec<u64>,
    /// In how many groups that has been so, as binary digits across draws: by kind, digit.
    digits: Vec<u64>,
}

impl Ranks {
    /// Nothing counted yet.
    pub fn new(layout: &Arc<Layout>) -> Ranks {
        let alternatives = layout.kinds.len();
        let largest = layout.groups.iter().map(|group| group.rows.len()).max().unwrap_or(0);
        let pairs = if layout.options.pairwise { layout.squares } else { 0 };
        let central = if layout.options.central { layout.padded } else { 0 };
        Ranks {
            layout: layout.clone(),
            draws: 0,
            counts: Counts {
                alone: vec![0; layout.squares],
                shared: vec![0.0; layout.squares],
                shared_squares: vec![0.0; alternatives],
                tied: vec![0; alternatives],
                tied_draws: vec![0; layout.groups.len()],
                ahead: vec![0; pairs],
                sums: vec![0.0; alternatives * 2 * central],
                histogram: vec![0; layout.histogram],
                scratch: Scratch {
                    rows: Buffer::new(LANES * central),
                    first: vec![0; alternatives],
                    keys: Buffer::new(if largest > pairs::MOST { largest * network::LANES } else { 0 }),
                    narrow: vec![network::Narrow::ZERO; if largest > pairs::MOST { largest.min(network::NARROW) + 1 } else { 0 }],
                    order: Vec::with_capacity(largest),
                    kinds: vec![0; layout.kind_groups.len()],
                    digits: vec![0; layout.kind_groups.len() * layout.digits],
                },
            },
        }
    }

    /// What is counted.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// How many draws have been counted.
    pub fn draws(&self) -> u64 {
        self.draws
    }

    /// The sum over draws of the credit of an alternative (its place in the block of scores) for a rank of its group, from 0.
    pub fn rank(&self, alternative: usize, rank: usize) -> f64 {
        let (group, row) = self.layout.place(alternative);
        let at = group.square + rank * group.rows.len() + row;
        self.counts.alone[at] as f64 + self.counts.shared[at]
    }

    /// The sum over draws of the squared credit of an alternative for the first rank.
    pub fn first_squared(&self, alternative: usize) -> f64 {
        let (group, row) = self.layout.place(alternative);
        self.counts.alone[group.square + row] as f64 + self.counts.shared_squares[alternative]
    }

    /// In how many draws an alternative is tied.
    pub fn tied(&self, alternative: usize) -> u64 {
        self.counts.tied[alternative]
    }

    /// In how many draws a group has a tie.
    pub fn draws_with_ties(&self, group: usize) -> u64 {
        self.counts.tied_draws[group]
    }

    /// In how many draws alternative `a` of a group is ahead of alternative `b` (places within the group, from 0) by more than eps, plus
    /// half of those in which they are level. Empty-handed (0) where the option `pairwise` is off.
    pub fn ahead(&self, group: usize, a: usize, b: usize) -> f64 {
        let group = &self.layout.groups[group];
        self.counts.ahead.get(group.square + a * group.rows.len() + b).map_or(0.0, |halves| *halves as f64 / 2.0)
    }

    /// The sums over draws of credit for the first rank times the weight of a criterion, and times its square. Divided by
    /// `rank(alternative, 0)` the first is the central weight. (0, 0) where the option `central` is off.
    pub fn central(&self, alternative: usize, criterion: usize) -> (f64, f64) {
        let at = alternative * 2 * self.layout.padded + first::place(criterion);
        (self.counts.sums.get(at).copied().unwrap_or(0.0), self.counts.sums.get(at + first::WIDTH).copied().unwrap_or(0.0))
    }

    /// How many draws there are by the number of groups, 0 to all that have an alternative of this kind, in which one of the kind is
    /// first. A tie for the first rank counts for each.
    pub fn kind(&self, kind: usize) -> &[u64] {
        &self.counts.histogram[self.layout.histogram_of(kind)]
    }

    fn add_at(&mut self, level: Level, weights: &[f64], scores: &[f64], block: usize) {
        level.run(Add { ranks: self, weights, scores, block });
    }
}

impl Tally for Ranks {
    fn add(&mut self, weights: &[f64], scores: &[f64], block: usize) {
        self.add_at(Level::best(), weights, scores, block);
    }

    fn merge(&mut self, other: Ranks) {
        assert!(Arc::ptr_eq(&self.layout, &other.layout), "tallies of one run");
        fn add<T: Copy + std::ops::AddAssign>(to: &mut [T], from: &[T]) {
            to.iter_mut().zip(from).for_each(|(to, from)| *to += *from);
        }
        self.draws += other.draws;
        let counts = &mut self.counts;
        add(&mut counts.alone, &other.counts.alone);
        add(&mut counts.shared, &other.counts.shared);
        add(&mut counts.shared_squares, &other.counts.shared_squares);
        add(&mut counts.tied, &other.counts.tied);
        add(&mut counts.tied_draws, &other.counts.tied_draws);
        add(&mut counts.ahead, &other.counts.ahead);
        add(&mut counts.sums, &other.counts.sums);
        add(&mut counts.histogram, &other.counts.histogram);
    }
}

/// A block of draws, as every part of the tally reads it.
#[derive(Clone, Copy)]
struct Block<'a> {
    weights: &'a [f64],
    scores: &'a [f64],
    block: usize,
    /// The first draw at hand.
    start: usize,
}

impl<'a> Block<'a> {
    /// The scores of an alternative in L draws from `offset` after the first at hand.
    #[inline(always)]
    fn lanes<const L: usize>(self, alternative: usize, offset: usize) -> &'a [f64; L] {
        let at = alternative * self.block + self.start + offset;
        self.scores[at..at + L].try_into().expect("L long")
    }
}

struct Add<'a> {
    ranks: &'a mut Ranks,
    weights: &'a [f64],
    scores: &'a [f64],
    block: usize,
}

impl Task for Add<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let Add { ranks, weights, scores, block } = self;
        for start in (0..block).step_by(LANES) {
            let lanes = LANES.min(block - start);
            ranks.counts.tile(&ranks.layout, Block { weights, scores, block, start }, lanes);
        }
        ranks.draws += block as u64;
    }
}

impl Counts {
    /// Count up to 64 draws.
    #[inline(always)]
    fn tile(&mut self, layout: &Layout, block: Block, lanes: usize) {
        let central = layout.options.central;
        if central {
            first::transpose(layout, block, lanes, self.scratch.rows.get());
        }
        self.scratch.first.fill(0);
        self.scratch.digits.fill(0);
        for (g, group) in layout.groups.iter().enumerate() {
            let m = group.rows.len();
            // What is left to the exact way: all of it in the odd remainder of a block.
            let mut rest = match m {
                0 => 0,
                _ if lanes < LANES => (1 << lanes) - 1,
                1 => self.pairs::<1>(group, block),
                2 => self.pairs::<2>(group, block),
                3 => self.pairs::<3>(group, block),
                4 => self.pairs::<4>(group, block),
                5 => self.pairs::<5>(group, block),
                6 => self.pairs::<6>(group, block),
                7 => self.pairs::<7>(group, block),
                8 => self.pairs::<8>(group, block),
                _ if m <= network::MOST => self.network(group, block),
                _ => u64::MAX,
            };
            if central {
                for alternative in group.rows.clone() {
                    self.add_first(layout, alternative, self.scratch.first[alternative]);
                }
            }
            while rest != 0 {
                self.exact(layout, g, block, rest.trailing_zeros() as usize);
                rest &= rest - 1;
            }
            self.add_kinds(layout, group);
        }
        self.add_histogram(layout, lanes);
    }
}
