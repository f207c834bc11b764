//! Logarithmic: the share of the logarithm of the column's product (Zavadskas & Turskis 2008, doi:10.3846/1392-8619.2008.14).

use super::{Entry, ScaleNeeded, Undefined, reject};

pub(super) const ENTRY: Entry = Entry {
    name: "logarithmic",
    benefit: "ln x / ln(product of x)",
    cost: "(1 - ln x / ln(product of x)) / (m - 1)",
    scale: ScaleNeeded::Ratio,
    domain: "figures above 0 whose product exceeds 1 (else the order would turn round); a cost needs at least two alternatives",
};

pub(super) fn column(figures: &[f64], benefit: bool) -> Result<Vec<f64>, Undefined> {
    reject(figures, |x| x <= 0.0, "a figure of 0 or less has no logarithm")?;
    let logarithms: Vec<f64> = figures.iter().map(|x| x.ln()).collect();
    let sum: f64 = logarithms.iter().sum();
    if sum <= 0.0 {
        return Err(Undefined {
            row: None,
            reason: "the product of the column does not exceed 1, so ln x / ln(product) is undefined or turns the order round",
        });
    }
    if !benefit && figures.len() < 2 {
        return Err(Undefined { row: None, reason: "a single cost gives 0/0" });
    }
    let others = figures.len() as f64 - 1.0;
    Ok(logarithms.iter().map(|ln| if benefit { ln / sum } else { (1.0 - ln / sum) / others }).collect())
}
