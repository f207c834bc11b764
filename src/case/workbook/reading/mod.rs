//! From the sheets of a workbook to the text of a criteria file and tables.

mod about_sheet;
mod actors_sheet;
mod cell_notation;
mod criteria_sheet;
mod data_sheets;
mod keys_sheet;
mod list_sheet;
mod lists;
mod names;
mod pathway_sheets;
mod portfolio_sheets;

use super::vocabulary::{self, SheetKind};
use crate::case::check::check;
use crate::case::file::data_keys::stated;
use crate::case::file::parse::{CaseFile, parse};
use crate::case::file::what_if::WhatIf;
use crate::case::join;
use crate::case::made_text::MadeText;
use crate::case::read::data_tables::{self, RequestedTable, RequestedTables};
use crate::case::read::location::TableFile;
use crate::case::read::recognise::{Format, MaxSize};
use crate::case::read::source::{self, InputFile};
use crate::case::read::stated_marks::StatedMarks;
use crate::case::read::table_options::TableOptions;
use crate::case::read::tables::RawTable;
use crate::case::read::xlsx::{ListedSheet, ReadSheet, listed_sheets, read_sheets};
use crate::case::table::ids::id_of;
use crate::error::both;
use crate::error::{Error, Finding, Findings, Place, Result, shorten};
use list_sheet::ListSheet;
use lists::Lists;
use names::{Listed, Names};

/// A case that a workbook holds.
pub(crate) struct WorkbookCase {
    /// Its criteria file.
    pub(crate) made: MadeText,
    /// The name by which its user knows it.
    pub(crate) name: String,
    /// Its tables.
    pub(crate) tables: Vec<RawTable>,
    /// Its scenarios, if it has a sheet of weights.
    pub(crate) scenarios: Option<RawTable>,
    /// What is said of the points and commas of its numbers.
    pub(crate) marks: StatedMarks,
    /// The files it was read from.
    pub(crate) files: Vec<InputFile>,
}

/// What a table location turned out to be.
pub(crate) enum Opened {
    /// It is no workbook that holds a whole case. The bytes of its file, if they were read: a pipe
    /// gives them once.
    NoCase(Option<Vec<u8>>),
    /// It is one, and there are findings that say why it cannot be used.
    Refused,
    /// It is one.
    Case(Box<WorkbookCase>),
}

/// The case that a workbook with a sheet `criteria` holds.
///
/// # Errors
/// [`Error::Argument`] for an option that is no use with such a workbook.
pub(crate) fn open(file: &TableFile, what_if: &WhatIf, findings: &mut Findings) -> Result<Opened> {
    let is_workbook =
        file.path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx"));
    if !is_workbook {
        return Ok(Opened::NoCase(None));
    }
    // Why a table cannot be read is said by its own reader.
    let Ok(bytes) = source::read(&file.path, Format::Workbook, what_if.max_size) else {
        return Ok(Opened::NoCase(None));
    };
    let name = file.path.display().to_string();
    let Some(sheets) = listed_sheets(&name, &bytes, what_if.max_size, findings) else {
        return Ok(Opened::Refused);
    };
    if !sheets.iter().any(|sheet| vocabulary::CRITERIA.is_called(&sheet.name)) {
        return Ok(Opened::NoCase(Some(bytes)));
    }
    refuse_options(&file.options)?;
    let files = vec![InputFile::new(&name, &bytes)];
    let stem = file.path.file_stem().map(|stem| id_of(&stem.to_string_lossy()));
    let id = stem.filter(|id| !id.is_empty()).unwrap_or_else(|| "case".to_owned());
    let case = Book::of(&name, &bytes, &sheets).case(&id, what_if, files, findings)?;
    Ok(case.map_or(Opened::Refused, |case| Opened::Case(Box::new(case))))
}

/// A workbook's criteria file, without its data.
pub(crate) struct WorkbookText {
    /// The text.
    pub(crate) made: MadeText,
    /// The header of the column of weights in the sheet `criteria`, if it has one.
    pub(crate) weight_column: Option<Place>,
}

