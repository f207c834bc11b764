//! The data tables: what each says, and of whom.

use super::criteria::Criterion;
use super::{list, text};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use toml::Table;

/// What one place in a table says, of all alternatives that have the values of its row.
struct Entry {
    /// The id of a criterion, or the name of an attribute.
    name: String,
    /// The value of each key; `None` if the table does not have the key.
    row: Vec<Option<String>>,
    cell: String,
}

pub struct Tables {
    entries: Vec<Entry>,
    /// The rows of tables that have all keys.
    full: BTreeSet<Vec<String>>,
    /// The values of each key that stand in some table.
    seen: Vec<BTreeSet<String>>,
}

impl Tables {
    /// The tables that the file names, beside it.
    pub fn read(path: &Path, file: &Table, keys: &[String], leaves: &[&Criterion]) -> Tables {
        let mut out = Tables {
            entries: Vec::new(),
            full: BTreeSet::new(),
            seen: vec![BTreeSet::new(); keys.len()],
        };
        let has_actors = !list(file, "actors").is_empty();
        for name in list(file, "data") {
            let path = path.parent().expect("a folder").join(text(name));
            out.add(&std::fs::read_to_string(&path).unwrap(), keys, leaves, has_actors);
        }
        out
    }

    fn add(&mut self, table: &str, keys: &[String], leaves: &[&Criterion], has_actors: bool) {
        // The header says what parts the fields.
        let header = table.lines().next().expect("a header");
        let parts = *[b',', b';', b'\t']
            .iter()
            .max_by_key(|parts| header.bytes().filter(|byte| byte == *parts).count())
            .expect("three");
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(parts)
            .trim(csv::Trim::All)
            .from_reader(table.as_bytes());
        let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let column = |name: &str| header.iter().position(|known| known == name);
        let of_keys: Vec<Option<usize>> = keys.iter().map(|key| column(key)).collect();
        // What an actor thinks of a cell is its own, and no part of the case.
        let of_actors = column("actor").filter(|_| has_actors);
        let name_of = |written: &str| {
            let leaf = leaves.iter().find(|leaf| leaf.column == written || leaf.id == written);
            leaf.map_or(written, |leaf| &leaf.id).to_owned()
        };
        for record in reader.records() {
            let record = record.unwrap();
            if of_actors.is_some_and(|at| !record[at].is_empty()) {
                continue;
            }
            let row: Vec<Option<String>> =
                of_keys.iter().map(|at| at.map(|at| record[at].to_owned())).collect();
            for (seen, value) in self.seen.iter_mut().zip(&row) {
                seen.extend(value.clone());
            }
            if let Some(full) = row.iter().cloned().collect::<Option<Vec<String>>>() {
                self.full.insert(full);
            }
            let mut add = |name: String, cell: &str| {
                self.entries.push(Entry { name, row: row.clone(), cell: cell.to_owned() });
            };
            match (column("criterion"), column("value")) {
                (Some(name), Some(value)) => add(name_of(&record[name]), &record[value]),
                _ => {
                    for (at, name) in header.iter().enumerate() {
                        if !of_keys.contains(&Some(at)) && of_actors != Some(at) {
                            add(name_of(name), &record[at]);
                        }
                    }
                }
            }
        }
    }

    /// The rows of the tables with all keys; where there is none, all combinations of the values.
    pub fn alternatives(&self, file: &Table, keys: &[String]) -> Vec<Vec<String>> {
        if !self.full.is_empty() {
            return self.full.iter().cloned().collect();
        }
        let mut out: Vec<Vec<String>> = vec![Vec::new()];
        for (at, key) in list(file, "keys").iter().enumerate().take(keys.len()) {
            let listed = list(key.as_table().expect("a table"), "values").iter();
            let mut values: Vec<String> = listed
                .map(|value| value.as_str().map_or_else(|| text(&value["id"]), str::to_owned))
                .collect();
            if values.is_empty() {
                values = self.seen[at].iter().cloned().collect();
            }
            let longer = |begun: &Vec<String>| -> Vec<Vec<String>> {
                let with = |value: &String| begun.iter().chain([value]).cloned().collect();
                values.iter().map(with).collect()
            };
            out = out.iter().flat_map(longer).collect();
        }
        out
    }

    /// What the tables say of an alternative by this name, and the number of the place where it
    /// stands: places that differ are figures of their own.
    pub fn find(&self, name: &str, alternative: &[String]) -> Option<(usize, &str)> {
        let says = |entry: &Entry| {
            let same = |(value, own): (&Option<String>, &String)| {
                value.as_ref().is_none_or(|value| value == own)
            };
            entry.name == name && entry.row.iter().zip(alternative).all(same)
        };
        let mut found = self.entries.iter().enumerate().filter(|(_, entry)| says(entry));
        let first = found.next();
        assert!(found.next().is_none(), "`{name}` is given twice for {alternative:?}");
        first.map(|(at, entry)| (at, entry.cell.as_str()))
    }

    /// Every cell of a name.
    pub fn cells(&self, name: &str) -> impl Iterator<Item = &str> {
        self.entries.iter().filter(move |entry| entry.name == name).map(|entry| entry.cell.as_str())
    }

    /// Whether a text is that of an unknown figure.
    pub fn is_unknown(cell: &str) -> bool {
        cell.is_empty() || cell == "?"
    }

    /// Which shift a text attribute has, from a table of shifts by text.
    pub fn shift_of(shifts: &BTreeMap<String, f64>, cell: &str) -> f64 {
        *shifts.get(cell).unwrap_or_else(|| panic!("no shift for `{cell}`"))
    }
}
