//! A case whose table is too large for the memory: the criteria file is read as it always is, and
//! each block of rows becomes a problem of its own, by the same steps that make one of a whole
//! table. So a block means what its rows mean in memory: ranges, levels, what is unknown,
//! requirements and adjustments.
//!
//! What looks at several alternatives at once is refused: preferences, examples, weights that follow
//! from the data, actors and pathways.

use super::build::{self, Files};
use super::check::checked::Checked;
use super::file::data_keys;
use super::file::parse::CaseFile;
use super::file::shape::Status;
use super::file::what_if::WhatIf;
use super::join;
use super::read::blocks::{Block, TableParts};
use super::read::location::Location;
use super::read::long_table::FIGURE;
use super::read::parts;
use super::read::recognise::MaxSize;
use super::read::source::InputFile;
use super::read::stated_marks::{Decimal, StatedMarks, Thousands};
use super::read::tables::RawTable;
use super::understood::{read_matrices, understood};
use crate::error::{Error, Finding, Findings, Place, Result, Said, Source, both};
use crate::method::Method;
use crate::problem::{KeyValues, Problem, Text};
use crate::weighting::Weighting;
use std::path::PathBuf;
use std::sync::Arc;

/// A case whose table is read block by block.
pub struct BlockCase {
    /// Its id.
    pub id: String,
    /// A banner for every output; may be empty.
    pub notice: Text,
    /// How far it has come, if it says so.
    pub status: Option<Status>,
    /// The methods to run.
    pub methods: Vec<Method>,
    /// The criteria file and the tables of judgements that it names. The parts of the data are not
    /// among them: a sum of all their bytes would take another pass.
    pub files: Vec<InputFile>,
    /// What is worth knowing about the criteria file.
    pub warnings: Vec<Finding>,
    /// The what-ifs applied, in the words of the command line.
    pub what_ifs: Vec<String>,
    source: Arc<Source>,
    checked: Checked,
    marks: StatedMarks,
    /// The what-ifs without those that choose rows.
    what_if: WhatIf,
    /// Ids of keys with values of which a row must have one each.
    filter: Vec<(String, Vec<String>)>,
    parts: TableParts,
    /// The folders that stand for its table.
    folders: Vec<PathBuf>,
}

/// What a criteria file states, before its table is opened.
struct Stated {
    file: CaseFile,
    checked: Checked,
    findings: Findings,
    files: Vec<InputFile>,
    source: Arc<Source>,
    marks: StatedMarks,
    paths: Vec<PathBuf>,
    /// Whether a folder or a pattern stands for its table.
    is_spread: bool,
}

/// A block of rows as a problem.
pub(crate) struct BlockProblem {
    /// The problem.
    pub(crate) problem: Problem,
    /// How many rows the block has, those that no alternative stands for included.
    pub(crate) rows: usize,
    /// The alternatives in the order of their rows, each with its row.
    pub(crate) order: Vec<(usize, usize)>,
    /// Where the rows stand, those alone that are asked for.
    pub(crate) places: Vec<Place>,
    /// What is worth knowing about it.
    pub(crate) warnings: Vec<Finding>,
}

impl std::fmt::Debug for BlockCase {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.debug_struct("BlockCase").field("id", &self.id).finish_non_exhaustive()
    }
}

impl BlockCase {
    /// Read and check a criteria file, and open the parts of its table. A path of its data, or of
    /// [`WhatIf::data`], may be a file, a pattern or a folder.
    ///
    /// # Errors
    /// As for [`Case::open`](super::Case::open), and [`Error::Findings`] with everything in the file
    /// for which the whole table must be in memory.
    pub fn open(location: &Location, what_if: &WhatIf) -> Result<BlockCase> {
        BlockCase::of(BlockCase::stated(location, what_if)?, what_if)
    }