/// The criteria file that the sheets of a workbook stand for. `None` with findings where there is
/// none, or where it cannot be used.
pub(crate) fn text(
    name: &str,
    bytes: &[u8],
    most: MaxSize,
    findings: &mut Findings,
) -> Option<WorkbookText> {
    let sheets = listed_sheets(name, bytes, most, findings)?;
    if !sheets.iter().any(|sheet| vocabulary::CRITERIA.is_called(&sheet.name)) {
        let message = both(
            "this workbook has no sheet `criteria`",
            "deze werkmap heeft geen blad `criteria`",
        );
        findings.push(Finding::error(Place::File(name.to_owned()), message).help(
            both("it has a row for each criterion; `afweging init --format xlsx` writes a workbook with one", "het heeft een rij voor elk criterium; `afweging init --format xlsx` schrijft een werkmap met zo'n blad"),
        ));
        return None;
    }
    let read = Book::of(name, bytes, &sheets).read("case", findings)?;
    Some(WorkbookText { made: read.made, weight_column: read.weight_column })
}

/// Whether a sheet of that name is one of a case that is read.
fn is_read(sheet: &str) -> bool {
    vocabulary::is_data(sheet)
        || vocabulary::kind_of(sheet).is_some_and(|kind| !kind.columns.is_empty())
}

/// What is said of the columns of a lone table stands in the sheets here.
fn refuse_options(options: &TableOptions) -> Result<()> {
    match options.given().first() {
        Some((argument, _)) => {
            let message = both(
                "this workbook holds a whole case: say it in its sheets",
                "deze werkmap bevat een heel dossier: zeg het in haar bladen",
            );
            Err(Error::argument_as_a_whole(argument, message))
        }
        None => Ok(()),
    }
}

/// A workbook that holds a whole case.
struct Book<'a> {
    name: &'a str,
    sheets: &'a [ListedSheet],
    /// What stands in each of them. `None` for one that a table was made of.
    read: Vec<Option<ReadSheet>>,
}

/// What the sheets of a workbook say, as far as it does not depend on its data.
struct ReadBook {
    made: MadeText,
    names: Names,
    criteria: Vec<criteria_sheet::CriterionRow>,
    /// How numbers are written, as the sheets say it.
    marks: StatedMarks,
    weight_column: Option<Place>,
    /// The sheets of data.
    tables: Vec<RawTable>,
    /// The sheet of scenarios.
    scenarios: Option<RawTable>,
}

impl<'a> Book<'a> {
    fn of(name: &'a str, bytes: &[u8], sheets: &'a [ListedSheet]) -> Self {
        let read = read_sheets(name, bytes, sheets, &is_read).into_iter().map(Some).collect();
        Book { name, sheets, read }
    }

    fn place(&self, sheet: &str) -> Place {
        Place::File(format!("{}#{sheet}", self.name))
    }

    /// The table of the sheet at that place in the list.
    fn table(
        &mut self,
        sheet: usize,
        is_header: &dyn Fn(&str) -> bool,
        findings: &mut Findings,
    ) -> Option<RawTable> {
        self.read[sheet].take()?.table(is_header, findings)
    }

    /// The sheet of that kind, if there is one with a header.
    fn list(&mut self, kind: &'static SheetKind, findings: &mut Findings) -> Option<RawTable> {
        let sheets = self.sheets.iter().enumerate();
        let mut of_kind = sheets.filter(|(_, sheet)| kind.is_called(&sheet.name));
        let (at, sheet) = of_kind.next()?;
        if let Some((_, again)) = of_kind.next() {
            let message = both(
                format!("the sheet `{}` is of this kind too", shorten(&sheet.name, 40)),
                format!("het blad `{:#}` is ook van deze soort", shorten(&sheet.name, 40)),
            );
            findings.push(
                Finding::error(self.place(&again.name), message)
                    .help(both("keep one of them", "behoud een van beide")),
            );
        }
        let is_header = |text: &str| kind.is_header(text);
        self.table(at, &is_header, findings)
    }

