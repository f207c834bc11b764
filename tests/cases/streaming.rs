//! A table that is read block by block gives the rows that it gives in memory, bit by bit, whatever
//! the size of blocks, the memory of the sort and the number of threads.

use crate::common::{Files, Random};
use afweging::case::{BlockCase, Case, Location, WhatIf};
use afweging::error::Error;
use afweging::method::Method;
use afweging::stream::sure::{Against, SURE_DRAWS, SureRequest};
use afweging::stream::{Destination, Limits, StreamRequest, Streamed, stream};
use afweging::study::{Goal, Norm, StabilityRequest, SweepRequest, evaluate, stability};
use afweging::write::{Format, Options, Record};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// A case with one table, written as `part-1.csv` .. in the folder `data`.
struct Streaming {
    files: Files,
    what_if: WhatIf,
}

/// The rows of a CSV file, each by its keys.
type Rows = BTreeMap<String, Vec<String>>;

impl Streaming {
    fn new(toml: &str, parts: &[String]) -> Streaming {
        let files = Files::new(&[("case.toml", toml)]);
        std::fs::create_dir(files.path("data")).unwrap();
        for (at, part) in parts.iter().enumerate() {
            std::fs::write(files.path(&format!("data/part-{at}.csv")), part).unwrap();
        }
        let what_if = WhatIf { data: vec![files.path("data")], ..WhatIf::default() };
        Streaming { files, what_if }
    }

    fn location(&self) -> Location {
        Location::Path(self.files.path("case.toml"))
    }

    fn open(&self) -> afweging::Result<BlockCase> {
        BlockCase::open(&self.location(), &self.what_if)
    }

    /// The same table in memory, where all parts are one.
    fn in_memory(&self, parts: &[String]) -> afweging::Result<Case> {
        let mut whole = parts[0].clone();
        for part in &parts[1..] {
            whole += part.split_once('\n').map_or("", |(_, rows)| rows);
        }
        std::fs::write(self.files.path("whole.csv"), whole).unwrap();
        let data = vec![self.files.path("whole.csv")];
        Case::open(&self.location(), &WhatIf { data, ..self.what_if.clone() })
    }

    fn request(&self, method: &Method, limits: Limits) -> StreamRequest {
        StreamRequest {
            method: method.clone(),
            destination: Destination::File(self.files.path("out/result.csv")),
            format: Format::Csv,
            options: Options::default(),
            record: Record::default(),
            top: None,
            sure: None,
            seed: 1,
            limits,
        }
    }

    fn run(&self, request: &StreamRequest) -> afweging::Result<(Rows, Streamed)> {
        let done = stream(&self.open()?, request)?;
        let keys = 1 + usize::from(self.has_regions());
        let mut rows = Rows::new();
        for file in &done.files {
            rows.extend(read(&std::fs::read(file).unwrap(), keys));
        }
        assert_eq!(rows.len() as u64, done.written);
        Ok((rows, done))
    }

    fn has_regions(&self) -> bool {
        std::fs::read_to_string(self.files.path("case.toml")).unwrap().contains("\"region\"")
    }

    /// Nothing is left of a run that failed.
    fn assert_nothing_written(&self) {
        let out = self.files.path("out");
        let left = std::fs::read_dir(&out).map_or(0, Iterator::count);
        assert_eq!(left, 0, "something is left in {}", out.display());
    }
}

/// The rows of CSV by their first columns, and the header under no key.
fn read(bytes: &[u8], keys: usize) -> Rows {
    let text = std::str::from_utf8(bytes).unwrap();
    let of = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
    text.lines().skip(1).map(|line| (of(line)[..keys].join("/"), of(line))).collect()
}

/// The ranking that the case has in memory.
fn ranking(case: &Case, method: &Method, keys: usize) -> afweging::Result<Rows> {
    let evaluation = evaluate(&case.problem, method)?;
    let bytes = Format::Csv.table(&evaluation.ranking(), &Record::default(), Options::default())?;
    Ok(read(&bytes, keys))
}

fn limits(random: &mut Random) -> Limits {
    Limits {
        rows_per_block: 1 + random.below(7),
        records: 1 + random.below(6),
        threads: 1 + random.below(3),
    }
}

