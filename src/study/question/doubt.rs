//! Doubt about who is first, in bits, and what an answer is expected to leave of it.
//!
//! Over weights spread evenly on what the answers so far leave, alternative a of a group is first
//! with probability p_a. The doubt is the entropy of first place, the sum over a of -p_a log2 p_a,
//! summed over the groups (Shannon 1948, doi:10.1002/j.1538-7305.1948.tb01338.x). What a question
//! leaves is the mean over its answers, each weighted by its probability, of the doubt that is left
//! once it is given: the criterion of Lindley 1956, doi:10.1214/aoms/1177728069.
//!
//! With c(q, a) the probability that the answer is q and a is first, that mean is
//!
//! ```text
//! sum over groups, q and a of  -c(q, a) log2 (c(q, a) / c(q))
//! ```
//!
//! Probabilities are exact volumes where the weights are few and simplices that fill the set are too
//! ([`Cells`]), else counts of points.

use super::contest::Contest;
use super::draws::Draws;
use crate::polytope::pieces::Piece;

/// Doubt in bits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Doubt {
    /// The entropy of first place, summed over the groups.
    pub bits: f64,
    /// Its standard error where points were counted; `None` where volumes are exact.
    pub error: Option<f64>,
}

/// The weights in simplices, by contest, each with the class that is first on all of it.
#[derive(Clone)]
pub(super) struct Cells {
    /// By contest.
    pub(super) of: Vec<Vec<(usize, Piece)>>,
    /// The share of all weights.
    pub(super) volume: f64,
}

/// Beyond so many weights simplices multiply.
const MOST_WEIGHTS: usize = 5;

/// More simplices than this are not kept.
const MOST_PIECES: usize = 1_500;

impl Cells {
    /// The weights of `n` leaves that meet rows (d . w >= 0 each), parted by who is first; `None`
    /// where that takes too many simplices, or nothing has a volume.
    pub(super) fn new(n: usize, rows: &[Vec<f64>], contests: &[Contest]) -> Option<Cells> {
        if n > MOST_WEIGHTS || n == 0 {
            return None;
        }
        let mut all = vec![Piece::whole(n)];
        for row in rows {
            all = all.iter().flat_map(|piece| piece.split(row).0).collect();
            if all.len() > MOST_PIECES {
                return None;
            }
        }
        let volume: f64 = all.iter().map(|piece| piece.volume).sum();
        let mut of = Vec::new();
        for contest in contests {
            let mut cells: Vec<(usize, Piece)> =
                all.iter().map(|piece| (0, piece.clone())).collect();
            for class in 1..contest.len() {
                let mut next = Vec::new();
                for (leader, piece) in &cells {
                    let (won, kept) = piece.split(&contest.row(class, *leader));
                    next.extend(won.into_iter().map(|piece| (class, piece)));
                    next.extend(kept.into_iter().map(|piece| (*leader, piece)));
                }
                cells = next;
                if cells.len() > MOST_PIECES {
                    return None;
                }
            }
            of.push(cells);
        }
        (volume > 0.0).then_some(Cells { of, volume })
    }

    /// By contest and class: the probability of being first.
    pub(super) fn first(&self, contest: usize, classes: usize) -> Vec<f64> {
        let mut out = vec![0.0; classes];
        for (class, piece) in &self.of[contest] {
            out[*class] += piece.volume / self.volume;
        }
        out
    }
}

/// The mean of -log2 of the probability of who is first, given the answer.
fn bits(joint: &[Vec<f64>]) -> f64 {
    let of_answer = |cells: &Vec<f64>| {
        let sum: f64 = cells.iter().sum();
        cells.iter().filter(|c| **c > 0.0).map(|c| -c * (c / sum).log2()).sum::<f64>()
    };
    // 0 is not -0.
    joint.iter().map(of_answer).sum::<f64>() + 0.0
}

/// What a question is expected to leave.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Expected {
    pub(super) bits: f64,
    /// The probability of each answer.
    pub(super) answers: Vec<f64>,
}

