//! Cases in other forms: what is carried gives the same scores, what is not is said, and files that
//! are wrong are refused as a whole. Readers of others are tested in `tests/interop/test_exchange.py`.
#![cfg(feature = "cli")]

use afweging::case::{Case, Location, WhatIf, builtin_names};
use afweging::export::{Exported, dmsy::dmsy, xmcda::xmcda};
use afweging::import::{Directions, Imported, import};
use afweging::method::Method;
use afweging::problem::{Language, Problem};
use afweging::study::evaluate;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

const PROGRAM: &str = env!("CARGO_BIN_EXE_afweging");

fn run(folder: &Path, line: &[&str]) -> (i32, String, String) {
    let output = Command::new(PROGRAM).args(line).current_dir(folder).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn read(name: &str, text: &str) -> afweging::Result<Imported> {
    read_with(name, text, &Directions::default())
}

fn read_with(name: &str, text: &str, directions: &Directions) -> afweging::Result<Imported> {
    import(vec![(name.to_owned(), text.as_bytes().to_vec())], directions, Language::En)
}

/// The case that an import writes, opened from its files.
fn opened(imported: &Imported) -> Case {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in &imported.files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    Case::open(&Location::Path(folder.path().join("case.toml")), &WhatIf::default()).unwrap()
}

/// The bits of the score, and the rank, of each alternative that has a score, by its name.
fn scores(
    problem: &Problem,
    name: impl Fn(usize) -> String,
) -> BTreeMap<String, (u64, Option<u32>)> {
    let evaluation = evaluate(problem, &Method::default()).unwrap();
    let ranking = evaluation.ranking();
    let alternatives = problem.alternatives();
    let names: BTreeMap<String, usize> =
        (0..alternatives.len()).map(|at| (problem.full_name(at), at)).collect();
    let keys: Vec<&str> = problem.keys().iter().map(|key| key.id.as_str()).collect();
    let mut out = BTreeMap::new();
    for row in 0..ranking.rows() {
        let parts: Vec<&str> =
            keys.iter().map(|key| ranking.get(row, key).as_text().unwrap()).collect();
        let at = names[&parts.join("/")];
        if let Some(score) = ranking.get(row, "score").as_number() {
            let rank = ranking.get(row, "rank").as_number().map(|rank| rank as u32);
            if alternatives[at].eligible() {
                out.insert(name(at), (score.to_bits(), rank));
            }
        }
    }
    out
}

/// The first part of the name under which an imported alternative is known here: its own id.
fn first_key(problem: &Problem) -> impl Fn(usize) -> String + '_ {
    |at| problem.keys()[0].values[problem.alternatives()[at].values()[0]].id.to_string()
}

/// What a case in another form comes back as.
fn and_back(name: &str, exported: &Exported) -> Case {
    opened(&read(name, &exported.text).unwrap_or_else(|error| panic!("{name}: {error}")))
}

#[test]
fn xmcda_gives_back_the_scores_of_built_in_cases() {
    let mut same = 0;
    for name in builtin_names() {
        let case = Case::open(&Location::Builtin(name.to_owned()), &WhatIf::default()).unwrap();
        let exported = xmcda(&case, Language::En).unwrap();
        let back = and_back(&format!("{name}.xml"), &exported);
        // Nodes that do otherwise than add up give other scores, and that is said.
        let is_told = |word: &str| exported.lost.iter().any(|it| it.contains(word));
        let words = ["weighted sum", "logarithm", "not the middle", "share of weight", "of groups"];
        let other = words.into_iter().any(is_told);
        if other {
            continue;
        }
        let before = scores(&case.problem, |at| case.problem.full_name(at));
        let after = scores(&back.problem, first_key(&back.problem));
        assert_eq!(before, after, "{name}");
        same += 1;
    }
    assert!(same >= 5, "{same} cases are carried whole");
}

