//! `export sql`: what a query holds, and what is refused. That engines give the program's scores is
//! tested in `tests/interop/test_sql.py`.
#![cfg(feature = "cli")]

use crate::common::Files;
use afweging::case::{Case, Location, WhatIf};
use afweging::export::sql::{Dialect, SqlRequest, methods, sql};
use afweging::method::Method;
use std::path::Path;
use std::process::Command;

const PROGRAM: &str = env!("CARGO_BIN_EXE_afweging");

/// The exit status and what is said on both streams, on one line each.
fn run(folder: &Path, line: &[&str]) -> (i32, String, String) {
    let output = Command::new(PROGRAM).args(line).current_dir(folder).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let said = text(&output.stderr);
    let on_one_line = said.split_whitespace().filter(|it| *it != "|").collect::<Vec<_>>();
    (output.status.code().unwrap(), text(&output.stdout), on_one_line.join(" "))
}

const UNSAYABLE: &str = r#"
format = 1
id = "unsayable"
data = ["table.csv"]
[[keys]]
id = "rank"
[[criteria]]
id = "a"
scale = { min = 0, max = 100 }
[[criteria]]
id = "b"
scale = { min = 0, max = 100 }
[[adjustments]]
criterion = "a"
attribute = "soil"
shift = { values = { sand = -1, clay = 1 } }
reason = "soil"
[[adjustments]]
criterion = "a"
attribute = "homes"
shift = { points = [[0, 0], [10, 5]] }
reason = "homes"
[[adjustments]]
criterion = "a"
attribute = "homes"
shift = { points = [[0, 0], [20, 1]] }
reason = "homes again"
"#;

const TABLE: &str = "rank,a,b,soil,homes\nA,10±2,5,sand,3..4\nB,20,6,,5\nC,30,7,clay,6\n";

