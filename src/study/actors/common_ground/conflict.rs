//! The fewest statements that no weights meet together.
//!
//! The search goes from what is cheap to what is dear. A statement that no weights meet is found one
//! by one. Two statements about the same leaf that exclude each other are seen from their ends. Else
//! statements are taken in one after the other, always the one that is missed most by weights that
//! meet those before, until no weights are left; of these few a smallest set that conflicts is found
//! with [`find`]. Smaller sets of all statements are then looked for, as long as that takes
//! no more than a fixed number of questions. Weights that were found to meet one set answer for many
//! others.

use super::statement::ActorStatement;
use super::system::System;
use crate::lp::conflict::{TooMany, find, of_size};
use crate::lp::{NoAnswer, Relation};
use crate::tolerance::ADMISSIBLE;
use std::cell::{Cell, RefCell};

/// No more sets than this are looked at to find a smaller one.
const MOST_SETS: usize = 200_000;

/// And no more than this by a linear program.
const MOST_PROGRAMS: usize = 3_000;

/// So many weights that were found on the way are kept to answer for other sets.
const MOST_KEPT: usize = 64;

/// Statements that no weights meet together, though they meet any that leave one of these out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementConflict {
    /// Positions among all statements, in order.
    pub statements: Vec<usize>,
    /// Whether no smaller set conflicts. Else that is not known, because there are too many sets to
    /// look at, or the solver could not tell of one of them. Where it could tell of all sets that
    /// were looked at, none of these statements can be left out.
    pub smallest: bool,
}

/// What is asked of sets of statements, and what is known already.
struct Asked<'a> {
    n: usize,
    statements: &'a [ActorStatement],
    /// By weights that were found: which statements they meet.
    met: RefCell<Vec<Vec<bool>>>,
    /// How many programs may still be solved.
    left: RefCell<usize>,
    /// Whether the solver could not tell of some set.
    doubtful: Cell<bool>,
}

impl<'a> Asked<'a> {
    /// Weights that meet all of a set; `None` if there are none.
    fn meet(&self, set: &[usize]) -> Result<Option<Vec<f64>>, NoAnswer> {
        let found = System::of(self.n, set.iter().map(|at| &self.statements[*at])).meet();
        if found.is_err() {
            self.doubtful.set(true);
        }
        found
    }

    /// Whether a set conflicts. One that cannot be told is said not to.
    fn conflicts(&self, set: &[usize]) -> bool {
        if self.met.borrow().iter().any(|met| set.iter().all(|at| met[*at])) {
            return false;
        }
        let mut left = self.left.borrow_mut();
        if *left == 0 {
            return false;
        }
        *left -= 1;
        match self.meet(set) {
            Ok(None) => true,
            Ok(Some(weights)) => {
                self.keep(&weights);
                false
            }
            Err(_) => false,
        }
    }

    fn keep(&self, weights: &[f64]) {
        let met = self.statements.iter().map(|it| it.is_met(weights)).collect();
        let mut all = self.met.borrow_mut();
        // The latest first: the next set is much like the last.
        all.insert(0, met);
        all.truncate(MOST_KEPT);
    }
}

