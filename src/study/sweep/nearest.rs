//! The smallest move of one weight that gives another alternative first place.
//!
//! Every weight is swept as its share of all weight, the others keeping their proportions. Exact:
//! it is asked only where scores are linear in the weights (see [`super::track`]).

use super::paths;
use super::track::Track;
use crate::evaluate::evaluation::{Evaluation, GroupResult};
use crate::evaluate::path::{Path, Scope};
use crate::evaluate::ranked_group::RankedGroup;
use crate::problem::ranking::ranks;
use crate::study::sweep::SweepRequest;
use crate::study::sweep::switch::Switch;
use crate::tolerance::AS_NEAR;

/// What one weight can do to first place, at nominal figures.
#[derive(Debug, Clone, PartialEq)]
pub enum SingleWeight {
    /// This is the smallest move of one weight that gives it to another.
    Moves(NearestWeight),
    /// No weight does by itself, whatever it is.
    NoneMoves,
    /// A smaller move takes or gives a rank, because it changes how much is known. So this is the
    /// smallest move among those that have a rank now; `None`: no weight does it among them.
    AmongRanked(Option<NearestWeight>),
}

impl SingleWeight {
    /// The smallest move, if there is one.
    pub fn nearest(&self) -> Option<&NearestWeight> {
        match self {
            SingleWeight::Moves(nearest) => Some(nearest),
            SingleWeight::NoneMoves => None,
            SingleWeight::AmongRanked(nearest) => nearest.as_ref(),
        }
    }
}

/// A weight that moves until another alternative is first.
#[derive(Debug, Clone, PartialEq)]
pub struct NearestWeight {
    /// The criterion or node, as an index into the branches of the tree.
    pub branch: usize,
    /// Its share of all weight in the case, 0 to 1.
    pub weight: f64,
    /// The share at which another draws level with the first, 0 to 1.
    pub at: f64,
    /// How far beyond that share the other stays first: where it is caught in its turn, or 0 or 1.
    pub until: f64,
    /// Who is first between `at` and `until`, as indices into the problem's alternatives: several
    /// if they tie.
    pub first: Vec<usize>,
    /// Whether the other weights rise equally, because the case gives them no weight to keep a
    /// proportion of.
    pub equal_rise: bool,
}

impl NearestWeight {
    /// By how much the weight moves, as a share of all weight.
    pub fn distance(&self) -> f64 {
        (self.at - self.weight).abs()
    }
}

/// More sums than this are not made for one sentence: the figures of all ranked alternatives, as
/// often as there are weights to move. It takes some hundredths of a second.
pub const MOST_SUMS: usize = 5_000_000;

/// What one weight can do to first place, group by group. `None` for a group where that is no
/// question (nobody has a rival with a rank, or several tie for first place), and for all groups
/// where it cannot be had exactly and at once: see [`MOST_SUMS`].
pub fn single_weights(evaluation: &Evaluation) -> Vec<Option<SingleWeight>> {
    let groups = &evaluation.groups;
    let nothing = || vec![None; groups.len()];
    let competing: usize = groups.iter().map(|group| group.eligible().len()).sum();
    let tree = &evaluation.problem.tree;
    let sums = competing.saturating_mul(tree.leaves.len()).saturating_mul(tree.branches.len());
    let request = SweepRequest { scope: Scope::Global, criteria: Vec::new() };
    if sums > MOST_SUMS || !evaluation.method.has_score() {
        return nothing();
    }
    match paths(evaluation, &request) {
        Ok((sets, _)) if !sets[0].is_empty() => groups
            .iter()
            .enumerate()
            .map(|(at, group)| {
                let paths = &sets[evaluation.weights.set_of(at)];
                let found = of_group(evaluation, &RankedGroup::new(group), paths)?;
                let reach = found.as_ref().map_or(1.0, NearestWeight::distance);
                Some(match (keeps_ranks(evaluation, group, paths, reach), found) {
                    (true, Some(nearest)) => SingleWeight::Moves(nearest),
                    (true, None) => SingleWeight::NoneMoves,
                    (false, found) => SingleWeight::AmongRanked(found),
                })
            })
            .collect(),
        _ => nothing(),
    }
}

