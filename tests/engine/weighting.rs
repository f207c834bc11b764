//! `[[weighting]]` in a criteria file: weights that follow from judgements of one or several people,
//! or from the data of each group; what they leave open; and what is refused.

use crate::common::{Files, Random};
use afweging::case::{Case, Location, WhatIf};
use afweging::lp::{Program, Relation, Row};
use afweging::method::Method;
use afweging::study::{
    AcceptabilityRequest, Keep, RobustRequest, Tables, Values, WeightOrigins, WeightsModel,
    acceptability, evaluate, robust,
};
use afweging::weighting::Weighting;
use approx::assert_relative_eq;

const HEAD: &str = r#"format = 1
id = "sites"
data = ["t.csv"]
[[keys]]
id = "site"
"#;

/// Three criteria on 0 .. 10, where more is better.
fn criteria(ids: &[&str]) -> String {
    let one = |id: &&str| format!("[[criteria]]\nid = \"{id}\"\nscale = {{ min = 0, max = 10 }}\n");
    ids.iter().map(one).collect()
}

fn site(weightings: &str) -> Files {
    let case = format!("{HEAD}{}{weightings}", criteria(&["cost", "quiet", "view"]));
    Files::new(&[
        ("case.toml", &case),
        ("t.csv", "site,cost,quiet,view\nA,9,1,5\nB,2,7,5\nC,5,5,6\n"),
    ])
}

fn local(case: &Case) -> Vec<f64> {
    case.problem.tree().branches().iter().map(|branch| branch.weight).collect()
}

fn weighted(method: &str, judgements: &[&str]) -> String {
    format!("[[weighting]]\nmethod = \"{method}\"\njudgements = {judgements:?}\n")
}

#[test]
fn judgements_make_the_weights() {
    // Two thirds of the points, and so on: by hand.
    let cases: [(&str, &[&str], [f64; 3]); 7] = [
        ("direct", &["cost = 60", "quiet = 30", "view = 10"], [0.6, 0.3, 0.1]),
        ("swing", &["cost = 100", "quiet = 60", "view = 40"], [0.5, 0.3, 0.2]),
        ("roc", &["cost > quiet > view"], [11.0 / 18.0, 5.0 / 18.0, 2.0 / 18.0]),
        ("rank-sum", &["cost > quiet > view"], [0.5, 1.0 / 3.0, 1.0 / 6.0]),
        ("rank-reciprocal", &["cost > quiet > view"], [6.0 / 11.0, 3.0 / 11.0, 2.0 / 11.0]),
        (
            "ahp",
            &["cost / quiet = 2", "cost / view = 4", "quiet / view = 2"],
            [4.0 / 7.0, 2.0 / 7.0, 1.0 / 7.0],
        ),
        // 5 points of value on quiet (half its scale) for 2.5 on cost: cost weighs twice as much.
        (
            "trade-off",
            &["cost 2 -> 4.5 = quiet 0 -> 5", "quiet 0 -> 4 = view 0 -> 8"],
            [4.0 / 7.0, 2.0 / 7.0, 1.0 / 7.0],
        ),
    ];
    for (method, judgements, expected) in cases {
        let case = site(&weighted(method, judgements)).open().unwrap();
        for (own, by_hand) in local(&case).iter().zip(expected) {
            assert_relative_eq!(*own, by_hand, epsilon = 1e-12);
        }
        // They reach an evaluation.
        let evaluation = evaluate(&case.problem, &Method::default()).unwrap();
        let weights = &evaluation.groups[0].weights;
        weights.iter().zip(expected).for_each(|(own, by_hand)| {
            assert_relative_eq!(*own, by_hand, epsilon = 1e-12);
        });
        assert!(case.weighted && case.derivations.len() == 1);
    }
}

