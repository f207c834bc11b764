//! The arguments of `export xmcda`, `export dmsy` and `import`.

use super::{Analysis, Lang};
use afweging::case::MaxSize;
use clap::Args;
use std::path::PathBuf;

/// Options of every analysis that say nothing of a case in another form.
pub const REFUSED: [&str; 11] = [
    "method",
    "param",
    "seed",
    "constraints",
    "format",
    "table",
    "chart",
    "csv_locale",
    "raw",
    "threads",
    "verbose",
];

/// `export xmcda` and `export dmsy`
#[derive(Args)]
pub struct ExchangeArgs {
    /// A table (.csv .tsv .parquet .xlsx, or - for CSV on standard input), a criteria file (.toml), or the name of a built-in case
    pub case: Option<String>,
    /// Options
    #[command(flatten)]
    pub analysis: Analysis,
}

/// `import`
#[derive(Args)]
pub struct ImportArgs {
    /// A file of XMCDA, DMSY or mcda-elicitation-web; several files of XMCDA make one case
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The folder to write case.toml and its table into; nothing that is there is overwritten
    #[arg(short, long, value_name = "DIR")]
    pub output: PathBuf,
    /// Criteria on which less is better, where the file does not say it
    #[arg(long, value_name = "ID,ID", value_delimiter = ',')]
    pub min: Vec<String>,
    /// Criteria on which more is better, where the file does not say it
    #[arg(long, value_name = "ID,ID", value_delimiter = ',')]
    pub max: Vec<String>,
    /// The most a file may take, as in 2G
    #[arg(long, value_name = "SIZE", default_value = "500M")]
    pub max_size: MaxSize,
    /// Language of messages
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub lang: Lang,
    /// Say nothing but what is lost
    #[arg(short, long)]
    pub quiet: bool,
}