const SORTED: &str = r#"
format = 1
id = "sorted"
data = ["table.csv"]
decimal = "."
[[keys]]
id = "site"
values = ["A", "B", { id = "C", label = "the third & last" }, { id = "now", role = "reference" }]
[[criteria]]
id = "money"
[[criteria]]
id = "cost"
parent = "money"
direction = "min"
scale = { min = 0, max = 40, outside = "clamp" }
value = { points = [[0, 1], [10, 0.7], [40, 0]] }
thresholds = { indifference = 1, preference = 3.5, veto = 20 }
weight = 3
[[criteria]]
id = "warmth"
direction = { target = 21.5 }
scale = { min = 15, max = 30 }
weight = 1
parent = "money"
[[criteria]]
id = "quiet"
scale = { levels = ["--", "-", "0", "+", "++"] }
value = { levels = [0, 0.1, 0.4, 0.9, 1] }
[[categories]]
id = "bad"
[[categories]]
id = "fair"
profile = { cost = 30, warmth = 18, quiet = "-" }
[[categories]]
id = "good"
label = "good enough"
profile = { cost = 12.25, warmth = 20, quiet = "+" }
[[examples]]
alternative = { site = "A" }
category = "good"
"#;

const SORTED_TABLE: &str =
    "site,cost,warmth,quiet\nA,10.125..12,21.25,+\nB,45,19.3,-..++\nC,,22,#2.5\nnow,20,20,0\n";

#[test]
fn xmcda_carries_scales_functions_thresholds_levels_ranges_and_categories() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("case.toml"), SORTED).unwrap();
    std::fs::write(folder.path().join("table.csv"), SORTED_TABLE).unwrap();
    let case =
        Case::open(&Location::Path(folder.path().join("case.toml")), &WhatIf::default()).unwrap();
    let exported = xmcda(&case, Language::En).unwrap();
    let lost: Vec<&str> = exported.lost.iter().map(|it| &**it).collect();
    assert_eq!(
        lost,
        [
            "figures beyond the scale of `cost`: they are written as its end",
            "that `warmth` has a target: it is written as a value function, under max",
        ]
    );
    let back = and_back("sorted.xml", &exported);
    let (own, other) = (&case.problem, &back.problem);
    let name = |problem: &Problem, at: usize| problem.full_name(at);
    assert_eq!(scores(own, |at| name(own, at)), scores(other, |at| name(other, at)));
    for (before, after) in own.tree().leaves().iter().zip(other.tree().leaves()) {
        assert_eq!(
            (&before.id, before.direction, &before.scale, before.thresholds),
            (&after.id, after.direction, &after.scale, after.thresholds)
        );
    }
    for at in 0..own.alternatives().len() {
        for leaf in 0..own.tree().leaves().len() {
            assert_eq!(own.spread(at, leaf), other.spread(at, leaf), "{at} {leaf}");
            assert_eq!(own.is_known(at, leaf), other.is_known(at, leaf), "{at} {leaf}");
        }
        assert_eq!(own.alternatives()[at].reference(), other.alternatives()[at].reference());
    }
    let profiles = |problem: &Problem| -> Vec<(String, Option<Vec<f64>>)> {
        problem.categories().iter().map(|it| (it.id.clone(), it.profile.clone())).collect()
    };
    assert_eq!(profiles(own), profiles(other));
    let examples = |problem: &Problem| -> Vec<(usize, usize)> {
        problem.examples().iter().map(|it| (it.alternative, it.category)).collect()
    };
    assert_eq!(examples(own), examples(other));
}

#[test]
fn dmsy_carries_a_matrix_of_numbers() {
    let case = Case::open(&Location::of("fighter-aircraft"), &WhatIf::default()).unwrap();
    let exported = dmsy(&case, Language::En).unwrap();
    let back = and_back("aircraft.dmsy", &exported);
    let (own, other) = (&case.problem, &back.problem);
    assert_eq!(own.alternatives().len(), other.alternatives().len());
    for (before, after) in own.tree().leaves().iter().zip(other.tree().leaves()) {
        assert_eq!((&before.id, before.direction), (&after.id, after.direction));
    }
    let weights = |problem: &Problem| -> Vec<u64> {
        problem.tree().branches().iter().map(|it| it.weight.to_bits()).collect()
    };
    assert_eq!(weights(own), weights(other));
    for at in 0..own.alternatives().len() {
        for leaf in 0..own.tree().leaves().len() {
            let nominal = |problem: &Problem| problem.spread(at, leaf).nominal.to_bits();
            assert_eq!(nominal(own), nominal(other), "{at} {leaf}");
        }
    }
}

