//! Weights that follow from judgements or from the data, put into the tree and the groups.

use crate::case::check::checked::{Checked, CheckedWeighting};
use crate::case::check::weighting::{FROM_WEIGHTING, place};
use crate::case::file::what_if::WhatIf;
use crate::error::{Error, Finding, Findings, Place, Result, Said, Source, both};
use crate::problem::tree::Tree;
use crate::problem::{Outline, Problem, WeightConstraint, number};
use crate::tolerance::AS_JUDGED;
use crate::weighting::Weighting;
use crate::weighting::data::{DataDerivation, NoWeights};
use crate::weighting::judgement::{Fault, Judgement, said_with_names};
use crate::weighting::{Derivation, Opinion};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The weights that follow from the judgements of a case, a derivation for every set of siblings
/// that people judged. What does not fit is a finding.
///
/// # Errors
/// [`Error::Argument`] for a respondent whom the case does not know.
pub(crate) fn derive(
    checked: &Checked,
    what_if: &WhatIf,
    source: &Arc<Source>,
    findings: &mut Findings,
) -> Result<Vec<Derivation>> {
    let tree = &checked.tree;
    let is_judged = |it: &&CheckedWeighting| matches!(it.method, Weighting::Judgements(_));
    let judged: Vec<&CheckedWeighting> = checked.weightings.iter().filter(is_judged).collect();
    let names =
        || judged.iter().filter_map(|it| it.respondent.as_ref()).map(|at| at.value.as_str());
    if let Some(wanted) = &what_if.respondent
        && !names().any(|name| name == wanted)
    {
        let known: BTreeSet<&str> = names().collect();
        let message = match known.is_empty() {
            true => both(
                "no [[weighting]] of this case names a respondent",
                "geen [[weighting]] van dit dossier noemt een respondent",
            ),
            false => Error::unknown("respondent", wanted, known).said(),
        };
        return Err(Error::argument("respondent", wanted, message));
    }
    if what_if.from_weighting && judged.is_empty() {
        let message = both(
            "no [[weighting]] of this case holds judgements that could be constraints",
            "geen [[weighting]] van dit dossier bevat oordelen die voorwaarden kunnen zijn",
        );
        return Err(Error::argument("constraints", "from-weighting", message));
    }
    let mut out: Vec<Derivation> = Vec::new();
    for first in &judged {
        if out.iter().any(|known| known.parent == first.parent) {
            continue;
        }
        let mut of_set: Vec<&CheckedWeighting> =
            judged.iter().copied().filter(|it| it.parent == first.parent).collect();
        if let Some(wanted) = &what_if.respondent {
            let theirs = |it: &&CheckedWeighting| {
                it.respondent.as_ref().is_some_and(|at| at.value == *wanted)
            };
            match of_set.iter().any(theirs) {
                true => of_set.retain(theirs),
                false => {
                    let option =
                        Place::Argument { argument: "respondent", value: Some(wanted.clone()) };
                    let of = place(first.parent, tree);
                    let message = both(
                        format!(
                            "`{wanted}` says nothing of the criteria {of}: those who do are taken"
                        ),
                        format!(
                            "`{wanted:#}` zegt niets over de criteria {of:#}: wie dat wel doet, wordt genomen"
                        ),
                    );
                    findings.push(Finding::warning(option, message));
                }
            }
        }
        if let Some(derivation) = of_siblings(&of_set, tree, source, findings) {
            out.push(derivation);
        }
    }
    Ok(out)
}

fn of_siblings(
    weightings: &[&CheckedWeighting],
    tree: &Tree,
    source: &Arc<Source>,
    findings: &mut Findings,
) -> Option<Derivation> {
    let first = weightings.first()?;
    let ids: Vec<&str> =
        first.branches.iter().map(|branch| tree.branches[*branch].id.as_str()).collect();
    let mut opinions = Vec::new();
    for it in weightings {
        let Weighting::Judgements(weighting) = &it.method else { continue };
        let judgements: Vec<(Judgement, String)> = it
            .judgements
            .iter()
            .map(|judged| (judged.judgement.clone(), judged.written.clone()))
            .collect();
        match Opinion::new(ids.len(), weighting.clone(), judgements) {
            Ok(opinion) => opinions.push(Opinion {
                respondent: it.respondent.as_ref().map(|at| at.value.clone()),
                by: it.by.clone(),
                ..opinion
            }),
            Err(fault) => complain(it, &fault, &ids, source, findings),
        }
    }
    if opinions.len() < weightings.len() {
        return None;
    }
    let combination = weightings.iter().find_map(|it| it.combination).unwrap_or_default();
    match Derivation::new(first.parent, first.branches.clone(), opinions, combination) {
        Ok(derivation) => Some(derivation),
        Err(fault) => {
            complain(first, &fault, &ids, source, findings);
            None
        }
    }
}

