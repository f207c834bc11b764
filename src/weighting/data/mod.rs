//! Weights from the figures of a group: how much a criterion tells its alternatives apart.
//!
//! Each works on the nominal performances of a group's eligible alternatives. All of them measure
//! spread, and none of them measures value: a criterion on which the alternatives hardly differ
//! gets little weight, however much it matters.
//!
//! A method is a file with its sheet and its function, and with its parameters if it has any; a
//! variant of [`DataWeighting`]; and its arms.

mod angle;
mod cilos;
mod column;
mod critic;
mod cv;
mod derivation;
mod entropy;
mod equal;
mod gini;
mod idocriw;
pub mod lopcow;
mod merec;
mod outcome;
mod spread;
pub mod standard_deviation;
pub mod variance;

pub use column::Column;
pub use outcome::{DataWeights, Undefined};

use crate::weighting::WeightingSheet;
pub use derivation::{DataDerivation, NoWeights};
use serde::{Deserialize, Serialize};

/// How figures become weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DataWeighting {
    /// The same for all.
    Equal,
    /// How unevenly a column's sum is spread.
    Entropy,
    /// Standard deviation times conflict with the other columns.
    Critic,
    /// Standard deviation.
    Std(standard_deviation::Parameters),
    /// Variance of normalised columns.
    Variance(variance::Parameters),
    /// Coefficient of variation.
    Cv,
    /// Gini coefficient.
    Gini,
    /// What leaving a criterion out changes.
    Merec,
    /// How little a criterion loses when another is at its best.
    Cilos,
    /// The product of entropy and impact loss.
    Idocriw,
    /// The logarithm of the root mean square over the standard deviation.
    Lopcow(lopcow::Parameters),
    /// The angle to a column of equal figures.
    Angle,
}

impl DataWeighting {
    /// Every weighting from data, with the parameters of its paper.
    pub const ALL: [DataWeighting; 12] = [
        DataWeighting::Equal,
        DataWeighting::Entropy,
        DataWeighting::Critic,
        DataWeighting::Std(standard_deviation::Parameters::DEFAULT),
        DataWeighting::Variance(variance::Parameters::DEFAULT),
        DataWeighting::Cv,
        DataWeighting::Gini,
        DataWeighting::Merec,
        DataWeighting::Cilos,
        DataWeighting::Idocriw,
        DataWeighting::Lopcow(lopcow::Parameters::DEFAULT),
        DataWeighting::Angle,
    ];

    /// The weighting of that name with the parameters of its paper.
    ///
    /// ```
    /// use afweging::weighting::data::DataWeighting;
    ///
    /// assert_eq!(DataWeighting::named("entropy"), Some(DataWeighting::Entropy));
    /// assert_eq!(DataWeighting::named("swing"), None);
    /// ```
    pub fn named(name: &str) -> Option<DataWeighting> {
        DataWeighting::ALL.into_iter().find(|weighting| weighting.sheet().name == name)
    }

    /// Its definition sheet.
    pub fn sheet(&self) -> &'static WeightingSheet {
        match self {
            DataWeighting::Equal => &equal::SHEET,
            DataWeighting::Entropy => &entropy::SHEET,
            DataWeighting::Critic => &critic::SHEET,
            DataWeighting::Std(_) => &standard_deviation::SHEET,
            DataWeighting::Variance(_) => &variance::SHEET,
            DataWeighting::Cv => &cv::SHEET,
            DataWeighting::Gini => &gini::SHEET,
            DataWeighting::Merec => &merec::SHEET,
            DataWeighting::Cilos => &cilos::SHEET,
            DataWeighting::Idocriw => &idocriw::SHEET,
            DataWeighting::Lopcow(_) => &lopcow::SHEET,
            DataWeighting::Angle => &angle::SHEET,
        }
    }

    /// The weights of the columns, in their order. A column that stands alone has all the weight.
    /// The columns are equally long, and their figures are finite.
    ///
    /// # Errors
    /// [`Undefined`] where the sheet says so: no columns, one alternative, figures on which the
    /// formula is not defined, 0/0, or weights that are not unique.
    ///
    /// ```
    /// use afweging::weighting::data::{Column, DataWeighting};
    ///
    /// let price = Column { figures: &[3.0, 2.0, 1.0], benefit: false };
    /// let range = Column { figures: &[30.0, 30.0, 30.0], benefit: true };
    /// let found = DataWeighting::Cv.weights(&[price, range]).unwrap();
    /// assert_eq!(found.weights, [1.0, 0.0]);
    /// assert_eq!(found.constant, [1]);
    /// ```
    pub fn weights(&self, columns: &[Column]) -> Result<DataWeights, Undefined> {
        let Some(first) = columns.first() else {
            return Err(Undefined::of_all(NO_CRITERIA));
        };
        if columns.len() == 1 {
            return equal::weights(columns);
        }
        if *self != DataWeighting::Equal && first.figures.len() < 2 {
            return Err(Undefined::of_all(NO_SPREAD));
        }
        match self {
            DataWeighting::Equal => equal::weights(columns),
            DataWeighting::Entropy => entropy::weights(columns),
            DataWeighting::Critic => critic::weights(columns),
            DataWeighting::Std(own) => standard_deviation::weights(*own, columns),
            DataWeighting::Variance(own) => variance::weights(*own, columns),
            DataWeighting::Cv => cv::weights(columns),
            DataWeighting::Gini => gini::weights(columns),
            DataWeighting::Merec => merec::weights(columns),
            DataWeighting::Cilos => cilos::weights(columns),
            DataWeighting::Idocriw => idocriw::weights(columns),
            DataWeighting::Lopcow(own) => lopcow::weights(*own, columns),
            DataWeighting::Angle => angle::weights(columns),
        }
    }
}

const NO_CRITERIA: [&str; 2] =
    ["there are no criteria to weigh", "er zijn geen criteria om te wegen"];

const NO_SPREAD: [&str; 2] = [
    "with fewer than two alternatives the figures do not differ, so there is nothing to weigh by",
    "met minder dan twee alternatieven verschillen de cijfers niet, dus is er niets om op te wegen",
];
