//! Where a run over draws finds what was counted elsewhere or earlier, and leaves what it counts.

use super::belonging::{Together, damaged, difference, of_file, other_counts, together};
use super::record::{Origin, RunRecord, Tallies};
use super::segments::Segments;
use crate::error::{Error, Finding, Findings, Result, Said, both};
use std::cell::RefCell;
use std::ops::Range;
use std::time::{Duration, Instant};

/// A checkpoint is kept so often at most.
const OFTEN: Duration = Duration::from_millis(500);
/// Of all time no more than one part in so many goes into keeping them.
const EFFORT: u32 = 20;

/// What writes a checkpoint.
type Keep = Box<dyn FnMut(&[u8]) -> Result<()>>;

/// What one command counts, in shards or with checkpoints; or the parts of it that were counted
/// elsewhere.
pub struct Store {
    /// What is counted here, run after run in the order in which the command makes them.
    counted: Tallies,
    /// How many runs have begun.
    begun: usize,
    /// What was counted elsewhere: by part.
    parts: Option<Vec<Tallies>>,
    /// What files must be as they were for it, and what says so.
    as_in: Option<(String, Vec<(String, String)>)>,
    keep: Option<Keep>,
    /// It is called so often at most.
    pub(super) often: Duration,
    kept: Instant,
    took: Duration,
    /// Whether something was counted after the last checkpoint.
    has_rest: bool,
}

thread_local! {
    /// The store of the work under way in this thread.
    static STORE: RefCell<Option<Store>> = const { RefCell::new(None) };
}

/// Do some work with a store, in this thread, and give the store back.
pub fn within<R>(store: Store, work: impl FnOnce() -> R) -> (R, Store) {
    let before = STORE.replace(Some(store));
    let done = work();
    let store = STORE.replace(before);
    (done, store.expect("it was put there, and what is put within is taken away again"))
}

/// Say which files the case was read from, by name and SHA-256.
///
/// # Errors
/// [`Error::Findings`] if parts or a checkpoint were made from other files.
pub fn read_from(files: &[(String, String)]) -> Result<()> {
    STORE.with_borrow_mut(|store| match store {
        Some(store) => store.read_from(files),
        None => Ok(()),
    })
}

/// What cannot be drawn in parts, nor taken up where it was stopped, says so here.
///
/// # Errors
/// [`Error::Argument`] with this reason, if there is a store.
pub(crate) fn refuse(why: Said) -> Result<()> {
    STORE.with_borrow(|store| match store {
        None => Ok(()),
        Some(Store { counted, .. }) => Err(match counted.origin.share {
            Some(share) => Error::argument("shard", share, why),
            None => Error::argument_as_a_whole("checkpoint", why),
        }),
    })
}

impl Store {
    /// With nothing counted yet. `origin` says what will be, without the files.
    pub fn new(origin: Origin) -> Store {
        Store {
            counted: Tallies { origin, runs: Vec::new() },
            begun: 0,
            parts: None,
            as_in: None,
            keep: None,
            often: OFTEN,
            kept: Instant::now(),
            took: Duration::ZERO,
            has_rest: false,
        }
    }

    /// Keep a checkpoint with this, about twice a second while draws are made.
    pub fn keeping(mut self, keep: impl FnMut(&[u8]) -> Result<()> + 'static) -> Store {
        self.keep = Some(Box::new(keep));
        self
    }

    /// Go on from a checkpoint: the bytes of a file of this name.
    ///
    /// # Errors
    /// [`Error::Findings`] for one that is damaged, or belongs to another run.
    pub fn taking_up(mut self, name: &str, bytes: &[u8]) -> Result<Store> {
        // What is no checkpoint may be all that somebody has of it.
        let help = match Tallies::is_begun(bytes) {
            true => both(
                "name another file with --checkpoint, or remove this checkpoint to begin again",
                "noem een ander bestand met --checkpoint, of verwijder deze tussenstand om opnieuw te beginnen",
            ),
            false => both(
                "name another file with --checkpoint: this one is no checkpoint, and is left as it is",
                "noem een ander bestand met --checkpoint: dit is geen tussenstand, en blijft zoals het is",
            ),
        };
        let wrong = |why| Error::Findings(Findings(vec![of_file(name, why, help.clone())]));
        let found = Tallies::from_bytes(bytes).map_err(wrong)?;
        let this = both("this run", "deze uitvoering");
        if let Some(why) = difference(&found.origin, &self.counted.origin, &this) {
            return Err(wrong(why));
        }
        if let (Some(theirs), Some(own)) = (found.origin.share, self.counted.origin.share)
            && theirs != own
        {
            return Err(wrong(both(
                format!("it is of part {theirs}, and this run is part {own}"),
                format!("het is van deel {theirs:#}, en deze uitvoering is deel {own:#}"),
            )));
        }
        if found.runs.iter().any(|run| !run.fits(found.origin.share)) {
            return Err(wrong(other_counts()));
        }
        self.as_in = Some((name.to_owned(), found.origin.files.clone()));
        self.counted = found;
        Ok(self)
    }

