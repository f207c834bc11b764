//! A table where a case may stand: it says what a criteria file says, or it is refused.

use crate::common::{Files, Random, project};
use afweging::case::{Case, Location, TableFile, TableOptions, WhatIf, from_table, weights};
#[cfg(feature = "xlsx")]
use afweging::case::{WorkbookSheets, as_workbook, table_as_workbook};
use afweging::error::Error;
use afweging::method::Method;
use afweging::problem::Language;
use afweging::study::{
    AcceptabilityRequest, StabilityRequest, SweepRequest, Tables, acceptability, evaluate,
    stability, sweep,
};
#[cfg(feature = "xlsx")]
use afweging::write::case_workbook;
use afweging::write::{Format, Options, Record};
use std::path::Path;

/// A table that stands for a case.
fn open(path: &Path, options: &TableOptions, what_if: &WhatIf) -> afweging::Result<Case> {
    let table = TableFile { path: path.to_owned(), options: options.clone() };
    Case::open(&Location::Table(table), what_if)
}

/// A CSV text as a case; what is wrong with it, if it is refused.
fn read(csv: &str, options: &TableOptions) -> Result<Case, String> {
    let files = Files::new(&[("t.csv", csv)]);
    open(&files.path("t.csv"), options, &WhatIf::default()).map_err(|error| error.to_string())
}

fn list(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// Every result table of a case as CSV: of two methods, and of three studies of the first.
fn tables(case: &Case, methods: &[&str]) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut add = |what: &str, answer: &dyn Tables| {
        for name in answer.tables() {
            let table = answer.table_named(name).unwrap();
            let record = Record::default();
            let bytes = Format::Csv.table(&table, &record, Options::default()).unwrap();
            out.push((format!("{what}: {name}"), String::from_utf8(bytes).unwrap()));
        }
    };
    for method in methods {
        match evaluate(&case.problem, &Method::named(method).unwrap()) {
            Ok(evaluation) => add(method, &evaluation),
            Err(error) => out_of(&mut add, method, &error),
        }
    }
    let evaluation = evaluate(&case.problem, &Method::default()).unwrap();
    add("sweep", &sweep(&evaluation, &SweepRequest::default()).unwrap());
    add("stability", &stability(&evaluation, &StabilityRequest::default()).unwrap());
    let request = AcceptabilityRequest { draws: 50, ..AcceptabilityRequest::default() };
    add("acceptability", &acceptability(&evaluation, &request).unwrap());
    out
}

/// A method that is not defined says so alike.
fn out_of(_: &mut dyn FnMut(&str, &dyn Tables), method: &str, error: &Error) {
    assert!(matches!(error, Error::Undefined { .. }), "{method}: {error}");
}

/// A random decision in three forms: a table with options, the same with rows that speak of
/// columns, and a criteria file written by hand beside a plain table.
struct Decision {
    options: TableOptions,
    weights: String,
    table: String,
    table_with_rows: String,
    options_beside_rows: TableOptions,
    criteria_file: String,
    above: String,
}

