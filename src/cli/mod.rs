//! The command line. No arithmetic, no sorting, no rounding here: commands open a case, ask a study, and hand tables and
//! views to an output.

mod advice;
mod args;
mod check;
mod diagnostics;
mod evaluate;
mod explain;
mod init;
mod interrupt;
mod list;
mod output;
mod progress;
mod sensitivity;
mod stdout;
mod verify;
mod width;

use afweging::Error;
use afweging::case::Case;
use afweging::error::{Finding, Findings};
use afweging::write::{printable, wrap};
use args::{Analysis, Cli, Command, location};
use clap::{CommandFactory, Parser};
use std::io::Write;
use std::process::ExitCode;
use std::time::Instant;

/// Why a command ends early.
pub enum Failure {
    /// The command line is wrong: exit status 2.
    Usage(String),
    /// The input is wrong, or a file cannot be read or written: exit status 1.
    Input(Error),
    /// A claim that must hold does not: exit status 1.
    Claims(String),
    /// The reader of our output has gone: success.
    ClosedPipe,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Input(error)
    }
}

/// Say something on the error stream; nothing in it steers a terminal. If nobody can hear it, that is no reason to fail.
pub fn complain(message: &str) {
    let message = printable(message);
    match output::known_width(std::io::stderr()) {
        None => complain_styled(&message),
        Some(width) => {
            // Lines of a message that are set in stay so.
            let lines = message.lines().flat_map(|line| {
                let start = &line[..line.len() - line.trim_start().len()];
                wrap(line.trim_start(), start, &format!("{start}  "), width)
            });
            complain_styled(&lines.collect::<Vec<_>>().join("\n"));
        }
    }
}

/// The same with colours, for a message in which all text of others has been cleaned.
fn complain_styled(message: &str) {
    progress::hide();
    drop(writeln!(anstream::stderr(), "{message}"));
}

/// What an analysis asks of the constraints and preferences of a case.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub enum Admissible {
    /// Nothing: it looks at the given weights.
    Any,
    /// Nothing, and the given weights do not count either.
    Free,
    /// That some weights meet them; the given weights do not count.
    Exists,
    /// That the given weights do.
    Given,
}

/// Open the case that an analysis names, with its what-ifs, and say what is worth knowing about it. What the analysis does not ask of its
/// constraints and preferences is a warning if it is not so.
pub fn open(case: Option<&str>, args: &Analysis, admissible: Admissible) -> Result<Case, Failure> {
    let what_if = args.what_if().map_err(|error| advice::with_ids(error, &location(case)))?;
    let mut case = Case::open(&location(case), &what_if)?;
    case.what_ifs.extend(args.method_words());
    if admissible >= Admissible::Exists && !case.contradictory.is_empty() {
        return Err(Error::Findings(Findings(case.contradictory)).into());
    }
    if admissible == Admissible::Given && !case.inadmissible.is_empty() {
        return Err(Error::Findings(Findings(case.inadmissible)).into());
    }
    if !args.quiet {
        diagnostics::show(&case.warnings);
        // That no weights agree says more than that the given ones do not.
        let doubts = match (admissible, case.contradictory.is_empty()) {
            (Admissible::Free | Admissible::Exists, _) => &[],
            (_, false) => &case.contradictory[..],
            (_, true) => &case.inadmissible[..],
        };
        diagnostics::show(&doubts.iter().map(Finding::as_warning).collect::<Vec<_>>());
    }
    if args.verbose {
        diagnostics::show(&case.later);
    }
    Ok(case)
}

/// Parse, run, report.
pub fn main() -> ExitCode {
    let start = Instant::now();
    interrupt::expect();
    match Cli::try_parse() {
        Ok(cli) => status(run(cli, start)),
        Err(error) if error.use_stderr() => {
            if let Some(advice) = advice::on(&error) {
                complain(&advice);
                return ExitCode::from(2);
            }
            // If nobody can hear it, there is nobody left to tell.
            drop(advice::without_values(error).print());
            ExitCode::from(2)
        }
        // Help and the version are output like any other.
        Err(error) => status(error.print().and_then(|()| std::io::stdout().flush()).map_err(output::unsent)),
    }
}

fn run(cli: Cli, start: Instant) -> Result<(), Failure> {
    match cli.command {
        None => evaluate::run(None, cli.analysis, start, true),
        Some(Command::Evaluate(args)) => evaluate::run(args.case, args.analysis, start, false),
        Some(Command::Explain(args)) => explain::run(args, start),
        Some(Command::Sensitivity { study }) => sensitivity::run(study, start),
        Some(Command::Verify(args)) => verify::run(&args, start),
        Some(Command::Check(args)) => check::run(args),
        Some(Command::Init(args)) => init::run(&args),
        Some(Command::List(args)) => list::run(&args),
        Some(Command::Schema) => output::print(&format!("{}\n", afweging::case::schema())),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "afweging", &mut script);
            output::print(&String::from_utf8_lossy(&script))
        }
    }
}

/// Report how it went.
fn status(done: Result<(), Failure>) -> ExitCode {
    match done {
        Ok(()) | Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Err(Failure::Usage(message)) => {
            complain(&format!("error: {message}\n\nFor more information, try 'afweging --help'."));
            ExitCode::from(2)
        }
        Err(Failure::Claims(message)) => {
            complain(&format!("error: {message}"));
            ExitCode::from(1)
        }
        Err(Failure::Input(error)) => {
            diagnostics::report(&error);
            // A name or value on the command line that does not fit is a wrong command line, not a wrong file.
            let typed = matches!(error, Error::Option { .. } | Error::UnknownName { .. });
            ExitCode::from(if typed { 2 } else { 1 })
        }
    }
}
