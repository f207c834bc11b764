//! Which columns of a table name its alternatives, and which rows speak of columns instead.

use crate::case::read::long_table::{FIGURE, ORIGIN};
use crate::case::read::table_options::TableOptions;
use crate::case::read::tables::RawTable;
use crate::case::table::column_rows::{self, ColumnRow};
use crate::case::table::columns::{Look, is_figure, look_at};
use crate::case::table::named_column;
use crate::error::both;
use crate::error::{Error, Finding, Findings, Place, shorten};
use hashbrown::HashMap;
use std::borrow::Cow;

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
    /// How many rows were refused.
    refused: usize,
}

impl Layout {
    /// How the rows are named; `None` with findings where that cannot be told. `spoken` are headers
    /// that the options speak of: they are no keys, unless an option says so.
    ///
    /// # Errors
    /// [`Error::Argument`] where the options name a column that is not there.
    pub(crate) fn of(
        table: &RawTable,
        options: &TableOptions,
        spoken: &dyn Fn(&str) -> bool,
        findings: &mut Findings,
    ) -> Result<Option<Layout>, Error> {
        let position = |name: &str| table.headers.iter().position(|header| header == name);
        let long = position(FIGURE[0]).zip(position(FIGURE[1]));
        if let Some(column) = transposed(table, long).filter(|_| options.key.is_empty()) {
            let header = &table.headers[column];
            let message = both(
                format!("`{header}` names criteria, and here they stand in rows"),
                format!("`{header:#}` noemt criteria, en hier staan ze in rijen"),
            );
            let finding = Finding::error(table.header_place(column), message);
            findings.push(finding.help(
                both("swap rows and columns, so that each alternative is a row; or write a long table, with the columns `criterion` and `value`", "verwissel rijen en kolommen, zodat elk alternatief een rij is; of schrijf een lange tabel, met de kolommen `criterion` en `value`"),
            ));
            return Ok(None);
        }
        let keys = match options.key.is_empty() {
            false => named_column::columns(&table.headers, "key", &options.key)?,
            true => match first_key(table, long, spoken) {
                Ok(key) => vec![key],
                Err(finding) => {
                    findings.push(*finding);
                    return Ok(None);
                }
            },
        };
        let mut out = Layout { keys, long, column_rows: Vec::new(), rows: Vec::new(), refused: 0 };
        let before = findings.0.len();
        for row in 0..table.rows() {
            out.sort(table, row, findings);
        }
        if findings.0.len() == before && out.rows.is_empty() {
            let finding = Finding::error(
                Place::File(table.name.clone()),
                both(
                    "no row of this table is an alternative",
                    "geen rij van deze tabel is een alternatief",
                ),
            );
            findings.push(finding.help(both(
                "add a row for each alternative",
                "voeg een rij toe voor elk alternatief",
            )));
        }
        // What is wrong in columns is said as well.
        Ok((!out.rows.is_empty()).then_some(out))
    }

