//! Counting ranks where some inputs are sets: in every draw a best and a worst rank, from the
//! bounds of each pairwise difference.
//!
//! In a draw the weights w are known, and with them every drawn input. What is left are sets. Rival
//! r is surely ahead of a if the least of score(r) - score(a) over the sets exceeds the tolerance,
//! and can be ahead if the greatest does; a's ranks run from 1 + those surely ahead to m - those
//! surely behind, and what it has of each is shared with those that tie ([`super::credit`]). The
//! least is `base(r) - base(a)` plus a [`crate::kernel::pairwise_bounds::Part`] that is a minimum of functions linear in w,
//! worked out beforehand, so that no search is made in a draw.

use super::credit::{Credit, Rivals, with_pair_bounds, within_tie};
use super::{Saved, Tally};
use crate::kernel::pairwise_bounds::{PairwiseBounds, add_part};
use std::sync::Arc;

/// What can be said of a pair over the draws.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Sides {
    /// Draws in which the first is surely ahead.
    pub first: u64,
    /// Draws in which the second is.
    pub second: u64,
    /// Draws in which they surely tie.
    pub tie: u64,
    /// Draws in which the first is never behind, and may be ahead.
    pub first_or_tie: u64,
    /// Draws in which the second is.
    pub second_or_tie: u64,
}

impl Sides {
    /// Whether anything but what is sure was met in these draws.
    pub fn is_open(&self, draws: u64) -> bool {
        self.first + self.second + self.tie < draws
    }
}

/// The counts: by alternative and rank the sums over draws of the least and of the most credit that
/// its rivals leave it. Ties share ranks, 1/k each, as in [`super::Ranks`].
#[derive(Debug, Clone, PartialEq)]
pub struct Bounded {
    bounds_by_group: Arc<Vec<PairwiseBounds>>,
    draws: u64,
    low: Vec<Vec<Credit>>,
    high: Vec<Vec<Credit>>,
    /// The same of a rank or a better one, but for the ranks from which on a draw has all of it,
    /// counted at the first of these in `whole`.
    low_within: Vec<Vec<f64>>,
    high_within: Vec<Vec<f64>>,
    whole: Vec<Vec<u64>>,
    sides: Vec<Vec<Sides>>,
    criteria: usize,
    /// By group, alternative and criterion: sums over the draws in which it is surely first of
    /// credit times weight, and of credit times weight squared.
    central: Vec<Vec<(f64, f64)>>,
    /// By group and alternative: draws in which it surely ties with another.
    tied: Vec<Vec<u64>>,
    /// The same: sums of the variance of the ranks that it surely shares.
    within_ties: Vec<Vec<f64>>,
    /// By kind and number of groups: the sums of the least and the most chance that it is first
    /// in so many, ties being decided by lot.
    kinds: Vec<(Vec<Credit>, Vec<Credit>)>,
    scratch: Scratch,
}

/// Working memory of a block.
#[derive(Debug, Clone, Default, PartialEq)]
struct Scratch {
    score_difference: Vec<f64>,
    back: Vec<f64>,
    part: Vec<f64>,
    least: Vec<f64>,
    /// By alternative and draw: how many are surely ahead of it, surely level, level or ahead,
    /// level or behind.
    counts: Vec<[u32; 4]>,
    /// By alternative and draw: how many are surely behind it.
    behind: Vec<u32>,
    /// By kind and draw: in how many groups it is surely first, in how many it may or may not be,
    /// and in how many it has a share of it.
    firsts: Vec<[u32; 3]>,
    /// These shares, least and most: (kind and draw, share).
    lots: Vec<(usize, (f64, f64))>,
}

