//! Data tables in Parquet, read by polars.

use crate::case::read::column::{OwnedCell, RawColumn};
use crate::case::read::recognise::MaxSize;
use crate::case::read::tables::RawTable;
use crate::error::{Finding, Findings, Place, Said, both, shorten};
use polars::prelude::{DataFrame, DataType, ParquetReader, SerReader};
use std::io::Cursor;
use std::sync::Arc;

/// About what a cell takes in memory.
pub(super) const BYTES_PER_CELL: u64 = 16;

/// The number of rows, by the file's footer or the sum of its parts (the larger one, for either may
/// be damaged), and of columns.
fn dimensions(bytes: &[u8]) -> polars::prelude::PolarsResult<(usize, usize)> {
    let mut reader = ParquetReader::new(Cursor::new(bytes));
    let metadata = reader.get_metadata()?;
    let parts =
        metadata.row_groups.iter().fold(0usize, |sum, group| sum.saturating_add(group.num_rows()));
    let columns = metadata.row_groups.first().map_or(0, |group| group.n_columns());
    Ok((metadata.num_rows.max(parts), columns))
}

/// Read a Parquet table: numbers as numbers, everything that is neither number nor text as its
/// text.
pub fn read_parquet(
    name: &str,
    bytes: Vec<u8>,
    most: MaxSize,
    findings: &mut Findings,
) -> Option<RawTable> {
    // How much there is to read is looked at before it is read: a few bytes may stand for millions
    // of equal rows.
    if let Some(Ok((rows, columns))) = crate::case::read::source::guarded(|| dimensions(&bytes)) {
        let size =
            MaxSize((rows as u64).saturating_mul(columns as u64).saturating_mul(BYTES_PER_CELL));
        if size.0 > most.0 {
            let message = both(
                format!(
                    "this table has {rows} rows and {columns} columns, about {size} unpacked; at most {most} are read"
                ),
                format!(
                    "deze tabel heeft {rows:#} rijen en {columns:#} kolommen, uitgepakt zowat {size:#}; er wordt hoogstens {most:#} gelezen"
                ),
            );
            findings.push(
                Finding::error(Place::File(name.to_owned()), message).help(most.remedy(size.0)),
            );
            return None;
        }
    }
    let mut fail = |message: Said| {
        findings.push(Finding::error(Place::File(name.to_owned()), message).help(both(
            "write the table again; a Parquet file must be whole",
            "schrijf de tabel opnieuw; een Parquet-bestand moet volledig zijn",
        )));
    };
    // A file cut short is an error to polars; a damaged one, or a column type it does not know
    // (float16), may make it panic deep inside, in threads of its own. Neither may end the program
    // or be heard of.
    let (headers, columns, rows) = match crate::case::read::source::guarded(|| read(bytes)) {
        Some(Ok(read)) => read,
        Some(Err(message)) => {
            fail(message);
            return None;
        }
        None => {
            fail(both(
                "not a readable Parquet file: it is damaged, or a column has a type that cannot be read",
                "geen leesbaar Parquet-bestand: het is beschadigd, of een kolom heeft een type dat niet gelezen kan worden",
            ));
            return None;
        }
    };
    if rows == 0 {
        findings.push(Finding::error(
            Place::File(name.to_owned()),
            both("this table has no rows", "deze tabel heeft geen rijen"),
        ));
        return None;
    }
    let places = (1..=rows).collect();
    let mut table = RawTable::typed(name.to_owned(), headers, columns, 0, places);
    crate::case::read::tables::check_headers(&mut table, findings).then_some(table)
}

/// Headers, columns of one length, and that length; or what is wrong.
fn read(bytes: Vec<u8>) -> Result<(Vec<String>, Vec<RawColumn>, usize), Said> {
    let unreadable = |error: String| {
        let said = Said::reported("de lezer van Parquet", &shorten(&error, 200));
        both(
            format!("not a readable Parquet file: {said}"),
            format!("geen leesbaar Parquet-bestand: {said:#}"),
        )
    };
    let frame = ParquetReader::new(Cursor::new(bytes))
        .finish()
        .map_err(|error| unreadable(error.to_string()))?;
    taken_apart(&frame)
}

/// The columns of a frame as those of a table: numbers as numbers, all else as its text.
pub(super) fn taken_apart(frame: &DataFrame) -> Result<(Vec<String>, Vec<RawColumn>, usize), Said> {
    let headers: Vec<String> =
        frame.columns().iter().map(|column| column.name().trim().to_owned()).collect();
    let mut columns: Vec<RawColumn> = Vec::with_capacity(headers.len());
    for column in frame.columns() {
        let series = column.as_materialized_series();
        let dtype = series.dtype();
        // Whole numbers go through text: as doubles, two large ids could become one.
        let numeric = dtype.is_float() || dtype.is_decimal();
        let wanted = if numeric { DataType::Float64 } else { DataType::String };
        let neither = |_| {
            both(
                format!(
                    "column `{}` holds {dtype}, which is neither numbers nor text",
                    column.name()
                ),
                format!(
                    "kolom `{}` bevat `{dtype}`, en dat zijn getallen noch teksten",
                    column.name()
                ),
            )
        };
        let cast = series.strict_cast(&wanted).map_err(neither)?;
        let complete = cast.null_count() == 0;
        let read = if numeric {
            let numbers = cast.f64().map_err(neither)?;
            match complete {
                true => {
                    let mut out = Vec::with_capacity(numbers.len());
                    numbers.downcast_iter().for_each(|chunk| out.extend_from_slice(chunk.values()));
                    RawColumn::Numbers(Arc::new(out))
                }
                false => RawColumn::Mixed(
                    numbers
                        .iter()
                        .map(|x| x.map_or(OwnedCell::Missing, OwnedCell::Number))
                        .collect(),
                ),
            }
        } else {
            let texts = cast.str().map_err(neither)?;
            if texts.iter().flatten().any(|text| text.contains('\0')) {
                return Err(both("a text holds a NUL byte", "een tekst bevat een NUL-byte"));
            }
            let owned = |text: Option<&str>| {
                text.map_or(OwnedCell::Missing, |text| OwnedCell::Text(text.to_owned()))
            };
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
        return Err(both(
            "not a readable Parquet file: its columns differ in length",
            "geen leesbaar Parquet-bestand: de kolommen zijn niet even lang",
        ));
    }
    Ok((headers, columns, rows))
}
