//! By how much statements must give way before some weights meet all of them.
//!
//! Statement k is loosened by s_k >= 0 in the units in which it was written: of `a >= 2 * b` is left
//! `a >= 2 * b - s_k`, and an equality may be missed by s_k on either side. A statement of several
//! rows is loosened by one amount. Two measures of what that takes are linear programs over the
//! weights w >= 0 with sum 1 and the s_k (elastic programming; Chinneck 2008, Feasibility and
//! Infeasibility in Optimization, doi:10.1007/978-0-387-74932-7):
//!
//! ```text
//! the least total      minimise sum of s_k
//! the least largest    minimise the largest s_k, and among those the sum of s_k
//! ```
//!
//! The first asks few to give much, the second shares what is asked. Several sets of statements may
//! give way at the same least; one of them is told. Amounts count in the units of the lines, so a
//! line that is written a hundred times as large counts a hundred times as much.
//!
//! A strict statement is loosened to its edge for nothing: where only its room is in the way, it
//! gives way by 0, and a tie is enough.

use super::statement::{ActorStatement, AtMost};
use crate::lp::{NoAnswer, Program, Relation, Row};
use crate::tolerance::ADMISSIBLE;
use std::collections::BTreeMap;

/// A solver's answer meets rows within 1e-9 of their largest coefficient; what it meets within this
/// it meets by intention.
const NEAR: f64 = 1e-8;

/// Statements loosened until some weights meet all of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Relaxation {
    /// By statement: by how much it gives way, at least 0, in the units in which it was written.
    pub by: Vec<f64>,
    /// Weights that meet all statements so loosened, by leaf.
    pub weights: Vec<f64>,
}

impl Relaxation {
    /// The sum of what all statements give way.
    pub fn total(&self) -> f64 {
        self.by.iter().sum()
    }

    /// The most that a statement gives way.
    pub fn largest(&self) -> f64 {
        self.by.iter().copied().fold(0.0, f64::max)
    }

    /// By actor, as positions below `actors`: the sum of what its statements give way.
    pub fn by_actor(&self, statements: &[ActorStatement], actors: usize) -> Vec<f64> {
        let mut out = vec![0.0; actors];
        for (statement, by) in statements.iter().zip(&self.by) {
            if let Some(sum) = out.get_mut(statement.actor) {
                *sum += by;
            }
        }
        out
    }

    /// What weights ask of the statements: each gives way by what they miss it.
    fn at(statements: &[ActorStatement], weights: Vec<f64>) -> Relaxation {
        let by = |statement: &ActorStatement| {
            let size = statement.rows.iter().fold(1.0, |size: f64, row| size.max(row.size()));
            let missed = statement.missed(&weights);
            if missed <= ADMISSIBLE * size { 0.0 } else { missed }
        };
        Relaxation { by: statements.iter().map(by).collect(), weights }
    }
}

/// The relaxation of these statements about the weights of `n` leaves with the least total.
///
/// # Errors
/// [`NoAnswer::Numerical`] where the solver gave up.
pub fn least_total(n: usize, statements: &[ActorStatement]) -> Result<Relaxation, NoAnswer> {
    least_total_within(n, statements, None)
}

/// The relaxation in which the statement that gives way most gives way least, and of those the one
/// with the least total.
///
/// # Errors
/// [`NoAnswer::Numerical`] where the solver gave up.
pub fn least_largest(n: usize, statements: &[ActorStatement]) -> Result<Relaxation, NoAnswer> {
    // One variable more than weights: how far all may give way.
    let mut program = simplex(n, 1);
    let tightest = tightest(statements.iter().flat_map(ActorStatement::inequalities));
    program.rows.extend(tightest.into_iter().map(|row| loosened(row, n)));
    program.bounds.push((0.0, f64::INFINITY));
    let mut objective = vec![0.0; n];
    objective.push(1.0);
    let found = program.minimise(&objective).map_err(|_| NoAnswer::Numerical)?;
    let largest = found.last().copied().unwrap_or(0.0);
    least_total_within(n, statements, Some(largest))
}

/// The least total where no statement gives way by more than `most`.
fn least_total_within(
    n: usize,
    statements: &[ActorStatement],
    most: Option<f64>,
) -> Result<Relaxation, NoAnswer> {
    let count = statements.len();
    let mut program = simplex(n, count);
    // The solver meets its own least within its tolerance only.
    let end = most.map_or(f64::INFINITY, |most| most + ADMISSIBLE * most.max(1.0));
    program.bounds.extend(vec![(0.0, end); count]);
    for (at, statement) in statements.iter().enumerate() {
        let rows = statement.inequalities().into_iter();
        program.rows.extend(rows.map(|row| {
            let mut row = loosened(row, n + at);
            row.coefficients.resize(n + count, 0.0);
            row
        }));
    }
    let mut objective = vec![0.0; n];
    objective.extend(vec![1.0; count]);
    let mut weights = program.minimise_roughly(&objective).map_err(|_| NoAnswer::Numerical)?;
    weights.truncate(n);
    Ok(Relaxation::at(statements, put_on_edges(n, statements, most, weights)))
}

/// A solver's weights, moved by rounding onto the edges of the statements that they just meet, and
/// of those that give way by the most that is allowed.
fn put_on_edges(
    n: usize,
    statements: &[ActorStatement],
    most: Option<f64>,
    weights: Vec<f64>,
) -> Vec<f64> {
    let mut edges = Vec::new();
    for row in statements.iter().flat_map(ActorStatement::inequalities) {
        let near = NEAR * row.size().max(1.0);
        let missed = row.missed(&weights);
        let by = match most {
            Some(most) if missed > near => most,
            _ => 0.0,
        };
        if missed - by <= near {
            edges.push(AtMost { bound: row.bound + by, ..row });
        }
    }
    let mut program = simplex(n, 0);
    program.rows.extend(tightest(edges).into_iter().map(|row| Row {
        coefficients: row.coefficients,
        relation: Relation::AtMost,
        bound: row.bound,
    }));
    program.polish(weights)
}

/// Of rows with the same coefficients the one that asks most, in the order of the first.
fn tightest(rows: impl IntoIterator<Item = AtMost>) -> Vec<AtMost> {
    let mut known: BTreeMap<Vec<u64>, usize> = BTreeMap::new();
    let mut out: Vec<AtMost> = Vec::new();
    for row in rows {
        // A coefficient of -0 is one of 0.
        let bits = row.coefficients.iter().map(|a| (a + 0.0).to_bits()).collect();
        match known.get(&bits).and_then(|at| out.get_mut(*at)) {
            Some(own) => own.bound = own.bound.min(row.bound),
            None => {
                known.insert(bits, out.len());
                out.push(row);
            }
        }
    }
    out
}

/// Weights of `n` leaves that sum to 1, and room in the sum for `more` variables; the bounds of
/// these are to be added.
fn simplex(n: usize, more: usize) -> Program {
    let mut coefficients = vec![1.0; n];
    coefficients.resize(n + more, 0.0);
    let sum = Row { coefficients, relation: Relation::Equal, bound: 1.0 };
    Program { bounds: vec![(0.0, 1.0); n], rows: vec![sum] }
}

/// The row, loosened by the variable at `by`, which is behind the weights.
fn loosened(row: AtMost, by: usize) -> Row {
    let mut coefficients = row.coefficients;
    coefficients.resize(by, 0.0);
    coefficients.push(-1.0);
    Row { coefficients, relation: Relation::AtMost, bound: row.bound }
}
