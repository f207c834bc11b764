//! A column `actor` in data tables: whose judgement a row is, in tables of every shape and format.

use crate::common::Files;
use afweging::Error;
use afweging::case::{Case, WhatIf};
use afweging::problem::Problem;
use std::collections::BTreeMap;

const CASE: &str = r#"format = 1
id = "scores"
data = [DATA]
[[keys]]
id = "site"
[[keys]]
id = "year"
[[criteria]]
id = "cost"
column = "Cost (EUR M)"
direction = "min"
scale = { min = 0, max = 100 }
[[criteria]]
id = "noise"
direction = "min"
scale = { levels = ["low", "middle", "high"] }
[[actors]]
id = "residents"
weights = { cost = 1, noise = 3 }
[[actors]]
id = "town"
weights = { cost = 1, noise = 1 }
"#;

/// What everybody starts from: a cell that is empty is unknown.
const WIDE: &str = "site,year,Cost (EUR M),noise,actor\n\
                    A,2030,10,low,\n\
                    B,2030,20,,\n\
                    C,2030,,high,\n\
                    A,2030,,high,residents\n\
                    B,2030,25,low,residents\n\
                    C,2030,30,,town\n\
                    D,2030,40,middle,town\n";

const LONG: &str = "actor,site,year,criterion,value\n\
                    ,A,2030,cost,10\n\
                    ,A,2030,noise,low\n\
                    residents,B,2030,cost,25\n\
                    ,B,2030,cost,20\n\
                    ,C,2030,noise,high\n\
                    town,C,2030,noise,\n\
                    residents,A,2030,noise,high\n\
                    residents,B,2030,noise,low\n\
                    town,C,2030,cost,30\n\
                    town,D,2030,cost,40\n\
                    town,D,2030,noise,middle\n";

/// The cells as somebody sees them, by alternative: figures of the cost, and places of the level of
/// noise on its scale. Unknown ones are left out.
type Cells = BTreeMap<String, [Option<f64>; 2]>;

fn cells(problem: &Problem) -> Cells {
    let id = |alternative: usize| {
        let values = problem.alternatives()[alternative].values().iter();
        let ids = problem.keys().iter().zip(values).map(|(key, value)| &*key.values[*value].id);
        ids.collect::<Vec<_>>().join("/")
    };
    let cell = |alternative: usize, leaf: usize| {
        let cell = problem.cell(alternative, leaf);
        cell.known.then_some(cell.spread.nominal)
    };
    let all = 0..problem.alternatives().len();
    all.map(|at| (id(at), [cell(at, 0), cell(at, 1)])).collect()
}

fn expected(rows: [[Option<f64>; 2]; 4]) -> Cells {
    let ids = ["A/2030", "B/2030", "C/2030", "D/2030"].map(str::to_owned);
    ids.into_iter().zip(rows).collect()
}

/// By hand: the case itself, the residents, the town.
fn views() -> [Cells; 3] {
    let (low, middle, high) = (Some(0.0), Some(1.0), Some(2.0));
    [
        expected([[Some(10.0), low], [Some(20.0), None], [None, high], [None, None]]),
        expected([[Some(10.0), high], [Some(25.0), low], [None, high], [None, None]]),
        expected([[Some(10.0), low], [Some(20.0), None], [Some(30.0), high], [Some(40.0), middle]]),
    ]
}

fn as_seen_by(files: &Files, actor: Option<&str>) -> Case {
    let what_if = WhatIf { actor: actor.map(str::to_owned), ..WhatIf::default() };
    files.open_with(&what_if).unwrap_or_else(|error| panic!("{actor:?}: {error}"))
}

fn with_tables(tables: &[(&str, &str)]) -> Files {
    let names: Vec<String> = tables.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    let case = CASE.replace("DATA", &names.join(", "));
    let mut all = vec![("case.toml", case.as_str())];
    all.extend(tables);
    Files::new(&all)
}

