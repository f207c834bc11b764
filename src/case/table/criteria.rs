//! The criteria of a table, with what the table and the options say of each, and where they say it.

use crate::case::read::column::RawCell;
use crate::case::read::evidence::Evidence;
use crate::case::read::marks::{Marks, Use, number, readings};
use crate::case::read::table_options::TableOptions;
use crate::case::read::tables::RawTable;
use crate::case::read::written::written;
use crate::case::table::column_rows::{self, ColumnRow};
use crate::case::table::columns::{Look, look_at, suggests_a_cost, unit_in};
use crate::case::table::ids::ids;
use crate::case::table::keys::{Layout, ORIGIN};
use crate::case::table::named_column;
use crate::error::{Error, Finding, Findings, Place, Result, shorten};
use crate::problem::{Kind, number as shown};

/// Something said of a criterion, and where.
#[derive(Debug, Clone)]
pub(crate) struct Stated<T> {
    pub(crate) value: T,
    pub(crate) place: Place,
}

/// Which figures of a criterion are better.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Better {
    More,
    Less,
    /// Those near to this one.
    Near(f64),
}

/// A criterion of a table.
#[derive(Debug)]
pub(crate) struct TableCriterion {
    /// Its id, made of its header.
    pub(crate) id: String,
    /// Its header, or its name in a long table.
    pub(crate) header: String,
    /// Where that stands.
    pub(crate) place: Place,
    /// Whether its cells are signs from `--` to `++`.
    pub(crate) signs: bool,
    pub(crate) unit: Option<Stated<String>>,
    pub(crate) better: Option<Stated<Better>>,
    pub(crate) weight: Option<Stated<f64>>,
    /// The lower and the upper end of its scale.
    pub(crate) ends: Option<(Stated<f64>, Stated<f64>)>,
    pub(crate) levels: Option<Stated<Vec<String>>>,
    /// The least and the greatest of its figures that have one reading; for a comment only.
    pub(crate) seen: Option<(f64, f64)>,
}

impl TableCriterion {
    /// Its name without the unit.
    pub(crate) fn name(&self) -> &str {
        unit_in(&self.header).0
    }

    /// Whether its name suggests that less is better, and nobody says which figures are.
    pub(crate) fn may_be_a_cost(&self) -> bool {
        self.better.is_none() && !self.is_ordinal() && suggests_a_cost(&self.header)
    }

    /// Whether its scale has levels.
    pub(crate) fn is_ordinal(&self) -> bool {
        self.signs || self.levels.is_some()
    }
}

/// The columns of a table, by what they are.
pub(crate) struct Columns {
    /// The criteria, in the order of the table.
    pub(crate) criteria: Vec<TableCriterion>,
    /// Columns that are no criteria, and are not read. In ascending order.
    pub(crate) attributes: Vec<usize>,
}

/// Where the cells of a criterion stand.
struct Source {
    column: usize,
    /// Its rows in a long table; in a wide one all of them are.
    rows: Option<Vec<usize>>,
    header: String,
    place: Place,
    /// What rows say of it, with the row.
    said: Vec<(ColumnRow, usize)>,
}

