//! No normalization: the raw figures.

use super::Fitted;
use crate::error::Phrase;
use crate::value::formula::{NormalizationSheet, ScaleNeeded, Undefined};

pub(super) const ENTRY: NormalizationSheet = NormalizationSheet {
    name: "none",
    benefit: Phrase::same("x"),
    cost: Phrase(
        "refused: a raw cost cannot be added to a raw benefit",
        "geweigerd: een ruwe kost is niet op te tellen bij een ruwe baat",
    ),
    scale: ScaleNeeded::Interval,
    domain: Phrase(
        "any figures; only sensible where all criteria share a unit",
        "alle cijfers; alleen zinvol waar alle criteria dezelfde eenheid hebben",
    ),
};

pub(super) fn fit(benefit: bool) -> Result<Fitted, Undefined> {
    if !benefit {
        return Err(Undefined {
            row: None,
            reason: [
                "raw figures of a `min` criterion would count as gains",
                "ruwe cijfers van een `min`-criterium zouden als winst tellen",
            ],
        });
    }
    Ok(Fitted::new(benefit, |x| x, |x, y| (x - y).clamp(f64::MIN, f64::MAX)))
}
