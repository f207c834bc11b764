//! What the problems of a case are built from, kept where more than one is asked for: without a
//! passage, without attributes, or as an actor sees it.

use crate::case::baseline;
use crate::case::build::{self, Built, Files};
use crate::case::check::checked::Checked;
use crate::case::file::what_if::WhatIf;
use crate::case::join::Joined;
use crate::case::made_text::MadeText;
use crate::case::read::tables::RawTable;
use crate::case::seen_by::{Common, figures};
use crate::error::{Error, Finding, Findings, Result, Said, Severity, Source, both};
use crate::problem::{Actor, Panel, Problem};
use crate::progress::{Stage, begin};
use rayon::prelude::*;
use std::sync::Arc;

/// What a problem is built from.
#[derive(Debug)]
pub(crate) struct Parts {
    /// The criteria file, of the decider and with all actors.
    pub(crate) checked: Checked,
    /// The figures.
    pub(crate) joined: Joined,
    /// The tables.
    pub(crate) tables: Vec<RawTable>,
    /// The text of the criteria file.
    pub(crate) source: Arc<Source>,
    /// The what-ifs, with the weights of their scenario among the others.
    pub(crate) what_if: WhatIf,
    /// Where its text was said, where it was made of something else.
    pub(crate) made: Option<MadeText>,
}

impl Parts {
    pub(crate) fn files(&self) -> Files<'_> {
        let Parts { checked, tables, source, .. } = self;
        Files { checked, tables, source, period: None, is_whole: true }
    }

    /// An error with its findings where the user wrote what they speak of.
    pub(crate) fn located(&self, error: Error) -> Error {
        match (error, &self.made) {
            (Error::Findings(mut findings), Some(made)) => {
                made.locate(&mut findings, &self.source);
                Error::Findings(findings)
            }
            (error, _) => error,
        }
    }

    /// The problem of the case itself, or of the actor that the what-ifs name; with `no_attributes`
    /// every attribute is unknown.
    ///
    /// # Errors
    /// [`Error::Findings`] for figures that do not do, [`Error::Argument`] for what-ifs.
    pub(crate) fn build(&self, what_if: &WhatIf, no_attributes: bool) -> Result<Problem> {
        let mut findings = Findings::default();
        let built = self.built(what_if, no_attributes, &mut findings);
        let built = built.map_err(|error| self.located(error))?;
        findings.into_warnings().map_err(|error| self.located(error))?;
        Ok(built.problem)
    }

    fn built(
        &self,
        what_if: &WhatIf,
        no_attributes: bool,
        findings: &mut Findings,
    ) -> Result<Built> {
        let own = |what_if: &WhatIf, findings: &mut Findings| {
            let joined = figures(&self.joined, None);
            build::build(self.files(), joined, None, what_if, no_attributes, findings)
        };
        let Some(at) = actor(what_if, &self.checked)? else { return own(what_if, findings) };
        let case = own(&what_if.without_weights(), findings)?;
        let common = common(self.files(), &self.joined, &case);
        common.seen_by(at, what_if, no_attributes, findings).map(|seen| seen.built)
    }

    /// The actors of the case, each with its problem. `own` is the problem of the case itself.
    ///
    /// # Errors
    /// [`Error::Findings`] for figures that do not do, and where what an actor says does not hold
    /// together under the what-ifs; [`Error::Argument`] for what-ifs that change weights, because
    /// these are those of the actors here.
    pub(crate) fn panel(&self, own: &Problem, is_weighed: bool) -> Result<Panel> {
        refuse_weights(&self.what_if)?;
        let common = Common { files: self.files(), joined: &self.joined, own, is_weighed };
        let count = self.checked.actors.len();
        let step = begin(Stage::Join, count as u64);
        let one = |at: usize| -> Result<(Actor, Findings)> {
            let mut findings = Findings::default();
            let seen = common.seen_by(at, &self.what_if, false, &mut findings)?;
            if !findings.has_errors() {
                let actor = &self.checked.actors[at];
                findings.0.extend(common.unmet(actor, &seen.checked, Some(&seen.built.problem)));
            }
            step.add(1);
            Ok((common.of_panel(at, seen), findings))
        };
        let all: Vec<(Actor, Findings)> = (0..count)
            .into_par_iter()
            .map(one)
            .collect::<Vec<Result<_>>>()
            .into_iter()
            .collect::<Result<_>>()
            .map_err(|error| self.located(error))?;
        let mut findings = Findings::default();
        let mut actors = Vec::with_capacity(count);
        for (actor, own) in all {
            actors.push(actor);
            add_new(&mut findings, own);
        }
        let found = baseline::find(&self.checked, own, &self.what_if, &self.source, &mut findings);
        findings.into_warnings().map_err(|error| self.located(error))?;
        Panel::new(actors)?.with_baseline(found)
    }
}

/// What the actors of a case start from, given its own problem and where its weights come from.
pub(crate) fn common<'a>(files: Files<'a>, joined: &'a Joined, own: &'a Built) -> Common<'a> {
    let is_weighed = files.checked.weighted || own.centre.is_some();
    Common { files, joined, own: &own.problem, is_weighed }
}

