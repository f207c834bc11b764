//! One entry of a data table.

use super::quantity::{Quantity, Spread};
use super::record::Record;

/// One entry of a data table. In every draw it has one value, wherever it reaches.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// The criterion or attribute it speaks of: an index into [`super::Problem::names`].
    pub name: usize,
    /// The key values its row has, as (key, value) indices: an index into [`super::Problem::rows`].
    pub row: usize,
    /// What it says.
    pub quantity: Quantity,
    /// Its nominal figure and range; for an unknown one its whole scale. Not meaningful for a text.
    pub spread: Spread,
    /// Where it comes from, if the table says anything.
    pub record: Option<Box<Record>>,
}
