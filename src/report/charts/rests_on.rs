//! What the scores rest on: the kind of evidence, and value functions.

use super::captions::{MOST_GROUPS, MOST_TOLD, at_most, closing, heading};
use super::left_out::{LeftOut, RowsAre};
use super::shared::{MOST_ROWS, foremost};
use crate::case::Case;
use crate::chart::palette::{AGAINST, BESIDE, MAIN, PAPER, UNKNOWN, mixed};
use crate::chart::{Caption, Fill};
use crate::chart::{Evidence, EvidenceGroup, EvidenceKind, EvidenceRow};
use crate::chart::{ValueFunction, ValueFunctions};
use crate::problem::value_function::fixed;
use crate::problem::{Direction, Kind, Problem, Scale};
use crate::report::{NamedChart, Words};
use crate::study::Evaluations;
use std::collections::BTreeMap;

/// More figures than this beside each other say nothing.
const MOST_FIGURES: usize = 200;

/// The kinds of evidence that the weight of each alternative rests on, where any is stated.
pub fn evidence_charts<'a>(
    case: &'a Case,
    evaluations: &'a Evaluations<'a>,
    words: Words,
) -> Vec<NamedChart<'a>> {
    let problem = &case.problem;
    let leaves = 0..problem.tree.leaves.len();
    let told = |alternative: usize| {
        let mut leaves = leaves.clone();
        leaves.any(|leaf| {
            !problem.is_known(alternative, leaf) || problem.kind(alternative, leaf).is_some()
        })
    };
    match (0..problem.alternatives.len()).any(told) {
        true => {
            vec![NamedChart::new("evidence", move || evidence(case, evaluations, words).picture())]
        }
        false => Vec::new(),
    }
}

fn fill(kind: Option<&str>) -> Fill {
    match kind {
        Some("measured") => Fill::Solid(mixed(MAIN, crate::chart::palette::INK, 0.6)),
        Some("stated") => Fill::Solid(MAIN),
        Some("transcribed") => Fill::Solid(mixed(MAIN, PAPER, 0.35)),
        Some("inferred") => Fill::Solid(mixed(MAIN, PAPER, 0.65)),
        Some("assumed") => Fill::Hatched(AGAINST),
        Some(_) => Fill::Hollow(UNKNOWN),
        None => Fill::Solid(BESIDE),
    }
}

