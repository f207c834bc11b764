//! What a query cannot say: collected, so that all of it is told at once.

use crate::case::Case;
use crate::error::{Error, Finding, Findings, Place, Result, Said, both};

/// What cannot be said, each with what to do instead.
#[derive(Default)]
pub(super) struct Refusals(Vec<(Said, Said)>);

impl Refusals {
    /// Add one with its remedy.
    pub fn add(&mut self, what: Said, remedy: Said) {
        self.0.push((what, remedy));
    }

    /// A column with a distribution that has no ends.
    pub fn distribution(&mut self, header: &str, what: &str) {
        self.add(
            both(
                format!("`{header}` has {what} distributions, whose quantiles SQL does not know"),
                format!("`{header}` heeft {what}-verdelingen, waarvan SQL de kwantielen niet kent"),
            ),
            both(
                "give a range (low..high) or a triangle (low|likely|high) instead",
                "geef in plaats daarvan een bereik (laag..hoog) of een driehoek (laag|waarschijnlijkst|hoog)",
            ),
        );
    }

    /// Nothing, or the error that tells them all.
    pub fn into_result(self, case: &Case) -> Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        let file = case.files.first().map_or(case.id.as_str(), |file| file.name.as_str());
        let finding = |(what, remedy): (Said, Said)| {
            let message = both(
                format!("this cannot be written as SQL: {what}"),
                format!("dit is niet als SQL te schrijven: {what:#}"),
            );
            Finding::error(Place::File(file.to_owned()), message).help(remedy)
        };
        Err(Error::Findings(Findings(self.0.into_iter().map(finding).collect())))
    }
}