/// Say which judgements give no weights, and why.
fn complain(
    weighting: &CheckedWeighting,
    fault: &Fault,
    ids: &[&str],
    source: &Arc<Source>,
    findings: &mut Findings,
) {
    let places: Vec<&Place> = fault
        .judgements
        .iter()
        .filter_map(|at| weighting.judgements.get(*at))
        .map(|it| &it.place)
        .collect();
    let whole = Place::Text { source: source.clone(), span: weighting.span.clone() };
    let (first, others) = match places.split_first() {
        Some((first, others)) => (*first, others),
        None => (&whole, &[][..]),
    };
    let message = said_with_names(&fault.message, ids);
    let help = said_with_names(&fault.remedy, ids);
    findings.push(Finding::error(first.clone(), message).help(help));
    for place in others {
        findings.push(Finding::error(
            (*place).clone(),
            both("... this judgement is part of it", "... dit oordeel maakt er deel van uit"),
        ));
    }
}

/// Say where no weights fit the judgements that studies are to keep to.
pub(crate) fn warn_of_contradictions(
    checked: &Checked,
    derivations: &[Derivation],
    source: &Arc<Source>,
    findings: &mut Findings,
) {
    for derivation in derivations {
        for opinion in &derivation.opinions {
            let residuals = opinion.derived.residuals.iter();
            let Some((at, worst)) = residuals
                .enumerate()
                .filter(|(_, residual)| residual.missed_by > AS_JUDGED)
                .max_by(|a, b| a.1.missed_by.total_cmp(&b.1.missed_by))
            else {
                continue;
            };
            let own = checked.weightings.iter().find(|it| {
                it.parent == derivation.parent
                    && it.respondent.as_ref().map(|at| &at.value) == opinion.respondent.as_ref()
            });
            let whole = || Place::Text {
                source: source.clone(),
                span: own.map_or(0..0, |it| it.span.clone()),
            };
            let place = own.and_then(|it| it.judgements.get(at)).map(|it| it.place.clone());
            let who = opinion
                .respondent
                .as_ref()
                .map(|name| both(format!(" of `{name}`"), format!(" van `{name:#}`")));
            let message = both(
                format!(
                    "no weights fit all judgements{}: those derived miss this one most, and `from-weighting` allows weights around them",
                    who.clone().unwrap_or_default()
                ),
                format!(
                    "geen gewichten passen bij alle oordelen{:#}: de afgeleide gewichten wijken het meest af van dit oordeel, en `from-weighting` laat gewichten eromheen toe",
                    who.unwrap_or_default()
                ),
            );
            let help = match worst.implied {
                Some(implied) => both(
                    format!("the weights say {} here", number(implied)),
                    format!("de gewichten zeggen hier {:#}", number(implied)),
                ),
                None => both(
                    "`afweging weights --table judgements` has all of them",
                    "`afweging weights --table judgements` toont ze alle",
                ),
            };
            findings.push(Finding::warning(place.unwrap_or_else(whole), message).help(help));
        }
    }
}

/// Put derived weights into the tree.
pub(crate) fn put(derivations: &[Derivation], tree: &mut Tree) {
    for derivation in derivations {
        for (branch, weight) in derivation.branches.iter().zip(&derivation.weights) {
            tree.branches[*branch].weight = *weight;
        }
    }
}

/// What judgements leave open, as constraints on global weights. Their rows have no constants, so
/// what holds among siblings holds for the global weights of these as well.
pub(crate) fn constraints(derivations: &[Derivation], tree: &Tree) -> Vec<WeightConstraint> {
    let of = |derivation: &Derivation| {
        let row = |row: &crate::lp::Row| {
            let sign = if row.relation == crate::lp::Relation::AtLeast { -1.0 } else { 1.0 };
            let terms = derivation.branches.iter().zip(&row.coefficients);
            let terms: Vec<(usize, f64)> =
                terms.filter(|(_, a)| **a != 0.0).map(|(branch, a)| (*branch, sign * a)).collect();
            let equality = row.relation == crate::lp::Relation::Equal;
            WeightConstraint {
                written: format!("{FROM_WEIGHTING}: {}", in_ids(&terms, equality, tree)),
                terms,
                constant: -sign * row.bound,
                equality,
                preference: false,
            }
        };
        derivation.open().iter().map(row).collect::<Vec<_>>()
    };
    derivations.iter().flat_map(of).collect()
}