/// A case with two to four criteria, perhaps regions, a requirement or an adjustment; now and then a
/// cell is a range, a distribution or unknown, and many figures are equal.
fn random_case(random: &mut Random) -> (String, Vec<String>) {
    let regions = random.chance(0.5);
    let n = 2 + random.below(3);
    let mut toml = String::from("format = 1\nid = \"t\"\ndata = [\"t.csv\"]\n");
    writeln!(toml, "min_known = {}", ["0.0", "0.5"][random.below(2)]).unwrap();
    if random.chance(0.25) {
        toml += "missing = \"drop\"\n";
    }
    if random.chance(0.2) {
        toml += "aggregate = \"geometric\"\n";
    }
    if regions {
        toml += "rank_within = [\"region\"]\n[[keys]]\nid = \"region\"\n";
    }
    toml += "[[keys]]\nid = \"option\"\n";
    if random.chance(0.3) {
        toml += "values = [{ id = \"A2\", role = \"reference\" }";
        for i in (0..40).filter(|i| *i != 2) {
            write!(toml, ", {{ id = \"A{i}\" }}").unwrap();
        }
        toml += "]\n";
    }
    let uncertain = random.chance(0.6);
    let mut kinds = Vec::new();
    for j in 0..n {
        let kind = random.below(if uncertain { 4 } else { 3 });
        let scale = match kind {
            0 => "scale = { min = 0, max = 20 }",
            1 if uncertain => "scale = { min = 3, max = 7, outside = \"clamp\" }",
            3 => "scale = { levels = [\"--\", \"-\", \"0\", \"+\", \"++\"] }",
            _ => "",
        };
        let direction = if kind == 3 { "max" } else { ["max", "min"][random.below(2)] };
        writeln!(
            toml,
            "[[criteria]]\nid = \"c{j}\"\ndirection = \"{direction}\"\nweight = {}\n{scale}",
            1 + random.below(4)
        )
        .unwrap();
        kinds.push((kind, !scale.is_empty()));
    }
    match random.below(3) {
        0 => {
            toml += "[[requirements]]\nid = \"large\"\nneeds = { attribute = \"size\", at_least = 2 }\neffect = \"exclude\"\n";
            toml +=
                "[[requirements]]\nid = \"good\"\nneeds = { attribute = \"size\", at_most = 8 }\n";
        }
        1 if kinds[1].0 < 3 => {
            toml += "[[adjustments]]\ncriterion = \"c1\"\nattribute = \"size\"\nshift = { points = [[0, 0], [10, 2]] }\n";
        }
        _ => {}
    }
    let names: String = (0..n).map(|j| format!(",c{j}")).collect();
    let header = format!("{}option,size{names}\n", if regions { "region," } else { "" });
    let mut parts = vec![header.clone()];
    for i in 0..3 + random.below(37) {
        if random.chance(0.1) {
            parts.push(header.clone());
        }
        let part = parts.last_mut().unwrap();
        if regions {
            write!(part, "R{},", random.below(3)).unwrap();
        }
        write!(part, "A{i},{}", random.figure(0.0, 10.0)).unwrap();
        for (kind, has_scale) in &kinds {
            let levels = ["--", "-", "0", "+", "++"];
            // Few different figures: many tie.
            let figure = 1.0 + random.below(9) as f64;
            let open = uncertain && *has_scale && random.chance(0.15);
            match (*kind, open, random.below(3)) {
                (3, false, _) => write!(part, ",{}", levels[random.below(5)]).unwrap(),
                (3, true, 0) => *part += ",-..+",
                (_, true, 0) => write!(part, ",{figure}..{}", figure + 1.5).unwrap(),
                (_, true, 1) => *part += ",?",
                (_, true, _) => *part += ",",
                _ => write!(part, ",{figure}").unwrap(),
            }
        }
        *part += "\n";
    }
    // A part without rows would be no part of a table.
    parts.retain(|part| part.lines().count() > 1);
    (toml, parts)
}

/// Methods that look at rows and columns alone, with some of their parameters.
fn methods(case: &Case) -> Vec<Method> {
    let mut out = Method::all(&case.methods);
    let plain = Method::default();
    for name in ["min-max", "max", "sum", "linear", "vector", "z-score", "nonlinear", "goalposts"] {
        out.push(plain.with_parameter("normalization", name).unwrap());
        out.push(Method::named("topsis").unwrap().with_parameter("normalization", name).unwrap());
    }
    let reference: Vec<String> =
        case.problem.tree().leaves().iter().map(|leaf| format!("{} = 5", leaf.id)).collect();
    let reference = format!("{{ {} }}", reference.join(", "));
    let ervd = Method::named("ervd").unwrap();
    out.push(ervd.with_parameter("reference", &reference).unwrap());
    out
}

#[test]
fn rows_are_those_of_memory_bit_by_bit() {
    let mut random = Random(41);
    let (mut compared, mut refused, mut uncertain) = (BTreeMap::new(), 0, 0);
    for round in 0..25 {
        let (toml, parts) = random_case(&mut random);
        let streaming = Streaming::new(&toml, &parts);
        let case = match streaming.in_memory(&parts) {
            Ok(case) => case,
            Err(error) => panic!("{error}\n{toml}\n{parts:#?}"),
        };
        let keys = 1 + usize::from(streaming.has_regions());
        for method in methods(&case) {
            let limits = limits(&mut random);
            let in_memory = ranking(&case, &method, keys);
            let streamed = streaming.run(&streaming.request(&method, limits));
            match (in_memory, streamed) {
                (Ok(expected), Ok((rows, _))) => {
                    assert_eq!(rows, expected, "round {round}, {method:?}, {limits:?}\n{toml}");
                    *compared.entry(method.name()).or_insert(0) += 1;
                    let is_open = |row: &Vec<String>| row[keys + 2] != row[keys + 3];
                    uncertain += usize::from(expected.values().any(is_open));
                    // So that what the next method leaves behind is its own.
                    std::fs::remove_dir_all(streaming.files.path("out")).unwrap();
                }
                (_, Err(Error::Size { .. })) => {
                    assert!(method.definition().by_row(&case.problem).is_none());
                    streaming.assert_nothing_written();
                    refused += 1;
                }
                (Err(_), Err(_)) => {}
                (expected, streamed) => panic!(
                    "round {round}, {method:?}: in memory {:?}, streamed {:?}\n{toml}",
                    expected.map(|_| ()),
                    streamed.map(|_| ())
                ),
            }
        }
    }
    for name in [
        "weighted-sum",
        "weighted-product",
        "topsis",
        "waspas",
        "moora-ratio",
        "moora-reference-point",
        "full-multiplicative",
        "marcos",
        "ram",
        "mairca",
        "spotis",
        "rim",
        "gra",
        "ahp",
        "aras",
        "mabac",
        "lmaw",
        "ervd",
        "hierarchical",
    ] {
        assert!(compared.get(name).is_some_and(|count| *count > 0), "{name}: {compared:?}");
    }
    assert!(refused > 100 && uncertain > 10, "{refused} {uncertain} {compared:?}");
}