    /// Warn of sheets that are not read, and of those that are read though nobody sees them.
    fn warn_of_sheets(&self, findings: &mut Findings) {
        for (at, ListedSheet { name, is_hidden }) in self.sheets.iter().enumerate() {
            let is_read = is_read(name);
            if *is_hidden && is_read {
                let message = both(
                    "this sheet is hidden, and is read as the others are",
                    "dit blad is verborgen, en wordt gelezen zoals de andere",
                );
                findings.push(Finding::warning(self.place(name), message).help(
                    both("show it to see what is read; delete it if it is no part of the decision", "toon het om te zien wat er wordt gelezen; verwijder het als het geen deel van de beslissing is"),
                ));
            }
            // A sheet for remarks says by its name that it is none of the case.
            if is_read || vocabulary::kind_of(name).is_some() || self.is_blank(at) {
                continue;
            }
            let known = vocabulary::sheet_names();
            let finding = Finding::warning(
                self.place(name),
                both("this sheet is not read", "dit blad wordt niet gelezen"),
            )
            .help(both(
                format!("known are {}; a sheet `read me` may hold remarks", known.join(", ")),
                format!(
                    "wel bekend: {:#}; een blad `read me` mag opmerkingen bevatten",
                    known.join(", ")
                ),
            ));
            findings.push(match crate::error::nearest(name, known) {
                Some(near) => finding.help(both(
                    format!("is it meant to be `{near}`?"),
                    format!("is het bedoeld als `{near:#}`?"),
                )),
                None => finding,
            });
        }
    }

    fn is_blank(&self, sheet: usize) -> bool {
        self.read[sheet].as_ref().is_some_and(ReadSheet::is_blank)
    }

    /// `None` with findings where nothing useful is left to check.
    fn read(&mut self, id: &str, findings: &mut Findings) -> Option<ReadBook> {
        self.warn_of_sheets(findings);
        let criteria_table = self.list(&vocabulary::CRITERIA, findings);
        let keys_table = self.list(&vocabulary::KEYS, findings);
        let about_table = self.list(&vocabulary::ABOUT, findings);
        let actors_table = self.list(&vocabulary::ACTORS, findings);
        let constraints_table = self.list(&vocabulary::CONSTRAINTS, findings);
        let periods_table = self.list(&vocabulary::PERIODS, findings);
        let tables = self.data(findings);
        let scenarios = self.list(&vocabulary::WEIGHTS, findings);
        if let Some(table) = scenarios.as_ref().filter(|table| table.rows() == 0) {
            let message = both(
                "this sheet has no row below its header",
                "dit blad heeft geen rij onder de kop",
            );
            let finding = Finding::error(Place::File(table.name.clone()), message);
            findings.push(finding.help(both(
                "write a row for each set of weights, or delete the sheet",
                "schrijf een rij voor elke reeks gewichten, of verwijder het blad",
            )));
        }
        // What cannot be read at all makes all that refers to it wrong.
        if findings.has_errors() {
            return None;
        }
        let Some(criteria_table) = criteria_table.filter(|table| table.rows() > 0) else {
            let message = both("this sheet names no criterion", "dit blad noemt geen criterium");
            findings.push(Finding::error(self.place("criteria"), message).help(both(
                "write a row for each, with at least a label",
                "schrijf voor elk een rij, met minstens een label",
            )));
            return None;
        };
        let criteria_sheet = ListSheet::of(&criteria_table, &vocabulary::CRITERIA, findings);
        let criteria = criteria_sheet::read(&criteria_sheet, findings);
        let keys = match &keys_table {
            Some(table) if table.rows() > 0 => {
                keys_sheet::read(&ListSheet::of(table, &vocabulary::KEYS, findings), findings)
            }
            _ => tables
                .first()
                .map(|table| {
                    let key = keys_sheet::first_of_texts(table, |header| {
                        criteria.iter().any(|criterion| criterion.is_called(header))
                    });
                    keys_sheet::of_header(&table.headers[key], table.header_place(key))
                })
                .into_iter()
                .collect(),
        };
        let mut about = match &about_table {
            Some(table) => {
                about_sheet::read(&ListSheet::of(table, &vocabulary::ABOUT, findings), findings)
            }
            None => about_sheet::About::default(),
        };
        let actors = actors_table.as_ref();
        let actors = actors.map(|table| ListSheet::of(table, &vocabulary::ACTORS, findings));
        let constraints = constraints_table.as_ref();
        let constraints =
            constraints.map(|table| ListSheet::of(table, &vocabulary::CONSTRAINTS, findings));
        let periods = periods_table.as_ref();
        let periods = periods.map(|table| ListSheet::of(table, &vocabulary::PERIODS, findings));
        let names = Names {
            keys: Listed::of(keys.iter().map(keys_sheet::KeyRows::named).collect()),
            criteria: Listed::of(
                criteria.iter().map(criteria_sheet::CriterionRow::named).collect(),
            ),
            actors: Listed::of(actors.as_ref().map(actors_sheet::named).unwrap_or_default()),
            periods: Listed::of(periods.as_ref().map(pathway_sheets::periods).unwrap_or_default()),
        };
        let mut made = MadeText::default();
        made.line("format = 1");
        about.write_top(id, &names, &mut made, findings);
        made.line("data = [\".\"]");
        for key in &keys {
            key.write(&mut made, findings);
        }
        for criterion in &criteria {
            criterion.write(&criteria_sheet, &names, &mut made, findings);
        }
        let marks = about.marks;
        let are = about.scenarios_are.take();
        about.write_methods(&mut made, findings);
        self.add_lists(&names, &mut made, findings);
        let mut lists = Lists { names: &names, made: &mut made, findings: &mut *findings };
        if let Some(periods) = &periods {
            lists.periods(periods);
        }
        lists.actors(actors.as_ref(), constraints.as_ref());
        lists.weights(scenarios.is_some(), are, constraints.as_ref());
        let weight_column = criteria_sheet.header_place("weight");
        Some(ReadBook { made, names, criteria, marks, weight_column, tables, scenarios })
    }

