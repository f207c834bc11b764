//! Small linear programs, solved by `microlp`, with the answer put exactly on the constraints it
//! meets.
//!
//! A solver answers within a tolerance (1e-9 here); a witness that is printed for a reader to
//! recompute must meet its ties to the last digits. So the answer is *polished*: bounds and rows
//! that it meets within the tolerance are taken as equations, and the answer is moved by the least
//! correction that solves them (Moore-Penrose inverse, two rounds). Numbers only.

pub mod conflict;
mod dot;
pub mod growing;
pub mod hinges;
mod solver;
pub mod vertices;

pub use dot::dot;
use nalgebra::{DMatrix, DVector};

/// Which way a row holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The sum is at most the bound.
    AtMost,
    /// The sum is at least the bound.
    AtLeast,
    /// The sum is the bound.
    Equal,
}

/// sum of coefficient * variable (relation) bound
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// A coefficient per variable.
    pub coefficients: Vec<f64>,
    /// Which way.
    pub relation: Relation,
    /// The right-hand side.
    pub bound: f64,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAnswer {
    /// No point meets all rows and bounds.
    Infeasible,
    /// The objective has no limit.
    Unbounded,
    /// The solver gave up on numerical grounds; nothing is claimed.
    Numerical,
}

/// Variables between bounds, and rows between them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Program {
    /// The ends of each variable; may be infinite.
    pub bounds: Vec<(f64, f64)>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// Strict inequalities hold together if all can hold by more than this; see [`Program::room`].
pub const LEAST_ROOM: f64 = 1e-9;

/// Rows and bounds that the solver meets within this are met by intention. A row that is met within
/// the first by chance contradicts the others; a tighter one leaves it out.
const ACTIVE: [f64; 3] = [1e-8, 1e-10, 1e-12];

/// A point that misses no row or bound by as much is polished: what is left is rounding.
const POLISHED: f64 = 1e-13;

/// Singular values of the active rows up to this are 0: such rows depend on each other.
const DEPENDENT: f64 = 1e-9;

impl Program {
    /// The point that minimises `objective` (a coefficient per variable), polished.
    ///
    /// # Errors
    /// Why there is none.
    pub fn minimise(&self, objective: &[f64]) -> Result<Vec<f64>, NoAnswer> {
        self.minimise_roughly(objective).map(|x| self.polish(x))
    }

    /// Whether any point meets all rows and bounds; `None` if the solver cannot tell.
    pub fn is_feasible(&self) -> Option<bool> {
        match self.minimise(&vec![0.0; self.bounds.len()]) {
            Ok(_) | Err(NoAnswer::Unbounded) => Some(true),
            Err(NoAnswer::Infeasible) => Some(false),
            Err(NoAnswer::Numerical) => None,
        }
    }

    /// By how much these rows (AtMost) can hold with room to spare at once, each counted in its
    /// largest coefficient, at most 1: strict inequalities can all hold if this is above
    /// [`LEAST_ROOM`].
    ///
    /// # Errors
    /// Why there is no answer; [`NoAnswer::Infeasible`] if the rows do not even hold without room.
    pub fn room(self, strict: &[usize]) -> Result<f64, NoAnswer> {
        self.roomiest(strict).map(|(room, _)| room)
    }

    /// [`Program::room`], and a point at which it is had.
    ///
    /// # Errors
    /// As for [`Program::room`].
    pub fn roomiest(mut self, strict: &[usize]) -> Result<(f64, Vec<f64>), NoAnswer> {
        let room = self.bounds.len();
        self.bounds.push((0.0, 1.0));
        for (at, row) in self.rows.iter_mut().enumerate() {
            let size = row.size();
            // A row without variables has no size of its own.
            let by = if size > 0.0 { size } else { 1.0 };
            row.coefficients.push(if strict.contains(&at) { by } else { 0.0 });
        }
        let mut objective = vec![0.0; room];
        objective.push(-1.0);
        let mut x = self.minimise(&objective)?;
        let found = x.pop().ok_or(NoAnswer::Numerical)?;
        Ok((found, x))
    }

    /// By how much a point misses the rows and bounds, rows scaled to a largest coefficient of 1.
    pub fn violation(&self, x: &[f64]) -> f64 {
        let bounds = self.bounds.iter().zip(x).map(|((low, high), x)| (low - x).max(x - high));
        let rows = self.rows.iter().map(|row| {
            let over = (row.at(x) - row.bound) / row.size().max(f64::MIN_POSITIVE);
            match row.relation {
                Relation::AtMost => over,
                Relation::AtLeast => -over,
                Relation::Equal => over.abs(),
            }
        });
        bounds.chain(rows).fold(0.0, f64::max)
    }

