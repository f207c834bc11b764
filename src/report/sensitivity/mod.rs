//! Views of sensitivity studies: what a reader who is no specialist can say of the answer, on one screen a study.

mod stability;
mod sweep;

use super::{Block, Words};
use crate::problem::{Problem, Text};
use crate::study::{Field, Path, Scope};

pub use stability::{stability, stability_notes};
pub use sweep::{sweep, sweep_notes};

/// The label of a branch, with its id where the label does not say it.
fn label(problem: &Problem, branch: usize, words: Words) -> String {
    let branch = &problem.tree.branches[branch];
    let text: &Text = &branch.label;
    let label = text.get(words.0);
    if label.is_empty() { branch.id.clone() } else { label.to_owned() }
}

/// The name of a place in a field: its keys inside the group.
fn name(problem: &Problem, field: &Field, at: usize) -> String {
    problem.name(field.group.members[field.places[at]], &problem.keys_inside())
}

/// The name of a group: its values of the keys that groups are made by.
fn group_name(problem: &Problem, group: usize, words: Words) -> String {
    words.alternative(problem, problem.groups[group].members[0], &problem.rank_within, false)
}

/// Among whom a swept weight is a share.
fn scope_words(paths: &[Path], words: Words) -> &'static str {
    match paths.first().map(|path| path.scope) {
        Some(Scope::Local) => words.pick(
            "Weights are shares among siblings (--global: among all criteria).",
            "Gewichten zijn aandelen onder broers en zussen in de boom (--global: onder alle criteria).",
        ),
        _ => words.pick("Weights are shares of all criteria together.", "Gewichten zijn aandelen van alle criteria samen."),
    }
}

/// Lines that several groups have in common are said once, under the names of those groups.
fn by_group(problem: &Problem, lines: Vec<(usize, Vec<Block>)>, words: Words) -> Vec<Block> {
    let single = problem.groups.len() == 1;
    let mut merged: Vec<(Vec<usize>, Vec<Block>)> = Vec::new();
    for (group, blocks) in lines {
        match merged.iter_mut().find(|(_, known)| *known == blocks) {
            Some((groups, _)) => groups.push(group),
            None => merged.push((vec![group], blocks)),
        }
    }
    let mut out = Vec::new();
    for (groups, blocks) in merged {
        if !single {
            let names: Vec<String> = groups.iter().map(|group| group_name(problem, *group, words)).collect();
            out.push(Block::Heading(names.join(", ")));
        }
        out.extend(blocks);
    }
    out
}

/// Groups in which nothing can be compared, and why.
fn nothing_to_compare(problem: &Problem, fields: &[Field], words: Words) -> Option<String> {
    let few: Vec<(usize, &Field)> = fields.iter().enumerate().filter(|(_, field)| field.places.len() < 2).collect();
    if few.is_empty() {
        return None;
    }
    let names: Vec<String> = few
        .iter()
        .map(|(group, field)| {
            let who = match field.places.first() {
                Some(_) => words.pick(
                    format!("only {} is ranked", name(problem, field, 0)),
                    format!("alleen {} heeft een rang", name(problem, field, 0)),
                ),
                None => words.pick("nothing is ranked".to_owned(), "niets heeft een rang".to_owned()),
            };
            if problem.groups.len() == 1 { who } else { format!("{}: {who}", group_name(problem, *group, words)) }
        })
        .collect();
    Some(words.pick(format!("Nothing to compare: {}.", names.join("; ")), format!("Niets te vergelijken: {}.", names.join("; "))))
}

/// Notes under their heading.
fn noted(lines: Vec<String>, words: Words) -> Vec<Block> {
    if lines.is_empty() {
        return Vec::new();
    }
    let heading = Block::Heading(words.pick("Notes", "Opmerkingen").into());
    std::iter::once(heading).chain(lines.into_iter().map(Block::Item)).collect()
}
