//! Limits that no choice keeps, alternatives that rules never let in, and names that name nothing:
//! sooner slips of the pen than what the decider means.

use super::MOST_NAMED;
use super::selected::Belongs;
use crate::case::build::builder::Builder;
use crate::case::check::checked_portfolio::{
    BoundSide, CheckedMeasure, CheckedPortfolio, Selector,
};
use crate::case::file::figure::Figure;
use crate::case::file::what_if::WhatIf;
use crate::error::{Finding, Place, Said, both, nearest, shorten};
use crate::problem::{Alternative, Limit, LimitPart, Measure, PortfolioModel, Quantity, number};
use crate::tolerance::SUM_ROUNDING;
use std::collections::BTreeSet;
use std::ops::Range;

impl Builder<'_> {
    /// Warn of selectors that name nothing, and of limits that no choice keeps.
    pub(super) fn warn_of_limits(
        &mut self,
        checked: &CheckedPortfolio,
        model: &PortfolioModel,
        alternatives: &[Alternative],
        what_if: &WhatIf,
    ) {
        // Of a selection of alternatives nobody wrote that there must be some.
        if what_if.filter.is_empty() {
            for (at, limit) in checked.limits.iter().enumerate() {
                if let CheckedMeasure::Count(selector) = &limit.measure {
                    let is_ban = model.limits[at].bound.at_most == Some(0.0);
                    self.warn_of_nothing(selector, is_ban, model);
                }
            }
            for selector in checked.rules.iter().flat_map(|rule| rule.says.selectors()) {
                self.warn_of_nothing(selector, false, model);
            }
        }
        for (checked, limit) in checked.limits.iter().zip(&model.limits) {
            if !limit.is_applied() {
                continue;
            }
            let id = &limit.id;
            for given in &checked.bounds {
                let key = given.side.key(limit.split);
                let bound = match given.side {
                    BoundSide::AtMost => limit.bound.at_most,
                    BoundSide::AtLeast => limit.bound.at_least,
                    BoundSide::ShareAtMost => limit.bound.share_at_most,
                };
                let Some(bound) = bound else {
                    let message = both(
                        format!(
                            "nobody gave `{key}` of `{id}`, so only its other bound is applied"
                        ),
                        format!(
                            "niemand gaf `{key:#}` van `{id:#}`, dus alleen de andere grens ervan wordt toegepast"
                        ),
                    );
                    let help = both(
                        format!("--limit {id}.{key}=NUMBER gives it"),
                        format!("--limit {id:#}.{key:#}=GETAL geeft die"),
                    );
                    self.warn_at(&given.span, message, help);
                    continue;
                };
                let reach = Reach { model, alternatives, limit };
                let (shown, of) = (number(bound), limit.measure.words());
                match given.side {
                    BoundSide::AtLeast => {
                        let Some((most, part)) = reach.greatest_below(bound) else { continue };
                        let most = number(most);
                        let message = both(
                            format!(
                                "nothing keeps `{id}`: {of}{part} is {most} at most, and at least {shown} is asked"
                            ),
                            format!(
                                "niets houdt zich aan `{id:#}`: {of:#}{part:#} is hoogstens {most:#}, en er wordt minstens {shown:#} gevraagd"
                            ),
                        );
                        let help = both(
                            format!("ask for {most} or less, or switch it off: active = false"),
                            format!(
                                "vraag {most:#} of minder, of schakel de limiet uit: active = false"
                            ),
                        );
                        self.warn_at(&given.span, message, help);
                    }
                    BoundSide::AtMost => {
                        let Some((least, part)) = reach.least_above(bound) else { continue };
                        let least = number(least);
                        let message = both(
                            format!(
                                "nothing keeps `{id}`: {of}{part} is {least} at least, and at most {shown} is asked"
                            ),
                            format!(
                                "niets houdt zich aan `{id:#}`: {of:#}{part:#} is minstens {least:#}, en er wordt hoogstens {shown:#} gevraagd"
                            ),
                        );
                        let help = both(
                            format!("allow {least} or more, or switch it off: active = false"),
                            format!(
                                "laat {least:#} of meer toe, of schakel de limiet uit: active = false"
                            ),
                        );
                        self.warn_at(&given.span, message, help);
                    }
                    BoundSide::ShareAtMost => {}
                }
            }
        }
    }

    fn warn_at(&mut self, span: &Range<usize>, message: Said, help: impl Into<Said>) {
        let place = Place::Text { source: self.source.clone(), span: span.clone() };
        self.findings.push(Finding::warning(place, message).help(help));
    }

    /// Warn of a selector that names no alternative, and of a text that no alternative has. That
    /// there is nothing of what is banned is as it should be, unless the text is near to another.
    fn warn_of_nothing(&mut self, selector: &Selector, is_ban: bool, model: &PortfolioModel) {
        if let Some((name, values)) = &selector.attribute {
            let is_known =
                |at: &usize| self.attribute_of(&name.value, *at).is_some_and(|it| !it.is_unknown());
            let known: Vec<usize> = (0..self.joined.alternatives.len()).filter(is_known).collect();
            let nobody = |figure: &Figure| {
                let is = |at: &usize| self.is_one_of(&name.value, &[figure], *at) != Belongs::No;
                !known.iter().any(is)
            };
            let some_unknown = known.len() < self.joined.alternatives.len();
            let unmet: Vec<_> = values.iter().filter(|at| nobody(&at.value)).cloned().collect();
            for at in &unmet {
                let wanted = match &at.value {
                    Figure::Text(text) => text.clone(),
                    Figure::Number(x) => number(*x),
                };
                let place = Place::Text { source: self.source.clone(), span: at.span.clone() };
                let whose = if some_unknown { " of which it is known" } else { "" };
                let message = both(
                    format!(
                        "`{}` is `{}` for no alternative{whose}",
                        name.value,
                        shorten(&wanted, 60)
                    ),
                    format!(
                        "`{:#}` is `{:#}` voor geen enkel alternatief{whose:#}",
                        name.value,
                        shorten(&wanted, 60)
                    ),
                );
                let finding = Finding::warning(place, message);
                let texts = self.texts_of(&name.value);
                if is_ban && nearest(&wanted, texts.iter().map(String::as_str)).is_none() {
                    continue;
                }
                self.findings.push(finding.suggest(&wanted, texts.iter().map(String::as_str)));
            }
        }
        // Keys and an attribute that no alternative has together may be a rule for what is to come.
        let named = |at: &usize| self.applies(&selector.when, *at);
        if !model.choices.iter().flat_map(|choice| &choice.alternatives).any(named) {
            let message = both(
                "this names no alternative that can be chosen",
                "dit noemt geen alternatief dat kan worden gekozen",
            );
            let help = both(
                "name some that are neither for reference nor stand for none",
                "noem er enkele die niet ter referentie dienen en niet voor niets staan",
            );
            self.warn_at(&selector.span, message, help);
        }
    }

    /// The texts of an attribute, each once.
    fn texts_of(&self, name: &str) -> BTreeSet<String> {
        let place = self.attribute_place(name);
        let inputs = self.joined.inputs.listed().map(|(_, input)| input);
        let of_name = inputs.filter(|input| Some(input.name) == place);
        let text = |input: &crate::problem::Input| match &input.quantity {
            Quantity::Text(text) => Some(text.clone()),
            _ => None,
        };
        of_name.filter_map(text).collect()
    }
}

