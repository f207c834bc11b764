//! Workbooks that hold a whole case: each says the same as its criteria file, and whatever is wrong
//! in one is told with sheet and cell.
#![cfg(feature = "xlsx")]

use crate::common::Files;
use afweging::case::{
    Case, CellContent, Location, SheetContent, WhatIf, WorkbookSheets, as_workbook, builtin_names,
    skeleton_as_workbook,
};
use afweging::error::Severity;
use afweging::problem::{Language, PortfolioModel, Problem};
use afweging::write::case_workbook;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use std::path::Path;

const LANGUAGES: [(&str, Language); 2] = [("en", Language::En), ("nl", Language::Nl)];

fn written(book: &WorkbookSheets) -> Files {
    let files = Files::new(&[]);
    std::fs::write(files.path("case.xlsx"), case_workbook(book).unwrap()).unwrap();
    files
}

fn open(files: &Files) -> afweging::Result<Case> {
    let path = files.path("case.xlsx");
    Case::open(&Location::of(path.to_str().unwrap()), &WhatIf::default())
}

/// What is wrong with a workbook, without the folder that it stands in.
fn findings(files: &Files) -> String {
    let folder = format!("{}{}", files.folder.path().display(), std::path::MAIN_SEPARATOR);
    match open(files) {
        Ok(case) => case.warnings.iter().map(|it| format!("{it}\n")).collect(),
        Err(error) => error.to_string(),
    }
    .replace(&folder, "")
}

// ------------------------------------------------------------------- the same as criteria files

#[cfg(feature = "cli")]
fn answer(folder: &Path, command: &[&str], case: &str, rest: &[&str]) -> String {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_afweging"))
        .current_dir(folder)
        .args(command)
        .arg(case)
        .args(["-q", "--format", "json"])
        .args(rest)
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{command:?} {case}: {said}");
    let whole: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    serde_json::to_string_pretty(&whole["tables"]).unwrap()
}

/// An alternative by the ids of its values.
#[cfg(feature = "cli")]
fn alternative(case: &Case, at: usize) -> String {
    let values = case.problem.alternatives()[at].values().iter();
    let ids = case.problem.keys().iter().zip(values).map(|(key, value)| &*key.values[*value].id);
    ids.collect::<Vec<_>>().join("/")
}

#[cfg(feature = "cli")]
#[test]
fn built_in_cases_give_the_same_tables_as_workbooks() {
    for name in builtin_names() {
        let case = Case::open(&Location::of(name), &WhatIf::default()).unwrap();
        let first = alternative(&case, 0);
        for (_, language) in LANGUAGES {
            let files = written(&as_workbook(&Location::of(name), language).unwrap());
            let of: &[&str] = &["--of", &first];
            for (command, rest) in [
                (&["evaluate"][..], &[][..]),
                (&["explain"], of),
                (&["sensitivity", "stability"], &[]),
                (&["sensitivity", "sweep"], &[]),
            ] {
                let [plain, book] = [name, "./case.xlsx"]
                    .map(|case| answer(files.folder.path(), command, case, rest));
                assert!(plain == book, "{name} {command:?} {language:?}");
                assert!(plain.len() > 100, "{plain}");
            }
        }
    }
}

#[test]
fn built_in_cases_are_read_back_as_they_were() {
    for name in builtin_names() {
        let plain = Case::open(&Location::of(name), &WhatIf::default()).unwrap();
        for (_, language) in LANGUAGES {
            let book =
                open(&written(&as_workbook(&Location::of(name), language).unwrap())).unwrap();
            assert!(book.warnings.is_empty(), "{:?}", book.warnings);
            for get in [Language::En, Language::Nl] {
                let texts = |case: &Case| {
                    [&case.title, &case.question, &case.decider, &case.notice]
                        .map(|text| text.get(get).to_owned())
                };
                assert_eq!(texts(&book), texts(&plain), "{name}");
            }
            assert_eq!((book.id, book.as_of), (plain.id.clone(), plain.as_of.clone()));
            assert_eq!((book.status, book.weighted), (plain.status, plain.weighted));
            assert_eq!(book.methods, plain.methods);
            assert_eq!(book.passages, plain.passages);
            let parts = |problem: &afweging::problem::Problem| {
                (
                    format!("{:?}", problem.tree()),
                    format!("{:?}", problem.claims()),
                    format!("{:?}", problem.constraints()),
                )
            };
            assert_eq!(book.scenarios, plain.scenarios, "{name} {language:?}");
            assert_eq!(parts(&book.problem), parts(&plain.problem), "{name} {language:?}");
        }
    }
}

/// Nearly everything that a criteria file can say, with names that need quotation marks.
const ALL: &str = r#"format = 1
id = "all"
title = { en = "All; of it", nl = "Alles" }
decider = { nl = "De raad" }
as_of = 2024-05-06
status = "validated"
rank_within = ["town, or village"]
min_known = 0.25
aggregate = { name = "choquet", interactions = ["money & fit = 0.0625", "fit & other = -0.03125"] }
missing = "drop"
baseline = { option = "B, b" }
data = ["wide.csv", "long.csv"]
thousands = " "

[[keys]]
id = "option"
label = "Option = choice"
values = ["A; a", { id = "B, b", label = { en = "Bee", nl = "Bij" } }, { id = "C", role = "reference" }]

[[keys]]
id = "town, or village"

[[criteria]]
id = "money"
label = "Money"
weight = 0.125
aggregate = { name = "power", p = 2.5, floor = 0.125 }
missing = "whole-scale"

[[criteria]]
id = "other"
weight = 0.25
aggregate = { name = "owa", order_weights = [0.5, 0.25, 0.25] }

[[criteria]]
id = "size"
parent = "other"
scale = { min = 0.5, max = 1250 }
value = { shape = "log" }

[[criteria]]
id = "colour"
parent = "other"

[[criteria]]
id = "more"
parent = "other"
aggregate = "geometric"

[[criteria]]
id = "light"
parent = "more"

[[criteria]]
id = "price"
parent = "money"
column = "Price (EUR)"
direction = "min"
scale = { min = -1.125, max = 1250.5, outside = "clamp" }
value = { points = [[-1.125, 1], [1.375, 0.5], [1250.5, 0]] }
thresholds = { function = "gaussian", inflection = 2.125, indifference = 0, preference = 1 }
anchors."0" = "free; as \"they\" say"

[[criteria]]
id = "heat"
parent = "money"
direction = { target = 21.125 }
scale = { min = 10, max = 30, outside = "extend" }
unit = "°C"

[[criteria]]
id = "fit"
label = { en = "Fit", nl = "Pas" }
weight = 2
direction = { target = "so; so" }
scale = { levels = ["bad, really", "so; so", "\"good\"", "1.200"] }
anchors."so; so" = { en = "a = b; c", nl = "x" }
anchors."1.200" = "line\nbreak"
source = "page 1"

