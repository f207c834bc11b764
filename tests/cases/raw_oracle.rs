//! The program from end to end against a second reading of the raw files (`common/oracle`): scores,
//! bounds, ranks, weights, values, known shares and exclusions.
#![cfg(feature = "cli")]

use crate::common::oracle::{Answer, answer};
use crate::common::{Files, Random, project, random_case};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

/// Figures of sums in another order differ by no more than this.
const SAME: f64 = 1e-9;

/// A table as the program writes it: a row per map from header to cell.
fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(|row| row.unwrap()).collect()
}

/// What the tables of the program say otherwise than the oracle; empty if nothing.
fn differences(expected: &Answer, criteria_file: &Path, options: &[&str]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let out = format!("{}/out/", folder.path().display());
    let ran = Command::new(env!("CARGO_BIN_EXE_afweging"))
        .arg("evaluate")
        .arg(criteria_file)
        .args(options)
        .args(["-q", "-o", &out])
        .output()
        .expect("the program runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let mut found = Vec::new();
    let name = |row: &BTreeMap<String, String>| -> Vec<String> {
        expected.keys.iter().map(|key| row[key].clone()).collect()
    };
    let mut compare = |what: String, expected: Option<f64>, cell: &str| {
        let written: Option<f64> = (!cell.is_empty()).then(|| cell.parse().expect("a number"));
        let same = match (expected, written) {
            (Some(a), Some(b)) => (a - b).abs() <= SAME * a.abs().max(1.0),
            (None, None) => true,
            _ => false,
        };
        if !same {
            found.push(format!("{what}: {expected:?} by the oracle, `{cell}` by the program"));
        }
    };
    let mut ranked = BTreeSet::new();
    for row in rows(&folder.path().join("out/ranking.csv")) {
        let name = name(&row);
        let standing = expected
            .standings
            .get(&name)
            .unwrap_or_else(|| panic!("the oracle knows no alternative {name:?}"));
        compare(format!("score of {name:?}"), standing.score, &row["score"]);
        compare(format!("score_low of {name:?}"), standing.low, &row["score_low"]);
        compare(format!("score_high of {name:?}"), standing.high, &row["score_high"]);
        compare(format!("rank of {name:?}"), standing.rank.map(|rank| rank as f64), &row["rank"]);
        compare(format!("known_share of {name:?}"), Some(standing.known), &row["known_share"]);
        assert_eq!(row["excluded_by"], standing.excluded_by.join(";"), "{name:?}");
        assert!(ranked.insert(name), "one row per alternative");
    }
    assert_eq!(ranked, expected.standings.keys().cloned().collect(), "the alternatives");
    let mut contributed = BTreeSet::new();
    for row in rows(&folder.path().join("out/contributions.csv")) {
        let (name, criterion) = (name(&row), &row["criterion"]);
        let weight = expected.weights.get(criterion).copied();
        compare(format!("weight of {criterion}"), weight, &row["weight"]);
        let value = expected.standings[&name].values.as_ref().map(|values| values[criterion]);
        compare(format!("value of {name:?} on {criterion}"), value, &row["value"]);
        contributed.insert((name, criterion.clone()));
    }
    let pairs = expected.standings.len() * expected.weights.len();
    assert_eq!(contributed.len(), pairs, "a row per alternative and criterion");
    found
}

#[test]
fn the_built_in_cases_are_what_their_files_say() {
    for entry in std::fs::read_dir(project("criteria")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        // The second reading adds up; `human_development.rs` has the printed figures of the first, and
        // `tests/engine/targets.rs` the printed levels of the cars.
        if text.contains("\naggregate") || text.contains("\nrules") {
            continue;
        }
        // The weighted sum of the others is that of a file that names no method.
        let others = !text.contains("[method.weighted-sum]");
        let options: &[&str] = if others { &["--method", "weighted-sum"] } else { &[] };
        let found = differences(&answer(&path), &path, options);
        assert!(found.is_empty(), "{}:\n{}", path.display(), found.join("\n"));
    }
}

#[test]
fn normalised_columns_are_what_the_formulas_say() {
    const TABLES: &str = "../datasets/textbook/";
    let read = |path: &str| std::fs::read_to_string(project(path)).unwrap();
    let case = read("criteria/fighter-aircraft.toml");
    // Every table that the case names goes with it: the figures and the sets of weights.
    let names: BTreeSet<&str> = case
        .split(TABLES)
        .skip(1)
        .map(|rest| rest.split('"').next().expect("the end of a name"))
        .collect();
    assert!(names.contains("fighter-aircraft.csv"), "{names:?}");
    let tables: Vec<(&str, String)> =
        names.iter().map(|name| (*name, read(&format!("datasets/textbook/{name}")))).collect();
    for word in ["min-max", "max", "sum", "vector", "linear"] {
        let with = case
            .replace(TABLES, "")
            .replace("normalization = \"linear\"", &format!("normalization = \"{word}\""));
        assert!(with.contains(&format!("normalization = \"{word}\"")), "{with}");
        let mut files = vec![("case.toml", with.as_str())];
        files.extend(tables.iter().map(|(name, text)| (*name, text.as_str())));
        agree(&Files::new(&files));
    }
}

/// All files of a case, for a message.
fn shown(files: &Files) -> String {
    let mut out = String::new();
    for entry in std::fs::read_dir(files.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        out += &format!("--- {}\n{text}", path.file_name().unwrap().display());
    }
    out
}

fn agree(files: &Files) -> Answer {
    let path = files.path("case.toml");
    let expected = answer(&path);
    let found = differences(&expected, &path, &[]);
    assert!(found.is_empty(), "{}\n{}", shown(files), found.join("\n"));
    expected
}

#[test]
fn random_cases_with_shared_and_shifted_figures_agree() {
    let mut random = Random(41);
    let (mut bounded, mut alternatives) = (0, 0);
    for _ in 0..100 {
        for standing in agree(&random_case(&mut random)).standings.values() {
            alternatives += 1;
            bounded += usize::from(standing.low < standing.high);
        }
    }
    // The generator must not drift into cases that test nothing.
    assert!(2 * bounded > alternatives, "{bounded} of {alternatives} have a range");
}

#[test]
fn random_trees_in_groups_agree() {
    let mut random = Random(42);
    let mut seen = Seen::default();
    for _ in 0..160 {
        let (files, drawn) = random_tree(&mut random);
        let expected = agree(&files);
        seen.add(&drawn, &expected);
    }
    assert!(seen.is_rich(), "{seen:?}");
}

/// How often the random cases held what they are to test.
#[derive(Debug, Default)]
struct Seen {
    observed: usize,
    tied: usize,
    excluded: usize,
    unscored: usize,
    below_min_known: usize,
    long: usize,
    targets: usize,
}

impl Seen {
    fn add(&mut self, case: &str, expected: &Answer) {
        self.observed += usize::from(case.contains("# observed"));
        self.long += usize::from(case.contains("long.csv"));
        self.targets += usize::from(case.contains("target"));
        let standings = expected.standings.values();
        for standing in standings.clone() {
            self.excluded += usize::from(!standing.excluded_by.is_empty());
            self.unscored += usize::from(standing.values.is_none());
            self.below_min_known += usize::from(standing.score.is_none() && standing.low.is_some());
        }
        let mut ranks: Vec<_> = standings.filter_map(|it| Some((it.rank?, it.score?))).collect();
        ranks.sort_by(|a, b| a.partial_cmp(b).expect("numbers"));
        let tied = |pair: &&[(usize, f64)]| pair[0].0 == pair[1].0 && pair[0].1 == pair[1].1;
        self.tied += ranks.windows(2).filter(tied).count();
    }

    fn is_rich(&self) -> bool {
        let all = [
            self.observed,
            self.tied,
            self.excluded,
            self.unscored,
            self.below_min_known,
            self.long,
            self.targets,
        ];
        all.iter().all(|count| *count >= 20)
    }
}

/// The scale, the direction and the value function of a criterion, and what its cells can be.
struct Drawn {
    toml: String,
    cell: Box<dyn Fn(&mut Random) -> String>,
}

fn criterion(random: &mut Random, observed: bool) -> Drawn {
    if random.chance(0.4) {
        const LEVELS: [&str; 5] = ["--", "-", "0", "+", "++"];
        let mut toml = "scale = { levels = [\"--\", \"-\", \"0\", \"+\", \"++\"] }\n".to_owned();
        toml += ["", "direction = \"max\"\n", "value = { levels = [0, 0.1, 0.6, 0.7, 1] }\n"]
            [random.below(3)];
        let cell = |random: &mut Random| match random.below(8) {
            0 => "?".to_owned(),
            1 => String::new(),
            2 => format!("#{:?}", random.figure(0.0, 4.0)),
            3 | 4 => {
                let low = random.below(4);
                format!("{}..{}", LEVELS[low], LEVELS[low + 1 + random.below(4 - low)])
            }
            _ => LEVELS[random.below(5)].to_owned(),
        };
        return Drawn { toml, cell: Box::new(cell) };
    }
    let direction =
        ["", "direction = \"min\"\n", "direction = { target = 4.5 }\n"][random.below(3)];
    let scale = match random.below(if observed { 5 } else { 4 }) {
        0 => "scale = { min = 0, max = 10 }\n",
        1 => "scale = { min = 2, max = 8, outside = \"clamp\" }\n",
        2 => "scale = { min = 2, max = 8, outside = \"extend\" }\n",
        3 if direction.is_empty() => {
            "scale = { min = 0, max = 10 }\nvalue = { points = [[0, 0.0], [3, 0.2], [7, 0.9], [10, 1.0]] }\n"
        }
        3 => "scale = { min = 0, max = 12.5 }\n",
        _ => "# observed\n",
    };
    let observed = scale.starts_with('#');
    // A target beyond what is observed has a sense of its own.
    let direction = if observed && direction.contains("target") { "" } else { direction };
    let cell = move |random: &mut Random| {
        let (low, middle, high) =
            (random.figure(0.5, 3.5), random.figure(3.6, 5.5), random.figure(5.6, 9.5));
        match random.below(12) {
            0 if !observed => "?".to_owned(),
            1 => format!("{low:?}..{high:?}"),
            2 => format!("{low:?}|{middle:?}|{high:?}"),
            3 => format!("{middle:?}±0.5"),
            4 => format!("\"normal({middle:?}; 0.25)\""),
            5 => format!("\"uniform({low:?}; {middle:?})\""),
            6 => format!("{middle:?}+-0.1"),
            // Few figures, so that some tie.
            _ => (1 + random.below(9)).to_string(),
        }
    };
    Drawn { toml: format!("{direction}{scale}"), cell: Box::new(cell) }
}

/// A tree of criteria over two keys, of which the second names the group; tables with all keys or
/// one, wide or long, with any of the marks between fields; a reference, a requirement, and a share
/// that must be known.
fn random_tree(random: &mut Random) -> (Files, String) {
    let (options, places) = (2 + random.below(3), 1 + random.below(3));
    let mut case = format!(
        "format = 1\nid = \"tree\"\nrank_within = [\"place\"]\n{}",
        ["", "min_known = 0.7\n", "min_known = 0\n", "min_known = 1\n"][random.below(4)]
    );
    let mut keys = String::from("[[keys]]\nid = \"option\"\n");
    if random.chance(0.6) {
        let last = if random.chance(0.5) { ", role = \"reference\"" } else { "" };
        let listed = (0..options).map(|at| {
            let role = if at + 1 == options { last } else { "" };
            format!("{{ id = \"o{at}\"{role} }}")
        });
        keys += &format!("values = [{}]\n", listed.collect::<Vec<_>>().join(", "));
    }
    keys += "[[keys]]\nid = \"place\"\n";
    // Whether a table has all keys; if none has, they are combined.
    let all_keys = random.chance(0.7);
    let observed = random.chance(0.5);
    let mut criteria = String::new();
    let mut leaves: Vec<(String, Drawn)> = Vec::new();
    let branches = 1 + random.below(3);
    let weigh_top = random.chance(0.6);
    let mut add =
        |random: &mut Random, id: String, parent: Option<&str>, weigh: bool, leaf: bool| {
            criteria += &format!("[[criteria]]\nid = \"{id}\"\n");
            if let Some(parent) = parent {
                criteria += &format!("parent = \"{parent}\"\n");
            }
            if weigh {
                criteria += &format!("weight = {}\n", 1 + random.below(5));
            }
            if leaf {
                let drawn = criterion(random, observed);
                criteria += &drawn.toml;
                leaves.push((id, drawn));
            }
        };
    for branch in 0..branches {
        let id = format!("b{branch}");
        let children = [0, 2, 3][random.below(3)];
        add(random, id.clone(), None, weigh_top, children == 0);
        let weigh = random.chance(0.6);
        for child in 0..children {
            let below = format!("{id}-{child}");
            let deeper = child == 0 && random.chance(0.3);
            add(random, below.clone(), Some(&id), weigh, !deeper);
            if deeper {
                let weigh = random.chance(0.5);
                for at in 0..2 {
                    add(random, format!("{below}-{at}"), Some(&below), weigh, true);
                }
            }
        }
    }
    // Which table holds a criterion: by both keys, by option or by place; wide or long.
    let parts = [",", ";", "\t"][random.below(3)];
    let by_both: Vec<(usize, usize)> =
        (0..options).flat_map(|o| (0..places).map(move |p| (o, p))).collect();
    let mut files: Vec<(String, String)> = Vec::new();
    let mut wide: Vec<(String, Vec<String>)> = Vec::new();
    let mut long = String::from("option,criterion,kind,value\n");
    let has_long = random.chance(0.6);
    for (id, drawn) in &leaves {
        // What the last option, and one place, lack is unknown: not where the range is observed.
        let must = drawn.toml.contains("# observed");
        match random.below(3) {
            0 if has_long => {
                for o in 0..options {
                    if must || random.chance(0.9) {
                        long += &format!("o{o},{id},stated,{}\n", (drawn.cell)(random));
                    }
                }
            }
            1 => {
                let rows = (0..places).map(|p| format!("p{p}{parts}{}\n", (drawn.cell)(random)));
                let text = format!("place{parts}{id}\n{}", rows.collect::<String>());
                files.push((format!("{id}.csv"), text));
            }
            _ if all_keys => {
                let cells = by_both.iter().map(|_| (drawn.cell)(random)).collect();
                wide.push((id.clone(), cells));
            }
            _ => {
                let rows = (0..options).map(|o| format!("{}{parts}o{o}\n", (drawn.cell)(random)));
                let text = format!("{id}{parts}option\n{}", rows.collect::<String>());
                files.push((format!("{id}.csv"), text));
            }
        }
    }
    if long.lines().count() > 1 {
        files.push(("long.csv".to_owned(), long));
    }
    // An attribute by both keys or by option makes sure that all values are seen.
    let size = |random: &mut Random| match random.below(6) {
        0 => "?".to_owned(),
        1 => format!("{:?}..{:?}", random.figure(0.0, 4.0), random.figure(4.5, 9.0)),
        _ => random.below(10).to_string(),
    };
    if all_keys {
        let mut text = format!("place{parts}option{parts}size");
        wide.iter().for_each(|(id, _)| text += &format!("{parts}{id} (column)"));
        text += "\n";
        for (row, (o, p)) in by_both.iter().enumerate() {
            text += &format!("p{p}{parts}o{o}{parts}{}", size(random));
            wide.iter().for_each(|(_, cells)| text += &format!("{parts}{}", cells[row]));
            text += "\n";
        }
        files.push(("wide.csv".to_owned(), text));
        for (id, _) in &wide {
            let named = format!("id = \"{id}\"\n");
            criteria = criteria.replace(&named, &format!("{named}column = \"{id} (column)\"\n"));
        }
    } else {
        let rows = (0..options).map(|o| format!("o{o}{parts}{}\n", size(random)));
        files.push(("o.csv".into(), format!("option{parts}size\n{}", rows.collect::<String>())));
        let rows = (0..places).map(|p| format!("p{p}{parts}{p}\n"));
        files.push(("p.csv".into(), format!("place{parts}area\n{}", rows.collect::<String>())));
    }
    if random.chance(0.6) {
        let (end, at) = [("at_least", 3), ("at_most", 6)][random.below(2)];
        let unknown = ["", "unknown = \"exclude\"\n", "unknown = \"pass\"\n"][random.below(3)];
        let when = ["", "when = { option = [\"o0\", \"o1\"] }\n"][random.below(2)];
        criteria += &format!(
            "[[requirements]]\nid = \"size\"\n{when}{unknown}needs = {{ attribute = \"size\", {end} = {at} }}\n"
        );
    }
    let names: Vec<String> = files.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    case += &format!("data = [{}]\n{keys}{criteria}", names.join(", "));
    let mut all: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    all.push(("case.toml", &case));
    (Files::new(&all), case)
}

/// The comparison is one that can fail: each slip of a reading shows.
#[test]
fn a_slip_in_one_of_the_readings_is_seen() {
    let case = "format = 1\nid = \"slip\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"site\"\n\
        [[criteria]]\nid = \"cost\"\ndirection = \"min\"\nscale = { min = 0, max = 10 }\nweight = 3\n\
        [[criteria]]\nid = \"people\"\nweight = 1\n\
        [[criteria]]\nid = \"near\"\nparent = \"people\"\nscale = { min = 0, max = 10 }\nweight = 4\n\
        [[criteria]]\nid = \"calm\"\nparent = \"people\"\nscale = { levels = [\"a\", \"b\", \"c\"] }\nweight = 2\n";
    let table = "site,cost,near,calm\nx,3..6,4,b\ny,5,7,?\nz,8,1|2|6,c\n";
    let files = Files::new(&[("case.toml", case), ("t.csv", table)]);
    let expected = agree(&files);
    for (what, from, to, sees) in [
        ("a direction", "direction = \"min\"", "direction = \"max\"", "score of"),
        ("a weight", "weight = 4", "weight = 5", "weight of near"),
        (
            "siblings of another parent",
            "parent = \"people\"\nscale = { min",
            "scale = { min",
            "weight of cost",
        ),
        ("an end of a scale", "max = 10 }\nweight = 4", "max = 11 }\nweight = 4", "value of"),
        ("an end of a range", "3..6", "3..6.001", "score_low of"),
        ("the middle of a range", "3..6", "3|4.6|6", "score of"),
        ("an unknown cell", "7,?", "7,b", "score_high of"),
        ("a share that is known", "7,?", "7,a..c", "known_share of"),
        ("an end of a distribution", "1|2|6", "1|2|5.999", "score_high of"),
        ("a rank", "y,5,7", "y,9,0", "rank of"),
    ] {
        let (changed, changed_table) = (case.replace(from, to), table.replace(from, to));
        assert!(changed != case || changed_table != table, "{what}");
        let other = Files::new(&[("case.toml", &changed), ("t.csv", &changed_table)]);
        let found = differences(&expected, &other.path("case.toml"), &[]);
        assert!(found.iter().any(|one| one.starts_with(sees)), "{what}: {found:?}");
    }
}
