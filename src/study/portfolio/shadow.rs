//! What each limit costs: the best value with it one step looser, and without it.

use super::answer::{BestPortfolio, InForce, LimitChange, LimitShadow};
use super::base::{Base, in_force, is_of_limit};
use super::best::loss;
use super::rows::LimitSide;
use super::task::Task;
use crate::problem::{Limit, Measure};
use crate::progress::Step;
use rayon::prelude::*;

/// What the limits in force cost; nothing where there is no best portfolio.
pub(super) fn shadow(base: &Base, best: &BestPortfolio, step: &Step) -> Vec<LimitShadow> {
    let limits = base.model.limits.iter().enumerate().collect::<Vec<_>>();
    let of = |(at, limit): &(usize, &Limit)| of_limit(base, best, *at, limit);
    let counted = |of| {
        step.add(1);
        of
    };
    limits
        .par_iter()
        .filter(|(_, limit)| in_force(limit) == InForce::Enforced)
        .map(|it| counted(of(it)))
        .collect::<Vec<_>>()
        .concat()
}

fn of_limit(base: &Base, best: &BestPortfolio, at: usize, limit: &Limit) -> Vec<LimitShadow> {
    let Some(chosen) = &best.chosen else { return Vec::new() };
    let tie = base.tie(chosen);
    let make = |change, step, task: Option<Task>| {
        // Nothing is gained by a step where nothing is gained without the limit.
        let (value, optimal) = match task.map(|task| task.solve(1)) {
            Some(solved) => {
                let found = solved.best().map_or(chosen.value, |best| best.value);
                // The best of all is within looser limits too.
                let value = found.max(chosen.value);
                (value, solved.complete || solved.bound <= value + tie)
            }
            None => (chosen.value, true),
        };
        let value = if value <= chosen.value + tie { chosen.value } else { value };
        let gain = (optimal && best.optimal).then(|| loss(value, chosen.value, tie));
        LimitShadow { limit: at, change, step, value: Some(value), gain, optimal }
    };
    let left_out = base.task.without(|source| is_of_limit(source, at));
    let without = make(LimitChange::Without, None, Some(left_out));
    let free = without.gain == Some(0.0);
    let mut out = Vec::new();
    for side in LimitSide::ALL {
        let Some((looser, step)) = looser(limit, side) else { continue };
        let task = (!free).then(|| base.with_limit(&base.task, at, &looser));
        out.push(make(LimitChange::Looser(side), Some(step), task));
    }
    out.push(without);
    out
}

/// A limit with one of its bounds one step looser, and the step. `None` where it has no such bound,
/// and where a tenth of it is nothing.
fn looser(limit: &Limit, side: LimitSide) -> Option<(Limit, f64)> {
    let bound = side.bound(limit)?;
    let counts = limit.measure == Measure::Count && side != LimitSide::ShareAtMost;
    let step = limit.step.unwrap_or(if counts { 1.0 } else { bound.abs() / 10.0 });
    let to = match side {
        LimitSide::AtMost => bound + step,
        LimitSide::AtLeast => bound - step,
        LimitSide::ShareAtMost => (bound + step).min(1.0),
    };
    (step > 0.0).then(|| (side.with_bound(limit, to), step))
}
