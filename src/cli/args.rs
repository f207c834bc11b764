//! The arguments, as typed.

mod acceptability;
mod actors;
mod ask;
mod columns;
mod drivers;
mod exchange;
mod export;
mod figures;
mod parts;
mod pathway;
mod portfolio;
mod reading;
mod report;
mod robust;
mod shares;
mod stream;
mod targets;
mod verify;

use super::examples;
use super::language::pick;
use afweging::case::{self, Location, ScenariosAre, Setting, WhatIf};
use afweging::error::both;
use afweging::method::Method;
use afweging::problem::Language;
use afweging::study::{Scope, SweepRequest};
use afweging::write::Format;
use afweging::{Error, Result};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

pub use acceptability::{AcceptabilityArgs, Intervals};
pub use actors::ActorsArgs;
pub use ask::AskArgs;
pub use columns::ColumnArgs;
pub use drivers::DriversArgs;
pub use exchange::{ExchangeArgs, ImportArgs};
pub use export::{Export, SqlArgs};
use figures::{count, draws, figure, one_reading};
pub use parts::PartsArgs;
pub use pathway::PathwayArgs;
pub use portfolio::PortfolioArgs;
pub use reading::ReadingArgs;
pub use report::ReportArgs;
pub use robust::{RobustArgs, ValuesArg};
pub use shares::{MergeArgs, ShareArgs};
pub use stream::StreamArgs;
pub use targets::TargetsArgs;
pub use verify::VerifyArgs;

/// Multi-criteria decision analysis: score, rank, and say how far the answer can be trusted.
///
/// Without a command: evaluate the built-in case.
#[derive(Parser)]
#[command(name = "afweging", version, args_conflicts_with_subcommands = true, max_term_width = 100, after_help = examples::PROGRAM)]
pub struct Cli {
    /// What to do
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Parts of the page of the evaluation that runs without a command
    #[command(flatten)]
    pub parts: PartsArgs,
    /// Options of that evaluation
    #[command(flatten)]
    pub analysis: Analysis,
}

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// Which alternative is best under these weights?
    #[command(after_help = examples::EVALUATE)]
    Evaluate(EvaluateArgs),
    /// Why does an alternative score as it does, and why is it ahead of another?
    #[command(after_help = examples::EXPLAIN)]
    Explain(ExplainArgs),
    /// How far can the answer be trusted? Studies of weights and inputs
    #[command(after_help = examples::SENSITIVITY)]
    Sensitivity {
        /// The study
        #[command(subcommand)]
        study: Study,
    },
    /// Who ranks what first, where do the actors agree, and what can all live with?
    // The weights here are those of the actors: what would change the case's own is refused, with a
    // reason, and a help need not offer it.
    #[command(after_help = examples::ACTORS, mut_args(|arg| {
        match ["actor", "weights", "scenario", "respondent", "constraints"].contains(&arg.get_id().as_str()) {
            true => arg.hide(true),
            false => arg,
        }
    }))]
    Actors(ActorsArgs),
    /// Which set of alternatives is best within limits on what is chosen together?
    #[command(after_help = examples::PORTFOLIO)]
    Portfolio(PortfolioArgs),
    /// Which alternative should follow which, and when is it best to switch?
    #[command(after_help = examples::PATHWAY)]
    Pathway(PathwayArgs),
    /// Which question about the weights is still worth asking, and what do the answers settle?
    #[command(after_help = examples::ASK)]
    Ask(AskArgs),
    /// Do the claims written in the case hold? Ends with status 1 if one that must does not
    #[command(after_help = examples::VERIFY)]
    Verify(VerifyArgs),
    /// Where do the weights come from, and what do they leave open?
    #[command(after_help = examples::WEIGHTS, mut_arg("method", |arg| {
        arg.help("Try this weighting instead of the case's own: on the same judgements, on the data, or with `utastar` on the preferences")
    }))]
    Weights(WeightsArgs),
    /// All of it in one page: the answer, why, how sure, what it rests on. A page to mail around is
    /// written with -o report.html
    #[command(after_help = examples::REPORT, mut_args(|arg| match arg.get_id().as_str() {
        "output" => arg.help("A file, whose extension gives the form: .html a page for a browser, .xlsx a workbook, .md .txt .typ the page"),
        "format" => arg.help("table or markdown: the form of the page on the screen"),
        // A report holds all tables and charts, and no CSV.
        "table" | "chart" | "csv_locale" | "raw" => arg.hide(true),
        _ => arg,
    }))]
    Report(ReportArgs),
    /// Make one result of the parts of a run that --shard has written
    #[command(after_help = examples::MERGE, arg = lang())]
    Merge(MergeArgs),
    /// The model for other programs to run, where the data are
    #[command(after_help = examples::EXPORT)]
    Export {
        /// What to write
        #[command(subcommand)]
        what: Export,
    },
    /// Make a case of a file of another program: XMCDA, DMSY or mcda-elicitation-web
    #[command(after_help = examples::IMPORT)]
    Import(ImportArgs),
    /// Is this case sound? Says everything that is wrong at once
    #[command(after_help = examples::CHECK)]
    Check(CheckArgs),
    /// Write an editable copy of a built-in case, or a skeleton, into a folder
    #[command(after_help = examples::INIT)]
    Init(InitArgs),
    /// List built-in cases, methods, normalizations, weightings or studies
    #[command(after_help = examples::LIST, arg = lang())]
    List(ListArgs),
    /// Print the JSON Schema of the criteria file, for editors
    #[command(after_help = examples::SCHEMA, arg = lang())]
    Schema,
    /// Print a completion script
    #[command(after_help = examples::COMPLETIONS, arg = lang())]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page of the program or of a command, as `man` reads it
    #[command(after_help = examples::MAN, arg = lang())]
    Man(ManArgs),
}

