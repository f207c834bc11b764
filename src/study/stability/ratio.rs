//! The smallest factor by which weights must change.
//!
//! The smallest k >= 1 such that t w_j / k <= w'_j <= t k w_j for some t > 0: every weight changed
//! by a factor of at most k, then renormalised. For one rival and no constraints k = sqrt(L / G),
//! with G the sum of w_j d_j where the challenger is better and L minus that sum where it is worse:
//! raise the first weights by k and lower the others by k, and G k = L / k. In general, by linear
//! programming duality, k is the largest sqrt(L / G) over all mixtures of the conditions (rivals
//! and constraints, made homogeneous by w' summing to 1). The largest is found as Dinkelbach (1967,
//! doi:10.1287/mnsc.13.7.492) does for ratios: at the present k one linear program finds the
//! mixture that is missed most, whose own ratio is the next k; a few steps end at the optimum, not
//! near it.

use super::unique::{Objective, unique};
use crate::lp::{NoAnswer, Program, Relation, Row};
use crate::proof::challenger::Conditions;

/// Beyond this a mixture of conditions gives no factor: what it asks for is the limit in which
/// weights vanish.
const LARGEST_FACTOR: f64 = 1e9;

/// A mixture's entries up to this, counted in its largest, are 0: rows cancelled there.
const ROUNDING: f64 = 1e-13;

/// The largest entry of a mixture counts as no less than this: where all cancel, all are rounding.
const LEAST_SIZE: f64 = 1e-3;

/// A factor that rises by no more than this part of it rises no more: a few spacings of numbers.
const NO_RISE: f64 = 1e-15;

/// The nearest weights by ratio; `None` if no finite factor gets there.
pub(super) fn nearest(conditions: &Conditions) -> Result<Option<Vec<f64>>, NoAnswer> {
    let w = &conditions.weights;
    let support: Vec<usize> = (0..w.len()).filter(|j| w[*j] > 0.0).collect();
    // Only the conditions met on the way are given to the solver: with hundreds of rivals few of
    // them matter.
    let mut rows = conditions.homogeneous_start();
    // First the rivals that matter, at any weights of the smallest factor; then the ones that the
    // tie-breaking rules choose.
    let mut final_round = false;
    for _ in 0..conditions.rounds() {
        let Some((k, mixture)) = largest_factor(&rows, w, &support)? else { return Ok(None) };
        let program = || witness(&rows, w, &support, k, &vec![0.0; w.len()], final_round);
        // Where weights lie far apart the solver's tolerance is more than some of them count for.
        let meets = |weights: &Vec<f64>| {
            !conditions.most_missed(weights).iter().any(|row| rows.contains(row))
        };
        let weights = match program().ok().filter(meets) {
            Some(weights) => weights,
            None => witness(&rows, w, &support, k, &mixture, final_round)?,
        };
        let missed = conditions.most_missed(&weights);
        if missed.is_empty() && final_round {
            return Ok(Some(weights));
        }
        final_round |= missed.is_empty();
        if missed.iter().any(|row| rows.contains(row)) {
            return Err(NoAnswer::Numerical);
        }
        rows.extend(missed);
    }
    Err(NoAnswer::Numerical)
}

/// sqrt(L / G) of one condition; `None` where G is 0.
fn factor(c: &[f64], w: &[f64]) -> Option<f64> {
    let gains: f64 = c.iter().zip(w).map(|(c, w)| w * c.max(0.0)).sum();
    let losses: f64 = c.iter().zip(w).map(|(c, w)| w * (-c).max(0.0)).sum();
    let k = (losses / gains).sqrt();
    (gains > 0.0 && k.is_finite()).then_some(k)
}

