//! Portfolios that no other dominates, and core indices: against published and peer results, and
//! against enumeration.

mod common;

use afweging::binary_program::{Bonus, NonDominated, ProgramRow, RobustProgram};
use common::{Random, project};
use serde_json::Value;

/// All sets that keep the rows, choice by choice.
fn all_sets(program: &RobustProgram) -> Vec<Vec<usize>> {
    let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
    for options in &program.highs[0] {
        let with = |set: &Vec<usize>, option: usize| [&set[..], &[option]].concat();
        sets =
            sets.iter().flat_map(|set| (0..options.len()).map(move |at| with(set, at))).collect();
    }
    let use_of = |row: &ProgramRow, set: &[usize]| -> f64 {
        row.terms.iter().filter(|(choice, option, _)| set[*choice] == *option).map(|it| it.2).sum()
    };
    sets.retain(|set| program.rows.iter().all(|row| use_of(row, set) <= row.at_most + 1e-9));
    sets
}

fn bonus(program: &RobustProgram, set: &[usize]) -> f64 {
    let there = |places: &Vec<(usize, usize)>| places.iter().any(|(at, it)| set[*at] == *it);
    program.bonuses.iter().filter(|it| it.sets.iter().all(there)).map(|it| it.value).sum()
}

/// The definition, term by term: options that both have are worth the same in both.
fn dominates(program: &RobustProgram, first: &[usize], second: &[usize]) -> bool {
    let lead = bonus(program, first) - bonus(program, second);
    let mut more = false;
    for (low, high) in program.lows.iter().zip(&program.highs) {
        let (mut least, mut most) = (lead, lead);
        for (at, (a, b)) in first.iter().zip(second).enumerate().filter(|(_, (a, b))| a != b) {
            least += low[at][*a] - high[at][*b];
            most += high[at][*a] - low[at][*b];
        }
        if least < -1e-11 {
            return false;
        }
        more |= most > 1e-11;
    }
    more
}

fn enumerated(program: &RobustProgram) -> Vec<Vec<usize>> {
    let sets = all_sets(program);
    let beaten = |set: &Vec<usize>| sets.iter().any(|other| dominates(program, other, set));
    sets.iter().filter(|set| !beaten(set)).cloned().collect()
}

/// By choice and option: the share of the sets that contain it.
fn core_indices(program: &RobustProgram, sets: &[Vec<usize>]) -> Vec<Vec<f64>> {
    let share = |choice: usize, option: usize| {
        sets.iter().filter(|set| set[choice] == option).count() as f64 / sets.len() as f64
    };
    let of = |(choice, options): (usize, &Vec<f64>)| {
        (0..options.len()).map(|option| share(choice, option)).collect()
    };
    program.highs[0].iter().enumerate().map(of).collect()
}

/// 15 projects, three criteria, one budget: the portfolios and core indices that RPM-Decisions gives.
#[test]
fn published_portfolios_are_found() {
    for name in ["rpm_15_projects_no_preference", "rpm_15_projects_rank_order"] {
        let path = project("tests/goldens/studies").join(format!("{name}.json"));
        let golden: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let numbers = |value: &Value| -> Vec<f64> {
            value.as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect()
        };
        let rows = |value: &Value| -> Vec<Vec<f64>> {
            value.as_array().unwrap().iter().map(numbers).collect()
        };
        let matrix = rows(&golden["matrix"]);
        // Option 0 of each choice is to leave the project out.
        let at = |weights: &Vec<f64>| -> Vec<Vec<f64>> {
            let value = |scores: &Vec<f64>| scores.iter().zip(weights).map(|(x, w)| x * w).sum();
            matrix.iter().map(|scores| vec![0.0, value(scores)]).collect()
        };
        let values: Vec<Vec<Vec<f64>>> =
            rows(&golden["parameters"]["weight_extreme_points"]).iter().map(at).collect();
        let cost = numbers(&golden["parameters"]["cost"]);
        let program = RobustProgram {
            lows: values.clone(),
            highs: values,
            rows: vec![ProgramRow {
                terms: cost.iter().enumerate().map(|(at, cost)| (at, 1, *cost)).collect(),
                at_most: golden["parameters"]["budget"].as_f64().unwrap(),
                excess_cost: None,
            }],
            bonuses: Vec::new(),
        };
        let found = program.non_dominated(1_000, 1_000_000);
        let mut wanted: Vec<Vec<usize>> = rows(&golden["expected"]["nondominated_portfolios"])
            .iter()
            .map(|row| row.iter().map(|x| *x as usize).collect())
            .collect();
        wanted.sort();
        assert!(found.complete);
        assert_eq!(found.sets, wanted, "{name}");
        let indices = core_indices(&program, &found.sets);
        let indices: Vec<f64> = indices.iter().map(|of| of[1]).collect();
        assert_eq!(indices, numbers(&golden["expected"]["core_indexes"]), "{name}");
    }
}

