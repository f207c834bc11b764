//! Z-score: distance from the mean in standard deviations of the column (divided by m, not m - 1).

use super::fitted::{Range, signed};
use super::{Fitted, WholeColumn};
use crate::error::Phrase;
use crate::kernel::elementwise;
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
    let mut sums = Vec::with_capacity(2);
    while sums.len() < 2 {
        let term = term(WholeColumn { count: figures.len(), least, most, sums: &sums });
        sums.push(elementwise::sum(figures, term));
    }
    over_sums(WholeColumn { count: figures.len(), least, most, sums: &sums }, benefit)
}

/// What a figure adds to the first sum, of places, and then to the second, of squared deviations:
/// on the column's own range 0..1, where nothing overflows; z-scores do not depend on it.
pub(super) fn term(whole: WholeColumn) -> Box<dyn Fn(f64) -> f64> {
    let WholeColumn { count, least, most, sums } = whole;
    let range = Range::new(least, most);
    match sums.first().map(|sum| sum / count as f64) {
        None => Box::new(move |x| range.part(x, least)),
        Some(mean) => Box::new(move |x| {
            let deviation = range.part(x, least) - mean;
            deviation * deviation
        }),
    }
}

/// The normalization from the ends of the column, the sum of the places of its figures between them
/// and that of their squared deviations.
pub(super) fn over_sums(whole: WholeColumn, benefit: bool) -> Fitted {
    let WholeColumn { count, least, most, sums } = whole;
    let &[places, deviations] = sums else { return Fitted::new(benefit, |_| 0.0, |_, _| 0.0) };
    if least >= most {
        return Fitted::new(benefit, |_| 0.0, |_, _| 0.0);
    }
    let range = Range::new(least, most);
    let mean = places / count as f64;
    let sd = (deviations / count as f64).sqrt();
    let value = move |x: f64| signed(benefit, (range.part(x, least) - mean) / sd);
    Fitted::new(benefit, value, move |x, y| signed(benefit, range.part(x, y) / sd))
}
