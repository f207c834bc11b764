//! Facts and requirements.

use super::figures::Figures;
use crate::case::{Asks, Case, GateTest, Holds, PolicyFile};
use crate::problem::{Language, Problem, Quantity, Requirement};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The inputs that requirements look at.
pub(super) fn inputs(case: &Case) -> impl Iterator<Item = usize> + '_ {
    // Through the eyes of an actor who competes is settled.
    let gates = case.gates.iter().filter(|_| case.seen_by.is_none());
    gates.flat_map(|gate| match &gate.asks {
        Asks::Attribute(inputs, _) => inputs.iter().flatten().copied().collect(),
        Asks::Fact(_) | Asks::Leaf(..) => Vec::new(),
    })
}

pub(super) fn facts(case: &Case) -> Vec<Value> {
    let fact = |fact: &crate::case::StatedFact| {
        let holds = match fact.holds {
            Holds::Yes => "yes",
            Holds::No => "no",
            Holds::Unknown => "unknown",
        };
        json!({ "id": fact.id, "label": fact.id, "holds": holds, "source": fact.source })
    };
    case.facts.iter().map(fact).collect()
}

/// The requirements. Where the page cannot test figures again, `settled` has what came of it.
pub(super) fn requirements(
    case: &Case,
    problem: &Problem,
    figures: &Figures,
    has_figures: bool,
    language: Language,
) -> Vec<Value> {
    let requirement = |(at, own): (usize, &Requirement)| {
        let gate = case.gates.get(at);
        let reason = own.reason.get(language);
        let mut out = json!({
            "id": own.id,
            "label": if reason.is_empty() { own.id.as_str() } else { reason },
            "reason": reason,
            "source": own.source,
            "fact": null,
            "leaf": null,
            "inputs": null,
            "test": null,
            "settled": null,
            "unknown": match gate.map(|gate| gate.unknown) {
                Some(PolicyFile::Exclude) => "exclude",
                Some(PolicyFile::Pass) => "pass",
                Some(PolicyFile::Flag) | None => "flag",
            },
            "excludes": own.excludes,
            "concerns": own.concerns,
        });
        match gate.map(|gate| &gate.asks) {
            Some(Asks::Fact(id)) => out["fact"] = json!(id),
            Some(Asks::Leaf(leaf, tested)) if case.seen_by.is_none() && has_figures => {
                out["leaf"] = json!(leaf);
                out["test"] = test(tested, BTreeSet::new());
            }
            Some(Asks::Attribute(inputs, tested)) if case.seen_by.is_none() && has_figures => {
                let place = |input: &Option<usize>| input.map(|input| figures.place[&input]);
                out["inputs"] = json!(inputs.iter().map(place).collect::<Vec<Option<usize>>>());
                out["test"] = test(tested, texts(problem, inputs));
            }
            _ => out["settled"] = settled(problem, at, own),
        }
        out
    };
    problem.requirements.iter().enumerate().map(requirement).collect()
}

/// What came of a requirement for each alternative that it concerns: whether it is met, and null
/// where that is not known.
fn settled(problem: &Problem, at: usize, requirement: &Requirement) -> Value {
    let of = |alternative: &usize| {
        let own = &problem.alternatives[*alternative];
        let fails = own.excluded_by.contains(&at) || own.flagged_by.contains(&at);
        match (fails, own.may_meet.contains(&at)) {
            (false, _) => Some(true),
            (true, true) => None,
            (true, false) => Some(false),
        }
    };
    json!(requirement.concerns.iter().map(of).collect::<Vec<Option<bool>>>())
}

/// The texts that these inputs are, or can be.
fn texts(problem: &Problem, inputs: &[Option<usize>]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for input in inputs.iter().flatten() {
        match &problem.inputs.one(*input).quantity {
            Quantity::Text(text) => out.extend([text.clone()]),
            other => out.extend(other.texts().into_iter().flatten().cloned()),
        }
    }
    out
}

/// What is tested; of texts only those that an alternative has or can have are told.
fn test(test: &GateTest, mut texts: BTreeSet<String>) -> Value {
    texts.retain(|text| test.takes(text));
    match test {
        GateTest::AtLeast(limit) => json!({ "is": "at_least", "limit": limit }),
        GateTest::AtMost(limit) => json!({ "is": "at_most", "limit": limit }),
        GateTest::OneOf(_) => json!({ "is": "one_of", "numbers": test.numbers(), "texts": texts }),
    }
}
