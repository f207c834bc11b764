//! Which files of tallies belong together, and what is wrong with the others.

use super::record::{Origin, Tallies};
use super::segments::MOST;
use crate::error::{Error, Finding, Findings, Place, Result, Said, both};
use std::collections::BTreeMap;

/// So many missing parts are named, and the others are counted.
const NAMED: usize = 5;

/// All parts of one run.
pub(super) struct Together {
    /// The name of the file that the others are like.
    pub(super) model: String,
    /// What it comes from.
    pub(super) origin: Origin,
    /// From the first part to the last.
    pub(super) parts: Vec<Tallies>,
}

/// The parts of one run, of the names and bytes of their files.
///
/// # Errors
/// [`Error::Findings`] with all that is wrong.
pub(super) fn together(files: Vec<(String, Vec<u8>)>) -> Result<Together> {
    let mut wrong = Vec::new();
    let mut found: Vec<(String, Tallies)> = Vec::new();
    let again = both(
        "leave it out, or run the command of this part again",
        "laat het weg, of voer de opdracht van dit deel opnieuw uit",
    );
    for (name, bytes) in files {
        match Tallies::from_bytes(&bytes).and_then(complete) {
            Ok(tallies) => found.push((name, tallies)),
            Err(why) => wrong.push(of_file(&name, why, again.clone())),
        }
    }
    let Some(model) = most_like(&found) else {
        return Err(Error::Findings(Findings(wrong)));
    };
    let (model, origin) = (found[model].0.clone(), found[model].1.clone());
    let parts = origin.origin.share.map_or(0, |share| share.parts());
    let mut by_part: BTreeMap<u64, (String, Tallies)> = BTreeMap::new();
    let apart = both("leave it out", "laat het weg");
    for (name, tallies) in found {
        let others = both(model.as_str(), model.as_str());
        let foreign = difference(&tallies.origin, &origin.origin, &others)
            .or_else(|| other_runs(&tallies, &origin, &others));
        if let Some(why) = foreign {
            wrong.push(of_file(&name, why, apart.clone()));
            continue;
        }
        let part = tallies.origin.share.map_or(0, |share| share.part());
        match by_part.get(&part) {
            Some((first, _)) => {
                let why = both(
                    format!("it holds part {part}, and so does {first}"),
                    format!("het bevat deel {part:#}, en dat doet {first:#} ook"),
                );
                wrong.push(of_file(&name, why, apart.clone()));
            }
            None => drop(by_part.insert(part, (name, tallies))),
        }
    }
    let missing: Vec<u64> = (1..=parts).filter(|part| !by_part.contains_key(part)).collect();
    if !missing.is_empty() {
        wrong.push(of_file(
            &model,
            not_there(&missing, parts),
            both(
                format!("run its command with --shard {}/{parts}", missing[0]),
                format!("voer de opdracht ervan uit met --shard {:#}/{parts:#}", missing[0]),
            ),
        ));
    }
    if !wrong.is_empty() {
        return Err(Error::Findings(Findings(wrong)));
    }
    let parts = by_part.into_values().map(|(_, tallies)| tallies).collect();
    Ok(Together { model, origin: origin.origin, parts })
}

/// That a file whose bytes are whole does not hold what this program wrote.
pub(super) fn damaged(name: &str) -> Error {
    let help = both("make it again", "maak het opnieuw");
    Error::Findings(Findings(vec![of_file(name, other_counts(), help)]))
}

pub(super) fn other_counts() -> Said {
    both(
        "it does not hold the counts of this run",
        "het bevat niet de tellingen van deze uitvoering",
    )
}

/// What is wrong with a file of tallies, and what helps.
pub(super) fn of_file(name: &str, message: Said, help: Said) -> Finding {
    Finding { help: Some(help), ..Finding::error(Place::File(name.to_owned()), message) }
}

