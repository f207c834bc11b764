//! The case of urban water against an enumeration of all 512 sets of its actions.
#![cfg(feature = "cli")]

use crate::common::project;
use std::collections::BTreeMap;
use std::process::Command;

/// The objectives, and the ends of their scales.
const OBJECTIVES: [(&str, f64); 4] =
    [("phosphorus", 10.0), ("nitrogen", 1.0), ("climate", 2.0), ("savings", 40.0)];
/// Which action needs which, and which exclude each other; from 0.
const FOLLOWS: (usize, usize) = (4, 3);
const EXCLUDE: [(usize, usize); 3] = [(3, 5), (6, 7), (6, 8)];
/// The rounding of a sum of a few figures.
const ROUNDING: f64 = 1e-9;

/// An action of the table: the ends of its figures.
struct Action {
    figures: [(f64, f64); 4],
    cost: f64,
    saved: f64,
}

fn actions() -> Vec<Action> {
    let text = std::fs::read_to_string(project("datasets/urban-water/actions.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let rows = reader.records().map(|record| {
        let record = record.unwrap();
        let cell = |name: &str| &record[headers.iter().position(|head| head == name).unwrap()];
        let ends = |name: &str| {
            let number = |text: &str| text.parse::<f64>().unwrap();
            let text = cell(name);
            let (low, high) = text.split_once("..").unwrap_or((text, text));
            (number(low), number(high))
        };
        Action {
            figures: OBJECTIVES.map(|(name, _)| ends(name)),
            cost: ends("cost").0,
            saved: ends("water_saved").0,
        }
    });
    rows.collect()
}

/// Whether an action is in a set, a set being the bits of a number.
fn has(set: usize, action: usize) -> bool {
    set >> action & 1 == 1
}

/// The sum over a set.
fn sum(actions: &[Action], set: usize, of: impl Fn(&Action) -> f64) -> f64 {
    actions.iter().enumerate().filter(|(at, _)| has(set, *at)).map(|(_, action)| of(action)).sum()
}

/// All sets that keep to limits and rules.
fn permitted(actions: &[Action], budget: f64) -> Vec<usize> {
    let may = |set: &usize| {
        let left: f64 = (0..actions.len())
            .filter(|at| has(*set, *at))
            .map(|at| 1.0 - actions[at].saved)
            .product();
        sum(actions, *set, |action| action.cost) <= budget + ROUNDING
            && 1.0 - left >= 0.5 - ROUNDING
            && (!has(*set, FOLLOWS.0) || has(*set, FOLLOWS.1))
            && EXCLUDE.iter().all(|(a, b)| !(has(*set, *a) && has(*set, *b)))
    };
    (0..1 << actions.len()).filter(may).collect()
}

/// What a set is worth at nominal figures and equal weights.
fn value(actions: &[Action], set: usize) -> f64 {
    let worth = |action: &Action| {
        let parts = action.figures.iter().zip(OBJECTIVES);
        parts.map(|((low, high), (_, end))| (low + high) / 2.0 / end / 4.0).sum()
    };
    sum(actions, set, worth)
}

/// The sets that no other permitted set beats: one beats another if it is at least as good whatever
/// the weights and the figures, those of shared actions being the same, and better for some. Over all
/// weights the corners are the objectives one by one.
fn unbeaten(actions: &[Action], sets: &[usize]) -> Vec<usize> {
    let beats = |one: usize, other: usize| {
        let ends = (0..OBJECTIVES.len()).map(|objective| {
            let low = |set| sum(actions, set, |action| action.figures[objective].0);
            let high = |set| sum(actions, set, |action| action.figures[objective].1);
            let (own, its) = (one & !other, other & !one);
            (low(own) - high(its), high(own) - low(its))
        });
        let ends: Vec<(f64, f64)> = ends.collect();
        ends.iter().all(|(low, _)| *low >= -ROUNDING)
            && ends.iter().any(|(_, high)| *high > ROUNDING)
    };
    let free = |set: &usize| !sets.iter().any(|other| other != set && beats(*other, *set));
    sets.iter().copied().filter(free).collect()
}

