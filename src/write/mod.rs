//! Tables to bytes: one leaf file per format. Whole files or none.

#[cfg(feature = "xlsx")]
mod case_workbook;
mod clean;
mod csv;
mod file;
mod folder;
pub(crate) mod grid;
mod json;
mod layout;
mod markdown;
pub(crate) mod options;
#[cfg(feature = "frames")]
mod parquet;
mod record;
pub(crate) mod stream;
mod text;
mod wrap;
#[cfg(feature = "xlsx")]
pub(crate) mod xlsx;

use crate::error::{Error, Result, both, of_io};
use crate::progress::{Stage, begin};
use crate::table::{Parts, Table};
pub use crate::write::options::Options;
use std::io::Write;

pub use crate::write::grid::{Align, BREAK, Grid};
#[cfg(feature = "xlsx")]
pub use case_workbook::case_workbook;
pub(crate) use clean::json as acting_escaped;
pub use clean::{line, markdown, printable};
pub use file::{Pending, abandon, write_whole, write_with};
pub use folder::{Earlier, write_folder};
pub use record::{Record, banner};
pub use text::rounded;
pub use wrap::wrap;

/// An output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Columns for a terminal; rounded.
    Table,
    /// Comma-separated values, full precision.
    Csv,
    /// Apache Parquet, full precision.
    Parquet,
    /// All tables in one JSON object, full precision.
    Json,
    /// A Markdown table; rounded.
    Markdown,
    /// An Excel workbook, a sheet per table; full precision.
    Xlsx,
}

impl Format {
    /// Every format there is.
    pub const ALL: [Format; 6] =
        [Format::Table, Format::Csv, Format::Parquet, Format::Json, Format::Markdown, Format::Xlsx];

    /// The name that the command line takes.
    pub fn name(self) -> &'static str {
        match self {
            Format::Table => "table",
            Format::Csv => "csv",
            Format::Parquet => "parquet",
            Format::Json => "json",
            Format::Markdown => "markdown",
            Format::Xlsx => "xlsx",
        }
    }

    /// The extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Table => "txt",
            Format::Csv => "csv",
            Format::Parquet => "parquet",
            Format::Json => "json",
            Format::Markdown => "md",
            Format::Xlsx => "xlsx",
        }
    }

    /// The format of files with that extension.
    ///
    /// ```
    /// use afweging::write::Format;
    ///
    /// assert_eq!(Format::of_extension("JSON"), Some(Format::Json));
    /// assert_eq!(Format::of_extension("pdf"), None);
    /// ```
    pub fn of_extension(extension: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.extension() == extension.to_lowercase())
    }

    /// Whether its bytes are no text.
    pub fn is_binary(self) -> bool {
        matches!(self, Format::Parquet | Format::Xlsx)
    }

    /// Whether one file of it holds all tables.
    pub fn holds_all(self) -> bool {
        matches!(self, Format::Json | Format::Xlsx)
    }

    /// One table as bytes.
    ///
    /// # Errors
    /// Those of [`Format::write`].
    ///
    /// ```
    /// use afweging::table::Table;
    /// use afweging::write::{Format, Options, Record};
    ///
    /// let table = Table::new("prices")
    ///     .text("offer", [Some("A".to_owned()), Some("B".to_owned())])
    ///     .number("price", [Some(100.5), None]);
    /// let bytes = Format::Csv.table(&table, &Record::default(), Options::default())?;
    /// let text = String::from_utf8(bytes).unwrap();
    /// assert_eq!(text.lines().collect::<Vec<_>>(), ["offer,price", "A,100.5", "B,"]);
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn table(self, table: &Table, record: &Record, options: Options) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.write(&mut bytes, table, record, options)?;
        Ok(bytes)
    }

    /// Write one table. A table of a million rows is never in memory as text as a whole, but for
    /// the formats that need all of it.
    ///
    /// # Errors
    /// [`Error::Format`] where the format cannot hold the table, this build lacks the format, or
    /// `out` cannot be written to.
    pub fn write(
        self,
        out: &mut dyn Write,
        table: &Table,
        record: &Record,
        options: Options,
    ) -> Result<()> {
        // Some formats do most of their work after the last row.
        let _step = begin(Stage::Write, 0);
        let bytes = match self {
            Format::Csv => return csv::table(out, table, options),
            Format::Table => {
                text::table(table, record, options.width.unwrap_or(usize::MAX)).into_bytes()
            }
            Format::Json => json::tables(&[table], record)?,
            Format::Markdown => markdown::table(table, record).into_bytes(),
            Format::Xlsx => self.tables(&[table], record)?,
            #[cfg(feature = "frames")]
            Format::Parquet => return parquet::table(out, table, record),
            #[cfg(not(feature = "frames"))]
            Format::Parquet => {
                return Err(Error::Format {
                    format: "parquet",
                    message: both(
                        "this build has no Parquet (feature `frames`)",
                        "deze versie kan geen Parquet (feature `frames`)",
                    ),
                });
            }
        };
        out.write_all(&bytes)
            .map_err(|error| Error::Format { format: self.name(), message: of_io(&error) })
    }

    /// Write one table that is made part by part; as a whole for the formats that need all of it.
    ///
    /// # Errors
    /// Those of [`Format::write`].
    pub fn write_parts(
        self,
        out: &mut dyn Write,
        parts: &Parts,
        record: &Record,
        options: Options,
    ) -> Result<()> {
        let _step = begin(Stage::Write, 0);
        match self {
            Format::Csv => csv::parts(out, parts, options),
            #[cfg(feature = "frames")]
            Format::Parquet => parquet::parts(out, parts, record),
            _ => self.write(out, &parts.whole(), record, options),
        }
    }

    /// All tables in one file, for a format that holds them.
    ///
    /// # Errors
    /// [`Error::Format`] for a format that holds one table a file.
    pub fn tables(self, tables: &[&Table], record: &Record) -> Result<Vec<u8>> {
        // Some formats do most of their work after the last row.
        let _step = begin(Stage::Write, 0);
        match self {
            Format::Json => json::tables(tables, record),
            #[cfg(feature = "xlsx")]
            Format::Xlsx => xlsx::tables(tables, record),
            #[cfg(not(feature = "xlsx"))]
            Format::Xlsx => Err(Error::Format {
                format: "xlsx",
                message: both(
                    "this build has no Excel (feature `xlsx`)",
                    "deze versie kan geen Excel (feature `xlsx`)",
                ),
            }),
            other => Err(Error::Format {
                format: other.name(),
                message: both(
                    "this format holds one table a file",
                    "dit formaat bevat één tabel per bestand",
                ),
            }),
        }
    }
}
