//! Charts as the program writes them: whole SVG files in the reader's language, the same bytes for
//! the same input. And bars in a terminal, which never wrap.
#![cfg(feature = "cli")]

use crate::common::project;
use std::path::Path;
use std::process::Command;

/// Commands with the charts that they draw of the built-in case.
const BUILT_IN: &[(&str, &[&str])] = &[
    ("evaluate", &["ranking", "matrix", "contributions"]),
    ("explain --of S3/VIL --over S1/VIL", &["contributions"]),
    ("explain --of S3/VIL", &["contributions"]),
    ("sensitivity acceptability --draws 2000", &["acceptability"]),
    ("sensitivity sweep", &["sweep", "tornado"]),
    // No single weight changes who is first there.
    ("sensitivity stability", &["smallest-change"]),
];

/// The same of a case of one group, all of whose figures are single.
const ONE_GROUP: &[(&str, &[&str])] = &[
    ("evaluate CASE", &["ranking", "contributions"]),
    ("sensitivity acceptability CASE --draws 2000", &["acceptability"]),
    ("sensitivity sweep CASE", &["sweep", "tornado"]),
    ("sensitivity stability CASE", &["intervals", "smallest-change"]),
    ("sensitivity drivers CASE --points 1024", &["drivers"]),
];

/// Words that no Dutch sentence of ours has.
const ENGLISH: &[&str] = &[
    "the",
    "and",
    "weight",
    "weights",
    "rank",
    "ranks",
    "share",
    "draws",
    "first",
    "excluded",
    "method",
    "score at",
    "nothing",
    "tie",
    "alone",
    "status of",
];

/// The file that the program writes.
fn drawn(folder: &Path, command: &str, chart: &str, language: &str, name: &str) -> String {
    let case = project("criteria/fighter-aircraft.toml");
    let case = case.to_str().expect("a path of letters");
    let words = command.split(' ').map(|word| if word == "CASE" { case } else { word });
    let output = Command::new(env!("CARGO_BIN_EXE_afweging"))
        .current_dir(folder)
        .args(words)
        .args(["--chart", chart, "--lang", language, "-o", name])
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command} --chart {chart}: {said}");
    assert!(said.contains(chart), "{said}");
    std::fs::read_to_string(folder.join(name)).expect("the chart is there")
}

/// The texts of an SVG file, by element; fails where it is not well-formed.
fn texts(svg: &str) -> Vec<(String, String)> {
    let mut rest = svg.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>").expect("a head");
    let (mut open, mut out): (Vec<String>, Vec<(String, String)>) = (Vec::new(), Vec::new());
    while let Some(at) = rest.find('<') {
        let text = &rest[..at];
        // What is not escaped would be another thing to a reader of XML.
        for (place, _) in text.match_indices('&') {
            let known = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"];
            assert!(known.iter().any(|it| text[place..].starts_with(it)), "{text}");
        }
        if !text.trim().is_empty() {
            out.push((open.last().cloned().expect("text within an element"), text.to_owned()));
        }
        let end = at + rest[at..].find('>').expect("a tag ends");
        let tag = &rest[at + 1..end];
        assert!(!tag.contains('<') && tag.matches('"').count().is_multiple_of(2), "{tag}");
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        match (tag.starts_with('/'), tag.ends_with('/')) {
            (true, _) => assert_eq!(open.pop().as_deref(), Some(name)),
            (_, true) => {}
            _ => open.push(name.to_owned()),
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty() && rest.trim().is_empty(), "{open:?}");
    out
}

fn checked(command: &str, chart: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    for language in ["en", "nl"] {
        let svg = drawn(folder.path(), command, chart, language, "a.svg");
        let all = texts(&svg);
        let first = |wanted: &str| {
            all.iter().find(|(name, _)| name == wanted).map(|(_, text)| text.as_str())
        };
        let what = format!("{command} --chart {chart} --lang {language}");
        assert!(first("title").is_some_and(|title| title.len() > 10), "{what}");
        assert!(first("desc").is_some_and(|text| text.len() > 20), "{what}");
        assert!(all.iter().filter(|(name, _)| name == "text").count() > 3, "{what}");
        for bad in ["NaN", "inf<", "<script", "href", "url(http", "@import"] {
            assert!(!svg.contains(bad), "{what}: {bad}");
        }
        let status = if language == "en" { "illustrative" } else { "illustratief" };
        assert!(all.iter().any(|(_, text)| text.contains(status)), "{what}");
        if language == "nl" {
            for (_, text) in &all {
                let words: Vec<String> =
                    text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
                let said = format!(" {} ", words.join(" "));
                for english in ENGLISH {
                    assert!(!said.contains(&format!(" {english} ")), "{what}: {text}");
                }
            }
        }
        assert_eq!(svg, drawn(folder.path(), command, chart, language, "b.svg"), "{what}");
    }
}

#[test]
fn every_chart_of_the_built_in_case_is_whole_and_in_both_languages() {
    for (command, charts) in BUILT_IN {
        charts.iter().for_each(|chart| checked(command, chart));
    }
}

#[test]
fn every_chart_of_a_case_of_one_group_is_whole_and_in_both_languages() {
    for (command, charts) in ONE_GROUP {
        charts.iter().for_each(|chart| checked(command, chart));
    }
}

#[test]
fn one_group_has_no_matrix_of_groups() {
    let folder = tempfile::tempdir().expect("a folder");
    let case = project("criteria/fighter-aircraft.toml");
    let output = Command::new(env!("CARGO_BIN_EXE_afweging"))
        .current_dir(folder.path())
        .args(["evaluate", case.to_str().unwrap(), "--chart", "matrix", "-o", "a.svg"])
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("ranking"), "what there is is said");
    assert!(!folder.path().join("a.svg").exists());
}