/// `evaluate`
#[derive(Args)]
pub struct EvaluateArgs {
    /// A table (.csv .tsv .parquet .xlsx, or - for CSV on standard input), a criteria file (.toml), or the name of a built-in case
    pub case: Option<String>,
    /// Parts of the page
    #[command(flatten)]
    pub parts: PartsArgs,
    /// Write a workbook that recalculates (with -o case.xlsx), as `report` does
    #[arg(long, help_heading = "Output")]
    pub live: bool,
    /// A table that is too large for the memory
    #[command(flatten)]
    pub large: StreamArgs,
    /// Options
    #[command(flatten)]
    pub analysis: Analysis,
}

/// `sensitivity methods`, `sensitivity scenarios` and `sensitivity reversal`
#[derive(Args)]
pub struct CaseArgs {
    /// A table (.csv .tsv .parquet .xlsx, or - for CSV on standard input), a criteria file (.toml), or the name of a built-in case
    pub case: Option<String>,
    /// Options
    #[command(flatten)]
    pub analysis: Analysis,
}

/// `explain`
#[derive(Args)]
pub struct ExplainArgs {
    /// A table (.csv .tsv .parquet .xlsx, or - for CSV on standard input), a criteria file (.toml), or the name of a built-in case
    pub case: Option<String>,
    /// The alternative to explain: its keys joined by slashes, as in S3/VIL; without it, those
    /// there are
    #[arg(long, value_name = "NAME")]
    pub of: Option<String>,
    /// Another one of its group to compare it with
    #[arg(long, value_name = "NAME")]
    pub over: Option<String>,
    /// Options
    #[command(flatten)]
    pub analysis: Analysis,
}

/// `weights`
#[derive(Args)]
pub struct WeightsArgs {
    /// A table (.csv .tsv .parquet .xlsx, or - for CSV on standard input), a criteria file (.toml), or the name of a built-in case
    pub case: Option<String>,
    /// Write the weights into this criteria file or case workbook, and leave all else in it alone
    #[arg(long, value_name = "FILE")]
    pub into: Option<PathBuf>,
    /// Options
    #[command(flatten)]
    pub analysis: Analysis,
}

