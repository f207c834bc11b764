//! What the user writes: a criteria file and its tables, from unchecked to checked to a decision
//! [`Problem`].
//!
//! In order: the criteria file is taken apart (`file`), its meaning is checked (`check`), the tables
//! are read and joined to alternatives and inputs (`join`, with the readers of `read`), and what-ifs
//! and ranges make the problem (`build`). Each step adds to one list of findings; nothing stops at
//! the first.

pub mod answers;
mod baseline;
mod build;
mod check;
mod edit;
pub(crate) mod file;
mod in_blocks;
mod join;
pub(crate) mod made_text;
mod parts;
mod pathway;
pub(crate) mod read;
pub(crate) mod scenarios;
mod seen_by;
pub mod sequences;
mod stated_actor;
mod stated_gate;
mod stated_shift;
mod table;
mod understood;
#[cfg(feature = "xlsx")]
pub(crate) mod workbook;

pub use crate::case::read::location::{DEFAULT, Location, TableFile};
use crate::error::both;
use crate::error::{Error, Finding, Findings, Place, Result, Source};
use crate::method::Method;
use crate::problem::{Panel, PathwayModel, PortfolioModel, Problem, Says, Text, WeightScenarios};
use crate::progress::{Stage, begin};
use crate::weighting::Derivation;
use crate::weighting::data::DataDerivation;
use crate::weighting::{Centre, Weighting};
use build::{Built, Files};
use parts::Parts;
use std::sync::Arc;
use understood::{read_matrices, understood};

pub use crate::case::build::weighting::Reweighed;
pub use crate::case::edit::with_weights;
pub use crate::case::file::figure::Figure;
pub use crate::case::file::init::{copy, skeleton};
pub use crate::case::file::scenarios_are::ScenariosAre;
#[cfg(feature = "cli")]
pub use crate::case::file::schema::schema;
pub use crate::case::file::shape::{Holds, PolicyFile, Status};
pub use crate::case::file::what_if::{LimitSetting, PathwayWhatIf, Setting, WhatIf, pair, weights};
pub use crate::case::in_blocks::BlockCase;
pub(crate) use crate::case::in_blocks::BlockProblem;
pub(crate) use crate::case::read::blocks::TableParts;
pub use crate::case::read::builtin::names as builtin_names;
pub use crate::case::read::recognise::MaxSize;
pub use crate::case::read::source::InputFile;
pub use crate::case::read::stated_marks::{Decimal, StatedMarks as MarksGiven, Thousands};
pub use crate::case::read::table_options::{self, TableOptions, shell_word};
pub use crate::case::read::written::two_readings;
pub use crate::case::stated_actor::StatedActor;
pub use crate::case::stated_gate::{Asks, GateTest, KeyCondition, StatedFact, StatedGate};
pub use crate::case::stated_shift::{ShiftBy, StatedShift};
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
    /// The weights that follow from what people say, a derivation per set of siblings.
    pub derivations: Vec<Derivation>,
    /// The weights that follow from the data.
    pub from_data: Vec<DataDerivation>,
    /// The ids of the criteria to which what-ifs gave another weight.
    pub replaced: Vec<String>,
    /// The constraints and preferences that the weights (with what-ifs) do not meet; studies of
    /// admissible weights refuse to start from there.
    pub inadmissible: Vec<Finding>,
    /// The preferences (and constraints) that no weights meet together under the value functions
    /// given: studies of admissible weights refuse.
    pub contradictory: Vec<Finding>,
    /// Why a group has no baseline, or not a single one, where the file names one with which
    /// benefits and burdens are compared: [`Case::panel`] refuses, and nothing else needs it.
    pub without_baseline: Vec<Finding>,
    /// The actors, as the case has them; [`Case::panel`] gives each its problem.
    pub actors: Vec<StatedActor>,
    /// The place among them of the actor through whose eyes the case is seen: then the problem and
    /// all that is said of its weights are this actor's. `None`: they are the decider's.
    pub seen_by: Option<usize>,
    /// The facts that requirements can use, in the order of the file.
    pub facts: Vec<StatedFact>,
    /// What each of [`Problem::requirements`] asks, in the same order.
    pub gates: Vec<StatedGate>,
    /// How attributes shift figures, in the order of the file; none where a what-if leaves
    /// adjustments out.
    pub shifts: Vec<StatedShift>,
    /// The header of each leaf's column in the tables, in leaf order.
    pub columns: Vec<String>,
    /// The scenarios that the case or the what-ifs name: sets of weights, in full. `None` where
    /// neither names any.
    pub scenarios: Option<WeightScenarios>,
    /// Whether the file or a what-if gives any weight; if not, [`Case::centre`] stands for them, or
    /// else siblings weigh the same for want of better.
    pub weighted: bool,
    /// The centre of the weights that meet constraints and preferences, where the case has some of
    /// these and no weights, and any weights meet them: the problem's weights are these.
    pub centre: Option<Centre>,
    /// The files it was read from, in order.
    pub files: Vec<InputFile>,
    /// What is chosen together, and within which limits; `None` where the file does not say, or the
    /// what-ifs leave nothing to choose: see [`Case::portfolio_model`].
    pub portfolio: Option<PortfolioModel>,
    /// Why the what-ifs leave nothing to choose.
    pub without_portfolio: Vec<Finding>,
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

