//! `afweging actors` as it is typed: panels at the edges of what can be asked, and what the command
//! refuses.
#![cfg(feature = "cli")]

use crate::common::{Files, project};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const CRITERIA: &str = r#"[[criteria]]
id = "noise"
direction = "min"
scale = { min = 0, max = 10 }
[[criteria]]
id = "green"
scale = { min = 0, max = 10 }
[[criteria]]
id = "cost"
direction = "min"
scale = { min = 0, max = 100 }
"#;
const TABLE: &str = "option,noise,green,cost\nA,2,4,80\nB,5,9,40\nC,9,1,10\nD,7,5,30\n";

fn head(top: &str) -> String {
    format!(
        "format = 1\nid = \"t\"\n{top}\ndata = [\"t.csv\"]\n[[keys]]\nid = \"option\"\n{CRITERIA}"
    )
}

fn actor(id: &str, lines: &str) -> String {
    format!("[[actors]]\nid = \"{id}\"\n{lines}\n")
}

/// A case with these lines at its end.
fn case(more: &str) -> Files {
    Files::new(&[("case.toml", &(head("") + more)), ("t.csv", TABLE)])
}

fn run(files: &Files, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_afweging"))
        .args(args)
        .current_dir(files.folder.path())
        .env("COLUMNS", "80")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What must be so.
fn succeeds(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}", said(output));
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The error of a command that must fail, on one line.
fn fails(output: &Output) -> String {
    assert_ne!(output.status.code(), Some(0));
    said(output).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// On one line, so that the width of the page does not matter.
fn line(page: &str) -> String {
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every table of a folder, by its name.
fn tables(folder: &Path) -> BTreeMap<String, String> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let tables = entries.filter(|path| path.extension().is_some_and(|it| it == "csv"));
    tables
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).unwrap())
        })
        .collect()
}

