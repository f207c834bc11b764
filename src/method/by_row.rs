//! What a method needs for the score of an alternative beside its own figures, where that is little
//! enough that a table can be scored row by row.

use crate::kernel::elementary::ln_1p;
use crate::kernel::elementwise::each;
use crate::problem::{Direction, Problem};
use crate::value::{Fitted, Fixed, Normalization};

/// What the score of an alternative rests on beside its own figures and the weights.
#[derive(Debug, Clone, PartialEq)]
pub enum ByRow {
    /// Nothing: not even the columns.
    Alone,
    /// What is known of whole columns of the group: their ends, and what these normalizations sum.
    Columns(Vec<FittedTo>),
}

/// A normalization that is fitted to whole columns.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FittedTo {
    /// The normalization.
    pub normalization: Normalization,
    /// Whether it takes more to be better on every criterion, those of costs too.
    pub all_benefits: bool,
    /// What the method adds up over the normalised figures of each column, if it does.
    pub sum: Option<SumOfValues>,
}

/// A sum over the normalised figures of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SumOfValues {
    /// Of the figures themselves.
    Values,
    /// Of ln(1 + figure).
    LnOneMore,
    /// Of ln(1 + by how much the figure is above the worst).
    LnOneMoreAboveWorst,
}

impl SumOfValues {
    /// What it is called among the sums of a group.
    pub(crate) fn name(self) -> &'static str {
        match self {
            SumOfValues::Values => "values",
            SumOfValues::LnOneMore => "ln(1 + value)",
            SumOfValues::LnOneMoreAboveWorst => "ln(1 + value above the worst)",
        }
    }

    /// Each figure of a column becomes what it adds to the sum.
    pub(crate) fn terms(self, fitted: &Fitted, column: &mut [f64]) {
        match self {
            SumOfValues::Values => fitted.values(column),
            SumOfValues::LnOneMore => {
                fitted.values(column);
                each(column, ln_1p);
            }
            SumOfValues::LnOneMoreAboveWorst => {
                let (worst, _) = fitted.ends(column);
                fitted.differences(Fixed::Second(worst), column);
                each(column, ln_1p);
            }
        }
    }
}

impl ByRow {
    /// The ends of columns, and nothing else of them.
    pub(super) fn ends() -> ByRow {
        ByRow::Columns(Vec::new())
    }

    /// A normalization of whose figures differences alone are used; `None` where it takes more of a
    /// column than ends and sums.
    pub(super) fn differences(normalization: Normalization) -> Option<ByRow> {
        ByRow::Columns(Vec::new()).with(normalization, false)
    }

    /// A normalization whose values are used. The value of a cost under `vector` may rest on every
    /// other figure of the column, so that is none.
    pub(super) fn values(normalization: Normalization, problem: &Problem) -> Option<ByRow> {
        let has_costs = || problem.tree.leaves.iter().any(|leaf| leaf.direction == Direction::Min);
        match normalization {
            Normalization::None | Normalization::Goalposts => Some(ByRow::Alone),
            Normalization::Vector if has_costs() => None,
            other => ByRow::differences(other),
        }
    }

    /// The same with another normalization beside it; with `all_benefits` it takes more to be better
    /// on every criterion.
    pub(super) fn with(self, normalization: Normalization, all_benefits: bool) -> Option<ByRow> {
        normalization.sums_needed()?;
        let mut fitted = match self {
            ByRow::Alone => Vec::new(),
            ByRow::Columns(fitted) => fitted,
        };
        fitted.push(FittedTo { normalization, all_benefits, sum: None });
        Some(ByRow::Columns(fitted))
    }

    /// A normalization over whose figures a sum is taken.
    pub(super) fn summing(normalization: Normalization, sum: SumOfValues) -> Option<ByRow> {
        normalization.sums_needed()?;
        let fitted = FittedTo { normalization, all_benefits: false, sum: Some(sum) };
        Some(ByRow::Columns(vec![fitted]))
    }
}
