//! `[[preferences]]`: what the decider says of whole alternatives, and what that asks of the weights.
//!
//! A preference is read through the case's value functions, at nominal figures: score(a) - score(b) is linear in the weights, so it becomes a
//! constraint on them like those of `[weights]`. Value functions that are not given (`sensitivity robust --values monotone`) read the
//! preferences themselves.

use super::check::{Checked, Checker};
use super::file::*;
use crate::error::{Finding, Findings, Place, Source};
use crate::method::Method;
use crate::problem::{Key, Preference, Problem, Text, WeightConstraint};
use std::ops::Range;
use std::sync::Arc;

/// A preference whose keys are known.
#[derive(Debug)]
pub struct Stated {
    /// Alternatives and their coefficients.
    terms: Vec<(Alternative, f64)>,
    equal: bool,
    by: f64,
    written: String,
    reason: Text,
    source: Option<String>,
    span: Range<usize>,
}

const FORM: &str = "write better = { ... } and worse = { ... }, or equal = [{ ... }, { ... }]";

/// What a preference says, in names that the case knows; several alternatives that are equally good make several statements.
pub(super) fn check(at: &At<PreferenceFile>, keys: &[Key], closed: &[bool], checker: &mut Checker) -> Vec<Stated> {
    let file = &at.value;
    let names = Names { keys, closed };
    match (&file.better, &file.worse, &file.equal) {
        (Some(better), Some(worse), None) => {
            let (better, worse) = (names.find(better, checker), names.find(worse, checker));
            let difference = file.by_more_than.as_ref().map(|at| names.difference(at, checker));
            let (Some(better), Some(worse)) = (better, worse) else { return Vec::new() };
            if full(&better) == full(&worse) {
                checker.error(&at.span, format!("{} is compared with itself", full(&better)));
                return Vec::new();
            }
            let written = format!("{} better than {}", full(&better), full(&worse));
            let mut said = stated(at, vec![(better, 1.0), (worse, -1.0)], false, written);
            match difference {
                None => {}
                Some(Some(difference)) => {
                    said.written = format!("{} by more than {}", said.written, difference.written);
                    said.by = difference.points;
                    said.terms.extend(difference.terms);
                }
                Some(None) => return Vec::new(),
            }
            vec![said]
        }
        (None, None, Some(equal)) if equal.value.len() >= 2 => {
            if let Some(by) = &file.by_more_than {
                checker.error_help(&by.span, "alternatives that are equally good do not differ", "leave out `by_more_than`");
            }
            let found: Vec<Option<Alternative>> = equal.value.iter().map(|one| names.find(one, checker)).collect();
            let Some(all) = found.into_iter().collect::<Option<Vec<Alternative>>>() else { return Vec::new() };
            // One after the other: a = b and b = c.
            let pair = |pair: &[Alternative]| {
                let written = format!("{} and {} equally good", full(&pair[0]), full(&pair[1]));
                stated(at, vec![(pair[0].clone(), 1.0), (pair[1].clone(), -1.0)], true, written)
            };
            all.windows(2).map(pair).collect()
        }
        (None, None, Some(equal)) => {
            checker.error_help(&equal.span, "`equal` needs two alternatives or more", FORM);
            Vec::new()
        }
        (None, None, None) => {
            checker.error_help(&at.span, "this preference compares nothing", FORM);
            Vec::new()
        }
        _ => {
            checker.error_help(&at.span, "a preference has `better` and `worse`, or `equal` alone", FORM);
            Vec::new()
        }
    }
}

fn stated(at: &At<PreferenceFile>, terms: Vec<(Alternative, f64)>, equal: bool, written: String) -> Stated {
    let (reason, source) = (at.value.reason.clone().unwrap_or_default(), at.value.source.clone());
    Stated { terms, equal, by: 0.0, written, reason, source, span: at.span.clone() }
}

/// A value for every key, in the order of the keys.
type Alternative = Vec<At<String>>;

