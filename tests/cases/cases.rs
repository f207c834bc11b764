//! Every criteria file of the project loads, runs and gives what it gave before; and the built-in
//! Flemish case shows what its decisions say it must, read from the shipped files.

use crate::common::project;
use afweging::case::{self, Case, Location, WhatIf};
use afweging::study::{Evaluation, Evaluations, Tables, Verdict, evaluate};
use afweging::table::Table;
use std::collections::BTreeMap;

#[test]
fn every_criteria_file_runs_and_matches_its_snapshot() {
    let mut count = 0;
    for entry in std::fs::read_dir(project("criteria")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let case = Case::open(&Location::Path(path), &WhatIf::default())
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(case.id, name, "a case's id is its file's name");
        assert!(case.warnings.is_empty(), "{name}: {:?}", case.warnings);
        let evaluations = Evaluations::new(&case.problem, &case.methods).unwrap();
        let show = |table: Table| {
            let head = table
                .columns
                .iter()
                .map(|column| column.name.as_str())
                .collect::<Vec<_>>()
                .join(",");
            let cell = |row: usize, column: &afweging::table::Column| match column.values.get(row) {
                afweging::table::Value::Number(number) => format!("{number:.9}"),
                other => other
                    .as_text()
                    .map(str::to_owned)
                    .or_else(|| other.as_number().map(|n| n.to_string()))
                    .unwrap_or_default(),
            };
            let rows = (0..table.rows()).map(|row| {
                table.columns.iter().map(|column| cell(row, column)).collect::<Vec<_>>().join(",")
            });
            std::iter::once(head).chain(rows).collect::<Vec<_>>().join("\n")
        };
        insta::assert_snapshot!(
            name.clone(),
            ["ranking", "order", "summary"]
                .map(|name| show(evaluations.table_named(name).unwrap()))
                .join("\n\n")
        );
        // The compiled-in copy is the same case.
        let builtin = Case::open(&Location::Builtin(name.clone()), &WhatIf::default()).unwrap();
        assert_eq!(builtin.problem, case.problem, "{name}");
        assert!(case::builtin_names().contains(&name.as_str()));
        count += 1;
    }
    assert!(count >= 2);
}

fn flemish(literal: bool, what_if: WhatIf) -> Case {
    let folder = project("datasets/flemish-cluster-policy");
    let data = if literal {
        vec![folder.join("judgements-literal.csv"), folder.join("clusters.csv")]
    } else {
        Vec::new()
    };
    let location = Location::Path(project("criteria/flemish-cluster-policy.toml"));
    Case::open(&location, &WhatIf { data, ..what_if }).unwrap()
}

/// A score, a rank and the known share.
type Standing = (Option<f64>, Option<usize>, f64);

/// Scores, ranks and known shares by scenario and cluster.
fn standings(evaluation: &Evaluation) -> BTreeMap<(String, String), Standing> {
    let mut out = BTreeMap::new();
    for group in &evaluation.groups {
        for place in group.places() {
            let name = evaluation.problem.full_name(group.member(place));
            let (scenario, cluster) = name.split_once('/').unwrap();
            let standing = group.standing(place);
            out.insert(
                (scenario.to_owned(), cluster.to_owned()),
                (standing.score, standing.rank, group.known(place)),
            );
        }
    }
    out
}

fn view(case: &Case) -> String {
    let evaluations = Evaluations::new(&case.problem, &case.methods[..1]).unwrap();
    let words = afweging::report::Words(Default::default());
    afweging::report::to_text(
        &afweging::report::evaluate(case, &evaluations, words, &[], None),
        110,
    )
}

const CLUSTERS: [&str; 6] =
    ["Catalisti", "VIL", "Flux50", "FlandersFOOD", "BlauweCluster", "MEDVIA"];

#[test]
fn scenario_3_scores_above_1_in_every_cluster_in_both_codings() {
    for literal in [false, true] {
        let case = flemish(literal, WhatIf { no_gates: true, ..Default::default() });
        let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
        let all = standings(&evaluation);
        let score =
            |scenario: &str, cluster: &str| all[&(scenario.to_owned(), cluster.to_owned())].0;
        for cluster in CLUSTERS {
            assert!(
                score("S3", cluster).unwrap() > score("S1", cluster).unwrap(),
                "{cluster}, literal {literal}"
            );
            if literal {
                assert!(score("S3", cluster).unwrap() > score("S4", cluster).unwrap(), "{cluster}");
            }
        }
    }
}

