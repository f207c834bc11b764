//! `microlp` asked, and asked again where its answer is in doubt.

use super::{NoAnswer, Program, Relation, Row};
use microlp::{ComparisonOp, OptimizationDirection};

/// What the solver is asked for.
const FEASIBLE: f64 = 1e-9;

/// A row whose bound lies this far beyond all that its left-hand side can be, counted in its
/// largest coefficient, is met by no point.
const OUT_OF_REACH: f64 = 1e-6;

/// A row whose bound lies this far on the other side says nothing, and its size would only mislead
/// the solver.
const IDLE: f64 = 1e6;

/// Beyond this spread of coefficients a solver's word that there is no answer is asked for twice.
const MOST_SPREAD: f64 = 1e6;

/// A second answer that misses a row by more than this, counted in its largest coefficient, is
/// none.
const MISSED: f64 = 2.0 * FEASIBLE;

/// A power of 2 near the geometric mean of two sizes; 1 where there are none.
fn middle(least: f64, most: f64) -> f64 {
    let exponent = (least.log2() + most.log2()) / 2.0;
    if exponent.is_finite() { exponent.round().clamp(-500.0, 500.0).exp2() } else { 1.0 }
}

/// What the bounds of the variables alone say of a row.
enum Outcome {
    Never,
    Always,
    Sometimes,
}

impl Program {
    /// The point that minimises `objective` as the solver gives it: within 1e-9 of every row scaled
    /// to a largest coefficient of 1. For searches that solve many programs and print none of the
    /// answers; see [`Program::polish`].
    ///
    /// # Errors
    /// Why there is none.
    pub fn minimise_roughly(&self, objective: &[f64]) -> Result<Vec<f64>, NoAnswer> {
        let plain = vec![1.0; self.bounds.len()];
        let found = self.solved(objective, &plain);
        let doubtful = match &found {
            Ok(_) => false,
            Err(NoAnswer::Numerical) => true,
            // What a solver says of figures of very different sizes may be rounding.
            Err(NoAnswer::Infeasible | NoAnswer::Unbounded) => self.spread() > MOST_SPREAD,
        };
        if !doubtful {
            return found;
        }
        // Once more in units in which the figures are of like size. An answer is looked at before
        // it is believed.
        match self.solved(objective, &self.units()) {
            Ok(x) if self.violation(&x) <= MISSED => Ok(x),
            Ok(_) => found.and(Err(NoAnswer::Numerical)),
            Err(NoAnswer::Numerical) => found,
            Err(other) if found == Err(NoAnswer::Numerical) || found == Err(other) => Err(other),
            Err(_) => Err(NoAnswer::Numerical),
        }
    }

    /// Units for the variables in which the coefficients of each are of like size, whatever the
    /// rows are divided by: powers of 2, so that no digit changes. By turns rows and columns are
    /// divided by the geometric mean of their largest and smallest coefficient.
    fn units(&self) -> Vec<f64> {
        let mut of_row = vec![1.0; self.rows.len()];
        let mut of_variable = vec![1.0; self.bounds.len()];
        for _ in 0..4 {
            let mut ends = vec![(f64::INFINITY, 0.0f64); self.bounds.len()];
            for (row, own) in self.rows.iter().zip(&mut of_row) {
                let some = || {
                    row.coefficients
                        .iter()
                        .zip(&of_variable)
                        .filter(|(a, _)| **a != 0.0)
                        .map(|(a, unit)| (a * unit).abs())
                };
                let (least, most) = some()
                    .fold((f64::INFINITY, 0.0f64), |(least, most), a| (least.min(a), most.max(a)));
                *own = middle(least, most);
                for (end, a) in ends.iter_mut().zip(&row.coefficients).filter(|(_, a)| **a != 0.0) {
                    let a = (a / *own).abs();
                    *end = (end.0.min(a), end.1.max(a));
                }
            }
            of_variable
                .iter_mut()
                .zip(ends)
                .for_each(|(unit, (least, most))| *unit = 1.0 / middle(least, most));
        }
        of_variable
    }

