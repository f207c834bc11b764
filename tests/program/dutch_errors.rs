//! Who asks for Dutch gets Dutch where something is wrong, too.
#![cfg(feature = "cli")]

use std::path::Path;
use std::process::{Command, Output};

const PROGRAM: &str = env!("CARGO_BIN_EXE_afweging");

const CASE: &str = r#"format = 1
id = "t"
data = ["data.csv"]

[[keys]]
id = "option"

[[criteria]]
id = "cost"
direction = "min"
scale = { min = 0, max = 50 }
weight = 2

[[criteria]]
id = "support"
scale = { levels = ["--", "-", "0", "+", "++"] }
weight = 1
"#;

const DATA: &str = "option,cost,support\na,10,+\nb,20,++\nc,30,-\n";

/// Words that are English and no Dutch.
const ENGLISH: [&str; 66] = [
    "the",
    "and",
    "with",
    "which",
    "has",
    "have",
    "this",
    "that",
    "these",
    "those",
    "are",
    "not",
    "no",
    "must",
    "each",
    "write",
    "give",
    "leave",
    "error",
    "warning",
    "unknown",
    "known",
    "an",
    "by",
    "to",
    "from",
    "there",
    "did",
    "you",
    "mean",
    "its",
    "it",
    "be",
    "can",
    "cannot",
    "could",
    "than",
    "only",
    "between",
    "needs",
    "need",
    "should",
    "other",
    "another",
    "one",
    "or",
    "out",
    "under",
    "weights",
    "table",
    "column",
    "row",
    "file",
    "case",
    "such",
    "read",
    "written",
    "missing",
    "criterion",
    "help",
    "expected",
    "invalid",
    "takes",
    "string",
    "number",
    "same",
];

fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(PROGRAM).args(args).current_dir(folder).env_remove("COLUMNS").output().unwrap()
}

/// The English words of what is told: not of what it quotes, nor of the lines of a file that it
/// shows.
fn english(told: &str) -> Vec<String> {
    let shown = |line: &&str| {
        let start = line.trim_start();
        let numbered = start.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
        !start.starts_with("-->") && !numbered.starts_with('|') && !start.starts_with('╭')
    };
    // A note at a place stands behind its marks.
    let labels = told.lines().filter(|line| line.contains("| ") && line.contains('^'));
    let labels = labels.filter_map(|line| line.rsplit_once('^')).map(|(_, label)| label);
    let told = told.lines().filter(shown).chain(labels).collect::<Vec<_>>().join("\n");
    let mut out = Vec::new();
    for (at, part) in told.split('`').enumerate() {
        if at % 2 == 1 {
            continue;
        }
        for (at, part) in part.split('"').enumerate() {
            if at % 2 == 1 {
                continue;
            }
            let words = part.split(|c: char| !c.is_alphanumeric() && !"-_=.[]'/".contains(c));
            let words = words.map(|word| word.trim_matches(|c| ".'".contains(c)));
            out.extend(
                words
                    .filter(|word| ENGLISH.contains(&word.to_lowercase().as_str()))
                    .map(str::to_owned),
            );
        }
    }
    out
}

#[test]
fn the_test_sees_english_and_passes_over_quotes() {
    assert_eq!(english("fout: there is `the` \"case\"\n  --> the\n3 | the file\n"), ["there"]);
    assert!(english("fout: er is geen sleutel `the`; bedoelt u `key`?").is_empty());
    assert_eq!(english("3 | x = 1\n  | ^^^ this table\n"), ["this", "table"]);
}

/// What is said of the case with this in place of that.
fn wrong(changes: &[(&str, &str)], data: &str, args: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut case = CASE.to_owned();
    for (old, new) in changes {
        assert!(case.contains(old), "{old}");
        case = case.replacen(old, new, 1);
    }
    std::fs::write(folder.path().join("case.toml"), case).unwrap();
    std::fs::write(folder.path().join("data.csv"), data).unwrap();
    let args: Vec<&str> =
        args.iter().map(|arg| if *arg == "CASE" { "./case.toml" } else { arg }).collect();
    let output = run(folder.path(), &[&args[..], &["--lang", "nl"]].concat());
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(!told.is_empty(), "{args:?} {changes:?}: nothing is said");
    assert!(told.contains("fout: ") || told.contains("let op: "), "{args:?} {changes:?}: {told}");
    told
}

