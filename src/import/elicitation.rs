//! A problem file of mcda-elicitation-web, as its schema describes it: criteria with data sources
//! and partial value functions, and a table of effects and distributions.

use super::draft::{Directions, Draft, DraftAlternative, DraftCriterion, no_direction};
use super::effects;
use super::tree::{Document, Node};
use crate::error::{Finding, Findings, both, shorten};
use crate::problem::{Beyond, Direction, Scale, number};

/// What the file says.
pub(super) fn draft(document: &Document, said: &Directions, findings: &mut Findings) -> Draft {
    let root = &document.root;
    let mut draft = Draft {
        title: root.get("title").and_then(Node::as_text).unwrap_or_default().to_owned(),
        question: root.get("description").and_then(Node::as_text).unwrap_or_default().to_owned(),
        ..Draft::default()
    };
    for name in ["criteria", "alternatives", "performanceTable"] {
        if root.get(name).is_none() {
            let message = both(format!("`{name}` is missing"), format!("`{name:#}` ontbreekt"));
            findings.push(Finding::error(document.place(root), message).help(both(
                "a problem file of mcda-elicitation-web has criteria, alternatives and a performanceTable",
                "een probleembestand van mcda-elicitation-web heeft criteria, alternatieven en een performanceTable",
            )));
        }
    }
    let (Some(criteria), Some(alternatives)) = (root.get("criteria"), root.get("alternatives"))
    else {
        return draft;
    };
    for (id, node) in document.entries(alternatives, "alternatives", findings) {
        let label = title(node, id);
        draft.alternatives.push(DraftAlternative {
            id: id.to_owned(),
            label,
            ..DraftAlternative::default()
        });
    }
    let mut sources = Vec::new();
    for (id, node) in document.entries(criteria, "criteria", findings) {
        let (criterion, source) = criterion(document, id, node, said, &mut draft, findings);
        draft.criteria.push(criterion);
        sources.push(source);
    }
    effects::read(document, &sources, &mut draft, findings);
    preferences(document, &mut draft, findings);
    if root.get("valueTree").is_some_and(|tree| !tree.is_empty()) {
        draft.lost.push(both(
            "the value tree: the criteria stand beside each other",
            "de waardeboom: de criteria staan naast elkaar",
        ));
    }
    draft
}

fn title(node: &Node, id: &str) -> String {
    let title = node.get("title").and_then(Node::as_text).unwrap_or_default().trim();
    if title == id { String::new() } else { title.to_owned() }
}

