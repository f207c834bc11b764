//! The parts of a table that is spread over files: a file, a pattern such as `data/part-*.parquet`,
//! or a folder with everything below it. A folder called `key=value` gives that key to its parts.

use crate::case::read::recognise::{self, Format};
use crate::error::{Error, Finding, Findings, Place, Result, Said, both};
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;

/// A file that holds some rows of a table.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// The file.
    pub(crate) path: PathBuf,
    /// Its place below what was asked for: the name of a file that was asked for by itself.
    pub(crate) relative: PathBuf,
    /// Keys that all its rows have, as folders named `key=value` say.
    pub(crate) keys: Vec<(String, String)>,
    /// How it is written.
    pub(crate) format: Format,
    /// What it looked like when it was found.
    stamp: Stamp,
}

/// What tells that a file is another than it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    bytes: u64,
    modified: Option<SystemTime>,
}

impl Stamp {
    fn of(path: &Path) -> std::io::Result<Stamp> {
        let data = std::fs::metadata(path)?;
        Ok(Stamp { bytes: data.len(), modified: data.modified().ok() })
    }
}

impl Part {
    /// The name that its user knows it by.
    pub(crate) fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// How many bytes it had when it was found.
    pub(crate) fn bytes(&self) -> u64 {
        self.stamp.bytes
    }

    /// That it is still what it was when it was found.
    ///
    /// # Errors
    /// A finding that names it where it is not.
    pub(crate) fn check(&self) -> Result<()> {
        match Stamp::of(&self.path) {
            Ok(now) if now == self.stamp => Ok(()),
            _ => Err(self.changed()),
        }
    }

    /// Why it cannot be used any more.
    pub(crate) fn changed(&self) -> Error {
        refused(
            self.name(),
            both(
                "this part changed while it was read",
                "dit deel veranderde terwijl het werd gelezen",
            ),
            both(
                "start again when nobody writes to it; nothing was written",
                "begin opnieuw als niemand ernaar schrijft; er is niets weggeschreven",
            ),
        )
    }
}

/// An error about a whole file.
pub(crate) fn refused(file: String, message: Said, help: Said) -> Error {
    Error::Findings(Findings(vec![Finding::error(Place::File(file), message).help(help)]))
}

/// Whether a path stands for any number of parts: it is a folder, or a pattern.
pub(crate) fn is_spread(path: &Path) -> bool {
    path.is_dir() || is_pattern(path) && !path.exists()
}

/// The parts of everything that is asked for, in the order asked, and within each in that of their
/// paths.
///
/// # Errors
/// [`Error::Io`] for what cannot be looked into; a finding for what holds no table, or for parts of
/// several formats.
pub(crate) fn find(asked: &[PathBuf]) -> Result<Vec<Part>> {
    let mut out: Vec<Part> = Vec::new();
    for path in asked {
        let before = out.len();
        if path.is_dir() {
            below(path, Path::new(""), &mut out)?;
        } else if is_spread(path) {
            for found in matching(path)? {
                match found.is_dir() {
                    true => {
                        let name = found.file_name().map(PathBuf::from).unwrap_or_default();
                        below(&found, &name, &mut out)?
                    }
                    false => out.push(one(&found, found.file_name().map(Path::new))?),
                }
            }
        } else {
            out.push(one(path, path.file_name().map(Path::new))?);
        }
        if out.len() == before {
            return Err(refused(
                path.display().to_string(),
                both("no table is found here", "hier is geen tabel te vinden"),
                both(
                    "name a .parquet or .csv file, a folder of them, or a pattern in quotation marks, as in 'data/part-*.parquet'",
                    "noem een .parquet- of .csv-bestand, een map ermee, of een patroon tussen aanhalingstekens, zoals 'data/part-*.parquet'",
                ),
            ));
        }
    }
    if let Some(other) = out.iter().find(|part| part.format != out[0].format) {
        return Err(refused(
            other.name(),
            both(
                format!("this part is of another kind than {}", out[0].name()),
                format!("dit deel is van een andere soort dan {:#}", out[0].name()),
            ),
            both(
                "keep parts of one kind: all Parquet, or all CSV",
                "behoud delen van één soort: alle Parquet, of alle CSV",
            ),
        ));
    }
    Ok(out)
}