    /// How far the coefficients of a row, or of a variable once rows are of like size, lie apart:
    /// the largest over the smallest.
    fn spread(&self) -> f64 {
        let mut columns = vec![(f64::INFINITY, 0.0f64); self.bounds.len()];
        let mut most_apart = 1.0f64;
        for row in self.rows.iter().filter(|row| row.size() > 0.0) {
            let size = row.size();
            for (ends, a) in columns.iter_mut().zip(&row.coefficients).filter(|(_, a)| **a != 0.0) {
                let a = (a / size).abs();
                *ends = (ends.0.min(a), ends.1.max(a));
                most_apart = most_apart.max(1.0 / a);
            }
        }
        columns
            .into_iter()
            .filter(|ends| ends.1 > 0.0)
            .fold(most_apart, |most, (least, largest)| most.max(largest / least))
    }

    /// The point that the solver finds when variables are counted in these units.
    fn solved(&self, objective: &[f64], units: &[f64]) -> Result<Vec<f64>, NoAnswer> {
        let mut problem = microlp::Problem::new(OptimizationDirection::Minimize);
        let variables: Vec<microlp::Variable> = self
            .bounds
            .iter()
            .zip(objective.iter().zip(units))
            .map(|((low, high), (cost, unit))| {
                problem.add_var(cost * unit, (low / unit, high / unit))
            })
            .collect();
        for row in &self.rows {
            match self.says(row) {
                Outcome::Never => return Err(NoAnswer::Infeasible),
                Outcome::Always => continue,
                Outcome::Sometimes => {}
            }
            // Rows of like size, so that one tolerance fits all.
            let size = row
                .coefficients
                .iter()
                .zip(units)
                .fold(0.0, |size: f64, (a, unit)| size.max((a * unit).abs()));
            let terms: Vec<(microlp::Variable, f64)> = variables
                .iter()
                .zip(row.coefficients.iter().zip(units))
                .filter(|(_, (coefficient, _))| **coefficient != 0.0)
                .map(|(variable, (coefficient, unit))| (*variable, coefficient * unit / size))
                .collect();
            let relation = match row.relation {
                Relation::AtMost => ComparisonOp::Le,
                Relation::AtLeast => ComparisonOp::Ge,
                Relation::Equal => ComparisonOp::Eq,
            };
            problem.add_constraint(terms.as_slice(), relation, row.bound / size);
        }
        let mut options = microlp::SolveOptions::default();
        options.tolerances.feasibility = FEASIBLE;
        let solution = match problem.solve_with(options) {
            Ok(outcome) => outcome.into_solution().map_err(|_| NoAnswer::Numerical)?,
            Err(microlp::Error::Infeasible) => return Err(NoAnswer::Infeasible),
            Err(microlp::Error::Unbounded) => return Err(NoAnswer::Unbounded),
            Err(_) => return Err(NoAnswer::Numerical),
        };
        Ok(variables
            .iter()
            .zip(units)
            .map(|(variable, unit)| solution.var_value(*variable) * unit)
            .collect())
    }

    /// What the bounds of the variables say of a row by themselves: a solver is misled by a bound
    /// of 1e308, and simple sums are not.
    fn says(&self, row: &Row) -> Outcome {
        let size = row.size();
        if size == 0.0 {
            return if row.relation.holds(0.0, row.bound) {
                Outcome::Always
            } else {
                Outcome::Never
            };
        }
        let (mut low, mut high) = (0.0, 0.0);
        for (coefficient, (least, most)) in row
            .coefficients
            .iter()
            .zip(&self.bounds)
            .filter(|(coefficient, _)| **coefficient != 0.0)
        {
            let a = coefficient / size;
            let (at_least, at_most) = (a * least, a * most);
            low += at_least.min(at_most);
            high += at_least.max(at_most);
        }
        let bound = row.bound / size;
        // By how much the row can be met at best, and is met at worst.
        let (best, worst) = match row.relation {
            Relation::AtMost => (bound - low, bound - high),
            Relation::AtLeast => (high - bound, low - bound),
            Relation::Equal => ((bound - low).min(high - bound), f64::NEG_INFINITY),
        };
        if best < -OUT_OF_REACH {
            Outcome::Never
        } else if worst > IDLE {
            Outcome::Always
        } else {
            Outcome::Sometimes
        }
    }
}
