//! Parquet in blocks of rows: a row group, or a part of one that is large.
//!
//! The bytes of a row group are read into a stretch of addresses in which they lie where they lie in
//! the file, and of which nothing else is ever touched: so the reader finds them, they take no more
//! memory than they are, and a file that is cut short meanwhile is an error and not the end of the
//! program, as it would be if it were mapped into the memory.

use crate::case::read::column::RawColumn;
use crate::case::read::parts::{Part, refused};
use crate::case::read::source::guarded;
use crate::case::read::tables::RawTable;
use crate::error::{Error, Result, Said, both, shorten};
use memmap2::{MmapMut, MmapOptions};
use polars::io::parquet::metadata::FileMetadataRef;
use polars::prelude::{ParallelStrategy, ParquetReader, SerReader};
use std::fs::File;
use std::io::{Cursor, Read, Seek, SeekFrom};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

/// A row group of up to so many times the rows of a block is one block.
const SPLIT_ABOVE: usize = 2;

/// What the end of a Parquet file says of it.
#[derive(Clone)]
pub(crate) struct ParquetPart {
    metadata: FileMetadataRef,
    /// Its columns, each with its type in words.
    pub(crate) columns: Vec<(String, String)>,
}

/// The bytes of a row group, at their places in the file.
#[derive(Clone)]
struct GroupBytes(Arc<MmapMut>);

impl AsRef<[u8]> for GroupBytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// Some rows that were not taken apart yet.
pub(crate) struct Rows {
    bytes: GroupBytes,
    /// Where they begin and how many they are.
    slice: (usize, usize),
}

/// What the reader says.
fn reported(error: &polars::error::PolarsError) -> Said {
    Said::reported("de lezer van Parquet", &shorten(&error.to_string(), 200))
}

/// An error of a part that cannot be read, from one of its rows on.
fn unreadable(part: &Part, row: usize, why: Option<Said>) -> Error {
    let (en, nl) =
        why.map_or_else(Default::default, |why| (format!(": {why}"), format!(": {why:#}")));
    refused(
        part.name(),
        both(
            format!("not a readable Parquet file from row {} on{en}", row + 1),
            format!("geen leesbaar Parquet-bestand vanaf rij {:#}{nl:#}", row + 1),
        ),
        both(
            "write this part again; a Parquet file must be whole",
            "schrijf dit deel opnieuw; een Parquet-bestand moet volledig zijn",
        ),
    )
}

impl ParquetPart {
    /// Read the end of the file.
    ///
    /// # Errors
    /// [`Error::Io`], and a finding for a file that is no Parquet.
    pub(crate) fn open(part: &Part) -> Result<ParquetPart> {
        let fail = |source| Error::Io { action: "read", path: part.path.clone(), source };
        let file = File::open(&part.path).map_err(fail)?;
        let read = guarded(AssertUnwindSafe(|| {
            let mut reader = ParquetReader::new(file);
            let schema = reader.schema()?;
            let columns = schema
                .iter()
                .map(|(name, field)| (name.to_string(), format!("{:?}", field.dtype())));
            let columns: Vec<(String, String)> = columns.collect();
            Ok::<_, polars::error::PolarsError>((reader.get_metadata()?.clone(), columns))
        }));
        match read {
            Some(Ok((metadata, columns))) => Ok(ParquetPart { metadata, columns }),
            Some(Err(error)) => Err(unreadable(part, 0, Some(reported(&error)))),
            None => Err(unreadable(part, 0, None)),
        }
    }

    /// How many rows it has.
    pub(crate) fn rows(&self) -> u64 {
        let rows = self.metadata.row_groups.iter().map(|group| group.num_rows() as u64);
        rows.fold(0, u64::saturating_add)
    }

    /// Give block after block of about so many rows, with these columns alone, until `take` says
    /// that it is enough.
    ///
    /// # Errors
    /// [`Error::Io`], and a finding for a file that is not what it was.
    pub(crate) fn blocks(
        &self,
        part: &Part,
        wanted: &[String],
        rows: usize,
        take: &mut dyn FnMut(Rows) -> bool,
    ) -> Result<()> {
        let fail = |source| Error::Io { action: "read", path: part.path.clone(), source };
        let mut file = File::open(&part.path).map_err(fail)?;
        let mut first = 0;
        for group in &self.metadata.row_groups {
            let mut ranges: Vec<(u64, u64)> = Vec::new();
            for name in wanted {
                let chunks = group.columns_under_root_iter(name).into_iter().flatten();
                ranges
                    .extend(chunks.map(|chunk| (chunk.byte_range().start, chunk.byte_range().end)));
            }
            let end = ranges.iter().map(|range| range.1).max().unwrap_or(0);
            // What a damaged file says of itself takes no memory.
            if end > part.bytes() || ranges.iter().any(|range| range.0 > range.1) {
                return Err(unreadable(part, first, None));
            }
            // Addresses, and memory only where something is written: a file may be larger than the memory.
            let addresses =
                MmapOptions::new().len((end as usize).max(1)).no_reserve_swap().map_anon();
            let mut bytes = addresses.map_err(fail)?;
            for (start, end) in ranges {
                file.seek(SeekFrom::Start(start)).map_err(fail)?;
                // What is not there any more was there when the part was found.
                let read = file.read_exact(&mut bytes[start as usize..end as usize]);
                read.map_err(|error| match error.kind() {
                    std::io::ErrorKind::UnexpectedEof => part.changed(),
                    _ => fail(error),
                })?;
            }
            part.check()?;
            let (bytes, count) = (GroupBytes(Arc::new(bytes)), group.num_rows());
            let pieces = match count <= rows.saturating_mul(SPLIT_ABOVE) {
                true => 1,
                false => count.div_ceil(rows.max(1)),
            };
            for piece in 0..pieces {
                // What a damaged file says of its rows may be beyond what a product holds.
                let cut = |piece: usize| (count as u128 * piece as u128 / pieces as u128) as usize;
                let (from, to) = (cut(piece), cut(piece + 1));
                let slice = (first + from, to - from);
                if to > from && !take(Rows { bytes: bytes.clone(), slice }) {
                    return Ok(());
                }
            }
            first = first.saturating_add(count);
        }
        Ok(())
    }

    /// The table that some rows hold, with these columns.
    ///
    /// # Errors
    /// A finding that names the part and the row from which on it cannot be read.
    pub(crate) fn table(&self, part: &Part, wanted: &[String], rows: Rows) -> Result<RawTable> {
        let Rows { bytes, slice } = rows;
        let metadata = self.metadata.clone();
        let read = guarded(AssertUnwindSafe(move || {
            let mut reader = ParquetReader::new(Cursor::new(bytes))
                .read_parallel(ParallelStrategy::RowGroups)
                .with_columns(Some(wanted.to_vec()))
                .with_slice(Some(slice));
            reader.set_metadata(metadata);
            let frame = reader.finish().map_err(|error| reported(&error))?;
            super::parquet::taken_apart(&frame)
        }));
        let (headers, columns, count): (Vec<String>, Vec<RawColumn>, usize) = match read {
            Some(Ok(read)) => read,
            Some(Err(why)) => return Err(unreadable(part, slice.0, Some(why))),
            None => return Err(unreadable(part, slice.0, None)),
        };
        if count != slice.1 || columns.iter().any(|column| column.len() != count) {
            return Err(unreadable(part, slice.0, None));
        }
        let places = (slice.0 + 1..=slice.0 + count).collect();
        Ok(RawTable::typed(part.name(), headers, columns, 0, places))
    }
}