/// A row without a constant as a reader writes it: `cost <= 3 * noise`.
fn in_ids(terms: &[(usize, f64)], equality: bool, tree: &Tree) -> String {
    let side = |sign: f64| {
        let of = terms.iter().filter(|(_, a)| a * sign > 0.0).map(|(branch, a)| {
            let id = &tree.branches[*branch].id;
            match a.abs() == 1.0 {
                true => id.clone(),
                false => format!("{} * {id}", number(a.abs())),
            }
        });
        let all: Vec<String> = of.collect();
        if all.is_empty() { "0".to_owned() } else { all.join(" + ") }
    };
    format!("{} {} {}", side(1.0), if equality { "=" } else { "<=" }, side(-1.0))
}

/// Give every group of a problem the weights that follow from its data, and those of the what-ifs
/// above all. What does not fit is a finding.
pub(crate) fn from_data(
    checked: &Checked,
    what_if: &WhatIf,
    problem: &mut Problem,
    source: &Arc<Source>,
    findings: &mut Findings,
) -> Vec<DataDerivation> {
    let mut out = Vec::new();
    for it in &checked.weightings {
        let Weighting::Data(weighting) = &it.method else { continue };
        if let Some(node) = unsettled(problem, it.parent) {
            let place = Place::Text { source: source.clone(), span: it.span.clone() };
            let [message, help] = levels_need_weights(&problem.tree.branches[node].id);
            findings.push(Finding::error(place, message).help(help));
            continue;
        }
        let mut leaves = match it.parent {
            Some(parent) => problem.tree.leaves_under(parent),
            None => (0..problem.tree.leaves.len()).collect(),
        };
        leaves.retain(|leaf| !it.unseen.contains(leaf));
        match DataDerivation::new(problem, it.parent, leaves, *weighting) {
            Ok(derivation) => out.push(DataDerivation { by: it.by.clone(), ..derivation }),
            Err(why) => {
                let name = it.method.sheet().name;
                let place = Place::Text { source: source.clone(), span: it.span.clone() };
                let [(message, help), _] = refusal(&why, name, problem);
                findings.push(Finding::error(place, message).help(help));
            }
        }
    }
    if !out.is_empty() && !findings.has_errors() {
        problem.group_weights = group_weights(problem, &out);
        for (id, weight) in &what_if.weights {
            let Some(branch) = problem.tree.find(id) else { continue };
            problem.group_weights.iter_mut().for_each(|own| own[branch] = *weight);
        }
        if let Some((group, siblings)) = weightless(problem) {
            let place = Place::Argument { argument: "weights", value: None };
            let ids: Vec<String> =
                siblings.iter().map(|at| format!("`{}`", problem.tree.branches[*at].id)).collect();
            let of = match problem.groups.len() {
                1 => Said::default(),
                _ => both(
                    format!(" in {}", problem.group_name(group)),
                    format!(" in {:#}", problem.group_name(group)),
                ),
            };
            let message = both(
                format!("all of {} would weigh 0{of}", ids.join(", ")),
                format!("alle criteria {:#} zouden 0 wegen{of:#}", ids.join(", ")),
            );
            let help = both(
                "the others have weight 0 from the data: give one of them a weight as well",
                "de andere hebben volgens de gegevens gewicht 0: geef ook een ervan een gewicht",
            );
            findings.push(Finding::error(place, message).help(help));
        }
    }
    out
}

/// A node, at or below this one (none: the top), whose table of rules is filled in from the weights
/// of its children: data would give each group weights of its own, and a node has one table.
fn unsettled(problem: &Problem, parent: Option<usize>) -> Option<usize> {
    let tree = &problem.tree;
    let is_below = |node: &usize| {
        let mut up = Some(*node);
        while let Some(at) = up.filter(|at| Some(*at) != parent) {
            up = tree.branches[at].parent;
        }
        up == parent
    };
    tree.completed_from_weights().find(is_below)
}

