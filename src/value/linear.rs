//! Linear: the share of the best figure (Hwang & Yoon 1981, the scaling of simple additive
//! weighting).

use super::Fitted;
use super::fitted::{over, reciprocals};
use crate::error::Phrase;
use crate::value::formula::{NormalizationSheet, ScaleNeeded, Undefined, extremes, reject};

pub(super) const ENTRY: NormalizationSheet = NormalizationSheet {
    name: "linear",
    benefit: Phrase::same("x / max"),
    cost: Phrase::same("min / x"),
    scale: ScaleNeeded::Ratio,
    domain: Phrase(
        "figures of at least 0, not all 0; above 0 where less is better (min / x is 0/0 at 0; scikit-criteria puts 1e-5 there)",
        "cijfers van minstens 0, niet alle 0; boven 0 waar minder beter is (min / x is 0/0 bij 0; scikit-criteria zet daar 1e-5)",
    ),
};

/// The least and the most of a column that has shares of its best.
pub(super) fn shares(figures: &[f64], benefit: bool) -> Result<(f64, f64), Undefined> {
    let (least, most) = extremes(figures);
    check(figures, most, benefit)?;
    Ok((least, most))
}

/// Whether these figures, of a column with this largest one, have shares of the best.
pub(super) fn check(figures: &[f64], most: f64, benefit: bool) -> Result<(), Undefined> {
    reject(
        figures,
        |x| x < 0.0,
        [
            "a figure below 0 has no share of the best",
            "een cijfer onder 0 heeft geen aandeel van het beste",
        ],
    )?;
    if most <= 0.0 {
        return Err(Undefined {
            row: None,
            reason: [
                "all figures are 0, so the share of the best is 0/0",
                "alle cijfers zijn 0, dus is het aandeel van het beste 0/0",
            ],
        });
    }
    if !benefit {
        reject(
            figures,
            |x| x == 0.0,
            ["min / x is undefined for a cost of 0", "min / x is niet bepaald voor een kost van 0"],
        )?;
    }
    Ok(())
}

pub(super) fn fit(figures: &[f64], benefit: bool) -> Result<Fitted, Undefined> {
    let (least, most) = shares(figures, benefit)?;
    Ok(over_ends(least, most, benefit))
}

/// The same from the ends of a column that has shares of its best.
pub(super) fn over_ends(least: f64, most: f64, benefit: bool) -> Fitted {
    if benefit {
        Fitted::new(benefit, move |x| x / most, move |x, y| over(x, y, most))
            .with_ln_ratio(move |x| (x, most), 0.0)
    } else {
        Fitted::new(benefit, move |x| least / x, move |x, y| reciprocals(least, x, y))
            .with_ln_ratio(move |x| (least, x), 0.0)
    }
}