/// A random program: whole numbers, that tie often, in one round of three.
fn random(random: &mut Random, round: usize) -> RobustProgram {
    let choices = 3 + random.below(4);
    let most = if choices > 5 { 4 } else { 5 };
    let shape: Vec<usize> = (0..choices).map(|_| 1 + random.below(most)).collect();
    let whole = round % 3 == 0;
    let width: f64 = [0.0, 0.2, 1.0][round / 3 % 3];
    let mut lows = Vec::new();
    let mut highs = Vec::new();
    for _ in 0..1 + random.below(8) {
        let mut point = |high: bool, low: Option<&Vec<Vec<f64>>>| -> Vec<Vec<f64>> {
            let mut value = |choice: usize, option: usize| {
                let value = match (low, whole) {
                    (Some(low), _) => low[choice][option],
                    (_, true) => random.below(4) as f64,
                    (_, false) => random.unit() * 2.0 - 0.5,
                };
                let wide = high && random.chance(if width < 1.0 { 1.0 } else { 0.3 });
                match (wide, whole) {
                    (false, _) => value,
                    (true, true) => value + (width * 5.0).min(1.0) * random.below(2) as f64,
                    (true, false) => value + width * 0.5 * random.unit(),
                }
            };
            let of = |(choice, options): (usize, &usize)| {
                (0..*options).map(|option| value(choice, option)).collect()
            };
            shape.iter().enumerate().map(of).collect()
        };
        let low = point(false, None);
        highs.push(point(true, Some(&low)));
        lows.push(low);
    }
    let mut rows = Vec::new();
    for _ in 0..random.below(5) {
        let at_least = random.chance(0.4);
        let mut terms = Vec::new();
        let mut mean = 0.0;
        for (choice, options) in shape.iter().enumerate() {
            for option in 0..*options {
                if random.chance(0.7) {
                    let size = if whole { random.below(5) as f64 } else { random.figure(0.0, 5.0) };
                    let a = if at_least && random.chance(0.6) { -size } else { size };
                    mean += a / *options as f64;
                    terms.push((choice, option, a));
                }
            }
        }
        let at_most = (mean + 4.0 * random.unit() - 1.2).round();
        rows.push(ProgramRow { terms, at_most, excess_cost: None });
    }
    let mut bonuses = Vec::new();
    for _ in 0..random.below(4) {
        let mut place = || {
            let choice = random.below(choices);
            (choice, random.below(shape[choice]))
        };
        let mut sets = vec![vec![place(), place()], vec![place()], vec![place(), place(), place()]];
        sets.truncate(random.below(4));
        let value = if whole { random.below(5) as f64 - 2.0 } else { random.unit() * 2.0 - 1.0 };
        bonuses.push(Bonus { sets, value });
    }
    RobustProgram { lows, highs, rows, bonuses }
}

#[test]
fn random_programs_are_as_enumerated() {
    let mut numbers = Random(7);
    let (mut none, mut one, mut many) = (0, 0, 0);
    for round in 0..400 {
        let program = random(&mut numbers, round);
        let wanted = enumerated(&program);
        let found = program.non_dominated(100_000, 1_000_000);
        assert!(found.complete);
        assert_eq!(found.sets, wanted, "round {round}: {program:?}");
        assert_eq!(core_indices(&program, &found.sets), core_indices(&program, &wanted));
        match wanted.len() {
            0 => none += 1,
            1 => one += 1,
            _ => many += 1,
        }
    }
    assert!(none > 5 && one > 5 && many > 200, "{none} {one} {many}");
}

#[test]
fn what_is_not_complete_says_so() {
    let mut numbers = Random(11);
    let mut cut = 0;
    for round in 0..60 {
        let program = random(&mut numbers, round);
        let whole = program.non_dominated(100_000, 1_000_000);
        if whole.sets.len() > 1 {
            let few = program.non_dominated(whole.sets.len() - 1, 1_000_000);
            assert!(!few.complete && few.sets.len() < whole.sets.len());
            assert!(!program.non_dominated(100_000, 1).complete);
            cut += 1;
        }
        assert_eq!(program.non_dominated(100_000, 1_000_000), whole, "the same twice");
    }
    assert!(cut > 20, "{cut}");
}

/// Nothing to choose, nothing that can be chosen, and rows that nothing keeps.
#[test]
fn ends_of_the_scale() {
    let of = |values: Vec<Vec<f64>>, at_most: f64| {
        let row = ProgramRow { terms: Vec::new(), at_most, excess_cost: None };
        let (lows, highs) = (vec![values.clone()], vec![values]);
        RobustProgram { lows, highs, rows: vec![row], bonuses: Vec::new() }.non_dominated(10, 100)
    };
    let all = |sets: Vec<Vec<usize>>| NonDominated { sets, complete: true };
    assert_eq!(of(vec![], 0.0), all(vec![vec![]]));
    assert_eq!(of(vec![vec![1.0], vec![]], 0.0), all(vec![]));
    assert_eq!(of(vec![vec![1.0, 2.0, 2.0]], 0.0), all(vec![vec![1], vec![2]]));
    assert_eq!(of(vec![vec![1.0, 2.0]], -1.0), all(vec![]));
    assert_eq!(of(vec![vec![1.0, 2.0]], f64::INFINITY), all(vec![vec![1]]));
}
