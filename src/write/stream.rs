//! A table that is written block after block, as the blocks come: CSV or Parquet.

use super::{Format, Options, Record};
use crate::error::{Error, Result, both};
use crate::table::Table;
use std::io::Write;

/// A table of which not all rows are known yet.
pub(crate) struct TableStream<'a> {
    target: Target<'a>,
}

enum Target<'a> {
    Csv(&'a mut dyn Write, Options),
    #[cfg(feature = "frames")]
    Parquet(Box<super::parquet::Batches<'a>>),
}

/// Whether a table can be written in that format block after block.
///
/// # Errors
/// [`Error::Format`] for the formats that cannot.
pub(crate) fn check(format: Format) -> Result<()> {
    let known = format == Format::Csv || (format == Format::Parquet && cfg!(feature = "frames"));
    match known {
        true => Ok(()),
        false => Err(Error::Format {
            format: format.name(),
            message: both(
                "a table that is read in blocks is written as CSV or Parquet: end the name in .csv or .parquet",
                "een tabel die in blokken wordt gelezen, wordt weggeschreven als CSV of Parquet: laat de naam eindigen op .csv of .parquet",
            ),
        }),
    }
}

impl<'a> TableStream<'a> {
    /// Begin a table whose columns are those of `header`.
    ///
    /// # Errors
    /// [`Error::Format`] where the format is none of these, and where writing fails.
    pub(crate) fn begin(
        out: &'a mut dyn Write,
        format: Format,
        header: &Table,
        record: &Record,
        options: Options,
    ) -> Result<TableStream<'a>> {
        check(format)?;
        let target = match format {
            #[cfg(feature = "frames")]
            Format::Parquet => {
                Target::Parquet(Box::new(super::parquet::Batches::begin(out, header, record)?))
            }
            _ => {
                let _ = record;
                super::csv::head(out, header, options)?;
                Target::Csv(out, options)
            }
        };
        Ok(TableStream { target })
    }

    /// Write more rows; the columns are those of the header.
    ///
    /// # Errors
    /// [`Error::Format`] where writing fails.
    pub(crate) fn write(&mut self, table: &Table) -> Result<()> {
        match &mut self.target {
            Target::Csv(out, options) => super::csv::body(*out, table, *options),
            #[cfg(feature = "frames")]
            Target::Parquet(batches) => batches.write(table),
        }
    }

    /// Write what comes after the last row.
    ///
    /// # Errors
    /// [`Error::Format`] where writing fails.
    pub(crate) fn finish(self) -> Result<()> {
        match self.target {
            Target::Csv(..) => Ok(()),
            #[cfg(feature = "frames")]
            Target::Parquet(batches) => batches.finish(),
        }
    }
}