/// The last criterion under a node that says this.
fn under_rules(lines: &str) -> String {
    format!(
        "weight = 1\nparent = \"n\"\n\n[[criteria]]\nid = \"n\"\nweight = 1\nscale = [\"a\", \"b\"]\n{lines}\n"
    )
}

/// Rules by which a better level gets a worse one, and which leave one open; the list is not closed.
const GAP: &str =
    "rules = [{ support = \"<= -\", then = \"b\" }, { support = \"0..+\", then = \"a\" }";

#[test]
fn faults_of_a_criteria_file_are_told_in_dutch() {
    let at_the_end = "weight = 1\n";
    let changes: &[&[(&str, &str)]] = &[
        &[("direction = \"min\"", "directon = \"min\"")],
        &[("weight = 2", "weight = 0,5")],
        &[("weight = 2", "weight = -2")],
        &[("format = 1", "format = 1\naggregate = \"mn\"")],
        &[("format = 1", "format = 1\nmissing = \"dop\"")],
        &[("format = 1", "format = 1\naggregate = \"power\"")],
        &[("format = 1", "format = 1\naggregate = \"owa\"")],
        &[("format = 1", "format = 1\naggregate = \"choquet\"")],
        &[("format = 1", "format = 1\naggregate = { name = \"min\", floor = 0.1 }")],
        &[("format = 1", "format = 1\naggregate = { name = \"geometric\", floor = 3 }")],
        &[("format = 1", "format = 1\naggregate = { name = \"owa\", alpha = -1 }")],
        &[("format = 1", "format = 1\naggregate = { name = \"owa\", order_weights = [0] }")],
        &[("format = 1", "format = 1\naggregate = { name = \"choquet\", interactions = [\"x\"] }")],
        &[(
            "format = 1",
            "format = 1\naggregate = { name = \"choquet\", interactions = [\"cost & suport = 0.1\"] }",
        )],
        &[(
            "format = 1",
            "format = 1\naggregate = { name = \"choquet\", interactions = [\"cost & support = 1\"] }",
        )],
        &[("weight = 2", "weight = 2\naggregate = \"min\"")],
        &[(at_the_end, &under_rules("rules = [{ suport = \"0\", then = \"a\" }]"))],
        &[(at_the_end, &under_rules("rules = [{ support = \"9\", then = \"c\" }]"))],
        &[(at_the_end, &under_rules("rules = [{ support = \"0..-\", then = \"a\" }]"))],
        &[(at_the_end, &under_rules("rules = [{ support = [], then = \"a\" }]"))],
        &[(at_the_end, &under_rules("rules = [{ support = \"0\" }]"))],
        &[(at_the_end, &under_rules("rules = [{ support = \"0\", then = \"a\" }]"))],
        &[(
            at_the_end,
            &under_rules("rules = [{ then = \"a\" }, { support = \"0\", then = \"b\" }]"),
        )],
        &[(at_the_end, &under_rules(&format!("{GAP}, {{ support = \"++\", then = \"a\" }}]")))],
        &[(at_the_end, &under_rules(&format!("{GAP}]\ncomplete = \"linear\"")))],
        &[(
            at_the_end,
            &under_rules("rules = [{ support = \"0\", then = \"a\" }]\ncomplete = \"linear\""),
        )],
        &[(at_the_end, &under_rules("rules = [{ then = \"a\" }]\ncomplete = \"x\""))],
        &[(at_the_end, &under_rules("rules = []"))],
        &[(at_the_end, &under_rules("rules = \"x\""))],
        &[(at_the_end, &under_rules("rules = \"from-weights\"\naggregate = \"min\""))],
        &[(at_the_end, &under_rules("rules = \"from-weights\"\ncomplete = \"linear\""))],
        &[(at_the_end, &under_rules("complete = \"linear\""))],
        &[(
            at_the_end,
            &under_rules("rules = \"from-weights\"").replace("scale = [\"a\", \"b\"]\n", ""),
        )],
        &[(at_the_end, "weight = 1\nrules = \"from-weights\"\n")],
        &[
            ("weight = 2", "weight = 2\nparent = \"n\""),
            (at_the_end, &under_rules("rules = \"from-weights\"")),
        ],
        &[("weight = 2", "weight = 2\nvalue = { shape = \"lg\" }")],
        &[("weight = 2", "weight = 2\nvalue = { shape = \"log\" }")],
        &[("weight = 2\n", "")],
        &[("weight = 2", "weight = 0"), ("weight = 1", "weight = 0")],
        &[("id = \"support\"", "id = \"cost\"")],
        &[("id = \"support\"", "id = \"\"")],
        &[("id = \"cost\"\n", "")],
        &[("format = 1", "format = 7")],
        &[("data = [\"data.csv\"]", "data = []")],
        &[("data = [\"data.csv\"]", "data = [\"dat.csv\"]")],
        &[("min = 0, max = 50", "min = 50, max = 0")],
        &[("min = 0, max = 50", "min = 0, max = 25")],
        &[("levels = [\"--\", \"-\", \"0\", \"+\", \"++\"]", "levels = [\"--\"]")],
        &[("[[keys]]\nid = \"option\"\n", "")],
        &[("id = \"option\"", "id = \"optie\"")],
        &[(at_the_end, "weight = 1\nparent = \"suport\"\n")],
        &[(at_the_end, "weight = 1\nparent = \"support\"\n")],
        &[(at_the_end, "weight = 1\n\n[weights]\nconstraints = [\"cost <= price\"]\n")],
        &[(at_the_end, "weight = 1\n\n[weights]\nconstraints = [\"cost\"]\n")],
        &[(
            at_the_end,
            "weight = 1\n\n[[requirements]]\nid = \"r\"\neffect = \"exclude\"\nneeds = { attribute = \"cost\" }\n",
        )],
        &[(at_the_end, "weight = 1\n\n[[facts]]\nid = \"f\"\nholds = \"yes\"\n")],
        &[(at_the_end, "weight = 1\n\n[[actors]]\nid = \"x\"\nweights = { prise = 1 }\n")],
        &[(
            at_the_end,
            "weight = 1\n\n[[preferences]]\nbetter = { option = \"z\" }\nworse = { option = \"a\" }\n",
        )],
        &[(at_the_end, "weight = 1\n\n[[claims]]\nclaim = \"a > z\"\n")],
        &[(at_the_end, "weight = 1\n\n[[claims]]\nclaim = \"rank(a) <= \"\n")],
        &[(at_the_end, "weight = 1\n\n[portfolio]\n\n[[portfolio.limits]]\nid = \"l\"\n")],
        &[(at_the_end, "weight = 1\n\n[pathway]\nstart = \"none\"\n")],
        &[(at_the_end, "weight = 1\n\n[[weighting]]\nmethod = \"ahp\"\n")],
        &[(at_the_end, "weight = 1\n\n[[categories]]\nid = \"x\"\n")],
        &[(
            at_the_end,
            "weight = 1\n\n[[categories]]\nid = \"x\"\nprofile = { cost = 10, support = \"0\" }\n[[categories]]\nid = \"x\"\nprofile = { cost = 10 }\n",
        )],
        &[(
            at_the_end,
            "weight = 1\n\n[[categories]]\nid = \"x\"\n[[categories]]\nid = \"y\"\nprofile = { cost = 10, support = \"0\" }\n[[categories]]\nid = \"z\"\nprofile = { cost = 20, support = \"0\" }\n",
        )],
        &[(
            at_the_end,
            "weight = 1\n\n[[categories]]\nid = \"x\"\n[[categories]]\nid = \"y\"\n[[examples]]\nalternative = { option = \"q\" }\ncategory = \"z\"\n",
        )],
        &[(
            at_the_end,
            "weight = 1\n\n[[categories]]\nid = \"x\"\n[[categories]]\nid = \"y\"\n[[examples]]\nalternative = { option = \"a\" }\ncategory = \"y\"\n",
        )],
        &[(at_the_end, "weight = 1\n\n[method.owa]\nalpha = -1\n")],
        &[(at_the_end, "weight = 1\n\n[method.owa]\nalpha = 1\norder_weights = [1, -1]\n")],
        &[(at_the_end, "weight = 1\n\n[method.choquet]\ninteractions = [\"cost = 1\"]\n")],
        &[(
            at_the_end,
            "weight = 1\n\n[[weighting]]\nmethod = \"swing\"\njudgements = [\"cots = 1\"]\n",
        )],
    ];
    for changes in changes {
        let told = wrong(changes, DATA, &["check", "CASE"]);
        assert!(english(&told).is_empty(), "{changes:?}: {:?} in\n{told}", english(&told));
    }
}