impl Decision {
    fn random(random: &mut Random) -> Decision {
        let commas = random.chance(0.5);
        let (delimiter, mark) = if commas { (";", ",") } else { (",", ".") };
        let local = |x: f64| format!("{x:.1}").replace('.', mark);
        let (rows, leaves) = (2 + random.below(5), 1 + random.below(5));
        let mut options = TableOptions::default();
        let mut beside = TableOptions::default();
        let mut header = vec!["option".to_owned(), "remark".to_owned()];
        let mut cells: Vec<Vec<String>> =
            (0..rows).map(|row| vec![format!("o{row}"), "text".into()]).collect();
        let (mut weight_row, mut type_row) =
            (vec!["Weight".to_owned(), String::new()], vec!["type".to_owned(), String::new()]);
        let (mut worst, mut best) =
            (vec!["worst".to_owned(), String::new()], vec!["best".to_owned(), String::new()]);
        let mut unit_row = vec!["unit".to_owned(), String::new()];
        let mut given = Vec::new();
        let mut file =
            String::from("format = 1\nid = \"t\"\ndata = [\"d.csv\"]\n[[keys]]\nid = \"option\"\n");
        let ends = |low: f64, high: f64| format!("min = {low:?}, max = {high:?}");
        for leaf in 0..leaves {
            let id = format!("c{leaf}");
            let unit = random.chance(0.3);
            let column = if unit { format!("{id} (EUR)") } else { id.clone() };
            let weight = 1 + random.below(9);
            given.push(format!("{id}={weight}"));
            weight_row.push(weight.to_string());
            file += &format!("[[criteria]]\nid = \"{id}\"\nweight = {weight}\n");
            if unit {
                file += &format!("column = \"{column}\"\nlabel = \"{id}\"\nunit = \"EUR\"\n");
            }
            header.push(column.clone());
            unit_row.push(if unit { "EUR".into() } else { String::new() });
            if random.chance(0.3) {
                // Levels: signs by themselves, or words that an option names.
                let signs = random.chance(0.5);
                let levels = if signs {
                    ["--", "-", "0", "+", "++"].as_slice()
                } else {
                    ["poor", "fair", "good"].as_slice()
                };
                if !signs {
                    options.levels.push((column.clone(), list(levels)));
                    beside.levels.push((column.clone(), list(levels)));
                }
                file += &format!("scale = {{ levels = {levels:?} }}\n");
                for (row, cells) in cells.iter_mut().enumerate() {
                    // At least one sign that is no figure.
                    let at = if row == 0 { levels.len() - 1 } else { random.below(levels.len()) };
                    cells.push(levels[at].to_owned());
                }
                type_row.push("max".into());
                worst.push(String::new());
                best.push(String::new());
                continue;
            }
            let (low, high) = (random.below(20) as f64, 60.0 + random.below(60) as f64);
            let scaled = random.chance(0.6);
            if scaled {
                options.scale.push((column.clone(), format!("{low}"), format!("{high}")));
                file += &format!("scale = {{ {} }}\n", ends(low, high));
            }
            let less = random.chance(0.4);
            let target = !less && !scaled && random.chance(0.2);
            match (less, target) {
                (true, _) => {
                    options.min.push(column.clone());
                    file += "direction = \"min\"\n";
                }
                (_, true) => {
                    options.target.push((column.clone(), "40".into()));
                    beside.target.push((column.clone(), "40".into()));
                    file += "direction = { target = 40 }\n";
                }
                _ => {}
            }
            type_row.push(
                if target {
                    ""
                } else if less {
                    "cost"
                } else {
                    "benefit"
                }
                .into(),
            );
            let (bad, good) = if less { (high, low) } else { (low, high) };
            worst.push(if scaled { local(bad) } else { String::new() });
            best.push(if scaled { local(good) } else { String::new() });
            for cells in &mut cells {
                let x = random.figure(20.0, 60.0);
                let other = random.figure(x, 60.0);
                cells.push(match random.below(8) {
                    0 if scaled => "?".into(),
                    1 => format!("{}..{}", local(x), local(other)),
                    2 => format!("{}|{}|{}", local(20.0), local(x), local(60.0)),
                    _ => local(x),
                });
            }
        }
        let line = |cells: &Vec<String>| cells.join(delimiter) + "\n";
        let body: String = cells.iter().map(line).collect();
        let top = line(&header);
        // Rows that speak of columns may stand above and below.
        let table_with_rows = format!(
            "{top}{}{}{body}{}{}{}",
            line(&weight_row),
            line(&unit_row),
            line(&type_row),
            line(&worst),
            line(&best)
        );
        // A title may stand above, and Excel's line that names the delimiter.
        let above = match random.below(6) {
            0 => "A title\n".to_owned(),
            1 => format!("sep={delimiter}\n"),
            _ => String::new(),
        };
        Decision {
            above,
            options,
            weights: given.join(","),
            table: format!("{top}{body}"),
            table_with_rows,
            options_beside_rows: beside,
            criteria_file: file,
        }
    }
}

/// The case that a workbook holds, once written.
#[cfg(feature = "xlsx")]
fn of_book(book: &WorkbookSheets) -> Case {
    let files = Files::new(&[]);
    std::fs::write(files.path("case.xlsx"), case_workbook(book).unwrap()).unwrap();
    open(&files.path("case.xlsx"), &TableOptions::default(), &WhatIf::default()).unwrap()
}

