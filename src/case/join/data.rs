//! The data tables of a case: which they are, and each read by the reader of its format.

use crate::case::file::parse;
use crate::case::file::what_if::WhatIf;
use crate::case::read::given::StatedMarks;
use crate::case::read::location::Location;
use crate::case::read::recognise::{self, Format};
use crate::case::read::source::InputFile;
use crate::case::read::tables::{self, RawTable};
use crate::case::read::{builtin, source};
use crate::error::{Error, Finding, Findings, Place, Result, Source};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A table asked for: where that is said, and what it is called there.
struct RequestedTable {
    place: Place,
    path: PathBuf,
    #[cfg_attr(not(feature = "xlsx"), allow(dead_code))]
    sheet: Option<String>,
}

/// Every table, or findings about those that cannot be read.
///
/// # Errors
/// [`Error::Argument`] where the what-ifs give one mark to decimals and thousands.
pub fn read(
    location: &Location,
    file: &parse::CaseFile,
    what_if: &WhatIf,
    source: &Arc<Source>,
    files: &mut Vec<InputFile>,
    findings: &mut Findings,
) -> Result<Vec<RawTable>> {
    let marks = marks(file, what_if, source, findings)?;
    let keys: Vec<&str> = file.keys.iter().map(|key| key.value.id.value.as_str()).collect();
    let asked = || Place::Argument { argument: "data", value: None };
    let asked = what_if.data.iter().map(|path| (asked(), path.clone()));
    let own = file.head.data.iter().map(|at| {
        let place = Place::Text { source: source.clone(), span: at.span.clone() };
        // A built-in case has its tables compiled in.
        let path = match location {
            Location::Path(case) => case.parent().unwrap_or(Path::new("")).join(&at.value),
            Location::Builtin(_) => PathBuf::from(&at.value),
        };
        (place, path)
    });
    let builtin = what_if.data.is_empty() && matches!(location, Location::Builtin(_));
    let wanted: Vec<_> = if what_if.data.is_empty() { own.collect() } else { asked.collect() };
    let mut out = Vec::new();
    for (place, path) in wanted {
        let (path, sheet) = split_sheet(path);
        let wanted = RequestedTable { place, path, sheet };
        match one(&wanted, builtin, what_if, &keys, files, findings) {
            Ok(table) => out.extend(table.map(|mut table| {
                table.marks = marks;
                table
            })),
            Err(Error::Findings(more)) => findings.0.extend(more.0),
            Err(Error::Io { source, .. }) => {
                let finding = Finding::error(
                    wanted.place,
                    format!("cannot read {}: {source}", wanted.path.display()),
                );
                findings.push(finding.help("table paths are relative to the criteria file's folder (--data: to this folder)"));
            }
            Err(error) => findings.push(Finding::error(wanted.place, error.to_string())),
        }
    }
    Ok(out)
}

/// What the command line, else the case, says of the marks of numbers.
fn marks(
    file: &parse::CaseFile,
    what_if: &WhatIf,
    source: &Arc<Source>,
    findings: &mut Findings,
) -> Result<StatedMarks> {
    let help = "decimals and thousands are parted by two marks, if at all";
    if what_if.marks != StatedMarks::default() {
        return match what_if.marks.contradict() {
            true => Err(Error::argument_as_a_whole(
                "thousands",
                format!("this is the decimal mark too; {help}"),
            )),
            false => Ok(what_if.marks),
        };
    }
    let head = &file.head;
    let given = StatedMarks {
        decimal: head.decimal.as_ref().map(|at| at.value),
        thousands: head.thousands.as_ref().map(|at| at.value),
    };
    if let Some(at) = head.thousands.as_ref().filter(|_| given.contradict()) {
        let place = Place::Text { source: source.clone(), span: at.span.clone() };
        findings
            .push(Finding::error(place, "`decimal` and `thousands` name the same mark").help(help));
    }
    Ok(given)
}

/// `file.xlsx#Sheet` as file and sheet; other paths may hold a `#`.
fn split_sheet(path: PathBuf) -> (PathBuf, Option<String>) {
    let text = path.to_string_lossy();
    match text.rsplit_once('#') {
        Some((file, sheet)) if file.to_lowercase().ends_with(".xlsx") => {
            (PathBuf::from(file), Some(sheet.to_owned()))
        }
        _ => (path, None),
    }
}

fn one(
    wanted: &RequestedTable,
    builtin: bool,
    what_if: &WhatIf,
    keys: &[&str],
    files: &mut Vec<InputFile>,
    findings: &mut Findings,
) -> Result<Option<RawTable>> {
    let format = match recognise::format(&wanted.path) {
        Ok(format) => format,
        Err((message, help)) => {
            let finding = Finding::error(Place::File(wanted.path.display().to_string()), message);
            findings.push(finding.help(help));
            return Ok(None);
        }
    };
    let (name, bytes) = if builtin {
        match builtin::file(&format!("criteria/{}", wanted.path.display())) {
            Some((path, bytes)) => (path, bytes.to_vec()),
            None => {
                let source = std::io::ErrorKind::NotFound.into();
                return Err(Error::Io { action: "read", path: wanted.path.clone(), source });
            }
        }
    } else {
        (wanted.path.display().to_string(), source::read(&wanted.path, format, what_if.max_size)?)
    };
    files.push(InputFile::new(&name, &bytes));
    match format {
        Format::Criteria | Format::Lines => {
            Ok(tables::read_csv(&source::text(&name, bytes)?, keys, findings))
        }
        #[cfg(feature = "frames")]
        Format::Parquet => {
            Ok(crate::case::read::parquet::read_parquet(&name, bytes, what_if.max_size, findings))
        }
        #[cfg(feature = "xlsx")]
        Format::Workbook => Ok(crate::case::read::xlsx::read_xlsx(
            &name,
            bytes,
            wanted.sheet.as_deref(),
            keys,
            what_if.max_size,
            findings,
        )),
        #[allow(unreachable_patterns)] // formats that this build knows by name alone
        _ => Ok(None),
    }
}
