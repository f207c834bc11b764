//! What deciding later costs.

/// What deciding later costs a choice, looked at by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    /// By period: the value of the best path that makes no move before it; last that of the path
    /// that never moves. `None`: a path cannot stay so long where it starts.
    pub values: Vec<Option<f64>>,
}
