//! What a search over conditions on the weights looks at.
use crate::proof::least::AdmissibleWeights;

/// What a node's program gives.
pub(crate) struct NodeSolution {
    /// The sum of the misses is nowhere less.
    pub(crate) missed: f64,
    /// Where it stands.
    pub(crate) weights: Vec<f64>,
    /// By condition: by how much it is missed there, between 0 and 1.
    pub(crate) by: Vec<f64>,
}

/// Holds if row . w >= 0 (or > 0, where strict) for one of its rows; what is within the tolerance
/// of ties is 0.
pub(crate) struct Condition {
    pub(crate) rows: Vec<Vec<f64>>,
    /// No admissible weights give its best row less.
    pub(crate) low: f64,
    /// None give its best row more.
    pub(crate) high: f64,
}

/// What a node of the search says of a condition.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum ConditionState {
    Open,
    Row(u16),
    Dropped,
    /// It holds wherever the node looks.
    Holds,
}

/// The search for one alternative.
pub(crate) struct Search<'a> {
    pub(crate) admissible: &'a AdmissibleWeights,
    pub(crate) conditions: &'a [Condition],
    pub(crate) strict: bool,
    /// By leaf: how large a tie is.
    pub(crate) ties: &'a [f64],
    pub(crate) sizes: Vec<f64>,
    pub(crate) most_tie: f64,
}