/// Sorted into categories, row by row.
#[test]
fn categories_are_those_of_memory() {
    let toml = "format = 1\nid = \"t\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"option\"\n\
        [[criteria]]\nid = \"a\"\nscale = { min = 0, max = 10 }\nweight = 2\n\
        [[criteria]]\nid = \"b\"\ndirection = \"min\"\nscale = { min = 0, max = 10 }\nweight = 1\n\
        [[categories]]\nid = \"low\"\n[[categories]]\nid = \"mid\"\nprofile = { a = 3, b = 7 }\n\
        [[categories]]\nid = \"high\"\nprofile = { a = 6, b = 3 }\n";
    let mut random = Random(5);
    let mut part = "option,a,b\n".to_owned();
    for i in 0..50 {
        let (a, b) = (random.figure(0.0, 9.0), random.figure(0.0, 10.0));
        match random.below(5) {
            0 => writeln!(part, "A{i},{a}..{},{b}", a + 1.0).unwrap(),
            _ => writeln!(part, "A{i},{a},{b}").unwrap(),
        }
    }
    let parts = [part];
    let streaming = Streaming::new(toml, &parts);
    let case = streaming.in_memory(&parts).unwrap();
    for name in ["mr-sort", "electre-tri-b", "flowsort"] {
        let method = Method::named(name).unwrap();
        let limits = Limits { rows_per_block: 7, records: 9, threads: 2 };
        let (rows, done) = streaming.run(&streaming.request(&method, limits)).unwrap();
        assert_eq!(rows, ranking(&case, &method, 1).unwrap(), "{name}");
        // Scores, bounds, output.
        assert_eq!((done.rows, done.passes), (50, 3));
    }
}

const PLAIN: &str = "format = 1\nid = \"t\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"option\"\n\
    [[criteria]]\nid = \"a\"\nscale = { min = 0, max = 1 }\nweight = 3\n\
    [[criteria]]\nid = \"b\"\nscale = { min = 0, max = 1 }\nweight = 1\n";

#[test]
fn chains_of_ties_run_over_the_borders_of_blocks() {
    let mut part = "option,a,b\n".to_owned();
    for i in 0..60 {
        // Each ties with the next one, and not with the one after that.
        writeln!(part, "A{i},{:?},1", 1.0 - 0.8e-10 * f64::from(i)).unwrap();
    }
    let parts = [part];
    let streaming = Streaming::new(PLAIN, &parts);
    let case = streaming.in_memory(&parts).unwrap();
    let expected = ranking(&case, &Method::default(), 1).unwrap();
    let ranks: Vec<&String> = expected.values().map(|row| &row[5]).collect();
    assert!(ranks.iter().any(|rank| **rank == "1") && ranks.iter().any(|rank| **rank == "40"));
    for rows_per_block in [1, 2, 13, 1000] {
        for records in [1, 5, 1000] {
            let limits = Limits { rows_per_block, records, threads: 2 };
            let request = streaming.request(&Method::default(), limits);
            assert_eq!(streaming.run(&request).unwrap().0, expected, "{limits:?}");
        }
    }
}

#[test]
fn the_best_are_those_of_all_and_come_best_first() {
    let mut random = Random(77);
    for round in 0..30 {
        let (toml, parts) = random_case(&mut random);
        let streaming = Streaming::new(&toml, &parts);
        let case = streaming.in_memory(&parts).unwrap();
        let keys = 1 + usize::from(streaming.has_regions());
        let method = Method::of_tree(case.problem.tree());
        let mut all = ranking(&case, &method, keys).unwrap();
        let top = 1 + random.below(6);
        all.retain(|_, row| row[keys + 4].parse::<usize>().is_ok_and(|rank| rank <= top));
        let mut request = streaming.request(&method, limits(&mut random));
        request.top = Some(top);
        let (rows, done) = streaming.run(&request).unwrap();
        // Best and worst ranks over what is not known take all rows.
        let without = |rows: &Rows| -> Rows {
            let blank = |row: &Vec<String>| {
                let mut row = row.clone();
                row[keys + 5].clear();
                row[keys + 6].clear();
                row
            };
            rows.iter().map(|(key, row)| (key.clone(), blank(row))).collect()
        };
        assert_eq!(without(&rows), without(&all), "round {round}\n{toml}");
        let text = std::fs::read_to_string(&done.files[0]).unwrap();
        if keys == 1 {
            let ranks: Vec<usize> = text
                .lines()
                .skip(1)
                .map(|line| line.split(',').nth(keys + 4).unwrap().parse().unwrap())
                .collect();
            assert!(ranks.is_sorted(), "{ranks:?}");
        }
    }
}