/// The exact doubt that a question with one plane leaves; without a plane, what there is.
pub(super) fn exactly(cells: &Cells, contests: &[Contest], planes: &[Vec<f64>]) -> Expected {
    let mut out = Expected { bits: 0.0, answers: Vec::new() };
    for (at, contest) in contests.iter().enumerate() {
        let mut joint: Vec<(usize, Vec<f64>)> = Vec::new();
        let mut add = |key: usize, class: usize, volume: f64| {
            let at = joint.iter().position(|(known, _)| *known == key);
            let at = at.unwrap_or_else(|| {
                joint.push((key, vec![0.0; contest.len()]));
                joint.len() - 1
            });
            joint[at].1[class] += volume / cells.volume;
        };
        for (class, piece) in &cells.of[at] {
            match planes {
                [] => add(0, *class, piece.volume),
                [plane] => {
                    let above = piece.share(plane).0;
                    add(1, *class, piece.volume * above);
                    add(0, *class, piece.volume * (1.0 - above));
                }
                several => {
                    let mut parts = vec![(0usize, piece.clone())];
                    for (bit, plane) in several.iter().enumerate() {
                        parts = parts
                            .into_iter()
                            .flat_map(|(key, part)| {
                                let (above, below) = part.split(plane);
                                let above = above.into_iter().map(move |p| (key | 1 << bit, p));
                                above.chain(below.into_iter().map(move |p| (key, p)))
                            })
                            .collect();
                    }
                    parts.into_iter().for_each(|(key, part)| add(key, *class, part.volume));
                }
            }
        }
        // The answers in one order for all contests.
        joint.sort_by_key(|(key, _)| std::cmp::Reverse(*key));
        let joint: Vec<Vec<f64>> = joint.into_iter().map(|(_, cells)| cells).collect();
        out.bits += bits(&joint);
        if at == 0 {
            out.answers = joint.iter().map(|cells| cells.iter().sum()).collect();
        }
    }
    out
}

/// The answer to a question at every point: a bit for each plane that it is above.
pub(super) fn answers_at(draws: &Draws, planes: &[Vec<f64>]) -> Vec<u16> {
    let mut out = vec![0u16; draws.count];
    for (bit, plane) in planes.iter().enumerate() {
        let sums = draws.sums(plane);
        out.iter_mut().zip(sums).for_each(|(key, sum)| *key |= u16::from(sum > 0.0) << bit);
    }
    out
}

/// Counts by answer and class.
fn counts(draws: &Draws, at: usize, classes: usize, answers: &[u16], keys: usize) -> Vec<Vec<f64>> {
    let mut joint = vec![vec![0.0; classes]; keys];
    for (key, class) in answers.iter().zip(&draws.first[at]) {
        joint[usize::from(*key)][usize::from(*class)] += 1.0;
    }
    joint
}

/// The same by counting points, with the answer at each of them.
pub(super) fn counted(
    draws: &Draws,
    contests: &[Contest],
    answers: &[u16],
    keys: usize,
) -> Expected {
    let all = draws.count.max(1) as f64;
    let mut out = Expected { bits: 0.0, answers: vec![0.0; keys] };
    answers.iter().for_each(|key| out.answers[usize::from(*key)] += 1.0 / all);
    for (at, contest) in contests.iter().enumerate() {
        let joint = counts(draws, at, contest.len(), answers, keys);
        out.bits += bits(&joint) / all;
    }
    out
}

/// The standard error of what [`counted`] gives: that of the mean over the points of -log2 (c(q, a) /
/// c(q)), the function by which one point moves it.
pub(super) fn error(
    draws: &Draws,
    contests: &[Contest],
    answers: &[u16],
    keys: usize,
) -> Option<f64> {
    let tables: Vec<Vec<Vec<f64>>> = contests
        .iter()
        .enumerate()
        .map(|(at, contest)| {
            let mut joint = counts(draws, at, contest.len(), answers, keys);
            for cells in &mut joint {
                let sum: f64 = cells.iter().sum();
                cells.iter_mut().filter(|c| **c > 0.0).for_each(|c| *c = -(*c / sum).log2());
            }
            joint
        })
        .collect();
    draws.error_of_mean(|k| {
        let key = usize::from(answers[k]);
        let of = |(at, table): (usize, &Vec<Vec<f64>>)| table[key][usize::from(draws.first[at][k])];
        tables.iter().enumerate().map(of).sum()
    })
}
