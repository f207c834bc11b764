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