#[test]
fn a_table_with_options_is_the_criteria_file_that_says_the_same() {
    let mut random = Random(13);
    let methods = ["weighted-sum", "topsis", "promethee-ii"];
    for number in 0..200 {
        let it = Decision::random(&mut random);
        let files = Files::new(&[
            ("case.toml", &it.criteria_file),
            ("d.csv", &it.table),
            ("t.csv", &format!("{}{}", it.above, it.table)),
            ("rows.csv", &format!("{}{}", it.above, it.table_with_rows)),
        ]);
        let what_if = WhatIf { weights: weights(&it.weights).unwrap(), ..WhatIf::default() };
        let by_file = tables(&files.open().unwrap(), &methods);
        assert!(by_file.len() > 12, "{number}");
        let by_options = open(&files.path("t.csv"), &it.options, &what_if).unwrap();
        assert_eq!(tables(&by_options, &methods), by_file, "{number}\n{}", it.table);
        let by_rows =
            open(&files.path("rows.csv"), &it.options_beside_rows, &WhatIf::default()).unwrap();
        assert_eq!(tables(&by_rows, &methods), by_file, "{number}\n{}", it.table_with_rows);

        // What is written of either is a criteria file that says the same.
        let of_options = TableFile { path: files.path("t.csv"), options: it.options.clone() };
        let of_rows = TableFile { path: files.path("rows.csv"), options: it.options_beside_rows };
        for (table, what_if, case) in
            [(of_options, what_if, &by_options), (of_rows, WhatIf::default(), &by_rows)]
        {
            let written = from_table(&table, &what_if, &case.problem, Language::Nl).unwrap();
            let written: Vec<(&str, String)> = written
                .iter()
                .map(|(name, bytes)| (name.as_str(), String::from_utf8(bytes.clone()).unwrap()))
                .collect();
            let texts: Vec<(&str, &str)> =
                written.iter().map(|(name, text)| (*name, text.as_str())).collect();
            let again = Files::new(&texts)
                .open()
                .unwrap_or_else(|error| panic!("{number}: {error}\n{}", written[0].1));
            assert_eq!(tables(&again, &methods), by_file, "{number}\n{}", written[0].1);
            #[cfg(feature = "xlsx")]
            {
                let language = [Language::En, Language::Nl][number % 2];
                let book = table_as_workbook(&table, &what_if, &case.problem, language).unwrap();
                assert_eq!(tables(&of_book(&book), &methods), by_file, "{number}: a workbook");
            }
        }
        #[cfg(feature = "xlsx")]
        {
            let file = Location::Path(files.path("case.toml"));
            let book = as_workbook(&file, Language::En).unwrap();
            assert_eq!(tables(&of_book(&book), &methods), by_file, "{number}: a workbook");
        }
    }
}

#[test]
fn long_tables_are_known_in_other_letters_and_in_dutch() {
    let plain = read("o,criterion,value\nA,a,1\nA,b,9\nB,a,2\nB,b,3\n", &TableOptions::default());
    let plain = ranks(&plain.unwrap());
    for header in ["o,Criterion,Value", "optie,criterium,waarde", "O,CRITERION,value"] {
        let text = format!("{header}\nA,a,1\nA,b,9\nB,a,2\nB,b,3\n");
        let files = Files::new(&[("t.csv", &text)]);
        let table = TableFile { path: files.path("t.csv"), ..TableFile::default() };
        let case = Case::open(&Location::Table(table.clone()), &WhatIf::default()).unwrap();
        assert_eq!(ranks(&case), plain, "{header}");
        let written = from_table(&table, &WhatIf::default(), &case.problem, Language::En).unwrap();
        let texts: Vec<(&str, &str)> = written
            .iter()
            .map(|(name, bytes)| (name.as_str(), std::str::from_utf8(bytes).unwrap()))
            .collect();
        assert_eq!(ranks(&Files::new(&texts).open().unwrap()), plain, "{header}");
    }
    // A criterion of it can be left out.
    let options = TableOptions { attribute: list(&["b"]), ..TableOptions::default() };
    let case = read("o,criterion,value\nA,a,1\nA,b,9\nB,a,2\nB,b,3\n", &options).unwrap();
    assert_eq!(case.problem.tree().leaves().len(), 1);
}

#[test]
fn ids_that_could_mean_several_columns_mean_none() {
    let what_if = |text: &str| WhatIf { weights: weights(text).unwrap(), ..WhatIf::default() };
    let files = Files::new(&[
        ("a.csv", "o,a b,a_b\nA,1,9\nB,2,1\n"),
        ("p.csv", "o,price (EUR),price (USD)\nA,1,9\nB,2,1\n"),
    ]);
    let none = TableOptions::default();
    let case = open(&files.path("a.csv"), &none, &what_if("a_b=3")).unwrap();
    let branch = case.problem.tree().find("a_b").unwrap();
    assert_eq!(case.problem.tree().branches()[branch].weight, 3.0);
    let evaluation = evaluate(&case.problem, &Method::default()).unwrap();
    // The column a_b prefers A.
    assert_eq!(evaluation.groups[0].standing(evaluation.groups[0].eligible()[0]).rank, Some(1));
    let error = open(&files.path("p.csv"), &none, &what_if("price=3")).unwrap_err();
    assert!(error.to_string().contains("price_EUR"), "{error}");
    let options = TableOptions { min: list(&["price_USD"]), ..none };
    assert!(open(&files.path("p.csv"), &options, &WhatIf::default()).is_ok());
}