[[criteria]]
id = "steps"
weight = 0
scale = { levels = ["-", "0", "+"] }
value = { levels = [0, 0.125, 1] }

[[criteria]]
id = "noise"
column = "steps 2"
weight = 0
scale = { levels = ["a -> b", "b; c", "\"d\""] }
value = { bisection = ["a -> b..\"d\" = b; c"] }

[[criteria]]
id = "walk"
weight = 0
direction = "min"
scale = { min = 0, max = 2.5 }
value = { macbeth = ["2.5 -> 1 = weak", "1 -> 0 = strong..very strong"] }

[[criteria]]
id = "calm"
weight = 0
scale = ["bad; sad", "so = so", "\"good\""]
rules = [
    { loud = ["a -> b", "c | d"], then = "bad; sad" },
    { loud = ">= e", view = "<= 1", then = ["so = so", "\"good\""] },
    { view = "2", loud = "e", then = "so = so" },
]
complete = "linear"

[[criteria]]
id = "loud"
parent = "calm"
weight = 2
scale = { levels = ["a -> b", "c | d", "e"] }

[[criteria]]
id = "view"
parent = "calm"
weight = 1
scale = ["1", "2", "3"]
rules = "from-weights"

[[criteria]]
id = "near"
parent = "view"
scale = ["no", "yes"]

[method.topsis]
normalization = "max"
[method.vikor]
v = 0.375

[[facts]]
id = "permit = yes"
holds = "unknown"

[[requirements]]
id = "r1"
when = { option = ["A; a", "B, b"], "town, or village" = "X > Y" }
needs = { fact = "permit = yes" }
effect = "flag"
unknown = "exclude"
reason = { en = "why; so", nl = "daarom" }

[[requirements]]
id = "r2"
needs = { criterion = "fit", at_least = "so; so" }

[[requirements]]
id = "r3"
needs = { attribute = "staff >= 5", at_least = 1.125 }
source = "somewhere"

[[requirements]]
id = "r4"
needs = { attribute = "role", one_of = ["lead; first", "co, second", "7"] }
effect = "flag"

[[requirements]]
id = "r5"
needs = { criterion = "price", at_most = 1250.125 }

[[adjustments]]
criterion = "steps"
attribute = "staff >= 5"
when = { option = "B, b" }
shift = { points = [[0, 0], [2.125, -1.5]] }
limits = { min = "-", max = "0" }

[[adjustments]]
criterion = "heat"
attribute = "role"
shift = { values = { "lead; first" = 1, "co, second" = 0, "7" = -0.125 } }
limits = { max = 25.5 }
reason = "so"

[[weighting]]
of = "money"
method = "smart"
respondent = "A; a"
by = "In \"May\""
parameters = { least = 20 }
combine = "mean-of-weights"
judgements = ["price = 40", "heat = 20"]

[[weighting]]
of = "money"
method = "swing"
respondent = "B"
judgements = ["price = 100", "heat = 25..75"]

[[weighting]]
of = "money"
method = "swing"
actor = "they; them"
judgements = ["price = 100", "heat = 12.5"]

[weights]
constraints = ["price >= 0.125 * heat", "0.05 <= fit", "from-weighting"]
weights = "sets.csv"
scenarios_are = "local"

[[preferences]]
better = { option = "A; a", "town, or village" = "X > Y" }
worse = { option = "B, b", "town, or village" = "X > Y" }
by_more_than = 0.0625
reason = { en = "they said", nl = "ze zeiden" }

[[preferences]]
better = { option = "A; a", "town, or village" = "X > Y" }
worse = { option = "B, b", "town, or village" = "X > Y" }
actor = "7"

[[categories]]
id = "low; bad"
label = { en = "Low", nl = "Laag" }

[[categories]]
id = "mid"
profile = { price = 1000.125, heat = 18, fit = "so; so", steps = "0", noise = "b; c", walk = 2, size = 10, colour = 1, light = 1, loud = "c | d", near = "no" }

[[categories]]
id = "7"
label = "High"
profile = { price = 100, heat = 19.5, fit = "so; so", steps = "+", noise = "\"d\"", walk = 0.5, size = 100, colour = 2, light = 2, loud = "e", near = "yes" }

[[examples]]
alternative = { option = "A; a", "town, or village" = "X > Y" }
category = "low; bad"
reason = { en = "seen", nl = "gezien" }
source = "page 9"

[[examples]]
alternative = { option = "C", "town, or village" = "X > Y" }
category = "7"

[[actors]]
id = "us"
label = { en = "Us", nl = "Wij" }
kind = "civil; society"
influence = 2.125
weights = { price = 1.125, heat = 0 }
constraints = ["price >= 0.125 * heat", "fit >= 0.0625"]
criteria = ["price", "heat", "fit"]
minimum = 0.375
benefit = ["fit"]
burden = ["walk", "price"]
source = "we"

[[actors]]
id = "they; them"
label = "They"
influence = 0
constraints = "from-weighting"
burden = ["noise"]

[[actors]]
id = "7"

[[claims]]
claim = "'A; a' > 'B, b'"
for = { "town, or village" = ["X > Y"] }
under = "given weights"
inputs = "nominal"
must = false

[[claims]]
id = "second"
label = "Second"
claim = "rank('A; a') <= 2"
for = "some town, or village"
reason = "r"
passage = "P1;P2"

[[facts]]
id = "a plan"
holds = "no"

[pathway]
one_per = ["town, or village"]
start = { option = "C" }
none = { value = 0.125 }
discount = 0.0625
until = 4

[[pathway.periods]]
id = "now; here"
label = { en = "Now", nl = "Nu" }
from = 2027
years = 3

[[pathway.periods]]
id = "2030"
from = 2030
years = 2

[[pathway.transitions]]
id = "t1"
label = "First"
from = { option = ["A; a", "C"] }
to = { option = "B, b", attribute = "role", is = ["lead; first", "7"] }
allowed = true
after = { option = "A; a" }
after_periods = 1
needs = "permit = yes"
cost = -0.125
takes = 1
active = false
kind = "assumed"
reason = { en = "why", nl = "waarom" }
source = "page 2"

[[pathway.transitions]]
id = "t2"
to = { option = "C" }
allowed = false

[[pathway.transitions]]
id = "t3"
to = {}
needs = "a plan"

[[pathway.stays]]
id = "s; 1"
label = { en = "Stay", nl = "Blijf" }
in = { option = "B, b" }
at_least = 1
at_most = 2
active = true
kind = "stated"
reason = "so"
source = "page 3"

[[pathway.readiness]]
fact = "permit = yes"
from = "2028|2030|2034"
reason = "when"
source = "page 4"

[[pathway.readiness]]
fact = "a plan"
from = "never"

[[pathway.capacities]]
id = "people"
label = "People"
built_by = { option = "A; a" }
builds = 1.125
needed_by = { option = "B, b" }
needs = 2.25
start = 0.5
shared = true
active = false
reason = { en = "few", nl = "weinig" }
source = "page 5"

