//! Statistical variance: w_j = V_j / sum of V, of normalised columns (Rao & Patel 2010).

use super::column::Column;
use super::outcome::{DataWeights, Undefined};
use super::spread::{normalised, shares, standard_deviations};
use crate::error::Phrase;
use crate::method::Parameter;
use crate::value::{Normalization, ScaleNeeded};
use crate::weighting::{Evidence, WeightingSheet};
use serde::{Deserialize, Serialize};

/// Parameters of weights by variance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// How columns are made comparable first.
    pub normalization: Normalization,
}

impl Parameters {
    /// The parameters where none are given.
    pub const DEFAULT: Parameters = Parameters { normalization: Normalization::MinMax };
}

impl Default for Parameters {
    fn default() -> Parameters {
        Parameters::DEFAULT
    }
}

pub(super) const SHEET: WeightingSheet = WeightingSheet {
    name: "variance",
    idea: Phrase(
        "A criterion has the more weight the more its normalised figures differ: w_j = V_j / sum of V, with V_j = (sum of (r_ij - mean of r_j)^2) / m over m alternatives.",
        "Een criterium heeft meer gewicht naarmate zijn genormaliseerde cijfers meer verschillen: w_j = V_j / som van V, met V_j = (som van (r_ij - gemiddelde van r_j)^2) / m over m alternatieven.",
    ),
    use_when: Phrase(
        "criteria should count by how their alternatives are spread between worst and best, large gaps more than in proportion.",
        "criteria moeten tellen naar hoe hun alternatieven tussen slechtste en beste gespreid zijn, en grote verschillen meer dan evenredig.",
    ),
    avoid_when: Phrase(
        "the weights must say what matters: they measure how much the data differ, not what anybody values. With `normalization = \"none\"` they depend on units, and on their square.",
        "de gewichten moeten zeggen wat belangrijk is: ze meten hoe sterk de gegevens verschillen, niet waaraan iemand waarde hecht. Met `normalization = \"none\"` hangen ze af van eenheden, en wel van hun kwadraat.",
    ),
    parameters: &[Parameter {
        name: "normalization",
        default: Phrase::same("min-max"),
        meaning: Phrase(
            "how columns are made comparable first; `none` takes the figures as they are",
            "hoe kolommen eerst vergelijkbaar worden gemaakt; `none` neemt de cijfers zoals ze zijn",
        ),
        accepts: Phrase(
            "a name of `list normalizations` but `goalposts`",
            "een naam uit `list normalizations`, behalve `goalposts`",
        ),
    }],
    evidence: Evidence::Data(ScaleNeeded::Interval),
    degenerate: Phrase(
        "a constant column has weight 0, with a warning. One alternative, or all columns constant: undefined. Figures on which the normalization is undefined: undefined. Whether the variance divides by m or by m - 1 makes no difference.",
        "een constante kolom heeft gewicht 0, met een waarschuwing. Eén alternatief, of alle kolommen constant: niet bepaald. Cijfers waarvoor de normalisatie niet bepaald is: niet bepaald. Of de variantie door m of door m - 1 deelt, maakt geen verschil.",
    ),
    reference: "Rao & Patel 2010, Materials & Design 31(10), 4738-4747",
    disagreements: Phrase(
        "pymcdm and pyrepo-mcda scale from least to most first, as we do by default, and give a constant column weight 0.",
        "pymcdm en pyrepo-mcda schalen eerst van het kleinste tot het grootste, zoals wij standaard doen, en geven een constante kolom gewicht 0.",
    ),
};

pub(super) fn weights(
    parameters: Parameters,
    columns: &[Column],
) -> Result<DataWeights, Undefined> {
    let deviations = standard_deviations(&normalised(columns, parameters.normalization)?);
    // Of the largest: a square of what is counted in another column's range could vanish.
    let most = deviations.iter().copied().fold(0.0, f64::max);
    let square = |deviation: &f64| if most > 0.0 { (deviation / most).powi(2) } else { 0.0 };
    let measures: Vec<f64> = deviations.iter().map(square).collect();
    shares(columns, &measures, TOO_LITTLE)
}

const TOO_LITTLE: [&str; 2] = [
    "once normalised, the figures differ too little for a variance",
    "eenmaal genormaliseerd verschillen de cijfers te weinig voor een variantie",
];
