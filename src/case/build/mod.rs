//! From a checked case and its joined data to a decision problem: what-ifs, ranges, shifts,
//! requirements, groups.

pub(crate) mod builder;
mod cells;
pub(crate) mod claims;
mod examples;
mod input_spreads;
pub(crate) mod pathway;
pub(crate) mod portfolio;
pub(crate) mod preference;
pub(crate) mod requirements;
pub(crate) mod settings;
mod texts;
pub(crate) mod weighting;

use super::join::Joined;
use crate::case::build::builder::{Builder, Settled};
use crate::case::build::pathway::BuiltPathway;
use crate::case::build::portfolio::BuiltPortfolio;
use crate::case::check::checked::Checked;
use crate::case::file::what_if::WhatIf;
use crate::case::read::tables::RawTable;
use crate::case::stated_gate::{StatedFact, StatedGate};
use crate::error::{Findings, Result, Source};
use crate::problem::{Adjustment, Alternative, Problem, Quantity, group};
use crate::weighting::Centre;
use crate::weighting::Derivation;
use crate::weighting::data::DataDerivation;
use std::sync::Arc;

/// A problem, and where its weights come from.
#[derive(Debug)]
pub struct Built {
    /// The problem.
    pub problem: Problem,
    /// The weights that follow from judgements.
    pub derivations: Vec<Derivation>,
    /// The weights that follow from the data.
    pub from_data: Vec<DataDerivation>,
    /// The centre of the admissible weights, where it stands for weights that nobody gives.
    pub centre: Option<Centre>,
    /// What is chosen together, if the file says so; or why the what-ifs leave nothing to choose.
    pub portfolio: Option<BuiltPortfolio>,
    /// What is chosen period after period, if the file says so; or why the what-ifs leave a path
    /// without its start.
    pub pathway: Option<BuiltPathway>,
    /// The facts, with what-ifs.
    pub facts: Vec<StatedFact>,
    /// What each requirement asks.
    pub gates: Vec<StatedGate>,
}

/// What a problem is built from, beside its figures.
#[derive(Debug, Clone, Copy)]
pub struct Files<'a> {
    /// The criteria file, or how an actor sees it.
    pub checked: &'a Checked,
    /// The tables.
    pub tables: &'a [RawTable],
    /// The text of the criteria file.
    pub source: &'a Arc<Source>,
    /// The period whose figures stand in the place of those that hold for all; `None`: those that
    /// hold for all.
    pub period: Option<usize>,
    /// Whether the tables have all rows, and not a block of them.
    pub is_whole: bool,
}

/// Build the problem; with `no_attributes` every attribute is unknown. Where it is settled who is
/// `competing`, requirements are not tested again. Wrong data go to `findings`; wrong options are
/// the error.
pub fn build(
    files: Files,
    joined: Joined,
    competing: Option<Vec<Alternative>>,
    what_if: &WhatIf,
    no_attributes: bool,
    findings: &mut Findings,
) -> Result<Built> {
    let Files { checked, tables, source, period, is_whole } = files;
    let facts = checked.facts.iter().map(|(id, holds, _)| (id.clone(), *holds)).collect();
    let is_own = competing.is_none();
    let mut builder = Builder { checked, joined, tables, source, findings, facts, is_whole };
    let derivations = builder.derive(what_if)?;
    let tree = builder.weigh(&derivations, what_if)?;
    let resolved = builder.resolve_claims();
    builder.filter(what_if)?;
    if is_whole {
        builder.check_when();
    }
    builder.check_needs();
    builder.leave_out(&what_if.without_passages)?;
    // What nobody gives becomes an input first, so that a setting keeps what such inputs share.
    builder.fill();
    let mut settled = Settled::default();
    for setting in &what_if.set {
        builder.set(setting, &mut settled)?;
    }
    if let Some(period) = period {
        builder.lay_period(period, &settled);
    }
    if no_attributes {
        let leaves = builder.leaves();
        builder
            .joined
            .inputs
            .iter_mut()
            .filter(|input| input.name >= leaves)
            .for_each(|it| it.quantity = Quantity::Unknown);
    }
    builder.unknown_texts(what_if.no_adjustments);
    builder.spreads();
    let cells = builder.cells(what_if.no_adjustments);
    let rank_within = if what_if.overall { Vec::new() } else { checked.rank_within.clone() };
    let alternatives =
        competing.unwrap_or_else(|| builder.apply_requirements(&cells, what_if.no_gates));
    // Where nothing is known of attributes, a proof is asked for and no choice.
    let (portfolio, pathway) = match no_attributes {
        true => (None, None),
        false => (
            builder.portfolio(&cells, &alternatives, is_own, what_if)?,
            builder.pathway(&cells, &alternatives, is_own, what_if)?,
        ),
    };
    let groups = group(&builder.joined.alternatives, &rank_within);
    let claims = builder.instances(resolved);
    let requirements =
        checked.requirements.iter().map(|r| builder.requirement(r, what_if.no_gates)).collect();
    let (facts, gates) = (builder.stated_facts(), builder.stated_gates(what_if.no_gates));
    let adjustment = |a: &crate::case::check::checked::CheckedAdjustment| Adjustment {
        criterion: checked.tree.leaves[a.leaf].id.clone(),
        attribute: a.attribute.value.clone(),
        reason: a.reason.clone(),
        source: a.source.clone(),
    };
    let joined = builder.joined;
    let mut problem = Problem {
        keys: joined.keys,
        rank_within,
        tree,
        names: joined.names,
        rows: joined.rows,
        inputs: joined.inputs,
        alternatives,
        groups,
        cells,
        min_known: checked.min_known,
        levels_as_ratios: what_if.force,
        constraints: checked.constraints.iter().map(|(constraint, _)| constraint.clone()).collect(),
        preferences: Vec::new(),
        categories: checked.categories.clone(),
        examples: Vec::new(),
        requirements,
        adjustments: checked.adjustments.iter().map(adjustment).collect(),
        claims,
        group_weights: Vec::new(),
    };
    problem.settle_missing();
    if checked.from_weighting.is_some() || what_if.from_weighting {
        weighting::warn_of_contradictions(checked, &derivations, source, builder.findings);
        problem.constraints.extend(weighting::constraints(&derivations, &problem.tree));
    }
    let mut from_data = Vec::new();
    // Figures that are wrong have been complained of, and have no values.
    if !builder.findings.has_errors() {
        from_data = weighting::from_data(checked, what_if, &mut problem, source, builder.findings);
        let filtered = !what_if.filter.is_empty();
        preference::apply(checked, filtered, source, &mut problem, builder.findings);
        examples::apply(checked, filtered, source, &mut problem, builder.findings);
    }
    let weighted = checked.weighted || !what_if.weights.is_empty();
    let centre = if weighted { None } else { take_centre(&mut problem) };
    Ok(Built { problem, derivations, from_data, centre, portfolio, pathway, facts, gates })
}

/// Give a problem without weights the centre of those that are admissible. Where nothing is asked
/// of them, where no weights meet it all, and where the solver cannot tell, siblings go on weighing
/// the same; the last two are complained of elsewhere.
fn take_centre(problem: &mut Problem) -> Option<Centre> {
    if problem.constraints.is_empty() || problem.tree.leaves.is_empty() {
        return None;
    }
    let centre = Centre::of(&problem.tree, &problem.constraints).ok()?;
    let weights = centre.by_branch(&problem.tree);
    problem.set_weights(&weights).ok()?;
    Some(centre)
}
