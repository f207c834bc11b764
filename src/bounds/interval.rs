//! The least and the greatest of a figure that depends on uncertain inputs.

/// The least and the greatest a figure can be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The least the figure can be, or less where `exact` is false.
    pub min: f64,
    /// The greatest the figure can be, or more where `exact` is false.
    pub max: f64,
    /// Whether both are reached; else they are outer bounds.
    pub exact: bool,
}

impl Interval {
    /// A figure that depends on nothing uncertain: both ends are `x`, and reached.
    pub fn point(x: f64) -> Interval {
        Interval { min: x, max: x, exact: true }
    }

    /// Add weight times a figure that lies between `low` and `high`.
    pub(crate) fn add(&mut self, weight: f64, (low, high): (f64, f64)) {
        let (a, b) = (weight * low, weight * high);
        self.min += a.min(b);
        self.max += a.max(b);
    }
}
