//! The help of every command has two examples that work, and `man` has a page of every command.
#![cfg(feature = "cli")]

use std::path::Path;
use std::process::{Command, Output};

const PROGRAM: &str = env!("CARGO_BIN_EXE_afweging");

fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(PROGRAM).args(args).current_dir(folder).env("COLUMNS", "80").output().unwrap()
}

fn text(folder: &Path, args: &[&str]) -> String {
    let output = run(folder, args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The commands that the help of a command lists.
fn listed(help: &str) -> Vec<String> {
    let list = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let names = list.take_while(|line| !line.is_empty()).filter_map(|line| {
        // What goes on from the line above is indented further.
        let name = line.strip_prefix("  ").filter(|line| !line.starts_with(' '))?;
        name.split_whitespace().next().map(str::to_owned)
    });
    names.filter(|name| name != "help").collect()
}

/// Every command, with its help.
fn commands() -> Vec<(Vec<String>, String)> {
    let folder = tempfile::tempdir().unwrap();
    let mut out: Vec<(Vec<String>, String)> = Vec::new();
    let mut open = vec![Vec::new()];
    while let Some(path) = open.pop() {
        let args: Vec<&str> = path.iter().map(String::as_str).chain(["--help"]).collect();
        let help = text(folder.path(), &args);
        let below = listed(&help);
        open.extend(below.into_iter().map(|name| [path.clone(), vec![name]].concat()));
        out.push((path, help));
    }
    out
}

#[cfg(unix)]
#[test]
fn every_example_of_every_help_works() {
    let folder_of = Path::new(PROGRAM).parent().unwrap();
    let path = format!("{}:{}", folder_of.display(), std::env::var("PATH").unwrap());
    let mut count = 0;
    for (command, help) in commands() {
        let examples = help.split_once("Examples:\n").unwrap_or_else(|| panic!("{command:?}")).1;
        let examples: Vec<&str> =
            examples.lines().map(str::trim).take_while(|line| !line.is_empty()).collect();
        assert_eq!(examples.len(), 2, "{command:?}: {examples:?}");
        for example in examples {
            let start = format!("afweging {}", command.join(" "));
            assert!(example.starts_with(start.trim_end()) && example.len() < 78, "{example}");
            // Each in a folder of its own, and typed in a shell.
            let folder = tempfile::tempdir().unwrap();
            // What `merge` takes, `--shard` has written before.
            for part in (1..=2).filter(|_| command == ["merge"]) {
                let (shard, file) = (format!("{part}/2"), format!("part-{part}.tally"));
                let shares = ["sensitivity", "acceptability", "fighter-aircraft", "--shard"];
                text(folder.path(), &[&shares[..], &[&shard, "-o", &file]].concat());
            }
            if command == ["import"] {
                for form in [["xmcda", "aircraft.xml"], ["dmsy", "aircraft.dmsy"]] {
                    text(folder.path(), &["export", form[0], "fighter-aircraft", "-o", form[1]]);
                }
            }
            let output = Command::new("sh")
                .args(["-c", example])
                .current_dir(folder.path())
                .env("PATH", &path)
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{example}: {said}");
            let wrote = std::fs::read_dir(folder.path()).unwrap().count() > 0;
            assert!(wrote || !output.stdout.is_empty(), "{example}");
            count += 1;
        }
    }
    assert!(count >= 34, "{count}");
}

#[test]
fn every_command_has_a_page_and_none_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let said = text(folder.path(), &["man", "--output", "pages"]);
    let commands = commands();
    assert_eq!(said, format!("wrote {} pages to pages\n", commands.len()));
    for (command, _) in &commands {
        let name = ["afweging".to_owned()].into_iter().chain(command.iter().cloned());
        let name = name.collect::<Vec<_>>().join("-");
        let page = std::fs::read_to_string(folder.path().join(format!("pages/{name}.1"))).unwrap();
        // The title of a page of section 1, and the examples of the help.
        assert!(page.contains(&format!(".TH {name} 1")), "{name}: {}", &page[..200]);
        assert!(page.contains(".SH EXAMPLES\n"), "{name}");
        let args: Vec<&str> =
            ["man"].into_iter().chain(command.iter().map(String::as_str)).collect();
        assert_eq!(text(folder.path(), &args), page, "{name}");
    }
    let files = || std::fs::read_dir(folder.path().join("pages")).unwrap().count();
    assert_eq!(files(), commands.len());
    // One page that is there stops all.
    let gone = folder.path().join("pages/afweging.1");
    std::fs::remove_file(&gone).unwrap();
    let output = run(folder.path(), &["man", "-o", "pages"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("already there"));
    assert!(!gone.exists() && files() == commands.len() - 1);
    // A command that is not there is answered with the nearest.
    let output = run(folder.path(), &["man", "evalute"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("evaluate"));
}
