//! How data tables are read: points and commas, rows and columns that do not belong, what may stand
//! above a header, and files that are not what their names say.
#![cfg(feature = "cli")]

use crate::common::Files;
use std::process::{Command, Output};

/// Two criteria on the figures seen; less of `price` is better, and `quality` weighs half as much.
const VENDORS: &str = r#"format = 1
id = "vendors"
data = ["t.csv"]
[[keys]]
id = "vendor"
[[criteria]]
id = "price"
direction = "min"
weight = 1
[[criteria]]
id = "quality"
weight = 0.5
"#;

fn run(files: &Files, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_afweging"))
        .current_dir(files.folder.path())
        .args(args)
        .output()
        .expect("the program runs")
}

fn files(name: &str, table: &str) -> Files {
    Files::new(&[("case.toml", &VENDORS.replace("t.csv", name)), (name, table)])
}

/// The scores by name, and what was said meanwhile.
fn scores(files: &Files, options: &[&str]) -> (Vec<(String, f64)>, String) {
    let output =
        run(files, &[&["evaluate", "./case.toml", "--format", "csv"][..], options].concat());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
    let score = |record: csv::StringRecord| {
        (record[0].to_owned(), record[2].parse::<f64>().expect("a score"))
    };
    let mut scores: Vec<_> = reader.records().map(|record| score(record.unwrap())).collect();
    scores.sort_by(|a, b| a.0.cmp(&b.0));
    (scores, said)
}

fn said(files: &Files, args: &[&str], status: i32) -> String {
    let output = run(files, args);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(status), "{said}");
    assert!(!said.contains("panicked"), "{said}");
    said
}

/// Price 980, 1200, 1450 and quality 8, 9, 7 on the ranges seen, by hand: 2/3 of (1450 - x) / 470
/// and 1/3 of (y - 7) / 2. That is 0.8333, 0.6879 and 0.
fn are_thousands(scores: &[(String, f64)]) -> bool {
    let expected = [("Alt", 5.0 / 6.0), ("Berg", (2.0 * 250.0 / 470.0 + 1.0) / 3.0), ("Cron", 0.0)];
    scores
        .iter()
        .zip(expected)
        .all(|((name, score), (id, right))| name == id && (score - right).abs() < 1e-12)
}

/// The same with 1.2 and 1.45: (980 - x) / 978.8.
fn are_decimals(scores: &[(String, f64)]) -> bool {
    let expected = [("Alt", 1.0 / 6.0), ("Berg", 1.0), ("Cron", 2.0 / 3.0 * 978.55 / 978.8)];
    scores
        .iter()
        .zip(expected)
        .all(|((name, score), (id, right))| name == id && (score - right).abs() < 1e-12)
}

#[test]
fn figures_with_two_readings_are_an_error_until_something_settles_them() {
    for (name, delimiter) in [("t.csv", ";"), ("t.csv", "\t"), ("t.csv", ",")] {
        for (mark, text) in [(".", "1.200"), (",", "1,200")] {
            let other = text.replace("200", "450");
            let rows = [
                ["vendor", "price", "quality"],
                ["Alt", "980", "8"],
                ["Berg", text, "9"],
                ["Cron", other.as_str(), "7"],
            ];
            let line =
                |row: &[&str; 3]| row.map(|cell| format!("\"{cell}\"")).join(delimiter) + "\n";
            let files = files(name, &rows.iter().map(line).collect::<String>());
            for command in ["check", "evaluate"] {
                let said = said(&files, &[command, "./case.toml"], 1);
                for word in [
                    text,
                    "1.2 or as 1200",
                    format!("`decimal = \"{mark}\"`").as_str(),
                    format!("`thousands = \"{mark}\"`").as_str(),
                    "`--decimal",
                    ":3:",
                    "one more such figure",
                ] {
                    assert!(said.contains(word), "no `{word}` in\n{said}");
                }
                assert_eq!(said.matches("error").count(), 1, "one error for the column:\n{said}");
            }
            // Both remedies work, on the command line and in the case.
            assert!(are_decimals(&scores(&files, &["--decimal", mark]).0), "{delimiter:?} {text}");
            assert!(
                are_thousands(&scores(&files, &["--thousands", mark]).0),
                "{delimiter:?} {text}"
            );
            let keyed = |key: &str| {
                let case = VENDORS.replace("data =", &format!("{key} = \"{mark}\"\ndata ="));
                std::fs::write(files.path("case.toml"), case).unwrap();
                scores(&files, &[]).0
            };
            assert!(
                are_decimals(&keyed("decimal")) && are_thousands(&keyed("thousands")),
                "{delimiter:?} {text}"
            );
        }
    }
}