/// What a difference must exceed.
struct Difference {
    points: f64,
    terms: Vec<(Alternative, f64)>,
    written: String,
}

struct Names<'a> {
    keys: &'a [Key],
    closed: &'a [bool],
}

impl Names<'_> {
    fn find(&self, of: &NamedAlternative, checker: &mut Checker) -> Option<Alternative> {
        let mut sound = true;
        for (name, value) in &of.value.0 {
            let Some(at) = self.keys.iter().position(|key| key.id == name.value) else {
                checker.unknown("key", name, self.keys.iter().map(|key| key.id.as_str()));
                sound = false;
                continue;
            };
            let known = || self.keys[at].values.iter().map(|value| &*value.id);
            if self.closed[at] && !known().any(|known| known == value.value) {
                checker.unknown(&name.value, value, known());
                sound = false;
            }
        }
        let given = |key: &Key| of.value.0.iter().find(|(name, _)| name.value == key.id).map(|(_, value)| value.clone());
        let missing: Vec<&str> = self.keys.iter().filter(|key| given(key).is_none()).map(|key| key.id.as_str()).collect();
        if sound && !missing.is_empty() {
            let message = format!("this names no single alternative: `{}` is missing", missing.join("`, `"));
            checker.error_help(&of.span, message, "give a value for every key");
        }
        self.keys.iter().map(given).collect::<Option<Vec<_>>>().filter(|_| sound)
    }

    fn difference(&self, at: &At<DifferenceFile>, checker: &mut Checker) -> Option<Difference> {
        match &at.value {
            DifferenceFile::Points(points) if (0.0..1.0).contains(points) => {
                Some(Difference { points: *points, terms: Vec::new(), written: points.to_string() })
            }
            DifferenceFile::Points(points) => {
                let help = "scores lie between 0 and 1: write a number from 0 to below 1, as in 0.1";
                checker.error_help(&at.span, format!("two scores cannot be told to differ by more than {points}"), help);
                None
            }
            DifferenceFile::Between(BetweenFile { better, worse }) => {
                let (better, worse) = (self.find(better, checker), self.find(worse, checker));
                let (better, worse) = (better?, worse?);
                let written = format!("{} over {}", full(&better), full(&worse));
                Some(Difference { points: 0.0, terms: vec![(better, -1.0), (worse, 1.0)], written })
            }
        }
    }
}

fn full(alternative: &[At<String>]) -> String {
    alternative.iter().map(|value| value.value.as_str()).collect::<Vec<_>>().join("/")
}

/// The preferences among the problem's alternatives; what one asks of the weights joins the problem's constraints.
pub(super) fn apply(checked: &Checked, filtered: bool, source: &Arc<Source>, problem: &mut Problem, findings: &mut Findings) {
    for said in &checked.preferences {
        let place = Place::Text { source: source.clone(), span: said.span.clone() };
        let mut found = Vec::new();
        for (name, coefficient) in &said.terms {
            match find(problem, name) {
                Ok(alternative) => found.push((alternative, *coefficient)),
                Err(_) if filtered => {
                    let message = format!("left out of this selection: `{}`", said.written);
                    findings.push(Finding::warning(place.clone(), message).label(format!("without {}", full(name))));
                }
                Err(Missing::Value(key, value)) => {
                    let known = &problem.keys[key];
                    let place = Place::Text { source: source.clone(), span: value.span.clone() };
                    let finding = Finding::error(place, format!("no table has the {} `{}`", known.id, value.value));
                    findings.push(finding.suggest(&value.value, known.values.iter().map(|value| &*value.id)));
                }
                Err(Missing::Alternative) => {
                    findings.push(Finding::error(place.clone(), format!("there is no alternative {}", full(name))));
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
                    let message = format!("`{}` is read at nominal figures", said.written);
                    let label = match uncertain {
                        1 => "on one criterion a figure is a range, a distribution or unknown".to_owned(),
                        n => format!("on {n} criteria a figure is a range, a distribution or unknown"),
                    };
                    findings.push(Finding::warning(place.clone(), message).label(label));
                }
                problem.constraints.push(constraint(problem, said, &row));
                problem.preferences.push(Preference {
                    terms: found,
                    equal: said.equal,
                    by: said.by,
                    reason: said.reason.clone(),
                    source: said.source.clone(),
                    written: said.written.clone(),
                });
            }
            Err(reason) => {
                let help = "give every criterion a `scale`, or compare alternatives that compete in one group";
                findings.push(Finding::error(place, reason).help(help));
            }
        }
    }
}

