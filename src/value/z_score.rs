//! Z-score: distance from the mean in standard deviations of the column (divided by m, not m - 1).

use super::Fitted;
use super::fitted::{Range, signed};
use crate::error::Phrase;
use crate::value::formula::{NormalizationSheet, ScaleNeeded, extremes};

pub(super) const ENTRY: NormalizationSheet = NormalizationSheet {
    name: "z-score",
    benefit: Phrase("(x - mean) / sd, sd over m", "(x - gemiddelde) / sd, sd over m"),
    cost: Phrase("(mean - x) / sd", "(gemiddelde - x) / sd"),
    scale: ScaleNeeded::Interval,
    domain: Phrase(
        "any figures; a constant column gives 0 for all. Packages that divide by m - 1 differ by the factor sqrt((m - 1) / m)",
        "alle cijfers; een constante kolom geeft 0 voor alle. Pakketten die door m - 1 delen, verschillen met de factor sqrt((m - 1) / m)",
    ),
};

pub(super) fn fit(figures: &[f64], benefit: bool) -> Fitted {
    let (least, most) = extremes(figures);
    if least >= most {
        return Fitted::new(benefit, |_| 0.0, |_, _| 0.0);
    }
    let m = figures.len() as f64;
    // On the column's own range 0..1, where nothing overflows; z-scores do not depend on it.
    let range = Range::new(least, most);
    let mean = figures.iter().map(|x| range.part(*x, least)).sum::<f64>() / m;
    let variance =
        figures.iter().map(|x| range.part(*x, least) - mean).map(|d| d * d).sum::<f64>() / m;
    let sd = variance.sqrt();
    let value = move |x: f64| signed(benefit, (range.part(x, least) - mean) / sd);
    Fitted::new(benefit, value, move |x, y| signed(benefit, range.part(x, y) / sd))
}
