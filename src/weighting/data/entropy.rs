//! Entropy: how far a column's shares are from equal shares (Shannon 1948; Zeleny 1982; Hwang &
//! Yoon 1981).
//!
//! p_i = x_i / sum of x, E = -(sum of p_i ln p_i) / ln m, w_j = (1 - E_j) / sum of (1 - E). With
//! u_i = x_i / mean, 1 - E is (sum of u_i ln u_i) / (m ln m), of which ln m and m are the same in
//! all columns.

use super::column::Column;
use super::outcome::{DataWeights, Undefined};
use super::spread::{reject, relative_deviations, shares};
use crate::error::Phrase;
use crate::value::ScaleNeeded;
use crate::weighting::{Evidence, WeightingSheet};

pub(super) const SHEET: WeightingSheet = WeightingSheet {
    name: "entropy",
    idea: Phrase(
        "A criterion has the more weight the less evenly its sum is spread over the alternatives. With shares p_i = x_i / sum of x over m alternatives, its entropy is E = -(sum of p_i ln p_i) / ln m, from 0 (one alternative has all) to 1 (all have the same), and w_j = (1 - E_j) / sum of (1 - E).",
        "Een criterium heeft meer gewicht naarmate zijn som minder gelijk over de alternatieven verdeeld is. Met aandelen p_i = x_i / som van x over m alternatieven is de entropie E = -(som van p_i ln p_i) / ln m, van 0 (één alternatief heeft alles) tot 1 (alle hebben hetzelfde), en w_j = (1 - E_j) / som van (1 - E).",
    ),
    use_when: Phrase(
        "all criteria are amounts with a true zero, and the question is which of them tell the alternatives apart.",
        "alle criteria hoeveelheden met een echt nulpunt zijn, en de vraag is welke ervan de alternatieven onderscheiden.",
    ),
    avoid_when: Phrase(
        "the weights must say what matters: they measure how much the data differ, not what anybody values. Nor for temperatures, grades or other figures without a true zero: another zero gives other weights.",
        "de gewichten moeten zeggen wat belangrijk is: ze meten hoe sterk de gegevens verschillen, niet waaraan iemand waarde hecht. Ook niet voor temperaturen, punten of andere cijfers zonder echt nulpunt: een ander nulpunt geeft andere gewichten.",
    ),
    parameters: &[],
    evidence: Evidence::Data(ScaleNeeded::Ratio),
    degenerate: Phrase(
        "a share of 0 counts as 0 (0 ln 0 = 0). A constant column has weight 0, with a warning, also where all its figures are 0. A figure below 0 has no share: undefined. One alternative, or all columns constant: undefined. The direction of a criterion plays no part.",
        "een aandeel van 0 telt als 0 (0 ln 0 = 0). Een constante kolom heeft gewicht 0, met een waarschuwing, ook waar al haar cijfers 0 zijn. Een cijfer onder 0 heeft geen aandeel: niet bepaald. Eén alternatief, of alle kolommen constant: niet bepaald. De richting van een criterium speelt geen rol.",
    ),
    reference: "Shannon 1948, doi:10.1002/j.1538-7305.1948.tb01338.x; Zeleny 1982, Multiple Criteria Decision Making, ch. 7; Hwang & Yoon 1981, doi:10.1007/978-3-642-48318-9",
    disagreements: Phrase(
        "scikit-criteria and pyrepo-mcda give the same. pymcdm refuses a figure of 0. pyDecision first takes the reciprocal of costs and adds 1e-9, so its weights differ wherever less is better.",
        "scikit-criteria en pyrepo-mcda geven hetzelfde. pymcdm weigert een cijfer van 0. pyDecision neemt eerst het omgekeerde van kosten en telt 1e-9 op, zodat de gewichten daar verschillen waar minder beter is.",
    ),
};

pub(super) fn weights(columns: &[Column]) -> Result<DataWeights, Undefined> {
    reject(
        columns,
        |_, x| x < 0.0,
        [
            "a figure below 0 has no share of the column's sum, so there is no entropy",
            "een cijfer onder 0 heeft geen aandeel in de som van de kolom, dus is er geen entropie",
        ],
    )?;
    let measures: Vec<f64> = columns.iter().map(|column| divergence(column.figures)).collect();
    shares(columns, &measures, TOO_LITTLE)
}

/// The mean of u ln u over the figures, u = x / mean; as the mean of u is 1, it is the mean of
/// u ln u - (u - 1), of which no term is below 0, so that nothing cancels.
fn divergence(figures: &[f64]) -> f64 {
    let terms = relative_deviations(figures).into_iter().map(term);
    terms.sum::<f64>() / figures.len() as f64
}

/// u ln u - (u - 1) for u = 1 + e, e of at least -1.
fn term(e: f64) -> f64 {
    if e <= -1.0 {
        return 1.0;
    }
    if e.abs() < SERIES {
        // e^2 / 2 - e^3 / 6 + e^4 / 12 - ...: the closed form loses e where it is small.
        let coefficient =
            |k: u32| (if k.is_multiple_of(2) { 1.0 } else { -1.0 }) / f64::from(k * (k - 1));
        return (2..=10).rev().fold(0.0, |sum, k| (sum + coefficient(k)) * e) * e;
    }
    (1.0 + e) * e.ln_1p() - e
}

/// Below this, nine terms of the series are exact to the last digit.
const SERIES: f64 = 0.01;

const TOO_LITTLE: [&str; 2] = [
    "the figures differ too little for an entropy",
    "de cijfers verschillen te weinig voor een entropie",
];
