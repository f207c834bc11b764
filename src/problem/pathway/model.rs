//! The periods of a pathway, its choices and what holds of their paths.

use super::{Capacity, Need, Period, Readiness, Stay, Transition};
use crate::problem::Problem;
use crate::problem::portfolio::Limit;

/// The periods of a pathway, its choices and what holds of their paths. All problems have the same
/// keys, alternatives and criteria; indices of alternatives are those of each of them.
#[derive(Debug, Clone, PartialEq)]
pub struct PathwayModel {
    /// The keys of which each combination of values has a path: indices into
    /// [`crate::problem::Problem::keys`].
    pub one_per: Vec<usize>,
    /// The choices, in key order.
    pub choices: Vec<PathChoice>,
    /// What a year without an alternative is worth; `None`: a path always stands in one.
    pub none: Option<f64>,
    /// The periods, one after the other without gaps; at least one.
    pub periods: Vec<Period>,
    /// The decision in each period, with its figures: one for each period, or a single one that
    /// holds for all. Facts of the readiness list count as holding here. Inputs with the same number
    /// are one input: in a draw they come from the same random number.
    pub problems: Vec<Problem>,
    /// The discount rate of a year: above -1.
    pub discount: f64,
    /// How many years the value of the last period goes on after it.
    pub until: u32,
    /// What is said of moves.
    pub transitions: Vec<Transition>,
    /// How long a path may stay.
    pub stays: Vec<Stay>,
    /// Facts that hold from a year on.
    pub readiness: Vec<Readiness>,
    /// Which alternatives need which of these facts.
    pub needs: Vec<Need>,
    /// What some alternatives build and others need.
    pub capacities: Vec<Capacity>,
    /// Limits on what all paths do in a period.
    pub limits: Vec<PeriodLimit>,
}

/// Of what there is one path.
#[derive(Debug, Clone, PartialEq)]
pub struct PathChoice {
    /// Its value of every key of [`PathwayModel::one_per`].
    pub values: Vec<usize>,
    /// Where the path stands before the first period: an alternative, a reference too; `None`: in
    /// none.
    pub start: Option<usize>,
    /// The alternatives that it can move to, in order: those that compete, and the one it starts
    /// from.
    pub alternatives: Vec<usize>,
}

/// A limit on what all paths do together in a period.
#[derive(Debug, Clone, PartialEq)]
pub struct PeriodLimit {
    /// The limit.
    pub limit: Limit,
    /// The periods in which it holds, by their places.
    pub periods: Vec<usize>,
}

impl PathwayModel {
    /// The decision in a period.
    pub fn problem(&self, period: usize) -> &Problem {
        &self.problems[if self.problems.len() == 1 { 0 } else { period }]
    }

    /// What a year of value counts in each period, its years taken together and discounted. The
    /// last one goes on for [`PathwayModel::until`] years.
    pub fn weights(&self, discount: f64) -> Vec<f64> {
        let start = self.periods.first().map_or(0, |period| period.from);
        let mut out: Vec<f64> =
            self.periods.iter().map(|period| period.weight(start, discount)).collect();
        if let (Some(last), Some(period)) = (out.last_mut(), self.periods.last()) {
            let after = period.from - start + period.years as i32;
            *last += super::years_weight(after, self.until, discount);
        }
        out
    }

    /// The first period that begins in a year or later; `None`: none does.
    pub fn first_from(&self, year: f64) -> Option<usize> {
        self.periods.iter().position(|period| f64::from(period.from) >= year)
    }

    /// By readiness fact: the first period in which it holds, at the year that an answer takes
    /// ([`ReadyFrom::year`](super::ReadyFrom::year)); `None`: in none.
    pub fn first_ready(&self) -> Vec<Option<usize>> {
        let first = |readiness: &Readiness| self.first_from(readiness.from.year()?);
        self.readiness.iter().map(first).collect()
    }
}

impl PathChoice {
    /// Where the path stands before the first period, as a position in
    /// [`PathChoice::alternatives`]; `None`: in none.
    pub fn start_position(&self) -> Option<usize> {
        let start = self.start?;
        self.alternatives.iter().position(|alternative| *alternative == start)
    }
}