    /// A solver's answer, moved by the least correction onto the rows and bounds that it meets
    /// within the tolerance.
    pub fn polish(&self, x: Vec<f64>) -> Vec<f64> {
        let mut best = (self.violation(&x), x.clone());
        for tolerance in ACTIVE {
            let polished = self.polished(x.clone(), tolerance);
            let violation = self.violation(&polished);
            if violation < POLISHED {
                return polished;
            }
            if violation < best.0 {
                best = (violation, polished);
            }
        }
        best.1
    }

    fn polished(&self, mut x: Vec<f64>, tolerance: f64) -> Vec<f64> {
        let mut free = Vec::new();
        for (at, (low, high)) in self.bounds.iter().enumerate() {
            if x[at] - low <= tolerance {
                x[at] = *low;
            } else if high - x[at] <= tolerance {
                x[at] = *high;
            } else {
                free.push(at);
            }
        }
        let active: Vec<&Row> = self
            .rows
            .iter()
            .filter(|row| row.size() > 0.0)
            .filter(|row| {
                row.relation == Relation::Equal
                    || (row.at(&x) - row.bound).abs() <= 3.0 * tolerance * row.size()
            })
            .collect();
        if free.is_empty() || active.is_empty() {
            return x;
        }
        let sizes: Vec<f64> = active.iter().map(|row| row.size()).collect();
        let matrix = DMatrix::from_fn(active.len(), free.len(), |row, column| {
            active[row].coefficients[free[column]] / sizes[row]
        });
        let svd = matrix.svd(true, true);
        for _ in 0..3 {
            let missing = DVector::from_fn(active.len(), |row, _| {
                (active[row].bound - active[row].at(&x)) / sizes[row]
            });
            let Ok(step) = svd.solve(&missing, DEPENDENT) else { return x };
            for (at, by) in free.iter().zip(step.iter()) {
                x[*at] += by;
            }
        }
        x
    }
}

impl Row {
    /// The row of sum of coefficient * variable + constant = 0, or at most 0 where that is no
    /// equality.
    pub fn with_constant(coefficients: Vec<f64>, constant: f64, equality: bool) -> Row {
        let relation = if equality { Relation::Equal } else { Relation::AtMost };
        Row { coefficients, relation, bound: -constant }
    }

    /// The left-hand side at a point.
    pub fn at(&self, x: &[f64]) -> f64 {
        self.coefficients.iter().zip(x).map(|(coefficient, x)| coefficient * x).sum()
    }

    /// Its largest coefficient, without its sign.
    pub fn size(&self) -> f64 {
        self.coefficients.iter().fold(0.0, |size, coefficient| size.max(coefficient.abs()))
    }
}