#[test]
fn what_sql_cannot_say_is_refused_at_once_with_remedies() {
    let folder = Files::new(&[("case.toml", UNSAYABLE), ("table.csv", TABLE)]).folder;
    let line = ["export", "sql", "case.toml", "--dialect", "duckdb", "-q"];
    let (status, out, said) = run(folder.path(), &line);
    assert_eq!((status, out.as_str()), (1, ""));
    for part in [
        "`a` has normal distributions",
        "give a range (low..high) or a triangle",
        "the text `soil` is not known of some alternatives",
        "--no-adjustments",
        "the attribute `homes` has ranges or distributions",
        "`homes` shifts the criterion `a` by two adjustments",
        "the key `rank` has the name of a column of the result",
    ] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    let dutch = [&line[..], &["--lang", "nl"]].concat();
    let (_, _, said) = run(folder.path(), &dutch);
    for part in [
        "dit is niet als SQL te schrijven",
        "`a` heeft normal-verdelingen",
        "de tekst `soil` is van sommige alternatieven niet bekend",
        "de sleutel `rank` heeft de naam van een kolom van het resultaat",
    ] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    // The remedies work.
    let mended = TABLE.replace("10±2", "8..12").replace("6,,5", "6,clay,5").replace("3..4", "3");
    let case = UNSAYABLE.replace("id = \"rank\"", "id = \"site\"");
    let case = case.split("[[adjustments]]\ncriterion = \"a\"\nattribute = \"homes\"\nshift = { points = [[0, 0], [20").next().unwrap().to_owned();
    let folder =
        Files::new(&[("case.toml", &case), ("table.csv", &mended.replace("rank", "site"))]).folder;
    let (status, out, said) = run(folder.path(), &line);
    assert_eq!((status, said.as_str()), (0, ""));
    assert!(out.contains(r#"CAST(t."a_low" AS DOUBLE PRECISION) AS cl1_a"#), "{out}");
}

/// A method that is not written and nodes that do not add up are told together, so that the remedies
/// can be followed at once.
#[test]
fn nodes_that_do_not_add_up_are_refused_together_with_their_method() {
    let case = "format = 1\nid = \"nodes\"\ndata = [\"t.csv\"]\nmissing = \"drop\"\n[[keys]]\nid = \"site\"\n[[criteria]]\nid = \"whole\"\naggregate = \"geometric\"\n[[criteria]]\nid = \"a\"\nparent = \"whole\"\nscale = { min = 0, max = 5 }\n[[criteria]]\nid = \"b\"\nparent = \"whole\"\nscale = { min = 0, max = 5 }\n";
    let table = "site,a,b\nA,1,2\nB,,1\n";
    let line = ["export", "sql", "c.toml", "--dialect", "postgres", "-q"];
    let folder = Files::new(&[("c.toml", case), ("t.csv", table)]).folder;
    let (status, out, said) = run(folder.path(), &line);
    assert_eq!((status, out.as_str()), (1, ""));
    for part in [
        "the method `hierarchical`: it takes means, orders or interactions of values",
        "choose with --method one of weighted-sum",
        "not every node is the sum of what stands below it",
        "let every node add up: leave out the `aggregate` of the node `whole` (geometric), and `missing`",
    ] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    // TOPSIS would leave the nodes aside, and has no way to leave out a figure.
    let (status, _, said) = run(folder.path(), &[&line[..], &["--method", "topsis"]].concat());
    assert_eq!(status, 1);
    assert!(said.contains("not every node is the sum") && !said.contains("the method"), "{said}");
    // The remedies work.
    let mended =
        case.replace("missing = \"drop\"\n", "").replace("aggregate = \"geometric\"\n", "");
    let folder = Files::new(&[("c.toml", &mended), ("t.csv", table)]).folder;
    let (status, out, said) = run(folder.path(), &line);
    assert_eq!((status, said.as_str()), (0, ""));
    assert!(out.contains("WITH"), "{out}");
}

#[test]
fn options_that_would_change_the_figures_of_the_case_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    for (more, part) in [
        (&["--where", "cluster=VIL"][..], "--where: a query reads all rows of its table"),
        (&["--set", "cost=1"], "--set cost=1: a query reads the figures of its table"),
        (&["--format", "json"], "--format: it says nothing of a query"),
        (&["--draws", "5000"], "--draws: so many draws are written to a table beside the query"),
        (&["--draws", "0"], "at least one draw is needed"),
        (&["--table-name", "a..b"], "--table-name a..b: this is no name"),
        (
            &["--table-name", "Weights"],
            "--table-name Weights: a step of the query is called `weights`, and would be read instead of the table: write its schema too, as in default.weights, or give the table another name",
        ),
        (
            &["--table-name", "cells", "--lang", "nl"],
            "een stap van de query heet `cells`, en zou in plaats van de tabel worden gelezen",
        ),
    ] {
        let case = if more[0] == "--where" { "flemish-cluster-policy" } else { "fighter-aircraft" };
        let line = [&["export", "sql", case, "--dialect", "spark", "-q"], more].concat();
        let (status, out, said) = run(folder.path(), &line);
        assert_eq!((status, out.as_str()), (2, ""), "{more:?}");
        assert!(said.contains(part), "{part} is not in {said}");
    }
    assert!(std::fs::read_dir(folder.path()).unwrap().next().is_none());
}

#[test]
fn draws_beyond_some_stand_beside_the_query() {
    let folder = tempfile::tempdir().unwrap();
    let line = [
        "export",
        "sql",
        "fighter-aircraft",
        "--dialect",
        "duckdb",
        "--draws",
        "300",
        "-o",
        "m.sql",
    ];
    let (status, out, said) = run(folder.path(), &line);
    assert_eq!((status, out.as_str()), (0, ""));
    assert!(said.contains("wrote m.sql wrote m.draws.csv next: load m.draws.csv"), "{said}");
    let query = std::fs::read_to_string(folder.path().join("m.sql")).unwrap();
    assert!(query.contains(r#"FROM "alternatives_draws" AS d"#), "{query}");
    let draws = std::fs::read_to_string(folder.path().join("m.draws.csv")).unwrap();
    assert_eq!(draws.lines().count(), 301);
    for line in draws.lines().skip(1) {
        let shares: f64 = line.split(',').skip(1).map(|share| share.parse::<f64>().unwrap()).sum();
        assert!((shares - 1.0).abs() < 1e-12, "{line}");
    }
}

/// Names of a case stand in quotes and comments, and nowhere else: a name that would close them
/// leaves the same query but for its own places.
#[test]
fn a_hostile_name_changes_nothing_but_its_places() {
    let query = |header: &str, label: &str| {
        let csv = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let table = format!("site,{},b\nA,1,2\nB,2,1\n", csv(header));
        let case = format!(
            "format = 1\nid = \"names\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"site\"\n[[criteria]]\nid = \"a\"\ncolumn = '''{header}'''\nlabel = '''{label}'''\nscale = {{ min = 0, max = 5 }}\n[[criteria]]\nid = \"b\"\nscale = {{ min = 0, max = 5 }}\n"
        );
        let folder = Files::new(&[("c.toml", &case), ("t.csv", &table)]).folder;
        let path = folder.path().join("c.toml").display().to_string();
        let case = Case::open(&Location::of(&path), &WhatIf::default()).unwrap();
        Dialect::ALL
            .map(|dialect| sql(&case, &Method::default(), &SqlRequest::new(dialect)).unwrap().text)
    };
    let hostile = "x\"; DROP TABLE t; -- ` ' */ \\";
    let label = "label'; --\n\"DROP";
    for ((plain, ours), dialect) in
        query("plain", "LABEL").iter().zip(query(hostile, label)).zip(Dialect::ALL)
    {
        let said = label.replace('\n', " ");
        let ours = ours
            .replace(&dialect.identifier(hostile), &dialect.identifier("plain"))
            .replace(&said, "LABEL");
        assert_eq!(*plain, ours, "{}", dialect.name());
    }
}

/// The lines of a query are indented, and those of a name or a text are not: another header would be
/// looked for, and another text compared.
#[test]
fn a_name_or_a_text_of_several_lines_stays_as_it_is() {
    let case = "format = 1\nid = \"lines\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"site\"\n[[criteria]]\nid = \"a\"\ncolumn = \"Qual\\n(lvl)\"\nscale = { levels = [\"lo\\nw\", \"high\"] }\n[[criteria]]\nid = \"b\"\nscale = { min = 0, max = 5 }\n[[requirements]]\nid = \"r\"\nwhen = { site = [\"A\\nB\"] }\nneeds = { criterion = \"b\", at_least = 1 }\neffect = \"exclude\"\nreason = \"r\"\n";
    let table = "site,\"Qual\n(lvl)\",b\n\"A\nB\",high,1\nC,\"lo\nw\",2\n";
    let folder = Files::new(&[("c.toml", case), ("t.csv", table)]).folder;
    let path = folder.path().join("c.toml").display().to_string();
    let case = Case::open(&Location::of(&path), &WhatIf::default()).unwrap();
    for dialect in Dialect::ALL {
        let request = SqlRequest { table_name: "my\ntable".to_owned(), ..SqlRequest::new(dialect) };
        let query = sql(&case, &Method::default(), &request).unwrap().text;
        for part in [
            dialect.identifier("Qual\n(lvl)"),
            dialect.text("lo\nw"),
            format!("IN ({})", dialect.text("A\nB")),
            format!("FROM {} AS t", dialect.identifier("my\ntable")),
        ] {
            assert!(query.contains(&part), "{part} is not in {query}");
        }
    }
}

#[test]
fn every_method_is_written_or_refused_with_a_reason() {
    let case = Case::open(&Location::of("fighter-aircraft"), &WhatIf::default()).unwrap();
    let request = SqlRequest::new(Dialect::Postgres);
    let written = methods();
    assert_eq!(written.len(), 24, "{written:?}");
    for name in Method::names() {
        let method = Method::named(name).unwrap();
        let found = sql(&case, &method, &request);
        let refusal = found.as_ref().err().map(ToString::to_string).unwrap_or_default();
        assert_eq!(
            refusal.contains("this cannot be written as SQL: the method"),
            !written.contains(name),
            "{name}"
        );
        if let Ok(query) = found {
            // Nothing is left to be filled in, and quotes and brackets close.
            let code: Vec<&str> = query
                .text
                .lines()
                .map(|line| line.split(" -- ").next().unwrap_or_default())
                .collect();
            let code = code.join("\n");
            let code: Vec<&str> = code.lines().filter(|line| !line.starts_with("--")).collect();
            let code = code.join("\n");
            let count = |c: char| code.matches(c).count();
            assert_eq!(count('('), count(')'), "{name}\n{code}");
            assert!(
                count('"').is_multiple_of(2) && count('\'').is_multiple_of(2),
                "{name}\n{code}"
            );
            assert!(!code.contains("NaN") && !code.contains("inf"), "{name}");
        }
    }
}
