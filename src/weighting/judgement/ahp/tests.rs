use super::*;
use crate::lp::vertices::vertices;
use crate::lp::{Relation, Row};
use nalgebra::DMatrix;
use serde_json::Value;

/// Saaty's scale.
const SCALE: [f64; 17] = [
    1.0 / 9.0,
    1.0 / 8.0,
    1.0 / 7.0,
    1.0 / 6.0,
    1.0 / 5.0,
    1.0 / 4.0,
    1.0 / 3.0,
    1.0 / 2.0,
    1.0,
    2.0,
    3.0,
    4.0,
    5.0,
    6.0,
    7.0,
    8.0,
    9.0,
];

struct Numbers(u64);

impl Numbers {
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    fn below(&mut self, n: usize) -> usize {
        (self.unit() * n as f64) as usize
    }

    /// A reciprocal matrix filled at random with Saaty's scale.
    fn matrix(&mut self, n: usize) -> Vec<Vec<f64>> {
        let mut matrix = vec![vec![1.0; n]; n];
        for (row, column) in pairs(n) {
            let entry = SCALE[self.below(SCALE.len())];
            (matrix[row][column], matrix[column][row]) = (entry, 1.0 / entry);
        }
        matrix
    }
}

/// Row and column of the upper triangle.
fn pairs(n: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..n).flat_map(move |row| (row + 1..n).map(move |column| (row, column)))
}

fn ratio(a: usize, b: usize, low: f64, high: f64) -> Judgement {
    Judgement::Ratio { a, b, low, high }
}

/// The upper triangle; 0 is not judged.
fn judgements(matrix: &[Vec<f64>]) -> Vec<Judgement> {
    pairs(matrix.len())
        .filter(|(a, b)| matrix[*a][*b] != 0.0)
        .map(|(a, b)| ratio(a, b, matrix[a][b], matrix[a][b]))
        .collect()
}

fn derived(matrix: &[Vec<f64>], parameters: &Parameters) -> DerivedWeights {
    derive(matrix.len(), &judgements(matrix), parameters).unwrap()
}

fn measure(found: &DerivedWeights, name: &str) -> Option<f64> {
    found.consistency.iter().find(|measure| measure.name == name).map(|measure| measure.value)
}

fn geometric() -> Parameters {
    Parameters { priority: Priority::GeometricMean, ..Parameters::default() }
}

/// Plain power iteration; gaps (0) are filled as Harker says.
fn eigen(matrix: &[Vec<f64>]) -> (Vec<f64>, f64) {
    let n = matrix.len();
    let filled: Vec<Vec<f64>> = (0..n)
        .map(|row| {
            let gaps = matrix[row].iter().filter(|entry| **entry == 0.0).count() as f64;
            (0..n).map(|own| matrix[row][own] + if own == row { gaps } else { 0.0 }).collect()
        })
        .collect();
    let (mut w, mut lambda) = (vec![1.0 / n as f64; n], 0.0);
    for _ in 0..300 {
        let next: Vec<f64> =
            filled.iter().map(|row| row.iter().zip(&w).map(|(a, w)| a * w).sum()).collect();
        lambda = next.iter().sum();
        w = next.iter().map(|next| next / lambda).collect();
    }
    (w, lambda)
}

fn is_near(found: &[f64], wanted: &[f64], tolerance: f64) {
    assert_eq!(found.len(), wanted.len());
    let near = found.iter().zip(wanted).all(|(a, b)| (a - b).abs() <= tolerance);
    assert!(near, "{found:?} {wanted:?}");
}

/// Whether weights meet these rows but for rounding.
fn is_among(weights: &[f64], rows: &[Row]) -> bool {
    rows.iter().all(|row| {
        let value = row.at(weights);
        match row.relation {
            Relation::AtMost => value <= 1e-14,
            Relation::AtLeast => value >= -1e-14,
            Relation::Equal => value.abs() <= 1e-14,
        }
    })
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|entry| entry.as_f64().unwrap()).collect()
}

fn square(value: &Value) -> Vec<Vec<f64>> {
    value.as_array().unwrap().iter().map(numbers).collect()
}

