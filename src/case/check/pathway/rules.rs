//! What holds of paths: moves, stays and capacities.

use super::checked::{CheckedCapacity, CheckedStay, CheckedTransition};
use super::years::text;
use crate::case::check::checked_portfolio::{CheckedLimit, Selector};
use crate::case::check::checker::Checker;
use crate::case::check::portfolio;
use crate::case::file::parse::CaseFile;
use crate::case::file::pathway::{CapacityFile, PathwayFile, StayFile, TransitionFile};
use crate::case::file::selector::SelectorFile;
use crate::case::file::shape::At;
use crate::error::both;
use crate::problem::Period;

/// What the checks of a pathway look names up in.
pub(super) struct Known<'a> {
    pub(super) names: &'a portfolio::Known<'a>,
    pub(super) file: &'a CaseFile,
    /// The periods.
    pub(super) periods: &'a [Period],
}

impl Known<'_> {
    /// The alternatives that a selector names.
    pub(super) fn selector(&self, at: &At<SelectorFile>, checker: &mut Checker) -> Selector {
        let found = portfolio::names::selector(at, false, self.names, checker);
        found.map(|(selector, _)| selector).unwrap_or_else(|| Selector {
            when: Vec::new(),
            attribute: None,
            span: at.span.clone(),
        })
    }
}

/// A number of periods of at least 1, or the default.
fn periods(name: &str, at: Option<&At<i64>>, checker: &mut Checker) -> Option<u32> {
    let at = at?;
    let count = u32::try_from(at.value).ok().filter(|count| *count >= 1);
    if count.is_none() {
        let message = both(
            format!("`{name}` is a number of periods of at least 1, not {}", at.value),
            format!("`{name:#}` is een aantal perioden van minstens 1, niet {:#}", at.value),
        );
        checker.error_help(
            &at.span,
            message,
            both(
                format!("write {name} = 1, or leave it out"),
                format!("schrijf {name:#} = 1, of laat het weg"),
            ),
        );
    }
    count
}

/// A finite number, or 0 with a finding.
fn finite(name: &str, at: &At<f64>, checker: &mut Checker) -> f64 {
    if at.value.is_finite() {
        return at.value;
    }
    let message = both(
        format!("`{name}` is a finite number, not {}", at.value),
        format!("`{name:#}` is een eindig getal, niet {:#}", at.value),
    );
    checker.error_help(
        &at.span,
        message,
        both(
            format!("write {name} = 0.2, or what it is"),
            format!("schrijf {name:#} = 0.2, of wat het is"),
        ),
    );
    0.0
}

/// A finite number of at least 0, or the default.
fn amount(name: &str, at: Option<&At<f64>>, default: f64, checker: &mut Checker) -> f64 {
    let Some(at) = at else { return default };
    if at.value.is_finite() && at.value >= 0.0 {
        return at.value;
    }
    let message = both(
        format!("`{name}` is a finite number of at least 0, not {}", at.value),
        format!("`{name:#}` is een eindig getal van minstens 0, niet {:#}", at.value),
    );
    checker.error_help(
        &at.span,
        message,
        both(
            format!("write {name} = 0, or how much it is"),
            format!("schrijf {name:#} = 0, of hoeveel het is"),
        ),
    );
    default
}

pub(super) fn transitions(
    file: &PathwayFile,
    known: &Known,
    checker: &mut Checker,
) -> Vec<CheckedTransition> {
    checker.unique("transition", file.transitions.iter().map(|at| &at.value.id));
    file.transitions.iter().map(|at| transition(&at.value, known, checker)).collect()
}

