//! All that is asked about paths, answered at once.

use super::discounting::{RateRange, discounting};
use super::draws::{PathShares, path_shares};
use super::evaluation::PathwayEvaluation;
use super::first_move::{FirstMove, first_moves};
use super::found::{BestPaths, FoundPath};
use super::limits::{PathwayLimitUse, limits};
use super::readiness::{IfReady, Sign, readiness, signs};
use super::request::PathwayRequest;
use super::shared::SharedPaths;
use super::switches::{CriterionSwitches, weight_switches};
use super::tables;
use super::waiting::Waiting;
use crate::error::Result;
use crate::method::Method;
use crate::problem::PathwayModel;
use crate::study::Tables;
use crate::table::NamedTable;

/// The answers about paths; made by [`pathway`].
#[derive(Debug)]
#[non_exhaustive]
pub struct Pathway<'a> {
    /// The scores of each period and the allowed paths.
    pub evaluation: PathwayEvaluation<'a>,
    /// What was asked for.
    pub request: PathwayRequest,
    /// By choice: its best paths, looked at by itself.
    pub best: Vec<BestPaths>,
    /// The paths of all choices together, where they share limits or capacities that are applied.
    pub shared: Option<SharedPaths>,
    /// By choice: what deciding later costs.
    pub waiting: Vec<Waiting>,
    /// What the paths make of limits and shared capacities, also of those that bind nobody; in the
    /// order of the periods.
    pub limits: Vec<PathwayLimitUse>,
    /// By choice, looked at by itself: the weights at which its best path changes, criterion by
    /// criterion.
    pub switches: Vec<Vec<CriterionSwitches>>,
    /// In which share of draws paths of each choice are best, looked at by itself.
    pub shares: PathShares,
    /// By choice, looked at by itself: its first steps, and which are right whatever the weights.
    pub first_moves: Vec<Vec<FirstMove>>,
    /// By choice, looked at by itself: its best paths if a fact holds from other periods on.
    pub readiness: Vec<Vec<IfReady>>,
    /// By choice, looked at by itself: what it means if a fact comes true in a period.
    pub signs: Vec<Vec<Sign>>,
    /// By choice, looked at by itself: its best paths at other discount rates.
    pub discounting: Vec<Vec<RateRange>>,
}

/// Find the best path of each choice, and all that there is to ask about it.
///
/// # Errors
/// As [`PathwayEvaluation::new`], and [`crate::Error::Argument`] for a request that cannot be met.
///
/// See [`PathwayModel::builder`] for an example.
pub fn pathway<'a>(
    model: &'a PathwayModel,
    method: &Method,
    request: &PathwayRequest,
) -> Result<Pathway<'a>> {
    request.check()?;
    let evaluation = PathwayEvaluation::new(model, method)?;
    // First, since nothing else is asked where only a part of the draws is made.
    let shares = path_shares(&evaluation, request)?;
    let best: Vec<BestPaths> = evaluation
        .choices
        .iter()
        .map(|choice| choice.graph.best(&choice.worth, request.best))
        .collect();
    let mut out = Pathway {
        request: *request,
        shared: SharedPaths::new(&evaluation, request),
        waiting: evaluation.choices.iter().map(Waiting::new).collect(),
        limits: Vec::new(),
        switches: weight_switches(&evaluation),
        shares,
        first_moves: first_moves(&evaluation, &best),
        readiness: readiness(&evaluation, &best)?,
        signs: signs(&evaluation)?,
        discounting: discounting(&evaluation),
        best,
        evaluation,
    };
    let paths: Option<Vec<&FoundPath>> =
        (0..model.choices.len()).map(|choice| out.path(choice)).collect();
    out.limits = limits(&out.evaluation, paths.as_deref(), request);
    Ok(out)
}

impl Pathway<'_> {
    /// The path of a choice in the answer: within shared limits where there are any; `None` where
    /// there is none.
    pub fn path(&self, choice: usize) -> Option<&FoundPath> {
        match &self.shared {
            Some(shared) => shared.paths.as_ref().map(|paths| &paths[choice]),
            None => self.best[choice].first(),
        }
    }
}

impl Tables for Pathway<'_> {
    fn draws(&self) -> Option<u64> {
        Some(self.shares.draws).filter(|draws| *draws > 0)
    }

    fn named_tables(&self) -> Vec<NamedTable<'_>> {
        vec![
            NamedTable::new("pathway", || tables::pathway(self)),
            NamedTable::new("path_totals", || tables::path_totals(self)),
            NamedTable::new("next_paths", || tables::next_paths(self)),
            NamedTable::new("waiting", || tables::waiting(self)),
            NamedTable::new("switch_dates", || tables::switch_dates(self)),
            NamedTable::new("weight_switches", || tables::weight_switches(self)),
            NamedTable::new("path_acceptability", || tables::path_acceptability(self)),
            NamedTable::new("first_moves", || tables::first_moves(self)),
            NamedTable::new("readiness", || tables::readiness(self)),
            NamedTable::new("signs", || tables::signs(self)),
            NamedTable::new("discounting", || tables::discounting(self)),
            NamedTable::new("places", || tables::places(self)),
            NamedTable::new("pathway_limits", || tables::pathway_limits(self)),
        ]
    }
}
