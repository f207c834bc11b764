//! The weights that stand for a whole set of them: the centre of all that are admissible.

use crate::lp::{LEAST_ROOM, NoAnswer, Program, Relation, Row as Bound};
use crate::polytope::Row;
use crate::polytope::centroid::{Certainty, centroid};
use crate::problem::WeightConstraint;
use crate::problem::tree::Tree;
use std::collections::BTreeSet;

/// The centre of the weights that meet constraints and preferences: their centroid, which is the
/// mean of the uniform distribution on the weights of all leaves together.
///
/// It is what is expected of weights of which only this is known, and it always meets what they
/// must meet. For an order of importance it is the rank order centroid (Barron & Barrett 1996,
/// Management Science 42(11), 1515-1523). Where nothing restricts the weights all leaves weigh the
/// same, however they are divided over nodes.
#[derive(Debug, Clone, PartialEq)]
pub struct Centre {
    /// The global weight of every leaf, in leaf order; at least 0, sum 1.
    pub weights: Vec<f64>,
    /// How many constraints it meets: lines as they were written.
    pub constraints: usize,
    /// How many preferences it meets.
    pub preferences: usize,
    /// Whether it is exact; if not, the standard errors of the weights.
    pub certainty: Certainty,
}

impl Centre {
    /// The centre of the weights of a tree that meet all of these.
    ///
    /// ```
    /// use afweging::problem::{Direction, Problem, weights};
    /// use afweging::weighting::Centre;
    ///
    /// let mut problem = Problem::builder()
    ///     .criterion("price", Direction::Min, 3.0)
    ///     .criterion("quality", Direction::Max, 1.0)
    ///     .alternative("A", [100.0, 7.0])
    ///     .constraint("price >= 2 * quality")
    ///     .build()?;
    /// // Price weighs from 2/3 to 1.
    /// let centre = Centre::of(problem.tree(), problem.constraints()).unwrap();
    /// problem.set_weights(&centre.by_branch(problem.tree()))?;
    /// assert!((weights::global(problem.tree())[0] - 5.0 / 6.0).abs() < 1e-15);
    /// # Ok::<(), afweging::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`NoAnswer::Infeasible`] where no weights meet them all, strict ones with room to spare;
    /// [`NoAnswer::Numerical`] where the solver cannot tell.
    ///
    /// # Panics
    /// If the tree has no leaves.
    pub fn of(tree: &Tree, constraints: &[WeightConstraint]) -> Result<Centre, NoAnswer> {
        if room(tree, constraints)? <= LEAST_ROOM {
            return Err(NoAnswer::Infeasible);
        }
        let row = |it: &WeightConstraint| Row {
            coefficients: it.on_leaves(tree),
            constant: it.constant,
            equality: it.equality,
        };
        let rows: Vec<Row> = constraints.iter().map(row).collect();
        let found = centroid(tree.leaves().len(), &rows)?;
        let count = |preference: bool| {
            let of_kind = constraints.iter().filter(|it| it.preference == preference);
            of_kind.map(|it| it.written.as_str()).collect::<BTreeSet<_>>().len()
        };
        Ok(Centre {
            weights: found.weights,
            constraints: count(false),
            preferences: count(true),
            certainty: found.certainty,
        })
    }

    /// The weight of every branch of the tree, for
    /// [`Problem::set_weights`](crate::problem::Problem::set_weights): the sum over its leaves, so
    /// that global weights come out as the centre. Siblings that all weigh 0 get 1 each: what they
    /// share is nothing, but they share it evenly.
    pub fn by_branch(&self, tree: &Tree) -> Vec<f64> {
        let sum = |branch: usize| {
            tree.leaves_under(branch).iter().map(|leaf| self.weights[*leaf]).sum::<f64>()
        };
        let mut out: Vec<f64> = (0..tree.branches().len()).map(sum).collect();
        for siblings in crate::problem::tree::Outline::new(tree).sibling_sets() {
            if siblings.iter().all(|at| out[*at] == 0.0) {
                siblings.iter().for_each(|at| out[*at] = 1.0);
            }
        }
        out
    }
}

/// By how much all strict constraints can hold at once where the others hold; see
/// [`Program::room`].
///
/// # Errors
/// As for [`Program::room`].
pub fn room<'a>(
    tree: &Tree,
    constraints: impl IntoIterator<Item = &'a WeightConstraint>,
) -> Result<f64, NoAnswer> {
    let n = tree.leaves().len();
    let mut rows =
        vec![Bound { coefficients: vec![1.0; n], relation: Relation::Equal, bound: 1.0 }];
    let mut strict = Vec::new();
    for it in constraints {
        strict.extend(it.is_strict().then_some(rows.len()));
        rows.push(Bound::with_constant(it.on_leaves(tree), it.constant, it.equality));
    }
    Program { bounds: vec![(0.0, 1.0); n], rows }.room(&strict)
}
