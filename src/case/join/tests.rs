use super::layer::Layer;
use super::{Joined, join};
use crate::case::read::tables::{RawTable, read_csv};
use crate::error::{Findings, Source};
use crate::problem::{Quantity, number};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const CASE: &str = r#"format = 1
id = "t"
data = ["t.csv"]
[[keys]]
id = "option"
[[keys]]
id = "year"
[[criteria]]
id = "cost"
scale = { min = 0, max = 1000 }
[[criteria]]
id = "noise"
scale = { min = 0, max = 1000 }
[[actors]]
id = "residents"
weights = { noise = 1 }
[[actors]]
id = "town"
weights = { cost = 1 }
"#;

/// A case with its tables, joined.
struct Data {
    joined: Option<Joined>,
    warning: Option<String>,
    findings: Findings,
}

fn data(case: &str, tables: &[&str]) -> Data {
    let source =
        |name: &str, text: &str| Arc::new(Source { name: name.to_owned(), text: text.to_owned() });
    let mut findings = Findings::default();
    let case = source("case.toml", case);
    let file = crate::case::file::parse::parse(&case, &mut findings).expect("a criteria file");
    let checked = crate::case::check::check(&file, &case, &mut findings);
    assert!(!findings.has_errors(), "{findings}");
    let read = |(at, text): (usize, &&str)| {
        read_csv(&source(&format!("t{at}.csv"), text), &["option", "year"], &mut findings)
    };
    let tables: Vec<RawTable> = tables.iter().enumerate().filter_map(read).collect();
    findings.0.clear();
    let joined = join(&checked, &case, &tables, &mut findings);
    let warning = joined.as_ref().and_then(|it| it.cells_of_actors_only(&checked, &tables));
    Data { joined, warning: warning.map(|finding| format!("{finding:?}")), findings }
}

/// The cells of a view, as `cost of A/1 = 3`; unknown ones have `?`, missing ones are left out.
fn cells(joined: &Joined) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for (at, values) in joined.alternatives.iter().enumerate() {
        let ids = values.iter().zip(&joined.keys);
        let ids: Vec<&str> = ids.map(|(value, key)| &*key.values[*value].id).collect();
        for (name, id) in joined.names.iter().enumerate() {
            let Some(input) = joined.given.get(name, at) else { continue };
            let figure = match &joined.inputs.one(input).quantity {
                Quantity::Crisp(figure) => number(*figure),
                Quantity::Unknown => "?".to_owned(),
                Quantity::Text(text) => text.clone(),
                other => panic!("{other:?}"),
            };
            out.insert(format!("{id} of {} = {figure}", ids.join("/")));
        }
    }
    out
}

/// The views of the case itself and of both actors, where nothing is wrong.
fn views(case: &str, tables: &[&str]) -> [BTreeSet<String>; 3] {
    let Data { joined, findings, .. } = data(case, tables);
    assert!(!findings.has_errors(), "{findings}");
    let joined = joined.expect("alternatives");
    assert!(joined.complete);
    let case_itself = cells(&joined);
    assert_eq!(cells(&joined.seen_by(None)), case_itself);
    [
        case_itself,
        cells(&joined.seen_by(Some(Layer::Actor(0)))),
        cells(&joined.seen_by(Some(Layer::Actor(1)))),
    ]
}

fn set(cells: &[&str]) -> BTreeSet<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

#[test]
fn figures_of_an_actor_replace_the_common_ones_for_that_actor_alone() {
    let wide = "option,year,actor,cost,noise\n\
                A,1,,10,1\n\
                B,1,,20,\n\
                A,1,residents,,5\n\
                B,1,residents,?,6\n\
                A,1,town,11,\n";
    // In a common row an empty cell is an unknown figure; in an actor's it says nothing.
    let common =
        set(&["cost of A/1 = 10", "noise of A/1 = 1", "cost of B/1 = 20", "noise of B/1 = ?"]);
    let residents =
        set(&["cost of A/1 = 10", "noise of A/1 = 5", "cost of B/1 = ?", "noise of B/1 = 6"]);
    let town =
        set(&["cost of A/1 = 11", "noise of A/1 = 1", "cost of B/1 = 20", "noise of B/1 = ?"]);
    let expected = [common, residents, town];
    assert_eq!(views(CASE, &[wide]), expected);
    let long = "option,year,actor,criterion,value\n\
                A,1,,cost,10\n\
                A,1,,noise,1\n\
                B,1,,cost,20\n\
                B,1,,noise,\n\
                A,1,residents,noise,5\n\
                A,1,residents,cost,\n\
                B,1,residents,cost,?\n\
                B,1,residents,noise,6\n\
                A,1,town,cost,11\n";
    assert_eq!(views(CASE, &[long]), expected);
    // The common figures in a table without the column, those of actors in a long one.
    let common = "option,year,cost,noise\nA,1,10,1\nB,1,20,\n";
    let own = "option,year,actor,criterion,value\n\
               A,1,residents,noise,5\n\
               B,1,residents,cost,?\n\
               B,1,residents,noise,6\n\
               A,1,town,cost,11\n";
    assert_eq!(views(CASE, &[common, own]), expected);
    assert_eq!(views(CASE, &[own, common]), expected);
}

