//! The result tables behind a report, cut where they are long, each with an address of its own.

use super::writer::Html;
use crate::report::whole::{Report, Section};
use crate::report::{Block, Source, Words};
use crate::table::{NamedTable, Table, Value, Values};
use crate::write::rounded;
use std::collections::BTreeSet;

/// More rows than this are cut: a page is to be mailed.
const MOST_ROWS: usize = 25;
/// More cells than this are cut too.
const MOST_CELLS: usize = 300;
/// With more cells than this in all tables of a report, the later ones are shorter.
const MOST_IN_ALL: usize = 6_000;
/// The fewest rows of a table that is cut.
const LEAST_ROWS: usize = 12;

/// A table of a report as the page has it.
pub(super) struct MadeTable {
    /// The place of its section.
    pub section: usize,
    /// Its name.
    pub name: &'static str,
    /// Its address on the page.
    pub id: String,
    /// Its first rows, and those that sentences were made from; `None` for one that is left to its
    /// command.
    pub shown: Option<Table>,
    /// By row that is shown: its place in the whole table.
    pub places: Vec<usize>,
    /// How many rows it has in all, where that is known.
    pub rows: Option<usize>,
}

impl MadeTable {
    /// The number in the whole table of a row that is shown, which counts from 1.
    pub(super) fn number(&self, row: usize) -> usize {
        self.places[row] + 1
    }

    /// The address of a row that is shown.
    pub(super) fn row_id(&self, row: usize) -> String {
        format!("{}-{}", self.id, self.number(row))
    }

    fn is_cut(&self) -> bool {
        let shown = self.shown.as_ref().map(Table::rows);
        shown != self.rows
    }
}

/// The tables of a report.
pub(super) struct MadeTables(Vec<MadeTable>);

impl MadeTables {
    /// Make the tables of a report.
    pub(super) fn of(report: &Report) -> MadeTables {
        let mut ids: BTreeSet<String> = BTreeSet::new();
        let mut out = Vec::new();
        let mut cells = 0;
        let sources: Vec<&Source> =
            report.sections.iter().flat_map(|of| &of.blocks).filter_map(source).collect();
        for (section, of) in report.sections.iter().enumerate() {
            for table in &of.tables {
                let name = table.name();
                let plain = format!("t-{}", in_address(name));
                // Several studies have a table of the same name.
                let id = match ids.contains(&plain) {
                    false => plain,
                    true => format!("t-{}-{}", of.id, in_address(name)),
                };
                let most = if cells > MOST_IN_ALL { LEAST_ROWS } else { MOST_ROWS };
                let of: Vec<&Source> =
                    sources.iter().copied().filter(|source| source.table == name).collect();
                let FirstRows { shown, places, rows } = first_rows(table, most, &of);
                // What nothing is known of needs no place.
                if shown.as_ref().is_some_and(|table| table.rows() == 0) || ids.contains(&id) {
                    continue;
                }
                cells += shown.as_ref().map_or(0, |table| table.rows() * table.columns.len());
                ids.insert(id.clone());
                out.push(MadeTable { section, name, id, shown, places, rows });
            }
        }
        MadeTables(out)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &MadeTable> {
        self.0.iter()
    }

    pub(super) fn of_section(&self, section: usize) -> impl Iterator<Item = &MadeTable> {
        self.0.iter().filter(move |table| table.section == section)
    }
}

/// A name of ours as a part of an address.
fn in_address(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }).collect()
}

/// What a piece was made from.
fn source(block: &Block) -> Option<&Source> {
    match block {
        Block::From(_, source) => Some(source),
        _ => None,
    }
}

/// What the page has of a table.
struct FirstRows {
    shown: Option<Table>,
    places: Vec<usize>,
    /// How many rows the whole table has, where that is known.
    rows: Option<usize>,
}

/// The first rows of a table and those that sources name; nothing of one that is very large.
fn first_rows(table: &NamedTable, most: usize, sources: &[&Source]) -> FirstRows {
    if table.is_large() {
        return FirstRows { shown: None, places: Vec::new(), rows: None };
    }
    let fitting = |columns: usize| most.min((MOST_CELLS / columns.max(1)).max(LEAST_ROWS));
    if let Some(parts) = table.parts()
        && sources.is_empty()
    {
        let columns = parts.part(0..0).columns.len();
        let shown = parts.rows().min(fitting(columns));
        return FirstRows {
            shown: Some(parts.part(0..shown)),
            places: (0..shown).collect(),
            rows: Some(parts.rows()),
        };
    }
    let whole = table.make();
    let rows = whole.rows();
    let mut places: BTreeSet<usize> = (0..rows.min(fitting(whole.columns.len()))).collect();
    places.extend(sources.iter().filter_map(|source| first_row(&whole, source)));
    let places: Vec<usize> = places.into_iter().collect();
    let shown = if places.len() < rows { picked(whole, &places) } else { whole };
    FirstRows { shown: Some(shown), places, rows: Some(rows) }
}

/// These rows of a table.
fn picked(mut table: Table, places: &[usize]) -> Table {
    fn of<T: Clone>(values: &[T], places: &[usize]) -> Vec<T> {
        places.iter().map(|at| values[*at].clone()).collect()
    }
    for column in &mut table.columns {
        match &mut column.values {
            Values::Text(values) | Values::Cell(values) => *values = of(values, places),
            Values::Number(values) => *values = of(values, places),
            Values::Integer(values) => *values = of(values, places),
        }
    }
    table
}

