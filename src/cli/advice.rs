//! What to type instead, where a command line asks for something that is nearly right.

use super::args::{Cli, What};
use super::language::dutch;
use super::more_help::more;
use afweging::Error;
use afweging::case::{Case, Location, WhatIf, builtin_names};
use afweging::error::{Said, both, nearest};
use afweging::study::STUDIES;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, ValueEnum};
use std::path::{Path, is_separator};

/// Alternatives and criteria named in an error; the rest is counted.
const MOST_NAMED: usize = 30;

/// The error in our own words, where a word stands in the place of a command or study and it is
/// plain what was meant.
pub fn on(error: &clap::Error) -> Option<String> {
    if let Some(ContextValue::String(flag)) = error.get(ContextKind::InvalidArg)
        && error.kind() == ErrorKind::UnknownArgument
        && ["--shard", "--checkpoint"].contains(&flag.as_str())
    {
        return Some(unshared(flag));
    }
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else {
        return None;
    };
    let usage = error.get(ContextKind::Usage).map(ToString::to_string).unwrap_or_default();
    let studies = || STUDIES.iter().map(|(name, _)| *name);
    let (what, tip) = if usage.contains(" sensitivity <") {
        if !is_case(word) {
            return None;
        }
        let all: Vec<&str> = studies().collect();
        (
            both("is a case, not a study", "is een dossier, geen analyse"),
            both(
                format!(
                    "the study comes first, as in 'afweging sensitivity sweep {word}'; there are {}",
                    all.join(", ")
                ),
                format!(
                    "de analyse komt eerst, zoals in 'afweging sensitivity sweep {word:#}'; er zijn {:#}",
                    all.join(", ")
                ),
            ),
        )
    } else if Cli::command().find_subcommand(word).is_some() {
        (
            both("is a command: options stand after it", "is een opdracht: opties komen erna"),
            both(
                format!("type 'afweging {word}', then the options"),
                format!("typ 'afweging {word:#}', en daarna de opties"),
            ),
        )
    } else if let Some(instead) = meant(word, &studies().collect::<Vec<_>>()) {
        (
            both("is not a command", "is geen opdracht"),
            both(format!("type {instead}"), format!("typ {instead:#}")),
        )
    } else {
        return None;
    };
    Some(match dutch() {
        true => format!("fout: '{word}' {what:#}\n\n  tip: {tip:#}{}", more()),
        false => format!("error: '{word}' {what}\n\n  tip: {tip}{}", more()),
    })
}

/// That the draws of a command are not shared out or kept, and of which commands they are.
fn unshared(flag: &str) -> String {
    let names =
        "sensitivity acceptability, sensitivity drivers, actors, portfolio, pathway, verify";
    match dutch() {
        true => format!(
            "fout: {flag}: deze opdracht maakt geen trekkingen, of ze houdt elke trekking zelf in het geheugen; ze worden alleen verdeeld en bewaard voor {names}{}",
            more()
        ),
        false => format!(
            "error: {flag}: this command makes no draws, or holds every one of them in memory; they are shared out and kept for {names} only{}",
            more()
        ),
    }
}

/// The error without the tip to pass an option as a value (`-- --set`): no case has such a name, so
/// typing it fails again.
pub fn without_values(mut error: clap::Error) -> clap::Error {
    if let Some(ContextValue::StyledStrs(mut tips)) = error.remove(ContextKind::Suggested) {
        tips.retain(|tip| !tip.to_string().contains(" as a value, use "));
        if !tips.is_empty() {
            error.insert(ContextKind::Suggested, ContextValue::StyledStrs(tips));
        }
    }
    error
}

