//! Linear programs that grow row by row, for searches that ask one row more of what they have
//! solved, many thousands of times.
//!
//! Minimise the sum of cost * variable, where neither is below 0, subject to rows
//! sum of coefficient * variable >= bound. All variables at 0 are then a dual feasible start, and
//! stay one whatever rows are added: the dual simplex method (Lemke 1954,
//! doi:10.1002/nav.3800010107) goes on from the last answer, in a dense dictionary in which the
//! basic variables stand as functions of the others. Answers are rough: they meet rows within
//! 1e-9, and rounding adds up over many steps. Who prints one solves the
//! [`Program`](super::Program) that it belongs to.

/// A row that is missed by no more than this is met.
const MET: f64 = 1e-9;

/// Coefficients up to this are 0 and nothing to divide by.
const LEAST_PIVOT: f64 = 1e-9;

/// Ratios this near to each other are one; then the larger pivot is taken, which rounds less.
const SAME_RATIO: f64 = 1e-12;

/// A program that takes more steps than this has come into a circle, or into rounding.
const MOST_STEPS: usize = 1_000;

/// Where a variable stands.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// It is 0: a column.
    Column(usize),
    /// It is what its row says.
    Row(usize),
}

/// How far [`Growing::solve`] came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Solved {
    /// The variables are at a least cost.
    Least,
    /// No variables meet the rows, or none at a cost below the limit.
    OutOfReach,
    /// Nothing is claimed.
    Unknown,
}

/// A program and its last answer.
///
/// ```
/// use afweging::lp::growing::{Growing, Solved};
///
/// // Minimise x + 2 y with x + y >= 1, and then with y >= x too.
/// let mut program = Growing::new(vec![1.0, 2.0]);
/// let mut work = 0;
/// program.add(&[1.0, 1.0], 1.0);
/// assert_eq!(program.solve(f64::INFINITY, &mut work), Solved::Least);
/// assert_eq!((program.cost(), program.value(0)), (1.0, 1.0));
/// program.add(&[-1.0, 1.0], 0.0);
/// assert_eq!(program.solve(f64::INFINITY, &mut work), Solved::Least);
/// assert_eq!((program.cost(), program.value(0), program.value(1)), (1.5, 0.5, 0.5));
/// ```
#[derive(Debug, Clone)]
pub struct Growing {
    /// By variable.
    places: Vec<Place>,
    /// By column: its variable; none for the slack of a row.
    columns: Vec<Option<usize>>,
    /// By row: its variable; none for the slack of a row.
    rows: Vec<Option<usize>>,
    /// By column: what its variable costs, with all that it moves.
    costs: Vec<f64>,
    /// Row by row, a coefficient per column.
    coefficients: Vec<f64>,
    /// By row: the value of its variable, where all columns are 0.
    constants: Vec<f64>,
    cost: f64,
}

impl Growing {
    /// A program without rows. `costs` must not be below 0.
    pub fn new(costs: Vec<f64>) -> Growing {
        let n = costs.len();
        Growing {
            places: (0..n).map(Place::Column).collect(),
            columns: (0..n).map(Some).collect(),
            rows: Vec::new(),
            costs,
            coefficients: Vec::new(),
            constants: Vec::new(),
            cost: 0.0,
        }
    }

    /// The least cost, by the last answer; where that is none, a cost below which there is none.
    pub fn cost(&self) -> f64 {
        self.cost
    }

    /// The value of a variable in the last answer.
    pub fn value(&self, variable: usize) -> f64 {
        match self.places[variable] {
            Place::Column(_) => 0.0,
            Place::Row(row) => self.constants[row].max(0.0),
        }
    }

    /// Ask for sum of coefficient * variable >= bound too. The coefficients, one per variable,
    /// should be of the size of 1, because rows are met within an absolute tolerance.
    pub fn add(&mut self, coefficients: &[f64], bound: f64) {
        let n = self.costs.len();
        let start = self.coefficients.len();
        self.coefficients.resize(start + n, 0.0);
        let (known, new) = self.coefficients.split_at_mut(start);
        let mut constant = -bound;
        for (place, a) in self.places.iter().zip(coefficients).filter(|(_, a)| **a != 0.0) {
            match place {
                Place::Column(column) => new[*column] += a,
                Place::Row(row) => {
                    constant += a * self.constants[*row];
                    let row = &known[row * n..(row + 1) * n];
                    new.iter_mut().zip(row).for_each(|(new, known)| *new += a * known);
                }
            }
        }
        self.rows.push(None);
        self.constants.push(constant);
    }

    /// Go on from the last answer to one that meets all rows, as long as it costs less than
    /// `limit`. `work` counts the coefficients that were looked at.
    pub fn solve(&mut self, limit: f64, work: &mut u64) -> Solved {
        let n = self.costs.len();
        for _ in 0..MOST_STEPS {
            if self.cost >= limit {
                return Solved::OutOfReach;
            }
            let missed = self.constants.iter().enumerate().filter(|(_, x)| **x < -MET);
            let Some((row, _)) = missed.min_by(|a, b| a.1.total_cmp(b.1)) else {
                return Solved::Least;
            };
            *work += (self.rows.len() * n) as u64;
            let Some(column) = self.entering(row) else { return Solved::OutOfReach };
            self.exchange(row, column);
        }
        Solved::Unknown
    }

