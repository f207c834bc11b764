//! The passes of a streamed evaluation, one after the other.

use super::by_row::RowNumbers;
use super::columns;
use super::groups::{Groups, Snapshot};
use super::output;
use super::pipeline::in_order;
use super::rank_columns::{self, RowRanks};
use super::ranks::above;
use super::request::StreamRequest;
use super::scores::{self, RowOf};
use super::sorter::{Record, Sorted, Sorter, descending};
use super::sure::{self, Sure};
use super::top::{self, Best, Together, Top};
use super::twice;
use crate::case::{BlockCase, BlockProblem};
use crate::error::{Error, Finding, Phrase, Place, Result, both};
use crate::method::{ByRow as MethodByRow, FittedTo, Method};
use crate::problem::Problem;
use crate::problem::ranking::tolerance;
use crate::progress::{Stage, Step, begin};
use crate::table::Table;
use crate::tolerance::SUM_ROUNDING;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// What came of a streamed evaluation.
#[derive(Debug)]
#[non_exhaustive]
pub struct Streamed {
    /// How many rows were asked for.
    pub rows: u64,
    /// How many rows were written.
    pub written: u64,
    /// How many groups they are in.
    pub groups: usize,
    /// The files that were written.
    pub files: Vec<PathBuf>,
    /// How often the table was read.
    pub passes: usize,
    /// What is worth knowing about the rows, the first few of each kind.
    pub warnings: Vec<Finding>,
}

/// So many warnings are kept: what is odd in one row is often odd in a million of them.
const MOST_WARNINGS: usize = 10;

/// What takes all pairs of alternatives needs about so many bytes for each pair.
const BYTES_PER_PAIR: u64 = 8;

/// What takes all alternatives needs about so many bytes for each of their figures.
const BYTES_PER_FIGURE: u64 = 64;

/// Score and rank the rows of a table that is read block by block, and write them.
///
/// # Errors
/// [`Error::Size`] for a method whose scores rest on all alternatives, with the memory that would
/// take; [`Error::Findings`] for parts that cannot be read, change or differ, and for everything
/// wrong in the first block in which something is; [`Error::Undefined`] where the method is not
/// defined for the data; [`Error::Argument`] for a request that does not fit; [`Error::Io`] of the
/// files. Nothing is left behind then.
///
/// ```
/// use afweging::case::{BlockCase, Location, WhatIf};
/// use afweging::method::Method;
/// use afweging::stream::{Destination, Limits, StreamRequest, stream};
/// use afweging::write::{Format, Options, Record};
///
/// let folder = tempfile::tempdir().unwrap();
/// let at = |name: &str| folder.path().join(name);
/// std::fs::write(
///     at("case.toml"),
///     "format = 1\nid = \"cells\"\ndata = [\"cells.csv\"]\n[[keys]]\nid = \"cell\"\n\
///      [[criteria]]\nid = \"sun\"\nscale = { min = 0, max = 10 }\n",
/// )
/// .unwrap();
/// std::fs::write(at("cells.csv"), "cell,sun\nA,4\nB,9\nC,4\n").unwrap();
/// let case = BlockCase::open(&Location::Path(at("case.toml")), &WhatIf::default())?;
/// let done = stream(
///     &case,
///     &StreamRequest {
///         method: Method::default(),
///         destination: Destination::File(at("result.csv")),
///         format: Format::Csv,
///         options: Options::default(),
///         record: Record::default(),
///         top: None,
///         sure: None,
///         seed: 1,
///         limits: Limits::default(),
///     },
/// )?;
/// assert_eq!((done.rows, done.written), (3, 3));
/// let rows = std::fs::read_to_string(at("result.csv")).unwrap();
/// // A and C tie behind B.
/// assert!(rows.lines().nth(1).unwrap().starts_with("A,weighted-sum,0.4,0.4,0.4,2,2,2,3"));
/// # Ok::<(), afweging::Error>(())
/// ```
pub fn stream(case: &BlockCase, request: &StreamRequest) -> Result<Streamed> {
    crate::write::stream::check(request.format)?;
    if request.top == Some(0) {
        let message =
            both("at least the best one is asked for", "minstens de beste wordt gevraagd");
        return Err(Error::argument("top", 0, message));
    }
    if request.sure.is_some() {
        sure::check_method(&request.method)?;
    }
    request.destination.check(case, request.format.extension())?;
    let (rows, _) = case.parts().rows();
    let run = Run { case, request, rows, warnings: Mutex::default(), passes: Mutex::new(0) };
    let first = run.first()?;
    let by_row = by_row(&request.method, &first, rows)?;
    let sure = match &request.sure {
        Some(wanted) => Some(Sure::new(wanted, &first, request.seed)?),
        None => None,
    };
    run.all(first, by_row, sure)
}

