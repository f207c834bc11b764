//! What the user writes: a criteria file and its tables, from unchecked to checked to a decision
//! [`Problem`].
//!
//! In order: the criteria file is taken apart (`file`), its meaning is checked (`check`), the tables
//! are read and joined to alternatives and inputs (`join`, with the readers of `read`), and what-ifs
//! and ranges make the problem (`build`). Each step adds to one list of findings; nothing stops at
//! the first.

pub mod answers;
mod build;
mod check;
pub(crate) mod file;
mod join;
mod made_text;
pub(crate) mod read;
mod table;
#[cfg(feature = "xlsx")]
pub(crate) mod workbook;

pub use crate::case::read::location::{DEFAULT, Location, TableFile};
use crate::error::{Error, Finding, Findings, Result, Source};
use crate::method::Method;
use crate::problem::{Problem, Text};
use crate::progress::{Stage, begin};
use std::sync::Arc;

pub use crate::case::check::checked::Actor;
pub use crate::case::file::init::{copy, skeleton};
#[cfg(feature = "cli")]
pub use crate::case::file::schema::schema;
pub use crate::case::file::shape::Status;
pub use crate::case::file::what_if::{Setting, WhatIf, pair, weights};
pub use crate::case::read::builtin::names as builtin_names;
pub use crate::case::read::recognise::MaxSize;
pub use crate::case::read::source::InputFile;
pub use crate::case::read::stated_marks::{Decimal, StatedMarks as MarksGiven, Thousands};
pub use crate::case::read::table_options::{self, TableOptions, shell_word};
pub use crate::case::read::written::two_readings;
use crate::case::table::TableCase;
pub use crate::case::table::init::from_table;
pub use crate::case::table::reading::{ColumnRowRead, TableReading};
#[cfg(feature = "xlsx")]
pub use crate::case::workbook::model::{
    CellContent, CellFormat, SheetColumn, SheetContent, WorkbookSheets,
};
#[cfg(feature = "xlsx")]
pub use crate::case::workbook::writing::start::{
    as_workbook, skeleton_as_workbook, table_as_workbook,
};

/// A case, read and checked, with the problem it poses.
#[derive(Debug)]
pub struct Case {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// What is being decided.
    pub question: Text,
    /// By whom.
    pub decider: Text,
    /// The date of its judgements, as written.
    pub as_of: Option<String>,
    /// How far it has come, if it says so.
    pub status: Option<Status>,
    /// A banner for every output; may be empty.
    pub notice: Text,
    /// The methods to run.
    pub methods: Vec<Method>,
    /// The problem.
    pub problem: Problem,
    /// The constraints and preferences that the weights (with what-ifs) do not meet; studies of
    /// admissible weights refuse to start from there.
    pub inadmissible: Vec<Finding>,
    /// The preferences (and constraints) that no weights meet together under the value functions
    /// given: studies of admissible weights refuse.
    pub contradictory: Vec<Finding>,
    /// Groups of people with weights of their own.
    pub actors: Vec<Actor>,
    /// Whether the file gives any weight; if not, all are equal for want of better.
    pub weighted: bool,
    /// The files it was read from, in order.
    pub files: Vec<InputFile>,
    /// What is worth knowing about it.
    pub warnings: Vec<Finding>,
    /// Entries dated after `as_of`.
    pub later: Vec<Finding>,
    /// The what-ifs applied, in the words of the command line.
    pub what_ifs: Vec<String>,
    /// The passages that entries rest on, each once, in the order of the tables.
    pub passages: Vec<String>,
    /// How its table was read, where a table stands for the case; `None` for a criteria file.
    pub reading: Option<TableReading>,
    /// What the problem was built from, kept where passages can be left out or claims be proved
    /// with less.
    parts: Option<Parts>,
}

/// What a problem is built from.
#[derive(Debug)]
struct Parts {
    checked: crate::case::check::checked::Checked,
    joined: join::Joined,
    tables: Vec<crate::case::read::tables::RawTable>,
    source: Arc<Source>,
    what_if: WhatIf,
    /// Where its text was said, where it was made of something else.
    made: Option<made_text::MadeText>,
}

/// A case as its files have it.
struct ReadCase {
    source: Arc<Source>,
    file: crate::case::file::parse::CaseFile,
    checked: crate::case::check::checked::Checked,
    tables: Vec<crate::case::read::tables::RawTable>,
    files: Vec<InputFile>,
}

/// A criteria file taken apart and checked; `None` with findings where it cannot be used.
fn understood(
    source: &Arc<Source>,
    findings: &mut Findings,
) -> Option<(crate::case::file::parse::CaseFile, crate::case::check::checked::Checked)> {
    let file = crate::case::file::parse::parse(source, findings)?;
    let shaped = !findings.has_errors();
    let checked = check::check(&file, source, findings);
    (shaped && checked.sound).then_some((file, checked))
}