/// Values of the wrong form, one for each form that a criteria file knows, and what TOML itself
/// refuses.
#[test]
fn values_of_another_form_are_told_in_dutch() {
    let (key, end) = ("weight = 2", "weight = 1\n");
    let head = "format = 1";
    let at = |place: &'static str, lines: &str| vec![(place, format!("{place}\n{lines}"))];
    let instead = |of: &'static str, line: &str| vec![(of, line.to_owned())];
    let changes = [
        // How a direction is written elsewhere.
        instead("direction = \"min\"", "direction = \"down\""),
        instead("direction = \"min\"", "direction = \"maximise\""),
        instead("direction = \"min\"", "direction = \"target\""),
        instead("direction = \"min\"", "direction = \"mix\""),
        instead("direction = \"min\"", "direction = \"sideways\""),
        instead("direction = \"min\"", "direction = 3"),
        instead("direction = \"min\"", "direction = true"),
        instead("direction = \"min\"", "direction = { target = true }"),
        instead("min = 0, max = 50", "min = 0, most = 50"),
        instead("data = [\"data.csv\"]", "data = 3"),
        instead("data = [\"data.csv\"]", "data = [3]"),
        instead(key, "weight = true"),
        instead(key, "weight = [2]"),
        at(head, "title = 3"),
        at(head, "title = {}"),
        at(head, "title = { fr = \"x\" }"),
        at(head, "aggregate = 3"),
        at(head, "as_of = \"2024\""),
        at(head, "criteria_are = 3"),
        at("id = \"option\"", "values = 3"),
        at("id = \"option\"", "values = [3]"),
        at(key, "levels = 3"),
        at(key, "thresholds = { function = \"stairs\" }"),
        at(key, "thresholds = { function = 3 }"),
        at(key, "value = { points = [[1]] }"),
        at(key, "value = { points = [[1, 2, 3]] }"),
        at(end, "[method]\nvikor = 3"),
        at(end, "[method.vikor]\nv = 2"),
        at(end, "[method.vikor]\nw = 2"),
        at(end, "[method.promethee-ii]\nq = 2"),
        at(end, "[method.topsi]"),
        at(end, "[method.topsis]\nnormalization = 3"),
        at(end, "[method.mr-sort]\nmajority = 0.2"),
        at(end, "[method.electre-tri-b]\ncut = 2"),
        at(end, "[method.utadis]\npieces = 0"),
        at(end, "[method.utadis]\nmargin = 1"),
        at(end, "[method.utadis]\ngap = 1"),
        at(end, "[method.ervd]\nreference = 3"),
        at(end, "[[weighting]]\nmethod = \"lopcow\"\nparameters = { ddof = 3 }"),
        at(end, "[[weighting]]\nmethod = \"lopcow\"\nparameters = { dof = 1 }"),
        at(end, "[[weighting]]\nmethod = \"entropy\"\nparameters = { x = 1 }"),
        at(end, "[[weighting]]\nmethod = 3"),
        at(end, "[weights]\nconstraints = 3"),
        at(end, "[[claims]]\nclaim = \"a > b\"\nfor = 3"),
        at(end, "[[facts]]\nid = \"f\"\nholds = 3"),
        at(end, "[[facts]]\nid = \"f\"\nholds = \"perhaps\""),
        at(end, "[[preferences]]\nbetter = 3\nworse = { option = \"a\" }"),
        at(
            end,
            "[[preferences]]\nbetter = { option = \"a\" }\nworse = { option = \"b\" }\nby_more_than = \"x\"",
        ),
        at(end, "[portfolio]\nnone = {}"),
        at(end, "[portfolio]\nnone = 3"),
        at(end, "[portfolio]\none_per = 3"),
        at(
            end,
            "[portfolio]\n[[portfolio.limits]]\nid = \"l\"\nsum = \"cost\"\nat_most = \"much\"",
        ),
        at(end, "[portfolio]\n[[portfolio.limits]]\nid = \"l\"\nsum = \"cost\"\nat_most = \"12\""),
        at(end, "[portfolio]\n[[portfolio.limits]]\nid = \"l\"\nsum = \"cost\"\nat_most = true"),
        at(end, "[portfolio]\n[[portfolio.limits]]\nid = \"l\"\ncount = 3"),
        at(end, "[portfolio]\n[[portfolio.rules]]\nid = \"r\"\nif = 3"),
        at(end, "[pathway]\nstart = 3"),
        at(end, "[[actors]]\nid = \"x\"\nweights = 3"),
        // No TOML.
        at(end, "weight"),
        at(end, "weight ="),
        at(end, "= 3"),
        at(end, "x = [1, 2"),
        at(end, "x = [1 2]"),
        at(end, "x = { a = 1"),
        at(end, "x = { a 1 }"),
        at(end, "x = { a = 1 b = 2 }"),
        at(end, "x = { a = 1,, b = 2 }"),
        at(end, "x = [1,, 2]"),
        at(end, "x = \"open"),
        at(end, "x = bare"),
        at(end, "x == 2"),
        at(end, "x = 1 2"),
        at(end, "x = 01"),
        at(end, "x = 0x"),
        at(end, "x = 2024-13-40"),
        at(end, "[open"),
        at(end, "[[open]"),
        at(end, "weight = 1"),
        at(end, "[x] y"),
    ];
    for changes in &changes {
        let changes: Vec<(&str, &str)> =
            changes.iter().map(|(old, new)| (*old, new.as_str())).collect();
        let told = wrong(&changes, DATA, &["check", "CASE"]);
        assert!(english(&told).is_empty(), "{changes:?}: {:?} in\n{told}", english(&told));
    }
}