#[test]
fn what_nobody_said_is_told() {
    let case = read(
        "model,brand,price (EUR),range_km,screen\nA,x,100,5,++\nB,y,90,4,0\n",
        &TableOptions::default(),
    )
    .unwrap();
    let reading = case.reading.as_ref().unwrap();
    assert_eq!(reading.keys, ["model"]);
    assert_eq!(reading.unstated, ["price", "range_km"]);
    assert_eq!(reading.maybe_costs, ["price"]);
    assert_eq!(reading.observed, ["price", "range_km"]);
    assert_eq!(
        (&reading.signs[..], &reading.attributes[..]),
        (&list(&["screen"])[..], &list(&["brand"])[..])
    );
    assert!(!case.weighted);
    assert_eq!(case.problem.tree().leaves()[0].unit.as_deref(), Some("EUR"));

    // What is said is not told.
    let options = TableOptions {
        min: list(&["price"]),
        max: list(&["range_km"]),
        scale: vec![("price".into(), "0".into(), "200".into())],
        ..TableOptions::default()
    };
    let case = read("model,price,range_km\nA,100,5\nB,90,4\n", &options).unwrap();
    let reading = case.reading.unwrap();
    assert!(reading.unstated.is_empty() && reading.maybe_costs.is_empty());
    assert_eq!(reading.observed, ["range_km"]);
}

/// The ranks of a case, by the names of its alternatives.
fn ranks(case: &Case) -> Vec<(String, Option<usize>)> {
    let evaluation = evaluate(&case.problem, &Method::default()).unwrap();
    let group = &evaluation.groups[0];
    let mut out: Vec<(String, Option<usize>)> = group
        .eligible()
        .iter()
        .map(|place| (case.problem.full_name(group.member(*place)), group.standing(*place).rank))
        .collect();
    out.sort();
    out
}

#[test]
fn spreadsheets_of_four_countries_give_one_answer_or_an_error() {
    let thousands = |x: f64, group: &str, point: &str| {
        let text = format!("{:.2}", x.abs());
        let (whole, decimals) = text.split_once('.').unwrap();
        let mut out = String::new();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at) % 3 == 0 {
                out += group;
            }
            out.push(digit);
        }
        // A spreadsheet shows a whole number without decimals.
        if decimals == "00" { out } else { format!("{out}{point}{decimals}") }
    };
    let mut random = Random(31);
    let (mut same, mut refused) = (0, 0);
    for _ in 0..200 {
        let size = [10.0, 1e3, 1e5, 1e7][random.below(4)];
        let whole = random.chance(0.4);
        let rows: Vec<[f64; 3]> = (0..4)
            .map(|_| {
                [(); 3].map(|()| {
                    let x = random.unit() * size;
                    if whole { x.round() } else { (x * 100.0).round() / 100.0 }
                })
            })
            .collect();
        let table = |delimiter: &str, group: &str, point: &str| {
            let line = |(at, row): (usize, &[f64; 3])| {
                let cells = row.map(|x| {
                    let text = thousands(x, group, point);
                    if text.contains(delimiter) { format!("\"{text}\"") } else { text }
                });
                format!("row {at}{delimiter}{}\n", cells.join(delimiter))
            };
            let header = ["Name", "a", "b", "c"].join(delimiter);
            format!("{header}\n{}", rows.iter().enumerate().map(line).collect::<String>())
        };
        let plain = read(&table(",", "", "."), &TableOptions::default()).unwrap();
        for (country, text) in [
            ("Germany", table(";", ".", ",")),
            ("Belgium", table(";", " ", ",")),
            ("Belgium, narrow spaces", table(";", "\u{202f}", ",")),
            ("Switzerland", table(";", "'", ".")),
            ("Switzerland, typographic", table(";", "\u{2019}", ".")),
            ("United States", table(",", ",", ".")),
            ("tabs", table("\t", ".", ",")),
        ] {
            match read(&text, &TableOptions::default()) {
                Ok(case) => {
                    same += 1;
                    assert_eq!(ranks(&case), ranks(&plain), "{country}\n{text}");
                    let of = |case: &Case| {
                        let problem = &case.problem;
                        (0..4)
                            .flat_map(|at| (0..3).map(move |leaf| problem.spread(at, leaf).nominal))
                            .collect::<Vec<f64>>()
                    };
                    assert_eq!(of(&case), of(&plain), "{country}\n{text}");
                }
                Err(message) => {
                    refused += 1;
                    assert!(message.contains("can be read as"), "{country}: {message}\n{text}");
                }
            }
        }
    }
    // Most are read; those that are not have figures such as 1.234 alone.
    assert!(same > 1000 && refused > 20, "{same} {refused}");
}