#[test]
fn weights_of_a_node_and_of_the_top() {
    let text = format!(
        "{HEAD}{}[[criteria]]\nid = \"comfort\"\n{}{}",
        criteria(&["cost"]),
        criteria(&["quiet", "view"]).replace("[[criteria]]", "[[criteria]]\nparent = \"comfort\""),
        "[[weighting]]\nmethod = \"roc\"\njudgements = [\"comfort > cost\"]\nby = \"An, 12 May\"\n\
         [[weighting]]\nof = \"comfort\"\nmethod = \"swing\"\njudgements = [\"quiet = 100\", \"view = 25..60\"]\n",
    );
    let files = Files::new(&[("case.toml", &text), ("t.csv", "site,cost,quiet,view\nA,9,1,5\n")]);
    let case = files.open().unwrap();
    let origins = WeightOrigins::new(&case.problem, &case.derivations, &case.from_data, false);
    let table = origins.table();
    // cost 0.25; comfort 0.75 of which quiet 100 / 142.5.
    let row =
        |id: &str| (0..4).find(|row| table.get(*row, "criterion").as_text() == Some(id)).unwrap();
    let number = |id: &str, column: &str| table.get(row(id), column).as_number();
    assert_relative_eq!(number("cost", "weight").unwrap(), 0.25, epsilon = 1e-12);
    assert_relative_eq!(number("quiet", "weight").unwrap(), 0.75 * 100.0 / 142.5, epsilon = 1e-12);
    assert_relative_eq!(number("quiet", "local").unwrap(), 100.0 / 142.5, epsilon = 1e-12);
    // Comfort is at least half; quiet is from 100 / 160 to 100 / 125 of it.
    assert_relative_eq!(number("quiet", "low").unwrap(), 0.5 * 100.0 / 160.0, epsilon = 1e-9);
    assert_relative_eq!(number("quiet", "high").unwrap(), 100.0 / 125.0, epsilon = 1e-9);
    assert_eq!(table.get(row("cost"), "by").as_text(), Some("An, 12 May"));
    assert_eq!(table.get(row("view"), "method").as_text(), Some("swing"));
    assert_eq!(origins.tables(), ["weights", "consistency", "judgements", "respondents"]);
}

/// With `from-weighting` studies see all weights that fit the judgements; without it, all there are.
#[test]
fn what_judgements_leave_open_reaches_the_studies() {
    let ranked = weighted("roc", &["cost > quiet > view"]);
    let files = site(&ranked);
    let open = files.open().unwrap();
    let held =
        site(&format!("{ranked}[weights]\nconstraints = \"from-weighting\"\n")).open().unwrap();
    let asked = files.open_with(&WhatIf { from_weighting: true, ..WhatIf::default() }).unwrap();
    assert_eq!(held.problem.constraints(), asked.problem.constraints());
    assert_eq!((open.problem.constraints().len(), held.problem.constraints().len()), (0, 2));
    let request = RobustRequest { values: Values::Given, time: None, and_given: false };
    let first = |case: &Case, name: &str| {
        let evaluation = evaluate(&case.problem, &Method::default()).unwrap();
        let study = robust(&evaluation, &request).unwrap();
        let table = study.alternatives();
        let row = (0..table.rows()).find(|row| table.get(*row, "site").as_text() == Some(name));
        table.get(row.unwrap(), "potentially_first").as_number()
    };
    // B needs quiet to weigh more than cost to pass A; with cost first it cannot.
    assert_eq!(first(&open, "B"), Some(1.0));
    assert_eq!(first(&held, "B"), Some(0.0));
    // Every draw lies in the set: the mean weights of the centre are those of roc.
    let evaluation = evaluate(&held.problem, &Method::default()).unwrap();
    let study = acceptability(
        &evaluation,
        &AcceptabilityRequest {
            model: WeightsModel::Nodes,
            draws: 20_000,
            precision: None,
            uniform_sets: false,
            pairwise: false,
            keep: Keep::EveryRank,
            seed: 1,
        },
    )
    .unwrap();
    let central = study.central_weights();
    for row in 0..central.rows() {
        let weight = central.get(row, "weight").as_number();
        assert!(weight.is_none_or(|weight| weight <= 1.0));
    }
    // The same, from its own linear program: the least of cost over the ordered weights is a third.
    let rows = vec![
        Row { coefficients: vec![1.0, 1.0, 1.0], relation: Relation::Equal, bound: 1.0 },
        Row { coefficients: vec![-1.0, 1.0, 0.0], relation: Relation::AtMost, bound: 0.0 },
        Row { coefficients: vec![0.0, -1.0, 1.0], relation: Relation::AtMost, bound: 0.0 },
    ];
    let least = Program { bounds: vec![(0.0, 1.0); 3], rows }.minimise(&[1.0, 0.0, 0.0]).unwrap();
    assert_relative_eq!(held.derivations[0].ends()[0].0, least[0], epsilon = 1e-9);
}

