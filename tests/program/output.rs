//! What is written: the same bytes for the same input, whole files or none, and nothing a
//! spreadsheet would run.
#![cfg(feature = "cli")]

use crate::common::Files;
use std::path::Path;
use std::process::{Command, Output};

fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_afweging"))
        .current_dir(folder)
        .args(args)
        .output()
        .expect("the program runs")
}

/// JSON without what changes from run to run.
fn timeless(bytes: &[u8]) -> String {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let volatile = ["\"threads\":", "\"wall_seconds\":", "\"date\":"];
    text.lines()
        .filter(|line| !volatile.iter().any(|key| line.trim_start().starts_with(key)))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_same_input_gives_the_same_bytes_whatever_the_threads() {
    let folder = tempfile::tempdir().unwrap();
    let formats: &[&str] = if cfg!(all(feature = "frames", feature = "xlsx")) {
        &["csv", "json", "markdown", "table", "parquet", "xlsx"]
    } else {
        &["csv", "json", "markdown", "table"]
    };
    for format in formats {
        let outputs: Vec<Vec<u8>> = ["1", "2", "2", "1"]
            .iter()
            .map(|threads| {
                // One group of everything: rivals share judgements, so that their bounds are
                // searched pair by pair, in parallel.
                let output = run(
                    folder.path(),
                    &["evaluate", "--overall", "--format", format, "--threads", threads],
                );
                assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
                if *format == "json" {
                    timeless(&output.stdout).into_bytes()
                } else {
                    output.stdout
                }
            })
            .collect();
        assert!(!outputs[0].is_empty());
        assert!(outputs.iter().all(|output| *output == outputs[0]), "{format}");
    }
    for threads in ["1", "2"] {
        assert!(
            run(
                folder.path(),
                &["evaluate", "-q", "-o", &format!("out{threads}/"), "--threads", threads]
            )
            .status
            .success()
        );
    }
    let mut names: Vec<_> = std::fs::read_dir(folder.path().join("out1"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "contributions.csv",
            "evidence.csv",
            "order.csv",
            "ranking.csv",
            "run.json",
            "summary.csv"
        ]
    );
    for name in names {
        let read = |threads: &str| {
            timeless(
                &std::fs::read(folder.path().join(format!("out{threads}")).join(&name)).unwrap(),
            )
        };
        assert_eq!(read("1"), read("2"), "{name:?}");
    }
}

/// Studies run in parallel over weights, pairs and chunks of draws.
#[test]
fn studies_give_the_same_bytes_whatever_the_threads() {
    let folder = tempfile::tempdir().unwrap();
    let studies: &[&[&str]] = &[
        &["sweep", "--overall"],
        &["stability", "--overall"],
        &["stability", "--global"],
        &["robust", "--overall"],
        &["acceptability"],
        &["acceptability", "--intervals", "uniform", "--weights-model", "around:20"],
        &["acceptability", "--precision", "0.004", "--intervals", "uniform"],
        &["methods", "--overall", "--force"],
        &[
            "reversal",
            "--overall",
            "--force",
            "--method",
            "topsis",
            "--method",
            "promethee-ii",
            "--method",
            "vikor",
        ],
    ];
    for study in studies {
        let outputs: Vec<String> = ["1", "2", "5"]
            .iter()
            .map(|threads| {
                let args = [&["sensitivity"], *study, &["--format", "json", "--threads", threads]]
                    .concat();
                let output = run(folder.path(), &args);
                assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
                timeless(&output.stdout)
            })
            .collect();
        assert!(outputs[0].len() > 5_000);
        assert!(outputs[0] == outputs[1] && outputs[0] == outputs[2], "{study:?}");
    }
}

/// A walk within constraints, too.
#[test]
fn a_walk_gives_the_same_bytes_whatever_the_threads() {
    let toml = "format = 1\nid = \"w\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"k\"\n[[criteria]]\nid = \"a\"\n[[criteria]]\nid = \"b\"\n\
        [[criteria]]\nid = \"c\"\n[[criteria]]\nid = \"d\"\n[weights]\nconstraints = [\"a = b\", \"c <= 2 * d\"]\n";
    let files = Files::new(&[
        ("case.toml", toml),
        ("t.csv", "k,a,b,c,d\nx,1,2,3,4\ny,4,1,3,2\nz,2,4,1,3\n"),
    ]);
    let csv = |threads: &str, table: &str| {
        let args = [
            "sensitivity",
            "acceptability",
            "./case.toml",
            "--format",
            "csv",
            "--table",
            table,
            "--threads",
            threads,
        ];
        let output = run(files.folder.path(), &args);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    for table in ["acceptability", "sampling", "central_weights"] {
        let one = csv("1", table);
        assert!(one == csv("2", table) && one == csv("5", table), "{table}");
        if table == "sampling" {
            assert!(String::from_utf8_lossy(&one).contains("hit-and-run"));
        }
    }
}

/// A case that is read from a pipe: a program that has opened it hears signals, and waits until it
/// is fed.
#[cfg(unix)]
struct Held {
    folder: tempfile::TempDir,
}

#[cfg(unix)]
impl Held {
    fn new() -> Held {
        let folder = tempfile::tempdir().unwrap();
        let pipe = Command::new("mkfifo").arg(folder.path().join("case.toml")).status().unwrap();
        assert!(pipe.success());
        std::fs::write(folder.path().join("t.csv"), "k,a,b\nx,1,2\ny,2,1\n").unwrap();
        Held { folder }
    }

    /// The end of the pipe to feed, once the program has opened the other.
    fn opened(&self, child: &mut std::process::Child) -> std::fs::File {
        let path = self.folder.path().join("case.toml");
        let (tell, told) = std::sync::mpsc::channel();
        // Opening waits for the program, which may end instead.
        std::thread::spawn(move || tell.send(std::fs::File::create(path).unwrap()));
        loop {
            if let Ok(pipe) = told.try_recv() {
                return pipe;
            }
            assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
            std::thread::yield_now();
        }
    }

    /// Let the program go on.
    fn feed(mut pipe: std::fs::File) {
        use std::io::Write;
        pipe.write_all(
            b"format = 1\nid = \"held\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"k\"\n[[criteria]]\nid = \"a\"\n[[criteria]]\nid = \"b\"\n",
        )
        .unwrap();
    }
}

/// Ctrl-C, or a request to end, in long work: status 130, and no file.
#[cfg(unix)]
#[test]
fn an_interrupted_study_leaves_no_file() {
    for (signal, out) in [("-INT", "out.csv"), ("-TERM", "new/out.csv"), ("-HUP", "out/")] {
        let held = Held::new();
        let folder = held.folder.path();
        let long = ["sensitivity", "acceptability", "./case.toml", "--draws", "1e10", "-o", out];
        let mut child = start(folder, &long);
        Held::feed(held.opened(&mut child));
        end(&child, signal);
        assert_eq!(child.wait().unwrap().code(), Some(130), "{signal}");
        assert_eq!(names(folder), ["case.toml", "t.csv"]);
    }
}

#[cfg(unix)]
fn start(folder: &Path, args: &[&str]) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_afweging"))
        .current_dir(folder)
        .args(args)
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap()
}

#[cfg(unix)]
fn end(child: &std::process::Child, signal: &str) {
    assert!(
        Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success()
    );
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// A case whose tables take a while to write.
#[cfg(unix)]
fn large_case() -> Files {
    let toml = "format = 1\nid = \"large\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"k\"\n[[criteria]]\nid = \"a\"\n[[criteria]]\nid = \"b\"\n";
    let rows: String = (0..60_000)
        .map(|row| format!("an alternative with a long name {row},{row},{}\n", row * 7 % 60_013))
        .collect();
    Files::new(&[("case.toml", toml), ("t.csv", &format!("k,a,b\n{rows}"))])
}

/// An end in the middle of writing, too: the moment at which a temporary file is there is waited
/// for.
#[cfg(unix)]
#[test]
fn an_interrupted_write_leaves_no_temporary_file() {
    let files = large_case();
    let folder = files.folder.path();
    let mut caught = 0;
    for (round, target) in ["out.csv", "out.csv", "new/deep/out.csv", "new/", "new/", "out.csv"]
        .into_iter()
        .enumerate()
    {
        let place = folder.join(format!("r{round}"));
        std::fs::create_dir(&place).unwrap();
        let mut child = start(&place, &["evaluate", "../case.toml", "-q", "-o", target]);
        let hidden = |path: &Path| {
            std::fs::read_dir(path).is_ok_and(|mut all| {
                all.any(|entry| {
                    entry.unwrap().file_name().to_string_lossy().starts_with(".afweging")
                })
            })
        };
        while child.try_wait().unwrap().is_none()
            && !["", "new", "new/deep"].iter().any(|within| hidden(&place.join(within)))
        {
            std::hint::spin_loop();
        }
        if child.try_wait().unwrap().is_none() {
            end(&child, if round % 2 == 0 { "-INT" } else { "-TERM" });
        }
        // It may have been done by then: files are whole in that case.
        let status = child.wait().unwrap().code();
        assert!(status == Some(130) || status == Some(0), "{status:?}");
        caught += usize::from(status == Some(130));
        for within in ["", "new", "new/deep"] {
            assert!(!hidden(&place.join(within)), "{target}: {:?}", names(&place.join(within)));
        }
    }
    assert!(caught > 0, "no write was caught in the middle");
}

#[cfg(unix)]
#[test]
fn what_the_caller_ignores_stays_ignored() {
    for (signal, status) in [("-HUP", 0), ("-TERM", 130)] {
        let held = Held::new();
        let folder = held.folder.path();
        // `exec`, so that the program is the child itself.
        let mut child = Command::new("sh")
            .current_dir(folder)
            .args(["-c", "trap '' HUP; exec \"$0\" evaluate ./case.toml -q -o out.csv"])
            .arg(env!("CARGO_BIN_EXE_afweging"))
            .spawn()
            .unwrap();
        let pipe = held.opened(&mut child);
        end(&child, signal);
        // What ends the program ends it while it waits.
        if status == 0 {
            Held::feed(pipe);
        }
        assert_eq!(child.wait().unwrap().code(), Some(status), "{signal}");
        assert_eq!(folder.join("out.csv").exists(), status == 0, "{signal}");
    }
}

#[test]
fn formulas_are_made_harmless_but_cells_can_be_read_back() {
    let toml = "format = 1\nid = \"t\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"option\"\n[[criteria]]\nid = \"fit\"\nscale = { levels = [\"--\", \"-\", \"0\", \"+\", \"++\"] }\n";
    let files =
        Files::new(&[("case.toml", toml), ("t.csv", "option,fit\n=1+1,++\n@x,-..+\n-y,--\n")]);
    let csv = |args: &[&str]| {
        String::from_utf8(
            run(
                files.folder.path(),
                &[&["evaluate", "./case.toml", "--format", "csv"], args].concat(),
            )
            .stdout,
        )
        .unwrap()
    };
    let ranking = csv(&[]);
    for id in ["'=1+1,", "'@x,", "'-y,"] {
        assert!(ranking.contains(id), "{ranking}");
    }
    assert!(csv(&["--raw"]).contains("\n=1+1,"));
    let cells = csv(&["--table", "contributions"]);
    assert!(cells.contains(",++,") && cells.contains(",-..+,"), "{cells}");
    // The cells as a table of the case, in which a name keeps the sign that makes it harmless.
    let mut reader = csv::Reader::from_reader(cells.as_bytes());
    let header = reader.headers().unwrap().clone();
    let performance = header.iter().position(|name| name == "performance").unwrap();
    let rows = reader.records().map(Result::unwrap);
    let rows: String = rows.map(|row| format!("{},{}\n", &row[0], &row[performance])).collect();
    std::fs::write(files.path("again.csv"), format!("option,fit\n{rows}")).unwrap();
    let read = csv(&["--data", "again.csv"]);
    assert_eq!(read, ranking, "{cells}");
}

#[test]
fn a_dutch_spreadsheet_reads_what_it_gets_and_so_do_we() {
    let folder = tempfile::tempdir().unwrap();
    let aircraft = |locale: &[&str]| {
        let args = [&["evaluate", "fighter-aircraft", "--format", "csv"], locale].concat();
        String::from_utf8(run(folder.path(), &args).stdout).unwrap()
    };
    let dutch = aircraft(&["--csv-locale", "nl"]);
    let first = dutch.lines().nth(1).unwrap();
    assert!(first.starts_with("A3;weighted-sum;0,8514"), "{first}");
    // The scores of both files as figures of a case: the same figures.
    let case = "format = 1\nid = \"again\"\ndata = [\"again.csv\"]\n[[keys]]\nid = \"aircraft\"\n\
        [[criteria]]\nid = \"score\"\n[method.weighted-sum]\nnormalization = \"none\"\n";
    let read = |table: &str| {
        let files = Files::new(&[("case.toml", case), ("again.csv", table)]);
        let output = run(files.folder.path(), &["evaluate", "./case.toml", "--format", "csv"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let plain = aircraft(&[]);
    let scores = |text: &str| -> Vec<(String, String)> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().unwrap().clone();
        let score = header.iter().position(|name| name == "score").unwrap();
        let rows = reader.records().map(Result::unwrap);
        rows.map(|row| (row[0].to_owned(), row[score].to_owned())).collect()
    };
    assert_eq!(scores(&read(&dutch)), scores(&plain));
    assert_eq!(scores(&plain).len(), 4);
}

#[test]
fn nothing_is_lost_when_writing_fails() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("x.csv"), "precious").unwrap();
    let failed = run(folder.path(), &["evaluate", "--where", "scenario=S9", "-o", "x.csv"]);
    assert_eq!(failed.status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(folder.path().join("x.csv")).unwrap(), "precious");
    let nowhere = run(folder.path(), &["evaluate", "-o", "x.csv/y.csv"]);
    assert_eq!(nowhere.status.code(), Some(1), "{}", String::from_utf8_lossy(&nowhere.stderr));
    assert_eq!(names(folder.path()), ["x.csv"]);
    assert!(run(folder.path(), &["evaluate", "-q", "-o", "a/new/folder/y.csv"]).status.success());
    assert_eq!(names(&folder.path().join("a/new/folder")), ["y.csv"]);
    let written = std::fs::read(folder.path().join("a/new/folder/y.csv")).unwrap();
    assert_eq!(written, run(folder.path(), &["evaluate", "--format", "csv"]).stdout);
}

#[test]
fn a_folder_holds_the_tables_of_one_run() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let to = |args: &[&str]| {
        let output = run(folder.path(), &[args, &["-o", "out/"]].concat());
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    std::fs::create_dir(&out).unwrap();
    std::fs::write(out.join("notes.txt"), "mine").unwrap();
    assert_eq!(to(&["evaluate"]).0, Some(0));
    assert_eq!(names(&out).len(), 7);
    let (_, told) = to(&["evaluate", "fighter-aircraft", "--table", "ranking"]);
    assert!(told.contains("wrote 1 table and run.json to out/\n"), "{told}");
    assert!(
        told.contains("removed 4 files of an earlier run: contributions.csv, evidence.csv, order.csv, summary.csv"),
        "{told}"
    );
    assert_eq!(names(&out), ["notes.txt", "ranking.csv", "run.json"]);
    let record: serde_json::Value =
        serde_json::from_slice(&std::fs::read(out.join("run.json")).unwrap()).unwrap();
    assert_eq!(record["written"].as_array().unwrap().len(), 1);
    assert_eq!(record["written"][0]["sha256"].as_str().unwrap().len(), 64);
    // What somebody has changed is theirs.
    std::fs::write(out.join("ranking.csv"), "my own figures").unwrap();
    let (status, told) = to(&["evaluate"]);
    assert_eq!(status, Some(1));
    assert!(told.contains("ranking.csv") && told.contains("changed since"), "{told}");
    assert_eq!(std::fs::read_to_string(out.join("ranking.csv")).unwrap(), "my own figures");
    assert_eq!(names(&out), ["notes.txt", "ranking.csv", "run.json"]);
}

#[test]
fn two_writers_do_not_mix_their_tables() {
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..8 {
        std::thread::scope(|scope| {
            for case in ["flemish-cluster-policy", "fighter-aircraft", "power-stations"] {
                let folder = folder.path();
                scope.spawn(move || {
                    assert!(run(folder, &["evaluate", case, "-q", "-o", "out/"]).status.success())
                });
            }
        });
        let out = folder.path().join("out");
        let record: serde_json::Value =
            serde_json::from_slice(&std::fs::read(out.join("run.json")).unwrap()).unwrap();
        let mut written: Vec<&str> = record["written"]
            .as_array()
            .unwrap()
            .iter()
            .map(|file| file["name"].as_str().unwrap())
            .collect();
        written.push("run.json");
        written.sort_unstable();
        assert_eq!(names(&out), written);
        let ranking = std::fs::read_to_string(out.join("ranking.csv")).unwrap();
        let key = match record["case"].as_str().unwrap() {
            "fighter-aircraft" => "aircraft,",
            "power-stations" => "station,",
            _ => "scenario,cluster,",
        };
        assert!(ranking.starts_with(key), "{key} {ranking}");
    }
}

#[cfg(unix)]
#[test]
fn files_that_may_only_be_read_stay_and_links_are_followed() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("x.csv"), "precious").unwrap();
    std::fs::set_permissions(at("x.csv"), std::fs::Permissions::from_mode(0o444)).unwrap();
    let refused = run(folder.path(), &["evaluate", "-o", "x.csv"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("may only be read"));
    assert_eq!(std::fs::read_to_string(at("x.csv")).unwrap(), "precious");
    symlink("target.csv", at("link.csv")).unwrap();
    assert!(run(folder.path(), &["evaluate", "-q", "-o", "link.csv"]).status.success());
    assert!(at("link.csv").is_symlink());
    let written = std::fs::read(at("target.csv")).unwrap();
    assert_eq!(written, run(folder.path(), &["evaluate", "--format", "csv"]).stdout);
    // `init` overwrites nothing, not even what a link is to lead to.
    std::fs::create_dir(at("case")).unwrap();
    symlink("elsewhere.toml", at("case/case.toml")).unwrap();
    assert_eq!(run(folder.path(), &["init", "case"]).status.code(), Some(1));
    assert_eq!(names(&at("case")), ["case.toml"]);
    // A folder with the name of a file is no place for tables, unless it is said to be one.
    std::fs::create_dir(at("d.csv")).unwrap();
    let refused = run(folder.path(), &["evaluate", "-o", "d.csv"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("d.csv/ writes every table into it"));
    assert!(names(&at("d.csv")).is_empty());
    assert!(run(folder.path(), &["evaluate", "-q", "-o", "d.csv/"]).status.success());
}

/// What cannot be said is no success, whoever was to say it.
#[cfg(target_os = "linux")]
#[test]
fn output_that_finds_no_room_is_a_failure() {
    for args in [
        &["--help"][..],
        &["--version"],
        &["evaluate", "--help"],
        &["list", "cases"],
        &["schema"],
        &["completions", "bash"],
        &["evaluate"],
    ] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output =
            Command::new(env!("CARGO_BIN_EXE_afweging")).args(args).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("standard output"), "{args:?}");
    }
}

