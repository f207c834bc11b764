//! Standard deviation: w_j = sigma_j / sum of sigma (Diakoulaki, Mavrotas & Papayannakis 1995; Wang
//! & Luo 2010).

use super::column::Column;
use super::outcome::{DataWeights, Undefined};
use super::spread::{normalised, shares, standard_deviations};
use crate::error::Phrase;
use crate::method::Parameter;
use crate::value::{Normalization, ScaleNeeded};
use crate::weighting::{Evidence, WeightingSheet};
use serde::{Deserialize, Serialize};

/// Parameters of weights by standard deviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// How columns are made comparable first.
    pub normalization: Normalization,
}

impl Parameters {
    /// The parameters where none are given.
    pub const DEFAULT: Parameters = Parameters { normalization: Normalization::None };
}

impl Default for Parameters {
    fn default() -> Parameters {
        Parameters::DEFAULT
    }
}

pub(super) const SHEET: WeightingSheet = WeightingSheet {
    name: "std",
    idea: Phrase(
        "A criterion has the more weight the more its figures differ: w_j = sigma_j / sum of sigma, with sigma_j the standard deviation of column j.",
        "Een criterium heeft meer gewicht naarmate zijn cijfers meer verschillen: w_j = sigma_j / som van sigma, met sigma_j de standaardafwijking van kolom j.",
    ),
    use_when: Phrase(
        "the columns are in one unit, or were made comparable before; else name a normalization, as `min-max`.",
        "de kolommen dezelfde eenheid hebben of vooraf vergelijkbaar zijn gemaakt; noem anders een normalisatie, zoals `min-max`.",
    ),
    avoid_when: Phrase(
        "the weights must say what matters: they measure how much the data differ, not what anybody values. Without a normalization they depend on units: a column in grams has a thousand times the weight that it has in kilograms.",
        "de gewichten moeten zeggen wat belangrijk is: ze meten hoe sterk de gegevens verschillen, niet waaraan iemand waarde hecht. Zonder normalisatie hangen ze af van eenheden: een kolom in gram heeft duizend keer het gewicht dat ze in kilogram heeft.",
    ),
    parameters: &[Parameter {
        name: "normalization",
        default: Phrase::same("none"),
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
        "a constant column has weight 0, with a warning. One alternative, or all columns constant: undefined. Figures on which the normalization is undefined: undefined. Whether the standard deviation divides by m or by m - 1 makes no difference.",
        "een constante kolom heeft gewicht 0, met een waarschuwing. Eén alternatief, of alle kolommen constant: niet bepaald. Cijfers waarvoor de normalisatie niet bepaald is: niet bepaald. Of de standaardafwijking door m of door m - 1 deelt, maakt geen verschil.",
    ),
    reference: "Diakoulaki, Mavrotas & Papayannakis 1995, doi:10.1016/0305-0548(94)00059-H (there on columns from worst to best: normalization `min-max`); Wang & Luo 2010, Mathematical and Computer Modelling 51, 1-12",
    disagreements: Phrase(
        "pymcdm, scikit-criteria and pyrepo-mcda take the figures as they are, as we do by default. Papers scale them first, each in its way.",
        "pymcdm, scikit-criteria en pyrepo-mcda nemen de cijfers zoals ze zijn, zoals wij standaard doen. Artikels schalen ze eerst, elk op zijn manier.",
    ),
};

pub(super) fn weights(
    parameters: Parameters,
    columns: &[Column],
) -> Result<DataWeights, Undefined> {
    let measures = standard_deviations(&normalised(columns, parameters.normalization)?);
    shares(columns, &measures, TOO_LITTLE)
}

const TOO_LITTLE: [&str; 2] = [
    "once normalised, the figures differ too little for a standard deviation",
    "eenmaal genormaliseerd verschillen de cijfers te weinig voor een standaardafwijking",
];