    fn case(
        &mut self,
        id: &str,
        what_if: &WhatIf,
        mut files: Vec<InputFile>,
        findings: &mut Findings,
    ) -> Result<Option<WorkbookCase>> {
        let Some(read) = self.read(id, findings) else { return Ok(None) };
        let ReadBook { made, names, criteria, marks: own, mut tables, mut scenarios, .. } = read;
        let marks = stated(what_if)?;
        let marks = if marks == StatedMarks::default() { own } else { marks };
        if let Some(table) = &mut scenarios {
            table.marks = marks;
        }
        let layered = layer_columns(&made, self.name);
        for table in &mut tables {
            data_sheets::translate(table, &names, &criteria, &layered, findings);
            table.marks = marks;
        }
        if !what_if.data.is_empty() {
            let keys = names.keys.all().iter().map(|key| key.id.as_str()).collect();
            let wanted = asked(what_if, marks, keys);
            tables = data_tables::read(&wanted, &mut files, findings);
        } else if tables.is_empty() {
            let message = both(
                "no sheet of this workbook holds data",
                "geen blad van deze werkmap bevat gegevens",
            );
            findings.push(Finding::error(Place::File(self.name.to_owned()), message).help(
                both("add a sheet `scores` with a row per alternative and a column per criterion, or a sheet `judgements` with a judgement a row", "voeg een blad `scores` toe met een rij per alternatief en een kolom per criterium, of een blad `judgements` met een beoordeling per rij"),
            ));
        }
        if findings.has_errors() {
            return Ok(None);
        }
        let name = self.name.to_owned();
        Ok(Some(WorkbookCase { made, name, tables, scenarios, marks, files }))
    }

    /// The sheets of data that have rows.
    fn data(&mut self, findings: &mut Findings) -> Vec<RawTable> {
        let mut out = Vec::new();
        let sheets = self.sheets.iter().enumerate();
        for (at, _) in sheets.filter(|(_, sheet)| vocabulary::is_data(&sheet.name)) {
            let table = self.table(at, &|_| true, findings);
            out.extend(table.filter(|table| table.rows() > 0));
        }
        out
    }