fn transition(file: &TransitionFile, known: &Known, checker: &mut Checker) -> CheckedTransition {
    let allowed = file.allowed.as_ref().is_none_or(|at| at.value);
    let after = file.after.as_ref().map(|at| known.selector(at, checker));
    let count = periods("after_periods", file.after_periods.as_ref(), checker).unwrap_or(1);
    if let Some(at) = file.after_periods.as_ref() {
        if after.is_none() {
            let message = both(
                "`after_periods` has no effect: nothing is said of where the path must have stood",
                "`after_periods` heeft geen effect: er is niet gezegd waar het pad gestaan moet hebben",
            );
            checker.warning_help(
                &at.span,
                message,
                both("add `after`, or leave it out", "voeg `after` toe, of laat het weg"),
            );
        } else if !known.periods.is_empty() && count as usize > known.periods.len() {
            let message = both(
                format!(
                    "no path has stood anywhere for {count} periods before a move: there are {}, and the start counts as one",
                    known.periods.len()
                ),
                format!(
                    "geen enkel pad heeft voor een overgang {count:#} perioden ergens gestaan: er zijn er {:#}, en het begin telt als een",
                    known.periods.len()
                ),
            );
            let help = both(
                "write allowed = false if the move is never made, or a smaller number",
                "schrijf allowed = false als de overgang nooit wordt gemaakt, of een kleiner getal",
            );
            checker.error_help(&at.span, message, help);
        }
    }
    let takes = match &file.takes {
        None => 0,
        Some(at) => u32::try_from(at.value).unwrap_or_else(|_| {
            let message = both(
                format!("`takes` is a number of periods of at least 0, not {}", at.value),
                format!("`takes` is een aantal perioden van minstens 0, niet {:#}", at.value),
            );
            checker.error_help(
                &at.span,
                message,
                both("write takes = 0, or leave it out", "schrijf takes = 0, of laat het weg"),
            );
            0
        }),
    };
    if let Some(at) = file.takes.as_ref().filter(|_| !known.periods.is_empty())
        && takes as usize >= known.periods.len()
    {
        let message = both(
            format!(
                "what takes {takes} periods is never there: there are {} periods in all",
                known.periods.len()
            ),
            format!(
                "wat {takes:#} perioden duurt, is er nooit: er zijn in het geheel {:#} perioden",
                known.periods.len()
            ),
        );
        let help = both(
            "write allowed = false if the move is never made, or a smaller number",
            "schrijf allowed = false als de overgang nooit wordt gemaakt, of een kleiner getal",
        );
        checker.error_help(&at.span, message, help);
    }
    let needs = file.needs.as_ref().and_then(|fact| {
        let ids = || known.file.facts.iter().map(|at| at.value.id.value.trim());
        if ids().any(|id| id == fact.value.trim()) {
            return Some((fact.value.trim().to_owned(), fact.span.clone()));
        }
        checker.unknown("fact", fact, ids());
        None
    });
    if !allowed {
        idle(file, checker);
    }
    CheckedTransition {
        id: file.id.value.trim().to_owned(),
        label: text(&file.label),
        from: file.from.as_ref().map(|at| known.selector(at, checker)),
        to: known.selector(&file.to, checker),
        allowed,
        after: after.map(|selector| (selector, count)),
        needs,
        cost: file.cost.as_ref().map_or(0.0, |at| finite("cost", at, checker)),
        takes,
        active: file.active.unwrap_or(true),
        kind: file.kind.map(|kind| kind.kind()),
        reason: text(&file.reason),
        source: file.source.clone(),
    }
}

/// Warn of what is said of a move that is not allowed.
fn idle(file: &TransitionFile, checker: &mut Checker) {
    let said = [
        ("after", file.after.as_ref().map(|at| &at.span)),
        ("needs", file.needs.as_ref().map(|at| &at.span)),
        ("cost", file.cost.as_ref().map(|at| &at.span)),
        ("takes", file.takes.as_ref().map(|at| &at.span)),
    ];
    for (name, span) in said {
        if let Some(span) = span {
            let message = both(
                format!("`{name}` has no effect: this move is not allowed"),
                format!("`{name:#}` heeft geen effect: deze overgang is niet toegelaten"),
            );
            let help = both(
                format!("leave `{name}` out, or leave allowed = false out"),
                format!("laat `{name:#}` weg, of laat allowed = false weg"),
            );
            checker.warning_help(span, message, help);
        }
    }
}

pub(super) fn stays(file: &PathwayFile, known: &Known, checker: &mut Checker) -> Vec<CheckedStay> {
    checker.unique("stay", file.stays.iter().map(|at| &at.value.id));
    file.stays.iter().map(|at| stay(at, known, checker)).collect()
}

