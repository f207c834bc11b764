//! The alternatives of a builder: their keys, and how they are named.

use super::faults::{BAD_ID, Faults, SECOND_ID, THE_PROBLEM};
use crate::error::{Error, Phrase, Said, both};
use crate::problem::{Key, KeyValue, KeyValues, Quantity, Text};
use std::collections::{BTreeMap, BTreeSet};

/// Columns of the tables of a case, which no key can be named after.
const RESERVED: [&str; 7] = ["criterion", "value", "kind", "source", "passage", "as_of", "note"];

/// An alternative and its figures.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Its value of every key: its id, then perhaps its group, unless keys are named.
    pub values: Vec<String>,
    pub figures: Vec<Quantity>,
}

impl Row {
    /// As faults name it.
    pub(super) fn name(&self) -> Said {
        let alone =
            |name: &str| both(format!("alternative `{name}`"), format!("alternatief `{name}`"));
        match &self.values[..] {
            [id] => alone(id),
            [id, group] => both(
                format!("alternative `{id}` of `{group}`"),
                format!("alternatief `{id}` van `{group}`"),
            ),
            values => alone(&values.join("/")),
        }
    }

    /// Its name over all keys.
    pub(super) fn full_name(&self) -> String {
        self.values.join("/")
    }
}

/// What is said of the keys.
#[derive(Debug, Clone)]
pub(super) struct Naming {
    /// The key of alternatives and that of groups, if `keys` does not name them.
    pub key: String,
    pub group_key: String,
    pub keys: Option<Vec<String>>,
    pub rank_within: Option<Vec<String>>,
    /// Values of a key, or of the first, whose alternatives are for reference.
    pub references: Vec<(Option<String>, String)>,
}

/// The keys, and the rows in terms of them.
pub(super) struct Layout {
    /// The keys, with their values in the order in which they come up.
    pub keys: Vec<Key>,
    /// Those that name a group.
    pub rank_within: Vec<usize>,
    /// By row: its value of every key. Only complete where nothing is wrong.
    pub rows: Vec<KeyValues>,
}

/// The layout of the rows; `criteria` are ids that no key can have.
pub(super) fn layout<'a>(
    naming: &Naming,
    rows: &[Row],
    criteria: impl Iterator<Item = &'a str>,
    faults: &mut Faults,
) -> Layout {
    let mut keys = keys(naming, rows, criteria, faults);
    if rows.is_empty() {
        let reason = Phrase(
            "it has no alternatives: give it one at least",
            "het heeft geen alternatieven: geef het er minstens één",
        );
        faults.add(THE_PROBLEM, reason);
    }
    let mut places: Vec<BTreeMap<&str, usize>> = vec![BTreeMap::new(); keys.len()];
    let mut seen: BTreeSet<KeyValues> = BTreeSet::new();
    let mut laid = Vec::with_capacity(rows.len());
    for row in rows {
        if row.values.len() != keys.len() {
            let reason = match (&naming.keys, keys.len()) {
                (None, 1) => both(
                    "it has a group, and others have none",
                    "het heeft een groep, en andere hebben er geen",
                ),
                (None, 2) if row.values.len() == 1 => both(
                    "it has no group, and others have one",
                    "het heeft geen groep, en andere hebben er een",
                ),
                (_, wanted) => both(
                    format!("it has {} values for {wanted} keys", row.values.len()),
                    format!("het heeft {} waarden voor {wanted} sleutels", row.values.len()),
                ),
            };
            faults.add(row.name(), reason);
            continue;
        }
        let mut values = KeyValues::new();
        for ((id, places), key) in row.values.iter().zip(&mut places).zip(&mut keys) {
            if id.trim().is_empty() || id.trim() != id {
                faults.add(row.name(), BAD_ID);
            }
            let next = key.values.len();
            let value = *places.entry(id).or_insert(next);
            if value == next {
                key.values.push(KeyValue { id: id.as_str().into(), label: None, reference: false });
            }
            values.push(value);
        }
        if !seen.insert(values.clone()) {
            faults.add(row.name(), SECOND_ID);
        }
        laid.push(values);
    }
    refer(&naming.references, &mut keys, faults);
    let rank_within = rank_within(naming, &keys, faults);
    Layout { keys, rank_within, rows: laid }
}

fn keys<'a>(
    naming: &Naming,
    rows: &[Row],
    criteria: impl Iterator<Item = &'a str>,
    faults: &mut Faults,
) -> Vec<Key> {
    let ids: Vec<&String> = match &naming.keys {
        Some(ids) => ids.iter().collect(),
        None => {
            let grouped = rows.first().is_some_and(|row| row.values.len() > 1);
            std::iter::once(&naming.key).chain(grouped.then_some(&naming.group_key)).collect()
        }
    };
    if ids.is_empty() {
        faults.add(
            Phrase("the keys", "de sleutels"),
            Phrase("there are none: name one at least", "er zijn er geen: noem er minstens één"),
        );
    }
    let criteria: BTreeSet<&str> = criteria.collect();
    for (at, id) in ids.iter().enumerate() {
        if id.trim().is_empty()
            || RESERVED.contains(&id.as_str())
            || ids[..at].contains(id)
            || criteria.contains(id.as_str())
        {
            let reason = Phrase(
                "a key needs a name that nothing else has: no criterion, no other key and no \
                 column of a table of figures",
                "een sleutel heeft een naam nodig die niets anders heeft: geen criterium, geen \
                 andere sleutel en geen kolom van een tabel met cijfers",
            );
            faults.add(both(format!("key `{id}`"), format!("sleutel `{id}`")), reason);
        }
    }
    let key = |id: &String| Key { id: id.clone(), label: Text::plain(id), values: Vec::new() };
    ids.into_iter().map(key).collect()
}

