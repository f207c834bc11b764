//! From counts to shares, weights and ranks with their errors, and with bounds where sets leave them open.

use super::counts::{Counts, Estimated};
use super::{Acceptability, GroupShares};
use crate::kernel;

/// A share with its bounds over sets: a single figure where they meet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// The share, its error being that of the sampling; `None` where sets leave it open.
    pub share: Option<Estimated>,
    /// At least this.
    pub low: Estimated,
    /// At most this.
    pub high: Estimated,
    /// Whether the two say more than 0 and 1: not for sets that were drawn under a method without bounds.
    pub bounded: bool,
}

impl Bounds {
    pub(super) fn single(share: Estimated) -> Bounds {
        Bounds { share: Some(share), low: share, high: share, bounded: true }
    }

    /// The error of the figure, or of the less sure of its bounds.
    pub(super) fn std_error(&self) -> f64 {
        self.share.map_or(self.low.std_error.max(self.high.std_error), |share| share.std_error)
    }
}

/// Entropy in bits: - sum of p log2 p, 0 log 0 being 0.
pub fn entropy(shares: impl IntoIterator<Item = f64>) -> f64 {
    shares.into_iter().filter(|p| *p > 0.0).map(|p| -p * p.log2()).sum::<f64>() + 0.0
}

fn ranks(counts: &Counts, row: usize, rank: usize) -> f64 {
    counts.ranks.as_ref().map_or(0.0, |ranks| ranks.rank(row, rank - 1))
}

