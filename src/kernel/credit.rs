//! What a tie is worth, and the least and the most of it where some inputs are sets.
//!
//! One rule: k alternatives that tie over the ranks r .. r + k - 1 have 1/k of each, as if a lot
//! were drawn.
//!
//! Where sets leave the order open, each rival of an alternative is one of six kinds: surely ahead,
//! surely level, surely behind, level or ahead, level or behind, or any of the three. Over all that
//! its rivals can be, its credit for a rank has a least and a most; both are reached if rivals move
//! independently, and hold in any case. With b rivals surely ahead, s surely level, u that are
//! level or ahead, v that are level or behind and f that can be anything, its ranks run from b + 1
//! to b + s + u + v + f + 1 = last:
//!
//! ```text
//! most of rank r    1 / (s + 1 + how far r lies outside b + u + 1 .. b + u + f + s + 1), from b + 1 to last; else 0
//! least of rank r   1 / (s + u + v + f + 1) from b + u + f + 1 to b + u + s + 1 (no rank where f > s); else 0
//! most of rank r or better    (r - b) / (s + u + 1), within 0 .. 1
//! least of rank r or better   (r - b - u - f) / (s + v + 1), within 0 .. 1
//! ```

use super::Saved;
use std::ops::{AddAssign, RangeInclusive};

/// A sum of credits over draws, and of their squares: what all draws give alike has no doubt about
/// it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Credit {
    /// The sum.
    pub sum: f64,
    /// The sum of squares.
    pub squares: f64,
}

impl Credit {
    /// The credit of one draw more.
    #[inline(always)]
    pub(super) fn add(&mut self, credit: f64) {
        self.sum += credit;
        self.squares += credit * credit;
    }

    /// A credit of 1 in so many draws.
    pub(super) fn of(draws: u64) -> Credit {
        Credit { sum: draws as f64, squares: draws as f64 }
    }

    /// A credit of 1 in so many draws, and of 1/2 in so many others.
    pub fn halves(whole: f64, half: f64) -> Credit {
        Credit { sum: whole + half / 2.0, squares: whole + half / 4.0 }
    }
}

impl Saved for Credit {
    fn save(&self, out: &mut Vec<u8>) {
        (self.sum, self.squares).save(out);
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        self.sum.load(from)?;
        self.squares.load(from)
    }
}

impl AddAssign for Credit {
    fn add_assign(&mut self, other: Credit) {
        self.sum += other.sum;
        self.squares += other.squares;
    }
}

/// The variance of the ranks r .. r + k - 1 of a tie: it has their mean in that draw, whatever r
/// is.
pub(super) fn within_tie(k: usize) -> f64 {
    (k * k - 1) as f64 / 12.0
}

/// How many rivals of an alternative are of each kind, in one draw.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Rivals {
    /// Surely ahead.
    pub ahead: usize,
    /// Surely level.
    pub level: usize,
    /// Level or ahead.
    pub not_behind: usize,
    /// Level or behind.
    pub not_ahead: usize,
    /// Ahead, level or behind.
    pub free: usize,
}

impl Rivals {
    /// Whether its ranks are known.
    pub fn is_sure(&self) -> bool {
        self.not_behind + self.not_ahead + self.free == 0
    }

    /// The ranks it can have.
    pub fn ranks(&self) -> RangeInclusive<usize> {
        self.ahead + 1..=self.ahead + self.level + self.not_behind + self.not_ahead + self.free + 1
    }

    /// The most credit for one of these ranks.
    pub fn most(&self, rank: usize) -> f64 {
        let from = self.ahead + self.not_behind + 1;
        let outside =
            from.saturating_sub(rank) + rank.saturating_sub(from + self.free + self.level);
        1.0 / (self.level + 1 + outside) as f64
    }

    /// The ranks of which it has some credit whatever happens, and how much at least.
    pub fn least(&self) -> (RangeInclusive<usize>, f64) {
        let from = self.ahead + self.not_behind + 1;
        let block = self.level + self.not_behind + self.not_ahead + self.free + 1;
        (from + self.free..=from + self.level, 1.0 / block as f64)
    }

    /// The least and the most credit for a rank or a better one.
    pub fn within(&self, rank: usize) -> (f64, f64) {
        let part = |of: usize, block: usize| of.min(block) as f64 / block as f64;
        let sooner = rank.saturating_sub(self.ahead + self.not_behind + self.free);
        (
            part(sooner, self.level + self.not_ahead + 1),
            part(rank.saturating_sub(self.ahead), self.level + self.not_behind + 1),
        )
    }

