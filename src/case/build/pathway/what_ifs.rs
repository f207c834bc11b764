//! What `--ready` and `--discount` change in the years of a pathway.

use crate::case::check::checked::Checked;
use crate::case::check::pathway::checked::CheckedPathway;
use crate::case::check::pathway::years;
use crate::case::file::what_if::WhatIf;
use crate::error::{Error, Result, Said, both};
use crate::problem::{Readiness, Text};

/// From when facts hold, with the what-ifs.
///
/// # Errors
/// [`Error::Argument`] for a fact that there is not, a year that is none, and a fact that is given
/// twice.
pub(super) fn readiness(
    pathway: &CheckedPathway,
    checked: &Checked,
    what_if: &WhatIf,
) -> Result<Vec<Readiness>> {
    let mut out = pathway.readiness.clone();
    for (at, (fact, from)) in what_if.pathway.ready.iter().enumerate() {
        let typed = format!("{fact}={from}");
        let refuse = |message: Said| Error::argument("ready", &typed, message);
        let facts = || checked.facts.iter().map(|(id, ..)| id.as_str());
        if facts().next().is_none() {
            return Err(refuse(both(
                "this case has no facts: add [[facts]] to the criteria file",
                "dit dossier heeft geen feiten: voeg [[facts]] toe aan het criteriabestand",
            )));
        }
        if !facts().any(|id| id == fact) {
            return Err(refuse(Error::unknown("fact", fact, facts()).said()));
        }
        if let Some((_, first)) = what_if.pathway.ready[..at].iter().find(|(it, _)| it == fact) {
            let message = both(
                format!("`{fact}` is given already, by --ready {fact}={first}: keep one of them"),
                format!(
                    "`{fact:#}` is al gegeven, met --ready {fact:#}={first:#}: behoud een van beide"
                ),
            );
            return Err(refuse(message));
        }
        let from = years::ready(from).map_err(|wrong| {
            let help = wrong.help.map(|it| both(format!(": {it}"), format!(": {it:#}")));
            let help = help.unwrap_or_default();
            refuse(both(format!("{}{help}", wrong.message), format!("{:#}{help:#}", wrong.message)))
        })?;
        match out.iter_mut().find(|it| it.fact == *fact) {
            Some(ready) => ready.from = from,
            None => out.push(Readiness {
                fact: fact.clone(),
                from,
                reason: Text::default(),
                source: None,
            }),
        }
    }
    Ok(out)
}

/// The discount rate, with the what-ifs.
///
/// # Errors
/// [`Error::Argument`] for one that is not above -1 and below 1, or too near to -1 for the years.
pub(super) fn discount(pathway: &CheckedPathway, what_if: &WhatIf) -> Result<f64> {
    let Some(rate) = what_if.pathway.discount else { return Ok(pathway.discount) };
    let years: i64 = pathway.periods.iter().map(|it| i64::from(it.years)).sum();
    years::discount(rate, years + i64::from(pathway.until)).map_err(|(message, help)| {
        let message = both(format!("{message}: {help}"), format!("{message:#}: {help:#}"));
        Error::argument("discount", rate, message)
    })
}
