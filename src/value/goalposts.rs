//! Goalposts: the place between the ends of the criterion's scale, as in the Human Development
//! Index.

use super::Fitted;
use super::fitted::{Range, signed};
use crate::error::Phrase;
use crate::value::formula::{NormalizationSheet, ScaleNeeded, Undefined};

pub(super) const ENTRY: NormalizationSheet = NormalizationSheet {
    name: "goalposts",
    benefit: Phrase(
        "(x - low) / (high - low), low and high the ends of the criterion's scale",
        "(x - low) / (high - low), met low en high de uiteinden van de schaal van het criterium",
    ),
    cost: Phrase::same("(high - x) / (high - low)"),
    scale: ScaleNeeded::Interval,
    domain: Phrase(
        "criteria with a scale; a figure beyond it counts as its end. Does not depend on the other alternatives",
        "criteria met een schaal; een cijfer daarbuiten telt als het uiteinde. Hangt niet af van de andere alternatieven",
    ),
};

pub(super) fn fit(benefit: bool, ends: Option<(f64, f64)>) -> Result<Fitted, Undefined> {
    let Some((low, high)) = ends.filter(|(low, high)| low < high) else {
        return Err(Undefined {
            row: None,
            reason: [
                "goalposts are the ends of a scale, and this criterion has none",
                "goalposts zijn de uiteinden van een schaal, en dit criterium heeft er geen",
            ],
        });
    };
    let range = Range::new(low, high);
    let cut = move |x: f64| x.clamp(low, high);
    let difference = move |x: f64, y: f64| signed(benefit, range.part(cut(x), cut(y)));
    Ok(Fitted::new(benefit, move |x| range.place(benefit, cut(x)).clamp(0.0, 1.0), difference)
        .with_ln_ratio(move |x| range.distances(benefit, cut(x)), 0.0))
}