impl Bounded {
    /// A tally of these groups; `kinds` is how many kinds there are, `criteria` how many weights.
    pub fn new(
        bounds_by_group: &Arc<Vec<PairwiseBounds>>,
        kinds: usize,
        criteria: usize,
    ) -> Bounded {
        let squares = |pair_bounds: &PairwiseBounds| {
            vec![0.0; pair_bounds.kinds.len() * pair_bounds.kinds.len()]
        };
        let credits = |pair_bounds: &PairwiseBounds| {
            vec![Credit::default(); pair_bounds.kinds.len() * pair_bounds.kinds.len()]
        };
        let of_kind = |kind: usize| {
            bounds_by_group.iter().filter(|pair_bounds| pair_bounds.kinds.contains(&kind)).count()
                + 1
        };
        Bounded {
            bounds_by_group: bounds_by_group.clone(),
            draws: 0,
            low: bounds_by_group.iter().map(credits).collect(),
            high: bounds_by_group.iter().map(credits).collect(),
            low_within: bounds_by_group.iter().map(squares).collect(),
            high_within: bounds_by_group.iter().map(squares).collect(),
            whole: bounds_by_group
                .iter()
                .map(|pair_bounds| vec![0; pair_bounds.kinds.len() * pair_bounds.kinds.len()])
                .collect(),
            sides: bounds_by_group
                .iter()
                .map(|pair_bounds| vec![Sides::default(); pair_bounds.pairs.len()])
                .collect(),
            criteria,
            central: bounds_by_group
                .iter()
                .map(|pair_bounds| vec![(0.0, 0.0); pair_bounds.kinds.len() * criteria])
                .collect(),
            tied: bounds_by_group
                .iter()
                .map(|pair_bounds| vec![0; pair_bounds.kinds.len()])
                .collect(),
            within_ties: bounds_by_group
                .iter()
                .map(|pair_bounds| vec![0.0; pair_bounds.kinds.len()])
                .collect(),
            kinds: (0..kinds)
                .map(|kind| [(); 2].map(|()| vec![Credit::default(); of_kind(kind)]).into())
                .collect(),
            scratch: Scratch::default(),
        }
    }

    /// How many bytes the counts of a group of so many take.
    pub fn bytes_of(n: usize) -> usize {
        n * n * (2 * size_of::<Credit>() + 3 * size_of::<f64>()) + n * n / 2 * size_of::<Sides>()
    }

    /// How many draws were counted.
    pub fn draws(&self) -> u64 {
        self.draws
    }

    /// The sum over draws of the least credit of an alternative (a place in a group) for a rank
    /// (from 1).
    pub fn low(&self, pair_bounds: usize, alternative: usize, rank: usize) -> Credit {
        self.low[pair_bounds]
            [alternative * self.bounds_by_group[pair_bounds].kinds.len() + rank - 1]
    }

    /// The sum over draws of the most credit.
    pub fn high(&self, pair_bounds: usize, alternative: usize, rank: usize) -> Credit {
        self.high[pair_bounds]
            [alternative * self.bounds_by_group[pair_bounds].kinds.len() + rank - 1]
    }

    /// The sums over draws of the least and of the most credit for a rank or a better one.
    pub fn within(&self, pair_bounds: usize, alternative: usize, rank: usize) -> (f64, f64) {
        let n = self.bounds_by_group[pair_bounds].kinds.len();
        let (start, at) = (alternative * n, alternative * n + rank - 1);
        let whole = self.whole[pair_bounds][start..=at].iter().sum::<u64>() as f64;
        (self.low_within[pair_bounds][at] + whole, self.high_within[pair_bounds][at] + whole)
    }

    /// What can be said of a pair, by its place in the group's list.
    pub fn sides(&self, pair_bounds: usize, pair: usize) -> Sides {
        self.sides[pair_bounds][pair]
    }

    /// Sums over the draws in which an alternative is surely first of credit times the weight of a
    /// criterion, and times its square.
    pub fn central(&self, pair_bounds: usize, alternative: usize, criterion: usize) -> (f64, f64) {
        self.central[pair_bounds][alternative * self.criteria + criterion]
    }

    /// Draws in which an alternative surely ties with another.
    pub fn tied(&self, pair_bounds: usize, alternative: usize) -> u64 {
        self.tied[pair_bounds][alternative]
    }

    /// The sum over draws of the variance of the ranks that it surely shares.
    pub fn within_ties(&self, pair_bounds: usize, alternative: usize) -> f64 {
        self.within_ties[pair_bounds][alternative]
    }

    /// By number of groups: the sums over draws of the least and of the most chance that the kind
    /// is first in so many.
    pub fn kind(&self, kind: usize) -> (&[Credit], &[Credit]) {
        (&self.kinds[kind].0, &self.kinds[kind].1)
    }
}

