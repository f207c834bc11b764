//! The tree of criteria in XMCDA.

use super::draft::{Draft, twice};
use super::listed::{Listed, Sections};
use super::xml::Element;
use crate::error::{Finding, Findings, Said, both, shorten};
use hashbrown::HashSet;

/// The ids of criteria that have others below them.
pub(super) fn parents(sections: &Sections) -> HashSet<String> {
    fn below(nodes: &Element, out: &mut HashSet<String>) {
        for node in nodes.all("node") {
            if let (Some(id), Some(_)) = (node.text_of("criterionID"), node.child("nodes")) {
                out.insert(id.to_owned());
            }
            node.all("nodes").for_each(|nodes| below(nodes, out));
        }
    }
    let mut out = HashSet::new();
    for hierarchy in sections.named("criteriaHierarchy") {
        hierarchy.all("nodes").for_each(|nodes| below(nodes, &mut out));
    }
    out
}

/// The tree. Where a hierarchy has one root, that is the decision itself.
pub(super) fn hierarchy(
    sections: &Sections,
    listed: &Listed,
    draft: &mut Draft,
    findings: &mut Findings,
) {
    let all: Vec<&Element> = sections.named("criteriaHierarchy").collect();
    match all[..] {
        [] => return,
        [_] => {}
        [_, second, ..] => {
            let message =
                both("a second hierarchy stands here", "hier staat een tweede hiërarchie");
            findings.push(
                Finding::error(second.place(), message)
                    .help(both("keep one of them", "behoud er één")),
            );
            return;
        }
    }
    let mut placed = vec![false; draft.criteria.len()];
    let mut waiting: Vec<(&Element, Option<usize>)> =
        all[0].all("nodes").flat_map(|nodes| nodes.all("node")).map(|node| (node, None)).collect();
    while let Some((node, parent)) = waiting.pop() {
        let Some(at) = listed.criterion(node, findings) else {
            // What is below a node that is not there is kept, one place higher.
            let children = node.all("nodes").flat_map(|nodes| nodes.all("node"));
            let before = waiting.len();
            waiting.extend(children.map(|child| (child, parent)));
            let id = node.text_of("criterionID").unwrap_or_default();
            if waiting.len() > before && listed.left_out.contains(id) {
                draft.lost.push(raised(id, parent.map(|at| draft.criteria[at].id.as_str())));
            }
            continue;
        };
        if std::mem::replace(&mut placed[at], true) {
            let what = both("in the hierarchy", "in de hiërarchie is");
            findings.push(twice(what, &draft.criteria[at].id, node.place()));
            continue;
        }
        draft.criteria[at].parent = parent;
        let children = node.all("nodes").flat_map(|nodes| nodes.all("node"));
        let before = waiting.len();
        waiting.extend(children.map(|child| (child, Some(at))));
        draft.criteria[at].is_node = waiting.len() > before;
    }
}

/// What is said of a node that is not active and has others below it.
fn raised(id: &str, parent: Option<&str>) -> Said {
    let shown = shorten(id, 80);
    let (en, nl) = match parent {
        Some(parent) => (format!("under `{parent}`"), format!("onder `{parent:#}`")),
        None => ("at the top".to_owned(), "bovenaan".to_owned()),
    };
    both(
        format!(
            "the place of what is below `{shown}`, which is not active: it stands {en}, with the weights it has"
        ),
        format!(
            "de plaats van wat onder `{shown:#}` zit, dat niet actief is: het staat {nl}, met de gewichten die het heeft"
        ),
    )
}