/// What each column of a table is; `None` with findings where something can be read in two ways.
///
/// # Errors
/// [`Error::Argument`] for an option that does not fit the table.
pub(crate) fn columns(
    table: &RawTable,
    layout: &Layout,
    options: &TableOptions,
    findings: &mut Findings,
) -> Result<Option<Columns>> {
    let before = findings.0.len();
    let (sources, mut attributes) = match layout.long {
        Some(long) => (long_sources(table, layout, long), others(table, layout, long)),
        None => (wide_sources(table, layout), Vec::new()),
    };
    let headers: Vec<String> = sources.iter().map(|source| source.header.clone()).collect();
    let asked = Asked::of(&headers, options)?;
    let mut out = Vec::new();
    for (at, source) in sources.iter().enumerate() {
        let named = asked.is_criterion(at);
        if asked.attributes.contains(&at) {
            if let Some((argument, name)) = named {
                return Err(Error::argument(
                    argument,
                    name,
                    "this column is named by `--attribute` too: keep one",
                ));
            }
            attributes.push(source.column);
            continue;
        }
        let found = match &source.rows {
            Some(rows) => look_at(table, source.column, rows.iter().copied()),
            None => look_at(table, source.column, layout.rows.iter().copied()),
        };
        let has_levels = asked.levels.iter().any(|(of, _)| *of == at);
        let is_criterion = match found {
            _ if has_levels || named.is_some() => true,
            Look::Texts | Look::Empty | Look::Dates => false,
            Look::Mixed { odd, text } => {
                findings.push(mixed(table, source, odd, text));
                continue;
            }
            Look::Figures | Look::Signs => true,
        };
        if is_criterion && named.is_none() && !has_levels && layout.long.is_none() {
            let header = source.header.as_str();
            if ORIGIN.contains(&header) {
                let message =
                    format!("`{header}` is a word for remarks on a row, and holds figures");
                let help = format!(
                    "rename the column if it is a criterion; `--attribute {header}` leaves it out"
                );
                findings.push(Finding::error(source.place.clone(), message).help(help));
                continue;
            }
            if column_rows::is_summary(header) || is_number_of_row(header) {
                let what = match is_number_of_row(header) {
                    true => "numbers the rows, by its name",
                    false => "sums up others, by its name",
                };
                let help = format!(
                    "`--attribute \"{header}\"` leaves it out; `--max` or `--min` makes a criterion of it"
                );
                let message = format!("`{}` {what}: is it a criterion?", shorten(header, 60));
                findings.push(Finding::error(source.place.clone(), message).help(help));
                continue;
            }
        }
        if !is_criterion {
            if layout.long.is_some() {
                let message = format!(
                    "the criterion `{}` has no figures and no levels from `--` to `++`",
                    shorten(&source.header, 60)
                );
                let help = format!(
                    "`--levels \"{}=WORST,...,BEST\"` says which levels it has",
                    source.header
                );
                findings.push(Finding::error(source.place.clone(), message).help(help));
                continue;
            }
            // Remarks on the origin of the figures are read as such.
            if !is_origin(table, layout, source) {
                attributes.push(source.column);
            }
            if let Some((_, row)) = source.said.iter().find(|(kind, row)| {
                *kind == ColumnRow::Weight && !table.cell(*row, source.column).text().is_empty()
            }) {
                let message = format!(
                    "`{}` has a weight, and its cells are no figures",
                    shorten(&source.header, 60)
                );
                let help = format!(
                    "`--levels \"{}=WORST,...,BEST\"` makes a criterion of it; else remove its weight",
                    source.header
                );
                let place = table.place(*row, source.column);
                findings.push(Finding::error(place, message).help(help));
            }
            continue;
        }
        let signs = found == Look::Signs && !has_levels;
        out.push(Builder { table, source, asked: &asked, at, signs }.criterion(findings));
    }
    if out.is_empty() && findings.0.len() == before {
        let finding = Finding::error(
            Place::File(table.name.clone()),
            "no column of this table is a criterion: none holds figures",
        );
        findings.push(finding.help("`--levels COLUMN=WORST,...,BEST` makes a criterion of texts"));
    }
    let headers: Vec<&str> = out.iter().map(|criterion| criterion.header.as_str()).collect();
    let ids = ids(&headers);
    out.iter_mut().zip(ids).for_each(|(criterion, id)| criterion.id = id);
    attributes.sort_unstable();
    Ok((findings.0.len() == before).then_some(Columns { criteria: out, attributes }))
}

/// A column by a name that numbers the rows.
fn is_number_of_row(header: &str) -> bool {
    const NAMES: [&str; 10] =
        ["id", "nr", "no", "no.", "#", "index", "row", "nummer", "volgnummer", "rij"];
    NAMES.contains(&header.trim().to_lowercase().as_str())
}

/// The criteria of a wide table: every column that is no key.
fn wide_sources(table: &RawTable, layout: &Layout) -> Vec<Source> {
    let columns = (0..table.headers.len()).filter(|column| !layout.keys.contains(column));
    let source = |column: usize| Source {
        column,
        rows: None,
        header: table.headers[column].clone(),
        place: table.header_place(column),
        said: layout.column_rows.clone(),
    };
    columns.map(source).collect()
}

