//! The sets of weights that a table of scenarios gives.

use crate::error::{Error, Result};
use crate::problem::WeightScenarios;
use crate::problem::tree::Tree;

/// The sets of weights of a table, as far as each of them goes.
#[derive(Debug, Default)]
pub(crate) struct ScenarioRows {
    /// Their names, all different and not empty.
    pub(super) names: Vec<String>,
    /// What each gives, by branch of the tree: whole sets of siblings, of which not all weigh 0.
    pub(super) given: Vec<Vec<(usize, f64)>>,
}

impl ScenarioRows {
    /// The weights that a scenario gives, by the ids of criteria.
    ///
    /// # Errors
    /// [`Error::Argument`] for a name that is not there.
    pub(crate) fn weights_of(&self, name: &str, tree: &Tree) -> Result<Vec<(String, f64)>> {
        let known = || self.names.iter().map(String::as_str);
        let at = self.names.iter().position(|known| known == name.trim()).ok_or_else(|| {
            let unknown = Error::unknown("scenario", name, known()).said();
            Error::argument("scenario", name, unknown)
        })?;
        let id = |(branch, weight): &(usize, f64)| (tree.branches[*branch].id.clone(), *weight);
        Ok(self.given[at].iter().map(id).collect())
    }

    /// Every scenario in full: siblings of which it gives no weight keep those of the tree.
    ///
    /// # Errors
    /// [`Error::Problem`] where the siblings that it leaves out all weigh 0 in the tree.
    pub(crate) fn on(self, tree: &Tree) -> Result<WeightScenarios> {
        let own: Vec<f64> = tree.branches.iter().map(|branch| branch.weight).collect();
        let set = |(name, given): (String, Vec<(usize, f64)>)| {
            let mut weights = own.clone();
            given.into_iter().for_each(|(branch, weight)| weights[branch] = weight);
            (name, weights)
        };
        WeightScenarios::new(tree, self.names.into_iter().zip(self.given).map(set))
    }
}
