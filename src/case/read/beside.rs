//! The criteria file that somebody meant who named a table or a folder.

use std::path::{Path, PathBuf};

/// What to say where `path` is a folder or a table, not a criteria file; `None` where it may be
/// one.
pub(crate) fn instead(path: &Path) -> Option<String> {
    let folder = path.is_dir();
    if !(folder || is_table(path) && path.is_file()) {
        return None;
    }
    let place = if folder { path } else { path.parent()? };
    let what = if folder {
        "this is a folder, and a case is a criteria file"
    } else {
        "this is a table, and a case is a criteria file"
    };
    let found = criteria_files(place);
    let shown = |file: &PathBuf| match file.components().count() {
        // Without a separator it would be a name.
        1 => Path::new(".").join(file).display().to_string(),
        _ => file.display().to_string(),
    };
    let tip = match &found[..] {
        [] => {
            let there = if folder { "in it" } else { "beside it" };
            format!(
                "there is none {there}; `afweging init DIR --skeleton` writes one to start from, whose `data` names its tables"
            )
        }
        [only] => format!("name {}", shown(only)),
        all => {
            let named = all
                .iter()
                .find(|file| file.file_name().is_some_and(|name| name == "case.toml"))
                .unwrap_or(&all[0]);
            format!("name one of the {} here, as in {}", all.len(), shown(named))
        }
    };
    Some(format!("{what}: {tip}"))
}

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

/// Whether a file's name says that it is a table.
pub(crate) fn is_table(path: &Path) -> bool {
    let known = ["csv", "tsv", "txt", "parquet", "xlsx"];
    path.extension()
        .is_some_and(|extension| known.iter().any(|known| extension.eq_ignore_ascii_case(known)))
}