/// The tallies, if they are all of a part.
fn complete(tallies: Tallies) -> std::result::Result<Tallies, Said> {
    let Some(share) = tallies.origin.share else {
        return Err(both(
            "it is a checkpoint of a whole run, and no part of one",
            "het is een tussenstand van een volledige uitvoering, en geen deel ervan",
        ));
    };
    // Who made the file may have written any number, and the missing parts are counted up to it.
    if share.parts() > MOST {
        let parts = share.parts();
        return Err(both(
            format!("it says that it is one of {parts} parts, and no run has more than {MOST}"),
            format!(
                "het zegt een van {parts:#} delen te zijn, en geen uitvoering heeft er meer dan {MOST:#}"
            ),
        ));
    }
    if tallies.runs.iter().any(|run| !run.fits(Some(share))) {
        return Err(other_counts());
    }
    match tallies.runs.iter().find(|run| run.next < share.of(run.segments).end) {
        None => Ok(tallies),
        Some(run) => {
            let own = share.of(run.segments);
            let (done, all) = (run.next.saturating_sub(own.start), own.end - own.start);
            Err(both(
                format!("it is a checkpoint: {done} of {all} segments of its part are counted"),
                format!(
                    "het is een tussenstand: {done:#} van {all:#} segmenten van het deel zijn geteld"
                ),
            ))
        }
    }
}

/// Which of them is like most of the others; of several the first.
fn most_like(found: &[(String, Tallies)]) -> Option<usize> {
    let parts = |tallies: &Tallies| tallies.origin.share.map(|share| share.parts());
    let like = |a: &Tallies, b: &Tallies| {
        let (a_parts, b_parts) = (parts(a), parts(b));
        a_parts == b_parts
            && Origin { share: None, ..a.origin.clone() }
                == Origin { share: None, ..b.origin.clone() }
    };
    let count = |at: usize| found.iter().filter(|other| like(&found[at].1, &other.1)).count();
    (0..found.len()).rev().max_by_key(|at| count(*at))
}

/// Why tallies with one origin do not belong to those with another, which `other` names; `None` if
/// they do, whatever their parts.
pub(super) fn difference(own: &Origin, model: &Origin, other: &Said) -> Option<Said> {
    let typed = |origin: &Origin| format!("afweging {}", origin.command.join(" "));
    let parts = |origin: &Origin| origin.share.map(|share| share.parts());
    if own.version != model.version {
        let (a, b) = (&own.version, &model.version);
        return Some(both(
            format!("it was made by version {a} of the program, and {other} by {b}"),
            format!("het is gemaakt door versie {a} van het programma, en {other:#} door {b}"),
        ));
    }
    if own.command != model.command {
        let (a, b) = (typed(own), typed(model));
        return Some(both(
            format!("it belongs to another run: `{a}`, and {other} is `{b}`"),
            format!("het hoort bij een andere uitvoering: `{a}`, en {other:#} is `{b}`"),
        ));
    }
    if parts(own) != parts(model) {
        let said = |parts: Option<u64>| match parts {
            Some(n) => both(format!("one of {n} parts"), format!("een van {n:#} delen")),
            None => both("a whole run", "een volledige uitvoering"),
        };
        let (a, b) = (said(parts(own)), said(parts(model)));
        return Some(both(
            format!("it is {a}, and {other} is {b}"),
            format!("het is {a:#}, en {other:#} is {b:#}"),
        ));
    }
    if model.files.is_empty() {
        return None;
    }
    let file = own.files.iter().find(|file| !model.files.contains(file));
    let file = file.or_else(|| model.files.iter().find(|file| !own.files.contains(file)));
    file.map(|(name, _)| {
        both(
            format!("it was made from another `{name}` than {other}"),
            format!("het is gemaakt van een andere `{name}` dan {other:#}"),
        )
    })
}

/// Why tallies of the same command are of other draws.
fn other_runs(own: &Tallies, model: &Tallies, other: &Said) -> Option<Said> {
    let runs = |tallies: &Tallies| {
        tallies.runs.iter().map(|run| (run.draws, run.segments)).collect::<Vec<_>>()
    };
    (runs(own) != runs(model)).then(|| {
        both(
            format!("it counts other draws than {other}"),
            format!("het telt andere trekkingen dan {other:#}"),
        )
    })
}

/// That parts are missing.
fn not_there(missing: &[u64], parts: u64) -> Said {
    // One more is named rather than counted as one other.
    let named = if missing.len() <= NAMED + 1 { missing.len() } else { NAMED };
    let names: Vec<String> = missing[..named].iter().map(u64::to_string).collect();
    let names = match missing.len() - named {
        0 => both(names.join(", "), names.join(", ")),
        others => both(
            format!("{} and {others} others", names.join(", ")),
            format!("{:#} en {others:#} andere", names.join(", ")),
        ),
    };
    match missing.len() {
        1 => both(
            format!("part {names} of {parts} is missing"),
            format!("deel {names:#} van {parts:#} ontbreekt"),
        ),
        _ => both(
            format!("parts {names} of {parts} are missing"),
            format!("delen {names:#} van {parts:#} ontbreken"),
        ),
    }
}