#[test]
fn published_cases() {
    let cases = [
        include_str!("../../../../tests/goldens/weightings/judgements/ahp_consistent_3x3.json"),
        include_str!("../../../../tests/goldens/weightings/judgements/ahp_leader_wikipedia.json"),
        include_str!("../../../../tests/goldens/weightings/judgements/ahp_saaty_1990_house.json"),
    ];
    for case in cases {
        let case: Value = serde_json::from_str(case).unwrap();
        let found = derived(&square(&case["parameters"]["pairwise"]), &Parameters::default());
        let (expected, tolerance) = (&case["expected"], case["tolerance"].as_f64().unwrap());
        is_near(&found.weights, &numbers(&expected["weights"]), tolerance);
        for (key, name) in
            [("lambda_max", "lambda max"), ("CI", "consistency index"), ("CR", "consistency ratio")]
        {
            if let Some(wanted) = expected[key].as_f64() {
                is_near(&[measure(&found, name).unwrap()], &[wanted], tolerance);
            }
        }
    }
    // The synthesis of four cars on three criteria.
    let case: Value = serde_json::from_str(include_str!(
        "../../../../tests/goldens/weightings/judgements/ahp_hodgett_car_synthesis.json"
    ))
    .unwrap();
    let parameters = &case["parameters"];
    let weights =
        derived(&square(&parameters["criteria_pairwise"]), &Parameters::default()).weights;
    let mut scores = vec![0.0; 4];
    for (name, weight) in ["style", "reliability", "fuel"].iter().zip(weights) {
        let matrix = square(&parameters["alternatives_pairwise"][name]);
        let own = derived(&matrix, &Parameters::default()).weights;
        scores.iter_mut().zip(own).for_each(|(score, own)| *score += weight * own);
    }
    let tolerance = case["tolerance"].as_f64().unwrap();
    is_near(&scores, &numbers(&case["expected"]["scores"]), tolerance);
}

#[test]
fn cases_of_other_packages() {
    let text = include_str!("../../../../tests/goldens/weightings/judgements/weights_ahp.jsonl");
    let mut count = 0;
    for line in text.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let matrix = square(&case["parameters"]["pairwise"]);
        let reference = &case["reference"];
        let found = derived(&matrix, &Parameters::default());
        let rows = derived(&matrix, &geometric());
        is_near(&found.weights, &numbers(&reference["weights"]), 1e-9);
        is_near(&rows.weights, &numbers(&reference["weights_geometric"]), 1e-9);
        for (key, name) in
            [("lambda_max", "lambda max"), ("CI", "consistency index"), ("CR", "consistency ratio")]
        {
            if let Some(wanted) = reference[key].as_f64() {
                is_near(&[measure(&found, name).unwrap()], &[wanted], 1e-9);
                is_near(&[measure(&rows, name).unwrap()], &[wanted], 1e-9);
            }
        }
        // The mean of normalised columns, which others call AHP too.
        let n = matrix.len();
        let sums: Vec<f64> = (0..n).map(|at| matrix.iter().map(|row| row[at]).sum()).collect();
        let means: Vec<f64> = matrix
            .iter()
            .map(|row| row.iter().zip(&sums).map(|(a, sum)| a / sum).sum::<f64>() / n as f64)
            .collect();
        is_near(&means, &numbers(&reference["weights_column_mean"]), 1e-9);
        count += 1;
    }
    assert_eq!(count, 33);
}