#[test]
fn a_folder_gets_a_file_for_each_part() {
    let mut random = Random(3);
    let (toml, parts) = loop {
        let (toml, parts) = random_case(&mut random);
        if parts.len() > 2 {
            break (toml, parts);
        }
    };
    let streaming = Streaming::new(&toml, &parts);
    let case = streaming.in_memory(&parts).unwrap();
    let method = Method::of_tree(case.problem.tree());
    let mut request = streaming.request(&method, Limits::default());
    request.destination = Destination::Folder(streaming.files.path("out"));
    let (rows, done) = streaming.run(&request).unwrap();
    let keys = 1 + usize::from(streaming.has_regions());
    assert_eq!(rows, ranking(&case, &method, keys).unwrap());
    assert_eq!(done.files.len(), parts.len());
    for (at, part) in parts.iter().enumerate() {
        let own = std::fs::read_to_string(streaming.files.path(&format!("out/part-{at}.csv")));
        assert_eq!(own.unwrap().lines().count(), part.lines().count());
    }
}

#[test]
fn rows_can_be_chosen_and_a_folder_can_give_a_key() {
    let toml = "format = 1\nid = \"t\"\ndata = [\"t.csv\"]\nrank_within = [\"region\"]\n\
        [[keys]]\nid = \"region\"\n[[keys]]\nid = \"option\"\n\
        [[criteria]]\nid = \"a\"\n[[criteria]]\nid = \"b\"\ndirection = \"min\"\n";
    let streaming = Streaming::new(toml, &[]);
    for (region, rows) in [("N", "A1,1,5\nA2,2,6\n"), ("S", "A3,3,1\nA4,4,2\nA5,0,1\n")] {
        let folder = streaming.files.path(&format!("data/region={region}"));
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("rows.csv"), format!("option,a,b\n{rows}")).unwrap();
    }
    let whole = "region,option,a,b\nN,A1,1,5\nN,A2,2,6\nS,A3,3,1\nS,A4,4,2\nS,A5,0,1\n".to_owned();
    let case = streaming.in_memory(&[whole]).unwrap();
    let method = Method::default();
    let request = streaming.request(&method, Limits { rows_per_block: 1, ..Limits::default() });
    let expected = ranking(&case, &method, 2).unwrap();
    assert_eq!(streaming.run(&request).unwrap().0, expected);
    let what_if =
        WhatIf { filter: vec![("region".into(), "S".into())], ..streaming.what_if.clone() };
    let chosen = Streaming { what_if, files: streaming.files };
    let (rows, done) = chosen.run(&request).unwrap();
    let of_south: Rows = expected.into_iter().filter(|(key, _)| key.starts_with("S/")).collect();
    assert_eq!((rows, done.rows), (of_south, 3));
    let what_if = WhatIf { filter: vec![("region".into(), "X".into())], ..chosen.what_if.clone() };
    let none = Streaming { what_if, files: chosen.files };
    let error = none.run(&request).unwrap_err().to_string();
    assert!(error.contains("no row"), "{error}");
}

/// Against a reference: the smallest factor is that of `sensitivity stability` for two alternatives.
#[test]
fn the_smallest_factor_is_that_of_the_stability_study() {
    let mut random = Random(8);
    let mut part = "option,a,b\nREF,0.5,0.5\n".to_owned();
    for i in 0..30 {
        writeln!(part, "A{i},{},{}", random.figure(0.0, 1.0), random.figure(0.0, 1.0)).unwrap();
    }
    let parts = [part.clone()];
    let streaming = Streaming::new(PLAIN, &parts);
    let mut request =
        streaming.request(&Method::default(), Limits { rows_per_block: 4, records: 7, threads: 2 });
    request.sure =
        Some(SureRequest { against: Against::Reference("REF".into()), draws: SURE_DRAWS });
    let (rows, _) = streaming.run(&request).unwrap();
    let (mut compared, mut never) = (0, 0);
    for line in part.lines().skip(2) {
        let two = format!("option,a,b\nREF,0.5,0.5\n{line}\n");
        let name = line.split(',').next().unwrap();
        let case = streaming.in_memory(&[two]).unwrap();
        let evaluation = evaluate(&case.problem, &Method::default()).unwrap();
        let study = stability(
            &evaluation,
            &StabilityRequest { sweep: SweepRequest::default(), passages: None },
        )
        .unwrap();
        let of_ratio =
            |it: &&afweging::study::ChangeOf| it.norm == Norm::Ratio && it.goal == Goal::PassLeader;
        let change = study.changes.iter().find(of_ratio);
        let own = rows[name][15].parse::<f64>().ok();
        match change.and_then(|it| it.change.distance) {
            Some(distance) => {
                let own = own.unwrap();
                assert!((own - distance).abs() < 1e-6 * distance, "{name}: {own} and {distance}");
                compared += 1;
            }
            None => {
                // Level with the reference, or no weights get there.
                assert!(own.is_none_or(|own| own == 1.0), "{name}: {own:?}");
                never += 1;
            }
        }
    }
    assert!(compared > 5 && never > 5, "{compared} {never}");
    // Of the reference itself.
    let own = &rows["REF"];
    assert_eq!(own[12..17], ["0.0", "0.0", "0.0", "1.0", "0.0"].map(str::to_owned));
}

