//! `[pathway]`: its periods, and what holds of paths.

pub(crate) mod checked;
mod rules;
pub(crate) mod years;

use crate::case::check::checked_portfolio::Selector;
use crate::case::check::checker::Checker;
use crate::case::check::portfolio;
use crate::case::file::parse::CaseFile;
use crate::case::file::pathway::{PathwayFile, StartFile};
use crate::case::file::selector::SelectorFile;
use crate::case::file::shape::At;
use crate::error::both;
use crate::problem::Readiness;
use checked::CheckedPathway;
use rules::Known;

/// The pathway of a file, if it has one.
pub(crate) fn check(
    file: &CaseFile,
    names: &portfolio::Known,
    checker: &mut Checker,
) -> Option<CheckedPathway> {
    let at = file.pathway.as_ref()?;
    let pathway = &at.value;
    let periods = years::periods(at, checker);
    let (discount, until) = years::horizon(pathway, &periods, checker);
    let known = Known { names, file, periods: &periods };
    let (limits, limit_periods) = rules::limits(pathway, &known, checker);
    let none = pathway.head.none.as_ref().map(|none| {
        if !none.value.value.is_finite() {
            let message = both(
                format!("what none is worth is a finite number, not {}", none.value.value),
                format!("wat `none` waard is, is een eindig getal, niet {:#}", none.value.value),
            );
            checker.error_help(
                &none.value.span,
                message,
                both("write none = { value = 0.0 }", "schrijf none = { value = 0.0 }"),
            );
        }
        none.value.value
    });
    Some(CheckedPathway {
        one_per: one_per(pathway, names, checker),
        start: start(pathway, &known, checker),
        none,
        discount,
        until,
        transitions: rules::transitions(pathway, &known, checker),
        stays: rules::stays(pathway, &known, checker),
        readiness: readiness(file, pathway, checker),
        capacities: rules::capacities(pathway, &known, checker),
        limits,
        limit_periods,
        periods,
    })
}

/// The keys of which each combination of values has a path.
fn one_per(
    file: &PathwayFile,
    portfolio::Known { keys, rank_within, .. }: &portfolio::Known,
    checker: &mut Checker,
) -> Vec<usize> {
    let Some(names) = &file.head.one_per else { return rank_within.to_vec() };
    let mut out = Vec::new();
    for name in names {
        match keys.iter().position(|key| key.id == name.value) {
            Some(key) if out.contains(&key) => {
                checker.error(
                    &name.span,
                    both(
                        format!("`{}` is there twice", name.value),
                        format!("`{:#}` staat er twee keer", name.value),
                    ),
                );
            }
            Some(key) => out.push(key),
            None => {
                checker.unknown("key", name, keys.iter().map(|key| key.id.as_str()));
                return rank_within.to_vec();
            }
        }
    }
    out.sort_unstable();
    if let Some(first) = names.first().filter(|_| out.len() == keys.len()) {
        checker.error_help(
            &first.span,
            both("all keys are in `one_per`: no path could move from one alternative to another", "alle sleutels staan in `one_per`: geen enkel pad zou van het ene alternatief naar het andere kunnen gaan"),
            both("leave out the key whose values follow each other", "laat de sleutel weg waarvan de waarden elkaar opvolgen"),
        );
        return rank_within.to_vec();
    }
    out
}

/// Where every path stands before the first period; `None`: in no alternative.
fn start(file: &PathwayFile, known: &Known, checker: &mut Checker) -> Option<Selector> {
    let At { value, span } = &file.head.start;
    match value {
        StartFile::Word(word) if word.trim() == "none" => None,
        StartFile::Word(word) => {
            let message = both(
                format!("`{}` is no start", crate::error::shorten(word, 60)),
                format!("`{:#}` is geen begin", crate::error::shorten(word, 60)),
            );
            let help = match known.names.keys {
                [only] => both(
                    format!("write start = {{ {} = \"{}\" }}, or \"none\"", only.id, word.trim()),
                    format!(
                        "schrijf start = {{ {:#} = \"{:#}\" }}, of \"none\"",
                        only.id,
                        word.trim()
                    ),
                ),
                _ => both(
                    "name values of keys, as in start = { scenario = \"S0\" }, or write \"none\"",
                    "noem waarden van sleutels, zoals in start = { scenario = \"S0\" }, of schrijf \"none\"",
                ),
            };
            checker.error_help(span, message, help);
            None
        }
        StartFile::Values(values) if *values == SelectorFile::default() => {
            let help = both(
                "name values of keys, as in start = { scenario = \"S0\" }, or write \"none\"",
                "noem waarden van sleutels, zoals in start = { scenario = \"S0\" }, of schrijf \"none\"",
            );
            checker.error_help(
                span,
                both("`start` names no alternative", "`start` noemt geen alternatief"),
                help,
            );
            None
        }
        StartFile::Values(values) => {
            let at = At { value: values.clone(), span: span.clone() };
            Some(known.selector(&at, checker))
        }
    }
}

/// The facts that hold from a year on. One that nothing asks for is a warning.
fn readiness(file: &CaseFile, pathway: &PathwayFile, checker: &mut Checker) -> Vec<Readiness> {
    checker.unique("fact", pathway.readiness.iter().map(|at| &at.value.fact));
    let ids = || file.facts.iter().map(|at| at.value.id.value.trim());
    let asked_by_requirements =
        file.requirements.iter().filter_map(|at| at.value.needs.value.fact.as_ref());
    let asked_by_moves = pathway.transitions.iter().filter_map(|at| at.value.needs.as_ref());
    let asked: Vec<&str> =
        asked_by_requirements.chain(asked_by_moves).map(|at| at.value.trim()).collect();
    let mut out = Vec::new();
    for At { value: it, .. } in &pathway.readiness {
        let id = it.fact.value.trim();
        if !ids().any(|known| known == id) {
            if ids().next().is_none() && !checker.lost.contains(&it.fact.value) {
                let message = both(
                    format!("unknown fact `{}`", crate::error::shorten(id, 60)),
                    format!("er is geen feit `{:#}`", crate::error::shorten(id, 60)),
                );
                let help = both(
                    format!("add it: [[facts]] with id = \"{id}\" and holds = \"no\""),
                    format!("voeg het toe: [[facts]] met id = \"{id:#}\" en holds = \"no\""),
                );
                checker.error_help(&it.fact.span, message, help);
            } else {
                checker.unknown("fact", &it.fact, ids());
            }
        } else if !asked.contains(&id) {
            let message = both(
                format!(
                    "from when `{id}` holds has no effect: no requirement and no transition asks for it"
                ),
                format!(
                    "vanaf wanneer `{id:#}` geldt, heeft geen effect: geen vereiste en geen overgang vraagt ernaar"
                ),
            );
            let help = both(
                format!(
                    "write needs = \"{id}\" in a transition, or [[requirements]] with needs = {{ fact = \"{id}\" }}"
                ),
                format!(
                    "schrijf needs = \"{id:#}\" in een overgang, of [[requirements]] met needs = {{ fact = \"{id:#}\" }}"
                ),
            );
            checker.warning_help(&it.fact.span, message, help);
        }
        out.push(Readiness {
            fact: id.to_owned(),
            from: years::ready_from(&it.from, checker),
            reason: years::text(&it.reason),
            source: it.source.clone(),
        });
    }
    out
}