#[test]
fn random_matrices_against_plain_power_iteration_and_eigenvalues() {
    let mut numbers = Numbers(11);
    for round in 0..500 {
        let n = 3 + round % 7;
        let matrix = numbers.matrix(n);
        let (w, lambda) = eigen(&matrix);
        let largest = DMatrix::from_fn(n, n, |row, column| matrix[row][column])
            .complex_eigenvalues()
            .iter()
            .map(|value| value.re)
            .fold(0.0, f64::max);
        let ci = (lambda - n as f64) / (n as f64 - 1.0);
        let indices: [(RandomIndex, &[f64]); 3] = [
            (RandomIndex::Saaty1980, &[0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45]),
            (RandomIndex::SaatyTran2007, &[0.52, 0.89, 1.11, 1.25, 1.35, 1.4, 1.45]),
            (
                RandomIndex::AlonsoLamata2006,
                &[0.5245, 0.8815, 1.1086, 1.2479, 1.3417, 1.4056, 1.4499],
            ),
        ];
        for (random_index, table) in indices {
            let parameters = Parameters { random_index, ..Parameters::default() };
            let found = derived(&matrix, &parameters);
            is_near(&found.weights, &w, 1e-12);
            let lambda_max = measure(&found, "lambda max").unwrap();
            is_near(&[lambda_max, lambda_max], &[lambda, largest], 1e-9);
            is_near(&[measure(&found, "consistency ratio").unwrap()], &[ci / table[n - 3]], 1e-10);
            assert!(is_among(&found.weights, &found.open));
        }
    }
}

/// Every judgement is replaced by what the others say of it, and the eigenvalue of that matrix is
/// computed; the one that is named lowers it most.
#[test]
fn the_worst_judgement_against_trying_all() {
    let mut numbers = Numbers(5);
    for round in 0..60 {
        let n = 3 + round % 5;
        let matrix = numbers.matrix(n);
        let given = judgements(&matrix);
        let mut tried = Vec::new();
        for (at, judgement) in given.iter().enumerate() {
            let Judgement::Ratio { a, b, .. } = *judgement else { unreachable!() };
            let mut other = matrix.clone();
            (other[a][b], other[b][a]) = (0.0, 0.0);
            let (w, _) = eigen(&other);
            (other[a][b], other[b][a]) = (w[a] / w[b], w[b] / w[a]);
            tried.push((eigen(&other).1, at, w[a] / w[b]));
        }
        let (before, least) =
            (eigen(&matrix).1, tried.iter().map(|own| own.0).fold(f64::INFINITY, f64::min));
        let judged = ratios::read("ahp", n, &given).unwrap();
        let principal = Comparisons::of(n, &judged).principal().unwrap();
        let found = worst::worst(n, &judged, principal.lambda);
        let Some(found) = found else {
            assert!(before - least < 1e-9);
            continue;
        };
        assert!((found.lambda - least).abs() < 1e-9, "{found:?} {tried:?}");
        let (lambda, _, fitting) = tried[found.judgement];
        assert!((lambda - least).abs() < 1e-9);
        assert!((found.fitting_log.exp() / fitting - 1.0).abs() < 1e-9);
        let noted = derived(&matrix, &Parameters::default());
        assert_eq!(noted.notes[0].judgement, Some(found.judgement));
    }
}

#[test]
fn the_worst_judgement_in_words() {
    // 2 and 2 make 4, not 9.
    let found = derived(
        &[vec![1.0, 2.0, 9.0], vec![0.5, 1.0, 2.0], vec![1.0 / 9.0, 0.5, 1.0]],
        &Parameters::default(),
    );
    // Any of the three can be blamed. With c the cube root of 9 / 4 lambda is 1 + c + 1 / c.
    let c = (9.0f64 / 4.0).cbrt();
    assert!(((c + 1.0 / c - 2.0) / 2.0 / 0.58 - 0.0634).abs() < 5e-5);
    assert_eq!(
        found.notes[0].text,
        [
            "{0} / {1} = 2 spoils consistency most (as do 2 other judgements). The other judgements say 4.5, about 5 on Saaty's scale: {0} strongly more important than {1}; with that the consistency ratio would be 0 instead of 0.0634.",
            "{0} / {1} = 2 verstoort de consistentie het meest (net als 2 andere oordelen). Volgens de andere oordelen is het 4,5, ongeveer 5 op de schaal van Saaty: {0} veel belangrijker dan {1}; daarmee zou de consistentieratio 0 zijn in plaats van 0,0634.",
        ]
    );
}

