//! `evaluate` of a table that is read block by block, as it is typed: what is said, what is written,
//! and that nothing is left where it ends early.
#![cfg(feature = "cli")]

use crate::common::Files;
use std::fmt::Write;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

const PROGRAM: &str = env!("CARGO_BIN_EXE_afweging");

const CASE: &str = "format = 1\nid = \"cells\"\ndata = [\"cells\"]\n[[keys]]\nid = \"cell\"\n\
    [[criteria]]\nid = \"slope\"\ndirection = \"min\"\nscale = { min = 0, max = 100 }\nweight = 2\n\
    [[criteria]]\nid = \"sun\"\nscale = { min = 0, max = 100 }\nweight = 1\n";

/// The case with its table in two parts of so many rows.
fn case(rows: usize) -> Files {
    let files = Files::new(&[("case.toml", CASE)]);
    std::fs::create_dir(files.path("cells")).unwrap();
    for part in 0..2 {
        let mut text = "cell,slope,sun\n".to_owned();
        for at in part * rows..(part + 1) * rows {
            writeln!(text, "A{at},{},{}", at * 7 % 100, at * 13 % 101).unwrap();
        }
        std::fs::write(files.path(&format!("cells/part-{part}.csv")), text).unwrap();
    }
    std::fs::create_dir(files.path("out")).unwrap();
    files
}

fn command(files: &Files, args: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(["evaluate", "./case.toml"]).args(args).current_dir(files.folder.path());
    command
}

fn run(files: &Files, args: &[&str]) -> Output {
    command(files, args).output().unwrap()
}

fn left(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).unwrap();
    names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn a_folder_is_read_block_by_block_without_being_asked_to() {
    let files = case(30);
    let output = run(&files, &["-o", "out/all.csv"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && said.contains("block by block"), "{said}");
    assert!(said.contains("60 of 60 rows") && said.contains("2 times"), "{said}");
    let text = std::fs::read_to_string(files.path("out/all.csv")).unwrap();
    assert_eq!(text.lines().count(), 61);
    assert!(text.starts_with("cell,method,score,score_low,score_high,rank"), "{text}");
    // A file that fits is read as a whole, and one that does not is read block by block.
    let one = ["--data", "cells/part-0.csv", "-o", "out/one.csv"];
    let said = String::from_utf8(run(&files, &one).stderr).unwrap();
    assert!(!said.contains("block by block"), "{said}");
    let small = [&one[..], &["--max-size", "100"]].concat();
    let said = String::from_utf8(run(&files, &small).stderr).unwrap();
    assert!(said.contains("block by block") && said.contains("30 of 30 rows"), "{said}");
    let refused = run(&files, &[&small[..], &["--no-stream"]].concat());
    assert_eq!(refused.status.code(), Some(1));
    let quiet = run(&files, &["-o", "out/all.csv", "-q"]);
    assert!(quiet.status.success() && quiet.stderr.is_empty());
}

#[test]
fn a_pattern_the_best_and_how_sure() {
    let files = case(30);
    let output = run(
        &files,
        &[
            "--data",
            "cells/part-?.csv",
            "--top",
            "3",
            "--stability",
            "--threshold",
            "0.5",
            "-o",
            "out/best.csv",
            "--lang",
            "nl",
        ],
    );
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && said.contains("weggeschreven"), "{said}");
    let text = std::fs::read_to_string(files.path("out/best.csv")).unwrap();
    let header = text.lines().next().unwrap();
    assert!(
        header.ends_with("margin_high,smallest_factor,share_above,share_std_error"),
        "{header}"
    );
    assert!(text.lines().count() >= 4, "{text}");
}

/// Start it, and wait until it writes.
fn started(files: &Files) -> Child {
    let mut child =
        command(files, &["--stream", "-o", "out/all.csv"]).stderr(Stdio::piped()).spawn().unwrap();
    let start = Instant::now();
    while left(&files.path("out")).is_empty() {
        assert!(child.try_wait().unwrap().is_none(), "it has ended");
        assert!(start.elapsed() < Duration::from_secs(120), "nothing is written");
        std::thread::sleep(Duration::from_millis(2));
    }
    child
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_nothing() {
    let files = case(60_000);
    let mut child = started(&files);
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(left(&files.path("out")), [""; 0]);
}

#[test]
fn a_part_that_changes_while_it_is_read_ends_it_and_nothing_is_left() {
    let files = case(60_000);
    let child = started(&files);
    let path = files.path("cells/part-1.csv");
    let mut text = std::fs::read_to_string(&path).unwrap();
    text += "A999999,1,1\n";
    std::fs::write(&path, text).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("part-1.csv") && said.contains("changed while it was read"), "{said}");
    assert_eq!(left(&files.path("out")), [""; 0]);
}

/// The end of a run that fails: its status is 1, it says all of `words`, and what stood under the name
/// of the result still stands there, alone.
fn assert_refused(files: &Files, mut command: Command, words: &[&str]) {
    std::fs::write(files.path("out/all.csv"), "what was there before").unwrap();
    let output = command.output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    // Lines are broken where the terminal ends.
    let flat = said.split_whitespace().collect::<Vec<_>>().join(" ");
    words.iter().for_each(|word| assert!(flat.contains(word), "{word} in {said}"));
    assert_eq!(left(&files.path("out")), ["all.csv"]);
    assert_eq!(std::fs::read(files.path("out/all.csv")).unwrap(), b"what was there before");
}

