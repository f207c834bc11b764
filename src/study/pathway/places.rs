//! Why a path can or cannot stand in an alternative in a period, as far as the alternative goes.

use crate::evaluate::evaluation::Evaluation;
use crate::problem::PathwayModel;

/// Whether a path can stand in an alternative in a period, as far as the alternative goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlaceState {
    /// It can.
    Open,
    /// Requirements of that period's problem exclude it: indices into
    /// [`Problem::requirements`](crate::problem::Problem::requirements).
    Excluded(Vec<usize>),
    /// It has no score: too little is known of it, or the method does not score it.
    NoScore,
    /// It needs facts that do not hold yet: indices into
    /// [`PathwayModel::readiness`](crate::problem::PathwayModel::readiness).
    NotReady(Vec<usize>),
}

impl PlaceState {
    /// Its name in tables.
    pub fn name(&self) -> &'static str {
        match self {
            PlaceState::Open => "open",
            PlaceState::Excluded(_) => "excluded",
            PlaceState::NoScore => "no-score",
            PlaceState::NotReady(_) => "not-ready",
        }
    }

    /// The state of an alternative in a period; the first reason that there is, in the order above.
    pub(super) fn of(
        model: &PathwayModel,
        evaluation: &Evaluation,
        ready: &[Option<usize>],
        (period, alternative): (usize, usize),
        has_score: bool,
    ) -> PlaceState {
        let excluded = evaluation.problem.alternatives()[alternative].excluded_by();
        if !excluded.is_empty() {
            return PlaceState::Excluded(excluded.to_vec());
        }
        if !has_score {
            return PlaceState::NoScore;
        }
        let needs = model.needs.iter().filter(|need| need.alternatives.contains(&alternative));
        let mut missing: Vec<usize> = needs
            .map(|need| need.fact)
            .filter(|fact| ready[*fact].is_none_or(|first| first > period))
            .collect();
        missing.sort_unstable();
        missing.dedup();
        match missing.is_empty() {
            true => PlaceState::Open,
            false => PlaceState::NotReady(missing),
        }
    }
}
