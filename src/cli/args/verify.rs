//! The arguments of `verify`.

use super::{Analysis, ShareArgs, draws};
use afweging::study::VERIFY_DRAWS;
use clap::Args;

/// `verify`
#[derive(Args)]
pub struct VerifyArgs {
    /// A table (.csv .tsv .parquet .xlsx, or - for CSV on standard input), a criteria file (.toml), or the name of a built-in case
    pub case: Option<String>,
    /// How many draws for the shares of what is not proved, as in 100000 or 1e5
    #[arg(long, value_name = "N", value_parser = draws, default_value_t = VERIFY_DRAWS)]
    pub draws: u64,
    /// How draws are shared out and kept
    #[command(flatten)]
    pub shares: ShareArgs,
    /// Options
    #[command(flatten)]
    pub analysis: Analysis,
}
