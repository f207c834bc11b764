//! Where the rows go: into one file, or into a file for each part of the table.

use crate::case::{BlockCase, TableParts};
use crate::error::{Error, Result, Said, both};
use hashbrown::HashSet;
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

    /// That no file of the result is one of those it is made from, or comes to lie among the parts
    /// of the table, and that no two are one.
    ///
    /// # Errors
    /// [`Error::Argument`] that names it.
    pub(super) fn check(&self, case: &BlockCase, extension: &str) -> Result<()> {
        let real = |path: &Path| std::fs::canonicalize(path).ok();
        let of_case = case.files.iter().map(|file| Path::new(&file.name));
        let inputs: HashSet<PathBuf> = case.part_paths().chain(of_case).filter_map(real).collect();
        let folders: Vec<PathBuf> = case.folders().filter_map(real).collect();
        // Folders that the result makes do not lie elsewhere than the first that is there.
        let is_among = |path: &Path| {
            let there = path.ancestors().skip(1).find_map(|it| match it.as_os_str().is_empty() {
                true => real(Path::new(".")),
                false => real(it),
            });
            there.is_some_and(|there| folders.iter().any(|folder| there.starts_with(folder)))
        };
        let (mut seen, mut last) = (HashSet::new(), None);
        for (path, _) in self.files(case.parts(), extension) {
            let fail = |message: Said| Err(Error::argument("output", path.display(), message));
            if real(&path).is_some_and(|own| inputs.contains(&own)) {
                return fail(both(
                    "this file belongs to the case and is not overwritten",
                    "dit bestand hoort bij het dossier en wordt niet overschreven",
                ));
            }
            let parent = path.parent().map(Path::to_path_buf);
            if last != Some(parent.clone()) && is_among(&path) {
                return fail(both(
                    "this lies in the folder of the table: the next run would read it as a part",
                    "dit ligt in de map van de tabel: de volgende keer zou het als deel worden gelezen",
                ));
            }
            last = Some(parent);
            if seen.contains(&path) {
                return fail(both(
                    "two parts of the table have this name; write to one file, as in -o result.parquet",
                    "twee delen van de tabel hebben deze naam; schrijf naar één bestand, zoals in -o resultaat.parquet",
                ));
            }
            seen.insert(path);
        }
        Ok(())
    }
}
