//! The best portfolio, how good any can be, and those that come next.

use super::answer::{BestPortfolio, ChosenPortfolio, NextPortfolio};
use super::base::Base;
use crate::problem::RuleSays;

/// The best portfolio and the ones after it.
///
/// Two are looked for at least, so that a tie is seen. Where the search for several is cut short, one
/// is looked for alone: that takes fewer branches.
pub(super) fn best(base: &Base) -> (BestPortfolio, Vec<NextPortfolio>) {
    let several = base.task.solve(base.request.best.max(2));
    let alone = (!several.complete).then(|| base.task.solve(1));
    let bounds = [Some(several.bound), alone.as_ref().map(|alone| alone.bound)];
    let bound = bounds.into_iter().flatten().fold(f64::INFINITY, f64::min);
    let mut found: Vec<ChosenPortfolio> =
        several.found.iter().map(|chosen| base.portfolio(chosen)).collect();
    if let Some(other) = alone.as_ref().and_then(|alone| alone.best()) {
        let other = base.portfolio(other);
        // Only one that is truly better takes the first place.
        if found.first().is_none_or(|first| other.value > first.value + base.tie(first)) {
            found.insert(0, other);
            found.truncate(base.request.best.max(2));
        }
    }
    let complete = several.complete || alone.as_ref().is_some_and(|alone| alone.complete);
    let chance_complete =
        several.chance_complete || alone.as_ref().is_some_and(|alone| alone.chance_complete);
    let Some(first) = found.first().cloned() else {
        let chosen = None;
        let feasible = complete.then_some(false);
        let bound = Some(bound).filter(|_| !complete);
        let (optimal, tied, added) = (false, None, 0.0);
        let best = BestPortfolio { chosen, feasible, optimal, bound, tied, added, chance_complete };
        return (best, Vec::new());
    };
    let tie = base.tie(&first);
    let optimal = complete || bound <= first.value + tie;
    let is_tied = found.get(1).is_some_and(|second| second.value >= first.value - tie);
    let next = |(at, other): (usize, &ChosenPortfolio)| NextPortfolio {
        place: at + 1,
        loss: loss(first.value, other.value, tie),
        changes: changes(&first, other),
        chosen: other.clone(),
    };
    let next_best = found.iter().enumerate().take(base.request.best).skip(1).map(next).collect();
    let best = BestPortfolio {
        feasible: Some(true),
        optimal,
        bound: Some(if optimal { first.value } else { bound }),
        tied: if is_tied { Some(true) } else { several.complete.then_some(false) },
        added: added(base, &first),
        chosen: Some(first),
        chance_complete,
    };
    (best, next_best)
}

/// By how much a value falls short of the best; 0 if they tie.
pub(super) fn loss(best: f64, value: f64, tie: f64) -> f64 {
    let loss = best - value;
    if loss <= tie { 0.0 } else { loss }
}

fn changes(first: &ChosenPortfolio, other: &ChosenPortfolio) -> Vec<usize> {
    let choices = first.alternatives.iter().zip(&other.alternatives).enumerate();
    choices.filter(|(_, (a, b))| a != b).map(|(choice, _)| choice).collect()
}

/// What rules add to the value of a portfolio.
fn added(base: &Base, chosen: &ChosenPortfolio) -> f64 {
    let of = |says: &RuleSays| match says {
        RuleSays::Together(sets, value) if is_together(sets, chosen) => Some(*value),
        _ => None,
    };
    let active = base.model.rules.iter().filter(|rule| rule.active);
    active.filter_map(|rule| of(&rule.says)).sum()
}

/// Whether something of each set is chosen.
pub(super) fn is_together(sets: &[Vec<usize>], chosen: &ChosenPortfolio) -> bool {
    let is_chosen = |at: &usize| chosen.alternatives.contains(&Some(*at));
    !sets.is_empty() && sets.iter().all(|set| set.iter().any(is_chosen))
}
