//! What comes of a weighting from data: weights, or the reason why there are none.

/// Weights from data.
#[derive(Debug, Clone, PartialEq)]
pub struct DataWeights {
    /// A weight per column: finite, at least 0, with sum 1.
    pub weights: Vec<f64>,
    /// The columns that are constant, in order: they tell no alternatives apart. A reader is warned
    /// of them. They have weight 0, but under `cilos` a constant column has all the weight.
    pub constant: Vec<usize>,
    /// The columns whose best figure several alternatives share that are not alike on the others,
    /// in order, under `cilos` and `idocriw`; else empty. These look at the first of them, so
    /// another order of the alternatives may give other weights. A reader is warned of that.
    pub tied: Vec<usize>,
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

impl Undefined {
    /// For a reason that lies with all columns together.
    pub(super) fn of_all(reason: [&'static str; 2]) -> Undefined {
        Undefined { column: None, row: None, reason }
    }
}
