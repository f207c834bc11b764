//! A case as XMCDA 3.1.1, the standard of the Decision Deck Consortium.

use super::sorting::{categories, profile, sorting};
use super::xml::Xml;
use super::{Exported, alternative_by_keys, by_keys, lost, refuse_same};
use crate::case::Case;
use crate::error::{Error, Result, Said, both};
use crate::problem::weights::global;
use crate::problem::{Criterion, Curve, Direction, Language, Scale, Spread, number};
use crate::value;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

/// The namespace of the version that is written.
const NAMESPACE: &str = "http://www.decision-deck.org/2019/XMCDA-3.1.1";

/// A case as XMCDA: alternatives, criteria with scales, value functions, thresholds and weights, the
/// hierarchy, figures and ranges, groups as sets of alternatives, categories with their profiles,
/// and examples. Labels are in `language`.
///
/// Numbers are written so that they are read back as themselves.
///
/// # Errors
/// [`Error::Undefined`] where a criterion without a scale is best at a figure in between, and where
/// two alternatives, profiles or groups would have the same id;
/// [`Error::Format`] where a text holds a character that XML cannot.
///
/// ```
/// use afweging::case::{Case, Location, WhatIf};
/// use afweging::export::xmcda::xmcda;
/// use afweging::problem::Language;
///
/// let case = Case::open(&Location::of("fighter-aircraft"), &WhatIf::default())?;
/// let exported = xmcda(&case, Language::En)?;
/// assert!(exported.text.contains("<preferenceDirection>max</preferenceDirection>"));
/// # Ok::<(), afweging::Error>(())
/// ```
pub fn xmcda(case: &Case, language: Language) -> Result<Exported> {
    same_ids(case)?;
    let mut lost = lost::of_case(case);
    let curves = curves(case, &mut lost)?;
    let mut xml = Xml { writer: Writer::new_with_indent(Vec::new(), b' ', 2), unfit: None };
    xml.put(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    xml.within("xmcda:XMCDA", &[("xmlns:xmcda", NAMESPACE)], |xml| {
        alternatives(case, language, xml);
        criteria(case, language, xml);
        categories(case, language, xml);
        performances(case, xml, &mut lost);
        of_criteria(case, &curves, xml, &mut lost);
        weights(case, xml, &mut lost);
        hierarchy(case, xml);
        sorting(case, xml);
    });
    if let Some(text) = xml.unfit {
        let message = both(
            format!("`{text}` holds a character that XML cannot hold"),
            format!("`{text:#}` bevat een teken dat XML niet kan bevatten"),
        );
        return Err(Error::Format { format: "xmcda", message });
    }
    let mut text = String::from_utf8(xml.writer.into_inner())
        .map_err(|error| Error::Format { format: "xmcda", message: error.to_string().into() })?;
    text.push('\n');
    Ok(Exported { text, lost })
}

/// Refuse alternatives, profiles and groups that would have one id.
fn same_ids(case: &Case) -> Result<()> {
    let problem = &case.problem;
    let count = problem.alternatives().len();
    // Profiles stand among the alternatives.
    let profiles: Vec<&str> = problem
        .categories()
        .iter()
        .filter(|it| it.profile.is_some())
        .map(|it| it.id.as_str())
        .collect();
    let mut ids: Vec<String> = (0..count).map(|at| problem.full_name(at)).collect();
    ids.extend(profiles.iter().map(|id| profile(id)));
    refuse_same("XMCDA", &ids, |at| match at.checked_sub(count) {
        None => alternative_by_keys(problem, at),
        Some(at) => {
            let id = profiles[at];
            both(format!("the profile of `{id}`"), format!("het profiel van `{id:#}`"))
        }
    })?;
    let groups = problem.groups();
    let names: Vec<String> = groups
        .iter()
        .map(|group| {
            let keys = problem.rank_within().iter().zip(group.values());
            let ids: Vec<&str> =
                keys.map(|(key, value)| &*problem.keys()[*key].values[*value].id).collect();
            ids.join("/")
        })
        .collect();
    refuse_same("XMCDA", &names, |at| {
        let keys = problem.rank_within().iter().copied();
        by_keys(problem, keys.zip(groups[at].values().iter().copied()))
    })
}

fn alternatives(case: &Case, language: Language, xml: &mut Xml) {
    let problem = &case.problem;
    xml.within("alternatives", &[], |xml| {
        for (at, alternative) in problem.alternatives().iter().enumerate() {
            let keys = alternative.values().iter().enumerate();
            let labels: Vec<&str> = keys
                .map(|(key, value)| problem.keys()[key].values[*value].label(language))
                .collect();
            let (id, name) = (problem.full_name(at), labels.join("/"));
            let name = if name == id { "" } else { &name };
            xml.within("alternative", &[("id", &id), ("name", name)], |xml| {
                xml.leaf("type", if alternative.reference() { "fictive" } else { "real" });
                let is_active = alternative.excluded_by().is_empty();
                xml.leaf("active", if is_active { "true" } else { "false" });
            });
        }
        for category in problem.categories().iter().filter(|it| it.profile.is_some()) {
            xml.within("alternative", &[("id", &profile(&category.id))], |xml| {
                xml.leaf("type", "fictive");
                xml.leaf("active", "true");
            });
        }
    });
    if problem.rank_within().is_empty() {
        return;
    }
    xml.within("alternativesSets", &[], |xml| {
        for group in problem.groups() {
            let keys = problem.rank_within().iter().zip(group.values());
            let ids: Vec<&str> =
                keys.map(|(key, value)| &*problem.keys()[*key].values[*value].id).collect();
            let id = ids.join("/");
            xml.within("alternativesSet", &[("id", &id), ("mcdaConcept", "group")], |xml| {
                for member in group.members() {
                    xml.within("element", &[], |xml| {
                        xml.leaf("alternativeID", &problem.full_name(*member));
                    });
                }
            });
        }
    });
}

fn criteria(case: &Case, language: Language, xml: &mut Xml) {
    xml.within("criteria", &[], |xml| {
        for branch in &case.problem.tree().branches {
            let name = branch.label.get(language);
            let name = if name == branch.id { "" } else { name };
            xml.within("criterion", &[("id", &branch.id), ("name", name)], |xml| {
                xml.leaf("active", "true");
            });
        }
    });
}

/// A place on the axis of a criterion.
fn figure(criterion: &Criterion, x: f64, xml: &mut Xml) {
    let notation = criterion.notation(x);
    match &criterion.scale {
        Some(Scale::Ordinal(_)) if !notation.starts_with('#') => xml.leaf("label", &notation),
        _ => xml.leaf("real", &number(x)),
    }
}

fn performances(case: &Case, xml: &mut Xml, lost: &mut Vec<Said>) {
    let problem = &case.problem;
    let leaves = &problem.tree().leaves;
    let mut distributions = 0;
    xml.within("performanceTable", &[], |xml| {
        for at in 0..problem.alternatives().len() {
            xml.within("alternativePerformances", &[], |xml| {
                xml.leaf("alternativeID", &problem.full_name(at));
                for (leaf, criterion) in leaves.iter().enumerate() {
                    let cell = problem.cells().listed(at, leaf, leaves.len());
                    let is_distribution = cell.is_some_and(|cell| {
                        problem.inputs().one(cell.input).quantity.is_distribution()
                    });
                    let spread = problem.spread(at, leaf);
                    xml.within("performance", &[], |xml| {
                        xml.leaf("criterionID", &criterion.id);
                        xml.values(|xml| {
                            if !problem.is_known(at, leaf) {
                                xml.empty("NA");
                            } else if spread.is_crisp() {
                                figure(criterion, spread.nominal, xml);
                            } else if is_distribution {
                                distributions += 1;
                                figure(criterion, spread.nominal, xml);
                            } else {
                                xml.within("interval", &[], |xml| {
                                    xml.within("lowerBound", &[], |xml| {
                                        figure(criterion, spread.low, xml)
                                    });
                                    xml.within("upperBound", &[], |xml| {
                                        figure(criterion, spread.high, xml)
                                    });
                                });
                            }
                        });
                    });
                }
            });
        }
        for category in problem.categories() {
            let Some(figures) = &category.profile else { continue };
            xml.within("alternativePerformances", &[], |xml| {
                xml.leaf("alternativeID", &profile(&category.id));
                for (criterion, x) in leaves.iter().zip(figures) {
                    xml.within("performance", &[], |xml| {
                        xml.leaf("criterionID", &criterion.id);
                        xml.values(|xml| figure(criterion, *x, xml));
                    });
                }
            });
        }
    });
    if distributions > 0 {
        lost.push(both(
            format!("distributions of {distributions} figures: nominal figures are written"),
            format!("verdelingen van {distributions:#} cijfers: nominale cijfers zijn geschreven"),
        ));
    }
    // A range that is read again has its nominal figure in the middle.
    let uneven = (0..problem.alternatives().len()).any(|at| {
        (0..leaves.len()).any(|leaf| {
            let Some(cell) = problem.cells().listed(at, leaf, leaves.len()) else { return false };
            let is_range = cell.known
                && !cell.spread.is_crisp()
                && !problem.inputs().one(cell.input).quantity.is_distribution();
            is_range && cell.spread != Spread::between(cell.spread.low, cell.spread.high)
        })
    });
    if uneven {
        lost.push(both(
            "nominal figures that are not the middle of their range, as after an adjustment",
            "nominale cijfers die niet het midden van hun bereik zijn, zoals na een aanpassing",
        ));
    }
}

/// The value function to write for each leaf, where it is not the straight line over its scale.
fn curves(case: &Case, lost: &mut Vec<Said>) -> Result<Vec<Option<Curve>>> {
    let mut out = Vec::new();
    for leaf in &case.problem.tree().leaves {
        let id = &leaf.id;
        if leaf.value.as_ref().is_some_and(Curve::is_logarithmic) {
            lost.push(both(
                format!("the value function of `{id}`, which is linear in the logarithm"),
                format!("de waardefunctie van `{id:#}`, die lineair is in de logaritme"),
            ));
            out.push(None);
            continue;
        }
        let Direction::Target(_) = leaf.direction else {
            out.push(leaf.value.clone());
            continue;
        };
        let Some(curve) = value::fixed(leaf) else {
            return Err(Error::Undefined {
                method: Said::from("XMCDA".to_owned()),
                reason: both(
                    format!(
                        "`{id}` is best at a figure in between and has no scale, and XMCDA knows max and min only"
                    ),
                    format!(
                        "`{id:#}` is het best bij een cijfer ertussenin en heeft geen schaal, en XMCDA kent enkel max en min"
                    ),
                ),
                remedy: both(
                    format!("give `{id}` a scale: it is then written as a value function"),
                    format!("geef `{id:#}` een schaal: het wordt dan geschreven als waardefunctie"),
                ),
            });
        };
        lost.push(both(
            format!("that `{id}` has a target: it is written as a value function, under max"),
            format!("dat `{id:#}` een doel heeft: het is geschreven als waardefunctie, onder max"),
        ));
        out.push(Some(curve));
    }
    Ok(out)
}

/// Value functions, scales and thresholds.
fn of_criteria(case: &Case, curves: &[Option<Curve>], xml: &mut Xml, lost: &mut Vec<Said>) {
    let leaves = &case.problem.tree().leaves;
    if curves.iter().any(Option::is_some) {
        xml.within("criteriaFunctions", &[], |xml| {
            for (leaf, curve) in leaves.iter().zip(curves) {
                let Some(curve) = curve else { continue };
                xml.within("criterionFunction", &[], |xml| {
                    xml.leaf("criterionID", &leaf.id);
                    xml.within("functions", &[], |xml| {
                        xml.within("function", &[], |xml| pieces(curve, xml))
                    });
                });
            }
        });
    }
    xml.within("criteriaScales", &[], |xml| {
        for leaf in leaves {
            xml.within("criterionScale", &[], |xml| {
                xml.leaf("criterionID", &leaf.id);
                let beyond = lost::beyond(leaf.scale.as_ref()).unwrap_or_default();
                xml.within("scales", &[], |xml| {
                    xml.within("scale", &[("mcdaConcept", beyond)], |xml| scale(leaf, xml));
                });
            });
        }
    });
    let has_any = |leaf: &&Criterion| !named(leaf).is_empty();
    if leaves.iter().any(|leaf| has_any(&leaf)) {
        xml.within("criteriaThresholds", &[], |xml| {
            for leaf in leaves.iter().filter(has_any) {
                xml.within("criterionThreshold", &[], |xml| {
                    xml.leaf("criterionID", &leaf.id);
                    xml.within("thresholds", &[], |xml| {
                        for (name, x) in named(leaf) {
                            xml.within("threshold", &[("mcdaConcept", name)], |xml| {
                                xml.real("constant", x);
                            });
                        }
                    });
                });
            }
        });
    }
    for leaf in leaves {
        if let Some(function) = leaf.thresholds.function {
            let (id, name) = (&leaf.id, function.name());
            lost.push(both(
                format!("the preference function of `{id}`: {name}"),
                format!("de voorkeursfunctie van `{id:#}`: {name:#}"),
            ));
        }
    }
}

/// The thresholds of a criterion, with their names.
fn named(leaf: &Criterion) -> Vec<(&'static str, f64)> {
    let own = &leaf.thresholds;
    let all = [
        ("indifference", own.indifference),
        ("preference", own.preference),
        ("veto", own.veto),
        ("inflection", own.inflection),
    ];
    all.into_iter().filter_map(|(name, x)| Some((name, x?))).collect()
}

fn pieces(curve: &Curve, xml: &mut Xml) {
    xml.within("piecewiseLinear", &[], |xml| {
        for pair in curve.points().windows(2) {
            xml.within("segment", &[], |xml| {
                for (name, (x, y)) in [("head", pair[0]), ("tail", pair[1])] {
                    xml.within(name, &[], |xml| {
                        xml.real("abscissa", x);
                        xml.real("ordinate", y);
                    });
                }
            });
        }
    });
}

fn scale(leaf: &Criterion, xml: &mut Xml) {
    let direction = match leaf.direction {
        Direction::Max | Direction::Target(_) => "max",
        Direction::Min => "min",
    };
    match &leaf.scale {
        Some(Scale::Ordinal(levels)) => xml.within("qualitative", &[], |xml| {
            xml.leaf("preferenceDirection", direction);
            xml.within("valuedLabels", &[], |xml| {
                for (place, level) in levels.iter().enumerate() {
                    xml.within("valuedLabel", &[], |xml| {
                        xml.leaf("label", level);
                        xml.within("value", &[], |xml| xml.leaf("integer", &place.to_string()));
                    });
                }
            });
        }),
        Some(Scale::Numeric { min, max, .. }) => xml.within("quantitative", &[], |xml| {
            xml.leaf("preferenceDirection", direction);
            xml.real("minimum", *min);
            xml.real("maximum", *max);
        }),
        None => xml.within("quantitative", &[], |xml| xml.leaf("preferenceDirection", direction)),
    }
}

/// Weights among all criteria, and among siblings where there is a hierarchy.
fn weights(case: &Case, xml: &mut Xml, lost: &mut Vec<Said>) {
    let tree = case.problem.tree();
    if !case.weighted && case.centre.is_none() && case.derivations.is_empty() {
        lost.push(both(
            "that nobody gave weights: equal ones are written",
            "dat niemand gewichten gaf: gelijke zijn geschreven",
        ));
    }
    let is_flat = tree.branches.iter().all(|branch| branch.parent.is_none());
    let set = |id: &str, of: Vec<(&str, f64)>, xml: &mut Xml| {
        xml.within("criteriaValues", &[("id", id), ("mcdaConcept", id)], |xml| {
            for (criterion, weight) in of {
                xml.within("criterionValue", &[], |xml| {
                    xml.leaf("criterionID", criterion);
                    xml.values(|xml| xml.leaf("real", &number(weight)));
                });
            }
        });
    };
    let own: Vec<(&str, f64)> =
        tree.branches.iter().map(|it| (it.id.as_str(), it.weight)).collect();
    if is_flat {
        set("weights", own, xml);
    } else {
        let leaves = tree.leaves.iter().map(|leaf| leaf.id.as_str());
        set("weights", leaves.zip(global(tree)).collect(), xml);
        set("local-weights", own, xml);
    }
}

fn hierarchy(case: &Case, xml: &mut Xml) {
    let tree = case.problem.tree();
    let outline = crate::problem::Outline::new(tree);
    fn nodes(
        tree: &crate::problem::Tree,
        outline: &crate::problem::Outline,
        of: &[usize],
        xml: &mut Xml,
    ) {
        xml.within("nodes", &[], |xml| {
            for at in of {
                xml.within("node", &[], |xml| {
                    xml.leaf("criterionID", &tree.branches[*at].id);
                    let below = outline.children(Some(*at));
                    if !below.is_empty() {
                        nodes(tree, outline, below, xml);
                    }
                });
            }
        });
    }
    if tree.branches.iter().any(|branch| branch.parent.is_some()) {
        xml.within("criteriaHierarchy", &[], |xml| {
            nodes(tree, &outline, outline.children(None), xml);
        });
    }
}
