//! From tables to alternatives and inputs: joined on the keys each table has. The join copies the
//! reference, not the number, so that a judgement made once for a scenario stays one input in every
//! alternative it reaches.

mod block;
mod column_marks;
mod figures;
mod given_twice;
mod input_table;
pub(crate) mod joiner;
pub(crate) mod layer;
mod layer_column;
mod layer_figures;
mod layers;
mod open_column;
mod percentages;
mod places;
mod reach;
mod records;
mod rows;
mod seen;
mod strangers;
#[cfg(test)]
mod tests;
mod value_places;
mod views;

use crate::case::check::checked::Checked;
use crate::case::join::joiner::Joiner;
use crate::case::read::tables::RawTable;
use crate::error::{Finding, Findings, Phrase, Place, Source, both, shorten};
use crate::problem::{Input, Inputs, Key, KeyValues, Language, Quantity, RowKeys, Spread};
use given_twice::GivenTwice;
use input_table::InputTable;
use layer::RowHolds;
pub(crate) use layer_column::layer_columns;
use layer_figures::LayerFigures;
use places::Places;
use reach::Reach;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use value_places::ValuePlaces;

/// More cells than this are not a decision table but a mistake in the keys.
const MOST_CELLS: usize = 50_000_000;

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
    pub rows: RowKeys,
    /// The entries. Spreads of unknown ones are not set yet.
    pub inputs: Inputs,
    /// Where each input stands.
    pub places: Places,
    /// The value of every key, by alternative, in key order.
    pub alternatives: Vec<KeyValues>,
    /// By name and alternative: the input, if a table gives one. Of what rows of one actor or one
    /// period give it has what [`Joined::seen_by`] put there, and nothing otherwise.
    pub given: InputTable,
    /// What rows of one actor or one period give. Which alternatives there are does not depend on
    /// whose rows name them, nor do the inputs and their numbers.
    pub layers: LayerFigures,
    /// Whether every name has data somewhere; if not, what follows would only repeat the complaint.
    pub complete: bool,
}

impl Joined {
    /// The passages that entries rest on, in the order of the tables, as often as they are named.
    pub fn passages(&self) -> impl Iterator<Item = &str> {
        let records = self.inputs.listed().filter_map(|(_, input)| input.record.as_ref());
        records.flat_map(|record| record.passages.iter().map(String::as_str))
    }
}

/// Join the tables. `None` where there are no alternatives to go on with.
pub fn join(
    checked: &Checked,
    source: &Arc<Source>,
    tables: &[RawTable],
    findings: &mut Findings,
) -> Option<Joined> {
    let names = checked
        .tree
        .leaves
        .iter()
        .map(|leaf| leaf.id.clone())
        .chain(checked.attributes.keys().cloned())
        .collect();
    let mut joiner = Joiner {
        checked,
        source,
        tables,
        findings,
        keys: checked.keys.clone(),
        values: checked.keys.iter().map(|key| ValuePlaces::of(&key.values)).collect(),
        names,
        rows: RowKeys::default(),
        entries: Vec::new(),
        block: None,
        records: Vec::new(),
        unused: BTreeSet::new(),
        layer_columns: layer_columns(checked),
        row_layers: BTreeMap::new(),
        lost: false,
    };
    let common =
        |table: &usize| joiner.has_all_keys(*table) && joiner.layer_columns_of(*table).is_empty();
    let full = (0..tables.len()).filter(common).count();
    let mut named = Vec::new();
    for table in 0..tables.len() {
        joiner.read(table, full == 1, &mut named);
    }
    if joiner.lost {
        return None;
    }
    let complete = joiner.missing_names();
    joiner.missing_keys()?;
    joiner.warn_of_strangers();
    let alternatives = joiner.alternatives(named)?;
    joiner.warn_of_unused_values(&alternatives);
    Some(joiner.finish(alternatives, complete))
}

