//! Scenarios: named sets of weights, read from tables, run by the study and under `--scenario`.

use crate::common::{Files, Random};
use afweging::case::{Case, Location, ScenariosAre, WhatIf, builtin_names};
use afweging::method::Method;
use afweging::problem::{Direction, Problem, WeightScenarios, weights};
use afweging::study::{Scenarios, Tables, Telling, evaluate, scenarios};

/// Two nodes with two criteria each, and one criterion beside them; scales from 0 to 1.
const CASE: &str = r#"format = 1
id = "t"
data = ["t.csv"]
[[keys]]
id = "option"
[[criteria]]
id = "money"
weight = 2
[[criteria]]
id = "price"
parent = "money"
column = "Price (EUR)"
label = { en = "Purchase price", nl = "Aankoopprijs" }
direction = "min"
scale = { min = 0, max = 10 }
weight = 3
[[criteria]]
id = "upkeep"
parent = "money"
direction = "min"
scale = { min = 0, max = 10 }
[[criteria]]
id = "people"
weight = 1
[[criteria]]
id = "noise"
parent = "people"
direction = "min"
scale = { min = 0, max = 10 }
[[criteria]]
id = "light"
parent = "people"
scale = { min = 0, max = 10 }
[[criteria]]
id = "size"
scale = { min = 0, max = 10 }
weight = 1
"#;

const TABLE: &str =
    "option,Price (EUR),upkeep,noise,light,size\nA,2,5,9,1,4\nB,8,3,1,9,5\nC,5,5,5,5,?\n";

/// The case without weights that some siblings lack.
fn whole_case() -> String {
    ["upkeep", "noise", "light"].iter().fold(CASE.to_owned(), |text, id| {
        text.replace(&format!("id = \"{id}\"\n"), &format!("id = \"{id}\"\nweight = 1\n"))
    })
}

fn files(scenarios: &str) -> Files {
    Files::new(&[("case.toml", &whole_case()), ("t.csv", TABLE), ("w.csv", scenarios)])
}

fn with_file(files: &Files, name: &str) -> WhatIf {
    WhatIf { scenarios: Some(files.path(name)), ..WhatIf::default() }
}

/// The scenarios of a table, by name and raw weights in the order of the tree: money, price,
/// upkeep, people, noise, light, size.
fn read(files: &Files, what_if: &WhatIf) -> Vec<(String, Vec<f64>)> {
    let case = files.open_with(what_if).unwrap_or_else(|error| panic!("{error}"));
    let sets = case.scenarios.unwrap();
    let set = |at: usize| (sets.names()[at].clone(), sets.weights(at).to_vec());
    (0..sets.len()).map(set).collect()
}

fn named(name: &str, weights: [f64; 7]) -> (String, Vec<f64>) {
    (name.to_owned(), weights.to_vec())
}

// ------------------------------------------------------------------------------------- by hand

/// A is worth 1 and 0 on two criteria, B 0 and 1, C 0.5 and 0.5, D 0 and 0.
fn by_hand() -> Problem {
    Problem::builder()
        .criterion("x", Direction::Max, 1.0)
        .criterion("y", Direction::Max, 1.0)
        .alternative("A", [1.0, 0.0])
        .alternative("B", [0.0, 1.0])
        .alternative("C", [0.5, 0.5])
        .alternative("D", [0.0, 0.0])
        .build()
        .unwrap()
}

fn sets(problem: &Problem, of: &[(&str, &[f64])]) -> WeightScenarios {
    let sets = of.iter().map(|(name, weights)| ((*name).to_owned(), weights.to_vec()));
    WeightScenarios::new(problem.tree(), sets).unwrap()
}

