//! A table of data as a sheet.

use crate::case::file::parse::CaseFile;
use crate::case::file::shape::{At, CriterionFile};
use crate::case::read::column::RawCell;
use crate::case::read::evidence::{Evidence, figures};
use crate::case::read::marks::{Marks, number, plain, readings};
use crate::case::read::tables::RawTable;
use crate::case::read::written::written;
use crate::case::scenarios::request::NAMES;
use crate::case::workbook::model::{CellContent, CellFormat, SheetColumn, SheetContent};
use crate::case::workbook::vocabulary::{ColumnKind, DATA, LONG, WEIGHTS, in_language};
use crate::case::workbook::words;
use crate::problem::{Language, Text};

/// More levels than this are typed, not chosen.
const MOST_CHOICES: usize = 30;

/// What a column of a table holds.
#[derive(Clone, Copy)]
enum Holds<'a> {
    Key(usize),
    Criterion(&'a CriterionFile),
    /// A column that the join knows by this name.
    Known(&'static ColumnKind),
    Attribute,
}

/// The tables as sheets, in their order.
pub fn sheets(case: &CaseFile, tables: &[RawTable], language: Language) -> Vec<SheetContent> {
    let mut out: Vec<SheetContent> = Vec::new();
    for table in tables {
        let mut sheet = sheet(case, table, language);
        let wanted = sheet.name.clone();
        let mut number = 2;
        while out.iter().any(|other| other.name == sheet.name) {
            sheet.name = format!("{wanted} {number}");
            number += 1;
        }
        out.push(sheet);
    }
    out
}

/// The leaf of that header or id.
fn criterion<'a>(case: &'a CaseFile, name: &str) -> Option<&'a CriterionFile> {
    let is_node = |id: &str| {
        case.criteria
            .iter()
            .any(|at| at.value.parent.as_ref().is_some_and(|parent| parent.value == id))
    };
    let leaves = case.criteria.iter().map(|at| &at.value).filter(|it| !is_node(&it.id.value));
    let column = |it: &&CriterionFile| it.column.as_ref().unwrap_or(&it.id).value.trim() == name;
    leaves.clone().find(column).or_else(|| leaves.clone().find(|it| it.id.value == name))
}

fn levels(criterion: &CriterionFile) -> Option<Vec<String>> {
    let levels = criterion.scale.as_ref()?.value.levels.as_ref()?;
    Some(levels.iter().map(|At { value, .. }| value.trim().to_owned()).collect())
}

fn sheet(case: &CaseFile, table: &RawTable, language: Language) -> SheetContent {
    let has = |name: &str| table.headers.iter().any(|header| header == name);
    let long = has("criterion") && has("value");
    let holds: Vec<Holds> = table
        .headers
        .iter()
        .map(|header| {
            let key = case.keys.iter().position(|key| key.value.id.value == *header);
            let known = LONG.columns.iter().find(|column| column.english == header);
            let known = known.filter(|it| long || !["criterion", "value"].contains(&it.english));
            let known = known.filter(|it| match it.english {
                "actor" => !case.actors.is_empty(),
                "period" => case.pathway.is_some(),
                _ => true,
            });
            match (key, criterion(case, header).filter(|_| !long), known) {
                (Some(key), ..) => Holds::Key(key),
                (None, Some(criterion), _) => Holds::Criterion(criterion),
                (None, None, Some(known)) => Holds::Known(known),
                (None, None, None) => Holds::Attribute,
            }
        })
        .collect();
    // By row, of a long table: the criterion that it speaks of.
    let named = table.headers.iter().position(|header| header == "criterion").filter(|_| long);
    let of_row =
        |row: usize| named.and_then(|column| criterion(case, &table.cell(row, column).text()));
    let any_criterion = match long {
        true => (0..table.rows()).any(|row| of_row(row).is_some()),
        false => holds.iter().any(|holds| matches!(holds, Holds::Criterion(_))),
    };
    let kind = match (any_criterion, long) {
        (false, _) => DATA[2],
        (true, true) => DATA[1],
        (true, false) => DATA[0],
    };
    let marks = MarksOf::of(table);
    let cell = |row: usize, column: usize| {
        let raw = table.cell(row, column);
        let text = raw.text().into_owned();
        match holds[column] {
            Holds::Key(_) => CellContent::text(text),
            Holds::Criterion(criterion) => content(raw, Some(criterion), &marks, column),
            Holds::Attribute => content(raw, None, &marks, column),
            Holds::Known(known) => match known.english {
                "value" => content(raw, of_row(row), &marks, column),
                "kind" => CellContent::text(words::written(words::KIND, &text, language)),
                _ => CellContent::text(text),
            },
        }
    };
    let columns = (0..holds.len()).map(|at| {
        let mut column = column(case, &table.headers[at], holds[at], language);
        // What a sheet of attributes names is no criterion, and its values are no levels.
        if let Holds::Known(ColumnKind { english: "criterion" | "value", .. }) = holds[at]
            && !any_criterion
        {
            column.choices.clear();
        }
        column
    });
    SheetContent {
        name: kind[usize::from(language == Language::Nl)].to_owned(),
        columns: columns.collect(),
        rows: (0..table.rows())
            .map(|row| (0..holds.len()).map(|column| cell(row, column)).collect())
            .collect(),
    }
}

