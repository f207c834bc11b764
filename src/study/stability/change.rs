//! The smallest change of weights that lets a challenger catch the leader, with the weights that do it.
//!
//! With d_r,j = v_j(challenger) - v_j(r) the challenger is level with rival r or ahead at weights w' where d_r . w' >= 0: one
//! hyperplane for the leader (`pass-leader`), one for each rival (`be-first`). Three norms measure how far w' lies from the given w:
//!
//! - `ratio`: the smallest k >= 1 such that t w_j / k <= w'_j <= t k w_j for some t > 0: every weight changed by a factor of at most k,
//!   then renormalised. For one rival and no constraints k = sqrt(L / G), with G the sum of w_j d_j where the challenger is better
//!   and L minus that sum where it is worse: raise the first weights by k and lower the others by k, and G k = L / k.
//!   In general, by linear programming duality, k is the largest sqrt(L / G) over all mixtures of the conditions (rivals and
//!   constraints, made homogeneous by w' summing to 1). The largest is found as Dinkelbach (1967, doi:10.1287/mnsc.13.7.492) does for
//!   ratios: at the present k one linear program finds the mixture that is missed most, whose own ratio is the next k; a few
//!   steps end at the optimum, not near it.
//! - `l1` and `linf`: the sum, and the largest, of |w'_j - w_j|, by one linear program each. Of several nearest weights the
//!   one with the least change in the other norm is taken, then the lexicographically least in the order of the criteria, so that the
//!   witness is unique.

use super::conditions::{Conditions, Margin};
use crate::lp::{NoAnswer, Program, Relation, Row};

/// Whom the challenger must catch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// The leader.
    PassLeader,
    /// Every rival.
    BeFirst,
}

/// How a change of weights is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Norm {
    /// The largest factor.
    Ratio,
    /// The sum of changes.
    L1,
    /// The largest change.
    Linf,
}

impl Goal {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Goal::PassLeader => "pass-leader",
            Goal::BeFirst => "be-first",
        }
    }
}

impl Norm {
    /// All of them.
    pub const ALL: [Norm; 3] = [Norm::Ratio, Norm::L1, Norm::Linf];

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Norm::Ratio => "ratio",
            Norm::L1 => "l1",
            Norm::Linf => "linf",
        }
    }

    /// The distance of two weight vectors; for `ratio` that of their ratios' spread, sqrt(largest / smallest).
    pub fn distance(self, from: &[f64], to: &[f64]) -> f64 {
        let changes = from.iter().zip(to).map(|(from, to)| (to - from).abs());
        match self {
            Norm::L1 => changes.sum(),
            Norm::Linf => changes.fold(0.0, f64::max),
            Norm::Ratio => {
                let ratios = from.iter().zip(to).filter(|(from, _)| **from > 0.0).map(|(from, to)| to / from);
                let (least, most) = ratios.fold((f64::INFINITY, 0.0f64), |(least, most), x| (least.min(x), most.max(x)));
                (most / least).sqrt()
            }
        }
    }
}

/// How far the challenger gets.
#[derive(Debug, Clone, PartialEq)]
pub enum Reach {
    /// Strictly ahead.
    Win,
    /// Level at best.
    Tie,
    /// Not even level.
    Impossible(Why),
    /// The solver could not tell; nothing is claimed.
    Unsolved,
}

/// Why no weights let the challenger catch up.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// A rival is at least as good on every criterion that may have weight: an index into the conditions' rivals.
    Dominated(usize),
    /// At its best admissible weights it is this much behind.
    Behind(f64),
    /// Level only in the limit, when other weights vanish against each other: no finite factor gets there.
    OnlyInTheLimit,
}

/// The nearest weights at which the challenger is level, if there are any.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// How far the challenger gets.
    pub reach: Reach,
    /// The distance, where it gets level.
    pub distance: Option<f64>,
    /// The new leaf weights, where it gets level.
    pub weights: Option<Vec<f64>>,
}

impl Change {
    fn not(reach: Reach) -> Change {
        Change { reach, distance: None, weights: None }
    }
}

/// The smallest change in a norm that makes all of the `conditions` hold.
pub fn smallest(conditions: &Conditions, norm: Norm) -> Change {
    let w = &conditions.weights;
    if conditions.met_by(w) {
        let reach = match conditions.margin(norm == Norm::Ratio) {
            Margin::Positive => Reach::Win,
            _ => Reach::Tie,
        };
        return Change { reach, distance: Some(if norm == Norm::Ratio { 1.0 } else { 0.0 }), weights: Some(w.clone()) };
    }
    let reach = match conditions.margin(norm == Norm::Ratio) {
        Margin::Positive => Reach::Win,
        Margin::Zero => Reach::Tie,
        Margin::Negative(by) => {
            let dominated = conditions.dominating(norm == Norm::Ratio);
            return Change::not(Reach::Impossible(dominated.map_or(Why::Behind(by), Why::Dominated)));
        }
        Margin::Unknown => return Change::not(Reach::Unsolved),
    };
    let found = match norm {
        Norm::Ratio => by_ratio(conditions),
        Norm::L1 | Norm::Linf => by_distance(conditions, norm),
    };
    match found {
        Ok(Some(weights)) => Change { reach, distance: Some(norm.distance(w, &weights)), weights: Some(weights) },
        Ok(None) => Change::not(Reach::Impossible(Why::OnlyInTheLimit)),
        Err(_) => Change::not(Reach::Unsolved),
    }
}

