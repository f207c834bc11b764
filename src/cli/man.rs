//! `afweging man`

use super::args::ManArgs;
use super::dutch_help;
use super::failure::Failure;
use super::language::{dutch, pick};
use super::new_files::write_new;
use super::output::{print, unsent};
use afweging::Error;
use clap_mangen::Man;

pub fn run(args: &ManArgs) -> Result<(), Failure> {
    let mut program = dutch_help::spoken().disable_help_subcommand(true);
    // Names every command by its way from the program: `afweging-sensitivity-sweep`.
    program.build();
    let Some(folder) = &args.output else {
        return print(&String::from_utf8_lossy(&page(find(&program, &args.command)?)?));
    };
    let mut files = Vec::new();
    pages(&program, &mut files)?;
    write_new(folder, &files)?;
    let (count, folder) = (files.len(), folder.display());
    print(&pick(
        format!("wrote {count} pages to {folder}\n"),
        format!("{count} pagina's weggeschreven in {folder}\n"),
    ))
}

/// The command that these names lead to.
fn find<'a>(program: &'a clap::Command, names: &[String]) -> Result<&'a clap::Command, Failure> {
    names.iter().try_fold(program, |command, name| {
        command.find_subcommand(name).ok_or_else(|| {
            let known = command.get_subcommands().map(clap::Command::get_name);
            Error::unknown("command", name, known).into()
        })
    })
}

/// The page of a command, in the language of `man`.
fn page(command: &clap::Command) -> Result<Vec<u8>, Failure> {
    let mut out = Vec::new();
    Man::new(command.clone()).render(&mut out).map_err(unsent)?;
    // What follows the options of a help has no heading of its own there.
    let page = String::from_utf8_lossy(&out);
    let page = page.replacen(".SH EXTRA\nExamples:\n", ".SH EXAMPLES\n", 1);
    let headings: &[(&str, &str)] = if dutch() { &DUTCH_HEADINGS } else { &[] };
    let translated = |page: String, (en, nl): &(&str, &str)| {
        page.replace(&format!(".SH {en}\n"), &format!(".SH {nl}\n"))
    };
    Ok(headings.iter().fold(page, translated).into_bytes())
}

/// Headings of a page, as manual pages have them in Dutch.
const DUTCH_HEADINGS: [(&str, &str); 7] = [
    ("NAME", "NAAM"),
    ("SYNOPSIS", "SAMENVATTING"),
    ("DESCRIPTION", "BESCHRIJVING"),
    ("OPTIONS", "OPTIES"),
    ("SUBCOMMANDS", "OPDRACHTEN"),
    ("VERSION", "VERSIE"),
    ("EXAMPLES", "VOORBEELDEN"),
];

/// The pages of a command and of those below it, each with its name.
fn pages(command: &clap::Command, out: &mut Vec<(String, Vec<u8>)>) -> Result<(), Failure> {
    let name = command.get_display_name().unwrap_or(command.get_name());
    out.push((format!("{name}.1"), page(command)?));
    command.get_subcommands().try_for_each(|below| pages(below, out))
}
