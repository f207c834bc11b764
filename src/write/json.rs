//! JSON: `{ "run": {...}, "tables": { "ranking": [ {...}, ... ] } }`. Missing is null.

use super::{Record, clean};
use crate::error::{Error, Result, Said};
use crate::progress::{Stage, begin};
use crate::table::{Table, Value};
use serde_json::{Map, Value as Json, json};
use std::borrow::Cow;

pub(super) fn tables(tables: &[&Table], record: &Record) -> Result<Vec<u8>> {
    let all: Map<String, Json> =
        tables.iter().map(|table| (table.name.clone(), rows(table))).collect();
    let document = json!({ "run": record.full(), "tables": all });
    let mut text = serde_json::to_string_pretty(&document).map_err(|error| Error::Format {
        format: "json",
        message: Said::reported("de schrijver van JSON", &error.to_string()),
    })?;
    text.push('\n');
    Ok(match clean::json(&text) {
        Cow::Borrowed(_) => text.into_bytes(),
        Cow::Owned(clean) => clean.into_bytes(),
    })
}

fn rows(table: &Table) -> Json {
    let value = |value: Value| match value {
        Value::Missing => Json::Null,
        Value::Text(text) | Value::Cell(text) => json!(text),
        Value::Number(number) => json!(number),
        Value::Integer(number) => json!(number),
    };
    let row = |row: usize| {
        table
            .columns
            .iter()
            .map(|column| (column.name.clone(), value(column.values.get(row))))
            .collect::<Map<_, _>>()
    };
    let step = begin(Stage::Write, table.rows() as u64);
    (0..table.rows()).map(|at| Json::Object(row(at))).inspect(|_| step.add(1)).collect()
}
