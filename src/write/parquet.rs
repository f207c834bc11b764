//! Parquet, by polars, with the run's record as file metadata.

use super::Record;
use crate::error::{Error, Result};
use crate::table::{Table, Values};
use polars::prelude::{Column, DataFrame, KeyValueMetadata, ParquetCompression, ParquetWriter};

/// A table with its types: text as UTF-8, real numbers as doubles, whole numbers as 64-bit integers, missing as null. Every
/// entry of the record that is the same from run to run is a metadata key `afweging:<entry>`, as text or JSON.
pub(super) fn table(table: &Table, record: &Record) -> Result<Vec<u8>> {
    let fail = |error: polars::error::PolarsError| Error::Format { format: "parquet", message: error.to_string() };
    let column = |column: &crate::table::Column| {
        let name = column.name.as_str().into();
        match &column.values {
            Values::Text(values) | Values::Cell(values) => {
                Column::new(name, values.iter().map(Option::as_deref).collect::<Vec<Option<&str>>>())
            }
            Values::Number(values) => Column::new(name, values),
            Values::Integer(values) => Column::new(name, values),
        }
    };
    let mut frame = DataFrame::new(table.rows(), table.columns.iter().map(column).collect()).map_err(fail)?;
    let metadata = record.stable().into_iter().map(|(key, value)| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        (format!("afweging:{key}"), text)
    });
    let metadata = KeyValueMetadata::from_static(metadata.collect());
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes)
        .with_compression(ParquetCompression::Snappy)
        .with_key_value_metadata(Some(metadata))
        .finish(&mut frame)
        .map_err(fail)?;
    Ok(bytes)
}