/// A table of scenarios as a sheet: names, and columns of weights.
pub fn weights(table: &RawTable, language: Language) -> SheetContent {
    let marks = MarksOf::of(table);
    let cell = |row: usize, column: usize| match table.cell(row, column) {
        RawCell::Missing => CellContent::Empty,
        RawCell::Number(number) if number.is_finite() => CellContent::Number(number),
        raw => {
            let text = raw.text().into_owned();
            let number = marks.number(&text, column);
            number.map_or_else(|| CellContent::text(text), CellContent::Number)
        }
    };
    let note = WEIGHTS.columns[0].note(language);
    let is_name = |header: &String| NAMES.contains(&header.to_lowercase().as_str());
    let name = table.headers.iter().position(is_name).unwrap_or(0);
    let column = |at: usize| SheetColumn {
        header: table.headers[at].clone(),
        note: if at == name { note.to_owned() } else { String::new() },
        format: if at == name { CellFormat::Text } else { CellFormat::Figures },
        widest: 24,
        ..SheetColumn::default()
    };
    let width = table.headers.len();
    SheetContent {
        name: WEIGHTS.name(language).to_owned(),
        columns: (0..width).map(column).collect(),
        rows: (0..table.rows())
            .map(|row| (0..width).map(|column| cell(row, column)).collect())
            .collect(),
    }
}

/// What the points and commas of a table's figures are, by column.
struct MarksOf {
    columns: Vec<Marks>,
    /// Those by which a figure is written so that it has one reading.
    written: Marks,
}

impl MarksOf {
    /// As far as the figures of a column, or of the whole table, say it.
    fn of(table: &RawTable) -> MarksOf {
        let mut columns = vec![Evidence::default(); table.headers.len()];
        let mut whole = Evidence::default();
        for (column, seen) in columns.iter_mut().enumerate() {
            for row in 0..table.rows() {
                if let RawCell::Text(text) = table.cell(row, column) {
                    seen.see(text.trim());
                }
            }
            whole.add(seen);
        }
        let stated = table.marks.marks();
        let of_column =
            |seen: &Evidence| stated.unwrap_or_else(|| seen.marks(&whole, table.decimal_comma));
        let written = stated.unwrap_or(Marks::ONE_READING);
        MarksOf { columns: columns.iter().map(of_column).collect(), written }
    }

    /// The number of a figure; `None` where it is none, or nothing settles which of two it is.
    fn number(&self, text: &str, column: usize) -> Option<f64> {
        let marks = &self.columns[column];
        match readings(text) {
            Some((mark, ..)) if !marks.settles(mark) => None,
            _ => number(text, marks),
        }
    }
}

/// A figure or a level as a cell: a number where it is one, and its notation with figures of one
/// reading where it is a range or a distribution.
fn content(
    raw: RawCell,
    criterion: Option<&CriterionFile>,
    marks: &MarksOf,
    column: usize,
) -> CellContent {
    let text = match raw {
        RawCell::Missing => return CellContent::Empty,
        RawCell::Number(number) if number.is_finite() => return CellContent::Number(number),
        RawCell::Number(_) | RawCell::Text(_) => raw.text().into_owned(),
    };
    match criterion {
        // A word may look like a number; where it is one in full, it may be kept as that.
        None => exact(&text).map_or_else(|| CellContent::text(text), CellContent::Number),
        Some(criterion) if levels(criterion).is_some() => {
            exact(&text).map_or_else(|| CellContent::text(text), CellContent::Number)
        }
        Some(_) => match marks.number(&text, column) {
            Some(number) => CellContent::Number(number),
            None => CellContent::text(with_one_reading(&text, marks, column)),
        },
    }
}

