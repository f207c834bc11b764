//! MEREC: what the removal of a criterion does to the performance of the alternatives
//! (Keshavarz-Ghorabaee et al. 2021).
//!
//! n_ij = min_j / x_ij where more is better, x_ij / max_j where less is; S_i = ln(1 + (sum over j
//! of |ln n_ij|) / n); S'_ij the same without column j, still over n; E_j = sum over i of |S'_ij -
//! S_i|; w_j = E_j / sum of E.

use super::column::Column;
use super::outcome::{DataWeights, Undefined};
use super::spread::{reject, shares};
use crate::error::Phrase;
use crate::value::formula::extremes;
use crate::value::{ScaleNeeded, ln_ratio};
use crate::weighting::{Evidence, WeightingSheet};

pub(super) const SHEET: WeightingSheet = WeightingSheet {
    name: "merec",
    idea: Phrase(
        "A criterion has the more weight the more the performance of the alternatives changes when it is left out. With n_ij = min_j / x_ij (x_ij / max_j where less is better), the performance of alternative i is S_i = ln(1 + (sum of |ln n_ij|) / n), without criterion j it is S'_ij, E_j = sum over i of |S'_ij - S_i|, and w_j = E_j / sum of E.",
        "Een criterium heeft meer gewicht naarmate het resultaat van de alternatieven meer verandert als het wegvalt. Met n_ij = min_j / x_ij (x_ij / max_j waar minder beter is) is het resultaat van alternatief i S_i = ln(1 + (som van |ln n_ij|) / n), zonder criterium j is het S'_ij, E_j = som over i van |S'_ij - S_i|, en w_j = E_j / som van E.",
    ),
    use_when: Phrase(
        "all criteria are amounts above 0, and ratios between alternatives are what counts.",
        "alle criteria hoeveelheden boven 0 zijn, en het om verhoudingen tussen alternatieven gaat.",
    ),
    avoid_when: Phrase(
        "the weights must say what matters: they measure how much the data differ, not what anybody values. A single figure near 0 draws weight to its column without bound.",
        "de gewichten moeten zeggen wat belangrijk is: ze meten hoe sterk de gegevens verschillen, niet waaraan iemand waarde hecht. Eén cijfer bij 0 trekt onbegrensd gewicht naar zijn kolom.",
    ),
    parameters: &[],
    evidence: Evidence::Data(ScaleNeeded::Ratio),
    degenerate: Phrase(
        "a figure of 0 or below has no logarithm: undefined. A constant column has weight 0, with a warning. One alternative, or all columns constant: undefined.",
        "een cijfer van 0 of lager heeft geen logaritme: niet bepaald. Een constante kolom heeft gewicht 0, met een waarschuwing. Eén alternatief, of alle kolommen constant: niet bepaald.",
    ),
    reference: "Keshavarz-Ghorabaee, Amiri, Zavadskas, Turskis & Antucheviciene 2021, doi:10.3390/sym13040525",
    disagreements: Phrase(
        "pymcdm, scikit-criteria and pyrepo-mcda give the same. pyDecision adds 1e-9 to divisors, which shows in columns of small figures.",
        "pymcdm, scikit-criteria en pyrepo-mcda geven hetzelfde. pyDecision telt 1e-9 op bij delers, wat te zien is in kolommen met kleine cijfers.",
    ),
};

pub(super) fn weights(columns: &[Column]) -> Result<DataWeights, Undefined> {
    reject(
        columns,
        |_, x| x <= 0.0,
        [
            "a figure of 0 or below has no logarithm",
            "een cijfer van 0 of lager heeft geen logaritme",
        ],
    )?;
    let n = columns.len() as f64;
    let logarithms: Vec<Vec<f64>> = columns.iter().map(logarithms).collect();
    let mut measures = vec![0.0; columns.len()];
    for i in 0..columns[0].figures.len() {
        let all: f64 = logarithms.iter().map(|column| column[i]).sum();
        for (measure, column) in measures.iter_mut().zip(&logarithms) {
            // S_i - S'_ij as one logarithm: the difference of two loses digits.
            *measure -= (-(column[i] / n) / (1.0 + all / n)).ln_1p();
        }
    }
    shares(columns, &measures, TOO_LITTLE)
}

/// |ln n_ij| down a column.
fn logarithms(column: &Column) -> Vec<f64> {
    let (least, most) = extremes(column.figures);
    let logarithm =
        |x: &f64| if column.benefit { ln_ratio(*x, least) } else { -ln_ratio(*x, most) };
    column.figures.iter().map(logarithm).collect()
}

const TOO_LITTLE: [&str; 2] = [
    "the figures differ too little for their logarithms",
    "de cijfers verschillen te weinig voor hun logaritmen",
];
