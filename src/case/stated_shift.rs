//! Adjustments as their case has them, for whoever applies them to other data.

use crate::case::check::checked::{CheckedAdjustment, ShiftKind};
use crate::case::stated_gate::{KeyCondition, key_condition};

/// How an attribute of an alternative shifts its figure on a criterion. Shifts of one figure add up;
/// the sum is then cut to `limits`.
#[derive(Debug, Clone, PartialEq)]
pub struct StatedShift {
    /// The criterion: an index into [`Tree::leaves`](crate::problem::Tree::leaves).
    pub leaf: usize,
    /// The attribute: the header of its column.
    pub attribute: String,
    /// Which alternatives it concerns.
    pub when: KeyCondition,
    /// By how much it shifts.
    pub by: ShiftBy,
    /// What the figure may not pass, on the axis of the criterion; infinite where there is no
    /// limit.
    pub limits: (f64, f64),
}

/// From the attribute to a shift, in units of the criterion's axis.
#[derive(Debug, Clone, PartialEq)]
pub enum ShiftBy {
    /// Of a figure: linear between these points (figure, shift), with rising figures, and flat
    /// outside them.
    Points(Vec<(f64, f64)>),
    /// Of a text: the shift of each that there can be.
    Values(Vec<(String, f64)>),
}

impl From<&CheckedAdjustment> for StatedShift {
    fn from(checked: &CheckedAdjustment) -> StatedShift {
        StatedShift {
            leaf: checked.leaf,
            attribute: checked.attribute.value.clone(),
            when: key_condition(&checked.when),
            by: match &checked.shift {
                ShiftKind::Points(points) => ShiftBy::Points(points.clone()),
                ShiftKind::Values(values) => ShiftBy::Values(values.clone()),
            },
            limits: checked.limits,
        }
    }
}
