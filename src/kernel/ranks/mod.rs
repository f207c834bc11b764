//! Counts of ranks, ties, winners and pairs over draws, for several groups of alternatives at once.
//!
//! A group's scores in a draw are sorted and parted wherever the gap between neighbours exceeds
//! eps = 1e-10 times the largest |score| of the group in that draw. Who stands in a part of k
//! alternatives over ranks r .. r+k-1 is tied and has a credit of 1/k for each of these ranks, so
//! that credits sum to the number of draws both by rank and by alternative. (Lahdelma & Salminen
//! 2001, doi:10.1287/opre.49.3.444.11220, count ranks without ties.) The same holds wherever a tie
//! is counted: weights of who is first count by credit, a pair that is level counts half for each,
//! and a first place that is tied goes to each with its credit as chance.
//!
//! Draws without ties, nearly all, are counted 64 at a time, a draw being a bit of a word: groups
//! of up to 8 by comparing all pairs ([`pairs`]), larger ones by a sorting network across draws
//! ([`network`]). Whatever may hold a tie goes the exact way ([`exact`]).

pub(crate) mod block;
mod exact;
mod first;
pub(crate) mod group;
mod layout;
pub(crate) mod narrow;
mod network;
mod pairs;
#[cfg(test)]
mod tests;

use crate::kernel::ranks::block::{Block, LANES, RankCounts, Scratch};
pub use layout::{Layout, Options};

use super::Saved;
use super::buffer::Buffer;
use super::credit::Credit;
use super::dispatch::{Level, Task};
use super::tally::Tally;
use std::sync::Arc;

/// Counts over draws; see the module.
#[derive(Debug, Clone)]
pub struct Ranks {
    layout: Arc<Layout>,
    draws: u64,
    counts: RankCounts,
}