impl Acceptability<'_> {
    /// How often an alternative (a place in the group's list) has a rank. The error of a first rank is that of the credits as they came; of
    /// other ranks that ties share, it is an upper bound.
    pub fn rank(&self, group: &GroupShares, at: usize, rank: usize) -> Bounds {
        if group.places.len() == 1 {
            return Bounds::single(Estimated { value: 1.0, std_error: 0.0 });
        }
        let drawn = group.ranked.map(|start| {
            let squares = |counts: &Counts| counts.ranks.as_ref().map(|ranks| ranks.first_squared(start + at));
            let squares = squares(&self.totals.all).filter(|_| rank == 1);
            self.totals.credited(|counts| ranks(counts, start + at, rank), squares)
        });
        let Some(contest) = group.contest.filter(|_| group.has_sets || drawn.is_none()) else {
            return self.without_contest(group, drawn);
        };
        let of = |counts: &Counts, low: bool| {
            counts.bounded.as_ref().map_or(0.0, |it| if low { it.low(contest, at, rank) } else { it.high(contest, at, rank) })
        };
        let (low, high) = (self.totals.share(|counts| of(counts, true)), self.totals.share(|counts| of(counts, false)));
        let share = drawn.or((!self.is_open(group, at)).then_some(low));
        Bounds { share, low, high, bounded: true }
    }

    /// A share that no bounds over sets go with: single where there are no sets, else nothing is claimed of what it could be.
    fn without_contest(&self, group: &GroupShares, drawn: Option<Estimated>) -> Bounds {
        let certain = |value: f64| Estimated { value, std_error: 0.0 };
        match drawn {
            Some(share) if !group.has_sets => Bounds::single(share),
            drawn => Bounds { share: drawn, low: certain(0.0), high: certain(1.0), bounded: false },
        }
    }

    /// Whether sets leave any rank of an alternative open (and are not drawn).
    pub fn is_open(&self, group: &GroupShares, at: usize) -> bool {
        let (None, Some(contest), Some(bounded)) = (group.ranked, group.contest, &self.totals.all.bounded) else { return false };
        (1..=group.places.len()).any(|rank| bounded.low(contest, at, rank) < bounded.high(contest, at, rank))
    }

    /// How often a is ahead of b, ties half (places in the group's list); `None` where pairs were not compared.
    pub fn ahead(&self, group: &GroupShares, a: usize, b: usize) -> Option<Bounds> {
        let layout = group.layout;
        let drawn = match (group.ranked, &self.totals.all.ranks) {
            (Some(_), Some(ranks)) if ranks.layout().compares_pairs() => {
                Some(self.totals.share(|counts| counts.ranks.as_ref().map_or(0.0, |ranks| ranks.ahead(layout, a, b))))
            }
            (Some(_), _) => return None,
            (None, _) => None,
        };
        let Some(contest) = group.contest.filter(|_| group.has_sets || drawn.is_none()) else {
            return Some(self.without_contest(group, drawn));
        };
        let n = group.places.len();
        let (first, second) = (a.min(b), a.max(b));
        let pair = first * (2 * n - first - 1) / 2 + second - first - 1;
        let of = |counts: &Counts, low: bool| {
            let Some(bounded) = &counts.bounded else { return 0.0 };
            let sides = bounded.sides(contest, pair);
            let (mine, theirs) = if a < b { (sides.first, sides.second) } else { (sides.second, sides.first) };
            let half = sides.tie as f64 / 2.0;
            if low { mine as f64 + half } else { bounded.draws() as f64 - theirs as f64 - half }
        };
        let (low, high) = (self.totals.share(|counts| of(counts, true)), self.totals.share(|counts| of(counts, false)));
        let share = drawn.or((low.value == high.value).then_some(low));
        Some(Bounds { share, low, high, bounded: true })
    }

    /// In how many draws a is surely ahead of b, whatever the sets turn out to be; `None` where there is no contest over sets.
    pub fn surely_ahead(&self, group: &GroupShares, a: usize, b: usize) -> Option<Estimated> {
        let contest = group.contest?;
        let n = group.places.len();
        let (first, second) = (a.min(b), a.max(b));
        let pair = first * (2 * n - first - 1) / 2 + second - first - 1;
        Some(self.totals.share(|counts| {
            let sides = counts.bounded.as_ref().map(|bounded| bounded.sides(contest, pair)).unwrap_or_default();
            (if a < b { sides.first } else { sides.second }) as f64
        }))
    }

    /// Draws (credits) in which an alternative has a rank for certain, and the sums of credit times weight and weight squared where it is
    /// first; `None` where sets leave its ranks open.
    fn counted<'b>(&self, group: &'b GroupShares, at: usize) -> Option<Counted<'b>> {
        if self.is_open(group, at) || group.places.len() == 1 {
            return None;
        }
        Some(Counted { group, at })
    }

    /// The central weight of a leaf; `None` where the alternative is never first, or sets leave its ranks open.
    pub fn central(&self, group: &GroupShares, at: usize, leaf: usize) -> Option<Estimated> {
        let counted = self.counted(group, at)?;
        let mean = |counts: &Counts| {
            let first = counted.rank(counts, 1);
            (first > 0.0).then(|| counted.central(counts, leaf).0 / first)
        };
        let (value, first) = (mean(&self.totals.all)?, counted.rank(&self.totals.all, 1));
        let variance = counted.central(&self.totals.all, leaf).1 / first - value * value;
        Some(self.totals.mean(value, variance, first, mean))
    }

    /// Expected rank, rank entropy in bits, and share of draws in a tie; `None` where sets leave ranks open.
    pub fn summary_of(&self, group: &GroupShares, at: usize) -> Option<[Estimated; 3]> {
        if group.places.len() == 1 {
            return Some([1.0, 0.0, 0.0].map(|value| Estimated { value, std_error: 0.0 }));
        }
        let counted = self.counted(group, at)?;
        let n = group.places.len();
        let shares = |counts: &Counts| -> Vec<f64> {
            let draws = counts.draws() as f64;
            (1..=n).map(|rank| counted.rank(counts, rank) / draws).collect()
        };
        let expected = |shares: &[f64]| shares.iter().enumerate().map(|(r, share)| (r + 1) as f64 * share).sum::<f64>();
        let own = shares(&self.totals.all);
        let mean = expected(&own);
        let squares: f64 = own.iter().enumerate().map(|(r, share)| ((r + 1) * (r + 1)) as f64 * share).sum();
        let draws = self.draws as f64;
        // A rank that never varied is not sure to the last digit either.
        let least = 0.5 / (draws + 1.0);
        let rank = self.totals.mean(mean, (squares - mean * mean).max(least), draws, |batch| Some(expected(&shares(batch))));
        let bits = entropy(own.iter().copied());
        let surprise: f64 = own.iter().filter(|p| **p > 0.0).map(|p| p * p.log2() * p.log2()).sum();
        let bits = self.totals.mean(bits, surprise - bits * bits, draws, |batch| Some(entropy(shares(batch))));
        let tied = self.totals.share(|counts| counted.tied(counts) as f64);
        Some([rank, bits, tied])
    }

    /// By number of groups: how often a kind of alternative is first in so many.
    pub fn first_in(&self, kind: usize) -> Vec<Bounds> {
        let all = &self.totals.all;
        // A kind beyond those that are ranked competes nowhere.
        let known = |ranks: &kernel::Ranks| kind < ranks.layout().kinds();
        let drawn = self.groups.iter().all(|group| group.ranked.is_some() || group.places.len() == 1)
            && all.ranks.as_ref().is_some_and(known);
        let groups = match (&all.ranks, &all.bounded) {
            (Some(ranks), _) if drawn => ranks.kind(kind).len(),
            (_, Some(bounded)) => bounded.kind(kind).0.len(),
            _ => 0,
        };
        let of = |count: usize| {
            let share = drawn
                .then(|| self.totals.share(|counts| counts.ranks.as_ref().map_or(0.0, |ranks| ranks.kind(kind)[count] as f64)));
            if let (Some(share), None) = (share, &all.bounded) {
                let open = self.groups.iter().any(|group| group.has_sets);
                return Bounds { bounded: !open, ..Bounds::single(share) };
            }
            let figure = |counts: &Counts, low: bool| {
                let of_kind = counts.bounded.as_ref().map(|bounded| bounded.kind(kind));
                of_kind.map_or(0.0, |(at_least, at_most)| if low { at_least[count] as f64 } else { at_most[count] as f64 })
            };
            let (low, high) =
                (self.totals.share(|counts| figure(counts, true)), self.totals.share(|counts| figure(counts, false)));
            Bounds { share: share.or((low.value == high.value).then_some(low)), low, high, bounded: true }
        };
        (0..groups).map(of).collect()
    }
}

