//! XMCDA 3, the standard of the Decision Deck Consortium: what a decision is made of, in one file or
//! spread over several.

use super::categories;
use super::draft::{Directions, Draft, twice};
use super::figures::{self, Figure};
use super::hierarchy::hierarchy;
use super::listed::{Listed, Sections, id};
use super::scales::{functions, scales};
use super::weights::weights;
use super::xml::Element;
use crate::error::{Finding, Findings, both, shorten};
use hashbrown::HashMap;

/// The elements that are read; others are told as lost.
const READ: [&str; 14] = [
    "alternatives",
    "alternativesSets",
    "criteria",
    "categories",
    "performanceTable",
    "criteriaFunctions",
    "criteriaScales",
    "criteriaThresholds",
    "criteriaValues",
    "criteriaHierarchy",
    "categoriesProfiles",
    "categoriesValues",
    "alternativesAssignments",
    "description",
];

/// What the files say, given the outermost element of each.
pub(super) fn draft(roots: &[Element], said: &Directions, findings: &mut Findings) -> Draft {
    let mut sound = true;
    for root in roots {
        sound &= is_read(root, findings);
    }
    let mut draft = Draft::default();
    if !sound {
        return draft;
    }
    let sections = Sections { roots };
    for section in roots.iter().flat_map(|root| &root.children) {
        if !READ.contains(&section.name.as_str()) {
            let name = shorten(&section.name, 60);
            draft.lost.push(both(format!("<{name}>"), format!("<{name}>")));
        }
    }
    let listed = Listed::of(&sections, &categories::profiles(&sections), &mut draft, findings);
    scales(&sections, &listed, said, &mut draft, findings);
    functions(&sections, &listed, &mut draft, findings);
    thresholds(&sections, &listed, &mut draft, findings);
    hierarchy(&sections, &listed, &mut draft, findings);
    weights(&sections, &listed, &mut draft, findings);
    let profiles = performances(&sections, &listed, &mut draft, findings);
    categories::read(&sections, &listed, &profiles, &mut draft, findings);
    groups(&sections, &listed, &mut draft, findings);
    draft
}

fn is_read(root: &Element, findings: &mut Findings) -> bool {
    let namespaces = root.attributes.iter().filter(|(name, _)| name.starts_with("xmlns"));
    let named = namespaces.map(|(_, value)| value.as_str()).find(|it| it.contains("XMCDA-"));
    let version = named.and_then(|it| it.rsplit("XMCDA-").next());
    if root.name == "XMCDA" && version.is_some_and(|it| it.starts_with('3')) {
        return true;
    }
    let message = match version {
        Some(other) => {
            let other = shorten(other, 20);
            both(
                format!("this is XMCDA {other}, and version 3 is read"),
                format!("dit is XMCDA {other:#}, en versie 3 wordt gelezen"),
            )
        }
        None => both(
            format!("<{}> without an XMCDA namespace is not XMCDA 3", shorten(&root.name, 60)),
            format!("<{}> zonder XMCDA-naamruimte is geen XMCDA 3", shorten(&root.name, 60)),
        ),
    };
    findings.push(Finding::error(root.place(), message).help(both(
        "convert it with the XMCDA converter of Decision Deck; the namespace of version 3.1.1 is http://www.decision-deck.org/2019/XMCDA-3.1.1",
        "zet het om met de XMCDA-converter van Decision Deck; de naamruimte van versie 3.1.1 is http://www.decision-deck.org/2019/XMCDA-3.1.1",
    )));
    false
}

fn thresholds(sections: &Sections, listed: &Listed, draft: &mut Draft, findings: &mut Findings) {
    for element in
        sections.entries("criteriaThresholds", ["criterionThreshold", "criterionThresholds"])
    {
        let Some(at) = listed.criterion(element, findings) else { continue };
        let id = draft.criteria[at].id.clone();
        let Some(all) = element.child("thresholds") else { continue };
        for threshold in all.all("threshold") {
            let names = ["mcdaConcept", "id", "name"].map(|name| threshold.attribute(name));
            let name = names.iter().flatten().next().copied().unwrap_or_default();
            let own = &mut draft.criteria[at].thresholds;
            let slot = match name.to_lowercase().as_str() {
                "indifference" | "ind" | "q" => Some(&mut own.indifference),
                "preference" | "pref" | "p" => Some(&mut own.preference),
                "veto" | "v" => Some(&mut own.veto),
                "inflection" | "s" => Some(&mut own.inflection),
                _ => None,
            };
            match (slot, threshold.child("constant")) {
                (Some(slot), Some(constant)) => match figures::one(constant, findings) {
                    Some(Figure::Number(x)) if slot.is_none() => *slot = Some(x),
                    Some(Figure::Number(_)) => {
                        let what = both("the threshold", "de drempel");
                        findings.push(twice(what, &shorten(name, 40), threshold.place()));
                    }
                    _ => findings.push(figures::no_number(constant)),
                },
                _ => {
                    let name = shorten(name, 40);
                    draft.lost.push(both(
                        format!("the threshold `{name}` of `{id}`"),
                        format!("de drempel `{name:#}` van `{id:#}`"),
                    ));
                }
            }
        }
    }
}

