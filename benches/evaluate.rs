//! Times of the main job. Run with `cargo bench --profile dev` (shares the build of `cargo test`)
//! or `cargo bench` (release). Figures stand in docs/performance.md; nothing here is asserted.

use afweging::case::{Case, Location, WhatIf};
use afweging::method::Method;
use afweging::problem::{Direction, Matrix, PreferenceFunction, Problem, Thresholds};
use afweging::study::{Evaluations, evaluate};
use std::fmt::Write;

fn main() {
    divan::main();
}

/// Figures between 0 and 1 that look random and are the same everywhere.
fn figure(i: usize, j: usize) -> f64 {
    let x = ((i * 7919 + j * 104_729 + 13) as f64 * 0.618_033_988_749_895).fract();
    (x * 1e6).round() / 1e6
}

fn crisp(m: usize, n: usize) -> Problem {
    let directions: Vec<Direction> =
        (0..n).map(|j| if j % 2 == 0 { Direction::Max } else { Direction::Min }).collect();
    let weights: Vec<f64> = (1..=n).map(|j| j as f64).collect();
    Problem::crisp(&Matrix::from_fn(m, n, figure), &directions, &weights).expect("a problem")
}

fn weighted_sum() -> Method {
    Method::named("weighted-sum").expect("known")
}

/// The table `ranking` of m alternatives and 20 crisp criteria in one group, from the problem in
/// memory.
#[divan::bench(args = [100, 1_000, 10_000])]
fn ranking_of_crisp_alternatives(bencher: divan::Bencher, m: usize) {
    let problem = crisp(m, 20);
    bencher.bench(|| evaluate(&problem, &weighted_sum()).expect("defined").ranking());
}

/// The same from a CSV file on disk: read, check, join, score, rank.
#[divan::bench(args = [1_000, 10_000])]
fn ranking_from_a_file(bencher: divan::Bencher, m: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut toml =
        String::from("format = 1\nid = \"big\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"option\"\n");
    let mut csv = String::from("option");
    for j in 0..20 {
        write!(toml, "[[criteria]]\nid = \"c{j}\"\nweight = {}\n", j + 1).expect("a string");
        write!(csv, ",c{j}").expect("a string");
    }
    for i in 0..m {
        write!(csv, "\nA{i}").expect("a string");
        (0..20).for_each(|j| write!(csv, ",{}", figure(i, j)).expect("a string"));
    }
    std::fs::write(folder.path().join("case.toml"), toml).expect("written");
    std::fs::write(folder.path().join("t.csv"), csv).expect("written");
    let location = Location::Path(folder.path().join("case.toml"));
    bencher.bench(|| {
        let case = Case::open(&location, &WhatIf::default()).expect("sound");
        evaluate(&case.problem, &case.methods[0]).expect("defined").ranking()
    });
}

/// The built-in case with exact bounds: open, evaluate, all five tables.
#[divan::bench]
fn built_in_case(bencher: divan::Bencher) {
    let location = Location::Builtin("flemish-cluster-policy".into());
    bencher.bench(|| {
        let case = Case::open(&location, &WhatIf::default()).expect("sound");
        let evaluation = evaluate(&case.problem, &case.methods[0]).expect("defined");
        (
            evaluation.ranking(),
            evaluation.order(),
            evaluation.contributions(),
            evaluation.evidence(),
            evaluation.summary(),
        )
    });
}

/// The program as a whole process: start-up (`--version`) and the built-in case.
#[divan::bench(args = ["--version", "evaluate"], sample_count = 50)]
fn process(bencher: divan::Bencher, argument: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    bencher.bench(|| {
        std::process::Command::new(env!("CARGO_BIN_EXE_afweging"))
            .arg(argument)
            .current_dir(folder.path())
            .output()
            .expect("runs")
    });
}

/// PROMETHEE II on 10 criteria with the five functions that need no pairs, in turn.
#[divan::bench(args = [10_000, 100_000])]
fn promethee_flows(bencher: divan::Bencher, m: usize) {
    use PreferenceFunction::*;
    let functions = [Usual, UShape, VShape, Level, VShapeIndifference].into_iter().cycle();
    let mut builder = Problem::builder();
    for (j, function) in functions.enumerate().take(10) {
        let direction = if j % 2 == 0 { Direction::Max } else { Direction::Min };
        let thresholds = Thresholds {
            indifference: Some(0.05),
            preference: Some(0.3),
            inflection: None,
            veto: None,
            function: Some(function),
        };
        builder = builder.criterion_with(format!("C{}", j + 1), direction, (j + 1) as f64, |c| {
            c.thresholds(thresholds)
        });
    }
    for i in 0..m {
        builder = builder.alternative(format!("A{}", i + 1), (0..10).map(|j| figure(i, j)));
    }
    let problem = builder.build().expect("a problem");
    let method = Method::named("promethee-ii").expect("known");
    bencher.bench(|| evaluate(&problem, &method).expect("defined"));
}

/// Five methods on 48 alternatives x 22 criteria, as one `evaluate`.
#[divan::bench]
fn five_methods_48x22(bencher: divan::Bencher) {
    let matrix = Matrix::from_fn(48, 22, |i, j| 1.0 + figure(i, j));
    let directions: Vec<Direction> =
        (0..22).map(|j| if j % 2 == 0 { Direction::Max } else { Direction::Min }).collect();
    let problem = Problem::crisp(&matrix, &directions, &[1.0; 22]).expect("a problem");
    let methods = ["weighted-sum", "weighted-product", "topsis", "vikor", "promethee-ii"]
        .map(|name| Method::named(name).expect("known"));
    bencher.bench(|| Evaluations::new(&problem, &methods).expect("defined"));
}