/// The fewest of these statements about the weights of `n` leaves that no weights meet together;
/// `None` where some weights meet all.
///
/// # Errors
/// [`NoAnswer::Numerical`] where the solver cannot tell whether any weights meet all.
pub fn smallest_conflict(
    n: usize,
    statements: &[ActorStatement],
) -> Result<Option<StatementConflict>, NoAnswer> {
    if System::of(n, statements).meet()?.is_some() {
        return Ok(None);
    }
    let asked = Asked {
        n,
        statements,
        met: RefCell::new(Vec::new()),
        left: RefCell::new(usize::MAX),
        doubtful: Cell::new(false),
    };
    // A set of which the solver cannot tell may be a smaller one that conflicts.
    let all_told = || *asked.left.borrow() > 0 && !asked.doubtful.get();
    let alone = (0..statements.len()).find(|at| matches!(asked.meet(&[*at]), Ok(None)));
    if let Some(at) = alone {
        return Ok(Some(StatementConflict { statements: vec![at], smallest: true }));
    }
    if let Some((a, b)) = opposed(n, statements) {
        return Ok(Some(StatementConflict { statements: vec![a, b], smallest: all_told() }));
    }
    let few = gathered(&asked)?;
    let of = |set: &[usize]| set.iter().map(|at| few[*at]).collect::<Vec<usize>>();
    let found = find(few.len(), &|set| asked.conflicts(&of(set)));
    // A set that the solver calls empty at one time is not called otherwise at another.
    let members = found.map_or(few.clone(), |found| of(&found.members));
    *asked.left.borrow_mut() = MOST_PROGRAMS;
    let smaller =
        of_size(statements.len(), 2..=members.len() - 1, MOST_SETS, &|set| asked.conflicts(set));
    let all_told = all_told();
    Ok(Some(match smaller {
        Ok(Some(statements)) => StatementConflict { statements, smallest: all_told },
        Ok(None) => StatementConflict { statements: members, smallest: all_told },
        Err(TooMany) => StatementConflict { statements: members, smallest: false },
    }))
}

/// The first two statements that leave a leaf no weight in common.
fn opposed(n: usize, statements: &[ActorStatement]) -> Option<(usize, usize)> {
    // By leaf: what each statement about it alone leaves of its weight.
    let mut by_leaf: Vec<Vec<(usize, f64, f64)>> = vec![Vec::new(); n];
    for (at, statement) in statements.iter().enumerate() {
        for row in &statement.rows {
            let mut some = row.coefficients.iter().enumerate().filter(|(_, a)| **a != 0.0);
            let (Some((leaf, a)), None) = (some.next(), some.next()) else { continue };
            let limit = row.bound / a;
            let is_most = (row.relation == Relation::AtMost) == (*a > 0.0);
            let (low, high) = match row.relation {
                Relation::Equal => (limit, limit),
                _ if is_most => (f64::NEG_INFINITY, limit),
                _ => (limit, f64::INFINITY),
            };
            by_leaf[leaf].push((at, low, high));
        }
    }
    let first_of = |ends: &Vec<(usize, f64, f64)>| {
        let excludes = |a: &(usize, f64, f64), b: &(usize, f64, f64)| {
            a.1 > b.2 + ADMISSIBLE || b.1 > a.2 + ADMISSIBLE
        };
        // The greatest low end and the least high end of all that come later tell whether any of
        // them excludes this one.
        let mut later = vec![(f64::NEG_INFINITY, f64::INFINITY); ends.len() + 1];
        for at in (0..ends.len()).rev() {
            later[at] = (later[at + 1].0.max(ends[at].1), later[at + 1].1.min(ends[at].2));
        }
        let first = (0..ends.len()).find(|at| {
            let (low, high) = later[at + 1];
            low > ends[*at].2 + ADMISSIBLE || ends[*at].1 > high + ADMISSIBLE
        })?;
        let second = ends[first + 1..].iter().find(|other| excludes(&ends[first], other))?;
        // Rows of one statement would have been a conflict of this alone.
        (ends[first].0 != second.0).then_some((ends[first].0, second.0))
    };
    by_leaf.iter().filter_map(first_of).min()
}

/// A few statements that no weights meet together, in order; all of them together are known to
/// conflict.
fn gathered(asked: &Asked) -> Result<Vec<usize>, NoAnswer> {
    let count = asked.statements.len();
    let mut few: Vec<usize> = Vec::new();
    while let Some(weights) = asked.meet(&few)? {
        let missed = |at: &usize| asked.statements[*at].missed(&weights);
        let unmet =
            (0..count).filter(|at| !few.contains(at) && !asked.statements[*at].is_met(&weights));
        let most = unmet.max_by(|a, b| missed(a).total_cmp(&missed(b)).then(b.cmp(a)));
        // Where these weights seem to meet all but for rounding, the next in order does.
        let next = most.or_else(|| (0..count).find(|at| !few.contains(at)));
        few.push(next.ok_or(NoAnswer::Numerical)?);
    }
    few.sort_unstable();
    Ok(few)
}