#[test]
fn several_people_and_one_of_them() {
    let of = |who: &str, points: [u32; 3]| {
        format!(
            "[[weighting]]\nmethod = \"direct\"\nrespondent = \"{who}\"\njudgements = [\"cost = {}\", \"quiet = {}\", \"view = {}\"]\n",
            points[0], points[1], points[2]
        )
    };
    let text = of("An", [50, 30, 20]) + &of("Bo", [20, 30, 50]) + &of("Cis", [50, 10, 40]);
    let files = site(&text);
    let case = files.open().unwrap();
    for (own, by_hand) in local(&case).iter().zip([0.4, 7.0 / 30.0, 11.0 / 30.0]) {
        assert_relative_eq!(*own, by_hand, epsilon = 1e-12);
    }
    let alone =
        files.open_with(&WhatIf { respondent: Some("Bo".into()), ..WhatIf::default() }).unwrap();
    assert_relative_eq!(local(&alone)[0], 0.2, epsilon = 1e-12);
    assert_eq!(alone.what_ifs, ["--respondent Bo"]);
    let unknown = files.open_with(&WhatIf { respondent: Some("Bob".into()), ..WhatIf::default() });
    assert!(unknown.unwrap_err().to_string().contains("did you mean `Bo`?"));
    let origins = WeightOrigins::new(&case.problem, &case.derivations, &case.from_data, false);
    let table = origins.respondents();
    assert_eq!(table.rows(), 9);
    // Bo from the mean of An and Cis: (0.5, 0.2, 0.3), half of 0.3 + 0.1 + 0.2.
    assert_eq!(table.get(3, "respondent").as_text(), Some("Bo"));
    assert_relative_eq!(table.get(3, "distance").as_number().unwrap(), 0.3, epsilon = 1e-12);
}

#[test]
fn the_geometric_mean_of_ratios() {
    let of = |who: &str, ratios: [f64; 3], more: &str| {
        format!(
            "[[weighting]]\nmethod = \"ahp\"\nrespondent = \"{who}\"\n{more}judgements = [\"cost / quiet = {}\", \"cost / view = {}\", \"view / quiet = {}\"]\n",
            ratios[0], ratios[1], ratios[2]
        )
    };
    let combine = "combine = \"geometric-mean-of-judgements\"\n";
    let case = site(&(of("An", [2.0, 4.0, 0.5], combine) + &of("Bo", [8.0, 4.0, 2.0], "")))
        .open()
        .unwrap();
    // Means: 4, 4 and 1: consistent, so the weights are 4 : 1 : 1.
    for (own, by_hand) in local(&case).iter().zip([2.0 / 3.0, 1.0 / 6.0, 1.0 / 6.0]) {
        assert_relative_eq!(*own, by_hand, epsilon = 1e-12);
    }
}

