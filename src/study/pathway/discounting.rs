//! Which path is best at other discount rates?
//!
//! The rates are a grid: [`RATES`] and that of the case. Neighbours with the same best paths make
//! one range. A path that is best between two rates of the grid only is not seen, and where one
//! range ends and the next begins is known up to a step of the grid.

use super::evaluation::PathwayEvaluation;
use super::found::{BestPaths, FoundPath};
use super::scores::ChoiceScores;
use super::worth::PeriodWeights;
use rayon::prelude::*;

/// The rates that are looked at: from 0 to 10 % by half a per cent.
pub const RATES: [f64; 21] = {
    let mut rates = [0.0; 21];
    let mut at = 0;
    while at < rates.len() {
        rates[at] = at as f64 / 200.0;
        at += 1;
    }
    rates
};

/// Rates of the grid, one after the other, at which the same paths are best.
#[derive(Debug, Clone, PartialEq)]
pub struct RateRange {
    /// The lowest of them.
    pub from: f64,
    /// The highest of them.
    pub to: f64,
    /// The best path: of several that tie the first in the order of their positions. Its value is
    /// that at the lowest rate. `None`: no path is allowed.
    pub path: Option<FoundPath>,
    /// Its value at the highest rate.
    pub value_at_to: Option<f64>,
    /// How many paths tie at all of these rates, itself too.
    pub tied: usize,
    /// Whether so many tie that not all were counted.
    pub more_tied: bool,
    /// Whether the rate of the case is among them.
    pub present: bool,
}

/// By choice: the best paths over the grid of rates. Rates at which a year counts too much or too
/// little for a number are left out.
pub(super) fn discounting(evaluation: &PathwayEvaluation) -> Vec<Vec<RateRange>> {
    let own = evaluation.model.discount;
    let mut rates = RATES.to_vec();
    if !rates.contains(&own) {
        rates.push(own);
    }
    rates.sort_by(f64::total_cmp);
    let periods: Vec<(f64, PeriodWeights)> = rates
        .into_iter()
        .filter_map(|rate| Some((rate, PeriodWeights::new(evaluation.model, rate).ok()?)))
        .collect();
    let of_choice = |choice: usize| {
        let scores = ChoiceScores::new(evaluation, choice);
        let mut out: Vec<(RateRange, Vec<Vec<Option<usize>>>)> = Vec::new();
        for (rate, periods) in &periods {
            let weights = |(at, group): (usize, usize)| {
                evaluation.evaluations[at].weights.of_group(group).clone()
            };
            let best = scores.graph().best(&scores.worth_over(periods, weights), 1);
            let tied: Vec<Vec<Option<usize>>> =
                best.tied().iter().map(|path| path.positions.clone()).collect();
            let present = *rate == own;
            match out.last_mut().filter(|(_, before)| *before == tied) {
                Some((range, _)) => {
                    range.to = *rate;
                    range.value_at_to = best.first().map(|path| path.value);
                    range.present |= present;
                    range.more_tied |= best.more_tied;
                }
                None => out.push((range(*rate, best, present), tied)),
            }
        }
        out.into_iter().map(|(range, _)| range).collect()
    };
    (0..evaluation.model.choices.len()).into_par_iter().map(of_choice).collect()
}

/// A range of one rate.
fn range(rate: f64, best: BestPaths, present: bool) -> RateRange {
    let tied = best.tied().len();
    let path = best.found.into_iter().next();
    let value_at_to = path.as_ref().map(|path| path.value);
    let more_tied = best.more_tied;
    RateRange { from: rate, to: rate, path, value_at_to, tied, more_tied, present }
}