/// What is said of a file of answers to questions about the case.
#[test]
fn faults_of_answers_are_told_in_dutch() {
    let two = "of = [\"cost\", \"support\"]";
    for answers in [
        "case = \"other\"".to_owned(),
        "case = 3".to_owned(),
        "cas = \"t\"".to_owned(),
        format!("[[answers]]\nquestion = \"swng\"\n{two}\nanswer = \"same\""),
        format!("[[answers]]\nquestion = \"swing\"\n{two}"),
        format!("[[answers]]\nquestion = \"swing\"\n{two}\nanswer = [2]"),
        format!("[[answers]]\nquestion = \"swing\"\n{two}\nanswer = \"much\""),
        format!("[[answers]]\nquestion = \"swing\"\n{two}\nanswer = -2"),
        format!("[[answers]]\nquestion = \"swing\"\n{two}\nanswer = \"4..2\""),
        format!("[[answers]]\nquestion = \"swing\"\n{two}\nto = 3\nanswer = \"same\""),
        format!("[[answers]]\nquestion = \"trade-off\"\n{two}\nanswer = \"much\""),
        format!("[[answers]]\nquestion = \"trade-off\"\n{two}\nto = 99\nanswer = \"same\""),
        format!("[[answers]]\nquestion = \"ranks\"\n{two}\nanswer = \"cost\""),
        format!("[[answers]]\nquestion = \"ranks\"\n{two}\nanswer = \"cost > cost\""),
        "[[answers]]\nquestion = \"ranks\"\nof = [\"cost\"]\nanswer = \"cost\"".to_owned(),
        "[[answers]]\nquestion = \"swing\"\nof = [\"cost\"]\nanswer = \"cost\"".to_owned(),
        "[[answers]]\nquestion = \"swing\"\nof = [\"cots\", \"support\"]\nanswer = \"same\""
            .to_owned(),
        "[[answers]]\nquestion = \"swing\"\nof = [\"cost\", \"cost\"]\nanswer = \"same\""
            .to_owned(),
        "[[answers]]\nquestion = \"pair\"\nof = [\"a\", \"z\"]\nanswer = \"a\"".to_owned(),
        "[[answers]]\nquestion = \"pair\"\nof = [\"a\", \"b\"]\nanswer = \"c\"".to_owned(),
        // They cannot hold together.
        format!(
            "[[answers]]\nquestion = \"swing\"\n{two}\nanswer = \"2..\"\n[[answers]]\nquestion = \"swing\"\n{two}\nanswer = \"support\""
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("case.toml"), CASE).unwrap();
        std::fs::write(folder.path().join("data.csv"), DATA).unwrap();
        std::fs::write(folder.path().join("answers.toml"), &answers).unwrap();
        let line = ["ask", "./case.toml", "--answers", "answers.toml", "--lang", "nl"];
        let told = String::from_utf8(run(folder.path(), &line).stderr).unwrap();
        assert!(told.contains("fout: "), "{answers}: {told}");
        assert!(english(&told).is_empty(), "{answers}: {:?} in\n{told}", english(&told));
    }
}

