//! The workbook that recalculates, read back: names in both languages, results beside formulas, and
//! what no reader should find in it. That its formulas give these results is for LibreOffice to say,
//! in `tests/interop/test_live_workbook.py`.

use crate::common::Files;
use afweging::case::{Case, DEFAULT, Location, WhatIf};
use afweging::method::Method;
use afweging::problem::Language;
use afweging::report::Words;
use afweging::study::{AcceptabilityRequest, SweepRequest, acceptability, evaluate, sweep};
use afweging::workbook::{Answers, MOST_WORKBOOK_CELLS, workbook};
use afweging::write::Record;
use calamine::{Data, Range, Reader, Xlsx};
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
    let answers = Answers { acceptability: Some(&drawn), sweep: Some(&swept) };
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
