//! Criteria that never decide who is ahead: as their weight goes from 0 to 1, the others in
//! proportion (the path of a sweep), no two competing alternatives of any group change order, and
//! none that tie without the criterion are told apart by it.
//!
//! With scores that are linear in the weights this is exact. For a pair, score(a) - score(b) = x
//! lead on the criterion + (1 - x) lead on the others; so no x in 0..1 turns their order if and
//! only if the two leads have no opposite signs. The leads are their least over the inputs' ranges
//! where something is not sure: then nothing within the ranges turns it either. A tie at weight 1
//! alone is no change of order.

use crate::evaluate::evaluation::{Evaluation, GroupResult};
use crate::evaluate::path::{Path, Paths, Scope};
use crate::evaluate::ranked_group::{Ends, RankedGroup};
use crate::problem::ranking::tolerance;
use crate::study::lint::examined::Unexamined;
use rayon::prelude::*;

/// About how many differences of pairs are bounded in all where inputs are not sure.
const MOST_PAIRS: usize = 1_000_000;

/// What was found of a criterion.
enum IdleFinding {
    Idle,
    Decides,
    Unfinished,
}

/// The leaves with weight that never decide who is ahead, constant ones left out.
pub(super) fn idle(
    evaluation: &Evaluation,
    constant: &[usize],
    unexamined: &mut Vec<Unexamined>,
) -> Vec<usize> {
    let (problem, weights) = (evaluation.problem, &evaluation.weights);
    let ranked_groups: Vec<(usize, RankedGroup)> = evaluation
        .groups
        .iter()
        .enumerate()
        .map(|(group, result)| (weights.set_of(group), RankedGroup::competing(result)))
        .filter(|(_, ranked)| ranked.places.len() > 1)
        .collect();
    let all: Vec<Paths> =
        (0..weights.sets()).map(|set| Paths::new(problem, weights, set)).collect();
    let paths: Vec<(usize, Vec<Option<Path>>)> = (0..problem.tree.leaves.len())
        .filter(|leaf| constant.binary_search(leaf).is_err() && !ranked_groups.is_empty())
        .filter_map(|leaf| Some((leaf, paths(evaluation, &all, leaf)?)))
        .collect();
    if paths.is_empty() {
        return Vec::new();
    }
    if !looks(evaluation, &ranked_groups) {
        unexamined.push(Unexamined::Idle { method: evaluation.method.name() });
        return Vec::new();
    }
    let budget = MOST_PAIRS / paths.len();
    let found: Vec<IdleFinding> =
        paths.par_iter().map(|(_, of_sets)| look(&ranked_groups, of_sets, budget)).collect();
    let (mut idle, mut unfinished) = (Vec::new(), Vec::new());
    for ((leaf, _), found) in paths.iter().zip(found) {
        match found {
            IdleFinding::Idle => idle.push(*leaf),
            IdleFinding::Decides => {}
            IdleFinding::Unfinished => unfinished.push(*leaf),
        }
    }
    if !unfinished.is_empty() {
        unexamined.push(Unexamined::IdleUnfinished { leaves: unfinished });
    }
    idle
}

/// By set of weights that groups have: the path of a leaf, or `None` where it has no weight. `None`
/// for a leaf that has weight nowhere, and where the others have no weights to keep in proportion.
fn paths(evaluation: &Evaluation, all: &[Paths], leaf: usize) -> Option<Vec<Option<Path>>> {
    let weights = &evaluation.weights;
    let of_set = |(set, all): (usize, &Paths)| {
        if weights.of_set(set)[leaf] <= 0.0 {
            return Some(None);
        }
        let path = all.path(all.branch_of_leaf(leaf)?, Scope::Global);
        path.filter(|path| !path.equal_rise).map(Some)
    };
    let of_sets: Vec<Option<Path>> = all.iter().enumerate().map(of_set).collect::<Option<_>>()?;
    of_sets.iter().any(Option::is_some).then_some(of_sets)
}

/// Whether the method tells: linear scores, with bounds unless all is sure.
fn looks(evaluation: &Evaluation, ranked_groups: &[(usize, RankedGroup)]) -> bool {
    let scored = evaluation.method.has_score();
    let sure = |group: &GroupResult| group.bounds.is_some() || group.is_crisp();
    scored && ranked_groups.iter().all(|(_, ranked)| ranked.is_linear() && sure(ranked.group))
}

fn look(
    ranked_groups: &[(usize, RankedGroup)],
    paths: &[Option<Path>],
    budget: usize,
) -> IdleFinding {
    let mut left = budget;
    let counting: Vec<(&RankedGroup, &Path)> = ranked_groups
        .iter()
        .filter_map(|(set, ranked)| Some((ranked, paths[*set].as_ref()?)))
        .collect();
    // At nominal figures first: that is quick, and settles most of them.
    let orders: Vec<Option<Order>> =
        counting.iter().map(|(ranked, path)| nominal(ranked, path)).collect();
    if orders.iter().any(Option::is_none) {
        return IdleFinding::Decides;
    }
    for ((ranked, path), order) in counting.into_iter().zip(orders.into_iter().flatten()) {
        let Some(additive) = ranked.group.bounds.as_ref().filter(|additive| !additive.is_crisp())
        else {
            continue;
        };
        let (from, to) = (path.at(0.0), path.at(1.0));
        let (eps_from, eps_to) = order.eps;
        for (nth, a) in order.positions.iter().enumerate() {
            for b in &order.positions[nth + 1..] {
                if left == 0 {
                    return IdleFinding::Unfinished;
                }
                left -= 1;
                let (row, rival) = (ranked.row(*a), ranked.row(*b));
                let others = additive.difference(row, rival, &from);
                let own = additive.difference(row, rival, &to);
                let tie = others.max <= eps_from;
                if others.min < -eps_from || own.min < -eps_to || (tie && own.max > eps_to) {
                    return IdleFinding::Decides;
                }
            }
        }
    }
    IdleFinding::Idle
}

/// A field by the scores without the criterion, best first.
struct Order {
    positions: Vec<usize>,
    eps: (f64, f64),
}

/// The order without the criterion, if the criterion goes along with it at nominal figures.
/// Neighbours are enough: what holds between them holds between all.
fn nominal(ranked: &RankedGroup, path: &Path) -> Option<Order> {
    let Ends { start, end, noise } = ranked.ends(path);
    let eps = |scores: &[f64], noise: f64| tolerance(scores.iter().copied()).max(noise);
    let eps = (eps(&start, noise.0), eps(&end, noise.1));
    let mut positions: Vec<usize> = (0..start.len()).collect();
    positions.sort_by(|a, b| start[*b].total_cmp(&start[*a]));
    let along = positions.windows(2).all(|pair| {
        let (score_difference, own) =
            (start[pair[0]] - start[pair[1]], end[pair[0]] - end[pair[1]]);
        own >= -eps.1 && (score_difference > eps.0 || own <= eps.1)
    });
    along.then_some(Order { positions, eps })
}
