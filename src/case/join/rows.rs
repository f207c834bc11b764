//! The rows of a table, wide or long: whom they speak of, for whom or for when they hold, and which
//! of their cells hold a figure.

use super::strangers::is_stranger;
use crate::case::join::joiner::{Block, Joiner, TableEntry};
use crate::case::read::long_table::{FIGURE, ORIGIN};
use crate::error::both;
use crate::error::{Finding, Place, shorten};
use crate::problem::{KeyValue, KeyValues, Record};
use crate::progress::{Stage, begin};
use smallvec::SmallVec;
use std::collections::BTreeMap;

impl Joiner<'_> {
    /// Whether a table has a column for every key.
    pub(super) fn has_all_keys(&self, index: usize) -> bool {
        self.keys.iter().all(|key| self.tables[index].headers.contains(&key.id))
    }

    /// Find the entries of a table; rows that carry all keys name alternatives. `alone` says that
    /// only one table does.
    pub(super) fn read(&mut self, index: usize, alone: bool, full: &mut Vec<KeyValues>) {
        let table = &self.tables[index];
        let find = |name: &str| table.headers.iter().position(|header| header == name);
        let keys: Vec<(usize, usize)> = self
            .keys
            .iter()
            .enumerate()
            .filter_map(|(key, k)| find(&k.id).map(|column| (key, column)))
            .collect();
        if keys.is_empty() {
            let known: Vec<&str> = self.keys.iter().map(|key| key.id.as_str()).collect();
            let near = known.iter().find_map(|key| {
                crate::error::nearest(key, table.headers.iter().map(String::as_str))
                    .map(|header| (key, header))
            });
            let help = match near {
                Some((key, header)) => both(
                    format!("rename the column `{header}` to `{key}`"),
                    format!("hernoem de kolom `{header:#}` tot `{key:#}`"),
                ),
                None => both(
                    format!("a table needs at least one of the columns {}", known.join(", ")),
                    format!(
                        "een tabel heeft minstens een van deze kolommen nodig: {:#}",
                        known.join(", ")
                    ),
                ),
            };
            self.findings.push(
                Finding::error(
                    Place::File(table.name.clone()),
                    both("this table has no key column", "deze tabel heeft geen sleutelkolom"),
                )
                .help(help),
            );
            self.lost = true;
            return;
        }
        let long = match (find(FIGURE[0]), find(FIGURE[1])) {
            (Some(criterion), Some(value)) => Some((criterion, value)),
            (None, None) => None,
            (Some(column), None) | (None, Some(column)) => {
                let finding = Finding::error(
                    table.header_place(column),
                    both(
                        "a long table has both a `criterion` and a `value` column",
                        "een lange tabel heeft zowel een kolom `criterion` als een kolom `value`",
                    ),
                );
                self.findings.push(finding.help(both(
                    "add the other one, or rename this column",
                    "voeg de andere toe, of hernoem deze kolom",
                )));
                self.lost = true;
                return;
            }
        };
        // Where the case asks for an attribute of such a name, a column of a wide table gives that.
        let is_origin =
            |name: &&str| long.is_some() || !self.checked.attributes.contains_key(*name);
        let meta: Vec<Option<usize>> = ORIGIN
            .iter()
            .map(|name| Some(name).filter(|it| is_origin(it)).and_then(|it| find(it)))
            .collect();
        let layered = self.layer_columns_of(index);
        let columns = match long {
            None => {
                let named: Vec<usize> = keys
                    .iter()
                    .map(|(_, column)| *column)
                    .chain(meta.iter().flatten().copied())
                    .chain(layered.iter().map(|(_, column)| *column))
                    .collect();
                self.wide_columns(index, &named)
            }
            Some(_) => {
                self.warn_of_criteria_beside_a_long_table(index);
                Vec::new()
            }
        };
        let has_records = meta.iter().any(Option::is_some);
        let first_row = self.rows.len();
        let position = self.entries.len();
        // A table with a row that names nobody is refused anyway.
        let mut by_column = alone
            && long.is_none()
            && !has_records
            && layered.is_empty()
            && keys.len() == self.keys.len()
            && !columns.is_empty();
        let mut rows = Vec::with_capacity(table.rows());
        if alone {
            self.rows.reserve(table.rows(), keys.len());
            self.records.reserve(table.rows());
            full.reserve(table.rows());
            if let [(key, _)] = keys[..] {
                self.values[key].reserve(&self.keys[key].values, table.rows());
            }
        }
        let step = begin(Stage::Join, table.rows() as u64);
        for row in 0..table.rows() {
            step.set(row as u64);
            let Some(values) = self.key_values(index, row, &keys) else {
                by_column = false;
                continue;
            };
            if keys.len() == self.keys.len() {
                full.push(values.iter().map(|(_, value)| *value).collect());
            }
            self.rows.add(values.iter().copied());
            rows.push(row);
            let record = has_records
                .then(|| self.record(index, row, &meta))
                .filter(|record| *record != Record::default());
            self.records.push(record.map(Box::new));
        }
        if by_column {
            self.block = Some(Block {
                table: index,
                columns,
                first_row,
                rows: rows.len(),
                position,
                figures: Vec::new(),
            });
            return;
        }
        if !layered.is_empty() {
            let layers = self.read_layers(index, &layered);
            self.row_layers.insert(index, layers);
        }
        for (input_row, row) in (first_row..).zip(rows) {
            match long {
                Some((criterion, value)) => {
                    if let Some(name) = self.long_name(index, row, criterion) {
                        self.entries.push(TableEntry {
                            name,
                            table: index,
                            row,
                            column: value,
                            input_row,
                        });
                    }
                }
                None => {
                    let entry = |(name, column): &(usize, usize)| TableEntry {
                        name: *name,
                        table: index,
                        row,
                        column: *column,
                        input_row,
                    };
                    self.entries.extend(columns.iter().map(entry));
                }
            }
        }
    }

    /// The columns of a wide table that hold criteria or attributes the case uses. Those in `named`
    /// say something of the rows instead.
    fn wide_columns(&mut self, index: usize, named: &[usize]) -> Vec<(usize, usize)> {
        let table = &self.tables[index];
        let (mut out, mut unused) = (Vec::new(), Vec::new());
        // The first of a header or name.
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        let attributes = self.names.iter().enumerate().skip(self.checked.tree.leaves.len());
        let columns = self.checked.columns.iter().map(|known| known.value.as_str()).enumerate();
        for (name, known) in columns.chain(attributes.map(|(at, name)| (at, name.as_str()))) {
            places.entry(known).or_insert(name);
        }
        for (column, header) in table.headers.iter().enumerate() {
            if named.contains(&column) {
                continue;
            }
            match places.get(header.as_str()) {
                Some(name) => out.push((*name, column)),
                None => {
                    self.unused.insert(header.clone());
                    unused.push(column);
                }
            }
        }
        self.warn_of_unused(index, &unused);
        out
    }

    /// A long table has its figures in `value`; a column of a criterion's name would be overlooked.
    fn warn_of_criteria_beside_a_long_table(&mut self, index: usize) {
        let table = &self.tables[index];
        for (column, header) in table.headers.iter().enumerate() {
            if self.checked.columns.iter().any(|known| known.value == *header)
                || self.names.contains(header)
            {
                let finding = Finding::warning(
                    table.header_place(column),
                    both(
                        format!("the column `{header}` is not used: this is a long table"),
                        format!(
                            "de kolom `{header:#}` wordt niet gebruikt: dit is een lange tabel"
                        ),
                    ),
                );
                self.findings
                    .push(finding.help(both("put its figures in rows with `criterion` and `value`, or in a table of their own", "zet de cijfers ervan in rijen met `criterion` en `value`, of in een eigen tabel")));
            }
        }
    }

    fn key_values(
        &mut self,
        index: usize,
        row: usize,
        keys: &[(usize, usize)],
    ) -> Option<SmallVec<[(usize, usize); 2]>> {
        let table = &self.tables[index];
        let mut values = SmallVec::new();
        for (key, column) in keys {
            let id = table.cell(row, *column).text();
            if id.is_empty() {
                let finding = Finding::error(
                    table.place(row, *column),
                    both(
                        format!("the key `{}` is empty in this row", self.keys[*key].id),
                        format!("de sleutel `{:#}` is leeg in deze rij", self.keys[*key].id),
                    ),
                );
                self.findings.push(
                    finding
                        .help(both("every row names what it speaks of: a merged cell names its first row only; remove the row if it is blank", "elke rij noemt waarover ze gaat: een samengevoegde cel noemt alleen haar eerste rij; verwijder de rij als ze leeg is")),
                );
                return None;
            }
            let value = match self.values[*key].find(&self.keys[*key].values, &id) {
                Ok(value) => value,
                Err(_) if self.checked.closed[*key] => {
                    let finding = Finding::error(
                        table.place(row, *column),
                        both(
                            format!("unknown {} `{}`", self.keys[*key].id, shorten(&id, 60)),
                            format!("er is geen {:#} `{:#}`", self.keys[*key].id, shorten(&id, 60)),
                        ),
                    );
                    let finding =
                        finding.suggest(&id, self.keys[*key].values.iter().map(|value| &*value.id));
                    self.findings.push(match is_stranger(&id) {
                        true => finding.help(both(
                            format!("remove the row if it is no {}", self.keys[*key].id),
                            format!("verwijder de rij als ze geen {:#} is", self.keys[*key].id),
                        )),
                        false => finding,
                    });
                    return None;
                }
                Err(vacant) => {
                    let values = &mut self.keys[*key].values;
                    vacant.take(values.len());
                    values.push(KeyValue { id: id.into(), label: None, reference: false });
                    values.len() - 1
                }
            };
            values.push((*key, value));
        }
        Some(values)
    }

    fn long_name(&mut self, index: usize, row: usize, column: usize) -> Option<usize> {
        let table = &self.tables[index];
        let id = table.cell(row, column).text();
        if let Some(name) = self.names.iter().position(|name| *name == id) {
            return Some(name);
        }
        if let Some(leaf) = self.checked.columns.iter().position(|header| header.value == id) {
            return Some(leaf);
        }
        let place = table.place(row, column);
        let finding = if self.checked.tree.find(&id).is_some() {
            Finding::error(
                place,
                both(
                    format!("`{id}` is a node: it has no data of its own"),
                    format!("`{id:#}` is een knoop: die heeft geen eigen gegevens"),
                ),
            )
            .help(both("name one of its criteria", "noem een van de criteria eronder"))
        } else if id.is_empty() {
            Finding::error(
                place,
                both("the criterion is empty in this row", "het criterium is leeg in deze rij"),
            )
        } else {
            Finding::error(
                place,
                both(
                    format!("unknown criterion `{}`", shorten(&id, 60)),
                    format!("er is geen criterium `{:#}`", shorten(&id, 60)),
                ),
            )
            .suggest(&id, self.names.iter().map(String::as_str))
        };
        self.findings.push(finding);
        None
    }
}
