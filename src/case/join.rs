//! From tables to alternatives and inputs: joined on the keys each table has. The join copies the reference, not the number,
//! so that a judgement made once for a scenario stays one input in every alternative it reaches.

use super::cell::{self, Reading};
use super::check::{Checked, ShiftKind};
use super::tables::{RawCell, RawTable};
use crate::error::{Finding, Findings, Place, Source, shorten};
use crate::problem::{Criterion, Input, Key, KeyValue, Kind, Quantity, Record, Scale, Spread, Text};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// More cells than this are not a decision table but a mistake in the keys.
const MOST_CELLS: usize = 50_000_000;

/// More rows that give something twice are counted, not shown.
const MOST_TWICE: usize = 50;

/// The joined data. Names are the leaves, then the attributes that the case uses.
#[derive(Debug, Clone)]
pub struct Joined {
    /// The keys with all their values.
    pub keys: Vec<Key>,
    /// Leaf ids, then attribute names.
    pub names: Vec<String>,
    /// Which names are texts (attributes only).
    pub is_text: Vec<bool>,
    /// Key values by row.
    pub rows: Vec<Vec<(usize, usize)>>,
    /// The entries. Spreads of unknown ones are not set yet.
    pub inputs: Vec<Input>,
    /// Where each input stands: table, row, column.
    pub places: Vec<(usize, usize, usize)>,
    /// The value of every key, by alternative, in key order.
    pub alternatives: Vec<Vec<usize>>,
    /// By alternative and name: the input, if a table gives one.
    pub given: Vec<Vec<Option<usize>>>,
    /// Whether every name has data somewhere; if not, what follows would only repeat the complaint.
    pub complete: bool,
}

impl Joined {
    /// The passages that entries rest on, in the order of the tables, as often as they are named.
    pub fn passages(&self) -> impl Iterator<Item = &str> {
        let records = self.inputs.iter().filter_map(|input| input.record.as_ref());
        records.flat_map(|record| record.passages.iter().map(String::as_str))
    }
}

const META: [&str; 5] = ["kind", "source", "passage", "as_of", "note"];

/// One entry found in a table, before it is known whom it reaches.
struct Entry {
    name: usize,
    table: usize,
    row: usize,
    column: usize,
    input_row: usize,
}

struct Joiner<'a> {
    checked: &'a Checked,
    source: &'a Arc<Source>,
    tables: &'a [RawTable],
    findings: &'a mut Findings,
    keys: Vec<Key>,
    /// The place of each key value's id: tables of 10,000 alternatives are common.
    values: Vec<BTreeMap<String, usize>>,
    names: Vec<String>,
    rows: Vec<Vec<(usize, usize)>>,
    entries: Vec<Entry>,
    records: Vec<Record>,
    unused: BTreeSet<String>,
}

/// Join the tables. `None` where there are no alternatives to go on with.
pub fn join(checked: &Checked, source: &Arc<Source>, tables: &[RawTable], findings: &mut Findings) -> Option<Joined> {
    let names = checked.tree.leaves.iter().map(|leaf| leaf.id.clone()).chain(checked.attributes.keys().cloned()).collect();
    let mut joiner = Joiner {
        checked,
        source,
        tables,
        findings,
        keys: checked.keys.clone(),
        values: checked
            .keys
            .iter()
            .map(|key| key.values.iter().enumerate().map(|(at, value)| (value.id.clone(), at)).collect())
            .collect(),
        names,
        rows: Vec::new(),
        entries: Vec::new(),
        records: Vec::new(),
        unused: BTreeSet::new(),
    };
    let mut full = Vec::new();
    for table in 0..tables.len() {
        joiner.read(table, &mut full);
    }
    let complete = joiner.missing_names();
    let alternatives = joiner.alternatives(full)?;
    Some(joiner.finish(alternatives, complete))
}

