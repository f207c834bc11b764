//! Coefficient of variation: w_j = v_j / sum of v, with v = standard deviation / mean (in the
//! comparison of Shuai, Zongzhun, Yongji & Lei 2012).

use super::column::Column;
use super::outcome::{DataWeights, Undefined};
use super::spread::{reject, relative_deviations, shares};
use crate::error::Phrase;
use crate::value::ScaleNeeded;
use crate::weighting::{Evidence, WeightingSheet};

pub(super) const SHEET: WeightingSheet = WeightingSheet {
    name: "cv",
    idea: Phrase(
        "A criterion has the more weight the more its figures differ, in proportion to their mean: w_j = v_j / sum of v, with v_j = sigma_j / mean_j.",
        "Een criterium heeft meer gewicht naarmate zijn cijfers meer verschillen in verhouding tot hun gemiddelde: w_j = v_j / som van v, met v_j = sigma_j / gemiddelde_j.",
    ),
    use_when: Phrase(
        "all criteria are amounts with a true zero, in whatever units: the unit of a column makes no difference.",
        "alle criteria hoeveelheden met een echt nulpunt zijn, in welke eenheid ook: de eenheid van een kolom maakt geen verschil.",
    ),
    avoid_when: Phrase(
        "the weights must say what matters: they measure how much the data differ, not what anybody values. Nor for figures without a true zero: another zero gives other weights.",
        "de gewichten moeten zeggen wat belangrijk is: ze meten hoe sterk de gegevens verschillen, niet waaraan iemand waarde hecht. Ook niet voor cijfers zonder echt nulpunt: een ander nulpunt geeft andere gewichten.",
    ),
    parameters: &[],
    evidence: Evidence::Data(ScaleNeeded::Ratio),
    degenerate: Phrase(
        "a constant column has weight 0, with a warning, also where all its figures are 0. A figure below 0: undefined, since a mean near 0 would give any weight at all. One alternative, or all columns constant: undefined. The direction of a criterion plays no part. Whether the standard deviation divides by m or by m - 1 makes no difference.",
        "een constante kolom heeft gewicht 0, met een waarschuwing, ook waar al haar cijfers 0 zijn. Een cijfer onder 0: niet bepaald, want een gemiddelde bij 0 zou om het even welk gewicht geven. Eén alternatief, of alle kolommen constant: niet bepaald. De richting van een criterium speelt geen rol. Of de standaardafwijking door m of door m - 1 deelt, maakt geen verschil.",
    ),
    reference: "Shuai, Zongzhun, Yongji & Lei 2012, A new angular method to determine the objective weights, doi:10.1109/CCDC.2012.6244621, which compares it with `angle`",
    disagreements: Phrase(
        "pyrepo-mcda divides by the sum of the column first, which changes nothing.",
        "pyrepo-mcda deelt eerst door de som van de kolom, wat niets verandert.",
    ),
};

pub(super) fn weights(columns: &[Column]) -> Result<DataWeights, Undefined> {
    let measures = coefficients(columns)?;
    shares(columns, &measures, TOO_LITTLE)
}

/// Standard deviation / mean of each column, where the standard deviation divides by m.
///
/// # Errors
/// For a figure below 0.
pub(super) fn coefficients(columns: &[Column]) -> Result<Vec<f64>, Undefined> {
    reject(
        columns,
        |_, x| x < 0.0,
        [
            "a figure below 0 leaves a mean that the spread cannot be compared with",
            "een cijfer onder 0 laat een gemiddelde waarmee de spreiding niet te vergelijken is",
        ],
    )?;
    let coefficient = |column: &Column| {
        let deviations = relative_deviations(column.figures);
        let squares: f64 = deviations.iter().map(|e| e * e).sum();
        (squares / deviations.len() as f64).sqrt()
    };
    Ok(columns.iter().map(coefficient).collect())
}

const TOO_LITTLE: [&str; 2] = [
    "the figures differ too little for a coefficient of variation",
    "de cijfers verschillen te weinig voor een variatiecoëfficiënt",
];
