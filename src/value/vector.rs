//! Vector: divided by the column's Euclidean length (Hwang & Yoon 1981).

use super::Fitted;
use super::fitted::{over, rest, signed, unit_of};
use crate::error::Phrase;
use crate::kernel::elementwise;
use crate::value::formula::{NormalizationSheet, ScaleNeeded, extremes};

pub(super) const ENTRY: NormalizationSheet = NormalizationSheet {
    name: "vector",
    benefit: Phrase("x / norm, norm = sqrt(sum of x^2)", "x / norm, norm = sqrt(som van x^2)"),
    cost: Phrase::same("1 - x / norm"),
    scale: ScaleNeeded::Ratio,
    domain: Phrase(
        "any figures; a column of zeros gives 0 (as a cost 1) for all. scikit-criteria's pipeline takes reciprocals of costs first",
        "alle cijfers; een kolom met nullen geeft 0 (als kost 1) voor alle. De pipeline van scikit-criteria neemt eerst het omgekeerde van kosten",
    ),
};

pub(super) fn fit(figures: &[f64], benefit: bool) -> Fitted {
    // In units of about the largest: squares of 1e200 overflow.
    let (least, most) = extremes(figures);
    let most = most.max(-least);
    if most <= 0.0 {
        return Fitted::new(benefit, move |_| if benefit { 0.0 } else { 1.0 }, |_, _| 0.0);
    }
    let unit = unit_of(most);
    let square = move |x: f64| (x * unit) * (x * unit);
    let sum = elementwise::sum(figures, square);
    let norm = sum.sqrt();
    let part = move |x: f64| x * unit / norm;
    let difference = move |x: f64, y: f64| signed(benefit, over(x * unit, y * unit, norm));
    if benefit {
        return Fitted::new(benefit, part, difference)
            .with_ln_ratio(move |x| (x, most), (norm / (most * unit)).ln());
    }
    // 1 - p has lost digits where p is near 1; there it is (1 - p^2) / (1 + p).
    if most * unit <= norm / 2.0 {
        return Fitted::new(benefit, move |x| 1.0 - part(x), difference);
    }
    let squares: Vec<f64> = figures.iter().map(|x| square(*x)).collect();
    let from_one = move |x: f64| match part(x) {
        part if part > 0.5 => rest(&squares, square(x), sum) / (1.0 + part),
        part => 1.0 - part,
    };
    Fitted::new(benefit, from_one, difference)
}
