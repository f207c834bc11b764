//! What the case and the answers say of the weights, as rows of a program.

use crate::error::Said;
use crate::lp::{self, Relation};
use crate::polytope;
use crate::problem::{Answer, Problem, Reply, WeightConstraint};

/// sum of coefficient * weight + constant  (<= or =)  0, by leaf.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Statement {
    pub(super) coefficients: Vec<f64>,
    pub(super) constant: f64,
    pub(super) equality: bool,
    /// Whether weights that just meet it do not do: of two that somebody told apart, one matters
    /// more. Programs look at the edge as well; only contradictions are told by it.
    pub(super) strict: bool,
}

impl Statement {
    fn new(problem: &Problem, it: &WeightConstraint, strict: bool) -> Statement {
        Statement {
            coefficients: it.on_leaves(&problem.tree),
            constant: it.constant,
            equality: it.equality,
            strict: strict && !it.equality,
        }
    }

    /// A constraint or preference of the case.
    pub(super) fn of_case(problem: &Problem, it: &WeightConstraint) -> Statement {
        Statement::new(problem, it, it.is_strict())
    }

    /// What an answer says.
    ///
    /// # Errors
    /// Why it says nothing in this problem.
    pub(super) fn of_answer(problem: &Problem, answer: &Answer) -> Result<Vec<Statement>, Said> {
        let strict = matches!(answer.reply, Reply::First | Reply::Second | Reply::Order(_));
        let all = answer.constraints(problem)?;
        Ok(all.iter().map(|it| Statement::new(problem, it, strict)).collect())
    }

    pub(super) fn row(&self) -> lp::Row {
        lp::Row::with_constant(self.coefficients.clone(), self.constant, self.equality)
    }

    pub(super) fn in_polytope(&self) -> polytope::Row {
        polytope::Row {
            coefficients: self.coefficients.clone(),
            constant: self.constant,
            equality: self.equality,
        }
    }

    /// d with d . w >= 0 where it holds: since weights sum to 1, a constant is that much of every
    /// weight.
    pub(super) fn inside(&self) -> Vec<f64> {
        self.coefficients.iter().map(|c| 0.0 - (c + self.constant)).collect()
    }
}

/// Whether no weights that are not negative and sum to 1 meet these together; strict ones must leave
/// room. Where the solver cannot tell, they are not said to contradict each other.
pub(super) fn contradict<'s>(
    leaves: usize,
    statements: impl IntoIterator<Item = &'s Statement>,
) -> bool {
    let sum = lp::Row { coefficients: vec![1.0; leaves], relation: Relation::Equal, bound: 1.0 };
    let mut rows = vec![sum];
    let mut strict = Vec::new();
    for statement in statements {
        strict.extend(statement.strict.then_some(rows.len()));
        rows.push(statement.row());
    }
    match (lp::Program { bounds: vec![(0.0, 1.0); leaves], rows }).room(&strict) {
        Ok(room) => room <= lp::LEAST_ROOM && !strict.is_empty(),
        Err(why) => why == lp::NoAnswer::Infeasible,
    }
}
