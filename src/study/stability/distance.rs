//! The nearest weights by the sum (`l1`) or the largest (`linf`) of |w'_j - w_j|: without a program
//! where one rival decides, see [`super::transfer`], else by linear programs.
//!
//! Of several nearest weights the one with the least change in the other norm is taken, then the
//! lexicographically least in the order of the criteria, so that the witness is unique. (No
//! Euclidean distance: it needs a quadratic program.)

use super::transfer;
use super::unique::{Objective, unique};
use crate::lp::{NoAnswer, Program, Relation, Row};
use crate::proof::challenger::Conditions;
use crate::study::stability::norm::Norm;

/// The nearest weights for the leader alone, else for the rival that they miss most: where they
/// meet all conditions, nothing nearer does.
fn without_a_program(conditions: &Conditions, norm: Norm) -> Option<Vec<f64>> {
    if conditions.is_constrained() {
        return None;
    }
    let start = conditions.rivals_start();
    let weights = transfer::nearest(start.first()?, &conditions.weights, norm)?;
    match conditions.most_missed(&weights).first() {
        None => Some(weights),
        // The challenger may be ahead of this rival at the weights given, and behind it at those
        // nearest for the leader.
        Some(missed) => {
            let weights = transfer::nearest(missed, &conditions.weights, norm)?;
            conditions.most_missed(&weights).is_empty().then_some(weights)
        }
    }
}

/// The nearest weights that meet the conditions.
pub(super) fn nearest(conditions: &Conditions, norm: Norm) -> Result<Option<Vec<f64>>, NoAnswer> {
    match without_a_program(conditions, norm) {
        Some(weights) => Ok(Some(weights)),
        None => by_programs(conditions, norm),
    }
}

