//! How a table that stands for a case was read: what its user should see before they believe the
//! result.

/// How a table that stands for a case was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TableReading {
    /// The table, as it was named; `None` for the standard input.
    pub table: Option<String>,
    /// What was said of it, in the words of the command line.
    pub options: Vec<String>,
    /// The columns that name an alternative.
    pub keys: Vec<String>,
    /// The names of the criteria of which nobody said which figures are better: more counts as
    /// better.
    pub unstated: Vec<String>,
    /// Those of them whose names suggest a cost, so that less may be better.
    pub maybe_costs: Vec<String>,
    /// The names of the criteria whose scale goes over the figures seen, for want of ends: another
    /// alternative can change the order of the others.
    pub observed: Vec<String>,
    /// The names of the criteria whose cells are signs, which count as the levels `--` to `++`.
    pub signs: Vec<String>,
    /// Columns that are no criteria and are not read.
    pub attributes: Vec<String>,
    /// Columns that say where the figures of a row come from, and are read as that.
    pub origin: Vec<String>,
    /// The rows that were taken for what they say of columns.
    pub column_rows: Vec<ColumnRowRead>,
    /// The names of the criteria whose figures have columns of their own for how sure they are, and
    /// those columns.
    pub spreads: Vec<(String, Vec<String>)>,
    /// A criteria file beside the table that names it.
    pub criteria_file: Option<String>,
}

/// Rows of a table that say something of its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnRowRead {
    /// What they say, in English and in Dutch: "the weights", "de gewichten".
    pub says: [&'static str; 2],
    /// Where the first of them stands: "line 3" or "row 3".
    pub first: String,
    /// How many there are: one in a wide table, one for each criterion in a long one.
    pub count: usize,
}
