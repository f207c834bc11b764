//! An uncertain cell, as others see it.

use crate::problem::Curve;

/// An uncertain cell: value(base + offset + sum of shifts), each shift a curve of an attribute.
pub struct UncertainCell<'a> {
    /// The leaf.
    pub leaf: usize,
    /// The base input, if it is uncertain; else it is in `offset`.
    pub base: Option<usize>,
    /// What is added to it.
    pub offset: f64,
    /// Uncertain attributes and their shift curves.
    pub shifts: Vec<(usize, &'a Curve)>,
    /// The value function after the cell's limits.
    pub value: &'a Curve,
}

impl UncertainCell<'_> {
    /// The inputs that it follows.
    pub fn inputs(&self) -> impl Iterator<Item = usize> + '_ {
        self.base.into_iter().chain(self.shifts.iter().map(|shift| shift.0))
    }

    /// Its value when each input has the figure that `figure` tells.
    pub fn at(&self, figure: impl Fn(usize) -> f64) -> f64 {
        let shift: f64 = self.shifts.iter().map(|(input, curve)| curve.at(figure(*input))).sum();
        self.value.at(self.base.map_or(0.0, &figure) + self.offset + shift)
    }
}
