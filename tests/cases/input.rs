//! What must work, and what must fail: with exit status 1, a message that names file, line, column
//! and remedy, no panic, and nothing written.
#![cfg(feature = "cli")]

use crate::common::Files;
use std::process::{Command, Output};

const CASE: &str = r#"format = 1
id = "t"
data = ["t.csv"]
[[keys]]
id = "option"
[[criteria]]
id = "cost"
direction = "min"
scale = { min = 0, max = 100 }
[[criteria]]
id = "fit"
scale = { levels = ["--", "-", "0", "+", "++"] }
"#;
const TABLE: &str = "option,cost,fit\nA,10,+\nB,20,-..+\nC,?,++\n";

fn run(files: &Files, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_afweging"))
        .current_dir(files.folder.path())
        .args(args)
        .output()
        .expect("the program runs")
}

fn ranking(files: &Files) -> String {
    let output = run(files, &["evaluate", "./case.toml", "--format", "csv"]);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
    String::from_utf8(output.stdout).unwrap()
}

fn fails(name: &str, files: &Files, words: &[&str]) {
    let output = run(files, &["evaluate", "./case.toml", "-o", "out.csv"]);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{name}: {error}");
    assert!(!error.contains("panicked"), "{name}: {error}");
    for word in words {
        assert!(error.contains(word), "{name}: no `{word}` in\n{error}");
    }
    assert!(!files.path("out.csv").exists(), "{name}: something was written");
    let check = run(files, &["check", "./case.toml"]);
    assert_eq!(check.status.code(), Some(1), "{name}: check must say so too");
}

fn table(text: &str) -> Files {
    Files::new(&[("case.toml", CASE), ("t.csv", text)])
}

fn case(text: &str) -> Files {
    Files::new(&[("case.toml", text), ("t.csv", TABLE)])
}

/// CASE with one piece replaced.
fn changed(from: &str, to: &str) -> Files {
    assert!(CASE.contains(from), "{from}");
    case(&CASE.replacen(from, to, 1))
}

#[test]
fn tables_in_any_dress_give_the_same_ranking() {
    let plain = ranking(&table(TABLE));
    let semicolons = TABLE.replace(',', ";");
    let dresses = [
        format!("\u{feff}{TABLE}"),
        TABLE.replace('\n', "\r\n"),
        TABLE.trim_end().to_owned(),
        format!("{TABLE}\n\n\r\n"),
        format!("{TABLE} \n,,\n"),
        TABLE.replace("A,10", "\"A\",\"10\""),
        TABLE.replace("A,10,+", " A , 10 ,\t+ "),
        semicolons.clone(),
        semicolons.replace("10", "10,0").replace("20", "2e1"),
        TABLE.replace(',', "\t"),
        TABLE.replace("C,?,++", "C,,++"),
        // Long form.
        "option,criterion,value\nA,cost,10\nA,fit,+\nB,cost,20\nB,fit,-..+\nC,cost,?\nC,fit,++\n"
            .to_owned(),
    ];
    for dress in dresses {
        assert_eq!(ranking(&table(&dress)), plain, "{dress:?}");
    }
    assert!(plain.starts_with("option,method,score,"), "{plain}");
}

#[test]
fn strange_ids_survive() {
    let long = "x".repeat(5000);
    for id in [
        "a,b",
        "een;twee",
        "line\nbreak",
        "\"quoted\"",
        "Ωμέγα 東京",
        "a/b",
        long.as_str(),
        "'",
        "#",
        "NaN",
        "1,5",
    ] {
        let quoted = format!("\"{}\"", id.replace('"', "\"\""));
        for delimiter in [",", ";"] {
            let text = TABLE.replace(',', delimiter).replace("A", &quoted);
            let output = ranking(&table(&text));
            let mut reader = csv::Reader::from_reader(output.as_bytes());
            let ids: Vec<String> =
                reader.records().map(|record| record.unwrap()[0].to_owned()).collect();
            assert!(ids.iter().any(|found| found == id), "{id:?} in {ids:?}");
        }
    }
}

#[test]
fn small_and_extreme_cases_work() {
    let one = Files::new(&[("case.toml", CASE), ("t.csv", "option,cost,fit\nA,10,+\n")]);
    assert!(ranking(&one).contains("A,weighted-sum,0.825"), "one alternative");
    let heavy = case(
        &CASE
            .replacen("scale =", "weight = 1e308\nscale =", 1)
            .replace("id = \"fit\"", "id = \"fit\"\nweight = 1"),
    );
    assert!(ranking(&heavy).lines().count() == 4, "a weight of 1e308");
    let both = case(&CASE.replace("scale =", "weight = 1e308\nscale ="));
    assert!(ranking(&both).contains("A,weighted-sum,0.825"), "two weights of 1e308");
    let observed = "format = 1\nid = \"t\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"option\"\n[[criteria]]\nid = \"x\"\n";
    for rows in ["A,5\nB,5\n", "A,1e308\nB,-1e308\nC,0\n", "A,1\n"] {
        let files = Files::new(&[("case.toml", observed), ("t.csv", &format!("option,x\n{rows}"))]);
        let out = ranking(&files);
        assert!(!out.contains("NaN") && !out.contains("inf"), "{out}");
        let view = run(&files, &["evaluate", "./case.toml"]);
        let text = String::from_utf8_lossy(&view.stdout).into_owned();
        assert_eq!(
            text.contains("all alternatives have the same nominal figure"),
            rows.starts_with("A,5"),
            "{text}"
        );
    }
}

