//! Options of a table that is read block by block.

use super::figures::{count, figure};
use clap::Args;

/// Options of `evaluate` for a table that is too large for the memory.
#[derive(Args)]
pub struct StreamArgs {
    /// Read the table block by block and write its rows as they come (with -o): by itself where it is
    /// large
    #[arg(long, help_heading = "Large tables")]
    pub stream: bool,
    /// Read the whole table into memory, up to --max-size
    #[arg(long, conflicts_with = "stream", help_heading = "Large tables")]
    pub no_stream: bool,
    /// Write only the best K of each group, and whoever ties with the last of them
    #[arg(long, value_name = "K", value_parser = count, conflicts_with = "no_stream", help_heading = "Large tables")]
    pub top: Option<u64>,
    /// Say of each row how sure it is to be above --threshold or --against
    #[arg(long, conflicts_with = "no_stream", help_heading = "Large tables")]
    pub stability: bool,
    /// A score that rows are compared with
    #[arg(long, value_name = "SCORE", value_parser = figure, allow_negative_numbers = true, requires = "stability", help_heading = "Large tables")]
    pub threshold: Option<f64>,
    /// An alternative that rows of its group are compared with, as in S1/VIL
    #[arg(
        long,
        value_name = "NAME",
        requires = "stability",
        conflicts_with = "threshold",
        help_heading = "Large tables"
    )]
    pub against: Option<String>,
}

impl StreamArgs {
    /// Whether anything is asked that only a table read block by block gives.
    pub fn is_asked(&self) -> bool {
        self.stream || self.top.is_some() || self.stability
    }
}