#[test]
fn scores_ranks_and_regrets_are_those_worked_out_by_hand() {
    let problem = by_hand();
    let sets = sets(
        &problem,
        &[("x", &[3.0, 1.0]), ("y", &[1.0, 4.0]), ("even", &[2.0, 2.0]), ("all x", &[1.0, 0.0])],
    );
    let evaluation = evaluate(&problem, &Method::default()).unwrap();
    let study = scenarios(&evaluation, &sets).unwrap();
    let ranking = study.ranking();
    let rows: Vec<(String, String, f64, f64)> = (0..ranking.rows())
        .map(|row| {
            let text = |name| ranking.get(row, name).as_text().unwrap().to_owned();
            let number = |name| ranking.get(row, name).as_number().unwrap();
            (text("alternative"), text("scenario"), number("score"), number("rank"))
        })
        .collect();
    let expected = [
        ("A", "x", 0.75, 1.0),
        ("C", "x", 0.5, 2.0),
        ("B", "x", 0.25, 3.0),
        ("D", "x", 0.0, 4.0),
        ("B", "y", 0.8, 1.0),
        ("C", "y", 0.5, 2.0),
        ("A", "y", 0.2, 3.0),
        ("D", "y", 0.0, 4.0),
        ("A", "even", 0.5, 1.0),
        ("B", "even", 0.5, 1.0),
        ("C", "even", 0.5, 1.0),
        ("D", "even", 0.0, 4.0),
        ("A", "all x", 1.0, 1.0),
        ("C", "all x", 0.5, 2.0),
        ("B", "all x", 0.0, 3.0),
        ("D", "all x", 0.0, 3.0),
    ];
    let expected: Vec<_> =
        expected.iter().map(|(a, s, x, r)| (a.to_string(), s.to_string(), *x, *r)).collect();
    assert_eq!(rows, expected);
    let summary = study.summary();
    let columns = ["times_first", "rank_best", "rank_worst", "mean_rank", "max_regret"];
    let row = |row: usize| {
        let name = summary.get(row, "alternative").as_text().unwrap().to_owned();
        let numbers = columns.map(|column| summary.get(row, column).as_number().unwrap());
        let scenario = summary.get(row, "max_regret_scenario").as_text().map(str::to_owned);
        (name, numbers, scenario)
    };
    let some = |name: &str| Some(name.to_owned());
    // A is behind by 0.8 - 0.2 under y, B by 1 under all x, C by 0.5 there; D by 1 as well.
    assert_eq!(row(0), ("A".into(), [3.0, 1.0, 3.0, 1.5, 0.8 - 0.2], some("y")));
    assert_eq!(row(1), ("B".into(), [2.0, 1.0, 3.0, 2.0, 1.0], some("all x")));
    assert_eq!(row(2), ("C".into(), [1.0, 1.0, 2.0, 1.75, 0.5], some("all x")));
    assert_eq!(row(3), ("D".into(), [0.0, 3.0, 4.0, 3.75, 1.0], some("all x")));
    // A is first from half of the weight on x up, a tie there, and not at 0.2.
    let telling = study.telling(0).unwrap();
    let expected = Telling {
        branch: 0,
        above: true,
        least_above: 0.5,
        most_below: 0.2,
        first_above: (3, 3),
        first_below: (0, 1),
    };
    assert_eq!((telling, telling.is_perfect()), (expected, true));
    assert_eq!(study.tables(), ["scenario_ranking", "scenario_summary"]);
}

#[test]
fn who_is_always_first_is_told_apart_by_nothing() {
    let problem = by_hand();
    let sets = sets(&problem, &[("one", &[2.0, 1.0]), ("two", &[3.0, 1.0])]);
    let evaluation = evaluate(&problem, &Method::default()).unwrap();
    let study = scenarios(&evaluation, &sets).unwrap();
    assert_eq!(study.telling(0), None);
    let summary = study.summary();
    assert_eq!(summary.get(0, "max_regret").as_number(), Some(0.0));
    assert_eq!(summary.get(0, "max_regret_scenario").as_text(), None);
    assert!(study.inadmissible.is_empty());
}

#[test]
fn sets_of_weights_are_checked() {
    let problem = by_hand();
    let refused = |of: &[(&str, &[f64])], says: &str| {
        let sets = of.iter().map(|(name, weights)| ((*name).to_owned(), weights.to_vec()));
        let error = WeightScenarios::new(problem.tree(), sets).unwrap_err().to_string();
        assert!(error.contains(says), "{error}");
    };
    refused(&[("a", &[1.0])], "1 weights for 2 criteria and nodes");
    refused(&[("a", &[1.0, -1.0])], "at least 0");
    refused(&[("a", &[1.0, f64::NAN])], "finite");
    refused(&[("a", &[0.0, 0.0])], "weigh 0");
    refused(&[(" ", &[1.0, 1.0])], "no name");
    refused(&[("a", &[1.0, 1.0]), ("a", &[1.0, 2.0])], "there twice");
    let none = WeightScenarios::new(problem.tree(), []).unwrap();
    let evaluation = evaluate(&problem, &Method::default()).unwrap();
    assert!(none.is_empty() && scenarios(&evaluation, &none).is_err());
    // A relation is no score.
    let relation = evaluate(&problem, &Method::named("promethee-i").unwrap()).unwrap();
    let one = sets(&problem, &[("a", &[1.0, 1.0])]);
    assert!(scenarios(&relation, &one).unwrap_err().to_string().contains("relation"));
}

// ------------------------------------------------------------------------------ the naive twin

/// A table of scenarios for every branch of a case, with some weights of 0 and some sets of siblings
/// left out.
fn random_table(case: &Case, count: usize, random: &mut Random) -> String {
    let tree = case.problem.tree();
    let ids: Vec<&str> = tree.branches().iter().map(|branch| branch.id.as_str()).collect();
    let mut out = format!("scenario,{}\n", ids.join(","));
    for row in 0..count {
        let mut cells = vec![String::new(); ids.len()];
        for at in 0..ids.len() {
            let set = tree.siblings(at);
            if set[0] != at || tree.branches()[at].parent.is_some() && random.chance(0.2) {
                continue;
            }
            let kept = set[random.below(set.len())];
            for sibling in set {
                let zero = random.chance(0.15) && sibling != kept;
                let weight = if zero { 0.0 } else { random.figure(0.1, 9.0) };
                cells[sibling] = weight.to_string();
            }
        }
        out += &format!("s{row},{}\n", cells.join(","));
    }
    out
}