fn refer(references: &[(Option<String>, String)], keys: &mut [Key], faults: &mut Faults) {
    for (key, value) in references {
        let at = both(format!("reference `{value}`"), format!("vergelijkingspunt `{value}`"));
        let place = match key {
            None => 0,
            Some(id) => match keys.iter().position(|key| key.id == *id) {
                Some(place) => place,
                None => {
                    let known = keys.iter().map(|key| key.id.as_str());
                    faults.add(at, Error::unknown("key", id, known).said());
                    continue;
                }
            },
        };
        let Some(key) = keys.get_mut(place) else { continue };
        match key.values.iter_mut().find(|known| *known.id == **value) {
            Some(found) => found.reference = true,
            None => {
                let what = if place == 0 { "alternative" } else { "value" };
                let known = key.values.iter().map(|value| &*value.id);
                faults.add(at, Error::unknown(what, value, known).said());
            }
        }
    }
}

fn rank_within(naming: &Naming, keys: &[Key], faults: &mut Faults) -> Vec<usize> {
    let Some(ids) = &naming.rank_within else {
        return if naming.keys.is_none() && keys.len() > 1 { vec![1] } else { Vec::new() };
    };
    let mut out = Vec::new();
    for id in ids {
        match keys.iter().position(|key| key.id == *id) {
            Some(key) if out.contains(&key) => {
                let twice =
                    both(format!("`{id}` is there twice"), format!("`{id}` staat er twee keer"));
                faults.add("rank_within", twice);
            }
            Some(key) => out.push(key),
            None => {
                let known = keys.iter().map(|key| key.id.as_str());
                faults.add("rank_within", Error::unknown("key", id, known).said());
            }
        }
    }
    out.sort_unstable();
    if !keys.is_empty() && out.len() == keys.len() {
        let reason = Phrase(
            "all keys are in it, so every group would be a single alternative: leave out the key \
             whose values compete",
            "alle sleutels staan erin, zodat elke groep één alternatief zou zijn: laat de sleutel \
             weg waarvan de waarden naar dezelfde plaats dingen",
        );
        faults.add("rank_within", reason);
    }
    out
}

/// The rows by name: without the keys that name a group, and in full.
pub(super) struct Names<'a> {
    rows: &'a [Row],
    rank_within: &'a [usize],
    inside: BTreeMap<String, Vec<usize>>,
    full: BTreeMap<String, usize>,
}

impl<'a> Names<'a> {
    pub(super) fn new(rows: &'a [Row], rank_within: &'a [usize]) -> Names<'a> {
        let mut inside: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut full = BTreeMap::new();
        for (at, row) in rows.iter().enumerate() {
            let own: Vec<&str> = row
                .values
                .iter()
                .enumerate()
                .filter(|(key, _)| !rank_within.contains(key))
                .map(|(_, value)| value.as_str())
                .collect();
            // One that is there twice has been complained of.
            if full.insert(row.full_name(), at).is_none() {
                inside.entry(own.join("/")).or_default().push(at);
            }
        }
        Names { rows, rank_within, inside, full }
    }

    /// The row of an alternative: of one group, or of the only group that has it. A name inside a
    /// group comes before a full one.
    ///
    /// # Errors
    /// Why there is none, for a message.
    pub(super) fn find(&self, name: &str, group: Option<&str>) -> Result<usize, NotFound> {
        match (self.inside.get(name), group) {
            (Some(rows), Some(group)) => {
                let of = |row: usize| self.group(row);
                rows.iter().copied().find(|row| of(*row) == group).ok_or_else(|| {
                    let known: Vec<String> = rows.iter().map(|row| of(*row)).collect();
                    let known = known.iter().map(String::as_str).filter(|group| !group.is_empty());
                    NotFound::InGroup(Error::unknown("group", group, known).said())
                })
            }
            (Some(rows), None) => match rows[..] {
                [row] => Ok(row),
                _ => Err(NotFound::Several(self.rows[rows[0]].full_name())),
            },
            (None, _) => self.full.get(name).copied().ok_or_else(|| {
                let known = self.inside.keys().map(String::as_str);
                NotFound::Unknown(Error::unknown("alternative", name, known).said())
            }),
        }
    }

    fn group(&self, row: usize) -> String {
        let values = &self.rows[row].values;
        let value = |key: &usize| values.get(*key).map(String::as_str);
        self.rank_within.iter().filter_map(value).collect::<Vec<_>>().join("/")
    }
}

/// Why a name leads to no row.
pub(super) enum NotFound {
    /// No alternative has it.
    Unknown(Said),
    /// The group is not one of those that have it.
    InGroup(Said),
    /// Several groups have it; the first in full.
    Several(String),
}
