//! The workbook that recalculates, read back: names in both languages, results beside formulas, and
//! what no reader should find in it. That its formulas give these results is for LibreOffice to say,
//! in `tests/interop/test_live_workbook.py`.

use crate::common::Files;
use afweging::case::{Case, DEFAULT, Location, WhatIf};
use afweging::error::both;
use afweging::method::Method;
use afweging::problem::{Direction, Language, Problem};
use afweging::report::Words;
use afweging::study::{AcceptabilityRequest, SweepRequest, acceptability, evaluate, sweep};
use afweging::workbook::{Answers, MOST_WORKBOOK_CELLS, fits, workbook};
use afweging::write::Record;
use calamine::{Data, DataType, Range, Reader, Xlsx};
use std::io::Cursor;

fn book(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

fn made(case: &Case, method: &str, language: Language) -> Vec<u8> {
    let method = Method::named(method).unwrap();
    let evaluation = evaluate(&case.problem, &method).unwrap();
    workbook(case, &evaluation, Answers::default(), &Record::default(), Words(language)).unwrap()
}

/// The column below a header of the fourth row.
fn column<'r>(sheet: &'r Range<Data>, name: &str) -> Vec<&'r Data> {
    let header = sheet.rows().nth(3).unwrap();
    let at = header.iter().position(|cell| *cell == Data::String(name.into())).unwrap();
    sheet.rows().skip(4).map(|row| &row[at]).collect()
}

#[test]
fn sheets_have_names_of_the_reader_and_hold_the_studies() {
    let case = Case::open(&Location::of(DEFAULT), &WhatIf::default()).unwrap();
    let evaluation = evaluate(&case.problem, &Method::default()).unwrap();
    let request = AcceptabilityRequest { draws: 200, ..AcceptabilityRequest::default() };
    let drawn = acceptability(&evaluation, &request).unwrap();
    let swept = sweep(&evaluation, &SweepRequest::default()).unwrap();
    let answers =
        Answers { acceptability: Some(&drawn), sweep: Some(&swept), ..Answers::default() };
    let names = |language| {
        let words = Words(language);
        let bytes = workbook(&case, &evaluation, answers, &Record::default(), words).unwrap();
        let again = workbook(&case, &evaluation, answers, &Record::default(), words).unwrap();
        assert!(bytes == again, "the same input gives the same bytes");
        let book = book(bytes);
        // Names of print areas and filters are no names of cells.
        let own = book.defined_names().iter().filter(|(name, _)| !name.contains("_xlnm."));
        assert_eq!(own.count(), 0, "{:?}", book.defined_names());
        book.sheet_names()
    };
    assert_eq!(
        names(Language::En).join(", "),
        "Answer, Weights, Performances, Scales, Values, Scores and ranks, Matrix, Evidence, Acceptability, Tornado, One weight moves, Run"
    );
    assert_eq!(
        names(Language::Nl).join(", "),
        "Antwoord, Gewichten, Prestaties, Schalen, Waarden, Scores en rangen, Matrix, Onderbouwing, Aanvaardbaarheid, Tornado, Eén gewicht verschuift, Uitvoering"
    );
}

/// Three offers: 100, 120 and 110 euro; quality 7, 9 and 6 on a scale from 0 to 10; quality weighs
/// twice as much. Values of the price over the range 100 to 120: 1, 0 and 1/2.
fn offers() -> Files {
    let criteria = "format = 1\nid = \"offers\"\ntitle = { en = \"Offers\", nl = \"Offertes\" }\ndata = [\"t.csv\"]\n\
        [[keys]]\nid = \"offer\"\n\
        [[criteria]]\nid = \"price\"\nlabel = { en = \"Price\", nl = \"Prijs\" }\ndirection = \"min\"\nweight = 1\n\
        [[criteria]]\nid = \"quality\"\nlabel = { en = \"Quality\", nl = \"Kwaliteit\" }\nscale = { min = 0, max = 10 }\nweight = 2\n";
    Files::new(&[
        ("case.toml", criteria),
        ("t.csv", "offer,price,quality\nAsh,100,7\nBeech,120,9\nCedar,110,6\n"),
    ])
}