fn evidence(case: &Case, evaluations: &Evaluations, words: Words) -> Evidence {
    let problem = &case.problem;
    let table = evaluations.main().evidence();
    let keys: Vec<&str> = problem.keys.iter().map(|key| key.id.as_str()).collect();
    // By the names of alternatives over all keys.
    let mut shares: BTreeMap<String, Vec<(Option<String>, f64)>> = BTreeMap::new();
    for row in 0..table.rows() {
        let Some(share) = table.get(row, "share").as_number() else { continue };
        let name: Vec<&str> = keys.iter().filter_map(|key| table.get(row, key).as_text()).collect();
        let kind = table.get(row, "kind").as_text().map(str::to_owned);
        shares.entry(name.join("/")).or_default().push((kind, share));
    }
    let there = |kind: Option<&str>| {
        shares.values().flatten().any(|(own, share)| own.as_deref() == kind && *share > 0.0)
    };
    let named = Kind::ALL.iter().map(|kind| Some(kind.name()));
    let kinds: Vec<Option<&str>> =
        named.chain([None, Some("unknown")]).filter(|kind| there(*kind)).collect();
    let all_keys: Vec<usize> = (0..problem.keys.len()).collect();
    let (mut groups, mut told) = (Vec::new(), Vec::new());
    let (mut unknown, mut assumed, mut unstated) = (0.0f64, 0.0f64, 0.0f64);
    let mut left = LeftOut { groups: LeftOut::over(problem.groups.len(), MOST_GROUPS), rows: 0 };
    // All are counted, and the first are drawn.
    for (at, group) in problem.groups.iter().enumerate() {
        let mut rows = Vec::new();
        let heading = heading(problem, at, words);
        // No heading without what stands below it.
        if told.len() + 1 < MOST_TOLD {
            told.extend(heading.iter().map(|heading| format!("{heading}:")));
        }
        for member in &group.members {
            let none = Vec::new();
            let own = shares.get(&problem.name(*member, &all_keys)).unwrap_or(&none);
            let of = |kind: Option<&str>| {
                own.iter().find(|(known, _)| known.as_deref() == kind).map(|(_, share)| *share)
            };
            unknown = unknown.max(of(Some("unknown")).unwrap_or(0.0));
            assumed = assumed.max(of(Some("assumed")).unwrap_or(0.0));
            unstated = unstated.max(of(None).unwrap_or(0.0));
            let name = words.inside(problem, *member);
            let cells: Vec<Option<(f64, String)>> = kinds
                .iter()
                .map(|kind| of(*kind).map(|share| (share, words.percent(share))))
                .collect();
            if told.len() < MOST_TOLD {
                let each = kinds.iter().zip(&cells).filter_map(|(kind, cell)| {
                    Some(format!("{} {}", words.kind_named(*kind), cell.as_ref()?.1))
                });
                told.push(format!("{name}: {}.", each.collect::<Vec<_>>().join(", ")));
            }
            rows.push(EvidenceRow { name, shares: cells });
        }
        if groups.len() < MOST_GROUPS {
            let result = &evaluations.main().groups[at];
            let drawn = foremost(result, &result.places().collect::<Vec<_>>(), MOST_ROWS);
            left.rows += rows.len() - drawn.len();
            let rows = drawn.iter().map(|at| rows[*at].clone()).collect();
            groups.push(EvidenceGroup { heading, rows });
        }
    }
    let title = match (unknown > 0.0, assumed > 0.0) {
        (true, _) => {
            let most = at_most(unknown, words);
            words.pick(
                format!("Up to {most} of the weight of an alternative rests on what is not known"),
                format!(
                    "Tot {most} van het gewicht van een alternatief steunt op wat niet bekend is"
                ),
            )
        }
        (false, true) => {
            let most = at_most(assumed, words);
            words.pick(
                format!("Nothing is unknown; up to {most} of the weight of an alternative rests on assumptions"),
                format!("Niets is onbekend; tot {most} van het gewicht van een alternatief steunt op aannames"),
            )
        }
        (false, false) if unstated > 0.0 => {
            let most = at_most(unstated, words);
            words.pick(
                format!("Up to {most} of the weight of an alternative rests on figures whose kind is not stated"),
                format!("Tot {most} van het gewicht van een alternatief steunt op cijfers waarvan de soort niet is opgegeven"),
            )
        }
        (false, false) => words
            .pick(
                "No weight rests on assumptions or on what is not known",
                "Geen gewicht steunt op aannames of op wat niet bekend is",
            )
            .to_owned(),
    };
    let mut notes = vec![words.pick(
        "Shares of the weight of each alternative, by the kind of evidence of the figures it falls on. Weights as given.",
        "Aandelen van het gewicht van elk alternatief, naar de soort onderbouwing van de cijfers waarop het valt. Gewichten zoals opgegeven.",
    ).to_owned()];
    notes.extend(left.note(RowsAre::Alternatives, Some("evidence"), words));
    notes.extend(closing(case, None, words));
    let kinds = kinds
        .into_iter()
        .map(|kind| EvidenceKind { name: words.kind_named(kind).to_owned(), fill: fill(kind) })
        .collect();
    Evidence { caption: Caption { title, description: told.join(" "), notes }, kinds, groups }
}

/// The value functions of a method that reads them, where any criterion has one of its own or a
/// scale.
pub fn value_function_charts<'a>(
    case: &'a Case,
    evaluations: &'a Evaluations<'a>,
    words: Words,
) -> Vec<NamedChart<'a>> {
    let reads = evaluations.main().method.definition().reads_value_functions();
    match reads && case.problem.tree.leaves.iter().any(|leaf| fixed(leaf).is_some()) {
        true => {
            vec![NamedChart::new("value-functions", move || value_functions(case, words).picture())]
        }
        false => Vec::new(),
    }
}

