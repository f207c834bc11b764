//! Rules of nodes in criteria files: what works, and what must fail with its line and a remedy.
#![cfg(feature = "cli")]

use crate::common::Files;
use std::process::{Command, Output};

const CASE: &str = r#"format = 1
id = "r"
data = ["t.csv"]
[[keys]]
id = "option"
[[criteria]]
id = "n"
scale = ["bad", "fair", "good"]
rules = [
    { price = "high", then = "bad" },
    { price = "low", comfort = "<= mid", then = "fair" },
    { price = "low", comfort = "top", then = "good" },
]
[[criteria]]
id = "price"
parent = "n"
scale = ["high", "low"]
[[criteria]]
id = "comfort"
parent = "n"
scale = ["poor", "mid", "top"]
"#;

fn run(files: &Files, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_afweging"))
        .current_dir(files.folder.path())
        .args(args)
        .output()
        .expect("the program runs")
}

/// CASE with one piece replaced.
fn changed(from: &str, to: &str) -> Files {
    assert!(CASE.contains(from), "{from}");
    let text = CASE.replacen(from, to, 1);
    let table = "option,price,comfort,then\nA,low,top,a\nB,high,?,a\nC,low,poor..top,a\n";
    Files::new(&[("case.toml", &text), ("t.csv", table)])
}

