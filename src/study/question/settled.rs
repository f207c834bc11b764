//! What is settled: who can still be first, and which orders are open. Proved by linear programs;
//! points of the weights only spare looking for what one of them shows.

use super::contest::Contest;
use super::draws::Draws;
use crate::lp::{NoAnswer, Relation, Row, dot};
use crate::proof::least::AdmissibleWeights;

/// Whether an alternative can still be first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CanBeFirst {
    /// Some weights put it ahead of all others, but for those with the same values.
    Possible,
    /// None do. It may still be level with the first where weights just meet an answer.
    Impossible,
    /// The solver could not tell.
    Unknown,
}

/// What is settled in a contest. Alternatives are classes of the contest.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Standing {
    /// By class.
    pub(super) first: Vec<CanBeFirst>,
    /// The class that no weights put another ahead of, once that is proved.
    pub(super) leader: Option<usize>,
    /// The classes that are level with the leader at all weights.
    pub(super) level: Vec<usize>,
    /// `closed[a * classes + b]` for a before b: whether the order of the two is the same at all
    /// weights, ties aside. Empty where there are too many to look at.
    closed: Vec<bool>,
    /// Pairs of alternatives whose order is open; `None` where there are too many to look at.
    pub(super) open_pairs: Option<usize>,
    /// Pairs of alternatives.
    pub(super) pairs: usize,
}

/// Among more classes pairs are not looked at one by one.
const MOST_PAIRED: usize = 150;

/// A lead up to this, on rows whose largest entry is 1, is none: a little more than the solver's
/// tolerance.
const NO_LEAD: f64 = 1e-9;

/// Conditions missed by no more than this, on the same scale, are met.
const MET: f64 = 1e-12;

impl Standing {
    /// What these weights settle. `before` is what more weights did: they leave nothing open that
    /// was closed.
    pub(super) fn new(
        contest: &Contest,
        at: usize,
        admissible: &AdmissibleWeights,
        draws: &Draws,
        before: Option<&Standing>,
    ) -> Standing {
        let m = contest.len();
        let seen = &draws.alone[at];
        let first: Vec<CanBeFirst> = (0..m)
            .map(|class| {
                if seen[class] {
                    CanBeFirst::Possible
                } else if before.is_some_and(|it| it.first[class] == CanBeFirst::Impossible) {
                    CanBeFirst::Impossible
                } else {
                    can_be_first(contest, class, admissible)
                }
            })
            .collect();
        let mut out = Standing {
            first,
            leader: None,
            level: Vec::new(),
            closed: Vec::new(),
            open_pairs: None,
            pairs: 0,
        };
        out.find_leader(contest, admissible, &draws.first[at]);
        out.find_open(contest, admissible, draws, before);
        out
    }

    /// The classes of which it is not settled that others are first: those that can be first, and
    /// those of which the solver could not tell.
    pub(super) fn in_doubt(&self) -> Vec<usize> {
        (0..self.first.len()).filter(|at| self.first[*at] != CanBeFirst::Impossible).collect()
    }

    fn find_leader(&mut self, contest: &Contest, admissible: &AdmissibleWeights, first: &[u16]) {
        let in_doubt = self.in_doubt();
        let leader = match in_doubt[..] {
            [only] => only,
            // Weights that answers make flat can leave two level everywhere: then nobody is ahead
            // of all others.
            [] => {
                let mut counts = vec![0usize; contest.len()];
                first.iter().for_each(|class| counts[usize::from(*class)] += 1);
                let most = counts.iter().copied().max().unwrap_or(0);
                counts.iter().position(|count| *count == most).unwrap_or(0)
            }
            _ => return,
        };
        let m = contest.len();
        let others = || (0..m).filter(|other| *other != leader);
        let within = |a: usize, b: usize| {
            let least = admissible.least(&contest.lead(a, b));
            least.bound >= -contest.most_tie()
        };
        if others().all(|other| within(leader, other)) {
            self.leader = Some(leader);
            self.level = others().filter(|other| within(*other, leader)).collect();
        }
    }

