//! Who is first under each of several named sets of weights?
//!
//! Every scenario is an evaluation of the method at its weights and at nominal figures, with the
//! same scores, ties and ranks. Only the weights differ, so a method is prepared once, and scores
//! blocks of scenarios. Beside the ranks stands the regret: by how much an alternative is behind the
//! best of its group in a scenario (Savage 1951, doi:10.1080/01621459.1951.10500768, with scores for
//! the pay-offs).

mod group;
pub(crate) mod tables;
mod telling;

use crate::error::both;
use crate::error::{Error, Result};
use crate::evaluate::evaluation::Evaluation;
use crate::problem::WeightScenarios;
use crate::problem::tree::Outline;
use crate::problem::weights::of_branches;
use crate::progress::{Stage, begin};
use rayon::prelude::*;
use std::sync::OnceLock;

pub use group::{ScenarioGroup, ScenarioScore, ScenarioStanding};
pub use telling::Telling;

/// An evaluation under every scenario; made by [`scenarios`].
#[non_exhaustive]
pub struct Scenarios<'a> {
    /// The evaluation at the case's weights.
    pub evaluation: &'a Evaluation<'a>,
    /// The scenarios.
    pub scenarios: &'a WeightScenarios,
    /// The results by group, in the problem's order.
    pub groups: Vec<ScenarioGroup<'a>>,
    /// The scenarios whose weights break a constraint or a preference of the problem, in order.
    pub inadmissible: Vec<usize>,
    /// The share of all weight by scenario, and within it by branch of the tree.
    shares: Vec<f64>,
    /// By branch: the scenarios by its share, which every group goes through.
    orders: OnceLock<Vec<Vec<usize>>>,
}

/// Score and rank the competing alternatives of every group under each scenario.
///
/// # Errors
/// [`Error::Undefined`] for a method whose answer is no score; [`Error::Argument`] where there is no
/// scenario.
///
/// ```
/// use afweging::method::Method;
/// use afweging::problem::{Direction, Problem, WeightScenarios};
/// use afweging::study::{evaluate, scenarios};
///
/// let problem = Problem::builder()
///     .criterion("price", Direction::Min, 1.0)
///     .criterion("quality", Direction::Max, 2.0)
///     .alternative("A", [100.0, 7.0])
///     .alternative("B", [120.0, 9.0])
///     .build()?;
/// let sets = [("buyer", [3.0, 1.0]), ("user", [1.0, 4.0]), ("owner", [2.0, 3.0])];
/// let sets = sets.map(|(name, weights)| (name.to_owned(), weights.to_vec()));
/// let sets = WeightScenarios::new(problem.tree(), sets)?;
/// let evaluation = evaluate(&problem, &Method::default())?;
/// let study = scenarios(&evaluation, &sets)?;
/// // B leads where price has less than half of the weight.
/// let summary = study.summary();
/// assert_eq!(summary.get(0, "alternative").as_text(), Some("B"));
/// assert_eq!(summary.get(0, "times_first").as_number(), Some(2.0));
/// // The buyer gives price three quarters: B scores 0.25 there, and A 0.75.
/// assert_eq!(summary.get(0, "max_regret").as_number(), Some(0.5));
/// assert_eq!(summary.get(0, "max_regret_scenario").as_text(), Some("buyer"));
/// # Ok::<(), afweging::Error>(())
/// ```
pub fn scenarios<'a>(
    evaluation: &'a Evaluation<'a>,
    scenarios: &'a WeightScenarios,
) -> Result<Scenarios<'a>> {
    evaluation.require_score()?;
    if scenarios.is_empty() {
        return Err(Error::argument_as_a_whole(
            "scenarios",
            both("there is no scenario to run", "er is geen scenario om door te rekenen"),
        ));
    }
    let problem = evaluation.problem;
    let (tree, outline) = (&problem.tree, Outline::new(&problem.tree));
    if scenarios.weights(0).len() != tree.branches.len() {
        return Err(Error::argument_as_a_whole(
            "scenarios",
            both(
                "these are not weights of the criteria and nodes of this problem",
                "dit zijn geen gewichten van de criteria en knopen van dit probleem",
            ),
        ));
    }
    let shares: Vec<f64> = (0..scenarios.len())
        .into_par_iter()
        .flat_map_iter(|at| of_branches(tree, &outline, scenarios.weights(at)))
        .collect();
    let mut out = Scenarios {
        evaluation,
        scenarios,
        groups: Vec::new(),
        inadmissible: Vec::new(),
        shares,
        orders: OnceLock::new(),
    };
    let step = begin(Stage::Evaluate, (evaluation.groups.len() * scenarios.len()) as u64);
    let of_leaves = |at: usize| out.leaf_weights(at);
    let groups: Vec<ScenarioGroup> = evaluation
        .groups
        .iter()
        .map(|group| ScenarioGroup::new(problem, group, scenarios.len(), &of_leaves, &step))
        .collect();
    out.inadmissible = (0..scenarios.len())
        .into_par_iter()
        .filter(|at| {
            let weights = out.leaf_weights(*at);
            problem.constraints.iter().any(|constraint| !constraint.is_met(tree, &weights))
        })
        .collect();
    out.groups = groups;
    Ok(out)
}

impl Scenarios<'_> {
    /// The share of all weight that each branch of the tree has in a scenario.
    pub fn shares(&self, scenario: usize) -> &[f64] {
        let branches = self.evaluation.problem.tree.branches.len();
        &self.shares[scenario * branches..(scenario + 1) * branches]
    }

    /// The weights of the leaves in a scenario, in leaf order; they sum to 1.
    pub fn leaf_weights(&self, scenario: usize) -> Vec<f64> {
        let tree = &self.evaluation.problem.tree;
        let mut out = vec![0.0; tree.leaves.len()];
        for (branch, share) in tree.branches.iter().zip(self.shares(scenario)) {
            if let Some(leaf) = branch.leaf {
                out[leaf] = *share;
            }
        }
        out
    }

    /// The scores and ranks of the competing alternatives of a group in a scenario, in key order.
    pub fn scores(&self, group: usize, scenario: usize) -> Vec<ScenarioScore> {
        self.groups[group].scores(self.evaluation.problem, &self.leaf_weights(scenario))
    }

    /// The single weight that best tells the scenarios in which the usual leader of a group is first
    /// from the others: see [`Telling`]. `None` where the same alternative is first in all of them,
    /// or in none, and where no weight does better than a guess.
    pub fn telling(&self, group: usize) -> Option<Telling> {
        let is_first = self.groups[group].usual_leads()?;
        let problem = self.evaluation.problem;
        let branches = problem.tree.branches.len();
        let orders = self.orders.get_or_init(|| telling::orders(&self.shares, branches));
        telling::telling(&self.shares, orders, problem, &is_first)
    }
}

impl std::fmt::Debug for Scenarios<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.debug_struct("Scenarios")
            .field("scenarios", &self.scenarios.len())
            .finish_non_exhaustive()
    }
}
