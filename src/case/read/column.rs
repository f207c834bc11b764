//! The cells of a table, column by column, as read: nothing is interpreted yet.
//!
//! A table of a million rows is read into a few long vectors, not into a million small ones. Most
//! columns hold one kind of cell only, and are kept as that.

use std::borrow::Cow;
use std::sync::Arc;

/// A cell as read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RawCell<'a> {
    /// Null in a typed table.
    Missing,
    /// Text, untrimmed.
    Text(&'a str),
    /// A number of a typed table; may be NaN or infinite.
    Number(f64),
}

impl<'a> RawCell<'a> {
    /// The cell as trimmed text.
    pub fn text(self) -> Cow<'a, str> {
        match self {
            RawCell::Missing => "".into(),
            RawCell::Text(text) => text.trim().into(),
            RawCell::Number(number) => crate::problem::number(number).into(),
        }
    }
}

/// A cell of a column that holds several kinds of them.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(not(any(feature = "frames", feature = "xlsx")), allow(dead_code))]
pub enum OwnedCell {
    /// Null.
    Missing,
    /// Text, untrimmed.
    Text(String),
    /// A number; may be NaN or infinite.
    Number(f64),
}

impl OwnedCell {
    /// The cell, borrowed.
    pub fn borrowed(&self) -> RawCell<'_> {
        match self {
            OwnedCell::Missing => RawCell::Missing,
            OwnedCell::Text(text) => RawCell::Text(text),
            OwnedCell::Number(number) => RawCell::Number(*number),
        }
    }
}

/// The cells of a column.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(not(feature = "frames"), allow(dead_code))]
pub enum RawColumn {
    /// Text in every row.
    Text(TextColumn),
    /// A number in every row; may be NaN or infinite.
    Numbers(Arc<Vec<f64>>),
    /// Some of each.
    Mixed(Vec<OwnedCell>),
}

/// Texts one after the other in one string.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TextColumn {
    text: String,
    ends: Vec<usize>,
}

impl TextColumn {
    /// Add the next text.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len());
    }

    /// Add the texts of another column.
    pub fn append(&mut self, other: &TextColumn) {
        let before = self.text.len();
        self.text.push_str(&other.text);
        self.ends.extend(other.ends.iter().map(|end| before + end));
    }

    /// The text of a row.
    pub fn get(&self, row: usize) -> &str {
        let start = if row == 0 { 0 } else { self.ends[row - 1] };
        &self.text[start..self.ends[row]]
    }

    /// How many rows there are.
    #[cfg_attr(not(feature = "frames"), allow(dead_code))]
    pub fn len(&self) -> usize {
        self.ends.len()
    }
}

impl<'a> FromIterator<&'a str> for TextColumn {
    fn from_iter<T: IntoIterator<Item = &'a str>>(texts: T) -> TextColumn {
        let mut out = TextColumn::default();
        texts.into_iter().for_each(|text| out.push(text));
        out
    }
}

impl RawColumn {
    /// The cell of a row.
    pub fn cell(&self, row: usize) -> RawCell<'_> {
        match self {
            RawColumn::Text(texts) => RawCell::Text(texts.get(row)),
            RawColumn::Numbers(numbers) => RawCell::Number(numbers[row]),
            RawColumn::Mixed(cells) => cells[row].borrowed(),
        }
    }

    /// The cells of these rows, in their order.
    pub fn of_rows(&self, rows: &[usize]) -> RawColumn {
        match self {
            RawColumn::Text(texts) => {
                RawColumn::Text(rows.iter().map(|row| texts.get(*row)).collect())
            }
            RawColumn::Numbers(numbers) => {
                RawColumn::Numbers(Arc::new(rows.iter().map(|row| numbers[*row]).collect()))
            }
            RawColumn::Mixed(cells) => {
                RawColumn::Mixed(rows.iter().map(|row| cells[*row].clone()).collect())
            }
        }
    }

    /// How many rows there are.
    #[cfg_attr(not(feature = "frames"), allow(dead_code))]
    pub fn len(&self) -> usize {
        match self {
            RawColumn::Text(texts) => texts.len(),
            RawColumn::Numbers(numbers) => numbers.len(),
            RawColumn::Mixed(cells) => cells.len(),
        }
    }
}
