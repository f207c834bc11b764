//! Logarithmic: the share of the logarithm of the column's product (Zavadskas & Turskis 2008,
//! doi:10.3846/1392-8619.2008.14).

use super::Fitted;
use super::fitted::{ln_ratio, rest, signed};
use crate::error::Phrase;
use crate::value::formula::{NormalizationSheet, ScaleNeeded, Undefined, reject};

pub(super) const ENTRY: NormalizationSheet = NormalizationSheet {
    name: "logarithmic",
    benefit: Phrase("ln x / ln(product of x)", "ln x / ln(product van x)"),
    cost: Phrase(
        "(1 - ln x / ln(product of x)) / (m - 1)",
        "(1 - ln x / ln(product van x)) / (m - 1)",
    ),
    scale: ScaleNeeded::Ratio,
    domain: Phrase(
        "figures above 0 whose product exceeds 1 (else the order would turn round); a cost needs at least two alternatives",
        "cijfers boven 0 waarvan het product groter is dan 1 (anders keert de volgorde om); een kost vraagt minstens twee alternatieven",
    ),
};

pub(super) fn fit(figures: &[f64], benefit: bool) -> Result<Fitted, Undefined> {
    reject(
        figures,
        |x| x <= 0.0,
        [
            "a figure of 0 or less has no logarithm",
            "een cijfer van 0 of minder heeft geen logaritme",
        ],
    )?;
    let logarithms: Vec<f64> = figures.iter().map(|x| x.ln()).collect();
    let sum: f64 = logarithms.iter().sum();
    // What reading and summing may have moved it by: the logarithms of 2.5 and 0.4 sum to 1e-16,
    // and their product is 1.
    let rounding = 4.0 * f64::EPSILON * logarithms.iter().map(|ln| ln.abs() + 1.0).sum::<f64>();
    if sum <= rounding {
        return Err(Undefined {
            row: None,
            reason: [
                "the product of the column does not exceed 1, so ln x / ln(product) is undefined or turns the order round",
                "het product van de kolom is niet groter dan 1, dus is ln x / ln(product) niet bepaald of keert het de volgorde om",
            ],
        });
    }
    if !benefit && figures.len() < 2 {
        return Err(Undefined {
            row: None,
            reason: ["a single cost gives 0/0", "één enkele kost geeft 0/0"],
        });
    }
    let others = if benefit { 1.0 } else { figures.len() as f64 - 1.0 };
    let difference = move |x: f64, y: f64| signed(benefit, ln_ratio(x, y) / sum / others);
    if benefit {
        return Ok(Fitted::new(benefit, move |x| x.ln() / sum, difference));
    }
    let parts = logarithms.iter().all(|ln| *ln >= 0.0);
    let from_one =
        move |x: f64| if parts { rest(&logarithms, x.ln(), sum) } else { 1.0 - x.ln() / sum };
    Ok(Fitted::new(benefit, move |x| from_one(x) / others, difference))
}