    /// With what was counted elsewhere: the bytes of all parts, by the names of their files.
    ///
    /// # Errors
    /// [`Error::Findings`] with all that is wrong: parts that are damaged or not complete, that do
    /// not belong to the others, that are there twice, or that are missing.
    pub fn of_parts(files: Vec<(String, Vec<u8>)>) -> Result<Store> {
        let Together { model, origin, parts } = together(files)?;
        let as_in = Some((model, origin.files.clone()));
        let origin = Origin { share: None, ..origin };
        Ok(Store { parts: Some(parts), as_in, ..Store::new(origin) })
    }

    /// The command whose result the parts are of.
    pub fn command(&self) -> &[String] {
        &self.counted.origin.command
    }

    /// The name of the checkpoint, or of one of the parts, and the files that it was made from: by
    /// name and SHA-256.
    pub fn made_from(&self) -> Option<(&str, &[(String, String)])> {
        self.as_in.as_ref().map(|(name, files)| (name.as_str(), files.as_slice()))
    }

    /// What has been counted here; `None` if there was nothing to draw.
    pub fn tallies(&self) -> Option<&Tallies> {
        Some(&self.counted).filter(|counted| !counted.runs.is_empty())
    }

    fn read_from(&mut self, files: &[(String, String)]) -> Result<()> {
        let Some((made, before)) = &self.as_in else {
            self.counted.origin.files = files.to_vec();
            return Ok(());
        };
        let names = |files: &[(String, String)]| {
            files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>()
        };
        if names(files) != names(before) {
            let why = both(
                format!(
                    "it was made from {}, and now {} are read",
                    names(before).join(", "),
                    names(files).join(", ")
                ),
                format!(
                    "het is gemaakt van {:#}, en nu worden {:#} gelezen",
                    names(before).join(", "),
                    names(files).join(", ")
                ),
            );
            let help =
                both("give the case the files it had", "geef het dossier de bestanden die het had");
            return Err(Error::Findings(Findings(vec![of_file(made, why, help)])));
        }
        let changed = files.iter().filter(|file| !before.contains(file));
        let wrong: Vec<Finding> = changed
            .map(|(name, _)| {
                let why = both(
                    format!("it is not as it was when {made} was made"),
                    format!("het is niet meer zoals toen {made:#} werd gemaakt"),
                );
                let help = both(
                    "put back what it was, or begin again",
                    "zet het terug zoals het was, of begin opnieuw",
                );
                of_file(name, why, help)
            })
            .collect();
        if wrong.is_empty() { Ok(()) } else { Err(Error::Findings(Findings(wrong))) }
    }

