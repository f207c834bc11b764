//! Named sets of weights: each says what every criterion and node weighs among its siblings.

use crate::error::both;
use crate::error::{Error, Result};
use crate::problem::tree::{Outline, Tree, WEIGHTLESS, check_weight};
use crate::problem::weights::of_branches;
use std::collections::BTreeSet;

/// Sets of weights with names, in the order of their file. A set has a weight for every branch of
/// the tree of criteria, as a user writes it: relative to the weights of its siblings.
///
/// ```
/// use afweging::problem::{Direction, Problem, WeightScenarios};
///
/// let problem = Problem::builder()
///     .criterion("price", Direction::Min, 1.0)
///     .criterion("quality", Direction::Max, 2.0)
///     .alternative("A", [100.0, 7.0])
///     .build()?;
/// let sets = [("buyer", [3.0, 1.0]), ("user", [1.0, 4.0])];
/// let sets = sets.map(|(name, weights)| (name.to_owned(), weights.to_vec()));
/// let scenarios = WeightScenarios::new(problem.tree(), sets)?;
/// assert_eq!(scenarios.names(), ["buyer", "user"]);
/// assert_eq!(scenarios.shares(problem.tree(), 1), [0.2, 0.8]);
/// # Ok::<(), afweging::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct WeightScenarios {
    names: Vec<String>,
    /// Set after set, by branch.
    weights: Vec<f64>,
}

impl WeightScenarios {
    /// Sets of weights by name, each with a weight per branch of the tree, in the order of
    /// [`Tree::branches`].
    ///
    /// # Errors
    /// [`Error::Problem`] for a name that is empty or there twice, where there is not one weight
    /// per branch, where one is negative or not finite, and where siblings would all weigh 0.
    pub fn new(
        tree: &Tree,
        sets: impl IntoIterator<Item = (String, Vec<f64>)>,
    ) -> Result<WeightScenarios> {
        let count = tree.branches.len();
        let outline = Outline::new(tree);
        let mut out = WeightScenarios { names: Vec::new(), weights: Vec::new() };
        for (name, weights) in sets {
            let at = || both(format!("the weights `{name}`"), format!("de gewichten `{name}`"));
            if name.trim().is_empty() {
                return Err(Error::fault(
                    both("a set of weights", "een stel gewichten"),
                    both("it has no name", "de reeks heeft geen naam"),
                ));
            }
            if weights.len() != count {
                let reason = both(
                    format!("{} weights for {count} criteria and nodes", weights.len()),
                    format!("{} gewichten voor {count} criteria en knopen", weights.len()),
                );
                return Err(Error::fault(at(), reason));
            }
            for weight in &weights {
                check_weight(*weight).map_err(|reason| Error::fault(at(), reason))?;
            }
            if outline.sibling_sets().any(|set| set.iter().all(|branch| weights[*branch] == 0.0)) {
                return Err(Error::fault(at(), WEIGHTLESS));
            }
            out.names.push(name);
            out.weights.extend(weights);
        }
        let mut seen = BTreeSet::new();
        if let Some(name) = out.names.iter().find(|name| !seen.insert(name.as_str())) {
            return Err(Error::fault(
                both(format!("the weights `{name}`"), format!("de gewichten `{name}`")),
                both("this name is there twice", "deze naam staat er twee keer"),
            ));
        }
        Ok(out)
    }

    /// Their names, in order.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// How many sets there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The weights of a set by branch, each relative to those of its siblings.
    pub fn weights(&self, set: usize) -> &[f64] {
        let branches = self.weights.len() / self.names.len().max(1);
        &self.weights[set * branches..(set + 1) * branches]
    }

    /// The share of all weight that each branch of the tree has in a set: the product of the shares
    /// among siblings from the top down to it.
    pub fn shares(&self, tree: &Tree, set: usize) -> Vec<f64> {
        of_branches(tree, &Outline::new(tree), self.weights(set))
    }
}