impl Relation {
    fn holds(self, left: f64, right: f64) -> bool {
        match self {
            Relation::AtMost => left <= right,
            Relation::AtLeast => left >= right,
            Relation::Equal => left == right,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(coefficients: &[f64], relation: Relation, bound: f64) -> Row {
        Row { coefficients: coefficients.to_vec(), relation, bound }
    }

    #[test]
    fn the_answer_lies_on_its_constraints_to_the_last_digits() {
        // max x + y with 3x + y <= 1, x + 3y <= 1: both rows meet at 1/4, 1/4.
        let program = Program {
            bounds: vec![(0.0, f64::INFINITY); 2],
            rows: vec![
                row(&[3.0, 1.0], Relation::AtMost, 1.0),
                row(&[1.0, 3.0], Relation::AtMost, 1.0),
            ],
        };
        let x = program.minimise(&[-1.0, -1.0]).unwrap();
        assert!((x[0] - 0.25).abs() < 1e-15 && (x[1] - 0.25).abs() < 1e-15, "{x:?}");
    }

    #[test]
    fn no_answer_is_named() {
        let mut program = Program {
            bounds: vec![(0.0, f64::INFINITY)],
            rows: vec![row(&[1.0], Relation::AtLeast, 1.0)],
        };
        assert_eq!(program.minimise(&[-1.0]), Err(NoAnswer::Unbounded));
        assert_eq!(program.is_feasible(), Some(true));
        program.rows.push(row(&[1.0], Relation::AtMost, 0.5));
        assert_eq!(program.minimise(&[1.0]), Err(NoAnswer::Infeasible));
        assert_eq!(program.is_feasible(), Some(false));
        // A row without variables is true or false by itself.
        program.rows = vec![row(&[0.0], Relation::AtMost, -1.0)];
        assert_eq!(program.is_feasible(), Some(false));
    }

    /// A bound that is far out of reach, or far from mattering, is told by sums alone, whatever its
    /// size.
    #[test]
    fn bounds_of_any_size_are_in_reach_or_not() {
        for huge in [1e10, 1e100, 1e300, 1e308, f64::MAX] {
            let with = |relation, bound| Program {
                bounds: vec![(0.0, 1.0); 2],
                rows: vec![
                    row(&[1.0, 1.0], Relation::Equal, 1.0),
                    row(&[1.0, 0.0], relation, bound),
                ],
            };
            assert_eq!(
                with(Relation::AtLeast, huge).minimise(&[1.0, 0.0]),
                Err(NoAnswer::Infeasible),
                "{huge}"
            );
            assert_eq!(with(Relation::Equal, huge).is_feasible(), Some(false), "{huge}");
            assert_eq!(with(Relation::AtMost, -huge).is_feasible(), Some(false), "{huge}");
            assert_eq!(
                with(Relation::AtMost, huge).minimise(&[1.0, 0.0]),
                Ok(vec![0.0, 1.0]),
                "{huge}"
            );
            assert_eq!(
                with(Relation::AtLeast, -huge).minimise(&[1.0, 0.0]),
                Ok(vec![0.0, 1.0]),
                "{huge}"
            );
        }
    }

    #[test]
    fn room_is_counted_in_the_size_of_a_row() {
        // y < 1/2, written a millionth as large, with x + y = 1: y may be 0. With x < 1/4 too the
        // sum is out of reach.
        let rows = vec![
            row(&[1.0, 1.0], Relation::Equal, 1.0),
            row(&[0.0, 1e-6], Relation::AtMost, 0.5e-6),
        ];
        let program = Program { bounds: vec![(0.0, 1.0); 2], rows };
        assert!((program.clone().room(&[1]).unwrap() - 0.5).abs() < 1e-12);
        let mut both = program.clone();
        both.rows.push(row(&[1.0, 0.0], Relation::AtMost, 0.25));
        assert_eq!(both.room(&[1, 2]), Err(NoAnswer::Infeasible));
        // Nothing is less than nothing.
        let mut empty = program;
        empty.rows.push(row(&[0.0, 0.0], Relation::AtMost, 0.0));
        assert!(empty.room(&[2]).unwrap() <= LEAST_ROOM);
    }

    /// Vertices of random polytopes: the solver's answer is never beaten by a random feasible
    /// point, and meets every row.
    #[test]
    fn random_programs_are_solved_and_met() {
        let mut state = 7u64;
        let mut unit = || {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 11) as f64 / (1u64 << 53) as f64
        };
        for _ in 0..300 {
            let n = 2 + (unit() * 5.0) as usize;
            let mut rows = vec![row(&vec![1.0; n], Relation::Equal, 1.0)];
            // Rows that the middle of the simplex meets.
            for _ in 0..3 {
                let coefficients: Vec<f64> = (0..n).map(|_| unit() * 2.0 - 1.0).collect();
                let middle = coefficients.iter().sum::<f64>() / n as f64;
                rows.push(row(&coefficients, Relation::AtMost, middle + 0.2 * unit()));
            }
            let program = Program { bounds: vec![(0.0, 1.0); n], rows };
            let objective: Vec<f64> = (0..n).map(|_| unit() * 2.0 - 1.0).collect();
            let x = program.minimise(&objective).unwrap();
            assert!(program.violation(&x) < 1e-14, "{:e}", program.violation(&x));
            let value = |x: &[f64]| x.iter().zip(&objective).map(|(x, c)| x * c).sum::<f64>();
            for _ in 0..200 {
                let raw: Vec<f64> = (0..n).map(|_| -unit().ln()).collect();
                let sum: f64 = raw.iter().sum();
                let point: Vec<f64> = raw.iter().map(|x| x / sum).collect();
                assert!(program.violation(&point) > 0.0 || value(&point) >= value(&x) - 1e-12);
            }
        }
    }
}