/// The tables behind a section, each closed until it is asked for.
pub(super) fn add(out: &mut Html, tables: &MadeTables, at: usize, section: &Section, words: Words) {
    let mut own = tables.of_section(at).peekable();
    if own.peek().is_none() {
        return;
    }
    let heading = words.pick("Tables behind this section", "Tabellen achter dit onderdeel");
    out.open("div", &[("class", "tables")]).line();
    out.element("p", &[("class", "tables-heading")], heading).line();
    for table in own {
        add_one(out, table, section, words);
    }
    out.close("div").line();
}

fn add_one(out: &mut Html, table: &MadeTable, section: &Section, words: Words) {
    let command = section.command_of(table.name);
    let command = format!("{command} --table {} -o {}.csv", table.name, table.name);
    let name = table.name;
    let rows = table.rows.map_or(String::new(), |rows| {
        format!(": {}", words.counted(rows, ["row", "rows"], ["rij", "rijen"]))
    });
    out.open("details", &[("class", "table"), ("id", &format!("{}-box", table.id))]).line();
    out.open("summary", &[]).element("code", &[], name).text(&rows).close("summary").line();
    let whole = match section.command.is_empty() {
        true => words
            .pick("The tables of the case have all.", "De tabellen van het dossier bevatten alles.")
            .to_owned(),
        false => words
            .pick(format!("`{command}` writes all."), format!("`{command}` schrijft alles weg.")),
    };
    let hint = match &table.shown {
        None => Some(words.pick(
            format!("This table has so many rows that it is left out. {whole}"),
            format!("Deze tabel heeft zoveel rijen dat ze is weggelaten. {whole}"),
        )),
        Some(shown) if table.is_cut() => {
            // Rows that sentences were made from stand below the first ones.
            let first = table.places.iter().enumerate().take_while(|(at, of)| at == *of).count();
            let (some, more) = (words.count(first), shown.rows() - first);
            let some = match more {
                0 => words
                    .pick(format!("The first {some} rows."), format!("De eerste {some} rijen.")),
                _ => words.pick(
                    format!("The first {some} rows, and those that sentences were made from."),
                    format!("De eerste {some} rijen, en die waarop zinnen berusten."),
                ),
            };
            Some(format!("{some} {whole}"))
        }
        Some(_) => None,
    };
    if let Some(hint) = &hint {
        // A link to a table that is left out leads to why.
        let id: &[(&str, &str)] = if table.shown.is_none() { &[("id", &table.id)] } else { &[] };
        out.open("p", id).prose(hint).close("p").line();
    }
    if let Some(shown) = &table.shown {
        add_rows(out, table, shown, words);
    }
    out.close("details").line();
}

fn add_rows(out: &mut Html, table: &MadeTable, shown: &Table, words: Words) {
    let name = table.name;
    let caption = words.pick(format!("The table {name}"), format!("De tabel {name}"));
    let cut = if table.is_cut() { "cut" } else { "whole" };
    out.open(
        "div",
        &[("class", "scroll"), ("role", "group"), ("tabindex", "0"), ("aria-label", &caption)],
    );
    out.open(
        "table",
        &[("id", &table.id), ("class", "result"), ("data-table", name), ("data-rows", cut)],
    );
    out.element("caption", &[], &caption).line();
    out.open("thead", &[]).open("tr", &[]);
    for column in &shown.columns {
        let class = if is_number(&column.values) { "n" } else { "x" };
        out.element("th", &[("scope", "col"), ("class", class)], &column.name);
    }
    out.close("tr").close("thead").line().open("tbody", &[]).line();
    for row in 0..shown.rows() {
        out.open("tr", &[("id", &table.row_id(row))]);
        for (at, column) in shown.columns.iter().enumerate() {
            add_cell(out, column.values.get(row), at == 0, words);
        }
        out.close("tr").line();
    }
    out.close("tbody").close("table").close("div").line();
}

fn is_number(values: &Values) -> bool {
    matches!(values, Values::Number(_) | Values::Integer(_))
}

fn add_cell(out: &mut Html, value: Value, is_first: bool, words: Words) {
    match value {
        Value::Text(text) | Value::Cell(text) if is_first && !text.is_empty() => {
            out.element("th", &[("scope", "row")], text);
        }
        Value::Text(text) | Value::Cell(text) => {
            out.element("td", &[], text);
        }
        Value::Integer(number) => {
            out.element("td", &[("class", "n")], &number.to_string());
        }
        Value::Number(number) => {
            // The whole figure is there for whoever sorts, copies or downloads.
            let (short, full) = (rounded(number), number.to_string());
            let shown = words.pick(short.clone(), short.replace('.', ","));
            match shown == full {
                true => out.element("td", &[("class", "n")], &shown),
                false => out.element("td", &[("class", "n"), ("data-value", &full)], &shown),
            };
        }
        Value::Missing => {
            out.element("td", &[], "");
        }
    }
}

/// The first row that holds what a source asks for; `None` for a source of all rows.
pub(super) fn first_row(table: &Table, source: &Source) -> Option<usize> {
    if source.rows.is_empty() {
        return None;
    }
    let columns: Vec<_> = source
        .rows
        .iter()
        .map(|(name, text)| Some((table.column(name)?, text)))
        .collect::<Option<_>>()?;
    (0..table.rows()).find(|row| {
        columns.iter().all(|(column, text)| match column.values.get(*row) {
            Value::Text(held) | Value::Cell(held) => held == *text,
            Value::Integer(held) => held.to_string() == **text,
            Value::Number(_) => false,
            Value::Missing => text.is_empty(),
        })
    })
}
