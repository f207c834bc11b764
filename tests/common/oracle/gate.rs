//! The requirements that exclude an alternative.

use super::criteria::Scale;
use super::tables::Tables;
use super::{cell, concerns, list, number, text};
use toml::Table;

#[derive(PartialEq)]
enum Met {
    Yes,
    No,
    Unknown,
}

/// The ids of the requirements that exclude an alternative.
pub fn excluded_by(
    file: &Table,
    keys: &[String],
    tables: &Tables,
    alternative: &[String],
) -> Vec<String> {
    let mut out = Vec::new();
    for one in list(file, "requirements") {
        if !concerns(one.get("when"), keys, alternative) {
            continue;
        }
        let excludes = one.get("effect").is_none_or(|effect| text(effect) == "exclude");
        let unknown_excludes = one.get("unknown").is_some_and(|does| text(does) == "exclude");
        let fails = match met(file, tables, &one["needs"], alternative) {
            Met::Yes => false,
            Met::No => true,
            Met::Unknown => unknown_excludes,
        };
        if fails && excludes {
            out.push(text(&one["id"]));
        }
    }
    out
}

fn met(file: &Table, tables: &Tables, needs: &toml::Value, alternative: &[String]) -> Met {
    if let Some(fact) = needs.get("fact") {
        let fact = list(file, "facts").iter().find(|one| one["id"] == *fact).expect("a fact");
        return match fact["holds"].as_str() {
            Some("yes") => Met::Yes,
            Some("no") => Met::No,
            _ => Met::Unknown,
        };
    }
    // A criterion is read as its table has it: the cases shift no figure that a requirement tests.
    let name = needs.get("attribute").or(needs.get("criterion")).expect("what is tested");
    let criteria = super::criteria::read(file);
    let scale = criteria
        .into_iter()
        .find(|one| needs.get("criterion").is_some() && one.id == text(name))
        .map_or(Scale::Observed, |one| one.scale);
    let limit = |figure: &toml::Value| match figure.as_str() {
        Some(level) => scale.figure(level),
        None => number(figure),
    };
    let says = tables.find(&text(name), alternative).map(|(_, says)| says);
    let Some(says) = says.filter(|says| !Tables::is_unknown(says)) else {
        return Met::Unknown;
    };
    if let Some(wanted) = needs.get("equals") {
        return if text(wanted) == says.trim() { Met::Yes } else { Met::No };
    }
    let figure = cell::Figure::read(says, &scale);
    let (all, some) = match (needs.get("at_least"), needs.get("at_most")) {
        (Some(least), None) => (figure.low >= limit(least), figure.high >= limit(least)),
        (None, Some(most)) => (figure.high <= limit(most), figure.low <= limit(most)),
        _ => panic!("the oracle reads `at_least` or `at_most`: {needs}"),
    };
    match (all, some) {
        (true, _) => Met::Yes,
        (false, true) => Met::Unknown,
        (false, false) => Met::No,
    }
}
