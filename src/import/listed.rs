//! What the files of XMCDA list, and how they name it.

use super::draft::{Draft, DraftAlternative, DraftCriterion, twice};
use super::xml::Element;
use crate::error::{Finding, Findings, Said, both, shorten};
use hashbrown::{HashMap, HashSet};

/// The sections of all files.
pub(super) struct Sections<'a> {
    pub(super) roots: &'a [Element],
}

impl<'a> Sections<'a> {
    /// The sections of that name.
    pub(super) fn named(&self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.roots.iter().flat_map(move |root| root.all(name))
    }

    /// The entries of such sections, which have either of two names: version 3 has gone from one
    /// to the other.
    pub(super) fn entries(&self, section: &'a str, names: [&'a str; 2]) -> Vec<&'a Element> {
        let all = self.named(section).flat_map(|it| &it.children);
        all.filter(|it| names.contains(&it.name.as_str())).collect()
    }
}

/// The ids that the files list, with their places in the draft.
pub(super) struct Listed {
    /// Alternatives that stand in the draft.
    pub(super) alternatives: HashMap<String, usize>,
    /// Alternatives that are known and stand for no choice: profiles, and those that are not active.
    pub(super) others: HashSet<String>,
    /// Criteria and nodes.
    pub(super) criteria: HashMap<String, usize>,
    /// Criteria that are known and are not active.
    pub(super) left_out: HashSet<String>,
}

impl Listed {
    /// `profiles` are the ids of alternatives that are limits of categories.
    pub(super) fn of(
        sections: &Sections,
        profiles: &HashSet<&str>,
        draft: &mut Draft,
        findings: &mut Findings,
    ) -> Listed {
        let mut out = Listed {
            alternatives: HashMap::new(),
            others: HashSet::new(),
            criteria: HashMap::new(),
            left_out: HashSet::new(),
        };
        let listed = sections.entries("alternatives", ["alternative", "alternative"]);
        // A file may name alternatives by their performances alone.
        let by_performance: Vec<&Element> = match listed.is_empty() {
            true => sections.entries("performanceTable", ["alternativePerformances"; 2]),
            false => Vec::new(),
        };
        for element in listed.iter().copied() {
            let Some(id) = id(element, findings) else { continue };
            let is_known = out.alternatives.contains_key(id) || out.others.contains(id);
            if is_known {
                let what = both("the alternative", "het alternatief");
                findings.push(twice(what, &shorten(id, 80), element.place()));
            } else if profiles.contains(id) {
                out.others.insert(id.to_owned());
            } else if is_false(element.text_of("active")) {
                draft.lost.push(both(
                    format!("the alternative `{id}`, which is not active"),
                    format!("het alternatief `{id:#}`, dat niet actief is"),
                ));
                out.others.insert(id.to_owned());
            } else {
                out.add_alternative(id, element, draft);
            }
        }
        for element in by_performance {
            let Some(id) = element.text_of("alternativeID") else { continue };
            if !out.alternatives.contains_key(id) && !profiles.contains(id) {
                out.add_alternative(id, element, draft);
            }
        }
        for element in sections.entries("criteria", ["criterion", "criterion"]) {
            let Some(id) = id(element, findings) else { continue };
            if out.criteria.contains_key(id) || out.left_out.contains(id) {
                let what = both("the criterion", "het criterium");
                findings.push(twice(what, &shorten(id, 80), element.place()));
            } else if is_false(element.text_of("active")) {
                draft.lost.push(both(
                    format!("the criterion `{id}`, which is not active"),
                    format!("het criterium `{id:#}`, dat niet actief is"),
                ));
                out.left_out.insert(id.to_owned());
            } else {
                let mut criterion = DraftCriterion::new(id, element.place());
                criterion.label = label(element, id);
                out.criteria.insert(id.to_owned(), draft.criteria.len());
                draft.criteria.push(criterion);
            }
        }
        out
    }

    fn add_alternative(&mut self, id: &str, element: &Element, draft: &mut Draft) {
        self.alternatives.insert(id.to_owned(), draft.alternatives.len());
        let is_reference = element.text_of("type") == Some("fictive");
        if is_reference {
            draft.lost.push(both(
                format!("that `{id}` is fictive: it is scored, and not ranked"),
                format!("dat `{id:#}` fictief is: het krijgt een score, en geen rang"),
            ));
        }
        draft.alternatives.push(DraftAlternative {
            id: id.to_owned(),
            label: label(element, id),
            group: None,
            is_reference,
        });
    }

    /// The place of the criterion that an element names; `None` with a finding where it is not
    /// known, and without one where it is left out.
    pub(super) fn criterion(&self, of: &Element, findings: &mut Findings) -> Option<usize> {
        let id = reference(of, "criterionID", findings)?;
        if let Some(at) = self.criteria.get(id) {
            return Some(*at);
        }
        if !self.left_out.contains(id) {
            let known = self.criteria.keys().map(String::as_str);
            findings.push(stranger(both("criterion", "criterium"), id, of, known));
        }
        None
    }

    /// The same for an alternative.
    pub(super) fn alternative(&self, of: &Element, findings: &mut Findings) -> Option<usize> {
        let id = reference(of, "alternativeID", findings)?;
        if let Some(at) = self.alternatives.get(id) {
            return Some(*at);
        }
        if !self.others.contains(id) {
            let known = self.alternatives.keys().map(String::as_str);
            findings.push(stranger(both("alternative", "alternatief"), id, of, known));
        }
        None
    }
}

fn reference<'a>(of: &'a Element, name: &str, findings: &mut Findings) -> Option<&'a str> {
    let found = of.text_of(name);
    if found.is_none() {
        let message = both(format!("<{name}> is missing here"), format!("<{name}> ontbreekt hier"));
        findings.push(Finding::error(of.place(), message));
    }
    found
}

fn stranger<'a>(
    what: Said,
    id: &str,
    of: &Element,
    known: impl Iterator<Item = &'a str>,
) -> Finding {
    let shown = shorten(id, 80);
    let message = both(
        format!("there is no {what} `{shown}` in these files"),
        format!("er is geen {what:#} `{shown:#}` in deze bestanden"),
    );
    Finding::error(of.place(), message).suggest(id, known.collect::<Vec<_>>())
}

/// The id of an element that must have one.
pub(super) fn id<'a>(element: &'a Element, findings: &mut Findings) -> Option<&'a str> {
    let found = element.attribute("id");
    if found.is_none() {
        let message = both(
            format!("this <{}> has no id", element.name),
            format!("deze <{}> heeft geen id", element.name),
        );
        findings.push(Finding::error(element.place(), message));
    }
    found
}

/// The name of an element where it is not its id.
pub(super) fn label(element: &Element, id: &str) -> String {
    element.attribute("name").filter(|name| *name != id).unwrap_or_default().to_owned()
}

fn is_false(text: Option<&str>) -> bool {
    matches!(text, Some("false" | "0"))
}
