//! What is written: the same bytes for the same input, whole files or none, and nothing a spreadsheet would run.
#![cfg(feature = "cli")]

mod common;

use common::Files;
use std::path::Path;
use std::process::{Command, Output};

fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_afweging")).current_dir(folder).args(args).output().expect("the program runs")
}

/// JSON without what changes from run to run.
fn timeless(bytes: &[u8]) -> String {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let volatile = ["\"threads\":", "\"wall_seconds\":", "\"date\":"];
    text.lines().filter(|line| !volatile.iter().any(|key| line.trim_start().starts_with(key))).collect::<Vec<_>>().join("\n")
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
                // One group of everything: rivals share judgements, so that their bounds are searched pair by pair, in parallel.
                let output = run(folder.path(), &["evaluate", "--overall", "--format", format, "--threads", threads]);
                assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
                if *format == "json" { timeless(&output.stdout).into_bytes() } else { output.stdout }
            })
            .collect();
        assert!(!outputs[0].is_empty());
        assert!(outputs.iter().all(|output| *output == outputs[0]), "{format}");
    }
    for threads in ["1", "2"] {
        assert!(run(folder.path(), &["evaluate", "-q", "-o", &format!("out{threads}/"), "--threads", threads]).status.success());
    }
    let mut names: Vec<_> =
        std::fs::read_dir(folder.path().join("out1")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["contributions.csv", "evidence.csv", "order.csv", "ranking.csv", "run.json", "summary.csv"]);
    for name in names {
        let read = |threads: &str| timeless(&std::fs::read(folder.path().join(format!("out{threads}")).join(&name)).unwrap());
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
        &["reversal", "--overall", "--force", "--method", "topsis", "--method", "promethee-ii", "--method", "vikor"],
    ];
    for study in studies {
        let outputs: Vec<String> = ["1", "2", "5"]
            .iter()
            .map(|threads| {
                let args = [&["sensitivity"], *study, &["--format", "json", "--threads", threads]].concat();
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
    let files = Files::new(&[("case.toml", toml), ("t.csv", "k,a,b,c,d\nx,1,2,3,4\ny,4,1,3,2\nz,2,4,1,3\n")]);
    let csv = |threads: &str, table: &str| {
        let args = ["sensitivity", "acceptability", "./case.toml", "--format", "csv", "--table", table, "--threads", threads];
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

/// Ctrl-C in long work: status 130, and no file.
#[cfg(unix)]
#[test]
fn an_interrupted_study_leaves_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_afweging"))
        .current_dir(folder.path())
        .args(["sensitivity", "acceptability", "--draws", "1e10", "-o", "out.csv"])
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    // Long enough to have begun, on any machine; far too short to be done.
    std::thread::sleep(std::time::Duration::from_millis(1500));
    assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn formulas_are_made_harmless_but_cells_can_be_read_back() {
    let toml = "format = 1\nid = \"t\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"option\"\n[[criteria]]\nid = \"fit\"\nscale = { levels = [\"--\", \"-\", \"0\", \"+\", \"++\"] }\n";
    let files = Files::new(&[("case.toml", toml), ("t.csv", "option,fit\n=1+1,++\n@x,-..+\n-y,--\n")]);
    let csv = |args: &[&str]| {
        String::from_utf8(run(files.folder.path(), &[&["evaluate", "./case.toml", "--format", "csv"], args].concat()).stdout)
            .unwrap()
    };
    let ranking = csv(&[]);
    for id in ["'=1+1,", "'@x,", "'-y,"] {
        assert!(ranking.contains(id), "{ranking}");
    }
    assert!(csv(&["--raw"]).contains("\n=1+1,"));
    let cells = csv(&["--table", "contributions"]);
    assert!(cells.contains(",++,") && cells.contains(",-..+,"), "{cells}");
}

#[test]
fn a_dutch_spreadsheet_reads_what_it_gets_and_so_do_we() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &["evaluate", "fighter-aircraft", "--format", "csv", "--csv-locale", "nl"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let first = text.lines().nth(1).unwrap();
    assert!(first.starts_with("A3;weighted-sum;0,8514"), "{first}");
}

#[test]
fn nothing_is_lost_when_writing_fails() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("x.csv"), "precious").unwrap();
    let failed = run(folder.path(), &["evaluate", "--where", "scenario=S9", "-o", "x.csv"]);
    assert_eq!(failed.status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(folder.path().join("x.csv")).unwrap(), "precious");
    let nowhere = run(folder.path(), &["evaluate", "-o", "no/such/folder/x.csv"]);
    assert_eq!(nowhere.status.code(), Some(1), "{}", String::from_utf8_lossy(&nowhere.stderr));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
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
    for (name, args) in
        [("a", vec!["init", "a"]), ("b", vec!["init", "b", "--skeleton"]), ("c", vec!["init", "c", "--case", "fighter-aircraft"])]
    {
        let made = run(folder.path(), &args);
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let path = format!("{name}/case.toml");
        for command in ["check", "evaluate"] {
            let output = run(folder.path(), &[command, &path]);
            assert!(output.status.success(), "{command} {name}: {}", String::from_utf8_lossy(&output.stderr));
        }
    }
    let stdout = |case: &str| run(folder.path(), &["evaluate", case, "--format", "csv", "--table", "contributions"]).stdout;
    assert_eq!(stdout("a/case.toml"), stdout("flemish-cluster-policy"));
}
