//! What stands behind each figure: leaves, inputs, cells and the curves between them.

use super::texts::label;
use crate::case::Case;
use crate::problem::{Beyond, Curve, Direction, Input, Language, Problem, Quantity, Scale, number};
use crate::value;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A curve as the page has it.
fn curve(curve: &Curve) -> Value {
    let (below, above) = curve.extends();
    let mut out = json!({ "points": curve.points(), "below": below, "above": above });
    if curve.is_logarithmic() {
        out["log"] = json!(true);
    }
    out
}

/// The criteria with data.
pub(super) fn leaves(problem: &Problem, language: Language) -> Vec<Value> {
    let leaf = |(at, leaf): (usize, &crate::problem::Criterion)| {
        let (direction, target) = match leaf.direction {
            Direction::Max => ("max", None),
            Direction::Min => ("min", None),
            Direction::Target(target) => ("target", Some(target)),
        };
        let scale = match &leaf.scale {
            None => Value::Null,
            Some(Scale::Ordinal(levels)) => json!({ "kind": "ordinal", "levels": levels }),
            Some(Scale::Numeric { min, max, beyond }) => {
                let beyond = match beyond {
                    Beyond::Error => "error",
                    Beyond::Clamp => "clamp",
                    Beyond::Extend => "extend",
                };
                json!({ "kind": "numeric", "min": min, "max": max, "beyond": beyond })
            }
        };
        let limits = leaf.scale.as_ref().map(Scale::limits);
        let own = &leaf.thresholds;
        json!({
            "id": leaf.id,
            "label": label(&leaf.label, &leaf.id, language),
            "criterion": problem.tree.branch_of_leaf(at),
            "direction": direction,
            "target": target,
            "unit": leaf.unit,
            "scale": scale,
            "value": value::fixed(leaf).as_ref().map(curve),
            "limits": ends(limits.unwrap_or((f64::NEG_INFINITY, f64::INFINITY))),
            "thresholds": {
                "function": own.function.unwrap_or(crate::problem::PreferenceFunction::Usual).name(),
                "indifference": own.indifference,
                "preference": own.preference,
                "inflection": own.inflection,
            },
        })
    };
    problem.tree.leaves.iter().enumerate().map(leaf).collect()
}

/// Both ends of limits; null where there is none.
fn ends((low, high): (f64, f64)) -> Value {
    let end = |x: f64| x.is_finite().then_some(x);
    json!([end(low), end(high)])
}

/// The cells of a problem, and what they refer to.
pub(super) struct Figures {
    /// By alternative and leaf.
    pub(super) cells: Vec<Vec<Value>>,
    /// The curves of shifts, each once.
    pub(super) curves: Vec<Value>,
    /// By number of the problem: the place of an input in the model.
    pub(super) place: BTreeMap<usize, usize>,
}

impl Figures {
    /// Nothing, for a case that is too large to be recomputed.
    pub(super) fn none(problem: &Problem) -> Figures {
        let cells = problem.alternatives.iter().map(|_| Vec::new()).collect();
        Figures { cells, curves: Vec::new(), place: BTreeMap::new() }
    }

    /// Those of a problem; inputs are numbered anew, without those that nothing rests on. `more`
    /// are inputs that no cell rests on and something else does.
    pub(super) fn of(problem: &Problem, more: impl Iterator<Item = usize>) -> Figures {
        let mut used: BTreeSet<usize> = problem.cells.iter().flat_map(|it| it.inputs()).collect();
        used.extend(more);
        let place: BTreeMap<usize, usize> =
            used.into_iter().enumerate().map(|(place, input)| (input, place)).collect();
        let mut curves: Vec<Value> = Vec::new();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let leaves = &problem.tree.leaves;
        let mut cell = |leaf: usize, cell: &crate::problem::Cell| {
            let mut out = json!({ "input": place[&cell.input] });
            if !cell.shifts.is_empty() {
                let shift = |shift: &crate::problem::Shift| {
                    let own = curve(&shift.curve);
                    let at = *known.entry(own.to_string()).or_insert_with(|| {
                        curves.push(own);
                        curves.len() - 1
                    });
                    json!({ "input": place[&shift.input], "curve": at })
                };
                out["shifts"] = cell.shifts.iter().map(shift).collect();
            }
            let whole = (f64::NEG_INFINITY, f64::INFINITY);
            if cell.limits != leaves[leaf].scale.as_ref().map_or(whole, Scale::limits) {
                out["limits"] = ends(cell.limits);
            }
            out
        };
        let mut row = |alternative: usize| {
            let cells = problem.cells_of(alternative).iter().enumerate();
            cells.map(|(leaf, own)| cell(leaf, own)).collect()
        };
        let cells = (0..problem.alternatives.len()).map(&mut row).collect();
        Figures { cells, curves, place }
    }