/// The texts of a chart that are drawn, and its title.
fn drawn_texts(folder: &Path, command: &str, chart: &str) -> (Vec<String>, String) {
    let all = texts(&drawn(folder, command, chart, "en", "a.svg"));
    let of = |wanted: &str| -> Vec<String> {
        all.iter().filter(|(name, _)| name == wanted).map(|(_, text)| text.clone()).collect()
    };
    let title = of("title").remove(0);
    (of("text"), title)
}

/// The notes are wrapped: sentences in them are found in all of them together.
fn joined(texts: &[String]) -> String {
    texts.join(" ")
}

#[test]
fn of_many_alternatives_as_many_are_drawn_as_can_be_read() {
    let folder = tempfile::tempdir().expect("a folder");
    // Each better than the one before on one criterion, and worse on the other; one figure is
    // missing, so that there is something to say of the evidence.
    let rows: Vec<String> = (0..200)
        .map(|at| match at {
            // An option that is better than all others keeps the figure that is missing harmless.
            0 => "alt-0-,500,500".to_owned(),
            199 => "alt-199-,,1".to_owned(),
            _ => format!("alt-{at}-,{at},{}", 200 - at),
        })
        .collect();
    let table = format!("alternative,a,b\n{}\n", rows.join("\n"));
    std::fs::write(folder.path().join("many.csv"), table).expect("a file");
    let complete = format!("alternative,a,b\n{}\n", rows[..199].join("\n"));
    std::fs::write(folder.path().join("complete.csv"), complete).expect("a file");
    // Pairs are compared in smaller groups only.
    let some = format!("alternative,a,b\n{}\n", rows[..40].join("\n"));
    std::fs::write(folder.path().join("some.csv"), some).expect("a file");
    let all = [
        ("evaluate many.csv --scale a=0..500", "evidence", 200, 60),
        ("evaluate complete.csv --method promethee-ii", "gaia", 199, 40),
        (
            "sensitivity methods complete.csv --method topsis --method weighted-sum",
            "methods",
            199,
            40,
        ),
        ("sensitivity acceptability some.csv --draws 100", "pairwise", 40, 24),
        ("sensitivity robust some.csv", "pairwise", 40, 24),
    ];
    for (command, chart, there, most) in all {
        let (texts, _) = drawn_texts(folder.path(), command, chart);
        let named: std::collections::BTreeSet<&str> =
            texts.iter().filter_map(|text| text[text.find("alt-")?..].split(' ').next()).collect();
        assert_eq!(named.len(), most, "{command}: {named:?}");
        // Who is first is among them.
        assert!(named.contains("alt-0-"), "{command}: {named:?}");
        let left = format!("{} alternatives are not drawn:", there - most);
        assert!(joined(&texts).contains(&left), "{command}: {texts:?}");
    }
}