/// A case of that criteria file and that table, `t.csv`.
fn with_table(toml: &str, rows: &str) -> Case {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("case.toml"), toml).unwrap();
    std::fs::write(folder.path().join("t.csv"), rows).unwrap();
    Case::open(&Location::Path(folder.path().join("case.toml")), &WhatIf::default()).unwrap()
}

/// What both forms say is lost of a case: that of XMCDA and that of DMSY.
fn lost_of(case: &Case) -> [Vec<String>; 2] {
    [xmcda(case, Language::En).unwrap(), dmsy(case, Language::En).unwrap()]
        .map(|it| it.lost.iter().map(|said| said.to_string()).collect())
}

const ONE_KEY: &str = "format = 1\nid = \"t\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"option\"\n";

#[test]
fn parameters_of_the_weighted_sum_are_told_where_they_are_not_the_default() {
    let told = "the methods and their parameters: weighted-sum";
    let built_in = Case::open(&Location::of("fighter-aircraft"), &WhatIf::default()).unwrap();
    let criteria = "[[criteria]]\nid = \"room\"\n";
    let bare = with_table(&format!("{ONE_KEY}{criteria}"), "option,room\nA,30\nB,40\n");
    let default = format!("{ONE_KEY}{criteria}[method.weighted-sum]\n");
    let default = with_table(&default, "option,room\nA,30\nB,40\n");
    for (case, wanted) in [(&built_in, true), (&bare, false), (&default, false)] {
        for lost in lost_of(case) {
            assert_eq!(lost.iter().any(|it| it == told), wanted, "{lost:?}");
        }
    }
}

#[test]
fn figures_that_a_scale_cuts_off_are_told_where_there_are_any() {
    let toml = format!(
        "{ONE_KEY}[[criteria]]\nid = \"room\"\nscale = {{ min = 0, max = 40, outside = \"clamp\" }}\n\
         [[criteria]]\nid = \"light\"\n"
    );
    let told = "figures beyond the scale of `room`: they are written as its end";
    // A column of plain numbers, one of ranges, and figures that reach the ends and no further.
    let tables = [
        ("option,room,light\nA,30,1\nB,45,2\n", true),
        ("option,room,light\nA,-1,1\nB,40,2\n", true),
        ("option,room,light\nA,30..45,1\nB,,2\n", true),
        ("option,room,light\nA,0,1\nB,40,2\n", false),
        ("option,room,light\nA,0..40,1\nB,,2\n", false),
    ];
    for (rows, wanted) in tables {
        for lost in lost_of(&with_table(&toml, rows)) {
            assert_eq!(lost.iter().any(|it| it == told), wanted, "{rows}{lost:?}");
        }
    }
}

#[test]
fn alternatives_that_would_get_one_name_are_refused_with_both() {
    let toml = "format = 1\nid = \"t\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"place\"\n\
                [[keys]]\nid = \"option\"\n[[criteria]]\nid = \"room\"\n";
    let apart = with_table(toml, "place,option,room\na/b,c,1\na,c,2\n");
    assert_eq!(and_back("t.xml", &xmcda(&apart, Language::En).unwrap()).problem.keys().len(), 1);
    assert!(dmsy(&apart, Language::En).unwrap().text.contains("[\"a/b/c\", \"a/c\"]"));
    let same = with_table(toml, "place,option,room\na/b,c,1\na,b/c,2\n");
    for refused in [xmcda(&same, Language::En), dmsy(&same, Language::En)] {
        let error = refused.unwrap_err().to_string();
        for word in ["place=`a/b` option=`c`", "place=`a` option=`b/c`", "`a/b/c`", "another id"] {
            assert!(error.contains(word), "{word}: {error}");
        }
    }
}

/// A criterion that is best in between: the errors say how it can be written after all.
#[test]
fn a_target_is_written_as_the_errors_say() {
    let case = |scale: &str| {
        let toml = format!(
            "format = 1\nid = \"t\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"option\"\n\
             [[criteria]]\nid = \"warmth\"\ndirection = {{ target = 20 }}\n{scale}[[criteria]]\nid = \"room\"\n"
        );
        with_table(&toml, "option,warmth,room\nA,18,30\nB,25,40\nC,20,20\n")
    };
    let (bare, scaled) = (case(""), case("scale = { min = 10, max = 30 }\n"));
    let refused = dmsy(&bare, Language::En).unwrap_err().to_string();
    assert!(refused.contains("export it as xmcda"), "{refused}");
    let refused = xmcda(&bare, Language::En).unwrap_err().to_string();
    assert!(refused.contains("give `warmth` a scale"), "{refused}");
    let back = and_back("t.xml", &xmcda(&scaled, Language::En).unwrap());
    let own = scores(&scaled.problem, first_key(&scaled.problem));
    assert_eq!(own, scores(&back.problem, first_key(&back.problem)));
}

