//! What the weights that all actors admit leave of the order of the alternatives.

use super::shared::SharedWeights;
use crate::error::{Error, Result};
use crate::evaluate::evaluation::{Evaluation, evaluate};
use crate::method::Method;
use crate::polytope::Row;
use crate::problem::{Problem, WeightConstraint};
use crate::study::actors::PanelEvaluation;
use crate::study::robust::{RobustRequest, robust};
use crate::weighting::Centre;

/// The order of the alternatives over shared weights, as some actors score them.
#[derive(Debug, Clone, PartialEq)]
pub struct CommonOrder {
    /// Who scores them alike: positions in the panel, in order. All actors, where nobody has scores
    /// of its own.
    pub actors: Vec<usize>,
    /// The alternatives that compete, by group, then best rank, worst rank and key order.
    pub standings: Vec<CommonStanding>,
}

/// How one alternative stands over shared weights, at nominal figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommonStanding {
    /// The alternative: an index into the problem's.
    pub alternative: usize,
    /// The best rank that some of these weights give; `None` where too little is known for a score.
    pub rank_best: Option<usize>,
    /// The worst one.
    pub rank_worst: Option<usize>,
    /// Whether both are reached; else the best is no worse and the worst no better than the true
    /// one.
    pub exact: bool,
}

impl CommonStanding {
    /// Whether some of the weights leave no rival ahead of it; a tie counts. Where the best rank is
    /// not exact, whether that cannot be ruled out.
    pub fn can_be_first(&self) -> bool {
        self.rank_best == Some(1)
    }
}

/// The orders over these weights in some groups, one for each way in which actors score the
/// alternatives. `rows` are what all statements ask, with whether each is strict.
///
/// # Errors
/// As for [`robust`], where the weights are more than one set.
pub(super) fn orders(
    panel: &PanelEvaluation,
    groups: &[usize],
    rows: &[(Row, bool)],
    shared: &SharedWeights,
) -> Result<Vec<CommonOrder>> {
    let Some(method) = panel.evaluations.first().map(|first| &first.method) else {
        return Ok(Vec::new());
    };
    // Actors differ in what they say of the weights. Without that, those who see the same decision
    // are those whose problems are equal.
    let mut views: Vec<(Problem, Vec<usize>)> = Vec::new();
    for (at, actor) in panel.actors().iter().enumerate() {
        let view = view(&actor.problem, rows, shared)?;
        match views.iter_mut().find(|(known, _)| *known == view) {
            Some((_, actors)) => actors.push(at),
            None => views.push((view, vec![at])),
        }
    }
    let order = |(view, actors): (Problem, Vec<usize>)| -> Result<CommonOrder> {
        let mut standings = standings(&view, method, shared.is_point())?;
        standings.retain(|(group, _)| groups.contains(group));
        let place = |rank: Option<usize>| rank.unwrap_or(usize::MAX);
        standings.sort_by_key(|(group, it)| (*group, place(it.rank_best), place(it.rank_worst)));
        let standings = standings.into_iter().map(|(_, standing)| standing).collect();
        Ok(CommonOrder { actors, standings })
    };
    views.into_iter().map(order).collect()
}

/// The decision as an actor scores it at nominal figures, with the shared weights in place of its
/// own.
fn view(problem: &Problem, rows: &[(Row, bool)], shared: &SharedWeights) -> Result<Problem> {
    let mut out = problem.at_nominal();
    let constraint = |(row, strict): &(Row, bool)| {
        let some = row.coefficients.iter().enumerate().filter(|(_, a)| **a != 0.0);
        let terms = some.filter_map(|(leaf, a)| Some((problem.tree.branch_of_leaf(leaf)?, *a)));
        WeightConstraint {
            terms: terms.collect(),
            constant: row.constant,
            equality: row.equality,
            written: String::new(),
            preference: *strict,
        }
    };
    // Strict rows are marked as preferences are, without the alternatives that they are about.
    out.constraints = rows.iter().map(constraint).collect();
    out.preferences = Vec::new();
    out.claims = Vec::new();
    let centre = Centre {
        weights: shared.middle.clone(),
        constraints: 0,
        preferences: 0,
        certainty: shared.certainty.clone(),
    };
    let by_branch = centre.by_branch(&problem.tree);
    out.set_weights(&by_branch)?;
    Ok(out)
}

/// Every competing alternative with its group.
fn standings(
    view: &Problem,
    method: &Method,
    is_point: bool,
) -> Result<Vec<(usize, CommonStanding)>> {
    let evaluation: Evaluation = evaluate(view, method)?;
    let mut out = Vec::new();
    if is_point {
        for (group, result) in evaluation.groups.iter().enumerate() {
            out.extend(result.eligible().iter().map(|place| {
                let rank = result.standing(*place).rank;
                let alternative = view.groups[group].member(*place);
                let standing =
                    CommonStanding { alternative, rank_best: rank, rank_worst: rank, exact: true };
                (group, standing)
            }));
        }
        return Ok(out);
    }
    let study = robust(&evaluation, &RobustRequest::default())?;
    for group in &study.groups {
        out.extend(group.standings.iter().enumerate().map(|(at, own)| {
            let standing = CommonStanding {
                alternative: study.member(group, at),
                rank_best: Some(own.best.rank),
                rank_worst: Some(own.worst.rank),
                exact: own.best.exact && own.worst.exact,
            };
            (group.group, standing)
        }));
    }
    Ok(out)
}

/// Why there is no order, where that is no reason to have no answer at all: the method has none over
/// a set of weights, there are too many alternatives, or rounding leaves no weights where just one
/// set of them is admissible.
///
/// # Errors
/// Any other error.
pub(super) fn why_none(error: Error) -> Result<String> {
    match error {
        Error::Undefined { .. } | Error::Size { .. } | Error::Contradiction { .. } => {
            Ok(error.to_string())
        }
        other => Err(other),
    }
}
