//! Which limits and rules are in each other's way, where no portfolio meets all of them, and by how
//! much they must give way.
//!
//! What is asked about is each bound of each part of a limit, and each rule. A set of them conflicts
//! if a complete search finds no portfolio that meets all of its rows.

use super::answer::{BoundRelaxation, LimitConflict};
use super::base::Base;
use super::loosening::least;
use super::rows::RowSource;
use super::task::Task;
use super::uses::used;
use crate::lp::conflict::{irreducible, of_size};
use crate::progress::Step;
use crate::tolerance::ROW_ROUNDING;
use rayon::prelude::*;
use std::cell::Cell;

/// Smaller conflicts are looked for as long as no more sets than this must be asked about.
const MOST_ASKED: usize = 1_000;

/// What is in the way where no portfolio meets all limits and rules; `None` if that is not proved.
pub(super) fn conflict(base: &Base, step: &Step) -> Option<LimitConflict> {
    let sources = base.sources();
    let task = base.task.of_no_value();
    let all_known = Cell::new(true);
    let conflicts = |set: &[usize]| {
        let kept = |source| set.iter().any(|at| sources[*at] == source);
        let solved = task.without(|source| !kept(source)).solve(1);
        if !solved.complete && solved.found.is_empty() {
            all_known.set(false);
        }
        solved.is_infeasible()
    };
    let all: Vec<usize> = (0..sources.len()).collect();
    if !conflicts(&all) {
        return None;
    }
    let none_can_be_left_out = irreducible(all, &conflicts);
    let size = none_can_be_left_out.len();
    let smallest = of_size(sources.len(), 1..=size, MOST_ASKED, &conflicts).ok().flatten();
    let (members, is_smallest) = match smallest {
        Some(members) => (members, all_known.get()),
        None => (none_can_be_left_out, false),
    };
    let together = together(base, &task);
    let alone = |(at, source): (usize, &RowSource)| {
        let by = alone(base, &task, *source);
        step.add(1);
        let together = together.as_ref().map(|together| together[at]);
        let is_limit = matches!(source, RowSource::Limit { .. });
        BoundRelaxation { source: *source, alone: by, together: together.filter(|_| is_limit) }
    };
    Some(LimitConflict {
        members: members.into_iter().map(|at| sources[at]).collect(),
        smallest: is_smallest,
        relaxations: sources.par_iter().enumerate().map(alone).collect(),
    })
}

/// By how much one bound must give way, if it can make all else possible alone; 1 for a rule.
fn alone(base: &Base, task: &Task, source: RowSource) -> Option<f64> {
    match source {
        RowSource::Limit { .. } => least(base, task, source),
        RowSource::Rule(_) => {
            let left_out = task.without(|other| other == source).solve(1);
            left_out.best().map(|_| 1.0)
        }
    }
}

/// By how much each bound gives way, in the order of the sources, where the sum of shares is least:
/// each counted in its bound, or where that is 0 in the largest figure of its row; a joint share in
/// its logarithm, a share of all in the figure. Rules hold, and so does what is forbidden because a
/// figure is not known, and what is kept with a probability.
fn together(base: &Base, task: &Task) -> Option<Vec<f64>> {
    let mut soft = task.clone();
    for row in &mut soft.rows {
        let is_limit = matches!(row.source, RowSource::Limit { .. });
        if !is_limit || row.forbids {
            continue;
        }
        let largest = row.row.terms.iter().map(|(_, _, a)| a.abs()).fold(0.0, f64::max);
        let unit = match (row.row.at_most.abs(), largest) {
            (bound, _) if bound > 0.0 => bound,
            (_, largest) if largest > 0.0 => largest,
            _ => 1.0,
        };
        row.row.excess_cost = Some(1.0 / unit);
    }
    let solved = soft.solve(1);
    let chosen = base.portfolio(solved.best().filter(|_| solved.complete)?);
    let by = |source: RowSource| {
        let RowSource::Limit { limit: at, part, side } = source else { return 0.0 };
        let limit = &base.model.limits[at];
        let bound = side.bound(limit).filter(|_| limit.chance.is_none());
        let Some((bound, (used, size))) = bound.zip(used(limit, part, side, &chosen)) else {
            return 0.0;
        };
        let over = match side {
            super::rows::LimitSide::AtLeast => bound - used,
            _ => used - bound,
        };
        if over <= ROW_ROUNDING * (size + bound.abs()) { 0.0 } else { over }
    };
    Some(base.sources().into_iter().map(by).collect())
}
