//! Enhanced accuracy: 1 less the share of the column's total distance to its best (Zeng, Li & Yang
//! 2013, doi:10.1016/j.compbiomed.2013.06.003).

use super::Fitted;
use super::fitted::{Range, rest, signed};
use crate::error::Phrase;
use crate::value::formula::{NormalizationSheet, ScaleNeeded, extremes};

pub(super) const ENTRY: NormalizationSheet = NormalizationSheet {
    name: "enhanced-accuracy",
    benefit: Phrase("1 - (max - x) / sum of (max - x)", "1 - (max - x) / som van (max - x)"),
    cost: Phrase("1 - (x - min) / sum of (x - min)", "1 - (x - min) / som van (x - min)"),
    scale: ScaleNeeded::Interval,
    domain: Phrase(
        "any figures; a constant column gives 1 for all",
        "alle cijfers; een constante kolom geeft 1 voor alle",
    ),
};

pub(super) fn fit(figures: &[f64], benefit: bool) -> Fitted {
    let (least, most) = extremes(figures);
    if least >= most {
        return Fitted::new(benefit, |_| 1.0, |_, _| 0.0);
    }
    // The range as unit keeps the sum finite.
    let range = Range::new(least, most);
    let distance = move |x: f64| if benefit { range.part(most, x) } else { range.part(x, least) };
    let distances: Vec<f64> = figures.iter().map(|x| distance(*x)).collect();
    let sum: f64 = distances.iter().sum();
    let difference = move |x: f64, y: f64| signed(benefit, range.part(x, y) / sum);
    Fitted::new(benefit, move |x| rest(&distances, distance(x), sum), difference)
}
