//! Up to which difference means of the actors' scores tie.

use super::PanelGroup;

/// Means of scores in a group that differ by no more than this tie: the largest tolerance of the
/// actors who rank. It does not depend on influence, so that a rule has the same ties wherever its
/// answer is told.
pub(super) fn tie_of_mean_scores(group: &PanelGroup) -> f64 {
    group.ranking.iter().map(|actor| group.actors[*actor].eps).fold(0.0, f64::max)
}