impl Joiner<'_> {
    /// Find the entries of a table; rows that carry all keys name alternatives.
    fn read(&mut self, index: usize, full: &mut Vec<Vec<usize>>) {
        let table = &self.tables[index];
        let find = |name: &str| table.headers.iter().position(|header| header == name);
        let keys: Vec<(usize, usize)> =
            self.keys.iter().enumerate().filter_map(|(key, k)| find(&k.id).map(|column| (key, column))).collect();
        if keys.is_empty() {
            let known: Vec<&str> = self.keys.iter().map(|key| key.id.as_str()).collect();
            let near = known
                .iter()
                .find_map(|key| crate::error::nearest(key, table.headers.iter().map(String::as_str)).map(|header| (key, header)));
            let help = match near {
                Some((key, header)) => format!("rename the column `{header}` to `{key}`"),
                None => format!("a table needs at least one of the columns {}", known.join(", ")),
            };
            self.findings.push(Finding::error(Place::File(table.name.clone()), "this table has no key column").help(help));
            return;
        }
        let long = match (find("criterion"), find("value")) {
            (Some(criterion), Some(value)) => Some((criterion, value)),
            (None, None) => None,
            (Some(column), None) | (None, Some(column)) => {
                let finding =
                    Finding::error(table.header_place(column), "a long table has both a `criterion` and a `value` column");
                self.findings.push(finding.help("add the other one, or rename this column"));
                return;
            }
        };
        let meta: Vec<Option<usize>> = META.iter().map(|name| find(name)).collect();
        let columns = match long {
            None => self.wide_columns(index, &keys, &meta),
            Some(_) => {
                self.warn_of_criteria_beside_a_long_table(index);
                Vec::new()
            }
        };
        for row in 0..table.rows.len() {
            let Some(values) = self.key_values(index, row, &keys) else { continue };
            if keys.len() == self.keys.len() {
                full.push(values.iter().map(|(_, value)| *value).collect());
            }
            self.rows.push(values);
            let record = self.record(index, row, &meta);
            self.records.push(record);
            let input_row = self.rows.len() - 1;
            match long {
                Some((criterion, value)) => {
                    if let Some(name) = self.long_name(index, row, criterion) {
                        self.entries.push(Entry { name, table: index, row, column: value, input_row });
                    }
                }
                None => {
                    let entry =
                        |(name, column): &(usize, usize)| Entry { name: *name, table: index, row, column: *column, input_row };
                    self.entries.extend(columns.iter().map(entry));
                }
            }
        }
    }

    /// The columns of a wide table that hold criteria or attributes the case uses.
    fn wide_columns(&mut self, index: usize, keys: &[(usize, usize)], meta: &[Option<usize>]) -> Vec<(usize, usize)> {
        let table = &self.tables[index];
        let mut out = Vec::new();
        for (column, header) in table.headers.iter().enumerate() {
            if keys.iter().any(|(_, key)| *key == column) || meta.contains(&Some(column)) {
                continue;
            }
            let leaf = self.checked.columns.iter().position(|known| known.value == *header);
            let attribute = || self.names[self.checked.tree.leaves.len()..].iter().position(|name| name == header);
            match leaf.or_else(|| attribute().map(|at| at + self.checked.tree.leaves.len())) {
                Some(name) => out.push((name, column)),
                None => {
                    self.unused.insert(header.clone());
                    let known = self
                        .checked
                        .columns
                        .iter()
                        .map(|column| column.value.as_str())
                        .chain(self.names.iter().map(String::as_str));
                    if let Some(near) = crate::error::nearest(
                        header,
                        known.filter(|name| name.chars().count() > 1 || name.to_lowercase() == header.to_lowercase()),
                    ) {
                        let finding = Finding::warning(
                            table.header_place(column),
                            format!("the column `{}` is not used", shorten(header, 60)),
                        );
                        self.findings.push(finding.help(format!("is it meant to be `{near}`?")));
                    }
                }
            }
        }
        out
    }

    /// A long table has its figures in `value`; a column of a criterion's name would be overlooked.
    fn warn_of_criteria_beside_a_long_table(&mut self, index: usize) {
        let table = &self.tables[index];
        for (column, header) in table.headers.iter().enumerate() {
            if self.checked.columns.iter().any(|known| known.value == *header) || self.names.contains(header) {
                let finding = Finding::warning(
                    table.header_place(column),
                    format!("the column `{header}` is not used: this is a long table"),
                );
                self.findings
                    .push(finding.help("put its figures in rows with `criterion` and `value`, or in a table of their own"));
            }
        }
    }

    fn key_values(&mut self, index: usize, row: usize, keys: &[(usize, usize)]) -> Option<Vec<(usize, usize)>> {
        let table = &self.tables[index];
        let mut values = Vec::with_capacity(keys.len());
        for (key, column) in keys {
            let id = table.rows[row][*column].text().into_owned();
            if id.is_empty() {
                let finding =
                    Finding::error(table.place(row, *column), format!("the key `{}` is empty in this row", self.keys[*key].id));
                self.findings.push(finding.help("every row names what it speaks of; remove the row if it is blank"));
                return None;
            }
            let known = self.values[*key].get(&id).copied();
            let value = match known {
                Some(value) => value,
                None if self.checked.closed[*key] => {
                    let finding = Finding::error(
                        table.place(row, *column),
                        format!("unknown {} `{}`", self.keys[*key].id, shorten(&id, 60)),
                    );
                    self.findings.push(finding.suggest(&id, self.keys[*key].values.iter().map(|value| value.id.as_str())));
                    return None;
                }
                None => {
                    self.values[*key].insert(id.clone(), self.keys[*key].values.len());
                    self.keys[*key].values.push(KeyValue { label: Text::plain(&id), id, reference: false });
                    self.keys[*key].values.len() - 1
                }
            };
            values.push((*key, value));
        }
        Some(values)
    }

    fn long_name(&mut self, index: usize, row: usize, column: usize) -> Option<usize> {
        let table = &self.tables[index];
        let id = table.rows[row][column].text();
        if let Some(name) = self.names.iter().position(|name| *name == id) {
            return Some(name);
        }
        if let Some(leaf) = self.checked.columns.iter().position(|header| header.value == id) {
            return Some(leaf);
        }
        let place = table.place(row, column);
        let finding = if self.checked.tree.find(&id).is_some() {
            Finding::error(place, format!("`{id}` is a node: it has no data of its own")).help("name one of its criteria")
        } else if id.is_empty() {
            Finding::error(place, "the criterion is empty in this row")
        } else {
            Finding::error(place, format!("unknown criterion `{}`", shorten(&id, 60)))
                .suggest(&id, self.names.iter().map(String::as_str))
        };
        self.findings.push(finding);
        None
    }

    fn record(&mut self, index: usize, row: usize, meta: &[Option<usize>]) -> Record {
        let table = &self.tables[index];
        let text = |at: usize| {
            let text = meta[at].map(|column| table.rows[row][column].text().into_owned());
            text.filter(|text| !text.is_empty())
        };
        let mut kind = None;
        if let (Some(name), Some(column)) = (text(0), meta[0]) {
            kind = Kind::ALL.into_iter().find(|kind| kind.name() == name);
            if kind.is_none() {
                let finding = Finding::error(table.place(row, column), format!("unknown kind `{}`", shorten(&name, 40)));
                self.findings.push(finding.suggest(&name, Kind::ALL.map(Kind::name)));
            }
        }
        if let (Some(date), Some(column)) = (text(3), meta[3])
            && !is_date(&date)
        {
            let finding = Finding::error(table.place(row, column), format!("`{}` is not a date", shorten(&date, 40)));
            self.findings.push(finding.help("write a year, a month or a day: 2024, 2024-05 or 2024-05-06"));
        }
        let passages = text(2).map(|text| text.split(';').map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()).collect());
        Record { kind, source: text(1), passages: passages.unwrap_or_default(), as_of: text(3), note: text(4) }
    }

    /// Criteria without a column and attributes that no table has.
    fn missing_names(&mut self) -> bool {
        let n = self.checked.tree.leaves.len();
        let found: BTreeSet<usize> = self.entries.iter().map(|entry| entry.name).collect();
        let tables = self.tables.iter().map(|table| table.name.as_str()).collect::<Vec<_>>().join(", ");
        let missing: Vec<usize> = (0..self.names.len()).filter(|name| !found.contains(name)).collect();
        for name in missing.iter().copied() {
            let (what, header) = match self.checked.columns.get(name) {
                Some(column) => ("criterion", column.value.clone()),
                None => ("attribute", self.names[name].clone()),
            };
            // Where the case file names it: it, the table or both may be at fault.
            let place = match self.checked.columns.get(name).or_else(|| self.checked.attributes.get(&self.names[name])) {
                Some(at) => Place::Text { source: self.source.clone(), span: at.span.clone() },
                None => Place::File(tables.clone()),
            };
            let mut finding = Finding::error(place, format!("no table has data for the {what} `{}`", self.names[name]));
            let near = crate::error::nearest(&header, self.unused.iter().map(String::as_str));
            finding = match near {
                Some(near) => finding.help(format!("no column is called `{header}`; did you mean the column `{near}`?")),
                None if name < n => {
                    finding.help(format!("add a column `{header}`, or long rows with criterion `{}`", self.names[name]))
                }
                None => finding.help(format!("add a column `{header}`, or correct the name in the case file")),
            };
            self.findings.push(finding);
        }
        missing.is_empty()
    }

    /// The rows that carry all keys; where there is none, the product of the domains. In key order.
    fn alternatives(&mut self, full: Vec<Vec<usize>>) -> Option<Vec<Vec<usize>>> {
        let mut out: BTreeSet<Vec<usize>> = full.into_iter().collect();
        if out.is_empty() {
            let sizes: Vec<usize> = self.keys.iter().map(|key| key.values.len()).collect();
            let many = sizes.iter().try_fold(self.names.len().max(1), |product, size| product.checked_mul(*size));
            if many.is_none_or(|many| many > MOST_CELLS) {
                let finding = Finding::error(
                    self.tables.first().map_or(Place::File(String::new()), |t| Place::File(t.name.clone())),
                    "the product of all key values has too many alternatives",
                );
                self.findings.push(finding.help(
                    "no table carries all keys, so every combination is an alternative; add a table that lists those that exist",
                ));
                return None;
            }
            out.insert(Vec::new());
            for size in sizes {
                out =
                    out.into_iter().flat_map(|start| (0..size).map(move |value| [start.clone(), vec![value]].concat())).collect();
            }
        }
        if out.is_empty() && !self.findings.has_errors() {
            self.findings.push(Finding::error(Place::File(String::new()), "there are no alternatives"));
        }
        (!out.is_empty()).then(|| out.into_iter().collect())
    }

    fn finish(mut self, alternatives: Vec<Vec<usize>>, complete: bool) -> Joined {
        let is_text = self.texts();
        let mut given = vec![vec![None; self.names.len()]; alternatives.len()];
        let mut inputs = Vec::with_capacity(self.entries.len());
        let mut places: Vec<(usize, usize, usize)> = Vec::with_capacity(self.entries.len());
        let mut twice = 0;
        let mut reach: BTreeMap<Vec<usize>, BTreeMap<Vec<usize>, Vec<usize>>> = BTreeMap::new();
        let mut reported: BTreeSet<(usize, usize)> = BTreeSet::new();
        for entry in std::mem::take(&mut self.entries) {
            let values = &self.rows[entry.input_row];
            let subset: Vec<usize> = values.iter().map(|(key, _)| *key).collect();
            let index = reach.entry(subset).or_insert_with_key(|subset| {
                let mut index: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
                for (alternative, values) in alternatives.iter().enumerate() {
                    index.entry(subset.iter().map(|key| values[*key]).collect()).or_default().push(alternative);
                }
                index
            });
            let wanted: Vec<usize> = values.iter().map(|(_, value)| *value).collect();
            let reached = index.get(&wanted).map(Vec::as_slice).unwrap_or_default();
            let table = &self.tables[entry.table];
            if reached.is_empty() && reported.insert((entry.table, entry.row)) {
                let finding = Finding::warning(table.place(entry.row, entry.column), "this row reaches no alternative");
                self.findings.push(finding);
            }
            let quantity = match self.quantity(&entry, is_text[entry.name]) {
                Ok(quantity) => quantity,
                Err(finding) => {
                    self.findings.push(finding);
                    // Any legal figure: the case is refused anyway, and nothing else should be said of this cell.
                    let scale = self.checked.tree.leaves.get(entry.name).and_then(|leaf| leaf.scale.as_ref());
                    Quantity::Crisp(scale.map_or(0.0, |scale| scale.ends().0))
                }
            };
            let record = &self.records[entry.input_row];
            let record = (*record != Record::default()).then(|| Box::new(record.clone()));
            let spread = quantity.spread().unwrap_or(Spread::crisp(0.0));
            for alternative in reached {
                match given[*alternative][entry.name] {
                    None => given[*alternative][entry.name] = Some(inputs.len()),
                    Some(earlier) => {
                        let new = reported.insert((entry.table, entry.row));
                        twice += usize::from(new);
                        if new && twice <= MOST_TWICE {
                            let (first_table, first_row, _) = places[earlier];
                            let first =
                                format!("{} of {}", self.tables[first_table].row_name(first_row), self.tables[first_table].name);
                            let who = alternatives[*alternative]
                                .iter()
                                .enumerate()
                                .map(|(key, value)| self.keys[key].values[*value].id.as_str());
                            let who = shorten(&who.collect::<Vec<_>>().join("/"), 80);
                            let message = format!("`{}` is given twice for {who}; first at {first}", self.names[entry.name]);
                            let finding = Finding::error(table.place(entry.row, entry.column), message);
                            self.findings.push(finding.help("keep one of the two"));
                        }
                    }
                }
            }
            places.push((entry.table, entry.row, entry.column));
            inputs.push(Input { name: entry.name, row: entry.input_row, quantity, spread, record });
        }
        if twice > MOST_TWICE {
            let place = Place::File(self.tables.iter().map(|table| table.name.as_str()).collect::<Vec<_>>().join(", "));
            self.findings.push(Finding::error(place, format!("and {} more rows that give something twice", twice - MOST_TWICE)));
        }
        Joined { keys: self.keys, names: self.names, is_text, rows: self.rows, inputs, places, alternatives, given, complete }
    }

    /// An attribute is numeric if every non-empty cell reads so, else a text; one that a shift reads by its values is a text.
    fn texts(&self) -> Vec<bool> {
        let n = self.checked.tree.leaves.len();
        let by_value = |name: &String| {
            self.checked.adjustments.iter().any(|a| a.attribute.value == *name && matches!(a.shift, ShiftKind::Values(_)))
        };
        let mut out: Vec<bool> = self.names.iter().enumerate().map(|(at, name)| at >= n && by_value(name)).collect();
        for entry in self.entries.iter().filter(|entry| entry.name >= n) {
            let table = &self.tables[entry.table];
            if let RawCell::Text(text) = &table.rows[entry.row][entry.column] {
                let reading = Reading { levels: None, decimal_comma: table.decimal_comma };
                out[entry.name] |= cell::parse(text, reading).is_err();
            }
        }
        out
    }

    #[allow(clippy::result_large_err)] // a finding is made once per wrong cell, not in a hot path
    fn quantity(&self, entry: &Entry, is_text: bool) -> Result<Quantity, Finding> {
        let table = &self.tables[entry.table];
        let raw = &table.rows[entry.row][entry.column];
        let leaf = self.checked.tree.leaves.get(entry.name);
        if is_text {
            let text = raw.text();
            return Ok(if text.is_empty() || text == "?" { Quantity::Unknown } else { Quantity::Text(text.into_owned()) });
        }
        let levels = match leaf {
            Some(Criterion { scale: Some(Scale::Ordinal(levels)), .. }) => Some(levels.as_slice()),
            _ => None,
        };
        let text = match raw {
            RawCell::Missing => return Ok(Quantity::Unknown),
            RawCell::Number(number) if levels.is_none() => {
                let finding = || {
                    Finding::error(table.place(entry.row, entry.column), format!("`{number}` is not a number a figure can be"))
                };
                let help = "leave the cell null for a figure that is not known";
                return if number.is_finite() { Ok(Quantity::Crisp(*number)) } else { Err(finding().help(help)) };
            }
            other => other.text(),
        };
        cell::parse(&text, Reading { levels, decimal_comma: table.decimal_comma }).map_err(|unreadable| {
            let message = format!("{} (criterion `{}`)", unreadable.message, self.names[entry.name]);
            let finding = Finding::error(table.place(entry.row, entry.column), message);
            match unreadable.help {
                Some(help) => finding.help(help),
                None => finding,
            }
        })
    }
}

/// `2024`, `2024-05` or `2024-05-06`
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number =
        |at: usize, digits: usize| parts.get(at).filter(|part| part.len() == digits).and_then(|part| part.parse::<i8>().ok());
    let year = parts[0].len() == 4 && parts[0].bytes().all(|byte| byte.is_ascii_digit());
    let month = parts.len() < 2 || number(1, 2).is_some_and(|month| (1..=12).contains(&month));
    let day = parts.len() < 3 || text.parse::<jiff::civil::Date>().is_ok();
    year && month && day && parts.len() <= 3
}
