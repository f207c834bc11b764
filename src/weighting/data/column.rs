//! What a weighting from data is made from.

/// The figures of a group's eligible alternatives on one criterion.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column<'a> {
    /// A finite figure per alternative, in the same order in every column.
    pub figures: &'a [f64],
    /// Whether more is better; else less is.
    pub benefit: bool,
}