#[test]
fn the_criteria_file_is_checked() {
    let cases: Vec<(&str, Files, Vec<&str>)> = vec![
        (
            "unknown key",
            changed("direction = \"min\"", "directon = \"min\""),
            vec!["case.toml:8:1", "directon", "did you mean `direction`?"],
        ),
        (
            "unknown top key",
            changed("id = \"t\"", "id = \"t\"\nstatsu = \"draft\""),
            vec!["case.toml:3:1", "did you mean `status`?"],
        ),
        ("unknown table", changed("[[keys]]", "[[kyes]]"), vec!["did you mean `keys`?"]),
        (
            "wrong type",
            changed("max = 100", "max = \"high\""),
            vec!["case.toml:9:26", "expected a number"],
        ),
        ("duplicate id", changed("id = \"fit\"", "id = \"cost\""), vec!["case.toml:11:6", "twice"]),
        (
            "cycle",
            case(&format!(
                "{CASE}parent = \"a\"\n[[criteria]]\nid = \"a\"\nparent = \"b\"\n[[criteria]]\nid = \"b\"\nparent = \"a\"\n"
            )),
            vec!["cycle", "a -> b -> a"],
        ),
        (
            "negative weight",
            changed("direction = \"min\"", "weight = -1"),
            vec!["case.toml:8:10", "at least 0"],
        ),
        ("infinite weight", changed("direction = \"min\"", "weight = inf"), vec!["finite"]),
        (
            "weight that is no number",
            changed("direction = \"min\"", "weight = nan"),
            vec!["finite"],
        ),
        (
            "all zero weights",
            case(&CASE.replace("scale =", "weight = 0\nscale =")),
            vec!["all weights at the top are 0"],
        ),
        (
            "future format",
            changed("format = 1", "format = 2\nnew = 3"),
            vec!["case.toml:1:10", "format 2", "newer"],
        ),
        ("no such format", changed("format = 1", "format = 0"), vec!["no format 0"]),
        ("missing id", changed("id = \"t\"\n", ""), vec!["`id` is missing"]),
        ("syntax", changed("id = \"t\"", "id = \"t"), vec!["case.toml:2:"]),
        (
            "unknown method",
            case(&format!("{CASE}[method.weighted-sun]\n")),
            vec!["did you mean `weighted-sum`?"],
        ),
        (
            "unknown parameter",
            case(&format!("{CASE}[method.weighted-sum]\nnormalisation = \"sum\"\n")),
            vec!["did you mean `normalization`?"],
        ),
        (
            "unknown fact",
            case(&format!(
                "{CASE}[[facts]]\nid = \"law\"\nholds = \"yes\"\n[[requirements]]\nid = \"r\"\nneeds = {{ fact = \"lwa\" }}\n"
            )),
            vec!["unknown fact `lwa`", "did you mean `law`?"],
        ),
        (
            "unknown attribute",
            case(&format!(
                "{CASE}[[requirements]]\nid = \"r\"\nneeds = {{ attribute = \"size\", at_least = 1 }}\n"
            )),
            vec!["no table has data for the attribute `size`"],
        ),
        (
            "criterion without column",
            changed("id = \"fit\"", "id = \"fitt\""),
            vec!["no table has data for the criterion `fitt`", "did you mean the column `fit`?"],
        ),
        (
            "a level that is none",
            case(&format!("{CASE}anchors.\"+++\" = \"best\"\n")),
            vec!["`+++` is not a level"],
        ),
        (
            "values against the direction",
            case(&format!("{CASE}value = {{ levels = [1, 0.5, 0.2, 0.1, 0] }}\n")),
            vec!["contradict the direction"],
        ),
        (
            "a midvalue that is none",
            changed("max = 100 }", "max = 100 }\nvalue = { bisection = [\"0..100\"] }"),
            vec!["this is no statement of the form `0..100 = 40`"],
        ),
        (
            "a midvalue beyond its ends",
            changed("max = 100 }", "max = 100 }\nvalue = { bisection = [\"0..40 = 60\"] }"),
            vec!["60 does not lie between 0 and 40"],
        ),
        (
            "a midvalue beyond the scale",
            changed("max = 100 }", "max = 100 }\nvalue = { bisection = [\"0..100 = 400\"] }"),
            vec!["400 lies beyond the scale 0 .. 100"],
        ),
        (
            "midvalues that go round",
            changed(
                "max = 100 }",
                "max = 100 }\nvalue = { bisection = [\"0..60 = 30\", \"30..100 = 60\"] }",
            ),
            vec!["`0..60 = 30` goes by 60, and nothing says what that is worth"],
        ),
        (
            "midvalues that disagree",
            changed(
                "max = 100 }",
                "max = 100 }\nvalue = { bisection = [\"0..100 = 40\", \"0..40 = 20\", \"20..100 = 40\"] }",
            ),
            vec!["40 is worth 0.5 by `0..100 = 40`, and 0.375 by `20..100 = 40`"],
        ),
        (
            "midvalues that fall",
            changed(
                "max = 100 }",
                "max = 100 }\nvalue = { bisection = [\"0..100 = 60\", \"60..100 = 80\", \"0..80 = 70\"] }",
            ),
            vec![
                "60 is better than 70, and is worth less: 0.5 by `0..100 = 60`, and 0.625 by `0..80 = 70`",
            ],
        ),
        (
            "a level without a midvalue",
            case(&format!("{CASE}value = {{ bisection = [\"--..++ = 0\"] }}\n")),
            vec!["nothing says what `-` and `+` are worth"],
        ),
        (
            "a category that is none",
            changed("max = 100 }", "max = 100 }\nvalue = { macbeth = [\"100 -> 0 = heavy\"] }"),
            vec!["`heavy` is no category"],
        ),
        (
            "a difference the wrong way round",
            changed("max = 100 }", "max = 100 }\nvalue = { macbeth = [\"0 -> 100 = weak\"] }"),
            vec!["100 is no better than 0", "write the worse figure first"],
        ),
        (
            "an end that is not judged",
            changed("max = 100 }", "max = 100 }\nvalue = { macbeth = [\"100 -> 40 = weak\"] }"),
            vec!["no judgements link 0 to the worst end, 100"],
        ),
        (
            "a level that is not judged",
            case(&format!("{CASE}value = {{ macbeth = [\"-- -> ++ = weak\"] }}\n")),
            vec!["nothing says what `-`, `0` and `+` are worth"],
        ),
        (
            "differences that conflict",
            changed(
                "max = 100 }",
                "max = 100 }\nvalue = { macbeth = [\"100 -> 40 = strong\", \"100 -> 0 = weak\"] }",
            ),
            vec![
                "`100 -> 40 = strong` and `100 -> 0 = weak` cannot hold together",
                "`100 -> 40 = weak` instead of `100 -> 40 = strong` is the smallest change",
            ],
        ),
        (
            "no difference at all",
            changed("max = 100 }", "max = 100 }\nvalue = { macbeth = [\"100 -> 0 = no\"] }"),
            vec!["by these judgements 0 is worth no more than 100"],
        ),
        (
            "a value function twice",
            case(&format!("{CASE}value = {{ levels = [0, 0.1, 0.4, 0.8, 1], bisection = [] }}\n")),
            vec![
                "a value function has one of `points`, `levels`, `shape`, `bisection` and `macbeth`",
            ],
        ),
        (
            "a shape that is none",
            changed("max = 100 }", "max = 100 }\nvalue = { shape = \"logg\" }"),
            vec!["unknown shape of a value function `logg`", "did you mean `log`?"],
        ),
        (
            "a logarithm of 0",
            changed("max = 100 }", "max = 100 }\nvalue = { shape = \"log\" }"),
            vec!["have no logarithm, and this scale starts at 0", "a `min` above 0"],
        ),
        (
            "a logarithm of levels",
            case(&format!("{CASE}value = {{ shape = \"log\" }}\n")),
            vec!["a logarithm needs a scale in numbers"],
        ),
        (
            "a logarithm with a target",
            case(&CASE.replace("direction = \"min\"", "direction = { target = 5 }").replace(
                "min = 0, max = 100 }",
                "min = 1, max = 100 }\nvalue = { shape = \"log\" }",
            )),
            vec!["so it has no target"],
        ),
        (
            "an aggregate on a leaf",
            changed("max = 100 }", "max = 100 }\naggregate = \"min\""),
            vec!["`cost` has figures and no criteria below it: it has no `aggregate`"],
        ),
        (
            "a treatment of missing figures on a leaf",
            changed("max = 100 }", "max = 100 }\nmissing = \"drop\""),
            vec!["it has no `missing`", "at the top of the file"],
        ),
        (
            "an aggregate that is none",
            changed("format = 1", "format = 1\naggregate = \"geometrc\""),
            vec!["unknown aggregate `geometrc`", "did you mean `geometric`?", ":2:13"],
        ),
        (
            "an aggregate that is a number",
            changed("format = 1", "format = 1\naggregate = 2"),
            vec!["a name (\"geometric\") or a table"],
        ),
        (
            "a power without its power",
            changed("format = 1", "format = 1\naggregate = \"power\""),
            vec!["`power` needs its power", "p = 2"],
        ),
        (
            "a floor where there is none",
            changed("format = 1", "format = 1\naggregate = { name = \"min\", floor = 0.1 }"),
            vec!["`min` takes no `floor`"],
        ),
        (
            "a floor above the best value",
            changed("format = 1", "format = 1\naggregate = { name = \"harmonic\", floor = 2 }"),
            vec!["a floor lies between 0 and 1, not at 2"],
        ),
        (
            "an ordered average without order weights",
            changed("format = 1", "format = 1\naggregate = \"owa\""),
            vec!["`owa` needs either `order_weights` or `alpha`"],
        ),
        (
            "order weights of another number",
            changed(
                "format = 1",
                "format = 1\naggregate = { name = \"owa\", order_weights = [1, 2, 3] }",
            ),
            vec!["3 order weights for 2 criteria"],
        ),
        (
            "a quantifier of 0",
            changed("format = 1", "format = 1\naggregate = { name = \"owa\", alpha = 0 }"),
            vec!["`alpha` is a finite number above 0, not 0"],
        ),
        (
            "an interaction that is none",
            changed(
                "format = 1",
                "format = 1\naggregate = { name = \"choquet\", interactions = [\"cost fit\"] }",
            ),
            vec!["`cost fit` is no interaction", "\"cost & noise = 0.2\""],
        ),
        (
            "an interaction with a stranger",
            changed(
                "format = 1",
                "format = 1\naggregate = { name = \"choquet\", interactions = [\"cost & fitt = 0.2\"] }",
            ),
            vec!["unknown criterion of the node `fitt`", "did you mean `fit`?"],
        ),
        (
            "an interaction of more than 1",
            changed(
                "format = 1",
                "format = 1\naggregate = { name = \"choquet\", interactions = [\"cost & fit = 1.2\"] }",
            ),
            vec!["the interaction of `cost` and `fit` lies between -1 and 1, not at 1.2"],
        ),
        (
            "a treatment of missing figures that is none",
            changed("format = 1", "format = 1\nmissing = \"dropp\""),
            vec!["unknown treatment of missing figures `dropp`", "did you mean `drop`?"],
        ),
        (
            "a ranking as a weighting",
            case(&format!("{CASE}[[weighting]]\nmethod = \"utastar\"\n")),
            vec!["`utastar` makes value functions as well", "afweging weights --method utastar"],
        ),
        (
            "target beyond the scale",
            changed("direction = \"min\"", "direction = { target = 200 }"),
            vec!["target 200 lies beyond the scale 0 .. 100"],
        ),
        (
            "broken constraint",
            case(&format!("{CASE}[weights]\nconstraints = [\"cost >= 2 fit\"]\n")),
            vec!["case.toml:14:27", "found `fit`"],
        ),
        (
            "constraint out of reach",
            case(&format!("{CASE}[weights]\nconstraints = [\"cost >= 1e308\"]\n")),
            vec!["case.toml:14:16", "no weights meet this constraint: `cost >= 1e308`"],
        ),
        (
            "constraint with unknown name",
            case(&format!("{CASE}[weights]\nconstraints = [\"cost >= 2 * fitt\"]\n")),
            vec!["unknown criterion `fitt`", "did you mean `fit`?"],
        ),
        (
            "actor with unknown name",
            case(&format!("{CASE}[[actors]]\nid = \"a\"\nweights = {{ csot = 1 }}\n")),
            vec!["did you mean `cost`?"],
        ),
        (
            "reversed scale",
            changed("min = 0, max = 100", "min = 100, max = 0"),
            vec!["does not lie below max"],
        ),
        ("data that is not there", changed("t.csv", "u.csv"), vec!["case.toml:3:9", "cannot read"]),
        ("data of another kind", changed("t.csv", "case.toml"), vec!["cannot be read", ".csv"]),
        ("empty criteria file", case(""), vec!["`format` is missing"]),
    ];
    for (name, files, words) in cases {
        fails(name, &files, &words);
    }
}

