//! What preferences between alternatives ask of the weights.

use crate::case::check::checked::{Checked, full};
use crate::case::check::weighting::FROM_WEIGHTING;
use crate::case::file::shape::At;
use crate::error::both;
use crate::error::{Finding, Findings, Place, Source};
use crate::problem::stated::{constraint, differences};
use crate::problem::{Preference, Problem, WeightConstraint};
use std::ops::Range;
use std::sync::Arc;

/// The preferences among the problem's alternatives; what one asks of the weights joins the
/// problem's constraints.
pub(crate) fn apply(
    checked: &Checked,
    filtered: bool,
    source: &Arc<Source>,
    problem: &mut Problem,
    findings: &mut Findings,
) {
    for said in &checked.preferences {
        let place = Place::Text { source: source.clone(), span: said.span.clone() };
        let mut found = Vec::new();
        for (name, coefficient) in &said.terms {
            match find(problem, name) {
                Ok(alternative) => found.push((alternative, *coefficient)),
                Err(_) if filtered => {
                    let message = both(
                        format!("left out of this selection: `{}`", said.written),
                        format!("weggelaten uit deze selectie: `{:#}`", said.written),
                    );
                    findings.push(Finding::warning(place.clone(), message).label(both(
                        format!("without {}", full(name)),
                        format!("zonder {:#}", full(name)),
                    )));
                }
                Err(missing) => {
                    findings.push(missing.finding(problem, source, place.clone(), &full(name)));
                }
            }
        }
        if found.len() < said.terms.len() {
            continue;
        }
        match differences(problem, &found) {
            Ok(row) => {
                let uncertain = uncertain(problem, &found);
                if uncertain > 0 {
                    let message = both(
                        format!("`{}` is read at nominal figures", said.written),
                        format!("`{:#}` wordt gelezen met de nominale cijfers", said.written),
                    );
                    let label = match uncertain {
                        1 => both(
                            "on one criterion a figure is a range, a distribution or unknown",
                            "bij één criterium is een cijfer een bereik, een verdeling of onbekend",
                        ),
                        n => both(
                            format!(
                                "on {n} criteria a figure is a range, a distribution or unknown"
                            ),
                            format!(
                                "bij {n:#} criteria is een cijfer een bereik, een verdeling of onbekend"
                            ),
                        ),
                    };
                    findings.push(Finding::warning(place.clone(), message).label(label));
                }
                let preference = Preference {
                    terms: found,
                    equal: said.equal,
                    by: said.by,
                    reason: said.reason.clone(),
                    source: said.source.clone(),
                    written: said.written.clone(),
                };
                problem.constraints.push(constraint(problem, &preference, &row));
                problem.preferences.push(preference);
            }
            Err(reason) => {
                let help = both(
                    "give every criterion a `scale`, or compare alternatives that compete in one group",
                    "geef elk criterium een `scale`, of vergelijk alternatieven die in één groep wedijveren",
                );
                findings.push(Finding::error(place, reason).help(help));
            }
        }
    }
}

/// Why there is no such alternative.
pub(crate) enum Missing<'a> {
    /// A key has no such value.
    Value(usize, &'a At<String>),
    /// No alternative has these values together.
    Alternative,
}

impl Missing<'_> {
    /// The error that says so, of the alternative `name` that stands at `place`.
    pub(crate) fn finding(
        &self,
        problem: &Problem,
        source: &Arc<Source>,
        place: Place,
        name: &str,
    ) -> Finding {
        let (key, value) = match self {
            Missing::Value(key, value) => (&problem.keys[*key], value),
            Missing::Alternative => {
                return Finding::error(
                    place,
                    both(
                        format!("there is no alternative {name}"),
                        format!("er is geen alternatief {name:#}"),
                    ),
                );
            }
        };
        let place = Place::Text { source: source.clone(), span: value.span.clone() };
        let finding = Finding::error(
            place,
            both(
                format!("no table has the {} `{}`", key.id, value.value),
                format!("geen tabel heeft `{1:#}` ({0:#})", key.id, value.value),
            ),
        );
        finding.suggest(&value.value, key.values.iter().map(|value| &*value.id))
    }
}

pub(crate) fn find<'a>(problem: &Problem, name: &'a [At<String>]) -> Result<usize, Missing<'a>> {
    let mut values = Vec::new();
    for (key, value) in name.iter().enumerate() {
        let place = problem.keys[key].values.iter().position(|known| *known.id == *value.value);
        values.push(place.ok_or(Missing::Value(key, value))?);
    }
    problem
        .alternatives
        .iter()
        .position(|it| it.values.as_slice() == values)
        .ok_or(Missing::Alternative)
}

/// On how many leaves figures that are not sure do not cancel.
pub(crate) fn uncertain(problem: &Problem, terms: &[(usize, f64)]) -> usize {
    let open = |leaf: &usize| {
        terms.iter().any(|(alternative, _)| {
            let cell = problem.cell(*alternative, *leaf);
            let same = |(other, _): &&(usize, f64)| {
                let other = problem.cell(*other, *leaf);
                other.input == cell.input && other.shifts == cell.shifts
            };
            let net: f64 = terms.iter().filter(same).map(|(_, coefficient)| coefficient).sum();
            !cell.spread.is_crisp() && net != 0.0
        })
    };
    (0..problem.tree.leaves.len()).filter(open).count()
}

/// The constraints of the weights with the places of their lines, those of preferences and of
/// judgements among them.
pub(crate) fn located(
    checked: &Checked,
    problem: &Problem,
) -> Vec<(WeightConstraint, Range<usize>)> {
    let mut out = checked.constraints.clone();
    let said = |constraint: &WeightConstraint| {
        checked.preferences.iter().find(|said| said.written == constraint.written)
    };
    let preferences = problem.constraints.iter().filter(|constraint| constraint.preference);
    out.extend(
        preferences
            .filter_map(|constraint| Some((constraint.clone(), said(constraint)?.span.clone()))),
    );
    let first = checked.weightings.first().map(|it| &it.span);
    if let Some(span) = checked.from_weighting.as_ref().or(first) {
        let derived =
            problem.constraints.iter().filter(|it| it.written.starts_with(FROM_WEIGHTING));
        out.extend(derived.map(|constraint| (constraint.clone(), span.clone())));
    }
    out
}
