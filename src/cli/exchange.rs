//! `afweging export xmcda`, `afweging export dmsy` and `afweging import`

use super::args::{ExchangeArgs, ImportArgs};
use super::complain::complain;
use super::diagnostics;
use super::failure::Failure;
use super::new_files::write_new;
use super::open::{RequiredWeights, open};
use super::output::{Output, print};
use afweging::case::Case;
use afweging::error::{Said, both};
use afweging::export::Exported;
use afweging::import::{Directions, import, read};
use afweging::problem::Language;
use afweging::report::Words;
use std::time::Instant;

/// Write a case in another form.
pub fn export(
    args: &ExchangeArgs,
    form: impl Fn(&Case, Language) -> afweging::Result<Exported>,
    extension: &'static str,
    start: Instant,
) -> Result<(), Failure> {
    refuse(args)?;
    let output = Output::plan_text(&args.analysis, extension, start)?;
    let case = open(args.case.as_deref(), &args.analysis, RequiredWeights::Any)?;
    let exported = form(&case, output.language())?;
    match output.document() {
        Some((path, _)) => output.write_document(&case, path, exported.text.as_bytes())?,
        None => print(&exported.text)?,
    }
    // What is lost is said even where nothing else is.
    let words = Words(output.language());
    tell(&exported.lost, words, "not in the file", "niet in het bestand");
    Ok(())
}

/// Options that say nothing of a case in another form.
fn refuse(args: &ExchangeArgs) -> Result<(), Failure> {
    let of = &args.analysis;
    let given = [
        (!of.method.is_empty(), "--method"),
        (of.constraints.is_some(), "--constraints"),
        (of.format.is_some(), "--format"),
        (of.table.is_some(), "--table"),
        (of.chart.is_some(), "--chart"),
    ];
    match given.into_iter().find(|(is_given, _)| *is_given) {
        None => Ok(()),
        Some((_, flag)) => Err(Failure::Usage(both(
            format!("{flag}: it says nothing of a case in another form; leave it out"),
            format!("{flag}: dit zegt niets over een dossier in een andere vorm; laat het weg"),
        ))),
    }
}

/// Say what is lost, a line for each.
fn tell(lost: &[Said], words: Words, en: &str, nl: &str) {
    if lost.is_empty() {
        return;
    }
    let dutch = words.0 == Language::Nl;
    let lines: Vec<String> = lost.iter().map(|it| format!("  - {}", it.text(dutch))).collect();
    let head = words.pick(en, nl);
    complain(&format!("{head}:\n{}", lines.join("\n")));
}

/// Make a case of files of another program.
pub fn run_import(args: &ImportArgs) -> Result<(), Failure> {
    let words = Words(args.lang.into());
    let directions = Directions { max: args.max.clone(), min: args.min.clone() };
    let imported = import(read(&args.files, args.max_size)?, &directions, words.0)?;
    write_new(&args.output, &imported.files)?;
    if !args.quiet {
        diagnostics::show(&imported.warnings);
    }
    tell(&imported.lost, words, "not in the case", "niet in het dossier");
    if args.quiet {
        return Ok(());
    }
    let names: Vec<&str> = imported.files.iter().map(|(name, _)| name.as_str()).collect();
    let (names, folder) = (names.join(", "), args.output.display());
    let path = args.output.join("case.toml");
    let shown = path.display();
    print(&words.pick(
        format!("wrote {names} to {folder}\nnext: afweging check {shown}, then afweging evaluate {shown}\n"),
        format!(
            "{names} weggeschreven in {folder}\n\
             volgende stap: afweging check {shown} --lang nl, daarna afweging evaluate {shown} --lang nl\n"
        ),
    ))
}