    /// The inputs, in the order of their new numbers, without what goes without saying.
    pub(super) fn inputs(&self, case: &Case, problem: &Problem) -> Vec<Value> {
        let mut ids: BTreeMap<String, usize> = BTreeMap::new();
        let mut id = |input: usize| {
            let id = problem.input_id(input);
            let many = ids.entry(id.clone()).or_default();
            *many += 1;
            // Where a setting parted an input from another one, both have its keys.
            if *many == 1 { id } else { format!("{id}~{}", number(*many as f64)) }
        };
        let one = |input: usize| {
            let own = problem.inputs.one(input);
            let is_leaf = own.name < problem.tree.leaves.len();
            let (least, most) = may_be_set_to(problem, &own);
            let text = match &own.quantity {
                Quantity::Text(text) => Some(text),
                _ => None,
            };
            lean(json!({
                "id": id(input),
                "name": (!is_leaf).then(|| problem.names[own.name].clone()),
                "leaf": is_leaf.then_some(own.name),
                "keys": problem.rows[own.row],
                "low": own.spread.low,
                "nominal": own.spread.nominal,
                "high": own.spread.high,
                "known": !own.quantity.is_unknown(),
                "kind": own.record.as_ref().and_then(|record| record.kind).map(|kind| kind.name()),
                "texts": own.quantity.texts(),
                "text": text,
                "least": least,
                "most": most,
                "fixed": fixed(case, problem, &own),
            }))
        };
        self.place.keys().copied().map(one).collect()
    }
}

/// An input without what most inputs have, which `Afweging.whole` fills in again: a single figure is
/// its own range, it is known, and what is null is not there.
fn lean(input: Value) -> Value {
    let nominal = input["nominal"].clone();
    let goes_without_saying = |key: &str, value: &Value| match key {
        "nominal" => false,
        "low" | "high" => *value == nominal,
        "known" => *value == Value::Bool(true),
        _ => value.is_null(),
    };
    match input {
        Value::Object(entries) => Value::Object(
            entries.into_iter().filter(|(key, value)| !goes_without_saying(key, value)).collect(),
        ),
        other => other,
    }
}

/// The ends of what `--set` takes for an input, on the axis of its scale; `None` where it has none.
fn may_be_set_to(problem: &Problem, input: &Input) -> (Option<f64>, Option<f64>) {
    if let Some(texts) = input.quantity.texts() {
        return (Some(0.0), Some(texts.len().saturating_sub(1) as f64));
    }
    let leaf = problem.tree.leaves.get(input.name);
    match leaf.and_then(|leaf| leaf.scale.as_ref()) {
        Some(scale @ Scale::Ordinal(_)) => {
            let (low, high) = scale.ends();
            (Some(low), Some(high))
        }
        Some(Scale::Numeric { min, max, beyond: Beyond::Error }) => (Some(*min), Some(*max)),
        _ => (None, None),
    }
}

/// Why the page may not give an input one figure, under the name by which its words explain that;
/// `None` where it may, and all follows from it as it does in the program.
fn fixed(case: &Case, problem: &Problem, input: &Input) -> Option<&'static str> {
    let is_leaf = input.name < problem.tree.leaves.len();
    match &input.quantity {
        Quantity::Text(_) => return Some("text"),
        // Nothing says what it can be.
        Quantity::Unknown if !is_leaf && input.spread.is_crisp() => return Some("nothing"),
        // What is not known is not shifted: once it is known, adjustments begin to count, and the
        // model does not hold them.
        Quantity::Unknown if is_leaf => {
            let id = &problem.names[input.name];
            if problem.adjustments.iter().any(|it| it.criterion == *id) {
                return Some("adjusted");
            }
        }
        _ => {}
    }
    // Who competes is settled by the figures of the case, and these are an actor's.
    let is_tested = || problem.requirements.iter().any(|it| it.tests == Some(input.name));
    (case.seen_by.is_some() && is_tested()).then_some("actor")
}