/// The number that a text is, if a number says all of it: `007` and `1.50` say more.
fn exact(text: &str) -> Option<f64> {
    plain(text).filter(|x| text.len() <= 15 && crate::problem::number(*x) == text)
}

/// The notation of a cell with every figure of two readings written so that it has one.
fn with_one_reading(cell: &str, marks: &MarksOf, column: usize) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut rest = cell;
    for figure in figures(cell).filter(|figure| !figure.is_empty()) {
        let Some(start) = rest.find(figure) else { continue };
        out += &rest[..start];
        match marks.number(figure, column).filter(|_| readings(figure).is_some()) {
            Some(x) => out += &written(x, &marks.written),
            None => out += figure,
        }
        rest = &rest[start + figure.len()..];
    }
    out + rest
}

fn column(case: &CaseFile, header: &str, holds: Holds, language: Language) -> SheetColumn {
    let pick = |en: &str, nl: &str| match language {
        Language::En => en.to_owned(),
        Language::Nl => nl.to_owned(),
    };
    let plain = SheetColumn { header: header.to_owned(), widest: 24, ..SheetColumn::default() };
    match holds {
        Holds::Key(key) => {
            let key = &case.keys[key].value;
            let values = key.values.iter().flatten().map(|value| value.id.value.clone());
            SheetColumn {
                note: pick(
                    "Names the alternative that the row speaks of.",
                    "Noemt het alternatief waar de rij over gaat.",
                ),
                choices: Some(values.collect::<Vec<_>>())
                    .filter(|values| values.len() <= MOST_CHOICES)
                    .unwrap_or_default(),
                ..plain
            }
        }
        Holds::Attribute => SheetColumn {
            format: CellFormat::Any,
            note: pick(
                "An attribute of the alternative; requirements and adjustments can use it.",
                "Een kenmerk van het alternatief; vereisten en aanpassingen kunnen het gebruiken.",
            ),
            ..plain
        },
        Holds::Known(known) => {
            let shared = shared_levels(case);
            let of_value = known.english == "value";
            let of_criterion = known.english == "criterion";
            let ids = || case.criteria.iter().map(|at| at.value.id.value.clone());
            let is_leaf = |id: &String| criterion(case, id).is_some();
            let choices = match (of_value, of_criterion) {
                (true, _) => shared.unwrap_or_default(),
                (_, true) => ids().filter(is_leaf).collect(),
                _ if known.english == "actor" => actors(case),
                _ => known.choices(language),
            };
            SheetColumn {
                header: in_language(known.header(language), None),
                note: known.note(language).to_owned(),
                closed: !known.words.is_empty(),
                choices,
                format: match known.english {
                    "as_of" => CellFormat::Any,
                    _ => CellFormat::Text,
                },
                widest: known.widest,
            }
        }
        Holds::Criterion(criterion) => {
            let label = criterion.label.as_ref().map_or(header, |label: &Text| label.get(language));
            let levels = levels(criterion);
            let unit = criterion.unit.as_ref().map(|unit| format!(" ({})", unit.value));
            let form = match levels {
                Some(_) => pick(
                    "A level; a range is -..+, and ? is not known.",
                    "Een niveau; een bereik is -..+, en ? is niet bekend.",
                ),
                None => pick(
                    "A figure; a range is 12..18, and ? is not known.",
                    "Een cijfer; een bereik is 12..18, en ? is niet bekend.",
                ),
            };
            SheetColumn {
                note: format!("{label}{}. {form}", unit.unwrap_or_default()),
                format: match levels {
                    Some(_) => CellFormat::Text,
                    None => CellFormat::Figures,
                },
                choices: levels.unwrap_or_default(),
                ..plain
            }
        }
    }
}

/// The ids of the actors, unless there are too many to choose from.
fn actors(case: &CaseFile) -> Vec<String> {
    let ids = case.actors.iter().map(|at| at.value.id.value.clone());
    Some(ids.collect::<Vec<_>>()).filter(|ids| ids.len() <= MOST_CHOICES).unwrap_or_default()
}

/// The levels of all criteria that have some, if they are the same.
fn shared_levels(case: &CaseFile) -> Option<Vec<String>> {
    let mut all = case.criteria.iter().filter_map(|at| levels(&at.value));
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}
