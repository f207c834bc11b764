//! Views of sensitivity studies: what a reader who is no specialist can say of the answer, on one
//! screen a study.

mod acceptability;
mod agreement;
mod bands;
mod claims;
mod classes;
mod drivers;
mod exact;
mod filled_in;
mod information;
mod inputs;
mod reversal;
mod robust;
mod robust_classes;
mod scenarios;
pub(crate) mod shares;
mod stability;
mod stated;
mod sweep;
mod targets;
mod worth;

use super::{Block, Words};
use crate::evaluate::evaluation::Evaluation;
use crate::evaluate::path::Scope;
use crate::evaluate::ranked_group::RankedGroup;
use crate::method::remedy::to_sums;
use crate::problem::{PlaceInGroup, Problem};
use crate::study::Sweep;

/// What would make scores linear in the weights, where nodes that do not add up stand in the way.
fn by_nodes(evaluation: &Evaluation, words: Words) -> Option<String> {
    let (sheet, tree) = (evaluation.method.sheet(), &evaluation.problem.tree);
    if tree.is_additive() || sheet.name != "hierarchical" {
        return None;
    }
    let remedy = to_sums(sheet, tree);
    Some(words.pick(
        format!("For exact figures, {remedy}."),
        format!("Voor exacte cijfers: {}.", remedy.dutch()),
    ))
}

pub use acceptability::{acceptability, acceptability_notes};
pub use agreement::{agreement, agreement_notes};
pub(super) use drivers::factor_name;
pub use drivers::{drivers, drivers_notes};
pub use exact::{exact, exact_notes};
pub use information::{
    facts, facts_in_short, facts_worth_checking, information, information_draws, information_notes,
    requirements_stand,
};
pub(super) use inputs::fewest_in_short;
pub use reversal::{reversal, reversal_notes};
pub use robust::{robust, robust_notes};
pub use robust_classes::{robust_classes, robust_classes_notes};
pub use scenarios::{scenarios, scenarios_notes};
pub use stability::{none_within_nodes, stability, stability_notes, weights_in_short};
pub use sweep::{sweep, sweep_notes};
pub use targets::{targets, targets_notes};

/// Requirements named for an alternative that is not compared.
const MOST_REQUIREMENTS: usize = 2;

/// The label of a branch.
fn label(problem: &Problem, branch: usize, words: Words) -> String {
    let branch = &problem.tree.branches[branch];
    words.label(&branch.label, &branch.id)
}

/// An alternative of a field.
fn name(problem: &Problem, ranked: &RankedGroup, at: usize, words: Words) -> String {
    words.inside(problem, ranked.member(at))
}

/// An input by its labels: `Independence (Own business model)`.
pub(super) fn input(problem: &Problem, input: usize, words: Words) -> String {
    let of = &problem.inputs[input];
    let branch =
        problem.tree.branch_of_leaf(of.name).filter(|_| of.name < problem.tree.leaves.len());
    let what = branch
        .map_or_else(|| problem.names[of.name].clone(), |branch| label(problem, branch, words));
    let value = |(key, value): &(usize, usize)| words.key_value(problem, *key, *value);
    let keys: Vec<String> = problem.rows[of.row].iter().map(value).collect();
    if keys.is_empty() { what } else { format!("{what} ({})", keys.join(", ")) }
}

/// The leaders of a field, and whether they are several.
fn leaders(problem: &Problem, ranked: &RankedGroup, words: Words) -> (String, bool) {
    let names: Vec<String> =
        ranked.leaders().into_iter().map(|at| name(problem, ranked, at, words)).collect();
    (words.list(&names), names.len() > 1)
}

/// Who of a group is not compared, and why.
fn not_compared(problem: &Problem, ranked: &RankedGroup, words: Words) -> Option<String> {
    who_is_not(problem, ranked, words).map(|list| {
        words.pick(
            format!("Not compared, because not ranked at these weights: {list}."),
            format!("Niet vergeleken, bij gebrek aan een rang bij deze gewichten: {list}."),
        )
    })
}

