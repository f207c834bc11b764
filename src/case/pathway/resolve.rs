//! Which alternatives `[pathway]` speaks of, once the tables are read.

use super::circles;
use crate::case::check::checked::Checked;
use crate::case::check::pathway::checked::{CheckedPathway, Selector};
use crate::case::file::shape::Holds;
use crate::error::{Finding, Findings, Place, Source};
use crate::problem::{
    Capacity, Key, KeyValues, MoveNeeds, PathChoice, Readiness, Stay, Transition,
};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// More alternatives than these are not named.
const MOST_NAMED: usize = 6;

/// What names are looked up in.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    pub(super) checked: &'a Checked,
    pub(super) source: &'a Arc<Source>,
    pub(super) keys: &'a [Key],
    pub(super) alternatives: &'a [KeyValues],
    /// Whether a what-if left alternatives out: then nobody wrote what no longer names any.
    pub(super) filtered: bool,
}

/// What a pathway says of alternatives, by their places.
pub(super) struct Resolved {
    pub(super) choices: Vec<PathChoice>,
    pub(super) transitions: Vec<Transition>,
    pub(super) stays: Vec<Stay>,
    pub(super) capacities: Vec<Capacity>,
}

impl Names<'_> {
    pub(super) fn place(&self, span: &Range<usize>) -> Place {
        Place::Text { source: self.source.clone(), span: span.clone() }
    }

    /// The values of an alternative as a reader knows it.
    pub(super) fn name(&self, alternative: usize) -> String {
        let values = self.alternatives[alternative].iter().zip(self.keys);
        values.map(|(value, key)| &*key.values[*value].id).collect::<Vec<_>>().join("/")
    }

    fn is_reference(&self, alternative: usize) -> bool {
        let values = self.alternatives[alternative].iter().zip(self.keys);
        values.into_iter().any(|(value, key)| key.values[*value].reference)
    }

    /// The alternatives that a selector names, in order. A value that no table has, and a selector
    /// that names nothing, are findings.
    fn select(&self, selector: &Selector, findings: &mut Findings) -> Vec<usize> {
        let mut known = true;
        // Values of a closed list were looked up before.
        let open = selector.when.iter().filter(|(key, _)| !self.checked.closed[*key]);
        for (key, values) in open {
            let key = &self.keys[*key];
            for value in values {
                if !key.values.iter().any(|it| *it.id == *value.value) {
                    known = false;
                    let message = format!("no table has the {} `{}`", key.id, value.value);
                    let ids = key.values.iter().map(|it| &*it.id);
                    let finding = Finding::error(self.place(&value.span), message);
                    findings.push(finding.suggest(&value.value, ids));
                }
            }
        }
        let has = |alternative: &usize| {
            let values = &self.alternatives[*alternative];
            selector.when.iter().all(|(key, wanted)| {
                wanted.iter().any(|id| *self.keys[*key].values[values[*key]].id == *id.value)
            })
        };
        let out: Vec<usize> = (0..self.alternatives.len()).filter(has).collect();
        if out.is_empty() && known && !self.filtered {
            let message = "no alternative has these values";
            let help = "name values that some alternative has together";
            findings.push(Finding::error(self.place(&selector.span), message).help(help));
        }
        out
    }
}

/// What a pathway says of these alternatives. Names that mean nothing are findings, and so are
/// conditions of transitions that wait for each other.
pub(super) fn resolve(
    pathway: &CheckedPathway,
    readiness: &[Readiness],
    names: Names,
    findings: &mut Findings,
) -> Resolved {
    let transitions = transitions(pathway, readiness, names, findings);
    let choices = choices(pathway, names, findings);
    let stays = stays(pathway, names, findings);
    let capacities = capacities(pathway, names, findings);
    if !names.filtered && !findings.has_errors() {
        circles::find(pathway, &choices, &transitions, names, findings);
    }
    Resolved { choices, transitions, stays, capacities }
}

