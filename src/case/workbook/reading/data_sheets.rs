//! The sheets with data, wide or long: their headers, names and words become those that the join
//! knows.

use super::criteria_sheet::CriterionRow;
use super::list_sheet::unknown_word;
use super::names::Names;
use crate::case::read::tables::RawTable;
use crate::case::table::spreads::{self, Asked};
use crate::case::workbook::vocabulary::{LONG, apart};
use crate::case::workbook::words;
use crate::error::both;
use crate::error::{Finding, Findings, shorten};
use std::collections::{BTreeMap, BTreeSet};

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

/// Give headers, criteria, actors, periods and kinds of evidence the names by which the join knows them.
/// `layered`: the columns that say for whom or for when a row holds, as the join decides it.
pub fn translate(
    table: &mut RawTable,
    names: &Names,
    criteria: &[CriterionRow],
    layered: &[&str],
    findings: &mut Findings,
) {
    let long = is_long(&table.headers);
    let of_asked =
        |header: &str| criterion(names, header).is_some_and(|at| criteria[at].has_spreads());
    // The figures of a long table are those of all its criteria.
    let of_any = |_: &str| criteria.iter().any(CriterionRow::has_spreads);
    let asked = if long { Asked::Of(&of_any) } else { Asked::Of(&of_asked) };
    spreads::gather(table, &asked, &[], findings);
    let new: Vec<Option<NewHeader>> = (0..table.headers.len())
        .map(|column| new_header(table, column, long, names, criteria))
        .collect();
    let exact: BTreeSet<String> =
        new.iter().flatten().filter(|new| new.exact).map(|new| new.name.clone()).collect();
    let is_other = |new: &NewHeader| !new.exact && exact.contains(&new.name);
    let new: Vec<Option<NewHeader>> =
        new.into_iter().map(|new| new.filter(|new| !is_other(new))).collect();
    refuse_same(table, &new, findings);
    for (column, new) in new.into_iter().enumerate() {
        if let Some(new) = new.filter(|new| new.name != table.headers[column]) {
            table.rename_column(column, new.name);
        }
    }
    let at = |name: &str| table.headers.iter().position(|header| header == name);
    let (kind, name) = (at("kind"), at("criterion").filter(|_| long));
    let whose = at("actor").filter(|_| layered.contains(&"actor"));
    let when = at("period").filter(|_| layered.contains(&"period"));
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
    if let Some(column) = whose {
        let id = |text: &str| names.actors.find(text).map(|at| names.actors.all()[at].id.clone());
        table.translate_column(column, &id);
    }
    if let Some(column) = when {
        let id = |text: &str| names.periods.find(text).map(|at| names.periods.all()[at].id.clone());
        table.translate_column(column, &id);
    }
    if let Some(column) = name {
        let id = |text: &str| criterion(names, text).map(|at| names.criteria.all()[at].id.clone());
        table.translate_column(column, &id);
    }
}

/// The header by which the join knows a column.
struct NewHeader {
    name: String,
    /// Whether the sheet has it word for word.
    exact: bool,
}

/// The header by which the join knows a column; `None` where it stays as it is.
fn new_header(
    table: &RawTable,
    column: usize,
    long: bool,
    names: &Names,
    criteria: &[CriterionRow],
) -> Option<NewHeader> {
    let header = &table.headers[column];
    let new = |name: &str| Some(NewHeader { name: name.to_owned(), exact: name == header });
    if let Some(key) = names.keys.find(header) {
        return new(&names.keys.all()[key].id);
    }
    if let Some(criterion) = criterion(names, header).filter(|_| !long) {
        return new(criteria[criterion].header());
    }
    let name = called(header)?;
    // In a wide table these words may name anything else of an alternative.
    let fits = match name {
        // Without actors or periods it is an attribute as any other.
        "actor" => !names.actors.all().is_empty(),
        "period" => !names.periods.all().is_empty(),
        _ if long => true,
        "criterion" | "value" => false,
        "kind" => (0..table.rows()).all(|row| {
            let text = table.cell(row, column).text();
            text.is_empty() || words::find(words::KIND, &text).is_some()
        }),
        "as_of" => header == "as_of",
        _ => true,
    };
    if fits { new(name) } else { None }
}

/// Two columns of one name are an error, unless one of them has it word for word: then the other is
/// something else.
fn refuse_same(table: &RawTable, new: &[Option<NewHeader>], findings: &mut Findings) {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (column, header) in new.iter().enumerate() {
        let Some(header) = header else { continue };
        let Some(earlier) = first.insert(&header.name, column) else { continue };
        let message = both(
            format!(
                "`{}` and `{}` are both the column `{}`",
                shorten(&table.headers[earlier], 40),
                shorten(&table.headers[column], 40),
                shorten(&header.name, 40)
            ),
            format!(
                "`{:#}` en `{:#}` zijn allebei de kolom `{:#}`",
                shorten(&table.headers[earlier], 40),
                shorten(&table.headers[column], 40),
                shorten(&header.name, 40)
            ),
        );
        let finding = Finding::error(table.header_place(column), message);
        findings.push(finding.help(both(
            "remove or rename one of the two columns",
            "verwijder of hernoem een van de twee kolommen",
        )));
    }
}

/// The criterion that a header or a cell names; a label may have its language behind it.
fn criterion(names: &Names, text: &str) -> Option<usize> {
    names.criteria.find(text).or_else(|| names.criteria.find(apart(text).0))
}