#[test]
fn faults_of_tables_are_told_in_dutch() {
    for data in [
        "option,cost,support\na,1O,+\nb,20,++\n",
        "option,cost,support\na,60,+\nb,20,++\n",
        "option,cost,support\na,10,++++\nb,20,++\n",
        "option,cost,support\na,n/a,+\nb,20,++\n",
        "option,cost,support\na,10..,+\nb,20,++\n",
        "option,cost,support\na,20..10,+\nb,20,++\n",
        "option,cost,support\na,normal(10),+\nb,20,++\n",
        "option,cost,support\na,10,+\na,20,++\n",
        "option,cost,support\na,10\nb,20,++\n",
        "option,cost,suport\na,10,+\nb,20,++\n",
        "option,cost,cost\na,10,+\nb,20,++\n",
        "optio,cost,support\na,10,+\nb,20,++\n",
        "option,cost,support\n,10,+\nb,20,++\n",
        "option,cost,support\n",
        "",
        "option,cost,support\n\"a,10,+\n",
    ] {
        let told = wrong(&[], data, &["check", "CASE"]);
        assert!(english(&told).is_empty(), "{data:?}: {:?} in\n{told}", english(&told));
    }
}

#[test]
fn faults_of_a_command_line_are_told_in_dutch() {
    let lines: &[&[&str]] = &[
        &["evaluate", "nowhere.toml"],
        &["evaluate", "./case.tml"],
        &["evaluate", "flemish"],
        &["evaluate", "./data.xls"],
        &["evaluate", "CASE", "--set", "cost"],
        &["evaluate", "CASE", "--set", "cots=1"],
        &["evaluate", "CASE", "--set", "cost=1@option=z"],
        &["evaluate", "CASE", "--set", "cost=abc"],
        &["evaluate", "CASE", "--weights", "cost"],
        &["evaluate", "CASE", "--weights", "cost=1,5x"],
        &["evaluate", "CASE", "--weights", "price=1"],
        &["evaluate", "CASE", "--where", "option"],
        &["evaluate", "CASE", "--where", "opton=a"],
        &["evaluate", "CASE", "--where", "option=z"],
        &["evaluate", "CASE", "--table", "rankin", "--format", "csv"],
        &["evaluate", "CASE", "--chart", "x", "-o", "x.svg"],
        &["evaluate", "CASE", "--chart", "x"],
        &["evaluate", "CASE", "-o", "x.docx"],
        &["evaluate", "CASE", "--method", "topsi"],
        &["evaluate", "CASE", "--param", "weighted-sum"],
        &["evaluate", "CASE", "--param", "weighted-sum.normalization=minmax"],
        &["evaluate", "CASE", "--wher", "option=a"],
        &["evaluate", "CASE", "--actor", "x"],
        &["evaluate", "CASE", "--scenario", "x"],
        &["evaluate", "CASE", "--without-passage", "x"],
        &["evaluate", "CASE", "--key", "option"],
        &["evaluate", "CASE", "--stream"],
        &["evaluate", "CASE", "--stream", "-o", "x.json"],
        &["evaluate", "CASE", "--stream", "-o", "x.csv", "--table", "ranking"],
        &["evaluate", "CASE", "--stream", "-o", "x"],
        &["evaluate", "CASE", "--stream", "-o", "x.csv", "--format", "parquet"],
        &["evaluate", "CASE", "--stream", "-o", "data.csv"],
        &["evaluate", "CASE", "--stream", "-o", "x.csv", "--method", "promethee-ii"],
        &["evaluate", "CASE", "--stream", "-o", "x.csv", "--method", "copras"],
        &["evaluate", "CASE", "--stream", "-o", "x.csv", "--method", "all"],
        &["evaluate", "CASE", "--stream", "-o", "x.csv", "--where", "option=z"],
        &["evaluate", "CASE", "--stream", "-o", "x.csv", "--where", "opton=a"],
        &["evaluate", "CASE", "--stream", "-o", "x.csv", "--data", "nothing-*.csv"],
        &["evaluate", "CASE", "--stream", "-o", "x.csv", "--data", "data.xls"],
        &["evaluate", "CASE", "--stream", "-o", "x.csv", "--set", "cost=10"],
        &["evaluate", "CASE", "--top", "0", "-o", "x.csv"],
        &["evaluate", "CASE", "--stability", "-o", "x.csv"],
        &["evaluate", "CASE", "--stability", "--against", "z", "-o", "x.csv"],
        &[
            "evaluate",
            "CASE",
            "--stability",
            "--threshold",
            "0.5",
            "-o",
            "x.csv",
            "--method",
            "gra",
        ],
        &["evaluate", "data.csv", "--stream", "-o", "x.csv"],
        &["evaluate", "--stream", "-o", "x.csv"],
        &["evaluat", "CASE"],
        &["explain", "CASE"],
        &["explain", "CASE", "--of", "z"],
        &["sensitivity", "CASE"],
        &["sensitivity", "acceptability", "CASE", "--draws", "many"],
        &["sensitivity", "acceptability", "CASE", "--draws", "0"],
        &["sensitivity", "scenarios", "CASE"],
        &["actors", "CASE"],
        &["portfolio", "CASE"],
        &["pathway", "CASE"],
        &["evaluate", "data.csv", "--max", "cots"],
        &["evaluate", "data.csv", "--levels", "support"],
        &["evaluate", "data.csv", "--scale", "cost"],
        &["evaluate", "data.csv", "--target", "cost"],
        &["evaluate", "data.csv", "--decimal", ";"],
        &["evaluate", "data.csv", "--thousands", ";"],
        &["evaluate", "data.csv", "--max-size", "large"],
        &["evaluate", "CASE", "--scenarios-are", "shares"],
        &["evaluate", "CASE", "--param", "vikor.v=2", "--method", "vikor"],
        &["evaluate", "CASE", "--method", "owa"],
        &["evaluate", "CASE", "--method", "choquet"],
        &["evaluate", "CASE", "--method", "power-mean"],
        &["evaluate", "CASE", "--method", "owa", "--param", "owa.order_weights=[1]"],
        &["evaluate", "CASE", "--method", "power-mean", "--param", "power-mean.floor=2"],
        &["evaluate", "CASE", "--method", "weighted-sum", "--method", "hierarchical"],
        &["report", "CASE", "--studies", "sweeping", "-o", "x.html"],
        &["sensitivity", "acceptability", "CASE", "--shard", "5/4", "-o", "x.tally"],
        &["sensitivity", "acceptability", "CASE", "--shard", "1/2"],
        &["sensitivity", "acceptability", "CASE", "--shard", "1/99", "-o", "x.tally"],
        &[
            "sensitivity",
            "acceptability",
            "CASE",
            "--draws",
            "9",
            "--shard",
            "1/2",
            "-o",
            "x.tally",
        ],
        &["sensitivity", "acceptability", "CASE", "--checkpoint", "data.csv"],
        &["sensitivity", "acceptability", "CASE", "--checkpoint", "x.csv", "-o", "x.csv"],
        &["sensitivity", "robust", "CASE", "--shard", "1/2"],
        &["merge", "data.csv", "gone.tally"],
        &["sensitivity", "acceptability", "CASE", "--weights-model", "near"],
        &["sensitivity", "acceptability", "CASE", "--weights-model", "around:0"],
        &["sensitivity", "drivers", "CASE", "--weights-model", "box:-1"],
        &["sensitivity", "drivers", "CASE", "--normalizations", "vector"],
        &["sensitivity", "robust", "CASE", "--method", "vikor"],
        &["sensitivity", "targets", "CASE"],
        &["sensitivity", "targets", "car-evaluation", "--method", "vikor"],
        &["sensitivity", "targets", "car-evaluation", "--node", "prise"],
        &["sensitivity", "targets", "car-evaluation", "--node", "buying"],
        &["sensitivity", "targets", "car-evaluation", "--reach", "gud"],
        &["sensitivity", "targets", "car-evaluation", "--reach", "unacceptable"],
        &["sensitivity", "targets", "car-evaluation", "--criterion", "buyer"],
        &["weights", "CASE", "--method", "utastar"],
        &["weights", "CASE", "--method", "lopcow", "--param", "lopcow.ddof=3"],
        &["init", "."],
        &["list", "methods", "topsi"],
    ];
    for line in lines {
        let told = wrong(&[], DATA, line);
        assert!(english(&told).is_empty(), "{line:?}: {:?} in\n{told}", english(&told));
    }
}

