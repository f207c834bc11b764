//! Cells of text in rows, ready to be shown.

/// Which side a column leans to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Text.
    Left,
    /// Numbers.
    Right,
}

/// Cells of text in rows, ready to be shown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grid {
    /// The head of each column.
    pub head: Vec<(String, Option<Align>)>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// Parts the lines of one cell. Line ends within text of others are spaces.
pub const BREAK: char = '\u{FDD0}';