const PROBLEM: &str = r#"{
  "schemaVersion": "1.4.5",
  "title": "Two ways to travel",
  "criteria": {
    "time": {
      "title": "Hours on the way",
      "dataSources": [{ "id": "t", "unitOfMeasurement": { "type": "custom", "label": "h" },
        "pvf": { "direction": "decreasing", "type": "piecewise-linear", "range": [0, 8],
                 "cutoffs": [1, 2, 4], "values": [0.9, 0.5, 0.25] } }]
    },
    "on time": {
      "title": "Arrives on time",
      "dataSources": [{ "id": "o", "scale": [0, 1],
        "pvf": { "direction": "increasing", "type": "linear", "range": [0, 1] } }]
    }
  },
  "alternatives": { "train": { "title": "Train" }, "car": { "title": "Car" } },
  "performanceTable": [
    { "alternative": "train", "criterion": "time", "dataSource": "t",
      "performance": { "distribution": { "type": "dnorm", "parameters": { "mu": 2.5, "sigma": 0.5 } } } },
    { "alternative": "car", "criterion": "time", "dataSource": "t",
      "performance": { "effect": { "type": "exact", "value": 2, "input": { "lowerBound": 1, "upperBound": 3 } } } },
    { "alternative": "train", "criterion": "on time", "dataSource": "o",
      "performance": { "effect": { "type": "exact", "value": 0.9 },
                       "distribution": { "type": "dbeta", "parameters": { "alpha": 9, "beta": 3 } } } },
    { "alternative": "car", "criterion": "on time", "dataSource": "o",
      "performance": { "distribution": { "type": "dgamma", "parameters": { "alpha": 3, "beta": 4 } } } }
  ],
  "preferences": [{ "type": "exact swing", "criteria": ["time", "on time"], "ratio": 2 }]
}"#;

#[test]
fn a_problem_of_mcda_elicitation_becomes_a_case() {
    let imported = read("travel.json", PROBLEM).unwrap();
    let lost: Vec<&str> = imported.lost.iter().map(|it| &**it).collect();
    assert_eq!(
        lost,
        [
            "`on time` of `train`: its effect 0.9; its distribution is taken",
            "`on time` of `car`: a gamma distribution; its mean is taken, as one figure",
        ]
    );
    let case = opened(&imported);
    let problem = &case.problem;
    assert_eq!(problem.tree().branches()[1].id, "on_time");
    let written = |at, leaf| problem.performance(at, leaf);
    assert_eq!(written(0, 0), "normal(2.5; 0.5)");
    assert_eq!(written(1, 0), "1..3");
    assert_eq!(written(0, 1), "beta(9; 3)");
    assert_eq!(written(1, 1), "0.75");
    // By hand: time weighs 2/3. A train takes 2.5 hours, worth 0.5 - 0.25 * 0.5 / 2 = 0.4375, and a
    // car 2, worth 0.5. The mean of beta(9; 3) is 0.75, and so is that of the gamma distribution.
    let evaluation = evaluate(problem, &Method::default()).unwrap();
    let ranking = evaluation.ranking();
    let expected = [("car", 2.0 / 3.0 * 0.5 + 0.25), ("train", 2.0 / 3.0 * 0.4375 + 0.25)];
    for (row, (id, score)) in expected.into_iter().enumerate() {
        assert_eq!(ranking.get(row, "alternative").as_text(), Some(id));
        let found = ranking.get(row, "score").as_number().unwrap();
        assert!((found - score).abs() < 1e-12, "{id}: {found}");
    }
}

