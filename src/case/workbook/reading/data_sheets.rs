//! The sheets with data, wide or long: their headers and words become those that the join knows.

use super::criteria_sheet::CriterionRow;
use super::list_sheet::unknown_word;
use super::names::Names;
use crate::case::read::tables::RawTable;
use crate::case::table::spreads::{self, Asked};
use crate::case::workbook::vocabulary::{LONG, apart};
use crate::case::workbook::words;
use crate::error::Findings;

/// Whether a sheet with these headers has a judgement a row.
fn is_long(headers: &[String]) -> bool {
    let has = |name: &str| headers.iter().any(|header| called(header) == Some(name));
    has("criterion") && has("value")
}

/// The English header of a column of long tables that has this name.
fn called(header: &str) -> Option<&'static str> {
    let column = LONG.columns.iter().find(|column| column.is_called(header))?;
    Some(column.english)
}

/// Give headers, criteria and kinds of evidence the names by which the join knows them.
pub fn translate(
    table: &mut RawTable,
    names: &Names,
    criteria: &[CriterionRow],
    findings: &mut Findings,
) {
    let long = is_long(&table.headers);
    let of_asked =
        |header: &str| criterion(names, header).is_some_and(|at| criteria[at].has_spreads());
    // The figures of a long table are those of all its criteria.
    let of_any = |_: &str| criteria.iter().any(CriterionRow::has_spreads);
    let asked = if long { Asked::Of(&of_any) } else { Asked::Of(&of_asked) };
    spreads::gather(table, &asked, &[], findings);
    for column in 0..table.headers.len() {
        let header = table.headers[column].clone();
        let new = if let Some(key) = names.keys.find(&header) {
            Some(names.keys.all()[key].id.clone())
        } else if let Some(criterion) = criterion(names, &header).filter(|_| !long) {
            Some(criteria[criterion].header().to_owned())
        } else {
            // In a wide table `criterion` and `value` may be anything.
            called(&header)
                .filter(|name| long || !["criterion", "value"].contains(name))
                .map(str::to_owned)
        };
        if let Some(new) = new.filter(|new| *new != header) {
            table.rename_column(column, new);
        }
    }
    let at = |name: &str| table.headers.iter().position(|header| header == name);
    let (kind, name) = (at("kind"), at("criterion").filter(|_| long));
    if let Some(column) = kind {
        for row in 0..table.rows() {
            let text = table.cell(row, column).text();
            if !text.is_empty() && words::find(words::KIND, &text).is_none() {
                findings.push(unknown_word(&text, table.place(row, column), words::KIND));
            }
        }
        let english = |text: &str| words::find(words::KIND, text).map(|word| word.file.to_owned());
        table.translate_column(column, &english);
    }
    if let Some(column) = name {
        let id = |text: &str| criterion(names, text).map(|at| names.criteria.all()[at].id.clone());
        table.translate_column(column, &id);
    }
}

/// The criterion that a header or a cell names; a label may have its language behind it.
fn criterion(names: &Names, text: &str) -> Option<usize> {
    names.criteria.find(text).or_else(|| names.criteria.find(apart(text).0))
}