/// A map of cells against a threshold: the smallest factor of 1,000 of them is that of `sensitivity
/// stability` between the cell and an alternative whose every value is the threshold.
#[test]
fn the_smallest_factors_of_a_map_are_those_of_the_stability_study() {
    let (side, every, threshold) = (60, 3, 0.5);
    let criteria = "[[criteria]]\nid = \"slope\"\ndirection = \"min\"\nscale = { min = 0, max = 30 }\nweight = 3\n\
        [[criteria]]\nid = \"sun\"\nscale = { min = 900, max = 1300 }\nweight = 4\n\
        [[criteria]]\nid = \"road\"\ndirection = \"min\"\nscale = { min = 0, max = 5000 }\nweight = 2\n";
    let toml = format!(
        "format = 1\nid = \"map\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"option\"\n{criteria}"
    );
    // Hills: figures that change slowly from cell to cell.
    let wave = |row: usize, column: usize, length: f64| {
        0.5 + 0.3 * (row as f64 / length).sin() + 0.2 * (column as f64 / (length + 2.0)).cos()
    };
    let (mut cells, mut pairs) =
        ("option,slope,sun,road\n".to_owned(), "pair,option,slope,sun,road\n".to_owned());
    let mut sampled = Vec::new();
    for cell in 0..side * side {
        let at = |length| wave(cell / side, cell % side, length);
        let figures = format!("{},{},{}", 30.0 * at(5.0), 900.0 + 400.0 * at(9.0), 5e3 * at(3.0));
        writeln!(cells, "C{cell},{figures}").unwrap();
        if cell % every == 0 && sampled.len() < 1000 {
            writeln!(pairs, "C{cell},cell,{figures}\nC{cell},level,15,1100,2500").unwrap();
            sampled.push(format!("C{cell}"));
        }
    }
    assert_eq!(sampled.len(), 1000);
    let streaming = Streaming::new(&toml, &[cells]);
    let mut request = streaming
        .request(&Method::default(), Limits { rows_per_block: 500, records: 300, threads: 2 });
    request.sure = Some(SureRequest { against: Against::Threshold(threshold), draws: SURE_DRAWS });
    let (rows, _) = streaming.run(&request).unwrap();
    let in_pairs = format!(
        "format = 1\nid = \"pairs\"\ndata = [\"t.csv\"]\nrank_within = [\"pair\"]\n\
        [[keys]]\nid = \"pair\"\n[[keys]]\nid = \"option\"\n{criteria}"
    );
    let parts = [pairs];
    let case = Streaming::new(&in_pairs, &parts).in_memory(&parts).unwrap();
    let evaluation = evaluate(&case.problem, &Method::default()).unwrap();
    let request = StabilityRequest { sweep: SweepRequest::default(), passages: None };
    let table = stability(&evaluation, &request).unwrap().smallest_change();
    let mut distances: BTreeMap<String, f64> = BTreeMap::new();
    for row in 0..table.rows() {
        let text = |column: &str| table.get(row, column).as_text().unwrap_or_default().to_owned();
        let distance = table.get(row, "distance").as_number();
        if let (true, Some(distance)) = (text("norm") == "ratio", distance)
            && text("goal") == "pass-leader"
        {
            distances.insert(text("pair"), distance);
        }
    }
    let mut compared = 0;
    for cell in &sampled {
        let own = rows[cell][15].parse::<f64>().ok();
        match (own, distances.get(cell)) {
            (Some(own), Some(distance)) => {
                assert!((own - distance).abs() < 1e-6 * distance, "{cell}: {own} and {distance}");
                compared += 1;
            }
            // Level already, or no weights get there.
            (own, None) => assert!(own.is_none_or(|own| own == 1.0), "{cell}: {own:?}"),
            (None, Some(distance)) => panic!("{cell}: none, and {distance}"),
        }
    }
    assert!((300..1000).contains(&compared), "{compared}");
}

/// Against a threshold: by hand, and the range over what is unknown.
#[test]
fn the_margin_the_range_and_the_share_by_hand() {
    let part = "option,a,b\nX,1,0.25\nY,0.5,?\nZ,0.1,0.2\n".to_owned();
    let streaming = Streaming::new(PLAIN, &[part]);
    let mut request = streaming.request(&Method::default(), Limits::default());
    request.sure = Some(SureRequest { against: Against::Threshold(0.5), draws: SURE_DRAWS });
    let (rows, _) = streaming.run(&request).unwrap();
    let figure = |row: &str, column: usize| rows[row][column].parse::<f64>().ok();
    let near = |a: Option<f64>, b: f64| (a.unwrap() - b).abs() < 1e-12;
    // X: 0.75 + 0.0625 - 0.5, of which A = 0.375 and B = 0.0625; above for w > 1/3.
    assert!(near(figure("X", 12), 0.3125) && near(figure("X", 13), 0.3125));
    assert!(near(figure("X", 15), 6_f64.sqrt()));
    assert!(near(figure("X", 16), 2.0 / 3.0));
    // Y: from 0.375 to 0.625.
    assert!(near(figure("Y", 13), -0.125) && near(figure("Y", 14), 0.125));
    // Z is below whatever the weights.
    assert_eq!((figure("Z", 15), figure("Z", 16)), (None, Some(0.0)));
    // Constraints leave no closed form.
    let toml = format!("{PLAIN}[weights]\nconstraints = [\"a >= 0.5\"]\n");
    let constrained = Streaming::new(
        &toml,
        &["option,a,b\nX,1,0.25\nY,0.5,?\nZ,0.1,0.2\nV,0.4,0.8\n".to_owned()],
    );
    let (rows, _) = constrained
        .run(&StreamRequest {
            destination: Destination::File(constrained.files.path("out/result.csv")),
            ..request
        })
        .unwrap();
    let figure = |row: &str, column: usize| rows[row][column].parse::<f64>().unwrap();
    assert_eq!((figure("X", 16), figure("Z", 16)), (1.0, 0.0));
    // V is above for w < 0.75, half of the weights that are left.
    let (share, error) = (figure("V", 16), figure("V", 17));
    assert!(error > 0.0 && (share - 0.5).abs() < 5.0 * error, "{share} {error}");
}

