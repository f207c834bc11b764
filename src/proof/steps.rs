//! All monotone value functions at once, as weights of steps.
//!
//! Between two neighbouring figures of a criterion a non-decreasing value function rises by some
//! height >= 0, and only these heights matter: u_j(x) = sum of the heights of the steps of
//! criterion j that x reaches. With u_j = 0 at the worst figure and the best figures of all
//! criteria worth 1 together (Greco, Mousseau & Slowinski 2008, doi:10.1016/j.ejor.2007.08.013, eq.
//! 1-4), the heights are >= 0 and sum to 1: they are weights, and every alternative's score is
//! linear in them, a step counting 1 if it is reached and 0 if not. The weight of a criterion is
//! the sum of its heights. So everything that is proved over weights is proved over value functions
//! too.
//!
//! The worst and the best figure are the ends of the scale, widened to hold every figure; without
//! one, the extremes of those who compete. A target's criterion is monotone in the distance to the
//! target. Figures of uncertain cells are taken at their better or their worse end, as suits a
//! bound: exact unless an input sits in cells that cannot all be at the wanted end at once.

use crate::lp::Row;
use crate::problem::{Cell, Criterion, Direction, Matrix, Problem, Scale};
use crate::proof::least::AdmissibleWeights;
use crate::tolerance::SAME_FIGURE;
use std::collections::{BTreeMap, BTreeSet};

/// A group's figures in steps. Columns are steps, rows alternatives.
pub(crate) struct Steps {
    /// Steps reached by the better ends of all figures, by the worse ends, and by nominal figures.
    pub(crate) best: Matrix,
    pub(crate) worst: Matrix,
    pub(crate) nominal: Matrix,
    /// What the weights of steps must meet.
    pub(crate) admissible: AdmissibleWeights,
    /// By column: its criterion and the step's ends on the axis of [`goodness`].
    ends: Vec<(usize, f64, f64)>,
    /// By criterion: all figures in play, worst first.
    figures: Vec<Vec<f64>>,
    /// By alternative, then criterion.
    cells: Vec<Vec<Cell>>,
    /// Inputs that sit in cells which cannot all be at their wanted ends at once.
    torn: BTreeSet<usize>,
}

/// A figure on an axis on which more is better: itself, its negative, or minus its distance to the
/// target.
fn goodness(criterion: &Criterion, x: f64) -> f64 {
    match criterion.direction {
        Direction::Max => x,
        Direction::Min => -x,
        Direction::Target(target) => -(x - target).abs(),
    }
}

/// The worse and the better end of a range.
fn ends(criterion: &Criterion, low: f64, high: f64) -> (f64, f64) {
    let (a, b) = (goodness(criterion, low), goodness(criterion, high));
    let best = match criterion.direction {
        Direction::Target(target) if low <= target && target <= high => 0.0,
        _ => a.max(b),
    };
    (a.min(b), best)
}