fn one(path: &Path, relative: Option<&Path>) -> Result<Part> {
    let format = match recognise::format(path) {
        Ok(format @ (Format::Parquet | Format::Lines)) => format,
        Ok(_) => {
            return Err(refused(
                path.display().to_string(),
                both(
                    "a table of this kind is read as a whole",
                    "een tabel van deze soort wordt als geheel gelezen",
                ),
                both(
                    "save it as .parquet or .csv, or leave out --stream",
                    "bewaar ze als .parquet of .csv, of laat --stream weg",
                ),
            ));
        }
        Err((message, help)) => return Err(refused(path.display().to_string(), message, help)),
    };
    let fail = |source| Error::Io { action: "read", path: path.to_owned(), source };
    let stamp = Stamp::of(path).map_err(fail)?;
    if !path.is_file() {
        return Err(refused(
            path.display().to_string(),
            both(
                "a table that is read in blocks is read more than once, and this is no file on disk",
                "een tabel die in blokken wordt gelezen, wordt meer dan eens gelezen, en dit is geen bestand op schijf",
            ),
            both("save it as a file first", "bewaar ze eerst als bestand"),
        ));
    }
    let keys = path.parent().into_iter().flat_map(Path::components);
    let keys = keys.filter_map(|component| match component {
        Component::Normal(name) => name.to_str()?.split_once('='),
        _ => None,
    });
    Ok(Part {
        path: path.to_owned(),
        relative: relative.unwrap_or(path).to_owned(),
        keys: keys.map(|(key, value)| (key.to_owned(), unescaped(value))).collect(),
        format,
        stamp,
    })
}

/// A value in the name of a folder, in which what a path cannot hold is written as `%2F`.
fn unescaped(value: &str) -> String {
    let bytes = value.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        let hex = value.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| value.to_owned())
}

/// The tables in a folder and those below it. What begins with `.` or `_` is no data.
fn below(folder: &Path, relative: &Path, out: &mut Vec<Part>) -> Result<()> {
    for path in entries(folder)? {
        let Some(name) = path.file_name() else { continue };
        if name.to_string_lossy().starts_with(['.', '_']) {
            continue;
        }
        let relative = relative.join(name);
        if path.is_dir() {
            below(&path, &relative, out)?;
        } else if matches!(recognise::format(&path), Ok(Format::Parquet | Format::Lines)) {
            out.push(one(&path, Some(&relative))?);
        } else if may_be_table(&path) {
            return Err(refused(
                path.display().to_string(),
                both(
                    "this may be a part of the table, and only .parquet and .csv are read in blocks",
                    "dit kan een deel van de tabel zijn, en alleen .parquet en .csv worden in blokken gelezen",
                ),
                both(
                    "save it as .parquet or .csv; or take it out of this folder, or let its name begin with _",
                    "bewaar het als .parquet of .csv; of haal het uit deze map, of laat de naam met _ beginnen",
                ),
            ));
        }
    }
    Ok(())
}

/// Whether a file that is not read in blocks may hold rows of a table all the same.
fn may_be_table(path: &Path) -> bool {
    const TABLES: &[&str] = &[
        "7z", "arrow", "avro", "bz2", "dta", "feather", "gz", "json", "jsonl", "lz4", "ndjson",
        "ods", "orc", "parq", "pq", "rds", "sav", "snappy", "tab", "xls", "xlsb", "xlsm", "xlsx",
        "xz", "zip", "zst",
    ];
    let extension = path.extension().map(|it| it.to_string_lossy().to_lowercase());
    extension.is_some_and(|extension| TABLES.contains(&extension.as_str()))
}