/// Means are taken of ratios as people stated them: methods that ask which item stands above the
/// stroke can be combined, whatever the order of the file.
#[test]
fn ratios_to_the_best_are_combined_as_they_were_stated() {
    let of = |who: &str, [best_cost, best_quiet, cost_quiet]: [f64; 3]| {
        format!(
            "[[weighting]]\nmethod = \"bwm\"\nrespondent = \"{who}\"\ncombine = \"geometric-mean-of-judgements\"\njudgements = [\"view / cost = {best_cost}\", \"view / quiet = {best_quiet}\", \"cost / quiet = {cost_quiet}\"]\n"
        )
    };
    let case = site(&(of("An", [2.0, 8.0, 4.0]) + &of("Bo", [2.0, 2.0, 1.0]))).open().unwrap();
    // Means: 2, 4 and 2, which agree: cost 2, quiet 1, view 4.
    for (own, by_hand) in local(&case).iter().zip([2.0 / 7.0, 1.0 / 7.0, 4.0 / 7.0]) {
        assert_relative_eq!(*own, by_hand, epsilon = 1e-9);
    }
    assert!(case.derivations[0].combined.is_some());
}

/// What several people leave open holds everyone's weights, and no weight beyond all of theirs.
#[test]
fn the_set_of_several_people_is_between_them() {
    let of = |who: &str, points: [u32; 3]| {
        format!(
            "[[weighting]]\nmethod = \"direct\"\nrespondent = \"{who}\"\njudgements = [\"cost = {}\", \"quiet = {}\", \"view = {}\"]\n",
            points[0], points[1], points[2]
        )
    };
    let text = of("An", [60, 30, 10]) + &of("Bo", [20, 30, 50]);
    let case = site(&(text + "[weights]\nconstraints = \"from-weighting\"\n")).open().unwrap();
    let tree = case.problem.tree();
    let meets =
        |w: [f64; 3]| case.problem.constraints().iter().all(|it| it.violation(tree, &w) <= 1e-9);
    assert!(meets([0.6, 0.3, 0.1]) && meets([0.2, 0.3, 0.5]) && meets([0.4, 0.3, 0.3]));
    // Both say exactly 0.3 of quiet.
    assert!(!meets([0.4, 0.25, 0.35]) && !meets([0.65, 0.3, 0.05]));
    assert!(case.inadmissible.is_empty() && case.contradictory.is_empty());
    let names = case.problem.constraints().iter().map(|it| it.written.as_str());
    assert!(names.clone().all(|name| name.starts_with("from-weighting: ")));
    assert!(names.collect::<Vec<_>>().contains(&"from-weighting: cost <= 2 * quiet"));
}

/// A weight on the command line is no longer one that follows from judgements.
#[test]
fn a_weight_of_the_command_line_replaces_a_derived_one() {
    let files = site(&weighted("roc", &["cost > quiet > view"]));
    let what_if = WhatIf {
        weights: vec![("cost".into(), 1.0), ("quiet".into(), 1.0), ("view".into(), 2.0)],
        ..WhatIf::default()
    };
    let case = files.open_with(&what_if).unwrap();
    let origins = WeightOrigins::new(&case.problem, &case.derivations, &case.from_data, false)
        .with_replaced(&case.replaced);
    let table = origins.table();
    assert_eq!(table.get(0, "local").as_number(), Some(0.25));
    assert!((0..3).all(|row| table.get(row, "method").as_text().is_none()));
    assert!((0..3).all(|row| table.get(row, "low").as_number().is_none()));
    let held = WhatIf { from_weighting: true, ..what_if };
    assert!(!files.open_with(&held).unwrap().inadmissible.is_empty());
}