impl Joiner<'_> {
    /// Criteria without a column and attributes that no table has.
    fn missing_names(&mut self) -> bool {
        let n = self.checked.tree.leaves.len();
        let of_block = self.block.iter().flat_map(|block| &block.columns).map(|(name, _)| *name);
        let found: BTreeSet<usize> =
            self.entries.iter().map(|entry| entry.name).chain(of_block).collect();
        let tables =
            self.tables.iter().map(|table| table.name.as_str()).collect::<Vec<_>>().join(", ");
        let missing: Vec<usize> =
            (0..self.names.len()).filter(|name| !found.contains(name)).collect();
        for name in missing.iter().copied() {
            let (what, header) = match self.checked.columns.get(name) {
                Some(column) => (Phrase("criterion", "criterium"), column.value.clone()),
                None => (Phrase("attribute", "attribuut"), self.names[name].clone()),
            };
            // Where the case file names it: it, the table or both may be at fault.
            let place = match self
                .checked
                .columns
                .get(name)
                .or_else(|| self.checked.attributes.get(&self.names[name]))
            {
                Some(at) => Place::Text { source: self.source.clone(), span: at.span.clone() },
                None => Place::File(tables.clone()),
            };
            let mut finding = Finding::error(
                place,
                both(
                    format!("no table has data for the {what} `{}`", self.names[name]),
                    format!("geen tabel heeft gegevens voor het {what:#} `{}`", self.names[name]),
                ),
            );
            let near = crate::error::nearest(&header, self.unused.iter().map(String::as_str));
            let labelled = self.checked.tree.leaves.get(name).and_then(|leaf| {
                let labels = [Language::En, Language::Nl]
                    .map(|language| leaf.label.get(language).to_lowercase());
                self.unused.iter().find(|column| labels.contains(&column.to_lowercase()))
            });
            finding = match near {
                _ if labelled.is_some() => {
                    let label = labelled.map_or("", String::as_str);
                    finding.help(both(
                        format!("no column is called `{header}`; the column `{label}` bears its label: add `column = \"{label}\"` to the criterion"),
                        format!("geen kolom heet `{header}`; de kolom `{label}` draagt het label ervan: voeg `column = \"{label}\"` toe aan het criterium"),
                    ))
                }
                Some(near) => finding.help(both(
                    format!("no column is called `{header}`; did you mean the column `{near}`?"),
                    format!("geen kolom heet `{header}`; is de kolom `{near}` bedoeld?"),
                )),
                None if name < n => finding.help(both(
                    format!(
                        "add a column `{header}`, or long rows with criterion `{}`",
                        self.names[name]
                    ),
                    format!(
                        "voeg een kolom `{header}` toe, of lange rijen met criterium `{}`",
                        self.names[name]
                    ),
                )),
                None => match self.near_criterion(&self.names[name]) {
                    Some(leaf) => finding.help(both(
                        format!("did you mean the criterion `{leaf}`?"),
                        format!("is het criterium `{leaf}` bedoeld?"),
                    )),
                    None => finding.help(both(
                        format!("add a column `{header}`, or correct the name in the case file"),
                        format!(
                            "voeg een kolom `{header}` toe, of verbeter de naam in het criteriabestand"
                        ),
                    )),
                },
            };
            self.findings.push(finding);
        }
        missing.is_empty()
    }

    /// The criterion whose name is nearest to that of an attribute, where a criterion would do as
    /// well: figures of both are added up.
    fn near_criterion(&self, attribute: &str) -> Option<&str> {
        let mut figures = self.checked.portfolio.iter().flat_map(|it| it.figures());
        let would_do = figures.any(|figure| figure.name.value == attribute);
        let leaves = || self.checked.tree.leaves.iter().map(|leaf| leaf.id.as_str());
        would_do.then(|| crate::error::nearest(attribute, leaves())).flatten()
    }

    /// The rows that carry all keys; where there is none, the product of the domains. In key order.
    fn alternatives(&mut self, full: Vec<KeyValues>) -> Option<Vec<KeyValues>> {
        // Most tables list their alternatives in order: then there is nothing to sort.
        let mut out = full;
        if !out.is_sorted_by(|a, b| a < b) {
            out.sort_unstable();
            out.dedup();
        }
        if out.is_empty() {
            let sizes: Vec<usize> = self.keys.iter().map(|key| key.values.len()).collect();
            let many = sizes
                .iter()
                .try_fold(self.names.len().max(1), |product, size| product.checked_mul(*size));
            if many.is_none_or(|many| many > MOST_CELLS) {
                let finding = Finding::error(
                    self.tables
                        .first()
                        .map_or(Place::File(String::new()), |t| Place::File(t.name.clone())),
                    both(
                        "the product of all key values has too many alternatives",
                        "het product van alle sleutelwaarden heeft te veel alternatieven",
                    ),
                );
                self.findings.push(finding.help(
                    both(
"no table carries all keys, so every combination is an alternative; add a table that lists those that exist",
"geen tabel heeft alle sleutels, zodat elke combinatie een alternatief is; voeg een tabel toe met de alternatieven die er zijn",
),
                ));
                return None;
            }
            out.push(KeyValues::new());
            for size in sizes {
                let with = |start: &KeyValues, value| {
                    start.iter().copied().chain([value]).collect::<KeyValues>()
                };
                out = out
                    .iter()
                    .flat_map(|start| (0..size).map(move |value| with(start, value)))
                    .collect();
            }
        }
        if out.is_empty() && !self.findings.has_errors() {
            self.findings.push(Finding::error(
                Place::File(String::new()),
                both("there are no alternatives", "er zijn geen alternatieven"),
            ));
        }
        (!out.is_empty()).then_some(out)
    }

    /// Warn of listed values that no alternative has: a row is missing, or named otherwise.
    fn warn_of_unused_values(&mut self, alternatives: &[KeyValues]) {
        for (key, spans) in
            self.checked.value_spans.iter().enumerate().filter(|(_, spans)| !spans.is_empty())
        {
            let used: BTreeSet<usize> = alternatives.iter().map(|values| values[key]).collect();
            let unused: Vec<usize> =
                (0..spans.len()).filter(|value| !used.contains(value)).collect();
            let Some(first) = unused.first() else { continue };
            let name = |value: &usize| format!("`{}`", self.keys[key].values[*value].id);
            let names = shorten(&unused.iter().map(name).collect::<Vec<_>>().join(", "), 200);
            let (message, help) = match unused.len() {
                1 if self.keys.len() > 1 => (
                    both(
                        format!("no table has a row for {names}, so no alternative has it"),
                        format!(
                            "geen tabel heeft een rij voor {names}, dus geen alternatief heeft die waarde"
                        ),
                    ),
                    both(
                        "add its rows, or take it out of `values`",
                        "voeg de rijen toe, of haal de waarde uit `values`",
                    ),
                ),
                _ if self.keys.len() > 1 => (
                    both(
                        format!("no table has a row for {names}, so no alternative has them"),
                        format!(
                            "geen tabel heeft een rij voor {names}, dus geen alternatief heeft die waarden"
                        ),
                    ),
                    both(
                        "add their rows, or take them out of `values`",
                        "voeg de rijen toe, of haal de waarden uit `values`",
                    ),
                ),
                1 => (
                    both(
                        format!("no table has a row for {names}, so it is no alternative"),
                        format!(
                            "geen tabel heeft een rij voor {names}, dus dat is geen alternatief"
                        ),
                    ),
                    both(
                        "add its row, or take it out of `values`",
                        "voeg de rij toe, of haal de waarde uit `values`",
                    ),
                ),
                _ => (
                    both(
                        format!("no table has a row for {names}, so they are no alternatives"),
                        format!(
                            "geen tabel heeft een rij voor {names}, dus dat zijn geen alternatieven"
                        ),
                    ),
                    both(
                        "add their rows, or take them out of `values`",
                        "voeg de rijen toe, of haal de waarden uit `values`",
                    ),
                ),
            };
            let place = Place::Text { source: self.source.clone(), span: spans[*first].clone() };
            self.findings.push(Finding::warning(place, message).help(help));
        }
    }

    /// Any legal figure, for a cell that cannot be read: the case is refused anyway, and nothing
    /// else should be said of the cell.
    fn stand_in(&self, name: usize) -> Quantity {
        let scale = self.checked.tree.leaves.get(name).and_then(|leaf| leaf.scale.as_ref());
        Quantity::Crisp(scale.map_or(0.0, |scale| scale.ends().0))
    }

    fn finish(mut self, alternatives: Vec<KeyValues>, complete: bool) -> Joined {
        let is_text = self.texts();
        self.refuse_percentages(&is_text);
        self.refuse_attributes_in_layers();
        let marks = self.marks(&is_text);
        self.settle_block(&alternatives);
        let mut given = InputTable::nothing(self.names.len(), alternatives.len());
        let mut layers = LayerFigures::default();
        let mut inputs = Inputs::default();
        let mut places = Places::default();
        let mut block = self.block.take();
        let mut reach = Reach::of(&alternatives);
        let mut twice = GivenTwice::default();
        for (position, entry) in std::mem::take(&mut self.entries).into_iter().enumerate() {
            if let Some(block) = block.take_if(|block| block.position == position) {
                self.read_block(
                    block,
                    &alternatives,
                    (&is_text, &marks),
                    (&mut inputs, &mut given, &mut places),
                );
            }
            if self.gives_nothing(&entry) {
                continue;
            }
            let table = &self.tables[entry.table];
            let reached = reach.of_row(&self.rows[entry.input_row]);
            if reached.is_empty() && twice.is_first_word((entry.table, entry.row)) {
                let finding = Finding::warning(
                    table.place(entry.row, entry.column),
                    both(
                        "this row reaches no alternative",
                        "deze rij hoort bij geen enkel alternatief",
                    ),
                );
                self.findings.push(finding);
            }
            let quantity =
                match self.quantity(&entry, is_text[entry.name], marks[entry.table][entry.name]) {
                    Ok(quantity) => quantity,
                    Err(finding) => {
                        self.findings.push(finding);
                        self.stand_in(entry.name)
                    }
                };
            let record = self.records[entry.input_row].clone();
            let spread = quantity.spread().unwrap_or(Spread::crisp(0.0));
            match self.holds_for(&entry) {
                RowHolds::For(layer) => layers.give(layer, inputs.len()),
                RowHolds::ForAll | RowHolds::Unknown => {
                    for alternative in reached {
                        match given.get(entry.name, *alternative) {
                            None => given.give(entry.name, *alternative, inputs.len()),
                            Some(earlier) => {
                                let place = (entry.table, entry.row, entry.column);
                                let earlier = places.get(earlier).unwrap_or_default();
                                let cell = (entry.name, &alternatives[*alternative]);
                                twice.found(&mut self, place, earlier, cell, None);
                            }
                        }
                    }
                }
            }
            places.add(entry.table, entry.row, entry.column);
            inputs.add(Input { name: entry.name, row: entry.input_row, quantity, spread, record });
        }
        if let Some(block) = block {
            self.read_block(
                block,
                &alternatives,
                (&is_text, &marks),
                (&mut inputs, &mut given, &mut places),
            );
        }
        self.layers_given_twice(&layers, &inputs, &places, &mut reach, &mut twice);
        twice.sum_up(&mut self);
        Joined {
            keys: self.keys,
            names: self.names,
            is_text,
            rows: self.rows,
            inputs,
            places,
            alternatives,
            given,
            layers,
            complete,
        }
    }
}
