//! Which columns of a table name its alternatives, and which rows speak of columns instead.

use crate::case::read::table_options::TableOptions;
use crate::case::read::tables::RawTable;
use crate::case::table::column_rows::{self, ColumnRow};
use crate::case::table::columns::{Look, look_at};
use crate::case::table::named_column;
use crate::error::{Error, Finding, Findings, Place, shorten};
use hashbrown::HashMap;

/// How the rows of a table name what they speak of.
pub(crate) struct Layout {
    /// The columns that name an alternative, together.
    pub(crate) keys: Vec<usize>,
    /// Of a long table: the columns of the criterion and of the figure.
    pub(crate) long: Option<(usize, usize)>,
    /// The rows that say something of columns, in ascending order.
    pub(crate) column_rows: Vec<(ColumnRow, usize)>,
    /// The other rows.
    pub(crate) rows: Vec<usize>,
}

/// The columns that a row of a long table has beside its figure.
const LONG: [&str; 2] = ["criterion", "value"];

/// Columns that say where the figures of a row come from.
pub(crate) const ORIGIN: [&str; 5] = ["kind", "source", "passage", "as_of", "note"];

impl Layout {
    /// How the rows are named; `None` with findings where that cannot be told.
    ///
    /// # Errors
    /// [`Error::Argument`] where the options name a column that is not there.
    pub(crate) fn of(
        table: &RawTable,
        options: &TableOptions,
        findings: &mut Findings,
    ) -> Result<Option<Layout>, Error> {
        let position = |name: &str| table.headers.iter().position(|header| header == name);
        let long = position(LONG[0]).zip(position(LONG[1]));
        let keys = match options.key.is_empty() {
            false => named_column::columns(&table.headers, "key", &options.key)?,
            true => match first_key(table, long) {
                Ok(key) => vec![key],
                Err(finding) => {
                    findings.push(*finding);
                    return Ok(None);
                }
            },
        };
        let mut out = Layout { keys, long, column_rows: Vec::new(), rows: Vec::new() };
        let before = findings.0.len();
        for row in 0..table.rows() {
            out.sort(table, row, findings);
        }
        if findings.0.len() == before && out.rows.is_empty() {
            let finding = Finding::error(
                Place::File(table.name.clone()),
                "no row of this table is an alternative",
            );
            findings.push(finding.help("add a row for each alternative"));
        }
        Ok((findings.0.len() == before).then_some(out))
    }

    /// Put a row to its kind. A row of totals or averages is a finding.
    fn sort(&mut self, table: &RawTable, row: usize, findings: &mut Findings) {
        let name = table.cell(row, self.keys[0]).text();
        if let Some(kind) = column_rows::named(&name) {
            self.column_rows.push((kind, row));
            return;
        }
        if column_rows::is_summary(&name) {
            let message =
                format!("the row `{}` sums up others and is no alternative", shorten(&name, 60));
            let finding = Finding::error(table.place(row, self.keys[0]), message);
            findings.push(
                finding.help("remove the row; if it is an alternative, give it another name"),
            );
            return;
        }
        self.rows.push(row);
    }
}

/// The first column that names every row, each otherwise. In a long table a name comes once for
/// each criterion.
fn first_key(table: &RawTable, long: Option<(usize, usize)>) -> Result<usize, Box<Finding>> {
    let mut why_not = None;
    for column in 0..table.headers.len() {
        let header = table.headers[column].as_str();
        let is_of_long =
            long.is_some_and(|(criterion, value)| [criterion, value].contains(&column));
        if is_of_long || ORIGIN.contains(&header) {
            continue;
        }
        let rows = || {
            (0..table.rows())
                .filter(|row| column_rows::named(&table.cell(*row, column).text()).is_none())
        };
        match look_at(table, column, rows()) {
            Look::Texts => {}
            // Names such as 3M and Acme.
            Look::Mixed { .. } if column == 0 => {}
            _ => continue,
        }
        match unfit(table, column, long.map(|(criterion, _)| criterion), rows()) {
            None => return Ok(column),
            Some(why) => why_not = why_not.or(Some(why)),
        }
    }
    let headers = table.headers.iter().map(|header| format!("`{header}`"));
    let headers = shorten(&headers.collect::<Vec<_>>().join(", "), 200);
    let finding = match why_not {
        Some(why) => why,
        None => Finding::error(
            Place::File(table.name.clone()),
            "no column of this table holds names of alternatives: all of them are figures",
        ),
    };
    Err(Box::new(finding.help(format!(
        "`--key COLUMN` names the column that does, or `--key COLUMN,COLUMN` several that do together; the columns are {headers}"
    ))))
}

/// Why a column does not name each of the rows by itself: it has an empty cell, or one name twice.
fn unfit(
    table: &RawTable,
    column: usize,
    criterion: Option<usize>,
    rows: impl Iterator<Item = usize>,
) -> Option<Finding> {
    let mut seen: HashMap<(String, String), usize> = HashMap::new();
    let header = &table.headers[column];
    for row in rows {
        let name = table.cell(row, column).text().into_owned();
        if name.is_empty() {
            let message = format!(
                "`{header}` cannot name the alternatives: it is empty in {}",
                table.row_name(row)
            );
            return Some(Finding::error(table.place(row, column), message));
        }
        let criterion = criterion.map(|criterion| table.cell(row, criterion).text().into_owned());
        if let Some(first) = seen.insert((name.clone(), criterion.unwrap_or_default()), row) {
            let message = format!(
                "`{header}` cannot name the alternatives: `{}` stands in {} already",
                shorten(&name, 60),
                table.row_name(first)
            );
            return Some(Finding::error(table.place(row, column), message));
        }
    }
    None
}
