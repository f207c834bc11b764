//! The layout's rules, checked: who may import whom, how long a file may be, and that the catalogue is covered by goldens.

mod common;

use afweging::method::Method;
use afweging::value::Normalization;
use common::project;
use std::path::{Path, PathBuf};

/// Which of our modules a module may import (besides itself). `cli` is the binary's and imports the library only.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("table", &[]),
    ("progress", &[]),
    ("kernel", &[]),
    ("lp", &[]),
    ("polytope", &["lp", "kernel"]),
    ("problem", &["error"]),
    ("value", &["problem", "error"]),
    ("method", &["value", "problem", "kernel", "progress", "error"]),
    ("case", &["method", "value", "problem", "lp", "progress", "error"]),
    ("study", &["method", "value", "problem", "kernel", "lp", "polytope", "table", "progress", "error"]),
    ("write", &["table", "progress", "error"]),
    ("report", &["case", "study", "method", "problem", "table", "write"]),
];

/// Crates that belong in one place.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("clap", &["cli/"]),
    ("annotate_snippets", &["cli/"]),
    ("microlp", &["lp/"]),
    ("polars", &["case/parquet.rs", "write/parquet.rs"]),
    ("comfy_table", &["write/"]),
    ("calamine", &["case/xlsx.rs"]),
    ("zip", &["case/xlsx.rs", "case/hidden.rs"]),
    ("quick_xml", &["case/hidden.rs"]),
    ("rust_xlsxwriter", &["write/xlsx.rs"]),
    ("csv", &["case/records.rs", "case/tables.rs", "write/"]),
    ("toml", &["case/", "method/"]),
];

/// Files that may be longer than the soft cap, and why.
const LONGER: &[(&str, &str)] = &[
    ("case/file.rs", "the file format's shape, one short documented struct per table"),
    ("case/check.rs", "one list of checks in the order of the file"),
];
const SOFT_CAP: usize = 400;

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(path);
        }
    }
}

/// Every source file below `src/`: its path from there, and its code without tests and comments.
fn code() -> Vec<(String, String, usize)> {
    let root = project("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
            let code = text
                .split("#[cfg(test)]\nmod tests")
                .next()
                .unwrap()
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect::<Vec<_>>()
                .join("\n");
            (name, code, text.lines().count())
        })
        .collect()
}

#[test]
fn imports_go_one_way() {
    let mut wrong = Vec::new();
    for (name, code, _) in code() {
        let module = name.split(['/', '.']).next().unwrap();
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(known, _)| *known == module) else {
            assert!(["lib", "main", "cli"].contains(&module), "{name}: a module that tests/architecture.rs does not know");
            continue;
        };
        assert!(!code.contains("use crate::{"), "{name}: one `use` per module, so that this test can read it");
        for part in code.split("crate::").skip(1) {
            let target: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if target != module && !allowed.contains(&target.as_str()) && MAY_IMPORT.iter().any(|(known, _)| *known == target) {
                wrong.push(format!("{name} imports {target}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn crates_stay_in_their_place() {
    let mut wrong = Vec::new();
    for (name, code, _) in code() {
        for (krate, places) in ONLY_IN {
            let used = code.contains(&format!("{krate}::"))
                && code
                    .split(&format!("{krate}::"))
                    .take_while(|before| *before != code)
                    .any(|before| !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'));
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

/// Percentages made by hand say a bare 0 or 100 sooner or later: they are made in `problem/percent.rs`, and put into words by `Words`.
#[test]
fn percentages_come_from_one_place() {
    // Errors in percentage points are no shares, and that of `box:P` is what the user wrote.
    let points = [("report/sensitivity/claims.rs", 1), ("report/sensitivity/acceptability.rs", 1)];
    let signs = [
        ("report/words.rs", 1),
        ("report/sensitivity/acceptability.rs", 6),
        ("report/evaluate/evidence.rs", 2),
        ("study/verify/note.rs", 1),
        // How far a bar has come.
        ("cli/progress.rs", 1),
    ];
    let mut wrong = Vec::new();
    for (name, code, _) in code().into_iter().filter(|(name, ..)| name != "problem/percent.rs") {
        let sites = |allowed: &[(&str, usize)]| allowed.iter().find(|(known, _)| *known == name).map_or(0, |known| known.1);
        let count = |wanted: &[&str]| wanted.iter().map(|text| code.matches(text).count()).sum::<usize>();
        if count(&["100.0 *", "* 100.0", "100. *"]) > sites(&points) {
            wrong.push(format!("{name}: 100 times a share"));
        }
        if count(&["} %"]) > sites(&signs) {
            wrong.push(format!("{name}: a figure with a percent sign"));
        }
    }
    assert!(wrong.is_empty(), "use `Words::percent`: {wrong:#?}");
}

#[test]
fn files_are_short() {
    let long: Vec<String> = code()
        .into_iter()
        .filter(|(name, _, lines)| *lines > SOFT_CAP && !LONGER.iter().any(|(known, _)| known == name))
        .map(|(name, _, lines)| format!("{name}: {lines} lines"))
        .collect();
    assert!(long.is_empty(), "split these, or say in LONGER why not: {long:#?}");
}

#[test]
fn every_catalogue_entry_has_a_golden_case() {
    let mut goldens = String::new();
    for folder in ["published", "peer"] {
        for entry in std::fs::read_dir(project("tests/goldens").join(folder)).unwrap() {
            goldens += &std::fs::read_to_string(entry.unwrap().path()).unwrap();
        }
    }
    let squeezed = goldens.replace(": ", ":");
    for entry in Method::catalogue() {
        // PROMETHEE I is checked with the cases of PROMETHEE II, which hold its relation.
        let name = if entry.name == "promethee-i" { "promethee-ii" } else { entry.name };
        assert!(squeezed.contains(&format!("\"method\":\"{name}\"")), "no golden runs {name}");
    }
    // Normalizations without a second source are worked out by hand in src/value/mod.rs.
    let by_hand = ["logarithmic", "nonlinear", "enhanced-accuracy", "z-score", "rank", "goalposts"];
    for normalization in Normalization::ALL.into_iter().filter(|normalization| !by_hand.contains(&normalization.entry().name)) {
        assert!(squeezed.contains(&format!("\"normalization\":\"{}\"", normalization.entry().name)), "{normalization:?}");
    }
}
