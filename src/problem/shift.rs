//! How an attribute moves a cell.

use super::curve::Curve;
use std::sync::Arc;

/// How an attribute moves a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Shift {
    /// The attribute's input.
    pub input: usize,
    /// From the attribute to scale units. An unknown text stands at 0, 1, 2 ... for the texts it
    /// can be ([`super::Quantity::AnyOf`]), so that it is the same text wherever it shifts.
    pub curve: Arc<Curve>,
    /// The shift at nominal figures.
    pub nominal: f64,
    /// Which of [`super::Problem::adjustments`] it is.
    pub adjustment: usize,
}
