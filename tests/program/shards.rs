//! Draws in parts and with checkpoints: the bytes of the run that is not parted and never stopped.
#![cfg(feature = "cli")]

use crate::common::{Files, project};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

const PROGRAM: &str = env!("CARGO_BIN_EXE_afweging");

fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(PROGRAM).args(args).current_dir(folder).output().expect("the program runs")
}

fn done(folder: &Path, args: &[&str]) -> Output {
    let output = run(folder, args);
    assert!(output.status.success(), "{args:?}: {}", said(&output));
    output
}

/// That it ended with this status, and what it said.
fn failed(folder: &Path, args: &[&str], status: i32) -> String {
    let output = run(folder, args);
    assert_eq!(output.status.code(), Some(status), "{args:?}: {}", said(&output));
    assert!(output.stdout.is_empty(), "{args:?}");
    said(&output)
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Two plans at two sites. What is drawn of a site is the same for both plans; one cell is a range
/// and two are unknown in a way that has a distribution.
fn case(constraints: &str, claims: &str) -> Files {
    let toml = format!(
        r#"format = 1
id = "parts"
data = ["sites.csv", "plans.csv"]
[[keys]]
id = "site"
[[keys]]
id = "plan"
[[criteria]]
id = "noise"
direction = "min"
scale = {{ min = 0, max = 100 }}
weight = 2
[[criteria]]
id = "reach"
scale = {{ min = 0, max = 10 }}
weight = 1
[[criteria]]
id = "cost"
direction = "min"
scale = {{ min = 0, max = 50 }}
weight = 3
[[criteria]]
id = "green"
scale = {{ min = 0, max = 1 }}
weight = 1
[weights]
constraints = [{constraints}]
{claims}"#
    );
    Files::new(&[
        ("case.toml", &toml),
        ("sites.csv", "site,noise,reach\nnorth,20|40|70,4..6\nsouth,uniform(30; 60),5\n"),
        (
            "plans.csv",
            "site,plan,cost,green\nnorth,bridge,30,0.4\nnorth,ferry,12,normal(0.5; 0.1)\nsouth,bridge,28,0.6\nsouth,ferry,20,0.3\n",
        ),
    ])
}

/// All files of a folder, records without what changes from run to run.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let of = |path: std::path::PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        let bytes = if name.ends_with(".json") { timeless(&bytes) } else { bytes };
        (name, bytes)
    };
    entries.map(of).collect()
}

/// JSON without what changes from run to run.
fn timeless(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let volatile = ["\"threads\":", "\"wall_seconds\":", "\"date\":"];
    let lines = text.lines();
    let kept = lines.filter(|it| !volatile.iter().any(|key| it.trim_start().starts_with(key)));
    kept.collect::<Vec<_>>().join("\n").into_bytes()
}

/// Make all parts of a command and return their names.
fn parts(folder: &Path, command: &[&str], count: usize) -> Vec<String> {
    let of = |part: usize| {
        let name = format!("part-{part:02}.tally");
        let shard = format!("{part}/{count}");
        let threads = if part.is_multiple_of(2) { "2" } else { "1" };
        let own = ["--shard", &shard, "-o", &name, "--threads", threads];
        let output = done(folder, &[command, &own].concat());
        assert!(output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stdout));
        assert!(said(&output).contains(&name), "{}", said(&output));
        name
    };
    (1..=count).map(of).collect()
}

/// Parts of a command give what the command gives: every table, all of them as JSON, a workbook, and
/// the page.
fn same_in_parts(folder: &Path, command: &[&str], count: usize) {
    let names = parts(folder, command, count);
    // Backwards: the order does not matter.
    let names: Vec<&str> = names.iter().rev().map(String::as_str).collect();
    let merge = [&["merge"], &names[..]].concat();
    for output in ["tables/", "all.json", "all.xlsx", "page.txt"] {
        let (one, many) = (format!("one-{output}"), format!("many-{output}"));
        done(folder, &[command, &["-q", "-o", &one]].concat());
        done(folder, &[&merge[..], &["-q", "-o", &many]].concat());
        let (one, many) = (folder.join(one), folder.join(many));
        if output.ends_with('/') {
            let (one, many) = (files(&one), files(&many));
            assert!(one.len() > 2 && one == many, "{command:?}");
        } else {
            let read = |path| {
                let bytes = std::fs::read(path).unwrap();
                if output.ends_with(".json") { timeless(&bytes) } else { bytes }
            };
            assert!(read(one) == read(many), "{command:?}: {output}");
        }
    }
    for more in ["-q", "-v"] {
        let page = done(folder, &[command, &[more]].concat());
        let merged = done(folder, &[&merge[..], &[more]].concat());
        assert!(!page.stdout.is_empty() && page.stdout == merged.stdout, "{command:?} {more}");
    }
}

