//! `[portfolio]` as a [`PortfolioModel`] of the alternatives of a problem.

mod amounts;
mod contradictions;
mod limits;
mod never;
mod rules;
pub(super) mod selected;
pub(super) mod what_ifs;

use crate::case::build::builder::Builder;
use crate::case::check::checked::When;
use crate::case::check::checked_portfolio::{CheckedNone, CheckedPortfolio};
use crate::case::file::what_if::WhatIf;
use crate::error::{Error, Finding, Place, Result, Said, Severity, both};
use crate::problem::{Alternative, Cells, Choice, NoneValue, PortfolioModel};
use std::collections::BTreeMap;

/// More alternatives than these are not named.
const MOST_NAMED: usize = 6;

/// What is chosen together, or why that cannot be said under the what-ifs.
pub(crate) type BuiltPortfolio = Result<PortfolioModel, Vec<Finding>>;

impl Builder<'_> {
    /// The model; `None` where the case has none, or a figure that it needs is wrong.
    /// `is_own`: warnings are those of the case, not of an actor who sees it.
    ///
    /// # Errors
    /// [`Error::Argument`] for what-ifs that name no limit or rule, or do not fit it.
    pub(crate) fn portfolio(
        &mut self,
        cells: &Cells,
        alternatives: &[Alternative],
        is_own: bool,
        what_if: &WhatIf,
    ) -> Result<Option<BuiltPortfolio>> {
        let Some(checked) = self.checked.portfolio.clone() else {
            return match what_ifs::first(what_if) {
                Some((argument, typed)) => Err(no_portfolio(argument, &typed)),
                None => Ok(None),
            };
        };
        let switchable = what_ifs::Switchable {
            limits: &checked.limits,
            rules: checked.rules.iter().map(|it| (it.id.value.as_str(), it.active)).collect(),
        };
        let typed = what_ifs::TypedChanges {
            limits: &what_if.limits,
            with: &what_if.with,
            without: &what_if.without,
        };
        let changed = what_ifs::apply(&switchable, &typed)?;
        changed.warnings.into_iter().for_each(|it| self.findings.push(it));
        let before = self.findings.0.len();
        self.portfolio_values(&checked);
        let choices = match self.choices(&checked, alternatives, what_if) {
            Ok(choices) => choices,
            Err(findings) if !what_if.filter.is_empty() => return Ok(Some(Err(findings))),
            Err(findings) => {
                findings.into_iter().for_each(|it| self.findings.push(it));
                Vec::new()
            }
        };
        let choosable: Vec<usize> = {
            let all = choices.iter().flat_map(|choice| choice.alternatives.iter().copied());
            let mut out: Vec<usize> = all.collect();
            out.sort_unstable();
            out
        };
        let times = checked.times.as_ref().map(|of| self.amounts(of, None, cells));
        if let (Some(of), Some(times)) = (&checked.times, &times) {
            self.check_times(of, times);
        }
        let limits = checked.limits.iter().zip(changed.limits);
        let limits = limits.map(|(limit, now)| self.limit(limit, now, &choosable, cells)).collect();
        let rules = checked.rules.iter().zip(changed.rules);
        let rules = rules.map(|(rule, active)| self.rule(rule, active, &choosable)).collect();
        let model = PortfolioModel {
            one_per: checked.one_per.clone(),
            choices,
            worth: checked.worth,
            times,
            times_name: checked.times.as_ref().map(|of| of.name.value.clone()),
            limits,
            rules,
        };
        if self.findings.0[before..].iter().any(|it| it.severity == Severity::Error) {
            return Ok(None);
        }
        if is_own {
            self.warn_of_limits(&checked, &model, alternatives, what_if);
            if what_if.filter.is_empty() {
                self.warn_of_rules(&checked, &model);
            }
        }
        Ok(Some(Ok(model)))
    }

    /// Values that selectors name of keys whose domain the data gave.
    fn portfolio_values(&mut self, checked: &CheckedPortfolio) {
        for (key, value) in
            checked.whens().flatten().flat_map(|(key, values)| values.iter().map(|it| (*key, it)))
        {
            let known = &self.joined.keys[key];
            let is_known = known.values.iter().any(|known| *known.id == *value.value);
            if self.checked.closed[key] || is_known {
                continue;
            }
            let place = Place::Text { source: self.source.clone(), span: value.span.clone() };
            let message = both(
                format!("no table has the {} `{}`", known.id, value.value),
                format!("geen tabel heeft `{1:#}` ({0:#})", known.id, value.value),
            );
            let ids = known.values.iter().map(|value| &*value.id);
            self.findings.push(Finding::error(place, message).suggest(&value.value, ids));
        }
    }

    /// The choices, each with what it is worth to choose none of it; or why some choice has no
    /// alternative that stands for none, or several.
    fn choices(
        &self,
        checked: &CheckedPortfolio,
        alternatives: &[Alternative],
        what_if: &WhatIf,
    ) -> Result<Vec<Choice>, Vec<Finding>> {
        let mut by_values: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
        for (index, values) in self.joined.alternatives.iter().enumerate() {
            let values = checked.one_per.iter().map(|key| values[*key]).collect();
            by_values.entry(values).or_default().push(index);
        }
        let (mut out, mut wrong) = (Vec::new(), Vec::new());
        for (values, members) in by_values {
            let of_choice = |at: &usize| !alternatives[*at].reference;
            let none = match &checked.none {
                CheckedNone::Value(value) => NoneValue::Value(*value),
                CheckedNone::Alternative(when, _) => {
                    let found: Vec<usize> =
                        members.iter().copied().filter(|at| self.applies(when, *at)).collect();
                    match found[..] {
                        [only] => NoneValue::Alternative(only),
                        _ => {
                            wrong.push((values, found));
                            continue;
                        }
                    }
                }
            };
            let is_none = |at: &usize| none == NoneValue::Alternative(*at);
            let members: Vec<usize> =
                members.into_iter().filter(|at| of_choice(at) && !is_none(at)).collect();
            if !members.is_empty() {
                out.push(Choice { values, alternatives: members, none });
            }
        }
        match &checked.none {
            CheckedNone::Alternative(when, span) if !wrong.is_empty() => {
                let place = Place::Text { source: self.source.clone(), span: span.clone() };
                let finding = |(values, found): &(Vec<usize>, Vec<usize>)| {
                    self.wrong_none(checked, when, place.clone(), values, found, what_if)
                };
                Err(wrong.iter().take(MOST_NAMED).map(finding).collect())
            }
            _ => Ok(out),
        }
    }

    /// That a choice has no alternative that stands for none, or several.
    fn wrong_none(
        &self,
        checked: &CheckedPortfolio,
        when: &When,
        place: Place,
        values: &[usize],
        found: &[usize],
        what_if: &WhatIf,
    ) -> Finding {
        let ids: Vec<&str> = (checked.one_per.iter().zip(values))
            .map(|(key, value)| &*self.joined.keys[*key].values[*value].id)
            .collect();
        let of = if ids.is_empty() {
            Said::default()
        } else {
            both(format!(" of {}", ids.join("/")), format!(" van {:#}", ids.join("/")))
        };
        if !found.is_empty() {
            let named: Vec<String> =
                found.iter().take(MOST_NAMED).map(|at| self.full_name(*at)).collect();
            let (count, named) = (found.len(), named.join(", "));
            let message = both(
                format!("{count} alternatives{of} could stand for none: {named}"),
                format!("{count:#} alternatieven{of:#} kunnen voor niets staan: {named:#}"),
            );
            let help = both(
                "give `none` a value for each key in which these differ",
                "geef `none` een waarde voor elke sleutel waarin deze verschillen",
            );
            return Finding::error(place, message).help(help);
        }
        let named: Vec<String> = when
            .iter()
            .flat_map(|(_, values)| values.iter().map(|at| format!("`{}`", at.value)))
            .collect();
        let named = named.join(", ");
        if !what_if.filter.is_empty() {
            let message = both(
                format!("this selection{of} is without the alternative that stands for none"),
                format!("deze selectie{of:#} bevat het alternatief niet dat voor niets staat"),
            );
            return Finding::error(place, message)
                .help(both(format!("select {named} as well"), format!("selecteer ook {named:#}")));
        }
        let message = both(
            format!("no alternative{of} stands for none: {named} is not among them"),
            format!("geen alternatief{of:#} staat voor niets: {named:#} is er niet bij"),
        );
        let help = both(
            "name values that exactly one alternative of each choice has, or write none = { value = 0.0 }",
            "noem waarden die precies één alternatief van elke keuze heeft, of schrijf none = { value = 0.0 }",
        );
        Finding::error(place, message).help(help)
    }

    /// The name of an alternative over all keys.
    pub(super) fn full_name(&self, alternative: usize) -> String {
        let values = &self.joined.alternatives[alternative];
        let ids = self.joined.keys.iter().zip(values);
        ids.map(|(key, value)| &*key.values[*value].id).collect::<Vec<_>>().join("/")
    }
}

/// Why a what-if of a portfolio cannot be.
fn no_portfolio(argument: &'static str, typed: &str) -> Error {
    let message = both(
        "this case has no [portfolio], so it has neither limits nor rules",
        "dit dossier heeft geen [portfolio], dus geen limieten of regels",
    );
    // The names of arguments are literals where errors are made.
    match argument {
        "limit" => Error::argument("limit", typed, message),
        "with" => Error::argument("with", typed, message),
        _ => Error::argument("without", typed, message),
    }
}
