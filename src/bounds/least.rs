//! The least of a difference of scores over the inputs, as a function of the weights.

/// linear . w + sum over `least` of (the least of v . w over its vectors v); entries are (leaf,
/// coefficient).
#[derive(Debug, Clone, PartialEq)]
pub struct LeastDifference {
    /// What is linear in the weights.
    pub linear: Vec<(usize, f64)>,
    /// Inputs that feed several leaves together, each with the vectors it can take.
    pub least: Vec<Vec<Vec<(usize, f64)>>>,
    /// Whether it is reached; else it is an outer bound.
    pub exact: bool,
}
