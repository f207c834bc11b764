//! From a table to a case of its own: a criteria file with comments, and a copy of the table beside
//! it.

use crate::case::file::init::NewFile;
use crate::case::file::what_if::WhatIf;
use crate::case::made_text::Stated;
use crate::case::read::location::TableFile;
use crate::case::read::long_table::ORIGIN;
use crate::case::read::sheet_name::split_sheet;
#[cfg(feature = "xlsx")]
use crate::case::read::tables::RawTable;
use crate::case::table::TableCase;
use crate::case::table::criteria::TableCriterion;
#[cfg(feature = "xlsx")]
use crate::case::table::text::CaseText;
use crate::error::both;
use crate::error::{Error, Findings, Place, Result};
use crate::problem::{Language, Problem};
use std::path::Path;

/// The files of a case made of a table: `case.toml`, and the table. The criteria file says what the
/// table and the options say, in the order of the columns, with comments in that language; weights
/// of the what-ifs are written into it, those that are not named being 1. The table is copied as it
/// is. Where rows speak of columns, or several columns of one figure, it is written anew as CSV.
/// `problem` is the one that the table poses: its figures are shown in comments.
///
/// # Errors
/// [`Error::Argument`] for an option that does not fit, and for a table on the standard input;
/// [`Error::Findings`] for a table that cannot be used; [`Error::Io`] where it cannot be read.
pub fn from_table(
    table: &TableFile,
    what_if: &WhatIf,
    problem: &Problem,
    language: Language,
) -> Result<Vec<NewFile>> {
    let mut read = read(table, what_if, problem, language)?;
    let (path, sheet) = split_sheet(table.path.clone());
    let name =
        path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let misleading = misleading(&read);
    // What stands above a header is skipped by its shape; by the names of keys it may be the header.
    let as_it_is = read.as_in_file && misleading.is_empty() && read.table.is_header_on_top();
    let (name, bytes) = if as_it_is {
        let fail = |source| Error::Io { action: "read", path: path.clone(), source };
        let bytes = std::fs::read(&path).map_err(fail)?;
        read.text.data = match sheet {
            Some(sheet) => format!("{name}#{sheet}"),
            None => name.clone(),
        };
        (name, bytes)
    } else {
        misleading.iter().rev().for_each(|column| read.table.without_column(*column));
        let table = &read.table;
        let is_text = |column: usize| {
            let header = &table.headers[column];
            let of_levels = |it: &TableCriterion| it.is_ordinal() && it.header == *header;
            read.text.keys.contains(header) || read.text.criteria.iter().any(of_levels)
        };
        let name = Path::new(&name).with_extension("csv").to_string_lossy().into_owned();
        let bytes = table.to_csv(is_text);
        read.text.data.clone_from(&name);
        (name, bytes)
    };
    Ok(vec![("case.toml".to_owned(), read.text.made().text.into_bytes()), (name, bytes)])
}

/// Columns that are not read and would be, by their names: `kind` with kinds of other things.
fn misleading(read: &TableCase) -> Vec<usize> {
    let attributes = read.attributes.iter().copied();
    attributes.filter(|column| ORIGIN.contains(&read.table.headers[*column].as_str())).collect()
}

/// What the criteria file of such a case says, and its table without columns that are not read: in
/// a workbook their names may be those of something else, in either language.
///
/// # Errors
/// As [`from_table`].
#[cfg(feature = "xlsx")]
pub(crate) fn case_of_table(
    table: &TableFile,
    what_if: &WhatIf,
    problem: &Problem,
    language: Language,
) -> Result<(CaseText, RawTable)> {
    let mut read = read(table, what_if, problem, language)?;
    for column in read.attributes.iter().rev() {
        read.table.without_column(*column);
    }
    Ok((read.text, read.table))
}

/// The case of a table, with the weights of the what-ifs and the figures that its comments show.
fn read(
    table: &TableFile,
    what_if: &WhatIf,
    problem: &Problem,
    language: Language,
) -> Result<TableCase> {
    if table.path == Path::new("-") {
        let message = both(
            "the case would have no table to name: write the table to a file first",
            "het dossier zou geen tabel hebben om te noemen: schrijf de tabel eerst naar een bestand",
        );
        return Err(Error::argument("from", "-", message));
    }
    let mut findings = Findings::default();
    let Some(mut read) = super::open(table, None, what_if, &mut findings)? else {
        return Err(Error::Findings(findings));
    };
    read.text.language = language;
    weigh(&mut read.text.criteria, &what_if.weights);
    for (leaf, criterion) in read.text.criteria.iter_mut().enumerate() {
        criterion.seen = seen(problem, leaf).filter(|_| !criterion.is_ordinal());
    }
    Ok(read)
}

/// Give the criteria the weights of a what-if: once there is one, each has one.
fn weigh(criteria: &mut [TableCriterion], weights: &[(String, f64)]) {
    if weights.is_empty() {
        return;
    }
    for criterion in criteria {
        let named = weights.iter().rev().find(|(id, _)| *id == criterion.id);
        let value = match (named, &criterion.weight) {
            (Some((_, weight)), _) => *weight,
            (None, Some(weight)) => weight.value,
            (None, None) => 1.0,
        };
        let place = Place::Argument { argument: "weights", value: None };
        criterion.weight = Some(Stated { value, place });
    }
}

/// The least and the greatest figure of a criterion, ends of ranges included; `None` where there is
/// none.
fn seen(problem: &Problem, leaf: usize) -> Option<(f64, f64)> {
    let known = (0..problem.alternatives.len()).filter(|at| problem.is_known(*at, leaf));
    known.map(|alternative| problem.spread(alternative, leaf)).fold(None, |ends, spread| match ends
    {
        None => Some((spread.low, spread.high)),
        Some((low, high)) => Some((f64::min(low, spread.low), f64::max(high, spread.high))),
    })
}