impl Steps {
    /// The steps of a group's members (indices into the problem's alternatives).
    pub(crate) fn new(problem: &Problem, members: &[usize]) -> Steps {
        let leaves = &problem.tree.leaves;
        let stated: BTreeSet<usize> =
            problem.preferences.iter().flat_map(|it| it.terms.iter().map(|term| term.0)).collect();
        let figures: Vec<Vec<f64>> = leaves
            .iter()
            .enumerate()
            .map(|(leaf, criterion)| {
                let mut all: Vec<f64> = Vec::new();
                if let Some(scale) = criterion.scale.as_ref().map(Scale::ends) {
                    let (worst, best) = ends(criterion, scale.0, scale.1);
                    all.extend([worst, best]);
                }
                for alternative in members.iter().chain(&stated) {
                    let spread = problem.cell(*alternative, leaf).spread;
                    let (worst, best) = ends(criterion, spread.low, spread.high);
                    all.extend([worst, goodness(criterion, spread.nominal), best]);
                }
                distinct(all)
            })
            .collect();
        let reach = |alternative: usize, leaf: usize, end: End| {
            let spread = problem.cell(alternative, leaf).spread;
            let (worst, best) = ends(&leaves[leaf], spread.low, spread.high);
            let figure = match end {
                End::Worst => worst,
                End::Nominal => goodness(&leaves[leaf], spread.nominal),
                End::Best => best,
            };
            place(&figures[leaf], figure)
        };
        let rows: Vec<Vec<f64>> =
            problem.constraints.iter().map(|it| it.on_leaves(&problem.tree)).collect();
        let own = |at: &usize| !problem.constraints[*at].preference;
        let constraints: Vec<usize> = (0..rows.len()).filter(own).collect();
        // Steps that nothing tells apart are one.
        let mut seen: BTreeMap<Vec<u64>, ()> = BTreeMap::new();
        let mut columns: Vec<(usize, usize)> = Vec::new();
        for leaf in 0..leaves.len() {
            // A criterion on which all are alike has a weight too: one step that all reach.
            let steps = if figures[leaf].len() < 2 { 0..1 } else { 1..figures[leaf].len() };
            for step in steps {
                let reached = |alternative: usize, end: End| reach(alternative, leaf, end) >= step;
                // Cells that are not sure may cancel between two alternatives on one criterion and
                // not on another.
                let sure =
                    members.iter().all(|member| problem.cell(*member, leaf).spread.is_crisp());
                let mut key: Vec<u64> = vec![if sure { 0 } else { 1 + leaf as u64 }];
                for member in members {
                    let bits = [End::Worst, End::Nominal, End::Best]
                        .map(|end| u64::from(reached(*member, end)));
                    key.push(bits[0] + 2 * bits[1] + 4 * bits[2]);
                }
                for preference in &problem.preferences {
                    let sum = stated_sum(preference, |alternative| {
                        f64::from(u8::from(reached(alternative, End::Nominal)))
                    });
                    key.push(sum.to_bits());
                }
                key.extend(constraints.iter().map(|at| rows[*at][leaf].to_bits()));
                if seen.insert(key, ()).is_none() {
                    columns.push((leaf, step));
                }
            }
        }
        let entry = |alternative: usize, (leaf, step): (usize, usize), end: End| {
            f64::from(u8::from(reach(alternative, leaf, end) >= step))
        };
        let matrix = |end: End| {
            Matrix::from_fn(members.len(), columns.len(), |row, column| {
                entry(members[row], columns[column], end)
            })
        };
        let mut asked: Vec<Row> = Vec::new();
        for at in constraints {
            let constraint = &problem.constraints[at];
            let coefficients = columns.iter().map(|(leaf, _)| rows[at][*leaf]).collect();
            asked.push(Row::with_constant(coefficients, constraint.constant, constraint.equality));
        }
        let mut admissible = AdmissibleWeights::of(columns.len(), asked);
        for preference in &problem.preferences {
            let row = columns.iter().map(|column| {
                stated_sum(preference, |alternative| entry(alternative, *column, End::Nominal))
            });
            admissible.state(row.collect(), preference);
        }
        let end = |(leaf, step): &(usize, usize)| {
            let figures = &figures[*leaf];
            (*leaf, figures[step.saturating_sub(1)], figures[*step])
        };
        Steps {
            best: matrix(End::Best),
            worst: matrix(End::Worst),
            nominal: matrix(End::Nominal),
            admissible,
            ends: columns.iter().map(end).collect(),
            cells: members.iter().map(|member| problem.cells_of(*member).to_vec()).collect(),
            torn: torn(problem, members),
            figures,
        }
    }

    /// The least of score(a) - score(b), step by step, and whether the inputs can give it.
    pub(crate) fn score_difference(&self, a: usize, b: usize) -> (Vec<f64>, bool) {
        let shared = |leaf: usize| {
            let (a, b) = (&self.cells[a][leaf], &self.cells[b][leaf]);
            !a.spread.is_crisp()
                && a.input == b.input
                && a.shifts == b.shifts
                && a.limits == b.limits
        };
        let difference = |(column, (leaf, ..)): (usize, &(usize, f64, f64))| match shared(*leaf) {
            true => 0.0,
            false => self.worst.at(a, column) - self.best.at(b, column),
        };
        let row = self.ends.iter().enumerate().map(difference).collect();
        // What cancels may be torn elsewhere.
        let torn = |at: usize| {
            self.cells[at].iter().enumerate().any(|(leaf, cell)| {
                !shared(leaf)
                    && !cell.spread.is_crisp()
                    && inputs(cell).any(|input| self.torn.contains(&input))
            })
        };
        (row, a == b || !(torn(a) || torn(b)))
    }

    /// Whether the inputs can be at all wanted ends at once.
    pub(crate) fn is_joint(&self) -> bool {
        self.torn.is_empty()
    }

    /// Whether any figure is not sure.
    pub(crate) fn is_uncertain(&self) -> bool {
        self.cells.iter().flatten().any(|cell| !cell.spread.is_crisp())
    }

    /// The value functions that some weights of steps stand for: by criterion, (figure, value)
    /// worst first. A figure of a target's criterion is its distance to the target.
    pub(crate) fn functions(&self, problem: &Problem, heights: &[f64]) -> Vec<Vec<(f64, f64)>> {
        let written = |leaf: usize, goodness: f64| match problem.tree.leaves[leaf].direction {
            Direction::Max => goodness,
            _ => 0.0 - goodness,
        };
        let value = |leaf: usize, figure: f64| {
            let own = self
                .ends
                .iter()
                .zip(heights)
                .filter(|((of, _, to), _)| *of == leaf && *to <= figure);
            own.map(|(_, height)| height).sum::<f64>()
        };
        let curve = |(leaf, figures): (usize, &Vec<f64>)| {
            figures.iter().map(|figure| (written(leaf, *figure), value(leaf, *figure))).collect()
        };
        self.figures.iter().enumerate().map(curve).collect()
    }
}

#[derive(Clone, Copy)]
enum End {
    Worst,
    Nominal,
    Best,
}

fn inputs(cell: &Cell) -> impl Iterator<Item = usize> + '_ {
    cell.inputs()
}

