//! A table alone as a case: alternatives in rows, criteria in columns.
//!
//! What the table shows, and what the user says of it, become the text of a criteria file, which is
//! read like any other. So a table with options, what `init --from` writes of it, and the same case
//! written by hand cannot give different answers.
//!
//! In order: `spreads` puts together the columns that belong to one figure; `keys` says which
//! columns name an alternative and which rows speak of columns (weights, directions, units, ends of
//! scales); `criteria` says what each other column is, with what the table and the options say of
//! it; `text` writes the criteria file. Nothing is guessed in silence: what can be read in two ways
//! is refused, and `TableReading` says what was taken for what.

mod column_rows;
mod columns;
mod criteria;
pub(crate) mod ids;
pub(crate) mod init;
mod keys;
mod named_column;
pub(crate) mod reading;
mod spreads;
mod text;

use crate::case::file::data_keys::stated;
use crate::case::file::what_if::WhatIf;
use crate::case::read::beside;
use crate::case::read::data_tables::read_alone;
use crate::case::read::location::TableFile;
use crate::case::read::source::InputFile;
use crate::case::read::tables::RawTable;
use crate::error::{Error, Findings, Result};
use crate::problem::Language;
use criteria::{Columns, TableCriterion};
use keys::Layout;
use reading::TableReading;
use text::CaseText;

/// A case made of a table.
pub(crate) struct TableCase {
    /// What its criteria file says.
    pub(crate) text: CaseText,
    /// The table without the rows that speak of columns, and with what belongs to one figure put
    /// together in its cell.
    pub(crate) table: RawTable,
    /// Its columns that are not read, in ascending order.
    pub(crate) attributes: Vec<usize>,
    /// Whether the table is still the one of the file.
    pub(crate) as_in_file: bool,
    /// The file it was read from.
    pub(crate) files: Vec<InputFile>,
    /// How it was read.
    pub(crate) reading: TableReading,
}

/// The case of a table; `None` with findings where it cannot be used.
///
/// # Errors
/// [`Error::Argument`] for an option that does not fit the table, [`Error::Io`] where it cannot be
/// read.
pub(crate) fn open(
    file: &TableFile,
    what_if: &WhatIf,
    findings: &mut Findings,
) -> Result<Option<TableCase>> {
    let options = &file.options;
    if let Some(data) = what_if.data.first() {
        let message = "a table stands for the case here: name this one in its place";
        return Err(Error::argument("data", data.display(), message));
    }
    let marks = stated(what_if)?;
    let mut files = Vec::new();
    let Some(mut table) = read_alone(&file.path, what_if.max_size, &mut files, findings)? else {
        return Ok(None);
    };
    table.marks = marks;
    let spoken = |header: &str| {
        let lists = [&options.min, &options.max, &options.attribute];
        let mut names = lists.into_iter().flatten().flat_map(|text| text.split(','));
        let header = [header.to_owned()];
        names.any(|name| named_column::column(&header, name).is_some())
    };
    let spreads =
        spreads::gather(&mut table, options.uncertainty_columns, &spoken, &options.key, findings);
    let Some(layout) = Layout::of(&table, options, findings)? else { return Ok(None) };
    let Some(Columns { criteria, attributes }) =
        criteria::columns(&table, &layout, options, findings)?
    else {
        return Ok(None);
    };
    if findings.has_errors() {
        return Ok(None);
    }
    let keys: Vec<String> = layout.keys.iter().map(|key| table.headers[*key].clone()).collect();
    let rank_within = named_column::columns(&keys, "rank_within", &options.rank_within)?;
    let reading = TableReading {
        table: file.path.display().to_string(),
        options: options.words(),
        keys: keys.clone(),
        unstated: names(&criteria, |it| it.better.is_none() && !it.is_ordinal()),
        maybe_costs: names(&criteria, TableCriterion::may_be_a_cost),
        observed: names(&criteria, |it| it.ends.is_none() && !it.is_ordinal()),
        signs: names(&criteria, |it| it.signs),
        attributes: attributes.iter().map(|column| table.headers[*column].clone()).collect(),
        column_rows: layout
            .column_rows
            .iter()
            .map(|(kind, row)| (table.row_name(*row), kind.said()))
            .collect(),
        spreads,
        criteria_file: beside::that_names(&file.path).map(|path| path.display().to_string()),
    };
    let id = file.path.file_stem().map(|stem| ids::id_of(&stem.to_string_lossy()));
    let id = id.filter(|id| !id.is_empty()).unwrap_or_else(|| "table".to_owned());
    let data = file.path.file_name().map_or_else(|| "-".into(), |name| name.to_string_lossy());
    let text = CaseText {
        id,
        data: data.into_owned(),
        rank_within: rank_within.iter().map(|key| keys[*key].clone()).collect(),
        keys,
        criteria,
        marks,
        language: Language::En,
    };
    let spoken: Vec<usize> = layout.column_rows.iter().map(|(_, row)| *row).collect();
    if !spoken.is_empty() {
        table.without_rows(&spoken);
    }
    let as_in_file = spoken.is_empty() && reading.spreads.is_empty();
    Ok(Some(TableCase { text, table, attributes, as_in_file, files, reading }))
}

/// The names of the criteria of which something is so.
fn names(criteria: &[TableCriterion], is_so: impl Fn(&TableCriterion) -> bool) -> Vec<String> {
    criteria.iter().filter(|it| is_so(it)).map(|it| it.name().to_owned()).collect()
}