#[test]
fn every_score_and_rank_is_that_of_the_ordinary_path() {
    let mut random = Random(7);
    for name in builtin_names() {
        let location = Location::of(name);
        let plain = Case::open(&location, &WhatIf::default()).unwrap();
        // More than one block of scenarios.
        let count = if plain.problem.alternatives().len() > 20 { 12 } else { 140 };
        let files = Files::new(&[("w.csv", &random_table(&plain, count, &mut random))]);
        let case = Case::open(&location, &with_file(&files, "w.csv")).unwrap();
        let sets = case.scenarios.as_ref().unwrap();
        for method in Method::all(&case.methods) {
            if !method.has_score() {
                continue;
            }
            let Ok(evaluation) = evaluate(&case.problem, &method) else { continue };
            let study = scenarios(&evaluation, sets).unwrap();
            for (at, scenario) in sets.names().iter().enumerate() {
                // As typed after --weights, and as --scenario has it.
                let tree = plain.problem.tree();
                let ids = tree.branches().iter().map(|branch| branch.id.clone());
                let typed = ids.zip(sets.weights(at).iter().copied()).collect();
                let typed = WhatIf { weights: typed, ..WhatIf::default() };
                let by_name =
                    WhatIf { scenario: Some(scenario.clone()), ..with_file(&files, "w.csv") };
                for what_if in [typed, by_name] {
                    let one = Case::open(&location, &what_if).unwrap();
                    let one = evaluate(&one.problem, &method).unwrap();
                    for (group, result) in one.groups.iter().enumerate() {
                        let scores = study.scores(group, at);
                        assert_eq!(scores.len(), result.eligible().len());
                        for (place, of) in result.eligible().iter().zip(scores) {
                            let standing = result.standing(*place);
                            let told = (of.score.map(f64::to_bits), of.rank);
                            let twin = (standing.score.map(f64::to_bits), standing.rank);
                            assert_eq!(told, twin, "{name} {} {scenario}", method.name());
                        }
                    }
                }
            }
        }
    }
}

/// All of a study as text.
fn all(study: &Scenarios) -> String {
    let tables = study.named_tables().into_iter().map(|table| format!("{:?}", table.make()));
    let telling = (0..study.groups.len()).map(|group| format!("{:?}", study.telling(group)));
    tables.chain(telling).collect()
}

#[test]
fn ten_thousand_scenarios_are_the_same_for_any_number_of_threads() {
    let location = Location::of("drina-hydropower");
    let plain = Case::open(&location, &WhatIf::default()).unwrap();
    let table = random_table(&plain, 10_000, &mut Random(3));
    let files = Files::new(&[("w.csv", &table)]);
    let case = Case::open(&location, &with_file(&files, "w.csv")).unwrap();
    let sets = case.scenarios.as_ref().unwrap();
    let evaluation = evaluate(&case.problem, &Method::default()).unwrap();
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| all(&scenarios(&evaluation, sets).unwrap()))
    };
    let one = run(1);
    assert!(one == run(2) && one == run(5));
    let study = scenarios(&evaluation, sets).unwrap();
    let group = &study.groups[0];
    // Every scenario has a first; one of several counts for each.
    let first: usize = group.standings.iter().map(|it| it.times_first).sum();
    let leaders: usize = (0..sets.len()).map(|at| group.leaders(at).len()).sum();
    assert!(first == leaders && first >= 10_000);
    assert_eq!(study.row_count(), 60_000);
}

#[test]
fn no_threshold_on_any_weight_is_right_more_often() {
    let mut random = Random(11);
    let mut perfect = 0;
    for count in [2, 3, 5, 9, 40] {
        for _ in 0..20 {
            let location = Location::of("drina-hydropower");
            let plain = Case::open(&location, &WhatIf::default()).unwrap();
            let files = Files::new(&[("w.csv", &random_table(&plain, count, &mut random))]);
            let case = Case::open(&location, &with_file(&files, "w.csv")).unwrap();
            let sets = case.scenarios.as_ref().unwrap();
            let evaluation = evaluate(&case.problem, &Method::default()).unwrap();
            let study = scenarios(&evaluation, sets).unwrap();
            let Some(usual) = study.groups[0].usual_leader() else { continue };
            let leads = |at: usize| study.groups[0].leaders(at).contains(&usual);
            let firsts = (0..count).filter(|at| leads(*at)).count();
            // Every weight of every scenario as a threshold, on either side.
            let mut most = firsts.max(count - firsts);
            let guess = most;
            for branch in 0..case.problem.tree().branches().len() {
                for limit in 0..count {
                    let is_above =
                        |at: usize| study.shares(at)[branch] >= study.shares(limit)[branch] - 1e-12;
                    let right = (0..count).filter(|at| is_above(*at) == leads(*at)).count();
                    most = most.max(right).max(count - right);
                }
            }
            let told = study.telling(0).map_or(guess, |telling| telling.right());
            assert_eq!(told, if firsts == count { guess } else { most });
            let Some(telling) = study.telling(0) else { continue };
            perfect += usize::from(telling.is_perfect());
            // What it says of the sides is so.
            let share = |at: usize| study.shares(at)[telling.branch];
            let side = |above: bool| {
                let here = (0..count).filter(move |at| {
                    if above {
                        share(*at) >= telling.least_above
                    } else {
                        share(*at) <= telling.most_below
                    }
                });
                let here: Vec<usize> = here.collect();
                (here.iter().filter(|at| leads(**at)).count(), here.len())
            };
            assert_eq!(side(true), telling.first_above);
            assert_eq!(side(false), telling.first_below);
            assert_eq!(telling.first_above.1 + telling.first_below.1, count);
        }
    }
    assert!(perfect > 10);
}