/// An alternative whose ranks are certain in every draw: where its counts stand.
struct Counted<'a> {
    group: &'a GroupShares,
    at: usize,
}

impl Counted<'_> {
    fn rank(&self, counts: &Counts, rank: usize) -> f64 {
        match (self.group.ranked, self.group.contest, &counts.bounded) {
            (Some(start), ..) => ranks(counts, start + self.at, rank),
            (None, Some(contest), Some(bounded)) => bounded.low(contest, self.at, rank),
            _ => 0.0,
        }
    }

    fn central(&self, counts: &Counts, leaf: usize) -> (f64, f64) {
        match (self.group.ranked, &counts.ranks, self.group.contest, &counts.bounded) {
            (Some(start), Some(ranks), ..) => ranks.central(start + self.at, leaf),
            (None, _, Some(contest), Some(bounded)) => bounded.central(contest, self.at, leaf),
            _ => (0.0, 0.0),
        }
    }

    fn tied(&self, counts: &Counts) -> u64 {
        match (self.group.ranked, &counts.ranks, self.group.contest, &counts.bounded) {
            (Some(start), Some(ranks), ..) => ranks.tied(start + self.at),
            (None, _, Some(contest), Some(bounded)) => bounded.tied(contest, self.at),
            _ => 0,
        }
    }
}