fn stay(at: &At<StayFile>, known: &Known, checker: &mut Checker) -> CheckedStay {
    let file = &at.value;
    let at_least = periods("at_least", file.at_least.as_ref(), checker).unwrap_or(1);
    let at_most = periods("at_most", file.at_most.as_ref(), checker);
    match (&file.at_least, &file.at_most) {
        (None, None) => {
            let message = both(
                format!("the stay `{}` asks for nothing", file.id.value.trim()),
                format!("het verblijf `{:#}` vraagt niets", file.id.value.trim()),
            );
            checker.error_help(
                &at.span,
                message,
                both("give at_most, at_least or both", "geef at_most, at_least of beide"),
            );
        }
        (_, Some(most)) if at_most.is_some_and(|most| most < at_least) => {
            let message = both(
                format!(
                    "a stay of at least {at_least} periods is longer than one of at most {}",
                    most.value
                ),
                format!(
                    "een verblijf van minstens {at_least:#} perioden is langer dan een van hoogstens {:#}",
                    most.value
                ),
            );
            checker.error_help(
                &most.span,
                message,
                both(
                    "let at_most be no less than at_least",
                    "laat at_most niet kleiner zijn dan at_least",
                ),
            );
        }
        _ => {}
    }
    CheckedStay {
        id: file.id.value.trim().to_owned(),
        label: text(&file.label),
        alternatives: known.selector(&file.alternatives, checker),
        at_least,
        at_most,
        active: file.active.unwrap_or(true),
        kind: file.kind.map(|kind| kind.kind()),
        reason: text(&file.reason),
        source: file.source.clone(),
    }
}

pub(super) fn capacities(
    file: &PathwayFile,
    known: &Known,
    checker: &mut Checker,
) -> Vec<CheckedCapacity> {
    checker.unique("capacity", file.capacities.iter().map(|at| &at.value.id));
    file.capacities.iter().map(|at| capacity(&at.value, known, checker)).collect()
}

fn capacity(file: &CapacityFile, known: &Known, checker: &mut Checker) -> CheckedCapacity {
    let builds = amount("builds", file.builds.as_ref(), 1.0, checker);
    if let (Some(at), None) = (&file.builds, &file.built_by) {
        let message = both(
            "`builds` has no effect: nobody is named who builds",
            "`builds` heeft geen effect: er is niet gezegd wie bouwt",
        );
        checker.warning_help(
            &at.span,
            message,
            both("add `built_by`, or leave it out", "voeg `built_by` toe, of laat het weg"),
        );
    }
    let needs = amount("needs", file.needs.as_ref(), 1.0, checker);
    CheckedCapacity {
        id: file.id.value.trim().to_owned(),
        label: text(&file.label),
        built: file.built_by.as_ref().map(|at| (known.selector(at, checker), builds)),
        needed: (known.selector(&file.needed_by, checker), needs),
        start: amount("start", file.start.as_ref(), 0.0, checker),
        shared: file.shared.unwrap_or(false),
        active: file.active.unwrap_or(true),
        reason: text(&file.reason),
        source: file.source.clone(),
    }
}

/// The limits on what all paths do in a period, each with the periods in which it holds.
pub(super) fn limits(
    file: &PathwayFile,
    known: &Known,
    checker: &mut Checker,
) -> (Vec<CheckedLimit>, Vec<Vec<usize>>) {
    checker.unique("limit", file.limits.iter().map(|it| &it.limit.value.id));
    let (mut limits, mut periods) = (Vec::new(), Vec::new());
    for it in &file.limits {
        if let Some(step) = &it.limit.value.step {
            checker.warning_help(
                &step.span,
                both(
                    "`step` has no effect in [[pathway.limits]]: nothing is loosened there",
                    "`step` heeft geen effect in [[pathway.limits]]: daar wordt niets versoepeld",
                ),
                both("leave it out", "laat het weg"),
            );
        }
        let of = match &it.periods {
            None => (0..known.periods.len()).collect(),
            Some(at) => limit_periods(at, known, checker),
        };
        if let Some(limit) = portfolio::limit::check(&it.limit, known.names, checker) {
            limits.push(limit);
            periods.push(of);
        }
    }
    (limits, periods)
}

/// The periods that a limit names, in their order.
fn limit_periods(at: &At<Vec<At<String>>>, known: &Known, checker: &mut Checker) -> Vec<usize> {
    if at.value.is_empty() {
        let help = both(
            "name one or more, or leave `periods` out: then it holds in all",
            "noem er een of meer, of laat `periods` weg: dan geldt ze in alle",
        );
        checker.error_help(
            &at.span,
            both("this limit holds in no period", "deze limiet geldt in geen enkele periode"),
            help,
        );
    }
    let mut out = Vec::new();
    for name in &at.value {
        let ids = || known.periods.iter().map(|period| period.id.as_str());
        match ids().position(|id| id == name.value.trim()) {
            Some(period) if out.contains(&period) => {
                checker.error(
                    &name.span,
                    both(
                        format!("`{}` is there twice", name.value),
                        format!("`{:#}` staat er twee keer", name.value),
                    ),
                );
            }
            Some(period) => out.push(period),
            None => checker.unknown("period", name, ids()),
        }
    }
    out.sort_unstable();
    out
}