/// A criterion, and the id of its data source.
fn criterion(
    document: &Document,
    id: &str,
    node: &Node,
    said: &Directions,
    draft: &mut Draft,
    findings: &mut Findings,
) -> (DraftCriterion, Option<String>) {
    let mut out = DraftCriterion::new(id, document.place(node));
    out.label = title(node, id);
    let many = node.get("dataSources");
    let items = many.map_or(&[][..], |it| document.items(it, "dataSources", findings));
    if items.len() > 1 {
        let message = both(
            format!(
                "`{id}` has {} data sources, and a criterion here has one figure of each alternative",
                items.len()
            ),
            format!(
                "`{id:#}` heeft {} gegevensbronnen, en een criterium heeft hier één cijfer per alternatief",
                items.len()
            ),
        );
        findings.push(Finding::error(document.place(node), message).help(both(
            "keep one of them under `dataSources`, and its entries in `performanceTable`",
            "behoud er één onder `dataSources`, en de bijbehorende waarden in `performanceTable`",
        )));
    }
    // Older files have the scale and the value function with the criterion itself.
    let own = items.first().unwrap_or(node);
    let source_id = items.first().and_then(|it| it.get("id")).and_then(Node::as_text);
    let unit = own.get("unitOfMeasurement").or_else(|| node.get("unitOfMeasurement"));
    out.unit = unit
        .and_then(|it| it.as_text().or_else(|| it.get("label").and_then(Node::as_text)))
        .filter(|text| !text.is_empty())
        .map(str::to_owned);
    out.source = own
        .get("source")
        .and_then(Node::as_text)
        .filter(|text| !text.is_empty())
        .map(str::to_owned);
    let texts = [
        ("description", node),
        ("strengthOfEvidence", own),
        ("uncertainties", own),
        ("sourceLink", own),
    ];
    for (name, of) in texts {
        if of.get(name).is_some_and(|it| !it.is_empty()) {
            draft
                .lost
                .push(both(format!("`{name}` of `{id}`"), format!("`{name:#}` van `{id:#}`")));
        }
    }
    match own.get("pvf").or_else(|| node.get("pvf")) {
        Some(pvf) => value_function(document, id, pvf, &mut out, findings),
        None => {
            match said.of(id) {
                Some(direction) => out.direction = direction,
                None => findings.push(no_direction(id, document.place(node))),
            }
            // What can be, where a figure is not known.
            let scale = own.get("scale").or_else(|| node.get("scale"));
            let ends = scale.map(|it| document.items(it, "scale", findings)).unwrap_or_default();
            if let [low, high] = ends
                && !low.is_empty()
                && !high.is_empty()
                && let Some([min, max]) = scale.and_then(|it| document.pair(it, "scale", findings))
            {
                out.scale = Some(Scale::Numeric { min, max, beyond: Beyond::Error });
            }
        }
    }
    (out, source_id.map(str::to_owned))
}

/// The partial value function of a criterion: its range, its direction, and three points between.
fn value_function(
    document: &Document,
    id: &str,
    pvf: &Node,
    out: &mut DraftCriterion,
    findings: &mut Findings,
) {
    let what = format!("pvf of {id}");
    let rises = match pvf.get("direction").and_then(Node::as_text) {
        Some("increasing") => true,
        Some("decreasing") => false,
        _ => {
            let wanted = both(
                "a direction, increasing or decreasing",
                "een richting, increasing of decreasing",
            );
            findings.push(document.wrong(
                pvf.get("direction").unwrap_or(pvf),
                "direction",
                &wanted,
            ));
            return;
        }
    };
    out.direction = if rises { Direction::Max } else { Direction::Min };
    let Some(range) = pvf.get("range") else {
        let message = both(
            format!("`range` is missing in the {what}"),
            format!("`range` ontbreekt in de {what:#}"),
        );
        findings.push(Finding::error(document.place(pvf), message));
        return;
    };
    let Some([min, max]) = document.pair(range, "range", findings) else { return };
    if min >= max {
        let message = both(
            format!(
                "the range of `{id}` goes from {} to {}, which is no way up",
                number(min),
                number(max)
            ),
            format!(
                "het bereik van `{id:#}` gaat van {} tot {}, en dat stijgt niet",
                number(min),
                number(max)
            ),
        );
        findings.push(Finding::error(document.place(range), message));
        return;
    }
    // Beyond its range the function goes on in a straight line.
    out.scale = Some(Scale::Numeric { min, max, beyond: Beyond::Extend });
    match pvf.get("type").and_then(Node::as_text) {
        Some("linear") | None => {}
        Some("piecewise-linear") => {
            let (Some(cutoffs), Some(values)) = (pvf.get("cutoffs"), pvf.get("values")) else {
                let message = both(
                    format!("the {what} is piecewise linear, and has no `cutoffs` and `values`"),
                    format!(
                        "de {what:#} is stuksgewijs lineair, en heeft geen `cutoffs` en `values`"
                    ),
                );
                findings.push(Finding::error(document.place(pvf), message));
                return;
            };
            let numbers = |node: &Node, name: &str, findings: &mut Findings| -> Vec<f64> {
                let items = document.items(node, name, findings);
                items.iter().filter_map(|it| document.number(it, name, findings)).collect()
            };
            let at = numbers(cutoffs, "cutoffs", findings);
            let worth = numbers(values, "values", findings);
            let (first, last) = if rises { (0.0, 1.0) } else { (1.0, 0.0) };
            let mut points = vec![(min, first)];
            points.extend(at.iter().copied().zip(worth.iter().copied()));
            points.push((max, last));
            let is_in_order = points.windows(2).all(|pair| pair[0].0 < pair[1].0)
                && points
                    .windows(2)
                    .all(|pair| (pair[0].1 <= pair[1].1) == rises || pair[0].1 == pair[1].1);
            if at.len() != worth.len() || !is_in_order {
                let message = both(
                    format!(
                        "`cutoffs` and `values` of `{id}` are no function that is {} from one end of the range to the other",
                        if rises { "increasing" } else { "decreasing" }
                    ),
                    format!(
                        "`cutoffs` en `values` van `{id:#}` vormen geen functie die {} van het ene einde van het bereik tot het andere",
                        if rises { "stijgt" } else { "daalt" }
                    ),
                );
                findings.push(Finding::error(document.place(cutoffs), message));
                return;
            }
            out.points = points;
        }
        Some(other) => {
            let shown = shorten(other, 40);
            let message = both(
                format!("`{shown}` is no kind of value function that is read"),
                format!("`{shown:#}` is geen soort waardefunctie die wordt gelezen"),
            );
            findings.push(Finding::error(document.place(pvf), message).help(both(
                "linear and piecewise-linear are read",
                "linear en piecewise-linear worden gelezen",
            )));
        }
    }
}

