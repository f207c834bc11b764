//! A case with constraints or preferences and no weights: the centre of the weights that meet them
//! stands in for the weights, and every output says so.

use crate::common::Files;
use afweging::case::{Case, WhatIf};
use afweging::problem::weights;

/// Three criteria at the top.
const FLAT: &str = r#"format = 1
id = "flat"
data = ["t.csv"]
[[keys]]
id = "option"
[[criteria]]
id = "a"
scale = { min = 0, max = 100 }
[[criteria]]
id = "b"
scale = { min = 0, max = 100 }
[[criteria]]
id = "c"
scale = { min = 0, max = 100 }
"#;

/// `a` and `b` under a node, and `c` beside it.
const TREE: &str = r#"format = 1
id = "tree"
data = ["t.csv"]
[[keys]]
id = "option"
[[criteria]]
id = "node"
[[criteria]]
id = "a"
parent = "node"
scale = { min = 0, max = 100 }
[[criteria]]
id = "b"
parent = "node"
scale = { min = 0, max = 100 }
[[criteria]]
id = "c"
scale = { min = 0, max = 100 }
"#;

const TABLE: &str = "option,a,b,c\nP,80,20,50\nQ,50,50,50\nR,50,90,20\n";

fn files(text: &str, more: &str) -> Files {
    Files::new(&[("case.toml", &format!("{text}{more}")), ("t.csv", TABLE)])
}

fn constraints(lines: &[&str]) -> String {
    format!("[weights]\nconstraints = {lines:?}\n")
}

fn better(better: &str, worse: &str) -> String {
    format!(
        "[[preferences]]\nbetter = {{ option = \"{better}\" }}\nworse = {{ option = \"{worse}\" }}\n"
    )
}

fn open(text: &str, more: &str) -> Case {
    files(text, more).open().unwrap()
}

fn assert_weights(case: &Case, wanted: &[f64]) {
    let found = weights::global(case.problem.tree());
    assert!(
        found.len() == wanted.len() && found.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 1e-14),
        "{found:?} {wanted:?}"
    );
}

/// Barron & Barrett 1996, Management Science 42(11), 1515-1523, print 0.6111, 0.2778, 0.1111 for
/// three ranked criteria: 11/18, 5/18 and 2/18.
#[test]
fn an_order_of_criteria_has_rank_order_centroid_weights() {
    let case = open(FLAT, &constraints(&["a >= b", "b >= c"]));
    assert_weights(&case, &[11.0 / 18.0, 5.0 / 18.0, 2.0 / 18.0]);
    assert!(!case.weighted && case.inadmissible.is_empty());
    let centre = case.centre.unwrap();
    assert_eq!((centre.constraints, centre.preferences), (2, 0));
    assert_eq!(centre.certainty.largest_error(), None);
    // A chain is one constraint, and says the same.
    let case = open(FLAT, &constraints(&["a >= b >= c"]));
    assert_weights(&case, &[11.0 / 18.0, 5.0 / 18.0, 2.0 / 18.0]);
    assert_eq!(case.centre.unwrap().constraints, 1);
}

/// a >= b and c >= 2 (a + b) leave the triangle with corners (0, 0, 1), (1/3, 0, 2/3) and
/// (1/6, 1/6, 2/3), whose mean is (1/6, 1/18, 7/9).
#[test]
fn in_a_tree_global_weights_are_the_centre() {
    let case = open(TREE, &constraints(&["a >= b", "c >= 2 * node"]));
    assert_weights(&case, &[1.0 / 6.0, 1.0 / 18.0, 7.0 / 9.0]);
    let local = weights::local(case.problem.tree());
    for (found, wanted) in local.iter().zip([2.0 / 9.0, 0.75, 0.25, 7.0 / 9.0]) {
        assert!((found - wanted).abs() < 1e-14, "{local:?}");
    }
    // A node without weight has nothing to share, and shares it evenly.
    let case = open(TREE, &constraints(&["node = 0"]));
    assert_weights(&case, &[0.0, 0.0, 1.0]);
    assert_eq!(weights::local(case.problem.tree())[1..3], [0.5, 0.5]);
    // What holds for all weights leaves all criteria equal, in whatever node.
    let case = open(TREE, &constraints(&["c <= 1"]));
    assert_weights(&case, &[1.0 / 3.0; 3]);
}

