//! From counts to shares, weights and ranks with their errors, and with bounds where sets leave
//! them open.

use super::{Acceptability, GroupShares};
use crate::draw::counts::{Counts, Estimated};
use crate::draw::share::ShareBounds;
use crate::kernel::{self, Credit};
use crate::tolerance::{SAME_COUNT, SOME_LEFT};

/// Entropy in bits: - sum of p log2 p, 0 log 0 being 0.
pub fn entropy(shares: impl IntoIterator<Item = f64>) -> f64 {
    shares.into_iter().filter(|p| *p > 0.0).map(|p| -p * p.log2()).sum::<f64>() + 0.0
}

/// A share with its bounds; without a figure of its own where it is open.
fn joined(
    drawn: Option<Estimated>,
    mut low: Estimated,
    mut high: Estimated,
    open: bool,
) -> ShareBounds {
    // Sums of thirds come out otherwise in another order.
    if let Some(share) = drawn {
        let near = |a: f64, b: f64| (a - b).abs() <= SAME_COUNT;
        low.value =
            if near(low.value, share.value) { low.value.min(share.value) } else { low.value };
        high.value =
            if near(high.value, share.value) { high.value.max(share.value) } else { high.value };
    }
    ShareBounds { share: drawn.or((!open).then_some(low)), low, high, bounded: true }
}

fn ranks(counts: &Counts, row: usize, rank: usize) -> Credit {
    counts.ranks.as_ref().map_or(Credit::default(), |ranks| ranks.credit(row, rank - 1))
}