#[test]
fn rows_that_speak_of_columns_are_taken_in_wide_and_long_tables() {
    let wide = read(
        "option,cost,speed\ngewichten,30%,70%\nA,10,3\nB,20,4\nRichting,min,max\nEenheid,EUR,km/h\n",
        &TableOptions::default(),
    )
    .unwrap();
    let long = read(
        "option,criterion,value\ngewichten,cost,30%\ngewichten,speed,70%\nA,cost,10\nA,speed,3\nB,cost,20\nB,speed,4\nRichting,cost,min\nRichting,speed,max\nEenheid,cost,EUR\nEenheid,speed,km/h\n",
        &TableOptions::default(),
    )
    .unwrap();
    for case in [&wide, &long] {
        let leaves = case.problem.tree().leaves();
        assert_eq!(leaves.len(), 2);
        assert_eq!(leaves[1].unit.as_deref(), Some("km/h"));
        let branches = case.problem.tree().branches();
        assert_eq!([branches[0].weight, branches[1].weight], [0.3, 0.7]);
        assert_eq!(case.problem.alternatives().len(), 2);
        let said = &case.reading.as_ref().unwrap().column_rows;
        assert!(said.iter().any(|row| row.says[0] == "the weights"), "{said:?}");
        assert!(case.reading.as_ref().unwrap().unstated.is_empty());
    }
    assert_eq!(ranks(&wide), ranks(&long));
}