/// The command that fails, whose last row of the second part stands in this row.
const LATE: &[&str] = &["--stream", "-o", "out/all.csv"];

/// The case with a last row in its second part, and the number of that row.
fn case_with_last(rows: usize, last: &[u8]) -> (Files, usize) {
    let files = case(rows);
    let path = files.path("cells/part-1.csv");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes.extend_from_slice(last);
    std::fs::write(&path, bytes).unwrap();
    (files, rows + 2)
}

#[test]
fn a_text_or_nothing_in_a_late_row_is_told_with_its_part_and_row() {
    // In a block of its own, far behind the first.
    let (files, row) = case_with_last(70_000, b"Z,many,4\n");
    let row = format!("row {row}");
    assert_refused(&files, command(&files, LATE), &["part-1.csv", &row, "slope", "many"]);
    // Without a scale nothing says what an unknown figure can be.
    let (files, row) = case_with_last(70_000, b"Z,,4\n");
    let open = CASE.replace("scale = { min = 0, max = 100 }\nweight = 2", "weight = 2");
    std::fs::write(files.path("case.toml"), open).unwrap();
    let row = format!("row {row}");
    assert_refused(&files, command(&files, LATE), &["part-1.csv", &row, "slope"]);
    // With one it is unknown, and the row has a range.
    std::fs::write(files.path("case.toml"), CASE).unwrap();
    assert!(run(&files, LATE).status.success());
    let text = std::fs::read_to_string(files.path("out/all.csv")).unwrap();
    let last: Vec<&str> = text.lines().last().unwrap().split(',').collect();
    assert_eq!(last[0], "Z");
    assert!(last[3].parse::<f64>().unwrap() < last[4].parse::<f64>().unwrap(), "{last:?}");
}

#[test]
fn a_part_that_cannot_be_read_or_has_other_columns_is_told() {
    let (files, row) = case_with_last(30, b"\xFF,1,4\n");
    let row = format!("row {row}");
    assert_refused(&files, command(&files, LATE), &["part-1.csv", &row, "UTF-8"]);
    let files = case(30);
    std::fs::write(files.path("cells/part-2.csv"), "cell,slope\nZ,1\n").unwrap();
    assert_refused(&files, command(&files, LATE), &["part-2.csv", "`sun`", "part-0.csv"]);
    std::fs::write(files.path("cells/part-2.csv"), "").unwrap();
    assert_refused(&files, command(&files, LATE), &["part-2.csv"]);
    #[cfg(unix)]
    {
        std::fs::remove_file(files.path("cells/part-2.csv")).unwrap();
        std::os::unix::fs::symlink("gone.csv", files.path("cells/part-2.csv")).unwrap();
        assert_refused(&files, command(&files, LATE), &["part-2.csv"]);
    }
}

/// Parquet that the program wrote: cut short, with bytes that are others, and beside a part in which
/// a column of numbers holds text.
#[cfg(feature = "frames")]
#[test]
fn parquet_that_is_damaged_or_of_another_type_is_told() {
    let files = case(30);
    assert!(run(&files, &["-o", "made/"]).status.success());
    let whole = std::fs::read(files.path("made/part-1.parquet")).unwrap();
    let toml = "format = 1\nid = \"made\"\ndata = [\"made\"]\n[[keys]]\nid = \"cell\"\n\
        [[criteria]]\nid = \"score\"\nscale = { min = 0, max = 1 }\n";
    std::fs::write(files.path("case.toml"), toml).unwrap();
    let part = files.path("made/part-1.parquet");
    assert!(run(&files, LATE).status.success());
    std::fs::write(&part, &whole[..whole.len() / 2]).unwrap();
    assert_refused(&files, command(&files, LATE), &["part-1.parquet"]);
    // And so without --stream: a folder is read in blocks in any case.
    let unasked: Vec<&str> = LATE.iter().copied().filter(|word| *word != "--stream").collect();
    assert_refused(&files, command(&files, &unasked), &["part-1.parquet"]);
    let mut damaged = whole.clone();
    damaged[4..whole.len() / 3].fill(0xA5);
    std::fs::write(&part, damaged).unwrap();
    assert_refused(&files, command(&files, LATE), &["part-1.parquet", "row"]);
    // The column `method` is text, and is called as the criterion is where it is a key of the other.
    std::fs::write(&part, &whole).unwrap();
    let of_text = toml.replace("\"score\"\nscale = { min = 0, max = 1 }", "\"method\"");
    std::fs::write(files.path("case.toml"), of_text).unwrap();
    let words = ["part-0.parquet", "row 1", "weighted-sum"];
    assert_refused(&files, command(&files, LATE), &words);
}

/// A file may have no more than so many bytes, as on a disk that is full.
#[cfg(unix)]
#[test]
fn a_full_disk_is_told_and_nothing_is_left() {
    let files = case(2_000);
    let mut limited = Command::new("sh");
    limited
        .args(["-c", "trap '' XFSZ; ulimit -f 16; exec \"$@\"", "sh", PROGRAM])
        .args(["evaluate", "./case.toml"])
        .args(LATE)
        .current_dir(files.folder.path());
    assert_refused(&files, limited, &["out/all.csv"]);
    assert!(run(&files, LATE).status.success());
}
