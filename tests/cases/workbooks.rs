//! How workbooks are read: which sheet, where its table starts, how its cells are named, and what
//! is no cell.
#![cfg(all(feature = "cli", feature = "xlsx"))]

use crate::common::Files;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use std::process::{Command, Output};

const CASE: &str = r#"format = 1
id = "vendors"
data = ["t.xlsx"]
[[keys]]
id = "vendor"
[[criteria]]
id = "price"
direction = "min"
[[criteria]]
id = "quality"
"#;

fn run(files: &Files, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_afweging"))
        .current_dir(files.folder.path())
        .args(args)
        .output()
        .expect("the program runs")
}

fn said(files: &Files, status: i32) -> String {
    let output = run(files, &["check", "./case.toml"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(status), "{said}");
    assert!(!said.contains("panicked"), "{said}");
    said
}

/// A sheet's name, and what fills it.
type Sheet<'a> = (&'a str, &'a dyn Fn(&mut Worksheet));

/// A case whose workbook has these sheets, each filled by a closure.
fn files(sheets: &[Sheet]) -> Files {
    let mut book = Workbook::new();
    for (name, fill) in sheets {
        fill(book.add_worksheet().set_name(*name).unwrap());
    }
    let files = Files::new(&[("case.toml", CASE)]);
    std::fs::write(files.path("t.xlsx"), book.save_to_buffer().unwrap()).unwrap();
    files
}

/// The table of three vendors from this row on; prices as texts where `texts`.
fn table(sheet: &mut Worksheet, top: u32, prices: [&str; 3], texts: bool) {
    for (column, header) in ["vendor", "price", "quality"].iter().enumerate() {
        sheet.write(top, column as u16, *header).unwrap();
    }
    for (row, ((name, price), quality)) in
        ["Alt", "Berg", "Cron"].iter().zip(prices).zip([8.0, 9.0, 7.0]).enumerate()
    {
        let row = top + 1 + row as u32;
        sheet.write(row, 0, *name).unwrap();
        match price.parse::<f64>() {
            Ok(number) if !texts => sheet.write_number(row, 1, number).unwrap(),
            _ => sheet.write_string(row, 1, price).unwrap(),
        };
        sheet.write_number(row, 2, quality).unwrap();
    }
}

#[test]
fn numbers_are_never_ambiguous_and_texts_are() {
    let numbers = files(&[("Scores", &|sheet| table(sheet, 0, ["980", "1.2", "1.125"], false))]);
    said(&numbers, 0);
    for (mark, prices) in [(".", ["980", "1.200", "1.450"]), (",", ["980", "1,200", "1,450"])] {
        let texts = files(&[("Scores", &|sheet| table(sheet, 0, prices, true))]);
        let text = said(&texts, 1);
        assert!(
            text.contains("t.xlsx#Scores: cell B3 (column `price`)")
                && text.contains("1.2 or as 1200"),
            "{text}"
        );
        let output =
            run(&texts, &["evaluate", "./case.toml", "--thousands", mark, "--format", "csv"]);
        let out = String::from_utf8(output.stdout).unwrap();
        assert!(out.contains("Alt,weighted-sum,0.75"), "{out}");
    }
}

#[test]
fn the_sheet_that_was_read_is_named() {
    let read_me = |sheet: &mut Worksheet| {
        sheet.write(0, 0, "Scores of vendors").unwrap();
        sheet.write(2, 0, "by").unwrap();
        sheet.write(2, 1, "the buyer").unwrap();
    };
    let book = files(&[
        ("Read me", &read_me),
        ("Scores", &|sheet| table(sheet, 0, ["980", "1200", "1450"], false)),
    ]);
    let text = said(&book, 1);
    assert!(
        text.contains("t.xlsx#Read me: this sheet, the first of its workbook, has no key column"),
        "{text}"
    );
    assert!(text.contains("`./t.xlsx#Scores`") || text.contains("t.xlsx#Scores`"), "{text}");
    assert_eq!(text.matches("error").count(), 1, "{text}");
    std::fs::write(book.path("case.toml"), CASE.replace("t.xlsx", "t.xlsx#Scores")).unwrap();
    said(&book, 0);
}

#[test]
fn a_title_above_the_header_is_recognised() {
    let titled = |sheet: &mut Worksheet| {
        sheet.write(0, 0, "Vendors, autumn of 2024").unwrap();
        table(sheet, 2, ["980", "1200", "1450"], false);
    };
    let text = said(&files(&[("Scores", &titled)]), 0);
    assert!(text.contains("row 1 is taken for a title: the header is row 3"), "{text}");
}

#[test]
fn a_wrong_cell_is_named_once() {
    let broken = files(&[("Scores", &|sheet| table(sheet, 0, ["980", "1200", "1450"], false))]);
    crate::common::patched(
        &broken.path("t.xlsx"),
        "<c r=\"B3\"><v>1200</v></c>",
        "<c r=\"B3\" t=\"e\"><f>NA()</f><v>#N/A</v></c>",
    );
    let text = said(&broken, 1);
    assert_eq!(text.matches("error:").count(), 1, "{text}");
    assert!(
        text.contains("t.xlsx#Scores: cell B3 (column `price`): this cell holds the error #N/A"),
        "{text}"
    );
    let typed = files(&[("Scores", &|sheet| table(sheet, 0, ["980", "#N/A", "1450"], false))]);
    let text = said(&typed, 1);
    assert_eq!(text.matches("error:").count(), 1, "{text}");
    assert!(
        text.contains("cell B3 (column `price`): `#N/A` is not a number")
            && text.contains("leave the cell empty"),
        "{text}"
    );
}

#[test]
fn formulas_without_values_are_one_error() {
    let book = files(&[("Scores", &|sheet| table(sheet, 0, ["980", "1200", "1450"], false))]);
    crate::common::patched(&book.path("t.xlsx"), "<v>1200</v>", "<f>600*2</f>");
    crate::common::patched(&book.path("t.xlsx"), "<v>9</v>", "<f>3*3</f>");
    let text = said(&book, 1);
    assert_eq!(text.matches("error:").count(), 1, "{text}");
    assert!(
        text.contains(
            "t.xlsx#Scores: cell B3 (column `price`): this formula has no value, nor have 1 more"
        ),
        "{text}"
    );
}

#[test]
fn nothing_beyond_the_last_column_is_a_cell() {
    for stray in ["XFE2", "ZZZZ2", "ZZZZZZ2", "A1048577"] {
        let book = files(&[("Scores", &|sheet| table(sheet, 0, ["980", "1200", "1450"], false))]);
        crate::common::patched(
            &book.path("t.xlsx"),
            "</row><row r=\"4\"",
            &format!("<c r=\"{stray}\"><v>1</v></c></row><row r=\"4\""),
        );
        let started = std::time::Instant::now();
        let text = said(&book, 1);
        assert!(text.contains("t.xlsx"), "{stray}: {text}");
        assert!(started.elapsed().as_secs() < 20, "{stray} took {:?}", started.elapsed());
    }
    // The last cell there is has no header, and the columns before it cost nothing.
    let far = files(&[("Scores", &|sheet| {
        table(sheet, 0, ["980", "1200", "1450"], false);
        sheet.write(2, 16383, "x").unwrap();
    })]);
    let text = said(&far, 1);
    assert!(text.contains("cell XFD1") && text.contains("no name"), "{text}");
}

#[test]
fn what_unpacks_to_too_much_is_refused() {
    let book = files(&[("Scores", &|sheet| table(sheet, 0, ["980", "1200", "1450"], false))]);
    // 40 MB of blanks pack into some 40 kB.
    crate::common::patched(
        &book.path("t.xlsx"),
        "<sheetData>",
        &format!("{}<sheetData>", " ".repeat(40_000_000)),
    );
    assert!(std::fs::metadata(book.path("t.xlsx")).unwrap().len() < 200_000);
    let check = |size: &str| run(&book, &["check", "./case.toml", "--max-size", size]);
    let refused = check("10M");
    let text = String::from_utf8_lossy(&refused.stderr);
    assert_eq!(refused.status.code(), Some(1), "{text}");
    assert!(
        text.contains("unpacks to more than 10 MB") && text.contains("--max-size 20M"),
        "{text}"
    );
    assert!(check("100M").status.success());
    // A size that lies is counted.
    let mut bytes = std::fs::read(book.path("t.xlsx")).unwrap();
    let said = (0..bytes.len() - 4).filter(|at| {
        let size = u32::from_le_bytes(bytes[*at..at + 4].try_into().unwrap());
        (40_000_000..40_100_000).contains(&size)
    });
    let said: Vec<usize> = said.collect();
    assert!(!said.is_empty());
    for at in said {
        bytes[at..at + 4].copy_from_slice(&1000u32.to_le_bytes());
    }
    std::fs::write(book.path("t.xlsx"), bytes).unwrap();
    assert_eq!(check("10M").status.code(), Some(1));
}

#[test]
fn hidden_rows_are_read_and_said() {
    let with = |hidden: &[u32]| {
        let fill = |sheet: &mut Worksheet| {
            table(sheet, 0, ["980", "1200", "1450"], false);
            hidden.iter().for_each(|row| _ = sheet.set_row_hidden(*row).unwrap());
        };
        // Another sheet's rows are its own.
        let other = |sheet: &mut Worksheet| {
            _ = sheet.write(3, 0, "note").unwrap().set_row_hidden(3).unwrap()
        };
        files(&[("Scores & more", &fill), ("Notes", &other)])
    };
    assert!(!said(&with(&[]), 0).contains("hidden"));
    let text = said(&with(&[2]), 0);
    assert!(
        text.contains("t.xlsx#Scores & more") && text.contains("row 3 is hidden in this sheet"),
        "{text}"
    );
    assert!(said(&with(&[1, 3]), 0).contains("2 rows are hidden in this sheet (2, 4)"));
    // Columns too, and a hidden sheet is not the first.
    let fill = |sheet: &mut Worksheet| {
        table(sheet, 0, ["980", "1200", "1450"], false);
        sheet.set_active(true).set_column_hidden(1).unwrap();
    };
    let old = |sheet: &mut Worksheet| {
        table(sheet, 0, ["1", "2", "3"], false);
        sheet.set_hidden(true);
    };
    let text = said(&files(&[("Old", &old), ("Scores", &fill)]), 0);
    assert!(text.contains("t.xlsx#Scores") && text.contains("column B is hidden"), "{text}");
    // A blank one, or one above the header, is not read.
    assert!(!said(&with(&[7]), 0).contains("hidden"));
}

#[test]
fn numbers_shown_as_percentages_are_an_error_and_plain_ones_are_not() {
    let shown = |quality: [(f64, &'static str); 3]| {
        move |sheet: &mut Worksheet| {
            table(sheet, 0, ["980", "1200", "1450"], false);
            for (row, (figure, format)) in quality.into_iter().enumerate() {
                sheet
                    .write_number_with_format(
                        row as u32 + 1,
                        2,
                        figure,
                        &Format::new().set_num_format(format),
                    )
                    .unwrap();
            }
        }
    };
    let mixed = files(&[("Scores", &shown([(60.0, "0"), (0.45, "0%"), (0.8, "0.0%")]))]);
    let text = said(&mixed, 1);
    assert!(
        text.contains(
            "t.xlsx#Scores: cell C3 (column `quality`): this cell shows 45% and holds 0.45"
        ),
        "{text}"
    );
    assert!(
        text.contains("(criterion `quality`; one more such cell below)")
            && text.matches("error").count() == 1,
        "{text}"
    );
    assert!(
        text.contains("write 45 in this one") && text.contains("keep 0.45 in that format"),
        "{text}"
    );
    // Both remedies, applied.
    said(&files(&[("Scores", &shown([(60.0, "0"), (45.0, "0"), (80.0, "0.0")]))]), 0);
    said(&files(&[("Scores", &shown([(0.6, "0.00"), (0.45, "General"), (0.8, "0.00")]))]), 0);
    // Digits are moved in decimal, and a format may have a colour and a sign for negative figures.
    let text = said(
        &files(&[("Scores", &shown([(0.07, "[Red]0.0 %;-0.0 %"), (0.5, "0%"), (60.0, "0")]))]),
        1,
    );
    assert!(
        text.contains("cell C2 (column `quality`): this cell shows 7% and holds 0.07"),
        "{text}"
    );
    // A column of nothing but percentages holds shares of 1, where the case does not speak of
    // percent.
    said(&files(&[("Scores", &shown([(0.07, "0%"), (0.5, "0%"), (0.6, "0%")]))]), 0);
    // A sign that is only text multiplies nothing.
    said(&files(&[("Scores", &shown([(60.0, "0\"%\""), (45.0, "0\\%"), (80.0, "0")]))]), 0);
    // Percentages where no figure is read are nobody's business.
    let note = |sheet: &mut Worksheet| {
        table(sheet, 0, ["980", "1200", "1450"], false);
        sheet.write(0, 3, "source").unwrap();
        sheet.write_number_with_format(1, 3, 0.45, &Format::new().set_num_format("0%")).unwrap();
    };
    said(&files(&[("Scores", &note)]), 0);
}
