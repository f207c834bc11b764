//! The scores of the method at a mean of the actors' weights.

use super::{PanelEvaluation, PanelGroup};
use crate::evaluate::evaluation::GroupResult;
use crate::problem::ranking::tolerance;
use crate::problem::{PlaceInGroup, Problem};
use crate::tolerance::SUM_ROUNDING;

/// A group at weights that are a mean of those of the actors who rank.
pub(super) struct MeanWeights<'a> {
    panel: &'a PanelEvaluation<'a>,
    group: &'a PanelGroup,
    /// The problem and the result of the first of these actors; but for the weights those of all are
    /// the same.
    problem: &'a Problem,
    result: &'a GroupResult,
}

impl<'a> MeanWeights<'a> {
    /// `None` where the actors who rank do not look at the same figures, for then no single weighting
    /// speaks for all of them, and where the method does not score from weights.
    pub(super) fn new(
        panel: &'a PanelEvaluation<'a>,
        group: &'a PanelGroup,
    ) -> Option<MeanWeights<'a>> {
        let first = *group.ranking.first()?;
        let problem = panel.actors()[first].problem();
        let leaves = problem.tree.leaves.len();
        // Only the figures of this group decide: an actor may see another group differently.
        let same_figures = |own: &Problem, place: &PlaceInGroup| {
            let member = problem.groups[group.group].member(*place);
            (0..leaves).all(|leaf| {
                own.spread(member, leaf) == problem.spread(member, leaf)
                    && own.is_known(member, leaf) == problem.is_known(member, leaf)
            })
        };
        let sees_the_same = |actor: &usize| {
            let own = panel.actors()[*actor].problem();
            own.tree.leaves == problem.tree.leaves
                && own.adjustments == problem.adjustments
                && group.places.iter().all(|place| same_figures(own, place))
        };
        let result = &panel.evaluations[first].groups[group.group];
        (result.scorer.is_some() && group.ranking.iter().all(sees_the_same))
            .then_some(MeanWeights { panel, group, problem, result })
    }

    /// Whether scores are linear in the weights.
    pub(super) fn is_linear(&self) -> bool {
        self.result.values.is_some()
    }

    /// The mean of the weights of the leaves, for these shares of those who rank.
    pub(super) fn weights(&self, shares: &[f64]) -> Vec<f64> {
        let mut out = vec![0.0; self.problem.tree.leaves.len()];
        for (actor, share) in self.group.ranking.iter().zip(shares) {
            let own = &self.panel.evaluations[*actor].groups[self.group.group].weights;
            out.iter_mut().zip(own.iter()).for_each(|(sum, weight)| *sum += share * weight);
        }
        out
    }

    /// The scores at these weights of the alternatives that all have a score for, and up to which
    /// difference they tie. None where too little of the weight is known.
    pub(super) fn scores(&self, weights: &[f64]) -> (Vec<Option<f64>>, f64) {
        let mut all = vec![0.0; self.result.scorer.as_ref().map_or(0, |it| it.alternatives())];
        if let Some(scorer) = self.result.scorer.as_ref().filter(|_| !all.is_empty()) {
            scorer.score(weights, 1, &mut all);
        }
        let computed = |at: usize| {
            let row = self.result.row(self.group.places[at])?;
            Some(all.get(row)?.clamp(f64::MIN, f64::MAX))
        };
        let eps = tolerance((0..self.group.places.len()).filter_map(computed))
            .max(SUM_ROUNDING * self.result.magnitude(weights));
        let shown = |at: &usize| {
            let member = self.result.member(self.group.places[*at]);
            let known = self.problem.known_share(member, weights);
            computed(*at).filter(|_| self.problem.knows_enough(known))
        };
        (self.group.ranked.iter().map(shown).collect(), eps)
    }
}