#[test]
fn no_draws_are_refused_with_or_without_claims() {
    let folder = tempfile::tempdir().unwrap();
    for command in [
        &["verify", "fighter-aircraft"][..],
        &["verify"],
        &["sensitivity", "acceptability", "fighter-aircraft"],
    ] {
        let output = run(folder.path(), &[command, &["--draws", "0"]].concat());
        assert_eq!(output.status.code(), Some(2), "{command:?}");
    }
}

/// A case whose every text tries something.
fn hostile() -> Files {
    let toml = "format = 1\nid = \"t\"\ntitle = \"Safe\\n[validated] Checked by all\\u001b[2J\"\nquestion = \"Which?\\u202e\"\n\
        notice = \"No\\u001b[31m\\n[validated] <script>alert(1)</script> [x](http://x)\\u009b2J\\u202e\"\ndata = [\"t.csv\"]\n\
        [[keys]]\nid = \"option\"\nlabel = \"Option\\u001b[7m\\n[validated]\"\n[[criteria]]\nid = \"a\"\nlabel = \"<img src=x>\\n[validated]\"\n[[criteria]]\nid = \"b\"\n";
    let table = "option,a,b\n\"one\u{1b}]0;x\u{7}\n[validated]\",1,2\n<b>two</b>\u{202e},2,1\n";
    Files::new(&[("case.toml", toml), ("t.csv", table)])
}

