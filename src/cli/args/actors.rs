//! The arguments of `actors`.

use super::{Analysis, ShareArgs, count, draws};
use afweging::study::{ACTOR_DRAWS, ActorsRequest};
use clap::Args;

/// `actors`
#[derive(Args)]
pub struct ActorsArgs {
    /// A table (.csv .tsv .parquet .xlsx, or - for CSV on standard input), a criteria file (.toml), or the name of a built-in case
    pub case: Option<String>,
    /// The worst rank at which an actor accepts an alternative; half of the alternatives, rounded
    /// up, where it is not given
    #[arg(long, value_name = "RANK", value_parser = count)]
    pub accept: Option<u64>,
    /// How many draws the shares of an actor's weights rest on, where they are not exact
    #[arg(long, value_name = "N", value_parser = draws, default_value_t = ACTOR_DRAWS)]
    pub draws: u64,
    /// How draws are shared out and kept
    #[command(flatten)]
    pub shares: ShareArgs,
    /// Options
    #[command(flatten)]
    pub analysis: Analysis,
}

impl ActorsArgs {
    /// What is asked of the study.
    pub fn request(&self) -> ActorsRequest {
        ActorsRequest {
            accept: self.accept.map(|rank| usize::try_from(rank).unwrap_or(usize::MAX)),
            draws: self.draws,
            seed: self.analysis.seed,
        }
    }
}
