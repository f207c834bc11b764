//! Our side of `benches/peers/run`: times TOPSIS and VIKOR on the CSV file it is given and prints
//! seconds per evaluation as JSON.
//!
//! An evaluation is what the peer does from a matrix in memory: normalise, weigh, score (and here
//! also rank, with ties). Reading the file is timed on neither side.

use afweging::method::Method;
use afweging::problem::{Direction, Matrix, Problem};
use afweging::study::evaluate;
use std::hint::black_box;
use std::time::Instant;

fn main() {
    let Some(path) = std::env::args().skip(1).find(|argument| argument.ends_with(".csv")) else {
        println!("run benches/peers/run: it makes the problem that both sides solve");
        return;
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
    let problem = Problem::crisp(
        &Matrix::from_fn(rows.len(), weights.len(), |i, j| rows[i][j]),
        &directions,
        &weights,
    )
    .expect("a problem");
    let times: Vec<String> = ["topsis", "vikor"]
        .iter()
        .map(|name| {
            let method = Method::named(name).expect("known");
            // The least of many: what the work costs when nothing else disturbs it.
            let time = |_| {
                let start = Instant::now();
                for _ in 0..20 {
                    black_box(evaluate(black_box(&problem), &method).expect("defined"));
                }
                start.elapsed().as_secs_f64() / 20.0
            };
            let least = (0..25).map(time).fold(f64::INFINITY, f64::min);
            let evaluation = evaluate(&problem, &method).expect("defined");
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