    /// The same, if the table can only be read in blocks where one of at most so many bytes is read
    /// into memory: it has more, or it is spread over several parts. `None` for a table that fits,
    /// for a case that cannot be read in blocks and is not spread, and for a criteria file that is a
    /// pipe.
    ///
    /// # Errors
    /// As for [`BlockCase::open`], of a table that is spread.
    pub fn open_if_needed(
        location: &Location,
        what_if: &WhatIf,
        most: MaxSize,
    ) -> Result<Option<BlockCase>> {
        // Who does not get a case here reads the file again, and a pipe gives its bytes only once.
        if matches!(location, Location::Path(path) if !path.is_file()) {
            return Ok(None);
        }
        let Ok(stated) = BlockCase::stated(location, what_if) else { return Ok(None) };
        if stated.is_spread {
            return BlockCase::of(stated, what_if).map(Some);
        }
        let fits = |case: &BlockCase| case.bytes() <= most.0 && case.parts.unpacked() <= most.0;
        Ok(BlockCase::of(stated, what_if).ok().filter(|case| !fits(case)))
    }

    fn stated(location: &Location, what_if: &WhatIf) -> Result<Stated> {
        let mut findings = Findings::default();
        if let Location::Table(table) = location {
            return Err(Error::argument(
                "location",
                table.path.display(),
                both(
                    "a table that is read in blocks needs a criteria file: `afweging init my-case --from` makes one of some rows of it, and --data names the whole",
                    "een tabel die in blokken wordt gelezen, vraagt een criteriabestand: `afweging init mijn-dossier --from` maakt er een van enkele rijen ervan, en --data noemt het geheel",
                ),
            ));
        }
        let (name, bytes) = location.read()?;
        let mut files = vec![InputFile::new(&name, &bytes)];
        let source = super::read::source::text(&name, bytes)?;
        let Some((file, mut checked)) = understood(&source, &mut findings) else {
            return Err(Error::Findings(findings));
        };
        read_matrices(&mut checked, location, what_if, &source, &mut files, &mut findings);
        let requested = data_keys::requested(location, &file, what_if, &source, &mut findings)?;
        refuse(&checked, what_if, &name, &mut findings);
        if requested.builtin {
            return Err(Error::argument(
                "location",
                &name,
                both(
                    "a built-in case fits in memory; leave out --stream, or give its table with --data",
                    "een ingebouwd dossier past in het geheugen; laat --stream weg, of geef de tabel ervan met --data",
                ),
            ));
        }
        // A column is not looked at as a whole here, so nothing shows what its commas are.
        let marks = match requested.marks == StatedMarks::default() {
            true => {
                StatedMarks { decimal: Some(Decimal::Point), thousands: Some(Thousands::Space) }
            }
            false => requested.marks,
        };
        let paths: Vec<PathBuf> = requested.tables.into_iter().map(|table| table.path).collect();
        let is_spread = paths.iter().any(|path| parts::is_spread(path));
        Ok(Stated { file, checked, findings, files, source, marks, paths, is_spread })
    }

    fn of(stated: Stated, what_if: &WhatIf) -> Result<BlockCase> {
        let Stated { file, mut checked, findings, files, source, marks, paths, .. } = stated;
        if findings.has_errors() {
            return Err(Error::Findings(findings));
        }
        checked.portfolio = None;
        checked.claims.clear();
        // A block without a value that the file lists is no news.
        checked.value_spans = vec![Vec::new(); checked.keys.len()];
        let keys: Vec<&str> = checked.keys.iter().map(|key| key.id.as_str()).collect();
        let mut wanted: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
        wanted.extend(checked.columns.iter().map(|column| column.value.clone()));
        wanted.extend(checked.attributes.keys().cloned());
        let parts = TableParts::open(parts::find(&paths)?, &wanted, &keys)?;
        check_headers(&checked, &parts)?;
        let mut filter: Vec<(String, Vec<String>)> = Vec::new();
        for (key, value) in &what_if.filter {
            if !keys.contains(&key.as_str()) {
                let unknown = Error::unknown("key", key, keys.iter().copied()).said();
                return Err(Error::argument("filter", format!("{key}={value}"), unknown));
            }
            match filter.iter_mut().find(|(known, _)| known == key) {
                Some((_, values)) => values.push(value.clone()),
                None => filter.push((key.clone(), vec![value.clone()])),
            }
        }
        let head = file.head;
        Ok(BlockCase {
            id: head.id.value,
            notice: head.notice.unwrap_or_default(),
            status: head.status,
            methods: checked.methods.clone(),
            files,
            warnings: findings.into_warnings()?,
            what_ifs: what_if.words(),
            source,
            checked,
            marks,
            what_if: WhatIf { filter: Vec::new(), data: Vec::new(), ..what_if.clone() },
            filter,
            parts,
            folders: paths.into_iter().filter(|path| path.is_dir()).collect(),
        })
    }