/// P is better than Q where 0.3 a - 0.3 b > 0: of the triangle the half with corners a,
/// (a + b) / 2 and c is left.
#[test]
fn preferences_count_as_constraints() {
    let case = open(FLAT, &better("P", "Q"));
    assert_weights(&case, &[0.5, 1.0 / 6.0, 1.0 / 3.0]);
    assert!(case.inadmissible.is_empty() && case.contradictory.is_empty());
    let centre = case.centre.unwrap();
    assert_eq!((centre.constraints, centre.preferences), (0, 1));
    // With b >= c too it is the order again.
    let case = open(FLAT, &(constraints(&["b >= c"]) + &better("P", "Q")));
    assert_weights(&case, &[11.0 / 18.0, 5.0 / 18.0, 2.0 / 18.0]);
}

#[test]
fn weights_that_somebody_gives_stay() {
    let rule = constraints(&["a >= 0.5"]);
    let given = FLAT.replace("scale", "weight = 1\nscale");
    let case = open(&given, &rule);
    assert_weights(&case, &[1.0 / 3.0; 3]);
    assert!(case.weighted && case.centre.is_none() && case.inadmissible.len() == 1);
    let typed = WhatIf { weights: vec![("b".into(), 2.0)], ..WhatIf::default() };
    let case = files(FLAT, &rule).open_with(&typed).unwrap();
    assert_weights(&case, &[0.25, 0.5, 0.25]);
    assert!(case.weighted && case.centre.is_none() && case.inadmissible.len() == 1);
    // Some weights in one sibling set only.
    let some = TREE.replace("parent", "weight = 1\nparent");
    let case = open(&some, &constraints(&["c >= 0.8"]));
    assert_weights(&case, &[0.25, 0.25, 0.5]);
    assert!(case.weighted && case.centre.is_none());
    // Nothing is said at all.
    let case = open(FLAT, "");
    assert_weights(&case, &[1.0 / 3.0; 3]);
    assert!(!case.weighted && case.centre.is_none());
}

/// Both at once leave a line on which neither holds strictly.
#[test]
fn contradictions_have_no_centre() {
    let case = open(FLAT, &(better("P", "Q") + &better("Q", "P")));
    assert_weights(&case, &[1.0 / 3.0; 3]);
    assert!(case.centre.is_none() && !case.contradictory.is_empty());
    let error = files(FLAT, &constraints(&["a >= 0.6", "b >= 0.6"])).open().unwrap_err();
    assert!(error.to_string().contains("no weights meet these 2 constraints together"), "{error}");
}

/// Without `--where` both preferences count; where one names who is left out, the other is all that
/// is left.
#[test]
fn a_selection_has_the_centre_of_what_it_still_says() {
    let said = files(FLAT, &(better("P", "Q") + &better("P", "R")));
    let two = said.open().unwrap().centre.unwrap();
    assert_eq!(two.preferences, 2);
    let what_if = WhatIf {
        filter: ["P", "Q"].map(|id| ("option".into(), id.into())).to_vec(),
        ..WhatIf::default()
    };
    let case = said.open_with(&what_if).unwrap();
    assert_weights(&case, &[0.5, 1.0 / 6.0, 1.0 / 3.0]);
    assert_eq!(case.centre.unwrap().preferences, 1);
}

