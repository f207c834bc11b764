//! Categories and profiles as XMCDA has them.

use super::xml::Xml;
use crate::case::Case;
use crate::problem::Language;

/// The id of the alternative that stands for the profile of a category.
pub(super) fn profile(category: &str) -> String {
    format!("profile-{category}")
}

/// The categories.
pub(super) fn categories(case: &Case, language: Language, xml: &mut Xml) {
    let categories = case.problem.categories();
    if categories.is_empty() {
        return;
    }
    xml.within("categories", &[], |xml| {
        for category in categories {
            let name = category.label.get(language);
            let name = if *name == category.id { "" } else { name };
            xml.within("category", &[("id", &category.id), ("name", name)], |xml| {
                xml.leaf("active", "true");
            });
        }
    });
}

/// Profiles, examples, and the order of categories.
pub(super) fn sorting(case: &Case, xml: &mut Xml) {
    let problem = &case.problem;
    let categories = problem.categories();
    if categories.iter().any(|it| it.profile.is_some()) {
        let is_central = categories[0].profile.is_some();
        xml.within("categoriesProfiles", &[], |xml| {
            for (at, category) in categories.iter().enumerate() {
                let next = categories.get(at + 1).map(|it| profile(&it.id));
                xml.within("categoryProfile", &[], |xml| {
                    xml.leaf("categoryID", &category.id);
                    if is_central {
                        return xml.within("central", &[], |xml| {
                            xml.leaf("alternativeID", &profile(&category.id));
                        });
                    }
                    let bound = |name: &str, id: &str, xml: &mut Xml| {
                        xml.within(name, &[], |xml| xml.leaf("alternativeID", id));
                    };
                    xml.within("bounding", &[], |xml| {
                        if category.profile.is_some() {
                            bound("lowerBound", &profile(&category.id), xml);
                        }
                        if let Some(next) = &next {
                            bound("upperBound", next, xml);
                        }
                    });
                });
            }
        });
    }
    if !problem.examples().is_empty() {
        xml.within("alternativesAssignments", &[], |xml| {
            for example in problem.examples() {
                xml.within("alternativeAssignment", &[], |xml| {
                    xml.leaf("alternativeID", &problem.full_name(example.alternative));
                    xml.leaf("categoryID", &categories[example.category].id);
                });
            }
        });
    }
    if !categories.is_empty() {
        let order = "order, worst first";
        xml.within("categoriesValues", &[("id", "order"), ("mcdaConcept", order)], |xml| {
            for (at, category) in categories.iter().enumerate() {
                xml.within("categoryValue", &[], |xml| {
                    xml.leaf("categoryID", &category.id);
                    xml.values(|xml| xml.leaf("integer", &(at + 1).to_string()));
                });
            }
        });
    }
}
