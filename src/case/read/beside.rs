//! The criteria file that somebody may mean who names a folder or a table.

use crate::case::read::sheet_name::split_sheet;
use crate::error::{Error, Said, both, nearest};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What to say where `path` is a folder, not a case; `None` where it may be one.
pub(crate) fn instead(path: &Path) -> Option<Said> {
    if !path.is_dir() {
        return None;
    }
    let found = criteria_files(path);
    let shown = |file: &PathBuf| match file.components().count() {
        // Without a separator it would be a name.
        1 => Path::new(".").join(file).display().to_string(),
        _ => file.display().to_string(),
    };
    let tip = match &found[..] {
        [] => both(
            "there is none in it; name a table, or let `afweging init DIR --skeleton` write a \
               criteria file to start from",
            "er staat er geen in; noem een tabel, of laat `afweging init MAP --skeleton` een criteriabestand schrijven om mee te beginnen",
        ),
        [only] => both(format!("name {}", shown(only)), format!("noem {:#}", shown(only))),
        all => {
            let named = all
                .iter()
                .find(|file| file.file_name().is_some_and(|name| name == "case.toml"))
                .unwrap_or(&all[0]);
            both(
                format!("name one of the {} here, as in {}", all.len(), shown(named)),
                format!("noem een van de {:#} hier, zoals in {:#}", all.len(), shown(named)),
            )
        }
    };
    Some(both(
        format!("this is a folder, and a case is a criteria file or a table: {tip}"),
        format!("dit is een map, en een dossier is een criteriabestand of een tabel: {tip:#}"),
    ))
}

/// The first criteria file beside a table that names it.
pub(crate) fn that_names(table: &Path) -> Option<PathBuf> {
    let (table, _) = split_sheet(table.to_owned());
    let folder = table.parent()?;
    let names_it = |file: &PathBuf| {
        // A pipe would wait for somebody to write.
        let is_small =
            |metadata: std::fs::Metadata| metadata.is_file() && metadata.len() < MOST_LOOKED_AT;
        let text = || std::fs::read_to_string(file).ok()?.parse::<toml::Table>().ok();
        let data = || text()?.get("data")?.as_array().cloned();
        std::fs::metadata(file).is_ok_and(is_small)
            && data()
                .unwrap_or_default()
                .iter()
                .any(|it| it.as_str().is_some_and(|it| split_sheet(folder.join(it)).0 == table))
    };
    criteria_files(folder).into_iter().find(names_it)
}

/// That a file cannot be read: with the name of the one that may be meant, where there is no such
/// file and its folder has one of nearly that name.
pub(crate) fn unread(path: &Path, source: std::io::Error) -> Error {
    let near = || {
        let name = path.file_name()?.to_str()?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let entries = std::fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
        let mut names: Vec<String> =
            entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
        names.sort();
        let near = nearest(name, names.iter().map(String::as_str))?;
        Some(folder.map_or_else(|| PathBuf::from(near), |folder| folder.join(near)))
    };
    let source = match source.kind() {
        ErrorKind::NotFound => match near() {
            Some(near) => {
                let message = both(
                    format!("there is no such file; did you mean {}?", near.display()),
                    format!("er is geen bestand met die naam; bedoelt u {:#}?", near.display()),
                );
                std::io::Error::new(ErrorKind::NotFound, message)
            }
            None => source,
        },
        _ => source,
    };
    Error::Io { action: "read", path: path.to_owned(), source }
}

/// A larger criteria file is not looked into.
const MOST_LOOKED_AT: u64 = 1_000_000;

/// The files of a folder that end in `.toml`, in the order of their names.
fn criteria_files(folder: &Path) -> Vec<PathBuf> {
    // The folder of a bare file name has no name itself.
    let read = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(entries) = std::fs::read_dir(read) else { return Vec::new() };
    let names = entries.filter_map(|entry| Some(entry.ok()?.file_name()));
    let mut out: Vec<PathBuf> = names
        .map(|name| folder.join(name))
        .filter(|path| path.extension().is_some_and(|it| it == "toml"))
        .collect();
    out.sort();
    out
}

/// Whether a file's name says that it is a table, also one of a kind that has to be saved as
/// another. A sheet may be named behind a workbook.
pub(crate) fn is_table(path: &Path) -> bool {
    let known = ["csv", "tsv", "txt", "parquet", "xlsx", "xls", "xlsm", "xlsb", "ods", "numbers"];
    let file = split_sheet(path.to_owned()).0;
    file.extension()
        .is_some_and(|extension| known.iter().any(|known| extension.eq_ignore_ascii_case(known)))
}