    fn begin(&mut self, segments: Segments) -> Result<Todo> {
        let run = self.begun;
        self.begun += 1;
        let name = self.as_in.as_ref().map(|(name, _)| name.clone()).unwrap_or_default();
        if let Some(parts) = &mut self.parts {
            // What could only be drawn when all else was known is drawn now.
            if parts.iter().any(|part| run >= part.runs.len()) {
                return Ok(Todo::Everything);
            }
            let records = parts.iter_mut().map(|part| std::mem::take(&mut part.runs[run]));
            let records: Vec<RunRecord> = records.collect();
            if records.iter().any(|record| !record.is_of(segments)) {
                return Err(damaged(&name));
            }
            let state = records.last().map(|record| record.state.clone()).unwrap_or_default();
            let tallies: Vec<_> = records.into_iter().flat_map(|record| record.tallies).collect();
            if tallies.len() as u64 != segments.count() {
                return Err(damaged(&name));
            }
            return Ok(Todo::Take { name, tallies, state });
        }
        let share = self.counted.origin.share;
        let (count, draws) = (segments.count(), segments.draws());
        if let Some(share) = share.filter(|_| segments.may_stop()) {
            let why = both(
                "when enough is known, all draws before must have been counted: leave out --precision, and say how many --draws",
                "of genoeg bekend is, blijkt pas als alle trekkingen ervoor geteld zijn: laat --precision weg, en zeg met --draws hoeveel",
            );
            return Err(Error::argument("shard", share, why));
        }
        if let Some(share) = share.filter(|share| share.parts() > count) {
            let why = match count {
                1 => both(
                    format!("{draws} draws are too few to be made in parts; leave it out"),
                    format!(
                        "{draws:#} trekkingen zijn te weinig om in delen te maken; laat het weg"
                    ),
                ),
                _ => both(
                    format!("{draws} draws can be made in at most {count} parts"),
                    format!(
                        "{draws:#} trekkingen kunnen in hoogstens {count:#} delen worden gemaakt"
                    ),
                ),
            };
            return Err(Error::argument("shard", share, why));
        }
        let own = share.map_or(0..count, |share| share.of(count));
        let fresh = RunRecord { draws, segments: count, next: own.start, ..RunRecord::default() };
        let known = self.counted.runs.get(run).filter(|record| record.segments > 0);
        let record = known.cloned().unwrap_or(fresh);
        // How far it has come was checked when it was read.
        if !record.is_of(segments) {
            return Err(damaged(&name));
        }
        Ok(Todo::Count(Counted { name, run, record, own, is_part: share.is_some() }))
    }

    fn put(&mut self, run: usize, record: RunRecord) -> Result<()> {
        let runs = &mut self.counted.runs;
        // A run that had an error to tell has left nothing.
        runs.resize(runs.len().max(run + 1), RunRecord::default());
        runs[run] = record;
        self.has_rest = true;
        // A checkpoint holds all runs: one at the end of each of very many would take longer and
        // longer.
        if self.is_due() { self.keep_rest() } else { Ok(()) }
    }

    fn is_due(&self) -> bool {
        self.keep.is_some() && self.kept.elapsed() >= self.often.max(self.took * EFFORT)
    }

    /// Keep what was counted after the last checkpoint, if there is anything.
    ///
    /// # Errors
    /// What the writer of a checkpoint says.
    pub fn keep_rest(&mut self) -> Result<()> {
        if let Some(keep) = self.keep.as_mut().filter(|_| self.has_rest) {
            let start = Instant::now();
            keep(&self.counted.to_bytes())?;
            (self.kept, self.took, self.has_rest) = (Instant::now(), start.elapsed(), false);
        }
        Ok(())
    }
}

impl RunRecord {
    fn is_of(&self, segments: Segments) -> bool {
        (self.draws, self.segments) == (segments.draws(), segments.count())
    }
}

/// What a run over draws is to do.
pub(super) enum Todo {
    /// Count all of it, and keep nothing.
    Everything,
    /// Take what was counted elsewhere: by segment, and where the source stood after the last.
    Take { name: String, tallies: Vec<Vec<u8>>, state: Vec<u8> },
    /// Count, and keep what was counted.
    Count(Counted),
}

/// What of a run is counted here.
pub(super) struct Counted {
    /// The file of the checkpoint; empty where there was none.
    pub(super) name: String,
    /// Which run of the command it is.
    pub(super) run: usize,
    /// What has been counted before.
    pub(super) record: RunRecord,
    /// The segments to be counted.
    pub(super) own: Range<u64>,
    /// Whether these are a part of all.
    pub(super) is_part: bool,
}

/// What the next run over draws is to do.
pub(super) fn begin(segments: Segments) -> Result<Todo> {
    STORE.with_borrow_mut(|store| match store {
        Some(store) => store.begin(segments),
        None => Ok(Todo::Everything),
    })
}

/// Whether it is time to keep a checkpoint.
pub(super) fn due() -> bool {
    STORE.with_borrow(|store| store.as_ref().is_some_and(Store::is_due))
}

/// Take in what a run has counted so far, and keep it if that is due.
pub(super) fn put(run: usize, record: RunRecord) -> Result<()> {
    STORE.with_borrow_mut(|store| match store {
        Some(store) => store.put(run, record),
        None => Ok(()),
    })
}