#[test]
fn a_column_or_its_table_settles_what_a_mark_is() {
    let with = |price: &str, more: &str| {
        files(
            "t.csv",
            &format!("vendor;price;quality\nAlt;980;8\nBerg;1.200;9\nCron;{price};7\n{more}"),
        )
    };
    // The other mark in the column, several groups, a group and decimals.
    for price in ["1450,0", "1 450,0", "1.450,00"] {
        let (scores, said) = scores(&with(price, ""), &[]);
        assert!(are_thousands(&scores), "{price}: {scores:?}");
        assert!(!said.contains("warning"), "{price}: {said}");
    }
    for price in ["1.45", "1.4500", "0.145e1"] {
        assert!(are_decimals(&scores(&with(price, ""), &[]).0), "{price}");
    }
    // Another column of the table: read so, with a warning where the column itself looks otherwise.
    for (quality, thousands) in [("7,0", true), ("7.0", false)] {
        let files = files(
            "t.csv",
            &format!("vendor;price;quality\nAlt;980;8\nBerg;1.200;9\nCron;1.450;{quality}\n"),
        );
        let (scores, said) = scores(&files, &[]);
        assert!(
            if thousands { are_thousands(&scores) } else { are_decimals(&scores) },
            "{quality}: {scores:?}"
        );
        // 1200 is about as large as 980; 1.2 is not.
        assert_eq!(
            said.contains("as other columns of this table are written"),
            !thousands,
            "{said}"
        );
    }
    // Marks that contradict each other settle nothing, but what has one reading is read.
    let said = said(&with("1.45", "Dur;1,5;7\n"), &["check", "./case.toml"], 1);
    assert!(said.contains("1.2 or as 1200"), "{said}");
    // Spaces and apostrophes have one reading.
    for (berg, cron) in [("1 200", "1'450"), ("1\u{202f}200", "1’450"), ("1\u{a0}200", "1450")] {
        let files = files(
            "t.csv",
            &format!("vendor,price,quality\nAlt,980,8\nBerg,{berg},9\nCron,{cron},7\n"),
        );
        assert!(are_thousands(&scores(&files, &[]).0), "{berg}");
    }
    // Millions, and a range.
    let files =
        files("t.csv", "vendor,price,quality\nAlt,\"1,200,000\",8\nBerg,\"1,200..1,450\",9\n");
    let scores = scores(&files, &[]).0;
    assert!(scores[0].1 == 0.0 && scores[1].1 > 0.9999, "{scores:?}");
}

#[test]
fn long_tables_are_read_criterion_by_criterion() {
    let table = |quality: &str| {
        let rows = [("Alt", "980", "8"), ("Berg", "1.200", "9"), ("Cron", "1.450", quality)];
        let row = |(name, price, quality): &(&str, &str, &str)| {
            format!("{name};price;{price}\n{name};quality;{quality}\n")
        };
        files(
            "t.csv",
            &format!("vendor;criterion;value\n{}", rows.iter().map(row).collect::<String>()),
        )
    };
    let said = said(&table("7"), &["check", "./case.toml"], 1);
    assert!(said.contains("t.csv:4:12") && said.contains("criterion `price`"), "{said}");
    assert!(are_thousands(&scores(&table("7,0"), &[]).0));
}

#[test]
fn marks_given_are_kept_to() {
    let files = files("t.csv", "vendor;price;quality\nAlt;980;8\nBerg;1.5;9\n");
    let refused = said(&files, &["check", "./case.toml", "--decimal", ","], 1);
    assert!(
        refused.contains("`1.5` is not a number") && refused.contains("write `1,5`"),
        "{refused}"
    );
    let same = said(&files, &["evaluate", "./case.toml", "--decimal", ".", "--thousands", "."], 2);
    assert!(same.contains("--thousands"), "{same}");
    assert!(said(&files, &["evaluate", "./case.toml", "--decimal", ";"], 2).contains(". or ,"));
    std::fs::write(
        files.path("case.toml"),
        VENDORS.replace("data =", "decimal = \",\"\nthousands = \",\"\ndata ="),
    )
    .unwrap();
    let same = said(&files, &["check", "./case.toml"], 1);
    assert!(same.contains("case.toml:4:13") && same.contains("same mark"), "{same}");
    // What was said is kept with the result.
    std::fs::write(files.path("case.toml"), VENDORS).unwrap();
    let output = run(&files, &["evaluate", "./case.toml", "--thousands", ",", "--format", "json"]);
    assert!(
        String::from_utf8_lossy(&output.stdout).contains("--thousands \\\",\\\""),
        "{output:?}"
    );
}

#[test]
fn rows_that_are_no_alternatives_are_named() {
    let rows = "weights;0.5;0.5\nEenheid;1;1\nTotaal score;3;4\nvendor;1;2\n";
    let files = files("t.csv", &format!("vendor;price;quality\nAlt;980;8\nUnit 4;1200;9\n{rows}"));
    for command in ["check", "evaluate"] {
        let said = said(&files, &[command, "./case.toml"], 0);
        for name in [
            "`weights` competes",
            "`Eenheid` competes",
            "`Totaal score` competes",
            "`vendor` competes",
            ":4:",
            "`values`",
        ] {
            assert!(said.contains(name), "no {name} in\n{said}");
        }
        assert!(!said.contains("`Unit 4`") && !said.contains("`Alt`"), "{said}");
    }
    let values = "id = \"vendor\"\nvalues = [{ id = \"Alt\" }, { id = \"Unit 4\" }]";
    std::fs::write(
        files.path("case.toml"),
        VENDORS.replace("id = \"vendor\"\n", &format!("{values}\n")),
    )
    .unwrap();
    assert!(said(&files, &["check", "./case.toml"], 1).contains("unknown vendor `weights`"));
}

#[test]
fn columns_that_nothing_uses_are_named() {
    let files = files(
        "t.csv",
        "vendor;price;price_std;quality;quality_max;qualty;colour;note\nAlt;980;5;8;9;1;red;x\nBerg;1200;5;9;9;1;blue;y\n",
    );
    for command in ["check", "evaluate"] {
        let said = said(&files, &[command, "./case.toml"], 0);
        for words in [
            "`price_std` is not used",
            "10±2",
            "`quality_max` is not used",
            "8..12",
            "`qualty` is not used",
            "meant to be `quality`",
            "`colour` is not used",
        ] {
            assert!(said.contains(words), "no {words} in\n{said}");
        }
        assert!(!said.contains("`note`"), "{said}");
    }
}