enum Missing<'a> {
    /// A key has no such value.
    Value(usize, &'a At<String>),
    /// No alternative has these values together.
    Alternative,
}

fn find<'a>(problem: &Problem, name: &'a [At<String>]) -> Result<usize, Missing<'a>> {
    let mut values = Vec::new();
    for (key, value) in name.iter().enumerate() {
        let place = problem.keys[key].values.iter().position(|known| *known.id == *value.value);
        values.push(place.ok_or(Missing::Value(key, value))?);
    }
    problem.alternatives.iter().position(|it| it.values.as_slice() == values).ok_or(Missing::Alternative)
}

/// Leaf by leaf: the sum of coefficient times value.
fn differences(problem: &Problem, terms: &[(usize, f64)]) -> Result<Vec<f64>, String> {
    let group_of = |alternative: usize| problem.groups.iter().position(|group| group.members.contains(&alternative));
    let mut row = vec![0.0; problem.tree.leaves.len()];
    let mut seen = None;
    for (alternative, coefficient) in terms {
        let of = group_of(*alternative);
        if *seen.get_or_insert(of) != of && problem.tree.leaves.iter().any(|leaf| leaf.scale.is_none()) {
            return Err("alternatives of different groups have no common value on an observed range".into());
        }
        let prepared = of.map(|group| Method::WeightedSum(Default::default()).prepare(problem, &problem.groups[group]));
        let prepared = match prepared {
            Some(Ok(prepared)) => prepared,
            Some(Err(error)) => return Err(error.to_string()),
            None => return Err("no group holds this alternative".into()),
        };
        let place = prepared.members.iter().position(|member| member == alternative);
        let (Some(place), Some(values)) = (place, &prepared.values) else {
            let name = problem.full_name(*alternative);
            return Err(format!("{name} does not compete, so an observed range gives it no value"));
        };
        row.iter_mut().enumerate().for_each(|(leaf, sum)| *sum += coefficient * values.at(place, leaf));
    }
    // What is equal but for rounding is equal.
    row.iter_mut().filter(|d| d.abs() <= 1e-13).for_each(|d| *d = 0.0);
    Ok(row)
}

/// On how many leaves figures that are not sure do not cancel.
fn uncertain(problem: &Problem, terms: &[(usize, f64)]) -> usize {
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

fn constraint(problem: &Problem, said: &Stated, row: &[f64]) -> WeightConstraint {
    let sign = if said.equal { 1.0 } else { -1.0 };
    let term = |(leaf, d): (usize, &f64)| Some((problem.tree.branch_of_leaf(leaf)?, sign * d));
    WeightConstraint {
        // Where they are alike the weight does not matter; a preference between siblings stays one between siblings.
        terms: row.iter().enumerate().filter(|(_, d)| **d != 0.0).filter_map(term).collect(),
        constant: said.by,
        equality: said.equal,
        written: said.written.clone(),
        preference: true,
    }
}

/// The constraints of the weights with the places of their lines, those of preferences among them.
pub(super) fn located(checked: &Checked, problem: &Problem) -> Vec<(WeightConstraint, Range<usize>)> {
    let mut out = checked.constraints.clone();
    let said = |constraint: &WeightConstraint| checked.preferences.iter().find(|said| said.written == constraint.written);
    let preferences = problem.constraints.iter().filter(|constraint| constraint.preference);
    out.extend(preferences.filter_map(|constraint| Some((constraint.clone(), said(constraint)?.span.clone()))));
    out
}
