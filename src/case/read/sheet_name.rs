//! A workbook with the name of a sheet behind it.

use std::path::PathBuf;

/// `file.xlsx#Sheet` as file and sheet; other paths may hold a `#`.
pub(crate) fn split_sheet(path: PathBuf) -> (PathBuf, Option<String>) {
    let text = path.to_string_lossy();
    match text.rsplit_once('#') {
        Some((file, sheet)) if file.to_lowercase().ends_with(".xlsx") => {
            (PathBuf::from(file), Some(sheet.to_owned()))
        }
        _ => (path, None),
    }
}