/// What the method looks at beside a row.
fn by_row(method: &Method, problem: &Problem, rows: u64) -> Result<MethodByRow> {
    if let Some(by_row) = method.definition().by_row(problem) {
        return Ok(by_row);
    }
    let name = method.name();
    let in_pairs = method.sheet().own_pairs.is_some();
    let leaves = problem.tree().leaves().len() as u64;
    let (bytes, why) = match in_pairs {
        true => (
            rows.saturating_mul(rows).saturating_mul(BYTES_PER_PAIR),
            Phrase(
                "which says of every two alternatives how they stand to each other,",
                "die van elke twee alternatieven zegt hoe ze tot elkaar staan,",
            ),
        ),
        false => (
            rows.saturating_mul(leaves).saturating_mul(BYTES_PER_FIGURE),
            Phrase(
                "whose scores rest on more of the others than ends and sums of columns,",
                "waarvan de scores op meer van de andere steunen dan uiteinden en sommen van kolommen,",
            ),
        ),
    };
    Err(Error::Size {
        what: both(
            format!("{name} of {rows} alternatives, {why}"),
            format!("{name:#} van {rows:#} alternatieven, {why:#}"),
        ),
        bytes: usize::try_from(bytes).unwrap_or(usize::MAX),
        remedy: both(
            format!(
                "take a method that scores row by row ({}); or keep fewer rows, with --where or another table, and leave out --stream",
                row_by_row().join(", ")
            ),
            format!(
                "neem een methode die rij per rij scores geeft ({:#}); of behoud minder rijen, met --where of een andere tabel, en laat --stream weg",
                row_by_row().join(", ")
            ),
        ),
    })
}

/// A few methods that score row by row, whatever the case.
fn row_by_row() -> [&'static str; 4] {
    ["weighted-sum", "topsis", "waspas", "moora-ratio"]
}

/// A run and what it gathers on its way.
struct Run<'a> {
    case: &'a BlockCase,
    request: &'a StreamRequest,
    /// About how many rows there are.
    rows: u64,
    warnings: Mutex<Vec<Finding>>,
    passes: Mutex<usize>,
}

/// What sorts of scores a run keeps.
struct Kept {
    scores: Option<Sorter>,
    best: Vec<Best>,
    header: Option<Table>,
    rows: u64,
    marks: Sorter,
}

