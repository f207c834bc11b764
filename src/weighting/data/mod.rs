//! Weights from the figures of a group: how much a criterion tells its alternatives apart.
//!
//! Each works on the nominal performances of a group's eligible alternatives. All of them measure
//! spread, and none of them measures value: a criterion on which the alternatives hardly differ gets
//! little weight, however much it matters.

/// The figures of a group's eligible alternatives on one criterion.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column<'a> {
    /// A finite figure per alternative, in the same order in every column.
    pub figures: &'a [f64],
    /// Whether more is better; else less is.
    pub benefit: bool,
}

/// Weights from data.
#[derive(Debug, Clone, PartialEq)]
pub struct DataWeights {
    /// A weight per column: finite, at least 0, with sum 1.
    pub weights: Vec<f64>,
    /// The columns that got weight 0 because they are constant, in order: they tell no alternatives
    /// apart. A reader is warned of them.
    pub constant: Vec<usize>,
}

/// Why figures give no weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Undefined {
    /// The column at fault, if one is.
    pub column: Option<usize>,
    /// The alternative at fault, as an index into the column's figures, if one is.
    pub row: Option<usize>,
    /// Why, in English and in Dutch.
    pub reason: [&'static str; 2],
}
