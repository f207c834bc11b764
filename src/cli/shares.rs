//! Draws in parts: `--shard`, `--checkpoint`, and `afweging merge`.

use super::args::{Analysis, Cli, Command, MergeArgs, ShareArgs, Study};
use super::complain::complain;
use super::failure::Failure;
use super::language::pick;
use super::output::command_line;
use afweging::Error;
use afweging::error::{Finding, Findings, Place, both};
use afweging::shard::{Origin, Share, Store, Tallies, within};
use afweging::write::write_whole;
use clap::Parser;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// What carries out a command.
type Work<'a> = &'a dyn Fn(Cli) -> Result<(), Failure>;

/// Carry out a command, in parts or with a checkpoint where that is asked for.
pub fn run(mut cli: Cli, work: Work) -> Result<(), Failure> {
    let Some((shares, analysis)) = cli.command.as_mut().and_then(shares) else { return work(cli) };
    let ShareArgs { shard, checkpoint } = shares;
    let (shard, checkpoint) = (*shard, checkpoint.clone());
    if shard.is_none() && checkpoint.is_none() {
        return work(cli);
    }
    let origin = Origin {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        command: command_line(typed()),
        files: Vec::new(),
        share: shard,
    };
    let mut store = Store::new(origin);
    if let Some(path) = &checkpoint {
        // It is removed when the result is there.
        if analysis.output.as_deref().is_some_and(|output| is_same(output, path)) {
            let shown = path.display();
            return Err(Failure::Usage(both(
                format!(
                    "--checkpoint {shown}: the result goes there; name another file for the checkpoint"
                ),
                format!(
                    "--checkpoint {shown:#}: het resultaat komt daar; noem een ander bestand voor de tussenstand"
                ),
            )));
        }
        if path.exists() {
            store = store.taking_up(&path.display().to_string(), &read(path)?)?;
        }
        let path = path.clone();
        store = store.keeping(move |bytes| write_whole(&path, bytes));
    }
    let Some(shard) = shard else {
        let (done, mut store) = within(store, || work(cli));
        match done {
            // Why the command failed is told, whether or not its draws could be kept.
            Err(Failure::Input(_) | Failure::Usage(_)) => drop(store.keep_rest()),
            _ => forget(checkpoint.as_deref())?,
        }
        return done;
    };
    let quiet = analysis.quiet;
    let path = file_of_part(analysis, shard)?;
    // What is written is no result.
    analysis.is_part = true;
    let (done, mut store) = within(store, || work(cli));
    match done {
        Err(Failure::Input(Error::Part)) => {}
        Ok(()) => {
            return Err(Failure::Usage(both(
                format!("--shard {shard}: no draws are made here; leave it out"),
                format!("--shard {shard:#}: hier worden geen trekkingen gemaakt; laat het weg"),
            )));
        }
        other => {
            drop(store.keep_rest());
            return other;
        }
    }
    write_whole(&path, &store.tallies().map(Tallies::to_bytes).unwrap_or_default())?;
    forget(checkpoint.as_deref())?;
    if !quiet {
        let shown = path.display();
        complain(&pick(
            format!("wrote {shown}: part {shard} of the draws"),
            format!("{shown} weggeschreven: deel {shard} van de trekkingen"),
        ));
    }
    Ok(())
}

/// Put parts together and show the result.
pub fn merge(args: &MergeArgs, work: Work) -> Result<(), Failure> {
    let mut files = Vec::new();
    let mut unread = Vec::new();
    for path in &args.tallies {
        let name = path.display().to_string();
        match std::fs::read(path) {
            Ok(bytes) => files.push((name, bytes)),
            Err(source) => {
                let why = Error::Io { action: "read", path: path.clone(), source }.said();
                unread.push(Finding::error(Place::File(name), why));
            }
        }
    }
    if !unread.is_empty() {
        // What is wrong with the others is told beside it.
        if let Err(Error::Findings(more)) = Store::of_parts(files) {
            unread.extend(more.0);
        }
        return Err(Error::Findings(Findings(unread)).into());
    }
    if let Some(output) = &args.output
        && args.tallies.iter().any(|path| is_same(path, output))
    {
        let shown = output.display();
        return Err(Failure::Usage(both(
            format!("-o {shown}: this is one of the parts, and is not overwritten"),
            format!("-o {shown:#}: dit is een van de delen, en wordt niet overschreven"),
        )));
    }
    let store = Store::of_parts(files)?;
    let command = store.command().to_vec();
    let beside = [
        args.output.as_ref().map(|path| vec!["--output".into(), path.clone().into_os_string()]),
        args.threads.map(|threads| vec!["--threads".into(), threads.to_string().into()]),
        args.quiet.then(|| vec!["--quiet".into()]),
        args.verbose.then(|| vec!["--verbose".into()]),
    ];
    let line = [OsString::from("afweging")]
        .into_iter()
        .chain(command.iter().map(OsString::from))
        .chain(beside.into_iter().flatten().flatten());
    let typed = format!("afweging {}", command.join(" "));
    let mut cli = Cli::try_parse_from(line).map_err(|_| unknown(&typed))?;
    let (_, analysis) = cli.command.as_mut().and_then(shares).ok_or_else(|| unknown(&typed))?;
    analysis.recorded = Some(command);
    let (done, store) = within(store, || work(cli));
    done.map_err(|failure| elsewhere(failure, &store))
}