/// The choices, each with where its path starts and where it can go.
fn choices(pathway: &CheckedPathway, names: Names, findings: &mut Findings) -> Vec<PathChoice> {
    let mut by_values: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
    for (alternative, values) in names.alternatives.iter().enumerate() {
        let of = pathway.one_per.iter().map(|key| values[*key]).collect();
        by_values.entry(of).or_default().push(alternative);
    }
    let starts = pathway.start.as_ref().map(|start| (start, names.select(start, findings)));
    let mut out = Vec::new();
    let mut without_start: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
    for (values, members) in by_values {
        let mut alternatives: Vec<usize> =
            members.iter().copied().filter(|it| !names.is_reference(*it)).collect();
        if alternatives.is_empty() {
            continue;
        }
        let start = match &starts {
            None => None,
            Some((selector, all)) => {
                let found: Vec<usize> =
                    members.iter().copied().filter(|it| all.contains(it)).collect();
                match &found[..] {
                    [only] => Some(*only),
                    _ => {
                        without_start.push((values, found));
                        continue;
                    }
                }
            }
        };
        if let Some(start) = start.filter(|it| !alternatives.contains(it)) {
            alternatives.push(start);
            alternatives.sort_unstable();
        }
        out.push(PathChoice { values, start, alternatives });
    }
    if let Some((selector, all)) = &starts
        && (!all.is_empty() || names.filtered)
    {
        no_single_start(pathway, selector, &without_start, names, findings);
    }
    out
}

/// A choice in a sentence, as in " of VIL"; nothing where there is one.
fn of_choice(pathway: &CheckedPathway, values: &[usize], names: Names) -> String {
    let ids = values.iter().zip(&pathway.one_per);
    let ids: Vec<&str> = ids.map(|(value, key)| &*names.keys[*key].values[*value].id).collect();
    if ids.is_empty() { String::new() } else { format!(" of {}", ids.join("/")) }
}

/// Choices whose path starts nowhere are one error, and so are those where it could start in several
/// alternatives; each of them with the alternatives that have the values of the start.
fn no_single_start(
    pathway: &CheckedPathway,
    selector: &Selector,
    choices: &[(Vec<usize>, Vec<usize>)],
    names: Names,
    findings: &mut Findings,
) {
    let place = || names.place(&selector.span);
    let more = |count: usize| match count {
        0 | 1 => String::new(),
        2 => " (and so with one more choice)".to_owned(),
        many => format!(" (and so with {} more choices)", many - 1),
    };
    let (nowhere, several): (Vec<_>, Vec<_>) =
        choices.iter().partition(|(_, found)| found.is_empty());
    if let Some((values, _)) = nowhere.first() {
        let (of, more) = (of_choice(pathway, values, names), more(nowhere.len()));
        let message = format!("no alternative{of} has these values: its path starts nowhere{more}");
        let help = match names.filtered {
            true => "alternatives are left out with --where: keep the one where the path starts",
            false => {
                "name values that exactly one alternative of each choice has; a list gives several, as in { scenario = [\"S0\", \"S1\"] }"
            }
        };
        findings.push(Finding::error(place(), message).help(help));
    }
    if let Some((values, found)) = several.first() {
        let (of, more) = (of_choice(pathway, values, names), more(several.len()));
        let mut some: Vec<String> =
            found.iter().take(MOST_NAMED).map(|it| names.name(*it)).collect();
        if found.len() > MOST_NAMED {
            some.push(format!("{} more", found.len() - MOST_NAMED));
        }
        let message = format!(
            "{} alternatives{of} have these values: {}{more}",
            found.len(),
            some.join(", ")
        );
        let help = "a path starts in one: give a value for each key in which these differ, or name more keys in `one_per`";
        findings.push(Finding::error(place(), message).help(help));
    }
}