impl Saved for Sides {
    fn save(&self, out: &mut Vec<u8>) {
        let Sides { first, second, tie, first_or_tie, second_or_tie } = self;
        [first, second, tie, first_or_tie, second_or_tie].iter().for_each(|it| it.save(out));
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        let Sides { first, second, tie, first_or_tie, second_or_tie } = self;
        [first, second, tie, first_or_tie, second_or_tie]
            .into_iter()
            .try_for_each(|it| it.load(from))
    }
}

/// All but what the bounds say and working memory.
impl Saved for Bounded {
    fn save(&self, out: &mut Vec<u8>) {
        self.draws.save(out);
        [&self.low, &self.high].iter().for_each(|it| it.save(out));
        [&self.low_within, &self.high_within, &self.within_ties].iter().for_each(|it| it.save(out));
        [&self.whole, &self.tied].iter().for_each(|it| it.save(out));
        self.sides.save(out);
        self.central.save(out);
        self.kinds.save(out);
    }

    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        self.draws.load(from)?;
        for it in [&mut self.low, &mut self.high] {
            it.load(from)?;
        }
        for it in [&mut self.low_within, &mut self.high_within, &mut self.within_ties] {
            it.load(from)?;
        }
        for it in [&mut self.whole, &mut self.tied] {
            it.load(from)?;
        }
        self.sides.load(from)?;
        self.central.load(from)?;
        self.kinds.load(from)
    }
}