#[test]
fn sixty_four_parts_are_the_whole() {
    let folder = tempfile::tempdir().unwrap();
    let command =
        ["sensitivity", "acceptability", "fighter-aircraft", "--draws", "600_000", "--seed", "7"];
    same_in_parts(folder.path(), &command, 64);
}

#[test]
fn segments_longer_than_a_chunk_are_the_whole() {
    // More draws than 256 chunks.
    let folder = tempfile::tempdir().unwrap();
    let command = ["sensitivity", "acceptability", "fighter-aircraft", "--draws", "2_200_001"];
    same_in_parts(folder.path(), &command, 2);
}

#[test]
fn ranges_and_inputs_that_alternatives_share_are_drawn_in_parts() {
    let files = case("", "");
    for more in
        [&["--intervals", "bounds"], &["--intervals", "uniform"], &["--weights-model", "around:20"]]
    {
        let command =
            [&["sensitivity", "acceptability", "case.toml", "--draws", "100_000"], &more[..]]
                .concat();
        same_in_parts(files.folder.path(), &command, 5);
    }
}

#[test]
fn walks_within_constraints_are_drawn_in_parts() {
    let files =
        case(r#""0.10 <= noise <= 0.13", "cost >= 3.1 * noise", "0.2 <= reach <= 0.23""#, "");
    let folder = files.folder.path();
    let command = ["sensitivity", "acceptability", "case.toml", "--draws", "300_000"];
    let sampling =
        done(folder, &[&command[..], &["--table", "sampling", "--format", "csv"]].concat());
    assert!(String::from_utf8_lossy(&sampling.stdout).contains("hit-and-run"), "no walk");
    same_in_parts(folder, &command, 3);
}

#[test]
fn every_study_that_draws_is_made_in_parts() {
    let files = case(
        "",
        "[[claims]]\nid = \"first\"\nclaim = \"share(north/ferry) >= 0.3\"\n[[claims]]\nid = \"nominal\"\nclaim = \"share(north/ferry) >= 0.2\"\ninputs = \"nominal\"\n",
    );
    let folder = files.folder.path();
    let commands: [&[&str]; 6] = [
        &["verify", "case.toml", "--draws", "30_000"],
        &["sensitivity", "drivers", "case.toml", "--points", "512", "--intervals", "uniform"],
        &["sensitivity", "drivers", "fighter-aircraft", "--points", "1000", "--method", "topsis"],
        &["actors", "--draws", "30_000", "--where", "cluster=VIL"],
        &["pathway", "--draws", "30_000", "--intervals", "uniform"],
        &["portfolio", "urban-water", "--draws", "200", "--intervals", "uniform"],
    ];
    for command in commands {
        same_in_parts(folder, command, 3);
    }
}

#[test]
fn parts_that_are_missing_repeated_foreign_or_damaged_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let command = ["sensitivity", "acceptability", "fighter-aircraft", "--draws", "50_000"];
    parts(folder, &command, 4);
    let path = |name: &str| folder.join(name);
    let copy = |from: &str, to: &str| {
        std::fs::copy(path(from), path(to)).unwrap();
    };
    copy("part-02.tally", "again.tally");
    let other =
        [&command[..], &["--seed", "2", "--shard", "3/4", "-o", "seed.tally", "-q"]].concat();
    done(folder, &other);
    let fewer = [&command[..], &["--shard", "1/2", "-o", "half.tally", "-q"]].concat();
    done(folder, &fewer);
    let bytes = std::fs::read(path("part-04.tally")).unwrap();
    let mut turned = bytes.clone();
    let middle = bytes.len() / 2;
    turned[middle] ^= 1;
    std::fs::write(path("turned.tally"), turned).unwrap();
    std::fs::write(path("cut.tally"), &bytes[..bytes.len() - 100]).unwrap();
    std::fs::write(path("words.tally"), "north,1\n").unwrap();
    let merge = |names: &[&str]| failed(folder, &[&["merge"], names].concat(), 1);

    let text = merge(&["part-01.tally", "part-03.tally"]);
    assert!(text.contains("parts 2, 4 of 4 are missing") && text.contains("--shard 2/4"), "{text}");
    let text =
        merge(&["part-01.tally", "part-02.tally", "again.tally", "part-03.tally", "part-04.tally"]);
    assert!(text.contains("again.tally: it holds part 2, and so does part-02.tally"), "{text}");
    // All that is wrong, at once.
    let text = merge(&[
        "seed.tally",
        "part-01.tally",
        "part-02.tally",
        "turned.tally",
        "cut.tally",
        "words.tally",
        "half.tally",
    ]);
    for line in [
        "seed.tally: it belongs to another run: `afweging sensitivity acceptability fighter-aircraft --draws 50_000 --seed 2`",
        "turned.tally: it is damaged or cut short",
        "cut.tally: it is damaged or cut short",
        "words.tally: it holds no tallies of draws",
        "half.tally: it is one of 2 parts, and part-01.tally is one of 4 parts",
        "parts 3, 4 of 4 are missing",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let text = merge(&["part-01.tally", "part-02.tally", "part-03.tally", "gone.tally"]);
    assert!(text.contains("gone.tally: cannot read gone.tally"), "{text}");
    // In Dutch.
    let text = merge(&["part-01.tally", "--lang", "nl"]);
    assert!(text.contains("delen 2, 3, 4 van 4 ontbreken"), "{text}");
}

#[test]
fn parts_of_a_case_that_was_changed_are_refused() {
    let files = case("", "");
    let folder = files.folder.path();
    let command = ["sensitivity", "acceptability", "case.toml", "--draws", "20_000"];
    let names = parts(folder, &command, 2);
    let plans = std::fs::read_to_string(files.path("plans.csv")).unwrap();
    std::fs::write(files.path("plans.csv"), plans.replace("30,", "31,")).unwrap();
    let text = failed(folder, &["merge", &names[0], &names[1]], 1);
    assert!(text.contains("plans.csv: it is not as it was when part-01.tally was made"), "{text}");
    // A part of the case as it is now does not belong to the others.
    done(folder, &[&command[..], &["--shard", "2/2", "-o", "new.tally", "-q"]].concat());
    let text = failed(folder, &["merge", &names[0], "new.tally"], 1);
    assert!(
        text.contains("new.tally: it was made from another `") && text.contains("plans.csv"),
        "{text}"
    );
}

#[test]
fn parts_merged_in_another_folder_say_which_file_they_ask_for() {
    let files = case("", "");
    let command = ["sensitivity", "acceptability", "case.toml", "--draws", "20_000"];
    let names = parts(files.folder.path(), &command, 2);
    let elsewhere = tempfile::tempdir().unwrap();
    let folder = elsewhere.path();
    for name in &names {
        std::fs::copy(files.path(name), folder.join(name)).unwrap();
    }
    // A name that is near is not what is meant.
    std::fs::write(folder.join("case2.toml"), "").unwrap();
    let merge =
        |more: &[&str]| failed(folder, &[&["merge", &names[0], &names[1]], more].concat(), 1);
    let text = merge(&[]);
    assert!(text.contains("part-01.tally: it was made from case.toml, and there is no"), "{text}");
    assert!(text.contains("where the parts were made") && !text.contains("did you mean"), "{text}");
    let text = merge(&["--lang", "nl"]);
    assert!(
        text.contains("part-01.tally: het is gemaakt van case.toml, en hier is geen"),
        "{text}"
    );
    // A table of the case, too.
    for name in ["case.toml", "sites.csv"] {
        std::fs::copy(files.path(name), folder.join(name)).unwrap();
    }
    let text = merge(&[]);
    assert!(text.contains("part-01.tally: it was made from plans.csv, and there is no"), "{text}");
    std::fs::copy(files.path("plans.csv"), folder.join("plans.csv")).unwrap();
    done(folder, &["merge", &names[0], &names[1], "-q", "-o", "shares.csv"]);
}

#[test]
fn what_cannot_be_parted_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let shares = ["sensitivity", "acceptability", "fighter-aircraft"];
    let shard = |part: &'static str| ["--shard", part, "-o", "part.tally"];
    let with = |more: &[&str]| failed(folder, &[&shares[..], more].concat(), 2);
    for wrong in ["0/4", "5/4", "4", "a/b"] {
        let text = with(&["--shard", wrong, "-o", "part.tally"]);
        assert!(text.contains("as in 3/64"), "{text}");
    }
    // 100,000 draws are 13 segments.
    let text = with(&shard("1/14"));
    assert!(text.contains("--shard 1/14: 100000 draws can be made in at most 13 parts"), "{text}");
    done(folder, &[&shares[..], &shard("13/13")].concat());
    let text = with(&[&["--precision", "0.01"], &shard("1/2")[..]].concat());
    assert!(text.contains("leave out --precision"), "{text}");
    let text = with(&[&["--exact"], &shard("1/2")[..]].concat());
    assert!(text.contains("--exact"), "{text}");
    let text = with(&["--shard", "1/2"]);
    assert!(text.contains("add -o part-1.tally"), "{text}");
    std::fs::write(folder.join("notes.txt"), "mine").unwrap();
    let text = with(&["--shard", "1/2", "-o", "notes.txt"]);
    assert!(text.contains("is not overwritten"), "{text}");
    assert_eq!(std::fs::read(folder.join("notes.txt")).unwrap(), b"mine");
    for command in [&["report"][..], &["ask"], &["evaluate"], &["sensitivity", "robust"]] {
        let text = failed(folder, &[command, &["--shard", "1/2"]].concat(), 2);
        assert!(text.contains("sensitivity acceptability, sensitivity drivers"), "{text}");
    }
    let three = ["actors", "--where", "cluster=VIL", "--draws", "5000"];
    let text = failed(folder, &[&three[..], &shard("1/3")].concat(), 2);
    assert!(
        text.contains("are too few to be made in parts") || text.contains("no draws are made"),
        "{text}"
    );
    // A result may not replace a part.
    let text = failed(folder, &["merge", "part.tally", "-o", "part.tally"], 2);
    assert!(text.contains("is not overwritten"), "{text}");
}