#[test]
fn a_separator_line_is_accepted_and_a_title_is_recognised() {
    let plain =
        scores(&files("t.csv", "vendor;price;quality\nAlt;980;8\nBerg;1200;9\nCron;1450;7\n"), &[])
            .0;
    for table in [
        "sep=;\r\nvendor;price;quality\r\nAlt;980;8\r\nBerg;1200;9\r\nCron;1450;7\r\n",
        "\u{feff}sep=,\nvendor,price,quality\nAlt,980,8\nBerg,1200,9\nCron,1450,7\n",
        "\"sep=|\"\nvendor|price|quality\nAlt|980|8\nBerg|1200|9\nCron|1450|7\n",
    ] {
        let (found, said) = scores(&files("t.csv", table), &[]);
        assert_eq!(found, plain, "{table}");
        assert!(!said.contains("warning"), "{said}");
    }
    let titled = files(
        "t.csv",
        "Vendors, autumn of 2024\n\nvendor;price;quality\nAlt;980;8\nBerg;1200;9\nCron;1450;7\n",
    );
    let (found, warned) = scores(&titled, &[]);
    assert_eq!(found, plain);
    assert!(warned.contains("title") && warned.contains("line 3"), "{warned}");
    // Places stay those of the file.
    let wrong = files("t.csv", "sep=;\nTitle\nvendor;price;quality\nAlt;980;8\nBerg;many;9\n");
    assert!(said(&wrong, &["check", "./case.toml"], 1).contains("t.csv:5:6"));
}

#[test]
fn a_missing_key_column_is_one_error() {
    let wrong = files("t.csv", "vendr;price;quality\nAlt;980;8\n");
    let text = said(&wrong, &["check", "./case.toml"], 1);
    assert_eq!(text.matches("error").count(), 1, "{text}");
    assert!(text.contains("rename the column `vendr` to `vendor`"), "{text}");
    let two = Files::new(&[
        (
            "case.toml",
            &VENDORS.replace(
                "[[criteria]]\nid = \"price\"",
                "[[keys]]\nid = \"year\"\n[[criteria]]\nid = \"price\"",
            ),
        ),
        ("t.csv", "vendor;yaer;price;quality\nAlt;2024;980;8\n"),
    ]);
    let text = said(&two, &["check", "./case.toml"], 1);
    assert_eq!(text.matches("error").count(), 1, "{text}");
    assert!(
        text.contains("no table has a column for the key `year`")
            && text.contains("`yaer` to `year`"),
        "{text}"
    );
}

#[test]
fn cells_as_people_write_them_get_the_help_they_need() {
    for (cell, words) in [
        ("..", vec!["`..` is not a number", "leave the cell empty"]),
        ("–", vec!["`–` is not a number", "leave the cell empty"]),
        ("x", vec!["`x` is not a number", "leave the cell empty"]),
        ("#N/A", vec!["`#N/A` is not a number", "leave the cell empty"]),
        ("n.v.t.", vec!["`n.v.t.`", "leave the cell empty"]),
        ("2-4", vec!["`2-4`", "written `2..4`"]),
        ("2–4", vec!["`2–4`", "written `2..4`"]),
        ("-2 - 4", vec!["written `-2..4`"]),
        ("12 to 18", vec!["`12 to 18`", "written `12..18`"]),
        ("12 tot 18", vec!["written `12..18`"]),
        ("between 12 and 18", vec!["written `12..18`"]),
        ("[2, 4]", vec!["`[2, 4]`", "written `2..4`"]),
        ("[2,5; 4]", vec!["written `2,5..4`"]),
        ("(1, 2, 3)", vec!["`(1, 2, 3)`", "written `1|2|3`"]),
        ("2…4", vec!["written `2..4`"]),
        ("5..", vec!["`5..`", "two ends"]),
        ("4..many", vec!["in `4..many`", "`many` is not a number"]),
        ("€ 5", vec!["the number alone: `5`"]),
        ("4-2", vec!["`4-2` is not a number", "low..high"]),
        ("2024-04-02", vec!["`2024-04-02` is not a number"]),
    ] {
        let files = files("t.csv", &format!("vendor;price;quality\nAlt;\"{cell}\";8\nBerg;1;9\n"));
        let text = said(&files, &["check", "./case.toml"], 1);
        for word in words {
            assert!(text.contains(word), "{cell}: no `{word}` in\n{text}");
        }
    }
}

#[test]
fn files_are_recognised_before_they_are_read() {
    let refused = |name: &str, bytes: &[u8], words: &[&str]| {
        let files = files(name, "");
        std::fs::write(files.path(name), bytes).unwrap();
        let text = said(&files, &["check", "./case.toml"], 1);
        for word in words {
            assert!(text.contains(word), "{name}: no `{word}` in\n{text}");
        }
    };
    refused("t.csv", b"PK\x03\x04rest", &["no text", "workbook", ".xlsx"]);
    refused("t.csv", b"PAR1....PAR1", &["Parquet file", ".parquet"]);
    refused("t.csv", b"\xD0\xCF\x11\xE0....", &["old workbook", "save it as .xlsx"]);
    refused("t.csv.gz", b"\x1F\x8B", &["`.gz` cannot be read", ".csv"]);
    refused("t.xls", b"\xD0\xCF\x11\xE0....", &["`.xls` cannot be read", "save it as .xlsx"]);
    #[cfg(feature = "frames")]
    {
        refused(
            "t.parquet",
            b"vendor;price\n",
            &["not a readable Parquet file", "first bytes", ".csv"],
        );
        refused("t.parquet", b"PAR1 cut short", &["not a readable Parquet file", "last bytes"]);
    }
    #[cfg(feature = "xlsx")]
    refused("t.xlsx", b"\xD0\xCF\x11\xE0....", &["not a readable workbook", "password"]);
    // Larger than is read: nothing of a sparse file is.
    for name in ["t.csv", "t.parquet", "t.xlsx"] {
        let files = files(name, "");
        std::fs::File::create(files.path(name)).unwrap().set_len(20_000_000_000).unwrap();
        let text = said(&files, &["check", "./case.toml"], 1);
        if cfg!(all(feature = "frames", feature = "xlsx")) {
            assert!(
                text.contains("20 GB; at most 500 MB") && text.contains("--max-size"),
                "{text}"
            );
        }
    }
    let small = files("t.csv", "vendor;price;quality\nAlt;980;8\nBerg;1200;9\n");
    assert!(
        said(&small, &["check", "./case.toml", "--max-size", "20"], 1).contains("at most 20 bytes")
    );
    said(&small, &["check", "./case.toml", "--max-size", "1k"], 0);
    assert!(said(&small, &["check", "./case.toml", "--max-size", "lots"], 2).contains("500M"));
}

