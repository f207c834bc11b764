//! What a tally of ranks counts.

use crate::kernel::ranks::group::{CountedGroup, FEW};
use std::ops::Range;

/// What to count beyond ranks and ties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Who is ahead of whom.
    pub pairwise: bool,
    /// The weights with which an alternative is first.
    pub central: bool,
}

/// The groups of alternatives, and where their counts stand.
#[derive(Debug)]
pub struct Layout {
    pub(super) groups: Vec<CountedGroup>,
    /// The kind of each alternative.
    pub(super) kinds: Vec<usize>,
    /// The group of each alternative.
    group_of: Vec<usize>,
    pub(super) criteria: usize,
    /// Criteria, rounded up to whole registers.
    pub(super) padded: usize,
    pub(super) options: Options,
    /// How many counts there are by rank and alternative.
    pub(super) squares: usize,
    /// How many there are by pair.
    pub(super) pairs: usize,
    /// In how many groups a kind occurs.
    pub(super) kind_groups: Vec<usize>,
    /// Where the counts of a kind start.
    histograms: Vec<usize>,
    pub(super) histogram: usize,
    /// Binary digits of the largest number of groups.
    pub(super) digits: usize,
}

impl Layout {
    /// Every rank is counted; see [`Layout::of`].
    ///
    /// # Panics
    ///
    /// If the groups do not cover the alternatives one after the other.
    pub fn new(
        groups: &[Range<usize>],
        kinds: &[usize],
        criteria: usize,
        options: Options,
    ) -> Layout {
        Layout::of(groups, kinds, criteria, options, true)
    }

    /// `groups` are ranges of alternatives in the block of scores, which follow each other from 0
    /// on; `kinds[i]` (from 0, without gaps) is what alternative i is counted under in the summary
    /// over groups, for example its scenario; `criteria` is the number of weights. Unless `every`
    /// rank is asked for, those of groups of more than [`Layout::LARGE`] are counted for the first
    /// three and the last alone, with their mean: counts of all of them grow with the square of a
    /// group.
    ///
    /// # Panics
    ///
    /// If the groups do not cover the alternatives one after the other.
    pub fn of(
        groups: &[Range<usize>],
        kinds: &[usize],
        criteria: usize,
        options: Options,
        every: bool,
    ) -> Layout {
        let (mut square, mut pairs, mut end) = (0, 0, 0);
        let mut kind_groups = vec![0; kinds.iter().max().map_or(0, |last| last + 1)];
        let mut group_of = Vec::with_capacity(kinds.len());
        let mut of = |(g, rows): (usize, &Range<usize>)| {
            assert!(
                rows.start == end && rows.end >= end && rows.end <= kinds.len(),
                "groups follow each other"
            );
            end = rows.end;
            group_of.extend(rows.clone().map(|_| g));
            let mut own = kinds[rows.clone()].to_vec();
            own.sort_unstable();
            own.dedup();
            own.iter().for_each(|kind| kind_groups[*kind] += 1);
            let sorted = rows.len() > super::pairs::MOST && rows.len() <= super::network::MOST;
            let network = if sorted { super::network::comparisons(rows.len()) } else { Vec::new() };
            let (m, few) = (rows.len(), !every && rows.len() > Layout::LARGE);
            let group = CountedGroup {
                rows: rows.clone(),
                square,
                pairs,
                few,
                kinds: own,
                network,
                set: 0,
            };
            square += m * if few { FEW } else { m };
            pairs += if options.pairwise { m * m } else { 0 };
            group
        };
        let groups: Vec<CountedGroup> = groups.iter().enumerate().map(&mut of).collect();
        assert_eq!(end, kinds.len(), "every alternative is in a group");
        let mut histogram = 0;
        let mut histograms = Vec::with_capacity(kind_groups.len());
        for groups in &kind_groups {
            histograms.push(histogram);
            histogram += groups + 1;
        }
        let most = kind_groups.iter().copied().max().unwrap_or(0);
        Layout {
            groups,
            kinds: kinds.to_vec(),
            group_of,
            criteria,
            padded: criteria.next_multiple_of(crate::kernel::ranks::group::WIDTH),
            options,
            squares: square,
            pairs,
            kind_groups,
            histograms,
            histogram,
            digits: (usize::BITS - most.leading_zeros()) as usize,
        }
    }

    /// The same where a draw has several sets of weights, one after the other, and each group is
    /// scored with one of them: `sets[g]`, from 0. Each set has a weight for every criterion.
    ///
    /// # Panics
    ///
    /// If there is not one for each group.
    pub fn at_sets(mut self, sets: &[usize]) -> Layout {
        assert_eq!(sets.len(), self.groups.len(), "every group has a set of weights");
        self.groups.iter_mut().zip(sets).for_each(|(group, set)| group.set = *set);
        self
    }

    /// Whether it counts who is ahead of whom.
    pub fn compares_pairs(&self) -> bool {
        self.options.pairwise
    }

    /// How many kinds there are: one more than the last that occurs.
    pub fn kinds(&self) -> usize {
        self.kind_groups.len()
    }

    /// Larger groups are those of which only some ranks are counted unless all are asked for.
    pub const LARGE: usize = super::network::MOST;

    /// Whether every rank of a group is counted.
    pub fn has_every_rank(&self, group: usize) -> bool {
        !self.groups[group].few
    }

    /// How many counts there are by rank and alternative.
    pub fn squares(&self) -> usize {
        self.squares
    }

    /// How many groups there are.
    pub fn groups(&self) -> usize {
        self.groups.len()
    }

    /// The alternatives of a group.
    pub fn group(&self, group: usize) -> Range<usize> {
        self.groups[group].rows.clone()
    }

    /// The group of an alternative, and its place in it.
    pub(super) fn place(&self, alternative: usize) -> (&CountedGroup, usize) {
        let group = &self.groups[self.group_of[alternative]];
        (group, alternative - group.rows.start)
    }

    pub(super) fn histogram_of(&self, kind: usize) -> Range<usize> {
        self.histograms[kind]..self.histograms[kind] + self.kind_groups[kind] + 1
    }
}
