//! Counting ranks where some inputs are sets: in every draw a best and a worst rank, from the bounds of each pairwise difference.
//!
//! In a draw the weights w are known, and with them every drawn input. What is left are sets. Rival r surely beats a if the least of
//! score(r) - score(a) over the sets exceeds the tolerance, and can beat it if the greatest does; best rank = 1 + how many surely
//! beat it, worst = 1 + how many can. The least is `base(r) - base(a)` plus a [`Part`] that is a minimum of functions linear in w, worked
//! out beforehand, so that no search is made in a draw.

use super::Tally;
use std::sync::Arc;

/// A coefficient per criterion: (criterion, coefficient), the others 0.
pub type Sparse = Vec<(usize, f64)>;

/// linear . w + sum over `least` of (the least of v . w over its vectors v)
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Part {
    /// What is linear in the weights.
    pub linear: Sparse,
    /// Sets of inputs that feed several criteria together, each with the vectors it can take.
    pub least: Vec<Vec<Sparse>>,
}

/// Two alternatives of a contest, by their places in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The first.
    pub a: usize,
    /// The second, a < b.
    pub b: usize,
    /// The rows of the score block with what is known of the first in a draw: at its least, and at its most. The same row, unless a drawn
    /// input and a set meet in one of its cells; without the cells that the two have in common.
    pub a_rows: (usize, usize),
    /// The same of the second.
    pub b_rows: (usize, usize),
    /// The least of score(a) - score(b) over the sets, without what is known in a draw.
    pub a_over_b: Part,
    /// The least of score(b) - score(a).
    pub b_over_a: Part,
}

/// The alternatives of a group, and what their sets can do.
#[derive(Debug, Clone, PartialEq)]
pub struct Contest {
    /// By alternative: which kind it is of.
    pub kinds: Vec<usize>,
    /// Every pair.
    pub pairs: Vec<Pair>,
    /// Differences up to this are ties.
    pub eps: f64,
}

/// What can be said of a pair over the draws.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Sides {
    /// Draws in which the first is surely ahead.
    pub first: u64,
    /// Draws in which the second is.
    pub second: u64,
    /// Draws in which they surely tie.
    pub tie: u64,
}

/// The counts. A draw in which an alternative's rank is certain credits that rank in `low` and in `high` (a sure tie of k shares its ranks,
/// 1/k each, as in [`super::Ranks`]); one in which it is not credits every rank from best to worst in `high` only.
#[derive(Debug, Clone, PartialEq)]
pub struct Bounded {
    contests: Arc<Vec<Contest>>,
    draws: u64,
    low: Vec<Vec<f64>>,
    high: Vec<Vec<f64>>,
    sides: Vec<Vec<Sides>>,
    criteria: usize,
    /// By contest, alternative and criterion: sums over the draws in which it is surely first of credit times weight, and of credit times
    /// weight squared.
    central: Vec<Vec<(f64, f64)>>,
    /// By contest and alternative: draws in which it surely ties with another.
    tied: Vec<Vec<u64>>,
    /// By kind: draws in which it is certain to be first in so many contests; and draws in which it may be.
    kinds: Vec<(Vec<u64>, Vec<u64>)>,
    scratch: Scratch,
}

/// Working memory of a block.
#[derive(Debug, Clone, Default, PartialEq)]
struct Scratch {
    lead: Vec<f64>,
    back: Vec<f64>,
    part: Vec<f64>,
    least: Vec<f64>,
    /// By alternative and draw: how many surely beat it, can beat it, surely tie with it.
    counts: Vec<[u32; 3]>,
    /// By kind and draw: in how many contests it is surely, and possibly, first.
    firsts: Vec<[u32; 2]>,
}

impl Bounded {
    /// A tally of these contests; `kinds` is how many kinds there are, `criteria` how many weights.
    pub fn new(contests: &Arc<Vec<Contest>>, kinds: usize, criteria: usize) -> Bounded {
        let squares = |contest: &Contest| vec![0.0; contest.kinds.len() * contest.kinds.len()];
        let of_kind = |kind: usize| contests.iter().filter(|contest| contest.kinds.contains(&kind)).count() + 1;
        Bounded {
            contests: contests.clone(),
            draws: 0,
            low: contests.iter().map(squares).collect(),
            high: contests.iter().map(squares).collect(),
            sides: contests.iter().map(|contest| vec![Sides::default(); contest.pairs.len()]).collect(),
            criteria,
            central: contests.iter().map(|contest| vec![(0.0, 0.0); contest.kinds.len() * criteria]).collect(),
            tied: contests.iter().map(|contest| vec![0; contest.kinds.len()]).collect(),
            kinds: (0..kinds).map(|kind| (vec![0; of_kind(kind)], vec![0; of_kind(kind)])).collect(),
            scratch: Scratch::default(),
        }
    }

