//! What a streamed evaluation is asked for.

use super::destination::Destination;
use super::sure::SureRequest;
use crate::method::Method;
use crate::write::{Format, Options, Record};
use std::num::NonZero;

/// What a streamed evaluation is asked for.
#[derive(Debug, Clone)]
pub struct StreamRequest {
    /// The method.
    pub method: Method,
    /// Where the rows go.
    pub destination: Destination,
    /// The format they are written in: CSV or Parquet.
    pub format: Format,
    /// How CSV is written.
    pub options: Options,
    /// What is recorded beside the rows, where the format has room for it.
    pub record: Record,
    /// Only the best so many of each group, and whoever ties with the last of them; `None`: all rows.
    pub top: Option<usize>,
    /// How sure each row is to be above something, if that is asked for.
    pub sure: Option<SureRequest>,
    /// Seed of everything random.
    pub seed: u64,
    /// How much is kept in memory.
    pub limits: Limits,
}

/// How much is kept in memory. No result hangs on it but the last digit of sums over columns, where
/// rows are not in the order of their keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// About how many rows make a block.
    pub rows_per_block: usize,
    /// How many records each sort keeps in memory; a record takes 24 bytes.
    pub records: usize,
    /// How many threads work on blocks, beside one that fetches them and one that writes.
    pub threads: usize,
}

impl Default for Limits {
    /// 65,536 rows, 4 million records (96 MB) and a thread per core.
    fn default() -> Limits {
        Limits {
            rows_per_block: 1 << 16,
            records: 4_000_000,
            threads: std::thread::available_parallelism().map_or(1, NonZero::get),
        }
    }
}