fn output(files: &Files, args: &[&str]) -> (Option<i32>, String) {
    let output = run(files, args);
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8(text).unwrap();
    assert!(!text.contains("panicked"), "{text}");
    // Lines may break anywhere.
    (output.status.code(), text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[track_caller]
fn fails(from: &str, to: &str, words: &[&str]) {
    let files = changed(from, to);
    for command in ["check", "evaluate"] {
        let (code, error) = output(&files, &[command, "./case.toml"]);
        assert_eq!(code, Some(1), "{error}");
        for word in words {
            assert!(error.contains(word), "{command}: no `{word}` in\n{error}");
        }
    }
}

#[test]
fn levels_follow_from_rules() {
    let files = changed("id = \"r\"", "id = \"r\"");
    let (code, nodes) =
        output(&files, &["evaluate", "./case.toml", "--table", "nodes", "--format", "csv"]);
    assert_eq!(code, Some(0), "{nodes}");
    for row in ["A,n,1.0,good,good", "B,n,0.0,bad,bad", "C,n,0.75,,fair | good"] {
        assert!(nodes.contains(row), "{row}: {nodes}");
    }
    let (_, page) = output(&files, &["evaluate", "./case.toml"]);
    assert!(page.contains("n by its rules: good: A; fair or good: C; bad: B."), "{page}");
    let (_, page) = output(&files, &["evaluate", "./case.toml", "--lang", "nl"]);
    assert!(page.contains("n volgens de regels: good: A; fair of good: C; bad: B."), "{page}");
    // A table may stand in another form.
    let other = changed(
        "{ price = \"high\", then = \"bad\" }",
        "{ price = \"high\", comfort = \"poor..top\", then = [\"bad\"] }",
    );
    let (_, other) =
        output(&other, &["evaluate", "./case.toml", "--table", "nodes", "--format", "csv"]);
    assert_eq!(nodes, other);
}

#[test]
fn gaps_and_clashes_name_their_rules_and_lines() {
    let first = "{ price = \"low\", comfort = \"<= mid\", then = \"fair\" }";
    fails(
        first,
        "{ price = \"low\", comfort = \"mid\", then = \"fair\" }",
        &[
            "case.toml:9:9",
            "1 of 6 combinations has no rule: (price = low, comfort = poor)",
            "complete = \"from-weights\"",
        ],
    );
    fails(
        first,
        "{ comfort = \"<= mid\", then = \"fair\" }",
        &[
            "case.toml:11:",
            "two rules clash at price = high, comfort = poor",
            "rule 1 (line 10) says bad, rule 2 (line 11) says fair",
            "[\"bad\", \"fair\"]",
        ],
    );
}

#[test]
fn rules_that_are_not_monotone_are_a_warning_and_are_not_filled_in() {
    let last = "{ price = \"low\", comfort = \"top\", then = \"good\" }";
    let falling = "{ price = \"low\", comfort = \"top\", then = \"bad\" }";
    let files = changed(last, falling);
    let (code, said) = output(&files, &["check", "./case.toml"]);
    assert_eq!(code, Some(0), "{said}");
    for word in [
        "warning",
        "not monotone",
        "rule 3 (line 12) gives bad to (price = low, comfort = top)",
        "rule 2 (line 11) gives fair to (price = low, comfort = mid)",
    ] {
        assert!(said.contains(word), "no `{word}` in {said}");
    }
    fails(
        &format!(
            "    {{ price = \"high\", then = \"bad\" }},\n    {{ price = \"low\", comfort = \"<= mid\", then = \"fair\" }},\n    {last},\n]"
        ),
        &format!(
            "    {{ price = \"low\", comfort = \"<= mid\", then = \"fair\" }},\n    {falling},\n]\ncomplete = \"linear\""
        ),
        &["not monotone", "leave out `complete`"],
    );
}

#[test]
fn what_is_filled_in_is_shown() {
    let rows = "    { price = \"low\", comfort = \"<= mid\", then = \"fair\" },\n    { price = \"low\", comfort = \"top\", then = \"good\" },\n]";
    let files = changed(rows, "]\ncomplete = \"from-weights\"");
    let (code, said) = output(&files, &["check", "./case.toml"]);
    assert_eq!(code, Some(0), "{said}");
    // The rules that are given are all bad: so is all that follows from them.
    for word in ["3 of 6 combinations", "from the weights", "price = low, comfort = top ->"] {
        assert!(said.contains(word), "no `{word}` in {said}");
    }
    let (_, page) = output(&files, &["evaluate", "./case.toml"]);
    assert!(page.contains("3 of 6 combinations of levels have no rule of their own"), "{page}");
    let (_, page) = output(&files, &["check", "./case.toml", "--lang", "nl"]);
    assert!(page.contains("3 van de 6 combinaties"), "{page}");
    // What-if weights fill in anew: then price is all.
    let (_, said) = output(&files, &["check", "./case.toml", "--weights", "price=1,comfort=0"]);
    assert!(said.contains("price = low, comfort = poor -> good"), "{said}");
    // Weights from data would be other ones in each group.
    let (code, said) = output(&files, &["weights", "./case.toml", "--method", "equal"]);
    assert!(code == Some(1) && said.contains("are filled in from weights"), "{said}");
}

#[test]
fn what_cannot_be_read_is_said_with_a_remedy() {
    let high = "{ price = \"high\", then = \"bad\" }";
    let fails_at_rule = |to: &str, words: &[&str]| fails(high, to, words);
    fails_at_rule(
        "{ prise = \"high\", then = \"bad\" }",
        &["case.toml:10:7", "`prise`", "did you mean `price`?"],
    );
    fails_at_rule(
        "{ price = \"hihg\", then = \"bad\" }",
        &["case.toml:10:15", "`hihg`", "did you mean `high`?"],
    );
    fails_at_rule("{ price = \"high\", then = \"bda\" }", &["`bda`", "did you mean `bad`?"]);
    fails_at_rule("{ price = \"high\" }", &["this rule has no `then`", "then = \"bad\""]);
    fails_at_rule("{ price = [], then = \"bad\" }", &["this names no level", "\"*\""]);
    fails_at_rule(
        "{ comfort = \"top..poor\", then = \"bad\" }",
        &["starts at the better level", "write the worse one first: poor..top"],
    );
    let scale = "scale = [\"bad\", \"fair\", \"good\"]\n";
    fails(scale, "", &["`n` has rules and no levels", "scale = [\"bad\""]);
    fails(scale, "scale = { min = 0, max = 1 }\n", &["its scale is a list of levels"]);
    fails(scale, "scale = [\"bad\"]\n", &["at least two levels"]);
    fails(
        scale,
        &format!("{scale}aggregate = \"min\"\n"),
        &["`n` has rules, so it has no `aggregate`"],
    );
    fails(scale, &format!("{scale}missing = \"drop\"\n"), &["so it has no `missing`"]);
    fails(scale, &format!("{scale}value = {{ levels = [0, 1, 2] }}\n"), &["it has no `value`"]);
    fails(
        scale,
        &format!("{scale}complete = \"linaer\"\n"),
        &["`linaer`", "did you mean `linear`?"],
    );
    let price = "parent = \"n\"\nscale = [\"high\", \"low\"]\n";
    fails(
        price,
        "parent = \"n\"\n",
        &["`price` stands under a node with rules and has no named levels"],
    );
    fails(
        price,
        &format!("{price}direction = \"min\"\n"),
        &["go from worst to best", "leave out `direction`"],
    );
    fails("id = \"comfort\"", "id = \"then\"", &["cannot be called `then`", "give it another id"]);
    fails(
        "id = \"price\"\nparent = \"n\"",
        "id = \"price\"\nparent = \"n\"\nrules = \"from-weights\"",
        &["it has no `rules`", "write it on the node above"],
    );
    let list = &CASE[CASE.find("rules = [").unwrap()
        ..CASE.find("]\n[[criteria]]\nid = \"price\"").unwrap() + 1];
    fails(list, "rules = \"from-wieghts\"", &["`from-wieghts` is no way to make rules"]);
    fails(list, "rules = []", &["there is no rule in this list"]);
    fails(list, "rules = \"from-weights\"\ncomplete = \"linear\"", &["leaves nothing to complete"]);
    fails(
        list,
        "rules = [{ price = \"high\", then = \"bad\" }]\ncomplete = \"linear\"",
        &["do not settle a linear completion", "complete = \"from-weights\""],
    );
    fails(list, "complete = \"linear\"", &["this node has no rules"]);
    fails(list, "", &["it has no `scale`", "`rules`"]);
}

#[test]
fn studies_that_need_sums_say_what_to_leave_out() {
    let files = changed("id = \"r\"", "id = \"r\"");
    let (code, said) = output(&files, &["sensitivity", "robust", "./case.toml"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("leave out the `rules` and `scale` of the node `n`"), "{said}");
    // Taken at its word it leads out.
    let text = CASE.replacen("scale = [\"bad\", \"fair\", \"good\"]\n", "", 1);
    let (start, end) =
        (text.find("rules = [").unwrap(), text.find("]\n[[criteria]]\nid = \"price\"").unwrap());
    let text = format!("{}{}", &text[..start], &text[end + 2..]);
    let table = "option,price,comfort\nA,low,top\nB,high,?\n";
    let plain = Files::new(&[("case.toml", &text), ("t.csv", table)]);
    let (code, said) = output(&plain, &["sensitivity", "robust", "./case.toml"]);
    assert_eq!(code, Some(0), "{said}");
}