/// The figures; those of profiles are given back, by the profile's id and the criterion.
fn performances(
    sections: &Sections,
    listed: &Listed,
    draft: &mut Draft,
    findings: &mut Findings,
) -> HashMap<(String, usize), String> {
    let profiles = categories::profiles(sections);
    let mut of_profiles = HashMap::new();
    let mut fuzzy = 0;
    for row in sections.entries("performanceTable", ["alternativePerformances"; 2]) {
        let profile = row.text_of("alternativeID").filter(|id| profiles.contains(id));
        let alternative = match profile {
            Some(_) => None,
            None => match listed.alternative(row, findings) {
                Some(at) => Some(at),
                None => continue,
            },
        };
        for performance in row.all("performance") {
            let Some(at) = listed.criterion(performance, findings) else { continue };
            let Some(found) = figures::only(performance, findings) else { continue };
            if draft.criteria[at].is_node {
                let message = both(
                    format!(
                        "`{}` has criteria below it, and so no figures of its own",
                        draft.criteria[at].id
                    ),
                    format!(
                        "`{}` heeft criteria onder zich, en dus geen eigen cijfers",
                        draft.criteria[at].id
                    ),
                );
                findings.push(Finding::error(performance.place(), message));
                continue;
            }
            fuzzy += usize::from(matches!(found, Figure::Fuzzy));
            let cell = match figures::cell(&found, &draft.criteria[at]) {
                Ok(cell) => cell,
                Err(finding) => {
                    findings.push(finding(performance));
                    continue;
                }
            };
            let is_new = match (alternative, profile) {
                (Some(alternative), _) => draft.cells.insert((alternative, at), cell).is_none(),
                (None, Some(id)) => of_profiles.insert((id.to_owned(), at), cell).is_none(),
                (None, None) => true,
            };
            if !is_new {
                let of = row.text_of("alternativeID").unwrap_or_default();
                let id = format!("{}/{}", shorten(of, 60), draft.criteria[at].id);
                findings.push(twice(both("the figure", "het cijfer"), &id, performance.place()));
            }
        }
    }
    if fuzzy > 0 {
        draft.lost.push(both(
            format!("{fuzzy} fuzzy numbers, which count as unknown"),
            format!("{fuzzy:#} vage getallen, die als onbekend gelden"),
        ));
    }
    of_profiles
}

/// Sets of alternatives that say they are groups make groups where each alternative is in one.
fn groups(sections: &Sections, listed: &Listed, draft: &mut Draft, findings: &mut Findings) {
    let sets = sections.entries("alternativesSets", ["alternativesSet", "alternativesSet"]);
    let (groups, others): (Vec<&Element>, Vec<&Element>) =
        sets.into_iter().partition(|set| set.attribute("mcdaConcept") == Some("group"));
    for other in others {
        let id = shorten(other.attribute("id").unwrap_or_default(), 60);
        draft.lost.push(both(
            format!("the set of alternatives `{id}`"),
            format!("de verzameling alternatieven `{id:#}`"),
        ));
    }
    for set in &groups {
        let Some(name) = id(set, findings) else { continue };
        for element in set.all("element") {
            let Some(at) = listed.alternative(element, findings) else { continue };
            if draft.alternatives[at].group.replace(name.to_owned()).is_some() {
                let what = both("in groups, the alternative", "in groepen is het alternatief");
                findings.push(twice(what, &draft.alternatives[at].id, element.place()));
            }
        }
    }
    if let Some(first) = groups.first() {
        for lost in draft.alternatives.iter().filter(|it| it.group.is_none()) {
            let message = both(
                format!("`{}` is in none of the groups", lost.id),
                format!("`{}` zit in geen van de groepen", lost.id),
            );
            findings.push(Finding::error(first.place(), message));
        }
    }
}