/// The actor that what-ifs name.
///
/// # Errors
/// [`Error::Argument`] for one that the case does not know.
pub(crate) fn actor(what_if: &WhatIf, checked: &Checked) -> Result<Option<usize>> {
    let Some(wanted) = &what_if.actor else { return Ok(None) };
    let known = || checked.actors.iter().map(|actor| actor.id.value.as_str());
    if let Some(at) = known().position(|id| id == wanted.trim()) {
        return Ok(Some(at));
    }
    let message = match checked.actors.is_empty() {
        true => both(
            "this case has no actors: add [[actors]] to the criteria file",
            "dit dossier heeft geen actoren: voeg [[actors]] toe aan het criteriabestand",
        ),
        false => Error::unknown("actor", wanted, known()).said(),
    };
    Err(Error::argument("actor", wanted, message))
}

/// What is wrong, and worth knowing, with what all actors say, given the figures, and with the
/// alternative of each group with which benefits and burdens are compared. What was said of the case
/// itself is not said again. The what-ifs change no weights.
///
/// Returned is why a group has no baseline, where that is an error. Only the study of actors needs
/// one: it is no reason to refuse anything else.
///
/// # Errors
/// Those of [`build::build`].
pub(crate) fn check_actors(
    common: &Common,
    what_if: &WhatIf,
    findings: &mut Findings,
) -> Result<Vec<Finding>> {
    let Files { checked, source, .. } = common.files;
    // With other figures preferences may no longer fit: nobody wrote that.
    let is_as_written = what_if.set.is_empty()
        && what_if.without_passages.is_empty()
        && what_if.filter.is_empty()
        && what_if.data.is_empty()
        && !(what_if.no_adjustments || what_if.no_gates || what_if.overall);
    // Each is on its own; what they say is told in the order of the file.
    let all: Vec<Result<Findings>> =
        (0..checked.actors.len()).into_par_iter().map(|at| common.findings(at, what_if)).collect();
    for found in all {
        let Findings(mut found) = found?;
        if !is_as_written {
            found.iter_mut().for_each(|it| it.severity = Severity::Warning);
        }
        add_new(findings, Findings(found));
    }
    let mut of_baseline = Findings::default();
    baseline::find(checked, common.own, what_if, source, &mut of_baseline);
    let (errors, warnings): (Vec<Finding>, Vec<Finding>) =
        of_baseline.0.into_iter().partition(|it| it.severity == Severity::Error);
    findings.0.extend(warnings);
    Ok(errors)
}

/// Add the findings that are not there yet.
pub(crate) fn add_new(findings: &mut Findings, more: Findings) {
    for finding in more.0 {
        let text = finding.to_string();
        if !findings.0.iter().any(|known: &Finding| known.to_string() == text) {
            findings.push(finding);
        }
    }
}

/// The weights of a panel are those of its actors.
fn refuse_weights(what_if: &WhatIf) -> Result<()> {
    let theirs = both(
        "the weights are those of the actors here",
        "de gewichten zijn hier die van de actoren",
    );
    let refuse = |argument: &'static str, value: &str, message: Said| {
        Err(Error::argument(argument, value, message))
    };
    if let Some(id) = &what_if.actor {
        let message = both(
            "all actors are looked at together: leave it out",
            "alle actoren worden samen bekeken: laat het weg",
        );
        return refuse("actor", id, message);
    }
    if let Some(name) = &what_if.scenario {
        let message = both(
            format!("{theirs}: leave the scenario out, or look at one with --actor"),
            format!("{theirs:#}: laat het scenario weg, of bekijk één actor met --actor"),
        );
        return refuse("scenario", name, message);
    }
    if let Some((id, weight)) = what_if.weights.first() {
        let value = format!("{id}={weight}");
        let message = both(
            format!("{theirs}: leave it out, or look at one actor with --actor"),
            format!("{theirs:#}: laat het weg, of bekijk één actor met --actor"),
        );
        return refuse("weights", &value, message);
    }
    if let Some(name) = &what_if.respondent {
        let message = both(
            format!("{theirs}: leave it out, or look at one actor with --actor"),
            format!("{theirs:#}: laat het weg, of bekijk één actor met --actor"),
        );
        return refuse("respondent", name, message);
    }
    if what_if.from_weighting {
        let message = both(
            format!(
                "{theirs}: write constraints = \"from-weighting\" with each actor whose judgements are to leave weights open"
            ),
            format!(
                "{theirs:#}: schrijf constraints = \"from-weighting\" bij elke actor waarvan de oordelen gewichten moeten openlaten"
            ),
        );
        return refuse("constraints", "from-weighting", message);
    }
    Ok(())
}

/// Why a case without actors has no panel.
pub(crate) fn no_actors() -> Error {
    Error::Undefined {
        method: Said::both("a panel of actors", "een panel van actoren"),
        reason: Said::both("this case has no actors", "dit dossier heeft geen actoren"),
        remedy: Said::both(
            "add [[actors]] to the criteria file, each with an id",
            "voeg [[actors]] toe aan het criteriabestand, elk met een id",
        ),
    }
}

/// Why a case without `[portfolio]` has nothing that is chosen together.
pub(crate) fn no_portfolio() -> Error {
    Error::Undefined {
        method: Said::both("a portfolio", "een portfolio"),
        reason: Said::both(
            "this case does not say what is chosen together",
            "dit dossier zegt niet wat samen gekozen wordt",
        ),
        remedy: Said::both(
            "add [portfolio] to the criteria file, with what it is worth to choose none: none = { value = 0.0 }",
            "voeg [portfolio] toe aan het criteriabestand, met wat het waard is om niets te kiezen: none = { value = 0.0 }",
        ),
    }
}