/// What is in a folder, in the order of names.
fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let fail = |source| Error::Io { action: "read", path: folder.to_owned(), source };
    let entries = std::fs::read_dir(folder).map_err(fail)?;
    let mut out = entries
        .map(|entry| entry.map(|entry| entry.path()).map_err(fail))
        .collect::<Result<Vec<_>>>()?;
    out.sort();
    Ok(out)
}

/// Whether a path may stand for several.
fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?'])
}

/// The paths that match a pattern in which `*` stands for any characters of a name and `?` for one.
fn matching(pattern: &Path) -> Result<Vec<PathBuf>> {
    let mut found = vec![PathBuf::new()];
    for component in pattern.components() {
        let name = component.as_os_str().to_string_lossy();
        if !name.contains(['*', '?']) {
            found.iter_mut().for_each(|path| path.push(component));
            continue;
        }
        let mut next = Vec::new();
        for folder in found {
            let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
            if !folder.is_dir() {
                continue;
            }
            let of_name = |path: &PathBuf| {
                path.file_name().is_some_and(|it| matches(&name, &it.to_string_lossy()))
            };
            next.extend(entries(&folder)?.into_iter().filter(of_name));
        }
        found = next;
    }
    found.retain(|path| path.exists());
    Ok(found)
}

/// Whether a name matches a pattern.
fn matches(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) =
        (pattern.chars().collect(), name.chars().collect());
    // By place in the pattern: whether the name so far can end there.
    let mut here = vec![false; pattern.len() + 1];
    here[0] = true;
    let skip = |here: &mut Vec<bool>| {
        (0..pattern.len()).for_each(|at| here[at + 1] |= here[at] && pattern[at] == '*');
    };
    skip(&mut here);
    for letter in name {
        let mut next = vec![false; pattern.len() + 1];
        for (at, own) in pattern.iter().enumerate() {
            match own {
                '*' => next[at] |= here[at],
                own => next[at + 1] |= here[at] && (*own == '?' || *own == letter),
            }
        }
        skip(&mut next);
        here = next;
    }
    here[pattern.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_as_a_shell_has_them() {
        for (pattern, name, expected) in [
            ("part-*.csv", "part-1.csv", true),
            ("part-*.csv", "part-.csv", true),
            ("part-?.csv", "part-.csv", false),
            ("part-?.csv", "part-12.csv", false),
            ("*", "", true),
            ("*a*b", "xaxb", true),
            ("*a*b", "xaxbx", false),
        ] {
            assert_eq!(matches(pattern, name), expected, "{pattern} {name}");
        }
    }

    #[test]
    fn a_folder_gives_its_parts_in_order_with_the_keys_of_their_folders() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str| {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "a,b\n").unwrap();
        };
        for name in ["region=B%2FC/2.csv", "region=A/9.csv", "region=A/1.csv", "_about.csv", "x.md"]
        {
            write(name);
        }
        let parts = find(&[folder.path().to_owned()]).unwrap();
        let names: Vec<String> =
            parts.iter().map(|part| part.relative.display().to_string()).collect();
        assert_eq!(names, ["region=A/1.csv", "region=A/9.csv", "region=B%2FC/2.csv"]);
        assert_eq!(parts[0].keys, [("region".to_owned(), "A".to_owned())]);
        assert_eq!(parts[2].keys, [("region".to_owned(), "B/C".to_owned())]);
        let pattern = find(&[folder.path().join("region=*/?.csv")]).unwrap();
        assert_eq!(pattern.len(), 3);
        assert!(find(&[folder.path().join("nothing-*.csv")]).is_err());
    }

    #[test]
    fn a_part_that_is_another_than_it_was_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("part.csv");
        std::fs::write(&path, "a\n1\n").unwrap();
        let parts = find(std::slice::from_ref(&path)).unwrap();
        assert!(parts[0].check().is_ok());
        std::fs::write(&path, "a\n1\n2\n").unwrap();
        let error = parts[0].check().unwrap_err().to_string();
        assert!(error.contains("part.csv") && error.contains("changed"), "{error}");
        std::fs::remove_file(&path).unwrap();
        assert!(parts[0].check().is_err());
    }
}