#[cfg(unix)]
#[test]
fn devices_are_not_read() {
    let data = files("t.csv", "");
    std::fs::remove_file(data.path("t.csv")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", data.path("t.csv")).unwrap();
    assert!(said(&data, &["check", "./case.toml"], 1).contains("a device, not a file"));
    assert!(said(&data, &["check", "/dev/zero"], 1).contains("a device, not a file"));
    assert!(
        said(&data, &["evaluate", "./case.toml", "--data", "/dev/zero"], 1)
            .contains("no extension")
    );
}

#[test]
fn values_that_are_not_written_as_toml_are_said_how() {
    let line_of = |line: &str| {
        if line.starts_with("weight") {
            format!("{line}\n")
        } else {
            format!("weight = 1\n{line}\n")
        }
    };
    let with = |line: &str| {
        Files::new(&[
            ("case.toml", &VENDORS.replace("weight = 1\n", &line_of(line))),
            ("t.csv", TABLE),
        ])
    };
    for (line, says, remedies) in [
        ("weight = 0,5", "write 0.5: TOML parts decimals by a point", vec!["weight = 0.5"]),
        ("weight = \"3\"", "write 3, without quotation marks", vec!["weight = 3"]),
        ("weight = '0,5'", "write 0.5", vec!["weight = 0.5"]),
        ("weight = 60 %", "write the number alone: 60", vec!["weight = 60"]),
        ("weight = .5", "write 0.5", vec!["weight = 0.5"]),
        ("weight = 5. # five", "write 5", vec!["weight = 5"]),
        ("weight = 1,200", "write 1.2 or 1200", vec!["weight = 1.2", "weight = 1200"]),
        (
            "scale = { min = 0, max = 60.000.000 }",
            "write 60000000",
            vec!["scale = { min = 0, max = 60_000_000 }"],
        ),
        (
            "scale = { min = 0, max = 60,000,000 }",
            "write 60000000",
            vec!["scale = { min = 0, max = 60000000 }"],
        ),
        (
            "scale = { max = 1499,5, min = 0 }",
            "write 1499.5:",
            vec!["scale = { max = 1499.5, min = 0 }"],
        ),
        (
            "scale = { max = 60 mln, min = 0 }",
            "write the number in full: 60000000",
            vec!["scale = { max = 6e7, min = 0 }"],
        ),
    ] {
        let text = said(&with(line), &["check", "./case.toml"], 1);
        assert!(text.contains(says) && text.matches("error").count() == 1, "{line}: {text}");
        remedies.iter().for_each(|remedy| drop(said(&with(remedy), &["check", "./case.toml"], 0)));
    }
    let at_the_end = |lines: &str| {
        Files::new(&[("case.toml", &format!("{VENDORS}{lines}\n")), ("t.csv", TABLE)])
    };
    for wrong in ["\"yes\"", "yes", "1", "True", "\"true\""] {
        let claim = |must: &str| {
            at_the_end(&format!(
                "[[claims]]\nclaim = \"Alt > Cron\"\nunder = \"given weights\"\nmust = {must}"
            ))
        };
        let text = said(&claim(wrong), &["check", "./case.toml"], 1);
        assert!(
            text.contains("write must = true") && text.matches("error").count() == 1,
            "{wrong}: {text}"
        );
        said(&claim("true"), &["check", "./case.toml"], 0);
    }
    let most = |most: &str| {
        at_the_end(&format!(
            "[[requirements]]\nid = \"cap\"\nneeds = {{ criterion = \"price\", at_most = {most} }}\nreason = \"dear\""
        ))
    };
    for (wrong, says) in [
        ("\"1400,5\"", "write `1400.5`"),
        ("\"1.400\"", "write `1.4` or `1400`"),
        ("1400,5", "write 1400.5"),
    ] {
        let text = said(&most(wrong), &["check", "./case.toml"], 1);
        assert!(text.contains(says) && text.matches("error").count() == 1, "{wrong}: {text}");
    }
    for right in ["\"1400.5\"", "1400.5", "1400", "\"1400\""] {
        said(&most(right), &["check", "./case.toml"], 0);
    }
}

#[test]
fn options_with_two_readings_are_refused() {
    let files = files("t.csv", TABLE);
    fn study<'a>(option: &[&'a str]) -> Vec<&'a str> {
        [&["sensitivity", "acceptability", "./case.toml", "--quiet"], option].concat()
    }
    for (option, decimals, thousands) in [
        (["--draws", "10.000"], "10", "10000"),
        (["--draws", "100,000"], "100", "100000"),
        (["--seed", "1.000"], "1", "1000"),
        (["--threads", "1.000"], "1", "1000"),
        (["--max-size", "1.500M"], "1.5", "1500"),
        (["--weights-model", "around:1.000"], "1", "1000"),
        (["--precision", "1,000"], "1", "1000"),
    ] {
        let text = said(&files, &study(&option), 2);
        assert!(
            text.contains(&format!(
                "can be read as {decimals} or as {thousands}: write one of these"
            )),
            "{option:?}: {text}"
        );
    }
    for (option, says) in [
        (["--weights", "price=7.500,quality=1"], "write `price=7.5` or `price=7500`"),
        (["--weights", "price=0,5,quality=1"], "`0,5` is not a number: write `price=0.5`"),
        (["--set", "price=7.500"], "`7.500` can be read as 7.5 or as 7500: write `7.5` or `7500`"),
        (
            ["--set", "price=7,500"],
            "write 7.5 if `,` parts decimals, or 7500 if it parts thousands",
        ),
        (
            ["--set", "price=1.200..1.400@vendor=Alt"],
            "`1.200` can be read as 1.2 or as 1200: write `1.2` or `1200`",
        ),
    ] {
        let text = said(&files, &study(&option), 2);
        assert!(text.contains(says), "{option:?}: {text}");
        assert!(!text.contains("=0.3"), "{option:?}: one remedy is enough: {text}");
    }
    for option in [
        ["--draws", "1e2"],
        ["--set", "price=7500"],
        ["--set", "price=7.5"],
        ["--set", "quality=0.125"],
        ["--weights", "price=7.5,quality=1"],
        ["--weights", "price=0.5,quality=1"],
    ] {
        let draws: &[&str] = if option[0] == "--draws" { &[] } else { &["--draws", "100"] };
        let output = run(&files, &[&study(&option)[..], draws].concat());
        assert!(output.status.success(), "{option:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn a_figure_with_a_multiplier_is_written_out() {
    let price = |cell: &str| {
        files(
            "t.csv",
            &format!(
                "vendor;price;quality\nAlt;{cell};8\nBerg;18.750.000;9\nCron;19.500.000;7,5\n"
            ),
        )
    };
    for (cell, full) in [
        ("42,5 mln", "42500000"),
        ("18,75 miljoen", "18750000"),
        ("42.5k", "42500"),
        ("1,2 tsd", "1200"),
        ("12 500 k€", "12500000"),
        ("3M", "3000000"),
        ("€ 1,1 mrd", "1100000000"),
    ] {
        let text = said(&price(cell), &["check", "./case.toml"], 1);
        assert!(text.contains(&format!("write the number in full: `{full}`")), "{cell}: {text}");
        said(&price(full), &["check", "./case.toml"], 0);
    }
    let text = said(&price("22,4 EUR/GJ"), &["check", "./case.toml"], 1);
    assert!(
        text.contains("write the number alone: `22.4`")
            || text.contains("write the number alone: `22,4`"),
        "{text}"
    );
}

const TABLE: &str = "vendor,price,quality\nAlt,980,8\nBerg,1200,9\nCron,1450,7\n";

#[test]
fn a_figure_that_other_columns_settle_is_mended_in_its_cell() {
    let table = |alt: &str, prices: [&str; 2], quality: &str| {
        let [berg, cron] = prices;
        files(
            "t.csv",
            &format!("vendor;price;quality\nAlt;{alt};8\nBerg;{berg};9\nCron;{cron};{quality}\n"),
        )
    };
    // Read as thousands for the decimal comma of another column, and the other way round.
    for (alt, quality, read, remedy, other, key) in [
        ("8", "7,5", "1200", ["1,2", "1,45"], "`1,2`", "thousands"),
        ("980", "7.5", "1.2", ["1200", "1450"], "`1200`", "decimal"),
    ] {
        let table = |prices| table(alt, prices, quality);
        let text = said(&table(["1.200", "1.450"]), &["check", "./case.toml"], 0);
        assert!(text.contains(&format!("`1.200` is read as {read}, as other columns")), "{text}");
        assert!(
            text.contains(&format!(
                "write {other} in this cell, and change the other such figures"
            )),
            "{text}"
        );
        let mended = said(&table(remedy), &["check", "./case.toml"], 0);
        assert!(!mended.contains("is read as"), "{mended}");
        // If it is right, the key says so and leaves the figures as they are.
        assert!(
            text.contains(&format!("`{key} = \".\"` at the top of the case file, or `--{key} .`")),
            "{text}"
        );
        let files = table(["1.200", "1.450"]);
        let said_so = said(&files, &["check", "./case.toml", &format!("--{key}"), "."], 0);
        assert!(!said_so.contains("is read as"), "{said_so}");
        assert_eq!(scores(&files, &[]).0, scores(&files, &[&format!("--{key}"), "."]).0);
        // Where only one of two such figures is changed, the other stands out.
        let half = said(&table([remedy[0], "1.450"]), &["check", "./case.toml"], 0);
        assert!(half.contains("`1.450` is read as"), "{half}");
    }
    // Ranges are mended as a whole.
    for (range, mended) in [("1.000..2.000", "1..2"), ("1.000|1.500|2.000", "1|1,5|2")] {
        let text = said(&table("8", [range, "3"], "7,5"), &["check", "./case.toml"], 0);
        assert!(text.contains(&format!("write `{mended}` in this cell")), "{text}");
        assert!(
            !said(&table("8", [mended, "3"], "7,5"), &["check", "./case.toml"], 0)
                .contains("is read as")
        );
    }
    // No large number beside it is needed, where the figures look rounded.
    let small = |figures: [&str; 3], other: [&str; 3]| {
        let rows: String = ["Alt", "Berg", "Cron"]
            .iter()
            .zip(figures)
            .zip(other)
            .map(|((n, x), y)| format!("{n};{x};{y}\n"))
            .collect();
        said(
            &files("t.csv", &format!("vendor;price;quality\n{rows}")),
            &["check", "./case.toml"],
            0,
        )
    };
    assert!(
        small(["9.800", "7.250", "0"], ["22.4", "28.5", "20"]).contains("`9.800` is read as 9.8")
    );
    // Measured with three decimals, or all printed with three: nothing to ask.
    for (figures, other) in [
        (["1.234", "2.345", "3.456"], ["0.5", "7.25", "8"]),
        (["1.500", "2.250", "3.000"], ["0.500", "0.750", "0.125"]),
        (["1.500", "2.250", "0.300"], ["0.5", "0.7", "0.12"]),
    ] {
        let text = small(figures, other);
        assert!(!text.contains("is read as"), "{text}");
    }
}

#[test]
fn a_scale_or_a_figure_with_both_marks_settles_what_a_mark_is() {
    let with = |scale: &str, prices: [&str; 3]| {
        let rows: String = ["Alt", "Berg", "Cron"]
            .iter()
            .zip(prices)
            .map(|(n, price)| format!("{n};{price};8\n"))
            .collect();
        let files = files("t.csv", &format!("vendor;price;quality\n{rows}"));
        let case = VENDORS
            .replace("id = \"price\"\n", &format!("id = \"price\"\nscale = {{ {scale} }}\n"));
        assert_ne!(case, VENDORS);
        std::fs::write(files.path("case.toml"), case).unwrap();
        files
    };
    // With the other reading a figure would lie beyond the scale, and be refused.
    for (scale, prices) in [
        ("min = -90, max = 90", ["51.054", "50.851", "51.219"]),
        ("min = 0, max = 10", ["1,250", "7,125", "3"]),
        ("min = 500, max = 20000", ["980", "1.200", "12.500"]),
    ] {
        let text = said(&with(scale, prices), &["check", "./case.toml"], 0);
        assert!(!text.contains("is read as"), "{text}");
    }
    let thousands = scores(&with("min = 500, max = 20000", ["980", "1.200", "1.450"]), &[]).0;
    let plain = scores(&with("min = 500, max = 20000", ["980", "1200", "1450"]), &[]).0;
    assert_eq!(thousands, plain);
    // A scale on which both readings lie says nothing, nor one beyond which figures may lie.
    for scale in ["min = 0, max = 20000", "min = 0, max = 10, outside = \"clamp\""] {
        let text = said(&with(scale, ["980", "1.200", "1.450"]), &["check", "./case.toml"], 1);
        assert!(text.contains("1.2 or as 1200"), "{text}");
    }
    // A figure with both marks, in another column.
    let rows =
        "vendor;price;quality\nAlt;1.250,00;8.125\nBerg;2.500,00;12.500\nCron;3.000,00;7.250\n";
    assert!(!said(&files("t.csv", rows), &["check", "./case.toml"], 0).contains("is read as"));
    // A figure that fits among whole numbers of its column.
    let rows = "vendor;price;quality\nAlt;1000;1,5\nBerg;1.500;2\nCron;1200;3\n";
    assert!(!said(&files("t.csv", rows), &["check", "./case.toml"], 0).contains("is read as"));
}

#[test]
fn a_unit_about_a_figure_with_two_readings_leaves_both_open() {
    let table = |berg: &str, cron: &str| {
        files("t.csv", &format!("vendor;price;quality\nAlt;8;8\nBerg;{berg};9\nCron;{cron};7\n"))
    };
    for (berg, cron) in
        [("1.200 EUR", "1.000"), ("€ 1.200", "5"), ("1.200 km", "5"), ("1.000..1.200 EUR", "5")]
    {
        let text = said(&table(berg, cron), &["check", "./case.toml"], 1);
        assert!(
            text.contains("write `1.2` or `1200`, whichever is meant, without unit or currency"),
            "{berg}: {text}"
        );
    }
    // In millions, both are in full; where the column says what the point is, one reading is left.
    let text = said(&table("1.200 mln", "5"), &["check", "./case.toml"], 1);
    assert!(text.contains("write `1200000` or `1200000000`"), "{text}");
    let text = said(&table("1.200 EUR", "1.450,50"), &["check", "./case.toml"], 1);
    assert!(text.contains("write the number alone: `1200`"), "{text}");
}

#[test]
fn remedies_of_tables_are_taken_at_their_word() {
    let check = |files: &Files, status: i32| said(files, &["check", "./case.toml"], status);
    let row = |berg: &str| {
        files("t.csv", &format!("vendor;price;quality\nAlt;980;8\n{berg}\nCron;1450;7\n"))
    };
    let text = check(&row("Berg;uniform(7000, 9800);9"), 1);
    assert!(text.contains("write `uniform(7000; 9800)`, within quotation marks"), "{text}");
    check(&row("Berg;\"uniform(7000; 9800)\";9"), 0);
    let text = check(&row("Source: own estimate"), 1);
    assert!(text.contains("remove the row if it is a note"), "{text}");
    assert!(!check(&row("Berg;1200"), 1).contains("remove the row"), "one field may be forgotten");
    let text = check(&files("t.csv", "vendor,price,quality\nAlt,28,5,8\nBerg,20,9\n"), 1);
    assert!(text.contains("write decimals with a point"), "{text}");
    check(&files("t.csv", "vendor,price,quality\nAlt,28.5,8\nBerg,20,9\n"), 0);
    // A key with a list of values knows that a total is none of them.
    let closed = VENDORS
        .replace("id = \"vendor\"\n", "id = \"vendor\"\nvalues = [\"Alt\", \"Berg\", \"Cron\"]\n");
    let total =
        Files::new(&[("case.toml", &closed), ("t.csv", &format!("{TABLE}Total,3630,24\n"))]);
    assert!(check(&total, 1).contains("remove the row if it is no vendor"));
    check(&Files::new(&[("case.toml", &closed), ("t.csv", TABLE)]), 0);
    // Headers that are labels.
    let labelled = |more: &str| {
        let case = VENDORS.replace(
            "id = \"price\"\n",
            &format!("id = \"price\"\nlabel = {{ en = \"Heat price\", nl = \"Prijs\" }}\n{more}"),
        );
        Files::new(&[("case.toml", &case), ("t.csv", &TABLE.replace("price", "Heat price"))])
    };
    let text = check(&labelled(""), 1);
    assert!(text.contains("the column `Heat price` bears its label: add `column = \"Heat price\"` to the criterion"), "{text}");
    check(&labelled("column = \"Heat price\"\n"), 0);
}

/// A case of three vendors with prices 980, 1200 and 1450, whose TOML is changed.
fn on_prices(from: &str, to: &str) -> Files {
    let files = files("t.csv", TABLE);
    let case = VENDORS.replace(from, to);
    assert_ne!(case, VENDORS, "{from}");
    std::fs::write(files.path("case.toml"), case).unwrap();
    files
}

#[test]
fn thousands_in_a_case_file_that_toml_has_as_decimals_are_warned_of() {
    let check = |files: &Files, status: i32| said(files, &["check", "./case.toml"], status);
    let limit = |figure: &str| {
        let requirement = format!(
            "weight = 0.5\n[[requirements]]\nid = \"budget\"\neffect = \"exclude\"\nneeds = {{ criterion = \"price\", at_most = {figure} }}\n"
        );
        on_prices("weight = 0.5\n", &requirement)
    };
    let text = check(&limit("15.000"), 0);
    assert!(
        text.contains("`15.000` is read as 15, as TOML has it")
            && text.contains("write 15 if that is right, or 15000"),
        "{text}"
    );
    // It leaves nobody, which is said whatever the figure looks like.
    assert!(
        text.contains("no alternative is left to compare: all are excluded by `budget`"),
        "{text}"
    );
    for (remedy, is_empty) in [("15", true), ("15000", false), ("1200", false)] {
        let text = check(&limit(remedy), 0);
        assert!(!text.contains("is read as"), "{text}");
        assert_eq!(text.contains("no alternative is left"), is_empty, "{text}");
    }
    let scale = |max: &str| {
        on_prices(
            "direction = \"min\"\n",
            &format!("direction = \"min\"\nscale = {{ min = 0, max = {max} }}\n"),
        )
    };
    assert!(check(&scale("20.000"), 1).contains("`20.000` is read as 20"));
    assert!(!check(&scale("20000"), 0).contains("is read as"));
    // Decimals that cannot be thousands, and a file whose figures have three decimals.
    for weight in ["0.500", "1.25", "1.2500", "1.125"] {
        let text = check(&on_prices("weight = 0.5\n", &format!("weight = {weight}\n")), 0);
        assert!(!text.contains("is read as"), "{weight}: {text}");
    }
    let three = on_prices("weight = 1\n", "weight = 1.500\n");
    let case = std::fs::read_to_string(three.path("case.toml")).unwrap();
    assert!(check(&three, 0).contains("`1.500` is read as 1.5"));
    std::fs::write(three.path("case.toml"), case.replace("weight = 0.5\n", "weight = 0.125\n"))
        .unwrap();
    assert!(!check(&three, 0).contains("is read as"));
}

#[test]
fn listed_values_without_a_row_are_named() {
    let listed = |values: &str| {
        on_prices("id = \"vendor\"\n", &format!("id = \"vendor\"\nvalues = [{values}]\n"))
    };
    let check = |values: &str| said(&listed(values), &["check", "./case.toml"], 0);
    let text = check("\"Alt\", \"Berg\", \"Cron\", \"Dorp\"");
    assert!(text.contains("no table has a row for `Dorp`, so it is no alternative"), "{text}");
    let text = check("\"Alt\", \"Dorp\", \"Berg\", \"Cron\", \"Eik\"");
    assert!(
        text.contains("no table has a row for `Dorp`, `Eik`, so they are no alternatives"),
        "{text}"
    );
    assert!(!check("\"Cron\", \"Berg\", \"Alt\"").contains("no table has"));
}

#[test]
fn the_weight_that_gives_a_printed_share_gives_it() {
    let files = on_prices("weight = 0.5\n", "weight = 0.7\n");
    let output = run(&files, &["sensitivity", "sweep", "./case.toml"]);
    let page =
        String::from_utf8_lossy(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
    let (_, rest) = page.split_once("`--weights price=").expect("how to set a share");
    let (weight, rest) = rest.split_once('`').unwrap();
    let share: f64 = rest
        .split_once("a share of ")
        .unwrap()
        .1
        .split_once(". ")
        .map_or(rest, |(share, _)| share)
        .trim_end_matches('.')
        .parse()
        .unwrap();
    let weight: f64 = weight.parse().unwrap();
    assert!((weight / (weight + 0.7) - share).abs() < 1e-3, "{weight} {share}");
    // Another vendor is first there than at the weights of the case.
    let first = |options: &[&str]| {
        let scores = scores(&files, options).0;
        scores.into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap().0
    };
    assert_ne!(first(&["--weights", &format!("price={weight}")]), first(&[]), "{page}");
}

#[test]
fn a_slip_in_one_figure_does_not_turn_its_column_without_a_word() {
    let table = |prices: [&str; 3], quality: &str| {
        let rows: String = ["Alt", "Berg", "Cron"]
            .iter()
            .zip(prices)
            .map(|(name, price)| format!("{name};{price};{quality}\n"))
            .collect();
        said(
            &files("t.csv", &format!("vendor;price;quality\n{rows}")),
            &["check", "./case.toml"],
            0,
        )
    };
    // One figure with a digit too many makes decimals of thousands.
    for slip in ["16.2000", "1.2500", "12.50"] {
        let text = table(["12.500", slip, "14.750"], "8");
        assert!(
            text.contains("`12.500` is read as 12.5, as other figures of its column"),
            "{text}"
        );
    }
    // Decimals that are all written alike, or measured.
    for prices in [["12.500", "0.125", "14.750"], ["12.512", "16.25", "14.758"]] {
        assert!(!table(prices, "8").contains("is read as"), "{prices:?}");
    }
    // Both marks in one column, of which another column says what they are.
    let text = table(["3.250", "1,125", "2,500"], "1.250,50");
    assert!(
        text.contains("both `3.250`, which is read as 3250, and `1,125`, which is read as 1.125"),
        "{text}"
    );
    assert!(!table(["3,250", "1,125", "2,500"], "1.250,50").contains("both"));
}

#[test]
fn weights_on_another_footing_than_their_siblings_are_warned_of() {
    let files = on_prices("weight = 1\n", "weight = 20\n");
    let case = std::fs::read_to_string(files.path("case.toml")).unwrap();
    std::fs::write(files.path("case.toml"), case.replace("weight = 0.5\n", "weight = 15\n"))
        .unwrap();
    let with = |weights: &str| said(&files, &["evaluate", "./case.toml", "--weights", weights], 0);
    let text = with("price=.45");
    assert!(
        text.contains("`price` = 0.45 counts against the weights that its siblings have"),
        "{text}"
    );
    assert!(text.contains("its share is 0.03"), "{text}");
    for weights in ["price=.45,quality=.55", "price=30", "price=0"] {
        assert!(!with(weights).contains("counts against"), "{weights}");
    }
}

/// Prices with these cells beside a second column, on a scale of prices if one is given.
fn priced(prices: [&str; 3], qualities: [&str; 3], scale: &str) -> Files {
    let rows: String = ["Alt", "Berg", "Cron"]
        .iter()
        .zip(prices)
        .zip(qualities)
        .map(|((name, price), quality)| format!("{name};\"{price}\";{quality}\n"))
        .collect();
    let files = files("t.csv", &format!("vendor;price;quality\n{rows}"));
    if !scale.is_empty() {
        let with = format!("direction = \"min\"\nscale = {{ {scale} }}\n");
        std::fs::write(files.path("case.toml"), VENDORS.replace("direction = \"min\"\n", &with))
            .unwrap();
    }
    files
}

#[test]
fn a_figure_beyond_a_scale_does_not_turn_its_column() {
    let scale = "min = 0, max = 50000";
    // One beyond the scale may be a slip: nothing is settled.
    let text = said(
        &priced(["48.500", "12.500", "61.250"], ["60", "70", "80"], scale),
        &["check", "./case.toml"],
        1,
    );
    assert!(text.contains("48.5 or as 48500"), "{text}");
    // What the table and the figures beside it show comes first: 61250 is refused.
    for qualities in [["1.200.000", "1.300.000", "1.250.000"], ["60", "70", "80"]] {
        let prices = ["48000", "12.500", "61.250"];
        let text = said(&priced(prices, qualities, scale), &["check", "./case.toml"], 1);
        assert!(
            text.contains("61250 lies beyond the scale") || text.contains("12.5 or as 12500"),
            "{text}"
        );
    }
    // Both marks under one scale settle nothing either.
    let text = said(
        &priced(["12.345", "18,972", "17.250"], ["60", "70", "80"], "min = 0, max = 100"),
        &["check", "./case.toml"],
        1,
    );
    assert!(text.contains("12.345 or as 12345"), "{text}");
}

#[test]
fn other_columns_do_not_decide_for_a_figure_with_a_unit() {
    for (price, quality) in [("€ 1.250", "8.5"), ("€ 1.250", "8,5"), ("1.200 mln", "8.5")] {
        let files = priced(["980", "1200", price], [quality, quality, quality], "");
        let text = said(&files, &["check", "./case.toml"], 1);
        assert!(text.contains(" or `12"), "{price}, {quality}: {text}");
    }
}

#[test]
fn spreads_are_of_another_size_and_say_nothing_of_their_column() {
    for (price, quality) in [
        ("12.500 ± 250", "1.200.000"),
        ("normal(12.500; 250)", "1.200.000"),
        ("normal(85.50; 1.200)", "8"),
    ] {
        let files = priced([price, price, price], [quality, quality, quality], "");
        let text = said(&files, &["check", "./case.toml"], 0);
        assert!(!text.contains("is read as"), "{price}: {text}");
    }
    // Measured figures are what the column shows that they are.
    let files = priced(["45.5", "62.25", "1.125"], ["8", "9", "7"], "");
    assert!(!said(&files, &["check", "./case.toml"], 0).contains("is read as"));
    // A key that would break another column is not offered.
    let files = priced(["45.5", "62.25", "1.250"], ["1.250,00", "2.300,50", "3.000,00"], "");
    let text = said(&files, &["check", "./case.toml"], 0);
    assert!(text.contains("`1.250` is read as 1.25") && !text.contains("--decimal"), "{text}");
    // Figures that contradict each other are told from figures that say nothing.
    let files = priced(["1.5", "1.200,50", "1.125"], ["8", "9", "7"], "");
    let text = said(&files, &["check", "./case.toml"], 1);
    assert!(text.contains("figures of its column contradict each other"), "{text}");
}

#[test]
fn only_figures_of_the_same_key_excuse_one_that_ends_in_zeros() {
    let limit = "weight = 0.125\n[[requirements]]\nid = \"r\"\neffect = \"flag\"\nneeds = { criterion = \"price\", at_most = 15.000 }\n";
    for weight in ["0.125", "2.5e1"] {
        let files = on_prices("weight = 0.5\n", &limit.replace("0.125", weight));
        let text = said(&files, &["check", "./case.toml"], 0);
        assert!(text.contains("`15.000` is read as 15"), "{text}");
    }
    // A key is one warning.
    let files = on_prices("weight = 0.5\n", "weight = 2.500\n");
    let case = std::fs::read_to_string(files.path("case.toml")).unwrap();
    std::fs::write(files.path("case.toml"), case.replace("weight = 1\n", "weight = 1.500\n"))
        .unwrap();
    let text = said(&files, &["check", "./case.toml"], 0);
    assert_eq!(text.matches("is read as").count(), 1, "{text}");
    assert!(text.contains("one more `weight` like it"), "{text}");
}

#[test]
fn the_unit_of_a_criterion_behind_its_figure_is_no_multiplier() {
    let files = Files::new(&[
        (
            "case.toml",
            "format = 1\nid = \"t\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"o\"\n[[criteria]]\nid = \"c\"\nunit = \"EUR M\"\n",
        ),
        ("t.csv", "o,c\nA,8 EUR M\nB,7..9 EUR M\nC,3 EUR k\n"),
    ]);
    let message = files.open().unwrap_err().to_string();
    for said in ["write `8` alone", "write `7..9` alone"] {
        assert!(message.contains(said), "{message}");
    }
    assert!(!message.contains("8000000"), "{message}");
}
