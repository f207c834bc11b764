//! From performances to comparable values: value functions (fixed by the case) and normalizations
//! (of a column of data).

mod enhanced_accuracy;
mod fit_to;
mod fitted;
pub(crate) mod formula;
mod goalposts;
mod linear;
mod logarithmic;
mod max;
mod min_max;
mod none;
mod nonlinear;
mod rank;
mod sum;
mod vector;
mod whole_column;
mod z_score;

pub use crate::problem::value_function::{fixed, observed};
pub use crate::value::formula::{NormalizationSheet, ScaleNeeded, Undefined};
pub use fitted::Fitted;
pub(crate) use fitted::{Fixed, Range, ln_ratio};
pub(crate) use whole_column::WholeColumn;

use crate::problem::Direction;
use serde::{Deserialize, Serialize};

/// How a column of data is made comparable. Each works on the nominal performances of a group's
/// eligible alternatives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Normalization {
    /// The raw figures.
    None,
    /// From the column's worst (0) to its best (1).
    MinMax,
    /// Divided by the column's largest.
    Max,
    /// Divided by the column's sum.
    Sum,
    /// Divided by the column's Euclidean length.
    Vector,
    /// x / max, or min / x where less is better.
    Linear,
    /// The share of the logarithm of the column's product.
    Logarithmic,
    /// The square, for costs the cube, of the share of the best.
    Nonlinear,
    /// 1 less the share of the column's total distance to its best.
    EnhancedAccuracy,
    /// Standard deviations from the column's mean.
    ZScore,
    /// The number of worse alternatives, plus 1.
    Rank,
    /// The place between the ends of the criterion's scale.
    Goalposts,
}

impl Normalization {
    /// Every normalization there is.
    pub const ALL: [Normalization; 12] = [
        Normalization::None,
        Normalization::MinMax,
        Normalization::Max,
        Normalization::Sum,
        Normalization::Vector,
        Normalization::Linear,
        Normalization::Logarithmic,
        Normalization::Nonlinear,
        Normalization::EnhancedAccuracy,
        Normalization::ZScore,
        Normalization::Rank,
        Normalization::Goalposts,
    ];

    /// Its definition sheet: its formulas, the scale it needs, and its domain.
    pub fn entry(self) -> NormalizationSheet {
        match self {
            Normalization::None => none::ENTRY,
            Normalization::MinMax => min_max::ENTRY,
            Normalization::Max => max::ENTRY,
            Normalization::Sum => sum::ENTRY,
            Normalization::Vector => vector::ENTRY,
            Normalization::Linear => linear::ENTRY,
            Normalization::Logarithmic => logarithmic::ENTRY,
            Normalization::Nonlinear => nonlinear::ENTRY,
            Normalization::EnhancedAccuracy => enhanced_accuracy::ENTRY,
            Normalization::ZScore => z_score::ENTRY,
            Normalization::Rank => rank::ENTRY,
            Normalization::Goalposts => goalposts::ENTRY,
        }
    }

    /// The normalization fitted to a column. `figures` must be finite and at least one; `ends` are
    /// those of the criterion's scale, which only goalposts look at. It holds for figures of the
    /// column.
    ///
    /// # Errors
    /// [`Undefined`] where the formula is (0/0, a negative share ...); a target criterion always.
    pub fn fit(
        self,
        figures: &[f64],
        direction: Direction,
        ends: Option<(f64, f64)>,
    ) -> Result<Fitted, Undefined> {
        let benefit = match direction {
            Direction::Max => true,
            Direction::Min => false,
            Direction::Target(_) => {
                return Err(Undefined {
                    row: None,
                    reason: [
                        "a normalization knows only `max` and `min`, not a target",
                        "een normalisatie kent alleen `max` en `min`, geen streefwaarde",
                    ],
                });
            }
        };
        match self {
            Normalization::None => none::fit(benefit),
            Normalization::MinMax => Ok(min_max::fit(figures, benefit)),
            Normalization::Max => max::fit(figures, benefit),
            Normalization::Sum => sum::fit(figures, benefit),
            Normalization::Vector => Ok(vector::fit(figures, benefit)),
            Normalization::Linear => linear::fit(figures, benefit),
            Normalization::Logarithmic => logarithmic::fit(figures, benefit),
            Normalization::Nonlinear => nonlinear::fit(figures, benefit),
            Normalization::EnhancedAccuracy => Ok(enhanced_accuracy::fit(figures, benefit)),
            Normalization::ZScore => Ok(z_score::fit(figures, benefit)),
            Normalization::Rank => Ok(rank::fit(figures, benefit)),
            Normalization::Goalposts => goalposts::fit(benefit, ends),
        }
    }