/// The rows of a table: the cells by their header.
fn rows(table: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| {
        headers.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

/// All tables, and the pages, of a case. Whatever the case: no line of a page is too wide for its
/// terminal, no cell is no number, and the number of threads changes nothing.
fn studied(files: &Files, more: &[&str]) -> (BTreeMap<String, String>, String) {
    let mut all = Vec::new();
    for threads in ["1", "4"] {
        let folder = format!("out-{threads}");
        let args = ["actors", "./case.toml", "--draws", "500", "--threads", threads, "-o"];
        let output = run(files, &[&args[..], &[&format!("{folder}/")], more].concat());
        succeeds(&output);
        all.push(tables(&files.path(&folder)));
    }
    let four = all.pop().unwrap();
    let one = all.pop().unwrap();
    assert!(one.len() > 10, "{:?}", one.keys());
    assert_eq!(one.keys().collect::<Vec<_>>(), four.keys().collect::<Vec<_>>());
    for (name, table) in &one {
        let same = table == &four[name];
        assert!(same, "{name}: with 1 thread\n{table}\nand with 4\n{}", four[name]);
        for (at, cell) in rows(table).iter().flatten() {
            let number = cell.trim_start_matches(['-', '+']).to_lowercase();
            let is_number = !["nan", "inf", "infinity"].contains(&number.as_str());
            assert!(is_number, "{name}, {at}: {cell}\n{table}");
        }
    }
    let mut pages = String::new();
    for lang in ["en", "nl"] {
        let args = ["actors", "./case.toml", "--draws", "500", "--lang", lang];
        let page = succeeds(&run(files, &[&args[..], more].concat()));
        for line in page.lines() {
            assert!(line.chars().count() <= 80, "wide: {line}\n{page}");
        }
        assert!(!page.contains("NaN"), "{page}");
        pages.push_str(&page);
    }
    (one, line(&pages))
}

#[test]
fn fifty_actors() {
    let one = |at: usize| {
        let (noise, green, cost) = (at % 7, at % 5 + 1, at % 11);
        let weights = format!("weights = {{ noise = {noise}, green = {green}, cost = {cost} }}");
        actor(&format!("actor-{at}"), &weights)
    };
    let files = case(&(0..50).map(one).collect::<String>());
    let (tables, _) = studied(&files, &[]);
    assert_eq!(rows(&tables["actor_ranking"]).len(), 50 * 4);
    assert_eq!(rows(&tables["actor_pairs"]).len(), 50 * 49 / 2);
}

#[test]
fn a_single_actor_is_the_group() {
    let files = case(&actor("a", "weights = { noise = 1, green = 2, cost = 1 }"));
    let (tables, _) = studied(&files, &[]);
    assert!(rows(&tables["actor_pairs"]).is_empty());
    // By hand: A (0.8 + 0.8 + 0.2) / 4, B (0.5 + 1.8 + 0.6) / 4, C (0.1 + 0.2 + 0.9) / 4 and
    // D (0.3 + 1 + 0.7) / 4.
    let by_hand = [("A", 0.45, "3"), ("B", 0.725, "1"), ("C", 0.3, "4"), ("D", 0.5, "2")];
    for (option, score, rank) in by_hand {
        let found = rows(&tables["actor_ranking"]);
        let row = found.iter().find(|row| row["option"] == option).unwrap();
        assert!((row["score"].parse::<f64>().unwrap() - score).abs() < 1e-9, "{row:?}");
        assert_eq!(row["rank"], rank, "{row:?}");
    }
    // Whatever the rule, the order is that of the only actor.
    for row in rows(&tables["group_ranking"]) {
        let by_hand = by_hand.iter().find(|(option, ..)| *option == row["option"]).unwrap();
        assert_eq!(row["rank"], by_hand.2, "{row:?}");
    }
}

#[test]
fn a_single_alternative_is_first_for_all() {
    let text =
        head("") + &actor("a", "weights = { noise = 1 }") + &actor("b", "weights = { cost = 1 }");
    let files =
        Files::new(&[("case.toml", &text), ("t.csv", "option,noise,green,cost\nA,2,4,80\n")]);
    let (tables, _) = studied(&files, &[]);
    let ranks: Vec<String> =
        rows(&tables["actor_ranking"]).iter().map(|row| row["rank"].clone()).collect();
    assert_eq!(ranks, ["1", "1"]);
    assert!(rows(&tables["agreement"]).is_empty());
}

#[test]
fn equal_actors_have_one_point_in_common() {
    // The same weights, written in other units.
    let more = actor("a", "weights = { noise = 1, green = 2, cost = 7 }")
        + &actor("b", "weights = { noise = 0.3, green = 0.6, cost = 2.1 }")
        + &actor("c", "weights = { noise = 10, green = 20, cost = 70 }");
    let (tables, _) = studied(&case(&more), &[]);
    let points = rows(&tables["common_ground_points"]);
    assert_eq!(points.len(), 3, "{points:?}");
    for (criterion, weight) in [("noise", 0.1), ("green", 0.2), ("cost", 0.7)] {
        let ground = rows(&tables["common_ground"]);
        let row = ground.iter().find(|row| row["criterion"] == criterion).unwrap();
        for end in ["low", "middle", "high"] {
            assert!((row[end].parse::<f64>().unwrap() - weight).abs() < 1e-6, "{row:?}");
        }
    }
    assert!(rows(&tables["conflict"]).is_empty());
    for row in rows(&tables["actor_pairs"]) {
        assert_eq!(row["opposed_pairs"], "0", "{row:?}");
    }
}

#[test]
fn a_panel_that_says_nothing_has_no_ranking() {
    let (tables, _) = studied(&case(&actor("silent", "")), &[]);
    let ranking = rows(&tables["actor_ranking"]);
    assert_eq!(ranking.len(), 4);
    assert!(ranking.iter().all(|row| row["rank"].is_empty() && row["score"].is_empty()));
    assert!(rows(&tables["actor_pairs"]).is_empty());
}

#[test]
fn influence_of_the_silent_alone_decides_nothing() {
    let more = actor("a", "influence = 0\nweights = { noise = 1 }")
        + &actor("b", "influence = 0\nweights = { cost = 1 }")
        + &actor("silent", "influence = 1");
    let (tables, pages) = studied(&case(&more), &[]);
    assert_eq!(rows(&tables["actor_ranking"]).len(), 12);
    for sentence in
        ["Nobody who ranks has any influence", "Niemand die rangschikt, heeft enige invloed"]
    {
        assert!(pages.contains(sentence), "no `{sentence}` in {pages}");
    }
}

#[test]
fn an_actor_that_contradicts_itself_is_named() {
    let more = actor(
        "a",
        "constraints = [\"noise >= 2 * cost\", \"cost >= 2 * noise\", \"noise >= 0.1\"]",
    ) + &actor("b", "weights = { cost = 1 }");
    let error = fails(&run(&case(&more), &["actors", "./case.toml"]));
    assert!(error.contains("`a`") || error.contains("actor a"), "{error}");
    assert!(error.contains("noise >= 2 * cost"), "{error}");
}

#[test]
fn methods_of_other_families() {
    let more =
        actor("a", "weights = { noise = 1, cost = 1 }") + &actor("b", "weights = { green = 1 }");
    let files = case(&more);
    for method in ["promethee-ii", "topsis"] {
        let (tables, _) = studied(&files, &["--method", method]);
        assert_eq!(rows(&tables["actor_ranking"]).len(), 8);
    }
}

#[test]
fn influences_within_reason() {
    for influence in ["1e-101", "1e101", "-1", "nan", "inf"] {
        let more = actor("a", &format!("influence = {influence}\nweights = {{ noise = 1 }}"));
        let error = fails(&run(&case(&more), &["check", "./case.toml"]));
        assert!(error.contains("an influence is 0 or a number from 1e-100 to 1e100"), "{error}");
    }
    let more = actor("a", "influence = 1e-100\nweights = { noise = 1 }")
        + &actor("b", "influence = 1e100\nweights = { cost = 1 }")
        + &actor("c", "influence = 0\nweights = { green = 1 }");
    studied(&case(&more), &[]);
}

#[test]
fn a_baseline_is_asked_for_by_who_needs_it() {
    let text = head("baseline = { option = \"A\" }")
        + &actor(
            "a",
            "weights = { green = 1, cost = 1 }\nbenefit = [\"green\"]\nburden = [\"cost\"]",
        );
    let files = Files::new(&[
        ("case.toml", &text),
        ("t.csv", TABLE),
        ("without.csv", "option,noise,green,cost\nB,5,9,40\nC,9,1,10\n"),
    ]);
    let without = ["./case.toml", "--data", "without.csv"];
    let (known, missing) = ("no table has the option `A`", "warning: no table has the option `A`");
    // What does not compare with the baseline does without, and says so.
    for command in [&["evaluate"][..], &["sensitivity", "sweep"], &["weights"]] {
        let output = run(&files, &[command, &without].concat());
        succeeds(&output);
        assert!(line(&said(&output)).contains("warning"), "{}", said(&output));
        assert!(line(&said(&output)).contains(known), "{missing}: {}", said(&output));
    }
    for command in ["check", "actors"] {
        let error = fails(&run(&files, &[&[command][..], &without].concat()));
        assert!(error.contains("error") && error.contains(known), "{error}");
        assert_eq!(error.matches(known).count(), 1, "{error}");
        succeeds(&run(&files, &[command, "./case.toml"]));
    }
}

#[test]
fn what_changes_the_weights_of_the_case_is_refused_and_not_offered() {
    let more = actor("a", "weights = { noise = 1 }") + &actor("b", "weights = { cost = 1 }");
    let files = case(&more);
    for (option, value) in [("--actor", "a"), ("--weights", "noise=1"), ("--accept", "0")] {
        let error = fails(&run(&files, &["actors", "./case.toml", option, value]));
        assert!(error.contains(&format!("{option} {value}: ")), "{error}");
    }
    let help = succeeds(&run(&files, &["actors", "--help"]));
    for option in ["--actor ", "--weights ", "--scenario ", "--respondent ", "--constraints "] {
        assert!(!help.contains(option), "{option} in {help}");
        assert!(succeeds(&run(&files, &["evaluate", "--help"])).contains(option), "{option}");
    }
}

#[test]
fn weights_of_an_actor_are_not_written_over_those_of_the_case() {
    let files = case(&actor("a", "weights = { noise = 1, green = 1, cost = 3 }"));
    let before = std::fs::read(files.path("case.toml")).unwrap();
    let args = ["weights", "./case.toml", "--actor", "a", "--into", "case.toml"];
    let error = fails(&run(&files, &args));
    assert!(error.contains("--into") && error.contains("of the actor `a`"), "{error}");
    assert!(error.contains("leave --into out"), "{error}");
    assert_eq!(std::fs::read(files.path("case.toml")).unwrap(), before);
    // The remedies: without one or the other it goes well.
    succeeds(&run(&files, &args[..4]));
    succeeds(&run(&files, &["weights", "./case.toml", "--into", "case.toml"]));
}

/// The group's net flow is the mean of its actors' net flows, which were worked out elsewhere.
#[test]
fn net_flows_of_a_group() {
    let path = project("tests/goldens/studies/mamca_promethee_gdss_constructed.json");
    let golden: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let list = |value: &serde_json::Value| value.as_array().unwrap().clone();
    let numbers = |value: &serde_json::Value| -> Vec<f64> {
        list(value).iter().map(|it| it.as_f64().unwrap()).collect()
    };
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let given = &golden["parameters"];
    let (q, p, s) = (numbers(&given["q"]), numbers(&given["p"]), numbers(&given["s"]));
    let functions: Vec<String> = list(&given["functions"]).iter().map(text).collect();
    let directions: Vec<String> = list(&golden["directions"]).iter().map(text).collect();
    let criteria = functions.len();
    let mut file =
        "format = 1\nid = \"mamca\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"station\"\n".to_owned();
    for (at, function) in functions.iter().enumerate() {
        let thresholds = match function.as_str() {
            "ushape" => format!("function = \"u-shape\", indifference = {}", q[at]),
            "vshape" => format!("function = \"v-shape\", preference = {}", p[at]),
            "vshape_indiff" => format!(
                "function = \"v-shape-indifference\", indifference = {}, preference = {}",
                q[at], p[at]
            ),
            "level" => {
                format!("function = \"level\", indifference = {}, preference = {}", q[at], p[at])
            }
            "usual" => "function = \"usual\"".to_owned(),
            "gaussian" => format!("function = \"gaussian\", inflection = {}", s[at]),
            other => panic!("{other}"),
        };
        let direction = &directions[at];
        file.push_str(&format!("[[criteria]]\nid = \"c{at}\"\ndirection = \"{direction}\"\nthresholds = {{ {thresholds} }}\n"));
    }
    let actors: Vec<String> = list(&given["actors"]).iter().map(text).collect();
    let all_weights = list(&given["criteria_weights"]);
    for (id, weights) in actors.iter().zip(&all_weights) {
        let weights: Vec<String> = numbers(weights)
            .iter()
            .enumerate()
            .map(|(at, weight)| format!("c{at} = {weight}"))
            .collect();
        file.push_str(&actor(id, &format!("weights = {{ {} }}", weights.join(", "))));
    }
    let alternatives: Vec<String> = list(&golden["alternatives"]).iter().map(text).collect();
    let header: Vec<String> = (0..criteria).map(|at| format!("c{at}")).collect();
    let mut table = format!("station,{}\n", header.join(","));
    for (name, row) in alternatives.iter().zip(list(&golden["matrix"])) {
        let row: Vec<String> = numbers(&row).iter().map(f64::to_string).collect();
        table.push_str(&format!("{name},{}\n", row.join(",")));
    }
    let files = Files::new(&[("case.toml", &file), ("t.csv", &table)]);
    let (tables, _) = studied(&files, &["--method", "promethee-ii"]);
    let cell = |row: &BTreeMap<String, String>, name: &str| row[name].parse::<f64>().unwrap();
    let expected = &golden["expected"];
    let ranking = rows(&tables["actor_ranking"]);
    let (flows, ranks) = (list(&expected["actor_net_flows"]), list(&expected["actor_ranks"]));
    for (at, id) in actors.iter().enumerate() {
        for (place, name) in alternatives.iter().enumerate() {
            let row =
                ranking.iter().find(|row| row["actor"] == *id && row["station"] == *name).unwrap();
            let flow = numbers(&flows[at])[place];
            assert!((cell(row, "score") - flow).abs() < 1e-9, "{flow}: {row:?}");
            assert_eq!(cell(row, "rank"), numbers(&ranks[at])[place], "{row:?}");
        }
    }
    let group = rows(&tables["group_ranking"]);
    let (flows, ranks) = (numbers(&expected["group_net_flow"]), numbers(&expected["group_ranks"]));
    for (place, name) in alternatives.iter().enumerate() {
        let row = group
            .iter()
            .find(|row| row["rule"] == "mean-scores" && row["station"] == *name)
            .unwrap();
        assert!((cell(row, "points") - flows[place]).abs() < 1e-9, "{row:?}");
        assert_eq!(cell(row, "rank"), ranks[place], "{row:?}");
    }
}
