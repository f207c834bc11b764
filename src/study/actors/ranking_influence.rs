//! How much each of the actors who rank counts in a rule of the group.

use super::{PanelEvaluation, PanelGroup};
use crate::rank_aggregation::Rankings;

/// The influence of the actors who rank in a group, in the order of [`PanelGroup::ranking`].
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RankingInfluence {
    /// As the actors have it: whole numbers stay whole, so that sums of them are exact.
    pub(super) given: Vec<f64>,
    /// The share of all influence of those who rank; the sum is 1.
    pub(super) shares: Vec<f64>,
}

impl RankingInfluence {
    /// `None` where nobody ranks, or nobody who ranks has influence: then a rule of the group has no
    /// answer.
    pub(super) fn new(panel: &PanelEvaluation, group: &PanelGroup) -> Option<RankingInfluence> {
        let actors = panel.actors();
        let given: Vec<f64> = group.ranking.iter().map(|at| actors[*at].influence()).collect();
        let all = panel.panel.shares();
        let shares: Vec<f64> = group.ranking.iter().map(|at| all[*at]).collect();
        let total: f64 = shares.iter().sum();
        let shares = shares.iter().map(|share| share / total).collect();
        (total > 0.0).then_some(RankingInfluence { given, shares })
    }

    /// What a figure that is summed over influence as given must be multiplied with, so that equal
    /// influence gives the plain sum over actors.
    pub(super) fn scale(&self) -> f64 {
        self.given.len() as f64 / self.given.iter().sum::<f64>()
    }

    /// The rankings of the alternatives that all have a score for, weighted by influence as given.
    pub(super) fn rankings(&self, group: &PanelGroup) -> Option<Rankings> {
        let ranking = |(at, given): (&usize, &f64)| (*given, group.ranks_among_ranked(*at));
        let weighted = group.ranking.iter().zip(&self.given).map(ranking).collect();
        Rankings::new(group.ranked.len(), weighted)
    }

    /// The mean of a figure over the actors who rank, by influence.
    pub(super) fn mean(&self, group: &PanelGroup, of: &dyn Fn(usize) -> f64) -> f64 {
        group.ranking.iter().zip(&self.shares).map(|(at, share)| share * of(*at)).sum()
    }
}