#[test]
fn holes_in_consistent_judgements_change_nothing() {
    let mut numbers = Numbers(3);
    for round in 0..100 {
        let n = 3 + round % 6;
        let w: Vec<f64> = (0..n).map(|_| 1.0 + numbers.below(9) as f64).collect();
        let sum: f64 = w.iter().sum();
        let wanted: Vec<f64> = w.iter().map(|own| own / sum).collect();
        let mut matrix = vec![vec![1.0; n]; n];
        for (row, column) in pairs(n) {
            // A path ties them together; some others are left out.
            let judged = column - row == 1 || numbers.unit() < 0.5;
            let of = |one: usize, other: usize| if judged { w[one] / w[other] } else { 0.0 };
            (matrix[row][column], matrix[column][row]) = (of(row, column), of(column, row));
        }
        for parameters in [Parameters::default(), geometric()] {
            let found = derived(&matrix, &parameters);
            is_near(&found.weights, &wanted, 1e-14);
            assert_eq!(measure(&found, "consistency index"), Some(0.0));
            // One point is left.
            assert_eq!(found.open.len(), n - 1);
            assert!(found.open.iter().all(|row| row.relation == Relation::Equal));
            assert!(is_among(&found.weights, &found.open));
            assert!(found.residuals.iter().all(|residual| residual.missed_by == 0.0));
        }
    }
}

/// Rounding of many ratios that agree is no contradiction.
#[test]
fn many_consistent_judgements_agree() {
    let mut numbers = Numbers(17);
    for spread in [2.0, 20.0, 600.0] {
        let logs: Vec<f64> = (0..40).map(|_| spread * (numbers.unit() - 0.5)).collect();
        let given: Vec<Judgement> = pairs(40)
            .map(|(a, b)| {
                let own = (logs[a] - logs[b]).exp();
                ratio(a, b, own, own)
            })
            .collect();
        let found = derive(40, &given, &geometric()).unwrap();
        assert_eq!(found.open.len(), 39);
        assert!(found.residuals.iter().all(|residual| residual.missed_by == 0.0));
        let largest = logs.iter().fold(f64::NEG_INFINITY, |most, own| most.max(*own));
        let sum: f64 = logs.iter().map(|own| (own - largest).exp()).sum();
        for (found, log) in found.weights.iter().zip(&logs) {
            assert!((found / ((log - largest).exp() / sum) - 1.0).abs() < 1e-11);
        }
    }
}

/// Harker 1987: a / b = 2 and b / c = 2 alone give 4/7, 2/7 and 1/7.
#[test]
fn the_example_of_harker() {
    let found =
        derive(3, &[ratio(0, 1, 2.0, 2.0), ratio(1, 2, 2.0, 2.0)], &Parameters::default()).unwrap();
    is_near(&found.weights, &[4.0 / 7.0, 2.0 / 7.0, 1.0 / 7.0], 1e-15);
    // Nothing checks anything.
    assert_eq!(measure(&found, "consistency ratio"), None);
    assert!(found.notes[0].text[0].contains("none is checked by another"));
}

#[test]
fn inconsistent_judgements_with_holes_against_the_filled_matrix() {
    let mut numbers = Numbers(8);
    for round in 0..100 {
        let n = 4 + round % 5;
        let mut matrix = numbers.matrix(n);
        let mut gaps = 0.0;
        for (row, column) in pairs(n) {
            // The circle stays.
            let beside = column - row == 1 || column - row == n - 1;
            if !beside && numbers.unit() < 0.5 {
                (matrix[row][column], matrix[column][row]) = (0.0, 0.0);
                gaps += 1.0;
            }
        }
        let (w, lambda) = eigen(&matrix);
        let found = derived(&matrix, &Parameters::default());
        is_near(&found.weights, &w, 1e-11);
        // Filled with w_i / w_j the matrix has the same eigenvalue.
        let mut filled = matrix.clone();
        for row in 0..n {
            for column in 0..n {
                if filled[row][column] == 0.0 {
                    filled[row][column] = w[row] / w[column];
                }
            }
        }
        is_near(&[eigen(&filled).1, measure(&found, "lambda max").unwrap()], &[lambda; 2], 1e-9);
        let size = n as f64;
        let random = RandomIndex::Saaty1980.of(n).unwrap();
        let share = 1.0 - 2.0 * gaps / ((size - 1.0) * (size - 2.0));
        let wanted = (lambda - size) / (size - 1.0) / (random * share);
        is_near(&[measure(&found, "consistency ratio").unwrap()], &[wanted], 1e-8);
        // Geometric means with gaps: the residuals of each row sum to 0.
        let x: Vec<f64> = derived(&matrix, &geometric()).weights.iter().map(|w| w.ln()).collect();
        for row in 0..n {
            let sum: f64 = (0..n)
                .filter(|own| matrix[row][*own] != 0.0)
                .map(|own| matrix[row][own].ln() - x[row] + x[own])
                .sum();
            assert!(sum.abs() < 1e-12, "{sum}");
        }
    }
}