// ------------------------------------------------------------------------------------- reading

#[test]
fn columns_are_known_by_id_header_or_label() {
    // The case: money 2 (price 3, upkeep 1), people 1 (noise 1, light 1), size 1.
    let expected = [
        named("own", [2.0, 3.0, 1.0, 1.0, 1.0, 1.0, 1.0]),
        named("cheap", [5.0, 3.0, 1.0, 1.0, 1.0, 1.0, 0.0]),
        named("calm", [1.0, 0.5, 0.5, 4.0, 0.75, 0.25, 1.0]),
    ];
    let header = |price: &str| {
        format!("scenario,money,people,size,{price},upkeep,noise,light\n")
            + "own,,,,,,,\ncheap,5,1,0,,,,\ncalm,1,4,1,0.5,0.5,0.75,0.25\n"
    };
    for price in ["price", "Price (EUR)", "Purchase price", "Aankoopprijs", "PRICE"] {
        let files = files(&header(price));
        let rows = read(&files, &with_file(&files, "w.csv"));
        assert_eq!(rows, expected, "{price}");
    }
    // The column of names wherever it stands, and the first where none is called so.
    let last = "money,people,size,Name\n5,1,0,cheap\n";
    let first = "who,money,people,size\ncheap,5,1,0\n";
    for text in [last, first] {
        let files = files(text);
        assert_eq!(read(&files, &with_file(&files, "w.csv")), expected[1..2], "{text}");
    }
    // The case itself names the table.
    let text = whole_case() + "[weights]\nweights = \"w.csv\"\n";
    let files = Files::new(&[("case.toml", &text), ("t.csv", TABLE), ("w.csv", &header("price"))]);
    assert_eq!(read(&files, &WhatIf::default()), expected);
    let case = files.open().unwrap();
    assert!(case.files.iter().any(|file| file.name.ends_with("w.csv")));
    let warning = case.warnings.iter().map(ToString::to_string).collect::<String>();
    assert!(warning.contains("`own` keeps all weights of the case"), "{warning}");
    assert!(case.what_ifs.is_empty());
}

#[test]
fn global_weights_add_up_to_those_of_nodes() {
    let text = "scenario,price,upkeep,noise,light,size\na,10,20,30,0,40\nb,0,0,1,1,2\n";
    let files = files(text);
    let what_if =
        WhatIf { scenarios_are: Some(ScenariosAre::Global), ..with_file(&files, "w.csv") };
    // Nodes weigh what their criteria do together. What is below a node of 0 keeps its weights.
    let expected = [
        named("a", [30.0, 10.0, 20.0, 30.0, 30.0, 0.0, 40.0]),
        named("b", [0.0, 3.0, 1.0, 2.0, 1.0, 1.0, 2.0]),
    ];
    assert_eq!(read(&files, &what_if), expected);
    let case = files.open_with(&what_if).unwrap();
    let tree = case.problem.tree();
    let shares = case.scenarios.unwrap().shares(tree, 0);
    for (share, by_hand) in shares.iter().zip([0.3, 0.1, 0.2, 0.3, 0.3, 0.0, 0.4]) {
        approx::assert_relative_eq!(*share, by_hand, epsilon = 1e-15);
    }
    // The same from the case, and as what-ifs: all of it comes to the same leaf weights.
    let one = WhatIf { scenario: Some("a".into()), ..what_if };
    let global = weights::global(files.open_with(&one).unwrap().problem.tree());
    for (weight, by_hand) in global.iter().zip([0.1, 0.2, 0.3, 0.0, 0.4]) {
        approx::assert_relative_eq!(*weight, by_hand, epsilon = 1e-15);
    }
    // A node may stand for its criteria.
    let nodes = self::files("scenario,money,noise,light,size\na,50,10,20,20\n");
    let what_if =
        WhatIf { scenarios_are: Some(ScenariosAre::Global), ..with_file(&nodes, "w.csv") };
    let expected = [named("a", [50.0, 3.0, 1.0, 30.0, 10.0, 20.0, 20.0])];
    assert_eq!(read(&nodes, &what_if), expected);
}

