//! Angle: between a column and one in which all alternatives are the same (Shuai, Zongzhun, Yongji
//! & Lei 2012).
//!
//! u_j = arccos(b_j . e / (|b_j| |e|)), with b_j the shares of the column's sum and e = (1/m ...
//! 1/m); w_j = u_j / sum of u. The cosine is the mean over the root of the mean square, so the
//! tangent is standard deviation / mean, which is exact where the arccosine of nearly 1 is not.

use super::column::Column;
use super::cv::coefficients;
use super::outcome::{DataWeights, Undefined};
use super::spread::shares;
use crate::error::Phrase;
use crate::value::ScaleNeeded;
use crate::weighting::{Evidence, WeightingSheet};

pub(super) const SHEET: WeightingSheet = WeightingSheet {
    name: "angle",
    idea: Phrase(
        "A criterion has the more weight the wider the angle between its column and a column in which all alternatives are equal: u_j = arccos(b_j . e / (|b_j| |e|)), with b_j the shares of the column's sum and e = (1/m ... 1/m); w_j = u_j / sum of u. The tangent of the angle is the coefficient of variation.",
        "Een criterium heeft meer gewicht naarmate de hoek groter is tussen zijn kolom en een kolom waarin alle alternatieven gelijk zijn: u_j = arccos(b_j . e / (|b_j| |e|)), met b_j de aandelen in de som van de kolom en e = (1/m ... 1/m); w_j = u_j / som van u. De tangens van de hoek is de variatiecoëfficiënt.",
    ),
    use_when: Phrase(
        "as `cv`, where a column with a few very large figures should count less than in proportion.",
        "zoals bij `cv`, waar een kolom met enkele heel grote cijfers minder dan evenredig moet tellen.",
    ),
    avoid_when: Phrase(
        "the weights must say what matters: they measure how much the data differ, not what anybody values. Nor for figures without a true zero: another zero gives other weights.",
        "de gewichten moeten zeggen wat belangrijk is: ze meten hoe sterk de gegevens verschillen, niet waaraan iemand waarde hecht. Ook niet voor cijfers zonder echt nulpunt: een ander nulpunt geeft andere gewichten.",
    ),
    parameters: &[],
    evidence: Evidence::Data(ScaleNeeded::Ratio),
    degenerate: Phrase(
        "a constant column has angle 0 and weight 0, with a warning, also where all its figures are 0. A figure below 0: undefined. One alternative, or all columns constant: undefined. The direction of a criterion plays no part.",
        "een constante kolom heeft hoek 0 en gewicht 0, met een waarschuwing, ook waar al haar cijfers 0 zijn. Een cijfer onder 0: niet bepaald. Eén alternatief, of alle kolommen constant: niet bepaald. De richting van een criterium speelt geen rol.",
    ),
    reference: "Shuai, Zongzhun, Yongji & Lei 2012, A new angular method to determine the objective weights, doi:10.1109/CCDC.2012.6244621",
    disagreements: Phrase(
        "pymcdm takes the shares of every column, as we do. pyrepo-mcda takes the shares of the reciprocals of costs, so its weights differ wherever less is better.",
        "pymcdm neemt van elke kolom de aandelen, zoals wij. pyrepo-mcda neemt de aandelen van het omgekeerde van kosten, zodat de gewichten daar verschillen waar minder beter is.",
    ),
};

pub(super) fn weights(columns: &[Column]) -> Result<DataWeights, Undefined> {
    let angles: Vec<f64> = coefficients(columns)?.into_iter().map(f64::atan).collect();
    shares(columns, &angles, TOO_LITTLE)
}

const TOO_LITTLE: [&str; 2] = [
    "the figures differ too little for an angle",
    "de cijfers verschillen te weinig voor een hoek",
];