#[test]
fn a_function_goes_on_beyond_its_range_and_a_direction_can_be_given() {
    let text = PROBLEM.replace("\"mu\": 2.5, \"sigma\": 0.5", "\"mu\": 9, \"sigma\": 0");
    let case = opened(&read("travel.json", &text).unwrap());
    // Past 8 hours each hour costs as much as between 4 and 8: a sixteenth.
    let evaluation = evaluate(&case.problem, &Method::default()).unwrap();
    let train = evaluation.ranking().get(1, "score").as_number().unwrap();
    assert!((train - (2.0 / 3.0 * -0.0625 + 0.25)).abs() < 1e-12, "{train}");

    let start = PROBLEM.find(",\n        \"pvf\": { \"direction\": \"increasing\"").unwrap();
    let end = start + PROBLEM[start..].find("} }]").unwrap() + 1;
    let without = format!("{}{}", &PROBLEM[..start], &PROBLEM[end..]);
    let error = read("travel.json", &without).unwrap_err().to_string();
    assert!(error.contains("nothing says whether more or less is better on `on time`"), "{error}");
    assert!(error.contains("--max on time"), "{error}");
    let said = Directions { max: vec!["on time".into()], min: Vec::new() };
    let case = opened(&read_with("travel.json", &without, &said).unwrap());
    assert_eq!(case.problem.tree().leaves()[1].scale.as_ref().unwrap().ends(), (0.0, 1.0));
    let unknown = Directions { min: vec!["ontime".into()], max: vec!["on time".into()] };
    let error = read_with("travel.json", &without, &unknown).unwrap_err().to_string();
    assert!(error.contains("`min` = ontime") && error.contains("on time"), "{error}");
}

const XMCDA: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<x:XMCDA xmlns:x="http://www.decision-deck.org/2019/XMCDA-3.1.1">
  <alternatives><alternative id="a"/><alternative id="b" name="The &#66; one"/></alternatives>
  <criteria><criterion id="g1"/><criterion id="g2"/></criteria>
  <performanceTable>
    <alternativePerformances><alternativeID>a</alternativeID>
      <performance><criterionID>g1</criterionID><values><value><integer>1</integer></value></values></performance>
      <performance><criterionID>g2</criterionID><values><value><rational><numerator>1</numerator><denominator>4</denominator></rational></value></values></performance>
    </alternativePerformances>
    <alternativePerformances><alternativeID>b</alternativeID>
      <performance><criterionID>g1</criterionID><values><value><real>2.5e0</real></value></values></performance>
      <performance><criterionID>g2</criterionID><values><value><real>0.75</real></value></values></performance>
    </alternativePerformances>
  </performanceTable>
  <criteriaScales>
    <criterionScale><criterionID>g1</criterionID><scales><scale><quantitative><preferenceDirection>min</preferenceDirection></quantitative></scale></scales></criterionScale>
    <criterionScale><criterionID>g2</criterionID><scales><scale><quantitative><preferenceDirection>max</preferenceDirection><minimum><integer>0</integer></minimum><maximum><integer>1</integer></maximum></quantitative></scale></scales></criterionScale>
  </criteriaScales>
  <criteriaValues><criterionValue><criterionID>g1</criterionID><values><value><real>1</real></value></values></criterionValue>
    <criterionValue><criterionID>g2</criterionID><values><value><real>3</real></value></values></criterionValue></criteriaValues>
</x:XMCDA>
"#;

#[test]
fn xmcda_in_one_file_or_several_is_one_case() {
    let whole = read("small.xml", XMCDA).unwrap();
    let table = String::from_utf8(whole.files[1].1.clone()).unwrap();
    assert_eq!(table, "alternative,g1,g2\na,1,0.25\nb,2.5,0.75\n");
    let case = opened(&whole);
    let key = &case.problem.keys()[0];
    assert_eq!(key.values[1].label(Language::En), "The B one");
    let head = XMCDA.find("  <alternatives>").unwrap();
    let cut = XMCDA.find("  <performanceTable>").unwrap();
    let close = "</x:XMCDA>\n";
    let parts =
        [format!("{}{close}", &XMCDA[..cut]), format!("{}{}", &XMCDA[..head], &XMCDA[cut..])];
    let files = parts.map(|text| ("small.xml".to_owned(), text.into_bytes())).to_vec();
    let several = import(files, &Directions::default(), Language::En).unwrap();
    assert_eq!(several.files, whole.files);
}