#[test]
fn a_table_in_any_dress_gives_the_same_weights() {
    let text = "scenario,money,people,size\ncheap,5,1.5,0\ncalm,1000.25,4,1\n";
    let plain = files(text);
    let expected = read(&plain, &with_file(&plain, "w.csv"));
    assert_eq!(expected[1].1[..1], [1000.25]);
    let commas = text.replace(',', ";").replace('.', ",");
    for dress in [
        text.replace(',', "\t"),
        commas.clone(),
        commas.replace("1000,25", "1.000,25"),
        format!("\u{feff}{text}"),
        format!("My scenarios\n{text}"),
        text.replace("cheap", "\"cheap\""),
    ] {
        let name = if dress.contains('\t') { "w.tsv" } else { "w.csv" };
        let files = Files::new(&[("case.toml", &whole_case()), ("t.csv", TABLE), (name, &dress)]);
        assert_eq!(read(&files, &with_file(&files, name)), expected, "{dress}");
    }
    // What is said of the marks goes for this table too.
    let three = files("scenario,money,people,size\na,1.250,2,3\n");
    let what_if = WhatIf {
        marks: afweging::case::MarksGiven { decimal: ".".parse().ok(), thousands: None },
        ..with_file(&three, "w.csv")
    };
    assert_eq!(read(&three, &what_if)[0].1[0], 1.25);
}

#[cfg(feature = "xlsx")]
#[test]
fn a_sheet_of_a_workbook_is_read() {
    let text = "scenario,money,people,size\ncheap,5,1.5,0\ncalm,1000.25,4,1\n";
    let plain = files(text);
    let expected = read(&plain, &with_file(&plain, "w.csv"));
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("read me").unwrap().write_string(0, 0, "Hello").unwrap();
    for name in ["Gewichten", "Other"] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (row, line) in (0u32..).zip(text.lines()) {
            for (column, cell) in (0u16..).zip(line.split(',')) {
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write_number(row, column, number).unwrap(),
                    Err(_) => sheet.write_string(row, column, cell).unwrap(),
                };
            }
        }
    }
    std::fs::write(plain.path("w.xlsx"), book.save_to_buffer().unwrap()).unwrap();
    for name in ["w.xlsx", "w.xlsx#Other", "w.xlsx#Gewichten"] {
        assert_eq!(read(&plain, &with_file(&plain, name)), expected, "{name}");
    }
    let error = plain.open_with(&with_file(&plain, "w.xlsx#Othr")).unwrap_err().to_string();
    assert!(error.contains("there is no sheet `Othr`"), "{error}");
    // No sheet of weights at all.
    std::fs::write(plain.path("v.xlsx"), crate::common::workbook(text)).unwrap();
    let error = plain.open_with(&with_file(&plain, "v.xlsx")).unwrap_err().to_string();
    assert!(error.contains("there is no sheet `weights`"), "{error}");
    // A share of 1 that shows as a percentage beside a plain number.
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("weights").unwrap();
    let percent = rust_xlsxwriter::Format::new().set_num_format("0%");
    for (column, header) in (0u16..).zip(["scenario", "money", "people", "size"]) {
        sheet.write_string(0, column, header).unwrap();
    }
    for (row, name) in (1u32..).zip(["all", "some"]) {
        sheet.write_string(row, 0, name).unwrap();
        sheet.write_number_with_format(row, 1, 0.5, &percent).unwrap();
        sheet.write_number_with_format(row, 2, 0.25, &percent).unwrap();
    }
    sheet.write_number_with_format(1, 3, 0.25, &percent).unwrap();
    sheet.write_number(2, 3, 25.0).unwrap();
    std::fs::write(plain.path("p.xlsx"), book.save_to_buffer().unwrap()).unwrap();
    let error = plain.open_with(&with_file(&plain, "p.xlsx")).unwrap_err().to_string();
    assert!(error.contains("cell B3"), "{error}");
    assert!(error.contains("shows a percentage") && !error.contains("B2"), "{error}");
}

#[cfg(all(feature = "xlsx", feature = "cli"))]
#[test]
fn a_workbook_of_a_case_holds_its_scenarios() {
    use afweging::case::as_workbook;
    use afweging::problem::Language;
    let text = whole_case()
        + "[weights]\nconstraints = [\"price >= 0.01\"]\nweights = \"w.csv\"\nscenarios_are = \"global\"\n";
    let scenarios = "scenario;price;upkeep;noise;light;Size\na;1,5;2;3;0;4\nb;1;1;1;1;1\n";
    let scenarios = scenarios.replace("Size", "size");
    let files = Files::new(&[("case.toml", &text), ("t.csv", TABLE), ("w.csv", &scenarios)]);
    let expected = read(&files, &WhatIf::default());
    assert_eq!(expected[0].1, [3.5, 1.5, 2.0, 3.0, 3.0, 0.0, 4.0]);
    for language in [Language::En, Language::Nl] {
        let book = as_workbook(&Location::Path(files.path("case.toml")), language).unwrap();
        let path = files.path("case.xlsx");
        std::fs::write(&path, afweging::write::case_workbook(&book).unwrap()).unwrap();
        let case = Case::open(&Location::of(path.to_str().unwrap()), &WhatIf::default()).unwrap();
        assert!(case.warnings.is_empty(), "{:?}", case.warnings);
        let sets = case.scenarios.unwrap();
        let set = |at: usize| (sets.names()[at].clone(), sets.weights(at).to_vec());
        assert_eq!((0..sets.len()).map(set).collect::<Vec<_>>(), expected, "{language:?}");
        assert_eq!(case.problem.constraints().len(), 1);
    }
}