/// What a limit can add up to, whatever is chosen. Alternatives that requirements exclude, and those
/// with an unknown figure, are not chosen.
struct Reach<'a> {
    model: &'a PortfolioModel,
    alternatives: &'a [Alternative],
    limit: &'a Limit,
}

impl Reach<'_> {
    /// The least figure, and the greatest, that an alternative is sure to have; `None` where it
    /// cannot be chosen, or its range leaves something out.
    fn figure(&self, alternative: usize) -> Option<(f64, f64)> {
        if !self.alternatives[alternative].excluded_by.is_empty() {
            return None;
        }
        match &self.limit.measure {
            Measure::Count => Some((1.0, 1.0)),
            Measure::Sum { amounts, .. } | Measure::JointShare { amounts, .. } => {
                let amount = &amounts[alternative];
                let is_sure = !amount.is_unbounded() && self.limit.chance.is_none();
                is_sure.then_some((amount.spread.low, amount.spread.high))
            }
        }
    }

    /// Choice by choice, the greatest of some figure of an alternative in a part, and at least 0,
    /// because none may be chosen.
    fn greatest<'p>(
        &'p self,
        part: &'p LimitPart,
        of: impl Fn((f64, f64)) -> f64 + 'p,
    ) -> impl Iterator<Item = f64> + 'p {
        self.model.choices.iter().map(move |choice| {
            let members = choice.alternatives.iter();
            let members = members.filter(|at| part.alternatives.binary_search(at).is_ok());
            members.filter_map(|at| self.figure(*at)).map(&of).fold(0.0, f64::max)
        })
    }

    /// The most that some part can reach, with its name, if that is below a bound.
    fn greatest_below(&self, bound: f64) -> Option<(f64, Said)> {
        if self.limit.chance.is_some() {
            return None;
        }
        let most = |part: &LimitPart| match self.limit.measure {
            Measure::JointShare { .. } => {
                1.0 - self.greatest(part, |(low, _)| low).map(|x| 1.0 - x).product::<f64>()
            }
            Measure::Sum { .. } | Measure::Count => self.greatest(part, |(low, _)| low).sum(),
        };
        let parts = self.limit.parts.iter().map(|part| (most(part), part));
        let (most, part) = parts.min_by(|(a, _), (b, _)| a.total_cmp(b))?;
        let rounding = SUM_ROUNDING * (most.abs() + bound.abs());
        (most < bound - rounding).then(|| (most, named(part)))
    }

    /// The least that some part can come to, with its name, if that is above a bound: only where
    /// figures lie below 0 is it anything but 0.
    fn least_above(&self, bound: f64) -> Option<(f64, Said)> {
        if self.limit.chance.is_some() {
            return None;
        }
        let least = |part: &LimitPart| match self.limit.measure {
            Measure::JointShare { .. } | Measure::Count => 0.0,
            Measure::Sum { .. } => -self.greatest(part, |(_, high)| -high).sum::<f64>(),
        };
        let parts = self.limit.parts.iter().map(|part| (least(part), part));
        let (least, part) = parts.max_by(|(a, _), (b, _)| a.total_cmp(b))?;
        let rounding = SUM_ROUNDING * (least.abs() + bound.abs());
        (least > bound + rounding).then(|| (least, named(part)))
    }
}

/// The name of a part, in a sentence.
fn named(part: &LimitPart) -> Said {
    part.name
        .as_ref()
        .map(|name| both(format!(" of {name}"), format!(" van {name:#}")))
        .unwrap_or_default()
}

/// Alternatives by name, but for those that are too many.
pub(super) fn listed(names: &[String]) -> Said {
    match names.len().checked_sub(MOST_NAMED) {
        None | Some(0) => names.join(", ").into(),
        Some(more) => both(
            format!("{} and {more} more", names[..MOST_NAMED].join(", ")),
            format!("{:#} en nog {more:#}", names[..MOST_NAMED].join(", ")),
        ),
    }
}
