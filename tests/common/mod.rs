//! What several tests share: cases from text, and small random ones.
#![allow(dead_code)] // each test binary uses its part

pub mod arrangement;
pub mod equations;
pub mod imports;
pub mod oracle;
pub mod portfolios;
pub mod vertices;

use afweging::case::{Case, Location, WhatIf};
use afweging::problem::{Direction, Problem, Scale, WeightConstraint};
use std::path::Path;

/// One more constraint on the weights of a problem.
pub fn also_constraint(problem: &mut Problem, more: WeightConstraint) {
    let mut all = problem.constraints().to_vec();
    all.push(more);
    problem.set_constraints(all).unwrap();
}

/// SplitMix64: enough randomness for test data, the same everywhere.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    pub fn chance(&mut self, p: f64) -> bool {
        self.unit() < p
    }

    /// A figure with one decimal between the ends.
    pub fn figure(&mut self, low: f64, high: f64) -> f64 {
        ((low + (high - low) * self.unit()) * 10.0).round() / 10.0
    }
}

/// A case written to a folder of its own.
pub struct Files {
    pub folder: tempfile::TempDir,
}

impl Files {
    pub fn new(files: &[(&str, &str)]) -> Files {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).expect("written");
        }
        Files { folder }
    }

    pub fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    pub fn open(&self) -> afweging::Result<Case> {
        self.open_with(&WhatIf::default())
    }

    pub fn open_with(&self, what_if: &WhatIf) -> afweging::Result<Case> {
        Case::open(&Location::Path(self.path("case.toml")), what_if)
    }
}

/// A table as a workbook of one sheet, figures as numbers.
#[cfg(feature = "xlsx")]
pub fn workbook(csv: &str) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0u32..).zip(csv.lines()) {
        for (column, cell) in (0u16..).zip(line.split(',')) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write_number(row, column, number).unwrap(),
                Err(_) => sheet.write_string(row, column, cell).unwrap(),
            };
        }
    }
    book.save_to_buffer().unwrap()
}

/// Replace a part of the XML of a workbook's first sheet.
#[cfg(feature = "xlsx")]
pub fn patched(path: &Path, from: &str, to: &str) {
    use std::io::{Read, Write};
    let bytes = std::fs::read(path).unwrap();
    let mut old = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut new = zip::ZipWriter::new(std::fs::File::create(path).unwrap());
    for at in 0..old.len() {
        let mut part = old.by_index(at).unwrap();
        let mut text = Vec::new();
        part.read_to_end(&mut text).unwrap();
        let name = part.name().unwrap().into_owned();
        if name == "xl/worksheets/sheet1.xml" {
            let xml = String::from_utf8(text).unwrap();
            assert!(xml.contains(from), "{xml}");
            text = xml.replace(from, to).into_bytes();
        }
        new.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        new.write_all(&text).unwrap();
    }
    new.finish().unwrap();
}

