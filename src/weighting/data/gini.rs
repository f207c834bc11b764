//! Gini: the coefficient of inequality (Li & Chi 2009).
//!
//! G_j = sum over i, k of |x_ij - x_kj| / (2 m^2 mean_j), w_j = G_j / sum of G. In ascending order
//! the sum over pairs is 2 times the sum of (2 i - m - 1) x_(i), i from 1.

use super::column::Column;
use super::outcome::{DataWeights, Undefined};
use super::spread::{reject, relative_deviations, shares};
use crate::error::Phrase;
use crate::value::ScaleNeeded;
use crate::weighting::{Evidence, WeightingSheet};

pub(super) const SHEET: WeightingSheet = WeightingSheet {
    name: "gini",
    idea: Phrase(
        "A criterion has the more weight the more unequal its figures are: w_j = G_j / sum of G, with the Gini coefficient G_j = (sum over all pairs of |x_ij - x_kj|) / (2 m^2 mean_j) over m alternatives.",
        "Een criterium heeft meer gewicht naarmate zijn cijfers ongelijker zijn: w_j = G_j / som van G, met de ginicoëfficiënt G_j = (som over alle paren van |x_ij - x_kj|) / (2 m^2 gemiddelde_j) over m alternatieven.",
    ),
    use_when: Phrase(
        "all criteria are amounts with a true zero, and one extreme figure should not count with its square.",
        "alle criteria hoeveelheden met een echt nulpunt zijn, en één extreem cijfer niet met zijn kwadraat mag tellen.",
    ),
    avoid_when: Phrase(
        "the weights must say what matters: they measure how much the data differ, not what anybody values. Nor for figures without a true zero: another zero gives other weights.",
        "de gewichten moeten zeggen wat belangrijk is: ze meten hoe sterk de gegevens verschillen, niet waaraan iemand waarde hecht. Ook niet voor cijfers zonder echt nulpunt: een ander nulpunt geeft andere gewichten.",
    ),
    parameters: &[],
    evidence: Evidence::Data(ScaleNeeded::Ratio),
    degenerate: Phrase(
        "a constant column has weight 0, with a warning, also where all its figures are 0. A figure below 0: undefined, since the coefficient then has no bounds. One alternative, or all columns constant: undefined. The direction of a criterion plays no part.",
        "een constante kolom heeft gewicht 0, met een waarschuwing, ook waar al haar cijfers 0 zijn. Een cijfer onder 0: niet bepaald, want dan heeft de coëfficiënt geen grenzen. Eén alternatief, of alle kolommen constant: niet bepaald. De richting van een criterium speelt geen rol.",
    ),
    reference: "Li & Chi 2009, A new determining objective weights method: gini coefficient weight, 1st International Conference on Information Science and Engineering, 3726-3729",
    disagreements: Phrase(
        "none: pymcdm, scikit-criteria and pyrepo-mcda give the same for figures of at least 0. They do not refuse figures below 0.",
        "geen: pymcdm, scikit-criteria en pyrepo-mcda geven hetzelfde voor cijfers van minstens 0. Ze weigeren cijfers onder 0 niet.",
    ),
};

pub(super) fn weights(columns: &[Column]) -> Result<DataWeights, Undefined> {
    reject(
        columns,
        |_, x| x < 0.0,
        [
            "a figure below 0 leaves the Gini coefficient without bounds",
            "een cijfer onder 0 laat de Gini-coëfficiënt zonder grenzen",
        ],
    )?;
    let measures: Vec<f64> = columns.iter().map(|column| coefficient(column.figures)).collect();
    shares(columns, &measures, TOO_LITTLE)
}

/// The Gini coefficient, which is the same for deviations from the mean.
fn coefficient(figures: &[f64]) -> f64 {
    let mut deviations = relative_deviations(figures);
    deviations.sort_by(f64::total_cmp);
    let m = figures.len() as f64;
    let terms = deviations.iter().enumerate().map(|(i, e)| (2.0 * i as f64 + 1.0 - m) * e);
    (terms.sum::<f64>() / (m * m)).max(0.0)
}

const TOO_LITTLE: [&str; 2] = [
    "the figures differ too little for a Gini coefficient",
    "de cijfers verschillen te weinig voor een Gini-coëfficiënt",
];
