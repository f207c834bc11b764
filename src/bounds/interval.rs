//! The least and the greatest of a figure that depends on uncertain inputs.

/// The least and the greatest a figure can be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The least.
    pub min: f64,
    /// The greatest.
    pub max: f64,
    /// Whether both are reached; else they are outer bounds.
    pub exact: bool,
}

impl Interval {
    /// One figure.
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
