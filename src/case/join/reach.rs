//! Which alternatives a row of a table reaches.

use crate::problem::KeyValues;
use std::collections::BTreeMap;

/// The alternatives, by the values of those keys that rows name. A row names some of the keys, and
/// reaches all alternatives that have its values.
pub struct Reach<'a> {
    alternatives: &'a [KeyValues],
    /// By the keys that a row names, and by their values: the alternatives.
    by_keys: BTreeMap<Vec<usize>, BTreeMap<Vec<usize>, Vec<usize>>>,
}

impl<'a> Reach<'a> {
    /// Nothing looked up yet.
    pub fn of(alternatives: &'a [KeyValues]) -> Reach<'a> {
        Reach { alternatives, by_keys: BTreeMap::new() }
    }

    /// The alternatives.
    pub fn alternatives(&self) -> &'a [KeyValues] {
        self.alternatives
    }

    /// The alternatives that have these values: pairs of a key and a value of it.
    pub fn of_row(&mut self, row: &[(usize, usize)]) -> &[usize] {
        let alternatives = self.alternatives;
        let keys: Vec<usize> = row.iter().map(|(key, _)| *key).collect();
        let index = self.by_keys.entry(keys).or_insert_with_key(|keys| {
            let mut index: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
            for (alternative, values) in alternatives.iter().enumerate() {
                let wanted = keys.iter().map(|key| values[*key]).collect();
                index.entry(wanted).or_default().push(alternative);
            }
            index
        });
        let wanted: Vec<usize> = row.iter().map(|(_, value)| *value).collect();
        index.get(&wanted).map(Vec::as_slice).unwrap_or_default()
    }
}
