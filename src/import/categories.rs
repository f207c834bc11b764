//! Categories of XMCDA, their profiles, and alternatives whose category somebody gives.

use super::draft::{Draft, DraftCategory, twice};
use super::figures::{self, Figure};
use super::listed::{Listed, Sections, id, label};
use super::xml::Element;
use crate::error::{Finding, Findings, both, shorten};
use hashbrown::{HashMap, HashSet};

/// A category as the profiles have it: its lower and upper limit, or what is typical of it.
#[derive(Debug, Default, Clone)]
struct Profiles<'a> {
    lower: Option<&'a str>,
    upper: Option<&'a str>,
    central: Option<&'a str>,
}

fn limits(element: &Element) -> Profiles<'_> {
    let bounding = element.child("bounding");
    let end = |name: &str| {
        bounding.and_then(|it| it.child(name)).and_then(|it| it.text_of("alternativeID"))
    };
    Profiles {
        lower: end("lowerBound"),
        upper: end("upperBound"),
        central: element.child("central").and_then(|it| it.text_of("alternativeID")),
    }
}

/// The ids of alternatives that are profiles of categories.
pub(super) fn profiles<'a>(sections: &Sections<'a>) -> HashSet<&'a str> {
    let all = sections.entries("categoriesProfiles", ["categoryProfile", "categoryProfile"]);
    all.into_iter().map(limits).flat_map(|it| [it.lower, it.upper, it.central]).flatten().collect()
}

/// Read categories into the draft, the worst first.
pub(super) fn read(
    sections: &Sections,
    listed: &Listed,
    figures_of: &HashMap<(String, usize), String>,
    draft: &mut Draft,
    findings: &mut Findings,
) {
    let mut all: Vec<(&str, &Element)> = Vec::new();
    for element in sections.entries("categories", ["category", "category"]) {
        let Some(id) = id(element, findings) else { continue };
        if all.iter().any(|(known, _)| *known == id) {
            findings.push(twice(
                both("the category", "de categorie"),
                &shorten(id, 80),
                element.place(),
            ));
        } else {
            all.push((id, element));
        }
    }
    if all.is_empty() {
        return;
    }
    let place = |name: &str| all.iter().position(|(id, _)| *id == name);
    let mut own = vec![Profiles::default(); all.len()];
    for element in sections.entries("categoriesProfiles", ["categoryProfile", "categoryProfile"]) {
        match element.text_of("categoryID").and_then(place) {
            Some(at) => own[at] = limits(element),
            None => findings.push(stranger(element, all.iter().map(|(id, _)| *id))),
        }
    }
    let Some(order) = order(sections, &all, &own, findings) else {
        draft.lost.push(both(
            "the categories: nothing says which of them is the worst",
            "de categorieën: nergens staat welke de slechtste is",
        ));
        return;
    };
    for at in &order {
        let (id, element) = all[*at];
        let profile = own[*at].lower.or(own[*at].central);
        let figures = profile.map_or_else(Vec::new, |profile| {
            let cell = |leaf: usize| {
                let found = figures_of.get(&(profile.to_owned(), leaf))?;
                Some((leaf, found.clone()))
            };
            (0..draft.criteria.len()).filter_map(cell).collect()
        });
        draft.categories.push(DraftCategory {
            id: id.to_owned(),
            label: label(element, id),
            profile: figures,
        });
    }
    for element in sections
        .entries("alternativesAssignments", ["alternativeAssignment", "alternativeAssignment"])
    {
        let Some(alternative) = listed.alternative(element, findings) else { continue };
        let named = element.text_of("categoryID");
        match named.and_then(place).and_then(|at| order.iter().position(|it| *it == at)) {
            Some(category) => draft.examples.push((alternative, category)),
            None if named.is_some() => {
                findings.push(stranger(element, all.iter().map(|(id, _)| *id)));
            }
            None => {
                let id = &draft.alternatives[alternative].id;
                draft.lost.push(both(
                    format!("the assignment of `{id}` to several categories"),
                    format!("de indeling van `{id:#}` bij verschillende categorieën"),
                ));
            }
        }
    }
}

fn stranger<'a>(of: &Element, known: impl Iterator<Item = &'a str>) -> Finding {
    let name = of.text_of("categoryID").unwrap_or_default();
    let shown = shorten(name, 80);
    let message = both(
        format!("there is no category `{shown}` in these files"),
        format!("er is geen categorie `{shown:#}` in deze bestanden"),
    );
    Finding::error(of.place(), message).suggest(name, known.collect::<Vec<_>>())
}

/// The categories from the worst to the best: by profiles that are the upper limit of one and the
/// lower limit of the next, or by ranks that say in which order they are. `None` where neither is
/// there.
fn order(
    sections: &Sections,
    all: &[(&str, &Element)],
    own: &[Profiles],
    findings: &mut Findings,
) -> Option<Vec<usize>> {
    let worst: Vec<usize> =
        (0..own.len()).filter(|at| own[*at].lower.is_none() && own[*at].upper.is_some()).collect();
    if let [first] = worst[..] {
        let mut out = vec![first];
        let mut limit = own[first].upper;
        while let Some(name) = limit
            && let Some(next) = (0..own.len()).find(|at| own[*at].lower == Some(name))
            && !out.contains(&next)
        {
            out.push(next);
            limit = own[next].upper;
        }
        if out.len() == all.len() {
            return Some(out);
        }
    }
    // Ranks of categories count from the best in some files and from the worst in others; ours say
    // how they count.
    let mut ranked: Vec<(f64, usize)> = Vec::new();
    let said = |set: &&Element| set.attribute("mcdaConcept") == Some("order, worst first");
    for element in sections.named("categoriesValues").filter(said).flat_map(|set| &set.children) {
        let at = element.text_of("categoryID").and_then(|id| all.iter().position(|it| it.0 == id));
        if let (Some(at), Some(Figure::Number(x))) = (at, figures::only(element, findings)) {
            ranked.push((x, at));
        }
    }
    ranked.sort_by(|a, b| a.0.total_cmp(&b.0));
    let is_whole = ranked.len() == all.len() && ranked.windows(2).all(|pair| pair[0].0 < pair[1].0);
    is_whole.then(|| ranked.into_iter().map(|(_, at)| at).collect())
}
