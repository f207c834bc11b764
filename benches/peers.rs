//! Our side of `benches/peers/run`: times each method that pymcdm has too on the CSV file it is given
//! and prints seconds per evaluation as JSON.
//!
//! An evaluation is what the peer does from a matrix in memory: normalise, weigh, score (and here
//! also rank, with ties). Reading the file is timed on neither side. With a number instead of a file
//! it times all methods together on 48 x 22.

use afweging::method::Method;
use afweging::problem::{Direction, Matrix, Problem};
use afweging::study::{Evaluations, evaluate};
use std::hint::black_box;
use std::time::Instant;

/// Methods with the parameters that give pymcdm's defaults. Those that want scales or references find
/// 0.5 to 100.5 and 50 on every criterion.
const METHODS: &[(&str, &str, &str)] = &[
    ("weighted-sum", "normalization", "sum"),
    ("weighted-product", "normalization", "sum"),
    ("topsis", "normalization", "vector"),
    ("vikor", "", ""),
    ("waspas", "", ""),
    ("moora-ratio", "", ""),
    ("copras", "", ""),
    ("aras", "", ""),
    ("marcos", "", ""),
    ("mairca", "", ""),
    ("cocoso", "", ""),
    ("ocra", "", ""),
    ("ram", "", ""),
    ("lmaw", "", ""),
    ("ervd", "reference", "50"),
    ("edas", "", ""),
    ("codas", "", ""),
    ("mabac", "", ""),
    ("spotis", "", ""),
    ("rim", "", ""),
    ("rafsi", "", ""),
    ("probid", "", ""),
    ("sprobid", "", ""),
    ("promethee-ii", "", ""),
];

/// Those that read the scales of the criteria.
const WITH_SCALES: &[&str] = &["spotis", "rim", "rafsi"];

fn main() {
    let arguments = || std::env::args().skip(1).filter(|argument| !argument.starts_with('-'));
    let Some(path) = arguments().find(|argument| argument.ends_with(".csv")) else {
        return all_together();
    };
    let text = std::fs::read_to_string(path).expect("the problem");
    let mut lines = text.lines().map(|line| {
        line.split(',').map(|x| x.parse::<f64>().expect("a number")).collect::<Vec<f64>>()
    });
    let weights = lines.next().expect("weights");
    let directions: Vec<Direction> = lines
        .next()
        .expect("directions")
        .iter()
        .map(|sign| if *sign > 0.0 { Direction::Max } else { Direction::Min })
        .collect();
    let rows: Vec<Vec<f64>> = lines.collect();
    let matrix = Matrix::from_fn(rows.len(), weights.len(), |i, j| rows[i][j]);
    let plain = Problem::crisp(&matrix, &directions, &weights).expect("a problem");
    let scaled = with_scales(&matrix, &directions, &weights);
    let times: Vec<String> = METHODS
        .iter()
        .map(|(name, parameter, value)| {
            let problem = if WITH_SCALES.contains(name) { &scaled } else { &plain };
            let method = method(name, parameter, value, weights.len());
            let once = least(1, 3, || evaluate(black_box(problem), &method).map(drop));
            let loops = ((0.004 / once) as usize).clamp(1, 20);
            // The least of many: what the work costs when nothing else disturbs it.
            let least = least(loops, 25, || evaluate(black_box(problem), &method).map(drop));
            let evaluation = evaluate(problem, &method).expect("defined");
            let first: Vec<f64> = evaluation.groups[0]
                .standings()
                .take(5)
                .filter_map(|standing| standing.score)
                .collect();
            format!("\"{name}\": {{\"seconds\": {least:e}, \"scores\": {first:?}}}")
        })
        .collect();
    println!("{{{}}}", times.join(", "));
}

/// A method with a parameter; a reference is the same for each criterion.
fn method(name: &str, parameter: &str, value: &str, criteria: usize) -> Method {
    let method = Method::named(name).expect("known");
    let value = match parameter {
        "" => return method,
        "reference" => {
            let each: Vec<String> = (1..=criteria).map(|j| format!("C{j} = {value}")).collect();
            format!("{{ {} }}", each.join(", "))
        }
        _ => value.to_owned(),
    };
    method.with_parameter(parameter, &value).expect("a parameter")
}

fn with_scales(matrix: &Matrix, directions: &[Direction], weights: &[f64]) -> Problem {
    let mut builder = Problem::builder();
    for (j, (direction, weight)) in directions.iter().zip(weights).enumerate() {
        builder = builder.criterion_with(format!("C{}", j + 1), *direction, *weight, |criterion| {
            criterion.scale(0.5, 100.5)
        });
    }
    for i in 0..matrix.rows() {
        let row = (0..matrix.columns()).map(|j| matrix.at(i, j));
        builder = builder.alternative(format!("A{}", i + 1), row);
    }
    builder.build().expect("a problem")
}

/// The least seconds per call of many.
fn least<E: std::fmt::Debug>(
    loops: usize,
    repeats: usize,
    mut call: impl FnMut() -> Result<(), E>,
) -> f64 {
    let mut time = || {
        let start = Instant::now();
        (0..loops).for_each(|_| call().expect("defined"));
        start.elapsed().as_secs_f64() / loops as f64
    };
    (0..repeats).map(|_| time()).fold(f64::INFINITY, f64::min)
}

/// All these methods on 48 alternatives x 22 criteria with scales, in one `evaluate`.
fn all_together() {
    let figure = |i: usize, j: usize| ((i * 7919 + j * 104_729) % 9973) as f64 / 100.0 + 0.5;
    let matrix = Matrix::from_fn(48, 22, figure);
    let directions: Vec<Direction> =
        (0..22).map(|j| if j % 2 == 0 { Direction::Max } else { Direction::Min }).collect();
    let problem = with_scales(&matrix, &directions, &[1.0; 22]);
    let own = [method("ervd", "reference", "50", 22)];
    let defined: Vec<Method> =
        Method::all(&own).into_iter().filter(|method| evaluate(&problem, method).is_ok()).collect();
    let once = least(20, 25, || Evaluations::new(black_box(&problem), &defined).map(drop));
    println!("{} methods on 48 x 22 in one evaluate: {:.2} ms", defined.len(), once * 1e3);
    for method in &defined {
        let once = least(20, 10, || evaluate(black_box(&problem), method).map(drop));
        println!("  {:24} {:8.3} ms", method.name(), once * 1e3);
    }
}