#[test]
fn several_errors_come_at_once() {
    let text = CASE
        .replace("direction = \"min\"", "direction = \"mni\"\nweigth = 2")
        .replace("id = \"fit\"", "id = \"fit\"\nparent = \"nobody\"\nweight = -3");
    fails(
        "shape errors of two tables and meaning errors",
        &case(&text),
        &["unknown", "nobody", "at least 0"],
    );
    fails(
        "errors of a table",
        &table("option,cost,fit\nA,ten,+\nB,20,high\nC,200,++\n"),
        &["t.csv:2:3", "t.csv:3:6", "t.csv:4:3"],
    );
}

/// Categories and examples: a message with the place for everything that is wrong with them.
#[test]
fn categories_are_checked() {
    let two = "[[categories]]\nid = \"low\"\n[[categories]]\nid = \"high\"\n";
    let limits = "profile = { cost = 50, fit = \"0\" }\n";
    let sorted = |tail: &str| case(&format!("{CASE}{two}{tail}[method.mr-sort]\n"));
    let cases: Vec<(&str, Files, Vec<&str>)> = vec![
        (
            "one category",
            case(&format!("{CASE}[[categories]]\nid = \"low\"\n[method.mr-sort]\n")),
            vec!["case.toml:14:6", "there is one category", "the worst first"],
        ),
        (
            "two of one id",
            case(&format!("{CASE}{}[method.mr-sort]\n", two.replace("high", "low"))),
            vec!["case.toml:16:6", "the category `low` is there twice"],
        ),
        (
            "an unknown criterion",
            sorted("profile = { cots = 50, fit = \"0\" }\n"),
            vec!["case.toml:17:13", "unknown criterion `cots`", "did you mean `cost`?"],
        ),
        (
            "a missing criterion",
            sorted("profile = { cost = 50 }\n"),
            vec!["case.toml:17:11", "says nothing of `fit`", "for every criterion"],
        ),
        (
            "no level",
            sorted("profile = { cost = 50, fit = \"fair\" }\n"),
            vec!["case.toml:17:30", "`fair` is not a level"],
        ),
        (
            "a number among levels",
            sorted("profile = { cost = 50, fit = 3 }\n"),
            vec!["case.toml:17:30", "has levels"],
        ),
        (
            "no number",
            sorted("profile = { cost = \"cheap\", fit = \"0\" }\n"),
            vec!["case.toml:17:20", "is not a number"],
        ),
        (
            "limits of the worst",
            case(&format!(
                "{CASE}{}[method.mr-sort]\n",
                two.replace("id = \"low\"\n", &format!("id = \"low\"\n{limits}"))
            )),
            vec![
                "case.toml:15:11",
                "only `low`, the worst category, has a profile",
                "leave it out",
            ],
        ),
        (
            "limits that do not rise",
            sorted(&format!(
                "{limits}[[categories]]\nid = \"top\"\nprofile = {{ cost = 60, fit = \"+\" }}\n"
            )),
            vec!["case.toml:20:20", "`top` asks less than `high` on `cost`: 60 against 50"],
        ),
        (
            "the same limits twice",
            sorted(&format!("{limits}[[categories]]\nid = \"top\"\n{limits}")),
            vec!["case.toml:20:11", "`top` asks the same as `high`"],
        ),
        (
            "a category without limits among others",
            sorted(&format!("{limits}[[categories]]\nid = \"top\"\n")),
            vec!["case.toml:19:6", "the category `top` has no profile, and others have one"],
        ),
        (
            "an unknown key",
            sorted("profil = { cost = 50 }\n"),
            vec!["case.toml:17:1", "did you mean `profile`?"],
        ),
        (
            "an example of no category",
            sorted("[[examples]]\nalternative = { option = \"A\" }\ncategory = \"hihg\"\n"),
            vec!["case.toml:19:12", "unknown category `hihg`", "did you mean `high`?"],
        ),
        (
            "an example of no alternative",
            sorted("[[examples]]\nalternative = { option = \"D\" }\ncategory = \"high\"\n"),
            vec!["case.toml:18:26", "no table has the option `D`"],
        ),
        (
            "an example twice",
            sorted(
                "[[examples]]\nalternative = { option = \"A\" }\ncategory = \"low\"\n[[examples]]\nalternative = { option = \"A\" }\ncategory = \"high\"\n",
            ),
            vec!["case.toml:21:15", "A is an example twice"],
        ),
        (
            "an example of a key that there is not",
            sorted("[[examples]]\nalternative = { opt = \"A\" }\ncategory = \"high\"\n"),
            vec!["unknown key `opt`"],
        ),
    ];
    for (name, files, words) in &cases {
        fails(name, files, words);
    }
}