#[test]
fn results_stand_beside_formulas() {
    let case = offers().open().unwrap();
    let mut book = book(made(&case, "weighted-sum", Language::Nl));
    let scores = book.worksheet_range("Scores en rangen").unwrap();
    let found: Vec<f64> = column(&scores, "Score")
        .into_iter()
        .map(|cell| match cell {
            Data::Float(score) => *score,
            other => panic!("{other:?}"),
        })
        .collect();
    let wanted = [(1.0 + 2.0 * 0.7) / 3.0, (0.0 + 2.0 * 0.9) / 3.0, (0.5 + 2.0 * 0.6) / 3.0];
    for (found, wanted) in found.iter().zip(wanted) {
        assert!((found - wanted).abs() < 1e-12, "{found} {wanted}");
    }
    let ranks = [1.0, 2.0, 3.0].map(Data::Float);
    assert_eq!(column(&scores, "Rang"), ranks.iter().collect::<Vec<_>>());
    let formulas = book.worksheet_formula("Scores en rangen").unwrap();
    assert!(formulas.rows().flatten().any(|it| it.contains("SUMPRODUCT('Waarden'!$C$6:$D$6")));
    // The answer is sorted, and names are texts.
    let answer = book.worksheet_range("Antwoord").unwrap();
    let names: Vec<&Data> =
        answer.rows().filter(|row| matches!(row[0], Data::Float(_))).map(|row| &row[1]).collect();
    let wanted = ["Ash", "Beech", "Cedar"].map(|name| Data::String(name.into()));
    assert_eq!(names, wanted.iter().collect::<Vec<_>>());
    // Weights as written, and what they come to.
    let weights = book.worksheet_range("Gewichten").unwrap();
    let rows: Vec<&[Data]> = weights.rows().skip(5).take(2).collect();
    assert_eq!(rows[1][..2], [Data::String("Kwaliteit".into()), Data::Float(2.0)]);
    assert_eq!(rows[1][3], Data::Float(2.0 / 3.0));
}

#[test]
fn what_does_not_follow_says_so() {
    let case = offers().open().unwrap();
    let texts = |method: &str| -> (Vec<String>, usize) {
        let mut book = book(made(&case, method, Language::En));
        let scores = book.worksheet_range("Scores and ranks").unwrap();
        let formulas = book.worksheet_formula("Scores and ranks").unwrap();
        let line = |row: &[Data]| row.iter().map(Data::to_string).collect::<String>();
        let texts = scores.rows().take(3).map(line).collect();
        (texts, formulas.used_cells().filter(|cell| !cell.2.is_empty()).count())
    };
    let (said, formulas) = texts("topsis");
    assert!(said.iter().any(|line| line.contains("they do not move")), "{said:?}");
    assert_eq!(formulas, 0);
    let (said, formulas) = texts("weighted-product");
    assert!(said.iter().any(|line| line.contains("follow what is changed")), "{said:?}");
    assert!(formulas > 0);
    // Flows of PROMETHEE II are written; their sum follows the weights.
    let mut book = book(made(&case, "promethee-ii", Language::En));
    let values = book.worksheet_range("Values").unwrap();
    let line = |row: &[Data]| row.iter().map(Data::to_string).collect::<String>();
    assert!(values.rows().take(3).any(|row| line(row).contains("written, not formulas")));
}

#[test]
fn what_is_too_large_for_people_is_refused() {
    let rows: String = (0..=MOST_WORKBOOK_CELLS / 2).map(|at| format!("o{at},{at},1\n")).collect();
    let files = offers();
    std::fs::write(files.path("t.csv"), format!("offer,price,quality\n{rows}")).unwrap();
    let case = files.open().unwrap();
    let evaluation = evaluate(&case.problem, &Method::default()).unwrap();
    let words = Words(Language::En);
    let refused =
        workbook(&case, &evaluation, Answers::default(), &Record::default(), words).unwrap_err();
    assert!(refused.to_string().contains("50002 cells"), "{refused}");
}

/// A line of a sheet, in one text.
fn line(row: &[Data]) -> String {
    row.iter().map(Data::to_string).collect()
}

