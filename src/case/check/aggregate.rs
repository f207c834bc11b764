//! How nodes aggregate, and what becomes of missing figures, checked.

use crate::case::check::checker::Checker;
use crate::case::file::shape::*;
use crate::error::both;
use crate::problem::tree::Tree;
use crate::problem::{Aggregate, Interaction, Missing, NodeRule, OrderWeights};

/// What the file says of nodes and of the top goes to the tree, whose branches are there.
pub(crate) fn check(
    head: &Head,
    criteria: &[At<CriterionFile>],
    tree: &mut Tree,
    checker: &mut Checker,
) {
    let of_nodes = criteria
        .iter()
        .enumerate()
        .filter(|(at, _)| tree.branches[*at].leaf.is_none())
        .map(|(at, file)| (Some(at), &file.value.aggregate, &file.value.missing));
    let all: Vec<_> = of_nodes.chain([(None, &head.aggregate, &head.missing)]).collect();
    // Derived weights are not known yet: what the weights must allow is then looked at where they
    // are (a capacity is made monotone; see `method::value::aggregate::choquet`).
    for (node, aggregate, missing) in all {
        let rule = NodeRule {
            aggregate: aggregate
                .as_ref()
                .and_then(|at| check_aggregate(at, node, tree, checker))
                .unwrap_or_default(),
            missing: missing.as_ref().and_then(|at| check_missing(at, checker)),
        };
        if rule != NodeRule::default() {
            tree.rules.insert(node, rule);
        }
    }
}

fn check_missing(at: &At<String>, checker: &mut Checker) -> Option<Missing> {
    let missing = Missing::named(&at.value);
    if missing.is_none() {
        checker.unknown("treatment of missing figures", at, Missing::NAMES);
    }
    missing
}

/// What a table may say beside its name, and whether it does.
fn given(table: &AggregateTable) -> [(&'static str, Option<std::ops::Range<usize>>); 5] {
    let AggregateTable { name: _, p, floor, order_weights, alpha, interactions } = table;
    [
        ("p", p.as_ref().map(|at| at.span.clone())),
        ("floor", floor.as_ref().map(|at| at.span.clone())),
        ("order_weights", order_weights.as_ref().map(|at| at.span.clone())),
        ("alpha", alpha.as_ref().map(|at| at.span.clone())),
        ("interactions", interactions.as_ref().map(|at| at.span.clone())),
    ]
}

/// What belongs to each name.
fn takes(name: &str) -> &'static [&'static str] {
    match name {
        "geometric" | "harmonic" => &["floor"],
        "power" => &["p", "floor"],
        "owa" => &["order_weights", "alpha"],
        "choquet" => &["interactions"],
        _ => &[],
    }
}

