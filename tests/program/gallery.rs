//! The pictures of `docs/gallery.md` are what the commands beside them draw. `docs/gallery/make`
//! draws them anew.
#![cfg(feature = "cli")]

use crate::common::project;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// The commands of the page, word by word, without the name of the program.
fn commands() -> Vec<Vec<String>> {
    let page = std::fs::read_to_string(project("docs/gallery.md")).unwrap();
    let mut out = Vec::new();
    // What stands in blocks of sh; a backslash ends a line that goes on.
    for block in page.split("```sh\n").skip(1) {
        let block = block.split("```").next().unwrap_or_default().replace("\\\n", " ");
        for line in block.lines() {
            let mut words = line.split_whitespace().map(str::to_owned);
            assert_eq!(words.next().as_deref(), Some("afweging"), "{line}");
            out.push(words.collect());
        }
    }
    out
}

/// Draw the picture of a command into a file.
fn draw(args: &[String], file: &Path) {
    let mut args = args.to_vec();
    let target = target(&args);
    args[target] = file.to_str().unwrap().to_owned();
    let output = Command::new(env!("CARGO_BIN_EXE_afweging"))
        .current_dir(project("."))
        .args(&args)
        .arg("--quiet")
        .output()
        .unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Where the file stands among the words of a command.
fn target(args: &[String]) -> usize {
    args.iter().position(|arg| arg == "-o").map(|at| at + 1).unwrap()
}

#[test]
fn pictures_are_what_their_commands_draw() {
    let folder = tempfile::tempdir().unwrap();
    let mut wrong = Vec::new();
    let mut drawn = BTreeSet::new();
    for args in commands() {
        let standing = project(&args[target(&args)]);
        let name = standing.file_name().unwrap().to_owned();
        let fresh = folder.path().join(&name);
        draw(&args, &fresh);
        let standing = std::fs::read(&standing).unwrap_or_default();
        if standing != std::fs::read(&fresh).unwrap() {
            wrong.push(name.clone());
        }
        assert!(drawn.insert(name), "drawn twice: {args:?}");
    }
    assert!(drawn.len() > 10, "{drawn:?}");
    assert!(wrong.is_empty(), "not what the program draws; docs/gallery/make: {wrong:?}");
    // No picture stands there that no command draws.
    let there = std::fs::read_dir(project("docs/gallery")).unwrap();
    let there: BTreeSet<_> = there
        .map(|entry| entry.unwrap().file_name())
        .filter(|name| name.to_string_lossy().ends_with(".svg"))
        .collect();
    assert_eq!(there, drawn);
}

#[test]
fn every_picture_is_shown_beside_its_command() {
    let page = std::fs::read_to_string(project("docs/gallery.md")).unwrap();
    for args in commands() {
        let shown = args[target(&args)].strip_prefix("docs/").unwrap();
        assert!(page.contains(&format!("]({shown})")), "{shown} is not shown");
    }
}

/// Labels are those of the case, in whatever language; our own words are not left in English.
#[test]
fn pictures_in_dutch_hold_none_of_our_english() {
    const OURS: [&str; 12] = [
        " draws",
        " is first",
        "standard error",
        "weights given",
        "acceptable to",
        " binds",
        "best path",
        "ahead of",
        "In each cell",
        "more is better",
        "nominal figures",
        " of the weight",
    ];
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("picture.svg");
    for mut args in commands() {
        args.extend(["--lang", "nl"].map(str::to_owned));
        draw(&args, &file);
        let picture = std::fs::read_to_string(&file).unwrap();
        for ours in OURS {
            assert!(!picture.contains(ours), "`{ours}` in the picture of {args:?}");
        }
    }
}