#[test]
fn more_groups_or_criteria_than_a_sheet_has_columns_are_refused_in_both_languages() {
    let rows: String = (0..16_383).map(|at| format!("o{at},{at},{at}\n")).collect();
    let files = Files::new(&[
        (
            "case.toml",
            "format = 1\nid = \"wide\"\ntitle = \"Wide\"\ndata = [\"t.csv\"]\nrank_within = [\"place\"]\n\
             [[keys]]\nid = \"offer\"\n[[keys]]\nid = \"place\"\n[[criteria]]\nid = \"price\"\ndirection = \"min\"\n",
        ),
        ("t.csv", &format!("offer,place,price\n{rows}")),
    ]);
    let case = files.open().unwrap();
    let refused = fits(&evaluate(&case.problem, &Method::default()).unwrap()).unwrap_err();
    assert!(refused.to_string().contains("16383 groups"), "{refused}");
    assert!(refused.to_string().contains("--where"), "{refused}");
    assert!(refused.dutch().contains("16383 groepen"), "{}", refused.dutch());
    let mut wide = Problem::builder();
    for at in 0..16_383 {
        wide = wide.criterion(format!("c{at}"), Direction::Max, 1.0);
    }
    let wide = wide.alternative("A", vec![1.0; 16_383]).build().unwrap();
    let refused = fits(&evaluate(&wide, &Method::default()).unwrap()).unwrap_err();
    assert!(refused.to_string().contains("16383 criteria"), "{refused}");
    assert!(refused.dutch().contains("naast elkaar plaats"), "{}", refused.dutch());
}

#[test]
fn what_is_left_out_stands_on_the_answer() {
    let case = offers().open().unwrap();
    let evaluation = evaluate(&case.problem, &Method::default()).unwrap();
    let left_out = [both("the study `x`: it is too large", "de analyse `x`: ze is te groot")];
    let said = |language, sheet: &str| {
        let answers = Answers { left_out: &left_out, ..Answers::default() };
        let words = Words(language);
        let bytes = workbook(&case, &evaluation, answers, &Record::default(), words).unwrap();
        let answer = book(bytes).worksheet_range(sheet).unwrap();
        answer.rows().map(line).collect::<Vec<_>>()
    };
    let english = said(Language::En, "Answer");
    assert!(english.iter().any(|it| it == "Left out: the study `x`: it is too large."));
    let dutch = said(Language::Nl, "Antwoord");
    assert!(dutch.iter().any(|it| it == "Weggelaten: de analyse `x`: ze is te groot."));
}

/// The offers with a fourth that is there for reference, and one figure that is not known.
fn offers_with_a_reference() -> Files {
    let files = offers();
    let text = std::fs::read_to_string(files.path("case.toml")).unwrap();
    let keys = "[[keys]]\nid = \"offer\"\n";
    let reference = "[[keys]]\nid = \"offer\"\nvalues = [{ id = \"Ash\" }, { id = \"Beech\" }, { id = \"Cedar\" }, \
        { id = \"Now\", role = \"reference\" }]\n";
    // What is there for reference has a score on scales of the case only.
    let scale = "direction = \"min\"\nscale = { min = 0, max = 200 }\n";
    let text = text.replace(keys, reference).replace("direction = \"min\"\n", scale);
    std::fs::write(files.path("case.toml"), text).unwrap();
    let rows = "offer,price,quality\nAsh,100,7\nBeech,120,?\nCedar,110,6\nNow,115,5\n";
    std::fs::write(files.path("t.csv"), rows).unwrap();
    files
}

#[test]
fn the_matrix_marks_what_does_not_compete() {
    let case = offers_with_a_reference().open().unwrap();
    let mut book = book(made(&case, "weighted-sum", Language::En));
    let matrix = book.worksheet_range("Matrix").unwrap();
    let lines: Vec<String> = matrix.rows().map(line).collect();
    assert!(lines.iter().any(|it| it.starts_with("* does not compete")), "{lines:?}");
    let names: Vec<String> = matrix.rows().map(|row| row[1].to_string()).collect();
    assert!(names.contains(&"Now *".to_owned()) && names.contains(&"Ash".to_owned()), "{names:?}");
    // Where all compete nothing is said.
    let mut book = self::book(made(&offers().open().unwrap(), "weighted-sum", Language::En));
    let matrix = book.worksheet_range("Matrix").unwrap();
    assert!(!matrix.rows().map(line).any(|it| it.contains("does not compete")));
}