    /// The least and the most credit for the first rank.
    pub fn first(&self) -> (f64, f64) {
        self.within(1)
    }
}

/// In how many of several groups an alternative is first, when a lot decides each that it is not
/// sure of: the distribution so far, from the least of each entry to the most, with one group
/// more, of which it wins between `least` and `most`. Entry c stands for c groups.
pub(super) fn with_pair_bounds(low: &mut [f64], high: &mut [f64], (least, most): (f64, f64)) {
    for c in (0..low.len()).rev() {
        let before = if c == 0 { (0.0, 0.0) } else { (low[c - 1], high[c - 1]) };
        let of = |p: f64, here: f64, before: f64| p * before + (1.0 - p) * here;
        low[c] = of(least, low[c], before.0).min(of(most, low[c], before.0));
        high[c] = of(least, high[c], before.1).max(of(most, high[c], before.1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every credit over all that five rivals can be, worked out from the definition.
    #[test]
    fn credits_are_those_of_all_that_rivals_can_be() {
        // Ahead (1), level (0), behind (-1).
        let kinds: [&[i32]; 6] = [&[1], &[0], &[-1], &[0, 1], &[0, -1], &[1, 0, -1]];
        for m in 1..=5u32 {
            for all in 0..6usize.pow(m - 1) {
                let of: Vec<usize> = (0..m - 1).map(|k| all / 6usize.pow(k) % 6).collect();
                let count = |kind: usize| of.iter().filter(|it| **it == kind).count();
                let rivals = Rivals {
                    ahead: count(0),
                    level: count(1),
                    not_behind: count(3),
                    not_ahead: count(4),
                    free: count(5),
                };
                let mut outcomes = vec![(0, 0)];
                for kind in &of {
                    let add = |(ahead, level): (usize, usize), it: i32| {
                        (ahead + usize::from(it == 1), level + usize::from(it == 0))
                    };
                    outcomes = outcomes
                        .iter()
                        .flat_map(|at| kinds[*kind].iter().map(move |it| add(*at, *it)))
                        .collect();
                }
                for rank in 1..=m as usize {
                    let credit = |(ahead, level): &(usize, usize)| {
                        if (ahead + 1..=ahead + level + 1).contains(&rank) {
                            1.0 / (level + 1) as f64
                        } else {
                            0.0
                        }
                    };
                    let within = |(ahead, level): &(usize, usize)| {
                        (rank.saturating_sub(*ahead)).min(level + 1) as f64 / (level + 1) as f64
                    };
                    let ends = |of: &dyn Fn(&(usize, usize)) -> f64| {
                        let all = || outcomes.iter().map(of);
                        (all().fold(f64::INFINITY, f64::min), all().fold(0.0, f64::max))
                    };
                    let (least, most) = ends(&credit);
                    let told = rivals.least();
                    assert_eq!(
                        if told.0.contains(&rank) { told.1 } else { 0.0 },
                        least,
                        "{rivals:?} {rank}"
                    );
                    let told = if rivals.ranks().contains(&rank) { rivals.most(rank) } else { 0.0 };
                    assert_eq!(told, most, "{rivals:?} {rank}");
                    assert_eq!(rivals.within(rank), ends(&within), "{rivals:?} {rank}");
                }
            }
        }
    }

    #[test]
    fn contests_decided_by_lot() {
        let (mut low, mut high) = ([1.0, 0.0, 0.0], [1.0, 0.0, 0.0]);
        with_pair_bounds(&mut low, &mut high, (0.5, 0.5));
        with_pair_bounds(&mut low, &mut high, (0.25, 0.25));
        assert_eq!((low, high), ([0.375, 0.5, 0.125], [0.375, 0.5, 0.125]));
        // Two groups with halves for certain, and one that is open: from none to three.
        let (mut low, mut high) = ([1.0, 0.0, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0]);
        [(0.5, 0.5), (0.5, 0.5), (0.0, 1.0)]
            .into_iter()
            .for_each(|at| with_pair_bounds(&mut low, &mut high, at));
        assert_eq!((low, high), ([0.0, 0.25, 0.25, 0.0], [0.25, 0.5, 0.5, 0.25]));
    }
}
