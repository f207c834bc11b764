//! `[pathway]` as a [`PathwayModel`] of the alternatives of a problem.

mod circles;
mod rules;
mod what_ifs;

use crate::case::build::builder::Builder;
use crate::case::build::portfolio::what_ifs::{Switchable, TypedChanges, apply};
use crate::case::check::checked_portfolio::Selector;
use crate::case::check::pathway::checked::CheckedPathway;
use crate::case::file::what_if::WhatIf;
use crate::error::{Finding, Place, Result, Said, Severity, both};
use crate::problem::{Alternative, Cells, PathChoice, PathwayModel, PeriodLimit};
use std::collections::BTreeMap;
use std::ops::Range;

/// More alternatives than these are not named.
const MOST_NAMED: usize = 6;

/// What is chosen period after period, or why that cannot be said under the what-ifs. It has no
/// problems yet, and its limits add up the figures of one of these.
pub(crate) type BuiltPathway = Result<PathwayModel, Vec<Finding>>;

impl Builder<'_> {
    /// The model; `None` where the case has none, or something of it is wrong. `is_own`: warnings are
    /// those of the case, not of an actor who sees it.
    ///
    /// # Errors
    /// [`Error::Argument`](crate::Error::Argument) for what-ifs that name nothing, or do not fit.
    pub(crate) fn pathway(
        &mut self,
        cells: &Cells,
        alternatives: &[Alternative],
        is_own: bool,
        what_if: &WhatIf,
    ) -> Result<Option<BuiltPathway>> {
        let Some(checked) = self.checked.pathway.clone() else { return Ok(None) };
        let filtered = !what_if.filter.is_empty();
        let readiness = what_ifs::readiness(&checked, self.checked, what_if)?;
        let discount = what_ifs::discount(&checked, what_if)?;
        let moves = checked.transitions.iter().map(|it| (it.id.as_str(), it.active));
        let stays = checked.stays.iter().map(|it| (it.id.as_str(), it.active));
        let capacities = checked.capacities.iter().map(|it| (it.id.as_str(), it.active));
        let switchable = Switchable {
            limits: &checked.limits,
            rules: moves.chain(stays).chain(capacities).collect(),
        };
        let typed = TypedChanges {
            limits: &what_if.pathway.limits,
            with: &what_if.pathway.with,
            without: &what_if.pathway.without,
        };
        let changed = apply(&switchable, &typed)?;
        let before = self.findings.0.len();
        if is_own {
            changed.warnings.into_iter().for_each(|it| self.findings.push(it));
        }
        let mut active = changed.rules.into_iter();
        let mut transitions = self.transitions(&checked, &readiness, filtered);
        transitions.iter_mut().for_each(|it| it.active = active.next().unwrap_or(it.active));
        let mut stays = self.stays(&checked, filtered);
        stays.iter_mut().for_each(|it| it.active = active.next().unwrap_or(it.active));
        let mut capacities = self.capacities(&checked, filtered);
        capacities.iter_mut().for_each(|it| it.active = active.next().unwrap_or(it.active));
        if is_own {
            self.warn_of_unknown_facts(&checked, &transitions);
        }
        let choices = match self.path_choices(&checked, alternatives, filtered) {
            Ok(choices) => choices,
            Err(findings) if filtered => return Ok(Some(Err(findings))),
            Err(findings) => {
                findings.into_iter().for_each(|it| self.findings.push(it));
                Vec::new()
            }
        };
        let mut standing: Vec<usize> =
            choices.iter().flat_map(|choice| choice.alternatives.iter().copied()).collect();
        standing.retain(|it| !alternatives[*it].reference);
        standing.sort_unstable();
        let mut limits = Vec::new();
        for (at, (limit, now)) in checked.limits.iter().zip(changed.limits).enumerate() {
            let limit = self.limit(limit, now, &standing, cells);
            limits.push(PeriodLimit { limit, periods: checked.limit_periods[at].clone() });
        }
        if self.findings.0[before..].iter().any(|it| it.severity == Severity::Error) {
            return Ok(None);
        }
        if !filtered {
            self.contradicting_stays(&checked, &stays);
            self.circles(&checked, &choices, &transitions);
        }
        Ok(Some(Ok(PathwayModel {
            one_per: checked.one_per.clone(),
            choices,
            none: checked.none,
            periods: checked.periods.clone(),
            problems: Vec::new(),
            discount,
            until: checked.until,
            transitions,
            stays,
            readiness,
            needs: Vec::new(),
            capacities,
            limits,
        })))
    }

    fn at(&self, span: &Range<usize>) -> Place {
        Place::Text { source: self.source.clone(), span: span.clone() }
    }

    /// The alternatives that a selector names, in order: first those that it surely names, and then
    /// those that it may name, because nothing is known of an attribute. One that names nothing is
    /// a finding, unless alternatives were left out.
    fn path_selected(&mut self, selector: &Selector, filtered: bool) -> [Vec<usize>; 2] {
        let all: Vec<usize> = (0..self.joined.alternatives.len()).collect();
        let found = self.selected(selector, &all);
        let is_value = |key: usize, id: &str| {
            self.joined.keys[key].values.iter().any(|known| *known.id == *id)
        };
        let mut values =
            selector.when.iter().flat_map(|(key, all)| all.iter().map(|it| (*key, it)));
        // A value that no table has is complained of by itself.
        let known = values.all(|(key, value)| is_value(key, &value.value));
        if found.concat().is_empty() && known && !filtered {
            let message =
                both("no alternative has these values", "geen alternatief heeft deze waarden");
            let help = both(
                "name values that some alternative has together",
                "noem waarden die een alternatief samen heeft",
            );
            let finding = Finding::error(self.at(&selector.span), message).help(help);
            self.findings.push(finding);
        }
        found
    }

    /// The alternatives that a selector names, or may name, in order.
    fn path_named(&mut self, selector: &Selector, filtered: bool) -> Vec<usize> {
        let mut out = self.path_selected(selector, filtered).concat();
        out.sort_unstable();
        out
    }

    /// The choices, each with where its path starts and where it can go; or why some path starts
    /// nowhere, or could start in several alternatives.
    fn path_choices(
        &mut self,
        checked: &CheckedPathway,
        alternatives: &[Alternative],
        filtered: bool,
    ) -> Result<Vec<PathChoice>, Vec<Finding>> {
        let mut by_values: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
        for (index, values) in self.joined.alternatives.iter().enumerate() {
            let values = checked.one_per.iter().map(|key| values[*key]).collect();
            by_values.entry(values).or_default().push(index);
        }
        let starts = checked.start.as_ref().map(|start| {
            let [sure, _] = self.path_selected(start, filtered);
            (start, sure)
        });
        let (mut out, mut wrong) = (Vec::new(), Vec::new());
        for (values, members) in by_values {
            let mut own: Vec<usize> =
                members.iter().copied().filter(|it| !alternatives[*it].reference).collect();
            if own.is_empty() {
                continue;
            }
            let start = match &starts {
                None => None,
                Some((_, all)) => {
                    let found: Vec<usize> =
                        members.iter().copied().filter(|it| all.contains(it)).collect();
                    match found[..] {
                        [only] => Some(only),
                        _ => {
                            wrong.push((values, found));
                            continue;
                        }
                    }
                }
            };
            if let Some(start) = start.filter(|it| !own.contains(it)) {
                own.push(start);
                own.sort_unstable();
            }
            out.push(PathChoice { values, start, alternatives: own });
        }
        match &starts {
            // Where the start names nothing at all that has been said.
            Some((start, all)) if !wrong.is_empty() && (!all.is_empty() || filtered) => {
                Err(self.no_single_start(checked, start, &wrong, filtered))
            }
            _ => Ok(out),
        }
    }

    /// Choices whose path starts nowhere are one error, and so are those where it could start in
    /// several alternatives; each of them with the alternatives that have the values of the start.
    fn no_single_start(
        &self,
        checked: &CheckedPathway,
        start: &Selector,
        choices: &[(Vec<usize>, Vec<usize>)],
        filtered: bool,
    ) -> Vec<Finding> {
        let more = |count: usize| match count {
            0 | 1 => Said::default(),
            2 => both(" (and so with one more choice)", " (en zo bij nog één keuze)"),
            many => both(
                format!(" (and so with {} more choices)", many - 1),
                format!(" (en zo bij nog {:#} keuzes)", many - 1),
            ),
        };
        let of = |values: &[usize]| {
            let ids = checked.one_per.iter().zip(values);
            let ids: Vec<&str> =
                ids.map(|(key, value)| &*self.joined.keys[*key].values[*value].id).collect();
            if ids.is_empty() {
                Said::default()
            } else {
                both(format!(" of {}", ids.join("/")), format!(" van {:#}", ids.join("/")))
            }
        };
        let (nowhere, several): (Vec<_>, Vec<_>) =
            choices.iter().partition(|(_, found)| found.is_empty());
        let mut out = Vec::new();
        if let Some((values, _)) = nowhere.first() {
            let (of, more) = (of(values), more(nowhere.len()));
            let message = both(
                format!("no alternative{of} has these values: its path starts nowhere{more}"),
                format!(
                    "geen alternatief{of:#} heeft deze waarden: zijn pad begint nergens{more:#}"
                ),
            );
            let help = match filtered {
                true => both(
                    "alternatives are left out with --where: keep the one where the path starts",
                    "met --where zijn alternatieven weggelaten: behoud dat waarin het pad begint",
                ),
                false => both(
                    "name values that exactly one alternative of each choice has; a list gives several, as in { scenario = [\"S0\", \"S1\"] }",
                    "noem waarden die precies één alternatief van elke keuze heeft; een lijst geeft er verscheidene, zoals in { scenario = [\"S0\", \"S1\"] }",
                ),
            };
            out.push(Finding::error(self.at(&start.span), message).help(help));
        }
        if let Some((values, found)) = several.first() {
            let (of, more) = (of(values), more(several.len()));
            let mut some: Vec<Said> =
                found.iter().take(MOST_NAMED).map(|it| self.full_name(*it).into()).collect();
            if found.len() > MOST_NAMED {
                some.push(both(
                    format!("{} more", found.len() - MOST_NAMED),
                    format!("nog {:#}", found.len() - MOST_NAMED),
                ));
            }
            let (count, some) = (found.len(), Said::list(&some));
            let message = both(
                format!("{count} alternatives{of} have these values: {some}{more}"),
                format!("{count:#} alternatieven{of:#} hebben deze waarden: {some:#}{more:#}"),
            );
            let help = both(
                "a path starts in one: give a value for each key in which these differ, or name more keys in `one_per`",
                "een pad begint in één alternatief: geef een waarde voor elke sleutel waarin deze verschillen, of noem meer sleutels in `one_per`",
            );
            out.push(Finding::error(self.at(&start.span), message).help(help));
        }
        out
    }
}
