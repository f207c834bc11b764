//! Weights of XMCDA.

use super::draft::{Draft, DraftCriterion, twice};
use super::figures::{self, Figure};
use super::listed::{Listed, Sections};
use super::xml::Element;
use crate::error::{Finding, Findings, Place, both, shorten};

/// The set of weights: the only one, or the one that is called so.
pub(super) fn weights(
    sections: &Sections,
    listed: &Listed,
    draft: &mut Draft,
    findings: &mut Findings,
) {
    let all: Vec<&Element> = sections.named("criteriaValues").collect();
    let is_called = |set: &&&Element, names: &[&str]| {
        ["mcdaConcept", "id", "name"].iter().any(|key| {
            set.attribute(key).is_some_and(|own| names.contains(&own.to_lowercase().as_str()))
        })
    };
    let local: Vec<&&Element> =
        all.iter().filter(|set| is_called(set, &["local-weights", "local weights"])).collect();
    let called: Vec<&&Element> =
        all.iter().filter(|set| is_called(set, &["weights", "weight"])).collect();
    let set = match (&all[..], &local[..], &called[..]) {
        ([], ..) => return,
        ([only], ..) => *only,
        (_, [only], _) | (_, [], [only]) => **only,
        ([.., last], ..) => {
            let names: Vec<String> = all
                .iter()
                .map(|set| format!("`{}`", shorten(set.attribute("id").unwrap_or_default(), 40)))
                .collect();
            let names = names.join(", ");
            let message = both(
                format!("several sets of figures stand for weights: {names}"),
                format!("verschillende stellen cijfers staan voor gewichten: {names:#}"),
            );
            findings.push(Finding::error(last.place(), message).help(both(
                "write mcdaConcept=\"weights\" with the one that holds them",
                "schrijf mcdaConcept=\"weights\" bij het stel dat ze bevat",
            )));
            return;
        }
    };
    for other in all.iter().filter(|other| !std::ptr::eq(**other, set)) {
        let is_global = is_called(&other, &["weights", "weight"]) && !local.is_empty();
        if !is_global {
            let name = shorten(other.attribute("id").unwrap_or("criteriaValues"), 40);
            draft.lost.push(both(
                format!("the figures of criteria `{name}`"),
                format!("de cijfers van criteria `{name:#}`"),
            ));
        }
    }
    for element in set.children.iter().filter(|it| it.name.starts_with("criterionValue")) {
        let Some(at) = listed.criterion(element, findings) else { continue };
        match figures::only(element, findings) {
            Some(Figure::Number(x)) if x >= 0.0 && draft.criteria[at].weight.is_none() => {
                draft.criteria[at].weight = Some(x);
            }
            Some(Figure::Number(x)) if x >= 0.0 => {
                let what = both("the weight of", "het gewicht van");
                findings.push(twice(what, &draft.criteria[at].id, element.place()));
            }
            Some(_) => {
                let message = both(
                    format!("the weight of `{}` is no number of at least 0", draft.criteria[at].id),
                    format!(
                        "het gewicht van `{}` is geen getal van minstens 0",
                        draft.criteria[at].id
                    ),
                );
                findings.push(Finding::error(element.place(), message));
            }
            None => {}
        }
    }
    of_nodes(draft, &set.place(), findings);
}

/// Where criteria have weights and nodes have none, they are shares of all weight, and a node has
/// those of what is below it together.
fn of_nodes(draft: &mut Draft, place: &Place, findings: &mut Findings) {
    let lacks = |it: &&DraftCriterion| it.weight.is_none();
    for criterion in draft.criteria.iter().filter(|it| !it.is_node).filter(lacks) {
        let message = both(
            format!("`{}` has no weight, and others have one", criterion.id),
            format!("`{}` heeft geen gewicht, en andere wel", criterion.id),
        );
        findings.push(Finding::error(place.clone(), message).help(both(
            "give it one: 0 where it does not count",
            "geef het er een: 0 als het niet meetelt",
        )));
    }
    let nodes: Vec<usize> =
        (0..draft.criteria.len()).filter(|at| draft.criteria[*at].is_node).collect();
    let given = nodes.iter().filter(|at| draft.criteria[**at].weight.is_some()).count();
    if given == nodes.len() {
        return;
    }
    if given > 0 {
        let message = both(
            "some nodes of the hierarchy have a weight, and others have none",
            "sommige groepen criteria van de hiërarchie hebben een gewicht, en andere niet",
        );
        findings.push(Finding::error(place.clone(), message).help(both(
            "give all of them one, or none",
            "geef ze er allemaal een, of geen enkele",
        )));
        return;
    }
    for leaf in
        (0..draft.criteria.len()).filter(|at| !draft.criteria[*at].is_node).collect::<Vec<_>>()
    {
        let weight = draft.criteria[leaf].weight.unwrap_or(0.0);
        let mut above = draft.criteria[leaf].parent;
        while let Some(node) = above {
            let own = draft.criteria[node].weight.get_or_insert(0.0);
            *own += weight;
            above = draft.criteria[node].parent;
        }
    }
    draft.lost.push(both(
        "nothing of the weights, which are read as shares of all weight: a node has those below it together",
        "niets van de gewichten, die gelezen zijn als aandelen van het totale gewicht: een groep criteria heeft die eronder samen",
    ));
}
