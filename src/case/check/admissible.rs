//! Whether weights can meet the case's constraints and preferences at all, and whether the case's
//! own weights do.

use crate::error::{Finding, Place, Said, Source, both};
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
    let of =
        actor.map(|id| both(format!(" of `{id}`"), format!(" van `{id:#}`"))).unwrap_or_default();
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
        let unknown = both(
            format!(
                "the solver cannot tell whether any weights meet the constraints and preferences{of}"
            ),
            format!(
                "het rekenprogramma kan niet uitmaken of er gewichten zijn die aan de voorwaarden en voorkeuren{of:#} voldoen"
            ),
        );
        let help = both(
            "write the constraints in numbers of like size: weights lie between 0 and 1",
            "schrijf de voorwaarden in getallen van dezelfde grootteorde: gewichten liggen tussen 0 en 1",
        );
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
    let more = if more > 0 {
        both(format!(" and {more} more"), format!(" en nog {more:#}"))
    } else {
        Said::default()
    };
    let stated = smallest.iter().filter(|span| preference(span)).count();
    let kind = match stated {
        0 => both("constraint", "voorwaarde"),
        n if n == texts.len() => both("preference", "voorkeur"),
        _ => both("constraint or preference", "voorwaarde of voorkeur"),
    };
    let message = match &texts[..] {
        [only] => both(
            format!("no weights meet this {kind}{of}: {only}"),
            format!("geen gewichten voldoen aan deze {kind:#}{of:#}: {only:#}"),
        ),
        all => {
            let kinds = if stated > 0 && stated < all.len() {
                both("constraints and preferences", "voorwaarden en voorkeuren")
            } else {
                both(format!("{kind}s"), if stated == 0 { "voorwaarden" } else { "voorkeuren" })
            };
            let named = all[..all.len().min(MOST_NAMED)].join(", ");
            both(
                format!("no weights meet these {} {kinds}{of} together: {named}{more}", all.len()),
                format!(
                    "geen gewichten voldoen samen aan deze {:#} {kinds:#}{of:#}: {named:#}{more:#}",
                    all.len()
                ),
            )
        }
    };
    let help = match (smallest.len(), known, stated) {
        (1, _, 0) => both(
            "global weights lie between 0 and 1 and sum to 1; a node's weight is the sum of its leaves'",
            "globale gewichten liggen tussen 0 en 1 en tellen op tot 1; het gewicht van een knoop is de som van die van zijn bladeren",
        ),
        (1, _, _) => both(
            "under the value functions given no weights make this so; `sensitivity robust --values monotone` asks whether others can",
            "onder de gegeven waardefuncties is er geen enkel gewicht waarvoor dit klopt; `sensitivity robust --values monotone` gaat na of het onder andere wel kan",
        ),
        (_, true, _) => both(
            "no smaller set of them conflicts: change or drop one of these",
            "geen kleinere verzameling ervan is strijdig: wijzig of schrap er een van",
        ),
        (_, false, _) => both(
            "none of these can be left out of the conflict: change or drop one of these",
            "geen ervan kan uit het conflict worden weggelaten: wijzig of schrap er een van",
        ),
    };
    let mut out = vec![Finding::error(place(smallest[0]), message).help(help)];
    for span in smallest.iter().take(MOST_NAMED).skip(1) {
        out.push(Finding::error(
            place(span),
            both(
                format!("... in conflict with {}", texts[0]),
                format!("... in strijd met {:#}", texts[0]),
            ),
        ));
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
    let whose = actor.map_or(both("this case", "dit dossier"), |id| format!("`{id}`").into());
    let flag = match actor {
        Some(_) => Said::default(),
        None => both(" (or --weights)", " (of --weights)"),
    };
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
            let message = both(
                format!(
                    "the weights of {whose} do not agree with its own preference `{}`",
                    constraint.written
                ),
                format!(
                    "de gewichten van {whose:#} stroken niet met de eigen voorkeur `{:#}`",
                    constraint.written
                ),
            );
            out.push(Finding::error(place, message).help(both(
                format!("change the weights{flag}, or the preference"),
                format!("wijzig de gewichten{flag:#}, of de voorkeur"),
            )));
            continue;
        }
        let weight = |(branch, _): &(usize, f64)| {
            let sum: f64 = tree.leaves_under(*branch).iter().map(|leaf| global[*leaf]).sum();
            format!("{} = {sum:.4}", tree.branches[*branch].id)
        };
        let now: Vec<String> = constraint.terms.iter().map(weight).collect();
        let place = Place::Text { source: source.clone(), span: span.clone() };
        let message = both(
            format!(
                "the weights of {whose} do not meet its own constraint `{}`",
                constraint.written
            ),
            format!(
                "de gewichten van {whose:#} voldoen niet aan de eigen voorwaarde `{:#}`",
                constraint.written
            ),
        );
        out.push(Finding::error(place, message).label(now.join(", ")).help(both(
            format!("change the weights{flag}, or the constraint"),
            format!("wijzig de gewichten{flag:#}, of de voorwaarde"),
        )));
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
        let mut names: Vec<Said> =
            groups.iter().take(MOST_NAMED).map(name).map(Said::from).collect();
        if groups.len() > MOST_NAMED {
            names.push(both(
                format!("{} more", groups.len() - MOST_NAMED),
                format!("nog {:#}", groups.len() - MOST_NAMED),
            ));
        }
        let names = Said::list(&names);
        let whose = match (actor, problem.rank_within.is_empty()) {
            (None, true) => both("the weights of this case", "de gewichten van dit dossier"),
            (None, false) => {
                both(format!("the weights of {names}"), format!("de gewichten van {names:#}"))
            }
            (Some(id), true) => {
                both(format!("the weights of `{id}`"), format!("de gewichten van `{id:#}`"))
            }
            (Some(id), false) => both(
                format!("the weights of `{id}` in {names}"),
                format!("de gewichten van `{id:#}` in {names:#}"),
            ),
        };
        let what = if constraint.preference { "preference" } else { "constraint" };
        let message = both(
            format!("{whose} do not meet the {what} `{}`", constraint.written),
            format!("{whose:#} voldoen niet aan de {what:#} `{:#}`", constraint.written),
        );
        let finding = Finding::error(Place::File(file.to_owned()), message);
        let help = both(
            format!("change the weights, or the {what}; --where takes groups one by one"),
            format!("wijzig de gewichten, of de {what:#}; --where neemt de groepen een voor een"),
        );
        (!groups.is_empty()).then(|| finding.help(help))
    };
    problem.constraints.iter().filter_map(of).collect()
}
