//! The layout's rules, checked: who may import whom, that no files import each other in a circle,
//! and that the catalogue is covered by goldens.

use crate::common::imports::{SourceFile, circle, imports, sources};
use crate::common::project;
use afweging::method::Method;
use afweging::value::Normalization;
use std::collections::{BTreeMap, BTreeSet};

/// Which of our modules a module may import (besides itself), from what stands on nothing to what
/// stands on all. `cli` is the binary's and imports the library only. Any may import `tolerance`,
/// which imports none.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("tolerance", &[]),
    ("error", &[]),
    ("table", &[]),
    ("chart", &[]),
    ("progress", &[]),
    ("kernel", &[]),
    ("lp", &[]),
    ("binary_program", &["lp"]),
    ("polytope", &["lp", "kernel"]),
    // Which part of a run is counted here, and where the rest comes from.
    ("shard", &["kernel", "error"]),
    ("rank_aggregation", &[]),
    ("problem", &["kernel", "error"]),
    ("value", &["problem", "kernel", "error"]),
    ("bounds", &["problem", "error"]),
    ("method", &["bounds", "value", "problem", "kernel", "lp", "progress", "error"]),
    ("evaluate", &["method", "bounds", "value", "problem", "kernel", "table", "progress", "error"]),
    (
        "draw",
        &[
            "evaluate", "method", "bounds", "problem", "shard", "kernel", "lp", "polytope",
            "table", "progress", "error",
        ],
    ),
    ("proof", &["evaluate", "bounds", "problem", "lp", "error"]),
    (
        "study",
        &[
            "draw",
            "proof",
            "evaluate",
            "weighting",
            "method",
            "bounds",
            "value",
            "problem",
            "shard",
            "kernel",
            "lp",
            "binary_program",
            "polytope",
            "rank_aggregation",
            "table",
            "progress",
            "error",
        ],
    ),
    ("weighting", &["method", "value", "problem", "polytope", "lp", "kernel", "error"]),
    ("case", &["weighting", "method", "value", "problem", "lp", "progress", "error"]),
    // What a page recomputes from: the case and the results of its methods, as data.
    ("live", &["case", "evaluate", "method", "value", "problem"]),
    // All studies of a case, asked once.
    ("overview", &["case", "study", "evaluate", "draw", "proof", "method", "problem", "error"]),
    // The model of a case for other programs to run.
    (
        "export",
        &["case", "study", "draw", "evaluate", "method", "value", "problem", "table", "error"],
    ),
    // Cases from files of other programs.
    ("import", &["case", "problem", "error"]),
    // A workbook to fill in is a plain model of sheets, which `case` makes.
    ("write", &["case", "table", "progress", "error"]),
    // A table that is larger than the memory: the case gives it block by block, and each is evaluated.
    (
        "stream",
        &[
            "case", "draw", "evaluate", "method", "value", "polytope", "problem", "kernel",
            "table", "write", "progress", "error",
        ],
    ),
    (
        "report",
        &[
            "case",
            "chart",
            "live",
            "overview",
            "study",
            "draw",
            "proof",
            "evaluate",
            "weighting",
            "method",
            "problem",
            "rank_aggregation",
            "table",
            "write",
            "error",
        ],
    ),
    // A workbook for people: what pages say, and formulas that give the engine's figures again.
    (
        "workbook",
        &[
            "case", "report", "study", "draw", "evaluate", "method", "value", "problem", "write",
            "error",
        ],
    ),
];

/// Studies that may import another: the smallest change of weights starts from the switches of a
/// sweep, claims are put together from what other studies answer, a ranking that is explained
/// agrees with what explains it as methods do, and so do the rankings of actors. What one actor
/// admits is looked at as what the case admits. What paths use together in a period is limited as a
/// portfolio is.
const STUDY_ON_STUDY: &[(&str, &str)] = &[
    ("stability", "sweep"),
    ("verify", "acceptability"),
    ("utastar", "agreement"),
    ("actors", "agreement"),
    ("actors", "robust"),
    ("actors", "acceptability"),
    ("pathway", "portfolio"),
];

/// Crates that belong in one place.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("clap", &["cli/"]),
    ("clap_mangen", &["cli/"]),
    ("annotate_snippets", &["cli/"]),
    ("microlp", &["lp/"]),
    ("polars", &["case/read/parquet.rs", "case/read/parquet_blocks.rs", "write/parquet.rs"]),
    ("comfy_table", &["write/"]),
    ("calamine", &["case/read/xlsx.rs"]),
    ("zip", &["case/read/xlsx.rs", "case/read/hidden.rs", "case/edit/workbook.rs"]),
    ("quick_xml", &["case/read/hidden.rs", "case/edit/sheet.rs", "export/", "import/xml.rs"]),
    ("rust_xlsxwriter", &["write/xlsx.rs", "write/case_workbook.rs", "workbook/"]),
    ("csv", &["case/read/records.rs", "case/read/tables.rs", "import/files.rs", "write/"]),
    ("toml", &["case/", "method/", "weighting/"]),
    ("kodama", &["weighting/"]),
];

