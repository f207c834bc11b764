//! The pathway of a case: a problem for each period, and what holds of paths.

mod circles;
mod resolve;

use crate::case::build::{self, Files};
use crate::case::check::checked::{Checked, CheckedActor, RequirementSubject};
use crate::case::check::pathway::checked::CheckedPathway;
use crate::case::check::pathway::years;
use crate::case::file::shape::{EffectFile, Holds};
use crate::case::file::what_if::WhatIf;
use crate::case::join::Joined;
use crate::case::join::layer::Layer;
use crate::case::parts::{Parts, add_new, common};
use crate::case::seen_by::figures;
use crate::error::{Error, Finding, Findings, Place, Result, Said, Source};
use crate::problem::{Need, PathwayModel, Problem, Quantity, Readiness, ReadyFrom, Text};
use crate::progress::{Stage, begin};
use rayon::prelude::*;
use resolve::{Names, Resolved, resolve};
use std::sync::Arc;

/// What is wrong, and worth knowing, with what a file says of paths, given its tables.
pub(crate) fn check(
    checked: &Checked,
    joined: &Joined,
    source: &Arc<Source>,
    findings: &mut Findings,
) {
    let Some(pathway) = &checked.pathway else { return };
    let Joined { keys, alternatives, .. } = joined;
    let mut own = Findings::default();
    let names = Names { checked, source, keys, alternatives, filtered: false };
    resolve(pathway, &pathway.readiness, names, &mut own);
    findings.0.append(&mut own.0);
    scaleless(checked, joined, source, findings);
}

/// Warn of criteria without a scale that have figures of their own in some period.
fn scaleless(checked: &Checked, joined: &Joined, source: &Arc<Source>, findings: &mut Findings) {
    for (leaf, criterion) in checked.tree.leaves.iter().enumerate() {
        let of_leaf = |(layer, number): (Layer, usize)| {
            matches!(layer, Layer::Period(_)) && joined.inputs.one(number).name == leaf
        };
        if criterion.scale.is_some() || !joined.layers.all().any(of_leaf) {
            continue;
        }
        let Some(column) = checked.columns.get(leaf) else { continue };
        let place = Place::Text { source: source.clone(), span: column.span.clone() };
        let message = format!(
            "`{}` has no scale and figures by period: it is worth 0 to 1 from the worst to the best of each period, so that scores of different periods do not mean the same",
            criterion.id
        );
        let help = "give it scale = { min = ..., max = ... }";
        findings.push(Finding::warning(place, message).help(help));
    }
}

impl Parts {
    /// The pathway, given the problem of the case or of the actor through whose eyes it is seen.
    ///
    /// # Errors
    /// See [`Case::pathway`](crate::case::Case::pathway).
    pub(crate) fn pathway(&self, case: &Problem, actor: Option<usize>) -> Result<PathwayModel> {
        let Some(pathway) = &self.checked.pathway else { return Err(no_pathway()) };
        let readiness = readiness(pathway, &self.checked, &self.what_if)?;
        let discount = discount(pathway, &self.what_if)?;
        let problems = self.problems(pathway, case, actor, &readiness)?;
        let mut findings = Findings::default();
        let alternatives: Vec<_> = case.alternatives.iter().map(|it| it.values.clone()).collect();
        let names = Names {
            checked: &self.checked,
            source: &self.source,
            keys: &case.keys,
            alternatives: &alternatives,
            filtered: !self.what_if.filter.is_empty(),
        };
        let Resolved { choices, transitions, stays, capacities } =
            resolve(pathway, &readiness, names, &mut findings);
        findings.into_warnings().map_err(|error| self.located(error))?;
        Ok(PathwayModel {
            one_per: pathway.one_per.clone(),
            choices,
            none: pathway.none,
            periods: pathway.periods.clone(),
            needs: needs(&self.checked, &readiness, &problems),
            problems,
            discount,
            until: pathway.until,
            transitions,
            stays,
            readiness,
            capacities,
            limits: Vec::new(),
        })
    }

    /// The decision in each period, or the one that holds in all of them: that of the case, with the
    /// figures of the period, and with the facts of the readiness list holding.
    fn problems(
        &self,
        pathway: &CheckedPathway,
        case: &Problem,
        actor: Option<usize>,
        readiness: &[Readiness],
    ) -> Result<Vec<Problem>> {
        let is_ready = |fact: &str| readiness.iter().any(|it| it.fact == fact);
        let checked = without_weights(&self.checked, &is_ready);
        let mut what_if = self.what_if.without_weights();
        what_if.set.retain(|setting| !is_ready(&setting.name));
        let some = |layer: Layer| matches!(layer, Layer::Period(_));
        let periods: Vec<Option<usize>> = match self.joined.layers.layers().any(some) {
            true => (0..pathway.periods.len()).map(Some).collect(),
            false => vec![None],
        };
        let step = begin(Stage::Join, periods.len() as u64);
        let one = |period: &Option<usize>| -> Result<(Problem, Findings)> {
            let mut findings = Findings::default();
            let files = Files { checked: &checked, period: *period, ..self.files() };
            let joined = figures(&self.joined, None);
            let own = build::build(files, joined, None, &what_if, false, &mut findings)?;
            let built = match actor.filter(|_| !findings.has_errors()) {
                None => own,
                Some(at) => {
                    let common = common(files, &self.joined, &own);
                    common.seen_by(at, &what_if, false, &mut findings)?.built
                }
            };
            step.add(1);
            let Problem { inputs, rows, cells, alternatives, requirements, .. } = built.problem;
            let problem =
                Problem { inputs, rows, cells, alternatives, requirements, ..case.clone() };
            Ok((problem, findings))
        };
        let all: Vec<(Problem, Findings)> = periods
            .par_iter()
            .map(one)
            .collect::<Vec<Result<_>>>()
            .into_iter()
            .collect::<Result<_>>()
            .map_err(|error| self.located(error))?;
        let mut findings = Findings::default();
        let mut out = Vec::with_capacity(all.len());
        for (problem, own) in all {
            out.push(problem);
            add_new(&mut findings, own);
        }
        findings.into_warnings().map_err(|error| self.located(error))?;
        Ok(out)
    }
}

