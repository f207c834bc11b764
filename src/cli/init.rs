//! `afweging init`

use super::args::{InitArgs, InitFormat};
use super::diagnostics;
use super::failure::Failure;
use super::new_files::write_new;
use super::output::print;
use afweging::Error;
use afweging::case::{self, Case, Location, TableFile, WhatIf};
use afweging::error::both;
use afweging::report::Words;

pub fn run(args: &InitArgs) -> Result<(), Failure> {
    let words = Words(args.lang.into());
    if args.from.is_none() {
        // What is said of a table needs one.
        args.columns.case(Location::of(&args.case))?;
    }
    let files = match (&args.from, args.format, args.skeleton) {
        (Some(table), ..) => from_table(table, args, words)?,
        (None, InitFormat::Csv, true) => case::skeleton(words.0),
        (None, InitFormat::Csv, false) => case::copy(&args.case)?,
        (None, InitFormat::Xlsx, _) => vec![("case.xlsx".to_owned(), workbook(args, words)?)],
    };
    write_new(&args.dir, &files)?;
    if args.quiet {
        return Ok(());
    }
    let names = files.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ");
    let case = workbook_name(args).unwrap_or("case.toml");
    let (folder, path) = (args.dir.display(), args.dir.join(case));
    let shown = if path.components().count() == 1 {
        format!("./{}", path.display())
    } else {
        path.display().to_string()
    };
    print(&words.pick(
        format!("wrote {names} to {folder}\nnext: afweging check {shown}, then afweging evaluate {shown}\n"),
        format!(
            "{names} weggeschreven in {folder}\n\
             volgende stap: afweging check {shown} --lang nl, daarna afweging evaluate {shown} --lang nl\n"
        ),
    ))
}

/// The name of the workbook that is to be written, if one is.
fn workbook_name(args: &InitArgs) -> Option<&str> {
    let by_format = (args.format == InitFormat::Xlsx).then_some("case.xlsx");
    args.into.as_deref().or(by_format)
}

/// The files of a case made of a table, which must be sound.
fn from_table(
    table: &str,
    args: &InitArgs,
    words: Words,
) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    if let Some(name) = &args.into
        && (!name.ends_with(".xlsx") || name.contains(std::path::is_separator))
    {
        let message = both(
            "write the name of a workbook in the folder, as in case.xlsx",
            "schrijf de naam van een werkmap in de map, zoals in case.xlsx",
        );
        return Err(Error::argument("into", name, message).into());
    }
    let Location::Table(table) = Location::of(table) else {
        let message = both(
            "a case is made of a table: .csv .tsv .parquet or .xlsx",
            "een dossier wordt gemaakt van een tabel: .csv .tsv .parquet of .xlsx",
        );
        return Err(Error::argument("from", table, message).into());
    };
    let location = args.columns.case(Location::Table(table))?;
    let weights = args.weights.iter().map(|text| case::weights(text));
    let what_if = WhatIf {
        weights: weights.collect::<afweging::Result<Vec<_>>>()?.into_iter().flatten().collect(),
        marks: args.reading.marks(),
        max_size: args.reading.max_size,
        ..WhatIf::default()
    };
    let case = Case::open(&location, &what_if)?;
    if case.reading.is_none() {
        let message = both(
            "this workbook holds a whole case already: copy the file",
            "deze werkmap bevat al een heel dossier: kopieer het bestand",
        );
        return Err(Error::argument_as_a_whole("from", message).into());
    }
    if !args.quiet {
        diagnostics::show(&case.warnings);
    }
    let Location::Table(table) = &location else { return Ok(Vec::new()) };
    match workbook_name(args) {
        Some(name) => Ok(vec![(name.to_owned(), of_table(table, &what_if, &case, words)?)]),
        None => Ok(case::from_table(table, &what_if, &case.problem, words.0)?),
    }
}

/// The case of a table as a workbook.
#[cfg(feature = "xlsx")]
fn of_table(
    table: &TableFile,
    what_if: &WhatIf,
    case: &Case,
    words: Words,
) -> afweging::Result<Vec<u8>> {
    let sheets = case::table_as_workbook(table, what_if, &case.problem, words.0)?;
    afweging::write::case_workbook(&sheets)
}

#[cfg(not(feature = "xlsx"))]
fn of_table(_: &TableFile, _: &WhatIf, _: &Case, _: Words) -> afweging::Result<Vec<u8>> {
    Err(no_excel())
}

/// The case, or a small one, as a workbook.
#[cfg(feature = "xlsx")]
fn workbook(args: &InitArgs, words: Words) -> afweging::Result<Vec<u8>> {
    let sheets = match args.skeleton {
        true => case::skeleton_as_workbook(words.0)?,
        false => case::as_workbook(&Location::Builtin(args.case.clone()), words.0)?,
    };
    afweging::write::case_workbook(&sheets)
}

#[cfg(not(feature = "xlsx"))]
fn workbook(_: &InitArgs, _: Words) -> afweging::Result<Vec<u8>> {
    Err(no_excel())
}

#[cfg(not(feature = "xlsx"))]
fn no_excel() -> Error {
    Error::Format {
        format: "xlsx",
        message: both(
            "this build has no Excel (feature `xlsx`)",
            "deze versie kan geen Excel (feature `xlsx`)",
        ),
    }
}