#[test]
fn a_matrix_says_what_statements_say() {
    let stated = weighted("ahp", &["cost / quiet = 3", "cost / view = 5", "quiet / view = 2..4"]);
    let by_hand = site(&stated).open().unwrap();
    let matrices = [
        "criterion,cost,quiet,view\ncost,1,3,5\nquiet,1/3,1,2..4\nview,0.2,,1\n",
        "criterion;cost;quiet;view\ncost;;3;5\nquiet;;;2..4\nview;;;\n",
        "x,view,quiet,cost\nview,1,,0.2\nquiet,2..4,1,0.33\ncost,5,3,1\n",
        "x,view,quiet,cost\nview,1,,0.2\nquiet,2..4,1,0.333\ncost,5,3,\n",
    ];
    for matrix in matrices {
        let files = site("[[weighting]]\nmethod = \"ahp\"\nmatrix = \"pairs.csv\"\n");
        std::fs::write(files.path("pairs.csv"), matrix).unwrap();
        let case = files.open().unwrap();
        for (own, stated) in local(&case).iter().zip(local(&by_hand)) {
            assert_relative_eq!(*own, stated, epsilon = 1e-12);
        }
        assert_eq!(case.files.len(), 3);
    }
    let people = "respondent,criterion,cost,quiet,view\nAn,cost,,2,4\nAn,quiet,,,2\nBo,cost,,1,1\nBo,quiet,,,1\n";
    let files = site("[[weighting]]\nmethod = \"ahp\"\nmatrix = \"pairs.csv\"\n");
    std::fs::write(files.path("pairs.csv"), people).unwrap();
    let case = files.open().unwrap();
    let opinions = &case.derivations[0].opinions;
    assert_eq!(
        opinions.iter().map(|it| it.respondent.as_deref()).collect::<Vec<_>>(),
        [Some("An"), Some("Bo")]
    );
    assert_relative_eq!(local(&case)[0], (4.0 / 7.0 + 1.0 / 3.0) / 2.0, epsilon = 1e-12);
    for (matrix, says) in [
        (
            "c,cost,quiet,view\ncost,1,3,5\nquiet,3,1,2\nview,,,1\n",
            "cost / quiet is 3 in another cell",
        ),
        ("c,cost,quiet,vew\ncost,1,3,5\n", "did you mean `view`?"),
        ("c,cost,quiet,view\ncost,2,3,5\n", "weighs as much as itself"),
        ("c,cost,quiet,view\ncost,1,0,5\n", "is not a ratio of weights"),
        ("c,cost,quiet,view\ncost,1,x,5\n", "`x` is not a ratio"),
        ("cost,quiet,view\n1,3,5\n", "no column with the names of its rows"),
        ("respondent,c,cost,quiet,view\n,cost,1,3,5\n", "does not say whose it is"),
        ("c,cost,quiet,view\ncost,,,\nquiet,,,\n", "are all blank"),
        ("respondent,c,cost,quiet,view\nAn,cost,,3,5\nAn,quiet,,,2\nBo,cost,,,\n", "cells of `Bo`"),
    ] {
        std::fs::write(files.path("pairs.csv"), matrix).unwrap();
        let error = format!("{:?}", files.open().unwrap_err());
        assert!(error.contains(says), "{matrix}: {error}");
    }
}

#[test]
fn weights_from_data_are_those_of_each_group() {
    let text = format!(
        "{}rank_within = [\"region\"]\n[[keys]]\nid = \"region\"\n[[keys]]\nid = \"site\"\n{}[[weighting]]\nmethod = \"entropy\"\n",
        "format = 1\nid = \"sites\"\ndata = [\"t.csv\"]\n",
        criteria(&["cost", "quiet"])
    );
    let data = "region,site,cost,quiet\nN,A,1,5\nN,B,9,6\nS,A,4,1\nS,B,5,9\nW,A,3,3\n";
    let files = Files::new(&[("case.toml", &text), ("t.csv", data)]);
    let case = files.open().unwrap();
    // Entropy by hand for both columns of a group of two.
    let entropy = |a: f64, b: f64| {
        let (p, q) = (a / (a + b), b / (a + b));
        1.0 + (p * p.ln() + q * q.ln()) / 2f64.ln()
    };
    let groups = case.problem.group_weights();
    for (group, [cost, quiet]) in
        [[(1.0, 9.0), (5.0, 6.0)], [(4.0, 5.0), (1.0, 9.0)]].iter().enumerate()
    {
        let (cost, quiet) = (entropy(cost.0, cost.1), entropy(quiet.0, quiet.1));
        assert_relative_eq!(groups[group][0], cost / (cost + quiet), epsilon = 1e-12);
    }
    // One alternative has nothing to be told apart from.
    assert_eq!(groups[2], [0.5, 0.5]);
    let origins = WeightOrigins::new(&case.problem, &case.derivations, &case.from_data, false);
    let table = origins.table();
    assert_eq!((table.rows(), table.get(0, "region").as_text()), (6, Some("N")));
    assert_eq!(table.get(0, "low").as_number(), None);
}

