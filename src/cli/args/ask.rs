//! The arguments of `ask`.

use super::Analysis;
use afweging::problem::QuestionKind;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// `ask`
#[derive(Args)]
pub struct AskArgs {
    /// A table (.csv .tsv .parquet .xlsx, or - for CSV on standard input), a criteria file (.toml), or the name of a built-in case
    pub case: Option<String>,
    /// The file that keeps the answers, and is taken up again; by default <case>.answers.toml in this folder.
    /// Where there is no terminal to ask in, it tells the answers
    #[arg(long, value_name = "FILE")]
    pub answers: Option<PathBuf>,
    /// The kinds of questions to ask, parted by commas; by default all
    #[arg(long, value_name = "KIND,KIND", value_enum, value_delimiter = ',')]
    pub kinds: Vec<KindArg>,
    /// Options
    #[command(flatten)]
    pub analysis: Analysis,
}

/// A kind of questions.
#[derive(Clone, Copy, ValueEnum, PartialEq)]
pub enum KindArg {
    /// Which of two steps, each from worst to best, matters more
    Swing,
    /// In which order several such steps matter
    Ranks,
    /// Whether a whole step matters more than a part of another one
    TradeOff,
    /// Which of two alternatives is better
    Pair,
}

impl From<KindArg> for QuestionKind {
    fn from(kind: KindArg) -> QuestionKind {
        match kind {
            KindArg::Swing => QuestionKind::Swing,
            KindArg::Ranks => QuestionKind::Ranks,
            KindArg::TradeOff => QuestionKind::TradeOff,
            KindArg::Pair => QuestionKind::Pair,
        }
    }
}

impl AskArgs {
    /// The kinds of questions to ask.
    pub fn kinds(&self) -> Vec<QuestionKind> {
        match self.kinds.is_empty() {
            true => QuestionKind::ALL.to_vec(),
            false => self.kinds.iter().copied().map(QuestionKind::from).collect(),
        }
    }
}