#[test]
fn a_checkpoint_of_another_run_is_refused_and_left_as_it_is() {
    let files = case("", "");
    let folder = files.folder.path();
    let command = ["sensitivity", "acceptability", "case.toml", "--draws", "20_000"];
    // A part is a checkpoint of that part that has come to its end.
    done(folder, &[&command[..], &["--shard", "1/2", "-o", "kept", "-q"]].concat());
    let before = std::fs::read(files.path("kept")).unwrap();
    let with = |more: &[&str]| {
        let text = failed(folder, &[&command[..], &["--checkpoint", "kept"], more].concat(), 1);
        assert!(text.contains("--checkpoint"), "{text}");
        assert_eq!(std::fs::read(files.path("kept")).unwrap(), before);
        text
    };
    assert!(with(&[]).contains("kept: it is one of 2 parts, and this run is a whole run"));
    assert!(with(&["--seed", "3"]).contains("kept: it belongs to another run"));
    let other = with(&["--shard", "2/2", "-o", "other.tally"]);
    assert!(other.contains("kept: it is of part 1/2, and this run is part 2/2"), "{other}");
    std::fs::write(files.path("kept"), "my notes").unwrap();
    let text = failed(folder, &[&command[..], &["--checkpoint", "kept"]].concat(), 1);
    assert!(text.contains("kept: it holds no tallies of draws"), "{text}");
    assert!(text.contains("name another file with --checkpoint: this one is no"), "{text}");
    assert!(!text.contains("remove"), "{text}");
    assert_eq!(std::fs::read(files.path("kept")).unwrap(), b"my notes");
    let cut = &before[..before.len() - 1];
    std::fs::write(files.path("kept"), cut).unwrap();
    let text = failed(folder, &[&command[..], &["--checkpoint", "kept"]].concat(), 1);
    assert!(text.contains("kept: it is damaged or cut short"), "{text}");
    assert!(text.contains("name another file with --checkpoint, or remove this"), "{text}");
    assert_eq!(std::fs::read(files.path("kept")).unwrap(), cut);
    // What is removed at the end is no result.
    for output in ["result.csv", "./result.csv"] {
        let both = ["--checkpoint", "result.csv", "-o", output];
        let text = failed(folder, &[&command[..], &both].concat(), 2);
        assert!(text.contains("name another file for the checkpoint"), "{text}");
    }
    // The same part goes on from its end, and leaves nothing behind.
    std::fs::write(files.path("kept"), &before).unwrap();
    let again = ["--shard", "1/2", "-o", "again", "--checkpoint", "kept", "-q"];
    done(folder, &[&command[..], &again].concat());
    assert_eq!(std::fs::read(files.path("again")).unwrap(), before);
    assert!(!files.path("kept").exists());
}