/// Categories that no method sorts into, and examples that none learns from, are said to do nothing.
#[test]
fn categories_without_effect_are_named() {
    let two = "[[categories]]\nid = \"low\"\n[[categories]]\nid = \"high\"\nprofile = { cost = 50, fit = \"0\" }\n";
    let example = "[[examples]]\nalternative = { option = \"A\" }\ncategory = \"high\"\n";
    let said = |tail: &str| {
        let output = run(&case(&format!("{CASE}{two}{tail}")), &["check", "./case.toml"]);
        String::from_utf8_lossy(&output.stdout).into_owned()
            + &String::from_utf8_lossy(&output.stderr)
    };
    let (none, unread) = ("the categories have no effect", "the examples have no effect");
    let plain = said("");
    assert!(plain.contains(none) && !plain.contains(unread), "{plain}");
    let sorted = said(&format!("{example}[method.mr-sort]\n"));
    assert!(!sorted.contains(none) && sorted.contains(unread), "{sorted}");
    let learned = said(&format!("{example}[method.utadis]\n"));
    assert!(!learned.contains(none) && !learned.contains(unread), "{learned}");
}

#[test]
fn tables_are_checked() {
    let cases: Vec<(&str, Files, Vec<&str>)> = vec![
        (
            "a level that is none",
            table(&TABLE.replace("A,10,+", "A,10,+++")),
            vec!["t.csv:2:6", "`+++` is not a level"],
        ),
        (
            "an en dash",
            table(&TABLE.replace("A,10,+", "A,10,–")),
            vec!["t.csv:2:6", "en dash", "did you mean `--`?"],
        ),
        (
            "text in a number",
            table(&TABLE.replace("A,10", "A,ten")),
            vec!["t.csv:2:3", "`ten` is not a number"],
        ),
        (
            "a decimal comma",
            table(&TABLE.replace("A,10", "A,\"1,5\"")),
            vec!["t.csv:2:3", "decimal comma", "1.5"],
        ),
        ("NaN", table(&TABLE.replace("A,10", "A,NaN")), vec!["t.csv:2:3", "leave the cell empty"]),
        ("infinity", table(&TABLE.replace("A,10", "A,inf")), vec!["t.csv:2:3"]),
        ("overflow", table(&TABLE.replace("A,10", "A,1e999")), vec!["t.csv:2:3"]),
        (
            "reversed interval",
            table(&TABLE.replace("A,10", "A,20..10")),
            vec!["t.csv:2:3", "reversed", "lower figure first"],
        ),
        ("reversed levels", table(&TABLE.replace("-..+", "+..-")), vec!["t.csv:3:6", "reversed"]),
        (
            "beyond the scale",
            table(&TABLE.replace("A,10", "A,101")),
            vec!["t.csv:2:3", "beyond the scale 0 .. 100", "clamp"],
        ),
        (
            "a short row",
            table(&TABLE.replace("A,10,+", "A,10")),
            vec!["t.csv:2:1", "2 fields, the header 3"],
        ),
        ("a long row", table(&TABLE.replace("A,10,+", "A,10,+,x")), vec!["t.csv:2:1", "4 fields"]),
        (
            "an open quotation mark",
            table(&TABLE.replace("C,?", "\"C,?")),
            vec!["t.csv:4:1", "never closed"],
        ),
        ("empty", table(""), vec!["t.csv", "empty"]),
        ("header only", table("option,cost,fit\n"), vec!["no rows"]),
        (
            "no key column",
            table(&TABLE.replace("option,", "opton,")),
            vec!["no key column", "rename the column `opton` to `option`"],
        ),
        (
            "an empty key",
            table(&TABLE.replace("A,10", ",10")),
            vec!["t.csv:2:1", "the key `option` is empty"],
        ),
        (
            "an alternative twice",
            table(&TABLE.replace("B,20", "A,20")),
            vec!["t.csv:3:3", "given twice for A", "line 2"],
        ),
        (
            "a column twice",
            table(&TABLE.replace("cost", "fit")),
            vec!["t.csv:1:12", "the column `fit` is there twice"],
        ),
        (
            "a criterion in a long table",
            table("option,criterion,value\nA,cost,1\nA,fti,+\n"),
            vec!["t.csv:3:3", "did you mean `fit`?"],
        ),
        (
            "half a long table",
            table("option,criterion,cost,fit\nA,cost,1,+\n"),
            vec!["both a `criterion` and a `value`"],
        ),
        (
            "unknown without a scale",
            Files::new(&[
                ("case.toml", &CASE.replace("scale = { min = 0, max = 100 }\n", "")),
                ("t.csv", TABLE),
            ]),
            vec!["t.csv:4:3", "no scale"],
        ),
        (
            "an unknown distribution",
            table(&TABLE.replace("A,10", "A,norml(10; 2)")),
            vec!["did you mean `normal`?"],
        ),
    ];
    for (name, files, words) in cases {
        fails(name, &files, &words);
    }
    let closed = changed(
        "id = \"option\"",
        "id = \"option\"\nvalues = [{ id = \"A\" }, { id = \"B\" }, { id = \"Cc\" }]",
    );
    fails(
        "a key value that is not listed",
        &closed,
        &["t.csv:4:1", "unknown option `C`", "did you mean `Cc`?"],
    );
}