/// Preferences between the weights of two criteria, as constraints.
fn preferences(document: &Document, draft: &mut Draft, findings: &mut Findings) {
    let Some(node) = document.root.get("preferences").filter(|it| !it.is_empty()) else { return };
    let items = match &node.value {
        super::tree::Value::List(items) => &items[..],
        _ => {
            draft
                .lost
                .push(both("`preferences`, which is no list", "`preferences`, dat geen lijst is"));
            return;
        }
    };
    let ids = super::draft::ids(&draft.criteria);
    for item in items {
        let kind = item.get("type").and_then(Node::as_text).unwrap_or_default();
        let names: Vec<&str> = item
            .get("criteria")
            .map(|it| document.items(it, "criteria", findings))
            .unwrap_or_default()
            .iter()
            .filter_map(Node::as_text)
            .collect();
        let at = |name: &str| draft.criteria.iter().position(|it| it.id == name);
        let [Some(first), Some(second)] =
            [0, 1].map(|place| names.get(place).and_then(|name| at(name)))
        else {
            let message = both(
                "this preference does not name two criteria of the file",
                "deze voorkeur noemt geen twee criteria van het bestand",
            );
            findings.push(Finding::error(document.place(item), message));
            continue;
        };
        let (first, second) = (&ids[first], &ids[second]);
        let ratio = item.get("ratio").and_then(|it| document.number(it, "ratio", findings));
        let bounds = item.get("bounds").and_then(|it| document.pair(it, "bounds", findings));
        match (kind, ratio, bounds) {
            ("ordinal", ..) => draft.constraints.push(format!("{first} >= {second}")),
            ("exact swing", Some(ratio), _) => {
                draft.constraints.push(format!("{first} = {} * {second}", number(ratio)));
            }
            ("ratio bound", _, Some([low, high])) => {
                draft.constraints.push(format!("{first} >= {} * {second}", number(low)));
                draft.constraints.push(format!("{first} <= {} * {second}", number(high)));
            }
            _ => {
                let shown = shorten(kind, 40);
                draft.lost.push(both(
                    format!("a preference of the kind `{shown}` between `{first}` and `{second}`"),
                    format!(
                        "een voorkeur van de soort `{shown:#}` tussen `{first:#}` en `{second:#}`"
                    ),
                ));
            }
        }
    }
}