    /// How many bytes the parts of the table have.
    pub fn bytes(&self) -> u64 {
        self.parts.parts().map(|part| part.bytes()).sum()
    }

    /// The files of the parts, in the order in which they are read.
    pub fn part_paths(&self) -> impl Iterator<Item = &std::path::Path> {
        self.parts.parts().map(|part| part.path.as_path())
    }

    /// The folders that stand for the table: everything below them is a part of it.
    pub fn folders(&self) -> impl Iterator<Item = &std::path::Path> {
        self.folders.iter().map(PathBuf::as_path)
    }

    /// The parts of the table.
    pub(crate) fn parts(&self) -> &TableParts {
        &self.parts
    }

    /// The problem that a block of rows poses; `None` where no row of it is asked for.
    ///
    /// # Errors
    /// [`Error::Findings`] with all that is wrong in the block, each with its part and row.
    pub(crate) fn problem(&self, block: Block) -> Result<Option<BlockProblem>> {
        let table = self.parts.table(block)?;
        self.problem_of(table)
    }

    fn problem_of(&self, mut table: RawTable) -> Result<Option<BlockProblem>> {
        table.marks = self.marks;
        let rows = table.rows();
        let kept = self.kept(&table);
        if kept.is_empty() {
            return Ok(None);
        }
        if kept.len() < rows {
            let others: Vec<usize> =
                (0..rows).filter(|row| kept.binary_search(row).is_err()).collect();
            table.without_rows(&others);
        }
        let mut findings = Findings::default();
        let tables = [table];
        let joined = join::join(&self.checked, &self.source, &tables, &mut findings);
        let Some(joined) = joined.filter(|joined| joined.complete) else {
            return Err(Error::Findings(findings));
        };
        let files = Files {
            checked: &self.checked,
            tables: &tables,
            source: &self.source,
            period: None,
            is_whole: false,
        };
        let built = build::build(files, joined, None, &self.what_if, false, &mut findings);
        if findings.has_errors() {
            return Err(Error::Findings(findings));
        }
        let problem = built?.problem;
        let order = order(&problem, &kept).map_err(|row| {
            parts::refused(
                tables[0].name.clone(),
                both(
                    format!("row {}: its keys name no alternative", row + 1),
                    format!("rij {:#}: de sleutels benoemen geen alternatief", row + 1),
                ),
                both("give it a value of each key", "geef ze een waarde van elke sleutel"),
            )
        })?;
        let places = (0..tables[0].rows()).map(|row| tables[0].place(row, 0)).collect();
        Ok(Some(BlockProblem { problem, rows, order, places, warnings: findings.into_warnings()? }))
    }

    /// The rows that are asked for.
    fn kept(&self, table: &RawTable) -> Vec<usize> {
        let columns: Vec<(usize, &Vec<String>)> = self
            .filter
            .iter()
            .filter_map(|(key, values)| {
                let column = table.headers.iter().position(|header| header == key)?;
                Some((column, values))
            })
            .collect();
        let has_all = |row: &usize| {
            columns.iter().all(|(column, values)| {
                let text = table.cell(*row, *column).text();
                values.iter().any(|value| *value == text)
            })
        };
        (0..table.rows()).filter(has_all).collect()
    }
}