    /// How many draws were counted.
    pub fn draws(&self) -> u64 {
        self.draws
    }

    /// Draws in which the rank of an alternative (a place in a contest) is certain to be `rank` (from 1), ties shared.
    pub fn low(&self, contest: usize, alternative: usize, rank: usize) -> f64 {
        self.low[contest][alternative * self.contests[contest].kinds.len() + rank - 1]
    }

    /// Draws in which it may be.
    pub fn high(&self, contest: usize, alternative: usize, rank: usize) -> f64 {
        self.high[contest][alternative * self.contests[contest].kinds.len() + rank - 1]
    }

    /// What can be said of a pair, by its place in the contest's list.
    pub fn sides(&self, contest: usize, pair: usize) -> Sides {
        self.sides[contest][pair]
    }

    /// Sums over the draws in which an alternative is surely first of credit times the weight of a criterion, and times its square.
    pub fn central(&self, contest: usize, alternative: usize, criterion: usize) -> (f64, f64) {
        self.central[contest][alternative * self.criteria + criterion]
    }

    /// Draws in which an alternative surely ties with another.
    pub fn tied(&self, contest: usize, alternative: usize) -> u64 {
        self.tied[contest][alternative]
    }

    /// By number of contests: draws in which the kind is certain to be first in so many; and draws in which it may be.
    pub fn kind(&self, kind: usize) -> (&[u64], &[u64]) {
        (&self.kinds[kind].0, &self.kinds[kind].1)
    }
}

/// sum += the part at each draw of a block.
fn add_part(part: &Part, weights: &[f64], block: usize, sum: &mut [f64], value: &mut Vec<f64>, least: &mut Vec<f64>) {
    let add = |sparse: &Sparse, out: &mut [f64]| {
        for (criterion, coefficient) in sparse {
            let weights = &weights[criterion * block..][..block];
            out.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += coefficient * weight);
        }
    };
    add(&part.linear, sum);
    for vectors in &part.least {
        least.clear();
        least.resize(block, f64::INFINITY);
        for vector in vectors {
            value.clear();
            value.resize(block, 0.0);
            add(vector, value);
            least.iter_mut().zip(value.iter()).for_each(|(least, value)| *least = least.min(*value));
        }
        sum.iter_mut().zip(least.iter()).for_each(|(sum, least)| *sum += least);
    }
}

impl Tally for Bounded {
    fn add(&mut self, weights: &[f64], scores: &[f64], block: usize) {
        let contests = self.contests.clone();
        let Scratch { lead, back, part, least, counts, firsts } = &mut self.scratch;
        firsts.clear();
        firsts.resize(self.kinds.len() * block, [0, 0]);
        let row = |row: usize| &scores[row * block..][..block];
        for (g, contest) in contests.iter().enumerate() {
            let n = contest.kinds.len();
            counts.clear();
            counts.resize(n * block, [0; 3]);
            for (at, pair) in contest.pairs.iter().enumerate() {
                let (a, b) = (pair.a, pair.b);
                // lead: the least of a - b; back: the least of b - a.
                lead.clear();
                lead.extend(row(pair.a_rows.0).iter().zip(row(pair.b_rows.1)).map(|(a, b)| a - b));
                back.clear();
                back.extend(row(pair.b_rows.0).iter().zip(row(pair.a_rows.1)).map(|(b, a)| b - a));
                add_part(&pair.a_over_b, weights, block, lead, part, least);
                add_part(&pair.b_over_a, weights, block, back, part, least);
                let sides = &mut self.sides[g][at];
                for d in 0..block {
                    let (surely_a, surely_b) = (lead[d] > contest.eps, back[d] > contest.eps);
                    let (can_b, can_a) = (-lead[d] > contest.eps, -back[d] > contest.eps);
                    let tie = !can_a && !can_b;
                    let mine = &mut counts[a * block + d];
                    *mine = [mine[0] + u32::from(surely_b), mine[1] + u32::from(can_b), mine[2] + u32::from(tie)];
                    let theirs = &mut counts[b * block + d];
                    *theirs = [theirs[0] + u32::from(surely_a), theirs[1] + u32::from(can_a), theirs[2] + u32::from(tie)];
                    sides.first += u64::from(surely_a);
                    sides.second += u64::from(surely_b);
                    sides.tie += u64::from(tie);
                }
            }
            for me in 0..n {
                let (low, high) = (&mut self.low[g][me * n..][..n], &mut self.high[g][me * n..][..n]);
                for (d, [surely, can, ties]) in counts[me * block..][..block].iter().enumerate() {
                    let (best, worst, ties) = (*surely as usize, *can as usize, *ties as usize);
                    self.tied[g][me] += u64::from(ties > 0);
                    if best == worst && best == 0 {
                        let credit = 1.0 / (ties + 1) as f64;
                        let sums = &mut self.central[g][me * self.criteria..][..self.criteria];
                        for (sum, weights) in sums.iter_mut().zip(weights.chunks_exact(block)) {
                            *sum = (sum.0 + credit * weights[d], sum.1 + credit * weights[d] * weights[d]);
                        }
                    }
                    if best == worst {
                        let credit = 1.0 / (ties + 1) as f64;
                        for rank in best..(best + ties + 1).min(n) {
                            low[rank] += credit;
                            high[rank] += credit;
                        }
                    } else {
                        high[best..=worst].iter_mut().for_each(|count| *count += 1.0);
                    }
                    let first = &mut firsts[contest.kinds[me] * block + d];
                    first[0] += u32::from(worst == 0);
                    first[1] += u32::from(best == 0);
                }
            }
        }
        for ((low, high), firsts) in self.kinds.iter_mut().zip(firsts.chunks_exact(block)) {
            for [surely, possibly] in firsts {
                let (surely, possibly) = ((*surely as usize).min(low.len() - 1), (*possibly as usize).min(low.len() - 1));
                low[surely] += u64::from(surely == possibly);
                high[surely..=possibly].iter_mut().for_each(|count| *count += 1);
            }
        }
        self.draws += block as u64;
    }

