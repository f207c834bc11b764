//! Whether weights can meet the case's constraints and preferences at all, and whether the case's
//! own weights do.

use crate::error::{Finding, Place, Source};
use crate::lp::{LEAST_ROOM, NoAnswer, conflict};
use crate::problem::tree::Tree;
use crate::problem::weights::Weights;
use crate::problem::{Problem, WeightConstraint, weights};
use crate::weighting;
use std::ops::Range;
use std::sync::Arc;

/// A constraint and the bytes of its line.
type Located = (WeightConstraint, Range<usize>);

/// More constraints of a conflict than this are counted, not named.
const MOST_NAMED: usize = 6;

/// Whether no weights that are not negative and sum to 1 meet these lines together; strict ones
/// must leave room. `None` if the solver cannot tell.
fn conflicting(constraints: &[Located], lines: &[&Range<usize>], tree: &Tree) -> Option<bool> {
    let chosen = constraints.iter().filter(|(_, span)| lines.contains(&span));
    match weighting::room(tree, chosen.map(|(constraint, _)| constraint)) {
        Ok(room) => Some(room <= LEAST_ROOM),
        Err(NoAnswer::Infeasible) => Some(true),
        Err(_) => None,
    }
}

/// Complain if no weights meet all constraints and preferences, of the case or of an actor, and name
/// a smallest set of lines that conflict.
pub(crate) fn conflicts(
    constraints: &[Located],
    tree: &Tree,
    source: &Arc<Source>,
    actor: Option<&str>,
) -> Vec<Finding> {
    let of = actor.map(|id| format!(" of `{id}`")).unwrap_or_default();
    let mut lines: Vec<&Range<usize>> = Vec::new();
    for (_, span) in constraints {
        if !lines.contains(&span) {
            lines.push(span);
        }
    }
    if tree.leaves.is_empty() {
        return Vec::new();
    }
    let chosen = |set: &[usize]| set.iter().map(|at| lines[*at]).collect::<Vec<_>>();
    let place = |span: &Range<usize>| Place::Text { source: source.clone(), span: span.clone() };
    if let (Some(first), None) = (lines.first(), conflicting(constraints, &lines, tree)) {
        let unknown = format!(
            "the solver cannot tell whether any weights meet the constraints and preferences{of}"
        );
        let help = "write the constraints in numbers of like size: weights lie between 0 and 1";
        return vec![Finding::warning(place(first), unknown).help(help)];
    }
    let conflicts = |set: &[usize]| conflicting(constraints, &chosen(set), tree) == Some(true);
    let Some(found) = conflict::find(lines.len(), &conflicts) else { return Vec::new() };
    let (smallest, known) = (chosen(&found.members), found.smallest);
    let first =
        |span: &Range<usize>| constraints.iter().find(|(_, known)| known == span).map(|(it, _)| it);
    let preference = |span: &&Range<usize>| first(span).is_some_and(|it| it.preference);
    let texts: Vec<String> = smallest
        .iter()
        .map(|span| format!("`{}`", first(span).map_or("", |it| it.written.as_str())))
        .collect();
    let more = texts.len().saturating_sub(MOST_NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let stated = smallest.iter().filter(|span| preference(span)).count();
    let kind = match stated {
        0 => "constraint",
        n if n == texts.len() => "preference",
        _ => "constraint or preference",
    };
    let message = match &texts[..] {
        [only] => format!("no weights meet this {kind}{of}: {only}"),
        all => {
            let kinds = if stated > 0 && stated < all.len() {
                "constraints and preferences".into()
            } else {
                format!("{kind}s")
            };
            let named = all[..all.len().min(MOST_NAMED)].join(", ");
            format!("no weights meet these {} {kinds}{of} together: {named}{more}", all.len())
        }
    };
    let help = match (smallest.len(), known, stated) {
        (1, _, 0) => {
            "global weights lie between 0 and 1 and sum to 1; a node's weight is the sum of its leaves'"
        }
        (1, _, _) => {
            "under the value functions given no weights make this so; `sensitivity robust --values monotone` asks whether others can"
        }
        (_, true, _) => "no smaller set of them conflicts: change or drop one of these",
        (_, false, _) => {
            "none of these can be left out of the conflict: change or drop one of these"
        }
    };
    let mut out = vec![Finding::error(place(smallest[0]), message).help(help)];
    for span in smallest.iter().take(MOST_NAMED).skip(1) {
        out.push(Finding::error(place(span), format!("... in conflict with {}", texts[0])));
    }
    out
}

/// The constraints that the weights of the case, or of an actor, do not meet, a finding each.
pub(crate) fn inadmissible(
    constraints: &[Located],
    tree: &Tree,
    source: &Arc<Source>,
    actor: Option<&str>,
) -> Vec<Finding> {
    let whose = actor.map_or("this case".to_owned(), |id| format!("`{id}`"));
    let flag = if actor.is_some() { "" } else { " (or --weights)" };
    let global = weights::global(tree);
    let mut out: Vec<Finding> = Vec::new();
    let mut blamed: Vec<&Range<usize>> = Vec::new();
    for (constraint, span) in constraints {
        if constraint.is_met(tree, &global) || blamed.contains(&span) {
            continue;
        }
        blamed.push(span);
        if constraint.preference {
            let place = Place::Text { source: source.clone(), span: span.clone() };
            let message = format!(
                "the weights of {whose} do not agree with its own preference `{}`",
                constraint.written
            );
            out.push(
                Finding::error(place, message)
                    .help(format!("change the weights{flag}, or the preference")),
            );
            continue;
        }
        let weight = |(branch, _): &(usize, f64)| {
            let sum: f64 = tree.leaves_under(*branch).iter().map(|leaf| global[*leaf]).sum();
            format!("{} = {sum:.4}", tree.branches[*branch].id)
        };
        let now: Vec<String> = constraint.terms.iter().map(weight).collect();
        let place = Place::Text { source: source.clone(), span: span.clone() };
        let message = format!(
            "the weights of {whose} do not meet its own constraint `{}`",
            constraint.written
        );
        out.push(
            Finding::error(place, message)
                .label(now.join(", "))
                .help(format!("change the weights{flag}, or the constraint")),
        );
    }
    out
}

/// The constraints of a problem, of the case or of an actor, whose groups have weights of their own
/// that those of some group do not meet, a finding each. `file` is the criteria file.
pub(crate) fn inadmissible_in_groups(
    problem: &Problem,
    file: &str,
    actor: Option<&str>,
) -> Vec<Finding> {
    let weights = Weights::given(problem);
    let of = |constraint: &WeightConstraint| {
        let groups = weights.groups_not_meeting(&problem.tree, constraint);
        let name =
            |group: &usize| problem.name(problem.groups[*group].members[0], &problem.rank_within);
        let mut names: Vec<String> = groups.iter().take(MOST_NAMED).map(name).collect();
        if groups.len() > MOST_NAMED {
            names.push(format!("{} more", groups.len() - MOST_NAMED));
        }
        let names = names.join(", ");
        let whose = match (actor, problem.rank_within.is_empty()) {
            (None, true) => "the weights of this case".to_owned(),
            (None, false) => format!("the weights of {names}"),
            (Some(id), true) => format!("the weights of `{id}`"),
            (Some(id), false) => format!("the weights of `{id}` in {names}"),
        };
        let what = if constraint.preference { "preference" } else { "constraint" };
        let message = format!("{whose} do not meet the {what} `{}`", constraint.written);
        let finding = Finding::error(Place::File(file.to_owned()), message);
        let help = format!("change the weights, or the {what}; --where takes groups one by one");
        (!groups.is_empty()).then(|| finding.help(help))
    };
    problem.constraints.iter().filter_map(of).collect()
}