/// GCI = 2 / ((n - 1) (n - 2)) times the sum over pairs of log^2 (a_ij w_j / w_i), by hand.
#[test]
fn the_geometric_consistency_index_by_hand() {
    let matrix = [vec![1.0, 2.0, 9.0], vec![0.5, 1.0, 2.0], vec![1.0 / 9.0, 0.5, 1.0]];
    let found = derived(&matrix, &geometric());
    // The three errors are a third of log (9 / 4) each.
    let error = (9.0f64 / 4.0).ln() / 3.0;
    is_near(
        &[measure(&found, "geometric consistency index").unwrap()],
        &[3.0 * error * error],
        1e-14,
    );
    let limit = found
        .consistency
        .iter()
        .find_map(|own| (own.name == "geometric consistency index").then_some(own.limit));
    assert_eq!(limit, Some(Some(0.3147)));
}

#[test]
fn ranges_that_agree_stay_open_and_hold_the_weights() {
    let given = [ratio(0, 1, 2.0, 4.0), ratio(1, 2, 1.0, 2.0), ratio(0, 2, 2.0, 3.0)];
    let found = derive(3, &given, &Parameters::default()).unwrap();
    assert_eq!(found.open.len(), 6);
    assert!(is_among(&found.weights, &found.open));
    assert!(found.residuals.iter().all(|residual| residual.missed_by == 0.0));
    for corner in vertices(3, &found.open, 100).unwrap() {
        for (row, judgement) in found.open.chunks(2).zip(&given) {
            let Judgement::Ratio { a, b, low, high } = *judgement else { unreachable!() };
            assert!(corner[a] >= low * corner[b] - 1e-12 && corner[a] <= high * corner[b] + 1e-12);
            assert_eq!(row.len(), 2);
        }
    }
    // The middles are sqrt 8, sqrt 2 and sqrt 6, but only 2 to 3 fit the last with the first.
    assert!(found.notes.iter().any(|note| note.text[0].contains("geometric middle")));
}

/// Where the middles lead outside, the weights are the nearest of the set: no other weights of it
/// differ by a smaller largest factor.
#[test]
fn middles_outside_the_set_are_moved_to_the_nearest() {
    let mut numbers = Numbers(21);
    let mut moved = 0;
    for round in 0..200 {
        let n = 3 + round % 2;
        let truth: Vec<f64> = (0..n).map(|_| 1.0 + 8.0 * numbers.unit()).collect();
        let mut given = Vec::new();
        for a in 0..n {
            for b in a + 1..n {
                let true_ratio = truth[a] / truth[b];
                let low = true_ratio / (1.0 + 4.0 * numbers.unit());
                let high = true_ratio * (1.0 + 0.3 * numbers.unit());
                given.push(ratio(a, b, low, high));
            }
        }
        let found = derive(n, &given, &Parameters::default()).unwrap();
        assert!(is_among(&found.weights, &found.open));
        assert!(found.residuals.iter().all(|residual| residual.missed_by == 0.0));
        let judged = ratios::read("ahp", n, &given).unwrap();
        let from = Comparisons::of(n, &judged).principal().unwrap().logs;
        // Half the spread of the factors, as weights may be scaled.
        let distance = |w: &[f64]| {
            let factors: Vec<f64> = w.iter().zip(&from).map(|(w, from)| w.ln() - from).collect();
            let most = factors.iter().fold(f64::NEG_INFINITY, |most, own| most.max(*own));
            let least = factors.iter().fold(f64::INFINITY, |least, own| least.min(*own));
            (most - least) / 2.0
        };
        let own = distance(&found.weights);
        if !found.notes.iter().any(|note| note.text[0].contains("break a range")) {
            assert!(own < 1e-10);
            continue;
        }
        moved += 1;
        let corners = vertices(n, &found.open, 1000).unwrap();
        for _ in 0..300 {
            let shares: Vec<f64> = corners.iter().map(|_| -numbers.unit().ln()).collect();
            let w: Vec<f64> = (0..n)
                .map(|at| corners.iter().zip(&shares).map(|(corner, s)| corner[at] * s).sum())
                .collect();
            assert!(distance(&w) >= own - 1e-10, "{} {own}", distance(&w));
        }
    }
    assert!(moved > 20, "{moved}");
}