#[cfg(feature = "frames")]
#[test]
fn a_parquet_table_is_read() {
    use polars::prelude::{DataFrame, IntoColumn, NamedFrom, ParquetWriter, Series};
    let columns = vec![
        Series::new("scenario".into(), ["cheap", "calm"]).into_column(),
        Series::new("money".into(), [5.0, 1000.25]).into_column(),
        Series::new("people".into(), [1.5, 4.0]).into_column(),
        Series::new("size".into(), [0i64, 1]).into_column(),
    ];
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).finish(&mut DataFrame::new(2, columns).unwrap()).unwrap();
    let files = files("scenario,money,people,size\ncheap,5,1.5,0\ncalm,1000.25,4,1\n");
    std::fs::write(files.path("w.parquet"), bytes).unwrap();
    let expected = read(&files, &with_file(&files, "w.csv"));
    assert_eq!(read(&files, &with_file(&files, "w.parquet")), expected);
}

// ------------------------------------------------------------------------------------ refusals

/// What is said of a table of scenarios, without the folder that it stands in.
fn said(text: &str, are: Option<ScenariosAre>) -> String {
    let files = files(text);
    let folder = format!("{}{}", files.folder.path().display(), std::path::MAIN_SEPARATOR);
    let what_if = WhatIf { scenarios_are: are, ..with_file(&files, "w.csv") };
    match files.open_with(&what_if) {
        Ok(_) => "nothing".to_owned(),
        Err(error) => error.to_string().replace(&folder, ""),
    }
}

#[test]
fn what_is_wrong_in_a_table_is_told_with_its_place_and_what_to_do() {
    const FILL: &str =
        "write 0, or the weight; leave the weights of all siblings empty to keep those of the case";
    const WRITE: &str = "write a number of at least 0; leave the weights of all siblings empty to keep those of the case";
    for (text, expected) in [
        (
            "scenario,money,people,sise\na,1,1,1\n",
            "error: w.csv:1:23: `sise` is no criterion or node of this case\n  help: did you mean `size`?".to_owned(),
        ),
        (
            "money,people,size\n1,1,1\n",
            "error: w.csv:1:1: no column names the scenarios: the first is that of `money`\n  help: add a column `scenario` with a name for each row".to_owned(),
        ),
        (
            "scenario\na\n",
            "error: w.csv:1:1: this table has no column of a criterion or node\n  help: add a column for each, with its id as the header".to_owned(),
        ),
        (
            "scenario,money,people,size,Size\na,1,1,1,1\n",
            "error: w.csv:1:28: `size` and `Size` are both the column of `size`\n  help: remove one of the two columns".to_owned(),
        ),
        (
            "scenario,money,people,size\na,1,1,1\na,2,1,1\n",
            "error: w.csv:3:1: there are two scenarios `a`: see also line 2\n  help: rename one of them".to_owned(),
        ),
        (
            "scenario,money,people,size\n,1,1,1\n",
            "error: w.csv:2:1: this scenario has no name\n  help: write one: outputs and `--scenario` tell scenarios by it".to_owned(),
        ),
        (
            "scenario,money,people,size\na,1,,1\n",
            format!("error: w.csv:2:5: `a` gives `money` a weight and `people` none: 0, or the weight of the case?\n  help: {FILL}"),
        ),
        (
            "scenario,money,people,size\na,1,-1,1\n",
            format!("error: w.csv:2:5: a weight is a finite number of at least 0, not -1\n  help: {WRITE}"),
        ),
        (
            "scenario,money,people,size\na,0,0,0\n",
            "error: w.csv:2:3: in `a` all of `money`, `people`, `size` weigh 0\n  help: give at least one of them a weight above 0".to_owned(),
        ),
        (
            "scenario,money,people,size\na,1,inf,1\n",
            format!("error: w.csv:2:5: `inf` is not a number\n  help: {WRITE}"),
        ),
        (
            "scenario,money,people,size\na,40%,50,1\n",
            "error: w.csv:2:3: `40%` is not a number\n  help: write the number alone: `40`".to_owned(),
        ),
        (
            "scenario,money,people,size\na,1.250,50,1\n",
            "error: w.csv:2:3: `1.250` can be read as 1.25 or as 1250, and no other weight of this table settles which\n  help: if `.` parts decimals, say `decimal = \".\"` at the top of the case file, or `--decimal .`; if it parts thousands, `thousands = \".\"` or `--thousands .`".to_owned(),
        ),
        (
            "scenario,money,size\na,1,1\n",
            "error: w.csv:1:10: `money` has a column, and its sibling `people` none: 0, or the weight of the case?\n  help: add a column for each sibling".to_owned(),
        ),
        (
            // All leaves and no nodes: with `size` it may well be meant as shares of all weight.
            "scenario,price,upkeep,noise,light,size\na,1,1,1,1,1\n",
            "error: w.csv:1:35: `size` has a column, and its siblings `money`, `people` none: 0, or the weight of the case?\n  help: add a column for each sibling; or, if all of these are shares of all weight, say `scenarios_are = \"global\"` under [weights], or `--scenarios-are global`".to_owned(),
        ),
        (
            // Among siblings price has 0.75 of money, which has half of all weight.
            "scenario,price,upkeep,noise,light\na,3,1,2,2\nb,1,1,1,1\n",
            "error: w.csv:2:1: the weights of `a` can be read in two ways: it gives weights of what is below `money`, `people`, and none of these nodes themselves; so can those of one more scenario\n  help: as weights among siblings, `price` has a share of 0.75 and 0.375 of all weight: say `scenarios_are = \"local\"`; as weights of all together, that of `size` is missing: say `scenarios_are = \"global\"` under [weights], or `--scenarios-are global`".to_owned(),
        ),
    ] {
        assert_eq!(said(text, None), expected, "{text}");
    }
}