    /// The normalised column, higher being better. The result is finite.
    ///
    /// # Errors
    /// As [`Normalization::fit`].
    ///
    /// ```
    /// use afweging::problem::Direction;
    /// use afweging::value::Normalization;
    ///
    /// let values = Normalization::Max.column(&[2.0, 4.0, 8.0], Direction::Max, None).unwrap();
    /// assert_eq!(values, [0.25, 0.5, 1.0]);
    /// let costs = Normalization::Linear.column(&[2.0, 4.0, 8.0], Direction::Min, None).unwrap();
    /// assert_eq!(costs, [1.0, 0.5, 0.25]);
    /// ```
    pub fn column(
        self,
        figures: &[f64],
        direction: Direction,
        ends: Option<(f64, f64)>,
    ) -> Result<Vec<f64>, Undefined> {
        let fitted = self.fit(figures, direction, ends)?;
        let mut column = figures.to_vec();
        fitted.values(&mut column);
        Ok(column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every formula on 2, 4, 8 (as a gain) and on the same as a cost, worked out by hand.
    #[test]
    fn the_formulas_by_hand() {
        let (ln2, norm) = (2f64.ln(), 84f64.sqrt());
        let (mean, sd) = (14.0 / 3.0, (56f64 / 9.0).sqrt());
        let product = 6.0 * ln2;
        let cases: [(Normalization, [f64; 3], [f64; 3]); 11] = [
            (Normalization::MinMax, [0.0, 1.0 / 3.0, 1.0], [1.0, 2.0 / 3.0, 0.0]),
            (Normalization::Max, [0.25, 0.5, 1.0], [0.75, 0.5, 0.0]),
            (
                Normalization::Sum,
                [2.0 / 14.0, 4.0 / 14.0, 8.0 / 14.0],
                [4.0 / 7.0, 2.0 / 7.0, 1.0 / 7.0],
            ),
            (
                Normalization::Vector,
                [2.0 / norm, 4.0 / norm, 8.0 / norm],
                [1.0 - 2.0 / norm, 1.0 - 4.0 / norm, 1.0 - 8.0 / norm],
            ),
            (Normalization::Linear, [0.25, 0.5, 1.0], [1.0, 0.5, 0.25]),
            (
                Normalization::Logarithmic,
                [ln2 / product, 2.0 * ln2 / product, 3.0 * ln2 / product],
                [(1.0 - 1.0 / 6.0) / 2.0, (1.0 - 2.0 / 6.0) / 2.0, (1.0 - 3.0 / 6.0) / 2.0],
            ),
            (Normalization::Nonlinear, [0.0625, 0.25, 1.0], [1.0, 0.125, 0.015625]),
            (Normalization::EnhancedAccuracy, [0.4, 0.6, 1.0], [1.0, 0.75, 0.25]),
            (
                Normalization::ZScore,
                [(2.0 - mean) / sd, (4.0 - mean) / sd, (8.0 - mean) / sd],
                [(mean - 2.0) / sd, (mean - 4.0) / sd, (mean - 8.0) / sd],
            ),
            (Normalization::Rank, [1.0, 2.0, 3.0], [3.0, 2.0, 1.0]),
            (Normalization::Goalposts, [0.2, 0.4, 0.8], [0.8, 0.6, 0.2]),
        ];
        for (normalization, gain, cost) in cases {
            for (direction, expected) in [(Direction::Max, gain), (Direction::Min, cost)] {
                let ours =
                    normalization.column(&[2.0, 4.0, 8.0], direction, Some((0.0, 10.0))).unwrap();
                for (x, y) in ours.iter().zip(expected) {
                    approx::assert_abs_diff_eq!(*x, y, epsilon = 1e-14);
                }
            }
        }
        assert_eq!(
            Normalization::Rank.column(&[5.0, 5.0, 7.0], Direction::Max, None).unwrap(),
            [1.5, 1.5, 3.0]
        );
    }

    #[test]
    fn no_column_of_finite_figures_gives_nan_or_infinity() {
        let columns: [&[f64]; 9] = [
            &[1e308, -1e308, 0.0],
            &[0.0, 0.0],
            &[5e-324, 1e308],
            &[1e308, 1e308, 1e308],
            &[-0.0, 0.0, 1.0],
            &[7.0],
            &[-3.0, -2.0],
            &[5e-324, 5e-324],
            &[2.0, 2.0, 2.0],
        ];
        for normalization in Normalization::ALL {
            for column in columns {
                for direction in [Direction::Max, Direction::Min] {
                    if let Ok(values) = normalization.column(column, direction, Some((0.0, 10.0))) {
                        assert!(
                            values.iter().all(|v| v.is_finite()),
                            "{normalization:?} {column:?} {direction:?}: {values:?}"
                        );
                    }
                }
            }
            assert!(normalization.column(&[1.0, 2.0], Direction::Target(1.0), None).is_err());
        }
    }
}