#[test]
fn what_is_below_a_node_that_is_not_active_stays_in_its_place() {
    let listed = "<criterion id=\"g2\"/><criterion id=\"m\"/><criterion id=\"n\"><active>false</active></criterion>";
    let node = |id: &str, below: &str| {
        let nodes = if below.is_empty() { below } else { &format!("<nodes>{below}</nodes>") };
        format!("<node><criterionID>{id}</criterionID>{nodes}</node>")
    };
    let tree = node("m", &node("n", &format!("{}{}", node("g1", ""), node("g2", ""))));
    let tree = format!("<criteriaHierarchy><nodes>{tree}</nodes></criteriaHierarchy>\n</x:XMCDA>");
    let text = XMCDA.replacen("<criterion id=\"g2\"/>", listed, 1).replace("</x:XMCDA>", &tree);
    let imported = read("small.xml", &text).unwrap();
    let told = "the place of what is below `n`, which is not active: it stands under `m`, with the weights it has";
    assert!(imported.lost.iter().any(|it| &**it == told), "{:?}", imported.lost);
    let case = opened(&imported);
    let branches = case.problem.tree().branches();
    let at = |id: &str| branches.iter().position(|it| it.id == id).unwrap();
    for leaf in ["g1", "g2"] {
        assert_eq!(branches[at(leaf)].parent, Some(at("m")), "{leaf}");
    }
}

/// An entry for all alternatives, put behind those that give a figure of each.
const FOR_ALL: &str = r#",
    { "criterion": "time", "dataSource": "t",
      "performance": { "distribution": { "type": "relative-normal", "parameters": {
        "baseline": { "type": "dnorm", "mu": 2, "sigma": 0.5 },
        "relative": { "type": "dmnorm", "mu": { "train": 0, "car": 1 },
          "cov": { "rownames": ["train", "car"], "colnames": ["train", "car"], "data": [[0, 0], [0, 0.25]] } } } } } }
  ],
  "preferences""#;