#[cfg(unix)]
#[test]
fn the_recipe_of_xargs_gives_the_same() {
    // That of GNU parallel is run by tests/interop, which installs it.
    let page = std::fs::read_to_string(project("docs/scale.md")).unwrap();
    let (_, below) = page.split_once("\n### xargs\n").expect("the recipe");
    let (_, script) = below.split_once("```sh\n").expect("a script");
    let (script, _) = script.split_once("```").expect("its end");
    let folder = tempfile::tempdir().unwrap();
    let programs = Path::new(PROGRAM).parent().unwrap();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    let output = Command::new("sh")
        .args(["-ec", script])
        .current_dir(folder.path())
        .env("PATH", path)
        .output()
        .unwrap();
    assert!(output.status.success(), "{script}\n{}", said(&output));
    let one = ["sensitivity", "acceptability", "fighter-aircraft", "--draws", "200000"];
    done(folder.path(), &[&one[..], &["-o", "one.csv"]].concat());
    let read = |name| std::fs::read(folder.path().join(name)).unwrap();
    assert!(read("one.csv") == read("shares.csv"));
}

/// A run that is killed three times, and goes on, gives what one gives that is not.
#[cfg(unix)]
fn killed(folder: &Path, command: &[&str], more: &[&str]) {
    // So many draws that there is time for it here.
    for draws in (0..16).map(|more| 1_000_000u64 << (2 * more)) {
        let count = draws.to_string();
        let command = [command, &["--draws", &count, "-q"], more].concat();
        let with = [&command[..], &["-o", "out", "--checkpoint", "run.checkpoint"]].concat();
        if !is_killed_three_times(folder, &with) {
            drop(std::fs::remove_file(folder.join("out")));
            drop(std::fs::remove_file(folder.join("run.checkpoint")));
            continue;
        }
        done(folder, &with);
        assert!(!folder.join("run.checkpoint").exists());
        done(folder, &[&command[..], &["-o", "one"]].concat());
        let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
        assert!(read("out") == read("one"), "{command:?}");
        return;
    }
    panic!("{command:?}: there is no checkpoint, however many draws are made");
}

