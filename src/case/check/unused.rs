//! Keys that are read and change nothing: a key that looks as if it worked misleads more than one
//! that is refused.

use crate::case::check::checker::Checker;
use crate::case::file::parse::CaseFile;
use crate::case::file::shape::*;
use crate::error::both;
use crate::method::{AnswerKind, Definition};
use crate::problem::PreferenceFunction;
use std::collections::BTreeSet;

/// Warn of each key that no command uses in this file.
pub(crate) fn warn(file: &CaseFile, checker: &mut Checker) {
    baseline(file, checker);
    facts(file, checker);
    sorting(file, checker);
    let parents: BTreeSet<&str> = file
        .criteria
        .iter()
        .filter_map(|at| at.value.parent.as_ref())
        .map(|parent| parent.value.as_str())
        .collect();
    let methods = file.methods.iter().map(|at| at.value.definition().reads_thresholds());
    let read: BTreeSet<&str> = methods.flatten().copied().collect();
    for At { value: criterion, .. } in &file.criteria {
        if parents.contains(criterion.id.value.as_str()) {
            node(criterion, checker);
        }
        thresholds(criterion, &read, checker);
    }
}

/// A baseline is what benefits and burdens of actors are compared with, and nothing else.
fn baseline(file: &CaseFile, checker: &mut Checker) {
    let Some(At { span, .. }) = &file.head.baseline else { return };
    let keeps_apart =
        |at: &At<ActorFile>| !(at.value.benefit.is_empty() && at.value.burden.is_empty());
    if !file.actors.iter().any(keeps_apart) {
        let message = both(
            "`baseline` has no effect: no actor has a `benefit` or a `burden`",
            "`baseline` heeft geen effect: geen enkele actor heeft een `benefit` of een `burden`",
        );
        let help = both(
            "write benefit = [...] or burden = [...] in [[actors]], or leave it out",
            "schrijf benefit = [...] of burden = [...] in [[actors]], of laat het weg",
        );
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
        let help = both(
            format!(
                "write [[requirements]] with needs = {{ fact = \"{id}\" }}, or leave the fact out"
            ),
            format!(
                "schrijf `[[requirements]]` met `needs = {{ fact = \"{id:#}\" }}`, of laat het feit weg"
            ),
        );
        checker.warning_help(
            &fact.id.span,
            both(
                format!("the fact `{id}` has no effect: no requirement asks for it"),
                format!("het feit `{id:#}` heeft geen effect: geen enkele vereiste vraagt ernaar"),
            ),
            help,
        );
    }
}

/// Categories are what some methods sort into, and examples are what some of them learn from.
fn sorting(file: &CaseFile, checker: &mut Checker) {
    let reads = |asked: fn(&dyn Definition) -> bool| {
        file.methods.iter().any(|at| asked(at.value.definition()))
    };
    if let Some(first) = file.categories.first()
        && !reads(|method| method.answer() == AnswerKind::Categories)
    {
        checker.warning_help(
            &first.value.id.span,
            both(
                "the categories have no effect: no method of this case sorts",
                "de categorieën hebben geen effect: geen enkele methode van dit dossier deelt in",
            ),
            both(
                "name one that does, as in [method.electre-tri-b], or leave them out",
                "noem er een die dat doet, zoals in [method.electre-tri-b], of laat ze weg",
            ),
        );
    }
    if let Some(first) = file.examples.first()
        && !reads(|method| method.reads_examples())
    {
        checker.warning_help(
            &first.span,
            both(
                "the examples have no effect: no method of this case learns from them",
                "de voorbeelden hebben geen effect: geen enkele methode van dit dossier leert eruit",
            ),
            both(
                "name one that does, as in [method.utadis], or leave them out",
                "noem er een die dat doet, zoals in [method.utadis], of laat ze weg",
            ),
        );
    }
}

/// A node has no figures and stands in no table of results.
fn node(criterion: &CriterionFile, checker: &mut Checker) {
    let given = [("unit", &criterion.unit), ("source", &criterion.source)];
    for (name, text) in given {
        if let Some(text) = text {
            let message = both(
                format!(
                    "`{name}` has no effect on `{}`, which is a node: other criteria name it",
                    criterion.id.value
                ),
                format!(
                    "`{name:#}` heeft geen effect op `{:#}`, want dat is een knoop: andere criteria noemen het",
                    criterion.id.value
                ),
            );
            checker.warning_help(
                &text.span,
                message,
                both(
                    format!("give the criteria below it their `{name}`"),
                    format!("geef de criteria eronder hun `{name:#}`"),
                ),
            );
        }
    }
}

/// Thresholds that the preference function does not look at, or that no method knows.
fn thresholds(criterion: &CriterionFile, read: &BTreeSet<&str>, checker: &mut Checker) {
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
        .filter(|(name, x)| x.is_some() && !used.contains(name) && !read.contains(name))
        .map(|(name, _)| *name)
        .collect();
    if idle.is_empty() {
        return;
    }
    let (list, has) = (idle.join("`, `"), if idle.len() == 1 { "has" } else { "have" });
    let id = &criterion.id.value;
    let (why, help) = match given.function {
        _ if idle == ["veto"] => (
            both(
                "no method of this case reads a veto",
                "geen enkele methode van dit dossier leest een veto",
            ),
            both(
                "leave it out, or name a method that does, as in [method.electre-tri-b]",
                "laat het weg, of noem een methode die dat doet, zoals in [method.electre-tri-b]",
            ),
        ),
        None => (
            both("these thresholds name no function", "deze drempels noemen geen functie"),
            both(
                "name one, as in function = \"v-shape-indifference\"; the PROMETHEE methods use it",
                "noem er een, zoals in function = \"v-shape-indifference\"; de PROMETHEE-methodes gebruiken ze",
            ),
        ),
        Some(function) => {
            let uses = match used {
                [] => both("no threshold", "geen drempel"),
                used => both(
                    format!("`{}`", used.join("` and `")),
                    format!("`{}`", used.join("` en `")),
                ),
            };
            (
                both(
                    format!("the function `{}` uses {uses}", function.name()),
                    format!("de functie `{:#}` gebruikt {uses:#}", function.name()),
                ),
                both(
                    "leave them out, or choose another function",
                    "laat ze weg, of kies een andere functie",
                ),
            )
        }
    };
    checker.warning_help(
        span,
        both(
            format!("`{list}` {has} no effect on `{id}`: {why}"),
            format!("zonder effect op `{id}`: `{list}`; {why:#}"),
        ),
        help,
    );
}
