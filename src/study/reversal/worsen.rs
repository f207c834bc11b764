//! An alternative made worse on one criterion.

use crate::problem::{Cell, Criterion, Direction, Input, Problem, Quantity, Spread};

/// The share of a criterion's range by which a loser is made worse: one level of five.
pub const WORSE: f64 = 0.25;

/// The range of a criterion among the alternatives: its scale, else what is observed; with the
/// least figure a worse one may have.
pub(super) fn range(
    problem: &Problem,
    criterion: &Criterion,
    leaf: usize,
    members: &[usize],
) -> (f64, f64) {
    let figures = || members.iter().map(|member| problem.cell(*member, leaf).spread);
    let low = figures().map(|spread| spread.low).fold(f64::INFINITY, f64::min);
    let high = figures().map(|spread| spread.high).fold(f64::NEG_INFINITY, f64::max);
    let (from, to) = criterion.scale.as_ref().map_or((low, high), |scale| scale.ends());
    // Figures that are all 0 or more are amounts: a worse one is none at best, never less than
    // none.
    (to - from, if low >= 0.0 { 0.0 } else { f64::NEG_INFINITY })
}

/// The cell made worse by [`WORSE`] of `range`, its whole spread alike; `None` where nothing is
/// known or there is no room.
pub(super) fn worse(
    cell: &Cell,
    criterion: &Criterion,
    (range, floor): (f64, f64),
) -> Option<Spread> {
    let by = WORSE * range;
    let nominal = cell.spread.nominal;
    let step = match criterion.direction {
        Direction::Max => -by,
        Direction::Min => by,
        // Away from the target, on the side where it is; from the target itself to where there is
        // room.
        Direction::Target(target)
            if nominal > target || nominal == target && cell.limits.1 > target =>
        {
            by
        }
        Direction::Target(_) => -by,
    };
    let Spread { low, high, .. } = cell.spread;
    let moved = Spread { low: low + step, nominal: nominal + step, high: high + step };
    let moved = moved.cut(cell.limits.0.max(floor), cell.limits.1);
    (cell.known && moved.nominal.is_finite() && moved.nominal != nominal).then_some(moved)
}

/// Do something while one cell has another spread, resting on an input of its own: who shares its
/// input keeps its figure.
pub(super) fn with_cell<T>(
    problem: &mut Problem,
    at: (usize, usize),
    spread: Spread,
    act: impl FnOnce(&Problem) -> T,
) -> T {
    let index = at.0 * problem.tree.leaves.len() + at.1;
    let input = problem.inputs.len();
    let quantity = if spread.is_crisp() {
        Quantity::Crisp(spread.nominal)
    } else {
        Quantity::Set(spread.low, spread.high)
    };
    let old = problem.cells[index].clone();
    let row = problem.inputs[old.input].row;
    problem.inputs.push(Input { name: at.1, row, quantity, spread, record: None });
    problem.cells[index] = Cell { input, shifts: Vec::new(), spread, ..old.clone() };
    let out = act(problem);
    problem.cells[index] = old;
    problem.inputs.truncate(input);
    out
}
