//! Requirements: who competes, who is excluded and who is flagged.

use super::dialect::literal;
use super::plan::{Plan, PlannedGate};
use super::query::Query;
use super::query::{column, select};
use crate::case::{Asks, Figure, GateTest, Holds, PolicyFile};

/// The stage after which it is known who competes.
pub(super) const JUDGED: &str = "judged";

/// Add the stages; the last one is [`JUDGED`].
pub(super) fn add(plan: &Plan, query: &mut Query, from: &str) {
    let mut from = from;
    if !plan.gates.is_empty() {
        let columns: Vec<_> = plan
            .gates
            .iter()
            .map(|gate| {
                let reason = gate.own.reason.get(plan.language);
                column(met(plan, gate), gate.name.clone())
                    .said(format!("{}. {reason}", gate.own.id).trim().to_owned())
            })
            .collect();
        let comment = plan.say(
            "Requirements: met, not met, or NULL where that is not known.",
            "Eisen: voldaan, niet voldaan, of NULL waar dat niet bekend is.",
        );
        query.add(
            &[comment.to_owned()],
            "tested",
            &select(Some("p.*"), &columns, &format!("FROM {from} AS p"), "  "),
        );
        from = "tested";
    }
    let mut fails: Vec<String> = plan.gates.iter().filter_map(excludes).collect();
    fails.extend(reference(plan));
    let competes = match &fails[..] {
        [] => "TRUE".to_owned(),
        _ => format!("NOT ({})", fails.join(" OR ")),
    };
    let mut columns = vec![column(competes, "competes")];
    for (name, of) in
        [("excluded_by", excludes as fn(&PlannedGate) -> Option<String>), ("flagged_by", flags)]
    {
        columns.push(column(ids(plan, of), name));
    }
    let comment = plan.say(
        "Who competes; the requirements that exclude or flag an alternative.",
        "Wie wordt gerangschikt; de eisen die een alternatief uitsluiten of een aandachtspunt geven.",
    );
    query.add(
        &[comment.to_owned()],
        JUDGED,
        &select(Some("p.*"), &columns, &format!("FROM {from} AS p"), "  "),
    );
}

/// The condition that a row is there for reference.
fn reference(plan: &Plan) -> Option<String> {
    let of = |key: &super::plan::PlannedKey| {
        let values: Vec<String> =
            key.references.iter().map(|id| plan.dialect.text_inside(id)).collect();
        (!values.is_empty())
            .then(|| format!("{} IN ({})", key.as_text(plan.dialect), values.join(", ")))
    };
    let parts: Vec<String> = plan.keys.iter().filter_map(of).collect();
    (!parts.is_empty()).then(|| parts.join(" OR "))
}

/// Whether a requirement is met: true, false, or NULL where that is not known.
fn met(plan: &Plan, gate: &PlannedGate) -> String {
    let test = match &gate.stated.asks {
        Asks::Fact(id) => {
            let fact = plan.case.facts.iter().find(|fact| fact.id == *id);
            match fact.map(|fact| fact.holds) {
                Some(Holds::Yes) => "TRUE".to_owned(),
                Some(Holds::No) => "FALSE".to_owned(),
                _ => "CAST(NULL AS BOOLEAN)".to_owned(),
            }
        }
        Asks::Leaf(leaf, test) => {
            let leaf = &plan.leaves[*leaf];
            let (low, high) = leaf.ends();
            let of = figure(test, &low, &high);
            format!("CASE WHEN {} THEN {of} END", leaf.name("known"))
        }
        Asks::Attribute(_, test) => {
            let header = gate.own.tests.map_or("", |at| plan.problem.names[at].as_str());
            match plan.attribute(header) {
                Some(attribute) if attribute.is_text => text(plan, test, &attribute.name),
                Some(attribute) => figure(test, &attribute.name, &attribute.name),
                None => "CAST(NULL AS BOOLEAN)".to_owned(),
            }
        }
    };
    let mut whens = Vec::new();
    whens.extend(reference(plan).map(|of| format!("WHEN {of} THEN TRUE")));
    whens.extend(plan.condition(gate.when).map(|of| format!("WHEN NOT ({of}) THEN TRUE")));
    match whens.is_empty() {
        true => test,
        false => {
            format!("CASE\n  {}\n  ELSE {}\nEND", whens.join("\n  "), test.replace('\n', "\n  "))
        }
    }
}