/// The studies of `sensitivity`.
#[derive(Subcommand)]
pub enum Study {
    /// Where does the order switch as one weight goes from 0 to 1?
    #[command(after_help = examples::SWEEP)]
    Sweep(WeightArgs),
    /// For which share of all weights, and over unsure inputs, is each alternative first, second
    /// ...?
    #[command(after_help = examples::ACCEPTABILITY)]
    Acceptability(AcceptabilityArgs),
    /// How much must change - of weights, judgements, passages - before the answer does?
    #[command(after_help = examples::STABILITY)]
    Stability(WeightArgs),
    /// Do methods of other families give the same order, and where do they part?
    #[command(after_help = examples::METHODS)]
    Methods(CaseArgs),
    /// Who is first under each of several named sets of weights, and which weights decide that?
    #[command(after_help = examples::SCENARIOS)]
    Scenarios(CaseArgs),
    /// Does the order of two alternatives hang on which others are there?
    #[command(after_help = examples::REVERSAL)]
    Reversal(CaseArgs),
    /// Which weights, inputs or choices does the doubt come from? Shares of variance
    #[command(after_help = examples::DRIVERS)]
    Drivers(DriversArgs),
    /// What holds for every admissible weight, whatever the inputs turn out to be?
    #[command(after_help = examples::ROBUST)]
    Robust(RobustArgs),
    /// What is the smallest change of levels after which a node with rules has another level?
    // The rules decide, whatever the method: what would choose one is refused.
    #[command(after_help = examples::TARGETS, mut_args(|arg| {
        match ["method", "param"].contains(&arg.get_id().as_str()) {
            true => arg.hide(true),
            false => arg,
        }
    }))]
    Targets(TargetsArgs),
}

/// `sensitivity sweep` and `sensitivity stability`
#[derive(Args)]
pub struct WeightArgs {
    /// A table (.csv .tsv .parquet .xlsx, or - for CSV on standard input), a criteria file (.toml), or the name of a built-in case
    pub case: Option<String>,
    /// Sweep a weight as its share among its siblings (the default)
    #[arg(long)]
    pub local: bool,
    /// Sweep a weight as its share of all criteria
    #[arg(long, conflicts_with = "local")]
    pub global: bool,
    /// Vary the weight of this criterion or node only (repeatable); smallest changes, inputs and
    /// passages are of all
    #[arg(long, value_name = "ID")]
    pub criterion: Vec<String>,
    /// Options
    #[command(flatten)]
    pub analysis: Analysis,
}

impl WeightArgs {
    /// Which weights are moved, and which give way.
    pub fn request(&self) -> SweepRequest {
        let scope = if self.global { Scope::Global } else { Scope::Local };
        SweepRequest { scope, criteria: self.criterion.clone() }
    }
}

/// `check`
#[derive(Args)]
pub struct CheckArgs {
    /// A table (.csv .tsv .parquet .xlsx, or - for CSV on standard input), a criteria file (.toml), or the name of a built-in case
    pub case: Option<String>,
    /// A table to use instead of the case's own (repeatable)
    #[arg(long, value_name = "PATH")]
    pub data: Vec<PathBuf>,
    /// What the columns of a table are
    #[command(flatten)]
    pub columns: ColumnArgs,
    /// How tables are read
    #[command(flatten)]
    pub reading: ReadingArgs,
    /// Look through the eyes of this actor: its weights, its statements and its figures
    #[arg(long, value_name = "ID", help_heading = "What if")]
    pub actor: Option<String>,
    /// Weights that replace the named ones among their siblings
    #[arg(long, value_name = "ID=W,ID=W", help_heading = "What if")]
    pub weights: Vec<String>,
    /// A table of scenarios, a row per named set of weights, instead of the case's own
    #[arg(long, value_name = "FILE", help_heading = "What if")]
    pub scenarios: Option<PathBuf>,
    /// Whether weights of scenarios are shares among siblings (local) or of all weight (global)
    #[arg(long, value_name = "SHARES", help_heading = "What if")]
    pub scenarios_are: Option<ScenariosAre>,
    /// Language of labels and sentences
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub lang: Lang,
}

/// `init`
#[derive(Args)]
pub struct InitArgs {
    /// The folder to write to; nothing there is overwritten
    pub dir: PathBuf,
    /// The built-in case to copy
    #[arg(long, value_name = "NAME", default_value = case::DEFAULT, conflicts_with = "skeleton")]
    pub case: String,
    /// A small case to fill in, instead of a copy
    #[arg(long)]
    pub skeleton: bool,
    /// A table to make the case of, with the options by which `evaluate` reads it
    #[arg(long, value_name = "TABLE", conflicts_with_all = ["case", "skeleton"])]
    pub from: Option<String>,
    /// Write the case of the table as a workbook of this name, as in case.xlsx
    #[arg(long, value_name = "NAME", requires = "from", conflicts_with_all = ["case", "skeleton"])]
    pub into: Option<String>,
    /// What the columns of the table are
    #[command(flatten)]
    pub columns: ColumnArgs,
    /// How the table is read
    #[command(flatten)]
    pub reading: ReadingArgs,
    /// Weights to write into the case of a table
    #[arg(long, value_name = "ID=W,ID=W", requires = "from", help_heading = "A table as the case")]
    pub weights: Vec<String>,
    /// What is written: a criteria file with tables, or one workbook that holds all of it
    #[arg(long, value_enum, default_value_t = InitFormat::Csv)]
    pub format: InitFormat,
    /// Language of messages, of a skeleton's words and of a workbook's sheets
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub lang: Lang,
    /// Say nothing where all went well
    #[arg(short, long)]
    pub quiet: bool,
}

