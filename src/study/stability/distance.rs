//! The nearest weights by the sum (`l1`) or the largest (`linf`) of |w'_j - w_j|, by linear programs.
//!
//! Of several nearest weights the one with the least change in the other norm is taken, then the lexicographically least in the order of the
//! criteria, so that the witness is unique. (No Euclidean distance: it needs a quadratic program.)

use super::change::Norm;
use super::conditions::Conditions;
use super::transfer;
use super::unique::{Stage, unique};
use crate::lp::{NoAnswer, Program, Relation, Row};

/// The nearest weights for the leader alone, else for the rival that they miss most: where they meet all conditions, nothing nearer does.
fn without_a_program(conditions: &Conditions, norm: Norm) -> Option<Vec<f64>> {
    if conditions.is_constrained() {
        return None;
    }
    let start = conditions.rivals_start();
    let weights = transfer::nearest(start.first()?, &conditions.weights, norm)?;
    match conditions.most_missed(&weights).first() {
        None => Some(weights),
        Some(missed) => {
            let weights = transfer::nearest(missed, &conditions.weights, norm)?;
            conditions.most_missed(&weights).is_empty().then_some(weights)
        }
    }
}

/// The nearest weights that meet the conditions.
pub(super) fn nearest(conditions: &Conditions, norm: Norm) -> Result<Option<Vec<f64>>, NoAnswer> {
    if let Some(weights) = without_a_program(conditions, norm) {
        return Ok(Some(weights));
    }
    let w = &conditions.weights;
    let n = w.len();
    // w' = w + up - down, and delta at least each of them.
    let mut program = Program { bounds: w.iter().map(|w| (0.0, 1.0 - w)).collect(), rows: Vec::new() };
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
    program.rows.extend(conditions.constraint_rows().map(|(row, relation, bound)| changed(&row, relation, bound)));
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
            Norm::L1 => vec![Stage { rows: vec![], objective: sum }, Stage { rows: delta_rows, objective: largest }],
            _ => vec![Stage { rows: delta_rows, objective: largest }, Stage { rows: vec![], objective: sum }],
        }
    };
    let changes: Vec<(usize, usize)> = (0..n).map(|j| (j, n + j)).collect();
    let mut rivals = conditions.rivals_start();
    program.rows.extend(rivals.iter().map(|row| changed(row, Relation::AtLeast, 0.0)));
    // First the rivals that matter, at any of the nearest weights; then the ones that the tie-breaking rules choose.
    let mut final_round = false;
    for _ in 0..conditions.rounds() {
        let x = if final_round {
            unique(program.clone(), stages(), &changes)?
        } else {
            let Stage { rows, objective } = stages().swap_remove(0);
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
