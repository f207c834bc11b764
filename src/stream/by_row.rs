//! A number for each row, gathered in any order and read in the order of rows, in no more memory than
//! is given. Rows are numbered without gaps, so nothing is sorted: each stretch of rows has a bucket of
//! its own, which is written in pieces to a file without a name. One bucket at a time is read, into
//! a list with a place for each of its rows.

use super::spill::Spill;
use crate::error::Result;
use std::path::Path;

/// How many bytes a number takes in the file: its place in the bucket, and itself.
const BYTES: usize = 12;

/// Numbers of rows.
pub(super) struct RowNumbers {
    rows_per_bucket: u64,
    /// How many numbers a bucket holds before it is written.
    waiting: usize,
    buckets: Vec<Bucket>,
    written: Spill,
}

#[derive(Default)]
struct Bucket {
    waiting: Vec<(u32, u64)>,
    /// Where its pieces begin in the file, and how many numbers each has.
    pieces: Vec<(u64, usize)>,
}

impl RowNumbers {
    /// Numbers of `rows` rows, of which about `most` are kept in memory and the others in a file in
    /// `folder`.
    pub(super) fn new(folder: &Path, rows: u64, most: usize) -> RowNumbers {
        let rows_per_bucket = (most as u64).clamp(1, u64::from(u32::MAX));
        let count = rows.div_ceil(rows_per_bucket) as usize;
        RowNumbers {
            rows_per_bucket,
            waiting: (most / count.max(1)).max(1),
            buckets: (0..count).map(|_| Bucket::default()).collect(),
            written: Spill::new(folder),
        }
    }

    /// Set the number of a row, once.
    ///
    /// # Errors
    /// [`Error::Io`](crate::Error::Io) where there is no room for the file.
    pub(super) fn set(&mut self, row: u64, number: u64) -> Result<()> {
        let at = (row / self.rows_per_bucket) as usize;
        let bucket = &mut self.buckets[at];
        bucket.waiting.push(((row % self.rows_per_bucket) as u32, number));
        match bucket.waiting.len() > self.waiting {
            true => self.spill(at),
            false => Ok(()),
        }
    }

    /// Write what waits in a bucket.
    fn spill(&mut self, at: usize) -> Result<()> {
        let bucket = &mut self.buckets[at];
        let mut bytes = Vec::with_capacity(bucket.waiting.len() * BYTES);
        for (place, number) in &bucket.waiting {
            bytes.extend(place.to_le_bytes());
            bytes.extend(number.to_le_bytes());
        }
        let start = self.written.append(&bytes)?;
        bucket.pieces.push((start, bucket.waiting.len()));
        bucket.waiting.clear();
        Ok(())
    }

    /// From the first row on.
    pub(super) fn begin(&self) -> ByRow<'_> {
        ByRow { numbers: self, bucket: None, values: Vec::new() }
    }

    /// The numbers of a bucket, each in the place of its row.
    fn load(&self, at: usize) -> Result<Vec<Option<u64>>> {
        let bucket = &self.buckets[at];
        let mut out = vec![None; self.rows_per_bucket as usize];
        for (start, count) in &bucket.pieces {
            let bytes = self.written.read(*start, count * BYTES)?;
            for one in bytes.as_chunks::<BYTES>().0 {
                let [a, b, c, d, number @ ..] = *one;
                out[u32::from_le_bytes([a, b, c, d]) as usize] = Some(u64::from_le_bytes(number));
            }
        }
        for (place, number) in &bucket.waiting {
            out[*place as usize] = Some(*number);
        }
        Ok(out)
    }
}

/// The numbers as the rows come.
pub(super) struct ByRow<'a> {
    numbers: &'a RowNumbers,
    /// The bucket that is in memory.
    bucket: Option<usize>,
    values: Vec<Option<u64>>,
}

impl ByRow<'_> {
    /// The number of a row, if it has one.
    ///
    /// # Errors
    /// [`Error::Io`](crate::Error::Io) of the file.
    pub(super) fn of(&mut self, row: u64) -> Result<Option<u64>> {
        let at = (row / self.numbers.rows_per_bucket) as usize;
        if self.bucket != Some(at) {
            // The other one first, so that one at a time is in memory.
            self.values = Vec::new();
            self.values = self.numbers.load(at)?;
            self.bucket = Some(at);
        }
        Ok(self.values[(row % self.numbers.rows_per_bucket) as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    #[test]
    fn any_amount_of_memory_gives_the_same_numbers() {
        let folder = tempfile::tempdir().unwrap();
        for most in [1, 2, 7, 99, 100, 101, 1000] {
            let mut numbers = RowNumbers::new(folder.path(), 100, most);
            // In another order than that of the rows; every third has none.
            for row in (0..100).map(|at| at * 37 % 100).filter(|row| row % 3 > 0) {
                numbers.set(row, row * row).unwrap();
            }
            for _ in 0..2 {
                let mut cursor = numbers.begin();
                for row in 0..100 {
                    let expected = (row % 3 > 0).then_some(row * row);
                    assert_eq!(cursor.of(row).unwrap(), expected, "{row} of {most}");
                }
            }
        }
        // The file has no name.
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error_and_not_a_panic() {
        let folder = tempfile::tempdir().unwrap();
        let mut numbers = RowNumbers::new(&folder.path().join("gone"), 10, 1);
        numbers.set(0, 1).unwrap();
        let full = (1..10).map(|row| numbers.set(row, 1)).find_map(Result::err);
        assert!(full.is_none(), "each row has a bucket of its own");
        let mut numbers = RowNumbers::new(&folder.path().join("gone"), 10, 4);
        let full = (0..10).map(|row| numbers.set(row, 1)).find_map(Result::err);
        assert!(matches!(full, Some(Error::Io { action: "write", .. })));
    }
}