#[test]
fn a_common_table_is_read_column_by_column_beside_rows_of_actors() {
    let common = "option,year,cost,noise\nA,1,10,1\nB,1,20,2\n";
    let own = "option,year,actor,noise\nB,1,town,9\n";
    let joined = data(CASE, &[common, own]).joined.expect("alternatives");
    assert!(joined.given.rows(0).is_some() && joined.given.rows(1).is_some());
    assert!(joined.seen_by(Some(Layer::Actor(0))).given.rows(1).is_some());
    let town = joined.seen_by(Some(Layer::Actor(1)));
    assert!(town.given.rows(0).is_some() && town.given.rows(1).is_none());
    let seen = ["cost of A/1 = 10", "cost of B/1 = 20", "noise of A/1 = 1", "noise of B/1 = 9"];
    assert_eq!(cells(&town), set(&seen));
}

#[test]
fn alternatives_and_columns_are_those_of_all_rows() {
    // Nobody but an actor speaks of B, or of noise.
    let Data { joined, warning, findings } = data(
        CASE,
        &[
            "option,year,actor,cost,noise\nA,1,,1,\nB,1,town,3,4\n",
            "option,actor,noise\nA,town,7\n",
        ],
    );
    assert!(!findings.has_errors(), "{findings}");
    assert!(findings.0.is_empty(), "{findings}");
    let joined = joined.expect("alternatives");
    assert!(joined.complete);
    assert_eq!(joined.alternatives.len(), 2);
    assert_eq!(cells(&joined), set(&["cost of A/1 = 1", "noise of A/1 = ?"]));
    let town = ["cost of A/1 = 1", "noise of A/1 = 7", "cost of B/1 = 3", "noise of B/1 = 4"];
    assert_eq!(cells(&joined.seen_by(Some(Layer::Actor(1)))), set(&town));
    let warning = warning.expect("three cells are the town's");
    assert!(warning.contains("3 cells are given by actors only"), "{warning}");
    assert!(warning.contains("--actor town"), "{warning}");
    let given = |name, values: &[(usize, usize)]| joined.given_in_a_layer(name, values);
    assert!(matches!(given(1, &[(0, 1), (1, 0)]), Some(Layer::Actor(_))));
    assert_eq!(given(0, &[(0, 0), (1, 0)]), None);
}

/// The only error, with its help.
fn the_error(case: &str, tables: &[&str]) -> String {
    let Data { findings, .. } = data(case, tables);
    let errors: Vec<String> = findings
        .0
        .iter()
        .filter(|finding| finding.severity == crate::error::Severity::Error)
        .map(|finding| Findings(vec![finding.clone()]).to_string())
        .collect();
    assert_eq!(errors.len(), 1, "{findings}");
    errors[0].clone()
}

#[test]
fn what_is_wrong_in_rows_of_actors_is_said_with_its_place() {
    let error = the_error(
        CASE,
        &["option,year,actor,cost,noise\nA,1,,1,1\nA,1,resident,2,2\nA,1,resident,3,3\n"],
    );
    for words in [
        "unknown actor `resident`, in this row and one more",
        "t0.csv:3:5",
        "did you mean `residents`?",
    ] {
        assert!(error.contains(words), "{error}");
    }
    let error = the_error(
        CASE,
        &["option,year,actor,cost,noise\nA,1,,1,1\nA,1,town,2,\nA,1,town,3,\nA,1,residents,3,\n"],
    );
    for words in [
        "`cost` is given twice for A/1 by the actor `town`",
        "first at line 3 of t0.csv",
        "t0.csv:4:10",
    ] {
        assert!(error.contains(words), "{error}");
    }
    let case = format!(
        "{CASE}[[requirements]]\nid = \"area\"\nneeds = {{ attribute = \"area\", at_least = 3 }}\n"
    );
    let table = |own: &str| {
        format!("option,year,actor,cost,noise,area\nA,1,,1,1,5\nA,1,town,2,2,{own}\nB,1,,1,1,4\n")
    };
    let error = the_error(&case, &[&table("6")]);
    for words in ["the actor `town` gives `area`", "no criterion but a fact", "t0.csv:3:14"] {
        assert!(error.contains(words), "{error}");
    }
    assert!(!data(&case, &[&table("")]).findings.has_errors());
}

