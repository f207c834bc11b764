//! Direct rating (point allocation).
//!
//! w_i = p_i / sum of p, with p the points given, or the middle of a range of points. von Winterfeldt
//! & Edwards 1986, *Decision Analysis and Behavioral Research*, ch. 8.

use super::{DerivedWeights, Fault, Judgement, points};
use crate::error::Phrase;
use crate::weighting::{Evidence, WeightingSheet};

pub(in crate::weighting) const SHEET: WeightingSheet = WeightingSheet {
    name: "direct",
    idea: Phrase(
        "Each criterion gets points in proportion to its importance; the weight is its share of all points: w_i = p_i / sum of p. Of a range the middle counts, and the range stays open.",
        "Elk criterium krijgt punten in verhouding tot zijn belang; het gewicht is het aandeel in alle punten: w_i = p_i / som van p. Van een bereik telt het midden, en het bereik blijft open.",
    ),
    use_when: Phrase(
        "people have figures in mind already, or share out a budget of 100 points.",
        "mensen al cijfers in gedachten hebben, of een budget van 100 punten verdelen.",
    ),
    avoid_when: Phrase(
        "people think of importance as such, without the swing from the worst to the best figure at stake: `swing` asks for that.",
        "mensen aan belang op zich denken, los van de stap van het slechtste naar het beste cijfer waar het om gaat: daar vraagt `swing` naar.",
    ),
    parameters: &[],
    evidence: Evidence::Judgements(Phrase::same("price = 60, range = 30..40")),
    degenerate: Phrase(
        "0 points give weight 0. All 0, a criterion without points or with points twice: an error that names it.",
        "0 punten geven gewicht 0. Alle 0, een criterium zonder punten of met tweemaal punten: een fout die zegt welk.",
    ),
    reference: "von Winterfeldt & Edwards 1986, Decision Analysis and Behavioral Research, ch. 8",
    disagreements: Phrase("none known", "geen bekend"),
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