/// The rows of one table: cells by their header.
type Rows = Vec<BTreeMap<String, String>>;

/// The tables of the program.
fn answer(args: &[&str]) -> impl Fn(&str) -> Rows + use<> {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_afweging"))
        .args(["portfolio", "urban-water", "-o", "out/"])
        .args(args)
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    move |name| {
        let mut reader =
            csv::Reader::from_path(folder.path().join(format!("out/{name}.csv"))).unwrap();
        let headers = reader.headers().unwrap().clone();
        let row = |record: csv::StringRecord| {
            headers.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect()
        };
        reader.records().map(|record| row(record.unwrap())).collect()
    }
}

/// Which action a row speaks of.
fn action_of(row: &BTreeMap<String, String>) -> usize {
    row["action"][1..].parse::<usize>().unwrap() - 1
}

/// The set that rows name.
fn set_of(rows: &[&BTreeMap<String, String>]) -> usize {
    rows.iter().fold(0, |set, row| set | 1 << action_of(row))
}

fn number(row: &BTreeMap<String, String>, column: &str) -> f64 {
    row[column].parse().unwrap()
}

#[test]
fn forty_eight_of_512_sets_are_permitted() {
    assert_eq!(permitted(&actions(), 45.0).len(), 48);
}

#[test]
fn the_best_sets_are_those_of_the_enumeration() {
    let actions = actions();
    let mut sets = permitted(&actions, 45.0);
    sets.sort_by(|a, b| value(&actions, *b).total_cmp(&value(&actions, *a)));
    let table = answer(&[]);
    let chosen = table("portfolio");
    let chosen: Vec<_> =
        chosen.iter().filter(|row| row["chosen"] == "1" && row["none"] == "0").collect();
    assert_eq!(set_of(&chosen), sets[0]);
    assert_eq!(sets[0], 0b010_100_111, "A1, A2, A3, A6 and A8");
    let total = &table("total")[0];
    assert!((number(total, "value") - value(&actions, sets[0])).abs() < ROUNDING);
    assert_eq!(total["optimal"], "1");
    for (place, set) in sets.iter().enumerate().skip(1).take(3) {
        let next = table("next_best");
        let of = |row: &&BTreeMap<String, String>| row["place"] == (place + 1).to_string();
        let rows: Vec<_> = next.iter().filter(of).collect();
        assert!((number(rows[0], "value") - value(&actions, *set)).abs() < ROUNDING);
        let rows: Vec<_> = rows.into_iter().filter(|row| row["none"] == "0").collect();
        assert_eq!(set_of(&rows), *set, "place {}", place + 1);
    }
}

#[test]
fn another_budget_gives_the_best_set_within_it() {
    let actions = actions();
    for budget in [25.0, 34.0, 38.0, 60.0] {
        let sets = permitted(&actions, budget);
        let best = sets.iter().map(|set| value(&actions, *set)).fold(f64::MIN, f64::max);
        let total = &answer(&["--limit", &format!("budget={budget}")])("total")[0];
        assert!((number(total, "value") - best).abs() < ROUNDING, "budget {budget}");
    }
}

#[test]
fn core_indices_are_those_of_the_enumeration() {
    let actions = actions();
    let unbeaten = unbeaten(&actions, &permitted(&actions, 45.0));
    assert_eq!(unbeaten.len(), 4);
    let table = answer(&[]);
    assert_eq!(number(&table("uncertainty")[0], "portfolios"), 4.0);
    let mut core = table("core");
    core.retain(|row| row["none"] == "0");
    assert_eq!(core.len(), actions.len());
    for row in &core {
        let action = action_of(row);
        let with = unbeaten.iter().filter(|set| has(**set, action)).count();
        assert!(
            (number(row, "core_index") - with as f64 / 4.0).abs() < ROUNDING,
            "A{}",
            action + 1
        );
    }
}
