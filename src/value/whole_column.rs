//! A column of figures of which only ends and sums are known.

/// What is known of a whole column.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WholeColumn<'a> {
    /// How many figures it has.
    pub(crate) count: usize,
    /// The least of them.
    pub(crate) least: f64,
    /// The most of them.
    pub(crate) most: f64,
    /// The sums that were taken so far, in the order in which the formula needs them.
    pub(crate) sums: &'a [f64],
}