impl Parts {
    fn build(&self, what_if: &WhatIf, no_attributes: bool) -> Result<Problem> {
        let mut findings = Findings::default();
        let Parts { checked, joined, tables, source, made, .. } = self;
        let located = |error: Error| match (error, made) {
            (Error::Findings(mut findings), Some(made)) => {
                made.locate(&mut findings, source);
                Error::Findings(findings)
            }
            (error, _) => error,
        };
        let problem = build::build(
            checked,
            joined.clone(),
            tables,
            source,
            what_if,
            no_attributes,
            &mut findings,
        );
        let problem = problem.map_err(located)?;
        findings.into_warnings().map(|_| problem).map_err(located)
    }
}

impl Case {
    /// Read, check and build a case.
    ///
    /// # Errors
    /// [`Error::Findings`] with everything that is wrong in the files; [`Error::Io`] if the
    /// criteria file cannot be read; [`Error::UnknownName`] for a built-in case that is not;
    /// [`Error::Argument`] for a what-if that does not fit.
    ///
    /// ```
    /// use afweging::case::{Case, DEFAULT, Location, WhatIf};
    ///
    /// let case = Case::open(&Location::of(DEFAULT), &WhatIf::default())?;
    /// assert_eq!(case.id, "flemish-cluster-policy");
    /// assert_eq!(case.problem.groups().len(), 6); // the clusters
    ///
    /// let error = Case::open(&Location::of("flemish-cluster"), &WhatIf::default()).unwrap_err();
    /// assert!(error.to_string().starts_with("unknown case `flemish-cluster`"));
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn open(location: &Location, what_if: &WhatIf) -> Result<Case> {
        let _step = begin(Stage::Read, 0);
        let mut findings = Findings::default();
        let table = match location {
            Location::Table(table) => table,
            Location::Builtin(_) | Location::Path(_) => {
                let (name, bytes) = location.read()?;
                let mut files = vec![InputFile::new(&name, &bytes)];
                let source = crate::case::read::source::text(&name, bytes)?;
                let Some((file, checked)) = understood(&source, &mut findings) else {
                    return Err(Error::Findings(findings));
                };
                let requested = crate::case::file::data_keys::requested(
                    location,
                    &file,
                    what_if,
                    &source,
                    &mut findings,
                )?;
                let tables =
                    crate::case::read::data_tables::read(&requested, &mut files, &mut findings);
                if tables.len() != requested.tables.len() {
                    return Err(Error::Findings(findings));
                }
                let read = ReadCase { source, file, checked, tables, files };
                return Case::assemble(read, what_if, findings);
            }
        };
        let Some(MadeCase { made, name, tables, files, reading }) =
            of_table(table, what_if, &mut findings)?
        else {
            return Err(Error::Findings(findings));
        };
        let source = made.source(&name);
        let case = match understood(&source, &mut findings) {
            Some((file, checked)) => {
                let read = ReadCase { source: source.clone(), file, checked, tables, files };
                Case::assemble(read, what_if, findings)
            }
            None => Err(Error::Findings(findings)),
        };
        // Nobody has seen the text that was made.
        match case {
            Ok(mut case) => {
                for findings in
                    [&mut case.warnings, &mut case.inadmissible, &mut case.contradictory]
                {
                    *findings = made.all_located(std::mem::take(findings), &source);
                }
                case.reading = reading;
                if let Some(parts) = &mut case.parts {
                    parts.made = Some(made);
                }
                Ok(case)
            }
            Err(Error::Findings(mut findings)) => {
                made.locate(&mut findings, &source);
                Err(Error::Findings(findings))
            }
            Err(error) => Err(error),
        }
    }