/// What each actor sees, alone and in the panel.
fn check(name: &str, files: &Files) {
    let [case_itself, residents, town] = views();
    let plain = as_seen_by(files, None);
    assert_eq!(cells(&plain.problem), case_itself, "{name}");
    for (actor, wanted) in [("residents", &residents), ("town", &town)] {
        let case = as_seen_by(files, Some(actor));
        assert_eq!(cells(&case.problem), *wanted, "{name}: {actor}");
        let said = case.warnings.iter().any(|it| it.to_string().contains("by actors only"));
        assert!(!said, "{name}: {actor}");
    }
    let panel = plain.panel().unwrap_or_else(|error| panic!("{name}: {error}"));
    let seen: Vec<Cells> = panel.actors().iter().map(|actor| cells(actor.problem())).collect();
    assert_eq!(seen, [residents, town], "{name}");
    // B: noise; C: cost; D: both.
    let warning = plain.warnings.iter().map(ToString::to_string);
    let warning: Vec<String> = warning.filter(|it| it.contains("by actors only")).collect();
    assert_eq!(warning.len(), 1, "{name}: {:?}", plain.warnings);
    assert!(warning[0].contains("4 cells are given by actors only"), "{name}: {}", warning[0]);
    assert!(warning[0].contains("`--actor residents`"), "{name}: {}", warning[0]);
}

#[test]
fn texts_wide_and_long() {
    check("wide", &with_tables(&[("t.csv", WIDE)]));
    check("long", &with_tables(&[("t.csv", LONG)]));
    check("tabs", &with_tables(&[("t.tsv", &WIDE.replace(',', "\t"))]));
    check("semicolons", &with_tables(&[("t.csv", &LONG.replace(',', ";"))]));
    // The common figures alone in a table without the column.
    let (common, own): (Vec<&str>, Vec<&str>) =
        WIDE.lines().skip(1).partition(|line| line.ends_with(','));
    let common: Vec<String> =
        common.iter().map(|line| line.trim_end_matches(',').to_owned()).collect();
    // Without the commas at the end an empty last cell has to be there again.
    let common: Vec<String> = common
        .iter()
        .map(|line| line.split(',').chain(["", "", ""]).take(4).collect::<Vec<_>>().join(","))
        .collect();
    let common = format!("site,year,Cost (EUR M),noise\n{}\n", common.join("\n"));
    let own = format!("site,year,Cost (EUR M),noise,actor\n{}\n", own.join("\n"));
    check("two tables", &with_tables(&[("a.csv", &common), ("b.csv", &own)]));
    check("the other way", &with_tables(&[("b.csv", &own), ("a.csv", &common)]));
}

#[cfg(feature = "xlsx")]
#[test]
fn workbooks_as_tables() {
    for (name, text) in [("wide", WIDE), ("long", LONG)] {
        let files = with_tables(&[("t.xlsx", "")]);
        std::fs::write(files.path("t.xlsx"), crate::common::workbook(text)).unwrap();
        check(name, &files);
    }
}

#[cfg(feature = "frames")]
#[test]
fn parquet() {
    use polars::prelude::{DataFrame, IntoColumn, NamedFrom, ParquetWriter, Series};
    let column = |at: usize| -> Vec<Option<&str>> {
        let cells = WIDE.lines().skip(1).map(|line| line.split(',').nth(at).unwrap_or(""));
        cells.map(|cell| Some(cell).filter(|cell| !cell.is_empty())).collect()
    };
    let costs: Vec<Option<f64>> =
        column(2).iter().map(|cell| cell.map(|cell| cell.parse().unwrap())).collect();
    let columns = vec![
        Series::new("site".into(), column(0)).into_column(),
        Series::new("year".into(), column(1)).into_column(),
        Series::new("Cost (EUR M)".into(), costs).into_column(),
        Series::new("noise".into(), column(3)).into_column(),
        Series::new("actor".into(), column(4)).into_column(),
    ];
    let mut frame = DataFrame::new(7, columns).unwrap();
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).finish(&mut frame).unwrap();
    let files = with_tables(&[("t.parquet", "")]);
    std::fs::write(files.path("t.parquet"), bytes).unwrap();
    check("parquet", &files);
}