/// The largest factor that any mixture of the conditions asks for, and that mixture.
fn largest_factor(
    rows: &[Vec<f64>],
    w: &[f64],
    support: &[usize],
) -> Result<Option<(f64, Vec<f64>)>, NoAnswer> {
    let (mut k, mut asks) = (1.0f64, vec![0.0; w.len()]);
    for row in rows {
        let sum: f64 = row.iter().zip(w).map(|(c, w)| c * w).sum();
        if sum < 0.0 {
            match factor(row, w) {
                Some(own) if own > k => (k, asks) = (own, row.clone()),
                Some(_) => {}
                None => return Ok(None),
            }
        }
    }
    if rows.len() == 1 {
        return Ok(Some((k, asks)));
    }
    if k > LARGEST_FACTOR {
        return Ok(None);
    }
    let (m, s) = (rows.len(), support.len());
    // Weights lambda of the mixture c = sum of lambda_i row_i, and its positive and negative parts:
    // c = p - q.
    let mut program = Program { bounds: vec![(0.0, 1.0); m], rows: Vec::new() };
    program.bounds.extend(vec![(0.0, f64::INFINITY); 2 * s]);
    let mut sum = vec![0.0; m + 2 * s];
    sum[..m].fill(1.0);
    program.rows.push(Row { coefficients: sum, relation: Relation::Equal, bound: 1.0 });
    for (at, j) in support.iter().enumerate() {
        let mut coefficients = vec![0.0; m + 2 * s];
        for (i, row) in rows.iter().enumerate() {
            coefficients[i] = row[*j];
        }
        coefficients[m + at] = -1.0;
        coefficients[m + s + at] = 1.0;
        program.rows.push(Row { coefficients, relation: Relation::Equal, bound: 0.0 });
    }
    for _ in 0..100 {
        // The most that the mixture's sum can be within factors of k; negative means that k is too
        // small for it.
        let mut objective = vec![0.0; m + 2 * s];
        for (at, j) in support.iter().enumerate() {
            objective[m + at] = k * w[*j];
            objective[m + s + at] = -w[*j] / k;
        }
        let x = program.minimise(&objective)?;
        let mixture: Vec<f64> = (0..w.len())
            .map(|j| rows.iter().zip(&x).map(|(row, lambda)| lambda * row[j]).sum())
            .collect();
        // Rounding of a mixture that cancels on a criterion is no gain or loss on it.
        let size = mixture.iter().fold(0.0, |size: f64, c| size.max(c.abs()));
        let mixture: Vec<f64> = mixture
            .iter()
            .map(|c| if c.abs() <= ROUNDING * size.max(LEAST_SIZE) { 0.0 } else { *c })
            .collect();
        let total: f64 = mixture.iter().zip(w).map(|(c, w)| c * w).sum();
        if total >= 0.0 {
            return Ok(Some((k, asks)));
        }
        match factor(&mixture, w) {
            None => return Ok(None),
            Some(next) if next > LARGEST_FACTOR => return Ok(None),
            Some(next) if next <= k * (1.0 + NO_RISE) => return Ok(Some((k, asks))),
            Some(next) => (k, asks) = (next, mixture),
        }
    }
    Err(NoAnswer::Numerical)
}

/// A mixture's entries below this share of its largest are rounding of the solver that found it.
const CANCELLED: f64 = 1e-7;

/// Weights within factors of k of the given ones that meet the rows: of several, those whose
/// relative change is least in sum, then (for `the_one`) the lexicographically least change.
///
/// `mixture` is the mixture of rows that asks for k, or zeros. Where it has an entry, the weight
/// must change by all of the factor, up or down, or k would not be enough: such weights are known,
/// and only the others are left to a program.
fn witness(
    rows: &[Vec<f64>],
    w: &[f64],
    support: &[usize],
    k: f64,
    mixture: &[f64],
    the_one: bool,
) -> Result<Vec<f64>, NoAnswer> {
    if let [row] = rows {
        // Two sums on paper: raise where the challenger is better, lower where it is worse.
        let raw: Vec<f64> = row
            .iter()
            .zip(w)
            .map(|(c, w)| match c.total_cmp(&0.0) {
                std::cmp::Ordering::Greater => k * w,
                std::cmp::Ordering::Less => w / k,
                std::cmp::Ordering::Equal => *w,
            })
            .collect();
        return Ok(normalised(&raw));
    }
    let size = mixture.iter().fold(0.0, |size: f64, c| size.max(c.abs()));
    let (known, support): (Vec<usize>, Vec<usize>) =
        support.iter().partition(|j| mixture[**j].abs() > CANCELLED * size);
    let mut raw = vec![0.0; w.len()];
    known.iter().for_each(|j| raw[*j] = if mixture[*j] > 0.0 { k * w[*j] } else { w[*j] / k });
    let s = support.len();
    if s == 0 {
        return Ok(normalised(&raw));
    }
    // u_j = w_j (1 + up_j - down_j), with 1 + up <= k and 1 - down >= 1 / k.
    let mut program = Program { bounds: vec![(0.0, k - 1.0); s], rows: Vec::new() };
    program.bounds.extend(vec![(0.0, 1.0 - 1.0 / k); s]);
    for row in rows {
        let mut coefficients: Vec<f64> = support.iter().map(|j| row[*j] * w[*j]).collect();
        coefficients.extend(support.iter().map(|j| -row[*j] * w[*j]).collect::<Vec<_>>());
        let of_known: f64 = row.iter().zip(&raw).map(|(c, u)| c * u).sum();
        let at_base = of_known + support.iter().map(|j| row[*j] * w[*j]).sum::<f64>();
        program.rows.push(Row { coefficients, relation: Relation::AtLeast, bound: -at_base });
    }
    let objective = vec![1.0; 2 * s];
    let changes: Vec<(usize, usize)> = (0..s).map(|at| (at, s + at)).collect();
    let x = match the_one {
        true => unique(program, vec![Objective { rows: Vec::new(), objective }], &changes)?,
        false => program.minimise(&objective)?,
    };
    for (at, j) in support.iter().enumerate() {
        raw[*j] = w[*j] * (1.0 + x[at] - x[s + at]);
    }
    Ok(normalised(&raw))
}

fn normalised(raw: &[f64]) -> Vec<f64> {
    let sum: f64 = raw.iter().sum();
    raw.iter().map(|x| x / sum).collect()
}