    /// The case that was read.
    fn assemble(read: ReadCase, what_if: &WhatIf, mut findings: Findings) -> Result<Case> {
        let ReadCase { source, file, checked, tables, files } = read;
        let Some(joined) = join::join(&checked, &source, &tables, &mut findings) else {
            return Err(Error::Findings(findings));
        };
        if !joined.complete {
            return Err(Error::Findings(findings));
        }
        let as_of = file.head.as_of.as_ref().map(|at| at.value.to_string());
        let later = later(&joined, &tables, as_of.as_deref());
        let mut passages: Vec<String> = Vec::new();
        for passage in joined.passages() {
            if !passages.iter().any(|known| known == passage) {
                passages.push(passage.to_owned());
            }
        }
        let kept = (!passages.is_empty() || !checked.claims.is_empty()).then(|| joined.clone());
        let problem =
            build::build(&checked, joined, &tables, &source, what_if, false, &mut findings);
        // What is wrong in the files comes before what is wrong on the command line.
        if findings.has_errors() {
            return Err(Error::Findings(findings));
        }
        let head = file.head;
        let problem = problem?;
        let located = crate::case::build::preference::located(&checked, &problem);
        let inadmissible =
            crate::case::check::admissible::inadmissible(&located, &problem.tree, &source);
        // Constraints alone were found to agree.
        let contradictory = match problem.preferences.is_empty() {
            true => Vec::new(),
            false => crate::case::check::admissible::conflicts(&located, &problem.tree, &source),
        };
        Ok(Case {
            title: head.title.unwrap_or_else(|| Text::plain(&head.id.value)),
            id: head.id.value,
            question: head.question.unwrap_or_default(),
            decider: head.decider.unwrap_or_default(),
            as_of,
            status: head.status,
            notice: head.notice.unwrap_or_default(),
            methods: checked.methods.clone(),
            problem,
            inadmissible,
            contradictory,
            actors: checked.actors.clone(),
            weighted: file.criteria.iter().any(|at| at.value.weight.is_some())
                || !what_if.weights.is_empty(),
            files,
            warnings: findings.into_warnings()?,
            later,
            what_ifs: what_if.words(),
            passages,
            reading: None,
            parts: kept.map(|joined| Parts {
                checked,
                joined,
                tables,
                source,
                what_if: what_if.clone(),
                made: None,
            }),
        })
    }

    /// The problem without a passage: what rests on it, alone or with others, becomes unknown.
    ///
    /// # Errors
    /// [`Error::Argument`] for a passage nothing rests on; [`Error::Findings`] where the case cannot
    /// do without it (a numeric criterion without a scale has no range for what is unknown).
    pub fn without_passage(&self, passage: &str) -> Result<Problem> {
        let unknown =
            || Error::unknown("passage", passage, self.passages.iter().map(String::as_str));
        let Some(parts) = &self.parts else { return Err(unknown()) };
        let mut what_if = parts.what_if.clone();
        what_if.without_passages.push(passage.to_owned());
        parts.build(&what_if, false)
    }

    /// The problem in which no attribute is known; `None` where the case makes no claims or has no
    /// attributes.
    ///
    /// # Errors
    /// [`Error::Findings`] where the case cannot do without them.
    pub fn without_attributes(&self) -> Result<Option<Problem>> {
        let some = self.problem.names.len() > self.problem.tree.leaves.len()
            && !self.problem.claims.is_empty();
        self.parts
            .as_ref()
            .filter(|_| some)
            .map(|parts| parts.build(&parts.what_if, true))
            .transpose()
    }
}

/// A case whose criteria file was made of something else.
struct MadeCase {
    made: made_text::MadeText,
    /// The name by which its user knows what it was made of.
    name: String,
    tables: Vec<crate::case::read::tables::RawTable>,
    files: Vec<InputFile>,
    /// How a table alone was read.
    reading: Option<TableReading>,
}

/// The case that a table stands for: a workbook that holds a whole one, or a table alone.
fn of_table(
    file: &TableFile,
    what_if: &WhatIf,
    findings: &mut Findings,
) -> Result<Option<MadeCase>> {
    #[cfg(not(feature = "xlsx"))]
    let bytes = None;
    #[cfg(feature = "xlsx")]
    let bytes = {
        use workbook::reading::{Opened, WorkbookCase, open};
        match open(file, what_if, findings)? {
            Opened::NoCase(bytes) => bytes,
            Opened::Refused => return Ok(None),
            Opened::Case(case) => {
                let WorkbookCase { made, name, tables, files } = *case;
                return Ok(Some(MadeCase { made, name, tables, files, reading: None }));
            }
        }
    };
    let Some(read) = table::open(file, bytes, what_if, findings)? else { return Ok(None) };
    let TableCase { text, mut table, attributes, files, reading, .. } = read;
    attributes.iter().rev().for_each(|column| table.without_column(*column));
    let (made, name) = (text.made(), table.name.clone());
    Ok(Some(MadeCase { made, name, tables: vec![table], files, reading: Some(reading) }))
}

/// Warnings about entries dated after the case.
fn later(
    joined: &join::Joined,
    tables: &[crate::case::read::tables::RawTable],
    as_of: Option<&str>,
) -> Vec<Finding> {
    let Some(as_of) = as_of else { return Vec::new() };
    let mut out = Vec::new();
    for (number, input) in joined.inputs.listed() {
        let Some((table, row, column)) = joined.places.get(number) else { continue };
        if input.quantity.is_unknown() {
            continue;
        }
        let Some(record) = input.record.as_ref().filter(|record| record.is_later(as_of)) else {
            continue;
        };
        let date = record.as_of.as_deref().unwrap_or_default();
        let message = format!(
            "`{}`: this figure is of {date}, later than the case ({as_of})",
            joined.names[input.name]
        );
        out.push(
            Finding::warning(tables[table].place(row, column), message)
                .help("say in the case why a later figure may be used"),
        );
    }
    out
}