#[test]
fn scenario_2_has_a_range_but_no_score_and_no_rank_and_so_has_4_in_the_default_coding() {
    for literal in [false, true] {
        let case = flemish(literal, WhatIf { no_gates: true, ..Default::default() });
        let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
        for group in &evaluation.groups {
            for place in group.places() {
                let name = case.problem.full_name(group.member(place));
                let withheld = name.starts_with("S2/") || (!literal && name.starts_with("S4/"));
                let standing = group.standing(place);
                assert_eq!(standing.score.is_none(), withheld, "{name}, literal {literal}");
                assert_eq!(group.known(place) < 0.5, withheld, "{name}");
                assert!(
                    standing.bounds.unwrap().0 < standing.bounds.unwrap().1
                        || name.starts_with("S0/"),
                    "{name} has a range"
                );
                if withheld || name.starts_with("S0/") {
                    assert_eq!(standing.rank, None, "{name}");
                }
            }
        }
    }
}

#[test]
fn no_order_between_scenarios_1_and_2_is_claimed_and_all_three_verdicts_are_printed() {
    let mut seen = Vec::new();
    for literal in [false, true] {
        let case = flemish(literal, WhatIf::default());
        let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
        let order = evaluation.order();
        let text =
            |row: usize, column: &str| order.get(row, column).as_text().unwrap_or("").to_owned();
        let mut pairs = 0;
        for row in 0..order.rows() {
            let pair = [text(row, "ahead"), text(row, "behind")];
            let verdict = text(row, "verdict");
            if pair.contains(&"S1".to_owned()) && pair.contains(&"S2".to_owned()) {
                assert_eq!(verdict, Verdict::Open.name());
                pairs += 1;
            }
            if pair == ["S3", "S1"] {
                // In the literal coding the ranges do not touch; in the default one they do.
                assert_eq!(verdict, if literal { "certain" } else { "nominal" });
            }
            seen.push(verdict);
        }
        assert_eq!(pairs, 6);
        let view = view(&case);
        assert!(
            view.contains("Own business model and Absorbed in institutes (in all 6)")
                && view.contains("Challenge-driven ahead of Own business model (in all 6)"),
            "{view}"
        );
    }
    for verdict in ["certain", "nominal", "open"] {
        assert!(seen.iter().any(|known| known == verdict), "{verdict}");
    }
}

#[test]
fn scenario_4_is_excluded_for_named_reasons_and_eligible_when_it_is_ready() {
    let case = flemish(false, WhatIf::default());
    let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
    let ranking = evaluation.ranking();
    let mut excluded = 0;
    for row in 0..ranking.rows() {
        let by = ranking.get(row, "excluded_by").as_text();
        assert_eq!(by.is_some(), ranking.get(row, "scenario").as_text() == Some("S4"));
        if let Some(by) = by {
            assert_eq!(by, "needs-structure;needs-buy-in;needs-stakeholders");
            excluded += 1;
        }
    }
    assert_eq!(excluded, 6);
    let set = (1..=5).map(|n| format!("readiness-{n}=yes").parse().unwrap()).collect();
    let ready = flemish(false, WhatIf { set, ..Default::default() });
    let s4 = ready
        .problem
        .alternatives()
        .iter()
        .enumerate()
        .filter(|(at, _)| ready.problem.full_name(*at).starts_with("S4/"));
    assert!(
        s4.clone().count() == 6
            && s4
                .clone()
                .all(|(_, alternative)| alternative.eligible()
                    && alternative.flagged_by().is_empty())
    );
    let view = view(&ready);
    let flat = view.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat.contains("System transformation has no score and no rank, only a range"),
        "{view}"
    );
    // What the advice leaves unknown about it, by name.
    for label in [
        "Security of operating money",
        "Trust of the quadruple helix",
        "Clear role among instruments",
    ] {
        let from = flat.find("System transformation has no score").unwrap();
        let to = from + flat[from..].find(" - ").unwrap();
        assert!(flat[from..to].contains(label), "{label} in {}", &flat[from..to]);
    }
    assert!(view.contains("What if: --set readiness-1=yes"), "{view}");
}

#[test]
fn without_adjustments_all_clusters_have_one_profile() {
    for literal in [false, true] {
        let case = flemish(literal, WhatIf { no_adjustments: true, ..Default::default() });
        let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
        assert_eq!(evaluation.profiles(), (6, 1));
        let with = flemish(literal, WhatIf::default());
        assert!(evaluate(&with.problem, &with.methods[0]).unwrap().profiles().1 > 1);
    }
}

#[test]
fn the_case_says_what_it_is() {
    let case = flemish(false, WhatIf::default());
    assert_eq!(case.status.map(|status| status.name()), Some("illustrative"));
    assert!(!case.weighted, "the source gives no weights");
    assert_eq!(
        (case.problem.tree().leaves().len(), case.problem.tree().branches().len()),
        (19, 25)
    );
    for language in [afweging::problem::Language::En, afweging::problem::Language::Nl] {
        assert!(case.notice.get(language).contains("SERV"));
        assert!(case.problem.tree().leaves().iter().all(|leaf| leaf.anchors.len() >= 3));
    }
    // Figures later than the case are said to be so.
    assert_eq!(case.later.len(), 6);
}

