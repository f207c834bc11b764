//! Parquet, by polars, with the run's record as file metadata.

use super::Record;
use crate::error::{Error, Result, Said};
use crate::progress::{Stage, begin};
use crate::table::{Parts, Table, Values};
use polars::prelude::{
    BatchedWriter, Column, DataFrame, KeyValueMetadata, ParquetCompression, ParquetWriter,
};
use std::io::{BufWriter, Write};

/// A file of more rows than this is written in groups of about as many, made one after the other.
const ROWS_PER_GROUP: usize = 512 * 512;

/// A table with its types: text as UTF-8, real numbers as doubles, whole numbers as 64-bit
/// integers, missing as null. Every entry of the record that is the same from run to run is a
/// metadata key `afweging:<entry>`, as text or JSON.
pub(super) fn table(out: &mut dyn Write, table: &Table, record: &Record) -> Result<()> {
    writer(out, record).finish(&mut frame(table)?).map_err(fail)?;
    Ok(())
}

/// The same of a table that is made part by part.
pub(super) fn parts(out: &mut dyn Write, parts: &Parts, record: &Record) -> Result<()> {
    in_groups(out, parts, record, ROWS_PER_GROUP)
}

fn in_groups(
    out: &mut dyn Write,
    parts: &Parts,
    record: &Record,
    rows_per_group: usize,
) -> Result<()> {
    if parts.rows() <= rows_per_group {
        return table(out, &parts.whole(), record);
    }
    let schema = frame(&parts.part(0..0))?.schema().clone();
    let mut batches = writer(out, record).batched(&schema).map_err(fail)?;
    let step = begin(Stage::Write, parts.rows() as u64);
    for start in (0..parts.rows()).step_by(rows_per_group) {
        let end = parts.rows().min(start + rows_per_group);
        batches.write_batch(&frame(&parts.part(start..end))?).map_err(fail)?;
        step.set(end as u64);
    }
    batches.finish().map_err(fail)?;
    Ok(())
}

/// A table that is written batch after batch, each of them a group of rows.
pub(super) struct Batches<'a>(BatchedWriter<BufWriter<&'a mut dyn Write>>);

impl<'a> Batches<'a> {
    /// Begin a table whose columns are those of `header`.
    pub(super) fn begin(
        out: &'a mut dyn Write,
        header: &Table,
        record: &Record,
    ) -> Result<Batches<'a>> {
        let schema = frame(header)?.schema().clone();
        Ok(Batches(writer(out, record).batched(&schema).map_err(fail)?))
    }

    /// Write some rows.
    pub(super) fn write(&mut self, table: &Table) -> Result<()> {
        match table.rows() {
            0 => Ok(()),
            _ => self.0.write_batch(&frame(table)?).map_err(fail),
        }
    }

    /// Write the footer.
    pub(super) fn finish(self) -> Result<()> {
        self.0.finish().map(|_| ()).map_err(fail)
    }
}

fn fail(error: polars::error::PolarsError) -> Error {
    let message = Said::reported("de schrijver van Parquet", &error.to_string());
    Error::Format { format: "parquet", message }
}

fn writer<'a>(
    out: &'a mut dyn Write,
    record: &Record,
) -> ParquetWriter<BufWriter<&'a mut dyn Write>> {
    let metadata = record.stable().into_iter().map(|(key, value)| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        (format!("afweging:{key}"), text)
    });
    let metadata = KeyValueMetadata::from_static(metadata.collect());
    ParquetWriter::new(BufWriter::new(out))
        .with_compression(ParquetCompression::Snappy)
        .with_key_value_metadata(Some(metadata))
}

fn frame(table: &Table) -> Result<DataFrame> {
    let column = |column: &crate::table::Column| {
        let name = column.name.as_str().into();
        match &column.values {
            Values::Text(values) | Values::Cell(values) => Column::new(
                name,
                values.iter().map(Option::as_deref).collect::<Vec<Option<&str>>>(),
            ),
            Values::Number(values) => Column::new(name, values),
            Values::Integer(values) => Column::new(name, values),
        }
    };
    DataFrame::new(table.rows(), table.columns.iter().map(column).collect()).map_err(fail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Case, Location, WhatIf};
    use crate::study::evaluate;
    use polars::prelude::{ParquetReader, SerReader};
    use std::io::Cursor;

    #[test]
    fn a_file_in_groups_holds_the_same_table() {
        let case = Case::open(
            &Location::Builtin(crate::case::read::location::DEFAULT.into()),
            &WhatIf::default(),
        )
        .unwrap();
        let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
        let parts = evaluation.contributions_in_parts();
        let record = Record::default();
        let read = |rows_per_group: usize| {
            let mut bytes = Vec::new();
            in_groups(&mut bytes, &parts, &record, rows_per_group).unwrap();
            ParquetReader::new(Cursor::new(bytes)).finish().unwrap()
        };
        let whole = read(usize::MAX);
        assert_eq!(whole.height(), parts.rows());
        for rows_per_group in [1, 7, 100] {
            assert!(read(rows_per_group).equals_missing(&whole), "{rows_per_group}");
        }
    }
}
