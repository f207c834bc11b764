//! Several statements at once: which weights meet all of them.
//!
//! Statements about a single leaf become the ends of its weight. Actors who give the same weights but
//! for rounding then agree, where a solver would be asked for a point that meets thousands of
//! equations.

use super::statement::ActorStatement;
use crate::lp::{LEAST_ROOM, NoAnswer, Program, Relation, Row};
use crate::polytope;
use crate::tolerance::ADMISSIBLE;
use std::collections::BTreeMap;

/// Weights w >= 0 with sum 1, between ends and under rows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct System {
    /// By leaf: the least and the greatest weight that statements about this leaf alone leave.
    ends: Vec<(f64, f64)>,
    /// The other rows, each once.
    rows: Vec<Row>,
    /// Which of these hold with room to spare only.
    strict: Vec<usize>,
    /// Whether statements about a single leaf already exclude each other.
    empty: bool,
}

impl System {
    /// These statements about the weights of `n` leaves.
    pub(super) fn of<'a>(
        n: usize,
        statements: impl IntoIterator<Item = &'a ActorStatement>,
    ) -> System {
        let mut out = System {
            ends: vec![(0.0, 1.0); n],
            rows: Vec::new(),
            strict: Vec::new(),
            empty: false,
        };
        let mut known: BTreeMap<(bool, bool, Vec<u64>), Vec<usize>> = BTreeMap::new();
        for statement in statements {
            for row in &statement.rows {
                let strict = statement.strict && row.relation != Relation::Equal;
                if !strict && out.narrow(row) {
                    continue;
                }
                out.add(row, strict, &mut known);
            }
        }
        for ends in &mut out.ends {
            if ends.0 > ends.1 + ADMISSIBLE {
                out.empty = true;
            } else if ends.0 > ends.1 {
                let middle = ((ends.0 + ends.1) / 2.0).clamp(0.0, 1.0);
                *ends = (middle, middle);
            }
        }
        out
    }

    /// Take a row about one leaf as the ends of its weight; false if it is about more or none.
    fn narrow(&mut self, row: &Row) -> bool {
        let mut some = row.coefficients.iter().enumerate().filter(|(_, a)| **a != 0.0);
        let (Some((leaf, a)), None) = (some.next(), some.next()) else { return false };
        let limit = row.bound / a;
        let ends = &mut self.ends[leaf];
        let below =
            row.relation == Relation::Equal || (row.relation == Relation::AtMost) == (*a > 0.0);
        let above = row.relation == Relation::Equal || !below;
        if below {
            ends.1 = ends.1.min(limit);
        }
        if above {
            ends.0 = ends.0.max(limit);
        }
        true
    }

    /// Add a row. Of inequalities with the same coefficients the tightest is kept, of equalities
    /// one, as long as they say the same.
    fn add(
        &mut self,
        row: &Row,
        strict: bool,
        known: &mut BTreeMap<(bool, bool, Vec<u64>), Vec<usize>>,
    ) {
        let sign = if row.relation == Relation::AtLeast { -1.0 } else { 1.0 };
        let coefficients: Vec<f64> = row.coefficients.iter().map(|a| sign * a + 0.0).collect();
        let bound = sign * row.bound + 0.0;
        let equality = row.relation == Relation::Equal;
        let bits = coefficients.iter().map(|a| a.to_bits()).collect();
        let alike = known.entry((equality, strict, bits)).or_default();
        if equality {
            let near = |at: &usize| (self.rows[*at].bound - bound).abs() <= ADMISSIBLE * row.size();
            if alike.iter().any(near) {
                return;
            }
        } else if let Some(at) = alike.first() {
            let own = &mut self.rows[*at];
            own.bound = own.bound.min(bound);
            return;
        }
        alike.push(self.rows.len());
        if strict {
            self.strict.push(self.rows.len());
        }
        let relation = if equality { Relation::Equal } else { Relation::AtMost };
        self.rows.push(Row { coefficients, relation, bound });
    }

    /// The linear program of these weights.
    pub(super) fn program(&self) -> Program {
        let n = self.ends.len();
        let sum = Row { coefficients: vec![1.0; n], relation: Relation::Equal, bound: 1.0 };
        let rows = std::iter::once(sum).chain(self.rows.iter().cloned()).collect();
        Program { bounds: self.ends.clone(), rows }
    }

    /// The one point that the ends leave, where they leave no more.
    pub(super) fn point(&self) -> Option<Vec<f64>> {
        let fixed = self.ends.iter().all(|(low, high)| high - low <= ADMISSIBLE);
        fixed.then(|| self.ends.iter().map(|(low, high)| (low + high) / 2.0).collect())
    }

    /// Weights that meet all rows, strict ones with room to spare; `None` if there are none.
    ///
    /// # Errors
    /// [`NoAnswer::Numerical`] where the solver cannot tell.
    pub(super) fn meet(&self) -> Result<Option<Vec<f64>>, NoAnswer> {
        let none = |found: Result<Vec<f64>, NoAnswer>| match found {
            Ok(weights) => Ok(Some(weights)),
            Err(NoAnswer::Infeasible) => Ok(None),
            Err(_) => Err(NoAnswer::Numerical),
        };
        if self.empty {
            return Ok(None);
        }
        if let Some(point) = self.point() {
            let least: f64 = self.ends.iter().map(|(low, _)| low).sum();
            let most: f64 = self.ends.iter().map(|(_, high)| high).sum();
            let sums = least <= 1.0 + ADMISSIBLE && most >= 1.0 - ADMISSIBLE;
            return Ok((sums && self.is_met(&point)).then_some(point));
        }
        if self.strict.is_empty() {
            return none(self.program().minimise_roughly(&vec![0.0; self.ends.len()]));
        }
        // The first row of the program is the sum.
        let strict: Vec<usize> = self.strict.iter().map(|row| row + 1).collect();
        match self.program().roomiest(&strict) {
            Ok((room, _)) if room <= LEAST_ROOM => Ok(None),
            found => none(found.map(|(_, weights)| weights)),
        }
    }

    /// Whether weights meet the rows, rounding aside.
    fn is_met(&self, weights: &[f64]) -> bool {
        let whole = |at: usize| ActorStatement {
            actor: 0,
            written: String::new(),
            rows: vec![self.rows[at].clone()],
            strict: self.strict.contains(&at),
        };
        (0..self.rows.len()).all(|at| whole(at).is_met(weights))
    }

    /// All that it asks beside w >= 0 and the sum of 1, as rows: the ends that are stated first.
    /// With each, whether it holds with room to spare only.
    pub(super) fn all_rows(&self) -> Vec<(polytope::Row, bool)> {
        let n = self.ends.len();
        let of_leaf = |leaf: usize, sign: f64, constant: f64, equality: bool| {
            let mut coefficients = vec![0.0; n];
            coefficients[leaf] = sign;
            (polytope::Row { coefficients, constant, equality }, false)
        };
        let mut out = Vec::new();
        for (leaf, (low, high)) in self.ends.iter().enumerate() {
            if low == high {
                out.push(of_leaf(leaf, 1.0, 0.0 - low, true));
                continue;
            }
            if *low > 0.0 {
                out.push(of_leaf(leaf, -1.0, *low, false));
            }
            if *high < 1.0 {
                out.push(of_leaf(leaf, 1.0, 0.0 - high, false));
            }
        }
        out.extend(self.rows.iter().enumerate().map(|(at, row)| {
            let row = polytope::Row {
                coefficients: row.coefficients.clone(),
                constant: 0.0 - row.bound,
                equality: row.relation == Relation::Equal,
            };
            (row, self.strict.contains(&at))
        }));
        out
    }
}