/// A table that is refused, with what is said of it.
#[test]
fn what_can_be_read_in_two_ways_is_refused() {
    let min = |column: &str| TableOptions { min: list(&[column]), ..TableOptions::default() };
    let none = TableOptions::default();
    for (csv, options, said) in [
        // Rows that sum up others.
        (
            "o,a,b\nA,1,2\nB,2,1\nTotal,3,3\n",
            &none,
            &["t.csv:4:1", "`Total`", "remove the row"][..],
        ),
        ("o,a,b\nA,1,2\nB,2,1\nGemiddelde,3,3\n", &none, &["t.csv:4:1", "sums up"]),
        ("o,criterion,value\nA,a,1\nB,a,2\naverage,a,3\n", &none, &["t.csv:4:1", "sums up"]),
        // Columns that do.
        ("o,a,Total\nA,1,2\nB,2,1\n", &none, &["t.csv:1:5", "--attribute", "--max"]),
        ("o,nr,a\nA,1,2\nB,2,1\n", &none, &["t.csv:1:3", "tells rows apart", "--attribute"]),
        // Names of alternatives.
        ("o,a\nA,1\nA,2\n", &none, &["t.csv:3:1", "stands in line 2 already", "--key"]),
        ("o,a\nA,1\n,2\n", &none, &["empty in line 3", "--key"]),
        ("x,a\n1,1\n2,2\n", &none, &["--key", "`x`"]),
        // Cells.
        ("o,a\nA,1\nB,many\nC,2\n", &none, &["t.csv:3:3", "`many`", "--attribute"]),
        ("o,a\nA,x\nB,many\nC,2\n", &none, &["t.csv:4:3", "`2` is a figure", "--attribute"]),
        ("o,a\nA,5\nB,++\nC,2\n", &none, &["t.csv:3:3", "`++`"]),
        ("o,a\nA,1.234\nB,2.345\n", &none, &["can be read as"]),
        ("o,a,when\nA,1,2024-05-06\nB,2,2024-06-07\n", &min("when"), &["a date", "count the days"]),
        // Rows that contradict the options, each other or the columns.
        ("o,a\nA,1\nB,2\ntype,max\n", &min("a"), &["t.csv:4:6", "command line"]),
        ("o,a\nA,1\nB,2\ntype,fast\n", &none, &["t.csv:4:6", "`fast`", "max or min"]),
        ("o,a\nA,1\nB,2\nmax,9\n", &none, &["t.csv:4:5", "no row `min`", "another name"]),
        ("o,a\nA,1\nB,2\nworst,3\nbest,3\n", &none, &["ends of the scale"]),
        ("o,a\nA,1\nB,2\nworst,9\nbest,0\ntype,max\n", &none, &["contradicts the direction"]),
        ("o,a\nA,1\nB,2\nweight,1\nweight,2\n", &none, &["t.csv:5:8", "twice", "line 4"]),
        ("o,a\nA,1\nB,2\nweight,much\n", &none, &["t.csv:4:8", "`much`"]),
        ("o,a,b\nA,1,x\nB,2,y\nweight,1,2\n", &none, &["t.csv:4:10", "has a weight"]),
        ("o,a,b\nA,1,1\nB,2,2\nweight,1,\n", &none, &["weight"]),
        // Notes, headings and what is said elsewhere.
        ("o,a\nA,1\nB,2\nSource: the town,\n", &none, &["t.csv:4:1", "no cell but its name"]),
        ("o,a\nA,1\nB,2\nScale,5\n", &none, &["t.csv:4:1", "is not read"]),
        ("o,a\nA,1\nB,2\nunit,5\n", &none, &["t.csv:4:6", "row of units"]),
        ("o,a (EUR)\nA,1\nB,2\nunit,USD\n", &none, &["t.csv:4:6", "`EUR` in the header"]),
        (
            "o,a,b\nA,1,1\nB,2,2\nweight,60,40%\n",
            &none,
            &["t.csv:4:8", "all weights as percentages"],
        ),
        ("o,criterion,value\nA,a,1\nB,a,2\nweight,A,3\n", &none, &["t.csv:4:8", "`a`"]),
        ("o,criterion,value\nA,,1\nB,,2\n", &none, &["t.csv:2:3", "criterion is empty"]),
        ("o,criterion,value,weight\nA,a,1,3\nB,a,2,3\n", &none, &["t.csv:1:19", "stand in rows"]),
        ("o,criterion,value\nA,total,1\nB,total,2\n", &none, &["what others come to"]),
        // Tables that lie on their side, and two side by side.
        ("Criteria,A,B\ncost,1,2\njobs,3,4\n", &none, &["t.csv:1:1", "swap rows and columns"]),
        ("o,a,Criterion,Weight\nA,1,a,3\nB,2,b,4\n", &none, &["t.csv:1:5", "second table"]),
        ("A,1,2\nB,2,1\nC,3,3\n", &none, &["t.csv:1:3", "no names of columns"]),
        // Columns that are no quantities.
        ("o,Site code,a\nA,12,2\nB,13,1\n", &none, &["t.csv:1:3", "--attribute \"Site code\""]),
        ("o,a,Score\nA,1,2\nB,2,1\n", &none, &["t.csv:1:5", "what others come to"]),
        ("o,a,b\nA,1,9000 Gent\nB,2,8000 Brugge\n", &none, &["t.csv:2:5", "--attribute b"]),
        ("o;a;b\nA;1;CHF 1'200\nB;2;CHF 980\n", &none, &["t.csv:2:5", "numbers alone"]),
        ("o,a,b\nA,1,-\nB,2,-\n", &none, &["t.csv:2:5", "stand for no figure"]),
        ("o,a (min)\nA,1\nB,2\n", &none, &["t.csv:1:3", "unit or a direction", "--min"]),
        ("o,price,note\nAl,1,x\nBo,2,y\nAl,3,z\n", &none, &["t.csv:4:1", "another name"]),
        ("code,price,remark\n11,1,x\n12,2,y\n", &none, &["t.csv:1:12", "--key"]),
        ("o,a\n,EUR\nA,1\nB,2\n", &none, &["t.csv:2:1", "row of units"]),
        // Columns of spreads.
        ("o,a (low),a (high)\nA,1,3\nB,2,4\n", &none, &["t.csv:1:3", "--uncertainty columns"]),
        ("o,aLow,aHigh\nA,1,3\nB,2,4\n", &none, &["--uncertainty columns"]),
        ("o,a_min,a_max\nA,1,3\nB,2,4\n", &none, &["--uncertainty columns"]),
        ("o,a,low,high\nA,1,1,3\nB,2,2,4\n", &none, &["t.csv:1:5", "not which"]),
        ("o,a,a_se\nA,1,1\nB,2,2\n", &none, &["as low and high"]),
        ("o,a,a_low,a_high\nA,2,1,3\nB,3,2,4\n", &none, &["t.csv:1:5", "--uncertainty columns"]),
        ("o,a,a_std\nA,2,1\nB,3,2\n", &none, &["t.csv:1:5", "--uncertainty columns"]),
        ("o,a_low,a_high\nA,1,3\nB,2,4\n", &none, &["--uncertainty columns"]),
        // Nothing to choose by, and headers.
        ("o,a\nA,x\nB,y\n", &none, &["no column", "--levels"]),
        ("o;Money;;Use\n;price;speed;ease\nA;1;2;3\n", &none, &["no name", "one row of names"]),
        ("o,a,note\nA,1,3\nB,2,4\n", &none, &["t.csv:1:5", "`note`", "--attribute note"]),
    ] {
        let message = match read(csv, options) {
            Ok(case) => panic!("read: {csv}{:?}", case.reading),
            Err(message) => message,
        };
        for said in said {
            assert!(message.contains(said), "{csv}{message}\nlacks {said}");
        }
    }
}

