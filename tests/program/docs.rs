//! The pages of `docs/` say what the program does. The parts that stand between `<!-- generated
//! -->` and `<!-- end -->` are written by this test (`AFWEGING_DOCS=overwrite`) and compared by it;
//! `tables.md` is compared with the tables that commands write, both ways.
#![cfg(feature = "cli")]

use crate::common::project;
use afweging::method::Family;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

/// What a command prints.
fn printed(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_afweging"))
        .args(args)
        .env("COLUMNS", "100000")
        .output()
        .unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn page(name: &str) -> String {
    std::fs::read_to_string(project(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The generated part of a page is this text; with `AFWEGING_DOCS=overwrite` it becomes it.
fn settle(name: &str, text: &str) {
    let (start, end) = ("<!-- generated -->\n", "<!-- end -->");
    let whole = page(name);
    let from =
        whole.find(start).unwrap_or_else(|| panic!("{name} has no line {start}")) + start.len();
    let to = whole.find(end).unwrap_or_else(|| panic!("{name} has no line {end}"));
    let wanted = format!("{}\n{text}\n{}", &whole[..from], &whole[to..]);
    if std::env::var("AFWEGING_DOCS").is_ok_and(|value| value == "overwrite") {
        std::fs::write(project(name), wanted).unwrap();
        return;
    }
    let differs = whole.lines().zip(wanted.lines()).find(|(old, new)| old != new);
    assert!(
        whole == wanted,
        "{name} is not what the program says; AFWEGING_DOCS=overwrite cargo test --test docs writes it.\n{}",
        differs.map_or_else(
            || "One is longer.".to_owned(),
            |(old, new)| format!("page:    {old}\nprogram: {new}")
        )
    );
}

/// A text as the cell of a Markdown table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

// ------------------------------------------------------------------------------------------- the
// file format

/// Beyond so many words the page refers to its list of words.
const MOST_WORDS: usize = 6;

/// The tables of a criteria file, each with its heading and what the schema says of it.
struct Format<'a> {
    schema: &'a Value,
    tables: Vec<(String, &'a Value)>,
    /// The heading of each definition that is a table.
    headings: BTreeMap<&'a str, String>,
    /// Keys that take one of a few words.
    words: Vec<(String, &'a Value)>,
}

impl<'a> Format<'a> {
    fn of(schema: &'a Value) -> Format<'a> {
        let mut format =
            Format { schema, tables: Vec::new(), headings: BTreeMap::new(), words: Vec::new() };
        format.tables.push(("Top of the file".to_owned(), schema));
        format.below("", schema);
        format
    }

    /// What a reference points to.
    fn definition(&self, of: &Value) -> Option<(&'a str, &'a Value)> {
        let name = of["$ref"].as_str()?.strip_prefix("#/$defs/")?;
        let (name, found) = self.schema["$defs"].as_object()?.get_key_value(name)?;
        Some((name, found))
    }

    /// The definition of tables or words behind a key, through lists and choices.
    fn behind(&self, of: &'a Value) -> Option<(&'a str, &'a Value)> {
        if let Some((name, found)) = self.definition(of) {
            let has = found["properties"].is_object()
                || found["oneOf"].is_array()
                || found["type"] == "object";
            return if has { Some((name, found)) } else { self.behind(found) };
        }
        let inner =
            of["anyOf"].as_array().and_then(|all| all.iter().find_map(|one| self.behind(one)));
        inner.or_else(|| of.get("items").and_then(|items| self.behind(items)))
    }

    /// Collect what the keys of a table hold, each right after the table that names it.
    fn below(&mut self, path: &str, of: &'a Value) {
        for (key, value) in of["properties"].as_object().into_iter().flatten() {
            let title = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            if title == "method" {
                self.below(&title, value);
                continue;
            }
            let Some((name, found)) = self.behind(value) else { continue };
            if self.headings.contains_key(name) {
                continue;
            }
            if found["oneOf"].is_array() {
                self.headings.insert(name, "Words".to_owned());
                self.words.push((title, found));
                continue;
            }
            let heading = match (path, value["type"] == "array") {
                ("", true) => format!("[[{title}]]"),
                ("" | "method", false) => format!("[{title}]"),
                _ => title.clone(),
            };
            self.headings.insert(name, heading.clone());
            self.tables.push((heading, found));
            self.below(&title, found);
        }
    }

    /// What a key holds, in words.
    fn holds(&self, of: &Value) -> String {
        if let Some((name, found)) = self.definition(of) {
            let many = found["oneOf"].as_array().is_some_and(|words| words.len() > MOST_WORDS);
            return match self.headings.get(name) {
                Some(heading) if found["type"] == "object" => {
                    format!("[table](#{})", anchor(heading))
                }
                Some(heading) if many => format!("[word](#{})", anchor(heading)),
                _ => self.holds(found),
            };
        }
        if let Some(all) = of["anyOf"].as_array() {
            let all: Vec<String> =
                all.iter().filter(|one| one["type"] != "null").map(|one| self.holds(one)).collect();
            return all.join(" or ");
        }
        if let Some(all) = of["oneOf"].as_array() {
            return all.iter().map(word).collect::<Vec<_>>().join(", ");
        }
        let kind = match &of["type"] {
            Value::Array(kinds) => {
                kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null").unwrap_or("any")
            }
            kind => kind.as_str().unwrap_or("any"),
        };
        match kind {
            "array" if of["maxItems"] == 2 => "pair of numbers".to_owned(),
            "array" => format!("list: {}", self.holds(&of["items"])),
            "object" if of["properties"].is_object() => {
                let keys =
                    of["properties"].as_object().unwrap().keys().map(|key| format!("`{key}`"));
                format!("table of {}", keys.collect::<Vec<_>>().join(", "))
            }
            "object" => {
                format!("table, for each name: {}", self.holds(&of["additionalProperties"]))
            }
            "string" => "text".to_owned(),
            "boolean" => "`true`, `false`".to_owned(),
            "integer" => "whole number".to_owned(),
            other => other.to_owned(),
        }
    }

    /// The keys of a table.
    fn keys(&self, heading: &str, of: &Value, out: &mut String) {
        let shown =
            if heading.starts_with("Top") { heading.to_owned() } else { format!("`{heading}`") };
        writeln!(out, "### {shown}\n").unwrap();
        if let Some(about) = of["description"].as_str().filter(|_| heading != shown) {
            writeln!(out, "{}\n", about.replace('\n', " ")).unwrap();
        }
        let Some(properties) = of["properties"].as_object() else { return };
        let required: Vec<&str> =
            of["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        writeln!(out, "| key | required | holds | meaning |\n|---|---|---|---|").unwrap();
        for (key, value) in properties {
            let required = if required.contains(&key.as_str()) { "yes" } else { "" };
            let about = value["description"].as_str().unwrap_or_default();
            let default = match &value["default"] {
                default @ (Value::String(_) | Value::Number(_) | Value::Bool(_)) => {
                    format!(" Default: `{default}`.")
                }
                _ => String::new(),
            };
            writeln!(
                out,
                "| `{key}` | {required} | {} | {}{default} |",
                cell(&self.holds(value)),
                cell(about)
            )
            .unwrap();
        }
        writeln!(out).unwrap();
    }
}

/// One of the words that a key takes, as it is written in the file.
fn word(one: &Value) -> String {
    match (one["const"].as_str(), one["properties"].as_object()) {
        (Some(word), _) => format!("`\"{word}\"`"),
        (None, Some(keys)) => format!(
            "`{{ {} }}`",
            keys.keys().map(|key| format!("{key} = ...")).collect::<Vec<_>>().join(", ")
        ),
        (None, None) => panic!("a word without a text: {one}"),
    }
}

#[test]
fn the_page_of_the_file_format_holds_every_key() {
    let schema: Value = serde_json::from_str(&printed(&["schema"])).unwrap();
    let format = Format::of(&schema);
    let mut out = String::new();
    for (heading, of) in &format.tables {
        format.keys(heading, of, &mut out);
    }
    writeln!(
        out,
        "### Words\n\nSome keys take one of a few words.\n\n| key | word | meaning |\n|---|---|---|"
    )
    .unwrap();
    for (title, of) in &format.words {
        for one in of["oneOf"].as_array().unwrap() {
            let title = title.replace("method.weighted-sum.", "");
            writeln!(
                out,
                "| `{title}` | {} | {} |",
                cell(&word(one)),
                cell(one["description"].as_str().unwrap_or_default())
            )
            .unwrap();
        }
    }
    settle("docs/file-format.md", &out);
}

// ----------------------------------------------------------------------------------------------------
// methods

/// The rows of a grid of the terminal: cells are two spaces apart at least.
fn grid(text: &str) -> Vec<Vec<String>> {
    let rows = text.lines().filter(|line| line.starts_with(' '));
    let cells = |row: &str| {
        row.trim()
            .split("  ")
            .map(str::trim)
            .filter(|cell| !cell.is_empty())
            .map(str::to_owned)
            .collect()
    };
    rows.map(cells).collect()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The worked example of a method: the example of its source file, which is run as a test, with the
/// sentence before it.
fn worked_example(name: &str) -> Option<String> {
    let file = format!("{}.rs", name.replace('-', "_"));
    let folders = std::fs::read_dir(project("src/method")).unwrap();
    let paths = folders.map(|folder| folder.unwrap().path().join(&file));
    let path = paths.into_iter().find(|path| path.exists()).expect("a file of the method");
    let source = std::fs::read_to_string(path).unwrap();
    let documented = source.lines().filter_map(|line| {
        let line = line.trim_start();
        let text = line.strip_prefix("//!").or_else(|| line.strip_prefix("///"))?;
        Some(text.strip_prefix(' ').unwrap_or(text).to_owned())
    });
    let lines: Vec<String> = documented.collect();
    let start = lines.iter().position(|line| line == "```")?;
    let end = start + 1 + lines[start + 1..].iter().position(|line| line == "```")?;
    // The paragraph before it.
    let before = lines[..start].iter().rposition(|line| !line.is_empty()).map_or(0, |at| at + 1);
    let from = lines[..before].iter().rposition(String::is_empty).map_or(0, |at| at + 1);
    let told = lines[from..before].join(" ");
    let told = if told.ends_with(':') { told } else { "An example:".to_owned() };
    let code = lines[start + 1..end].iter().filter(|line| !line.starts_with("# "));
    let code: Vec<&str> = code.map(String::as_str).collect();
    Some(format!("{told}\n\n```rust\n{}\n```", code.join("\n")))
}

#[test]
fn the_page_of_methods_is_what_the_program_says() {
    let mut out = String::new();
    let all: Vec<Value> =
        serde_json::from_str(&printed(&["list", "methods", "--format", "json"])).unwrap();
    assert!(all.len() >= 31, "{}", all.len());
    let of = |family: Family| all.iter().filter(move |sheet| sheet["family"] == family.name());
    let told = |family: Family| format!("{}: {}", family.words(), family.idea());
    writeln!(out, "## All methods\n").unwrap();
    for family in Family::ALL {
        writeln!(
            out,
            "{}.\n\n| method | idea | reference |\n|---|---|---|",
            capital(&told(family))
        )
        .unwrap();
        for sheet in of(family) {
            let [name, idea, reference] = ["name", "idea_in_short", "reference"]
                .map(|key| cell(sheet[key].as_str().expect("a text")));
            writeln!(out, "| [`{name}`](#{name}) | {idea} | {reference} |").unwrap();
        }
        writeln!(out).unwrap();
    }
    for name in Family::ALL.into_iter().flat_map(of).map(|sheet| sheet["name"].as_str().unwrap()) {
        writeln!(out, "## `{name}`\n\n| | |\n|---|---|").unwrap();
        for row in grid(&printed(&["list", "methods", name])).into_iter().skip(1) {
            assert_eq!(row.len(), 2, "{name}: {row:?}");
            writeln!(out, "| {} | {} |", row[0], cell(&row[1])).unwrap();
        }
        writeln!(out).unwrap();
        if let Some(example) = worked_example(name) {
            writeln!(out, "{example}\n").unwrap();
        }
    }
    writeln!(out, "## Normalizations\n\n`x` is a figure of a column; `min`, `max`, `sum`, `mean` and `m` (how many) are those of the column.\n").unwrap();
    for (at, row) in grid(&printed(&["list", "normalizations"])).into_iter().enumerate() {
        assert_eq!(row.len(), 5, "{row:?}");
        let cells: Vec<String> = row
            .iter()
            .enumerate()
            .map(
                |(column, text)| {
                    if at > 0 && column == 0 { format!("`{text}`") } else { cell(text) }
                },
            )
            .collect();
        writeln!(out, "| {} |", cells.join(" | ")).unwrap();
        if at == 0 {
            writeln!(out, "|---|---|---|---|---|").unwrap();
        }
    }
    writeln!(out, "\n## Weightings\n\nHow [judgements or data become weights](weights.md).\n")
        .unwrap();
    let names: Vec<String> = grid(&printed(&["list", "weightings"]))
        .into_iter()
        .skip(1)
        .map(|row| row[0].clone())
        .collect();
    assert!(names.len() >= 28, "{names:?}");
    for name in &names {
        writeln!(out, "### `{name}`\n\n| | |\n|---|---|").unwrap();
        for row in grid(&printed(&["list", "weightings", name])).into_iter().skip(1) {
            assert_eq!(row.len(), 2, "{name}: {row:?}");
            writeln!(out, "| {} | {} |", row[0], cell(&row[1])).unwrap();
        }
        writeln!(out).unwrap();
    }
    settle("docs/methods.md", &out);
}

// -----------------------------------------------------------------------------------------------------
// tables

/// A column as the page has it.
#[derive(Debug, Clone)]
struct Documented {
    name: String,
    optional: bool,
    range: String,
    never: bool,
}

type Pages = BTreeMap<(String, String), Vec<Documented>>;

/// The tables of the page: by command and name, their columns in order.
fn documented(page: &str) -> (Pages, Vec<String>) {
    let (mut out, mut units, mut wrong) = (Pages::new(), BTreeSet::new(), Vec::new());
    let (mut command, mut table) = (String::new(), String::new());
    for line in page.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            (command, table) = (title.to_owned(), String::new());
        } else if let Some(title) = line.strip_prefix("### ") {
            table = title.trim_matches('`').to_owned();
            out.insert((command.clone(), table.clone()), Vec::new());
        } else if line.starts_with("| ") {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            if table.is_empty() {
                units.insert(cells[0].to_owned());
            } else if cells[0] != "column" {
                let [name, _, unit, range, empty] = cells[..] else {
                    panic!("{command}: {table}: {line}")
                };
                if !units.contains(unit) {
                    wrong.push(format!(
                        "{command}: {table}: {name}: the unit {unit} is not explained"
                    ));
                }
                let (id, when) = name.split_once(" (").unwrap_or((name, ""));
                let column = Documented {
                    name: id.trim_matches('`').to_owned(),
                    optional: !when.is_empty(),
                    range: range.to_owned(),
                    never: empty == "never",
                };
                out.get_mut(&(command.clone(), table.clone())).unwrap().push(column);
            }
        }
    }
    (out, wrong)
}

/// Whether a value is in a range of the page.
fn in_range(range: &str, value: &str) -> bool {
    if range.is_empty() || range == "any" {
        return true;
    }
    if range.starts_with('`') {
        return range.split(", ").any(|word| word.trim_matches('`') == value);
    }
    let Ok(number) = value.parse::<f64>() else { return false };
    if let Some((low, high)) = range.split_once(" to ") {
        return number >= low.parse::<f64>().unwrap() - 1e-9
            && number <= high.parse::<f64>().unwrap() + 1e-9;
    }
    match range.split_once(" or ") {
        Some((low, "more")) => number >= low.parse().unwrap(),
        Some((one, other)) => [one, other].contains(&value),
        None => panic!("the range {range}"),
    }
}

/// A case: what to open, and its keys: all, those of the group, the others.
struct Example<'a>(&'a str, [&'a [&'a str]; 3]);

const AIRCRAFT: Example = Example("fighter-aircraft", [&["aircraft"], &[], &["aircraft"]]);
const STATIONS: Example = Example("power-stations", [&["station"], &[], &["station"]]);
const CARS: Example = Example("car-evaluation", [&["car"], &[], &["car"]]);
const SYSTEMS: Example = Example("drina-hydropower", [&["system"], &[], &["system"]]);
/// The example of the pages.
const SITES: Example = Example("docs/pool/case.toml", [&["site"], &[], &["site"]]);
/// The example of the page on weights: five people.
const JUDGED: Example = Example("docs/weighed/team.toml", [&["model"], &[], &["model"]]);
/// Not built in: see `THREE` and `fragments`.
const SMALL: Example = Example("three", [&["site"], &[], &["site"]]);
const FRAGMENTS: Example = Example("fragments", [&["site"], &[], &["site"]]);
/// The example of the page on composite indicators, in which a figure is missing.
const COMPOSITE: Example = Example("docs/composite/case.toml", [&["town"], &[], &["town"]]);
/// The example of the page on decision rules.
const PLACES: Example = Example("docs/rules/case.toml", [&["site"], &[], &["site"]]);
const TRANSPORT: Example = Example("docs/transport/case.toml", [&["mode"], &[], &["mode"]]);
const CLUSTERS: Example =
    Example("flemish-cluster-policy", [&["scenario", "cluster"], &["cluster"], &["scenario"]]);
const WATER: Example = Example("urban-water", [&["action"], &[], &["action"]]);
const CENTRE: Example = Example("city-centre-constructed", [&["plan"], &[], &["plan"]]);
/// The example of the page on sorting.
const BRIDGES: Example = Example("docs/bridges/case.toml", [&["bridge"], &[], &["bridge"]]);
/// Not built in: see `ACTORS`.
const TOWNS: Example = Example("towns", [&["town", "site"], &["town"], &["site"]]);

/// What is run: the command as the page names it, its other arguments, and the case.
const RUNS: &[(&str, &str, Example)] = &[
    ("evaluate", "", AIRCRAFT),
    ("evaluate", "--method topsis --method weighted-product", AIRCRAFT),
    ("evaluate", "", STATIONS),
    ("evaluate", "", SYSTEMS),
    ("evaluate", "", CLUSTERS),
    (
        "evaluate",
        "--method weighted-sum --method vikor --method promethee-i --method promethee-ii",
        SITES,
    ),
    (
        "evaluate",
        "--method electre-i --method electre-is --method electre-ii --method electre-iii --method promethee-iii",
        SITES,
    ),
    ("evaluate", "--where cluster=VIL", CLUSTERS),
    ("evaluate", "", FRAGMENTS),
    ("evaluate", "", BRIDGES),
    ("evaluate", "--method mr-sort --method flowsort", BRIDGES),
    ("evaluate", "", COMPOSITE),
    ("evaluate", "", PLACES),
    ("explain", "--of A3", AIRCRAFT),
    ("explain", "--of A3 --over A1", AIRCRAFT),
    ("explain", "--of S3/VIL --over S1/VIL", CLUSTERS),
    ("weights", "", AIRCRAFT),
    ("weights", "--method critic", CLUSTERS),
    ("weights", "", JUDGED),
    ("weights --method utastar", "", TRANSPORT),
    ("sensitivity sweep", "", AIRCRAFT),
    ("sensitivity sweep", "", CLUSTERS),
    ("sensitivity sweep", "--method vikor", SITES),
    ("sensitivity stability", "", SITES),
    ("sensitivity stability", "", FRAGMENTS),
    ("sensitivity stability", "", AIRCRAFT),
    ("sensitivity stability", "", CLUSTERS),
    ("sensitivity acceptability", "--draws 500", AIRCRAFT),
    ("sensitivity acceptability", "--draws 500", CLUSTERS),
    ("sensitivity acceptability", "--draws 500 --intervals uniform", CLUSTERS),
    ("sensitivity acceptability", "--draws 500 --intervals uniform", BRIDGES),
    ("sensitivity acceptability", "--exact", AIRCRAFT),
    ("sensitivity acceptability", "--exact", SMALL),
    ("sensitivity acceptability", "--draws 500", SITES),
    ("sensitivity acceptability", "--draws 500 --weights-model leaves", FRAGMENTS),
    ("sensitivity robust", "", AIRCRAFT),
    ("sensitivity robust", "", CLUSTERS),
    ("sensitivity robust", "", FRAGMENTS),
    ("sensitivity robust", "", BRIDGES),
    ("sensitivity robust", "--values monotone", SITES),
    ("sensitivity drivers", "--points 256 --intervals uniform --by input", SITES),
    ("sensitivity drivers", "--points 256 --intervals uniform --weights-model leaves", FRAGMENTS),
    ("sensitivity drivers", "--points 256", AIRCRAFT),
    ("sensitivity drivers", "--points 256 --intervals uniform", CLUSTERS),
    ("sensitivity methods", "", AIRCRAFT),
    ("sensitivity methods", "", CLUSTERS),
    ("sensitivity reversal", "", SYSTEMS),
    ("sensitivity reversal", "", CLUSTERS),
    ("sensitivity methods", "", SITES),
    ("sensitivity scenarios", "", AIRCRAFT),
    ("sensitivity scenarios", "--scenarios tests/common/cluster_weights.csv", CLUSTERS),
    ("sensitivity reversal", "--method vikor", SITES),
    ("sensitivity targets", "", CARS),
    ("actors", "--draws 500", CENTRE),
    ("actors", "--draws 500", CLUSTERS),
    ("actors", "--draws 500", TOWNS),
    ("portfolio", "--draws 200", WATER),
    ("portfolio", "--draws 200 --intervals uniform", WATER),
    ("portfolio", "--draws 200", CLUSTERS),
    ("pathway", "--draws 500", CLUSTERS),
    ("pathway", "--draws 500 --intervals uniform", CLUSTERS),
    ("pathway", "--draws 200 --paths {map}", CLUSTERS),
    ("ask", "", SITES),
    ("ask", "", CLUSTERS),
    ("verify", "", FRAGMENTS),
    ("verify", "--draws 500", AIRCRAFT),
    ("verify", "--draws 500", CLUSTERS),
];

/// Exact shares by rank take three free weights: no built-in case has three criteria.
const THREE: [(&str, &str); 2] = [
    (
        "case.toml",
        "format = 1\nid = \"three\"\ndata = [\"sites.csv\"]\n[[keys]]\nid = \"site\"\n[[criteria]]\nid = \"cost\"\ndirection = \"min\"\n\
         scale = { min = 0, max = 9 }\n[[criteria]]\nid = \"room\"\nscale = { min = 0, max = 9 }\n[[criteria]]\nid = \"quiet\"\n\
         scale = { min = 0, max = 9 }\n",
    ),
    ("sites.csv", "site,cost,room,quiet\nA,1,2,3\nB,2,4,1\n"),
];

/// Actors whose weights differ by group, because they come from the figures of the group: in one
/// town what they say excludes each other, in the other it does not. Four of them make camps.
const ACTORS: [(&str, &str); 2] = [
    (
        "case.toml",
        r#"format = 1
id = "towns"
data = ["sites.csv"]
rank_within = ["town"]
keys = [{ id = "town" }, { id = "site" }]
criteria = [
  { id = "cost", direction = "min", scale = { min = 0, max = 9 } },
  { id = "room", scale = { min = 0, max = 9 } },
  { id = "quiet", scale = { min = 0, max = 9 } },
]
actors = [
  { id = "buyers", constraints = ["room >= cost"] },
  { id = "savers", constraints = ["room >= 1.1 * cost"] },
  { id = "figures" },
  { id = "same-figures" },
]
[[weighting]]
actor = "figures"
method = "entropy"
[[weighting]]
actor = "same-figures"
method = "entropy"
"#,
    ),
    ("sites.csv", "town,site,cost,room,quiet\nT,A,1,2,3\nT,B,2,4,1\nU,C,5,5,2\nU,D,2,1,8\n"),
];

/// Compare a written table with the page.
fn compare(
    at: &str,
    file: &Path,
    columns: &[Documented],
    keys: &[&[&str]; 3],
    used: &mut BTreeSet<String>,
    wrong: &mut Vec<String>,
) {
    let expand = |column: &Documented| -> Vec<Documented> {
        let own = ["*keys*", "*group*", "*inside*"]
            .iter()
            .position(|name| *name == column.name)
            .map(|at| keys[at]);
        match own {
            Some(own) => own
                .iter()
                .map(|key| Documented { name: (*key).to_owned(), ..column.clone() })
                .collect(),
            None => vec![column.clone()],
        }
    };
    let names = columns;
    let columns: Vec<Documented> = names.iter().flat_map(expand).collect();
    let mut reader = csv::Reader::from_path(file).unwrap();
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    used.extend(header.iter().map(|name| format!("{at}: `{name}`")));
    for column in names.iter().filter(|column| column.optional) {
        let own = expand(column);
        if !own.is_empty() && own.iter().all(|own| header.contains(&own.name)) {
            used.insert(format!("{at}: `{}`", column.name));
        }
    }
    for name in header.iter().filter(|name| !columns.iter().any(|column| column.name == **name)) {
        wrong.push(format!("{at}: `{name}` is written and not in tables.md"));
    }
    for column in columns.iter().filter(|column| !column.optional && !header.contains(&column.name))
    {
        wrong.push(format!("{at}: `{}` is in tables.md and not written", column.name));
    }
    let order = |names: Vec<&String>| {
        names.into_iter().filter(|name| header.contains(name)).cloned().collect::<Vec<_>>()
    };
    let wanted = order(columns.iter().map(|column| &column.name).collect());
    if wanted.len() == header.len() && wanted != header {
        wrong.push(format!("{at}: the order of columns is {}", header.join(", ")));
    }
    for record in reader.records() {
        let record = record.unwrap();
        for (name, value) in header.iter().zip(record.iter()) {
            let Some(column) = columns.iter().find(|column| column.name == *name) else { continue };
            if value.is_empty() && column.never {
                wrong.push(format!("{at}: `{name}` is empty, and tables.md says never"));
            } else if !value.is_empty() && !in_range(&column.range, value) {
                wrong.push(format!(
                    "{at}: `{name}` is {value}, and tables.md says {}",
                    column.range
                ));
            }
        }
    }
}

#[test]
fn the_page_of_tables_names_the_tables_and_columns_that_are_written() {
    let (pages, mut wrong) = documented(&page("docs/tables.md"));
    let (three, fragments) = (crate::common::Files::new(&THREE), fragments());
    let towns = crate::common::Files::new(&ACTORS);
    let mut written: BTreeSet<(String, String)> = BTreeSet::new();
    let mut used = BTreeSet::new();
    for (command, options, Example(case, keys)) in RUNS {
        let folder = tempfile::tempdir().unwrap();
        let out = format!("{}/", folder.path().display());
        let own = [("three", &three), ("fragments", &fragments), ("towns", &towns)]
            .into_iter()
            .find(|(name, _)| name == case);
        let case = own
            .map_or((*case).to_owned(), |(_, files)| files.path("case.toml").display().to_string());
        // Paths that were written are read back.
        let map = folder.path().join("map").display().to_string();
        if options.contains("{map}") {
            printed(&["pathway", &case, "-q", "--draws", "200", "--write-paths", &map]);
        }
        let options = options.replace("{map}", &map);
        let words = command.split(' ').chain([case.as_str()]).chain(options.split_whitespace());
        printed(&words.chain(["-q", "-o", &out]).collect::<Vec<_>>());
        for entry in std::fs::read_dir(folder.path()).unwrap() {
            let file = entry.unwrap().path();
            let Some(name) = file.file_name().and_then(|name| name.to_str()?.strip_suffix(".csv"))
            else {
                continue;
            };
            let of = ((*command).to_owned(), name.to_owned());
            let at = format!("{command}: {name}");
            match pages.get(&of) {
                Some(columns) => compare(&at, &file, columns, keys, &mut used, &mut wrong),
                None => wrong.push(format!("{at}: is written and not in tables.md")),
            }
            written.insert(of);
        }
    }
    for of in pages.keys().filter(|of| !written.contains(of)) {
        wrong.push(format!("{}: {}: is in tables.md and no command writes it", of.0, of.1));
    }
    for ((command, table), columns) in &pages {
        for column in columns.iter().filter(|column| column.optional) {
            let at = format!("{command}: {table}: `{}`", column.name);
            if !used.contains(&at) {
                wrong.push(format!("{at} is in tables.md and no run writes it"));
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

// ------------------------------------------------------------------------------------------ links
// and examples

fn pages() -> Vec<String> {
    let mut out = vec!["README.md".to_owned(), "CONTRIBUTING.md".to_owned()];
    for entry in std::fs::read_dir(project("docs")).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        if name.ends_with(".md") {
            out.push(format!("docs/{name}"));
        }
    }
    out
}

/// The anchor that a heading gets in a browser.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().to_lowercase().replace(' ', "-");
    kept.chars().filter(|c| c.is_alphanumeric() || "-_".contains(*c)).collect()
}

#[test]
fn links_lead_somewhere() {
    let mut wrong = Vec::new();
    for name in pages() {
        let text = page(&name);
        for link in
            text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link)
        {
            if link.starts_with("http") {
                continue;
            }
            let (path, place) = link.split_once('#').unwrap_or((link, ""));
            let target = project(&name).parent().unwrap().join(path);
            let target = if path.is_empty() { project(&name) } else { target };
            let found = match (target.exists(), place.is_empty()) {
                (true, false) => std::fs::read_to_string(&target).unwrap().lines().any(|line| {
                    line.starts_with('#') && anchor(line.trim_start_matches('#')) == place
                }),
                (there, _) => there,
            };
            if !found {
                wrong.push(format!("{name}: {link}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Where a page shows a file of `docs/pool`, it shows it as it is.
#[test]
fn pages_show_the_files_of_the_example() {
    let files = ["pool/case.toml", "pool/sites.csv", "pool/sourced.csv", "laptops.csv"];
    let files = files.map(|name| page(&format!("docs/{name}")));
    let mut shown = 0;
    for name in ["docs/tour.md", "docs/tutorial.md", "docs/own-table.md"] {
        let text = page(name);
        for block in text
            .split("\n```")
            .filter_map(|part| part.strip_prefix("toml\n").or_else(|| part.strip_prefix("csv\n")))
        {
            shown += 1;
            assert!(
                files.iter().any(|file| file.contains(block)),
                "{name} shows what is in no file of docs:\n{block}"
            );
        }
    }
    assert!(shown >= 2, "{shown}");
}

/// The fragments of the page of the file format make one case.
fn fragments() -> crate::common::Files {
    let text = page("docs/file-format.md");
    let blocks = |kind: &str| -> String {
        let start = format!("\n```{kind}\n");
        let parts = text.split(&start).skip(1);
        parts.filter_map(|part| Some(part.split_once("```")?.0)).collect::<Vec<_>>().join("\n")
    };
    let (toml, csv) = (blocks("toml"), blocks("csv"));
    assert!(toml.contains("[[claims]]") && csv.contains("homes"), "{toml}{csv}");
    crate::common::Files::new(&[("case.toml", &toml), ("sites.csv", &csv)])
}

#[test]
fn fragments_of_the_file_format_are_a_sound_case() {
    let files = fragments();
    let path = files.path("case.toml").display().to_string();
    printed(&["check", &path]);
    printed(&["verify", &path, "-q"]);
}
