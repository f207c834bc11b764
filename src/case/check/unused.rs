//! Keys that are read and change nothing: a key that looks as if it worked misleads more than one
//! that is refused.

use crate::case::check::checker::Checker;
use crate::case::file::parse::CaseFile;
use crate::case::file::shape::*;
use crate::problem::PreferenceFunction;
use std::collections::BTreeSet;

/// Warn of each key that no command uses in this file.
pub(crate) fn warn(file: &CaseFile, checker: &mut Checker) {
    baseline(file, checker);
    facts(file, checker);
    let parents: BTreeSet<&str> = file
        .criteria
        .iter()
        .filter_map(|at| at.value.parent.as_ref())
        .map(|parent| parent.value.as_str())
        .collect();
    for At { value: criterion, .. } in &file.criteria {
        if parents.contains(criterion.id.value.as_str()) {
            node(criterion, checker);
        }
        thresholds(criterion, checker);
    }
}

/// A baseline is what benefits and burdens of actors are compared with, and nothing else.
fn baseline(file: &CaseFile, checker: &mut Checker) {
    let Some(At { span, .. }) = &file.head.baseline else { return };
    let keeps_apart =
        |at: &At<ActorFile>| !(at.value.benefit.is_empty() && at.value.burden.is_empty());
    if !file.actors.iter().any(keeps_apart) {
        let message = "`baseline` has no effect: no actor has a `benefit` or a `burden`";
        let help = "write benefit = [...] or burden = [...] in [[actors]], or leave it out";
        checker.warning_help(span, message, help);
    }
}

/// A fact decides something by way of a requirement, or of a transition of a pathway.
fn facts(file: &CaseFile, checker: &mut Checker) {
    let transitions = file.pathway.iter().flat_map(|at| &at.value.transitions);
    let asked: BTreeSet<&str> = file
        .requirements
        .iter()
        .filter_map(|at| at.value.needs.value.fact.as_ref())
        .chain(transitions.filter_map(|at| at.value.needs.as_ref()))
        .map(|fact| fact.value.as_str())
        .collect();
    for At { value: fact, .. } in
        file.facts.iter().filter(|at| !asked.contains(at.value.id.value.as_str()))
    {
        let id = &fact.id.value;
        let help = format!(
            "write [[requirements]] with needs = {{ fact = \"{id}\" }}, or leave the fact out"
        );
        checker.warning_help(
            &fact.id.span,
            format!("the fact `{id}` has no effect: no requirement asks for it"),
            help,
        );
    }
}

/// A node has no figures and stands in no table of results.
fn node(criterion: &CriterionFile, checker: &mut Checker) {
    let given = [("unit", &criterion.unit), ("source", &criterion.source)];
    for (name, text) in given {
        if let Some(text) = text {
            let message = format!(
                "`{name}` has no effect on `{}`, which is a node: other criteria name it",
                criterion.id.value
            );
            checker.warning_help(
                &text.span,
                message,
                format!("give the criteria below it their `{name}`"),
            );
        }
    }
}

/// Thresholds that the preference function does not look at, or that no method knows.
fn thresholds(criterion: &CriterionFile, checker: &mut Checker) {
    let Some(At { value: given, span }) = &criterion.thresholds else { return };
    let used: &[&str] = match given.function {
        None => &[],
        Some(PreferenceFunction::Usual) => &[],
        Some(PreferenceFunction::UShape) => &["indifference"],
        Some(PreferenceFunction::VShape) => &["preference"],
        Some(PreferenceFunction::Level | PreferenceFunction::VShapeIndifference) => {
            &["indifference", "preference"]
        }
        Some(PreferenceFunction::Gaussian) => &["inflection"],
    };
    let named = [
        ("indifference", given.indifference),
        ("preference", given.preference),
        ("veto", given.veto),
        ("inflection", given.inflection),
    ];
    let idle: Vec<&str> = named
        .iter()
        .filter(|(name, x)| x.is_some() && !used.contains(name))
        .map(|(name, _)| *name)
        .collect();
    if idle.is_empty() {
        return;
    }
    let (list, has) = (idle.join("`, `"), if idle.len() == 1 { "has" } else { "have" });
    let id = &criterion.id.value;
    let (why, help) = match given.function {
        _ if idle == ["veto"] => {
            ("no method uses a veto yet".to_owned(), "leave it out".to_owned())
        }
        None => (
            "these thresholds name no function".to_owned(),
            "name one, as in function = \"v-shape-indifference\"; the PROMETHEE methods use it"
                .to_owned(),
        ),
        Some(function) => {
            let uses = match used {
                [] => "no threshold".to_owned(),
                used => format!("`{}`", used.join("` and `")),
            };
            (
                format!("the function `{}` uses {uses}", function.name()),
                "leave them out, or choose another function".to_owned(),
            )
        }
    };
    checker.warning_help(span, format!("`{list}` {has} no effect on `{id}`: {why}"), help);
}