impl Ranks {
    /// Nothing counted yet.
    pub fn new(layout: &Arc<Layout>) -> Ranks {
        let alternatives = layout.kinds.len();
        let largest = layout.groups.iter().map(|group| group.rows.len()).max().unwrap_or(0);
        let central = if layout.options.central { layout.padded } else { 0 };
        Ranks {
            layout: layout.clone(),
            draws: 0,
            counts: RankCounts {
                alone: vec![0; layout.squares],
                shared: Vec::new(),
                within_ties: vec![0.0; alternatives],
                tied: vec![0; alternatives],
                tied_draws: vec![0; layout.groups.len()],
                rank_sums: vec![
                    (0.0, 0.0);
                    if layout.groups.iter().any(|group| group.few) {
                        alternatives
                    } else {
                        0
                    }
                ],
                ahead: vec![0; layout.pairs],
                sums: vec![0.0; alternatives * 2 * central],
                histogram: vec![0; layout.histogram],
                histogram_shares: vec![Credit::default(); layout.histogram],
                scratch: Scratch {
                    rows: Buffer::new(LANES * central),
                    first: vec![0; alternatives],
                    lots: crate::kernel::ranks::block::Lots::new(layout),
                    keys: Buffer::new(if largest > pairs::MOST {
                        largest * crate::kernel::ranks::narrow::LANES
                    } else {
                        0
                    }),
                    narrow: vec![
                        crate::kernel::ranks::narrow::Narrow::ZERO;
                        if largest > pairs::MOST {
                            largest.min(network::NARROW) + 1
                        } else {
                            0
                        }
                    ],
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

    /// The sum over draws of the credit of an alternative (its place in the block of scores) for a
    /// rank of its group, from 0.
    pub fn rank(&self, alternative: usize, rank: usize) -> f64 {
        self.credit(alternative, rank).sum
    }

    /// The same with the squares of the credits; nothing for a rank that is not counted.
    pub fn credit(&self, alternative: usize, rank: usize) -> Credit {
        let (group, row) = self.layout.place(alternative);
        let Some(slot) = group.slot(rank) else { return Credit::default() };
        let at = group.square + slot * group.rows.len() + row;
        let mut out = Credit::of(self.counts.alone[at]);
        out += self.counts.shared.get(at).copied().unwrap_or_default();
        out
    }

    /// The sums over draws of the rank (from 1) of an alternative and of its square, the mean rank
    /// in a tie; `None` where every rank is counted.
    pub fn rank_sums(&self, alternative: usize) -> Option<(f64, f64)> {
        self.layout.place(alternative).0.few.then(|| self.counts.rank_sums[alternative])
    }

    /// The sum over draws of the variance of the ranks that an alternative shares in a tie: (k^2 -
    /// 1) / 12 where k tie.
    pub fn within_ties(&self, alternative: usize) -> f64 {
        self.counts.within_ties[alternative]
    }

    /// In how many draws an alternative is tied.
    pub fn tied(&self, alternative: usize) -> u64 {
        self.counts.tied[alternative]
    }

    /// In how many draws a group has a tie.
    pub fn draws_with_ties(&self, group: usize) -> u64 {
        self.counts.tied_draws[group]
    }

    /// In how many draws alternative `a` of a group is ahead of alternative `b` (places within the
    /// group, from 0) by more than eps, those in which they are level counting as halves. Nothing
    /// where the option `pairwise` is off.
    pub fn ahead(&self, group: usize, a: usize, b: usize) -> Credit {
        let group = &self.layout.groups[group];
        let at = |a: usize, b: usize| {
            self.counts.ahead.get(group.pairs + a * group.rows.len() + b).copied()
        };
        let (Some(halves), Some(level), true) =
            (at(a.min(b), a.max(b)), at(a.max(b), a.min(b)), a != b)
        else {
            return Credit::default();
        };
        let first = (halves - level) / 2;
        Credit::halves(if a < b { first } else { self.draws - first - level } as f64, level as f64)
    }

    /// The sums over draws of credit for the first rank times the weight of a criterion, and times
    /// its square. Divided by `rank(alternative, 0)` the first is the central weight. (0, 0) where
    /// the option `central` is off.
    pub fn central(&self, alternative: usize, criterion: usize) -> (f64, f64) {
        let at = alternative * 2 * self.layout.padded + first::place(criterion);
        (
            self.counts.sums.get(at).copied().unwrap_or(0.0),
            self.counts.sums.get(at + crate::kernel::ranks::group::WIDTH).copied().unwrap_or(0.0),
        )
    }

    /// In how many draws an alternative of this kind is first in `groups` groups, from 0 to
    /// [`Ranks::kind_groups`]. Where a first place is tied it is the chance that it is, a lot being
    /// drawn in each group that has such a tie.
    pub fn kind(&self, kind: usize, groups: usize) -> Credit {
        let at = self.layout.histogram_of(kind).start + groups;
        let mut out = Credit::of(self.counts.histogram[at]);
        out += self.counts.histogram_shares[at];
        out
    }

    /// In how many groups there is an alternative of this kind.
    pub fn kind_groups(&self, kind: usize) -> usize {
        self.layout.kind_groups[kind]
    }

    fn add_at(&mut self, level: Level, weights: &[f64], scores: &[f64], block: usize) {
        level.run(Add { ranks: self, weights, scores, block });
    }
}

impl Tally for Ranks {
    fn add(&mut self, weights: &[f64], scores: &[f64], block: usize) {
        self.add_at(Level::best(), weights, scores, block);
    }

    fn bytes(&self) -> usize {
        let Layout { squares, pairs, .. } = *self.layout;
        // As if there were ties.
        (squares + pairs) * size_of::<u64>()
            + squares * size_of::<Credit>()
            + self.counts.sums.len() * size_of::<f64>()
    }

    fn merge(&mut self, other: Ranks) {
        assert!(Arc::ptr_eq(&self.layout, &other.layout), "tallies of one run");
        fn add<T: Copy + std::ops::AddAssign>(to: &mut [T], from: &[T]) {
            to.iter_mut().zip(from).for_each(|(to, from)| *to += *from);
        }
        self.draws += other.draws;
        let counts = &mut self.counts;
        add(&mut counts.alone, &other.counts.alone);
        if counts.shared.len() < other.counts.shared.len() {
            counts.shared = other.counts.shared;
        } else {
            add(&mut counts.shared, &other.counts.shared);
        }
        add(&mut counts.within_ties, &other.counts.within_ties);
        add(&mut counts.tied, &other.counts.tied);
        add(&mut counts.tied_draws, &other.counts.tied_draws);
        for (mine, theirs) in counts.rank_sums.iter_mut().zip(&other.counts.rank_sums) {
            *mine = (mine.0 + theirs.0, mine.1 + theirs.1);
        }
        add(&mut counts.ahead, &other.counts.ahead);
        add(&mut counts.sums, &other.counts.sums);
        add(&mut counts.histogram, &other.counts.histogram);
        add(&mut counts.histogram_shares, &other.counts.histogram_shares);
    }
}

/// All but what the layout says and working memory.
impl Saved for Ranks {
    fn save(&self, out: &mut Vec<u8>) {
        let RankCounts {
            alone,
            shared,
            within_ties,
            tied,
            tied_draws,
            rank_sums,
            ahead,
            sums,
            histogram,
            histogram_shares,
            scratch: _,
        } = &self.counts;
        self.draws.save(out);
        [alone, tied, tied_draws, ahead, histogram].iter().for_each(|it| it.save(out));
        [shared, histogram_shares].iter().for_each(|it| it.save(out));
        [within_ties, sums].iter().for_each(|it| it.save(out));
        rank_sums.save(out);
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        let RankCounts {
            alone,
            shared,
            within_ties,
            tied,
            tied_draws,
            rank_sums,
            ahead,
            sums,
            histogram,
            histogram_shares,
            scratch: _,
        } = &mut self.counts;
        self.draws.load(from)?;
        for it in [&mut *alone, tied, tied_draws, ahead, histogram] {
            it.load(from)?;
        }
        // Made when the first tie is met.
        shared.clear();
        shared.load(from)?;
        histogram_shares.load(from)?;
        for it in [within_ties, sums] {
            it.load(from)?;
        }
        rank_sums.load(from)?;
        (shared.is_empty() || shared.len() == alone.len()).then_some(())
    }
}

impl<'a> Block<'a> {
    /// The same with one of the sets of weights that a draw has.
    fn of_set(self, set: usize, criteria: usize) -> Block<'a> {
        Block { weights: &self.weights[set * criteria * self.block..], ..self }
    }

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

impl RankCounts {
    /// Count up to 64 draws.
    #[inline(always)]
    fn tile(&mut self, layout: &Layout, block: Block, lanes: usize) {
        let central = layout.options.central;
        // The set of weights that is at hand draw by draw.
        let mut at_hand = None;
        self.scratch.first.fill(0);
        self.scratch.digits.fill(0);
        for (g, group) in layout.groups.iter().enumerate() {
            let m = group.rows.len();
            if central && at_hand != Some(group.set) {
                at_hand = Some(group.set);
                let block = block.of_set(group.set, layout.criteria);
                first::transpose(layout, block, lanes, self.scratch.rows.get());
            }
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