/// What a preference compares, when its alternatives have these values.
fn stated_sum(preference: &crate::problem::Preference, value: impl Fn(usize) -> f64) -> f64 {
    preference
        .terms
        .iter()
        .map(|(alternative, coefficient)| coefficient * value(*alternative))
        .sum::<f64>()
        + 0.0
}

/// Inputs that sit in several uncertain cells of an alternative which are not all best at the same
/// end of the input, or in different cells of several alternatives: one that is to do well and one
/// that is to do badly.
fn torn(problem: &Problem, members: &[usize]) -> BTreeSet<usize> {
    let mut uses: BTreeMap<usize, Vec<Vec<(usize, &Cell)>>> = BTreeMap::new();
    for member in members {
        let mut own: BTreeMap<usize, Vec<(usize, &Cell)>> = BTreeMap::new();
        for (leaf, cell) in
            problem.cells_of(*member).iter().enumerate().filter(|(_, cell)| !cell.spread.is_crisp())
        {
            for input in inputs(cell).filter(|input| !problem.inputs[*input].spread.is_crisp()) {
                let cells = own.entry(input).or_default();
                if cells.last().is_none_or(|(last, _)| *last != leaf) {
                    cells.push((leaf, cell));
                }
            }
        }
        own.into_iter().for_each(|(input, cells)| uses.entry(input).or_default().push(cells));
    }
    let same = |a: &(usize, &Cell), b: &(usize, &Cell)| {
        a.0 == b.0 && a.1.input == b.1.input && a.1.shifts == b.1.shifts && a.1.limits == b.1.limits
    };
    let is_torn = |(input, by_member): &(&usize, &Vec<Vec<(usize, &Cell)>>)| {
        let first = &by_member[0];
        let alike = by_member
            .iter()
            .all(|own| own.len() == first.len() && own.iter().zip(first).all(|(a, b)| same(a, b)));
        let best: Vec<Option<bool>> =
            first.iter().map(|(leaf, cell)| best_end(problem, *leaf, cell, **input)).collect();
        let agree =
            best.len() == 1 || (best[0].is_some() && best.iter().all(|end| *end == best[0]));
        !alike || !agree || leaps(problem, **input, first)
    };
    uses.iter().filter(is_torn).map(|(input, _)| *input).collect()
}

/// Whether an unknown text moves a figure from one side of a target to the other: it may never be
/// on the target, where the bounds put it.
fn leaps(problem: &Problem, input: usize, cells: &[(usize, &Cell)]) -> bool {
    let across = |(leaf, cell): &(usize, &Cell)| match problem.tree.leaves[*leaf].direction {
        Direction::Target(target) => cell.spread.low < target && target < cell.spread.high,
        _ => false,
    };
    problem.inputs[input].quantity.texts().is_some() && cells.iter().any(across)
}

/// Whether a cell is best where an input is highest, or where it is lowest; `None` if in between,
/// or at neither for sure.
fn best_end(problem: &Problem, leaf: usize, cell: &Cell, input: usize) -> Option<bool> {
    let rising = match problem.tree.leaves[leaf].direction {
        Direction::Max => true,
        Direction::Min => false,
        Direction::Target(target) if cell.spread.high <= target => true,
        Direction::Target(target) if cell.spread.low >= target => false,
        Direction::Target(_) => return None,
    };
    let spread = problem.inputs[input].spread;
    let mut up = cell.input == input;
    let mut down = false;
    for shift in cell.shifts.iter().filter(|shift| shift.input == input) {
        let mut stands: Vec<f64> =
            shift.curve.bends().filter(|x| spread.low < *x && *x < spread.high).collect();
        stands.extend([spread.low, spread.high]);
        stands.sort_by(f64::total_cmp);
        let values: Vec<f64> = stands.iter().map(|x| shift.curve.at(*x)).collect();
        up |= values.windows(2).any(|pair| pair[0] < pair[1]);
        down |= values.windows(2).any(|pair| pair[0] > pair[1]);
    }
    if up && down { None } else { Some(up == rising) }
}

/// Sorted, and figures that are equal but for rounding are one.
fn distinct(mut all: Vec<f64>) -> Vec<f64> {
    all.sort_by(f64::total_cmp);
    let size = all.iter().fold(0.0, |size: f64, x| size.max(x.abs()));
    let mut out: Vec<f64> = Vec::new();
    for x in all {
        if out.last().is_none_or(|last| x - last > SAME_FIGURE * size) {
            out.push(x);
        }
    }
    out
}

/// Which of the distinct figures this is.
fn place(figures: &[f64], x: f64) -> usize {
    let above = figures.partition_point(|figure| *figure <= x);
    // A figure that was merged into a lower one stands just above it; rounding may put it just
    // below its own.
    let size = figures.iter().fold(0.0, |size: f64, x| size.max(x.abs()));
    match figures.get(above) {
        Some(next) if next - x <= SAME_FIGURE * size => above,
        _ => above.saturating_sub(1),
    }
}