/// What is wrong is named with its place and what would be right.
#[test]
fn bad_weightings_are_refused() {
    let cases: &[(&str, &[&str])] = &[
        (
            "[[weighting]]\nmethod = \"ahpp\"\n",
            &["unknown weighting `ahpp`", "did you mean `ahp`?"],
        ),
        ("[[weighting]]\nmethod = \"ahp\"\n", &["`ahp` needs judgements", "a / b = 3"]),
        (
            &weighted("entropy", &["cost / view = 3"]),
            &["makes weights of the data and takes no judgements"],
        ),
        (
            &weighted("ahp", &["cost / vieuw = 3"]),
            &["unknown criterion `vieuw`", "did you mean `view`?"],
        ),
        (&weighted("ahp", &["cost / quiet = 0"]), &["a ratio of weights is above 0"]),
        (&weighted("ahp", &["cost / quiet = -2"]), &["a ratio of weights is above 0"]),
        (&weighted("ahp", &["cost > quiet"]), &["no statement of the form", "a / b = 3"]),
        (
            &weighted("ahp", &["cost / quiet = 3", "cost / quiet = 4", "cost / view = 2"]),
            &["cost", "quiet"],
        ),
        (
            &weighted("ahp", &["cost / quiet = 3", "quiet / cost = 3", "cost / view = 2"]),
            &["cost", "quiet"],
        ),
        (&weighted("ahp", &["cost / quiet = 3"]), &["view"]),
        (&weighted("roc", &["cost > quiet"]), &["view"]),
        (&weighted("swing", &["cost = 80", "quiet = 30", "view = 10"]), &["100"]),
        (&weighted("macbeth", &["cost - quiet = heavy"]), &["`heavy` is no category"]),
        (&weighted("trade-off", &["cost 4 -> 2 = quiet 0 -> 5"]), &["no improvement"]),
        ("[[weighting]]\nof = \"cost\"\nmethod = \"entropy\"\n", &["`cost` has no parts to weigh"]),
        ("[[weighting]]\nof = \"cots\"\nmethod = \"entropy\"\n", &["unknown criterion `cots`"]),
        ("[weights]\nconstraints = [\"from-weighting\"]\n", &["there is no [[weighting]]"]),
        ("[[weighting]]\nmethod = \"srf\"\njudgements = [\"cost > quiet > view\"]\n", &["z"]),
        (
            "[[weighting]]\nmethod = \"srf\"\nparameters = { zz = 3 }\njudgements = [\"cost > quiet > view\"]\n",
            &["`srf` takes", "`z`"],
        ),
        (
            "[[weighting]]\nmethod = \"entropy\"\n[[weighting]]\nmethod = \"critic\"\n",
            &["weighed twice"],
        ),
        (
            &(weighted("roc", &["cost > quiet > view"])
                + &weighted("roc", &["cost > quiet > view"])),
            &["weighed twice", "respondent"],
        ),
        (
            "[[weighting]]\nmethod = \"ahp\"\nmatrix = \"nowhere.csv\"\n",
            &["cannot read", "nowhere.csv"],
        ),
    ];
    for (text, words) in cases {
        let error = site(text).open().expect_err(text);
        let error = format!("{error:?}");
        for word in *words {
            assert!(error.contains(word), "{text}: no `{word}` in {error}");
        }
    }
    // A weight beside a weighting.
    let files = site(&weighted("roc", &["cost > quiet > view"]));
    let case = std::fs::read_to_string(files.path("case.toml")).unwrap();
    std::fs::write(files.path("case.toml"), case.replace("scale", "weight = 3\nscale")).unwrap();
    let error = format!("{:?}", files.open().unwrap_err());
    assert!(error.contains("[[weighting]] makes one as well"), "{error}");
}

