//! The command line. No arithmetic, no sorting, no rounding here: commands open a case, ask a
//! study, and hand tables and views to an output.

mod actors;
mod advice;
mod args;
mod ask;
mod bar;
mod check;
mod complain;
mod diagnostics;
mod dutch_help;
mod dutch_usage;
mod evaluate;
mod examples;
mod exchange;
mod explain;
mod export;
mod failure;
mod flags;
mod init;
mod interrupt;
mod language;
mod list;
mod man;
mod more_help;
mod new_files;
mod open;
mod output;
mod pathway;
mod portfolio;
mod progress;
mod report;
mod sensitivity;
mod shares;
mod stdout;
mod stream;
mod study;
mod verify;
mod weights;
mod width;
mod workbook;

use afweging::Error;
use args::{Cli, Command};
use clap::{FromArgMatches, Parser};
use complain::complain;
use failure::Failure;
use std::io::Write;
use std::process::ExitCode;
use std::time::Instant;

/// Parse, run, report.
pub fn main() -> ExitCode {
    let start = Instant::now();
    interrupt::expect();
    let parsed = match language::dutch() {
        true => {
            dutch_help::command().try_get_matches().and_then(|found| Cli::from_arg_matches(&found))
        }
        false => Cli::try_parse(),
    };
    match parsed {
        Ok(cli) => status(run(cli, start)),
        Err(error) if error.use_stderr() => {
            if let Some(advice) = advice::on(&error) {
                complain(&advice);
                return ExitCode::from(2);
            }
            if language::dutch() {
                complain(&dutch_usage::said(&advice::without_values(error)));
                return ExitCode::from(2);
            }
            // If nobody can hear it, there is nobody left to tell.
            drop(advice::without_values(error).print());
            ExitCode::from(2)
        }
        Err(error) if language::dutch() => {
            let help = dutch_help::frame(&error.render().ansi().to_string());
            let mut out = anstream::stdout();
            status(write!(out, "{help}").and_then(|()| out.flush()).map_err(output::unsent))
        }
        // Help and the version are output like any other.
        Err(error) => {
            status(error.print().and_then(|()| std::io::stdout().flush()).map_err(output::unsent))
        }
    }
}

fn run(cli: Cli, start: Instant) -> Result<(), Failure> {
    shares::run(cli, &|cli| carry_out(cli, start))
}

/// Carry out a command.
fn carry_out(cli: Cli, start: Instant) -> Result<(), Failure> {
    match cli.command {
        None => evaluate::run(None, (cli.parts, false), cli.analysis, start, true),
        Some(Command::Evaluate(args)) => {
            let found = stream::open(args.case.as_deref(), &args.large, &args.analysis)?;
            if let Some(case) = found {
                return stream::run(&case, &args.large, &args.analysis, start);
            }
            evaluate::run(args.case, (args.parts, args.live), args.analysis, start, false)
        }
        Some(Command::Explain(args)) => explain::run(args, start),
        Some(Command::Sensitivity { study }) => sensitivity::run(study, start),
        Some(Command::Actors(args)) => actors::run(&args, start),
        Some(Command::Portfolio(args)) => portfolio::run(&args, start),
        Some(Command::Pathway(args)) => pathway::run(&args, start),
        Some(Command::Ask(args)) => ask::run(&args, start),
        Some(Command::Verify(args)) => verify::run(&args, start),
        Some(Command::Weights(args)) => weights::run(&args, start),
        Some(Command::Export { what }) => export::run(&what, start),
        Some(Command::Import(args)) => exchange::run_import(&args),
        Some(Command::Report(args)) => report::run(&args, start),
        Some(Command::Merge(args)) => shares::merge(&args, &|cli| carry_out(cli, start)),
        Some(Command::Check(args)) => check::run(args),
        Some(Command::Init(args)) => init::run(&args),
        Some(Command::List(args)) => list::run(&args),
        Some(Command::Man(args)) => man::run(&args),
        // The schema has one text; the option is for whoever gives it everywhere.
        Some(Command::Schema) => output::print(&format!("{}\n", afweging::case::schema())),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut dutch_help::spoken(), "afweging", &mut script);
            output::print(&String::from_utf8_lossy(&script))
        }
    }
}

/// Report how it went.
fn status(done: Result<(), Failure>) -> ExitCode {
    match done {
        Ok(()) | Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Err(Failure::Usage(message)) => {
            complain(&match language::dutch() {
                true => format!("fout: {message:#}{}", more_help::more()),
                false => format!("error: {message}{}", more_help::more()),
            });
            ExitCode::from(2)
        }
        Err(Failure::Claims(message)) => {
            let error = language::pick("error", "fout");
            complain(&format!("{error}: {message}"));
            ExitCode::from(1)
        }
        Err(Failure::Input(error)) => {
            diagnostics::report(&error);
            // A name or value on the command line that does not fit is a wrong command line, not a
            // wrong file.
            let typed = matches!(error, Error::Argument { .. } | Error::UnknownName { .. });
            ExitCode::from(if typed { 2 } else { 1 })
        }
    }
}