/// What `init` writes.
#[derive(Clone, Copy, ValueEnum, PartialEq)]
pub enum InitFormat {
    /// A criteria file, case.toml, with tables of comma-separated values
    Csv,
    /// An Excel workbook, case.xlsx, with a sheet `criteria` and others
    Xlsx,
}

/// The language of what is no page of a case. What was typed, [`super::language`] reads.
fn lang() -> clap::Arg {
    clap::Arg::new("lang")
        .long("lang")
        .value_parser(clap::builder::EnumValueParser::<Lang>::new())
        .default_value("en")
        .help("Language of words and messages")
}

/// `list`
#[derive(Args)]
pub struct ListArgs {
    /// What to list; without it, what can be listed
    #[arg(value_enum)]
    pub what: Option<What>,
    /// One of them, in full
    pub name: Option<String>,
    /// A table for a reader, or all that is known of each as JSON
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
    /// Language of the list
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub lang: Lang,
}

/// What `list` writes.
#[derive(Clone, Copy, ValueEnum, PartialEq)]
pub enum ListFormat {
    /// Columns for a terminal
    Table,
    /// A list of objects
    Json,
}

/// `man`
#[derive(Args)]
pub struct ManArgs {
    /// The command, as in `sensitivity sweep`; without it, the program
    pub command: Vec<String>,
    /// Write the pages of the program and of every command into this folder; nothing there is
    /// overwritten
    #[arg(short, long, value_name = "DIR", conflicts_with = "command")]
    pub output: Option<PathBuf>,
}

/// The name of all methods that have a score, where a method is asked for.
const ALL_METHODS: &str = "all";

/// What can be listed.
#[derive(Clone, Copy, ValueEnum)]
pub enum What {
    /// The built-in cases
    Cases,
    /// The methods
    Methods,
    /// The normalizations
    Normalizations,
    /// The ways in which weights are made of judgements or of data
    Weightings,
    /// The studies of sensitivity
    Studies,
}

/// A language.
#[derive(Clone, Copy, ValueEnum)]
pub enum Lang {
    /// English
    En,
    /// Dutch
    Nl,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Language {
        match lang {
            Lang::En => Language::En,
            Lang::Nl => Language::Nl,
        }
    }
}

/// A set of weights that a case can be held to.
#[derive(Clone, Copy, ValueEnum)]
pub enum ConstraintsArg {
    /// All weights that fit the judgements of [[weighting]]
    FromWeighting,
}

/// A spreadsheet's habits.
#[derive(Clone, Copy, ValueEnum, PartialEq)]
pub enum CsvLocale {
    /// Commas between fields, decimal points
    En,
    /// Semicolons between fields, decimal commas
    Nl,
}