/// Every weighting is tried on a case with judgements of its form, and on one with data.
#[test]
fn every_weighting_can_be_tried() {
    let forms: [(&str, &[&str]); 7] = [
        ("ahp", &["cost / quiet = 2", "cost / view = 4", "quiet / view = 2"]),
        ("direct", &["cost = 100", "quiet = 40", "view = 10"]),
        ("roc", &["cost > quiet > view"]),
        ("swara", &["cost > quiet by 0.2", "quiet > view by 0.5"]),
        ("lbwa", &["cost = level 1, 0", "quiet = level 1, 2", "view = level 2, 1"]),
        ("macbeth", &["cost - quiet = weak", "quiet - view = moderate", "view = weak"]),
        ("trade-off", &["cost 2 -> 4.5 = quiet 0 -> 5", "quiet 0 -> 4 = view 0 -> 8"]),
    ];
    let cases: Vec<Case> = forms
        .iter()
        .map(|(method, judgements)| site(&weighted(method, judgements)).open().unwrap())
        .collect();
    let mut tried = Vec::new();
    for weighting in Weighting::all() {
        for case in &cases {
            if let Ok(other) = case.reweighed(&weighting) {
                let evaluation = evaluate(&other.problem, &Method::default()).unwrap();
                let sum: f64 = evaluation.groups[0].weights.iter().sum();
                assert_relative_eq!(sum, 1.0, epsilon = 1e-12);
                tried.push(weighting.sheet().name);
            }
        }
    }
    tried.dedup();
    // Cards ask for a ratio that has no default.
    let missing: Vec<&str> =
        Weighting::names().into_iter().filter(|name| !tried.contains(name)).collect();
    assert_eq!(missing, ["srf"]);
}

/// A derivation is no looser and no tighter than the judgements: whatever weights are drawn, they
/// meet the constraints exactly when they meet every judgement.
#[test]
fn constraints_from_ranges_are_those_of_the_judgements() {
    let text =
        weighted("ahp", &["cost / quiet = 1..3", "quiet / view = 0.5..2", "cost / view = 1..4"])
            + "[weights]\nconstraints = [\"from-weighting\"]\n";
    let case = site(&text).open().unwrap();
    let mut random = Random(7);
    for _ in 0..20_000 {
        let raw: Vec<f64> = (0..3).map(|_| random.unit() + 1e-9).collect();
        let sum: f64 = raw.iter().sum();
        let w: Vec<f64> = raw.iter().map(|x| x / sum).collect();
        let within = |a: usize, b: usize, low: f64, high: f64| {
            let ratio = w[a] / w[b];
            ratio >= low && ratio <= high
        };
        let judged = within(0, 1, 1.0, 3.0) && within(1, 2, 0.5, 2.0) && within(0, 2, 1.0, 4.0);
        let meets = case
            .problem
            .constraints()
            .iter()
            .all(|it| it.violation(case.problem.tree(), &w) <= 1e-12);
        assert_eq!(judged, meets, "{w:?}");
    }
}

#[test]
fn built_in_cases_have_weights_without_judgements() {
    let case = Case::open(&Location::of("fighter-aircraft"), &WhatIf::default()).unwrap();
    let origins = WeightOrigins::new(&case.problem, &case.derivations, &case.from_data, false);
    let table = origins.table();
    assert!((0..table.rows()).all(|row| table.get(row, "method").as_text().is_none()));
    assert_eq!(origins.judgements().rows(), 0);
}
