//! Min-max: from the column's worst to its best.

use super::Fitted;
use super::fitted::{Range, signed};
use crate::error::Phrase;
use crate::value::formula::{NormalizationSheet, ScaleNeeded, extremes};

pub(super) const ENTRY: NormalizationSheet = NormalizationSheet {
    name: "min-max",
    benefit: Phrase::same("(x - min) / (max - min)"),
    cost: Phrase::same("(max - x) / (max - min)"),
    scale: ScaleNeeded::Interval,
    domain: Phrase(
        "any figures; a constant column gives 1 for all (pymcdm and pyrepo-mcda agree, scikit-criteria and pyDecision give 0; ranks are the same)",
        "alle cijfers; een constante kolom geeft 1 voor alle (zo ook pymcdm en pyrepo-mcda; scikit-criteria en pyDecision geven 0; de rangen zijn dezelfde)",
    ),
};

pub(super) fn fit(figures: &[f64], benefit: bool) -> Fitted {
    let (least, most) = extremes(figures);
    over_ends(least, most, benefit)
}

/// The same from the ends of the column.
pub(super) fn over_ends(least: f64, most: f64, benefit: bool) -> Fitted {
    if least == most {
        return Fitted::new(benefit, |_| 1.0, |_, _| 0.0);
    }
    let range = Range::new(least, most);
    Fitted::new(
        benefit,
        move |x| range.place(benefit, x).clamp(0.0, 1.0),
        move |x, y| signed(benefit, range.part(x, y)),
    )
    .with_ln_ratio(move |x| range.distances(benefit, x), 0.0)
}
