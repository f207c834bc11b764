//! The arguments of `sensitivity drivers`.

use super::figures::model;
use super::{Analysis, ShareArgs, draws};
use afweging::study::{By, POINTS, WeightsChoice};
use clap::{Args, ValueEnum};

/// `sensitivity drivers`
#[derive(Args)]
pub struct DriversArgs {
    /// A table (.csv .tsv .parquet .xlsx, or - for CSV on standard input), a criteria file (.toml), or the name of a built-in case
    pub case: Option<String>,
    /// How weights are spread: nodes (each sibling set is a factor of its own), leaves, around:K or
    /// box:P (all weights are one factor; see `sensitivity acceptability`), or given (they do not
    /// vary)
    #[arg(long, value_name = "MODEL", value_parser = model::<WeightsChoice>, default_value = "nodes")]
    pub weights_model: WeightsChoice,
    /// What makes one factor of inputs
    #[arg(long, value_enum, default_value_t = Parts::Criterion)]
    pub by: Parts,
    /// Normalizations to choose from, as in vector,min-max: one more factor, for the methods that
    /// have one
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub normalizations: Vec<String>,
    /// How many points (pairs of draws), as in 16384 or 1e5
    #[arg(long, value_name = "N", value_parser = draws, default_value_t = POINTS)]
    pub points: u64,
    /// Draw ranges (sets) and unknown figures as uniform distributions: a claim, and needed where
    /// there are any
    #[arg(long, value_enum)]
    pub intervals: Option<Drawn>,
    /// How draws are shared out and kept
    #[command(flatten)]
    pub shares: ShareArgs,
    /// Options
    #[command(flatten)]
    pub analysis: Analysis,
}

/// What makes one factor of inputs.
#[derive(Clone, Copy, ValueEnum)]
pub enum Parts {
    /// All inputs of a criterion; all those of an attribute
    Criterion,
    /// Each input by itself
    Input,
    /// All inputs that rest on the same passages; those without by criterion
    Passage,
}

impl From<Parts> for By {
    fn from(parts: Parts) -> By {
        match parts {
            Parts::Criterion => By::Criterion,
            Parts::Input => By::Input,
            Parts::Passage => By::Passage,
        }
    }
}

/// What a range is in a study that has no bounds.
#[derive(Clone, Copy, ValueEnum)]
pub enum Drawn {
    /// Drawn uniformly
    Uniform,
}
