//! A sort that takes no more memory than it is given: records are sorted in runs, the runs lie in a
//! file without a name, and are merged as they are read.

use super::spill::Spill;
use crate::error::Result;
use rayon::prelude::*;
use std::path::Path;

/// What is sorted: by group, then key, then value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Record {
    /// The number of a group.
    pub(super) group: u32,
    /// What is sorted by within it.
    pub(super) key: u64,
    /// What comes along.
    pub(super) value: u64,
}

/// How many bytes a record takes in the file.
const BYTES: usize = 20;

/// At most so many records of a run are read or written at once.
const LARGEST_CHUNK: usize = 1 << 15;

impl Record {
    fn to_bytes(self) -> [u8; BYTES] {
        let mut out = [0; BYTES];
        out[..4].copy_from_slice(&self.group.to_le_bytes());
        out[4..12].copy_from_slice(&self.key.to_le_bytes());
        out[12..].copy_from_slice(&self.value.to_le_bytes());
        out
    }

    fn from_bytes(bytes: &[u8]) -> Record {
        let word = |from: usize| {
            let mut out = [0; 8];
            out.copy_from_slice(&bytes[from..from + 8]);
            u64::from_le_bytes(out)
        };
        let group = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        Record { group, key: word(4), value: word(12) }
    }
}

/// A key by which larger figures come first.
pub(super) fn descending(figure: f64) -> u64 {
    let bits = figure.to_bits();
    let ascending = if bits >> 63 == 1 { !bits } else { bits | 1 << 63 };
    !ascending
}

/// The figure of such a key.
pub(super) fn figure(key: u64) -> f64 {
    let ascending = !key;
    f64::from_bits(if ascending >> 63 == 1 { ascending & !(1 << 63) } else { !ascending })
}

/// Records on their way to being sorted.
pub(super) struct Sorter {
    /// How many records are kept in memory.
    most: usize,
    waiting: Vec<Record>,
    written: Spill,
    /// How many records each run in the file has.
    runs: Vec<u64>,
}

/// Sorted records, which can be gone through as often as needed.
pub(super) struct Sorted {
    written: Spill,
    runs: Vec<u64>,
    last: Vec<Record>,
    most: usize,
}

impl Sorter {
    /// A sorter that keeps so many records in memory and puts the others into a file in `folder`.
    pub(super) fn new(folder: &Path, most: usize) -> Sorter {
        let most = most.max(1);
        Sorter { most, waiting: Vec::new(), written: Spill::new(folder), runs: Vec::new() }
    }

    /// Add a record.
    ///
    /// # Errors
    /// [`Error::Io`](crate::Error::Io) where there is no room for the file.
    pub(super) fn push(&mut self, record: Record) -> Result<()> {
        if self.waiting.len() >= self.most {
            self.spill()?;
        }
        self.waiting.push(record);
        Ok(())
    }

    fn spill(&mut self) -> Result<()> {
        self.waiting.par_sort_unstable();
        for records in self.waiting.chunks(LARGEST_CHUNK) {
            let bytes: Vec<u8> = records.iter().flat_map(|record| record.to_bytes()).collect();
            self.written.append(&bytes)?;
        }
        self.runs.push(self.waiting.len() as u64);
        self.waiting.clear();
        Ok(())
    }

    /// All of them, sorted.
    pub(super) fn finish(mut self) -> Sorted {
        self.waiting.par_sort_unstable();
        Sorted { written: self.written, runs: self.runs, last: self.waiting, most: self.most }
    }
}

impl Sorted {
    /// From the first on.
    ///
    /// # Errors
    /// [`Error::Io`](crate::Error::Io) where the file cannot be read.
    pub(super) fn merge(&self) -> Result<Merge<'_>> {
        let mut sources = Vec::with_capacity(self.runs.len());
        let mut start = 0;
        for count in &self.runs {
            sources.push(Source { start, left: *count, chunk: Vec::new(), at: 0 });
            start += count;
        }
        let chunk = (self.most / (sources.len() + 1)).clamp(1, LARGEST_CHUNK);
        Ok(Merge { sorted: self, sources, chunk, last: 0, batch: Vec::new(), at: 0 })
    }
}

/// A part of the file that is sorted by itself.
struct Source {
    /// The number of the record in the file that is read next, and how many are left to read.
    start: u64,
    left: u64,
    chunk: Vec<Record>,
    at: usize,
}

