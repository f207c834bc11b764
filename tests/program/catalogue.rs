//! Lists and pages that hold every method of the catalogue stay readable: methods stand by family,
//! those of which the same is to be said are named together, and nothing is left out in silence.
#![cfg(feature = "cli")]

use afweging::method::{Family, Method};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::{Command, Output};

/// The program in a terminal of that many columns.
fn ran(args: &[&str], columns: usize) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_afweging"));
    command.args(args).env("COLUMNS", columns.to_string()).output().expect("the program runs")
}

/// What it prints.
fn printed(args: &[&str], columns: usize) -> String {
    let output = ran(args, columns);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// A page whose lines are not broken.
fn page(args: &[&str]) -> String {
    printed(args, 100_000)
}

fn with_scores() -> BTreeSet<&'static str> {
    Method::all(&[]).iter().map(Method::name).collect()
}

/// The orders of the methods on a case without groups, as the table has them.
fn orders(case: &str) -> BTreeMap<String, Vec<(String, usize)>> {
    let args = ["sensitivity", "methods", case, "-q", "--format", "csv", "--table", "method_ranks"];
    let text = printed(&args, 80);
    let rows = text.lines().skip_while(|line| !line.starts_with("method,")).skip(1);
    let mut out: BTreeMap<String, Vec<(String, usize)>> = BTreeMap::new();
    for row in rows.filter(|row| !row.is_empty()) {
        let cells: Vec<&str> = row.split(',').collect();
        let rank = cells[2].parse().expect("a rank");
        out.entry(cells[0].to_owned()).or_default().push((cells[1].to_owned(), rank));
    }
    for order in out.values_mut() {
        order.sort();
    }
    out
}

#[test]
fn the_list_of_methods_is_by_family_and_short() {
    for lang in ["en", "nl"] {
        let text = printed(&["list", "methods", "--lang", lang], 80);
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        // More than three lines for a method would be a page that nobody reads to its end.
        let rows = text.lines().filter(|line| line.starts_with(' ')).count();
        assert!(rows <= 3 * Method::names().len(), "{rows}\n{text}");
        let mut at = 0;
        for family in Family::ALL {
            let told = family.words().text(lang == "nl");
            let title = format!("{told}: {}\n", family.idea().text(lang == "nl"));
            at += text[at..].find(&title).unwrap_or_else(|| panic!("{title} in\n{text}"));
            let part = &text[at..];
            let part = part.split("\n\n").next().expect("a part");
            for method in Method::names() {
                let of = Method::named(method).expect("a method").definition().family();
                let there = part.lines().any(|line| line.split_whitespace().next() == Some(method));
                assert_eq!(there, of == family, "{method} in\n{part}");
            }
        }
    }
}

#[test]
fn lists_are_data_for_programs() {
    let names = |list: &[Value]| -> Vec<String> {
        list.iter().map(|entry| entry["name"].as_str().expect("a name").to_owned()).collect()
    };
    let listed = |args: &[&str]| -> Vec<Value> {
        let args = [&["list"], args, &["--format", "json"]].concat();
        serde_json::from_str(&printed(&args, 80)).expect("a list")
    };
    let [english, dutch] = ["en", "nl"].map(|lang| listed(&["methods", "--lang", lang]));
    assert_eq!(names(&english), Method::names());
    assert_eq!(names(&dutch), Method::names());
    for (en, nl) in english.iter().zip(&dutch) {
        let texts = [
            "idea",
            "use_when",
            "avoid_when",
            "score",
            "scale",
            "ties",
            "degenerate",
            "disagreements",
        ];
        for key in texts {
            let [en, nl] = [en, nl].map(|entry| entry[key].as_str().unwrap_or_default());
            assert!(!en.is_empty() && !nl.is_empty(), "{key}: {en:?} {nl:?}");
        }
        assert_ne!(en["use_when"], nl["use_when"], "{}", en["name"]);
        for key in ["name", "family", "reference", "symbol", "own_table"] {
            assert_eq!(en[key], nl[key], "{}", en["name"]);
        }
        let method = Method::named(en["name"].as_str().expect("a name")).expect("a method");
        assert_eq!(en["family"], method.definition().family().name());
        assert_eq!(en["has_score"], method.has_score());
        let parameters = en["parameters"].as_array().expect("parameters");
        assert_eq!(parameters.len(), method.sheet().parameters.len());
        for parameter in parameters {
            for key in ["name", "default", "accepts", "meaning"] {
                assert!(parameter[key].is_string(), "{}: {parameter}", en["name"]);
            }
        }
    }
    let one = listed(&["methods", "topsis"]);
    assert_eq!(names(&one), ["topsis"]);
    assert_eq!(one[0], *english.iter().find(|entry| entry["name"] == "topsis").expect("topsis"));
    for what in ["cases", "normalizations", "weightings", "studies"] {
        let list = listed(&[what]);
        assert!(list.len() > 2, "{what}");
        let first = names(&list).swap_remove(0);
        assert_eq!(listed(&[what, &first]), list[..1]);
        assert_eq!(ran(&["list", what, "nothing", "--format", "json"], 80).status.code(), Some(2));
    }
    assert_eq!(names(&listed(&[])).len(), 5);
}

