//! The arguments of studies that draw in parts, and of `merge`.

use super::figures;
use crate::cli::language::told;
use afweging::shard::Share;
use clap::Args;
use std::path::PathBuf;

/// How draws are shared out and kept.
#[derive(Args)]
pub struct ShareArgs {
    /// Make only part I of N of the draws, as in 3/64, and write what it counts to the file of -o;
    /// `afweging merge` makes the result of all parts
    #[arg(long, value_name = "I/N", value_parser = share, help_heading = "Run")]
    pub shard: Option<Share>,
    /// Keep here how far the draws have come; the same command goes on from there if it was stopped
    #[arg(long, value_name = "FILE", help_heading = "Run")]
    pub checkpoint: Option<PathBuf>,
}

/// `merge`
#[derive(Args)]
pub struct MergeArgs {
    /// The files that `--shard` has written, all of one run
    #[arg(required = true, value_name = "FILE")]
    pub tallies: Vec<PathBuf>,
    /// Where the result goes, as the command without `--shard` would have written it
    #[arg(short, long, value_name = "PATH", help_heading = "Output")]
    pub output: Option<PathBuf>,
    /// How many threads; never changes a result
    #[arg(long, value_name = "N", value_parser = figures::threads, help_heading = "Run")]
    pub threads: Option<u16>,
    /// Say less on the error stream
    #[arg(short, long, help_heading = "Run")]
    pub quiet: bool,
    /// Say more: every part of the page, and more on the error stream
    #[arg(short, long, conflicts_with = "quiet", help_heading = "Run")]
    pub verbose: bool,
}

fn share(text: &str) -> Result<Share, String> {
    text.parse().map_err(|said| told(&said).to_owned())
}