/// Whether every alternative keeps having a rank, or having none, while any one weight moves by as
/// much as `reach`. What is known of an alternative is linear in the weight that moves, so that the
/// ends say it.
fn keeps_ranks(evaluation: &Evaluation, group: &GroupResult, paths: &[Path], reach: f64) -> bool {
    let problem = evaluation.problem;
    let partly_known: Vec<usize> = group
        .eligible()
        .iter()
        .filter(|place| group.known(**place) < 1.0)
        .map(|place| group.member(*place))
        .collect();
    let has_rank =
        |member: usize, weights: &[f64]| problem.knows_enough(problem.known_share(member, weights));
    partly_known.is_empty()
        || paths.iter().all(|path| {
            let now = path.at(path.weight);
            let ends = [path.weight - reach, path.weight + reach].map(|x| x.clamp(0.0, 1.0));
            ends.into_iter().all(|end| {
                let then = path.at(end);
                partly_known
                    .iter()
                    .all(|member| has_rank(*member, &now) == has_rank(*member, &then))
            })
        })
}

/// The smallest move among those that have a rank, if there is one; `None` where that is no question.
fn of_group(
    evaluation: &Evaluation,
    ranked: &RankedGroup,
    paths: &[Path],
) -> Option<Option<NearestWeight>> {
    let [leader] = ranked.leaders()[..] else { return None };
    if ranked.places.len() < 2 || !ranked.is_linear() {
        return None;
    }
    let found: Vec<NearestWeight> =
        paths.iter().flat_map(|path| of_path(ranked, leader, path)).collect();
    let least = found.iter().map(NearestWeight::distance).fold(f64::INFINITY, f64::min);
    // Of weights that move as far, as those of two criteria do, the first is named; of a node and
    // its only criterion the criterion.
    let is_node = |it: &NearestWeight| evaluation.problem.tree.branches[it.branch].leaf.is_none();
    let nearest = found
        .into_iter()
        .filter(|it| it.distance() <= least + AS_NEAR)
        .min_by_key(|it| (is_node(it), it.branch));
    Some(nearest)
}

/// Where first place goes to another as the weight of a path falls, and as it rises.
fn of_path(ranked: &RankedGroup, leader: usize, path: &Path) -> Vec<NearestWeight> {
    let track = Track::new(ranked, path);
    let switches = track.first_switches();
    let nearest = |switch: &Switch, other: usize, until: f64| {
        let at = switch.weight;
        let middle = at + (until - at) / 2.0;
        let scores = track.at(ranked, path, middle);
        let eps = track.eps(ranked, path, middle, &scores);
        let own = ranks(&scores.into_iter().map(Some).collect::<Vec<_>>(), eps);
        let tied = |it: &usize| *it == other || own[*it] == Some(1) && own[other] == Some(1);
        let first = (0..own.len()).filter(|it| *it != leader && tied(it));
        NearestWeight {
            branch: path.branch,
            weight: path.weight,
            at,
            until,
            first: first.map(|it| ranked.member(it)).collect(),
            equal_rise: path.equal_rise,
        }
    };
    let falling = switches.iter().position(|switch| switch.above == leader).map(|at| {
        let until = at.checked_sub(1).map_or(0.0, |before| switches[before].weight);
        nearest(&switches[at], switches[at].below, until)
    });
    let rising = switches.iter().position(|switch| switch.below == leader).map(|at| {
        let until = switches.get(at + 1).map_or(1.0, |after| after.weight);
        nearest(&switches[at], switches[at].above, until)
    });
    falling.into_iter().chain(rising).collect()
}
