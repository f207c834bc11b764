//! The methods: how the page computes them, or why it does not and what the program found.

use super::texts::pick;
use crate::evaluate::evaluation::Evaluation;
use crate::evaluate::evaluations::Evaluations;
use crate::method::{Method, ScaleNeeded};
use crate::problem::{Language, Problem, Scale};
use crate::value::Normalization;
use serde_json::{Value, json};

/// With more comparisons than this, of every two alternatives of a group on every criterion,
/// preference flows are not recomputed: every change of a figure would take seconds.
const MOST_COMPARISONS: usize = 20_000_000;

pub(super) fn methods(evaluations: &Evaluations, few: bool, language: Language) -> Vec<Value> {
    evaluations.iter().map(|evaluation| method(evaluation, few, language)).collect()
}

fn method(evaluation: &Evaluation, few: bool, language: Language) -> Value {
    let (method, problem) = (&evaluation.method, evaluation.problem);
    let why = still(evaluation, few, language);
    let normalization = normalization(method);
    json!({
        "name": method.name(),
        "label": method.name(),
        "symbol": method.sheet().symbol,
        "moves": why.is_none(),
        "why": why.unwrap_or_default(),
        "linear": evaluation.groups.iter().all(|group| group.values.is_some()),
        "normalization": normalization.map(|it| it.entry().name),
        "firstLevel": first_levels(method, normalization, problem),
        "found": why.map(|_| found(evaluation)),
    })
}

/// Why the page does not recompute a method; `None` where it does.
fn still(evaluation: &Evaluation, few: bool, language: Language) -> Option<&'static str> {
    let problem = evaluation.problem;
    if !few {
        return Some(pick(
            language,
            "the case is too large to be recomputed in a page.",
            "het dossier is te groot om op een pagina te herberekenen.",
        ));
    }
    match &evaluation.method {
        Method::WeightedSum(_) | Method::WeightedProduct(_) | Method::Topsis(_) => None,
        Method::PrometheeIi(_) => {
            let pairs = problem.groups.iter().map(|group| group.members.len().saturating_pow(2));
            let all = pairs.fold(0usize, usize::saturating_add);
            let many = all.saturating_mul(problem.tree.leaves.len()) > MOST_COMPARISONS;
            many.then_some(pick(
                language,
                "there are too many pairs of alternatives to compare in a page.",
                "er zijn te veel paren van alternatieven om op een pagina te vergelijken.",
            ))
        }
        _ if gives_ranks(evaluation) => {
            Some(pick(language, "this page does not compute it.", "deze pagina berekent ze niet."))
        }
        _ => Some(pick(
            language,
            "this page does not compute it. It gives no scores or ranks, and the table below has none.",
            "deze pagina berekent ze niet. Ze geeft geen scores of rangen, en de tabel hieronder heeft er geen.",
        )),
    }
}

/// Whether a method puts alternatives in an order; some only say of two which one is preferred.
fn gives_ranks(evaluation: &Evaluation) -> bool {
    evaluation.groups.iter().any(|group| group.places().any(|at| group.standing(at).rank.is_some()))
}

fn normalization(method: &Method) -> Option<Normalization> {
    match method {
        Method::WeightedSum(own) => own.normalization,
        Method::WeightedProduct(own) => Some(own.normalization),
        Method::Topsis(own) => Some(own.normalization),
        _ => None,
    }
}

/// By leaf: what is added to the figure of a level, because ratios of levels are asked for.
fn first_levels(
    method: &Method,
    normalization: Option<Normalization>,
    problem: &Problem,
) -> Vec<u8> {
    let ratios = normalization.is_some_and(|it| {
        matches!(method, Method::WeightedProduct(_)) || it.entry().scale == ScaleNeeded::Ratio
    });
    let leaves = problem.tree.leaves.iter();
    let is_ordinal = |scale: &Option<Scale>| matches!(scale, Some(Scale::Ordinal(_)));
    leaves.map(|leaf| u8::from(ratios && is_ordinal(&leaf.scale))).collect()
}

/// What the program found, by alternative.
fn found(evaluation: &Evaluation) -> Vec<Value> {
    let mut out = vec![Value::Null; evaluation.problem.alternatives.len()];
    for group in &evaluation.groups {
        for place in group.places() {
            let own = group.standing(place);
            out[group.member(place)] = json!({
                "score": own.score,
                "low": own.bounds.map(|bounds| bounds.0),
                "high": own.bounds.map(|bounds| bounds.1),
                "rank": own.rank,
                "rankBest": own.ranks.map(|ranks| ranks.0),
                "rankWorst": own.ranks.map(|ranks| ranks.1),
                "known": group.known(place),
            });
        }
    }
    out
}