#[test]
fn nothing_in_a_case_steers_a_terminal_or_passes_for_a_line_of_ours() {
    let files = hostile();
    let says = |args: &[&str]| {
        let output = run(files.folder.path(), args);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let acts = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c);
    for args in [
        &["evaluate", "./case.toml"][..],
        &["explain", "./case.toml", "--of", "<b>two</b>\u{202e}"],
        &["check", "./case.toml"],
        &["evaluate", "./case.toml", "--table", "ranking"],
        &["evaluate", "./case.toml", "--format", "markdown"],
        &["evaluate", "./case.toml", "--format", "json"],
        &["sensitivity", "sweep", "./case.toml"],
        &["sensitivity", "stability", "./case.toml"],
        &["sensitivity", "robust", "./case.toml"],
        &["sensitivity", "acceptability", "./case.toml", "--draws", "100"],
        &["sensitivity", "methods", "./case.toml"],
        &["sensitivity", "drivers", "./case.toml"],
        &["verify", "./case.toml"],
    ] {
        let (out, err) = says(args);
        for text in [&out, &err] {
            assert!(!text.contains(acts), "{args:?}: {text:?}");
            assert!(
                !text
                    .lines()
                    .any(|line| line.strip_prefix("> ").unwrap_or(line).starts_with("[validated]")),
                "{args:?}: {text}"
            );
        }
    }
    let (markdown, _) = says(&["evaluate", "./case.toml", "--format", "markdown"]);
    assert!(
        !markdown.contains("<b>") && !markdown.contains("<script>") && !markdown.contains("[x]("),
        "{markdown}"
    );
    assert!(markdown.contains("&lt;b&gt;two&lt;/b&gt;"), "{markdown}");
    // Data are data: a file, or another program, gets what the table said.
    let (csv, told) = says(&["evaluate", "./case.toml", "--format", "csv"]);
    assert!(csv.contains("one\u{1b}]0;x\u{7}\n[validated]") && csv.contains('\u{202e}'), "{csv:?}");
    assert!(!told.contains(acts), "{told:?}");
    let (json, _) = says(&["evaluate", "./case.toml", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let options: Vec<&str> = json["tables"]["ranking"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|row| row["option"].as_str())
        .collect();
    assert!(
        options.contains(&"<b>two</b>\u{202e}")
            && options.contains(&"one\u{1b}]0;x\u{7}\n[validated]"),
        "{options:?}"
    );
}

#[test]
fn the_notice_stays_out_of_csv_and_stands_on_everything_else() {
    let folder = tempfile::tempdir().unwrap();
    let csv = run(folder.path(), &["evaluate", "-q", "--format", "csv"]);
    assert!(String::from_utf8_lossy(&csv.stderr).contains("SERV advice"));
    assert!(!String::from_utf8_lossy(&csv.stdout).contains("SERV advice of"));
    for format in ["table", "markdown", "json"] {
        let output = run(folder.path(), &["evaluate", "--table", "summary", "--format", format]);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(text.contains("illustrative") && text.contains("SERV advice"), "{format}: {text}");
    }
}

#[test]
fn a_copied_case_runs_as_the_built_in_one() {
    let folder = tempfile::tempdir().unwrap();
    for (name, args) in [
        ("a", vec!["init", "a"]),
        ("b", vec!["init", "b", "--skeleton"]),
        ("c", vec!["init", "c", "--case", "fighter-aircraft"]),
    ] {
        let made = run(folder.path(), &args);
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let path = format!("{name}/case.toml");
        for command in ["check", "evaluate"] {
            let output = run(folder.path(), &[command, &path]);
            assert!(
                output.status.success(),
                "{command} {name}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
    }
    let stdout = |case: &str| {
        run(folder.path(), &["evaluate", case, "--format", "csv", "--table", "contributions"])
            .stdout
    };
    assert_eq!(stdout("a/case.toml"), stdout("flemish-cluster-policy"));
}

/// Views on the built-in cases, each with its arguments.
const VIEWS: &[&[&str]] = &[
    &[],
    &["evaluate", "--overall"],
    &[
        "evaluate",
        "fighter-aircraft",
        "--method",
        "topsis",
        "--method",
        "vikor",
        "--method",
        "promethee-i",
    ],
    &["evaluate", "power-stations"],
    &["evaluate", "drina-hydropower"],
    &["evaluate", "--lang", "nl"],
    &["evaluate", "--table", "ranking"],
    &["evaluate", "--table", "contributions", "--where", "cluster=VIL"],
    &["explain", "--of", "S3/VIL", "--over", "S1/VIL"],
    &["explain", "drina-hydropower", "--of", "A1"],
    &["check"],
    &["check", "fighter-aircraft"],
    &["list", "cases"],
    &["list", "methods"],
    &["list", "methods", "vikor"],
    &["list", "normalizations"],
    &["list", "studies"],
    &["verify"],
    &["sensitivity", "sweep", "fighter-aircraft"],
    &["sensitivity", "sweep", "--where", "cluster=VIL"],
    &["sensitivity", "stability", "--where", "cluster=VIL"],
    &["sensitivity", "acceptability", "--draws", "1000", "--where", "cluster=VIL"],
    &["sensitivity", "acceptability", "fighter-aircraft", "--draws", "1000"],
    &["sensitivity", "acceptability", "fighter-aircraft", "--draws", "1000", "--lang", "nl"],
    &["sensitivity", "acceptability", "fighter-aircraft", "--exact"],
    &["sensitivity", "robust", "fighter-aircraft"],
    &["sensitivity", "methods", "fighter-aircraft"],
    &["sensitivity", "reversal", "fighter-aircraft", "--method", "topsis"],
    &["sensitivity", "targets", "car-evaluation"],
    &["sensitivity", "scenarios", "fighter-aircraft"],
    &["sensitivity", "scenarios", "fighter-aircraft", "--lang", "nl"],
    &["sensitivity", "drivers", "fighter-aircraft", "--points", "1024"],
];

#[test]
fn every_view_is_as_wide_as_the_terminal_and_breaks_no_word_or_range() {
    let folder = tempfile::tempdir().unwrap();
    for args in VIEWS {
        for columns in [60, 80, 120] {
            let output = Command::new(env!("CARGO_BIN_EXE_afweging"))
                .current_dir(folder.path())
                .args(*args)
                .env("COLUMNS", columns.to_string())
                .output()
                .unwrap();
            assert!(
                output.status.code() != Some(2),
                "{args:?}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
            let text = String::from_utf8(output.stdout).unwrap();
            assert!(text.lines().count() > 2, "{args:?}");
            for line in text.lines() {
                let width = line.chars().count();
                // A name that no line holds may be longer; nothing of ours is.
                assert!(width <= columns, "{args:?} at {columns}: {width} columns\n{line}");
                let opened = line
                    .rfind('[')
                    .map(|at| &line[at..])
                    .filter(|tail| tail.starts_with("[0.") || tail.starts_with("[-"));
                assert!(
                    opened.is_none_or(|tail| tail.contains(']')),
                    "{args:?} at {columns}: a broken range\n{line}"
                );
            }
            for whole in
                ["Challenge-driven", "transformation", "reference", "excluded", "betrouwbaarheid"]
            {
                for cut in 3..whole.len() - 2 {
                    let part = format!(" {}", &whole[..cut]);
                    let broken = !whole[..cut].ends_with('-')
                        && text.lines().any(|line| {
                            line.ends_with(&part) || line.contains(&format!("{part} "))
                        });
                    // Words that are whole themselves.
                    let word = ["trans", "refer", "exclude", "Challenge", "transform"]
                        .contains(&&whole[..cut]);
                    assert!(
                        !broken || word,
                        "{args:?} at {columns}: `{}` is broken\n{text}",
                        whole
                    );
                }
            }
        }
    }
}

#[test]
fn a_file_of_one_table_says_so_and_how_to_get_the_page() {
    let folder = tempfile::tempdir().unwrap();
    for (file, lang, says) in [
        ("page.md", "en", "wrote page.md and 2 pictures beside it\n"),
        ("page.txt", "en", "wrote page.txt\n"),
        ("pagina.md", "nl", "pagina.md weggeschreven, met "),
        ("x.csv", "en", "wrote x.csv: the table `ranking` (4 rows)\n"),
    ] {
        let output =
            run(folder.path(), &["evaluate", "fighter-aircraft", "--lang", lang, "-o", file]);
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains(says), "{told}");
    }
}

#[test]
fn a_skeleton_speaks_the_language_asked_for_or_keeps_quiet() {
    let folder = tempfile::tempdir().unwrap();
    let dutch = run(folder.path(), &["init", "dossier", "--skeleton", "--lang", "nl"]);
    let told = String::from_utf8(dutch.stdout).unwrap();
    assert!(
        told.starts_with("case.toml, scores.csv weggeschreven in dossier\nvolgende stap: afweging check dossier/case.toml --lang nl"),
        "{told}"
    );
    let page = run(folder.path(), &["evaluate", "dossier/case.toml", "--lang", "nl"]);
    assert!(
        page.status.success() && String::from_utf8_lossy(&page.stdout).contains("Mijn beslissing")
    );
    assert!(
        std::fs::read_to_string(folder.path().join("dossier/scores.csv"))
            .unwrap()
            .starts_with("optie,kostprijs,draagvlak\n")
    );
    let quiet = run(folder.path(), &["init", "quiet", "-q"]);
    assert!(quiet.status.success() && quiet.stdout.is_empty() && quiet.stderr.is_empty());
}

#[cfg(feature = "xlsx")]
#[test]
fn a_workbook_to_fill_in_holds_numbers_and_is_ready_for_text() {
    use calamine::{Data, Reader, Xlsx, open_workbook};
    let folder = tempfile::tempdir().unwrap();
    assert!(
        run(folder.path(), &["init", "books", "--skeleton", "--format", "xlsx"]).status.success()
    );
    let path = folder.path().join("books/case.xlsx");
    let mut workbook: Xlsx<_> = open_workbook(&path).unwrap();
    let sheet = workbook.worksheet_range("scores").unwrap();
    assert_eq!(sheet.get((1, 1)), Some(&Data::Float(20.0)));
    assert_eq!(sheet.get((2, 1)), Some(&Data::String("12..18".into())));
    assert_eq!(sheet.get((1, 2)), Some(&Data::String("+".into())));
    assert!(!folder.path().join("books/case.toml").exists());
    assert!(run(folder.path(), &["check", "books/case.xlsx"]).status.success());
    let again = run(folder.path(), &["init", "books", "--format", "xlsx"]);
    let said = String::from_utf8_lossy(&again.stderr).into_owned();
    assert!(!again.status.success() && said.contains("nothing is overwritten"), "{said}");
}