#[test]
fn contradicting_judgements_leave_open_what_misses_none_by_more() {
    let found = derived(
        &[vec![1.0, 2.0, 9.0], vec![0.5, 1.0, 2.0], vec![1.0 / 9.0, 0.5, 1.0]],
        &Parameters::default(),
    );
    let most = found.residuals.iter().map(|own| own.missed_by).fold(0.0, f64::max);
    // Each is missed by the cube root of 9 / 4.
    assert!((most - ((9.0f64 / 4.0).cbrt() - 1.0)).abs() < 1e-12);
    assert!(is_among(&found.weights, &found.open));
    assert_eq!(found.open.len(), 6);
}

fn fault_of(items: usize, given: &[Judgement]) -> Fault {
    derive(items, given, &Parameters::default()).unwrap_err()
}

#[test]
fn a_pair_is_judged_once() {
    let three = [ratio(0, 1, 3.0, 3.0)];
    let others = [ratio(1, 2, 2.0, 2.0)];
    let with = |other: Judgement| [&three[..], &others[..], &[other]].concat();
    let fault = fault_of(3, &with(ratio(1, 0, 2.0, 2.0)));
    assert_eq!(fault.judgements, [0, 2]);
    assert_eq!(
        fault.message,
        "{0} / {1} = 3 and {1} / {0} = 2 (which is {0} / {1} = 1/2) are two answers to one question"
    );
    assert_eq!(fault.remedy, "leave one of the two out, or give a range: `{0} / {1} = 0.5..3`");
    let fault = fault_of(3, &with(ratio(0, 1, 2.0, 4.0)));
    assert_eq!(fault.message, "{0} / {1} = 3 and {0} / {1} = 2..4 are two answers to one question");
    for same in [ratio(0, 1, 3.0, 3.0), ratio(1, 0, 1.0 / 3.0, 1.0 / 3.0)] {
        let fault = fault_of(3, &with(same));
        assert_eq!(fault.message, "{0} / {1} is judged twice, both times as 3");
        assert_eq!(fault.judgements, [0, 2]);
    }
}

#[test]
fn what_is_missing_or_no_ratio_is_named() {
    assert!(fault_of(0, &[]).message.contains("nothing to weigh"));
    assert!(fault_of(2, &[]).remedy.contains("{0} / {1}"));
    let fault = fault_of(4, &[ratio(0, 1, 2.0, 2.0), ratio(2, 3, 2.0, 2.0)]);
    assert_eq!(fault.remedy, "judge these two: `{0} / {2} = 3`");
    assert_eq!(fault_of(1, &[ratio(0, 0, 1.0, 1.0)]).judgements, [0]);
    assert_eq!(fault_of(2, &[ratio(0, 0, 1.0, 1.0)]).judgements, [0]);
    assert_eq!(fault_of(2, &[ratio(0, 5, 1.0, 1.0)]).judgements, [0]);
    for (low, high) in [(0.0, 1.0), (-1.0, 1.0), (2.0, 1.0), (f64::NAN, 1.0), (1.0, f64::INFINITY)]
    {
        assert_eq!(fault_of(2, &[ratio(0, 1, low, high)]).judgements, [0]);
    }
    let other = Judgement::More { a: 0, b: 1, low: 0.1, high: 0.1 };
    assert_eq!(fault_of(2, &[other]).judgements, [0]);
}

