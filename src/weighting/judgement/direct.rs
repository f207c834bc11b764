//! Direct rating (point allocation).
//!
//! w_i = p_i / sum of p, with p the points given, or the middle of a range of points. von Winterfeldt
//! & Edwards 1986, *Decision Analysis and Behavioral Research*, ch. 8.

use super::{DerivedWeights, Fault, Judgement, points};
use crate::weighting::{Evidence, WeightingSheet};

pub(in crate::weighting) const SHEET: WeightingSheet = WeightingSheet {
    name: "direct",
    idea: "Each criterion gets points in proportion to its importance; the weight is its share of all points: w_i = p_i / sum of p. Of a range the middle counts, and the range stays open.",
    use_when: "people have figures in mind already, or share out a budget of 100 points.",
    avoid_when: "people think of importance as such, without the swing from the worst to the best figure at stake: `swing` asks for that.",
    parameters: &[],
    evidence: Evidence::Judgements("price = 60, range = 30..40"),
    degenerate: "0 points give weight 0. All 0, a criterion without points or with points twice: an error that names it.",
    reference: "von Winterfeldt & Edwards 1986, Decision Analysis and Behavioral Research, ch. 8",
    disagreements: "none known",
};

/// Weights of points; see the module.
///
/// # Errors
/// Where an item has no points or has them twice, where all are 0, or points are no figures.
pub(in crate::weighting) fn derive(
    items: usize,
    judgements: &[Judgement],
) -> Result<DerivedWeights, Fault> {
    points::derived(&points::read(SHEET.name, items, judgements)?, Vec::new())
}