#[test]
fn all_methods_are_asked_for_by_one_word() {
    let table = |args: &[&str]| {
        let args = [args, &["--format", "csv", "--table", "ranking", "-q"]].concat();
        let output = ran(&args, 80);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).expect("text");
        let mut rows = text.lines().skip_while(|line| !line.contains("method,"));
        let head = rows.next().expect("a header");
        let column = head.split(',').position(|name| name == "method").expect("a column");
        let names = rows.filter_map(|row| row.split(',').nth(column)).map(str::to_owned);
        (names.collect::<BTreeSet<_>>(), String::from_utf8(output.stderr).expect("text"))
    };
    let (alone, said) = table(&["evaluate", "fighter-aircraft", "--method", "all"]);
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '-';
    let words: BTreeSet<&str> = said.split(|letter| !is_part(letter)).collect();
    // Each method with a score has rows, or is said to be left out.
    for name in with_scores() {
        assert!(alone.contains(name) || words.contains(name), "{name}: {said}");
    }
    // One that has no score can be asked for beside them.
    let both = ["evaluate", "fighter-aircraft", "--method", "all", "--method", "promethee-i"];
    let (more, _) = table(&both);
    assert!(more.is_superset(&alone));
    // A method is asked for twice and runs once.
    let twice = ["evaluate", "fighter-aircraft", "--method", "topsis", "--method", "all"];
    assert_eq!(table(&twice).0, alone);
}

/// On ordinal data most methods cannot run: the others go on, and those with the same reason are
/// said in one line.
#[test]
fn methods_that_cannot_run_are_left_out_together() {
    let output = ran(&["evaluate", "--where", "cluster=VIL", "--method", "all", "--quiet"], 1_000);
    assert!(output.status.success());
    let said = String::from_utf8(output.stderr).expect("text");
    let lines: Vec<&str> = said.lines().filter(|line| line.contains("left out")).collect();
    let of = |name: &str| lines.iter().position(|line| line.contains(&format!(" {name}")));
    assert!(of("aras").is_some() && of("aras") == of("ahp"), "{said}");
    assert!(lines.len() <= 3, "{said}");
    let page = page(&["sensitivity", "methods", "--where", "cluster=VIL"]);
    let notes: Vec<&str> = page.lines().filter(|line| line.contains("left out")).collect();
    assert!(!notes.is_empty() && notes.len() <= 3, "{notes:?}");
    // Where none can run, that is an error.
    let none = ["evaluate", "--where", "cluster=VIL", "--method", "aras", "--method", "ahp"];
    let refused = ran(&none, 80);
    assert_eq!(refused.status.code(), Some(1), "{}", String::from_utf8_lossy(&refused.stderr));
    assert!(refused.stdout.is_empty());
    // A name that is no method is told the nearest.
    let wrong = ran(&["evaluate", "--method", "topsis", "--method", "mabacc"], 80);
    let said = String::from_utf8_lossy(&wrong.stderr).into_owned();
    assert_eq!(wrong.status.code(), Some(2), "{said}");
    assert!(said.contains("did you mean `mabac`?"), "{said}");
}