/// Factors beyond this are no answer.
const LARGEST_FACTOR: f64 = 1e9;

/// The nearest weights by ratio; `None` if no finite factor gets there.
fn by_ratio(conditions: &Conditions) -> Result<Option<Vec<f64>>, NoAnswer> {
    let w = &conditions.weights;
    let support: Vec<usize> = (0..w.len()).filter(|j| w[*j] > 0.0).collect();
    // Only the conditions met on the way are given to the solver: with hundreds of rivals few of them matter.
    let mut rows = conditions.homogeneous_start();
    for _ in 0..=conditions.len() {
        let Some(k) = largest_factor(&rows, w, &support)? else { return Ok(None) };
        let weights = witness(&rows, w, &support, k)?;
        match conditions.most_missed(&weights) {
            None => return Ok(Some(weights)),
            Some(row) if rows.contains(&row) => return Err(NoAnswer::Numerical),
            Some(row) => rows.push(row),
        }
    }
    Err(NoAnswer::Numerical)
}

/// sqrt(L / G) of one condition; `None` where G is 0.
fn factor(c: &[f64], w: &[f64]) -> Option<f64> {
    let gains: f64 = c.iter().zip(w).map(|(c, w)| w * c.max(0.0)).sum();
    let losses: f64 = c.iter().zip(w).map(|(c, w)| w * (-c).max(0.0)).sum();
    let k = (losses / gains).sqrt();
    (gains > 0.0 && k < LARGEST_FACTOR).then_some(k)
}

/// The largest factor that any mixture of the conditions asks for.
fn largest_factor(rows: &[Vec<f64>], w: &[f64], support: &[usize]) -> Result<Option<f64>, NoAnswer> {
    let mut k = 1.0f64;
    for row in rows {
        let sum: f64 = row.iter().zip(w).map(|(c, w)| c * w).sum();
        if sum < 0.0 {
            match factor(row, w) {
                Some(own) => k = k.max(own),
                None => return Ok(None),
            }
        }
    }
    if rows.len() == 1 {
        return Ok(Some(k));
    }
    let (m, s) = (rows.len(), support.len());
    // Weights lambda of the mixture c = sum of lambda_i row_i, and its positive and negative parts: c = p - q.
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
        // The most that the mixture's sum can be within factors of k; negative means that k is too small for it.
        let mut objective = vec![0.0; m + 2 * s];
        for (at, j) in support.iter().enumerate() {
            objective[m + at] = k * w[*j];
            objective[m + s + at] = -w[*j] / k;
        }
        let x = program.minimise(&objective)?;
        let mixture: Vec<f64> = (0..w.len()).map(|j| rows.iter().zip(&x).map(|(row, lambda)| lambda * row[j]).sum()).collect();
        // Rounding of a mixture that cancels on a criterion is no gain or loss on it.
        let size = mixture.iter().fold(0.0, |size: f64, c| size.max(c.abs()));
        let mixture: Vec<f64> = mixture.iter().map(|c| if c.abs() <= 1e-13 * size.max(1e-3) { 0.0 } else { *c }).collect();
        let total: f64 = mixture.iter().zip(w).map(|(c, w)| c * w).sum();
        if total >= 0.0 {
            return Ok(Some(k));
        }
        match factor(&mixture, w) {
            None => return Ok(None),
            Some(next) if next <= k * (1.0 + 1e-15) => return Ok(Some(k)),
            Some(next) => k = next,
        }
    }
    Err(NoAnswer::Numerical)
}

/// Weights within factors of k of the given ones that meet the rows: of several, those whose relative change is least in sum.
fn witness(rows: &[Vec<f64>], w: &[f64], support: &[usize], k: f64) -> Result<Vec<f64>, NoAnswer> {
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
    let s = support.len();
    // u_j = w_j (1 + up_j - down_j), with 1 + up <= k and 1 - down >= 1 / k. A hair of room, so that rounding of k does not leave the
    // solver without a point; the polished answer lies on the conditions it meets.
    let room = 1e-12 * k;
    let mut program = Program { bounds: vec![(0.0, k - 1.0 + room); s], rows: Vec::new() };
    program.bounds.extend(vec![(0.0, 1.0 - 1.0 / k + room); s]);
    for row in rows {
        let mut coefficients: Vec<f64> = support.iter().map(|j| row[*j] * w[*j]).collect();
        coefficients.extend(support.iter().map(|j| -row[*j] * w[*j]).collect::<Vec<_>>());
        let at_base: f64 = row.iter().zip(w).map(|(c, w)| c * w).sum();
        program.rows.push(Row { coefficients, relation: Relation::AtLeast, bound: -at_base });
    }
    let x = unique(
        &mut program,
        &[vec![1.0; 2 * s]],
        &|j| {
            let mut form = vec![0.0; 2 * s];
            (form[j], form[s + j]) = (1.0, -1.0);
            form
        },
        s,
    )?;
    let mut raw = vec![0.0; w.len()];
    for (at, j) in support.iter().enumerate() {
        raw[*j] = w[*j] * (1.0 + x[at] - x[s + at]);
    }
    Ok(normalised(&raw))
}

