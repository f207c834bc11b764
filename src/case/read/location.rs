//! Where a case is.

use crate::case::read::beside::is_table;
use crate::case::read::builtin::names as builtin_names;
use crate::case::read::recognise::Format;
use crate::case::read::table_options::TableOptions;
use crate::error::both;
use crate::error::{Error, Result};
use std::path::{Path, PathBuf};

/// The built-in case that runs when none is named.
pub const DEFAULT: &str = "flemish-cluster-policy";

/// Where a case is.
#[derive(Debug, Clone, PartialEq)]
pub enum Location {
    /// A built-in case, by name.
    Builtin(String),
    /// A criteria file.
    Path(PathBuf),
    /// A table that stands for a whole case.
    Table(TableFile),
}

/// A table that stands for a whole case, and what is said of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TableFile {
    /// Its file. A workbook may have `#` and the name of a sheet behind it. `-` is CSV on the
    /// standard input.
    pub path: PathBuf,
    /// What its columns are, where the table itself does not say it.
    pub options: TableOptions,
}

impl Location {
    /// A table if it ends as one does, as in `.csv`, or is `-`. Else a path if it ends in `.toml` or
    /// has a separator, and else the name of a built-in case.
    ///
    /// ```
    /// use afweging::case::Location;
    ///
    /// assert_eq!(Location::of("power-stations"), Location::Builtin("power-stations".into()));
    /// assert_eq!(Location::of("my-case.toml"), Location::Path("my-case.toml".into()));
    /// assert!(matches!(Location::of("laptops.csv"), Location::Table(_)));
    /// ```
    pub fn of(text: &str) -> Location {
        let path = PathBuf::from(text);
        // A folder may be called like a table; what to name instead is said of it.
        if text == "-" || is_table(&path) && !path.is_dir() {
            return Location::Table(TableFile { path, options: TableOptions::default() });
        }
        let is_path = text.ends_with(".toml") || text.contains(std::path::is_separator);
        if is_path { Location::Path(text.into()) } else { Location::Builtin(text.to_owned()) }
    }

    /// The bytes of the criteria file and the name it is known by.
    pub(crate) fn read(&self) -> Result<(String, Vec<u8>)> {
        match self {
            // A table has no criteria file.
            Location::Table(TableFile { path, .. }) => {
                let message = both(
                    "this is a table; a criteria file is meant here",
                    "dit is een tabel; hier is een criteriabestand bedoeld",
                );
                Err(Error::argument("location", path.display(), message))
            }
            Location::Path(path) => match crate::case::read::beside::instead(path) {
                Some(message) => Err(Error::argument("location", path.display(), message)),
                None => Ok((
                    path.display().to_string(),
                    crate::case::read::source::read(
                        path,
                        Format::Criteria,
                        crate::case::read::recognise::LARGEST_CRITERIA,
                    )?,
                )),
            },
            Location::Builtin(name) => {
                match crate::case::read::builtin::file(&format!("criteria/{name}.toml")) {
                    Some((path, bytes)) => Ok((path, bytes.to_vec())),
                    // A file without the marks of a path, most likely.
                    None if Path::new(name).exists() => {
                        if let Some(message) = crate::case::read::beside::instead(Path::new(name)) {
                            return Err(Error::argument("location", name, message));
                        }
                        let message = both(
                            format!(
                                "no built-in case has this name; a path ends in .toml or has a separator, as in ./{name}"
                            ),
                            format!(
                                "geen ingebouwd dossier heeft deze naam; een pad eindigt op .toml of bevat een scheidingsteken, zoals in ./{name:#}"
                            ),
                        );
                        Err(Error::argument("location", name, message))
                    }
                    None => Err(Error::unknown("case", name, builtin_names())),
                }
            }
        }
    }
}