/// The weights of an actor of the Flemish file by criterion.
fn actor_weights(actor: &toml::Value) -> BTreeMap<String, i64> {
    let weights = actor["weights"].as_table().unwrap();
    weights.iter().map(|(id, weight)| (id.clone(), weight.as_integer().unwrap())).collect()
}

#[test]
fn archetypes_weigh_their_concern_three_times_and_no_real_group_has_weights() {
    let text = std::fs::read_to_string(project("criteria/flemish-cluster-policy.toml")).unwrap();
    let file: toml::Value = toml::from_str(&text).unwrap();
    let parents: BTreeMap<&str, Option<&str>> = file["criteria"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["id"].as_str().unwrap(), it.get("parent").map(|at| at.as_str().unwrap())))
        .collect();
    let mut archetypes = 0;
    for actor in file["actors"].as_array().unwrap() {
        let id = actor["id"].as_str().unwrap();
        assert!(actor.get("source").is_some(), "{id} has a source");
        if actor["kind"].as_str() != Some("archetype") {
            assert!(actor.get("weights").is_none(), "{id} is real, and no weights of it are known");
            continue;
        }
        archetypes += 1;
        for (language, word) in [("en", "(illustrative)"), ("nl", "(illustratief)")] {
            assert!(actor["label"][language].as_str().unwrap().ends_with(word), "{id}");
        }
        let weights = actor_weights(actor);
        let named: Vec<Option<&str>> = weights.keys().map(|it| parents[it.as_str()]).collect();
        for (criterion, parent) in &parents {
            let weight = weights.get(*criterion);
            // Whoever names one sibling names all: an absent one would weigh 0.
            assert_eq!(weight.is_some(), named.contains(parent), "{id}: {criterion}");
            assert!(weight.is_none_or(|weight| [1, 3].contains(weight)), "{id}: {criterion}");
            if let (Some(3), Some(parent)) = (weight, parent) {
                assert_eq!(weights[*parent], 3, "{id}: {parent} holds its concern");
            }
        }
        assert!(weights.values().any(|weight| *weight == 3), "{id} has a concern");
    }
    assert_eq!(archetypes, 4);
}

#[test]
fn actors_of_the_constructed_case_score_as_by_hand() {
    let scores = |actor: &str| -> BTreeMap<String, f64> {
        let location = Location::Path(project("criteria/city-centre-constructed.toml"));
        let what_if = WhatIf { actor: Some(actor.to_owned()), ..WhatIf::default() };
        let case = Case::open(&location, &what_if).unwrap();
        let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
        let group = &evaluation.groups[0];
        group
            .places()
            .map(|at| {
                let name = evaluation.problem.full_name(group.member(at));
                (name, group.standing(at).score.unwrap())
            })
            .collect()
    };
    // Noise, injuries and space weigh 3, 3 and 2; travel time and bus time 1 each; all of 10.
    let residents = scores("residents");
    let value = |noise: f64, injuries: f64, travel: f64, bus: f64, space: f64| {
        0.3 * (70.0 - noise) / 12.0
            + 0.3 * (50.0 - injuries) / 30.0
            + 0.1 * (30.0 - travel) / 18.0
            + 0.1 * (16.0 - bus) / 8.0
            + 0.2 * space / 3.0
    };
    // The noise of loops (66) and bypass (67) is their own figure; the middle stands for a range.
    for (plan, by_hand) in [
        ("present", value(68.0, 46.0, 17.0, 14.0, 0.0)),
        ("loops", value(66.0, 35.0, 20.0, 11.0, 0.8)),
        ("car-free", value(61.0, 28.0, 24.0, 9.0, 2.6)),
        ("park-ride", value(66.0, 39.0, 21.0, 12.0, 0.6)),
        ("bypass", value(67.0, 37.0, 13.0, 13.0, 0.4)),
    ] {
        assert!((residents[plan] - by_hand).abs() < 1e-12, "{plan}: {} {by_hand}", residents[plan]);
    }
    // Swings of 100, 70, 20, 20, 20 and 15 points, of 245; a middle stands for a range.
    let by_hand = (100.0 * (10.0 - 7.0) / 20.0
        + 70.0 * (30.0 - 24.0) / 18.0
        + 20.0 * 2.6 / 3.0
        + 20.0 * (50.0 - 28.0) / 30.0
        + 20.0 * (16.0 - 9.0) / 8.0
        + 15.0 * (70.0 - 61.0) / 12.0)
        / 245.0;
    let traders = scores("traders");
    assert!((traders["car-free"] - by_hand).abs() < 1e-12, "{} {by_hand}", traders["car-free"]);
    // The two prefer the bypass and the loops in opposite order.
    assert!(traders["bypass"] > traders["loops"] && residents["bypass"] < residents["loops"]);
}
