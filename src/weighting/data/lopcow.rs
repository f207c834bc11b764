//! LOPCOW: the logarithm of the root mean square over the standard deviation (Ecer & Pamucar 2022).
//!
//! r_ij goes from the worst (0) to the best (1) of its column; PV_j = |100 ln(sqrt(sum of r_ij^2 /
//! m) / sigma_j)|; w_j = PV_j / sum of PV.

use super::column::Column;
use super::outcome::{DataWeights, Undefined};
use super::spread::{is_constant, mean, places, shares};
use crate::error::{Phrase, both, in_serde};
use crate::method::Parameter;
use crate::value::ScaleNeeded;
use crate::weighting::{Evidence, WeightingSheet};
use serde::{Deserialize, Deserializer, Serialize};

/// Parameters of LOPCOW.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// What is taken off the number of alternatives in the divisor of the standard deviation: 1 for
    /// a sample, 0 for a population.
    #[serde(deserialize_with = "zero_or_one")]
    pub ddof: u8,
}

fn zero_or_one<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    let accepted = || {
        let message =
            both(format!("`ddof` takes {ZERO_OR_ONE}"), format!("`ddof` neemt {ZERO_OR_ONE:#}"));
        in_serde(message, "")
    };
    u8::deserialize(deserializer).ok().filter(|ddof| *ddof <= 1).ok_or_else(accepted)
}

const ZERO_OR_ONE: Phrase = Phrase("0 or 1", "0 of 1");

impl Parameters {
    /// The parameters where none are given.
    pub const DEFAULT: Parameters = Parameters { ddof: 1 };
}

impl Default for Parameters {
    fn default() -> Parameters {
        Parameters::DEFAULT
    }
}

pub(super) const SHEET: WeightingSheet = WeightingSheet {
    name: "lopcow",
    idea: Phrase(
        "Figures are scaled from the worst (0) to the best (1) of their column. PV_j = |100 ln(root of the mean of r_ij^2 / sigma_j)|, with sigma_j the standard deviation, and w_j = PV_j / sum of PV. A criterion has the more weight the nearer its alternatives are to its best in proportion to how they differ.",
        "Cijfers worden geschaald van het slechtste (0) tot het beste (1) van hun kolom. PV_j = |100 ln(wortel van het gemiddelde van r_ij^2 / sigma_j)|, met sigma_j de standaardafwijking, en w_j = PV_j / som van PV. Een criterium heeft meer gewicht naarmate zijn alternatieven dichter bij het beste liggen in verhouding tot hoe sterk ze verschillen.",
    ),
    use_when: Phrase(
        "figures may be below 0, and weights should lie close together.",
        "cijfers onder 0 kunnen liggen, en gewichten dicht bij elkaar moeten liggen.",
    ),
    avoid_when: Phrase(
        "the weights must say what matters: they measure how much the data differ, not what anybody values. A column in which one alternative stands out for the better has nearly no weight, one in which it stands out for the worse has much.",
        "de gewichten moeten zeggen wat belangrijk is: ze meten hoe sterk de gegevens verschillen, niet waaraan iemand waarde hecht. Een kolom waarin één alternatief er gunstig uitspringt, heeft bijna geen gewicht; een waarin het er ongunstig uitspringt, heeft er veel.",
    ),
    parameters: &[Parameter {
        name: "ddof",
        default: Phrase::same("1"),
        meaning: Phrase(
            "the standard deviation divides by m - ddof, for m alternatives: 1 takes them as a sample, 0 as all there are; the weights differ",
            "de standaardafwijking deelt door m - ddof, bij m alternatieven: 1 ziet ze als een steekproef, 0 als alle die er zijn; de gewichten verschillen",
        ),
        accepts: ZERO_OR_ONE,
    }],
    evidence: Evidence::Data(ScaleNeeded::Interval),
    degenerate: Phrase(
        "a constant column has weight 0, with a warning. One alternative, or all columns constant: undefined. With `ddof` 1 a column in which all alternatives but one are at the worst has weight 0; where all columns are so, as with two alternatives: undefined.",
        "een constante kolom heeft gewicht 0, met een waarschuwing. Eén alternatief, of alle kolommen constant: niet bepaald. Met `ddof` 1 heeft een kolom waarin alle alternatieven op één na op het slechtste staan, gewicht 0; waar alle kolommen zo zijn, zoals bij twee alternatieven: niet bepaald.",
    ),
    reference: "Ecer & Pamucar 2022, doi:10.1016/j.omega.2022.102690",
    disagreements: Phrase(
        "the paper writes the standard deviation without saying by what it divides. JMcDM divides by m - 1 on the paper's data, as we do by default; code that uses numpy's default divides by m (`ddof = 0`).",
        "het artikel schrijft de standaardafwijking zonder te zeggen waardoor ze deelt. JMcDM deelt op de gegevens van het artikel door m - 1, zoals wij standaard doen; code met de standaard van numpy deelt door m (`ddof = 0`).",
    ),
};

pub(super) fn weights(
    parameters: Parameters,
    columns: &[Column],
) -> Result<DataWeights, Undefined> {
    let value =
        |column: &Column| if is_constant(column) { 0.0 } else { percentage(parameters, column) };
    let measures: Vec<f64> = columns.iter().map(value).collect();
    shares(columns, &measures, NO_PERCENTAGE)
}

/// PV / 50: the logarithm of the mean square over the variance.
///
/// With S the sum and Q the sum of squares of the r, and D that of their squared deviations, the
/// quotient is 1 + (S^2 - ddof Q) / (m D), which is never below 1: S^2 is at least Q where no r is
/// below 0.
fn percentage(parameters: Parameters, column: &Column) -> f64 {
    let places = places(column);
    let middle = mean(&places);
    let deviations: f64 = places.iter().map(|r| (r - middle).powi(2)).sum();
    let squares: f64 = places.iter().map(|r| r * r).sum();
    // S^2 - Q is the sum of the products of different r, which is exact where it is 0.
    let (_, products) =
        places.iter().fold((0.0, 0.0), |(sum, products), r| (sum + r, products + 2.0 * sum * r));
    let above = products + f64::from(1 - parameters.ddof) * squares;
    (above / (places.len() as f64 * deviations)).ln_1p()
}

const NO_PERCENTAGE: [&str; 2] = [
    "in every column all alternatives but one are at the worst, so each weight is 0/0",
    "in elke kolom zijn alle alternatieven op één na op hun slechtst, dus is elk gewicht 0/0",
];
