//! Where the rows go: into one file, or into a file for each part of the table.

use crate::case::{BlockCase, TableParts};
use crate::error::{Error, Result, both};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Where the rows go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// All of them into this file.
    File(PathBuf),
    /// Those of each part into a file of the same name in this folder.
    Folder(PathBuf),
}

impl Destination {
    /// The folder in which files are written: the one that has room for what is sorted, too.
    pub(super) fn folder(&self) -> PathBuf {
        let folder = match self {
            Destination::File(path) => path.parent().map(Path::to_path_buf).unwrap_or_default(),
            Destination::Folder(path) => path.clone(),
        };
        let near = folder.ancestors().find(|it| it.is_dir() && !it.as_os_str().is_empty());
        near.map_or_else(|| PathBuf::from("."), Path::to_path_buf)
    }

    /// The files, each with the parts whose rows it gets.
    pub(super) fn files(
        &self,
        parts: &TableParts,
        extension: &str,
    ) -> Vec<(PathBuf, Range<usize>)> {
        match self {
            Destination::File(path) => vec![(path.clone(), 0..parts.len())],
            Destination::Folder(folder) => (0..parts.len())
                .map(|at| {
                    let own = folder.join(&parts.part(at).relative).with_extension(extension);
                    (own, at..at + 1)
                })
                .collect(),
        }
    }

    /// That no file of the result is one of those it is made from, and that no two are one.
    ///
    /// # Errors
    /// [`Error::Argument`] that names it.
    pub(super) fn check(&self, case: &BlockCase, extension: &str) -> Result<()> {
        let files = self.files(case.parts(), extension);
        let real = |path: &Path| std::fs::canonicalize(path).ok();
        for (at, (path, _)) in files.iter().enumerate() {
            let is_input = real(path)
                .is_some_and(|own| case.part_paths().any(|it| real(it).as_ref() == Some(&own)));
            if is_input {
                return Err(Error::argument(
                    "output",
                    path.display(),
                    both(
                        "this file belongs to the table and is not overwritten",
                        "dit bestand hoort bij de tabel en wordt niet overschreven",
                    ),
                ));
            }
            if files[..at].iter().any(|(other, _)| other == path) {
                return Err(Error::argument(
                    "output",
                    path.display(),
                    both(
                        "two parts of the table have this name; write to one file, as in -o result.parquet",
                        "twee delen van de tabel hebben deze naam; schrijf naar één bestand, zoals in -o resultaat.parquet",
                    ),
                ));
            }
        }
        Ok(())
    }
}
