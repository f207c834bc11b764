//! Nonlinear: the square (for costs the cube) of the share of the best figure (Peldschus,
//! Vaigauskas & Zavadskas 1983).

use super::fitted::{ln_ratio, over, reciprocals};
use super::{Fitted, linear};
use crate::error::Phrase;
use crate::value::formula::{NormalizationSheet, ScaleNeeded, Undefined};

pub(super) const ENTRY: NormalizationSheet = NormalizationSheet {
    name: "nonlinear",
    benefit: Phrase::same("(x / max)^2"),
    cost: Phrase::same("(min / x)^3"),
    scale: ScaleNeeded::Ratio,
    domain: Phrase(
        "as `linear`: figures of at least 0, not all 0; above 0 where less is better",
        "zoals `linear`: cijfers van minstens 0, niet alle 0; boven 0 waar minder beter is",
    ),
};

pub(super) fn fit(figures: &[f64], benefit: bool) -> Result<Fitted, Undefined> {
    let (least, most) = linear::shares(figures, benefit)?;
    Ok(over_ends(least, most, benefit))
}

/// The same from the ends of a column that has shares of its best.
pub(super) fn over_ends(least: f64, most: f64, benefit: bool) -> Fitted {
    if benefit {
        // a^2 - b^2 = (a - b) (a + b)
        let difference = move |x: f64, y: f64| over(x, y, most) * (x / most + y / most);
        Fitted::new(benefit, move |x| (x / most).powi(2), difference)
            .with_logarithm(move |x| 2.0 * ln_ratio(x, most))
    } else {
        // a^3 - b^3 = (a - b) (a^2 + a b + b^2)
        let difference = move |x: f64, y: f64| {
            let (a, b) = (least / x, least / y);
            reciprocals(least, x, y) * (a * a + a * b + b * b)
        };
        Fitted::new(benefit, move |x| (least / x).powi(3), difference)
            .with_logarithm(move |x| 3.0 * ln_ratio(least, x))
    }
}