/// A case as its files have it.
struct ReadCase {
    source: Arc<Source>,
    file: crate::case::file::parse::CaseFile,
    checked: crate::case::check::checked::Checked,
    tables: Vec<crate::case::read::tables::RawTable>,
    scenarios: Option<crate::case::read::tables::RawTable>,
    files: Vec<InputFile>,
}

impl Case {
    /// The constraints and preferences that the weights do not meet: those of
    /// [`Case::inadmissible`] or, where the groups of the problem have weights of their own, those
    /// that the weights of some group do not meet.
    pub fn unmet(&self) -> Vec<Finding> {
        if self.problem.group_weights.is_empty() {
            return self.inadmissible.clone();
        }
        let file = self.files.first().map_or("", |file| file.name.as_str());
        let actor = self.seen_by.map(|at| self.actors[at].id.as_str());
        crate::case::check::admissible::inadmissible_in_groups(&self.problem, file, actor)
    }

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
                let Some((file, mut checked)) = understood(&source, &mut findings) else {
                    return Err(Error::Findings(findings));
                };
                read_matrices(&mut checked, location, what_if, &source, &mut files, &mut findings);
                let requested = crate::case::file::data_keys::requested(
                    location,
                    &file,
                    what_if,
                    &source,
                    &mut findings,
                )?;
                let tables =
                    crate::case::read::data_tables::read(&requested, &mut files, &mut findings);
                let scenarios = scenarios::request::table(
                    location,
                    (&file, &source),
                    scenarios::request::header_names(&checked),
                    what_if,
                    requested.marks,
                    &mut files,
                    &mut findings,
                );
                if tables.len() != requested.tables.len() {
                    return Err(Error::Findings(findings));
                }
                let read = ReadCase { source, file, checked, tables, scenarios, files };
                return Case::assemble(read, what_if, findings);
            }
        };
        let Some(MadeCase { made, name, tables, scenarios, mut files, marks, reading }) =
            of_table(table, what_if, &mut findings)?
        else {
            return Err(Error::Findings(findings));
        };
        let source = made.source(&name);
        let case = match understood(&source, &mut findings) {
            Some((file, mut checked)) => {
                read_matrices(&mut checked, location, what_if, &source, &mut files, &mut findings);
                let named = scenarios::request::table(
                    location,
                    (&file, &source),
                    scenarios::request::header_names(&checked),
                    what_if,
                    marks,
                    &mut files,
                    &mut findings,
                );
                // What the command line names comes before what the workbook holds.
                let scenarios = if what_if.scenarios.is_some() { named } else { scenarios };
                let source = source.clone();
                let read = ReadCase { source, file, checked, tables, scenarios, files };
                Case::assemble(read, what_if, findings)
            }
            None => Err(Error::Findings(findings)),
        };
        // Nobody has seen the text that was made.
        match case {
            Ok(mut case) => {
                for findings in [
                    &mut case.warnings,
                    &mut case.inadmissible,
                    &mut case.contradictory,
                    &mut case.without_baseline,
                    &mut case.without_portfolio,
                ] {
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
        let ReadCase { source, file, checked, tables, scenarios, files } = read;
        let are = what_if.scenarios_are.or(file.weights.scenarios_are);
        let named = scenarios.is_some();
        let rows =
            scenarios.and_then(|table| scenarios::read(&table, &checked, are, &mut findings));
        let Some(joined) = join::join(&checked, &source, &tables, &mut findings) else {
            return Err(Error::Findings(findings));
        };
        if !joined.complete {
            return Err(Error::Findings(findings));
        }
        if what_if.actor.is_none() {
            findings.0.extend(joined.cells_of_actors_only(&checked, &tables));
        }
        let as_of = file.head.as_of.as_ref().map(|at| at.value.to_string());
        let later = later(&joined, &tables, as_of.as_deref());
        let mut passages: Vec<String> = Vec::new();
        for passage in joined.passages() {
            if !passages.iter().any(|known| known == passage) {
                passages.push(passage.to_owned());
            }
        }
        pathway::scaleless(&checked, &joined, &source, &mut findings);
        findings.0.extend(joined.cells_of_periods_only(&tables));
        let needs_parts =
            !(checked.claims.is_empty() && checked.actors.is_empty()) || checked.pathway.is_some();
        let is_kept = needs_parts || !passages.is_empty();
        let (joined, kept) = match is_kept {
            true => (seen_by::figures(&joined, None), Some(joined)),
            false => (joined, None),
        };
        // What is asked of an actor changes its weights, and not those of the case.
        let of_case = match (&what_if.actor, rows.is_none() && (named || findings.has_errors())) {
            (Some(_), _) => what_if.without_weights(),
            // Scenarios that cannot be read are complained of below.
            (None, true) => what_if.clone(),
            (None, false) => weighed(what_if, rows.as_ref(), &checked)?,
        };
        let files_read = Files {
            checked: &checked,
            tables: &tables,
            source: &source,
            period: None,
            is_whole: true,
        };
        let own = build::build(files_read, joined, None, &of_case, false, &mut findings);
        // What is wrong in the files comes before what is wrong on the command line.
        if findings.has_errors() {
            return Err(Error::Findings(findings));
        }
        let own = own?;
        let (mut seen, mut seen_by) = (None, None);
        let mut without_baseline = Vec::new();
        if let Some(joined) = kept.as_ref().filter(|_| !checked.actors.is_empty()) {
            // What actors keep of the weights of the case are those of the file.
            let plain = what_if.without_weights();
            let as_written = match of_case == plain {
                true => None,
                false => {
                    let (joined, nothing) =
                        (seen_by::figures(joined, None), &mut Findings::default());
                    Some(build::build(files_read, joined, None, &plain, false, nothing)?)
                }
            };
            let case = as_written.as_ref().unwrap_or(&own);
            let common = parts::common(files_read, joined, case);
            without_baseline = parts::check_actors(&common, &plain, &mut findings)?;
            if findings.has_errors() {
                return Err(Error::Findings(findings));
            }
        }
        let mut weighed_by = of_case;
        if let Some(at) = parts::actor(what_if, &checked)? {
            seen_by = Some(at);
            weighed_by = weighed(what_if, rows.as_ref(), &checked)?;
            if let Some(joined) = &kept {
                let common = parts::common(files_read, joined, &own);
                let mut more = Findings::default();
                seen = Some(common.seen_by(at, &weighed_by, false, &mut more)?);
                parts::add_new(&mut findings, more);
            }
            warn_of_silence(&checked.actors[at], &weighed_by, &mut findings);
        }
        let (view, built) = match seen {
            Some(seen) => (Some(seen.checked), seen.built),
            None => (None, own),
        };
        let view = view.as_ref().unwrap_or(&checked);
        let head = file.head;
        let Built { problem, derivations, from_data, centre, portfolio, pathway: _, facts, gates } =
            built;
        let (portfolio, without_portfolio) = match portfolio {
            Some(Ok(model)) => (Some(model), Vec::new()),
            Some(Err(findings)) => (None, findings),
            None => (None, Vec::new()),
        };
        let scenarios = rows.map(|rows| rows.on(&problem.tree)).transpose()?;
        let located = crate::case::build::preference::located(view, &problem);
        let actor = seen_by.map(|at| checked.actors[at].id.value.as_str());
        let inadmissible = check::admissible::inadmissible(&located, &problem.tree, &source, actor);
        // Constraints alone were found to agree.
        let alone = problem.preferences.is_empty()
            && view.from_weighting.is_none()
            && !what_if.from_weighting;
        let contradictory = match alone {
            true => Vec::new(),
            false => check::admissible::conflicts(&located, &problem.tree, &source, actor),
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
            derivations,
            from_data,
            replaced: weighed_by.weights.iter().map(|(id, _)| id.clone()).collect(),
            inadmissible,
            contradictory,
            without_baseline,
            actors: checked.actors.iter().map(StatedActor::of).collect(),
            seen_by,
            facts,
            gates,
            shifts: match what_if.no_adjustments {
                true => Vec::new(),
                false => view.adjustments.iter().map(StatedShift::from).collect(),
            },
            columns: view.columns.iter().map(|column| column.value.clone()).collect(),
            scenarios,
            weighted: view.weighted || !weighed_by.weights.is_empty(),
            centre,
            files,
            portfolio,
            without_portfolio,
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
                what_if: weighed_by,
                made: None,
            }),
        })
    }

    /// The actors of the case, each with its own problem: the alternatives and groups of the case
    /// with its weights, its statements and its figures. What-ifs that change figures, or who
    /// competes, hold for all of them.
    ///
    /// # Errors
    /// [`Error::Undefined`] where the case has no actors; [`Error::Argument`] where it was opened
    /// with what-ifs that change weights, or through the eyes of one actor; [`Error::Findings`]
    /// where what an actor says does not hold together under the what-ifs, or a group is without the
    /// baseline that the case names.
    pub fn panel(&self) -> Result<Panel> {
        match self.parts.as_ref().filter(|_| !self.actors.is_empty()) {
            Some(parts) => parts.panel(&self.problem, self.weighted || self.centre.is_some()),
            None => Err(parts::no_actors()),
        }
    }

    /// What is chosen together, of the alternatives of [`Case::problem`].
    ///
    /// # Errors
    /// [`Error::Undefined`] where the file has no `[portfolio]`; [`Error::Findings`] where the
    /// what-ifs leave out the alternative that stands for none.
    pub fn portfolio_model(&self) -> Result<&PortfolioModel> {
        match &self.portfolio {
            Some(model) => Ok(model),
            None if self.without_portfolio.is_empty() => Err(parts::no_portfolio()),
            None => Err(Error::Findings(Findings(self.without_portfolio.clone()))),
        }
    }

    /// Whether the file has a pathway.
    pub fn has_pathway(&self) -> bool {
        self.parts.as_ref().is_some_and(|parts| parts.checked.pathway.is_some())
    }

    /// What is chosen period after period: the periods of the case with a problem for each (or one
    /// that holds for all, where no row of a table names a period), and what holds of paths. Weights
    /// and what is said of them are those of the case in every period. An input has the same number
    /// in all of these problems. What-ifs hold in all periods, and where the case is seen through
    /// the eyes of an actor, so are these.
    ///
    /// # Errors
    /// [`Error::Undefined`] where the case has no pathway; [`Error::Argument`] for what-ifs that do
    /// not fit; [`Error::Findings`] where the figures of a period do not do, or a what-if leaves a
    /// path without its start.
    pub fn pathway(&self) -> Result<PathwayModel> {
        match self.parts.as_ref().filter(|parts| parts.checked.pathway.is_some()) {
            Some(parts) => parts.pathway(&self.problem, self.seen_by),
            None => Err(pathway::no_pathway()),
        }
    }

    /// The problem with weights that another weighting makes of the same judgements, or of the data.
    /// From data all criteria are weighed at once, and a node has what those below it have together.
    ///
    /// # Errors
    /// [`Error::Undefined`] where the data, or the judgements, give no weights by it.
    pub fn reweighed(&self, weighting: &Weighting) -> Result<Reweighed> {
        build::weighting::reweighed(&self.problem, &self.derivations, weighting)
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

/// Say of an actor who says nothing of weights that those shown are not its own.
fn warn_of_silence(
    actor: &check::checked::CheckedActor,
    what_if: &WhatIf,
    findings: &mut Findings,
) {
    if actor.says() != Says::Nothing || !what_if.weights.is_empty() {
        return;
    }
    let id = &actor.id.value;
    let place = Place::Argument { argument: "actor", value: Some(id.clone()) };
    let message = both(
        format!(
            "`{id}` says nothing of weights and has no ranking: here its criteria weigh the same, and that is not what it says"
        ),
        format!(
            "`{id:#}` zegt niets over gewichten en heeft geen rangorde: zijn criteria wegen hier even zwaar, en dat is niet wat hij zegt"
        ),
    );
    let help = both(
        format!(
            "`afweging actors` shows what `{id}` can make of each alternative; --weights tries weights"
        ),
        format!(
            "`afweging actors` toont wat `{id:#}` van elk alternatief kan vinden; --weights probeert gewichten"
        ),
    );
    findings.push(Finding::warning(place, message).help(help));
}

/// The what-ifs with the weights of their scenario among the others, which replace them.
///
/// # Errors
/// [`Error::Argument`] where there is no such scenario.
fn weighed(
    what_if: &WhatIf,
    scenarios: Option<&scenarios::ScenarioRows>,
    checked: &crate::case::check::checked::Checked,
) -> Result<WhatIf> {
    let Some(name) = &what_if.scenario else { return Ok(what_if.clone()) };
    let Some(scenarios) = scenarios else {
        let message = both(
            "this case has no scenarios: `weights` under [weights] names a table of them, and so does --scenarios",
            "dit dossier heeft geen scenario's: `weights` onder [weights] noemt er een tabel van, en --scenarios ook",
        );
        return Err(Error::argument("scenario", name, message));
    };
    let mut weights = scenarios.weights_of(name, &checked.tree)?;
    weights.retain(|(id, _)| !what_if.weights.iter().any(|(other, _)| other == id));
    weights.extend(what_if.weights.iter().cloned());
    Ok(WhatIf { weights, ..what_if.clone() })
}

/// A case whose criteria file was made of something else.
struct MadeCase {
    made: made_text::MadeText,
    /// The name by which its user knows what it was made of.
    name: String,
    tables: Vec<crate::case::read::tables::RawTable>,
    /// The table of scenarios that it holds.
    scenarios: Option<crate::case::read::tables::RawTable>,
    files: Vec<InputFile>,
    /// What is said of the points and commas of its numbers.
    marks: crate::case::read::stated_marks::StatedMarks,
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
                let WorkbookCase { made, name, tables, scenarios, marks, files } = *case;
                let reading = None;
                return Ok(Some(MadeCase { made, name, tables, scenarios, files, marks, reading }));
            }
        }
    };
    let Some(read) = table::open(file, bytes, what_if, findings)? else { return Ok(None) };
    let TableCase { text, mut table, attributes, files, reading, .. } = read;
    attributes.iter().rev().for_each(|column| table.without_column(*column));
    let (made, name, marks) = (text.made(), table.name.clone(), table.marks);
    let (tables, reading) = (vec![table], Some(reading));
    Ok(Some(MadeCase { made, name, tables, scenarios: None, files, marks, reading }))
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
        let message = both(
            format!(
                "`{}`: this figure is of {date}, later than the case ({as_of})",
                joined.names[input.name]
            ),
            format!(
                "`{:#}`: dit cijfer is van {date:#}, later dan het dossier ({as_of:#})",
                joined.names[input.name]
            ),
        );
        out.push(Finding::warning(tables[table].place(row, column), message).help(both(
            "say in the case why a later figure may be used",
            "zeg in het dossier waarom een later cijfer mag worden gebruikt",
        )));
    }
    out
}