/// Who of a group does not compete, whatever the weights, and why.
fn not_competing(problem: &Problem, competing: &RankedGroup, words: Words) -> Option<String> {
    who_is_not(problem, competing, words).map(|list| {
        words.pick(
            format!("Not compared, because it does not compete: {list}."),
            format!("Niet vergeleken, omdat het niet wordt gerangschikt: {list}."),
        )
    })
}

/// Who of a group is not among these, each with the reason.
fn who_is_not(problem: &Problem, ranked: &RankedGroup, words: Words) -> Option<String> {
    let group = ranked.group;
    let why = |place: PlaceInGroup| -> Option<String> {
        let alternative = &problem.alternatives[group.member(place)];
        let known = words.percent_short_of(group.known(place), problem.min_known).0;
        let reason = if alternative.reference {
            words.pick("for reference".to_owned(), "ter vergelijking".to_owned())
        } else if !alternative.excluded_by.is_empty() {
            let excluded_by = alternative.excluded_by.iter();
            let asked: Vec<String> =
                excluded_by.map(|at| words.requirement(&problem.requirements[*at])).collect();
            let asked = words.some(&asked, MOST_REQUIREMENTS);
            words.pick(format!("excluded by {asked}"), format!("uitgesloten door {asked}"))
        } else {
            words.pick(
                format!("only {known} of its weight is known"),
                format!("slechts {known} van het gewicht is bekend"),
            )
        };
        let ranked = ranked.places.contains(&place);
        (!ranked).then(|| format!("{} ({reason})", words.inside(problem, group.member(place))))
    };
    let named: Vec<String> = group.places().filter_map(why).collect();
    let (some, more) = (named.len().min(6), named.len().saturating_sub(6));
    let more = match more {
        0 => String::new(),
        n => words.pick(
            format!(" and {n} more (`evaluate` shows all)"),
            format!(" en nog {n} (`evaluate` toont alles)"),
        ),
    };
    (!named.is_empty()).then(|| named[..some].join(", ") + &more)
}

/// Among whom a swept weight is a share.
fn scope_words(sweep: &Sweep, words: Words) -> &'static str {
    match sweep.all_paths().next().map(|path| path.scope) {
        Some(Scope::Local) => words.pick(
            "Weights are shares among siblings (`--global`: among all criteria).",
            "Gewichten zijn aandelen binnen hun groep criteria (`--global`: van alle criteria samen).",
        ),
        _ => words.pick(
            "Weights are shares of all criteria together.",
            "Gewichten zijn aandelen van alle criteria samen.",
        ),
    }
}

/// Groups in which nothing can be compared, and why.
fn nothing_to_compare(
    problem: &Problem,
    ranked_groups: &[RankedGroup],
    words: Words,
) -> Option<String> {
    let few: Vec<(usize, &RankedGroup)> =
        ranked_groups.iter().enumerate().filter(|(_, ranked)| ranked.places.len() < 2).collect();
    if few.is_empty() {
        return None;
    }
    let names: Vec<String> =
        few.iter()
            .map(|(group, ranked)| {
                let mut who = match ranked.places.first() {
                    Some(_) => words.pick(
                        format!("only {} is ranked", name(problem, ranked, 0, words)),
                        format!("alleen {} heeft een rang", name(problem, ranked, 0, words)),
                    ),
                    None => words
                        .pick("nothing is ranked".to_owned(), "niets heeft een rang".to_owned()),
                };
                if let Some(others) = not_compared(problem, ranked, words) {
                    who = format!("{who} ({})", others.trim_end_matches('.'));
                }
                if problem.groups.len() == 1 {
                    who
                } else {
                    format!("{}: {who}", words.group(problem, *group))
                }
            })
            .collect();
    Some(words.pick(
        format!("Nothing to compare: {}.", names.join("; ")),
        format!("Niets te vergelijken: {}.", names.join("; ")),
    ))
}

/// Notes under their heading.
pub(super) fn noted(lines: Vec<String>, words: Words) -> Vec<Block> {
    if lines.is_empty() {
        return Vec::new();
    }
    let heading = Block::Heading(words.pick("Notes", "Opmerkingen").into());
    std::iter::once(heading).chain(lines.into_iter().map(Block::Item)).collect()
}