/// Weights that any constraint of a random case allows: the case's own meet it, as they did not
/// when they were equal.
#[test]
fn the_centre_is_admissible() {
    let mut random = crate::common::Random(5);
    for _ in 0..60 {
        let mut lines = Vec::new();
        let raw: Vec<f64> = (0..3).map(|_| 0.05 + random.unit()).collect();
        let sum: f64 = raw.iter().sum();
        let w: Vec<f64> = raw.iter().map(|x| x / sum).collect();
        for (at, name) in ["a", "b", "c"].into_iter().enumerate() {
            if random.chance(0.7) {
                lines.push(format!("{name} >= {}", w[at] * random.unit()));
            }
            if random.chance(0.7) {
                lines.push(format!("{name} <= {}", w[at] + (1.0 - w[at]) * random.unit()));
            }
        }
        lines.push(format!("{} * a <= {} * b", w[1], w[0] * (1.0 + random.unit())));
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        for text in [FLAT, TREE] {
            let case = open(text, &constraints(&lines));
            assert!(case.inadmissible.is_empty() && case.contradictory.is_empty(), "{lines:?}");
            assert_weights(&case, &case.centre.as_ref().unwrap().weights);
        }
    }
}

#[cfg(feature = "cli")]
mod outputs {
    use super::*;
    use std::process::{Command, Output};

    const SAID: &str = "The case gives no weights: the centre of all weights that meet its 2 constraints stands in for them (centroid, exact).";

    fn run(files: &Files, args: &[&str]) -> Output {
        let output = Command::new(env!("CARGO_BIN_EXE_afweging"))
            .current_dir(files.folder.path())
            .args(args)
            .output()
            .expect("the program runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output
    }

    fn ordered() -> Files {
        files(FLAT, &constraints(&["a >= b", "b >= c"]))
    }

    #[test]
    fn records_of_a_run_say_it() {
        let files = ordered();
        let json = run(&files, &["evaluate", "./case.toml", "--format", "json"]).stdout;
        let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
        assert_eq!(json["run"]["weights"], SAID);
        run(&files, &["evaluate", "./case.toml", "-o", "out/"]);
        let record = std::fs::read_to_string(files.path("out/run.json")).unwrap();
        let record: serde_json::Value = serde_json::from_str(&record).unwrap();
        assert_eq!(record["weights"], SAID);
        // With weights there is nothing to say.
        let json =
            run(&files, &["evaluate", "./case.toml", "--format", "json", "--weights", "a=2"])
                .stdout;
        let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
        assert!(json["run"]["weights"].is_null());
    }

    /// Every page and every study's tables.
    #[test]
    fn every_page_says_it() {
        let files = ordered();
        let one_line = |bytes: Vec<u8>| {
            String::from_utf8(bytes).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
        };
        for command in [
            &["evaluate"][..],
            &["explain"],
            &["check"],
            &["sensitivity", "sweep"],
            &["sensitivity", "stability"],
            &["sensitivity", "robust"],
            &["sensitivity", "acceptability"],
            &["sensitivity", "methods"],
            &["sensitivity", "reversal"],
        ] {
            let mut args = command.to_vec();
            args.push("./case.toml");
            if command == ["explain"] {
                args.extend(["--of", "P"]);
            }
            let page = one_line(run(&files, &args).stdout);
            assert!(page.contains(SAID), "{command:?}: {page}");
            if command != ["check"] {
                args.extend(["--format", "csv"]);
                let beside = one_line(run(&files, &args).stderr);
                assert!(beside.contains(SAID), "{command:?}: {beside}");
            }
        }
        let page = one_line(run(&files, &["evaluate", "./case.toml", "--lang", "nl"]).stdout);
        let dutch = "Het dossier geeft geen gewichten: in de plaats komt het midden van alle gewichten die aan zijn 2 voorwaarden voldoen (zwaartepunt, exact).";
        assert!(page.contains(dutch), "{page}");
    }

    #[cfg(feature = "xlsx")]
    #[test]
    fn a_workbook_of_results_says_it() {
        use calamine::{Data, Reader, Xlsx, open_workbook};
        let files = ordered();
        run(&files, &["evaluate", "./case.toml", "-o", "out.xlsx"]);
        let mut workbook: Xlsx<_> = open_workbook(files.path("out.xlsx")).unwrap();
        let sheet = workbook.worksheet_range("ranking").unwrap();
        // The header comes first, so that other programs read the table.
        assert_eq!(sheet.get((0, 0)), Some(&Data::String("option".into())));
        let run = workbook.worksheet_range("run").unwrap();
        let said = [Data::String("weights".into()), Data::String(SAID.into())];
        assert!(run.rows().any(|row| row == said));
    }
}