#[test]
fn parts_of_scores_are_no_more_than_can_be_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let numbered = |texts: &[String]| {
        let number = |text: &String| text.split_once(' ')?.0.parse::<usize>().ok();
        texts.iter().filter_map(number).max()
    };
    // Six nodes hold the 19 criteria of the built-in case.
    let (texts, title) = drawn_texts(folder.path(), "evaluate", "contributions");
    assert_eq!(numbered(&texts), Some(6), "{texts:?}");
    assert!(joined(&texts).contains("The 19 criteria are too many to be told apart"), "{texts:?}");
    assert!(title.starts_with("Valorisation adds the most"), "{title}");
    // Without nodes: the seven that add the most, and all others.
    let names: Vec<String> = (1..=12).map(|at| format!("c{at}")).collect();
    let figures = |of: fn(usize) -> usize| -> String {
        (1..=12).map(|at| of(at).to_string()).collect::<Vec<_>>().join(",")
    };
    let table =
        format!("alternative,{}\nA,{}\nB,{}\n", names.join(","), figures(|at| at), figures(|_| 0));
    std::fs::write(folder.path().join("flat.csv"), table).expect("a file");
    let (texts, _) = drawn_texts(folder.path(), "evaluate flat.csv", "contributions");
    assert!(texts.iter().any(|text| text == "8 other (5 criteria)"), "{texts:?}");
}

#[test]
fn each_chart_of_an_answer_has_a_title_of_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let titles: Vec<String> = ["ranking", "matrix", "contributions"]
        .map(|chart| drawn_texts(folder.path(), "evaluate", chart).1)
        .to_vec();
    assert!(titles[0] != titles[1] && titles[1] != titles[2], "{titles:?}");
    assert!(titles[1].starts_with("Over these groups scores go from "), "{titles:?}");
}

#[test]
fn a_sweep_over_a_grid_claims_no_more_than_it_looked_at() {
    let folder = tempfile::tempdir().expect("a folder");
    // A is better on both.
    std::fs::write(folder.path().join("two.csv"), "alternative,a,b\nA,2,2\nB,1,1\n").unwrap();
    let (texts, title) = drawn_texts(folder.path(), "sensitivity sweep two.csv", "sweep");
    assert!(title.starts_with("No weight alone changes who is first, at nominal"), "{title}");
    assert!(!joined(&texts).contains("points"), "{texts:?}");
    let command = "sensitivity sweep two.csv --method topsis";
    let (texts, title) = drawn_texts(folder.path(), command, "sweep");
    let grid = "No weight alone changes who is first at any of 201 points looked at";
    assert!(title.starts_with(grid), "{title}");
    assert!(joined(&texts).contains("201 points of each weight"), "{texts:?}");
}

#[test]
fn bars_in_a_terminal_never_wrap() {
    let case = project("criteria/fighter-aircraft.toml");
    let case = case.to_str().unwrap();
    for args in [&[][..], &[case]] {
        for language in ["en", "nl"] {
            for columns in ["60", "80", "120", "200"] {
                let run = |colours: bool| {
                    let mut command = Command::new(env!("CARGO_BIN_EXE_afweging"));
                    command
                        .args(["sensitivity", "acceptability", "--draws", "500"])
                        .args(args)
                        .args(["--lang", language])
                        .env("COLUMNS", columns);
                    if !colours {
                        command.env("NO_COLOR", "1");
                    }
                    let output = command.output().expect("the program runs");
                    assert!(output.status.success());
                    String::from_utf8(output.stdout).expect("text")
                };
                let page = run(false);
                assert!(page.contains('█'), "there are bars");
                assert!(!page.contains('\u{1b}'), "a pipe gets no colours");
                let most: usize = columns.parse().unwrap();
                for line in page.lines() {
                    assert!(line.chars().count() <= most, "{columns}: {line}");
                }
                assert_eq!(page, run(true), "a pipe gets the same");
            }
        }
    }
}
