//! Whether an alternative that can be first can be so alone, or only level with another.

use crate::lp::dot;
use crate::proof::most::Effort;
use crate::proof::ranks::{ExtremeRank, Ranks, Rivals};
use crate::proof::search::{Condition, Search};

impl Ranks<'_> {
    /// Whether some admissible weights and inputs put an alternative ahead of every rival by more
    /// than a tie; `None` if that is not settled. A lead of less than 1e-7 of the largest
    /// difference at its best weights counts as none, unless it is seen to be one.
    pub(crate) fn alone(
        &self,
        a: usize,
        best: &ExtremeRank,
        among: &Rivals,
        effort: Effort,
    ) -> Option<bool> {
        if best.rank > 1 {
            return Some(false);
        }
        let m = self.model.len();
        let rivals: Vec<usize> = (0..m).filter(|rival| *rival != a).collect();
        if self.leads_all(a, &best.weights, &best.inputs) {
            return Some(true);
        }
        if effort.is_over() {
            return None;
        }
        let conditions: Vec<Condition> =
            rivals.iter().map(|rival| self.condition(*rival, true, among)).collect();
        let search = Search::new(self.admissible, &conditions, true, &self.model.ties);
        let most = search.most(std::slice::from_ref(&best.weights), effort);
        if most.at_most < rivals.len() {
            return Some(false);
        }
        let reached = most.held == rivals.len() && self.leads_all(a, &most.weights, &best.inputs);
        reached.then_some(true)
    }

    /// Whether it is ahead of every rival by more than a tie at these weights and inputs.
    fn leads_all(&self, a: usize, weights: &[f64], inputs: &[(usize, f64)]) -> bool {
        if weights.len() != self.model.values.columns() {
            // The solver gave up.
            return false;
        }
        let eps = self.model.eps(weights);
        let row = |values: &crate::problem::Matrix, b: usize| -> Vec<f64> {
            (0..values.columns()).map(|leaf| values.at(a, leaf) - values.at(b, leaf)).collect()
        };
        let ahead = |values: &crate::problem::Matrix| {
            (0..self.model.len()).filter(|b| *b != a).all(|b| dot(&row(values, b), weights) > eps)
        };
        match self.joint {
            Some(joint) => {
                ahead(&joint.values(&inputs.iter().map(|(_, figure)| *figure).collect::<Vec<_>>()))
            }
            None => ahead(&self.model.values),
        }
    }
}
