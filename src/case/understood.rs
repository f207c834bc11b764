//! A criteria file from its text to what it means, before any data table is read.

use super::check::check;
use super::check::checked::Checked;
use super::check::pairwise_table;
use super::file::parse::{CaseFile, parse};
use super::file::what_if::WhatIf;
use super::read::location::Location;
use super::read::source::InputFile;
use crate::error::{Findings, Source};
use std::sync::Arc;

/// A criteria file taken apart and checked; `None` with findings where it cannot be used.
pub(super) fn understood(
    source: &Arc<Source>,
    findings: &mut Findings,
) -> Option<(CaseFile, Checked)> {
    let file = parse(source, findings)?;
    let shaped = !findings.has_errors();
    let checked = check(&file, source, findings);
    (shaped && checked.sound).then_some((file, checked))
}

/// Read the tables of ratios that its weightings name.
pub(super) fn read_matrices(
    checked: &mut Checked,
    location: &Location,
    what_if: &WhatIf,
    source: &Arc<Source>,
    files: &mut Vec<InputFile>,
    findings: &mut Findings,
) {
    let actors = Arc::make_mut(&mut checked.actors).iter_mut().map(|actor| &mut actor.weightings);
    for weightings in std::iter::once(&mut checked.weightings).chain(actors) {
        pairwise_table::read(
            weightings,
            &checked.tree,
            location,
            what_if.max_size,
            source,
            files,
            findings,
        );
    }
}