/// What is wrong with a file is said with its place, and a word of the remedy where there is one.
#[test]
fn files_that_are_wrong_are_refused() {
    let xml = |from: &str, to: &str| ("small.xml", XMCDA.replacen(from, to, 1));
    let json = |from: &str, to: &str| ("travel.json", PROBLEM.replacen(from, to, 1));
    let bomb = "<!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;\">]>\n<x:XMCDA";
    let deep = format!("{}{}", "<a>".repeat(5000), "</a>".repeat(5000));
    let deep_yaml = format!("a: {}{}", "[".repeat(5000), "]".repeat(5000));
    let deep_json = format!("{{\"a\": {}{}}}", "[".repeat(5000), "]".repeat(5000));
    let yaml = "dmsy: {dm_type: discrete-dm, version: 1}\ndata: {matrix: [[1, 2], [3]], objectives: [1, 0], weights: [1, -1], alternatives: [a, a]}\n";
    let cases: Vec<((&str, String), &[&str])> = vec![
        (xml("<x:XMCDA", bomb), &["small.xml:2:", "document type"]),
        (("deep.xml", deep), &["64 deep"]),
        (("deep.dmsy", deep_yaml), &["deep.dmsy"]),
        (("deep.json", deep_json), &["no JSON", "recursion"]),
        (("alias.dmsy", "a: &x [1]\nb: [*x, *x]\n".to_owned()), &["alias.dmsy:2:", "alias"]),
        (xml("2019/XMCDA-3.1.1", "2009/XMCDA-2.1.0"), &["XMCDA 2.1.0", "converter"]),
        (
            ("small.xml", XMCDA.replace("UTF-8", "ISO-8859-1").replace("&#66;", "é")),
            &["ISO-8859-1", "UTF-8"],
        ),
        (
            xml("<alternative id=\"a\"/>", "<alternative id=\"a\"/><alternative id=\"a\"/>"),
            &["small.xml:3:", "`a` is given twice"],
        ),
        (xml("<alternativeID>b", "<alternativeID>c"), &["no alternative `c`"]),
        (xml("<criterionID>g2", "<criterionID>g3"), &["no criterion `g3`", "`g"]),
        (xml("2.5e0", "NaN"), &["`NaN`", "finite number"]),
        (xml("2.5e0", "high"), &["`high`"]),
        (xml("<denominator>4", "<denominator>0"), &["finite number"]),
        (xml("&#66;", "&who;"), &["attribute", "who"]),
        (xml("<alternativeID>a", "<alternativeID>a&who;"), &["&who;", "&amp;"]),
        (xml("</criteria>", ""), &["no XML"]),
        (xml("min</preferenceDirection>", "down</preferenceDirection>"), &["`down`", "max or min"]),
        (xml("<real>3</real>", "<real>-3</real>"), &["weight of `g2`"]),
        (json("\"car\", \"criterion\": \"on", "\"bus\", \"criterion\": \"on"), &["`bus`", "`car`"]),
        (json("[1, 2, 4]", "[1, 9, 4]"), &["`cutoffs`"]),
        (json("\"mu\": 2.5, ", ""), &["`mu` is missing"]),
        (json("\"dgamma\"", "\"dgama\""), &["`dgama`", "`dgamma`"]),
        (json("\"beta\": 4", "\"beta\": 0"), &["`beta` is", "a number above 0"]),
        (
            json("\n  ],\n  \"preferences\"", FOR_ALL),
            &["the figure `train/time` is given twice", "the figure `car/time` is given twice"],
        ),
        (json("\"train\": { \"title\"", "\"car\": { \"title\""), &["`car` stands twice"]),
        (json("\"type\": \"dbeta\"", "\"type\": \"dbeta\","), &["travel.json", "no JSON"]),
        (
            ("bad.dmsy", yaml.to_owned()),
            &["has 1 figures", "`0`", "at least 0", "`a` is given twice"],
        ),
        (("empty.dmsy", String::new()), &["nothing in this file"]),
        (
            (
                "empty.xml",
                "<x:XMCDA xmlns:x=\"http://www.decision-deck.org/2019/XMCDA-3.1.1\"/>".to_owned(),
            ),
            &["no alternatives", "no criteria"],
        ),
    ];
    for ((name, text), words) in cases {
        let error = match read(name, &text) {
            Err(error) => error.to_string(),
            Ok(_) => panic!("{words:?} is taken"),
        };
        for word in words {
            assert!(error.contains(word), "{word}: {error}");
        }
    }
    // Neither text nor UTF-8.
    for bytes in [&b"<a>\xff</a>"[..], b"\xff\xfe<\0", b"dmsy: \0"] {
        let files = vec![("x.xml".to_owned(), bytes.to_vec())];
        assert!(import(files, &Directions::default(), Language::En).is_err());
    }
}

#[test]
fn the_program_writes_a_case_once_and_says_what_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let (status, out, said) = run(path, &["export", "xmcda", "-o", "case.xml", "--lang", "nl"]);
    assert_eq!((status, out.as_str()), (0, ""));
    assert!(said.contains("niet in het bestand:\n  - ") && said.contains("eisen"), "{said}");
    let (status, text, _) = run(path, &["export", "xmcda", "--lang", "nl"]);
    assert_eq!((status, text), (0, std::fs::read_to_string(path.join("case.xml")).unwrap()));
    let (status, out, _) = run(path, &["import", "case.xml", "-o", "new"]);
    assert_eq!(status, 0);
    assert!(out.starts_with("wrote case.toml, alternatives.csv to new"), "{out}");
    let before = std::fs::read(path.join("new/case.toml")).unwrap();
    let (status, _, said) = run(path, &["import", "case.xml", "-o", "new"]);
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("already there"), "{said}");
    assert_eq!(std::fs::read(path.join("new/case.toml")).unwrap(), before);
    assert_eq!(run(path, &["evaluate", "new/case.toml"]).0, 0);
    // What is refused leaves no folder behind.
    std::fs::write(path.join("bad.xml"), XMCDA.replace("2.5e0", "many")).unwrap();
    let (status, _, said) = run(path, &["import", "bad.xml", "-o", "other", "--lang", "nl"]);
    assert_eq!(status, 1);
    assert!(said.contains("bad.xml:11:") && said.contains("eindig getal"), "{said}");
    assert!(!path.join("other").exists());
    let (status, _, said) = run(path, &["export", "dmsy", "--format", "json"]);
    assert_eq!(status, 2);
    assert!(said.contains("--format"), "{said}");
}
