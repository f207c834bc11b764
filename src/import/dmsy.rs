//! DMSY, the Decision Matrix Simple YAML of scikit-criteria, version 1: one matrix of numbers, an
//! objective (1 or -1) and a weight per criterion, and names.

use super::draft::{Draft, DraftAlternative, DraftCriterion, twice};
use super::tree::{Document, Node, Value};
use crate::error::{Finding, Findings, Said, both, shorten};
use crate::problem::{Direction, number};

/// What the file says.
pub(super) fn draft(document: &Document, findings: &mut Findings) -> Draft {
    let mut draft = Draft::default();
    let root = &document.root;
    let Some(head) = root.get("dmsy") else {
        findings.push(lacking(document, root, "dmsy"));
        return draft;
    };
    let version = head.get("version").map(|it| &it.value);
    let kind = head.get("dm_type").and_then(Node::as_text);
    if !matches!(version, Some(Value::Number(x)) if *x == 1.0) || kind != Some("discrete-dm") {
        findings.push(
            Finding::error(
                document.place(head),
                both(
                    "this is no DMSY of version 1 and type discrete-dm, and no other is read",
                    "dit is geen DMSY van versie 1 en type discrete-dm, en iets anders wordt niet gelezen",
                ),
            )
            .help(both(
                "write it again with `to_dmsy` of scikit-criteria",
                "schrijf het opnieuw met `to_dmsy` van scikit-criteria",
            )),
        );
        return draft;
    }
    let Some(data) = root.get("data") else {
        findings.push(lacking(document, root, "data"));
        return draft;
    };
    let (Some(matrix), Some(objectives)) = (data.get("matrix"), data.get("objectives")) else {
        for name in ["matrix", "objectives"].into_iter().filter(|name| data.get(name).is_none()) {
            findings.push(lacking(document, data, name));
        }
        return draft;
    };
    let objectives = document.items(objectives, "objectives", findings);
    criteria(document, data, objectives, &mut draft, findings);
    let rows = document.items(matrix, "matrix", findings);
    let names = names(document, data, "alternatives", rows.len(), "A", findings);
    for id in names {
        draft.alternatives.push(DraftAlternative { id, ..DraftAlternative::default() });
    }
    for (at, row) in rows.iter().enumerate() {
        let cells = document.items(row, "matrix", findings);
        let wanted = objectives.len();
        if cells.len() != wanted {
            let many = cells.len();
            let message = both(
                format!("this row has {many} figures, and there are {wanted} objectives"),
                format!("deze rij heeft {many:#} cijfers, en er zijn {wanted:#} doelen"),
            );
            findings.push(Finding::error(document.place(row), message));
            continue;
        }
        for (column, cell) in cells.iter().enumerate() {
            // What is not a number is how the program writes that nothing is known.
            if matches!(cell.value, Value::Null)
                || matches!(cell.value, Value::Number(x) if x.is_nan())
            {
                continue;
            }
            if let Some(x) = document.number(cell, "matrix", findings) {
                draft.cells.insert((at, column), number(x));
            }
        }
    }
    let extra = |node: &&Node| !node.is_empty();
    if data.get("extra").filter(extra).is_some() {
        draft.lost.push(both("what stands under `extra`", "wat er onder `extra` staat"));
    }
    draft
}

fn lacking(document: &Document, node: &Node, name: &str) -> Finding {
    Finding::error(
        document.place(node),
        both(format!("`{name}` is missing here"), format!("`{name:#}` ontbreekt hier")),
    )
    .help(both(
        "write it again with `to_dmsy` of scikit-criteria",
        "schrijf het opnieuw met `to_dmsy` van scikit-criteria",
    ))
}

fn criteria(
    document: &Document,
    data: &Node,
    objectives: &[Node],
    draft: &mut Draft,
    findings: &mut Findings,
) {
    let names = names(document, data, "criteria", objectives.len(), "C", findings);
    let weights = data.get("weights").map(|node| (node, document.items(node, "weights", findings)));
    if let Some((node, own)) = weights
        && own.len() != objectives.len()
    {
        findings.push(count(document, node, "weights", own.len(), objectives.len()));
    }
    for (at, (id, objective)) in names.into_iter().zip(objectives).enumerate() {
        let mut criterion = DraftCriterion::new(&id, document.place(objective));
        criterion.direction = match &objective.value {
            Value::Number(x) if *x == 1.0 => Direction::Max,
            Value::Number(x) if *x == -1.0 => Direction::Min,
            Value::Text(text) if text == "max" => Direction::Max,
            Value::Text(text) if text == "min" => Direction::Min,
            _ => {
                let wanted = both(
                    "1 (more is better) or -1 (less is)",
                    "1 (meer is beter) of -1 (minder is beter)",
                );
                findings.push(document.wrong(objective, "objectives", &wanted));
                Direction::Max
            }
        };
        criterion.weight = weights
            .and_then(|(_, own)| own.get(at))
            .and_then(|weight| weight_of(document, weight, findings));
        draft.criteria.push(criterion);
    }
}

fn weight_of(document: &Document, node: &Node, findings: &mut Findings) -> Option<f64> {
    let x = document.number(node, "weights", findings)?;
    if x < 0.0 {
        let wanted = both("a weight of at least 0", "een gewicht van minstens 0");
        findings.push(document.wrong(node, "weights", &wanted));
    }
    Some(x)
}

fn count(document: &Document, node: &Node, what: &str, many: usize, wanted: usize) -> Finding {
    Finding::error(
        document.place(node),
        both(
            format!("`{what}` has {many} entries, and {wanted} belong here"),
            format!("`{what:#}` heeft {many:#} waarden, en er horen er {wanted:#}"),
        ),
    )
}

/// Names, each once; numbered where the file gives none, as scikit-criteria does.
fn names(
    document: &Document,
    data: &Node,
    what: &str,
    wanted: usize,
    letter: &str,
    findings: &mut Findings,
) -> Vec<String> {
    let Some(node) = data.get(what) else {
        return (0..wanted).map(|at| format!("{letter}{at}")).collect();
    };
    let items = document.items(node, what, findings);
    if items.len() != wanted {
        findings.push(count(document, node, what, items.len(), wanted));
    }
    let mut out: Vec<String> = Vec::with_capacity(items.len());
    let mut seen = hashbrown::HashSet::new();
    for item in items {
        let Some(name) = document.text(item, what, findings) else { continue };
        if name.trim().is_empty() {
            findings.push(document.wrong(item, what, &both("a name", "een naam")));
        } else if !seen.insert(name.clone()) {
            let kind: Said = match what {
                "criteria" => both("criterion", "criterium"),
                _ => both("alternative", "alternatief"),
            };
            findings.push(twice(kind, &shorten(&name, 80), document.place(item)));
        }
        out.push(name);
    }
    out
}
