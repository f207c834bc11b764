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

pub(crate) mod column_rows;
pub(crate) mod columns;
mod criteria;
pub(crate) mod ids;
pub(crate) mod init;
mod keys;
mod named_column;
pub(crate) mod reading;
pub(crate) mod spreads;
pub(crate) mod text;

use crate::case::file::data_keys::stated;
use crate::case::file::what_if::WhatIf;
use crate::case::read::beside;
use crate::case::read::data_tables::read_alone;
use crate::case::read::location::TableFile;
use crate::case::read::long_table::{FIGURE, ORIGIN};
use crate::case::read::source::InputFile;
use crate::case::read::stated_marks::{Decimal, Thousands};
use crate::case::read::table_options::{TableOptions, shell_word};
use crate::case::read::tables::RawTable;
use crate::error::{Error, Finding, Findings, Place, Result, both};
use crate::problem::{Language, number as shown};
use criteria::{Columns, TableCriterion};
use keys::Layout;
use reading::{ColumnRowRead, TableReading};
use spreads::Asked;
use std::path::Path;
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

/// The case of a table; `None` with findings where it cannot be used. `bytes` are those of its file,
/// where they were read already.
///
/// # Errors
/// [`Error::Argument`] for an option that does not fit the table, [`Error::Io`] where it cannot be
/// read.
pub(crate) fn open(
    file: &TableFile,
    bytes: Option<Vec<u8>>,
    what_if: &WhatIf,
    findings: &mut Findings,
) -> Result<Option<TableCase>> {
    let options = &file.options;
    if let Some(data) = what_if.data.first() {
        let message = both(
            "a table stands for the case here: name this one in its place",
            "een tabel staat hier voor het dossier: noem deze in de plaats ervan",
        );
        return Err(Error::argument("data", data.display(), message));
    }
    let marks = stated(what_if)?;
    let mut files = Vec::new();
    let table = read_alone(&file.path, bytes, what_if.max_size, &mut files, findings)?;
    let Some(mut table) = table else { return Ok(None) };
    table.marks = marks;
    let renamed = rename_long(&mut table);
    let spoken = |header: &str| {
        let header = [header.to_owned()];
        let names_it = |text: &str| named_column::column(&header, text).is_some();
        let lists = [&options.min, &options.max, &options.attribute];
        let mut lists = lists.into_iter().flatten();
        let pairs = options.target.iter().map(|(name, _)| name);
        let scales = options.scale.iter().map(|(name, ..)| name);
        let levels = options.levels.iter().map(|(name, _)| name);
        lists.any(|text| names_it(text) || text.split(',').any(names_it))
            || pairs.chain(scales).chain(levels).any(|text| names_it(text))
    };
    let asked = match options.uncertainty_columns {
        true => Asked::All,
        false => Asked::Nothing(&spoken),
    };
    let spreads = spreads::gather(&mut table, &asked, &options.key, findings);
    let Some(layout) = Layout::of(&table, options, &spoken, findings)? else { return Ok(None) };
    let Some(Columns { criteria, attributes, left_out }) =
        criteria::columns(&table, &layout, options, findings)?
    else {
        return Ok(None);
    };
    let is_number = |it: &TableCriterion| it.header.parse::<f64>().is_ok();
    // Years head the columns of some tables.
    let is_year = |it: &TableCriterion| it.header.len() == 4 && it.header.starts_with(['1', '2']);
    if criteria.iter().all(is_number) && !criteria.iter().all(is_year) {
        let place = criteria.first().map_or(Place::File(table.name.clone()), |it| it.place.clone());
        let finding = Finding::error(
            place,
            both(
                "the first line holds figures, and no names of columns",
                "de eerste regel bevat cijfers, en geen namen van kolommen",
            ),
        );
        findings.push(finding.help(both(
            "write a line with a name for each column above it",
            "schrijf erboven een regel met een naam voor elke kolom",
        )));
    }
    if findings.has_errors() {
        return Ok(None);
    }
    let keys: Vec<String> = layout.keys.iter().map(|key| table.headers[*key].clone()).collect();
    let rank_within = named_column::columns(&keys, "rank_within", &options.rank_within)?;
    let reading = TableReading {
        table: match file.path == Path::new("-") {
            true => None,
            false => Some(file.path.display().to_string()),
        },
        options: options_said(options, what_if),
        keys: keys.clone(),
        unstated: names(&criteria, |it| it.better.is_none() && !it.is_ordinal()),
        maybe_costs: names(&criteria, TableCriterion::may_be_a_cost),
        observed: names(&criteria, |it| it.ends.is_none() && !it.is_ordinal()),
        signs: names(&criteria, |it| it.signs),
        attributes: attributes.iter().map(|column| table.headers[*column].clone()).collect(),
        origin: (0..table.headers.len())
            .filter(|at| !attributes.contains(at) && !layout.keys.contains(at))
            .map(|at| table.headers[at].clone())
            .filter(|header| ORIGIN.contains(&header.as_str()))
            .collect(),
        column_rows: column_rows(&table, &layout),
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
    let mut gone: Vec<usize> = layout.column_rows.iter().map(|(_, row)| *row).collect();
    gone.extend(left_out);
    gone.sort_unstable();
    if !gone.is_empty() {
        table.without_rows(&gone);
    }
    let as_in_file = gone.is_empty() && reading.spreads.is_empty() && !renamed;
    Ok(Some(TableCase { text, table, attributes, as_in_file, files, reading }))
}

/// Give the columns of a long table the names that they have in a case, where they are written with
/// capitals or in Dutch; whether there was anything to do.
fn rename_long(table: &mut RawTable) -> bool {
    let only = |names: [&str; 2]| {
        let mut found = (0..table.headers.len())
            .filter(|at| names.contains(&table.headers[*at].to_lowercase().as_str()));
        found.next().filter(|_| found.next().is_none())
    };
    let Some((criterion, value)) = only(["criterion", "criterium"]).zip(only(["value", "waarde"]))
    else {
        return false;
    };
    let mut renamed = false;
    for (column, name) in [criterion, value].into_iter().zip(FIGURE) {
        renamed |= table.headers[column] != name;
        table.headers[column] = name.to_owned();
    }
    renamed
}

/// The rows that speak of columns, by what they say: the first of each kind, and how many there are.
fn column_rows(table: &RawTable, layout: &Layout) -> Vec<ColumnRowRead> {
    let mut out: Vec<ColumnRowRead> = Vec::new();
    for (kind, row) in &layout.column_rows {
        match out.iter_mut().find(|known| known.says == kind.said()) {
            Some(known) => known.count += 1,
            None => {
                let first = table.row_name(*row);
                out.push(ColumnRowRead { says: kind.said(), first: first.to_string(), count: 1 });
            }
        }
    }
    out
}

/// What was said of the table, in the words of the command line, so that `init --from` makes a case
/// of it that gives the same result.
fn options_said(options: &TableOptions, what_if: &WhatIf) -> Vec<String> {
    let mut out = options.words();
    if !what_if.weights.is_empty() {
        let weights = what_if.weights.iter().map(|(id, weight)| format!("{id}={}", shown(*weight)));
        let weights = weights.collect::<Vec<_>>().join(",");
        out.push(format!("--weights {}", shell_word(&weights)));
    }
    let marks = [
        ("decimal", what_if.marks.decimal.map(Decimal::sign)),
        ("thousands", what_if.marks.thousands.map(Thousands::sign)),
    ];
    let marks = marks.into_iter().filter_map(|(flag, mark)| Some((flag, mark?)));
    out.extend(marks.map(|(flag, mark)| format!("--{flag} {}", shell_word(&mark.to_string()))));
    out
}

/// The names of the criteria of which something is so.
fn names(criteria: &[TableCriterion], is_so: impl Fn(&TableCriterion) -> bool) -> Vec<String> {
    criteria.iter().filter(|it| is_so(it)).map(|it| it.name.clone()).collect()
}
