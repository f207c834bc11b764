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
    let (least, most) = extremes(figures);
    check(figures, most, benefit)?;
    // As `share` says, in a loop for each of both.
    let unit = unit_of(most);
    let sum = match benefit {
        true => elementwise::sum(figures, move |x| x * unit),
        false => elementwise::sum(figures, move |x| least / x),
    };
    Ok(over_sum(least, most, sum, benefit))
}

/// Whether these figures, of a column with this largest one, have shares of the sum.
pub(super) fn check(figures: &[f64], most: f64, benefit: bool) -> Result<(), Undefined> {
    reject(
        figures,
        |x| x < 0.0,
        [
            "a figure below 0 has no share of the sum",
            "een cijfer onder 0 heeft geen aandeel van de som",
        ],
    )?;
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
    Ok(())
}

/// Parts in which the sum of a column is counted, so that neither sums nor reciprocals overflow: of
/// gains, figures in units of about the largest; of costs, shares of the least.
pub(super) fn share(least: f64, most: f64, benefit: bool) -> impl Fn(f64) -> f64 + Copy + 'static {
    let unit = unit_of(most);
    move |x: f64| if benefit { x * unit } else { least / x }
}

/// The normalization from the ends of the column and the sum of its parts.
pub(super) fn over_sum(least: f64, most: f64, sum: f64, benefit: bool) -> Fitted {
    if benefit {
        let unit = unit_of(most);
        let apart = move |x: f64, y: f64| over(x * unit, y * unit, sum);
        return Fitted::new(benefit, move |x| x * unit / sum, apart)
            .with_ln_ratio(move |x| (x, most), (sum / (most * unit)).ln());
    }
    let unit = unit_of(least);
    let part = least * unit / sum;
    let apart = move |x: f64, y: f64| reciprocals(least, x, y) / sum;
    Fitted::new(benefit, move |x| part / (x * unit), apart)
        .with_ln_ratio(move |x| (least, x), sum.ln())
}
