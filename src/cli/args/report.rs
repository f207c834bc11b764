//! The arguments of `report`.

use super::Analysis;
use clap::{Args, ValueEnum};

/// `report`
#[derive(Args)]
pub struct ReportArgs {
    /// A table (.csv .tsv .parquet .xlsx, or - for CSV on standard input), a criteria file (.toml), or the name of a built-in case
    pub case: Option<String>,
    /// The studies to put into the report, parted by commas; without it, all that the case calls
    /// for and that take little time
    #[arg(
        long,
        value_name = "STUDY,STUDY",
        value_enum,
        value_delimiter = ',',
        help_heading = "Output"
    )]
    pub studies: Vec<ReportStudy>,
    /// Options
    #[command(flatten)]
    pub analysis: Analysis,
}

/// A study that a report can hold.
#[derive(Clone, Copy, ValueEnum, PartialEq, Eq, Debug)]
pub enum ReportStudy {
    /// Where the order switches as one weight goes from 0 to 1
    Sweep,
    /// How much must change before the answer does
    Stability,
    /// For which share of all weights each alternative is first, second ...
    Acceptability,
    /// What holds for every admissible weight
    Robust,
    /// Whether methods of other families give the same order
    Methods,
    /// Who is first under each of several named sets of weights
    Scenarios,
    /// Whether the order hangs on which alternatives are there
    Reversal,
    /// Which weights and inputs the doubt comes from
    Drivers,
    /// What the actors rank first, and what all can live with
    Actors,
    /// The best set within limits
    Portfolio,
    /// Which alternative should follow which
    Pathway,
    /// Whether the claims of the case hold
    Verify,
}