/// The criteria of a long table: what its column `criterion` names, in that order.
fn long_sources(
    table: &RawTable,
    layout: &Layout,
    (criterion, value): (usize, usize),
) -> Vec<Source> {
    let mut out: Vec<Source> = Vec::new();
    let mut places: hashbrown::HashMap<String, usize> = hashbrown::HashMap::new();
    for row in layout.rows.iter().copied() {
        let name = table.cell(row, criterion).text();
        let at = *places.entry_ref(name.as_ref()).or_insert_with(|| {
            out.push(Source {
                column: value,
                rows: Some(Vec::new()),
                header: name.to_string(),
                place: table.place(row, criterion),
                said: Vec::new(),
            });
            out.len() - 1
        });
        out[at].rows.get_or_insert_default().push(row);
    }
    for (kind, row) in &layout.column_rows {
        let name = table.cell(*row, criterion).text();
        if let Some(at) = places.get(name.as_ref()) {
            out[*at].said.push((*kind, *row));
        }
    }
    out
}

/// The columns of a long table that are read for nothing.
fn others(table: &RawTable, layout: &Layout, (criterion, value): (usize, usize)) -> Vec<usize> {
    let read = |column: &usize| {
        layout.keys.contains(column)
            || [criterion, value].contains(column)
            || ORIGIN.contains(&table.headers[*column].as_str())
    };
    (0..table.headers.len()).filter(|column| !read(column)).collect()
}

/// Whether a column of texts says where figures come from, as its name does. A column `kind` may
/// also hold kinds of other things.
fn is_origin(table: &RawTable, layout: &Layout, source: &Source) -> bool {
    let known = |row: &usize| {
        let text = table.cell(*row, source.column).text();
        text.is_empty() || Kind::ALL.into_iter().any(|kind| kind.name() == text)
    };
    match source.header.as_str() {
        "kind" => layout.rows.iter().all(known),
        name => ORIGIN.contains(&name),
    }
}

/// A column of figures and texts, with both readings.
fn mixed(table: &RawTable, source: &Source, odd: usize, text: bool) -> Finding {
    let cell = table.cell(odd, source.column).text().into_owned();
    let header = shorten(&source.header, 60);
    let cell = shorten(&cell, 60);
    let message = match text {
        true => format!("`{cell}` is no figure, and the others of `{header}` are"),
        false => format!("`{cell}` is a figure, and the others of `{header}` are not"),
    };
    let help = format!(
        "if `{header}` is a criterion, correct this cell (leave it empty, or `?`, for a figure that is not known); if it is none, `--attribute \"{}\"` leaves it out",
        source.header
    );
    Finding::error(table.place(odd, source.column), message).help(help)
}