#[cfg(feature = "xlsx")]
#[test]
fn sheets_of_a_workbook_that_holds_the_whole_case() {
    use afweging::case::{Location, as_workbook};
    use afweging::problem::Language;
    for text in [WIDE, LONG] {
        for language in [Language::En, Language::Nl] {
            let files = with_tables(&[("t.csv", text)]);
            let book = as_workbook(&Location::Path(files.path("case.toml")), language).unwrap();
            let bytes = afweging::write::case_workbook(&book).unwrap();
            std::fs::write(files.path("case.xlsx"), bytes).unwrap();
            let path = files.path("case.xlsx");
            let open = |actor: Option<&str>| {
                let what_if = WhatIf { actor: actor.map(str::to_owned), ..WhatIf::default() };
                let location = Location::of(path.to_str().unwrap());
                let case = Case::open(&location, &what_if);
                cells(&case.unwrap_or_else(|error| panic!("{error}")).problem)
            };
            assert_eq!([open(None), open(Some("residents")), open(Some("town"))], views());
        }
    }
}

#[test]
fn a_row_that_names_one_key_reaches_all_that_have_its_value() {
    let list = "site,year,Cost (EUR M),noise\nA,2030,10,low\nA,2040,12,low\nB,2030,5,high\n";
    let own = "site,actor,noise\nA,town,?\n";
    let files = with_tables(&[("list.csv", list), ("own.csv", own)]);
    let town = cells(&as_seen_by(&files, Some("town")).problem);
    assert_eq!(town["A/2030"], [Some(10.0), None]);
    assert_eq!(town["A/2040"], [Some(12.0), None]);
    assert_eq!(town["B/2030"], [Some(5.0), Some(2.0)]);
    let residents = cells(&as_seen_by(&files, Some("residents")).problem);
    assert_eq!(residents, cells(&as_seen_by(&files, None).problem));
    assert_eq!(residents["A/2040"], [Some(12.0), Some(0.0)]);
}

/// A judgement on the command line is put in the place of what the actor sees, wherever that is
/// from.
#[test]
fn settings_apply_to_what_the_actor_sees() {
    let files = with_tables(&[("t.csv", WIDE)]);
    let set = |actor: Option<&str>| {
        let setting = "cost=50@site=B".parse().unwrap();
        let actor = actor.map(str::to_owned);
        let what_if = WhatIf { actor, set: vec![setting], ..WhatIf::default() };
        cells(&files.open_with(&what_if).unwrap_or_else(|error| panic!("{error}")).problem)
    };
    for (actor, at) in [(None, 0), (Some("residents"), 1), (Some("town"), 2)] {
        let mut wanted = views()[at].clone();
        wanted.get_mut("B/2030").unwrap()[0] = Some(50.0);
        assert_eq!(set(actor), wanted, "{actor:?}");
    }
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let says = |files: &Files, words: &[&str]| match files.open() {
        Ok(_) => panic!("no error: {words:?}"),
        Err(Error::Findings(findings)) => {
            let said = findings.to_string();
            words.iter().for_each(|word| assert!(said.contains(word), "no `{word}` in\n{said}"));
        }
        Err(error) => panic!("{error}"),
    };
    let unknown = WIDE.replace("low,residents", "low,resident");
    let words = ["t.csv:6:15", "unknown actor `resident`", "did you mean `residents`"];
    says(&with_tables(&[("t.csv", &unknown)]), &words);
    let twice = format!("{WIDE}B,2030,26,,residents\n");
    let words = ["t.csv:9:8", "by the actor `residents`", "first at line 6"];
    says(&with_tables(&[("t.csv", &twice)]), &words);
    // Without a scale a cell that is unknown has no range, and it is said who gives it.
    let case = CASE.replace("scale = { min = 0, max = 100 }\n", "").replace("DATA", "\"t.csv\"");
    let table = "site,year,Cost (EUR M),noise,actor\n\
                 A,2030,10,low,\nB,2030,,low,\nB,2030,9,,town\nC,2030,8,low,town\n";
    let files = Files::new(&[("case.toml", &case), ("t.csv", table)]);
    says(&files, &["has no scale"]);
    let table = "site,year,Cost (EUR M),noise,actor\nA,2030,10,low,\nC,2030,8,low,town\n";
    let files = Files::new(&[("case.toml", &case), ("t.csv", table)]);
    says(&files, &["has no scale", "`cost` of C/2030, which only rows of actors give"]);
}
