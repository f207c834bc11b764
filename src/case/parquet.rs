//! Data tables in Parquet, read by polars.

use super::column::{OwnedCell, RawColumn};
use super::tables::RawTable;
use crate::error::{Finding, Findings, Place};
use polars::prelude::{DataType, ParquetReader, SerReader};
use std::io::Cursor;

/// Read a Parquet table: numbers as numbers, everything that is neither number nor text as its text.
pub fn read_parquet(name: &str, bytes: Vec<u8>, findings: &mut Findings) -> Option<RawTable> {
    let mut fail = |message: String| {
        findings.push(
            Finding::error(Place::File(name.to_owned()), message).help("write the table again; a Parquet file must be whole"),
        );
    };
    // A file cut short is an error to polars; a damaged one, or a column type it does not know (float16), may make it panic
    // deep inside, in threads of its own. Neither may end the program or be heard of.
    let frame = match super::source::guarded(|| ParquetReader::new(Cursor::new(bytes)).finish()) {
        Some(Ok(frame)) => frame,
        Some(Err(error)) => {
            let message = error.to_string();
            fail(format!("not a readable Parquet file: {}", crate::error::shorten(&message, 200)));
            return None;
        }
        None => {
            fail("not a readable Parquet file: it is damaged, or a column has a type that cannot be read".into());
            return None;
        }
    };
    let headers: Vec<String> = frame.columns().iter().map(|column| column.name().trim().to_owned()).collect();
    let mut columns: Vec<RawColumn> = Vec::with_capacity(headers.len());
    for column in frame.columns() {
        let series = column.as_materialized_series();
        let dtype = series.dtype();
        // Whole numbers go through text: as doubles, two large ids could become one.
        let numeric = dtype.is_float() || dtype.is_decimal();
        let wanted = if numeric { DataType::Float64 } else { DataType::String };
        let cast = match series.strict_cast(&wanted) {
            Ok(cast) => cast,
            Err(_) => {
                fail(format!("column `{}` holds {dtype}, which is neither numbers nor text", column.name()));
                return None;
            }
        };
        let complete = cast.null_count() == 0;
        let read = if numeric {
            let numbers = cast.f64().ok()?;
            match complete {
                true => RawColumn::Numbers(numbers.iter().flatten().collect()),
                false => RawColumn::Mixed(numbers.iter().map(|x| x.map_or(OwnedCell::Missing, OwnedCell::Number)).collect()),
            }
        } else {
            let texts = cast.str().ok()?;
            if texts.iter().flatten().any(|text| text.contains('\0')) {
                fail("a text holds a NUL byte".into());
                return None;
            }
            let owned = |text: Option<&str>| text.map_or(OwnedCell::Missing, |text| OwnedCell::Text(text.to_owned()));
            match complete {
                true => RawColumn::Text(texts.iter().flatten().collect()),
                false => RawColumn::Mixed(texts.iter().map(owned).collect()),
            }
        };
        columns.push(read);
    }
    let rows = frame.height();
    // A damaged file may give a column another length than the others.
    if columns.iter().any(|column| column.len() != rows) {
        fail("not a readable Parquet file: its columns differ in length".into());
        return None;
    }
    if rows == 0 {
        findings.push(Finding::error(Place::File(name.to_owned()), "this table has no rows"));
        return None;
    }
    let places = (1..=rows).collect();
    let mut table = RawTable::typed(name.to_owned(), headers, columns, 0, places);
    super::tables::check_headers(&mut table, findings).then_some(table)
}
