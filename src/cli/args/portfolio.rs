//! The arguments of `portfolio`.

use super::acceptability::Intervals;
use super::figures::model;
use super::{Analysis, ShareArgs, count, draws};
use afweging::case::WhatIf;
use afweging::study::{
    PORTFOLIO_DRAWS, PORTFOLIO_NODES, PortfolioRequest, ROBUST_PORTFOLIO_DRAWS,
    RobustPortfolioRequest, WeightsModel,
};
use afweging::{Result, report};
use clap::Args;

/// `portfolio`
#[derive(Args)]
pub struct PortfolioArgs {
    /// A table (.csv .tsv .parquet .xlsx, or - for CSV on standard input), a criteria file (.toml), or the name of a built-in case
    pub case: Option<String>,
    /// How many of the best portfolios are shown
    #[arg(long, value_name = "N", value_parser = count, default_value_t = 5)]
    pub best: u64,
    /// How many draws of weights and inputs the shares rest on
    #[arg(long, value_name = "N", value_parser = draws, default_value_t = ROBUST_PORTFOLIO_DRAWS)]
    pub draws: u64,
    /// How many draws the probability that a limit is kept rests on
    #[arg(long, value_name = "N", value_parser = draws, default_value_t = PORTFOLIO_DRAWS)]
    pub chance_draws: u64,
    /// How weights are spread in draws: nodes (uniform, sibling set by sibling set), leaves
    /// (uniform, flat), around:K (near the given ones: the greater K, the nearer), box:P (within P
    /// per cent of the given ones)
    #[arg(long, value_name = "MODEL", value_parser = model::<WeightsModel>, default_value = "nodes")]
    pub weights_model: WeightsModel,
    /// What a range (a set) is in draws: nothing that can be drawn, or drawn uniformly
    #[arg(long, value_enum, default_value_t = Intervals::Bounds)]
    pub intervals: Intervals,
    /// What is changed in limits and rules
    #[command(flatten)]
    pub changes: LimitChanges,
    /// How draws are shared out and kept
    #[command(flatten)]
    pub shares: ShareArgs,
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
    /// What is asked of the study. `is_page`: a page is made of it, which tells of a few alternatives
    /// what would bring them in; `is_chart`: a chart, which tells it of none.
    pub fn request(&self, is_page: bool, is_chart: bool) -> PortfolioRequest {
        let why_not = match self.analysis.table.as_deref() {
            Some("why_not") => usize::MAX,
            Some(_) => 0,
            None if is_chart => 0,
            None if is_page => report::PORTFOLIO_WHY_NOT,
            None => usize::MAX,
        };
        PortfolioRequest {
            why_not,
            best: usize::try_from(self.best).unwrap_or(usize::MAX),
            draws: self.chance_draws,
            seed: self.analysis.seed,
            most_nodes: PORTFOLIO_NODES,
        }
    }

    /// Whether ranges are drawn uniformly.
    pub fn draws_sets(&self) -> bool {
        self.intervals == Intervals::Uniform
    }

    /// What is asked about weights and figures that are not sure.
    pub fn robust_request(&self) -> RobustPortfolioRequest {
        RobustPortfolioRequest {
            draws: self.draws,
            model: self.weights_model,
            uniform_sets: self.draws_sets(),
            seed: self.analysis.seed,
            chance_draws: self.chance_draws,
            ..RobustPortfolioRequest::default()
        }
    }
}