fn by_programs(conditions: &Conditions, norm: Norm) -> Result<Option<Vec<f64>>, NoAnswer> {
    let w = &conditions.weights;
    let n = w.len();
    // w' = w + up - down, and delta at least each of them.
    let mut program =
        Program { bounds: w.iter().map(|w| (0.0, 1.0 - w)).collect(), rows: Vec::new() };
    program.bounds.extend(w.iter().map(|w| (0.0, *w)));
    program.bounds.push((0.0, 1.0));
    let size = 2 * n + 1;
    // A row on w' as a row on its changes.
    let changed = |row: &[f64], relation: Relation, bound: f64| {
        let mut coefficients = row.to_vec();
        coefficients.extend(row.iter().map(|a| -a));
        coefficients.push(0.0);
        let now: f64 = row.iter().zip(w).map(|(a, w)| a * w).sum();
        Row { coefficients, relation, bound: bound - now }
    };
    let none = Row { bound: 0.0, ..changed(&vec![1.0; n], Relation::Equal, 1.0) };
    program.rows.push(none);
    program.rows.extend(
        conditions.constraints().iter().map(|it| changed(&it.coefficients, it.relation, it.bound)),
    );
    let no_more_than_delta = |at: usize| {
        let mut coefficients = vec![0.0; size];
        (coefficients[at], coefficients[2 * n]) = (1.0, -1.0);
        Row { coefficients, relation: Relation::AtMost, bound: 0.0 }
    };
    // The rows of delta come with the first objective that speaks of it.
    let stages = || {
        let delta_rows = (0..2 * n).map(no_more_than_delta).collect();
        let mut sum = vec![1.0; size];
        sum[2 * n] = 0.0;
        let mut largest = vec![0.0; size];
        largest[2 * n] = 1.0;
        match norm {
            Norm::L1 => vec![
                Objective { rows: vec![], objective: sum },
                Objective { rows: delta_rows, objective: largest },
            ],
            _ => vec![
                Objective { rows: delta_rows, objective: largest },
                Objective { rows: vec![], objective: sum },
            ],
        }
    };
    let changes: Vec<(usize, usize)> = (0..n).map(|j| (j, n + j)).collect();
    let mut rivals = conditions.rivals_start();
    program.rows.extend(rivals.iter().map(|row| changed(row, Relation::AtLeast, 0.0)));
    // First the rivals that matter, at any of the nearest weights; then the ones that the
    // tie-breaking rules choose.
    let mut final_round = false;
    for _ in 0..conditions.rounds() {
        let x = if final_round {
            unique(program.clone(), stages(), &changes)?
        } else {
            let Objective { rows, objective } = stages().swap_remove(0);
            let mut first = program.clone();
            first.rows.extend(rows);
            first.minimise(&objective)?
        };
        let weights: Vec<f64> = (0..n).map(|j| (w[j] + x[j] - x[n + j]).max(0.0)).collect();
        let missed = conditions.most_missed(&weights);
        if missed.is_empty() && final_round {
            return Ok(Some(weights));
        }
        final_round |= missed.is_empty();
        if missed.iter().any(|row| rivals.contains(row)) {
            return Err(NoAnswer::Numerical);
        }
        program.rows.extend(missed.iter().map(|row| changed(row, Relation::AtLeast, 0.0)));
        rivals.extend(missed);
    }
    Err(NoAnswer::Numerical)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::rng::{uniform, value};
    use crate::problem::{Direction, Matrix, Problem};

    fn conditions(rivals: Vec<Vec<f64>>, weights: &[f64]) -> Conditions {
        let n = weights.len();
        let problem =
            Problem::crisp(&Matrix::from_fn(2, n, |_, _| 1.0), &vec![Direction::Max; n], weights)
                .unwrap();
        Conditions::new(&problem, weights, rivals, &vec![1.0; n], 1e-10)
    }

    #[test]
    fn both_ways_find_the_same_weights() {
        let mut short = 0;
        for case in 0..300u64 {
            let (n, rivals) = (1 + (case % 5) as usize, 1 + (case % 3) as usize);
            let draw = |of: u64, j: usize| uniform(value(21, case, of, j as u64));
            // Small weights and none at all among them.
            let raw: Vec<f64> = (0..n)
                .map(|j| [0.0, 0.02, 1.0][(draw(9, j) * 3.0) as usize] * draw(8, j))
                .collect();
            let sum: f64 = raw.iter().sum();
            if sum == 0.0 {
                continue;
            }
            let w: Vec<f64> = raw.iter().map(|x| x / sum).collect();
            let rows = (0..rivals)
                .map(|of| (0..n).map(|j| 2.0 * draw(of as u64, j) - 1.1).collect())
                .collect();
            let conditions = conditions(rows, &w);
            if conditions.met_by(&w) {
                continue;
            }
            for norm in [Norm::L1, Norm::Linf] {
                let Some(weights) = without_a_program(&conditions, norm) else { continue };
                short += 1;
                assert!(
                    weights.iter().all(|w| *w >= 0.0)
                        && (weights.iter().sum::<f64>() - 1.0).abs() < 1e-12,
                    "{weights:?}"
                );
                let other = by_programs(&conditions, norm).unwrap().unwrap();
                assert!(
                    weights.iter().zip(&other).all(|(a, b)| (a - b).abs() < 1e-7),
                    "{norm:?} {w:?}\n{weights:?}\n{other:?}"
                );
            }
        }
        assert!(short > 100, "{short}");
    }

    /// The challenger is ahead of the second rival at these weights and behind it at those nearest
    /// for the first.
    #[test]
    fn a_rival_that_is_beaten_already_takes_nothing_back() {
        let rows = vec![vec![-1.0, -0.06, 0.02, 0.01], vec![1.0, 0.4, -0.3, 0.01]];
        let conditions = conditions(rows, &[0.01, 0.49, 0.49, 0.01]);
        for norm in [Norm::L1, Norm::Linf] {
            let weights = nearest(&conditions, norm).unwrap().unwrap();
            assert!(weights.iter().all(|w| *w >= 0.0), "{weights:?}");
            assert!(conditions.most_missed(&weights).is_empty(), "{weights:?}");
        }
    }
}
