//! A figure of an alternative that a limit adds up, or by which values are multiplied.

use crate::problem::{Quantity, Spread};

/// A figure of an alternative.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// Its nominal figure and its ends; infinite where nothing is known of it.
    pub spread: Spread,
    /// What was said of it, for draws.
    pub quantity: Quantity,
    /// The input that gives it: an index into [`crate::problem::Problem::inputs`]. Alternatives with
    /// the same input have the same figure in every draw. `None`: nobody gives it, or it is a figure
    /// of a criterion that adjustments shift, which follows several inputs.
    pub input: Option<usize>,
}

impl Amount {
    /// A figure that is sure.
    pub fn sure(figure: f64) -> Amount {
        Amount { spread: Spread::crisp(figure), quantity: Quantity::Crisp(figure), input: None }
    }

    /// A figure of which nothing is known. Its nominal figure is no number to reckon with.
    pub fn unknown(input: Option<usize>) -> Amount {
        let spread = Spread { low: f64::NEG_INFINITY, nominal: f64::INFINITY, high: f64::INFINITY };
        Amount { spread, quantity: Quantity::Unknown, input }
    }

    /// Whether nothing is known of it, and nobody said what it can be.
    pub fn is_unbounded(&self) -> bool {
        !(self.spread.low.is_finite() && self.spread.high.is_finite())
    }
}