#[test]
fn options_that_do_not_fit_name_what_does() {
    let csv = "model,price (EUR),speed\nA,1,2\nB,2,1\n";
    let base = TableOptions::default;
    let pair = |a: &str, b: &str| vec![(a.to_owned(), b.to_owned())];
    for (options, said) in [
        (TableOptions { min: list(&["prise"]), ..base() }, "did you mean `price`"),
        (TableOptions { key: list(&["name"]), ..base() }, "it has `model`"),
        (
            TableOptions { min: list(&["price"]), max: list(&["price"]), ..base() },
            "`--min` names this column too",
        ),
        (
            TableOptions { min: list(&["speed"]), attribute: list(&["speed"]), ..base() },
            "`--attribute`",
        ),
        (TableOptions { target: pair("speed", "fast"), ..base() }, "not a number"),
        (TableOptions { target: pair("speed", "1.200"), ..base() }, "1.2"),
        (
            TableOptions { scale: vec![("speed".into(), "9".into(), "1".into())], ..base() },
            "lower end first",
        ),
        (TableOptions { rank_within: list(&["speed"]), ..base() }, "no such column"),
        (TableOptions { min: list(&["model"]), ..base() }, "left to name the alternatives"),
        (TableOptions { min: list(&[""]), ..base() }, "name a column"),
    ] {
        let message = read(csv, &options).unwrap_err();
        assert!(message.contains(said), "{message}\nlacks {said}");
    }
}

#[test]
fn a_mistake_in_a_row_or_an_option_is_told_where_it_was_made() {
    // The text of the criteria file that they become is never shown.
    let scale = TableOptions {
        scale: vec![("a".into(), "0".into(), "1".into())],
        ..TableOptions::default()
    };
    let message = read("o,a\nA,1\nB,2\n", &scale).unwrap_err();
    assert!(message.contains("t.csv:3:3"), "{message}");
    let message = read("o,a,b\nA,1,3\nB,2,4\nweight,-1,2\n", &TableOptions::default()).unwrap_err();
    assert!(message.contains("t.csv:4:8"), "{message}");
    let levels = TableOptions {
        levels: vec![("a".into(), list(&["low", "low"]))],
        ..TableOptions::default()
    };
    let message = read("o,a\nA,low\nB,low\n", &levels).unwrap_err();
    assert!(message.contains("levels"), "{message}");
    assert!(!message.contains("case.toml"), "{message}");
}

#[test]
fn columns_of_spreads_become_cells() {
    let options = TableOptions { uncertainty_columns: true, ..TableOptions::default() };
    let quantities = |csv: &str, options: &TableOptions| {
        let case = read(csv, options).unwrap();
        let leaves = case.problem.tree().leaves().len();
        let of = |at: usize, leaf: usize| {
            let input = case.problem.cell(at, leaf).input;
            case.problem.inputs().one(input).quantity.clone()
        };
        let alternatives = 0..case.problem.alternatives().len();
        let all = alternatives.flat_map(|at| (0..leaves).map(move |leaf| (at, leaf)));
        all.map(|(at, leaf)| format!("{:?}", of(at, leaf))).collect::<Vec<_>>()
    };
    for (columns, cells) in [
        ("o,a_low,a_high\nA,1,3\nB,2,4\n", "o,a\nA,1..3\nB,2..4\n"),
        ("o,a,a_low,a_high\nA,2,1,3\nB,3,,\n", "o,a\nA,1|2|3\nB,3\n"),
        ("o,a (EUR),a std\nA,2,0.5\nB,3,1\n", "o,a\nA,2±0.5\nB,3±1\n"),
        (
            "o;a;a_low;a_high;a_distribution\nA;2,5;1;3;uniform\nB;3;2;4;range\nC;3;2;4;triangular\n",
            "o;a\nA;\"uniform(1; 3)\"\nB;2..4\nC;2|3|4\n",
        ),
        ("o,a (low),a (high)\nweight,3,\nA,1,3\nB,2,4\n", "o,a\nA,1..3\nB,2..4\n"),
        ("o,PriceLow,PriceHigh\nA,1,3\nB,2,4\n", "o,Price\nA,1..3\nB,2..4\n"),
        (
            "o,criterion,value,low,high\nA,a,2,1,3\nB,a,3,,\n",
            "o,criterion,value\nA,a,1|2|3\nB,a,3\n",
        ),
    ] {
        let (read, written) =
            (quantities(columns, &options), quantities(cells, &TableOptions::default()));
        assert_eq!(read, written, "{columns}");
    }
    for (csv, said) in [
        ("o,a,a_low,a_high\nA,2,1,\nB,3,2,4\n", "upper end"),
        ("o,a,a_std,a_low,a_high\nA,2,1,1,3\nB,3,2,2,4\n", "two ends and a standard deviation"),
        ("o,a,a_std\nA,,1\nB,3,2\n", "no figure"),
        ("o,a,a_std,a_distribution\nA,2,1,weibull\nB,3,2,normal\n", "`weibull`"),
        ("o,a,a_std,a_distribution\nA,2,1,none\nB,3,2,normal\n", "a spread beside it"),
        ("o,a,a_expected,a_low,a_high\nA,2,2,1,3\nB,3,3,2,4\n", "say the same"),
        ("o,a_low,a_high\nweight,1,2\nA,1,3\nB,2,4\n", "several things"),
    ] {
        let message = read(csv, &options).unwrap_err();
        assert!(message.contains(said), "{csv}{message}");
    }
}