#[test]
fn one_item_and_two() {
    let one = derive(1, &[], &Parameters::default()).unwrap();
    assert_eq!(one.weights, [1.0]);
    assert!(one.open.is_empty() && one.consistency.is_empty() && one.notes.is_empty());
    for parameters in [Parameters::default(), geometric()] {
        let two = derive(2, &[ratio(1, 0, 3.0, 3.0)], &parameters).unwrap();
        is_near(&two.weights, &[0.25, 0.75], 1e-15);
        assert!(two.notes.is_empty(), "{:?}", two.notes);
        assert_eq!(measure(&two, "consistency ratio"), None);
    }
}

#[test]
fn twenty_five_items_work_and_what_they_ask_is_said() {
    let matrix = Numbers(1).matrix(25);
    let found = derived(&matrix, &Parameters::default());
    is_near(&found.weights, &eigen(&matrix).0, 1e-12);
    let said = |text: &str| found.notes.iter().any(|note| note.text[0].contains(text));
    assert!(said("25 items took 300 judgements. Saaty advises"));
    assert!(said("ends at 10 items and there are 25"));
    assert!(said("the consistency index would be"));
    assert_eq!(measure(&found, "consistency ratio"), None);
    let random_index = RandomIndex::AlonsoLamata2006;
    let found = derived(&matrix, &Parameters { random_index, ..Parameters::default() });
    assert!(measure(&found, "consistency ratio").is_some());
}

#[test]
fn judgements_beyond_the_scale_are_used_and_said() {
    let found = derive(
        3,
        &[ratio(0, 1, 12.0, 12.0), ratio(1, 2, 1.0, 1.0), ratio(0, 2, 12.0, 12.0)],
        &Parameters::default(),
    )
    .unwrap();
    is_near(&found.weights, &[12.0 / 14.0, 1.0 / 14.0, 1.0 / 14.0], 1e-15);
    assert!(
        found.notes[0].text[0].starts_with("{0} / {1} = 12 and one other judgement lie outside"),
        "{:?}",
        found.notes
    );
    assert_eq!(found.notes[0].judgement, Some(0));
    // 1/9 and 9 are on it.
    let edge = derive(2, &[ratio(0, 1, 1.0 / 9.0, 9.0)], &Parameters::default()).unwrap();
    assert!(!edge.notes.iter().any(|note| note.text[0].contains("outside")));
}

#[test]
fn figures_of_any_size_give_no_panic_and_no_nan() {
    let sizes = [1e300, 1e-300, 1.0, 3.0, f64::MAX, f64::MIN_POSITIVE];
    for one in sizes {
        for other in sizes {
            for third in sizes {
                let given =
                    [ratio(0, 1, one, one), ratio(1, 2, other, other), ratio(2, 0, third, third)];
                for given in [&given[..], &given[..2]] {
                    for parameters in [Parameters::default(), geometric()] {
                        let Ok(found) = derive(3, given, &parameters) else { continue };
                        assert!((found.weights.iter().sum::<f64>() - 1.0).abs() < 1e-9);
                        assert!(found.weights.iter().all(|w| w.is_finite() && *w >= 0.0));
                        assert!(found.consistency.iter().all(|own| own.value.is_finite()));
                        assert!(found.residuals.iter().all(|own| {
                            own.missed_by.is_finite() && own.implied.unwrap().is_finite()
                        }));
                        let coefficients = found.open.iter().flat_map(|row| &row.coefficients);
                        assert!(coefficients.into_iter().all(|own| own.is_finite()));
                        for note in &found.notes {
                            assert!(!note.text[0].contains("NaN") && !note.text[0].contains("inf"));
                        }
                    }
                }
            }
        }
    }
}
