//! Sum: divided by the column's sum.

use super::Fitted;
use super::fitted::{over, reciprocals, unit_of};
use crate::error::Phrase;
use crate::kernel::elementwise;
use crate::value::formula::{NormalizationSheet, ScaleNeeded, Undefined, extremes, reject};

pub(super) const ENTRY: NormalizationSheet = NormalizationSheet {
    name: "sum",
    benefit: Phrase("x / sum of x", "x / som van x"),
    cost: Phrase("(1 / x) / sum of (1 / x)", "(1 / x) / som van (1 / x)"),
    scale: ScaleNeeded::Ratio,
    domain: Phrase(
        "figures of at least 0, not all 0; above 0 where less is better",
        "cijfers van minstens 0, niet alle 0; boven 0 waar minder beter is",
    ),
};

pub(super) fn fit(figures: &[f64], benefit: bool) -> Result<Fitted, Undefined> {
    reject(
        figures,
        |x| x < 0.0,
        [
            "a figure below 0 has no share of the sum",
            "een cijfer onder 0 heeft geen aandeel van de som",
        ],
    )?;
    let (least, most) = extremes(figures);
    if most <= 0.0 {
        return Err(Undefined {
            row: None,
            reason: [
                "all figures are 0, so x / sum is 0/0",
                "alle cijfers zijn 0, dus is x / som 0/0",
            ],
        });
    }
    if !benefit {
        reject(
            figures,
            |x| x == 0.0,
            ["a cost of 0 has no reciprocal", "een kost van 0 heeft geen omgekeerde"],
        )?;
    }
    if benefit {
        // In units of about the largest, since sums may overflow.
        let unit = unit_of(most);
        let sum = elementwise::sum(figures, move |x| x * unit);
        let apart = move |x: f64, y: f64| over(x * unit, y * unit, sum);
        return Ok(Fitted::new(benefit, move |x| x * unit / sum, apart)
            .with_ln_ratio(move |x| (x, most), (sum / (most * unit)).ln()));
    }
    // Shares of the least, which stay within 0..1 where reciprocals overflow.
    let sum = elementwise::sum(figures, move |x| least / x);
    let unit = unit_of(least);
    let part = least * unit / sum;
    let apart = move |x: f64, y: f64| reciprocals(least, x, y) / sum;
    Ok(Fitted::new(benefit, move |x| part / (x * unit), apart)
        .with_ln_ratio(move |x| (least, x), sum.ln()))
}
