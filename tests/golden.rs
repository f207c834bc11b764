//! Published worked examples and answers of other packages. See `goldens/README.md`.

mod common;

use afweging::Error;
use afweging::method::Method;
use afweging::problem::{Direction, Matrix, Problem};
use afweging::study::evaluate;
use afweging::value::Normalization;
use common::project;
use serde::Deserialize;

/// Cases whose reference we do not reproduce, each with its cause. None at present.
const DEVIATIONS: &[(&str, &str)] = &[];

#[derive(Deserialize)]
struct Golden {
    #[serde(alias = "name")]
    id: String,
    matrix: Vec<Vec<f64>>,
    directions: Vec<String>,
    weights: Vec<f64>,
    normalization: String,
    #[serde(default)]
    scores: Vec<f64>,
    #[serde(default)]
    ranks: Vec<usize>,
    #[serde(default)]
    normalised: Vec<Vec<f64>>,
    #[serde(default)]
    undefined: bool,
    tolerance: Option<f64>,
}

impl Golden {
    fn directions(&self) -> Vec<Direction> {
        self.directions.iter().map(|direction| if direction == "min" { Direction::Min } else { Direction::Max }).collect()
    }

    fn problem(&self) -> Problem {
        let matrix = Matrix::from_fn(self.matrix.len(), self.weights.len(), |i, j| self.matrix[i][j]);
        Problem::crisp(&matrix, &self.directions(), &self.weights).expect("a golden case is a problem")
    }

    fn column(&self, j: usize) -> Vec<f64> {
        self.matrix.iter().map(|row| row[j]).collect()
    }

    fn close(&self, ours: f64, reference: f64) -> bool {
        let allowed = self.tolerance.unwrap_or_else(|| 1e-9f64.max(1e-7 * reference.abs()));
        (ours - reference).abs() <= allowed
    }
}

fn read(path: &str) -> Vec<Golden> {
    let text = std::fs::read_to_string(project("tests/goldens").join(path)).expect("a golden file");
    if path.ends_with(".jsonl") {
        text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{path}: {error}"))).collect()
    } else {
        vec![serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))]
    }
}

/// A listed deviation must deviate, all others must not.
fn settle(id: &str, outcome: Result<(), String>, deviations: &[(&str, &str)]) -> Result<(), String> {
    let listed = deviations.iter().find(|(known, _)| *known == id);
    match (outcome, listed) {
        (Ok(()), None) => Ok(()),
        (Err(_), Some((_, cause))) if !cause.is_empty() => Ok(()),
        (Err(_), Some(_)) => Err(format!("{id}: a listed deviation needs a cause")),
        (Ok(()), Some(_)) => Err(format!("{id}: passes, but is listed as a deviation")),
        (Err(error), None) => Err(format!("{id}: {error}")),
    }
}

fn weighted_sum(golden: &Golden) -> Result<(), String> {
    let problem = golden.problem();
    let method = Method::named("weighted-sum").unwrap().with_parameter("normalization", &golden.normalization).unwrap();
    let evaluation = match evaluate(&problem, &[method]) {
        Ok(evaluation) => evaluation,
        // The documented answer where min/x is 0/0: an error that says so.
        Err(Error::Undefined { .. }) if golden.undefined && golden.normalization == "linear" => return Ok(()),
        Err(error) => return Err(error.to_string()),
    };
    let group = &evaluation.runs[0].groups[0];
    let scores: Vec<f64> = group.standings.iter().map(|standing| standing.score.expect("scored")).collect();
    let expected = match golden.undefined {
        false => golden.scores.clone(),
        true if golden.normalization == "min-max" => documented_min_max(golden),
        true => return Err("the reference is undefined; we gave a score where we document an error".into()),
    };
    if expected.len() != scores.len() {
        return Err("the golden file has no scores".into());
    }
    for (ours, reference) in scores.iter().zip(&expected) {
        if !golden.close(*ours, *reference) {
            return Err(format!("{scores:?} against {expected:?}"));
        }
    }
    let ranks: Vec<usize> = group.standings.iter().map(|standing| standing.rank.expect("ranked")).collect();
    if !golden.ranks.is_empty() && ranks != golden.ranks {
        return Err(format!("ranks {ranks:?} against {:?}", golden.ranks));
    }
    Ok(())
}

