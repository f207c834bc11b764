//! The arguments of `report`.

use super::Analysis;
use crate::cli::language::told;
use afweging::overview::StudyName;
use clap::Args;

/// `report`
#[derive(Args)]
pub struct ReportArgs {
    /// A table (.csv .tsv .parquet .xlsx, or - for CSV on standard input), a criteria file (.toml), or the name of a built-in case
    pub case: Option<String>,
    /// The studies to put into the report, parted by commas: stability, acceptability, robust, targets,
    /// sweep, methods, scenarios, reversal, drivers, verify, actors, portfolio, pathway. Without it,
    /// all that the case calls for and that take little time
    #[arg(
        long,
        value_name = "STUDY,STUDY",
        value_parser = study,
        value_delimiter = ',',
        help_heading = "Output"
    )]
    pub studies: Vec<StudyName>,
    /// Options
    #[command(flatten)]
    pub analysis: Analysis,
}

fn study(name: &str) -> Result<StudyName, String> {
    StudyName::named(name.trim()).map_err(|error| told(&error.said()).to_owned())
}