/// What is said of a case with one `[[weighting]]` of these judgements.
fn judged(method: &str, judgements: &str) -> String {
    let weights = format!(
        "weight = 1\n\n[[weighting]]\nmethod = \"{method}\"\njudgements = [{judgements}]\n"
    );
    let changes = [("weight = 2\n", ""), ("weight = 1\n", weights.as_str())];
    wrong(&changes, DATA, &["check", "CASE"])
}

#[test]
fn faults_of_judgements_are_told_in_dutch() {
    for (method, judgements) in [
        ("direct", "\"cost = 0\", \"support = 0\""),
        ("direct", "\"cost = 10\""),
        ("direct", "\"cost = 10\", \"cost = 20\", \"support = 1\""),
        ("direct", "\"cost = 10..5\", \"support = 1\""),
        ("swing", "\"cost = 50\", \"support = 60\""),
        ("swing", "\"cost = 150\", \"support = 100\""),
        ("smart", "\"cost = 5\", \"support = 10\""),
        ("roc", "\"cost > support\", \"support > cost\""),
        ("roc", "\"cost > 2 > support\""),
        ("roc", "\"cost < support\""),
        ("srf", "\"cost > support\""),
        ("ahp", "\"cost / support = 3\", \"support / cost = 3\""),
        ("ahp", "\"cost / cost = 3\""),
        ("ahp", "\"cost / support = 3,5\""),
        ("bwm", "\"cost / support = 0.5\""),
        ("fucom", "\"cost / support = 0.5\""),
        ("swara", "\"cost > support by 0.2\", \"support > cost by 0.2\""),
        ("lbwa", "\"cost = level 2, 0\", \"support = level 2, 1\""),
        ("macbeth", "\"cost - support = weak\""),
        ("macbeth", "\"cost - support = huge\""),
        ("trade-off", "\"cost 10 -> 20 = cost 20 -> 30\""),
    ] {
        let told = judged(method, judgements);
        assert!(
            english(&told).is_empty(),
            "{method} {judgements}: {:?} in\n{told}",
            english(&told)
        );
    }
}