impl Tally for Bounded {
    fn add(&mut self, weights: &[f64], scores: &[f64], block: usize) {
        let bounds_by_group = self.bounds_by_group.clone();
        let Scratch { score_difference, back, part, least, counts, behind, firsts, lots } =
            &mut self.scratch;
        firsts.clear();
        firsts.resize(self.kinds.len() * block, [0; 3]);
        lots.clear();
        let row = |row: usize| &scores[row * block..][..block];
        for (g, pair_bounds) in bounds_by_group.iter().enumerate() {
            let n = pair_bounds.kinds.len();
            let size = self.criteria * block;
            let weights = &weights[pair_bounds.set * size..][..size];
            counts.clear();
            counts.resize(n * block, [0; 4]);
            behind.clear();
            behind.resize(n * block, 0);
            for (at, pair) in pair_bounds.pairs.iter().enumerate() {
                let (a, b) = (pair.a, pair.b);
                // lead: the least of a - b; back: the least of b - a.
                score_difference.clear();
                score_difference
                    .extend(row(pair.a_rows.0).iter().zip(row(pair.b_rows.1)).map(|(a, b)| a - b));
                back.clear();
                back.extend(row(pair.b_rows.0).iter().zip(row(pair.a_rows.1)).map(|(b, a)| b - a));
                add_part(&pair.a_over_b, weights, block, score_difference, part, least);
                add_part(&pair.b_over_a, weights, block, back, part, least);
                let sides = &mut self.sides[g][at];
                for d in 0..block {
                    let (surely_a, surely_b) =
                        (score_difference[d] > pair_bounds.eps, back[d] > pair_bounds.eps);
                    // Rounding may put the least of a lead above its greatest.
                    let (can_b, can_a) = (
                        surely_b || -score_difference[d] > pair_bounds.eps,
                        surely_a || -back[d] > pair_bounds.eps,
                    );
                    let tie = !can_a && !can_b;
                    let (a_or_tie, b_or_tie) =
                        (can_a && !can_b && !surely_a, can_b && !can_a && !surely_b);
                    let [surely_a, surely_b, tie, a_or_tie, b_or_tie] =
                        [surely_a, surely_b, tie, a_or_tie, b_or_tie].map(u32::from);
                    let add = |to: &mut [u32; 4], by: [u32; 4]| {
                        to.iter_mut().zip(by).for_each(|(to, by)| *to += by)
                    };
                    add(&mut counts[a * block + d], [surely_b, tie, b_or_tie, a_or_tie]);
                    add(&mut counts[b * block + d], [surely_a, tie, a_or_tie, b_or_tie]);
                    behind[a * block + d] += surely_a;
                    behind[b * block + d] += surely_b;
                    sides.first += u64::from(surely_a);
                    sides.second += u64::from(surely_b);
                    sides.tie += u64::from(tie);
                    sides.first_or_tie += u64::from(a_or_tie);
                    sides.second_or_tie += u64::from(b_or_tie);
                }
            }
            for me in 0..n {
                let at = me * n;
                let (low, high) = (&mut self.low[g][at..][..n], &mut self.high[g][at..][..n]);
                let (low_within, high_within) =
                    (&mut self.low_within[g][at..][..n], &mut self.high_within[g][at..][..n]);
                let draws =
                    counts[me * block..][..block].iter().zip(&behind[me * block..][..block]);
                for (d, (counts, behind)) in draws.enumerate() {
                    let [ahead, level, not_behind, not_ahead] = counts.map(|count| count as usize);
                    let free = (n - 1)
                        .saturating_sub(ahead + level + not_behind + not_ahead + *behind as usize);
                    let rivals = Rivals { ahead, level, not_behind, not_ahead, free };
                    let (sure, ranks) = (rivals.is_sure(), rivals.ranks());
                    self.tied[g][me] += u64::from(level > 0);
                    self.within_ties[g][me] += within_tie(level + 1);
                    if sure && ahead == 0 {
                        let credit = 1.0 / (level + 1) as f64;
                        let sums = &mut self.central[g][me * self.criteria..][..self.criteria];
                        for (sum, weights) in sums.iter_mut().zip(weights.chunks_exact(block)) {
                            *sum = (
                                sum.0 + credit * weights[d],
                                sum.1 + credit * weights[d] * weights[d],
                            );
                        }
                    }
                    let (some, credit) = rivals.least();
                    some.for_each(|rank| low[rank - 1].add(credit));
                    for rank in ranks.clone() {
                        high[rank - 1].add(rivals.most(rank));
                    }
                    for rank in *ranks.start()..*ranks.end() {
                        let (least, most) = rivals.within(rank);
                        low_within[rank - 1] += least;
                        high_within[rank - 1] += most;
                    }
                    self.whole[g][at + ranks.end() - 1] += 1;
                    let kind = pair_bounds.kinds[me] * block + d;
                    match rivals.first() {
                        (1.0, _) => firsts[kind][0] += 1,
                        (_, 0.0) => {}
                        (0.0, 1.0) => firsts[kind][1] += 1,
                        share => {
                            firsts[kind][2] += 1;
                            lots.push((kind, share));
                        }
                    }
                }
            }
        }
        // By kind and draw, groups staying in their order.
        lots.sort_by_key(|lot| lot.0);
        let mut lots = &lots[..];
        let (mut least, mut most) = (Vec::new(), Vec::new());
        for (kind, ((low, high), firsts)) in
            self.kinds.iter_mut().zip(firsts.chunks_exact(block)).enumerate()
        {
            let last = low.len() - 1;
            for (d, [surely, open, shares]) in firsts.iter().enumerate() {
                let (from, to) =
                    ((*surely as usize).min(last), (surely + open).min(last as u32) as usize);
                if *shares == 0 {
                    low[from].add(f64::from(u8::from(from == to)));
                    high[from..=to].iter_mut().for_each(|count| count.add(1.0));
                    continue;
                }
                for (of, value) in [(&mut least, f64::from(u8::from(from == to))), (&mut most, 1.0)]
                {
                    of.clear();
                    of.resize(last + 1, 0.0);
                    of[from..=to].fill(value);
                }
                let (own, rest) =
                    lots.split_at(lots.iter().take_while(|lot| lot.0 == kind * block + d).count());
                lots = rest;
                own.iter().for_each(|(_, share)| with_pair_bounds(&mut least, &mut most, *share));
                low.iter_mut().zip(&least).for_each(|(sum, chance)| sum.add(*chance));
                high.iter_mut().zip(&most).for_each(|(sum, chance)| sum.add(*chance));
            }
        }
        self.draws += block as u64;
    }

    fn bytes(&self) -> usize {
        self.bounds_by_group
            .iter()
            .map(|pair_bounds| Bounded::bytes_of(pair_bounds.kinds.len()))
            .sum()
    }