    /// Put a row to its kind. A row of totals or averages is a finding.
    fn sort(&mut self, table: &RawTable, row: usize, findings: &mut Findings) {
        let name = table.cell(row, self.keys[0]).text();
        if let Some(kind) = column_rows::named(&name) {
            self.column_rows.push((kind, row));
            return;
        }
        let named = |is: &dyn Fn(&str) -> bool| {
            let mut names = self.keys.iter().map(|key| table.cell(row, *key).text());
            names.find(|name| is(name)).map(|name| shorten(&name, 60))
        };
        let (message, help) = if let Some(name) = named(&column_rows::is_summary) {
            (
                both(
                    format!("the row `{name}` sums up others and is no alternative"),
                    format!("de rij `{name:#}` vat andere samen en is geen alternatief"),
                ),
                both(
                    "remove the row; if it is an alternative, give it another name",
                    "verwijder de rij; als het een alternatief is, geef het een andere naam",
                ),
            )
        } else if let Some(name) = named(&column_rows::is_unread) {
            (
                both(
                    format!("the row `{name}` is no alternative, by its name, and is not read"),
                    format!(
                        "de rij `{name:#}` is volgens de naam geen alternatief, en wordt niet gelezen"
                    ),
                ),
                both(
                    "remove the row, and say what it says by an option; if it is an alternative, give it another name",
                    "verwijder de rij, en zeg met een optie wat ze zegt; als het een alternatief is, geef het een andere naam",
                ),
            )
        } else if self.long.is_none() && self.has_nothing(table, row) {
            (
                both(
                    format!("the row `{}` has no cell but its name", shorten(&name, 60)),
                    format!("de rij `{:#}` heeft buiten haar naam geen cel", shorten(&name, 60)),
                ),
                both(
                    "remove the row if it is a note or a heading; if nothing is known of an alternative, write `?` in one of its cells",
                    "verwijder de rij als ze een opmerking of een tussentitel is; als er van een alternatief niets bekend is, schrijf `?` in een van de cellen",
                ),
            )
        } else {
            self.rows.push(row);
            return;
        };
        if self.refused < MOST_REFUSED {
            findings.push(Finding::error(table.place(row, self.keys[0]), message).help(help));
        }
        self.refused += 1;
    }

    /// Whether a row has no cell but those of its keys.
    fn has_nothing(&self, table: &RawTable, row: usize) -> bool {
        let others = (0..table.headers.len()).filter(|column| !self.keys.contains(column));
        let mut others = others.peekable();
        others.peek().is_some() && others.all(|column| table.cell(row, column).text().is_empty())
    }
}

/// Of more rows that are no alternatives nothing is said.
const MOST_REFUSED: usize = 20;

/// The column of a table that has its criteria in rows.
fn transposed(table: &RawTable, long: Option<(usize, usize)>) -> Option<usize> {
    let first = table.headers.first()?;
    (long.is_none() && column_rows::is_criterion_word(first)).then_some(0)
}

/// The first column that names every row, each otherwise. In a long table a name comes once for
/// each criterion.
fn first_key(
    table: &RawTable,
    long: Option<(usize, usize)>,
    spoken: &dyn Fn(&str) -> bool,
) -> Result<usize, Box<Finding>> {
    let mut why_not: Option<Finding> = None;
    let (mut figures_before, mut named) = (false, None);
    for column in 0..table.headers.len() {
        let header = table.headers[column].as_str();
        let is_of_long =
            long.is_some_and(|(criterion, value)| [criterion, value].contains(&column));
        let is_taken = ORIGIN.contains(&header) || FIGURE.contains(&header);
        if is_of_long || is_taken {
            continue;
        }
        if spoken(header) {
            named = named.or(Some(header));
            continue;
        }
        let speaks = |row: &usize| column_rows::named(&table.cell(*row, column).text()).is_some();
        let rows: Vec<usize> = (0..table.rows()).filter(|row| !speaks(row)).collect();
        match look_at(table, column, rows.iter().copied()) {
            Look::Texts => {}
            // Names such as 3M and Acme.
            Look::Mixed { .. } if column == 0 => {}
            look => {
                figures_before |= look == Look::Figures
                    && !column_rows::is_label_of_row(header)
                    && !column_rows::is_result(header);
                continue;
            }
        }
        match unfit(table, column, long.map(|(criterion, _)| criterion), &rows) {
            // Names stand before figures. A remark behind them may well be another in each row.
            None if figures_before && (why_not.is_some() || is_remark(header)) => {
                let other = || {
                    let message = both(
                        format!("`{header}` stands behind figures: does it name the rows?"),
                        format!("`{header:#}` staat achter cijfers: noemt die kolom de rijen?"),
                    );
                    Finding::error(table.header_place(column), message)
                };
                why_not = Some(why_not.unwrap_or_else(other));
                break;
            }
            None => return Ok(column),
            Some(why) => why_not = why_not.or(Some(why)),
        }
    }
    let headers = table.headers.iter().map(|header| format!("`{header}`"));
    let headers = shorten(&headers.collect::<Vec<_>>().join(", "), 200);
    let finding = match (why_not, named) {
        (Some(why), _) => why,
        (None, Some(header)) => {
            let message = both(
                format!(
                    "no column is left to name the alternatives: an option speaks of `{}`",
                    shorten(header, 60)
                ),
                format!(
                    "er blijft geen kolom over om de alternatieven te noemen: een optie spreekt van `{:#}`",
                    shorten(header, 60)
                ),
            );
            Finding::error(Place::File(table.name.clone()), message)
        }
        (None, None) => Finding::error(
            Place::File(table.name.clone()),
            both(
                "no column of this table holds names of alternatives: all of them are figures",
                "geen kolom van deze tabel bevat namen van alternatieven: alle zijn cijfers",
            ),
        ),
    };
    let first = finding
        .help
        .as_ref()
        .map(|first| both(format!("{first}; "), format!("{first:#}; ")))
        .unwrap_or_default();
    Err(Box::new(finding.help(both(format!(
        "{first}`--key COLUMN` names the column that does, or `--key COLUMN,COLUMN` several that do together; the columns are {headers}"
    ), format!("{first:#}`--key KOLOM` noemt de kolom die dat doet, of `--key KOLOM,KOLOM` verscheidene die dat samen doen; de kolommen zijn {headers:#}"
    )))))
}

