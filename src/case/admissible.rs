//! Whether weights can meet the case's constraints at all, and whether the case's own weights do.

use super::check::Checker;
use crate::error::{Finding, Place, Source};
use crate::lp::{Program, Relation, Row};
use crate::problem::{Tree, WeightConstraint, weights};
use std::ops::Range;
use std::sync::Arc;

/// A constraint and the bytes of its line.
type Located = (WeightConstraint, Range<usize>);

/// Sets of lines are searched by size as long as no more than this many programs must be solved; beyond that the set found is one
/// from which no line can be left out, though a smaller one may exist.
const MOST_PROGRAMS: usize = 3_000;

/// More constraints of a conflict than this are counted, not named.
const MOST_NAMED: usize = 6;

/// Weights are admissible if they miss no constraint by more than this.
const SLACK: f64 = 1e-9;

/// The weights that are not negative, sum to 1 and meet the constraints of these lines.
fn program(constraints: &[Located], lines: &[&Range<usize>], tree: &Tree) -> Program {
    let n = tree.leaves.len();
    let mut rows = vec![Row { coefficients: vec![1.0; n], relation: Relation::Equal, bound: 1.0 }];
    for (constraint, _) in constraints.iter().filter(|(_, span)| lines.contains(&span)) {
        let relation = if constraint.equality { Relation::Equal } else { Relation::AtMost };
        rows.push(Row { coefficients: constraint.on_leaves(tree), relation, bound: -constraint.constant });
    }
    Program { bounds: vec![(0.0, 1.0); n], rows }
}

/// Complain if no weights meet all constraints, and name a smallest set of lines that conflict.
pub(super) fn check_conflict(constraints: &[Located], tree: &Tree, checker: &mut Checker) {
    let mut lines: Vec<&Range<usize>> = Vec::new();
    for (_, span) in constraints {
        if !lines.contains(&span) {
            lines.push(span);
        }
    }
    let conflict = |lines: &[&Range<usize>]| program(constraints, lines, tree).is_feasible() == Some(false);
    if lines.is_empty() || tree.leaves.is_empty() || !conflict(&lines) {
        return;
    }
    let (smallest, known) = match smallest(&lines, &conflict) {
        Some(set) => (set, true),
        None => (irreducible(lines, &conflict), false),
    };
    let written = |span: &Range<usize>| constraints.iter().find(|(_, known)| known == span).map_or("", |(it, _)| &it.written);
    let texts: Vec<String> = smallest.iter().map(|span| format!("`{}`", written(span))).collect();
    let more = texts.len().saturating_sub(MOST_NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let message = match &texts[..] {
        [only] => format!("no weights meet this constraint: {only}"),
        all => {
            let named = all[..all.len().min(MOST_NAMED)].join(", ");
            format!("no weights meet these {} constraints together: {named}{more}", all.len())
        }
    };
    let help = match (smallest.len(), known) {
        (1, _) => "global weights lie between 0 and 1 and sum to 1; a node's weight is the sum of its leaves'",
        (_, true) => "no smaller set of them conflicts: change or drop one of these",
        (_, false) => "none of these can be left out of the conflict: change or drop one of these",
    };
    checker.error_help(smallest[0], message, help);
    for span in smallest.iter().take(MOST_NAMED).skip(1) {
        let finding = Finding::error(checker.place(span), format!("... in conflict with {}", texts[0]));
        checker.findings.push(finding);
    }
}

/// The smallest conflicting set, the first in the order of the file; `None` if too many sets would have to be tried.
fn smallest<'a>(lines: &[&'a Range<usize>], conflict: &dyn Fn(&[&Range<usize>]) -> bool) -> Option<Vec<&'a Range<usize>>> {
    let mut budget = MOST_PROGRAMS;
    for size in 1..=lines.len() {
        let mut chosen: Vec<usize> = (0..size).collect();
        loop {
            budget = budget.checked_sub(1)?;
            let set: Vec<&Range<usize>> = chosen.iter().map(|at| lines[*at]).collect();
            if conflict(&set) {
                return Some(set);
            }
            // The next combination in lexicographic order.
            let Some(at) = (0..size).rev().find(|at| chosen[*at] < lines.len() - size + at) else { break };
            chosen[at] += 1;
            for next in at + 1..size {
                chosen[next] = chosen[next - 1] + 1;
            }
        }
    }
    None
}

/// A conflicting set from which nothing can be left out.
fn irreducible<'a>(mut lines: Vec<&'a Range<usize>>, conflict: &dyn Fn(&[&Range<usize>]) -> bool) -> Vec<&'a Range<usize>> {
    let mut at = 0;
    while at < lines.len() {
        let left_out = lines.remove(at);
        if !conflict(&lines) {
            lines.insert(at, left_out);
            at += 1;
        }
    }
    lines
}

/// The constraints that the case's own weights do not meet, a finding each.
pub(super) fn inadmissible(constraints: &[Located], tree: &Tree, source: &Arc<Source>) -> Vec<Finding> {
    let global = weights::global(tree);
    let mut out: Vec<Finding> = Vec::new();
    let mut blamed: Vec<&Range<usize>> = Vec::new();
    for (constraint, span) in constraints {
        if constraint.violation(tree, &global) <= SLACK || blamed.contains(&span) {
            continue;
        }
        blamed.push(span);
        let weight = |(branch, _): &(usize, f64)| {
            let sum: f64 = tree.leaves_under(*branch).iter().map(|leaf| global[*leaf]).sum();
            format!("{} = {sum:.4}", tree.branches[*branch].id)
        };
        let now: Vec<String> = constraint.terms.iter().map(weight).collect();
        let place = Place::Text { source: source.clone(), span: span.clone() };
        let message = format!("the weights of this case do not meet its own constraint `{}`", constraint.written);
        out.push(
            Finding::error(place, message).label(now.join(", ")).help("change the weights (or --weights), or the constraint"),
        );
    }
    out
}
