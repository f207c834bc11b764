//! The order of two alternatives, given which others are there.

use crate::error::Result;
use crate::method::Method;
use crate::problem::ranking::{difference, tolerance};
use crate::problem::{Group, Problem};
use crate::tolerance::SUM_ROUNDING;

/// How one alternative stands to another. From worse to better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ScoreOrder {
    /// Its score is lower.
    Behind,
    /// The scores differ by no more than the tolerance of ranks.
    Tie,
    /// Its score is higher.
    Ahead,
}

impl ScoreOrder {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            ScoreOrder::Ahead => "ahead",
            ScoreOrder::Tie => "tie",
            ScoreOrder::Behind => "behind",
        }
    }
}

/// The scores of some alternatives when only they are there.
pub(super) struct Scores {
    /// The alternatives in key order; a clone stands right after its original.
    members: Vec<usize>,
    scores: Vec<f64>,
    eps: f64,
}

impl Scores {
    /// Score `members`, all of which compete, at nominal figures. One that is named twice is there
    /// twice, with the same inputs.
    pub(super) fn new(
        problem: &Problem,
        method: &Method,
        members: Vec<usize>,
        weights: &[f64],
    ) -> Result<Scores> {
        let group = Group { values: Vec::new(), members, whole: None };
        let prepared = method.prepare(problem, &group)?;
        let mut scores = vec![0.0; prepared.members.len()];
        if let Some(scorer) = prepared.scorer.as_ref().filter(|_| !scores.is_empty()) {
            scorer.score(weights, 1, &mut scores);
        }
        scores.iter_mut().for_each(|score| *score = score.clamp(f64::MIN, f64::MAX));
        // The tolerance of ranks in `evaluate`: sums that cancel leave rounding errors, which must
        // not be read as an order.
        let size = |values: &crate::problem::Matrix, row: usize| -> f64 {
            weights
                .iter()
                .enumerate()
                .map(|(leaf, weight)| weight * values.at(row, leaf).abs())
                .sum()
        };
        let magnitude = prepared.values.as_ref().map_or(0.0, |values| {
            (0..values.rows()).map(|row| size(values, row)).fold(0.0, f64::max)
        });
        let eps = tolerance(scores.iter().copied()).max(SUM_ROUNDING * magnitude);
        Ok(Scores { members: prepared.members, scores, eps })
    }

    fn score(&self, alternative: usize) -> Option<f64> {
        let at = self.members.partition_point(|member| *member < alternative);
        (self.members.get(at) == Some(&alternative)).then(|| self.scores[at])
    }

    fn place(&self, ahead: f64, eps: f64) -> ScoreOrder {
        if ahead > eps {
            ScoreOrder::Ahead
        } else if ahead < -eps {
            ScoreOrder::Behind
        } else {
            ScoreOrder::Tie
        }
    }

    /// How `a` stands to `b` here and in `other`, by the larger of both tolerances: that a score
    /// left and took its share of the tolerance with it is no change of order.
    pub(super) fn both(
        &self,
        other: &Scores,
        a: usize,
        b: usize,
    ) -> Option<(ScoreOrder, ScoreOrder)> {
        let eps = self.eps.max(other.eps);
        let order = |scores: &Scores| {
            Some(scores.place(difference(scores.score(a)?, scores.score(b)?), eps))
        };
        Some((order(self)?, order(other)?))
    }

    /// How an alternative stands to its clone.
    pub(super) fn to_clone(&self, alternative: usize) -> Option<ScoreOrder> {
        let at = self.members.partition_point(|member| *member < alternative);
        let (original, clone) = (self.scores.get(at)?, self.scores.get(at + 1)?);
        Some(self.place(difference(*original, *clone), self.eps))
    }
}