    fn merge(&mut self, other: Bounded) {
        fn add<T: std::ops::AddAssign>(mine: &mut [Vec<T>], theirs: Vec<Vec<T>>) {
            mine.iter_mut()
                .flatten()
                .zip(theirs.into_iter().flatten())
                .for_each(|(mine, theirs)| *mine += theirs);
        }
        add(&mut self.low, other.low);
        add(&mut self.high, other.high);
        add(&mut self.low_within, other.low_within);
        add(&mut self.high_within, other.high_within);
        add(&mut self.whole, other.whole);
        add(&mut self.tied, other.tied);
        add(&mut self.within_ties, other.within_ties);
        for (mine, theirs) in self.sides.iter_mut().flatten().zip(other.sides.into_iter().flatten())
        {
            mine.first += theirs.first;
            mine.second += theirs.second;
            mine.tie += theirs.tie;
            mine.first_or_tie += theirs.first_or_tie;
            mine.second_or_tie += theirs.second_or_tie;
        }
        for (mine, theirs) in
            self.central.iter_mut().flatten().zip(other.central.into_iter().flatten())
        {
            *mine = (mine.0 + theirs.0, mine.1 + theirs.1);
        }
        for ((low, high), theirs) in self.kinds.iter_mut().zip(other.kinds) {
            low.iter_mut().zip(theirs.0).for_each(|(mine, theirs)| *mine += theirs);
            high.iter_mut().zip(theirs.1).for_each(|(mine, theirs)| *mine += theirs);
        }
        self.draws += other.draws;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::pairwise_bounds::{Pair, Part};

    /// Three alternatives: the first known at 0.5, the second somewhere in 0.2 w .. 0.6 w on the
    /// one criterion, the third as the first.
    #[test]
    fn what_is_certain_counts_low_and_what_is_open_counts_high() {
        let part = |x: f64| Part { linear: vec![(0, x)], least: Vec::new() };
        let rows = |at: usize| if at == 1 { (1, 1) } else { (0, 0) };
        let pair = |a, b, ab, ba| Pair {
            a,
            b,
            a_rows: rows(a),
            b_rows: rows(b),
            a_over_b: part(ab),
            b_over_a: part(ba),
        };
        let pair_bounds = PairwiseBounds {
            kinds: vec![0, 1, 2],
            pairs: vec![pair(0, 1, -0.6, 0.2), pair(0, 2, 0.0, 0.0), pair(1, 2, 0.2, -0.6)],
            eps: 1e-12,
            set: 0,
        };
        let bounds_by_group = Arc::new(vec![pair_bounds]);
        let mut tally = Bounded::new(&bounds_by_group, 3, 1);
        // At w = 1 the second is between 0.2 and 0.6: open. At w = 0.5 between 0.1 and 0.3: surely
        // last.
        tally.add(&[1.0, 0.5], &[0.5, 0.5, 0.0, 0.0], 2);
        assert_eq!(tally.draws(), 2);
        // The two that are equal share ranks 1 and 2 at w = 0.5, and rank 2 in any case: with the
        // second one if it ties with them.
        let low = |at: usize, rank: usize| tally.low(0, at, rank).sum;
        let high = |at: usize, rank: usize| tally.high(0, at, rank).sum;
        assert_eq!((low(0, 1), low(0, 2), high(0, 1)), (0.5, 1.0 / 3.0 + 0.5, 1.0));
        assert_eq!((tally.within(0, 0, 2), tally.within(0, 0, 3)), ((1.5, 2.0), (2.0, 2.0)));
        assert_eq!((low(1, 3), high(1, 1), high(1, 3)), (1.0, 1.0, 2.0));
        assert_eq!(tally.sides(0, 0), Sides { first: 1, ..Sides::default() });
        assert_eq!(tally.sides(0, 1), Sides { tie: 2, ..Sides::default() });
        assert_eq!(tally.kind(1), (&[1, 0].map(Credit::of)[..], &[2, 1].map(Credit::of)[..]));
        let mut twice = tally.clone();
        twice.merge(tally);
        assert_eq!((twice.draws(), twice.high(0, 1, 3).sum), (4, 4.0));
    }
}