[[pathway.capacities]]
id = "room"
needed_by = {}

[[pathway.limits]]
id = "l1"
sum = "staff >= 5"
at_most = 4.5
unknown = "1..2"

[[pathway.limits]]
id = "l2"
count = { option = "B, b" }
at_least = 0
periods = ["now; here"]
active = false

[portfolio]
one_per = ["option"]
none = { value = -0.125 }
value = "score"
times = "staff >= 5"

[[portfolio.limits]]
id = "money; all"
label = { en = "Money", nl = "Geld" }
sum = "price"
at_most = 1250.125
at_least = "?"
chance = 0.875
unknown = "0.125..2.5"
step = 0.5
active = false
effect = "flag"
kind = "assumed"
reason = { en = "why; so", nl = "daarom" }
source = "we"

[[portfolio.limits]]
id = "few"
count = { option = ["A; a", "B, b"], attribute = "role", is = ["lead; first", "7"] }
at_most = 1.5
kind = "stated"

[[portfolio.limits]]
id = "each"
label = "Each"
count = { attribute = "role" }
each_at_most = 1
each_at_least = "?"
share_at_most = 0.625

[[portfolio.limits]]
id = "all"
count = {}
by = "town, or village"
each_at_most = 2

[[portfolio.limits]]
id = "part"
joint_share = "part = share"
at_least = 0.0625
unknown = 0.375
effect = "enforce"
active = true

[[portfolio.rules]]
id = "r1"
if = { option = "A; a" }
then = { option = "B, b", "town, or village" = "X > Y" }

[[portfolio.rules]]
id = "7"
label = { en = "Not both", nl = "Niet allebei" }
if = { attribute = "role", is = "7" }
not = { option = "A; a" }
active = false
effect = "flag"
kind = "transcribed"
reason = "so"
source = "they"

[[portfolio.rules]]
id = "r3"
together = [{ option = "A; a" }, { attribute = "staff >= 5", is = [4.125, 3] }, {}]
value = -0.125
"#;

const LONG: &str = "option,criterion,value,kind,source,passage,as_of,note,actor,period\n\
\"A; a\",heat,20.125..21.250,measured,here,P1;P2,2024-05,noted,,\n\
\"B, b\",heat,21|22.5|25,,,,,,,\n\
\"B, b\",heat,17.125,,,,,,they; them,\n\
\"A; a\",fit,1.200,stated,P3,,,,they; them,\n\
\"A; a\",fit,?,,,,,,7,\n\
\"B, b\",heat,18.125,,,,,,,now; here\n\
C,heat,19.5±1.125,assumed,,,2024-05-06,,,\n\
\"A; a\",size,10,,,,,,,\n\
\"B, b\",size,125,,,,,,,\n\
\"A; a\",colour,1,,,,,,,\n\
\"B, b\",colour,2,,,,,,,\n\
\"A; a\",light,1,,,,,,,\n\
\"B, b\",light,2,,,,,,,\n\
C,colour,1.5,,,,,,,\n\
C,light,1.5,,,,,,,\n";

const SETS: &str = "scenario;money;other;Price (EUR);heat;fit;steps;noise;walk;calm\n\
\"a = b; c\";1 000;0;2,5;1;0,125;0;0;1;0\nsecond;;;1;0;;;;;\n";

fn wide() -> String {
    let mut out = csv(&[
        "option",
        "town, or village",
        "Price (EUR)",
        "fit",
        "steps",
        "steps 2",
        "walk",
        "loud",
        "near",
        "staff >= 5",
        "role",
        "part = share",
    ]);
    let rows = [
        [
            "A; a",
            "X > Y",
            "1 200",
            "so; so",
            "0",
            "b; c",
            "0.5",
            "e",
            "yes",
            "3",
            "lead; first",
            "0.25",
        ],
        [
            "B, b",
            "X > Y",
            "1.5..1 250",
            "1.200",
            "-..0",
            "a -> b",
            "2",
            "c | d..e",
            "?",
            "4.125",
            "7",
            "0.5..0.75",
        ],
        ["C", "X > Y", "0", "?", "+", "?", "2.5", "?", "no", "", "co, second", ""],
    ];
    rows.iter().for_each(|row| out += &csv(row));
    out
}

fn csv(cells: &[&str]) -> String {
    let quoted: Vec<String> =
        cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
    quoted.join(";") + "\n"
}

/// What is said of whole alternatives is read through sums of values, so a file with preferences has
/// no nodes that do otherwise.
#[test]
fn nearly_everything_that_a_criteria_file_can_say_survives() {
    let tables: Vec<&str> = ALL.split("\n[[").collect();
    let without_preferences: Vec<&str> =
        tables.into_iter().filter(|table| !table.starts_with("preferences]]")).collect();
    survives(&without_preferences.join("\n[["));
    let is_sum = |line: &&str| !line.starts_with("aggregate = ") && !line.starts_with("missing = ");
    let rules = ["calm", "loud", "view", "near"].map(|id| format!("id = \"{id}\"\n"));
    let is_ruled = |table: &str| {
        table.starts_with("criteria]]") && rules.iter().any(|id| table.contains(id.as_str()))
    };
    // The methods stand behind the last of these.
    let (criteria, rest) = ALL.split_once("\n[method").unwrap();
    let without_rules: Vec<&str> =
        criteria.split("\n[[").filter(|table| !is_ruled(table)).collect();
    let rest = rest.replace(", loud = \"c | d\", near = \"no\"", "");
    let rest = rest.replace(", loud = \"e\", near = \"yes\"", "");
    let with_sums = format!("{}\n[method{rest}", without_rules.join("\n[["));
    survives(&with_sums.lines().filter(is_sum).collect::<Vec<_>>().join("\n"));
}

fn survives(all: &str) {
    // A column of weights is that of a criterion of the case.
    let sets = match all.contains("id = \"calm\"") {
        true => SETS.to_owned(),
        false => SETS.replace(";calm\n", "\n").replace(";0\n", "\n").replace(";;;;;\n", ";;;;\n"),
    };
    let files = Files::new(&[
        ("case.toml", all),
        ("wide.csv", &wide()),
        ("long.csv", LONG),
        ("sets.csv", &sets),
    ]);
    let plain = files.open().unwrap_or_else(|error| panic!("{error}"));
    for (_, language) in LANGUAGES {
        let sheets = as_workbook(&Location::Path(files.path("case.toml")), language).unwrap();
        std::fs::write(files.path("case.xlsx"), case_workbook(&sheets).unwrap()).unwrap();
        let book = open(&files).unwrap_or_else(|error| panic!("{language:?}: {error}"));
        let said = |case: &Case| {
            let problem = &case.problem;
            [
                format!("{:?}", problem.tree()),
                format!("{:?}", problem.claims()),
                format!("{:?}", problem.constraints()),
                format!("{:?}", case.methods),
                format!("{:?}", case.actors),
                format!("{:?} {:?} {:?}", case.as_of, case.status, case.passages),
                format!("{:?}", problem.groups()),
                format!("{:?}", case.scenarios),
                format!("{problem:?}"),
                format!("{:?}", case.portfolio_model().unwrap_or_else(|error| panic!("{error}"))),
                format!("{:?}", case.panel().unwrap_or_else(|error| panic!("{error}"))),
                format!("{:?}", case.pathway().unwrap_or_else(|error| panic!("{error}"))),
            ]
        };
        for (book, plain) in said(&book).iter().zip(&said(&plain)) {
            assert!(book == plain, "{language:?}\n{book}\n{plain}");
        }
        for get in [Language::En, Language::Nl] {
            assert_eq!(book.title.get(get), plain.title.get(get));
            assert_eq!(book.decider.get(get), plain.decider.get(get));
        }
    }
}