/// The known weight of an alternative is one cell of another sheet, whatever the size of the case.
#[test]
fn no_formula_of_scores_searches_the_performances() {
    let case = offers_with_a_reference().open().unwrap();
    let mut book = book(made(&case, "weighted-sum", Language::En));
    let scores = book.worksheet_formula("Scores and ranks").unwrap();
    let over: Vec<&String> = scores
        .used_cells()
        .map(|(_, _, formula)| formula)
        .filter(|formula| formula.contains("'Performances'!"))
        .collect();
    assert_eq!(over.len(), 4, "{over:?}");
    assert!(over.iter().all(|formula| !formula.contains(':')), "{over:?}");
    // Quality weighs two thirds, and that of Beech is not known.
    let scores = book.worksheet_range("Scores and ranks").unwrap();
    let known: Vec<f64> =
        column(&scores, "Known weight").into_iter().filter_map(Data::get_float).collect();
    let wanted = [1.0, 1.0 / 3.0, 1.0, 1.0];
    assert!(known.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 1e-12), "{known:?}");
    assert_eq!(known.len(), 4);
}

#[cfg(feature = "cli")]
mod program {
    use super::*;
    use std::path::Path;
    use std::process::{Command, Output};

    fn run(folder: &Path, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_afweging"))
            .current_dir(folder)
            .args(args)
            .output()
            .unwrap()
    }

    fn said(output: &Output) -> String {
        String::from_utf8_lossy(&output.stderr).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn answer(path: &Path) -> String {
        let mut book = book(std::fs::read(path).unwrap());
        let sheet = book.sheet_names()[0].clone();
        book.worksheet_range(&sheet).unwrap().rows().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn what_a_workbook_does_not_hold_is_said_in_it_and_on_the_error_stream() {
        let files = offers();
        // A price of 0 is none for a weighted product.
        let rows = "offer,price,quality\nAsh,0,7\nBeech,120,9\nCedar,110,6\n";
        std::fs::write(files.path("t.csv"), rows).unwrap();
        let folder = files.path("");
        let args = ["report", "case.toml", "--studies", "robust,sweep", "-o", "b.xlsx"];
        let methods =
            ["--method", "weighted-sum", "--method", "topsis", "--method", "weighted-product"];
        let output = run(&folder, &[&args[..], &methods[..], &["-q"]].concat());
        assert!(output.status.success(), "{}", said(&output));
        let (stderr, sheet) = (said(&output), answer(&folder.join("b.xlsx")));
        for part in ["the study `robust`", "the results of `topsis`"] {
            assert!(stderr.contains(&format!("warning: left out: {part}")), "{stderr}");
            assert!(sheet.contains(&format!("Left out: {part}")), "{sheet}");
        }
        assert!(
            stderr.contains("weighted-product") && sheet.contains("weighted-product"),
            "{sheet}"
        );
        // What it holds by itself is no reason to say anything.
        let output = run(&folder, &["report", "case.toml", "-o", "c.xlsx"]);
        assert_eq!(said(&output), "wrote c.xlsx");
        assert!(!answer(&folder.join("c.xlsx")).contains("Left out"));
    }

    #[test]
    fn live_speaks_of_a_workbook_and_of_no_report() {
        let files = offers();
        let folder = files.path("");
        for (wrong, args) in [
            (".xlsx", &["-o", "x.csv"][..]),
            ("-o case.xlsx", &[]),
            ("--table ranking", &["--table", "ranking", "-o", "x.xlsx"]),
            ("--format csv", &["--format", "csv", "-o", "x.xlsx"]),
        ] {
            let output = run(&folder, &[&["evaluate", "case.toml", "--live"], args].concat());
            let said = said(&output);
            assert_eq!(output.status.code(), Some(2), "{said}");
            assert!(said.contains(wrong) && said.contains("workbook"), "{said}");
            assert!(!said.contains("report"), "{said}");
        }
        assert!(!folder.join("x.csv").exists() && !folder.join("x.xlsx").exists());
    }
}