#[test]
fn imports_go_one_way() {
    let mut wrong = Vec::new();
    let folder = |name: &str| name.split(['/', '.']).next().unwrap().to_owned();
    for (file, targets) in imports(&sources()) {
        let own = folder(&file);
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(known, _)| *known == own) else {
            assert!(
                ["lib", "main", "cli"].contains(&own.as_str()),
                "{file}: a module that tests/program/architecture.rs does not know"
            );
            continue;
        };
        for (target, names) in targets {
            let other = folder(&target);
            if other != own && other != "tolerance" && !allowed.contains(&other.as_str()) {
                wrong.push(format!("{file} imports {names:?} of {target}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn studies_do_not_import_each_other() {
    let study = |name: &str| {
        let below = name.strip_prefix("study/")?;
        below.contains('/').then(|| below.split('/').next().unwrap().to_owned())
    };
    let mut wrong = Vec::new();
    for (file, targets) in imports(&sources()) {
        let Some(own) = study(&file) else { continue };
        for (target, names) in targets {
            let allowed = |other: &String| {
                *other == own || STUDY_ON_STUDY.contains(&(own.as_str(), other.as_str()))
            };
            if study(&target).is_some_and(|other| !allowed(&other)) {
                wrong.push(format!("{file} imports {names:?} of {target}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_goes_in_circles() {
    let all = imports(&sources());
    let edges = |of: &dyn Fn(&'static str) -> &'static str| -> BTreeMap<&'static str, BTreeSet<&'static str>> {
        let mut out: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for (file, targets) in &all {
            for target in targets.keys() {
                let (from, to) = (of(file.clone().leak()), of(target.clone().leak()));
                if from != to && !from.is_empty() && !to.is_empty() {
                    out.entry(from).or_default().insert(to);
                }
            }
        }
        out
    };
    assert_eq!(circle(&edges(&|file| file)), None, "files");
    assert_eq!(circle(&edges(&|file| file.split('/').next().unwrap())), None, "folders");
    // Folders beside each other within one; a folder and what stands in it, down to its own folders,
    // are one thing.
    let second = |file: &'static str| {
        if file.matches('/').count() > 1 { file.rsplit_once('/').unwrap().0 } else { "" }
    };
    let mut beside = edges(&second);
    for (from, targets) in &mut beside {
        let is_below =
            |a: &str, b: &str| a.strip_prefix(b).is_some_and(|rest| rest.starts_with('/'));
        targets.retain(|to| !is_below(from, to) && !is_below(to, from));
    }
    assert_eq!(circle(&beside), None, "folders within folders");
}

/// Long files are shown, not forbidden: one concept may take its room, and the longest are the
/// first to look at. `cargo test -- --nocapture`.
#[test]
fn the_longest_files_are_shown() {
    let mut files: Vec<(usize, String)> =
        sources().into_iter().map(|file| (file.lines, file.name)).collect();
    files.sort();
    for (lines, name) in files.iter().rev().take(10) {
        println!("{lines:5} {name}");
    }
}

#[test]
fn crates_stay_in_their_place() {
    let mut wrong = Vec::new();
    for SourceFile { name, code, .. } in sources() {
        for (krate, places) in ONLY_IN {
            let used = code.contains(&format!("{krate}::"))
                && code.split(&format!("{krate}::")).take_while(|before| *before != code).any(
                    |before| {
                        !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
                    },
                );
            if used && !places.iter().any(|place| name.starts_with(place)) {
                wrong.push(format!("{name} uses {krate}"));
            }
        }
        if name.starts_with("kernel/") && code.contains("nalgebra") {
            wrong.push(format!("{name} uses nalgebra"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Percentages made by hand say a bare 0 or 100 sooner or later: they are made in
/// `problem/percent.rs`, and put into words by `Words`.
#[test]
fn percentages_come_from_one_place() {
    // Errors in percentage points are no shares, and that of `box:P` is what the user wrote.
    // The figures of an axis are round, and stand where they say.
    let points = [
        ("report/sensitivity/claims.rs", 1),
        ("report/sensitivity/acceptability.rs", 1),
        ("report/charts/acceptability.rs", 1),
        ("chart/axis.rs", 2),
    ];
    let signs = [
        ("report/words.rs", 1),
        ("report/sensitivity/acceptability.rs", 2),
        ("report/sensitivity/shares.rs", 3),
        ("report/evaluate/evidence.rs", 2),
        ("study/verify/note.rs", 1),
        // How far a bar has come.
        ("cli/bar.rs", 1),
    ];
    let mut wrong = Vec::new();
    for SourceFile { name, code, .. } in
        sources().into_iter().filter(|file| file.name != "problem/percent.rs")
    {
        let sites = |allowed: &[(&str, usize)]| {
            allowed.iter().find(|(known, _)| *known == name).map_or(0, |known| known.1)
        };
        let count =
            |wanted: &[&str]| wanted.iter().map(|text| code.matches(text).count()).sum::<usize>();
        if count(&["100.0 *", "* 100.0", "100. *"]) > sites(&points) {
            wrong.push(format!("{name}: 100 times a share"));
        }
        if count(&["} %"]) > sites(&signs) {
            wrong.push(format!("{name}: a figure with a percent sign"));
        }
    }
    assert!(wrong.is_empty(), "use `Words::percent`: {wrong:#?}");
}

/// The numbers of at most 1e-6 that a line of code writes out, outside its texts.
fn tiny_literals(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for code in line.split('"').step_by(2) {
        let mut rest = code;
        while let Some(start) = rest.find(|c: char| c.is_alphanumeric() || c == '_') {
            // A name or a number up to what is in neither; a sign belongs to it after an exponent.
            let word = &rest[start..];
            let is_number = word.starts_with(|c: char| c.is_ascii_digit());
            let mut before = ' ';
            let end = word.find(|c: char| {
                let goes_on = c.is_alphanumeric()
                    || c == '_'
                    || is_number && (c == '.' || c == '-' && matches!(before, 'e' | 'E'));
                before = c;
                !goes_on
            });
            let word = &word[..end.unwrap_or(word.len())];
            let number = word.trim_end_matches("f64").replace('_', "").parse::<f64>();
            if is_number && number.is_ok_and(|x| x > 0.0 && x <= 1e-6) {
                found.push(word);
            }
            rest = &rest[start + word.len()..];
        }
    }
    found
}

#[test]
fn tiny_literals_are_found() {
    assert_eq!(tiny_literals("if a - b <= 1e-9 * x1e_9 { 1_0e-12 }"), ["1e-9", "1_0e-12"]);
    assert_eq!(tiny_literals("x.max(0.000_000_1f64) + 1.5E-8"), ["0.000_000_1f64", "1.5E-8"]);
    assert_eq!(tiny_literals("at(0..m, 1e3, 1e-5, 0.0, 1-9, \"1e-9\")"), [""; 0]);
}

/// A bare tolerance says neither what it is for nor who else goes by it: one that judges figures is
/// a constant in `src/tolerance.rs`, one that steers an algorithm a constant beside it.
#[test]
fn tolerances_have_names() {
    let mut bare = Vec::new();
    for SourceFile { name, code, .. } in sources() {
        let has_own = ["kernel/", "polytope/"].iter().any(|folder| name.starts_with(folder));
        if name == "tolerance.rs" || has_own || name.ends_with("/tests.rs") {
            continue;
        }
        for line in code.lines().filter(|line| !line.contains("const ")) {
            let literals = tiny_literals(line);
            if !literals.is_empty() {
                bare.push(format!("{name}: {} in `{}`", literals.join(", "), line.trim()));
            }
        }
    }
    assert!(bare.is_empty(), "{bare:#?}");
}

#[test]
fn every_catalogue_entry_has_a_golden_case() {
    let mut goldens = String::new();
    for folder in ["published", "peer"] {
        for entry in std::fs::read_dir(project("tests/goldens").join(folder)).unwrap() {
            goldens += &std::fs::read_to_string(entry.unwrap().path()).unwrap();
        }
    }
    // Methods that sort, and means that need a parameter, have few peers: their definitions are
    // worked out by other code, see `tests/goldens/sorting.py` and `tests/goldens/means.py`.
    for name in ["sorting", "means"] {
        let exact = project("tests/goldens/exact").join(name).with_extension("jsonl");
        goldens += &std::fs::read_to_string(exact).unwrap();
    }
    let squeezed = goldens.replace(": ", ":");
    // Goldens hold no trees: `tests/cases/human_development.rs` has the printed index instead.
    // Sorting is checked against its definitions by brute force, in `tests/engine/sorting.rs`.
    let elsewhere = ["hierarchical", "mr-sort", "flowsort", "utadis"];
    let of_columns = |entry: &&afweging::method::Sheet| !elsewhere.contains(&entry.name);
    for entry in Method::catalogue().into_iter().filter(of_columns) {
        // PROMETHEE I is checked with the cases of PROMETHEE II, which hold its relation.
        let name = if entry.name == "promethee-i" { "promethee-ii" } else { entry.name };
        assert!(squeezed.contains(&format!("\"method\":\"{name}\"")), "no golden runs {name}");
    }
    // Normalizations without a second source are worked out by hand in src/value/mod.rs.
    let by_hand = ["logarithmic", "nonlinear", "enhanced-accuracy", "z-score", "rank", "goalposts"];
    for normalization in Normalization::ALL
        .into_iter()
        .filter(|normalization| !by_hand.contains(&normalization.entry().name))
    {
        assert!(
            squeezed.contains(&format!("\"normalization\":\"{}\"", normalization.entry().name)),
            "{normalization:?}"
        );
    }
}