/// What the options say, by the place of the criterion.
struct Asked {
    better: Vec<(usize, Better, &'static str, String)>,
    scale: Vec<(usize, [f64; 2], String)>,
    levels: Vec<(usize, Vec<String>)>,
    attributes: Vec<usize>,
    headers: Vec<String>,
}

impl Asked {
    fn of(headers: &[String], options: &TableOptions) -> Result<Asked> {
        let mut better: Vec<(usize, Better, &'static str, String)> = Vec::new();
        let mut say = |at: usize, of: Better, argument: &'static str, typed: String| {
            if let Some((_, _, first, _)) = better.iter().find(|(other, ..)| *other == at) {
                let message = format!("`--{first}` names this column too: keep one");
                return Err(Error::argument(argument, typed, message));
            }
            better.push((at, of, argument, typed));
            Ok(())
        };
        for at in named_column::columns(headers, "min", &options.min)? {
            say(at, Better::Less, "min", headers[at].clone())?;
        }
        for at in named_column::columns(headers, "max", &options.max)? {
            say(at, Better::More, "max", headers[at].clone())?;
        }
        for (name, best) in &options.target {
            let at = named_column::one(headers, "target", name)?;
            let typed = format!("{name}={best}");
            let best = figure("target", &typed, best)?;
            say(at, Better::Near(best), "target", typed)?;
        }
        let mut scale: Vec<(usize, [f64; 2], String)> = Vec::new();
        for (name, low, high) in &options.scale {
            let typed = format!("{name}={low}..{high}");
            let at = named_column::one(headers, "scale", name)?;
            let ends = [figure("scale", &typed, low)?, figure("scale", &typed, high)?];
            if ends[0] >= ends[1] {
                let message = "write the lower end first; `--min` says that less is better";
                return Err(Error::argument("scale", typed, message));
            }
            if scale.iter().any(|(other, ..)| *other == at) {
                return Err(Error::argument("scale", typed, "this column has a scale already"));
            }
            scale.push((at, ends, typed));
        }
        let mut levels: Vec<(usize, Vec<String>)> = Vec::new();
        for (name, list) in &options.levels {
            let typed = || format!("{name}={}", list.join(","));
            let at = named_column::one(headers, "levels", name)?;
            if scale.iter().any(|(other, ..)| *other == at) {
                let message = "`--scale` names this column too: levels are a scale; keep one";
                return Err(Error::argument("levels", typed(), message));
            }
            if levels.iter().any(|(other, _)| *other == at) {
                return Err(Error::argument("levels", typed(), "this column has levels already"));
            }
            levels.push((at, list.clone()));
        }
        let attributes = named_column::columns(headers, "attribute", &options.attribute)?;
        Ok(Asked { better, scale, levels, attributes, headers: headers.to_vec() })
    }

    /// The option that makes a criterion of this column by naming it, and what it names.
    fn is_criterion(&self, at: usize) -> Option<(&'static str, String)> {
        let better = self.better.iter().find(|(of, ..)| *of == at);
        let better = better.map(|(.., argument, typed)| (*argument, typed.clone()));
        let scale = self.scale.iter().find(|(of, ..)| *of == at);
        better.or_else(|| scale.map(|(.., typed)| ("scale", typed.clone()))).or_else(|| {
            let levels = self.levels.iter().find(|(of, _)| *of == at);
            levels.map(|_| ("levels", self.headers[at].clone()))
        })
    }
}

/// A figure of an option.
fn figure(argument: &'static str, typed: &str, text: &str) -> Result<f64> {
    if let Some(message) = crate::case::read::written::two_readings(text) {
        return Err(Error::argument(argument, typed, message));
    }
    let found = number(text, &Marks::POINT).filter(|x| x.is_finite());
    found.ok_or_else(|| {
        Error::argument(argument, typed, format!("`{text}` is not a number, as 21.5 is"))
    })
}

/// What is known of one criterion, put together.
struct Builder<'a> {
    table: &'a RawTable,
    source: &'a Source,
    asked: &'a Asked,
    at: usize,
    signs: bool,
}

