//! What changes if a fact holds earlier or later, and which facts are signs to watch.

use super::evaluation::PathwayEvaluation;
use super::found::{BestPaths, FoundPath};
use super::graph::PathGraph;
use crate::error::Result;
use crate::problem::{MoveNeeds, PathwayModel, Readiness, ReadyFrom};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// The best paths of a choice if a fact holds from some period on and the others from when the
/// answer takes them to.
#[derive(Debug, Clone, PartialEq)]
pub struct IfReady {
    /// The fact: an index into [`PathwayModel::readiness`].
    pub fact: usize,
    /// The first period in which it holds; `None`: never.
    pub from: Option<usize>,
    /// Whether that is what the answer takes.
    pub present: bool,
    /// The best paths.
    pub best: BestPaths,
    /// Whether no best path begins as a best path of the answer does; `None` where no path is
    /// allowed, here or there.
    pub changes: Option<bool>,
}

/// What it means for a choice if a fact comes true in a period, and not before.
///
/// The choice has followed the path that is best without the fact. If the fact now holds, the best
/// way on from there is looked for; else the path goes on.
#[derive(Debug, Clone, PartialEq)]
pub struct Sign {
    /// The fact: an index into [`PathwayModel::readiness`].
    pub fact: usize,
    /// The period.
    pub period: usize,
    /// The path that is best if the fact never holds: of several that tie the first in the order of
    /// their positions.
    pub without: FoundPath,
    /// The best path that has done as that one before the period, if the fact holds from then on.
    /// That same path, if it is as good as any.
    pub with: FoundPath,
    /// How much less the first is worth than the second: what is lost if the sign is missed. At
    /// least 0, and 0 where they tie.
    pub loss: f64,
}

impl Sign {
    /// What is done in the period if the fact holds: where a move goes that is made in it, else
    /// where the path stands.
    pub fn step_if_ready(&self) -> Option<usize> {
        step_in(&self.with, self.period)
    }

    /// The same if it does not hold.
    pub fn step_if_not(&self) -> Option<usize> {
        step_in(&self.without, self.period)
    }

    /// Whether the fact is to be watched in the period: the steps differ.
    pub fn is_to_watch(&self) -> bool {
        self.step_if_ready() != self.step_if_not()
    }
}

/// What a path does in a period: where a move goes that it makes in it, else where it stands.
fn step_in(path: &FoundPath, period: usize) -> Option<usize> {
    path.move_made_in(period).map_or(path.positions[period], |made| made.to)
}

/// From which periods on a fact may hold, `None` for never. A range or a distribution says it: from
/// the first period in which the fact can hold to the first in which it must. A single year is an
/// assumption, and so is never: then it may be any. That it never holds is looked at in any case.
fn may_hold_from(model: &PathwayModel, fact: &Readiness) -> Vec<Option<usize>> {
    let last = model.periods.len();
    let spread = match &fact.from {
        ReadyFrom::Year(year) => year.spread().filter(|spread| !spread.is_crisp()),
        ReadyFrom::Never => None,
    };
    let (from, to) = spread.map_or((0, last), |spread| {
        let at = |year| model.first_from(year).unwrap_or(last);
        (at(spread.low), at(spread.high) + 1)
    });
    (from..to.min(last)).map(Some).chain([None]).collect()
}

/// The facts on which anything hangs in a choice.
pub(super) fn facts_of(model: &PathwayModel, choice: usize) -> Vec<usize> {
    let own: BTreeSet<usize> = model.choices[choice].alternatives.iter().copied().collect();
    let any = |alternatives: &[usize]| alternatives.iter().any(|it| own.contains(it));
    let needed = model.needs.iter().filter(|need| any(&need.alternatives)).map(|need| need.fact);
    let moves = model
        .transitions
        .iter()
        .filter(|it| it.active && any(&it.to) && it.from.as_deref().is_none_or(any));
    let for_moves = moves.filter_map(|it| match it.needs {
        Some(MoveNeeds::Ready(fact)) => Some(fact),
        _ => None,
    });
    needed.chain(for_moves).collect::<BTreeSet<usize>>().into_iter().collect()
}

/// The graph of a choice if one fact holds from another period on.
fn graph_if(
    evaluation: &PathwayEvaluation,
    choice: usize,
    fact: usize,
    from: Option<usize>,
) -> Result<PathGraph> {
    let mut ready = evaluation.ready.clone();
    ready[fact] = from;
    evaluation.graph_where(choice, &ready)
}

/// By choice: what the best paths are if a fact holds from other periods on, fact by fact; facts on
/// which nothing hangs in the choice are left out.
///
/// # Errors
/// As for [`PathwayEvaluation::graph_where`].
pub(super) fn readiness(
    evaluation: &PathwayEvaluation,
    best: &[BestPaths],
) -> Result<Vec<Vec<IfReady>>> {
    let model = evaluation.model;
    let of_choice = |(choice, now): (usize, &BestPaths)| {
        let worth = &evaluation.choices[choice].worth;
        let steps = |best: &BestPaths| -> BTreeSet<Option<usize>> {
            best.tied().iter().map(FoundPath::first_step).collect()
        };
        let steps_now = steps(now);
        let mut out = Vec::new();
        for fact in facts_of(model, choice) {
            let own = evaluation.ready[fact];
            let mut dates = may_hold_from(model, &model.readiness[fact]);
            if !dates.contains(&own) {
                dates.push(own);
            }
            // Never comes last.
            dates.sort_by_key(|from| from.unwrap_or(usize::MAX));
            for from in dates {
                let found = graph_if(evaluation, choice, fact, from)?.best(worth, 1);
                let steps = steps(&found);
                let any = !(steps.is_empty() || steps_now.is_empty());
                out.push(IfReady {
                    fact,
                    from,
                    present: from == own,
                    changes: any.then(|| steps.is_disjoint(&steps_now)),
                    best: found,
                });
            }
        }
        Ok(out)
    };
    best.par_iter().enumerate().map(of_choice).collect()
}

/// By choice: the signs of each fact on which anything hangs, period by period in which it may come
/// true. None where no path is allowed without the fact.
///
/// # Errors
/// As for [`PathwayEvaluation::graph_where`].
pub(super) fn signs(evaluation: &PathwayEvaluation) -> Result<Vec<Vec<Sign>>> {
    let model = evaluation.model;
    let of_choice = |choice: usize| {
        let worth = &evaluation.choices[choice].worth;
        let mut out = Vec::new();
        for fact in facts_of(model, choice) {
            let never = graph_if(evaluation, choice, fact, None)?.best(worth, 1);
            let Some(without) = never.first() else { continue };
            for period in may_hold_from(model, &model.readiness[fact]).into_iter().flatten() {
                let graph = graph_if(evaluation, choice, fact, Some(period))?;
                let best = graph.following(without, period).best(worth, 1);
                let loss = best.first().map_or(0.0, |with| with.value - without.value);
                // Of several the one that does the same as before, if there is one.
                let same = |path: &&FoundPath| step_in(path, period) == step_in(without, period);
                let with = best.tied().iter().find(same).or(best.first());
                let with = with.filter(|_| loss > best.eps);
                out.push(Sign {
                    fact,
                    period,
                    without: without.clone(),
                    loss: if with.is_some() { loss } else { 0.0 },
                    with: with.unwrap_or(without).clone(),
                });
            }
        }
        Ok(out)
    };
    (0..model.choices.len()).into_par_iter().map(of_choice).collect()
}