fn transitions(
    pathway: &CheckedPathway,
    readiness: &[Readiness],
    names: Names,
    findings: &mut Findings,
) -> Vec<Transition> {
    let mut out = Vec::new();
    for it in &pathway.transitions {
        let from = it.from.as_ref().map(|from| names.select(from, findings));
        let to = names.select(&it.to, findings);
        if let (Some(from), [only]) = (&from, &to[..])
            && from[..] == [*only]
            && !names.filtered
        {
            let message = format!("`{}` speaks of no move: it goes where it comes from", it.id);
            let help =
                "name another alternative in `to`; [[pathway.stays]] says how long a path may stay";
            findings.push(Finding::warning(names.place(&it.to.span), message).help(help));
        }
        let after = it.after.as_ref().map(|(after, count)| (names.select(after, findings), *count));
        let needs = it.needs.as_ref().map(|(fact, span)| {
            match readiness.iter().position(|ready| ready.fact == *fact) {
                Some(at) => MoveNeeds::Ready(at),
                None => MoveNeeds::Holds(holds(fact, span, it.active, names, findings)),
            }
        });
        out.push(Transition {
            id: it.id.clone(),
            label: it.label.clone(),
            from,
            to,
            allowed: it.allowed,
            after,
            needs,
            cost: it.cost,
            takes: it.takes,
            active: it.active,
            kind: it.kind,
            reason: it.reason.clone(),
            source: it.source.clone(),
        });
    }
    out
}

/// Whether a fact that no period changes holds. Of one that is not known nobody can say that the
/// move may be made.
fn holds(
    fact: &str,
    span: &Range<usize>,
    active: bool,
    names: Names,
    findings: &mut Findings,
) -> bool {
    match names.checked.facts.iter().find(|(id, ..)| id == fact).map(|(_, holds, _)| holds) {
        Some(Holds::Yes) => true,
        Some(Holds::No) | None => false,
        Some(Holds::Unknown) => {
            if active {
                let message = format!("nobody knows whether `{fact}` holds: this move is not made");
                let help = format!(
                    "say in [[pathway.readiness]] from when it holds, or try `--set {fact}=yes`"
                );
                findings.push(Finding::warning(names.place(span), message).help(help));
            }
            false
        }
    }
}

fn stays(pathway: &CheckedPathway, names: Names, findings: &mut Findings) -> Vec<Stay> {
    let mut out: Vec<Stay> = Vec::new();
    for it in &pathway.stays {
        let alternatives = names.select(&it.alternatives, findings);
        out.push(Stay {
            id: it.id.clone(),
            label: it.label.clone(),
            alternatives,
            at_least: it.at_least,
            at_most: it.at_most,
            active: it.active,
            kind: it.kind,
            reason: it.reason.clone(),
            source: it.source.clone(),
        });
    }
    // Whoever stays long enough for one has stayed too long for another that holds there too.
    for (long, said) in out.iter().zip(&pathway.stays).filter(|(it, _)| it.active) {
        let too_long = |short: &&Stay| {
            let within = || long.alternatives.iter().all(|it| short.alternatives.contains(it));
            short.active
                && short.id != long.id
                && short.at_most.is_some_and(|most| most < long.at_least)
                && !long.alternatives.is_empty()
                && within()
        };
        if let Some(short) = out.iter().find(too_long).filter(|_| !names.filtered) {
            let message = format!(
                "`{}` asks for a stay of at least {} periods, and `{}` allows at most {} there",
                long.id,
                long.at_least,
                short.id,
                short.at_most.unwrap_or_default()
            );
            let help = "change one of the two, or let them name other alternatives";
            let place = names.place(&said.alternatives.span);
            findings.push(Finding::error(place, message).help(help));
        }
    }
    out
}

fn capacities(pathway: &CheckedPathway, names: Names, findings: &mut Findings) -> Vec<Capacity> {
    let mut out = Vec::new();
    for it in &pathway.capacities {
        let mut amounts = |selected: Option<&(Selector, f64)>| {
            let mut of = vec![0.0; names.alternatives.len()];
            if let Some((selector, amount)) = selected {
                for alternative in names.select(selector, findings) {
                    of[alternative] = *amount;
                }
            }
            of
        };
        out.push(Capacity {
            id: it.id.clone(),
            label: it.label.clone(),
            builds: amounts(it.built.as_ref()),
            needs: amounts(Some(&it.needed)),
            start: it.start,
            shared: it.shared,
            active: it.active,
            reason: it.reason.clone(),
            source: it.source.clone(),
        });
    }
    out
}
