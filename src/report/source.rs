//! Which rows of a result table a sentence was made from.

/// Rows of a result table: those that hold all of these texts in these columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The name of the table.
    pub table: &'static str,
    /// Columns of text and what they hold, as the table writes it (ids, and no labels). Without any,
    /// the whole table is meant.
    pub rows: Vec<(String, String)>,
}

impl Source {
    /// All rows of a table.
    pub fn table(table: &'static str) -> Source {
        Source { table, rows: Vec::new() }
    }

    /// Of those only the rows that hold this text in this column.
    pub fn with(mut self, column: impl Into<String>, text: impl Into<String>) -> Source {
        self.rows.push((column.into(), text.into()));
        self
    }
}