/// Why data cannot give the weights from which rules are filled in, and what to do.
fn levels_need_weights(id: &str) -> [Said; 2] {
    [
        both(
            format!(
                "the rules of `{id}` are filled in from weights, and data give weights to each group of alternatives by itself"
            ),
            format!(
                "de regels van `{id}` worden ingevuld uit gewichten, en gegevens geven elke groep alternatieven eigen gewichten"
            ),
        ),
        both(
            format!(
                "weigh the criteria under `{id}` by hand or by judgements, or write all of its rules"
            ),
            format!(
                "weeg de criteria onder `{id}` met de hand of op basis van oordelen, of schrijf alle regels ervan"
            ),
        ),
    ]
}

/// Siblings that all weigh 0 in a group, and the group.
fn weightless(problem: &Problem) -> Option<(usize, Vec<usize>)> {
    let outline = Outline::new(&problem.tree);
    problem.group_weights.iter().enumerate().find_map(|(group, own)| {
        let none = |set: &&[usize]| set.iter().all(|at| own[*at] == 0.0);
        outline.sibling_sets().find(none).map(|set| (group, set.to_vec()))
    })
}

/// Why the data give no weights, and what to do, in English and in Dutch.
pub(crate) fn refusal(why: &NoWeights, name: &str, problem: &Problem) -> [(String, String); 2] {
    let id = |leaf: usize| problem.tree.leaves[leaf].id.as_str();
    match why {
        NoWeights::Criterion { leaf, reason, remedy } => [
            (format!("`{name}` cannot weigh `{}`: {}", id(*leaf), reason[0]), remedy[0].to_owned()),
            (
                format!("`{name}` kan `{}` niet wegen: {}", id(*leaf), reason[1]),
                remedy[1].to_owned(),
            ),
        ],
        NoWeights::Group { group, leaf, alternative, reason } => {
            let at = |of: &str| match (leaf, alternative) {
                (Some(leaf), Some(alternative)) => {
                    format!(" (`{}` {of} {})", id(*leaf), problem.full_name(*alternative))
                }
                (Some(leaf), None) => format!(" (`{}`)", id(*leaf)),
                (None, Some(alternative)) => format!(" ({})", problem.full_name(*alternative)),
                (None, None) => String::new(),
            };
            let group = |of: &str| match problem.groups.len() {
                1 => String::new(),
                _ => format!(" {of} {}", problem.group_name(*group)),
            };
            [
                (
                    format!(
                        "`{name}` makes no weights of the data{}: {}{}",
                        group("of"),
                        reason[0],
                        at("of")
                    ),
                    "choose another weighting: `afweging list weightings` says what each is defined for"
                        .to_owned(),
                ),
                (
                    format!(
                        "`{name}` maakt geen gewichten van de gegevens{}: {}{}",
                        group("van"),
                        reason[1],
                        at("van")
                    ),
                    "kies een andere weging: `afweging list weightings` zegt waarvoor elke weging bestaat"
                        .to_owned(),
                ),
            ]
        }
    }
}

/// By group: the weight of every branch. Where weights come from data, a leaf has its own, and a
/// node what the leaves below it have together.
fn group_weights(problem: &Problem, derivations: &[DataDerivation]) -> Vec<Vec<f64>> {
    let tree = &problem.tree;
    let outline = Outline::new(tree);
    let below: Vec<Vec<usize>> =
        (0..tree.branches.len()).map(|branch| tree.leaves_under(branch)).collect();
    let of_group = |group: usize| {
        let mut out: Vec<f64> = tree.branches.iter().map(|branch| branch.weight).collect();
        for derivation in derivations {
            let mut of_leaf = vec![0.0; tree.leaves.len()];
            for (leaf, weight) in derivation.leaves.iter().zip(derivation.of_group(group)) {
                of_leaf[*leaf] = weight;
            }
            let mut waiting = outline.children(derivation.parent).to_vec();
            while let Some(branch) = waiting.pop() {
                out[branch] = below[branch].iter().map(|leaf| of_leaf[*leaf]).sum();
                if tree.branches[branch].leaf.is_none() {
                    let children = outline.children(Some(branch));
                    waiting.extend(children);
                }
            }
        }
        // Below a node without weight nothing is settled: its leaves weigh the same there.
        for siblings in outline.sibling_sets() {
            if siblings.iter().all(|at| out[*at] == 0.0) {
                siblings.iter().for_each(|at| out[*at] = 1.0);
            }
        }
        out
    };
    (0..problem.groups.len()).map(of_group).collect()
}