fn value_functions(case: &Case, words: Words) -> ValueFunctions {
    let problem = &case.problem;
    let (mut bent, mut drawn, mut told) = (0, 0, Vec::new());
    let mut criteria = Vec::new();
    for (leaf, criterion) in problem.tree.leaves.iter().enumerate() {
        let name = words.label(&criterion.label, &criterion.id);
        let written = |x: f64| {
            let text = criterion.notation(x);
            match criterion.scale {
                Some(Scale::Ordinal(_)) => text,
                _ => words.pick(text.clone(), text.replace('.', ",")),
            }
        };
        let better = match criterion.direction {
            Direction::Max => words.pick("more is better", "meer is beter").to_owned(),
            Direction::Min => words.pick("less is better", "minder is beter").to_owned(),
            Direction::Target(target) => {
                let target = written(target);
                words.pick(
                    format!("nearest {target} is best"),
                    format!("zo dicht mogelijk bij {target} is best"),
                )
            }
        };
        let axis = match &criterion.unit {
            Some(unit) => format!("{unit}; {better}"),
            None => better,
        };
        let curve = fixed(criterion).filter(|curve| curve.points().len() > 1);
        let points = match &curve {
            Some(curve) => {
                drawn += 1;
                bent += usize::from(curve.single_slope().is_none());
                // A curve that is no line between the points that the case states is drawn in steps.
                Ok(curve.drawn())
            }
            None => Err(words.pick(
                "No scale: values run from the worst to the best figure of each group.",
                "Geen schaal: waarden lopen van het slechtste tot het beste cijfer van elke groep.",
            ).to_owned()),
        };
        let ends = match &points {
            Ok(points) => [points.first(), points.last()]
                .map(|end| end.map_or_else(String::new, |end| written(end.0))),
            Err(_) => [String::new(), String::new()],
        };
        if told.len() < MOST_TOLD {
            let own = curve.as_ref().map(|curve| curve.points().to_vec());
            let said = match &points {
                Ok(points) => {
                    let points = own.as_ref().unwrap_or(points);
                    let each = points.iter().map(|(x, y)| {
                        let (x, y) = (written(*x), words.two(*y));
                        words.pick(format!("{x} is worth {y}"), format!("{x} is {y} waard"))
                    });
                    each.collect::<Vec<_>>().join(", ")
                }
                Err(why) => why.trim_end_matches('.').to_owned(),
            };
            told.push(format!("{name}: {said}."));
        }
        let figures = if points.is_ok() { figures(problem, leaf, words) } else { Vec::new() };
        criteria.push(ValueFunction { name, axis, points, ends, figures });
    }
    let title = match bent {
        0 => words
            .pick(
                "All value functions drawn here are straight lines",
                "Alle waardefuncties die hier getekend zijn, zijn rechte lijnen",
            )
            .to_owned(),
        bent => {
            let (bent, drawn) = (words.count(bent), words.count(drawn));
            words.pick(
                format!("{bent} of {drawn} value functions are not straight lines"),
                format!("{bent} van de {drawn} waardefuncties zijn geen rechte lijnen"),
            )
        }
    };
    let mut notes = vec![words.pick(
        "From 0 (worst) to 1 (best), on the scale of each criterion. Dots: the points that the case states, or the ends of the scale. Short lines below: the nominal figures of alternatives.",
        "Van 0 (slechtst) tot 1 (best), op de schaal van elk criterium. Punten: wat het dossier opgeeft, of de einden van de schaal. Korte lijnen onderaan: de nominale cijfers van alternatieven.",
    ).to_owned()];
    notes.extend(closing(case, None, words));
    ValueFunctions { caption: Caption { title, description: told.join(" "), notes }, criteria }
}

/// The known figures of who competes on a leaf.
fn figures(problem: &Problem, leaf: usize, words: Words) -> Vec<(f64, String)> {
    let all = problem.alternatives.iter().enumerate();
    let known = all.filter(|(at, of)| of.eligible() && problem.is_known(*at, leaf));
    let known = known.take(MOST_FIGURES);
    known.map(|(at, _)| (problem.spread(at, leaf).nominal, words.full(problem, at))).collect()
}
