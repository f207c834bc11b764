//! `[[categories]]` and `[[examples]]`: into what alternatives are sorted, and what somebody says of
//! some of them.

use crate::case::check::checked::{CheckedExample, full};
use crate::case::check::checker::Checker;
use crate::case::check::preference::Names;
use crate::case::file::figure::Figure;
use crate::case::file::parse::CaseFile;
use crate::case::file::shape::*;
use crate::error::both;
use crate::problem::category::{Category, faults};
use crate::problem::tree::Tree;
use crate::problem::{Key, Text};
use std::collections::BTreeMap;

/// The categories, the worst first. Where one is wrong there are none, so that nothing rests on a
/// guess; findings then say why.
pub(crate) fn categories(file: &CaseFile, tree: &Tree, checker: &mut Checker) -> Vec<Category> {
    checker.unique("category", file.categories.iter().map(|at| &at.value.id));
    let mut whole = true;
    let mut out = Vec::new();
    for At { value: category, .. } in &file.categories {
        let profile = match &category.profile {
            None => None,
            Some(given) => match profile(category, given, tree, checker) {
                Some(profile) => Some(profile),
                None => {
                    whole = false;
                    None
                }
            },
        };
        let id = category.id.value.trim().to_owned();
        let label = category.label.clone().unwrap_or_else(|| Text::plain(&id));
        out.push(Category { id, label, profile });
    }
    if !whole {
        return Vec::new();
    }
    let faults = faults(&out, &tree.leaves);
    for fault in &faults {
        let at = &file.categories[fault.category].value;
        let figure = fault.leaf.and_then(|leaf| {
            let id = &tree.leaves[leaf].id;
            let mut given = at.profile.iter().flat_map(|profile| &profile.value.0);
            given.find(|(name, _)| name.value == *id).map(|(_, figure)| &figure.span)
        });
        let profile = || at.profile.as_ref().map(|profile| &profile.span);
        let span = figure.or_else(profile).unwrap_or(&at.id.span);
        checker.error_help(span, fault.message.clone(), fault.help.clone());
    }
    if faults.is_empty() { out } else { Vec::new() }
}

/// A figure for every leaf, in their order; `None` with findings where one lacks or is wrong.
fn profile(
    category: &CategoryFile,
    given: &At<Named<At<Figure>>>,
    tree: &Tree,
    checker: &mut Checker,
) -> Option<Vec<f64>> {
    let mut figures: Vec<Option<f64>> = vec![None; tree.leaves.len()];
    let mut sound = true;
    for (name, figure) in &given.value.0 {
        match tree.leaf(&name.value) {
            Some(leaf) => {
                figures[leaf] = checker.position(figure, &tree.leaves[leaf]);
                sound &= figures[leaf].is_some();
            }
            None if tree.find(&name.value).is_some() => {
                sound = false;
                checker.error_help(
                    &name.span,
                    both(
                        format!("`{}` is a node: it has no figures", name.value),
                        format!("`{:#}` is een knoop: die heeft geen cijfers", name.value),
                    ),
                    both(
                        "name the criteria below it, each with a figure",
                        "noem de criteria eronder, elk met een cijfer",
                    ),
                );
            }
            None => {
                sound = false;
                let known = tree.leaves.iter().map(|leaf| leaf.id.as_str());
                checker.unknown("criterion", name, known);
            }
        }
    }
    let missing: Vec<&str> = tree
        .leaves
        .iter()
        .zip(&figures)
        .filter(|(_, figure)| figure.is_none())
        .map(|(leaf, _)| leaf.id.as_str())
        .collect();
    if sound && !missing.is_empty() {
        let (id, list) = (&category.id.value, missing.join("`, `"));
        checker.error_help(
            &given.span,
            both(
                format!("the profile of `{id}` says nothing of `{list}`"),
                format!("het profiel van `{id:#}` zegt niets over `{list:#}`"),
            ),
            both(
                "give a figure for every criterion: the lower limit of the category",
                "geef een cijfer voor elk criterium: de ondergrens van de categorie",
            ),
        );
    }
    figures.into_iter().collect::<Option<Vec<f64>>>().filter(|_| sound)
}

/// The examples, each with the alternative and the category that it names.
pub(crate) fn examples(
    file: &CaseFile,
    keys: &[Key],
    closed: &[bool],
    checker: &mut Checker,
) -> Vec<CheckedExample> {
    let names = Names { keys, closed };
    let ids = || file.categories.iter().map(|at| at.value.id.value.trim());
    let mut seen: BTreeMap<String, ()> = BTreeMap::new();
    let mut out = Vec::new();
    for At { value: example, span } in &file.examples {
        let alternative = names.find(&example.alternative, checker);
        let category = ids().position(|id| id == example.category.value.trim());
        if category.is_none() {
            checker.unknown("category", &example.category, ids());
        }
        let (Some(alternative), Some(category)) = (alternative, category) else { continue };
        if seen.insert(full(&alternative), ()).is_some() {
            let name = full(&alternative);
            checker.error_help(
                &example.alternative.span,
                both(
                    format!("{name} is an example twice"),
                    format!("{name:#} is twee keer een voorbeeld"),
                ),
                both("keep one of them", "behoud een van beide"),
            );
            continue;
        }
        out.push(CheckedExample {
            alternative,
            category,
            reason: example.reason.clone().unwrap_or_default(),
            source: example.source.clone(),
            span: span.clone(),
        });
    }
    out
}