    fn find_open(
        &mut self,
        contest: &Contest,
        admissible: &AdmissibleWeights,
        draws: &Draws,
        before: Option<&Standing>,
    ) {
        let m = contest.len();
        let pairs = || (0..m).flat_map(|a| (a + 1..m).map(move |b| (a, b)));
        let count: usize = contest.classes.iter().map(Vec::len).sum();
        self.pairs = count * count.saturating_sub(1) / 2;
        if m > MOST_PAIRED {
            return;
        }
        self.closed = vec![true; m * m];
        let tie = contest.most_tie();
        let scores: Vec<Vec<f64>> = (0..m).map(|class| draws.sums(contest.values(class))).collect();
        for (a, b) in pairs() {
            if before.is_some_and(|it| it.closed.get(a * m + b) == Some(&true)) {
                continue;
            }
            let ends = (f64::INFINITY, f64::NEG_INFINITY);
            let (low, high) = scores[a]
                .iter()
                .zip(&scores[b])
                .map(|(a, b)| a - b)
                .fold(ends, |(low, high), d| (low.min(d), high.max(d)));
            // A point with either order shows that the pair is open; else a program is asked.
            let least = |a: usize, b: usize| admissible.least(&contest.lead(a, b)).bound;
            let can_lose = low < -tie || least(a, b) < -tie;
            let can_win = high > tie || least(b, a) < -tie;
            self.closed[a * m + b] = !(can_lose && can_win);
        }
        let open = |(a, b): &(usize, usize)| !self.closed[a * m + b];
        self.open_pairs = Some(pairs().filter(open).map(|(a, b)| contest.pairs_of(a, b)).sum());
    }
}

/// Whether some weights put a class ahead of all others: the program that makes its least lead as
/// large as can be, with the rivals that it misses brought in one after the other.
fn can_be_first(contest: &Contest, class: usize, admissible: &AdmissibleWeights) -> CanBeFirst {
    let m = contest.len();
    let rivals: Vec<Vec<f64>> =
        (0..m).filter(|rival| *rival != class).map(|rival| contest.row(class, rival)).collect();
    // Whoever is nowhere better than some rival need not be asked.
    if rivals.iter().any(|row| row.iter().all(|d| *d <= 0.0)) {
        return CanBeFirst::Impossible;
    }
    let size = rivals.iter().flatten().fold(0.0, |size: f64, d| size.max(d.abs()));
    if size == 0.0 {
        // It has no rivals.
        return CanBeFirst::Possible;
    }
    let rivals: Vec<Vec<f64>> =
        rivals.into_iter().map(|row| row.into_iter().map(|d| d / size).collect()).collect();
    let mut program = admissible.program(1);
    let n = program.bounds.len() - 1;
    program.bounds[n] = (-1.0, 1.0);
    let mut objective = vec![0.0; n];
    objective.push(-1.0);
    let mut taken = vec![false; rivals.len()];
    let mut next = 0;
    loop {
        taken[next] = true;
        let mut coefficients = rivals[next].clone();
        coefficients.push(-1.0);
        program.rows.push(Row { coefficients, relation: Relation::AtLeast, bound: 0.0 });
        let x = match program.minimise(&objective) {
            Ok(x) => x,
            Err(NoAnswer::Infeasible | NoAnswer::Unbounded | NoAnswer::Numerical) => {
                return CanBeFirst::Unknown;
            }
        };
        let (weights, lead) = (&x[..n], x[n]);
        // With more rivals the lead only falls.
        if lead <= NO_LEAD {
            return CanBeFirst::Impossible;
        }
        let missed = (0..rivals.len())
            .filter(|at| !taken[*at])
            .map(|at| (at, dot(&rivals[at], weights)))
            .min_by(|a, b| a.1.total_cmp(&b.1));
        match missed {
            Some((at, sum)) if sum < lead - MET => next = at,
            _ => return CanBeFirst::Possible,
        }
    }
}