/// What is chosen in all, what an alternative is worth to those who choose none, and names by their
/// labels: a workbook of either language says the same.
#[test]
fn a_portfolio_is_said_in_both_languages() {
    let book = |lines: [&[&str]; 2], limits: &[&[&str]], rules: &[&[&str]], names: [&str; 3]| {
        let book = skeleton().add(names[0], &lines).add(names[1], limits).add(names[2], rules);
        open(&book.files()).unwrap_or_else(|error| panic!("{error}")).portfolio.unwrap()
    };
    let english = book(
        [&["one per", "none", "value", "times"], &["one in all", "A", "gain", "Cost"]],
        &[
            &["id", "sum", "at most", "active", "effect", "kind"],
            &["money", "Cost", "12.5", "no", "flag", "assumed"],
            &["open", "cost", "?", "", "", ""],
        ],
        &[&["id", "if", "not"], &["r", "option = B", "C"]],
        ["Portfolio", "limits", "rules"],
    );
    let dutch = book(
        [&["één per", "geen", "waarde", "maal"], &["één in totaal", "option = A", "winst", "cost"]],
        &[
            &["id", "som", "hoogstens", "actief", "effect", "soort"],
            &["money", "cost", "12,5", "nee", "aandachtspunt", "aangenomen"],
            &["open", "cost", "?", "ja", "afdwingen", ""],
        ],
        &[&["id", "als", "niet"], &["r", "B", "C"]],
        ["portfolio", "grenzen", "regels"],
    );
    assert_eq!(english.choices.len(), 1);
    assert_eq!(english.limits[0].bound.at_most, Some(12.5));
    assert!(!english.limits[0].active && english.limits[1].active);
    let without_names = |model: &PortfolioModel| {
        format!("{model:?}").replace("of: \"cost\"", "").replace("times_name: Some(\"cost\")", "")
    };
    assert_eq!(without_names(&english), without_names(&dutch));
}