/// What somebody who typed this word for a command may have meant.
fn meant(word: &str, studies: &[&str]) -> Option<Said> {
    let lists = What::value_variants().iter().filter_map(What::to_possible_value);
    let lists: Vec<String> = lists.map(|value| value.get_name().to_owned()).collect();
    let mut out = Vec::new();
    if studies.contains(&word) {
        out.push(format!("'afweging sensitivity {word}'"));
    }
    if lists.iter().any(|name| name == word) {
        out.push(format!("'afweging list {word}'"));
    }
    if is_case(word) {
        out.push(format!("'afweging evaluate {word}'"));
    }
    if out.is_empty() {
        out.extend(
            nearest(word, studies.iter().copied())
                .map(|study| format!("'afweging sensitivity {study}'")),
        );
    }
    (!out.is_empty()).then(|| both(out.join(" or "), out.join(" of ")))
}

/// Whether a word looks like a case: a criteria file, a table, a folder, or the name of a built-in
/// case.
fn is_case(word: &str) -> bool {
    let table = [".toml", ".csv", ".tsv", ".parquet", ".xlsx"];
    let lower = word.to_lowercase();
    table.iter().any(|extension| lower.ends_with(extension))
        || word.contains(is_separator)
        || builtin_names().contains(&word)
        || Path::new(word).is_dir()
}

/// A wrong weight on the command line, with the ids of this case to write it by, where the case can
/// be read.
pub fn with_ids(error: Error, location: &Location) -> Error {
    // A weight that is only written otherwise than it is read here has its remedy.
    let Error::Argument { argument: "weights", value: Some(value), message, instead: None } =
        &error
    else {
        return error;
    };
    let Ok(case) = Case::open(location, &WhatIf::default()) else { return error };
    let ids: Vec<String> =
        case.problem.tree().branches().iter().map(|branch| branch.id.clone()).collect();
    let form = match &ids[..] {
        [] => Said::default(),
        [one] => both(format!("; write {one}=0.3"), format!("; schrijf {one:#}=0.3")),
        [one, other, ..] => both(
            format!("; write {one}=0.3,{other}=0.7"),
            format!("; schrijf {one:#}=0.3,{other:#}=0.7"),
        ),
    };
    Error::argument(
        "weights",
        value,
        both(
            format!("{message}{form}; the criteria are {}", some(&ids)),
            format!("{message:#}{form:#}; de criteria zijn {:#}", some(&ids)),
        ),
    )
}

/// That `explain` needs a name, and which there are.
pub fn whom(case: &Case) -> Said {
    let problem = &case.problem;
    let names: Vec<String> = (0..problem.alternatives().len())
        .map(|alternative| problem.full_name(alternative))
        .collect();
    let first = names.first().map_or("", String::as_str);
    both(
        format!(
            "--of is missing: which alternative is to be explained? There are {}\n\n  tip: as in '--of {first}'",
            some(&names)
        ),
        format!(
            "--of ontbreekt: welk alternatief moet worden uitgelegd? Er zijn {:#}\n\n  tip: zoals in '--of {first:#}'",
            some(&names)
        ),
    )
}

/// The first of them, and how many more there are.
fn some(names: &[String]) -> Said {
    let shown = names[..names.len().min(MOST_NAMED)].join(", ");
    match names.len().saturating_sub(MOST_NAMED) {
        0 => shown.into(),
        more => both(format!("{shown} and {more} more"), format!("{shown} en nog {more}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[test]
    fn no_tip_to_type_what_fails() {
        let mut tips = 0;
        for words in
            [["check", "x.toml", "--sett"], ["init", "x", "--method"], ["verify", "x.toml", "--of"]]
        {
            let Err(error) = Cli::try_parse_from(std::iter::once("afweging").chain(words)) else {
                panic!("{words:?}")
            };
            tips += usize::from(error.to_string().contains("-- --"));
            let said = without_values(error).to_string();
            assert!(!said.contains("-- --") && said.contains("unexpected argument"), "{said}");
        }
        assert!(tips > 0);
        // A tip that helps stays.
        let Err(error) = Cli::try_parse_from(["afweging", "evaluate", "--wher", "a=b"]) else {
            panic!("no error")
        };
        assert!(without_values(error).to_string().contains("a similar argument exists: '--where'"));
    }
}
