//! What the paths of all choices make of limits and shared capacities, period by period: added up
//! anew from the figures, whatever a search said.

use super::coupling::{chosen_in, options};
use super::evaluation::PathwayEvaluation;
use super::found::FoundPath;
use super::request::PathwayRequest;
use crate::problem::Capacity;
use crate::study::Estimated;
use crate::study::portfolio::{
    ChosenPortfolio, InForce, LimitSide, LimitUse, RowSource, chances, limit_uses,
};
use crate::tolerance::ROW_ROUNDING;

/// What paths share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SharedBy {
    /// A limit: an index into [`PathwayModel::limits`](crate::problem::PathwayModel::limits), and
    /// into its parts.
    Limit(usize, usize),
    /// A capacity: an index into
    /// [`PathwayModel::capacities`](crate::problem::PathwayModel::capacities).
    Capacity(usize),
}

/// What paths make of a bound of a limit, or of a shared capacity, in a period.
#[derive(Debug, Clone, PartialEq)]
pub struct PathwayLimitUse {
    /// The period.
    pub period: usize,
    /// What they share.
    pub of: SharedBy,
    /// Which bound. Of a limit without a bound it says nothing.
    pub side: LimitSide,
    /// Whether it is in force.
    pub in_force: InForce,
    /// What they add up to, as [`LimitUse::used`]; of a capacity what they need. `None` where a
    /// figure is not known, for the share of nothing, and without paths.
    pub used: Option<f64>,
    /// The bound; of a capacity what there was at the start and what was built before. `None` where
    /// nobody gave one, and of a capacity without paths.
    pub bound: Option<f64>,
    /// What is left up to the bound; below 0 it is missed.
    pub slack: Option<f64>,
    /// Whether nothing is left.
    pub binding: Option<bool>,
    /// Whether it is kept; `None` where that is not known, and without a bound.
    pub met: Option<bool>,
    /// The probability that the bound is kept, of a limit that asks for one.
    pub chance: Option<Estimated>,
}

/// What paths make of all limits and shared capacities, in the order of the periods. Without paths
/// only what is asked is told.
pub(super) fn limits(
    evaluation: &PathwayEvaluation,
    paths: Option<&[&FoundPath]>,
    request: &PathwayRequest,
) -> Vec<PathwayLimitUse> {
    let model = evaluation.model;
    let problem = model.problem(0);
    let options = options(problem, model);
    let kept: Vec<_> = model
        .limits
        .iter()
        .enumerate()
        .map(|(at, of)| chances(problem, at, &of.limit, &options, request.draws, request.seed))
        .collect();
    let mut out = Vec::new();
    for period in 0..evaluation.periods() {
        let chosen = paths.map(|paths| {
            let chosen = chosen_in(period, paths);
            (ChosenPortfolio { alternatives: options.alternatives(&chosen), value: 0.0 }, chosen)
        });
        for (at, of) in model.limits.iter().enumerate() {
            if of.periods.contains(&period) {
                let chosen = chosen.as_ref().map(|(chosen, options)| (chosen, &options[..]));
                let uses = limit_uses(at, &of.limit, &kept[at], chosen);
                out.extend(uses.into_iter().map(|told| of_limit(period, told)));
            }
        }
        for (at, capacity) in model.capacities.iter().enumerate().filter(|(_, of)| of.shared) {
            let needed_and_built =
                paths.map(|paths| capacity_use(evaluation, capacity, period, paths));
            out.push(of_capacity(period, at, capacity, needed_and_built));
        }
    }
    out
}

fn of_limit(period: usize, told: LimitUse) -> PathwayLimitUse {
    let (of, side) = match told.source {
        RowSource::Limit { limit, part, side } => (SharedBy::Limit(limit, part), side),
        // Limits have no rules among them.
        RowSource::Rule(at) => (SharedBy::Limit(at, 0), LimitSide::AtMost),
    };
    PathwayLimitUse {
        period,
        of,
        side,
        in_force: told.in_force,
        used: told.used,
        bound: told.bound,
        slack: told.slack,
        binding: told.binding,
        met: told.met,
        chance: told.chance,
    }
}

/// What paths need of a capacity in a period, and what there is.
fn capacity_use(
    evaluation: &PathwayEvaluation,
    capacity: &Capacity,
    period: usize,
    paths: &[&FoundPath],
) -> (f64, f64) {
    let (mut needed, mut there) = (0.0, capacity.start);
    for (choice, path) in paths.iter().enumerate() {
        let of = |figures: &[f64], at: usize| {
            path.positions[at]
                .map_or(0.0, |position| figures[evaluation.alternative(choice, position)])
        };
        needed += of(&capacity.needs, period);
        there += (0..period).map(|before| of(&capacity.builds, before)).sum::<f64>();
    }
    (needed, there)
}

fn of_capacity(
    period: usize,
    at: usize,
    capacity: &Capacity,
    needed_and_there: Option<(f64, f64)>,
) -> PathwayLimitUse {
    let slack = needed_and_there.map(|(needed, there)| {
        let left = there - needed;
        if left.abs() <= ROW_ROUNDING * (needed + there) { 0.0 } else { left }
    });
    PathwayLimitUse {
        period,
        of: SharedBy::Capacity(at),
        side: LimitSide::AtMost,
        in_force: if capacity.active { InForce::Enforced } else { InForce::Off },
        used: needed_and_there.map(|(needed, _)| needed),
        bound: needed_and_there.map(|(_, there)| there),
        slack,
        binding: slack.map(|slack| slack == 0.0),
        met: slack.map(|slack| slack >= 0.0),
        chance: None,
    }
}
