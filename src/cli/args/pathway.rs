//! The arguments of `pathway`.

use super::acceptability::Intervals;
use super::figures::model;
use super::{Analysis, ShareArgs, count, draws};
use afweging::case::{PathwayWhatIf, WhatIf};
use afweging::error::both;
use afweging::study::{BEST_PATHS, PATHWAY_DRAWS, PathwayRequest, WeightsModel};
use afweging::{Error, Result};
use clap::Args;
use std::path::PathBuf;

/// `pathway`
#[derive(Args)]
pub struct PathwayArgs {
    /// A table (.csv .tsv .parquet .xlsx, or - for CSV on standard input), a criteria file (.toml), or the name of a built-in case
    pub case: Option<String>,
    /// How many of the best paths of each choice are listed
    #[arg(long, value_name = "N", value_parser = count, default_value_t = BEST_PATHS as u64)]
    pub best: u64,
    /// How many draws of weights and inputs the shares rest on
    #[arg(long, value_name = "N", value_parser = draws, default_value_t = PATHWAY_DRAWS)]
    pub draws: u64,
    /// How weights are spread in draws: nodes (uniform, sibling set by sibling set), leaves
    /// (uniform, flat), around:K (near the given ones: the greater K, the nearer), box:P (within P
    /// per cent of the given ones)
    #[arg(long, value_name = "MODEL", value_parser = model::<WeightsModel>, default_value = "nodes")]
    pub weights_model: WeightsModel,
    /// What a range (a set) is in draws: nothing that can be drawn, or drawn uniformly
    #[arg(long, value_enum, default_value_t = Intervals::Bounds)]
    pub intervals: Intervals,
    /// The year from which a fact holds, as a cell, or never: FACT=YEAR (repeatable)
    #[arg(long, value_name = "FACT=YEAR", help_heading = "What if")]
    pub ready: Vec<String>,
    /// The discount rate of a year, as in 0.03
    #[arg(long, value_name = "RATE", help_heading = "What if", allow_negative_numbers = true)]
    pub discount: Option<f64>,
    /// Give a limit another bound: ID=NUMBER, or ID.at_most=NUMBER where it has several (repeatable)
    #[arg(long, value_name = "ID=NUMBER", help_heading = "What if")]
    pub limit: Vec<String>,
    /// Switch off a transition, stay, capacity or limit (repeatable)
    #[arg(long, value_name = "ID", help_heading = "What if")]
    pub without: Vec<String>,
    /// Switch on one that the case leaves off (repeatable)
    #[arg(long, value_name = "ID", help_heading = "What if")]
    pub with: Vec<String>,
    /// Say what the paths of a pathway map are worth: NAME-sequence.txt of PathwaysGenerator, and
    /// NAME-action.txt where it is there
    #[arg(long, value_name = "NAME")]
    pub paths: Option<PathBuf>,
    /// Write the best paths as a pathway map: NAME-action.txt and NAME-sequence.txt of
    /// PathwaysGenerator; nothing there is overwritten
    #[arg(long, value_name = "NAME")]
    pub write_paths: Option<PathBuf>,
    /// How draws are shared out and kept
    #[command(flatten)]
    pub shares: ShareArgs,
    /// Options
    #[command(flatten)]
    pub analysis: Analysis,
}

impl PathwayArgs {
    /// The what-ifs with these among them.
    pub fn added(&self, what_if: WhatIf) -> Result<WhatIf> {
        let ready = |text: &String| match text.split_once('=') {
            Some((fact, year)) if !fact.trim().is_empty() => {
                Ok((fact.trim().to_owned(), year.trim().to_owned()))
            }
            _ => Err(Error::argument(
                "ready",
                text,
                both("write FACT=YEAR, or FACT=never", "schrijf FEIT=JAAR, of FEIT=never"),
            )),
        };
        let pathway = PathwayWhatIf {
            ready: self.ready.iter().map(ready).collect::<Result<_>>()?,
            discount: self.discount,
            limits: self.limit.iter().map(|text| text.parse()).collect::<Result<_>>()?,
            with: self.with.clone(),
            without: self.without.clone(),
        };
        Ok(WhatIf { pathway, ..what_if })
    }

    /// Whether ranges are drawn uniformly.
    pub fn draws_sets(&self) -> bool {
        self.intervals == Intervals::Uniform
    }

    /// What is asked of the study.
    pub fn request(&self) -> PathwayRequest {
        PathwayRequest {
            best: usize::try_from(self.best).unwrap_or(usize::MAX),
            model: self.weights_model,
            draws: self.draws,
            uniform_sets: self.draws_sets(),
            seed: self.analysis.seed,
        }
    }
}
