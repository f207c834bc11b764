//! The model that the report's page recomputes from: the case as data, down to the inputs behind
//! each figure, and what each method found.
//!
//! `assets/page/engine/` reads it; the types of its parts stand in `model.js` there. What those
//! scripts do not compute as the program does is said here (`moves` and `fixed`), so that it never shows another
//! number.

mod figures;
mod gates;
mod methods;
mod texts;

use crate::case::Case;
use crate::evaluate::evaluations::Evaluations;
use crate::problem::{Actor, Language, Problem, Says};
use figures::Figures;
use serde_json::{Value, json};
use texts::label;

/// With more cells than this nothing is recomputed: the page would be large and slow, so that it
/// shows what the program found.
const MOST_CELLS: usize = 50_000;

/// The model of a case and the methods that it was evaluated with, with texts in `language`.
///
/// It has no figure that is not finite: where there is no limit, or nothing is known, it says null.
///
/// ```
/// use afweging::case::{Case, DEFAULT, Location, WhatIf};
/// use afweging::problem::Language;
/// use afweging::study::Evaluations;
///
/// let case = Case::open(&Location::of(DEFAULT), &WhatIf::default())?;
/// let evaluations = Evaluations::new(&case.problem, &case.methods)?;
/// let model = afweging::live::model(&case, &evaluations, Language::Nl);
/// assert_eq!(model["groups"].as_array().map(Vec::len), Some(6)); // the clusters
/// assert_eq!(model["methods"][0]["moves"], true);
/// # Ok::<(), afweging::Error>(())
/// ```
pub fn model(case: &Case, evaluations: &Evaluations, language: Language) -> Value {
    let problem = evaluations.problem();
    let tree = &problem.tree;
    let few = problem.alternatives.len().saturating_mul(tree.leaves.len()) <= MOST_CELLS;
    let figures = match few {
        true => Figures::of(problem, gates::inputs(case)),
        false => Figures::none(problem),
    };
    let own = own_weights(problem);
    let criterion = |(at, branch): (usize, &crate::problem::Branch)| {
        json!({
            "id": branch.id,
            "label": label(&branch.label, &branch.id, language),
            "parent": branch.parent,
            "leaf": branch.leaf,
            "weight": match &own {
                GroupWeights::Common(weights) => weights[at],
                GroupWeights::Different(_) => branch.weight,
            },
        })
    };
    json!({
        "format": 1,
        "language": match language {
            Language::En => "en",
            Language::Nl => "nl",
        },
        "title": case.title.get(language),
        "keys": keys(problem, language),
        "groupKeys": problem.rank_within,
        "groups": groups(problem, language),
        "alternatives": alternatives(problem, language),
        "criteria": tree.branches.iter().enumerate().map(criterion).collect::<Vec<Value>>(),
        "leaves": figures::leaves(problem, language),
        "inputs": figures.inputs(case, problem),
        "curves": figures.curves,
        "cells": figures.cells,
        "facts": gates::facts(case),
        "requirements": gates::requirements(case, problem, &figures, few, language),
        "actors": actors(case, language),
        "methods": methods::methods(evaluations, few, language),
        "minKnown": problem.min_known,
        "groupWeights": match own {
            GroupWeights::Common(_) => Value::Null,
            GroupWeights::Different(weights) => json!(weights),
        },
        // Then the program would move weights along with figures; the page leaves them in place.
        "weightsFollowFigures": !case.from_data.is_empty() || case.centre.is_some(),
    })
}

fn key_value(problem: &Problem, key: usize, value: usize, language: Language) -> String {
    let value = &problem.keys[key].values[value];
    match &value.label {
        Some(own) => label(own, &value.id, language),
        None => value.id.to_string(),
    }
}

fn keys(problem: &Problem, language: Language) -> Vec<Value> {
    let key = |(at, key): (usize, &crate::problem::Key)| {
        let value = |(place, value): (usize, &crate::problem::KeyValue)| {
            json!({
                "id": &*value.id,
                "label": key_value(problem, at, place, language),
                "reference": value.reference,
            })
        };
        json!({
            "id": key.id,
            "label": label(&key.label, &key.id, language),
            "values": key.values.iter().enumerate().map(value).collect::<Vec<Value>>(),
        })
    };
    problem.keys.iter().enumerate().map(key).collect()
}

/// What people read of an alternative by some of its keys.
fn name(problem: &Problem, alternative: usize, keys: &[usize], language: Language) -> String {
    let values = &problem.alternatives[alternative].values;
    let label = |key: &usize| key_value(problem, *key, values[*key], language);
    keys.iter().map(label).collect::<Vec<String>>().join("/")
}

fn groups(problem: &Problem, language: Language) -> Vec<Value> {
    let group = |group: &crate::problem::Group| {
        let first = group.members.first();
        let name = first.map(|member| name(problem, *member, &problem.rank_within, language));
        json!({ "name": name.unwrap_or_default(), "members": group.members })
    };
    problem.groups.iter().map(group).collect()
}

fn alternatives(problem: &Problem, language: Language) -> Vec<Value> {
    let (inside, all) = (problem.keys_inside(), (0..problem.keys.len()).collect::<Vec<usize>>());
    let mut group_of = vec![0; problem.alternatives.len()];
    for (at, group) in problem.groups.iter().enumerate() {
        group.members.iter().for_each(|member| group_of[*member] = at);
    }
    let alternative = |(at, own): (usize, &crate::problem::Alternative)| {
        json!({
            "id": problem.full_name(at),
            "name": name(problem, at, &inside, language),
            "fullName": name(problem, at, &all, language),
            "values": own.values.to_vec(),
            "group": group_of[at],
            "reference": own.reference,
        })
    };
    problem.alternatives.iter().enumerate().map(alternative).collect()
}

/// The weights of the branches, as they are written.
enum GroupWeights {
    /// The same in every group.
    Common(Vec<f64>),
    /// By group.
    Different(Vec<Vec<f64>>),
}

fn own_weights(problem: &Problem) -> GroupWeights {
    match &problem.group_weights[..] {
        [] => GroupWeights::Common(problem.tree.branches.iter().map(|it| it.weight).collect()),
        [first, others @ ..] if others.iter().all(|other| other == first) => {
            GroupWeights::Common(first.clone())
        }
        all => GroupWeights::Different(all.to_vec()),
    }
}

/// The actors as presets of weights: those who give weights that hold in every group.
fn actors(case: &Case, language: Language) -> Vec<Value> {
    // What-ifs may leave no panel; then there are no presets.
    let Ok(panel) = case.panel() else { return Vec::new() };
    let actor = |actor: &Actor| {
        let gives = matches!(actor.says(), Says::Weights | Says::Judgements);
        let weights = match own_weights(actor.problem()) {
            GroupWeights::Common(weights) if gives => {
                let ids = actor.problem().tree.branches.iter().map(|branch| branch.id.clone());
                let weights = weights.into_iter().map(Value::from);
                Value::Object(ids.zip(weights).collect())
            }
            _ => Value::Null,
        };
        json!({
            "id": actor.id(),
            "label": label(actor.label(), actor.id(), language),
            "weights": weights,
        })
    };
    panel.actors().iter().map(actor).collect()
}