    fn merge(&mut self, other: Bounded) {
        let add = |mine: &mut Vec<Vec<f64>>, theirs: Vec<Vec<f64>>| {
            mine.iter_mut().flatten().zip(theirs.into_iter().flatten()).for_each(|(mine, theirs)| *mine += theirs);
        };
        add(&mut self.low, other.low);
        add(&mut self.high, other.high);
        for (mine, theirs) in self.sides.iter_mut().flatten().zip(other.sides.into_iter().flatten()) {
            mine.first += theirs.first;
            mine.second += theirs.second;
            mine.tie += theirs.tie;
        }
        for (mine, theirs) in self.central.iter_mut().flatten().zip(other.central.into_iter().flatten()) {
            *mine = (mine.0 + theirs.0, mine.1 + theirs.1);
        }
        for (mine, theirs) in self.tied.iter_mut().flatten().zip(other.tied.into_iter().flatten()) {
            *mine += theirs;
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

    /// Three alternatives: the first known at 0.5, the second somewhere in 0.2 w .. 0.6 w on the one criterion, the third as the first.
    #[test]
    fn what_is_certain_counts_low_and_what_is_open_counts_high() {
        let part = |x: f64| Part { linear: vec![(0, x)], least: Vec::new() };
        let rows = |at: usize| if at == 1 { (1, 1) } else { (0, 0) };
        let pair = |a, b, ab, ba| Pair { a, b, a_rows: rows(a), b_rows: rows(b), a_over_b: part(ab), b_over_a: part(ba) };
        let contest = Contest {
            kinds: vec![0, 1, 2],
            pairs: vec![pair(0, 1, -0.6, 0.2), pair(0, 2, 0.0, 0.0), pair(1, 2, 0.2, -0.6)],
            eps: 1e-12,
        };
        let contests = Arc::new(vec![contest]);
        let mut tally = Bounded::new(&contests, 3, 1);
        // At w = 1 the second is between 0.2 and 0.6: open. At w = 0.5 between 0.1 and 0.3: surely last.
        tally.add(&[1.0, 0.5], &[0.5, 0.5, 0.0, 0.0], 2);
        assert_eq!(tally.draws(), 2);
        // The two that are equal share ranks 1 and 2 where that is certain.
        assert_eq!((tally.low(0, 0, 1), tally.low(0, 0, 2), tally.high(0, 0, 1)), (0.5, 0.5, 1.5));
        assert_eq!((tally.low(0, 1, 3), tally.high(0, 1, 1), tally.high(0, 1, 3)), (1.0, 1.0, 2.0));
        assert_eq!(tally.sides(0, 0), Sides { first: 1, second: 0, tie: 0 });
        assert_eq!(tally.sides(0, 1), Sides { first: 0, second: 0, tie: 2 });
        assert_eq!(tally.kind(1), (&[1, 0][..], &[2, 1][..]));
        let mut twice = tally.clone();
        twice.merge(tally);
        assert_eq!((twice.draws(), twice.high(0, 1, 3)), (4, 4.0));
    }

    #[test]
    fn a_minimum_over_vectors_is_taken_draw_by_draw() {
        let part = Part { linear: vec![(1, 1.0)], least: vec![vec![vec![(0, 1.0)], vec![(0, -1.0), (1, 2.0)]]] };
        let mut sum = vec![0.0; 2];
        add_part(&part, &[0.9, 0.1, 0.1, 0.9], 2, &mut sum, &mut Vec::new(), &mut Vec::new());
        assert_eq!(sum, [0.1 + (-0.9f64 + 0.2).min(0.9), 0.9 + 0.1]);
    }
}
