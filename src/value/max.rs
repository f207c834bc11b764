//! Max: divided by the column's largest figure.

use super::Fitted;
use super::fitted::{over, signed};
use crate::error::Phrase;
use crate::value::formula::{NormalizationSheet, ScaleNeeded, Undefined, extremes, reject};

pub(super) const ENTRY: NormalizationSheet = NormalizationSheet {
    name: "max",
    benefit: Phrase::same("x / max"),
    cost: Phrase::same("1 - x / max"),
    scale: ScaleNeeded::Ratio,
    domain: Phrase("figures of at least 0, not all 0", "cijfers van minstens 0, niet alle 0"),
};

pub(super) fn fit(figures: &[f64], benefit: bool) -> Result<Fitted, Undefined> {
    check(figures)?;
    over_ends(extremes(figures).1, benefit)
}

/// Whether these figures can be divided by the largest.
pub(super) fn check(figures: &[f64]) -> Result<(), Undefined> {
    reject(
        figures,
        |x| x < 0.0,
        [
            "a figure below 0 has no share of the largest",
            "een cijfer onder 0 heeft geen aandeel van het grootste",
        ],
    )
}

/// The same from the largest figure of the column.
pub(super) fn over_ends(most: f64, benefit: bool) -> Result<Fitted, Undefined> {
    if most <= 0.0 {
        return Err(Undefined {
            row: None,
            reason: [
                "all figures are 0, so x / max is 0/0",
                "alle cijfers zijn 0, dus is x / max 0/0",
            ],
        });
    }
    let from_worst = move |x: f64| if benefit { x } else { most - x };
    let difference = move |x: f64, y: f64| signed(benefit, over(x, y, most));
    Ok(Fitted::new(benefit, move |x| from_worst(x) / most, difference)
        .with_ln_ratio(move |x| (from_worst(x), most), 0.0))
}
