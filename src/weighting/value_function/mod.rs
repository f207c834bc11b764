//! Value functions from what people say of the figures of one criterion.
//!
//! - [`bisection`]: figures that lie midway in value between two others.
//! - [`differences`]: differences of value in words, as MACBETH takes them.
//!
//! Both work on figures alone and give points (figure, value) from 0 at the worst end of a scale to
//! 1 at the best; between points a value function is linear. [`statement`] has the grammar.

pub mod bisection;
pub mod differences;
pub mod statement;

/// The scale of a criterion that is better the more, or the less.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ends {
    /// The figure that is worth 0.
    pub worst: f64,
    /// The figure that is worth 1: another one.
    pub best: f64,
}

impl Ends {
    /// Whether the first figure is better than the second.
    pub fn is_better(self, a: f64, b: f64) -> bool {
        if self.worst < self.best { a > b } else { a < b }
    }
}