#[test]
fn global_weights_are_those_of_all_criteria() {
    for (text, expected) in [
        (
            "scenario,price,upkeep,noise,light\na,3,1,2,2\n",
            "error: w.csv:1:1: no column gives `size` its share of all weight\n  help: add a column for it, or for a node above it",
        ),
        (
            "scenario,money,price,upkeep,noise,light,size\na,3,1,2,2,1,1\n",
            "error: w.csv:1:16: `price` and `money` above it both have a column: a share of all weight would count twice\n  help: keep one of the two columns",
        ),
        (
            "scenario,money,noise,light,size\na,3,1,,2\n",
            "error: w.csv:2:7: `a` gives `money` a weight and `light` none: 0, or the weight of the case?\n  help: write 0, or the weight; leave the weights of all siblings empty to keep those of the case",
        ),
        (
            "scenario,money,noise,light,size\na,0,0,0,0\n",
            "error: w.csv:2:3: in `a` all of `money`, `noise`, `light`, `size` weigh 0\n  help: give at least one of them a weight above 0",
        ),
    ] {
        assert_eq!(said(text, Some(ScenariosAre::Global)), expected, "{text}");
    }
    // What is ambiguous by itself has one reading once it is said.
    let two = "scenario,price,upkeep,noise,light\na,3,1,2,2\n";
    assert_eq!(said(two, Some(ScenariosAre::Local)), "nothing");
    let files = files("scenario,price,upkeep,noise,light,size\nx,1e308,1e308,1e308,1e308,0\n");
    let what_if =
        WhatIf { scenarios_are: Some(ScenariosAre::Global), ..with_file(&files, "w.csv") };
    let case = files.open_with(&what_if).unwrap();
    let shares = case.scenarios.unwrap().shares(case.problem.tree(), 0);
    assert_eq!(shares, [0.5, 0.25, 0.25, 0.5, 0.25, 0.25, 0.0]);
}

#[test]
fn many_faults_are_counted() {
    let rows: String = (0..15).map(|row| format!("s{row},1,,1\n")).collect();
    let error = said(&format!("scenario,money,people,size\n{rows}"), None);
    assert!(error.ends_with("error: w.csv: and 5 more errors in this table"), "{error}");
    assert_eq!(error.matches("or the weight of the case?").count(), 10);
}

#[test]
fn a_scenario_is_asked_for_by_its_name() {
    let files = files("scenario,money,people,size\ncheap,5,1,0\ncalm,1,4,1\n");
    let ask = |name: &str| WhatIf {
        scenario: Some(name.into()),
        scenarios: Some(files.path("w.csv")),
        ..WhatIf::default()
    };
    let raw = |what_if: &WhatIf| -> Vec<f64> {
        let case = files.open_with(what_if).unwrap();
        case.problem.tree().branches().iter().map(|branch| branch.weight).collect()
    };
    assert_eq!(raw(&ask("cheap")), [5.0, 3.0, 1.0, 1.0, 1.0, 1.0, 0.0]);
    // Weights on the command line replace those of the scenario.
    let both = WhatIf { weights: vec![("size".into(), 2.0)], ..ask("cheap") };
    assert_eq!(raw(&both), [5.0, 3.0, 1.0, 1.0, 1.0, 1.0, 2.0]);
    let words = files.open_with(&both).unwrap().what_ifs;
    assert_eq!(words[1..], ["--scenario cheap", "--weights size=2"]);
    let error = files.open_with(&ask("cheep")).unwrap_err().to_string();
    assert!(error.contains("unknown scenario `cheep`; did you mean `cheap`?"), "{error}");
    let none = WhatIf { scenario: Some("cheap".into()), ..WhatIf::default() };
    let error = files.open_with(&none).unwrap_err().to_string();
    assert!(error.contains("this case has no scenarios"), "{error}");
    // A table that is not there.
    let error = files.open_with(&with_file(&files, "no.csv")).unwrap_err().to_string();
    assert!(error.contains("cannot read") && error.contains("no.csv"), "{error}");
}