#[test]
fn definition_sheets_are_dutch_where_dutch_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    for what in ["methods", "normalizations", "weightings", "studies"] {
        let printed = run(folder.path(), &["list", what, "--lang", "nl"]);
        let list = String::from_utf8(printed.stdout).unwrap();
        assert!(printed.status.success() && !list.is_empty(), "{what}");
        let names = run(folder.path(), &["list", what, "--format", "json"]).stdout;
        let names: Vec<serde_json::Value> = serde_json::from_slice(&names).unwrap();
        assert!(names.len() > 2, "{what}");
        for name in names.iter().map(|entry| entry["name"].as_str().unwrap()) {
            let printed = run(folder.path(), &["list", what, name, "--lang", "nl"]);
            let sheet = String::from_utf8(printed.stdout).unwrap();
            assert!(printed.status.success() && !sheet.is_empty(), "{what} {name}");
            // A reference has the title of an English book.
            let told: Vec<&str> = sheet.split("\n bron ").take(1).collect();
            let found = english(&told.concat());
            // What is typed: `weights` of a case, a parameter and a value of one, a form of judgements.
            let typed = ["weights", "criterion", "by", "expected"];
            let found: Vec<_> =
                found.iter().filter(|word| !typed.contains(&word.as_str())).collect();
            assert!(found.is_empty(), "{what} {name}: {found:?} in\n{sheet}");
        }
    }
}

#[test]
fn help_is_dutch_where_dutch_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    for line in [
        "--help",
        "evaluate --help",
        "explain -h",
        "sensitivity --help",
        "sensitivity sweep --help",
        "sensitivity acceptability --help",
        "merge --help",
        "actors --help",
        "portfolio --help",
        "pathway --help",
        "check --help",
        "weights --help",
        "verify --help",
        "init --help",
        "list --help",
    ] {
        let args: Vec<&str> = line.split(' ').chain(["--lang", "nl"]).collect();
        // The first flag of help is acted upon, wherever the language stands.
        let output = run(folder.path(), &args);
        let help = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && help.contains("Gebruik: "), "{line}: {help}");
        let text = help.split("Voorbeelden:").next().unwrap_or_default();
        let options = |word: &str| !word.starts_with('-');
        let text: Vec<&str> = text
            .split_whitespace()
            .filter(|word| options(word) && *word != "case" && *word != "help")
            .collect();
        let text = text.join(" ");
        let found: Vec<String> = english(&text)
            .into_iter()
            .filter(|word| !["table", "weights", "criterion"].contains(&word.as_str()))
            .collect();
        assert!(found.is_empty(), "{line}: {found:?} in\n{help}");
    }
}
