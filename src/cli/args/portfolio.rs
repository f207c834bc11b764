//! The arguments of `portfolio`.

use super::{Analysis, count, draws};
use afweging::Result;
use afweging::case::WhatIf;
use afweging::study::{PORTFOLIO_DRAWS, PORTFOLIO_NODES, PortfolioRequest};
use clap::Args;

/// `portfolio`
#[derive(Args)]
pub struct PortfolioArgs {
    /// A table (.csv .tsv .parquet .xlsx, or - for CSV on standard input), a criteria file (.toml), or the name of a built-in case
    pub case: Option<String>,
    /// How many of the best portfolios are shown
    #[arg(long, value_name = "N", value_parser = count, default_value_t = 5)]
    pub best: u64,
    /// How many draws the shares and the chances of limits rest on
    #[arg(long, value_name = "N", value_parser = draws, default_value_t = PORTFOLIO_DRAWS)]
    pub draws: u64,
    /// What is changed in limits and rules
    #[command(flatten)]
    pub changes: LimitChanges,
    /// Options
    #[command(flatten)]
    pub analysis: Analysis,
}

/// What is changed in the limits and rules of `[portfolio]`.
#[derive(Args)]
pub struct LimitChanges {
    /// Give a limit another bound: ID=NUMBER, or ID.at_most=NUMBER where it has several (repeatable)
    #[arg(long, value_name = "ID=NUMBER", help_heading = "What if")]
    pub limit: Vec<String>,
    /// Switch off a limit or rule (repeatable)
    #[arg(long, value_name = "ID", help_heading = "What if")]
    pub without: Vec<String>,
    /// Switch on a limit or rule that the case leaves off (repeatable)
    #[arg(long, value_name = "ID", help_heading = "What if")]
    pub with: Vec<String>,
}

impl LimitChanges {
    /// The what-ifs with these among them.
    pub fn added(&self, what_if: WhatIf) -> Result<WhatIf> {
        Ok(WhatIf {
            limits: self.limit.iter().map(|text| text.parse()).collect::<Result<_>>()?,
            without: self.without.clone(),
            with: self.with.clone(),
            ..what_if
        })
    }
}

impl PortfolioArgs {
    /// What is asked of the study.
    pub fn request(&self) -> PortfolioRequest {
        PortfolioRequest {
            best: usize::try_from(self.best).unwrap_or(usize::MAX),
            draws: self.draws,
            seed: self.analysis.seed,
            most_nodes: PORTFOLIO_NODES,
        }
    }
}