/// A problem weighed in another way.
#[derive(Debug)]
pub struct Reweighed {
    /// The problem with its new weights.
    pub problem: Problem,
    /// Where they follow from judgements.
    pub derivations: Vec<Derivation>,
    /// Where they follow from the data.
    pub from_data: Vec<DataDerivation>,
}

/// The problem with weights that another weighting makes of the same judgements, or of the data.
///
/// # Errors
/// [`Error::Undefined`] where the data, or the judgements, give no weights by it.
pub(crate) fn reweighed(
    problem: &Problem,
    derivations: &[Derivation],
    weighting: &Weighting,
) -> Result<Reweighed> {
    let name = weighting.sheet().name;
    let undefined =
        |reason: Said, remedy: Said| Error::Undefined { method: name.into(), reason, remedy };
    let mut problem = problem.clone();
    let weighting = match weighting {
        Weighting::Data(weighting) => {
            if let Some(node) = unsettled(&problem, None) {
                let [reason, remedy] = levels_need_weights(&problem.tree.branches[node].id);
                return Err(undefined(reason, remedy));
            }
            let leaves = (0..problem.tree.leaves.len()).collect();
            problem.group_weights = Vec::new();
            let derivation =
                DataDerivation::new(&problem, None, leaves, *weighting).map_err(|why| {
                    let [english, dutch] = refusal(&why, name, &problem);
                    undefined(Said::both(english.0, dutch.0), Said::both(english.1, dutch.1))
                })?;
            if derivation.groups.iter().all(Option::is_none) {
                return Err(undefined(
                    Said::both(
                        "fewer than two alternatives compete, so the data tell nothing apart",
                        "er doen minder dan twee alternatieven mee, dus de gegevens onderscheiden niets",
                    ),
                    Said::both(
                        "add alternatives, or weigh by judgements",
                        "voeg alternatieven toe, of weeg op basis van oordelen",
                    ),
                ));
            }
            let from_data = vec![derivation];
            problem.group_weights = group_weights(&problem, &from_data);
            return Ok(Reweighed { problem, derivations: Vec::new(), from_data });
        }
        Weighting::Judgements(weighting) => weighting,
    };
    let form = weighting.form();
    if derivations.is_empty() {
        let example = form.example();
        return Err(undefined(
            Said::both("this case holds no judgements", "dit dossier bevat geen oordelen"),
            Said::both(
                format!("add [[weighting]] with statements of the form {example}"),
                format!("voeg [[weighting]] toe met uitspraken van de vorm {example:#}"),
            ),
        ));
    }
    let mut out = Vec::new();
    for derivation in derivations {
        let tree = &problem.tree;
        let ids: Vec<&str> =
            derivation.branches.iter().map(|branch| tree.branches[*branch].id.as_str()).collect();
        let named = |fault: Fault| {
            undefined(said_with_names(&fault.message, &ids), said_with_names(&fault.remedy, &ids))
        };
        let mut opinions = Vec::new();
        for opinion in &derivation.opinions {
            if opinion.weighting.form() != form {
                let other = opinion.weighting.sheet().name;
                return Err(undefined(
                    Said::both(
                        format!(
                            "the judgements of this case were made for {other}, in another form"
                        ),
                        format!(
                            "de oordelen van dit dossier zijn gemaakt voor {other}, in een andere vorm"
                        ),
                    ),
                    Said::both(
                        format!("it takes {}", form.example()),
                        format!("de vorm is {:#}", form.example()),
                    ),
                ));
            }
            let judgements = opinion.judgements.clone();
            let again = Opinion::new(ids.len(), weighting.clone(), judgements).map_err(named)?;
            opinions.push(Opinion {
                respondent: opinion.respondent.clone(),
                by: opinion.by.clone(),
                ..again
            });
        }
        let (parent, branches) = (derivation.parent, derivation.branches.clone());
        out.push(
            Derivation::new(parent, branches, opinions, derivation.combination).map_err(named)?,
        );
    }
    put(&out, &mut problem.tree);
    problem.tree.complete_rules();
    for derivation in &out {
        for own in &mut problem.group_weights {
            for (branch, weight) in derivation.branches.iter().zip(&derivation.weights) {
                own[*branch] = *weight;
            }
        }
    }
    Ok(Reweighed { problem, derivations: out, from_data: Vec::new() })
}
