//! A Dutch page has no English in it: commands that analyse are run with `--lang nl`, and what they
//! print is looked at for words that English sentences need and Dutch ones do not have. What stands
//! in backticks is typed, and what stands in quotes is the case's own.
#![cfg(feature = "cli")]

use crate::common::Files;
use afweging::case::{Case, Location, WhatIf, builtin_names};
use rayon::prelude::*;
use std::process::Command;

/// Words of every English sentence. What Dutch has too, such as `is`, `of`, `in`, `over`, `was`,
/// `want` and `most`, is no sign.
const ENGLISH: &[&str] = &[
    "the",
    "and",
    "with",
    "are",
    "not",
    "weights",
    "for",
    "from",
    "which",
    "that",
    "its",
    "this",
    "these",
    "than",
    "but",
    "by",
    "to",
    "on",
    "be",
    "been",
    "has",
    "have",
    "were",
    "does",
    "do",
    "each",
    "all",
    "nothing",
    "their",
    "they",
    "it",
    "if",
    "at",
    "least",
    "more",
    "less",
    "first",
    "ahead",
    "behind",
    "between",
    "because",
    "where",
    "when",
    "what",
    "how",
    "only",
    "one",
    "two",
    "other",
    "or",
    "as",
    "an",
    "no",
    "so",
    "then",
    "every",
    "any",
    "under",
    "within",
    "without",
    "whatever",
    "there",
    "here",
    "now",
    "alternative",
    "alternatives",
    "unknown",
    "figure",
    "figures",
    "score of",
    "draws",
    "holds",
    "needs",
];

/// What a page says in its own words: without what is typed, and without quotes of the case. A
/// blank line ends both, so that a mark that stands alone hides no more than a paragraph.
fn own_words(page: &str) -> String {
    let (mut out, mut typed, mut quoted) = (String::new(), false, 0);
    for paragraph in page.split_inclusive("\n\n") {
        for c in paragraph.chars() {
            match c {
                '`' => typed = !typed,
                '“' => quoted += 1,
                '”' => quoted -= 1,
                '\n' => out.push(c),
                _ if !typed && quoted <= 0 => out.push(c),
                _ => {}
            }
        }
        (typed, quoted) = (false, 0);
    }
    out
}

/// The English words of a line. A word is what stands between blanks and marks; `weighted-sum` and
/// `share_low` are words of their own.
fn english(line: &str) -> Vec<&'static str> {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '\'' | '.' | '/');
    let words: Vec<&str> = line
        .split(|c| !part(c))
        // A flag is typed, wherever it stands.
        .filter(|word| !word.starts_with("--"))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .collect();
    let is_there = |wanted: &&&str| {
        let wanted: Vec<&str> = wanted.split(' ').collect();
        words.windows(wanted.len()).any(|these| {
            these.iter().zip(&wanted).all(|(word, wanted)| word.eq_ignore_ascii_case(wanted))
        })
    };
    ENGLISH.iter().filter(is_there).copied().collect()
}

/// The lines with English that a command prints; `None` where it refuses.
fn look(case: &str, args: &[&str]) -> Option<Vec<String>> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_afweging"));
    let command = command.args(args).args([case, "--lang", "nl"]).env("NO_COLOR", "1");
    let ran = command.output().expect("the program runs");
    // A claim that does not hold makes the command fail after its page.
    let page = String::from_utf8_lossy(&ran.stdout).into_owned();
    if page.trim().is_empty() {
        return None;
    }
    let own = own_words(&page);
    let lines = page.lines().zip(own.lines());
    let bad = lines.filter_map(|(line, own)| {
        let found = english(own);
        let words = found.join(", ");
        (!found.is_empty()).then(|| format!("{args:?} of {case}: {words}: {line}"))
    });
    Some(bad.collect())
}

const COMMANDS: &[&[&str]] = &[
    &["evaluate", "-v"],
    &["weights"],
    &["check"],
    &["verify", "--draws", "1024"],
    &["actors", "--draws", "1024"],
    &["portfolio", "--draws", "64"],
    &["pathway", "--draws", "64"],
    &["sensitivity", "sweep"],
    &["sensitivity", "stability"],
    &["sensitivity", "acceptability", "--draws", "1024"],
    &["sensitivity", "acceptability", "--exact"],
    &["sensitivity", "robust"],
    &["sensitivity", "robust", "--values", "monotone"],
    &["sensitivity", "methods"],
    &["sensitivity", "reversal"],
    &["sensitivity", "scenarios"],
    &["sensitivity", "targets"],
    &["sensitivity", "drivers", "--points", "1024"],
    &["sensitivity", "drivers", "--points", "1024", "--intervals", "uniform"],
];

/// Every command on a case, and `explain` on its first two alternatives. Whether each that is named
/// says something.
fn pages(case: &str, of: &Case, must: &[&str]) -> Vec<String> {
    let name = |at: usize| of.problem.full_name(of.problem.groups()[0].members()[at]);
    let members = of.problem.groups()[0].members().len();
    let (a, b) = (name(0), name(1.min(members - 1)));
    let explain: [&[&str]; 2] =
        [&["explain", "--of", a.as_str()], &["explain", "--of", a.as_str(), "--over", b.as_str()]];
    let all: Vec<&[&str]> = COMMANDS.iter().copied().chain(explain).collect();
    let looked: Vec<(&[&str], Option<Vec<String>>)> =
        all.par_iter().map(|args| (*args, look(case, args))).collect();
    for must in must {
        let says = |(args, page): &(&[&str], Option<Vec<String>>)| {
            page.is_some() && args.join(" ").starts_with(must)
        };
        assert!(looked.iter().any(says), "{must} says nothing of {case}");
    }
    looked.into_iter().filter_map(|(_, bad)| bad).flatten().collect()
}