impl Builder<'_> {
    fn criterion(&self, findings: &mut Findings) -> TableCriterion {
        let header = &self.source.header;
        let by_header = unit_in(header)
            .1
            .map(|unit| Stated { value: unit.to_owned(), place: self.source.place.clone() });
        let unit = self.text(ColumnRow::Unit, findings).or(by_header);
        let (low, high) =
            (self.figure(ColumnRow::Lower, findings), self.figure(ColumnRow::Upper, findings));
        let (worst, best) =
            (self.figure(ColumnRow::Worst, findings), self.figure(ColumnRow::Best, findings));
        let mut better = self.better(findings);
        let mut ends = self.pair((low, "min"), (high, "max"), findings);
        if let Some((worst, best)) = self.pair((worst, "worst"), (best, "best"), findings) {
            let by_ends = if worst.value > best.value { Better::Less } else { Better::More };
            match &better {
                Some(said) if said.value != by_ends => {
                    let message = format!(
                        "best is {} and worst {} here, which contradicts the direction of `{header}`",
                        shown(best.value),
                        shown(worst.value)
                    );
                    let finding = Finding::error(best.place.clone(), message);
                    findings.push(finding.help("correct the direction or these ends"));
                }
                Some(_) => {}
                None => better = Some(Stated { value: by_ends, place: best.place.clone() }),
            }
            if ends.is_some() {
                let message = format!("`{header}` has the ends of its scale twice");
                let finding = Finding::error(best.place.clone(), message);
                findings.push(finding.help("keep worst and best, or min and max"));
            }
            ends = Some(if worst.value > best.value { (best, worst) } else { (worst, best) });
        }
        if let Some((_, [low, high], typed)) =
            self.asked.scale.iter().find(|(of, ..)| *of == self.at)
        {
            let place = || Place::Argument { argument: "scale", value: Some(typed.clone()) };
            if let Some((end, _)) = &ends {
                let message = format!("`{header}` has a scale in the table and one by `--scale`");
                findings.push(Finding::error(end.place.clone(), message).help("keep one of them"));
            }
            let said = |value: &f64| Stated { value: *value, place: place() };
            ends = Some((said(low), said(high)));
        }
        let levels = self.asked.levels.iter().find(|(of, _)| *of == self.at).map(|(_, levels)| {
            let value = Some(format!("{header}={}", levels.join(",")));
            Stated { value: levels.clone(), place: Place::Argument { argument: "levels", value } }
        });
        if let Some((end, _)) = ends.as_ref().filter(|_| self.signs || levels.is_some()) {
            let message = format!("`{header}` has levels, and its scale cannot end in figures");
            findings.push(
                Finding::error(end.place.clone(), message).help("remove the ends of its scale"),
            );
            ends = None;
        }
        TableCriterion {
            id: String::new(),
            header: header.clone(),
            place: self.source.place.clone(),
            signs: self.signs,
            unit,
            better,
            weight: self.weight(findings),
            ends,
            levels,
            seen: None,
        }
    }

    /// What the rows of that kind say, with their places; nothing where their cells are empty. Two
    /// of them are a finding.
    fn said(&self, kind: ColumnRow, findings: &mut Findings) -> Option<(usize, String)> {
        let mut rows = self.source.said.iter().filter(|(of, _)| *of == kind);
        let (_, row) = rows.next()?;
        if let Some((_, again)) = rows.next() {
            let message = format!(
                "{} are given twice; first in {}",
                kind.said()[0],
                self.table.row_name(*row)
            );
            let finding = Finding::error(self.table.place(*again, self.source.column), message);
            findings.push(finding.help("keep one of the two rows"));
        }
        let text = self.table.cell(*row, self.source.column).text().into_owned();
        (!text.is_empty()).then_some((*row, text))
    }

    fn text(&self, kind: ColumnRow, findings: &mut Findings) -> Option<Stated<String>> {
        let (row, text) = self.said(kind, findings)?;
        Some(Stated { value: text, place: self.table.place(row, self.source.column) })
    }

    /// The figure of a row; a text that is none, or can be read in two ways, is a finding.
    fn figure(&self, kind: ColumnRow, findings: &mut Findings) -> Option<Stated<f64>> {
        let (row, text) = self.said(kind, findings)?;
        let place = self.table.place(row, self.source.column);
        if let RawCell::Number(value) = self.table.cell(row, self.source.column)
            && value.is_finite()
        {
            return Some(Stated { value, place });
        }
        let stated = self.table.marks.marks();
        let marks = stated.unwrap_or(Marks::any(self.table.decimal_comma));
        let finding = match readings(&text).filter(|_| stated.is_none()) {
            Some((mark, decimals, thousands)) => {
                match self.evidence().says(mark).filter(|_| kind != ColumnRow::Weight) {
                    Some(Use::Decimals) => return Some(Stated { value: decimals, place }),
                    Some(Use::Thousands) => return Some(Stated { value: thousands, place }),
                    None => {}
                }
                let [one, other] = [decimals, thousands].map(|x| written(x, &marks));
                let message = format!(
                    "`{text}` can be read as {} or as {}",
                    shown(decimals),
                    shown(thousands)
                );
                Finding::error(place, message).help(format!("write `{one}` or `{other}`"))
            }
            None => match number(&text, &marks).filter(|x| x.is_finite()) {
                Some(value) => return Some(Stated { value, place }),
                None => {
                    let message = format!(
                        "`{}` is not a number, in a row of {}",
                        shorten(&text, 60),
                        kind.said()[0]
                    );
                    let name = self.table.row_name(row);
                    Finding::error(place, message).help(format!(
                        "correct the cell; if {name} is an alternative, give it another name"
                    ))
                }
            },
        };
        findings.push(finding);
        None
    }

    /// What the figures of the criterion show of their points and commas.
    fn evidence(&self) -> Evidence {
        let mut out = Evidence::default();
        let all = || (0..self.table.rows()).collect::<Vec<_>>();
        for row in self.source.rows.clone().unwrap_or_else(all) {
            if let RawCell::Text(text) = self.table.cell(row, self.source.column) {
                out.see(text.trim());
            }
        }
        out
    }

    /// The weight; a percentage is one of a hundred.
    fn weight(&self, findings: &mut Findings) -> Option<Stated<f64>> {
        let (row, text) = self.said(ColumnRow::Weight, findings)?;
        match text.strip_suffix('%') {
            None => self.figure(ColumnRow::Weight, findings),
            Some(rest) => {
                let marks =
                    self.table.marks.marks().unwrap_or(Marks::any(self.table.decimal_comma));
                let place = self.table.place(row, self.source.column);
                let value = number(rest.trim(), &marks).filter(|x| x.is_finite());
                if value.is_none() {
                    let message = format!("`{}` is not a percentage", shorten(&text, 60));
                    findings
                        .push(Finding::error(place.clone(), message).help("write it as in 40%"));
                }
                value.map(|value| Stated { value: value / 100.0, place })
            }
        }
    }

    /// Both ends of a scale, or none: one alone is a finding.
    fn pair(
        &self,
        (one, name): (Option<Stated<f64>>, &str),
        (other, other_name): (Option<Stated<f64>>, &str),
        findings: &mut Findings,
    ) -> Option<(Stated<f64>, Stated<f64>)> {
        let (missing, there) = match (&one, &other) {
            (Some(there), None) => (other_name, there),
            (None, Some(there)) => (name, there),
            (one, other) => {
                let (one, other) = one.as_ref().zip(other.as_ref())?;
                if one.value == other.value || name == "min" && one.value > other.value {
                    let message = format!(
                        "the ends of the scale of `{}` are {} and {}",
                        self.source.header,
                        shown(one.value),
                        shown(other.value)
                    );
                    let finding = Finding::error(other.place.clone(), message);
                    findings.push(finding.help(format!(
                        "a scale goes from one figure to another; if {name} and {other_name} are alternatives, give them other names"
                    )));
                    return None;
                }
                return Some((one.clone(), other.clone()));
            }
        };
        // A row of that name with figures may be an alternative.
        let message = format!(
            "`{}` has one end of its scale here, and no row `{missing}` for the other",
            self.source.header
        );
        let finding = Finding::error(there.place.clone(), message);
        findings.push(finding.help(format!(
            "add a row `{missing}`; if this row is an alternative, give it another name"
        )));
        None
    }

    fn better(&self, findings: &mut Findings) -> Option<Stated<Better>> {
        let by_option = self.asked.better.iter().find(|(of, ..)| *of == self.at);
        let by_option = by_option.map(|(_, value, argument, typed)| Stated {
            value: *value,
            place: Place::Argument { argument, value: Some(typed.clone()) },
        });
        let Some(said) = self.text(ColumnRow::Direction, findings) else { return by_option };
        let Some(more) = column_rows::more_is_better(&said.value) else {
            let message = format!("`{}` is not a direction", shorten(&said.value, 60));
            let help = "write max or min (also + or -, benefit or cost); if the row is an alternative, give it another name";
            findings.push(Finding::error(said.place, message).help(help));
            return by_option;
        };
        let value = if more { Better::More } else { Better::Less };
        match by_option {
            Some(other) if other.value != value => {
                let message = format!(
                    "`{}` is the direction here, and the command line says otherwise",
                    shorten(&said.value, 60)
                );
                findings.push(Finding::error(said.place, message).help("correct one of the two"));
                Some(other)
            }
            _ => Some(Stated { value, place: said.place }),
        }
    }
}