impl Run<'_> {
    fn sorter(&self) -> Sorter {
        Sorter::new(&self.request.destination.folder(), self.request.limits.records)
    }

    fn numbers(&self, rows: u64) -> RowNumbers {
        RowNumbers::new(&self.request.destination.folder(), rows, self.request.limits.records)
    }

    /// Go through the blocks of some parts.
    fn pass<T: Send>(
        &self,
        parts: Range<usize>,
        step: &Step,
        work: impl Fn(BlockProblem) -> Result<T> + Sync,
        mut take: impl FnMut(T) -> Result<()>,
    ) -> Result<()> {
        let table = self.case.parts();
        let limits = self.request.limits;
        in_order(
            limits.threads,
            |give| {
                for part in parts {
                    let mut more = true;
                    table.fetch(part, limits.rows_per_block, &mut |block| {
                        more = give(block);
                        more
                    })?;
                    table.part(part).check()?;
                    if !more {
                        break;
                    }
                }
                Ok(())
            },
            |block| {
                let Some(block) = self.case.problem(block)? else { return Ok(None) };
                step.add(block.rows as u64);
                work(block).map(Some)
            },
            |done| done.map_or(Ok(()), &mut take),
        )
    }

    /// A pass over the whole table.
    fn whole<T: Send>(
        &self,
        work: impl Fn(BlockProblem) -> Result<T> + Sync,
        take: impl FnMut(T) -> Result<()>,
    ) -> Result<()> {
        *self.passes.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        let step = begin(Stage::Rows, self.rows.max(2));
        self.pass(0..self.case.parts().len(), &step, work, take)
    }

    /// The problem of the first block, from which it is told what a method needs.
    fn first(&self) -> Result<Problem> {
        let mut first = None;
        let step = begin(Stage::Read, 0);
        for part in 0..self.case.parts().len() {
            let mut failed = None;
            self.case.parts().fetch(part, self.request.limits.rows_per_block, &mut |block| {
                match self.case.problem(block) {
                    Ok(found) => first = found,
                    Err(error) => failed = Some(error),
                }
                first.is_none() && failed.is_none()
            })?;
            if let Some(error) = failed {
                return Err(error);
            }
            if first.is_some() {
                break;
            }
        }
        drop(step);
        first.map(|block| block.problem).ok_or_else(|| {
            Error::argument_as_a_whole(
                "filter",
                both(
                    "no row of the table is asked for",
                    "geen enkele rij van de tabel wordt gevraagd",
                ),
            )
        })
    }

    /// Keep what is worth knowing, once.
    fn warn(&self, block: &BlockProblem) {
        let mut warnings = self.warnings.lock().unwrap_or_else(PoisonError::into_inner);
        for warning in &block.warnings {
            let text = warning.message.to_string();
            let is_new = !warnings.iter().any(|known| known.message.to_string() == text);
            if is_new && warnings.len() < MOST_WARNINGS {
                warnings.push(warning.clone());
            }
        }
    }

    fn all(&self, first: Problem, by_row: MethodByRow, mut sure: Option<Sure>) -> Result<Streamed> {
        let leaves = first.tree().leaves().len();
        let all_scored = self.request.method.definition().is_fixed(&first);
        drop(first);
        let mut groups = Groups::default();
        if let MethodByRow::Columns(fitted) = &by_row {
            self.columns(&mut groups, fitted, all_scored)?;
        }
        let mut kept = self.scores(&mut groups, leaves, &mut sure)?;
        let tolerances: Vec<f64> = groups
            .known
            .iter()
            .map(|group| tolerance([group.largest]).max(SUM_ROUNDING * group.magnitude))
            .collect();
        if let Some(rows) =
            twice::first(&std::mem::replace(&mut kept.marks, self.sorter()).finish())?
        {
            return Err(self.twice(rows)?);
        }
        let header = kept.header.take();
        let scores = kept.scores.take().map(Sorter::finish);
        let mut ranks = RowRanks::default();
        if let Some(scores) = &scores {
            let of = (kept.rows, tolerances.as_slice());
            ranks.own = Some(self.ranks(scores, of, true)?);
            if groups.known.iter().any(|group| group.withheld && group.whole.crisp) {
                ranks.computed = Some(self.ranks(scores, of, false)?);
            }
            if groups.known.iter().any(|group| !group.whole.crisp) {
                let [surely, maybe] = self.bounds_above(&groups, &tolerances)?;
                (ranks.surely_above, ranks.maybe_above) = (Some(surely), Some(maybe));
            }
        }
        let best: Vec<Top> = kept
            .best
            .into_iter()
            .zip(&tolerances)
            .map(|(best, tolerance)| best.finish(*tolerance))
            .collect();
        drop(scores);
        let withheld: Vec<bool> = groups.known.iter().map(|group| group.withheld).collect();
        let (files, written) =
            self.output(&groups, header, (&ranks, &tolerances), (&best, &withheld), sure.as_ref())?;
        let passes = *self.passes.lock().unwrap_or_else(PoisonError::into_inner);
        let warnings =
            std::mem::take(&mut *self.warnings.lock().unwrap_or_else(PoisonError::into_inner));
        Ok(Streamed {
            rows: kept.rows,
            written,
            groups: groups.known.len(),
            files,
            passes,
            warnings,
        })
    }

    /// The ends of columns and the sums over them.
    fn columns(&self, groups: &mut Groups, fitted: &[FittedTo], all_scored: bool) -> Result<()> {
        let mut leaves = 0;
        self.whole(
            |block| Ok((block.problem.tree().leaves().len(), columns::ends(&block, all_scored))),
            |(count, ends)| {
                leaves = count;
                columns::add_ends(groups, ends);
                Ok(())
            },
        )?;
        for pass in 0..columns::passes(fitted) {
            let snapshot = groups.snapshot();
            self.whole(
                |mut block| Ok(columns::terms(&mut block, &snapshot, fitted, pass)),
                |terms| {
                    columns::add_terms(groups, terms, leaves);
                    Ok(())
                },
            )?;
            columns::finish_sums(groups);
        }
        Ok(())
    }

    /// The scores of all rows, and what they show of their groups.
    fn scores(&self, groups: &mut Groups, leaves: usize, sure: &mut Option<Sure>) -> Result<Kept> {
        let snapshot = groups.snapshot();
        let mut kept = Kept {
            scores: self.request.top.is_none().then(|| self.sorter()),
            best: Vec::new(),
            header: None,
            rows: 0,
            marks: self.sorter(),
        };
        let mut found = None;
        self.whole(
            |block| {
                self.warn(&block);
                scores::scores(block, &snapshot, &self.request.method, sure.as_ref())
            },
            |block| {
                let numbers: Vec<usize> =
                    block.groups.iter().map(|own| groups.number(&own.name, leaves)).collect();
                for (own, number) in block.groups.iter().zip(&numbers) {
                    let known = &mut groups.known[*number];
                    known.whole.ranked += own.ranked;
                    known.whole.crisp &= own.crisp;
                    known.whole.all_crisp &= own.all_crisp;
                    known.whole.has_ends |= own.has_ends;
                    known.magnitude = known.magnitude.max(own.magnitude);
                }
                if let Some(top) = self.request.top {
                    kept.best.resize_with(groups.known.len(), || Best::new(top));
                }
                for (group, row, computed, shown) in block.scores {
                    let number = numbers[group];
                    let known = &mut groups.known[number];
                    known.largest = known.largest.max(computed.abs());
                    known.withheld |= !shown;
                    match &mut kept.scores {
                        Some(sorter) => sorter.push(Record {
                            group: number as u32,
                            key: descending(computed),
                            value: (kept.rows + row) << 1 | u64::from(shown),
                        })?,
                        None if shown => kept.best[number].see(computed),
                        None => {}
                    }
                }
                if let Some((group, reference)) = block.reference {
                    let at = (numbers[group], reference);
                    if found.replace(at).is_some() {
                        return Err(sure::twice(self.request.sure.as_ref()));
                    }
                }
                for (row, (group, key)) in (kept.rows..).zip(block.marks) {
                    kept.marks.push(Record { group, key, value: row })?;
                }
                kept.header.get_or_insert(block.header);
                kept.rows += block.rows;
                Ok(())
            },
        )?;
        if let Some(sure) = sure {
            sure.reference = found;
            sure.check_found()?;
        }
        Ok(kept)
    }

    /// Why two rows that name one alternative cannot both stand.
    fn twice(&self, (first, second): (u64, u64)) -> Result<Error> {
        let (mut rows, mut name, mut places) = (0, String::new(), [None, None]);
        self.whole(Ok, |block| {
            let of = |row: u64| row.checked_sub(rows).map(|at| at as usize);
            for (place, row) in places.iter_mut().zip([first, second]) {
                let found = of(row).and_then(|at| block.places.get(at));
                *place = found.cloned().or(place.take());
            }
            if let Some((alternative, _)) = of(second).and_then(|at| block.order.get(at)) {
                name = block.problem.full_name(*alternative);
            }
            rows += block.order.len() as u64;
            Ok(())
        })?;
        let file = || Place::File(self.case.parts().part(0).name());
        let [first, second] = places.map(|place| place.unwrap_or_else(file));
        Ok(twice::error(&name, &first, second))
    }

    /// The rank of each row, by row: of those whose score is `shown`, or of all.
    fn ranks(&self, scores: &Sorted, of: (u64, &[f64]), shown: bool) -> Result<RowNumbers> {
        let (rows, tolerances) = of;
        let mut by_row = self.numbers(rows);
        let counts = |record: &Record| !shown || record.value & 1 == 1;
        above(scores, scores, counts, tolerances, |query, ahead| {
            by_row.set(query.value >> 1, ahead + 1)
        })?;
        Ok(by_row)
    }

    /// By row, in groups where not all is one number: how many have a least score above the greatest
    /// of the row, and how many a greatest one above its least.
    fn bounds_above(&self, groups: &Groups, tolerances: &[f64]) -> Result<[RowNumbers; 2]> {
        let snapshot = groups.snapshot();
        let (mut lows, mut highs, mut rows) = (self.sorter(), self.sorter(), 0);
        self.whole(
            |block| scores::bounds(block, &snapshot, &self.request.method),
            |block| {
                for (group, row, (low, high)) in block.bounds {
                    let (group, value) = (group as u32, rows + row);
                    lows.push(Record { group, key: descending(low), value })?;
                    highs.push(Record { group, key: descending(high), value })?;
                }
                rows += block.rows;
                Ok(())
            },
        )?;
        let (lows, highs) = (lows.finish(), highs.finish());
        let count = |values: &Sorted, queries: &Sorted| -> Result<RowNumbers> {
            let mut by_row = self.numbers(rows);
            above(
                values,
                queries,
                |_| true,
                tolerances,
                |query, ahead| by_row.set(query.value, ahead),
            )?;
            Ok(by_row)
        };
        Ok([count(&lows, &highs)?, count(&highs, &lows)?])
    }

    /// Score again, and write the rows with their ranks.
    fn output(
        &self,
        groups: &Groups,
        header: Option<Table>,
        (ranks, tolerances): (&RowRanks, &[f64]),
        (best, withheld): (&[Top], &[bool]),
        sure: Option<&Sure>,
    ) -> Result<(Vec<PathBuf>, u64)> {
        *self.passes.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        let header = header.unwrap_or_else(|| Table::new("ranking"));
        let snapshot: Snapshot = groups.snapshot();
        let step = begin(Stage::Rows, self.rows.max(2));
        let mut cursors = ranks.begin();
        let is_kept = |row: &RowOf| match self.request.top {
            None => true,
            Some(_) => row.score.is_some_and(|score| best[row.group].rank(score).is_some()),
        };
        let (mut rows, mut written) = (0, 0);
        let parts = self.case.parts();
        let mut one =
            |parts: Range<usize>, out: &mut dyn FnMut(&Table) -> Result<()>| -> Result<()> {
                let mut together = Together::default();
                self.pass(
                    parts,
                    &step,
                    |block| scores::rows(block, &snapshot, &self.request.method, sure, &is_kept),
                    |block| {
                        let mut table = block.table;
                        let of_rows: Vec<RowOf> = block
                            .of_rows
                            .iter()
                            .map(|of| RowOf { row: rows + of.row, ..*of })
                            .collect();
                        let given = match self.request.top {
                            None => cursors.of(&of_rows, tolerances)?,
                            Some(_) => {
                                of_rows.iter().map(|of| top::given(best, withheld, of)).collect()
                            }
                        };
                        rank_columns::set(&mut table, &given);
                        rows += block.rows;
                        written += of_rows.len() as u64;
                        match self.request.top {
                            None => out(&table),
                            Some(top) => {
                                together.add(table, of_rows, given);
                                together.check(top, groups.known.len())
                            }
                        }
                    },
                )?;
                together.best_first().map_or(Ok(()), |table| out(&table))
            };
        let files = self.request.destination.files(parts, self.request.format.extension());
        let files = output::write(self.request, files, &header, &mut one)?;
        Ok((files, written))
    }
}