/// Why a column does not name each of the rows by itself: it has an empty cell, or one name twice.
fn unfit(
    table: &RawTable,
    column: usize,
    criterion: Option<usize>,
    rows: &[usize],
) -> Option<Finding> {
    let mut seen: HashMap<(Cow<str>, Cow<str>), usize> = HashMap::with_capacity(rows.len());
    let header = &table.headers[column];
    for row in rows.iter().copied() {
        let name = table.cell(row, column).text();
        if name.is_empty() {
            let message = both(
                format!(
                    "`{header}` cannot name the alternatives: it is empty in {}",
                    table.row_name(row)
                ),
                format!(
                    "`{header:#}` kan de alternatieven niet noemen: de kolom is leeg in {:#}",
                    table.row_name(row)
                ),
            );
            let finding = Finding::error(table.place(row, column), message);
            let mut others = (0..table.headers.len()).filter(|other| *other != column);
            let is_text = |other: usize| !is_figure(&table.cell(row, other).text());
            return Some(match others.all(is_text) {
                true => finding.help(both(
                    "write `unit` there if this is a row of units",
                    "schrijf daar `unit` als dit een rij van eenheden is",
                )),
                false => finding,
            });
        }
        let criterion = criterion.map(|criterion| table.cell(row, criterion).text());
        if let Some(first) = seen.insert((name.clone(), criterion.unwrap_or_default()), row) {
            let message = both(
                format!(
                    "`{header}` cannot name the alternatives: `{}` stands in {} already",
                    shorten(&name, 60),
                    table.row_name(first)
                ),
                format!(
                    "`{header:#}` kan de alternatieven niet noemen: `{:#}` staat al in {:#}",
                    shorten(&name, 60),
                    table.row_name(first)
                ),
            );
            let finding = Finding::error(table.place(row, column), message);
            return Some(finding.help(both(
                "give one of the two another name",
                "geef een van de twee een andere naam",
            )));
        }
    }
    None
}

/// Whether a column holds remarks on the rows, by its name.
fn is_remark(header: &str) -> bool {
    const WORDS: [&str; 20] = [
        "remark",
        "remarks",
        "comment",
        "comments",
        "note",
        "notes",
        "description",
        "source",
        "sources",
        "url",
        "link",
        "website",
        "opmerking",
        "opmerkingen",
        "commentaar",
        "toelichting",
        "omschrijving",
        "bron",
        "bronnen",
        "bemerkung",
    ];
    WORDS.contains(&header.trim().to_lowercase().as_str())
}
