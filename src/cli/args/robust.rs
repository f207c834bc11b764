//! The arguments of `sensitivity robust`.

use super::Analysis;
use super::figures::seconds;
use clap::{Args, ValueEnum};

/// `sensitivity robust`
#[derive(Args)]
pub struct RobustArgs {
    /// A table (.csv .tsv .parquet .xlsx, or - for CSV on standard input), a criteria file (.toml), or the name of a built-in case
    pub case: Option<String>,
    /// Over which value functions: those given, or all that never fall from worse to better figures
    #[arg(long, value_enum, default_value_t = ValuesArg::Given)]
    pub values: ValuesArg,
    /// How many seconds the study may take; without it, as much is searched on every machine. What
    /// is not settled then is a proved bound, and the tables say how far it can be off
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub time_limit: Option<f64>,
    /// Options
    #[command(flatten)]
    pub analysis: Analysis,
}

/// Over which value functions.
#[derive(Clone, Copy, ValueEnum, PartialEq)]
pub enum ValuesArg {
    /// Those of the case: only weights vary
    Given,
    /// All monotone ones: weights and values vary together
    Monotone,
}
