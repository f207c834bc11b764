//! One point of the many that a linear program may have: objectives in turn, then coordinates in
//! turn.

use crate::lp::{NoAnswer, Program, Relation, Row};

/// An objective, and rows that come with it.
pub(super) struct Objective {
    /// The rows.
    pub(super) rows: Vec<Row>,
    /// A coefficient per variable.
    pub(super) objective: Vec<f64>,
}

/// Points along a second direction that lie no farther apart than this are one: well above what the
/// solver's tolerance can make of a single point.
const ONE_POINT: f64 = 1e-5;

/// The point that minimises the objectives in turn, then the changes in turn: variable `up` less
/// variable `down` of each pair. After each objective a second direction is tried both ways; where
/// it finds no other point, the point is the only one and the rest is spared.
pub(super) fn unique(
    mut program: Program,
    stages: Vec<Objective>,
    changes: &[(usize, usize)],
) -> Result<Vec<f64>, NoAnswer> {
    let n = program.bounds.len();
    let form = |pair: (usize, usize), by: f64, form: &mut Vec<f64>| {
        (form[pair.0], form[pair.1]) = (by, -by)
    };
    // A direction in which no two vertices of a decision problem agree.
    let mut generic = vec![0.0; n];
    for (j, pair) in changes.iter().enumerate() {
        form(*pair, 1.0 + ((j as f64 + 1.0) * 0.618_033_988_749_894_8).fract(), &mut generic);
    }
    let turned: Vec<f64> = generic.iter().map(|a| -a).collect();
    let along = |x: &[f64], form: &[f64]| form.iter().zip(x).map(|(a, x)| a * x).sum::<f64>();
    let mut x = Vec::new();
    for Objective { rows, objective } in stages {
        program.rows.extend(rows);
        x = program.minimise(&objective)?;
        let bound = along(&x, &objective);
        program.rows.push(Row { coefficients: objective, relation: Relation::AtMost, bound });
        let (low, high) = (
            along(&program.minimise(&generic)?, &generic),
            along(&program.minimise(&turned)?, &generic),
        );
        if high - low <= ONE_POINT {
            return Ok(x);
        }
    }
    for (up, down) in changes {
        let mut objective = vec![0.0; n];
        form((*up, *down), 1.0, &mut objective);
        x = program.minimise(&objective)?;
        // Held by its bounds, so that the programs become smaller.
        let change = x[*up] - x[*down];
        (program.bounds[*up], program.bounds[*down]) =
            ((change.max(0.0), change.max(0.0)), (-change.min(0.0), -change.min(0.0)));
    }
    Ok(x)
}