#[test]
fn what_is_wrong_is_told_with_its_part_and_row_and_nothing_is_written() {
    let good = "option,a,b\nA1,0.1,0.2\nA2,0.3,0.4\n".to_owned();
    let said = |parts: &[String]| {
        let streaming = Streaming::new(PLAIN, parts);
        let limits = Limits { rows_per_block: 1, records: 3, threads: 2 };
        let request = streaming.request(&Method::default(), limits);
        let error = streaming.run(&request).map(|_| ()).unwrap_err().to_string();
        streaming.assert_nothing_written();
        error
    };
    // In CSV a row is its line.
    let text = said(&[good.clone(), "option,a,b\nA3,0.1,0.2\nA4,many,0.4\n".into()]);
    assert!(
        text.contains("part-1.csv") && text.contains("row 3") && text.contains("many"),
        "{text}"
    );
    let short = said(&[good.clone(), "option,a,b\nA3,0.1\n".into()]);
    assert!(short.contains("part-1.csv") && short.contains("row 2"), "{short}");
    let schema = said(&[good.clone(), "option,a\nA3,0.1\n".into()]);
    assert!(schema.contains("part-1.csv") && schema.contains("`b`"), "{schema}");
    let beyond = said(&[good.clone(), "option,a,b\nA3,0.1,7\n".into()]);
    assert!(beyond.contains("row 2") && beyond.contains('7'), "{beyond}");
    let comma = said(&[good.clone(), "option;a;b\nA3;0,1;0,2\n".into()]);
    assert!(comma.contains("part-1.csv") && comma.contains("0,1"), "{comma}");
    let twice = said(&[good.clone(), "option,a,b\nA3,0.1,0.2\nA1,0.3,0.4\n".into()]);
    for words in ["`A1`", "part-1.csv: row 3", "part-0.csv, row 2"] {
        assert!(twice.contains(words), "{twice}");
    }
    let within = said(&["option,a,b\nA1,0.1,0.2\nA1,0.3,0.4\n".into()]);
    assert!(within.contains("A1"), "{within}");
    let no_key = said(&["name,a,b\nA1,0.1,0.2\n".into()]);
    assert!(no_key.contains("`option`"), "{no_key}");
    let long = said(&["option,criterion,value\nA1,a,0.2\n".into()]);
    assert!(long.contains("long table"), "{long}");
}

/// A null is unknown, as in memory, unless nothing says what it can be.
#[test]
fn an_unknown_figure_without_a_scale_is_an_error_with_its_row() {
    let toml = PLAIN.replace("scale = { min = 0, max = 1 }\nweight = 1", "weight = 1");
    let streaming = Streaming::new(&toml, &["option,a,b\nA1,0.1,0.2\nA2,?,0.4\nA3,0.1,?\n".into()]);
    let request =
        streaming.request(&Method::default(), Limits { rows_per_block: 1, ..Limits::default() });
    let error = streaming.run(&request).unwrap_err().to_string();
    assert!(error.contains("row 4") && error.contains("b"), "{error}");
    streaming.assert_nothing_written();
}

#[test]
fn what_needs_the_whole_table_is_refused_with_a_remedy() {
    for (more, what) in [
        ("[[weighting]]\nmethod = \"entropy\"\n", "from the data"),
        (
            "[[preferences]]\nbetter = { option = \"A1\" }\nworse = { option = \"A2\" }\n",
            "preferences",
        ),
        ("[[actors]]\nid = \"x\"\n", "actors"),
    ] {
        let toml = format!("{PLAIN}{more}");
        let streaming = Streaming::new(&toml, &["option,a,b\nA1,0.1,0.2\nA2,0.2,0.1\n".into()]);
        let error = streaming.open().unwrap_err().to_string();
        assert!(error.contains(what) && error.contains("--stream"), "{error}");
    }
    let streaming = Streaming::new(PLAIN, &["option,a,b\nA1,0.1,0.2\nA2,0.2,0.1\n".into()]);
    let method = Method::named("promethee-ii").unwrap();
    let request = streaming.request(&method, Limits::default());
    let error = streaming.run(&request).unwrap_err().to_string();
    for text in ["promethee-ii", "of memory", "topsis"] {
        assert!(error.contains(text), "{error}");
    }
    let mut wrong = streaming.request(&Method::named("topsis").unwrap(), Limits::default());
    wrong.sure = Some(SureRequest { against: Against::Threshold(0.5), draws: 1 });
    assert!(streaming.run(&wrong).unwrap_err().to_string().contains("weighted-sum"));
    let mut nobody = streaming.request(&Method::default(), Limits::default());
    nobody.sure = Some(SureRequest { against: Against::Reference("A9".into()), draws: 1 });
    assert!(streaming.run(&nobody).unwrap_err().to_string().contains("A9"));
    streaming.assert_nothing_written();
    let mut own = streaming.request(&Method::default(), Limits::default());
    own.destination = Destination::File(streaming.files.path("data/part-0.csv"));
    assert!(streaming.run(&own).unwrap_err().to_string().contains("not overwritten"));
    assert!(Path::new(&streaming.files.path("data/part-0.csv")).exists());
}