impl Acceptability<'_> {
    /// How often an alternative (a position in [`GroupShares::places`]) has a rank. A tie is shared,
    /// in the figure and in its bounds. Nothing is known of a rank that is not counted.
    pub fn rank(&self, group: &GroupShares, at: usize, rank: usize) -> ShareBounds {
        if group.places.len() == 1 {
            return ShareBounds::single(Estimated { value: 1.0, std_error: 0.0 });
        }
        if !self.has_every_rank(group) && !self.counted_ranks(group).contains(&rank) {
            return ShareBounds::unknown();
        }
        let drawn = group
            .ranked
            .map(|start| self.totals.credited(|counts| ranks(counts, start + at, rank)));
        let Some(pair_bounds) = group.pair_bounds.filter(|_| group.has_sets || drawn.is_none())
        else {
            return self.without_contest(group, drawn);
        };
        let of = |counts: &Counts, low: bool| {
            let of = |it: &kernel::Bounded| {
                if low { it.low(pair_bounds, at, rank) } else { it.high(pair_bounds, at, rank) }
            };
            counts.bounded.as_ref().map_or(Credit::default(), of)
        };
        self.between(
            drawn,
            &|counts| of(counts, true),
            &|counts| of(counts, false),
            self.is_open(group, at),
        )
    }

    /// How often an alternative (a position in [`GroupShares::places`]) is in a category of the
    /// problem; `None` for a method that sorts nothing.
    pub fn category(&self, group: &GroupShares, at: usize, category: usize) -> Option<Estimated> {
        let row = group.classes? + at;
        let of = |counts: &Counts| {
            counts.classes.as_ref().map_or(0.0, |classes| classes.count(row, category) as f64)
        };
        self.totals.all.classes.as_ref()?;
        Some(self.totals.share(of))
    }

    /// How often it has this rank or a better one. Of several ranks that ties share, the error is
    /// an upper bound.
    pub fn rank_or_better(&self, group: &GroupShares, at: usize, rank: usize) -> ShareBounds {
        let n = group.places.len();
        if rank >= n {
            return ShareBounds::single(Estimated { value: 1.0, std_error: 0.0 });
        }
        if rank == 1 {
            return self.rank(group, at, 1);
        }
        if !self.has_every_rank(group) && !self.counted_ranks(group).contains(&rank) {
            return ShareBounds::unknown();
        }
        let drawn = group.ranked.map(|start| {
            let within =
                |counts: &Counts| (1..=rank).map(|rank| ranks(counts, start + at, rank).sum).sum();
            self.totals.share(within)
        });
        let Some(pair_bounds) = group.pair_bounds.filter(|_| group.has_sets || drawn.is_none())
        else {
            return self.without_contest(group, drawn);
        };
        let of = |counts: &Counts| {
            counts.bounded.as_ref().map_or((0.0, 0.0), |it| it.within(pair_bounds, at, rank))
        };
        let (low, high) =
            (self.totals.share(|counts| of(counts).0), self.totals.share(|counts| of(counts).1));
        joined(drawn, low, high, self.is_open(group, at))
    }

    /// A share with its bounds, both counted; without a figure of its own where it is open.
    fn between(
        &self,
        drawn: Option<Estimated>,
        low: &dyn Fn(&Counts) -> Credit,
        high: &dyn Fn(&Counts) -> Credit,
        open: bool,
    ) -> ShareBounds {
        joined(drawn, self.totals.credited(low), self.totals.credited(high), open)
    }

    /// A share that no bounds over sets go with: single where there are no sets, else nothing is
    /// claimed of what it could be.
    fn without_contest(&self, group: &GroupShares, drawn: Option<Estimated>) -> ShareBounds {
        match drawn {
            Some(share) if !group.has_sets => ShareBounds::single(share),
            drawn => ShareBounds { share: drawn, ..ShareBounds::unknown() },
        }
    }

    /// Whether every rank of a group is counted; else only the first three and the last are, and
    /// the expected rank.
    pub fn has_every_rank(&self, group: &GroupShares) -> bool {
        let layout = self.totals.all.ranks.as_ref().map(|ranks| ranks.layout());
        group.ranked.is_none() || layout.is_none_or(|layout| layout.has_every_rank(group.layout))
    }

    /// The ranks of a group that are counted.
    pub fn counted_ranks(&self, group: &GroupShares) -> Vec<usize> {
        let n = group.places.len();
        if self.has_every_rank(group) { (1..=n).collect() } else { vec![1, 2, 3, n] }
    }

    /// Whether sets leave any rank of an alternative open (and are not drawn).
    pub fn is_open(&self, group: &GroupShares, at: usize) -> bool {
        let (None, Some(pair_bounds), Some(bounded)) =
            (group.ranked, group.pair_bounds, &self.totals.all.bounded)
        else {
            return false;
        };
        (1..=group.places.len()).any(|rank| {
            bounded.low(pair_bounds, at, rank).sum < bounded.high(pair_bounds, at, rank).sum
        })
    }

    /// How often a is ahead of b, ties half (positions in [`GroupShares::places`]); `None` where
    /// pairs were not compared.
    pub fn ahead(&self, group: &GroupShares, a: usize, b: usize) -> Option<ShareBounds> {
        let layout = group.layout;
        let drawn = match (group.ranked, &self.totals.all.ranks) {
            (Some(_), Some(ranks)) if ranks.layout().compares_pairs() => {
                let of = |counts: &Counts| {
                    counts
                        .ranks
                        .as_ref()
                        .map_or(Credit::default(), |ranks| ranks.ahead(layout, a, b))
                };
                Some(self.totals.credited(of))
            }
            (Some(_), _) => return None,
            (None, _) => None,
        };
        let Some(pair_bounds) = group.pair_bounds.filter(|_| group.has_sets || drawn.is_none())
        else {
            return Some(self.without_contest(group, drawn));
        };
        let n = group.places.len();
        let (first, second) = (a.min(b), a.max(b));
        let pair = first * (2 * n - first - 1) / 2 + second - first - 1;
        let of = |counts: &Counts, low: bool| {
            let Some(bounded) = &counts.bounded else { return Credit::default() };
            let sides = bounded.sides(pair_bounds, pair);
            let (mine, theirs, never_behind, never_ahead) = match a < b {
                true => (sides.first, sides.second, sides.first_or_tie, sides.second_or_tie),
                false => (sides.second, sides.first, sides.second_or_tie, sides.first_or_tie),
            };
            match low {
                true => Credit::halves(mine as f64, (sides.tie + never_behind) as f64),
                false => {
                    let half = sides.tie + never_ahead;
                    Credit::halves((bounded.draws() - theirs - half) as f64, half as f64)
                }
            }
        };
        let open = self
            .totals
            .all
            .bounded
            .as_ref()
            .is_some_and(|bounded| bounded.sides(pair_bounds, pair).is_open(bounded.draws()));
        Some(self.between(drawn, &|counts| of(counts, true), &|counts| of(counts, false), open))
    }

    /// In how many draws a is surely ahead of b, whatever the sets turn out to be; `None` where
    /// there is no group over sets.
    pub fn surely_ahead(&self, group: &GroupShares, a: usize, b: usize) -> Option<Estimated> {
        let pair_bounds = group.pair_bounds?;
        let n = group.places.len();
        let (first, second) = (a.min(b), a.max(b));
        let pair = first * (2 * n - first - 1) / 2 + second - first - 1;
        Some(self.totals.share(|counts| {
            let sides = counts
                .bounded
                .as_ref()
                .map(|bounded| bounded.sides(pair_bounds, pair))
                .unwrap_or_default();
            (if a < b { sides.first } else { sides.second }) as f64
        }))
    }

    /// Draws (credits) in which an alternative has a rank for certain, and the sums of credit times
    /// weight and weight squared where it is first; `None` where sets leave its ranks open.
    fn counted<'b>(&self, group: &'b GroupShares, at: usize) -> Option<Counted<'b>> {
        if self.is_open(group, at) || group.places.len() == 1 {
            return None;
        }
        Some(Counted { group, at })
    }

    /// The central weight of a leaf; `None` where the alternative is never first, or sets leave its
    /// ranks open.
    pub fn central(&self, group: &GroupShares, at: usize, leaf: usize) -> Option<Estimated> {
        let counted = self.counted(group, at)?;
        let mean = |counts: &Counts| {
            let first = counted.rank(counts, 1).sum;
            (first > 0.0).then(|| counted.central(counts, leaf).0 / first)
        };
        let (value, first) = (mean(&self.totals.all)?, counted.rank(&self.totals.all, 1).sum);
        let variance = counted.central(&self.totals.all, leaf).1 / first - value * value;
        Some(self.totals.mean(value, variance, first, mean))
    }

    /// The central weights of all leaves when these draws are left out; `None` where it is first in
    /// no other.
    pub(super) fn central_without(
        &self,
        group: &GroupShares,
        at: usize,
        part: &[Counts],
    ) -> Option<Vec<f64>> {
        let counted = self.counted(group, at)?;
        let less = |all: f64, of: &dyn Fn(&Counts) -> f64| all - part.iter().map(of).sum::<f64>();
        let first = counted.rank(&self.totals.all, 1).sum;
        let rest = less(first, &|counts| counted.rank(counts, 1).sum);
        let leaves = self.evaluation.weights.leaves();
        let of = |leaf: usize| {
            less(counted.central(&self.totals.all, leaf).0, &|counts| {
                counted.central(counts, leaf).0
            }) / rest
        };
        (rest > SOME_LEFT * first).then(|| (0..leaves).map(|leaf| of(leaf).max(0.0)).collect())
    }

    /// Expected rank, rank entropy in bits, and share of draws in a tie; `None` where sets leave
    /// ranks open. Where not every rank is counted the entropy is that of those that are, and so
    /// too low.
    pub fn summary_of(&self, group: &GroupShares, at: usize) -> Option<[Estimated; 3]> {
        if group.places.len() == 1 {
            return Some([1.0, 0.0, 0.0].map(|value| Estimated { value, std_error: 0.0 }));
        }
        let counted = self.counted(group, at)?;
        let ranks = self.counted_ranks(group);
        let shares = |counts: &Counts| -> Vec<f64> {
            let draws = counts.draws() as f64;
            ranks.iter().map(|rank| counted.rank(counts, *rank).sum / draws).collect()
        };
        let expected = |shares: &[f64]| {
            shares.iter().enumerate().map(|(r, share)| (r + 1) as f64 * share).sum::<f64>()
        };
        let own = shares(&self.totals.all);
        let mean = expected(&own);
        let squares: f64 =
            own.iter().enumerate().map(|(r, share)| ((r + 1) * (r + 1)) as f64 * share).sum();
        let draws = self.draws as f64;
        // A rank that never varied is not sure to the last digit either.
        let least = 0.5 / (draws + 1.0);
        // In a tie it has the mean of the ranks it shares.
        let variance = squares - mean * mean - counted.within_ties(&self.totals.all) / draws;
        let rank = match counted.rank_sums(&self.totals.all) {
            None => self
                .totals
                .mean(mean, variance.max(least), draws, |batch| Some(expected(&shares(batch)))),
            Some((sum, square)) => {
                let of = |batch: &Counts| {
                    counted.rank_sums(batch).map(|sums| sums.0 / batch.draws() as f64)
                };
                let mean = sum / draws;
                self.totals.mean(mean, (square / draws - mean * mean).max(least), draws, of)
            }
        };
        let bits = entropy(own.iter().copied());
        let surprise: f64 = own.iter().filter(|p| **p > 0.0).map(|p| p * p.log2() * p.log2()).sum();
        let bits = self
            .totals
            .mean(bits, surprise - bits * bits, draws, |batch| Some(entropy(shares(batch))));
        let tied = self.totals.share(|counts| counted.tied(counts) as f64);
        Some([rank, bits, tied])
    }

    /// By number of groups: how often a kind of alternative is first in so many, as if a lot
    /// decided who is first in each tie for it.
    pub fn first_in(&self, kind: usize) -> Vec<ShareBounds> {
        let all = &self.totals.all;
        // A kind beyond those that are ranked competes nowhere.
        let known = |ranks: &kernel::Ranks| kind < ranks.layout().kinds();
        let drawn =
            self.groups.iter().all(|group| group.ranked.is_some() || group.places.len() == 1)
                && all.ranks.as_ref().is_some_and(known);
        let groups = match (&all.ranks, &all.bounded) {
            (Some(ranks), _) if drawn => ranks.kind_groups(kind) + 1,
            (_, Some(bounded)) => bounded.kind(kind).0.len(),
            _ => 0,
        };
        let of = |count: usize| {
            let of = |counts: &Counts| {
                counts.ranks.as_ref().map_or(Credit::default(), |ranks| ranks.kind(kind, count))
            };
            let share = drawn.then(|| self.totals.credited(of));
            if let (Some(share), None) = (share, &all.bounded) {
                let open = self.groups.iter().any(|group| group.has_sets);
                return ShareBounds { bounded: !open, ..ShareBounds::single(share) };
            }
            let figure = |counts: &Counts, low: bool| {
                let of_kind = counts.bounded.as_ref().map(|bounded| bounded.kind(kind));
                of_kind.map_or(Credit::default(), |(at_least, at_most)| {
                    if low { at_least[count] } else { at_most[count] }
                })
            };
            let open = figure(all, true).sum < figure(all, false).sum;
            self.between(
                share,
                &|counts| figure(counts, true),
                &|counts| figure(counts, false),
                open,
            )
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
    fn rank(&self, counts: &Counts, rank: usize) -> Credit {
        match (self.group.ranked, self.group.pair_bounds, &counts.bounded) {
            (Some(start), ..) => ranks(counts, start + self.at, rank),
            (None, Some(pair_bounds), Some(bounded)) => bounded.low(pair_bounds, self.at, rank),
            _ => Credit::default(),
        }
    }

    fn rank_sums(&self, counts: &Counts) -> Option<(f64, f64)> {
        counts.ranks.as_ref()?.rank_sums(self.group.ranked? + self.at)
    }

    fn within_ties(&self, counts: &Counts) -> f64 {
        match (self.group.ranked, &counts.ranks, self.group.pair_bounds, &counts.bounded) {
            (Some(start), Some(ranks), ..) => ranks.within_ties(start + self.at),
            (None, _, Some(pair_bounds), Some(bounded)) => {
                bounded.within_ties(pair_bounds, self.at)
            }
            _ => 0.0,
        }
    }

    fn central(&self, counts: &Counts, leaf: usize) -> (f64, f64) {
        match (self.group.ranked, &counts.ranks, self.group.pair_bounds, &counts.bounded) {
            (Some(start), Some(ranks), ..) => ranks.central(start + self.at, leaf),
            (None, _, Some(pair_bounds), Some(bounded)) => {
                bounded.central(pair_bounds, self.at, leaf)
            }
            _ => (0.0, 0.0),
        }
    }

    fn tied(&self, counts: &Counts) -> u64 {
        match (self.group.ranked, &counts.ranks, self.group.pair_bounds, &counts.bounded) {
            (Some(start), Some(ranks), ..) => ranks.tied(start + self.at),
            (None, _, Some(pair_bounds), Some(bounded)) => bounded.tied(pair_bounds, self.at),
            _ => 0,
        }
    }
}
