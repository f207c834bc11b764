//! Values that depend on the set of alternatives: adding or dropping one moves the values of the
//! others, and can turn their order (Belton & Gear 1983, doi:10.1016/0305-0483(83)90047-6).
//!
//! Asked of each method of the case: observed ranges (a weighted sum with criteria that have no
//! scale), normalizations of a column of data, and methods that measure from the best and worst, or
//! count wins over the others, by definition. Raw figures and goalposts look at no rival. A
//! weighted product whose normalization only divides each column by one number keeps the order
//! whoever is there, so it is not named.

use crate::evaluate::evaluation::{Comparison, Evaluation, GroupResult, Verdict};
use crate::method::Dependence;
use crate::problem::ranking::difference;
use crate::problem::{Direction, Group, PlaceInGroup};

/// A method whose values depend on the set of alternatives.
#[derive(Debug, Clone, PartialEq)]
pub struct Dependent {
    /// The method's name, as in the catalogue.
    pub method: &'static str,
    /// What of the set its values depend on.
    pub on: Dependence,
}

/// The methods of the case that depend on the set.
pub(crate) fn dependent(evaluations: &[Evaluation]) -> Vec<Dependent> {
    let of = |evaluation: &Evaluation| {
        Some(Dependent { method: evaluation.method.name(), on: dependence(evaluation)? })
    };
    evaluations.iter().filter_map(of).collect()
}

/// How the values of an evaluation depend on the set of alternatives, given its scales and weights;
/// `None` if they do not. A criterion counts where it has weight in some group.
pub fn dependence(evaluation: &Evaluation) -> Option<Dependence> {
    dependence_at(evaluation, &evaluation.weights.greatest())
}

/// The same in one group: a criterion counts where it has weight there.
pub fn dependence_in(evaluation: &Evaluation, group: usize) -> Option<Dependence> {
    dependence_at(evaluation, evaluation.weights.of_group(group))
}

fn dependence_at(evaluation: &Evaluation, weights: &[f64]) -> Option<Dependence> {
    evaluation.method.definition().dependence(evaluation.problem, weights)
}

/// The leaves, of those that run over the figures present, whose scale ends where a range ends: to
/// know a figure better moves that end, and with it the values of all.
pub fn ends_in_ranges(evaluation: &Evaluation) -> Vec<usize> {
    let problem = evaluation.problem;
    let Some(Dependence::ObservedRange(mut leaves)) = dependence(evaluation) else {
        return Vec::new();
    };
    let of_group = |(at, group): (usize, &Group), leaf: usize| {
        if evaluation.weights.of_group(at)[leaf] == 0.0 {
            return false;
        }
        let eligible = |member: &&usize| problem.alternatives[**member].eligible();
        let competing: Vec<usize> = group.members.iter().filter(eligible).copied().collect();
        let spreads = || competing.iter().map(|member| problem.spread(*member, leaf));
        let crisp = || spreads().filter(|spread| spread.low == spread.high);
        let least = |low: f64| spreads().any(|spread| spread.low < low);
        let most = |high: f64| spreads().any(|spread| spread.high > high);
        competing.len() > 1
            && (least(crisp().fold(f64::INFINITY, |low, spread| low.min(spread.low)))
                || most(crisp().fold(f64::NEG_INFINITY, |high, spread| high.max(spread.high))))
    };
    leaves.retain(|leaf| {
        problem.cells.plain(*leaf).is_none()
            && problem.groups.iter().enumerate().any(|group| of_group(group, *leaf))
    });
    leaves
}

/// Whether an alternative that is not there could turn the order of two that are, or make or break
/// their tie, where values depend on the set as `on` says.
///
/// On observed ranges a newcomer can only widen a criterion's range, which divides the differences
/// of values on it by some factor of 1 or more. So `ahead` stays ahead if its lead on the criteria
/// with fixed values, less all that it is behind on the others, is not below 0: what it is ahead on
/// the others may come to count for nothing. The least over the inputs is taken, on the fixed
/// criteria together and on each other one by itself. Under other methods it surely stays ahead if
/// it is behind on no criterion.
pub fn another_can_turn(
    evaluation: &Evaluation,
    on: &Dependence,
    group: &GroupResult,
    pair: &Comparison,
) -> bool {
    let stays = |a: PlaceInGroup, b: PlaceInGroup| match on {
        Dependence::ObservedRange(observed) => least_lead(group, &group.weights, observed, a, b)
            .is_some_and(|least| least >= -group.eps),
        _ => !is_behind(evaluation, group, a, b),
    };
    !stays(pair.ahead, pair.behind)
        || (pair.verdict == Verdict::Tie && !stays(pair.behind, pair.ahead))
}

/// The least to which a newcomer can bring the lead of a over b; `None` for a method without
/// bounds.
fn least_lead(
    group: &GroupResult,
    weights: &[f64],
    observed: &[usize],
    a: PlaceInGroup,
    b: PlaceInGroup,
) -> Option<f64> {
    let (row_a, row_b) = (group.row(a)?, group.row(b)?);
    if group.is_crisp() {
        let values = group.values.as_ref()?;
        let score_difference = |(leaf, weight): (usize, &f64)| {
            let score_difference =
                weight * difference(values.at(row_a, leaf), values.at(row_b, leaf));
            if observed.contains(&leaf) { score_difference.min(0.0) } else { score_difference }
        };
        return Some(weights.iter().enumerate().map(score_difference).sum());
    }
    let additive = group.bounds.as_ref()?;
    let least = |counts: &dyn Fn(usize) -> bool| {
        let of = |(leaf, weight): (usize, &f64)| if counts(leaf) { *weight } else { 0.0 };
        additive
            .difference(row_a, row_b, &weights.iter().enumerate().map(of).collect::<Vec<_>>())
            .min
    };
    let fixed = least(&|leaf| !observed.contains(&leaf));
    Some(observed.iter().fold(fixed, |sum, leaf| sum + least(&|own| own == *leaf).min(0.0)))
}

/// Whether a has the worse figure on some criterion with weight.
fn is_behind(
    evaluation: &Evaluation,
    group: &GroupResult,
    a: PlaceInGroup,
    b: PlaceInGroup,
) -> bool {
    let figure = |place: PlaceInGroup, leaf: usize| {
        evaluation.problem.spread(group.member(place), leaf).nominal
    };
    let leaves = evaluation.problem.tree.leaves.iter().zip(&*group.weights);
    leaves.enumerate().any(|(at, (leaf, weight))| {
        let (a, b) = (figure(a, at), figure(b, at));
        *weight > 0.0
            && match leaf.direction {
                Direction::Max => a < b,
                Direction::Min => a > b,
                Direction::Target(target) => (a - target).abs() > (b - target).abs(),
            }
    })
}
