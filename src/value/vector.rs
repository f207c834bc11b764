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
    let (least, most) = extremes(figures);
    let square = square(least, most);
    let sum = elementwise::sum(figures, square);
    over_sum(least, most, sum, benefit, Some(figures))
}

/// The largest figure of a column with these ends, whatever its sign.
fn largest(least: f64, most: f64) -> f64 {
    least.abs().max(most.abs())
}

/// Squares that make up the norm, of figures in units of about the largest: squares of 1e200
/// overflow.
pub(super) fn square(least: f64, most: f64) -> impl Fn(f64) -> f64 + Copy + 'static {
    let unit = unit_of(largest(least, most));
    move |x: f64| (x * unit) * (x * unit)
}

/// The normalization from the ends of the column and the sum of its squares. A cost that is most of
/// the norm takes its value from the squares of the others; where `figures`, the column, is not at
/// hand, it is taken from 1, and has fewer digits.
pub(super) fn over_sum(
    least: f64,
    most: f64,
    sum: f64,
    benefit: bool,
    figures: Option<&[f64]>,
) -> Fitted {
    let largest = largest(least, most);
    if largest <= 0.0 {
        return Fitted::new(benefit, move |_| if benefit { 0.0 } else { 1.0 }, |_, _| 0.0);
    }
    let (norm, unit) = (sum.sqrt(), unit_of(largest));
    let part = move |x: f64| x * unit / norm;
    let difference = move |x: f64, y: f64| signed(benefit, over(x * unit, y * unit, norm));
    if benefit {
        return Fitted::new(benefit, part, difference)
            .with_ln_ratio(move |x| (x, largest), (norm / (largest * unit)).ln());
    }
    // 1 - p has lost digits where p is near 1; there it is (1 - p^2) / (1 + p).
    let Some(figures) = figures.filter(|_| largest * unit > norm / 2.0) else {
        return Fitted::new(benefit, move |x| 1.0 - part(x), difference);
    };
    let square = square(least, most);
    let squares: Vec<f64> = figures.iter().map(|x| square(*x)).collect();
    let from_one = move |x: f64| match part(x) {
        part if part > 0.5 => rest(&squares, square(x), sum) / (1.0 + part),
        part => 1.0 - part,
    };
    Fitted::new(benefit, from_one, difference)
}