#[test]
fn a_table_beside_a_criteria_file_says_that_it_was_not_read() {
    let case = open(
        &project("docs/pool/sites.csv"),
        &TableOptions {
            levels: vec![("bus".into(), list(&["none", "hourly", "frequent"]))],
            scale: vec![("cost".into(), "10".into(), "20".into())],
            ..TableOptions::default()
        },
        &WhatIf::default(),
    )
    .unwrap();
    let beside = case.reading.unwrap().criteria_file.unwrap();
    assert!(beside.ends_with("case.toml"), "{beside}");
}

#[test]
fn other_tables_and_options_without_a_table_are_refused() {
    let files = Files::new(&[("t.csv", "o,a\nA,1\nB,2\n"), ("u.csv", "o,a\nA,1\n")]);
    let what_if = WhatIf { data: vec![files.path("u.csv")], ..WhatIf::default() };
    let error = open(&files.path("t.csv"), &TableOptions::default(), &what_if).unwrap_err();
    assert!(error.to_string().contains("stands for the case"), "{error}");
    let error = open(Path::new("nowhere.csv"), &TableOptions::default(), &WhatIf::default());
    assert!(matches!(error, Err(Error::Io { .. })));
}

/// Whatever stands in a table, it is read or refused.
#[test]
fn damaged_tables_are_read_or_refused() {
    let whole = std::fs::read_to_string(project("docs/laptops.csv")).unwrap();
    let pieces = [
        "",
        ",",
        ";",
        "\t",
        "\n",
        "\"",
        "?",
        "..",
        "|",
        "±",
        "--",
        "0",
        "1e999",
        "NaN",
        "(",
        ")",
        "criterion",
        "value",
        "weight",
        "min",
        "max",
        "price_low",
        "price (EUR)_high",
        "kind",
        "\u{feff}",
        "é",
        "sep=;\n",
        "1.234",
        "1,5",
        "%",
        "normal(1; -1)",
        "worst,1,2,3,4,5\n",
        "best,,,,,\n",
        "-",
        "=1",
        "\0",
    ];
    let mut random = Random(77);
    let (mut read_count, mut refused) = (0, 0);
    for _ in 0..3000 {
        let mut text: Vec<char> = whole.chars().collect();
        for _ in 0..1 + random.below(5) {
            let at = random.below(text.len());
            let end = (at + random.below(8)).min(text.len());
            text.splice(at..end, pieces[random.below(pieces.len())].chars());
            if text.is_empty() {
                text.push('a');
            }
        }
        let text: String = text.into_iter().collect();
        let options = TableOptions {
            min: if random.chance(0.3) { list(&["price"]) } else { Vec::new() },
            key: if random.chance(0.2) { list(&["model,brand"]) } else { Vec::new() },
            uncertainty_columns: random.chance(0.3),
            ..TableOptions::default()
        };
        match read(&text, &options) {
            Ok(case) => {
                read_count += 1;
                let evaluation = evaluate(&case.problem, &Method::default()).unwrap();
                assert!(evaluation.table_named("ranking").unwrap().rows() > 0, "{text}");
            }
            Err(message) => {
                refused += 1;
                // The text that a table becomes is never shown.
                assert!(!message.contains("[[criteria]]"), "{text}\n{message}");
            }
        }
    }
    assert!(read_count > 100 && refused > 500, "{read_count} {refused}");
}