/// The file with these facts holding, and without what is said of weights: they are those of the
/// case whatever the figures of a period are.
fn without_weights(checked: &Checked, holds: &impl Fn(&str) -> bool) -> Checked {
    let mut out = checked.clone();
    for (id, said, _) in &mut out.facts {
        if holds(id) {
            *said = Holds::Yes;
        }
    }
    let silent = |actor: &CheckedActor| CheckedActor {
        weights: Vec::new(),
        weightings: Vec::new(),
        from_weighting: None,
        constraints: Vec::new(),
        preferences: Vec::new(),
        ..actor.clone()
    };
    Checked {
        weightings: Vec::new(),
        from_weighting: None,
        constraints: Vec::new(),
        preferences: Vec::new(),
        claims: Vec::new(),
        actors: Arc::new(checked.actors.iter().map(silent).collect()),
        ..out
    }
}

/// Which alternatives need which fact of the readiness list. Requirements that only flag need none.
fn needs(checked: &Checked, readiness: &[Readiness], problems: &[Problem]) -> Vec<Need> {
    let mut out = Vec::new();
    for (at, requirement) in checked.requirements.iter().enumerate() {
        let RequirementSubject::Fact(id) = &requirement.needs else { continue };
        let fact = readiness.iter().position(|ready| ready.fact == *id);
        let concerns = problems.first().and_then(|problem| problem.requirements.get(at));
        if let (Some(fact), Some(of), EffectFile::Exclude) = (fact, concerns, requirement.effect)
            && !of.concerns.is_empty()
        {
            out.push(Need { requirement: at, fact, alternatives: of.concerns.clone() });
        }
    }
    out
}

/// From when facts hold, with the what-ifs.
///
/// # Errors
/// [`Error::Argument`] for a fact that there is not, a year that is none, and a fact that is given
/// twice.
fn readiness(
    pathway: &CheckedPathway,
    checked: &Checked,
    what_if: &WhatIf,
) -> Result<Vec<Readiness>> {
    let mut out = pathway.readiness.clone();
    let mut put = |fact: &str, from: ReadyFrom| match out.iter_mut().find(|it| it.fact == fact) {
        Some(ready) => ready.from = from,
        None => out.push(Readiness {
            fact: fact.to_owned(),
            from,
            reason: Text::default(),
            source: None,
        }),
    };
    for setting in &what_if.set {
        let refuse = |message: String| Error::argument("set", &setting.typed, message);
        if !pathway.readiness.iter().any(|it| it.fact == setting.name) {
            continue;
        }
        let first = pathway.periods.first().map_or(0, |it| it.from);
        put(
            &setting.name,
            match setting.value.as_str() {
                "yes" => ReadyFrom::Year(Quantity::Crisp(first.into())),
                "no" => ReadyFrom::Never,
                _ => {
                    let message = format!(
                        "a path needs to know from when the fact holds: write `--ready {}=YEAR`, a range of years or `never`",
                        setting.name
                    );
                    return Err(refuse(message));
                }
            },
        );
    }
    for (at, (fact, from)) in what_if.ready.iter().enumerate() {
        let typed = format!("{fact}={from}");
        let refuse = |message: String| Error::argument("ready", &typed, message);
        let facts = || checked.facts.iter().map(|(id, ..)| id.as_str());
        if facts().next().is_none() {
            return Err(refuse(
                "this case has no facts: add [[facts]] to the criteria file".into(),
            ));
        }
        if !facts().any(|id| id == fact) {
            return Err(refuse(Error::unknown("fact", fact, facts()).to_string()));
        }
        let set = what_if.set.iter().find(|setting| setting.name == *fact);
        if what_if.ready[..at].iter().any(|(known, _)| known == fact) || set.is_some() {
            let by = set.map_or("--ready".to_owned(), |set| format!("--set {}", set.typed));
            let message = format!("the fact `{fact}` is given by {by} as well: keep one of them");
            return Err(refuse(message));
        }
        let from = years::ready(from).map_err(|wrong| {
            let help = wrong.help.map(|help| format!(": {help}")).unwrap_or_default();
            refuse(format!("{}{help}", wrong.message))
        })?;
        put(fact, from);
    }
    Ok(out)
}

/// The discount rate, with the what-ifs.
///
/// # Errors
/// [`Error::Argument`] for one that is not above -1 and below 1, or too near to -1 for the years.
fn discount(pathway: &CheckedPathway, what_if: &WhatIf) -> Result<f64> {
    let Some(rate) = what_if.discount else { return Ok(pathway.discount) };
    let years: i64 = pathway.periods.iter().map(|it| i64::from(it.years)).sum();
    years::discount(rate, years + i64::from(pathway.until))
        .map_err(|(message, help)| Error::argument("discount", rate, format!("{message}: {help}")))
}

/// Why a case has no pathway.
pub(crate) fn no_pathway() -> Error {
    Error::Undefined {
        method: Said::both("a pathway", "een pad"),
        reason: Said::both(
            "this case does not say what can follow what, and when",
            "dit dossier zegt niet wat op wat kan volgen, en wanneer",
        ),
        remedy: Said::both(
            "add [pathway] to the criteria file, with `start` and [[pathway.periods]]",
            "voeg [pathway] toe aan het criteriabestand, met `start` en [[pathway.periods]]",
        ),
    }
}
