//! Which data tables a case asks for, and what it says of their marks: the keys `data`, `decimal` and
//! `thousands`, or the options that come before them.

use crate::case::file::parse::CaseFile;
use crate::case::file::shape::Head;
use crate::case::file::what_if::WhatIf;
use crate::case::read::data_tables::{RequestedTable, RequestedTables};
use crate::case::read::location::Location;
use crate::case::read::stated_marks::StatedMarks;
use crate::error::{Error, Finding, Findings, Place, Result, Source};
use crate::error::{Phrase, both};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The tables that the command line names, or else those of the case. Marks that contradict each
/// other in the file are a finding.
///
/// # Errors
/// [`Error::Argument`] where the what-ifs give one mark to decimals and thousands.
pub fn requested<'a>(
    location: &Location,
    file: &'a CaseFile,
    what_if: &WhatIf,
    source: &Arc<Source>,
    findings: &mut Findings,
) -> Result<RequestedTables<'a>> {
    let marks = marks(&file.head, what_if, source, findings)?;
    let asked = what_if.data.iter().map(|path| RequestedTable {
        place: Place::Argument { argument: "data", value: None },
        path: path.clone(),
    });
    let own = file.head.data.iter().map(|at| {
        let place = Place::Text { source: source.clone(), span: at.span.clone() };
        // A built-in case has its tables compiled in.
        let path = match location {
            Location::Path(case) => case.parent().unwrap_or(Path::new("")).join(&at.value),
            Location::Builtin(_) | Location::Table(_) => PathBuf::from(&at.value),
        };
        RequestedTable { place, path }
    });
    let is_own = what_if.data.is_empty();
    Ok(RequestedTables {
        tables: if is_own { own.collect() } else { asked.collect() },
        builtin: is_own && matches!(location, Location::Builtin(_)),
        marks,
        keys: file.keys.iter().map(|key| key.value.id.value.as_str()).collect(),
        max_size: what_if.max_size,
    })
}

/// What the command line, else the case, says of the marks of numbers.
fn marks(
    head: &Head,
    what_if: &WhatIf,
    source: &Arc<Source>,
    findings: &mut Findings,
) -> Result<StatedMarks> {
    let stated = stated(what_if)?;
    if stated != StatedMarks::default() {
        return Ok(stated);
    }
    let given = StatedMarks {
        decimal: head.decimal.as_ref().map(|at| at.value),
        thousands: head.thousands.as_ref().map(|at| at.value),
    };
    if let Some(at) = head.thousands.as_ref().filter(|_| given.contradict()) {
        let place = Place::Text { source: source.clone(), span: at.span.clone() };
        findings.push(
            Finding::error(
                place,
                both(
                    "`decimal` and `thousands` name the same mark",
                    "`decimal` en `thousands` noemen hetzelfde teken",
                ),
            )
            .help(TWO_MARKS),
        );
    }
    Ok(given)
}

const TWO_MARKS: Phrase = Phrase(
    "decimals and thousands are parted by two marks, if at all",
    "decimalen en duizendtallen worden door twee verschillende tekens gescheiden",
);

/// What the command line says of the marks of numbers.
///
/// # Errors
/// [`Error::Argument`] where it gives one mark to decimals and thousands.
pub fn stated(what_if: &WhatIf) -> Result<StatedMarks> {
    match what_if.marks.contradict() {
        true => Err(Error::argument_as_a_whole(
            "thousands",
            both(
                format!("this is the decimal mark too; {TWO_MARKS}"),
                format!("dit is ook het decimaalteken; {TWO_MARKS:#}"),
            ),
        )),
        false => Ok(what_if.marks),
    }
}