/// A disk without room: `/dev/full` takes nothing.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_takes_nothing_is_an_error_that_names_it() {
    let streaming = Streaming::new(PLAIN, &["option,a,b\nA1,0.1,0.2\nA2,0.2,0.1\n".into()]);
    let mut request = streaming.request(&Method::default(), Limits::default());
    request.destination = Destination::File("/proc/afweging/result.csv".into());
    let error = streaming.run(&request).unwrap_err().to_string();
    assert!(error.contains("/proc"), "{error}");
}

#[cfg(feature = "frames")]
mod parquet {
    use super::*;
    use afweging::table::Table;

    /// A table as a Parquet file.
    fn parquet(path: &Path, table: &Table) {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let bytes = Format::Parquet.table(table, &Record::default(), Options::default()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    fn table(from: usize, to: usize) -> Table {
        let figure = |at: usize| ((at * 7919) % 1000) as f64 / 1000.0;
        Table::new("t")
            .text("option", (from..to).map(|at| Some(format!("A{at}"))))
            .number("a", (from..to).map(|at| Some(figure(at))))
            .number("b", (from..to).map(|at| (at % 11 != 3).then(|| figure(at + 17))))
            .text("other", (from..to).map(|_| Some("not read".to_owned())))
    }

    #[test]
    fn parquet_in_and_out_gives_the_rows_of_memory() {
        let streaming = Streaming::new(PLAIN, &[]);
        for part in 0..3 {
            let path = streaming.files.path(&format!("data/part-{part}.parquet"));
            parquet(&path, &table(part * 700, part * 700 + 700));
        }
        let whole = streaming.files.path("whole.parquet");
        parquet(&whole, &table(0, 2100));
        let what_if = WhatIf { data: vec![whole], ..WhatIf::default() };
        let case = Case::open(&streaming.location(), &what_if).unwrap();
        for name in ["weighted-sum", "topsis", "gra"] {
            let method = Method::named(name).unwrap();
            let expected = ranking(&case, &method, 1);
            let limits = Limits { rows_per_block: 64, records: 100, threads: 2 };
            let mut request = streaming.request(&method, limits);
            match (expected, streaming.run(&request)) {
                (Ok(expected), Ok((rows, done))) => {
                    assert_eq!(rows, expected, "{name}");
                    assert_eq!(done.rows, 2100);
                }
                (Err(_), Err(_)) => continue,
                (expected, streamed) => panic!("{expected:?} {:?}", streamed.map(|_| ())),
            }
            // What is written as Parquet is read as such.
            request.format = Format::Parquet;
            request.destination = Destination::Folder(streaming.files.path("columns"));
            let done = stream(&streaming.open().unwrap(), &request).unwrap();
            assert_eq!(done.files.len(), 3);
            for file in &done.files {
                assert!(std::fs::read(file).unwrap().starts_with(b"PAR1"));
            }
        }
    }

    fn error_of(streaming: &Streaming) -> String {
        let limits = Limits { rows_per_block: 50, records: 100, threads: 2 };
        let request = streaming.request(&Method::default(), limits);
        let error = streaming.run(&request).map(|_| ()).unwrap_err().to_string();
        streaming.assert_nothing_written();
        error
    }

    #[test]
    fn parts_that_differ_or_cannot_be_read_are_named() {
        let of = |second: &dyn Fn(&Path)| {
            let streaming = Streaming::new(PLAIN, &[]);
            parquet(&streaming.files.path("data/part-0.parquet"), &table(0, 300));
            second(&streaming.files.path("data/part-1.parquet"));
            error_of(&streaming)
        };
        let cut = of(&|path| {
            parquet(path, &table(300, 600));
            let bytes = std::fs::read(path).unwrap();
            std::fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
        });
        assert!(cut.contains("part-1.parquet"), "{cut}");
        let types = of(&|path| {
            let texts = Table::new("t")
                .text("option", [Some("X".to_owned())])
                .text("a", [Some("0.5".to_owned())])
                .number("b", [Some(0.5)]);
            parquet(path, &texts);
        });
        assert!(types.contains("part-1.parquet") && types.contains("`a`"), "{types}");
        // Bytes in the middle of the file that are not what the footer says.
        let damaged = of(&|path| {
            parquet(path, &table(300, 600));
            let mut bytes = std::fs::read(path).unwrap();
            let middle = bytes.len() / 3;
            bytes[20..middle].fill(0xA5);
            std::fs::write(path, &bytes).unwrap();
        });
        assert!(damaged.contains("part-1.parquet") && damaged.contains("row"), "{damaged}");
    }

    #[test]
    fn a_figure_beyond_the_scale_and_an_unknown_one_are_told_with_their_row() {
        let streaming = Streaming::new(PLAIN, &[]);
        let mut wrong = table(0, 300);
        let afweging::table::Values::Number(values) = &mut wrong.columns[1].values else {
            unreachable!()
        };
        values[233] = Some(7.0);
        parquet(&streaming.files.path("data/part-0.parquet"), &wrong);
        let error = error_of(&streaming);
        assert!(error.contains("row 234") && error.contains("part-0.parquet"), "{error}");
    }
}

/// What cannot be streamed names methods that can.
#[test]
fn a_method_that_cannot_be_streamed_names_others_that_can() {
    let parts = ["option,a,b\nA,0.2,0.9\nB,0.7,0.4\nC,0.5,0.6\n".to_owned()];
    let streaming = Streaming::new(PLAIN, &parts);
    let limits = Limits { rows_per_block: 2, records: 7, threads: 1 };
    let method = |name: &str| Method::named(name).unwrap();
    let pairs = streaming.run(&streaming.request(&method("promethee-ii"), limits)).unwrap_err();
    let named = ["weighted-sum", "topsis", "waspas", "moora-ratio"];
    assert!(pairs.to_string().contains(&named.join(", ")), "{pairs}");
    for name in named {
        streaming.run(&streaming.request(&method(name), limits)).unwrap();
    }
    // How sure a row is has a closed form for one of them.
    let against = Against::Threshold(0.5);
    let sure = Some(SureRequest { against, draws: SURE_DRAWS });
    let asked = |name: &str| StreamRequest {
        sure: sure.clone(),
        ..streaming.request(&method(name), limits)
    };
    let refused = streaming.run(&asked("topsis")).unwrap_err().to_string();
    assert!(refused.contains("take --method weighted-sum"), "{refused}");
    streaming.run(&asked("weighted-sum")).unwrap();
}

/// Folders that give other keys, and files that may be parts: no row is left out without a word.
#[test]
fn no_part_is_left_out_without_a_word() {
    let toml =
        PLAIN.replace("[[keys]]", "[[keys]]\nid = \"region\"\nvalues = [\"A\", \"B\"]\n[[keys]]");
    let streaming = Streaming::new(&toml, &[]);
    let write = |name: &str, text: &str| {
        let path = streaming.files.path("data").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("region=A/1.csv", "option,a,b\na,0.1,0.2\nb,0.3,0.4\n");
    let request = streaming.request(&Method::default(), Limits::default());
    assert_eq!(streaming.run(&request).unwrap().1.written, 2);
    std::fs::remove_dir_all(streaming.files.path("out")).unwrap();
    write("zone/2.csv", "option,a,b\nc,0.9,0.2\n");
    let other = streaming.run(&request).map(|_| ()).unwrap_err().to_string();
    assert!(other.contains("2.csv") && other.contains("region"), "{other}");
    std::fs::remove_dir_all(streaming.files.path("data/zone")).unwrap();
    write("region=B/2.csv.gz", "not looked into");
    let packed = streaming.run(&request).map(|_| ()).unwrap_err().to_string();
    assert!(packed.contains("2.csv.gz"), "{packed}");
    write("region=B/_2.csv.gz", "not looked into");
    std::fs::remove_file(streaming.files.path("data/region=B/2.csv.gz")).unwrap();
    assert_eq!(streaming.run(&request).unwrap().1.written, 2);
}

/// A block that lacks a value or knows nothing of an attribute is no fault of the case.
#[test]
fn what_one_block_lacks_another_may_have() {
    let toml = format!(
        "{PLAIN}[[requirements]]\nid = \"dry\"\nwhen = {{ option = [\"A1\", \"A4\"] }}\n\
         needs = {{ attribute = \"flood\", equals = \"no\" }}\nreason = \"Dry\"\n"
    );
    let parts = [
        "option,a,b,flood\nA1,0.1,0.2,no\nA2,0.3,0.4,yes\n".to_owned(),
        "option,a,b,flood\nA3,0.1,0.2,\nA4,0.3,0.4,\n".to_owned(),
    ];
    let streaming = Streaming::new(&toml, &parts);
    let case = streaming.in_memory(&parts).unwrap();
    let expected = ranking(&case, &Method::default(), 1).unwrap();
    let limits = Limits { rows_per_block: 1, records: 3, threads: 2 };
    let (rows, done) = streaming.run(&streaming.request(&Method::default(), limits)).unwrap();
    assert_eq!(rows, expected);
    assert!(done.warnings.is_empty(), "{:?}", done.warnings);
}

/// What a result is made from is not overwritten, and a result does not become a part.
#[test]
fn a_result_replaces_no_input_and_is_no_part() {
    let toml = format!("{PLAIN}[[weighting]]\nmethod = \"ahp\"\nmatrix = \"m.csv\"\n");
    let toml = toml.replace("weight = 3\n", "").replace("weight = 1\n", "");
    let streaming = Streaming::new(&toml, &["option,a,b\nA1,0.1,0.2\nA2,0.2,0.1\n".into()]);
    let matrix = "criterion,a,b\na,1,3\nb,1/3,1\n";
    std::fs::write(streaming.files.path("m.csv"), matrix).unwrap();
    let mut request = streaming.request(&Method::default(), Limits::default());
    streaming.run(&request).unwrap();
    for (name, words) in [
        ("m.csv", "not overwritten"),
        ("data/part-0.csv", "not overwritten"),
        ("data/result.csv", "as a part"),
        ("data/deeper/result.csv", "as a part"),
    ] {
        request.destination = Destination::File(streaming.files.path(name));
        let refused = streaming.run(&request).map(|_| ()).unwrap_err().to_string();
        assert!(refused.contains(words), "{refused}");
    }
    assert_eq!(std::fs::read_to_string(streaming.files.path("m.csv")).unwrap(), matrix);
}
