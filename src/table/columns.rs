//! A named table of typed columns with missing values.

use std::sync::Arc;

/// The values of one column. `None` is missing: an empty cell, a null, never 0.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// Text. Rows may share one.
    Text(Vec<Option<Arc<str>>>),
    /// Text that is a valid cell of its criterion (`++`, `-..+`): never guarded against being run
    /// as a formula, so that what is written can be read back.
    Cell(Vec<Option<Arc<str>>>),
    /// Real numbers, always finite.
    Number(Vec<Option<f64>>),
    /// Whole numbers.
    Integer(Vec<Option<i64>>),
}

/// A column: values of one type under a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The name, as the header of a file has it. It stays the same from release to release.
    pub name: String,
    /// A value per row of the table.
    pub values: Values,
}

/// A table of equally long columns.
///
/// ```
/// use afweging::table::Table;
///
/// let table = Table::new("prices")
///     .text("offer", [Some("A".to_owned()), Some("B".to_owned())])
///     .number("price", [Some(100.0), None]);
/// assert_eq!(table.rows(), 2);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The name, as the header of a file has it. It stays the same from release to release.
    pub name: String,
    /// The columns, in the order in which writers write them; all equally long.
    pub columns: Vec<Column>,
}

/// One value of a table, borrowed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// No value: an empty cell or a null, never 0.
    Missing,
    /// Text.
    Text(&'a str),
    /// Text that is a valid cell of its criterion.
    Cell(&'a str),
    /// A real number.
    Number(f64),
    /// A whole number.
    Integer(i64),
}

impl Values {
    /// How many values there are, the missing ones included.
    pub fn len(&self) -> usize {
        match self {
            Values::Text(values) | Values::Cell(values) => values.len(),
            Values::Number(values) => values.len(),
            Values::Integer(values) => values.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value of a row.
    #[inline]
    pub fn get(&self, row: usize) -> Value<'_> {
        match self {
            Values::Text(values) => values[row].as_deref().map_or(Value::Missing, Value::Text),
            Values::Cell(values) => values[row].as_deref().map_or(Value::Missing, Value::Cell),
            Values::Number(values) => values[row].map_or(Value::Missing, Value::Number),
            Values::Integer(values) => values[row].map_or(Value::Missing, Value::Integer),
        }
    }
}

impl Table {
    /// An empty table of that name.
    pub fn new(name: impl Into<String>) -> Table {
        Table { name: name.into(), columns: Vec::new() }
    }

    /// The table with a text column added.
    pub fn text(
        self,
        name: impl Into<String>,
        values: impl IntoIterator<Item = Option<String>>,
    ) -> Table {
        self.shared_text(name, values.into_iter().map(|text| text.map(Arc::from)))
    }

    /// The table with a text column added whose rows share texts: a million rows may say the same.
    pub fn shared_text(
        self,
        name: impl Into<String>,
        values: impl IntoIterator<Item = Option<Arc<str>>>,
    ) -> Table {
        self.with(name, Values::Text(values.into_iter().collect()))
    }

    /// The table with a column of cells of criteria added.
    pub fn cells(
        self,
        name: impl Into<String>,
        values: impl IntoIterator<Item = Option<String>>,
    ) -> Table {
        self.with(name, Values::Cell(values.into_iter().map(|text| text.map(Arc::from)).collect()))
    }

    /// The table with a column of real numbers added. A value that is not finite is a bug of the
    /// engine: it becomes missing here, so that no NaN ever leaves it.
    pub fn number(
        self,
        name: impl Into<String>,
        values: impl IntoIterator<Item = Option<f64>>,
    ) -> Table {
        // Adding 0.0 turns -0.0 into 0.0: a reader should not wonder about the sign of nothing.
        let clean =
            |value: Option<f64>| value.filter(|value| value.is_finite()).map(|value| value + 0.0);
        self.with(name, Values::Number(values.into_iter().map(clean).collect()))
    }

    /// The table with a column of whole numbers added.
    pub fn integer(
        self,
        name: impl Into<String>,
        values: impl IntoIterator<Item = Option<i64>>,
    ) -> Table {
        self.with(name, Values::Integer(values.into_iter().collect()))
    }

    fn with(mut self, name: impl Into<String>, values: Values) -> Table {
        debug_assert!(self.columns.first().is_none_or(|first| first.values.len() == values.len()));
        self.columns.push(Column { name: name.into(), values });
        self
    }

    /// How many rows the table has; 0 without columns.
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, |column| column.values.len())
    }

    /// The column of that name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The value in a row of the column of that name. [`Table::column`] asks whether there is one.
    ///
    /// ```
    /// use afweging::table::{Table, Value};
    ///
    /// let table = Table::new("prices").number("price", [Some(100.0), None]);
    /// assert_eq!(table.get(0, "price").as_number(), Some(100.0));
    /// assert_eq!(table.get(1, "price"), Value::Missing);
    /// ```
    ///
    /// # Panics
    ///
    /// Where the table has no such column, or no such row.
    pub fn get(&self, row: usize, name: &str) -> Value<'_> {
        let Some(column) = self.column(name) else {
            let known: Vec<&str> = self.columns.iter().map(|column| &*column.name).collect();
            panic!("table `{}` has no column `{name}`; it has {}", self.name, known.join(", "))
        };
        column.values.get(row)
    }
}

impl<'a> Value<'a> {
    /// The text, if it is text.
    pub fn as_text(self) -> Option<&'a str> {
        match self {
            Value::Text(text) | Value::Cell(text) => Some(text),
            _ => None,
        }
    }

    /// The number, whole or real.
    pub fn as_number(self) -> Option<f64> {
        match self {
            Value::Number(number) => Some(number),
            Value::Integer(number) => Some(number as f64),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[should_panic(expected = "table `ranking` has no column `rnak`; it has alternative, rank")]
    fn a_column_that_is_not_there_is_no_missing_value() {
        let table = Table::new("ranking")
            .text("alternative", [Some("A1".to_owned())])
            .integer("rank", [None]);
        assert_eq!(table.get(0, "rank"), Value::Missing);
        table.get(0, "rnak");
    }
}