    /// The column that makes a row larger at the least cost.
    fn entering(&self, row: usize) -> Option<usize> {
        let n = self.costs.len();
        // Ratio, pivot and column.
        let mut best: Option<(f64, f64, usize)> = None;
        for (column, a) in self.coefficients[row * n..(row + 1) * n].iter().enumerate() {
            if *a <= LEAST_PIVOT {
                continue;
            }
            let ratio = self.costs[column] / a;
            let is_better = best.is_none_or(|(least, pivot, _)| {
                ratio < least - SAME_RATIO || (ratio < least + SAME_RATIO && *a > pivot)
            });
            if is_better {
                best = Some((ratio, *a, column));
            }
        }
        best.map(|(.., column)| column)
    }

    /// The variable of a row becomes 0, and that of a column what makes it so.
    fn exchange(&mut self, row: usize, column: usize) {
        let n = self.costs.len();
        let pivot = self.coefficients[row * n + column];
        let mut solved: Vec<f64> =
            self.coefficients[row * n..(row + 1) * n].iter().map(|a| -a / pivot).collect();
        solved[column] = 1.0 / pivot;
        let constant = -self.constants[row] / pivot;
        for (at, own) in self.coefficients.chunks_exact_mut(n).enumerate() {
            let by = own[column];
            if at == row || by == 0.0 {
                continue;
            }
            own[column] = 0.0;
            own.iter_mut().zip(&solved).for_each(|(own, solved)| *own += by * solved);
            self.constants[at] += by * constant;
        }
        let by = self.costs[column];
        self.costs[column] = 0.0;
        // Below 0 by rounding only.
        let costs = self.costs.iter_mut().zip(&solved);
        costs.for_each(|(cost, solved)| *cost = (*cost + by * solved).max(0.0));
        self.cost += by * constant;
        self.coefficients[row * n..(row + 1) * n].copy_from_slice(&solved);
        self.constants[row] = constant;
        std::mem::swap(&mut self.rows[row], &mut self.columns[column]);
        if let Some(variable) = self.rows[row] {
            self.places[variable] = Place::Row(row);
        }
        if let Some(variable) = self.columns[column] {
            self.places[variable] = Place::Column(column);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::rng::{uniform, value};
    use crate::lp::{NoAnswer, Program, Relation, Row};

    /// Row after row of random programs, as the general solver solves each from the start.
    #[test]
    fn every_row_that_is_added_is_solved_as_from_the_start() {
        let (mut solved, mut out_of_reach) = (0, 0);
        for case in 0..200u64 {
            let n = 1 + (case % 7) as usize;
            let draw = |of: u64, at: usize| uniform(value(31, case, of, at as u64));
            let costs: Vec<f64> = (0..n).map(|at| (draw(0, at) * 4.0).floor() / 2.0).collect();
            let mut program = Program { bounds: vec![(0.0, f64::INFINITY); n], rows: Vec::new() };
            let mut growing = Growing::new(costs.clone());
            for row in 1..12u64 {
                let coefficients: Vec<f64> = (0..n)
                    .map(
                        |at| if draw(row, at) < 0.2 { 0.0 } else { draw(row + 20, at) * 2.0 - 0.9 },
                    )
                    .collect();
                let bound = draw(row, n) - 0.4;
                growing.add(&coefficients, bound);
                program.rows.push(Row { coefficients, relation: Relation::AtLeast, bound });
                let least = program.minimise(&costs);
                match growing.solve(f64::INFINITY, &mut 0) {
                    Solved::Least => {
                        let x: Vec<f64> = (0..n).map(|at| growing.value(at)).collect();
                        let of = |x: &[f64]| x.iter().zip(&costs).map(|(x, c)| x * c).sum::<f64>();
                        let least = of(&least.unwrap());
                        assert!(program.violation(&x) < 1e-6, "{case}: {x:?}");
                        assert!((of(&x) - least).abs() < 1e-6 * (1.0 + least), "{case}");
                        assert!((growing.cost() - least).abs() < 1e-6 * (1.0 + least), "{case}");
                        // No answer at a lower cost.
                        let out = growing.clone().solve(least - 1e-5, &mut 0);
                        assert_eq!(out, Solved::OutOfReach, "{case}");
                        solved += 1;
                    }
                    Solved::OutOfReach => {
                        assert_eq!(least, Err(NoAnswer::Infeasible), "{case}");
                        out_of_reach += 1;
                        break;
                    }
                    Solved::Unknown => panic!("{case}"),
                }
            }
        }
        assert!(solved > 500 && out_of_reach > 50, "{solved} {out_of_reach}");
    }
}