/// Whether it was, before it was done: after a new checkpoint each time, and a while more.
#[cfg(unix)]
fn is_killed_three_times(folder: &Path, command: &[&str]) -> bool {
    use std::os::unix::process::ExitStatusExt;
    use std::time::Duration;
    let checkpoint = folder.join("run.checkpoint");
    // Moments that nobody chose.
    let mut moment = u64::from(std::process::id()) % 300;
    for _ in 0..3 {
        let before = std::fs::read(&checkpoint).ok();
        let mut child = Command::new(PROGRAM).args(command).current_dir(folder).spawn().unwrap();
        while std::fs::read(&checkpoint).ok() == before {
            if let Some(status) = child.try_wait().unwrap() {
                assert!(status.success(), "{command:?}");
                return false;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        std::thread::sleep(Duration::from_millis(moment));
        moment = (moment * 5 + 13) % 300;
        child.kill().unwrap();
        if child.wait().unwrap().signal() != Some(9) || !checkpoint.exists() {
            return false;
        }
        assert!(!folder.join("out").exists());
    }
    true
}

#[cfg(unix)]
#[test]
fn a_run_that_is_killed_goes_on_to_the_same_bytes() {
    let files = case("", "");
    let command = ["sensitivity", "acceptability", "case.toml", "--weights-model", "leaves"];
    killed(files.folder.path(), &command, &["--format", "csv"]);
}

#[cfg(unix)]
#[test]
fn a_walk_that_is_killed_goes_on_to_the_same_bytes() {
    let files =
        case(r#""0.10 <= noise <= 0.13", "cost >= 3.1 * noise", "0.2 <= reach <= 0.23""#, "");
    let command = ["sensitivity", "acceptability", "case.toml"];
    killed(files.folder.path(), &command, &["--table", "sampling", "--format", "csv"]);
}

#[cfg(unix)]
#[test]
fn a_part_that_is_killed_goes_on_to_the_same_bytes() {
    let files = case("", "");
    let command = ["sensitivity", "acceptability", "case.toml"];
    killed(files.folder.path(), &command, &["--shard", "2/2"]);
}
