//! How a file is written.

/// How to write.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// CSV for a Dutch spreadsheet: `;` and decimal commas.
    pub dutch_csv: bool,
    /// Leave text alone that a spreadsheet would run as a formula.
    pub raw: bool,
    /// The columns of the terminal that a table is for; as wide as it is without.
    pub width: Option<usize>,
}