/// Options of every analysing command.
#[derive(Args)]
pub struct Analysis {
    /// A table to use instead of the case's own (repeatable)
    #[arg(long, value_name = "PATH", help_heading = "What if")]
    pub data: Vec<PathBuf>,
    /// What the columns of a table are
    #[command(flatten)]
    pub columns: ColumnArgs,
    /// How tables are read
    #[command(flatten)]
    pub reading: ReadingArgs,
    /// Weights that replace the named ones among their siblings
    #[arg(long, value_name = "ID=W,ID=W", help_heading = "What if")]
    pub weights: Vec<String>,
    /// Look through the eyes of this actor: its weights, its statements and its figures
    #[arg(long, value_name = "ID", help_heading = "What if")]
    pub actor: Option<String>,
    /// Take the weights of this respondent alone, where several people judged
    #[arg(long, value_name = "NAME", help_heading = "What if")]
    pub respondent: Option<String>,
    /// Keep studies to the weights that the judgements behind them leave open
    #[arg(long, value_enum, value_name = "SET", help_heading = "What if")]
    pub constraints: Option<ConstraintsArg>,
    /// The weights of this scenario instead of the case's; those of --weights replace its own
    #[arg(long, value_name = "NAME", help_heading = "What if")]
    pub scenario: Option<String>,
    /// A table of scenarios, a row per named set of weights, instead of the case's own
    #[arg(long, value_name = "FILE", help_heading = "What if")]
    pub scenarios: Option<PathBuf>,
    /// Whether weights of scenarios are shares among siblings (local) or of all weight (global)
    #[arg(long, value_name = "SHARES", help_heading = "What if")]
    pub scenarios_are: Option<ScenariosAre>,
    /// Set a fact, attribute or cell: NAME=VALUE or NAME=VALUE@key=value,key=value (repeatable)
    #[arg(long, value_name = "SETTING", help_heading = "What if")]
    pub set: Vec<String>,
    /// Keep only alternatives with this value of a key (repeatable)
    #[arg(long = "where", value_name = "KEY=VALUE", help_heading = "What if")]
    pub filter: Vec<String>,
    /// One group of everything
    #[arg(long, help_heading = "What if")]
    pub overall: bool,
    /// Requirements exclude and flag nothing
    #[arg(long, help_heading = "What if")]
    pub no_gates: bool,
    /// Adjustments shift nothing
    #[arg(long, help_heading = "What if")]
    pub no_adjustments: bool,
    /// Leave a passage out: what rests on it becomes unknown (repeatable)
    #[arg(long, value_name = "ID", help_heading = "What if")]
    pub without_passage: Vec<String>,
    /// Let methods that need ratios take ordinal levels as 1 .. L
    #[arg(long, help_heading = "What if")]
    pub force: bool,
    /// Run this method instead of the case's own, or `all` that have a score (repeatable)
    #[arg(long, value_name = "NAME", help_heading = "What if")]
    pub method: Vec<String>,
    /// Change a parameter: METHOD.PARAMETER=VALUE (repeatable)
    #[arg(long, value_name = "SETTING", help_heading = "What if")]
    pub param: Vec<String>,
    /// Language of labels and sentences
    #[arg(long, value_enum, default_value_t = Lang::En, help_heading = "Output")]
    pub lang: Lang,
    /// table, csv, parquet, json, markdown or xlsx
    #[arg(long, value_parser = format, help_heading = "Output")]
    pub format: Option<Format>,
    /// A file, whose extension gives the format (.md .txt .typ the page, .svg a chart, others tables), or a folder (every table as a file)
    #[arg(short, long, value_name = "PATH", help_heading = "Output")]
    pub output: Option<PathBuf>,
    /// The table to write instead of the main one, or instead of the page
    #[arg(long, value_name = "NAME", help_heading = "Output")]
    pub table: Option<String>,
    /// The chart to write to a .svg file instead of the first
    #[arg(long, value_name = "NAME", help_heading = "Output")]
    pub chart: Option<String>,
    /// How CSV is written
    #[arg(long, value_enum, default_value_t = CsvLocale::En, help_heading = "Output")]
    pub csv_locale: CsvLocale,
    /// Leave text in CSV alone that a spreadsheet would run as a formula
    #[arg(long, help_heading = "Output")]
    pub raw: bool,
    /// Seed of everything random
    #[arg(long, value_name = "N", value_parser = count, default_value_t = 1, help_heading = "Run")]
    pub seed: u64,
    /// How many threads; never changes a result
    #[arg(long, value_name = "N", value_parser = figures::threads, help_heading = "Run")]
    pub threads: Option<u16>,
    /// Say less on the error stream
    #[arg(short, long, help_heading = "Run")]
    pub quiet: bool,
    /// Say more: every part of the page, and more on the error stream
    #[arg(short, long, conflicts_with = "quiet", help_heading = "Run")]
    pub verbose: bool,
    /// Whether only a part of the draws is made, which is no result
    #[arg(skip)]
    pub is_part: bool,
    /// The command line of the parts that are put together, instead of what was typed
    #[arg(skip)]
    pub recorded: Option<Vec<String>>,
}