/// Methods of a family stand in one row exactly where they give one order.
#[test]
fn many_methods_share_a_row_where_they_give_one_order() {
    let orders = orders("fighter-aircraft");
    assert!(orders.len() > 8, "{orders:?}");
    for page in [
        page(&["sensitivity", "methods", "fighter-aircraft"]),
        page(&["evaluate", "fighter-aircraft", "--method", "all"]),
    ] {
        let rows = page.lines().skip_while(|line| !line.contains("methods with this order"));
        let families = Family::ALL.map(Family::name);
        let rows = rows.skip(2).take_while(|line| {
            line.split_whitespace().next().is_some_and(|first| families.contains(&first))
        });
        let mut told = BTreeSet::new();
        let mut shared = BTreeSet::new();
        for row in rows {
            let cells: Vec<&str> =
                row.trim().split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
            let methods: Vec<&str> = cells[1].split(", ").collect();
            let order = &orders[methods[0]];
            for method in &methods {
                assert_eq!(orders[*method], *order, "{method} in {row}");
                let family = Method::named(method).expect("a method").definition().family();
                assert_eq!(family.name(), cells[0], "{row}");
                assert!(told.insert((*method).to_owned()), "{method} twice in\n{page}");
            }
            let ranks: Vec<usize> = order.iter().map(|(_, rank)| *rank).collect();
            let mut shown: Vec<usize> =
                cells[2..].iter().map(|cell| cell.parse().expect("a rank")).collect();
            shown.sort_unstable();
            let mut sorted = ranks.clone();
            sorted.sort_unstable();
            assert_eq!(shown, sorted, "{row}");
            assert!(shared.insert((cells[0].to_owned(), ranks)), "two rows of one order:\n{page}");
        }
        assert_eq!(told, orders.keys().cloned().collect(), "{page}");
    }
}

/// Among many alternatives each family says from which rank to which it puts each of them.
#[test]
fn many_methods_and_many_alternatives_are_put_together_by_family() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("flats.csv");
    let figures = [
        (3, 70, 5),
        (9, 41, 2),
        (4, 55, 9),
        (7, 62, 1),
        (2, 90, 4),
        (8, 33, 7),
        (6, 48, 6),
        (5, 77, 3),
    ];
    let mut text = "flat,light,size,calm\n".to_owned();
    for (at, (light, size, calm)) in figures.iter().enumerate() {
        text += &format!("F{at},{light},{size},{calm}\n");
    }
    std::fs::write(&file, text).expect("a file");
    let case = file.display().to_string();
    let orders = orders(&case);
    let page = page(&["sensitivity", "methods", &case]);
    let head = page.lines().position(|line| line.trim_start().starts_with("alternative "));
    let rows: Vec<&str> = page.lines().skip(head.expect("a table") + 2).take(8).collect();
    assert!(rows.iter().any(|row| row.contains(" to ")), "{page}");
    for row in rows {
        let cells: Vec<&str> =
            row.trim().split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
        for (family, cell) in Family::ALL.iter().zip(&cells[1..]) {
            let ranks = orders.iter().filter(|(name, _)| {
                Method::named(name).expect("a method").definition().family() == *family
            });
            let ranks: BTreeSet<usize> = ranks
                .filter_map(|(_, order)| order.iter().find(|(name, _)| name == cells[0]))
                .map(|(_, rank)| *rank)
                .collect();
            let (best, worst) = (ranks.first().expect("a rank"), ranks.last().expect("a rank"));
            let expected =
                if best == worst { best.to_string() } else { format!("{best} to {worst}") };
            assert_eq!(*cell, expected, "{row} in\n{page}");
        }
    }
}
