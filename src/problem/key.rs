//! The names by which alternatives are known: keys and their values.

use super::text::{Language, Text};
use std::sync::Arc;

/// One of the names by which an alternative is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// Its id: a column of the tables.
    pub id: String,
    /// Its label.
    pub label: Text,
    /// Its values, in order.
    pub values: Vec<KeyValue>,
}

/// A value of a key.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyValue {
    /// As it stands in the tables.
    pub id: Arc<str>,
    /// Its label, if the case gives one.
    pub label: Option<Box<Text>>,
    /// Whether its alternatives are for reference: scored, never ranked.
    pub reference: bool,
}

impl KeyValue {
    /// Its label; the id where it has none.
    pub fn label(&self, language: Language) -> &str {
        self.label.as_ref().map_or(&self.id, |label| label.get(language))
    }
}