fn format(text: &str) -> std::result::Result<Format, String> {
    Format::ALL.into_iter().find(|format| format.name() == text).ok_or_else(|| {
        let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
        match afweging::error::nearest(text, names.iter().copied()) {
            Some(near) => pick(format!("did you mean `{near}`?"), format!("bedoelt u `{near}`?")),
            None => {
                let known = names.join(", ");
                pick(format!("known are {known}"), format!("wel bekend: {known}"))
            }
        }
    })
}

/// The case that an argument names.
pub fn location(case: Option<&str>) -> Location {
    Location::of(case.unwrap_or(case::DEFAULT))
}

impl Analysis {
    /// The changes asked for.
    pub fn what_if(&self) -> Result<WhatIf> {
        let filter = |text: &String| {
            case::pair(text).ok_or_else(|| {
                Error::argument("filter", text, both("write key=value", "schrijf sleutel=waarde"))
            })
        };
        let weights =
            self.weights.iter().map(|text| case::weights(text)).collect::<Result<Vec<_>>>()?;
        Ok(WhatIf {
            data: self.data.clone(),
            weights: weights.into_iter().flatten().collect(),
            actor: self.actor.clone(),
            respondent: self.respondent.clone(),
            from_weighting: self.constraints.is_some(),
            scenarios: self.scenarios.clone(),
            scenarios_are: self.scenarios_are,
            scenario: self.scenario.clone(),
            set: self.set.iter().map(|text| text.parse::<Setting>()).collect::<Result<_>>()?,
            filter: self.filter.iter().map(filter).collect::<Result<_>>()?,
            overall: self.overall,
            no_gates: self.no_gates,
            no_adjustments: self.no_adjustments,
            without_passages: self.without_passage.clone(),
            force: self.force,
            marks: self.reading.marks(),
            max_size: self.reading.max_size,
            ..WhatIf::default()
        })
    }

    /// The choice of methods and parameters in the words of the command line, for the record of
    /// what-ifs.
    pub fn method_words(&self) -> Vec<String> {
        let methods = self.method.iter().map(|name| format!("--method {name}"));
        methods.chain(self.param.iter().map(|text| format!("--param {text}"))).collect()
    }

    /// The methods to run: those asked for, else the case's; with parameters changed.
    pub fn methods(&self, own: &[Method]) -> Result<Vec<Method>> {
        let named = |name: &String| match own.iter().find(|method| method.name() == name) {
            Some(method) => Ok(method.clone()),
            None => {
                Method::named(name).map_err(|error| Error::argument("method", name, error.said()))
            }
        };
        let mut methods = if self.method.is_empty() {
            own.to_vec()
        } else {
            let mut chosen = Vec::new();
            for name in &self.method {
                match name.as_str() {
                    ALL_METHODS => chosen.extend(Method::all(own)),
                    _ => chosen.push(named(name)?),
                }
            }
            chosen
        };
        // A method asked for twice runs once: its rows could not be told apart.
        let mut seen = Vec::new();
        methods.retain(|method| {
            !seen.contains(&method.name()) && {
                seen.push(method.name());
                true
            }
        });
        let mut given: Vec<(&str, &str)> = Vec::new();
        for text in &self.param {
            let wrong = || {
                Error::argument(
                    "parameter",
                    text,
                    both(
                        "write METHOD.PARAMETER=VALUE, as in weighted-sum.normalization=min-max",
                        "schrijf METHODE.PARAMETER=WAARDE, zoals in weighted-sum.normalization=min-max",
                    ),
                )
            };
            let (name, value) = text.split_once('=').ok_or_else(wrong)?;
            let (method, parameter) = name.split_once('.').ok_or_else(wrong)?;
            let Some(at) = methods.iter().position(|known| known.name() == method) else {
                let unknown =
                    Error::unknown("method in this run", method, methods.iter().map(Method::name));
                return Err(Error::argument("parameter", text, unknown.said()));
            };
            if given.contains(&(method, parameter)) {
                return Err(Error::argument(
                    "parameter",
                    text,
                    both(
                        format!("`{name}` is given more than once: keep one"),
                        format!("`{name:#}` is meer dan één keer gegeven: behoud er een"),
                    ),
                ));
            }
            one_reading(value).map_err(|message| Error::argument("parameter", text, message))?;
            given.push((method, parameter));
            methods[at] = methods[at].with_parameter(parameter, value)?;
        }
        Ok(methods)
    }
}