/// Rows that name an actor by its label or with other capitals are its own, in each sheet.
#[test]
fn actors_are_named_by_id_or_label_in_every_sheet() {
    let actors: &[&[&str]] = &[
        &["actor", "label", "influence", "criterion", "weight", "effect", "looks at", "minimum"],
        &["omw", "Omwonenden", "3", "cost", "1", "last", "", ""],
        &["omw", "", "", "support", "2", "", "cost; support", "0.375"],
        &["town", "", "", "", "", "", "", ""],
    ];
    let constraints: &[&[&str]] =
        &[&["constraint", "actor"], &["support >= cost", "omwonenden"], &["cost >= 0.1", ""]];
    let weighting: &[&[&str]] = &[
        &["method", "judgement", "actor"],
        &["swing", "cost = 100", "Town"],
        &["swing", "support = 50", "town"],
        &["swing", "nature = 50", "TOWN"],
    ];
    let scores: &[&[&str]] = &[&["option", "actor", "cost"], &["A", "OMWONENDEN", "17"]];
    let book = skeleton()
        .add("actors", actors)
        .add("constraints", constraints)
        .add("weighting", weighting)
        .add("scores 2", scores)
        .put("about", "A8", "baseline")
        .put("about", "B8", "C");
    let case = open(&book.files()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(case.problem.constraints().len(), 1);
    let panel = case.panel().unwrap_or_else(|error| panic!("{error}"));
    let [omw, town] = panel.actors() else { panic!("{panel:?}") };
    assert_eq!((omw.influence(), omw.minimum()), (3.0, Some(0.375)));
    // The cost is the first criterion.
    assert_eq!((omw.benefit(), omw.burden()), (&[][..], &[0][..]));
    assert_eq!((town.influence(), town.minimum()), (1.0, None));
    let cost = |problem: &Problem| problem.cell(0, 0).spread.nominal;
    assert_eq!(
        [cost(&case.problem), cost(omw.problem()), cost(town.problem())],
        [20.0, 17.0, 20.0]
    );
    let weights = |problem: &Problem| -> Vec<f64> {
        problem.tree().branches().iter().map(|branch| branch.weight).collect()
    };
    assert_eq!(weights(omw.problem()), [1.0, 2.0, 0.0]);
    let town = weights(town.problem());
    assert!((town[0] / town[1] - 2.0).abs() < 1e-12 && town[1] == town[2], "{town:?}");
    assert_eq!(omw.problem().constraints().len(), 2);
}

/// An attribute that the case uses may be called `actor`: then its cells stay as they are, though one
/// is the label of an actor.
#[cfg(feature = "cli")]
#[test]
fn an_attribute_named_actor_is_no_actor() {
    let page = |wanted: &str, given: &str| {
        let mut book = skeleton()
            .add("actors", &[&["actor", "label"], &["omw", "Omwonenden"]])
            .put("requirements", "C2", &format!("attribute actor = {wanted}"))
            .put("scores", "D1", "actor");
        for cell in ["D2", "D3", "D4"] {
            book = book.put("scores", cell, given);
        }
        let files = book.files();
        open(&files).unwrap_or_else(|error| panic!("{error}"));
        answer(files.folder.path(), &["evaluate"], "./case.xlsx", &[])
    };
    let met = page("Baker", "Baker");
    assert_ne!(met, page("Baker", "Omwonenden"));
    assert_eq!(met, page("Omwonenden", "Omwonenden"));
}

// --------------------------------------------------------------------------- what can be mistaken

/// What is typed in a cell, where it is more than a text or a number.
enum Typed {
    Date,
    Error,
    Formula,
    Percentage(f64),
}

/// A skeleton with changes, cell by cell.
struct Book {
    sheets: WorkbookSheets,
    typed: Vec<(&'static str, u32, u16, Typed)>,
}

fn skeleton() -> Book {
    Book { sheets: skeleton_as_workbook(Language::En).unwrap(), typed: Vec::new() }
}

impl Book {
    fn sheet(&mut self, name: &str) -> &mut SheetContent {
        self.sheets.0.iter_mut().find(|sheet| sheet.name == name).expect("a sheet of this name")
    }

    /// Type a text in a cell, named as in `B2`. Rows beyond the last are added.
    fn put(mut self, sheet: &str, cell: &str, text: &str) -> Book {
        let (column, row) = place(cell);
        let sheet = self.sheet(sheet);
        while sheet.columns.len() <= column {
            sheet.columns.push(Default::default());
            sheet.rows.iter_mut().for_each(|row| row.push(CellContent::Empty));
        }
        if row == 0 {
            sheet.columns[column].header = text.to_owned();
            return self;
        }
        while sheet.rows.len() < row {
            sheet.rows.push(vec![CellContent::Empty; sheet.columns.len()]);
        }
        sheet.rows[row - 1][column] = match text.parse::<f64>() {
            Ok(number) => CellContent::Number(number),
            Err(_) if text.is_empty() => CellContent::Empty,
            Err(_) => CellContent::Text(text.to_owned()),
        };
        self
    }

    /// A sheet more: its header, and its rows.
    fn add(mut self, name: &str, lines: &[&[&str]]) -> Book {
        self.sheets.0.push(SheetContent { name: name.to_owned(), ..SheetContent::default() });
        let mut book = self;
        for (row, line) in lines.iter().enumerate() {
            for (column, text) in line.iter().enumerate() {
                let letter = char::from(b'A' + u8::try_from(column).unwrap());
                book = book.put(name, &format!("{letter}{}", row + 1), text);
            }
        }
        book
    }

    fn rename(mut self, sheet: &str, name: &str) -> Book {
        self.sheet(sheet).name = name.to_owned();
        self
    }

    fn without(mut self, sheet: &str) -> Book {
        self.sheets.0.retain(|other| other.name != sheet);
        self
    }

    fn typed(mut self, sheet: &'static str, cell: &str, typed: Typed) -> Book {
        let (column, row) = place(cell);
        self.typed.push((sheet, row as u32, column as u16, typed));
        self
    }

    fn files(&self) -> Files {
        if self.typed.is_empty() {
            return written(&self.sheets);
        }
        // What is no text and no number is written by hand.
        let mut book = Workbook::new();
        for content in &self.sheets.0 {
            let sheet = book.add_worksheet().set_name(&content.name).unwrap();
            plain(sheet, content);
            for (_, row, column, typed) in
                self.typed.iter().filter(|(name, ..)| *name == content.name)
            {
                let (row, column) = (*row, *column);
                let day = Format::new().set_num_format("yyyy-mm-dd");
                match typed {
                    Typed::Date => sheet.write_datetime_with_format(
                        row,
                        column,
                        ExcelDateTime::from_ymd(2024, 5, 6).unwrap(),
                        &day,
                    ),
                    Typed::Error => {
                        sheet.write_formula(row, column, Formula::new("=1/0").set_result("#DIV/0!"))
                    }
                    Typed::Formula => sheet.write_number(row, column, 123_456.0),
                    Typed::Percentage(share) => sheet.write_number_with_format(
                        row,
                        column,
                        *share,
                        &Format::new().set_num_format("0%"),
                    ),
                }
                .unwrap();
            }
        }
        let files = Files::new(&[]);
        std::fs::write(files.path("case.xlsx"), book.save_to_buffer().unwrap()).unwrap();
        if self.typed.iter().any(|(.., typed)| matches!(typed, Typed::Formula)) {
            crate::common::patched(&files.path("case.xlsx"), "<v>123456</v>", "<f>1+1</f>");
        }
        files
    }
}

fn place(cell: &str) -> (usize, usize) {
    let letter = cell.as_bytes()[0] - b'A';
    (usize::from(letter), cell[1..].parse::<usize>().unwrap() - 1)
}

fn plain(sheet: &mut Worksheet, content: &SheetContent) {
    for (column, it) in (0u16..).zip(&content.columns) {
        sheet.write_string(0, column, &it.header).unwrap();
    }
    for (row, cells) in (1u32..).zip(&content.rows) {
        for (column, cell) in (0u16..).zip(cells) {
            match cell {
                CellContent::Empty => {}
                CellContent::Text(text) => drop(sheet.write_string(row, column, text).unwrap()),
                CellContent::Number(number) => {
                    sheet.write_number(row, column, *number).unwrap();
                }
            }
        }
    }
}

#[test]
fn skeletons_are_sound_and_evaluate_in_both_languages() {
    for (_, language) in LANGUAGES {
        let case = open(&written(&skeleton_as_workbook(language).unwrap())).unwrap();
        assert!(case.warnings.is_empty(), "{:?}", case.warnings);
        assert_eq!(case.problem.alternatives().len(), 3);
    }
}

/// What is changed, and all that must be said of it.
type Mistake = (&'static str, Book, &'static [&'static str]);

fn mistakes() -> Vec<Mistake> {
    let book = skeleton;
    // Columns of the skeleton's criteria: A id, B label, C parent, D direction, E weight, F worst,
    // G best, H levels, I unit, J anchors, K source.
    vec![
        (
            "a column",
            book().put("criteria", "E1", "wieght"),
            &["criteria: cell E1", "did you mean `weight`"],
        ),
        (
            "a column unlike any",
            book().put("criteria", "L1", "colour"),
            &["criteria: cell L1", "known are id"],
        ),
        (
            "a column in a language it has not",
            book().put("criteria", "E1", "weight (en)"),
            &["cell E1", "no languages"],
        ),
        (
            "a column twice",
            book().put("criteria", "L1", "Gewicht"),
            &["criteria: cell L1", "cell E1"],
        ),
        (
            "a weight in words",
            book().put("criteria", "E2", "much"),
            &["criteria: cell E2", "not a number"],
        ),
        (
            "a weight with two readings",
            book().put("criteria", "E2", "1.200x").put("criteria", "E3", "x"),
            &["cell E2", "cell E3"],
        ),
        (
            "a percentage typed",
            book().put("criteria", "E2", "45%"),
            &["criteria: cell E2", "write 45"],
        ),
        (
            "a percentage among plain weights",
            book().typed("criteria", "E2", Typed::Percentage(0.45)),
            &["criteria: cell E2", "45%", "0.45"],
        ),
        (
            "a date for a weight",
            book().typed("criteria", "E2", Typed::Date),
            &["criteria: cell E2", "date"],
        ),
        (
            "an error for a weight",
            book().typed("criteria", "E2", Typed::Error),
            &["criteria: cell E2", "#DIV/0!"],
        ),
        (
            "a formula without a value",
            book().typed("criteria", "E2", Typed::Formula),
            &["criteria: cell E2", "no value"],
        ),
        ("a weight below 0", book().put("criteria", "E2", "-1"), &["criteria: cell E2", "-1"]),
        (
            "a sibling without a weight",
            book().put("criteria", "E3", ""),
            &["criteria: cell A3", "`support` has no weight"],
        ),
        (
            "worst is best",
            book().put("criteria", "G2", "50"),
            &["criteria: cell F2", "cell G2", "the same"],
        ),
        (
            "one end alone",
            book().put("criteria", "G2", ""),
            &["criteria: cell F2", "both worst and best"],
        ),
        (
            "a direction against the ends",
            book().put("criteria", "D2", "max"),
            &["criteria: cell D2", "cell F2", "cell G2"],
        ),
        (
            "a target between worst and best",
            book().put("criteria", "D2", "target 20"),
            &["criteria: cell F2", "cell D2", "lowest"],
        ),
        (
            "no direction",
            book().put("criteria", "D2", "maximise"),
            &["criteria: cell D2", "no direction"],
        ),
        ("levels and ends", book().put("criteria", "F3", "1"), &["criteria: cell F3", "cell H3"]),
        ("one level", book().put("criteria", "H3", "good"), &["criteria: cell H3", "at least two"]),
        (
            "a level twice",
            book().put("criteria", "H3", "-;0;-;+;++"),
            &["criteria: cell H3", "`-` is there twice"],
        ),
        (
            "an id twice",
            book().put("criteria", "A3", "nature"),
            &["criteria: cell A4", "`nature` is there twice"],
        ),
        (
            "an id that is none",
            book().put("criteria", "A3", "a b"),
            &["criteria: cell A3", "cannot be a criterion's id"],
        ),
        (
            "neither id nor label",
            book().put("criteria", "A3", "").put("criteria", "B3", ""),
            &["criteria: cell E3", "neither an id nor a label"],
        ),
        (
            "an unknown parent",
            book().put("criteria", "C3", "Money"),
            &["criteria: cell C3", "unknown parent `Money`"],
        ),
        (
            "an anchor without a text",
            book().put("criteria", "J3", "0 as today"),
            &["criteria: cell J3", "no anchor"],
        ),
        (
            "an anchor on no level",
            book().put("criteria", "J3", "5 = as today"),
            &["criteria: cell J3", "`5`"],
        ),
        (
            "a value function that is none",
            book().put("criteria", "L1", "values").put("criteria", "L2", "0:1; 50"),
            &["criteria: cell L2", "`50` is no point"],
        ),
        (
            "a value function that falls short",
            book().put("criteria", "L1", "values").put("criteria", "L2", "0:1"),
            &["criteria: cell L2"],
        ),
        ("a level that is none", book().put("scores", "C2", "good"), &["scores: cell C2", "good"]),
        (
            "a date in a cell of levels",
            book().typed("scores", "C2", Typed::Date),
            &["scores: cell C2", "2024-05-06"],
        ),
        ("a figure beyond the scale", book().put("scores", "B2", "60"), &["scores: cell B2", "60"]),
        (
            "an alternative that is not listed",
            book().put("scores", "A2", "D"),
            &["scores: cell A2", "unknown option `D`"],
        ),
        ("no alternative", book().put("scores", "A2", ""), &["scores: cell A2", "empty"]),
        ("a row twice", book().put("scores", "A3", "A"), &["scores: cell B3", "twice"]),
        (
            "an unknown criterion",
            book().put("judgements", "B2", "natur"),
            &["judgements: cell B2", "did you mean `nature`"],
        ),
        (
            "an unknown kind",
            book().put("judgements", "D2", "guessed"),
            &["judgements: cell D2", "unknown word `guessed`", "vermeld"],
        ),
        (
            "a column of the data",
            book().put("scores", "C1", "suport"),
            &["no table has data for the criterion `support`", "criteria: cell A3", "`suport`"],
        ),
        (
            "a role",
            book().put("keys", "D5", "referrence"),
            &["keys: cell D5", "did you mean `reference`"],
        ),
        ("a row without a key", book().put("keys", "A5", ""), &["keys: cell B5", "no key"]),
        (
            "a key that no data has",
            book()
                .put("keys", "A2", "city")
                .put("keys", "C2", "City")
                .put("keys", "A3", "city")
                .put("keys", "A4", "city")
                .put("keys", "A5", "city"),
            &["no key column", "scores"],
        ),
        (
            "a fact",
            book().put("facts", "B2", "perhaps"),
            &["facts: cell B2", "unknown word `perhaps`"],
        ),
        (
            "a fact without an answer",
            book().put("facts", "B2", ""),
            &["facts: cell A2", "`holds` is missing"],
        ),
        (
            "a need that is none",
            book().put("requirements", "C2", "permit"),
            &["requirements: cell C2", "fact NAME"],
        ),
        (
            "a need of an unknown fact",
            book().put("requirements", "C2", "fact permitt"),
            &["requirements: cell C2", "did you mean `permit`"],
        ),
        (
            "an unknown key",
            book().put("requirements", "B2", "place = B"),
            &["requirements: cell B2", "unknown key `place`"],
        ),
        (
            "an effect",
            book().put("requirements", "E2", "ban"),
            &["requirements: cell E2", "unknown word `ban`"],
        ),
        (
            "a name of the sheet about",
            book().put("about", "A3", "titel of it"),
            &["about: cell A3", "unknown name"],
        ),
        ("a name twice", book().put("about", "A3", "question"), &["about: cell A4", "cell B3"]),
        (
            "a day that is none",
            book().put("about", "A8", "as_of").put("about", "B8", "6 May"),
            &["about: cell B8", "not a day"],
        ),
        (
            "a method",
            book().put("about", "B7", "weigthed-sum"),
            &["about: cell B7", "did you mean `weighted-sum`"],
        ),
        (
            "a parameter",
            book().put("about", "A8", "topsis.normalisation").put("about", "B8", "vector"),
            &["about: cell B8", "did you mean `normalization`"],
        ),
        (
            "a share beyond 1",
            book().put("about", "A8", "min_known").put("about", "B8", "2"),
            &["about: cell B8", "between 0 and 1"],
        ),
        (
            "a group of no key",
            book().put("about", "A8", "rank_within").put("about", "B8", "town"),
            &["about: cell B8", "unknown key `town`"],
        ),
        (
            "no data",
            book().without("scores").without("judgements"),
            &["no sheet of this workbook holds data"],
        ),
        (
            "two sheets of a kind",
            book().rename("facts", "feiten").rename("about", "facts"),
            &["case.xlsx#facts", "is not known in this sheet"],
        ),
        (
            "a constraint of an unknown actor",
            book()
                .add("actors", &[&["actor"], &["town"]])
                .add("constraints", &[&["constraint", "actor"], &["cost >= support", "twon"]]),
            &["constraints: cell B2", "unknown actor `twon`", "did you mean `town`"],
        ),
        (
            "a constraint of an actor where there are none",
            book().add("constraints", &[&["constraint", "actor"], &["cost >= support", "town"]]),
            &["constraints: cell B2", "unknown actor `town`", "the sheet `actors`"],
        ),
        (
            "an effect of no criterion",
            book().add("actors", &[&["actor", "effect"], &["town", "baat"]]),
            &["actors: cell B2", "this effect has no criterion"],
        ),
        (
            "a criterion of which nothing is said",
            book().add("actors", &[&["actor", "criterion", "weight"], &["town", "cost", ""]]),
            &["actors: cell B2", "no weight and no effect"],
        ),
        (
            "two effects of a criterion",
            book().add(
                "actors",
                &[
                    &["actor", "criterium", "effect"],
                    &["town", "cost", "benefit"],
                    &["town", "Cost", "last"],
                ],
            ),
            &["actors: cell B3", "`town` says the effect of `cost` in cell B2 too"],
        ),
        (
            "two kinds of an actor",
            book().add(
                "actors",
                &[&["actor", "soort"], &["town", "government"], &["town", "industry"]],
            ),
            &[
                "actors: cell B3",
                "`industry` here, and `government` in cell B2, for the same actor",
            ],
        ),
        (
            "a row of an unknown actor",
            book().add("actors", &[&["actor"], &["town"]]).put("judgements", "H1", "Actor").put(
                "judgements",
                "H2",
                "twon",
            ),
            &["judgements: cell H2", "unknown actor `twon`", "did you mean `town`"],
        ),
        (
            "a limit without an id",
            book()
                .add("portfolio", &[&["none"], &["0"]])
                .add("limits", &[&["id", "sum", "at most"], &["", "cost", "3"]]),
            &["limits: cell B2", "`id` is missing in this row"],
        ),
        (
            "a bound in words",
            book()
                .add("portfolio", &[&["one per", "none"], &["option", "0"]])
                .add("grenzen", &[&["id", "som", "hoogstens"], &["x", "cost", "veel"]]),
            &["grenzen: cell C2", "`veel` is not a number"],
        ),
        (
            "a limit of what there is not",
            book()
                .add("portfolio", &[&["one per", "none"], &["option", "0"]])
                .add("limits", &[&["id", "sum", "at most"], &["x", "csot", "3"]]),
            &["limits: cell B2", "no table has data for the attribute `csot`", "`cost`"],
        ),
        (
            "what is counted in a form that is none",
            book().add("portfolio", &[&["one per", "none"], &["option", "0"]]).add(
                "limits",
                &[&["id", "count", "at most"], &["x", "attribute a = 1; attribute b = 2", "3"]],
            ),
            &["limits: cell B2", "a second attribute"],
        ),
        (
            "limits of no portfolio",
            book().add("limits", &[&["id", "sum", "at most"], &["x", "cost", "3"]]),
            &["case.xlsx#limits", "no sheet says what is chosen", "add a sheet `portfolio`"],
        ),
        (
            "two rows of a portfolio",
            book().add("portfolio", &[&["one per", "none"], &["option", "0"], &["option", "1"]]),
            &["portfolio: cell A3", "this sheet has one row"],
        ),
        (
            "a rule of an unknown value",
            book()
                .add("portfolio", &[&["one per", "none"], &["option", "0"]])
                .add("rules", &[&["id", "if", "then"], &["r", "option = A", "option = Z"]]),
            &["rules: cell C2", "`Z`"],
        ),
        (
            "a word that is none",
            book().add("portfolio", &[&["one per", "none", "value"], &["option", "0", "scoer"]]),
            &["portfolio: cell C2", "unknown word `scoer`", "did you mean `score`"],
        ),
        (
            "a baseline of no key",
            book().put("about", "A8", "nulalternatief").put("about", "B8", "place = B"),
            &["about: cell B8", "unknown key `place`"],
        ),
    ]
}

#[test]
fn mistakes_are_told_with_sheet_and_cell() {
    let mut wrong = Vec::new();
    let all = mistakes();
    assert!(all.len() > 50);
    for (name, book, words) in all {
        let files = book.files();
        let said = findings(&files);
        let is_error = match open(&files) {
            Ok(_) => false,
            Err(afweging::Error::Findings(all)) => {
                all.0.iter().any(|finding| finding.severity == Severity::Error)
            }
            Err(_) => false,
        };
        let missing: Vec<_> = words.iter().filter(|word| !said.contains(**word)).collect();
        if !is_error || !missing.is_empty() {
            wrong.push(format!("{name}: {missing:?} not in\n{said}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn percentages_of_a_scale_are_compared_within_their_row() {
    let share = |book: Book, cell: &str, share: f64| {
        book.put("criteria", cell, "1").typed("criteria", cell, Typed::Percentage(share))
    };
    // Another criterion has ends of its own that show no percentage.
    let book = || skeleton().put("criteria", "H3", "").put("criteria", "F3", "9");
    let book = || book().put("criteria", "G3", "0");
    let ends = share(share(book(), "F2", 1.0), "G2", 0.0);
    let said = findings(&ends.files());
    assert!(!said.contains("percentage"), "{said}");
    // One end alone.
    let one = share(book(), "F2", 0.5);
    let said = findings(&one.files());
    let words = "this cell shows 50% and holds 0.5, while others of its row show no percentage";
    assert!(said.contains("criteria: cell F2") && said.contains(words), "{said}");
}

#[test]
fn what_is_not_read_is_warned_of() {
    let typo = findings(&skeleton().rename("requirements", "requirments").files());
    assert!(
        typo.contains("case.xlsx#requirments: this sheet is not read")
            && typo.contains("`requirements`?"),
        "{typo}"
    );
    assert_eq!(typo.matches("warning").count(), typo.matches("not read").count() + 1, "{typo}");
    let remarks = findings(&skeleton().rename("requirements", "Read me").files());
    assert!(!remarks.contains("Read me"), "{remarks}");
}

#[test]
fn rows_columns_and_names_need_not_be_tidy() {
    let plain = open(&skeleton().files()).unwrap();
    let untidy = skeleton()
        .put("keys", "C1", " Label ")
        .put("judgements", "A9", "")
        .put("scores", "B1", "Cost")
        .put("scores", "C1", "SUPPORT")
        .put("judgements", "B2", "Nature")
        .put("criteria", "D2", "Minder is beter")
        .put("requirements", "E2", "Uitsluiten")
        .put("criteria", "A4", "");
    let untidy = untidy.put("judgements", "B3", "NATURE").put("judgements", "B4", "nature ");
    let untidy = untidy.rename("criteria", "CRITERIA ").rename("scores", "Scores (first)");
    let read = open(&untidy.files()).unwrap_or_else(|error| panic!("{error}"));
    // The id that was left out is made of the label.
    assert_eq!(
        format!("{:?}", read.problem).replace("\"Nature\"", "\"nature\""),
        format!("{:?}", plain.problem).replace("\"Nature\"", "\"nature\"")
    );
}

#[test]
fn a_date_is_a_day_and_a_column_that_is_not_known_hides_no_other_mistake() {
    let dated = skeleton().put("about", "A8", "as_of").typed("about", "B8", Typed::Date);
    assert_eq!(open(&dated.files()).unwrap().as_of.as_deref(), Some("2024-05-06"));
    // Nor does it make others: what is missing may stand there.
    let said = findings(&skeleton().put("facts", "B1", "hols").files());
    assert_eq!(said.matches("error").count(), 1, "{said}");
    let book =
        skeleton().put("facts", "A1", "source").put("facts", "C1", "").put("facts", "C2", "");
    let said = findings(&book.files());
    assert_eq!(said.matches("this sheet has no column `id`").count(), 1, "{said}");
}

#[test]
fn without_a_sheet_of_keys_the_first_column_is_the_key() {
    let files = skeleton().without("keys").put("requirements", "B2", "B").files();
    let case = open(&files).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(case.problem.keys()[0].id, "option");
    assert_eq!(case.problem.alternatives().len(), 3);
    // Nor is any other sheet needed but criteria and data.
    let mut least = skeleton().put("criteria", "A4", "").put("criteria", "B4", "");
    for column in ["E4", "H4", "J4"] {
        least = least.put("criteria", column, "");
    }
    for sheet in ["keys", "about", "facts", "requirements", "judgements"] {
        least = least.without(sheet);
    }
    let case = open(&least.files()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((case.id.as_str(), case.problem.tree().leaves().len()), ("case", 2));
}

#[test]
fn a_workbook_without_a_sheet_of_criteria_is_a_table() {
    let files = skeleton().rename("criteria", "weights").files();
    match open(&files) {
        Ok(case) => assert!(case.reading.is_some()),
        Err(error) => assert!(!error.to_string().contains("this sheet is not read"), "{error}"),
    }
}

/// Whatever stands in a cell: the program reads it or says what is wrong, and does not panic.
#[test]
fn odd_texts_in_any_cell_are_read_or_refused() {
    let odd = [
        "\"",
        "\"\"",
        "=",
        ";",
        "a = \"b",
        ":",
        "1:",
        ":1",
        "é\u{301}: ;",
        "\u{202e}x",
        "|",
        ">",
        "fact",
        "attribute = 3",
        "criterion cost one of ",
        "target ",
        "target\u{a0}5",
        "1e999",
        "-",
        "nan",
        "inf",
        "(en)",
        "x.y",
        "\n",
        "a\nb = c",
        "every",
        "'",
        "[x]",
        "\\",
        "{ a = 1 }",
    ];
    let mut random = crate::common::Random(7);
    let whole = afweging::case::as_workbook(&Location::of("flemish-cluster-policy"), Language::Nl);
    let books = [skeleton_as_workbook(Language::En).unwrap(), whole.unwrap()];
    let mut refused = 0;
    for turn in 0..240 {
        let mut book = books[usize::from(turn % 8 == 0)].clone();
        let at = random.below(book.0.len());
        let sheet = &mut book.0[at];
        let column = random.below(sheet.columns.len());
        let text = odd[random.below(odd.len())];
        match random.below(sheet.rows.len() + 1) {
            0 => sheet.columns[column].header = text.to_owned(),
            row => sheet.rows[row - 1][column] = CellContent::Text(text.to_owned()),
        }
        let name = (sheet.name.clone(), sheet.columns[column].header.clone());
        match open(&written(&book)) {
            Ok(_) => {}
            Err(afweging::Error::Findings(all)) => {
                refused += 1;
                for finding in &all.0 {
                    let place = finding.to_string();
                    assert!(place.contains("case.xlsx"), "{name:?} {text:?}: {place}");
                    assert!(!place.contains("case.xlsx:"), "{name:?} {text:?}: {place}");
                }
            }
            Err(error) => panic!("{name:?} {text:?}: {error}"),
        }
    }
    assert!((20..230).contains(&refused), "{refused}");
}

#[test]
fn columns_say_how_sure_figures_are_where_the_criteria_sheet_asks() {
    let write = |asked: &str, header: &str| {
        let mut book = Workbook::new();
        let mut sheet = |name: &str, rows: &[&[&str]]| {
            let sheet = book.add_worksheet().set_name(name).unwrap();
            for (row, cells) in rows.iter().enumerate() {
                for (column, text) in cells.iter().enumerate() {
                    let (row, column) = (row as u32, column as u16);
                    match text.parse::<f64>() {
                        Ok(x) => sheet.write_number(row, column, x).unwrap(),
                        Err(_) => sheet.write_string(row, column, *text).unwrap(),
                    };
                }
            }
        };
        sheet("criteria", &[&["id", "uncertainty"], &["cost", asked], &["jobs", ""]]);
        let low = format!("{header}_low");
        let high = format!("{header}_high");
        let top: &[&str] = &["option", header, &low, &high, "jobs"];
        sheet("scores", &[top, &["A", "2", "1.125", "4", "7"], &["B", "3", "2", "5", "9"]]);
        let files = Files::new(&[]);
        book.save(files.path("case.xlsx")).unwrap();
        files
    };
    let spread = |files: &Files| {
        let case = open(files).unwrap();
        let cost = case.problem.spread(0, 0);
        (cost.low, cost.nominal, cost.high)
    };
    assert_eq!(spread(&write("columns", "cost")), (1.125, 2.0, 4.0));
    assert_eq!(spread(&write("kolommen", "cost")), (1.125, 2.0, 4.0));
    let files = write("", "cost");
    assert_eq!(spread(&files), (2.0, 2.0, 2.0));
    // Where nobody asked, it is pointed out.
    assert!(findings(&files).contains("`cost_low` is not used"), "{}", findings(&files));
    assert!(findings(&write("often", "cost")).contains("case.xlsx#criteria: cell B2"));
}

#[test]
fn merged_cells_are_refused_where_they_would_be_read_as_empty() {
    let book = |merge: (u32, u16, u32, u16), sheet: &str| {
        let mut book = Workbook::new();
        let plain = Format::new();
        let mut write = |name: &str, rows: &[&[&str]]| {
            let made = book.add_worksheet().set_name(name).unwrap();
            if name == sheet {
                let text = rows[merge.0 as usize][merge.1 as usize];
                made.merge_range(merge.0, merge.1, merge.2, merge.3, text, &plain).unwrap();
            }
            for (row, cells) in rows.iter().enumerate() {
                for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty())
                {
                    made.write_string(row as u32, column as u16, *text).unwrap();
                }
            }
        };
        let criteria: &[&[&str]] = &[
            &["id", "parent", "direction"],
            &["money", "", ""],
            &["cost", "money", "min"],
            &["yearly", "", ""],
        ];
        write("criteria", criteria);
        write("scores", &[&["option", "cost", "yearly"], &["A", "2", "7"], &["B", "3", "9"]]);
        let files = Files::new(&[]);
        book.save(files.path("case.xlsx")).unwrap();
        files
    };
    // A parent over two criteria, and a figure over two options.
    let said = findings(&book((2, 1, 3, 1), "criteria"));
    assert!(said.contains("case.xlsx#criteria: cell B3") && said.contains("unmerge"), "{said}");
    let said = findings(&book((1, 1, 2, 1), "scores"));
    assert!(said.contains("case.xlsx#scores: cell B2") && said.contains("to B3"), "{said}");
}