/// The alternatives of a problem in the order of the table's rows, each with its row; `kept` has the
/// row of each row of keys.
///
/// # Errors
/// The row, among those kept, that is of no alternative.
fn order(problem: &Problem, kept: &[usize]) -> std::result::Result<Vec<(usize, usize)>, usize> {
    let values =
        |row: usize| -> KeyValues { problem.rows()[row].iter().map(|(_, value)| *value).collect() };
    let alternatives = problem.alternatives();
    (0..problem.rows().len())
        .map(|row| {
            let own = values(row);
            // In most tables a row is the alternative of its number.
            let same = |at: &usize| alternatives.get(*at).is_some_and(|it| it.values() == &own[..]);
            let found = Some(row)
                .filter(same)
                .or_else(|| alternatives.binary_search_by(|it| it.values().cmp(&own[..])).ok());
            Ok((found.ok_or(row)?, kept[row]))
        })
        .collect()
}

/// What the criteria file or the what-ifs ask for that needs all alternatives at once.
fn refuse(checked: &Checked, what_if: &WhatIf, name: &str, findings: &mut Findings) {
    let mut say = |what: Said| {
        let message = both(
            format!("{what} cannot be had of a table that is read in blocks"),
            format!("{what:#} kunnen niet bij een tabel die in blokken wordt gelezen"),
        );
        findings.push(Finding::error(Place::File(name.to_owned()), message).help(both(
            "leave out --stream: with the table in memory it can; or leave this out",
            "laat --stream weg: met de tabel in het geheugen kan het wel; of laat dit weg",
        )));
    };
    let from_data = checked.weightings.iter().any(|it| matches!(it.method, Weighting::Data(_)));
    for (is_there, what) in [
        (!checked.actors.is_empty() || what_if.actor.is_some(), both("actors", "actoren")),
        (checked.pathway.is_some(), both("a pathway", "trajecten")),
        (!checked.preferences.is_empty(), both("preferences", "voorkeuren")),
        (!checked.examples.is_empty(), both("examples", "voorbeelden")),
        (from_data, both("weights that follow from the data", "gewichten uit de gegevens")),
        (what_if.scenario.is_some(), both("scenarios (--scenario)", "scenario's (--scenario)")),
        (
            !what_if.without_passages.is_empty(),
            both(
                "passages left out (--without-passage)",
                "weggelaten passages (--without-passage)",
            ),
        ),
        (
            what_if.force,
            both("levels taken as ratios (--force)", "niveaus als verhoudingen (--force)"),
        ),
        (
            what_if.set.iter().any(|it| checked.facts.iter().all(|fact| fact.0 != it.name)),
            both(
                "settings of anything but facts (--set)",
                "instellingen van iets anders dan feiten (--set)",
            ),
        ),
    ] {
        if is_there {
            say(what);
        }
    }
}

/// That the table has a column for every key, and a column for each criterion and not a row.
fn check_headers(checked: &Checked, table: &TableParts) -> Result<()> {
    let headers = table.headers();
    let has = |name: &str| headers.iter().any(|header| header == name);
    let file = table.part(0).name();
    if FIGURE.iter().all(|name| has(name)) {
        return Err(parts::refused(
            file,
            both(
                "this is a long table, with a row for each figure, and only a wide one is read in blocks",
                "dit is een lange tabel, met een rij per cijfer, en alleen een brede wordt in blokken gelezen",
            ),
            both(
                "give a table with a row for each alternative, or leave out --stream",
                "geef een tabel met een rij per alternatief, of laat --stream weg",
            ),
        ));
    }
    match checked.keys.iter().find(|key| !has(&key.id)) {
        Some(key) => Err(parts::refused(
            file,
            both(
                format!("there is no column for the key `{}`", key.id),
                format!("er is geen kolom voor de sleutel `{:#}`", key.id),
            ),
            both(
                "a table that is read in blocks has all keys in every row; a folder named key=value gives one to its parts",
                "een tabel die in blokken wordt gelezen, heeft in elke rij alle sleutels; een map met de naam sleutel=waarde geeft er een aan de delen erin",
            ),
        )),
        None => Ok(()),
    }
}