/// A test of a figure between two ends; NULL where they stand on both sides.
fn figure(test: &GateTest, low: &str, high: &str) -> String {
    let crisp = low == high;
    match test {
        GateTest::AtLeast(limit) if crisp => format!("{low} >= {}", literal(*limit)),
        GateTest::AtMost(limit) if crisp => format!("{low} <= {}", literal(*limit)),
        GateTest::AtLeast(limit) => {
            let limit = literal(*limit);
            format!("CASE WHEN {low} >= {limit} THEN TRUE WHEN {high} < {limit} THEN FALSE END")
        }
        GateTest::AtMost(limit) => {
            let limit = literal(*limit);
            format!("CASE WHEN {high} <= {limit} THEN TRUE WHEN {low} > {limit} THEN FALSE END")
        }
        GateTest::OneOf(_) => {
            let numbers: Vec<String> =
                test.numbers().into_iter().filter(|x| x.is_finite()).map(literal).collect();
            if numbers.is_empty() {
                return format!("CASE WHEN {low} IS NOT NULL THEN FALSE END");
            }
            if crisp {
                return format!("{low} IN ({})", numbers.join(", "));
            }
            let hits: Vec<String> =
                numbers.iter().map(|x| format!("{x} BETWEEN {low} AND {high}")).collect();
            let hit = hits.join(" OR ");
            format!("CASE WHEN NOT ({hit}) THEN FALSE WHEN {low} = {high} THEN TRUE END")
        }
    }
}

/// A test of a text: none is above or below a limit.
fn text(plan: &Plan, test: &GateTest, name: &str) -> String {
    let GateTest::OneOf(figures) = test else { return "CAST(NULL AS BOOLEAN)".to_owned() };
    let texts: Vec<String> = figures
        .iter()
        .map(|figure| match figure {
            Figure::Text(text) => plan.dialect.text_inside(text),
            Figure::Number(number) => plan.dialect.text_inside(&crate::problem::number(*number)),
        })
        .collect();
    format!("{name} IN ({})", texts.join(", "))
}

/// The condition that a requirement excludes; `None` if it never does.
fn excludes(gate: &PlannedGate) -> Option<String> {
    if !gate.own.excludes {
        return None;
    }
    Some(match gate.stated.unknown {
        PolicyFile::Exclude => format!("NOT COALESCE({}, FALSE)", gate.name),
        PolicyFile::Flag | PolicyFile::Pass => format!("NOT COALESCE({}, TRUE)", gate.name),
    })
}

/// The condition that a requirement flags; `None` if it never does.
fn flags(gate: &PlannedGate) -> Option<String> {
    match (gate.own.excludes, gate.stated.unknown) {
        (true, PolicyFile::Flag) => Some(format!("{} IS NULL", gate.name)),
        (true, PolicyFile::Pass | PolicyFile::Exclude) => None,
        (false, PolicyFile::Pass) => Some(format!("NOT COALESCE({}, TRUE)", gate.name)),
        (false, PolicyFile::Flag | PolicyFile::Exclude) => {
            Some(format!("NOT COALESCE({}, FALSE)", gate.name))
        }
    }
}

/// The ids of the requirements for which a condition holds, with `;` between them.
fn ids(plan: &Plan, of: fn(&PlannedGate) -> Option<String>) -> String {
    let dialect = plan.dialect;
    let part = |gate: &PlannedGate| {
        let condition = of(gate)?;
        let id = dialect.text_inside(&format!(";{}", gate.own.id));
        Some(format!("CASE WHEN {condition} THEN {id} ELSE '' END"))
    };
    let parts: Vec<String> = plan.gates.iter().filter_map(part).collect();
    match &parts[..] {
        [] => dialect.as_text("NULL"),
        _ => format!("NULLIF(SUBSTR(\n  {},\n  2), '')", parts.join("\n  || ")),
    }
}
