//! The arguments of `sensitivity targets`.

use super::Analysis;
use afweging::study::TargetsRequest;
use clap::Args;

/// `sensitivity targets`
#[derive(Args)]
pub struct TargetsArgs {
    /// A table (.csv .tsv .parquet .xlsx, or - for CSV on standard input), a criteria file (.toml), or the name of a built-in case
    pub case: Option<String>,
    /// The node with rules that is looked at; without it, the one above all others with rules, if
    /// there is one
    #[arg(long, value_name = "ID")]
    pub node: Option<String>,
    /// The level that is to be reached or kept; without it, every level but the worst
    #[arg(long, value_name = "LEVEL")]
    pub reach: Option<String>,
    /// Let only this criterion change, or all below this node (repeatable)
    #[arg(long, value_name = "ID")]
    pub criterion: Vec<String>,
    /// Options
    #[command(flatten)]
    pub analysis: Analysis,
}

impl TargetsArgs {
    /// What is asked of the study.
    pub fn request(&self) -> TargetsRequest {
        TargetsRequest {
            node: self.node.clone(),
            reach: self.reach.clone(),
            criteria: self.criterion.clone(),
        }
    }
}
