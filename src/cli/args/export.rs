//! The arguments of `export`.

use super::exchange::{ExchangeArgs, REFUSED as NOT_OF_A_CASE};
use super::{Analysis, draws};
use afweging::export::sql::Dialect;
use clap::{Args, Subcommand, ValueEnum};

/// What `export` writes.
#[derive(Subcommand)]
pub enum Export {
    /// The case as XMCDA 3.1.1, the standard of Decision Deck
    #[command(after_help = super::examples::EXPORT_XMCDA, mut_args(|arg| match arg.get_id().as_str() {
        "output" => arg.help("The file to write it to, as case.xml; without it, it is printed"),
        name if NOT_OF_A_CASE.contains(&name) => arg.hide(true),
        _ => arg,
    }))]
    Xmcda(ExchangeArgs),
    /// The case as DMSY, the matrix of scikit-criteria
    #[command(after_help = super::examples::EXPORT_DMSY, mut_args(|arg| match arg.get_id().as_str() {
        "output" => arg.help("The file to write it to, as case.dmsy; without it, it is printed"),
        name if NOT_OF_A_CASE.contains(&name) => arg.hide(true),
        _ => arg,
    }))]
    Dmsy(ExchangeArgs),
    /// The model as one query in SQL, over a table with a row per alternative
    #[command(after_help = super::examples::EXPORT_SQL, mut_args(|arg| match arg.get_id().as_str() {
        "output" => arg.help("The file to write the query to, as model.sql; without it, it is printed"),
        "method" => arg.help("Write this method instead of the case's own"),
        "seed" => arg.help("Seed of the draws"),
        name if REFUSED.contains(&name) => arg.hide(true),
        _ => arg,
    }))]
    Sql(SqlArgs),
}

/// Options of every analysis that say nothing of a query: of figures, which it finds in its table,
/// and of the forms of other results.
pub const REFUSED: [&str; 11] = [
    "actor",
    "filter",
    "without_passage",
    "constraints",
    "format",
    "table",
    "chart",
    "csv_locale",
    "raw",
    "threads",
    "verbose",
];

/// `export sql`
#[derive(Args)]
pub struct SqlArgs {
    /// A table (.csv .tsv .parquet .xlsx, or - for CSV on standard input), a criteria file (.toml), or the name of a built-in case
    pub case: Option<String>,
    /// The engine that runs it: duckdb, spark, datafusion or postgres
    #[arg(long, value_enum, value_name = "ENGINE")]
    pub dialect: DialectArg,
    /// The table with the alternatives, as in main.parcels
    #[arg(long, value_name = "NAME", default_value = "alternatives")]
    pub table_name: String,
    /// Count ranks over so many draws of weights, as in 10000 or 1e4
    #[arg(long, value_name = "N", value_parser = draws)]
    pub draws: Option<u64>,
    /// Options
    #[command(flatten)]
    pub analysis: Analysis,
}

/// An engine.
#[derive(Clone, Copy, ValueEnum)]
pub enum DialectArg {
    /// DuckDB
    Duckdb,
    /// Spark SQL
    Spark,
    /// Apache DataFusion
    Datafusion,
    /// PostgreSQL
    Postgres,
}

impl From<DialectArg> for Dialect {
    fn from(dialect: DialectArg) -> Dialect {
        match dialect {
            DialectArg::Duckdb => Dialect::DuckDb,
            DialectArg::Spark => Dialect::Spark,
            DialectArg::Datafusion => Dialect::DataFusion,
            DialectArg::Postgres => Dialect::Postgres,
        }
    }
}
