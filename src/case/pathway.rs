//! The pathway of a case: a problem for each period, and what holds of paths.

use crate::case::build::{self, Built, Files};
use crate::case::check::checked::{Checked, CheckedActor, RequirementSubject};
use crate::case::check::pathway::checked::CheckedPathway;
use crate::case::file::shape::{EffectFile, Holds};
use crate::case::file::what_if::WhatIf;
use crate::case::join::Joined;
use crate::case::join::layer::Layer;
use crate::case::parts::{Parts, add_new, common};
use crate::case::seen_by::figures;
use crate::error::{Error, Finding, Findings, Place, Result, Said, Source, both};
use crate::problem::{Need, PathwayModel, PeriodLimit, Problem, Readiness};
use crate::progress::{Stage, begin};
use rayon::prelude::*;
use std::sync::Arc;

/// Warn of criteria without a scale that have figures of their own in some period.
pub(crate) fn scaleless(
    checked: &Checked,
    joined: &Joined,
    source: &Arc<Source>,
    findings: &mut Findings,
) {
    for (leaf, criterion) in checked.tree.leaves.iter().enumerate() {
        let of_leaf = |(layer, number): (Layer, usize)| {
            matches!(layer, Layer::Period(_)) && joined.inputs.one(number).name == leaf
        };
        if criterion.scale.is_some() || !joined.layers.all().any(of_leaf) {
            continue;
        }
        let Some(column) = checked.columns.get(leaf) else { continue };
        let place = Place::Text { source: source.clone(), span: column.span.clone() };
        let message = both(
            format!(
                "`{}` has no scale and figures by period: it is worth 0 to 1 from the worst to the best of each period, so that scores of different periods do not mean the same",
                criterion.id
            ),
            format!(
                "`{:#}` heeft geen schaal en wel cijfers per periode: het is 0 tot 1 waard van het slechtste tot het beste van elke periode, zodat scores van verschillende perioden niet hetzelfde betekenen",
                criterion.id
            ),
        );
        let help = both(
            "give it scale = { min = ..., max = ... }",
            "geef het scale = { min = ..., max = ... }",
        );
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
        let (what_if, ready) = what_ifs(pathway, &self.what_if)?;
        let checked = without_weights(&self.checked, &ready);
        let some = |layer: Layer| matches!(layer, Layer::Period(_));
        let periods: Vec<Option<usize>> = match self.joined.layers.layers().any(some) {
            true => (0..pathway.periods.len()).map(Some).collect(),
            false => vec![None],
        };
        let step = begin(Stage::Join, periods.len() as u64);
        let one = |period: &Option<usize>| -> Result<(Built, Findings)> {
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
            Ok((built, findings))
        };
        let all: Vec<(Built, Findings)> = periods
            .par_iter()
            .map(one)
            .collect::<Vec<Result<_>>>()
            .into_iter()
            .collect::<Result<_>>()
            .map_err(|error| self.located(error))?;
        let mut findings = Findings::default();
        let (mut models, mut problems) = (Vec::new(), Vec::new());
        for (built, own) in all {
            add_new(&mut findings, own);
            match built.pathway {
                Some(Ok(model)) => models.push(model),
                Some(Err(wrong)) => add_new(&mut findings, Findings(wrong)),
                None => {}
            }
            let Problem { inputs, rows, cells, alternatives, requirements, .. } = built.problem;
            problems.push(Problem {
                inputs,
                rows,
                cells,
                alternatives,
                requirements,
                ..case.clone()
            });
        }
        findings.into_warnings().map_err(|error| self.located(error))?;
        let limits = limits(&models);
        let Some(model) = models.into_iter().next() else { return Err(no_pathway()) };
        let needs = needs(&self.checked, &model.readiness, &problems);
        Ok(PathwayModel { problems, needs, limits, ..model })
    }
}

/// The what-ifs of the problem of a period, and the facts that count as holding in it: those that
/// hold from some year on. One of these that is set holds in all periods, or in none. Weights are
/// left out: they are those of the case.
///
/// # Errors
/// [`Error::Argument`] for a fact that is given twice, or set to be unknown.
fn what_ifs(pathway: &CheckedPathway, what_if: &WhatIf) -> Result<(WhatIf, Vec<String>)> {
    let mut out = what_if.without_weights();
    let mut ready: Vec<String> = pathway.readiness.iter().map(|it| it.fact.clone()).collect();
    ready.extend(out.pathway.ready.iter().map(|(fact, _)| fact.clone()));
    out.set.retain(|setting| !ready.contains(&setting.name));
    for setting in what_if.set.iter().filter(|it| ready.contains(&it.name)) {
        let refuse = |message: Said| Error::argument("set", &setting.typed, message);
        let fact = &setting.name;
        if let Some((_, from)) = what_if.pathway.ready.iter().find(|(known, _)| known == fact) {
            let message = both(
                format!("`{fact}` is given already, by --ready {fact}={from}: keep one of them"),
                format!(
                    "`{fact:#}` is al gegeven, met --ready {fact:#}={from:#}: behoud een van beide"
                ),
            );
            return Err(refuse(message));
        }
        let from = match setting.value.as_str() {
            "yes" => pathway.periods.first().map_or(0, |it| it.from).to_string(),
            "no" => "never".to_owned(),
            _ => {
                let message = both(
                    format!(
                        "a path needs to know from when a fact holds: write `--ready {fact}=YEAR`, a range of years or `never`"
                    ),
                    format!(
                        "voor een pad moet bekend zijn vanaf wanneer een feit geldt: schrijf `--ready {fact:#}=JAAR`, een bereik van jaren of `never`"
                    ),
                );
                return Err(refuse(message));
            }
        };
        out.pathway.ready.push((fact.clone(), from));
    }
    Ok((out, ready))
}

/// The limits of all periods. One whose figures differ from period to period is there once for each
/// figure of it, with the periods that have it.
fn limits(models: &[PathwayModel]) -> Vec<PeriodLimit> {
    let mut out: Vec<PeriodLimit> = Vec::new();
    for at in 0..models.first().map_or(0, |model| model.limits.len()) {
        let first = out.len();
        for (period, model) in models.iter().enumerate() {
            let own = &model.limits[at];
            if models.len() == 1 {
                out.push(own.clone());
            } else if own.periods.contains(&period) {
                match out[first..].iter_mut().find(|it| it.limit == own.limit) {
                    Some(same) => same.periods.push(period),
                    None => {
                        out.push(PeriodLimit { limit: own.limit.clone(), periods: vec![period] });
                    }
                }
            }
        }
    }
    out
}

/// The file with these facts holding, and without what is said of weights: they are those of the
/// case whatever the figures of a period are.
fn without_weights(checked: &Checked, hold: &[String]) -> Checked {
    let mut out = checked.clone();
    for (id, said, _) in &mut out.facts {
        if hold.contains(id) {
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
        portfolio: None,
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
