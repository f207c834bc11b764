//! The arguments of `sensitivity acceptability`.

use super::figures::model;
use super::{Analysis, ShareArgs, draws, figure};
use afweging::study::WeightsModel;
use clap::{Args, ValueEnum};

/// `sensitivity acceptability`
#[derive(Args)]
pub struct AcceptabilityArgs {
    /// A table (.csv .tsv .parquet .xlsx, or - for CSV on standard input), a criteria file (.toml), or the name of a built-in case
    pub case: Option<String>,
    /// How weights are spread: nodes (uniform, sibling set by sibling set), leaves (uniform, flat),
    /// around:K (near the given ones: the greater K, the nearer), box:P (within P per cent of the
    /// given ones)
    #[arg(long, value_name = "MODEL", value_parser = model::<WeightsModel>, default_value = "nodes")]
    pub weights_model: WeightsModel,
    /// How many draws, as in 1000000 or 1e6
    #[arg(long, value_name = "N", value_parser = draws, default_value = "100000")]
    pub draws: u64,
    /// Stop once the standard error of every first-rank share is at most this; --draws is then the
    /// most
    #[arg(long, value_name = "ERROR", value_parser = figure)]
    pub precision: Option<f64>,
    /// What a range (a set) is: bounds on every share, or drawn uniformly
    #[arg(long, value_enum, default_value_t = Intervals::Bounds)]
    pub intervals: Intervals,
    /// Exact shares by geometry where they are to be had, without sampling
    #[arg(long, conflicts_with_all = ["precision", "intervals", "shard", "checkpoint"])]
    pub exact: bool,
    /// How draws are shared out and kept
    #[command(flatten)]
    pub shares: ShareArgs,
    /// Options
    #[command(flatten)]
    pub analysis: Analysis,
}

/// What a range is in a study that draws.
#[derive(Clone, Copy, ValueEnum, PartialEq)]
pub enum Intervals {
    /// Bounds on every share; nothing is claimed about what lies between
    Bounds,
    /// Drawn uniformly
    Uniform,
}