fn check_aggregate(
    at: &At<AggregateFile>,
    node: Option<usize>,
    tree: &Tree,
    checker: &mut Checker,
) -> Option<Aggregate> {
    let bare = AggregateTable {
        name: At { value: String::new(), span: at.span.clone() },
        p: None,
        floor: None,
        order_weights: None,
        alpha: None,
        interactions: None,
    };
    let named;
    let table = match &at.value {
        AggregateFile::Table(table) => table,
        AggregateFile::Name(name) => {
            named =
                AggregateTable { name: At { value: name.clone(), span: at.span.clone() }, ..bare };
            &named
        }
    };
    let name = table.name.value.as_str();
    if !Aggregate::NAMES.contains(&name) {
        checker.unknown("aggregate", &table.name, Aggregate::NAMES);
        return None;
    }
    let mut sound = true;
    for (key, span) in given(table) {
        if let Some(span) = span.filter(|_| !takes(name).contains(&key)) {
            checker.error_help(
                &span,
                both(
                    format!("`{name}` takes no `{key}`"),
                    format!("bij `{name:#}` hoort geen `{key:#}`"),
                ),
                both("leave it out", "laat het weg"),
            );
            sound = false;
        }
    }
    let floor = table.floor.as_ref().map(|at| at.value);
    let aggregate = match name {
        "geometric" => Aggregate::Geometric { floor },
        "harmonic" => Aggregate::Harmonic { floor },
        "min" => Aggregate::Min,
        "max" => Aggregate::Max,
        "copeland" => Aggregate::Copeland,
        "power" => match &table.p {
            Some(p) => Aggregate::Power { p: p.value, floor },
            None => {
                return lacks(
                    at,
                    both("`power` needs its power", "`power` heeft een macht nodig"),
                    both(
                        "write { name = \"power\", p = 2 }, with a `p` of your own",
                        "schrijf { name = \"power\", p = 2 }, met een eigen `p`",
                    ),
                    checker,
                );
            }
        },
        "owa" => match (&table.order_weights, &table.alpha) {
            (Some(weights), None) => Aggregate::Owa(OrderWeights::Places(weights.value.clone())),
            (None, Some(alpha)) => Aggregate::Owa(OrderWeights::Quantifier { alpha: alpha.value }),
            _ => {
                return lacks(
                    at,
                    both(
                        "`owa` needs either `order_weights` or `alpha`",
                        "`owa` heeft `order_weights` of `alpha` nodig, een van beide",
                    ),
                    both(
                        "write { name = \"owa\", alpha = 2 } or { name = \"owa\", order_weights = [...] }",
                        "schrijf { name = \"owa\", alpha = 2 } of { name = \"owa\", order_weights = [...] }",
                    ),
                    checker,
                );
            }
        },
        "choquet" => match &table.interactions {
            Some(lines) => {
                let read: Vec<Option<Interaction>> =
                    lines.value.iter().map(|line| interaction(line, node, tree, checker)).collect();
                let interactions = read.into_iter().collect::<Option<Vec<_>>>()?;
                Aggregate::Choquet { interactions }
            }
            None => {
                return lacks(
                    at,
                    both(
                        "`choquet` needs interactions: without any it is `sum`",
                        "`choquet` heeft interacties nodig: zonder interacties is het `sum`",
                    ),
                    both(
                        "write { name = \"choquet\", interactions = [\"a & b = 0.2\"] }",
                        "schrijf { name = \"choquet\", interactions = [\"a & b = 0.2\"] }",
                    ),
                    checker,
                );
            }
        },
        _ => Aggregate::Sum,
    };
    for message in tree.faults_of(node, &aggregate) {
        checker.error(&at.span, message);
        sound = false;
    }
    sound.then_some(aggregate)
}

fn lacks(
    at: &At<AggregateFile>,
    message: crate::error::Said,
    help: crate::error::Said,
    checker: &mut Checker,
) -> Option<Aggregate> {
    checker.error_help(&at.span, message, help);
    None
}

/// `a & b = 0.2`, of two children of the node.
fn interaction(
    line: &At<String>,
    node: Option<usize>,
    tree: &Tree,
    checker: &mut Checker,
) -> Option<Interaction> {
    let Some(read) = Interaction::read(&line.value) else {
        let (en, nl) = (Interaction::ACCEPTED.0, Interaction::ACCEPTED.1);
        checker.error_help(
            &line.span,
            both(
                format!("`{}` is no interaction", crate::error::shorten(&line.value, 60)),
                format!("`{:#}` is geen interactie", crate::error::shorten(&line.value, 60)),
            ),
            both(format!("write {en}"), format!("schrijf {nl}")),
        );
        return None;
    };
    let siblings =
        || tree.branches.iter().filter(|branch| branch.parent == node).map(|branch| &*branch.id);
    for name in &read.between {
        if siblings().all(|id| id != name) {
            let name = At { value: name.clone(), span: line.span.clone() };
            checker.unknown("criterion of the node", &name, siblings());
            return None;
        }
    }
    Some(read)
}