    fn add_lists(&mut self, names: &Names, made: &mut MadeText, findings: &mut Findings) {
        type Add = fn(&mut Lists, &ListSheet);
        let kinds: [(&'static SheetKind, Add); 16] = [
            (&vocabulary::FACTS, |lists, sheet| lists.facts(sheet)),
            (&vocabulary::REQUIREMENTS, |lists, sheet| lists.requirements(sheet)),
            (&vocabulary::ADJUSTMENTS, |lists, sheet| lists.adjustments(sheet)),
            (&vocabulary::WEIGHTING, |lists, sheet| lists.weighting(sheet)),
            (&vocabulary::PREFERENCES, |lists, sheet| lists.preferences(sheet)),
            (&vocabulary::CATEGORIES, |lists, sheet| lists.categories(sheet)),
            (&vocabulary::EXAMPLES, |lists, sheet| lists.examples(sheet)),
            (&vocabulary::CLAIMS, |lists, sheet| lists.claims(sheet)),
            (&vocabulary::PORTFOLIO, |lists, sheet| lists.portfolio(sheet)),
            (&vocabulary::PATHWAY, |lists, sheet| lists.pathway(sheet)),
            (&vocabulary::LIMITS, |lists, sheet| lists.limits(sheet)),
            (&vocabulary::RULES, |lists, sheet| lists.rules(sheet)),
            (&vocabulary::TRANSITIONS, |lists, sheet| lists.transitions(sheet)),
            (&vocabulary::STAYS, |lists, sheet| lists.stays(sheet)),
            (&vocabulary::READINESS, |lists, sheet| lists.readiness(sheet)),
            (&vocabulary::CAPACITIES, |lists, sheet| lists.capacities(sheet)),
        ];
        let (mut has_portfolio, mut has_pathway) = (false, false);
        for (kind, add) in kinds {
            let Some(table) = self.list(kind, findings) else { continue };
            has_portfolio |= kind.is_called("portfolio");
            has_pathway |= kind.is_called("pathway");
            let is_limits = kind.is_called("limits");
            if !has_portfolio && (is_limits && !has_pathway || kind.is_called("rules")) {
                let message = both(
                    "this sheet says what holds of a choice, and no sheet says what is chosen",
                    "dit blad zegt wat er van een keuze geldt, en geen blad zegt wat er wordt gekozen",
                );
                let place = Place::File(table.name.clone());
                findings.push(Finding::error(place, message).help(
                    both("add a sheet `portfolio` with a column `none` and one row: what it is worth to choose none, as in 0", "voeg een blad `portfolio` toe met een kolom `none` en één rij: wat het waard is om niets te kiezen, zoals 0"),
                ));
                continue;
            }
            let sheet = ListSheet::of(&table, kind, findings);
            if is_limits && !has_portfolio {
                refuse_limits_at_once(&sheet, findings);
            }
            add(&mut Lists { names, made: &mut *made, findings: &mut *findings }, &sheet);
        }
    }
}

/// Without a sheet of what is chosen at once, limits are those of paths, and have periods.
fn refuse_limits_at_once(sheet: &ListSheet, findings: &mut Findings) {
    let no_periods = |row: &usize| sheet.text(*row, "in periods").is_none();
    for row in (0..sheet.rows()).filter(no_periods) {
        let message = both(
            "no sheet `portfolio` says what is chosen at once, so this is a limit on paths",
            "geen blad `portfolio` zegt wat er tegelijk wordt gekozen, dus dit is een grens voor paden",
        );
        let help = both(
            "fill in `in periods`: all, or the periods in which it holds",
            "vul `in periods` in: all, of de perioden waarin ze geldt",
        );
        findings.push(Finding::error(sheet.row_place(row), message).help(help));
    }
}

/// The columns of the data that say for whom or for when a row holds, by the rule of the join. What
/// is wrong with the text is found when the case is read.
fn layer_columns(made: &MadeText, name: &str) -> Vec<&'static str> {
    let source = made.source(name);
    let mut unsaid = Findings::default();
    let some = |file: &CaseFile| !file.actors.is_empty() || file.pathway.is_some();
    let Some(file) = parse(&source, &mut unsaid).filter(some) else { return Vec::new() };
    let checked = check(&file, &source, &mut unsaid);
    join::layer_columns(&checked).iter().map(|column| column.header).collect()
}

/// The tables that the command line names in the place of the workbook's own data.
fn asked<'a>(what_if: &WhatIf, marks: StatedMarks, keys: Vec<&'a str>) -> RequestedTables<'a> {
    let table = |path: &std::path::PathBuf| RequestedTable {
        place: Place::Argument { argument: "data", value: None },
        path: path.clone(),
    };
    RequestedTables {
        tables: what_if.data.iter().map(table).collect(),
        builtin: false,
        marks,
        keys,
        max_size: what_if.max_size,
    }
}