#[test]
fn words_are_told_apart() {
    assert_eq!(english("wie is eerste in de groep, of niet"), [""; 0]);
    assert_eq!(english("weighted-sum: share_low, dem-all (--draws)"), [""; 0]);
    assert_eq!(english("The score of A is not known"), ["the", "not", "score of"]);
    let page = "a `the` b “and the\nlike” c\n\nd ` the\n\nwith";
    assert_eq!(own_words(page), "a  b \n c\n\nd \n\nwith");
}

/// The built-in cases have every text in both languages, but for sources.
#[test]
fn pages_of_built_in_cases_have_no_english() {
    let mut bad = Vec::new();
    for name in builtin_names() {
        let case = Case::open(&Location::of(name), &WhatIf::default()).expect("a built-in case");
        let must = ["evaluate", "check", "sensitivity sweep", "sensitivity stability", "explain"];
        bad.extend(pages(name, &case, &must));
    }
    assert!(bad.is_empty(), "{} lines:\n{}", bad.len(), bad.join("\n"));
}

/// A case with all that a page warns of. Reasons and sources are in English only.
const WARNS: &str = r#"
format = 1
id = "warns"
title = { en = "Sites", nl = "Terreinen" }
as_of = 2024-01-01
rank_within = ["town"]
data = ["sites.csv", "texts.csv"]
[[keys]]
id = "town"
label = { en = "Town", nl = "Gemeente" }
[[keys]]
id = "site"
label = { en = "Site", nl = "Terrein" }
[[criteria]]
id = "noise"
label = { en = "Noise", nl = "Lawaai" }
direction = "min"
unit = "dB"
weight = 0.4
source = "the measurements of the province, and our own"
[[criteria]]
id = "cost"
label = { en = "Cost", nl = "Kosten" }
direction = "min"
scale = { min = 0, max = 100 }
weight = 0.4
[[criteria]]
id = "same"
label = { en = "The same", nl = "Overal gelijk" }
scale = { min = 0, max = 10 }
weight = 0.2
[weights]
constraints = ["noise >= same"]
[method.weighted-sum]
[method.topsis]
[[requirements]]
id = "quiet"
needs = { criterion = "noise", at_most = 70 }
effect = "exclude"
reason = "It must not be louder than the road that is there now"
source = "a letter of the mayor, and the minutes of the council"
[[requirements]]
id = "cheap"
needs = { criterion = "cost", at_most = 60 }
effect = "flag"
reason = "The budget for this is small"
[[adjustments]]
criterion = "cost"
attribute = "soil"
shift = { values = { clay = 10.0, sand = 0.0 } }
reason = "Clay is the most expensive of these"
source = "an estimate with no more than one drilling"
[[preferences]]
better = { town = "T1", site = "A" }
worse = { town = "T1", site = "C" }
reason = "The council said that it is so"
source = "minutes of the meeting"
[[claims]]
id = "a-first"
claim = "A > B"
for = "every town"
under = "given weights"
reason = "The council holds that this is so"
source = "minutes of the meeting"
"#;

const SITES: &str = "town,site,noise,cost,same
T1,A,50,20..40,5
T1,B,55,30,5
T1,C,60,?,5
T1,D,80,10,5
T2,A,50..72,20,5
T2,B,55,30..90,5
T2,C,60,?,5
T3,A,50,20,5
T4,A,50,?,5
T4,B,52,40,5
";

const TEXTS: &str = "town,soil
T1,clay
T2,?
T3,sand
T4,sand
";

#[test]
fn pages_that_warn_have_no_english() {
    let files = Files::new(&[("case.toml", WARNS), ("sites.csv", SITES), ("texts.csv", TEXTS)]);
    let case = files.open().unwrap_or_else(|error| panic!("{error}"));
    let path = files.path("case.toml").display().to_string();
    let must = [
        "evaluate",
        "weights",
        "check",
        "verify",
        "sensitivity sweep",
        "sensitivity stability",
        "sensitivity acceptability",
        "sensitivity robust",
        "sensitivity methods",
        "sensitivity reversal",
        "sensitivity drivers",
        "explain",
    ];
    let bad = pages(&path, &case, &must);
    assert!(bad.is_empty(), "{} lines:\n{}", bad.len(), bad.join("\n"));
}

/// A bare table has texts in no language but its own names.
#[test]
fn pages_of_a_bare_table_have_no_english() {
    let files = Files::new(&[("table.csv", "site,price,noise\nA,10,3.5\nB,12.5,2\nC,9,4\n")]);
    let path = files.path("table.csv").display().to_string();
    let location = Location::of(&path);
    let case = Case::open(&location, &WhatIf::default()).unwrap_or_else(|error| panic!("{error}"));
    let bad = pages(&path, &case, &["evaluate", "explain", "sensitivity stability"]);
    assert!(bad.is_empty(), "{} lines:\n{}", bad.len(), bad.join("\n"));
}
