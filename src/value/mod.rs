//! From performances to comparable values: value functions (fixed by the case) and normalizations (of a column of data).

mod function;
mod linear;
mod max;
mod min_max;
mod none;
mod sum;

pub use function::{fixed, observed};

use crate::error::Error;
use crate::problem::Direction;
use serde::{Deserialize, Serialize};

/// How a column of data is made comparable. Each works on the nominal performances of a group's eligible alternatives.
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
    /// x / max, or min / x where less is better.
    Linear,
}

/// What a normalization is, for `list normalizations`.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// Its name.
    pub name: &'static str,
    /// The formula where more is better.
    pub benefit: &'static str,
    /// The formula where less is better.
    pub cost: &'static str,
    /// Where it is defined and what it does at the edge.
    pub domain: &'static str,
}

/// Why a column cannot be normalised.
#[derive(Debug, Clone, PartialEq)]
pub struct Undefined {
    /// The row at fault, if one is.
    pub row: Option<usize>,
    /// Why.
    pub reason: &'static str,
}

impl Normalization {
    /// All of them.
    pub const ALL: [Normalization; 5] =
        [Normalization::None, Normalization::MinMax, Normalization::Max, Normalization::Sum, Normalization::Linear];

    /// What it is.
    pub fn entry(self) -> Entry {
        match self {
            Normalization::None => none::ENTRY,
            Normalization::MinMax => min_max::ENTRY,
            Normalization::Max => max::ENTRY,
            Normalization::Sum => sum::ENTRY,
            Normalization::Linear => linear::ENTRY,
        }
    }

    /// The normalised column, higher being better. `figures` must be finite and at least one; the result is finite.
    ///
    /// # Errors
    /// [`Undefined`] where the formula is (0/0, a negative share ...); a target criterion always.
    pub fn column(self, figures: &[f64], direction: Direction) -> Result<Vec<f64>, Undefined> {
        let benefit = match direction {
            Direction::Max => true,
            Direction::Min => false,
            Direction::Target(_) => {
                return Err(Undefined { row: None, reason: "a normalization knows only `max` and `min`, not a target" });
            }
        };
        match self {
            Normalization::None => none::column(figures, benefit),
            Normalization::MinMax => Ok(min_max::column(figures, benefit)),
            Normalization::Max => max::column(figures, benefit),
            Normalization::Sum => sum::column(figures, benefit),
            Normalization::Linear => linear::column(figures, benefit),
        }
    }

    /// The error a user sees for a column that cannot be normalised.
    pub fn undefined(self, undefined: &Undefined, criterion: &str, alternative: Option<String>) -> Error {
        let at = alternative.map(|name| format!(" (at {name})")).unwrap_or_default();
        Error::Undefined {
            method: format!("normalization `{}`", self.entry().name),
            reason: format!("criterion `{criterion}`{at}: {}", undefined.reason),
            remedy: "give the criterion a scale and leave `normalization` out, or choose `min-max`".into(),
        }
    }
}

/// The column's extremes.
fn extremes(figures: &[f64]) -> (f64, f64) {
    figures.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), x| (least.min(*x), most.max(*x)))
}

/// The first row whose figure is not acceptable.
fn reject(figures: &[f64], bad: impl Fn(f64) -> bool, reason: &'static str) -> Result<(), Undefined> {
    match figures.iter().position(|x| bad(*x)) {
        Some(row) => Err(Undefined { row: Some(row), reason }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
                    if let Ok(values) = normalization.column(column, direction) {
                        assert!(values.iter().all(|v| v.is_finite()), "{normalization:?} {column:?} {direction:?}: {values:?}");
                    }
                }
            }
            assert!(normalization.column(&[1.0, 2.0], Direction::Target(1.0)).is_err());
        }
    }
}