#[test]
fn scenarios_that_break_constraints_are_flagged_and_those_that_know_too_little_have_no_score() {
    let text = whole_case().replace("data =", "min_known = 0.6\ndata =")
        + "[weights]\nconstraints = [\"money >= people\"]\nweights = \"w.csv\"\n";
    let scenarios = "scenario,money,people,size\ncheap,5,1,0\ncalm,1,4,1\nroomy,2,1,7\n";
    let files = Files::new(&[("case.toml", &text), ("t.csv", TABLE), ("w.csv", scenarios)]);
    let case = files.open().unwrap();
    let evaluation = evaluate(&case.problem, &Method::default()).unwrap();
    let study = scenarios_of(&evaluation, &case);
    assert_eq!(study.inadmissible, [1]);
    // Of C the size is not known: with 7 of 10 of the weight it has no score.
    let c = study.scores(0, 2)[2];
    assert_eq!((c.score, c.rank), (None, None));
    let summary = study.summary();
    let row = (0..3).find(|row| summary.get(*row, "option").as_text() == Some("C")).unwrap();
    assert_eq!(study.groups[0].standings[2].times_ranked, 2);
    assert!(summary.get(row, "mean_rank").as_number().is_some());
}

fn scenarios_of<'a>(
    evaluation: &'a afweging::study::Evaluation<'a>,
    case: &'a Case,
) -> Scenarios<'a> {
    scenarios(evaluation, case.scenarios.as_ref().unwrap()).unwrap()
}

// -------------------------------------------------------------------------------- command line

#[cfg(feature = "cli")]
fn run(files: &Files, args: &[&str]) -> std::process::Output {
    std::process::Command::new(env!("CARGO_BIN_EXE_afweging"))
        .current_dir(files.folder.path())
        .args(args)
        .output()
        .expect("the program runs")
}

#[cfg(feature = "cli")]
#[test]
fn the_command_line_runs_scenarios() {
    let files = files("scenario,money,people,size\ncheap,5,1,0\ncalm,1,4,1\n");
    let out = |args: &[&str]| {
        let output = run(&files, args);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        (output.status.code(), text, String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let study = ["sensitivity", "scenarios", "./case.toml", "--scenarios", "w.csv"];
    let with = |more: &[&str]| out(&[&study, more].concat());
    let (code, page, error) = with(&[]);
    assert_eq!(code, Some(0), "{error}");
    assert!(page.contains("A is first in 1 of 2 scenarios, B in 1."), "{page}");
    assert!(page.contains("What if: --scenarios w.csv"), "{page}");
    let (_, dutch, _) = with(&["--lang", "nl"]);
    assert!(dutch.contains("A is eerste in 1 van 2 scenario's, B in 1."), "{dutch}");
    // What the study says of a scenario is what `evaluate` says under it.
    let evaluate = ["evaluate", "./case.toml", "--scenarios", "w.csv", "--scenario", "calm"];
    let (_, ranking, _) = out(&[&evaluate[..], &["--format", "csv"]].concat());
    let (_, all, _) = with(&["--format", "csv"]);
    let first = |text: &str, line: &str| {
        let found =
            text.lines().find(|it| it.starts_with(line)).unwrap_or_else(|| panic!("{text}"));
        found.split(',').nth(2).unwrap().to_owned()
    };
    assert_eq!(first(&ranking, "B,weighted-sum"), first(&all, "B,calm"));
    // All forms of output.
    for format in ["table", "csv", "json", "markdown"] {
        let (code, text, error) = with(&["--format", format]);
        assert!(code == Some(0) && !text.is_empty(), "{format}: {error}");
    }
    let (code, ..) = with(&["-o", "out/"]);
    assert_eq!(code, Some(0));
    for table in ["scenario_ranking.csv", "scenario_summary.csv"] {
        assert!(files.path("out").join(table).exists(), "{table}");
    }
    // Neither without scenarios nor under one.
    for (args, says) in [
        (
            &["sensitivity", "scenarios", "./case.toml"][..],
            "--scenarios: this case has no scenarios",
        ),
        (
            &[&study[..], &["--scenario", "calm"]].concat()[..],
            "--scenario calm: this study runs every scenario: leave it out",
        ),
        (
            &["evaluate", "./case.toml", "--scenario", "calm"],
            "--scenario calm: this case has no scenarios",
        ),
        (&[&study[..], &["--scenarios-are", "both"]].concat()[..], "are local or global"),
    ] {
        let (code, text, error) = out(args);
        assert!(code == Some(2) && text.is_empty() && error.contains(says), "{args:?}: {error}");
    }
}
