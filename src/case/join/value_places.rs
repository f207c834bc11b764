//! Where each value of a key stands in the key's list, by its id.

use crate::problem::KeyValue;
use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;

/// The places of a key's values. It holds numbers only, for the ids are in the list that it is
/// asked about: with a million values most of the time goes into fetching memory. Looked up and
/// never walked through, so that its order does not matter.
#[derive(Default)]
pub(crate) struct ValuePlaces {
    places: HashTable<usize>,
    hasher: DefaultHashBuilder,
}

impl ValuePlaces {
    /// The places of these values.
    pub(super) fn of(values: &[KeyValue]) -> ValuePlaces {
        let mut out = ValuePlaces::default();
        for (place, value) in values.iter().enumerate() {
            if let Err(vacant) = out.find(values, &value.id) {
                vacant.take(place);
            }
        }
        out
    }

    /// Make room for more values.
    pub(super) fn reserve(&mut self, values: &[KeyValue], more: usize) {
        self.places.reserve(more, |place| self.hasher.hash_one(&*values[*place].id));
    }

    /// The place of the value with this id, or where a new one can be remembered.
    pub(super) fn find(&mut self, values: &[KeyValue], id: &str) -> Result<usize, Vacant<'_>> {
        let ValuePlaces { places, hasher } = self;
        let hash = |place: &usize| hasher.hash_one(&*values[*place].id);
        match places.entry(hasher.hash_one(id), |place| &*values[*place].id == id, hash) {
            Entry::Occupied(found) => Ok(*found.get()),
            Entry::Vacant(vacant) => Err(Vacant(vacant)),
        }
    }
}

/// Room for the place of a value that was not found.
pub(super) struct Vacant<'a>(hashbrown::hash_table::VacantEntry<'a, usize>);

impl Vacant<'_> {
    /// Remember where the value stands.
    pub(super) fn take(self, place: usize) {
        self.0.insert(place);
    }
}