fn normalised(raw: &[f64]) -> Vec<f64> {
    let sum: f64 = raw.iter().sum();
    raw.iter().map(|x| x / sum).collect()
}

/// The nearest weights by `l1` or `linf`.
fn by_distance(conditions: &Conditions, norm: Norm) -> Result<Option<Vec<f64>>, NoAnswer> {
    let w = &conditions.weights;
    let n = w.len();
    // w' = w + up - down, and delta at least each of them.
    let mut program = Program { bounds: w.iter().map(|w| (0.0, 1.0 - w)).collect(), rows: Vec::new() };
    program.bounds.extend(w.iter().map(|w| (0.0, *w)));
    program.bounds.push((0.0, 1.0));
    let size = 2 * n + 1;
    let on_changes = |row: &[f64]| {
        let mut coefficients = row.to_vec();
        coefficients.extend(row.iter().map(|a| -a));
        coefficients.push(0.0);
        coefficients
    };
    program.rows.push(Row { coefficients: on_changes(&vec![1.0; n]), relation: Relation::Equal, bound: 0.0 });
    for at in 0..2 * n {
        let mut coefficients = vec![0.0; size];
        (coefficients[at], coefficients[2 * n]) = (1.0, -1.0);
        program.rows.push(Row { coefficients, relation: Relation::AtMost, bound: 0.0 });
    }
    for (row, relation, bound) in conditions.constraint_rows() {
        let now: f64 = row.iter().zip(w).map(|(a, w)| a * w).sum();
        program.rows.push(Row { coefficients: on_changes(&row), relation, bound: bound - now });
    }
    let mut sum = vec![1.0; size];
    sum[2 * n] = 0.0;
    let mut largest = vec![0.0; size];
    largest[2 * n] = 1.0;
    let objectives = if norm == Norm::L1 { [sum, largest] } else { [largest, sum] };
    let mut rivals = conditions.rivals_start();
    for _ in 0..=conditions.len() {
        let mut with_rivals = program.clone();
        for row in &rivals {
            let now: f64 = row.iter().zip(w).map(|(a, w)| a * w).sum();
            with_rivals.rows.push(Row { coefficients: on_changes(row), relation: Relation::AtLeast, bound: -now });
        }
        let x = unique(
            &mut with_rivals,
            &objectives,
            &|j| {
                let mut form = vec![0.0; size];
                (form[j], form[n + j]) = (1.0, -1.0);
                form
            },
            n,
        )?;
        let weights: Vec<f64> = (0..n).map(|j| (w[j] + x[j] - x[n + j]).max(0.0)).collect();
        match conditions.most_missed(&weights) {
            None => return Ok(Some(weights)),
            Some(row) if rivals.contains(&row) => return Err(NoAnswer::Numerical),
            Some(row) => rivals.push(row),
        }
    }
    Err(NoAnswer::Numerical)
}

/// The point that minimises the objectives in turn, then the coordinates (linear forms) in turn. As long as a second direction finds
/// another point, the next form is minimised; most programs end after the objectives.
fn unique(
    program: &mut Program,
    objectives: &[Vec<f64>],
    coordinate: &dyn Fn(usize) -> Vec<f64>,
    coordinates: usize,
) -> Result<Vec<f64>, NoAnswer> {
    let mut x = Vec::new();
    let fix = |program: &mut Program, form: &[f64], x: &[f64]| {
        let bound = form.iter().zip(x).map(|(a, x)| a * x).sum();
        program.rows.push(Row { coefficients: form.to_vec(), relation: Relation::AtMost, bound });
    };
    for objective in objectives {
        x = program.minimise(objective)?;
        fix(program, objective, &x);
    }
    // A direction in which no two vertices of a decision problem agree.
    let mut generic = vec![0.0; program.bounds.len()];
    for j in 0..coordinates {
        let by = 1.0 + ((j as f64 + 1.0) * 0.618_033_988_749_894_8).fract();
        for (sum, a) in generic.iter_mut().zip(coordinate(j)) {
            *sum += by * a;
        }
    }
    let turned: Vec<f64> = generic.iter().map(|a| -a).collect();
    let along = |x: &[f64]| generic.iter().zip(x).map(|(a, x)| a * x).sum::<f64>();
    for j in 0..coordinates {
        let (low, high) = (along(&program.minimise(&generic)?), along(&program.minimise(&turned)?));
        if high - low <= 1e-8 {
            break;
        }
        let form = coordinate(j);
        x = program.minimise(&form)?;
        fix(program, &form, &x);
    }
    Ok(x)
}