/// Sorted records, one after the other.
///
/// Of each run the next few are read. All that are not after the last of these, in the run of which
/// the last comes first, are there: they are sorted together, which costs little because they consist
/// of stretches in order.
pub(super) struct Merge<'a> {
    sorted: &'a Sorted,
    /// The runs in the file.
    sources: Vec<Source>,
    chunk: usize,
    /// How many of the records that never left the memory are gone through.
    last: usize,
    batch: Vec<Record>,
    /// How many of the batch are gone through.
    at: usize,
}

impl Merge<'_> {
    /// The next record.
    ///
    /// # Errors
    /// [`Error::Io`](crate::Error::Io) where the file cannot be read.
    pub(super) fn next(&mut self) -> Result<Option<Record>> {
        if self.at == self.batch.len() {
            self.refill()?;
        }
        let next = self.batch.get(self.at).copied();
        self.at += usize::from(next.is_some());
        Ok(next)
    }

    /// Sort the next records together.
    fn refill(&mut self) -> Result<()> {
        self.at = 0;
        self.batch.clear();
        for source in &mut self.sources {
            source.read(self.sorted, self.chunk)?;
        }
        let in_memory = &self.sorted.last[self.last..];
        let in_memory = &in_memory[..in_memory.len().min(self.chunk)];
        let is_cut = self.last + in_memory.len() < self.sorted.last.len();
        let ends = self.sources.iter().filter(|source| source.left > 0);
        let ends = ends.filter_map(|source| source.chunk.last());
        let until = ends.chain(in_memory.last().filter(|_| is_cut)).min().copied();
        let until_where = |records: &[Record]| {
            until.map_or(records.len(), |until| records.partition_point(|it| *it <= until))
        };
        for source in &mut self.sources {
            let ready = until_where(&source.chunk[source.at..]);
            self.batch.extend(&source.chunk[source.at..source.at + ready]);
            source.at += ready;
        }
        let ready = until_where(in_memory);
        self.batch.extend(&in_memory[..ready]);
        self.last += ready;
        // A stable sort merges stretches that are in order.
        self.batch.sort();
        Ok(())
    }
}

impl Source {
    /// Read the next records, if all those read before are gone through.
    fn read(&mut self, sorted: &Sorted, most: usize) -> Result<()> {
        if self.at < self.chunk.len() || self.left == 0 {
            return Ok(());
        }
        let count = (most as u64).min(self.left) as usize;
        let bytes = sorted.written.read(self.start * BYTES as u64, count * BYTES)?;
        self.chunk.clear();
        self.chunk.extend(bytes.chunks_exact(BYTES).map(Record::from_bytes));
        (self.at, self.start) = (0, self.start + count as u64);
        self.left -= count as u64;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    fn all(sorted: &Sorted) -> Vec<Record> {
        let mut merge = sorted.merge().unwrap();
        let mut out = Vec::new();
        while let Some(record) = merge.next().unwrap() {
            out.push(record);
        }
        out
    }

    #[test]
    fn any_amount_of_memory_gives_the_same_order() {
        let folder = tempfile::tempdir().unwrap();
        let mut state = 7_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            state >> 33
        };
        let records: Vec<Record> = (0..500)
            .map(|at| Record { group: (next() % 3) as u32, key: next() % 50, value: at })
            .collect();
        let mut expected = records.clone();
        expected.sort();
        for most in [1, 2, 7, 100, 499, 500, 501] {
            let mut sorter = Sorter::new(folder.path(), most);
            records.iter().for_each(|record| sorter.push(*record).unwrap());
            let sorted = sorter.finish();
            assert_eq!(all(&sorted), expected, "{most}");
            // Again, from the same file.
            assert_eq!(all(&sorted), expected, "{most}");
        }
        // The file has no name.
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        assert_eq!(all(&Sorter::new(folder.path(), 1).finish()), []);
    }

    #[test]
    fn larger_figures_come_first() {
        let figures = [1e300, 2.0, 1.0, f64::MIN_POSITIVE, 0.0, -0.0, -1.0, -1e300];
        let keys: Vec<u64> = figures.iter().map(|x| descending(*x)).collect();
        assert!(keys.is_sorted_by(|a, b| a < b));
        for x in figures {
            assert_eq!(figure(descending(x)).to_bits(), x.to_bits());
        }
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error_and_not_a_panic() {
        let folder = tempfile::tempdir().unwrap();
        let mut sorter = Sorter::new(&folder.path().join("gone"), 1);
        let record = Record { group: 0, key: 0, value: 0 };
        sorter.push(record).unwrap();
        assert!(matches!(sorter.push(record), Err(Error::Io { action: "write", .. })));
    }
}
