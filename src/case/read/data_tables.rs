//! The data tables that a case asks for, each read by the reader of its format.

use crate::case::read::recognise::{self, Format, MaxSize};
use crate::case::read::sheet_name::split_sheet;
use crate::case::read::source::InputFile;
use crate::case::read::stated_marks::StatedMarks;
use crate::case::read::tables::{self, RawTable};
use crate::case::read::{builtin, source};
use crate::error::{Error, Finding, Findings, Place, Result, both};
use std::path::{Path, PathBuf};

/// A table asked for.
pub struct RequestedTable {
    /// Where it is asked for.
    pub place: Place,
    /// Its file, from the working directory; of a built-in case from the folder of that. A workbook
    /// may have `#` and the name of a sheet behind it; without one its first sheet is meant.
    pub path: PathBuf,
}

/// The tables that a case asks for, and how they are to be read.
pub struct RequestedTables<'a> {
    /// The tables, in the order in which they are asked for.
    pub tables: Vec<RequestedTable>,
    /// Whether they are those compiled in.
    pub builtin: bool,
    /// What is said of the points and commas of their numbers; nothing by default.
    pub marks: StatedMarks,
    /// The ids of the case's keys, by which the header of a table is recognised. Empty where they
    /// are not known.
    pub keys: Vec<&'a str>,
    /// The most bytes that a table may take, as a file and unpacked.
    pub max_size: MaxSize,
}

/// Every table that can be read, and findings about the others. Each file that was read is added to
/// `files`.
pub fn read(
    wanted: &RequestedTables,
    files: &mut Vec<InputFile>,
    findings: &mut Findings,
) -> Vec<RawTable> {
    let mut out = Vec::new();
    for table in &wanted.tables {
        let (path, sheet) = split_sheet(table.path.clone());
        match one(wanted, &path, sheet.as_deref(), files, findings) {
            Ok(read) => out.extend(read.map(|mut read| {
                read.marks = wanted.marks;
                read
            })),
            Err(Error::Findings(more)) => findings.0.extend(more.0),
            Err(Error::Io { source, .. }) => {
                let finding = Finding::error(
                    table.place.clone(),
                    both(
                        format!("cannot read {}: {source}", path.display()),
                        format!("{:#} kan niet worden gelezen: {source:#}", path.display()),
                    ),
                );
                findings.push(finding.help(both("table paths are relative to the criteria file's folder (--data: to this folder)", "paden van tabellen worden gelezen vanuit de map van het criteriabestand (--data: vanuit deze map)")));
            }
            Err(error) => findings.push(Finding::error(table.place.clone(), error.said())),
        }
    }
    out
}

/// A table that stands for a case: its header is told by its shape, for no key is known. `bytes` are
/// those of the file, where they were read already.
///
/// # Errors
/// [`Error::Io`] where it cannot be read, and findings where it is no such file.
pub fn read_alone(
    path: &Path,
    bytes: Option<Vec<u8>>,
    max_size: MaxSize,
    files: &mut Vec<InputFile>,
    findings: &mut Findings,
) -> Result<Option<RawTable>> {
    if path == Path::new("-") {
        let bytes = source::standard_input(max_size)?;
        let name = "standard input";
        files.push(InputFile::new(name, &bytes));
        return Ok(tables::read_csv(&source::text(name, bytes)?, &[], findings));
    }
    let (path, sheet) = split_sheet(path.to_owned());
    let Some(format) = format(&path, findings) else { return Ok(None) };
    let bytes = match bytes {
        Some(bytes) => bytes,
        None => source::read(&path, format, max_size)?,
    };
    let name = path.display().to_string();
    files.push(InputFile::new(&name, &bytes));
    of_bytes(format, &name, bytes, sheet.as_deref(), &[], max_size, findings)
}

/// The format that a table's name stands for, or `None` with a finding.
fn format(path: &Path, findings: &mut Findings) -> Option<Format> {
    match recognise::format(path) {
        Ok(format) => Some(format),
        Err((message, help)) => {
            let finding = Finding::error(Place::File(path.display().to_string()), message);
            findings.push(finding.help(help));
            None
        }
    }
}

/// A table, or `None` with findings about what is wrong in it.
fn one(
    wanted: &RequestedTables,
    path: &Path,
    sheet: Option<&str>,
    files: &mut Vec<InputFile>,
    findings: &mut Findings,
) -> Result<Option<RawTable>> {
    let Some(format) = format(path, findings) else { return Ok(None) };
    let (name, bytes) = if wanted.builtin {
        match builtin::file(&format!("criteria/{}", path.display())) {
            Some((path, bytes)) => (path, bytes.to_vec()),
            None => {
                let source = std::io::ErrorKind::NotFound.into();
                return Err(Error::Io { action: "read", path: path.to_owned(), source });
            }
        }
    } else {
        (path.display().to_string(), source::read(path, format, wanted.max_size)?)
    };
    files.push(InputFile::new(&name, &bytes));
    of_bytes(format, &name, bytes, sheet, &wanted.keys, wanted.max_size, findings)
}

/// The table in the bytes of a file, or `None` with findings about what is wrong in it.
fn of_bytes(
    format: Format,
    name: &str,
    bytes: Vec<u8>,
    #[cfg_attr(not(feature = "xlsx"), allow(unused_variables))] sheet: Option<&str>,
    keys: &[&str],
    #[cfg_attr(not(any(feature = "frames", feature = "xlsx")), allow(unused_variables))]
    max_size: MaxSize,
    findings: &mut Findings,
) -> Result<Option<RawTable>> {
    match format {
        Format::Criteria | Format::Lines => {
            Ok(tables::read_csv(&source::text(name, bytes)?, keys, findings))
        }
        #[cfg(feature = "frames")]
        Format::Parquet => {
            Ok(crate::case::read::parquet::read_parquet(name, bytes, max_size, findings))
        }
        #[cfg(feature = "xlsx")]
        Format::Workbook => {
            Ok(crate::case::read::xlsx::read_xlsx(name, bytes, sheet, keys, max_size, findings))
        }
        #[allow(unreachable_patterns)] // formats that this build knows by name alone
        _ => Ok(None),
    }
}
