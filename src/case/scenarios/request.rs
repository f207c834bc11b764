//! Which table of scenarios a case or the command line asks for, and its reading.

use crate::case::check::checked::Checked;
use crate::case::file::parse::CaseFile;
use crate::case::file::what_if::WhatIf;
use crate::case::read::data_tables::{self, RequestedTable, RequestedTables};
use crate::case::read::location::Location;
#[cfg(feature = "xlsx")]
use crate::case::read::sheet_name::split_sheet;
use crate::case::read::source::InputFile;
use crate::case::read::stated_marks::StatedMarks;
use crate::case::read::tables::RawTable;
use crate::error::{Findings, Place, Source};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a workbook that holds its scenarios says in the place of their file.
pub(crate) const IN_ITSELF: &str = ".";

/// The sheet that is read of a workbook where none is named, in English and in Dutch.
#[cfg(feature = "xlsx")]
const SHEETS: [&str; 2] = ["weights", "gewichten"];

/// How the column is called that names scenarios.
pub(crate) const NAMES: [&str; 3] = ["scenario", "name", "naam"];

/// The table of scenarios that the command line names, or else the case; `None` where neither names
/// one, or with findings where it cannot be read. `marks` are what is said of the points and commas
/// of numbers.
pub(crate) fn table(
    location: &Location,
    (file, source): (&CaseFile, &Arc<Source>),
    keys: Vec<&str>,
    what_if: &WhatIf,
    marks: StatedMarks,
    files: &mut Vec<InputFile>,
    findings: &mut Findings,
) -> Option<RawTable> {
    let in_itself = |path: &str| matches!(location, Location::Table(_)) && path == IN_ITSELF;
    let own = file.weights.weights.as_ref().filter(|at| !in_itself(&at.value));
    let (table, builtin) = match (&what_if.scenarios, own) {
        (Some(path), _) => {
            let place = Place::Argument { argument: "scenarios", value: None };
            (RequestedTable { place, path: path.clone() }, false)
        }
        (None, Some(at)) => {
            let place = Place::Text { source: source.clone(), span: at.span.clone() };
            let path = match location {
                Location::Path(case) => case.parent().unwrap_or(Path::new("")).join(&at.value),
                Location::Builtin(_) | Location::Table(_) => PathBuf::from(&at.value),
            };
            (RequestedTable { place, path }, matches!(location, Location::Builtin(_)))
        }
        (None, None) => return None,
    };
    let path = with_sheet(table.path, what_if);
    let table = RequestedTable { path, ..table };
    let max_size = what_if.max_size;
    let wanted = RequestedTables { tables: vec![table], builtin, marks, keys, max_size };
    data_tables::read(&wanted, files, findings).pop()
}

/// The names by which the header of such a table is recognised.
pub(crate) fn header_names(checked: &Checked) -> Vec<&str> {
    let ids = checked.tree.branches.iter().map(|branch| branch.id.as_str());
    let columns = checked.columns.iter().map(|column| column.value.as_str());
    NAMES.into_iter().chain(ids).chain(columns).collect()
}

/// Of a workbook without the name of a sheet behind it: the sheet of weights.
#[cfg(feature = "xlsx")]
fn with_sheet(path: PathBuf, what_if: &WhatIf) -> PathBuf {
    use crate::case::read::recognise::Format;
    use crate::case::read::{source, xlsx};

    let is_workbook =
        path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx"));
    if !is_workbook || split_sheet(path.clone()).1.is_some() {
        return path;
    }
    // Why a workbook cannot be read is said by its own reader.
    let name = path.display().to_string();
    let sheets = source::read(&path, Format::Workbook, what_if.max_size).ok().and_then(|bytes| {
        xlsx::listed_sheets(&name, &bytes, what_if.max_size, &mut Findings::default())
    });
    let is_it = |sheet: &str| SHEETS.iter().any(|known| sheet.trim().eq_ignore_ascii_case(known));
    let found = sheets.into_iter().flatten().map(|sheet| sheet.name).find(|sheet| is_it(sheet));
    PathBuf::from(format!("{name}#{}", found.as_deref().unwrap_or(SHEETS[0])))
}

#[cfg(not(feature = "xlsx"))]
fn with_sheet(path: PathBuf, _: &WhatIf) -> PathBuf {
    path
}