#[test]
fn files_that_are_no_tables_are_refused() {
    let write = |bytes: &[u8]| {
        let files = table(TABLE);
        std::fs::write(files.path("t.csv"), bytes).unwrap();
        files
    };
    fails(
        "latin-1",
        &write(b"option,cost,fit\nCaf\xe9,10,+\n"),
        &["t.csv", "line 2, column 4", "0xE9", "UTF-8"],
    );
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(TABLE.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    fails("UTF-16", &write(&utf16), &["UTF-16", "save it again"]);
    fails("NUL", &write(b"option,cost,fit\nA,1\x000,+\n"), &["line 2, column 4", "NUL"]);
    let folder = table(TABLE);
    std::fs::remove_file(folder.path("t.csv")).unwrap();
    std::fs::create_dir(folder.path("t.csv")).unwrap();
    fails("a folder", &folder, &["folder"]);
    let long = table(TABLE);
    // A line of 400 MB: a sparse file, of which only the first 16 MiB are read.
    std::fs::File::create(long.path("t.csv")).unwrap().set_len(400_000_000).unwrap();
    fails("a line of 400 MB", &long, &["line 1 is longer than 16 MiB"]);
    let case = table(TABLE);
    std::fs::write(case.path("case.toml"), b"id = \"\xff\"").unwrap();
    fails("a criteria file that is not UTF-8", &case, &["case.toml", "UTF-8"]);
}

#[cfg(feature = "frames")]
#[test]
fn parquet_is_read_whole_or_refused() {
    use polars::prelude::{DataFrame, IntoColumn, NamedFrom, ParquetWriter, Series};
    let frame = |cost: &[Option<f64>]| {
        let columns = vec![
            Series::new("option".into(), ["A", "B", "C"]).into_column(),
            Series::new("cost".into(), cost).into_column(),
            Series::new("fit".into(), ["+", "-..+", "++"]).into_column(),
        ];
        let mut bytes = Vec::new();
        ParquetWriter::new(&mut bytes).finish(&mut DataFrame::new(3, columns).unwrap()).unwrap();
        bytes
    };
    let files = |bytes: &[u8]| {
        let files = Files::new(&[("case.toml", &CASE.replace("t.csv", "t.parquet"))]);
        std::fs::write(files.path("t.parquet"), bytes).unwrap();
        files
    };
    let good = frame(&[Some(10.0), Some(20.0), None]);
    assert_eq!(ranking(&files(&good)), ranking(&table(TABLE)));
    fails(
        "cut in half",
        &files(&good[..good.len() / 2]),
        &["t.parquet", "not a readable Parquet file"],
    );
    fails("no Parquet at all", &files(b"option,cost,fit\n"), &["not a readable Parquet file"]);
    fails(
        "NaN",
        &files(&frame(&[Some(10.0), Some(f64::NAN), None])),
        &["t.parquet: row 2, column `cost`", "null"],
    );
    fails(
        "infinity",
        &files(&frame(&[Some(f64::INFINITY), None, None])),
        &["row 1, column `cost`"],
    );
    for at in (0..good.len()).step_by(37) {
        let mut damaged = good.clone();
        damaged[at] ^= 0x55;
        let output = run(&files(&damaged), &["check", "./case.toml"]);
        assert!(matches!(output.status.code(), Some(0 | 1)), "byte {at}: {:?}", output.status);
    }
}

#[cfg(feature = "xlsx")]
#[test]
fn workbooks_are_read_by_sheet_or_refused() {
    let scores = TABLE.replace("A,10", "A,=1+1");
    let book = crate::common::workbook(TABLE);
    let files = |data: &str, bytes: &[u8]| {
        let files = Files::new(&[("case.toml", &CASE.replace("t.csv", data))]);
        std::fs::write(files.path("t.xlsx"), bytes).unwrap();
        files
    };
    assert_eq!(ranking(&files("t.xlsx", &book)), ranking(&table(TABLE)));
    assert_eq!(ranking(&files("t.xlsx#Sheet1", &book)), ranking(&table(TABLE)));
    fails(
        "a sheet that is not there",
        &files("t.xlsx#Sheet2", &book),
        &["there is no sheet `Sheet2`", "did you mean `Sheet1`?"],
    );
    fails(
        "cut in half",
        &files("t.xlsx", &book[..book.len() / 2]),
        &["t.xlsx", "not a readable workbook"],
    );
    fails("no workbook", &files("t.xlsx", TABLE.as_bytes()), &["not a readable workbook"]);
    let formula = crate::common::workbook(&scores);
    fails(
        "text that looks like a formula",
        &files("t.xlsx", &formula),
        &["cell B2 (column `cost`)", "`=1+1` is not a number"],
    );
    fails(
        "a header only",
        &files("t.xlsx", &crate::common::workbook("option,cost,fit\n")),
        &["no rows"],
    );
}

#[test]
fn the_command_line_is_checked_before_anything_is_written() {
    let files = table(TABLE);
    for (args, words) in [
        (vec!["evaluate", "./case.toml", "-o", "x.json", "--format", "csv"], "contradict"),
        (vec!["evaluate", "./case.toml", "-o", "x.docx"], "extension"),
        (vec!["evaluate", "./case.toml", "--format", "cvs"], "did you mean `csv`?"),
        (vec!["evaluate", "./case.toml", "--table", "rankin"], "did you mean `ranking`?"),
        (vec!["evaluate", "./case.toml", "--threads", "0"], "--threads"),
        (vec!["evaluat"], "evaluate"),
        (vec!["explain", "./case.toml"], "--of"),
    ] {
        let output = run(&files, &args);
        let error = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {error}");
        assert!(error.contains(words), "{args:?}: {error}");
    }
    for (args, words) in [
        (vec!["evaluate", "--where", "scenrio=S1"], "did you mean `scenario`?"),
        (vec!["evaluate", "--where", "scenario=S9"], "unknown value `S9`"),
        (vec!["evaluate", "--weights", "neutralty=3"], "did you mean `neutrality`?"),
        (vec!["evaluate", "--weights", "neutrality=-3"], "at least 0"),
        (vec!["evaluate", "--set", "readiness-1=maybe"], "yes, no or unknown"),
        (vec!["evaluate", "--set", "fin-operat=+"], "did you mean `fin-operate`?"),
        (vec!["evaluate", "--set", "fin-operate=+++"], "not a level"),
        (vec!["evaluate", "--method", "weighted-some"], "did you mean `weighted-sum`?"),
        (
            vec!["evaluate", "--param", "weighted-sum.normalization=minmax"],
            "--param weighted-sum.normalization=minmax",
        ),
        (vec!["explain", "--of", "S3/VLI"], "did you mean `S3/VIL`?"),
        (vec!["explain", "--of", "S3/VIL", "--over", "S1/Flux50"], "--overall"),
        (vec!["evaluate", "no-such-case"], "unknown case"),
        (vec!["evaluate", "./no-such.toml"], "cannot read"),
        (vec!["init", "."], "nothing is overwritten"),
        (vec!["evaluate", "case.tml"], "unknown case"),
        (vec!["evaluate", "./case.toml", "-o", "t.csv"], "not overwritten"),
    ] {
        let output = run(&files, &args);
        let error = String::from_utf8_lossy(&output.stderr);
        // A file that cannot be read or may not be written is no wrong command line.
        let status = if args[0] == "init" || args.contains(&"./no-such.toml") { 1 } else { 2 };
        assert_eq!(output.status.code(), Some(status), "{args:?}: {error}");
        assert!(error.contains(words), "{args:?}: {error}");
    }
    assert_eq!(std::fs::read_dir(files.folder.path()).unwrap().count(), 2, "nothing was written");
}

/// A range whose width overflows is refused where it stands, in every study; single figures of any
/// size are not.
#[test]
fn ranges_wider_than_the_largest_number_are_refused() {
    let toml = "format = 1\nid = \"t\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"option\"\n[[criteria]]\nid = \"x\"\n[[criteria]]\nid = \"y\"\nscale = { min = -1e308, max = 1e308 }\n";
    let with = |cell: &str| {
        Files::new(&[
            ("case.toml", toml),
            ("t.csv", &format!("option,x,y\nA,{cell},1\nB,5e-324,2\n")),
        ])
    };
    for cell in [
        "-1e308..1e308",
        "uniform(-1e308; 1e308)",
        "-1e308|0|1e308",
        "normal(0; 3e307)",
        "lognormal(700; 2)",
    ] {
        for command in [
            &["check"][..],
            &["sensitivity", "drivers", "--intervals", "uniform", "--points", "256"],
            &["sensitivity", "acceptability", "--intervals", "uniform"],
            &["sensitivity", "sweep"],
        ] {
            let mut words = vec![command[0]];
            let mut rest = command[1..].to_vec();
            if command[0] == "sensitivity" {
                words.push(rest.remove(0));
            }
            words.push("./case.toml");
            words.extend(rest);
            let out = run(&with(cell), &words);
            let text = String::from_utf8_lossy(&out.stderr).into_owned();
            assert_eq!(out.status.code(), Some(1), "{cell} {words:?} {text}");
            assert!(
                text.contains("wider than the largest number") && text.contains("t.csv:2:3"),
                "{cell}: {text}"
            );
        }
    }
    // Nothing is known of a figure on a scale of that width: the whole scale.
    let files = Files::new(&[("case.toml", toml), ("t.csv", "option,x,y\nA,1,?\nB,5e-324,2\n")]);
    let text = String::from_utf8_lossy(&run(&files, &["check", "./case.toml"]).stderr).into_owned();
    assert!(
        text.contains("the range -1e308..1e308 of `y` is wider than the largest number")
            && text.contains("t.csv:2:5"),
        "{text}"
    );
    let files = with("1");
    let text = run(&files, &["evaluate", "./case.toml", "--set", "x=-1e308..1e308"]);
    assert!(String::from_utf8_lossy(&text.stderr).contains("wider than the largest number"));
    for cell in ["-8e307..8e307", "1e308", "-1e308"] {
        let out = run(
            &with(cell),
            &["sensitivity", "drivers", "./case.toml", "--intervals", "uniform", "--points", "256"],
        );
        assert!(out.status.success(), "{cell}: {}", String::from_utf8_lossy(&out.stderr));
        let text = String::from_utf8_lossy(&out.stdout).into_owned();
        assert!(!text.contains("NaN") && !text.contains("inf"), "{cell}: {text}");
    }
}

/// What is wrong with `[portfolio]` is pointed at in its line, whatever command reads the case.
#[test]
fn limits_and_rules_that_make_no_sense_are_pointed_at() {
    let portfolio = "[portfolio]\none_per = [\"option\"]\nnone = { value = 0.0 }\n";
    let with = |more: &str| case(&format!("{CASE}{portfolio}{more}\n"));
    let limit = |lines: &str| with(&format!("[[portfolio.limits]]\nid = \"x\"\n{lines}"));
    let rule = |lines: &str| with(&format!("[[portfolio.rules]]\nid = \"x\"\n{lines}"));
    let one_group = case(&format!("{CASE}[portfolio]\nnone = {{ value = 0.0 }}\n"));
    let twice = with(
        "[[portfolio.limits]]\nid = \"x\"\ncount = {}\nat_most = 1\n[[portfolio.rules]]\nid = \"x\"\nif = { option = \"A\" }\nthen = { option = \"B\" }",
    );
    fails("one group", &one_group, &["one_per = []", "one_per = [\"option\"]", "case.toml:13:1"]);
    fails("an id twice", &twice, &["the limit or rule `x` is there twice", "case.toml:21:6"]);
    for (name, files, words) in [
        (
            "an unknown attribute",
            limit("sum = \"cots\"\nat_most = 3"),
            &["case.toml:18:7", "^^^^^^", "did you mean the criterion `cost`?"][..],
        ),
        (
            "an unknown key",
            limit("count = { optoin = \"A\" }\nat_most = 3"),
            &["case.toml:18:11", "^^^^^^", "did you mean `option`?"],
        ),
        (
            "an unknown value",
            rule("if = { option = \"A\" }\nthen = { option = \"Q\" }"),
            &["case.toml:19:19", "^^^", "no table has the option `Q`"],
        ),
        (
            "a negative count",
            limit("count = {}\nat_least = -1"),
            &["case.toml:19:12", "^^", "a count is never below 0"],
        ),
        (
            "bounds that cross",
            limit("sum = \"cost\"\nat_least = 9\nat_most = 3"),
            &["case.toml:19:12", "at least 9 and at most 3 cannot both be"],
        ),
        (
            "levels in a sum",
            limit("sum = \"fit\"\nat_most = 3"),
            &["case.toml:18:7", "`fit` has levels"],
        ),
        (
            "a word for a list",
            with("limits = 3"),
            &[
                "case.toml:16:10",
                "`portfolio.limits` must be a list of tables",
                "[[portfolio.limits]]",
            ],
        ),
    ] {
        fails(name, &files, words);
    }
}
