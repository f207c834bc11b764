//! What was entered, one by one: the figure, what kind of evidence it is and where it comes from.

use super::section::{CellGrid, SourcedCell};
use crate::problem::Problem;
use crate::report::Words;
use crate::table::{NamedTable, Table, TableOf};
use std::collections::BTreeMap;

/// More columns than this are left to the table.
const MOST_COLUMNS: usize = 30;
/// More cells than this are left to the table.
const MOST_CELLS: usize = 2_000;

/// The entries of criteria and attributes, a row each: its name, what it says, kind, source,
/// passages, date and remark.
pub(super) fn table<'a>(problem: &'a Problem) -> NamedTable<'a> {
    NamedTable::new("inputs", move || made(problem))
}

fn made(problem: &Problem) -> Table {
    let rows: Vec<usize> = (0..problem.inputs.len()).collect();
    let record = |at: &usize| problem.inputs[*at].record.as_deref();
    let mut table = TableOf::new("inputs", &rows)
        .text("name", |at| Some(problem.names[problem.inputs[*at].name].clone()));
    for (place, key) in problem.keys.iter().enumerate() {
        table = table.text(&key.id, move |at| {
            let row = &problem.rows[problem.inputs[*at].row];
            let (_, value) = row.iter().find(|(key, _)| *key == place)?;
            Some(problem.keys[place].values[*value].id.to_string())
        });
    }
    table
        .cells("cell", |at| Some(problem.written(*at)))
        .text("kind", |at| Some(record(at)?.kind?.name().to_owned()))
        .text("source", |at| record(at)?.source.clone())
        .text("passages", |at| {
            let passages = &record(at)?.passages;
            (!passages.is_empty()).then(|| passages.join(" "))
        })
        .text("as_of", |at| record(at)?.as_of.clone())
        .text("note", |at| record(at)?.note.clone())
        .table()
}

/// The entries of criteria as a matrix: a criterion per row, and per column what the tables speak
/// of; nothing where that is too much to look at.
pub(super) fn cells(problem: &Problem, words: Words) -> Option<CellGrid> {
    let leaves = &problem.tree.leaves;
    // Entries of several rows may speak of the same: their key values say of what.
    let mut columns: Vec<&[(usize, usize)]> = Vec::new();
    // A name, and the values of the keys that the row has.
    type Entered<'r> = (usize, &'r [(usize, usize)]);
    let mut at: BTreeMap<Entered, usize> = BTreeMap::new();
    for (place, input) in problem.inputs.iter().enumerate() {
        if input.name < leaves.len() {
            let row = &problem.rows[input.row];
            if !columns.contains(&row) {
                if columns.len() == MOST_COLUMNS {
                    return None;
                }
                columns.push(row);
            }
            at.insert((input.name, row), place);
        }
    }
    if columns.is_empty() || columns.len() * leaves.len() > MOST_CELLS {
        return None;
    }
    columns.sort_by_key(|row| row.iter().map(|(_, value)| *value).collect::<Vec<_>>());
    let name = |row: &&[(usize, usize)]| {
        let values = row.iter();
        let names: Vec<String> =
            values.map(|(key, value)| words.key_value(problem, *key, *value)).collect();
        names.join(" / ")
    };
    let head = std::iter::once(words.pick("criterion", "criterium").to_owned())
        .chain(columns.iter().map(name))
        .collect();
    let rows = (0..leaves.len())
        .map(|leaf| {
            let cell = |row: &&[(usize, usize)]| {
                at.get(&(leaf, *row)).map(|place| sourced(problem, *place, words))
            };
            (words.label(&leaves[leaf].label, &leaves[leaf].id), columns.iter().map(cell).collect())
        })
        .collect();
    let caption = words.pick(
        "What was entered, before adjustments, with the kind of evidence",
        "Wat is ingevoerd, vóór aanpassingen, met de soort onderbouwing",
    );
    Some(CellGrid { caption: caption.to_owned(), head, rows })
}

fn sourced(problem: &Problem, place: usize, words: Words) -> SourcedCell {
    let input = &problem.inputs[place];
    let text = words.written(problem, place);
    let record = input.record.as_deref();
    let kind = match record {
        _ if input.quantity.is_unknown() => words.pick("unknown", "onbekend"),
        Some(record) if record.kind.is_some() => words.kind(record.kind),
        _ => "",
    };
    let mut parts: Vec<String> = Vec::new();
    if !kind.is_empty() {
        parts.push(kind.to_owned());
    }
    if let Some(record) = record {
        parts.extend(record.source.as_deref().map(|source| words.cited(source)));
        if !record.passages.is_empty() {
            let passages = record.passages.join(", ");
            parts.push(words.pick(format!("passages {passages}"), format!("passages {passages}")));
        }
        parts.extend(record.as_of.clone());
        parts.extend(record.note.as_deref().map(|note| words.cited(note)));
    }
    SourcedCell { text, kind: kind.to_owned(), hint: parts.join("; "), row: place }
}