/// What we document for min-max: a constant column is 1 for all; elsewhere the formula.
fn documented_min_max(golden: &Golden) -> Vec<f64> {
    let sum: f64 = golden.weights.iter().sum();
    let mut scores = vec![0.0; golden.matrix.len()];
    for (j, direction) in golden.directions.iter().enumerate() {
        let column = golden.column(j);
        let (min, max) = column.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), x| (a.min(*x), b.max(*x)));
        for (score, x) in scores.iter_mut().zip(&column) {
            let value = match (min == max, direction.as_str()) {
                (true, _) => 1.0,
                (false, "min") => (max - x) / (max - min),
                (false, _) => (x - min) / (max - min),
            };
            *score += golden.weights[j] / sum * value;
        }
    }
    scores
}

fn normalization(golden: &Golden) -> Result<(), String> {
    let normalization = Normalization::ALL.into_iter().find(|known| known.entry().name == golden.normalization).expect("known");
    for (j, direction) in golden.directions().into_iter().enumerate() {
        let ours = normalization.column(&golden.column(j), direction);
        match (ours, golden.undefined) {
            (Ok(ours), false) => {
                for (i, value) in ours.iter().enumerate() {
                    if !golden.close(*value, golden.normalised[i][j]) {
                        return Err(format!("row {i}, column {j}: {value} against {}", golden.normalised[i][j]));
                    }
                }
            }
            (Ok(ours), true) if ours.iter().any(|value| !value.is_finite()) => return Err("NaN or infinity".into()),
            (Err(error), false) => return Err(error.reason.into()),
            // A value of ours or an error: both are documented with the normalization.
            (_, true) => {}
        }
    }
    Ok(())
}

#[test]
fn every_golden_case_holds() {
    let mut counts = std::collections::BTreeMap::new();
    let mut failures = Vec::new();
    for folder in ["published", "peer"] {
        let mut names: Vec<String> = std::fs::read_dir(project("tests/goldens").join(folder))
            .expect("the goldens are there")
            .map(|entry| format!("{folder}/{}", entry.unwrap().file_name().to_string_lossy()))
            .collect();
        names.sort();
        for name in names {
            for golden in read(&name) {
                let outcome = if name.contains("norm_") { normalization(&golden) } else { weighted_sum(&golden) };
                *counts.entry(name.clone()).or_insert(0) += 1;
                failures.extend(settle(&golden.id, outcome, DEVIATIONS).err());
            }
        }
    }
    println!("{counts:?}");
    assert!(counts.len() >= 10 && counts.values().sum::<usize>() >= 250, "too few golden cases were run: {counts:?}");
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn a_deviation_needs_a_cause_and_must_deviate() {
    let fails = || Err("differs".to_owned());
    assert!(settle("x", Ok(()), &[]).is_ok());
    assert!(settle("x", fails(), &[]).is_err());
    assert!(settle("x", fails(), &[("x", "rounded entries in print")]).is_ok());
    assert!(settle("x", fails(), &[("x", "")]).is_err());
    assert!(settle("x", Ok(()), &[("x", "rounded entries in print")]).is_err());
}

/// The built-in textbook case prints three digits; the book rounds its normalised entries to two, hence 0.003.
#[test]
fn the_built_in_textbook_case_gives_the_printed_table() {
    let location = afweging::case::Location::Builtin("fighter-aircraft".into());
    let case = afweging::case::Case::open(&location, &Default::default()).unwrap();
    let evaluation = evaluate(&case.problem, &case.methods).unwrap();
    let standings = &evaluation.runs[0].groups[0].standings;
    for (standing, (printed, rank)) in standings.iter().zip([(0.835, 2), (0.709, 4), (0.852, 1), (0.738, 3)]) {
        approx::assert_abs_diff_eq!(standing.score.unwrap(), printed, epsilon = 0.003);
        assert_eq!(standing.rank, Some(rank));
    }
}
