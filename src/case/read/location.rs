//! Where a case is.

use crate::case::read::builtin::names as builtin_names;
use crate::case::read::recognise::Format;
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
}

impl Location {
    /// A path if it ends in `.toml` or has a separator, else the name of a built-in case.
    ///
    /// ```
    /// use afweging::case::Location;
    ///
    /// assert_eq!(Location::of("power-stations"), Location::Builtin("power-stations".into()));
    /// assert_eq!(Location::of("my-case.toml"), Location::Path("my-case.toml".into()));
    /// ```
    pub fn of(text: &str) -> Location {
        let is_path = text.ends_with(".toml") || text.contains(std::path::is_separator);
        if is_path { Location::Path(text.into()) } else { Location::Builtin(text.to_owned()) }
    }

    /// The bytes of the criteria file and the name it is known by.
    pub(crate) fn read(&self) -> Result<(String, Vec<u8>)> {
        match self {
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
                        let message = format!(
                            "no built-in case has this name; a path ends in .toml or has a separator, as in ./{name}"
                        );
                        Err(Error::argument("location", name, message))
                    }
                    None => Err(Error::unknown("case", name, builtin_names())),
                }
            }
        }
    }
}
