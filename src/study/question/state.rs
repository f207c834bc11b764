//! What is known of the weights after some answers.

use super::contest::Contest;
use super::doubt::{Cells, Doubt, counted, error, exactly};
use super::draws::Draws;
use super::request::InterviewRequest;
use super::settled::Standing;
use super::statement::Statement;
use crate::proof::least::AdmissibleWeights;
use rayon::prelude::*;

/// What an interview is about.
pub(super) struct Setting {
    pub(super) leaves: usize,
    pub(super) contests: Vec<Contest>,
    /// What the case says.
    pub(super) base: Vec<Statement>,
    pub(super) request: InterviewRequest,
}

/// Which share of the weights that the case allows is left, measured as volume.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ShareLeft {
    /// Just so much. An answer that holds with equality leaves 0: a slice has no volume.
    Exact(f64),
    /// So much, with a standard error: the product of the shares of points that each answer left.
    Sampled {
        /// The estimate.
        value: f64,
        /// Its standard error.
        error: f64,
    },
    /// Less than this: an answer left none of the points.
    Under(f64),
    /// Nothing is known: no points could be drawn.
    Unknown,
}

/// None of N points is a share of less than so many Nths, with a confidence of 95 % (Hanley &
/// Lippman-Hand 1983, doi:10.1001/jama.1983.03330370053031).
const RULE_OF_THREE: f64 = 3.0;

/// A point meets an equality if it misses it by no more than this, counted in the largest
/// coefficient: what a walk leaves.
const ON: f64 = 1e-9;

/// What is known after some answers.
#[derive(Clone)]
pub(super) struct State {
    pub(super) admissible: AdmissibleWeights,
    pub(super) draws: Draws,
    pub(super) cells: Option<Cells>,
    pub(super) share: ShareLeft,
    /// By contest.
    pub(super) standings: Vec<Standing>,
}

impl State {
    /// After these statements beside those of the case; `before` is the state without the last ones.
    pub(super) fn new(
        setting: &Setting,
        answers: &[&Statement],
        before: Option<(&State, &[Statement])>,
    ) -> State {
        let Setting { leaves, contests, base, request } = setting;
        let all = || base.iter().chain(answers.iter().copied());
        let admissible =
            AdmissibleWeights::of(*leaves, all().map(|statement| statement.row()).collect());
        let rows: Vec<_> = all().map(Statement::in_polytope).collect();
        let draws = Draws::new(*leaves, &rows, contests, request.steps, request.seed);
        let cells = match all().any(|statement| statement.equality) {
            true => None,
            false => {
                let rows: Vec<Vec<f64>> = all().map(Statement::inside).collect();
                Cells::new(*leaves, &rows, contests)
            }
        };
        let share = match before {
            None if draws.count == 0 => ShareLeft::Unknown,
            None => ShareLeft::Exact(1.0),
            Some((before, added)) => share_left(setting, cells.as_ref(), before, added),
        };
        let standing = |(at, contest): (usize, &Contest)| {
            let before = before.map(|(state, _)| &state.standings[at]);
            Standing::new(contest, at, &admissible, &draws, before)
        };
        let standings = contests.par_iter().enumerate().map(standing).collect();
        State { admissible, draws, cells, share, standings }
    }

    pub(super) fn is_settled(&self) -> bool {
        self.standings.iter().all(|standing| standing.leader.is_some())
    }

    /// The share of these weights at which a class is first, and its standard error.
    pub(super) fn share_first(
        &self,
        contest: usize,
        class: usize,
        classes: usize,
    ) -> Option<(f64, Option<f64>)> {
        if let Some(cells) = &self.cells {
            return Some((cells.first(contest, classes)[class], None));
        }
        if self.draws.count == 0 {
            return None;
        }
        let is_first =
            |k: usize| f64::from(u8::from(usize::from(self.draws.first[contest][k]) == class));
        let sum: f64 = (0..self.draws.count).map(is_first).sum();
        Some((sum / self.draws.count as f64, self.draws.error_of_mean(is_first)))
    }

    pub(super) fn doubt(&self, setting: &Setting) -> Option<Doubt> {
        let contests = &setting.contests;
        if let Some(cells) = &self.cells {
            return Some(Doubt { bits: exactly(cells, contests, &[]).bits, error: None });
        }
        if self.draws.count == 0 {
            return None;
        }
        let answers = vec![0; self.draws.count];
        let bits = counted(&self.draws, contests, &answers, 1).bits;
        Some(Doubt { bits, error: error(&self.draws, contests, &answers, 1) })
    }
}

fn share_left(
    setting: &Setting,
    cells: Option<&Cells>,
    before: &State,
    added: &[Statement],
) -> ShareLeft {
    let draws = &before.draws;
    if draws.count == 0 {
        return ShareLeft::Unknown;
    }
    let mut met = vec![true; draws.count];
    for statement in added {
        let size = statement.coefficients.iter().fold(0.0, |size: f64, c| size.max(c.abs()));
        let sums = draws.sums(&statement.coefficients);
        let holds = |sum: f64| {
            let over = sum + statement.constant;
            if statement.equality { over.abs() <= ON * size } else { over <= 0.0 }
        };
        met.iter_mut().zip(sums).for_each(|(met, sum)| *met &= holds(sum));
    }
    let count = met.iter().filter(|met| **met).count();
    let is_slice = added.iter().any(|statement| statement.equality) && count < draws.count;
    if is_slice || before.share == ShareLeft::Exact(0.0) {
        return ShareLeft::Exact(0.0);
    }
    if let Some(cells) = cells {
        // The weights that the case allows are as few.
        let rows: Vec<Vec<f64>> = setting.base.iter().map(Statement::inside).collect();
        if let Some(whole) = Cells::new(setting.leaves, &rows, &[]) {
            return ShareLeft::Exact((cells.volume / whole.volume).min(1.0));
        }
    }
    if count == draws.count {
        return before.share;
    }
    let all = draws.count as f64;
    let part = count as f64 / all;
    if count == 0 {
        let most = match before.share {
            ShareLeft::Exact(share) | ShareLeft::Under(share) => share,
            ShareLeft::Sampled { value, .. } => value,
            ShareLeft::Unknown => return ShareLeft::Unknown,
        };
        return ShareLeft::Under(most * RULE_OF_THREE / all);
    }
    let own = draws.error_of_mean(|k| f64::from(u8::from(met[k]))).unwrap_or(0.0);
    match before.share {
        ShareLeft::Exact(share) => ShareLeft::Sampled { value: share * part, error: share * own },
        ShareLeft::Sampled { value, error } => {
            // Errors of a product of independent estimates add up in squares, each counted in its
            // own factor.
            let error = (error * part).hypot(value * own);
            ShareLeft::Sampled { value: value * part, error }
        }
        ShareLeft::Under(most) => ShareLeft::Under(most),
        ShareLeft::Unknown => ShareLeft::Unknown,
    }
}
