//! The programs in `examples/` say what their comments promise.
#![allow(dead_code)] // their `main`

#[path = "../../examples/a_method_of_your_own.rs"]
mod a_method_of_your_own;
#[path = "../../examples/evaluate_a_matrix.rs"]
mod evaluate_a_matrix;
#[path = "../../examples/study_a_case.rs"]
mod study_a_case;

use crate::common::Random;

#[test]
fn a_matrix_is_ranked_by_two_methods() {
    let text = evaluate_a_matrix::report().unwrap();
    let first = |method: &str| {
        let mut lines = text.lines().filter(|line| line.contains(method));
        lines.next().unwrap().split_whitespace().next().unwrap().to_owned()
    };
    assert_eq!([first("weighted-sum"), first("topsis")], ["estate", "estate"], "{text}");
}

#[test]
fn a_case_is_studied() {
    let text = study_a_case::report().unwrap();
    let mut lines = text.lines();
    let header = lines.next().unwrap();
    assert!(header.starts_with("scenario,cluster,rank_best,rank_worst"), "{text}");
    assert!(lines.count() > 6, "{text}");
}

/// Against draws and a formula written again: both shares are known within 0.005, three standard
/// errors.
#[test]
fn a_formula_of_ones_own_is_drawn() {
    let text = a_method_of_your_own::report().unwrap();
    let shares: Vec<f64> =
        text.lines().map(|line| line.split_whitespace().last().unwrap().parse().unwrap()).collect();
    // One less the value of hatchback, estate and coupe on price, range and boot.
    let shortfalls = [[0.0, 1.0, 250.0 / 280.0], [0.5, 40.0 / 110.0, 0.0], [1.0, 0.0, 1.0]];
    let mut random = Random(3);
    let mut firsts = [0.0; 3];
    for _ in 0..100_000 {
        let raw = [0; 3].map(|_| -(1.0 - random.unit()).ln());
        let loss = shortfalls.map(|row| (0..3).map(|j| raw[j] * row[j]).fold(0.0, f64::max));
        let least = loss.iter().copied().fold(f64::INFINITY, f64::min);
        firsts[loss.iter().position(|own| *own == least).unwrap()] += 1e-5;
    }
    for (ours, theirs) in shares.iter().zip(firsts) {
        assert!((ours - theirs).abs() < 0.01, "{text}{firsts:?}");
    }
}