/// A file of the project.
pub fn project(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A small random case: alternatives a/b in one group, judgements per `a`, per `b` or per pair (so
/// that inputs are shared), ordinal and numeric scales, sets and unknown cells, and adjustments by
/// one or two attributes.
pub fn random_case(random: &mut Random) -> Files {
    let mut toml = String::from("format = 1\nid = \"random\"\nmin_known = 0.0\ndata = [");
    let (a, b) = (2, 1 + random.below(2));
    let leaves = 1 + random.below(3);
    let mut tables: Vec<(String, String)> = Vec::new();
    let mut criteria = String::new();
    let mut adjustments = String::new();
    for leaf in 0..leaves {
        let ordinal = random.chance(0.5);
        let scale = if ordinal {
            "{ levels = [\"--\", \"-\", \"0\", \"+\", \"++\"] }"
        } else {
            "{ min = 0, max = 4, outside = \"clamp\" }"
        };
        let direction =
            ["\"max\"", "\"min\"", "{ target = 1.5 }"][random.below(if ordinal { 1 } else { 3 })];
        criteria += &format!(
            "[[criteria]]\nid = \"c{leaf}\"\nscale = {scale}\ndirection = {direction}\nweight = {}\n",
            1 + random.below(4)
        );
        if direction == "\"max\"" && random.chance(0.4) {
            criteria += if ordinal {
                "value = { levels = [0, 0.1, 0.4, 0.8, 1] }\n"
            } else {
                "value = { points = [[0, 0.0], [1.5, 0.7], [4, 1.0]] }\n"
            };
        }
        let cell = |random: &mut Random| {
            let levels = ["--", "-", "0", "+", "++"];
            let (x, y) = (random.below(5), random.below(5));
            let show = |at: usize| if ordinal { levels[at].to_owned() } else { at.to_string() };
            match random.below(10) {
                0 => "?".to_owned(),
                1..=4 if x != y => format!("{}..{}", show(x.min(y)), show(x.max(y))),
                _ => show(x),
            }
        };
        // By `a`, by `b` or by pair.
        let by = random.below(3);
        let mut csv = format!("{},c{leaf}\n", ["a", "b", "a,b"][by]);
        for i in 0..a {
            for j in 0..b {
                let row = match by {
                    0 if j == 0 => format!("a{i}"),
                    1 if i == 0 => format!("b{j}"),
                    2 => format!("a{i},b{j}"),
                    _ => continue,
                };
                csv += &format!("{row},{}\n", cell(random));
            }
        }
        tables.push((format!("c{leaf}.csv"), csv));
        for attribute in ["size", "age"] {
            if random.chance(0.35) {
                let bend = 1 + random.below(2);
                let (first, last) = (random.figure(-1.5, 1.5), random.figure(-1.5, 1.5));
                adjustments += &format!(
                    "[[adjustments]]\ncriterion = \"c{leaf}\"\nattribute = \"{attribute}\"\nshift = {{ points = [[0.0, 0.0], [{bend}.0, {first:?}], [3.0, {last:?}]] }}\n"
                );
                if random.chance(0.4) {
                    adjustments += &format!("when = {{ a = \"a{}\" }}\n", random.below(2));
                }
                if random.chance(0.3) {
                    adjustments += if ordinal {
                        "limits = { max = \"+\" }\n"
                    } else {
                        "limits = { min = 0.5, max = 3.5 }\n"
                    };
                }
            }
        }
    }
    for attribute in ["size", "age"] {
        if !adjustments.contains(&format!("\"{attribute}\"")) {
            continue;
        }
        let (key, count) = if random.chance(0.5) { ("a", a) } else { ("b", b) };
        let mut csv = format!("{key},{attribute}\n");
        for i in 0..count {
            let cell = match random.below(4) {
                0 => "?".to_owned(),
                1 => format!("{:?}..{:?}", random.figure(0.0, 1.4), random.figure(1.5, 3.0)),
                _ => format!("{:?}", random.figure(0.0, 3.0)),
            };
            csv += &format!("{key}{i},{cell}\n");
        }
        tables.push((format!("{attribute}.csv"), csv));
    }
    toml += &tables.iter().map(|(name, _)| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let list = |key: &str, count: usize| {
        let values =
            (0..count).map(|i| format!("{{ id = \"{key}{i}\" }}")).collect::<Vec<_>>().join(", ");
        format!("[[keys]]\nid = \"{key}\"\nvalues = [{values}]\n")
    };
    toml += &format!("]\n{}{}{criteria}{adjustments}", list("a", a), list("b", b));
    let mut files: Vec<(&str, &str)> =
        tables.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    files.push(("case.toml", &toml));
    Files::new(&files)
}

/// The performance of a cell when every input has the value in `inputs`: an independent reading of
/// the definition.
pub fn performance(problem: &Problem, alternative: usize, leaf: usize, inputs: &[f64]) -> f64 {
    let cell = problem.cell(alternative, leaf);
    let shifted = inputs[cell.input]
        + cell
            .shifts
            .iter()
            .map(|shift| interpolate(shift.curve.points(), inputs[shift.input]))
            .sum::<f64>();
    shifted.max(cell.limits.0).min(cell.limits.1)
}

/// The value of a performance: an independent reading of the definition, for flat scales.
pub fn value(problem: &Problem, leaf: usize, x: f64) -> f64 {
    let criterion = &problem.tree().leaves()[leaf];
    if let Some(curve) = &criterion.value {
        return interpolate(curve.points(), x);
    }
    let (min, max) = match criterion.scale.as_ref().expect("a scale") {
        Scale::Ordinal(levels) => (0.0, (levels.len() - 1) as f64),
        Scale::Numeric { min, max, .. } => (*min, *max),
    };
    match criterion.direction {
        Direction::Max => (x - min) / (max - min),
        Direction::Min => (max - x) / (max - min),
        Direction::Target(target) => 1.0 - (x - target).abs() / (target - min).max(max - target),
    }
}

/// The score of an alternative when every input has the value in `inputs`.
pub fn score(problem: &Problem, weights: &[f64], alternative: usize, inputs: &[f64]) -> f64 {
    (0..weights.len())
        .map(|leaf| {
            weights[leaf] * value(problem, leaf, performance(problem, alternative, leaf, inputs))
        })
        .sum()
}

pub fn interpolate(points: &[(f64, f64)], x: f64) -> f64 {
    if x <= points[0].0 {
        return points[0].1;
    }
    for pair in points.windows(2) {
        let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
        if x <= x1 {
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0);
        }
    }
    points[points.len() - 1].1
}