#[test]
fn without_actors_the_column_is_as_any_other() {
    let alone = &CASE[..CASE.find("[[actors]]").unwrap()];
    let table = "option,year,actor,cost,noise\nA,1,x,1,1\nB,1,y,2,2\n";
    let Data { joined, findings, .. } = data(alone, &[table]);
    assert!(findings.to_string().contains("the column `actor` is not used"), "{findings}");
    assert!(joined.expect("alternatives").given.rows(0).is_some());
    // An attribute of that name that the case uses.
    let used = format!(
        "{CASE}[[requirements]]\nid = \"whose\"\nneeds = {{ attribute = \"actor\", equals = \"x\" }}\n"
    );
    let [case_itself, residents, town] = views(&used, &[table]);
    assert!(case_itself.contains("actor of B/1 = y"));
    assert_eq!(residents, case_itself);
    assert_eq!(town, case_itself);
    // A criterion of that name.
    let criterion =
        CASE.replacen("id = \"cost\"", "id = \"actor\"", 1).replace("cost = 1", "actor = 1");
    let [case_itself, ..] = views(&criterion, &["option,year,actor,noise\nA,1,3,1\n"]);
    assert_eq!(case_itself, set(&["actor of A/1 = 3", "noise of A/1 = 1"]));
}

#[test]
fn a_misspelt_header_is_shown_the_right_one() {
    let Data { findings, .. } = data(CASE, &["option,year,Actor,cost,noise\nA,1,town,1,1\n"]);
    assert!(findings.to_string().contains("is it meant to be `actor`?"), "{findings}");
}

/// Rows drawn at random, each naming one key or both, looked at cell by cell.
#[test]
fn views_agree_with_a_search_through_all_rows() {
    let mut state = 7_u64;
    let mut draw = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for _ in 0..200 {
        // By speaker, criterion and what a row names: the figure. A cell has one row per speaker.
        let mut rows: Vec<(usize, usize, [Option<usize>; 2], usize)> = Vec::new();
        let mut taken: BTreeMap<(usize, usize, usize, usize), usize> = BTreeMap::new();
        let mut both = String::from("option,year,actor,criterion,value\n");
        let mut one = String::from("option,actor,criterion,value\n");
        let all = (0..3).flat_map(|option| (0..2).map(move |year| (option, year)));
        let all: Vec<(usize, usize)> = all.collect();
        let mut list = String::from("option,year\n");
        all.iter().for_each(|(option, year)| list.push_str(&format!("o{option},y{year}\n")));
        for _ in 0..20 {
            let (speaker, criterion) = (draw(3), draw(2));
            let names = [Some(draw(3)), Some(draw(2)).filter(|_| draw(2) == 0)];
            let cells: Vec<_> = all
                .iter()
                .filter(|(option, year)| {
                    names[0] == Some(*option) && names[1].is_none_or(|named| named == *year)
                })
                .map(|(option, year)| (speaker, criterion, *option, *year))
                .collect();
            if cells.iter().any(|cell| taken.contains_key(cell)) {
                continue;
            }
            let figure = draw(1000);
            taken.extend(cells.into_iter().map(|cell| (cell, figure)));
            rows.push((speaker, criterion, names, figure));
        }
        for (speaker, criterion, names, figure) in &rows {
            let (who, what) = (["", "residents", "town"][*speaker], ["cost", "noise"][*criterion]);
            let option = names[0].unwrap_or(0);
            match names[1] {
                Some(year) => both.push_str(&format!("o{option},y{year},{who},{what},{figure}\n")),
                None => one.push_str(&format!("o{option},{who},{what},{figure}\n")),
            }
        }
        let Data { joined, findings, .. } = data(CASE, &[&list, &both, &one]);
        let Some(joined) = joined.filter(|joined| joined.complete) else { continue };
        assert!(!findings.has_errors(), "{findings}");
        for view in 0..3 {
            let mut expected = BTreeSet::new();
            for (option, year) in &all {
                for (criterion, what) in ["cost", "noise"].into_iter().enumerate() {
                    let common = taken.get(&(0, criterion, *option, *year));
                    let own = taken.get(&(view, criterion, *option, *year));
                    if let Some(figure) = own.or(common) {
                        expected.insert(format!("{what} of o{option}/y{year} = {figure}"));
                    }
                }
            }
            let seen = joined.seen_by(view.checked_sub(1).map(Layer::Actor));
            assert_eq!(cells(&seen), expected, "{both}\n{one}");
        }
    }
}