/// What failed, with the part that asks for it where it is a file of the case that is not here: who
/// names parts has not named that file.
fn elsewhere(failure: Failure, store: &Store) -> Failure {
    let (error, Some((part, files))) = (&failure, store.made_from()) else { return failure };
    let said = match error {
        Failure::Input(error @ (Error::Io { action: "read", .. } | Error::Findings(_))) => {
            error.to_string()
        }
        _ => return failure,
    };
    // A file of a built-in case is not there either, and nothing is said of it.
    let is_gone = |name: &str| !Path::new(name).exists() && said.contains(name);
    let gone = files.iter().map(|(name, _)| name.as_str()).filter(|name| is_gone(name));
    let found: Vec<Finding> = gone
        .map(|name| {
            let why = both(
                format!("it was made from {name}, and there is no such file here"),
                format!("het is gemaakt van {name:#}, en hier is geen bestand met die naam"),
            );
            Finding::error(Place::File(part.to_owned()), why).help(both(
                "run `afweging merge` where the parts were made: in the folder from which the paths of their command lead to the same files",
                "voer `afweging merge` uit waar de delen zijn gemaakt: in de map van waaruit de paden van hun opdracht naar dezelfde bestanden leiden",
            ))
        })
        .collect();
    if found.is_empty() { failure } else { Error::Findings(Findings(found)).into() }
}

/// That parts come from a command that this program would not have written parts of.
fn unknown(typed: &str) -> Failure {
    Failure::Usage(both(
        format!("`{typed}`: this command of the parts is none that draws in parts"),
        format!("`{typed:#}`: deze opdracht van de delen is er geen die in delen trekt"),
    ))
}

/// The options of a command that draws in parts.
fn shares(command: &mut Command) -> Option<(&mut ShareArgs, &mut Analysis)> {
    Some(match command {
        Command::Actors(args) => (&mut args.shares, &mut args.analysis),
        Command::Pathway(args) => (&mut args.shares, &mut args.analysis),
        Command::Portfolio(args) => (&mut args.shares, &mut args.analysis),
        Command::Verify(args) => (&mut args.shares, &mut args.analysis),
        Command::Sensitivity { study: Study::Acceptability(args) } => {
            (&mut args.shares, &mut args.analysis)
        }
        Command::Sensitivity { study: Study::Drivers(args) } => {
            (&mut args.shares, &mut args.analysis)
        }
        _ => return None,
    })
}

/// Where a part is written to: a new file, or one of tallies.
fn file_of_part(analysis: &mut Analysis, shard: Share) -> Result<PathBuf, Failure> {
    let Some(path) = analysis.output.take() else {
        return Err(Failure::Usage(both(
            format!(
                "--shard {shard}: a part is written to a file; add -o part-{}.tally",
                shard.part()
            ),
            format!(
                "--shard {shard:#}: een deel wordt naar een bestand geschreven; voeg -o deel-{:#}.tally toe",
                shard.part()
            ),
        )));
    };
    // Not over a table, nor over a file that the case is read from.
    let is_other = std::fs::read(&path).is_ok_and(|bytes| Tallies::from_bytes(&bytes).is_err());
    if path.is_dir() || is_other {
        let shown = path.display();
        return Err(Failure::Usage(both(
            format!(
                "-o {shown}: this is no part of a run, and is not overwritten; name another file for the part"
            ),
            format!(
                "-o {shown:#}: dit is geen deel van een uitvoering, en wordt niet overschreven; noem een ander bestand voor het deel"
            ),
        )));
    }
    Ok(path)
}

/// Whether two paths lead to one file, which may not be there yet.
fn is_same(a: &Path, b: &Path) -> bool {
    let real =
        |path: &Path| std::fs::canonicalize(path).or_else(|_| std::path::absolute(path)).ok();
    real(a) == real(b)
}

fn typed() -> impl Iterator<Item = String> {
    std::env::args_os().skip(1).map(|arg| arg.to_string_lossy().into_owned())
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let unread = |source| Error::Io { action: "read", path: path.to_owned(), source };
    Ok(std::fs::read(path).map_err(unread)?)
}

/// Remove a checkpoint that has done its work.
fn forget(path: Option<&Path>) -> Result<(), Failure> {
    match path.filter(|path| path.exists()) {
        None => Ok(()),
        Some(path) => std::fs::remove_file(path)
            .map_err(|source| Error::Io { action: "write", path: path.to_owned(), source }.into()),
    }
}
