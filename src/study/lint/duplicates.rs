//! Near-duplicate criteria: pairs that order the alternatives almost alike and in almost the same
//! distances, so that what both measure counts twice (the additive value model asks for criteria
//! without redundancy: Keeney & Raiffa 1976, *Decisions with Multiple Objectives*, ch. 2).
//!
//! In every group with at least [`FEWEST_ALIKE`] competing alternatives of which both figures are
//! known, Pearson's correlation of the values and Spearman's correlation of the ranks (ties at
//! their average) are at least [`NEARLY_ONE`], and at least [`FEWEST_APART`] of them differ from
//! the most common pair of values. Of eight alternatives or fewer such ranks are the same order. A
//! pair that is constant in a group says nothing there; one constant and one not are no duplicates.
//! Values are those of value functions at nominal figures; in larger numbers of alternatives the
//! work is criteria^2 / 2 times alternatives.

use super::figures::Figures;
use crate::evaluate::evaluation::Evaluation;
use crate::lp::dot;
use crate::problem::ranking::average_ranks;
use crate::study::lint::examined::Unexamined;
use crate::tolerance::THRESHOLD;
use rayon::prelude::*;

/// From this correlation on, two criteria say nearly the same: less than 4 % of the variance of one
/// is not in the other.
pub const NEARLY_ONE: f64 = 0.98;

/// Among fewer alternatives two unrelated criteria correlate this much too often: at 4 in 1 of 100
/// pairs, at 3 in 1 of 16.
pub const FEWEST_ALIKE: usize = 5;

/// If fewer alternatives differ from the most common pair of values, one odd alternative makes the
/// whole correlation.
pub const FEWEST_APART: usize = 3;

/// Criteria pairs times alternatives; some seconds of work.
const MOST_PRODUCTS: usize = 2_000_000_000;

/// Criteria that say nearly the same: each as one other of them at least.
#[derive(Debug, Clone, PartialEq)]
pub struct Duplicates {
    /// The criteria, as indices into the leaves of the tree.
    pub leaves: Vec<usize>,
    /// Pearson's correlation of their values: the least over such pairs and over the groups.
    pub correlation: f64,
}

/// A pair of leaves, and the least correlation of their values over the groups.
type Pair = (usize, usize, f64);

/// One criterion in one group.
struct Column {
    values: Vec<f64>,
    /// Which values are known; `None` for all.
    known: Option<Vec<bool>>,
    /// Values and ranks with mean 0 and length 1; `None` if not all are known, or all are equal.
    unit: Option<(Vec<f64>, Vec<f64>)>,
}

/// What a group says of two criteria.
enum Said {
    Nothing,
    Alike(f64),
    Different,
}

/// The pairs of criteria with weight that say nearly the same.
pub(super) fn duplicates(
    evaluation: &Evaluation,
    figures: &[Figures],
    unexamined: &mut Vec<Unexamined>,
) -> Vec<Duplicates> {
    let problem = evaluation.problem;
    let weights = &evaluation.weights;
    let greatest = weights.greatest();
    let leaves: Vec<usize> =
        (0..problem.tree.leaves.len()).filter(|leaf| greatest[*leaf] > 0.0).collect();
    // What two criteria measure counts twice where both have weight.
    let both = |set: usize, a: usize, b: usize| {
        weights.of_set(set)[leaves[a]] > 0.0 && weights.of_set(set)[leaves[b]] > 0.0
    };
    let pairs = leaves.len() * leaves.len().saturating_sub(1) / 2;
    let large: Vec<(usize, &Figures)> = figures
        .iter()
        .enumerate()
        .filter(|(_, group)| group.members.len() >= FEWEST_ALIKE)
        .map(|(at, group)| (weights.set_of(at), group))
        .collect();
    let members = large.iter().map(|(_, group)| group.members.len()).sum();
    if pairs.saturating_mul(members) > MOST_PRODUCTS {
        unexamined.push(Unexamined::TooManyPairs);
        return Vec::new();
    }
    let columns = |group: &Figures| -> Vec<Column> {
        leaves
            .par_iter()
            .map(|leaf| column(group, *leaf, |at| problem.is_known(group.members[at], *leaf)))
            .collect()
    };
    let groups: Vec<(usize, Vec<Column>)> =
        large.into_iter().map(|(set, group)| (set, columns(group))).collect();
    let of_first = |a: usize| -> (Vec<Pair>, usize, usize) {
        let (mut found, mut untold, mut together) = (Vec::new(), 0, 0);
        for b in a + 1..leaves.len() {
            if !(0..weights.sets()).any(|set| both(set, a, b)) {
                continue;
            }
            together += 1;
            let mut least: Option<f64> = None;
            let mut looked = false;
            let mut alike = true;
            for (_, group) in groups.iter().filter(|(set, _)| both(*set, a, b)) {
                match compare(&group[a], &group[b]) {
                    None => {}
                    Some(Said::Nothing) => looked = true,
                    Some(Said::Alike(correlation)) => {
                        looked = true;
                        least = Some(least.map_or(correlation, |least| least.min(correlation)));
                    }
                    Some(Said::Different) => {
                        (looked, alike) = (true, false);
                        break;
                    }
                }
            }
            untold += usize::from(!looked);
            if let Some(correlation) = least.filter(|_| alike) {
                found.push((leaves[a], leaves[b], correlation));
            }
        }
        (found, untold, together)
    };
    let found: Vec<(Vec<Pair>, usize, usize)> =
        (0..leaves.len()).into_par_iter().map(of_first).collect();
    let untold: usize = found.iter().map(|(_, untold, _)| untold).sum();
    if untold > 0 {
        let of = found.iter().map(|(_, _, together)| together).sum();
        unexamined.push(Unexamined::Duplicates { pairs: untold, of });
    }
    sets(found.into_iter().flat_map(|(found, ..)| found))
}

/// The pairs by connected set, in the order of the first leaf of each.
fn sets(pairs: impl Iterator<Item = Pair>) -> Vec<Duplicates> {
    let mut out: Vec<Duplicates> = Vec::new();
    for (a, b, correlation) in pairs {
        if let Some(known) =
            out.iter_mut().find(|set| set.leaves.contains(&a) && set.leaves.contains(&b))
        {
            known.correlation = known.correlation.min(correlation);
            continue;
        }
        let mut set = Duplicates { leaves: vec![a, b], correlation };
        out.retain(|other| {
            let meets = other.leaves.contains(&a) || other.leaves.contains(&b);
            if meets {
                set.leaves.extend(&other.leaves);
                set.correlation = set.correlation.min(other.correlation);
            }
            !meets
        });
        set.leaves.sort_unstable();
        set.leaves.dedup();
        out.push(set);
    }
    out.sort_by_key(|set| set.leaves[0]);
    out
}

fn column(group: &Figures, leaf: usize, known: impl Fn(usize) -> bool) -> Column {
    let places = 0..group.members.len();
    let values: Vec<f64> = places.clone().map(|at| group.value(at, leaf)).collect();
    let known: Vec<bool> = places.map(known).collect();
    let all = known.iter().all(|known| *known);
    let unit = if all { units(&values) } else { None };
    Column { values, known: (!all).then_some(known), unit }
}

/// Values and their ranks, each with mean 0 and length 1; `None` if all are equal.
fn units(values: &[f64]) -> Option<(Vec<f64>, Vec<f64>)> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0; values.len()];
    for (place, pair) in order.iter().enumerate() {
        let before = place.checked_sub(1).map(|before| order[before]);
        ranks[*pair] = before
            .filter(|before| values[*before] == values[*pair])
            .map_or(place + 1, |before| ranks[before]);
    }
    Some((unit(values)?, unit(&average_ranks(&ranks))?))
}

fn unit(values: &[f64]) -> Option<Vec<f64>> {
    // In units of the largest first: squares of large figures overflow.
    let most = values.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
    let mean = values.iter().map(|x| x / most).sum::<f64>() / values.len() as f64;
    if values.iter().all(|x| *x == values[0]) {
        return None;
    }
    let centred: Vec<f64> = values.iter().map(|x| x / most - mean).collect();
    let length = centred.iter().map(|x| x * x).sum::<f64>().sqrt();
    (length > 0.0 && length.is_finite()).then(|| centred.iter().map(|x| x / length).collect())
}

/// What a group says of two criteria; `None` if too few alternatives have both known.
fn compare(a: &Column, b: &Column) -> Option<Said> {
    if a.known.is_none() && b.known.is_none() {
        return Some(alike(&a.values, &b.values, a.unit.as_ref(), b.unit.as_ref()));
    }
    let known = |column: &Column, at: usize| column.known.as_ref().is_none_or(|known| known[at]);
    let both: Vec<usize> =
        (0..a.values.len()).filter(|at| known(a, *at) && known(b, *at)).collect();
    if both.len() < FEWEST_ALIKE {
        return None;
    }
    let of = |column: &Column| both.iter().map(|at| column.values[*at]).collect::<Vec<f64>>();
    let (a, b) = (of(a), of(b));
    // Ranks take a sort, and most pairs are settled without.
    Some(match (unit(&a), unit(&b)) {
        (Some(unit_a), Some(unit_b)) if reaches(dot(&unit_a, &unit_b)) => {
            alike(&a, &b, units(&a).as_ref(), units(&b).as_ref())
        }
        (None, None) => Said::Nothing,
        _ => Said::Different,
    })
}

type Units = (Vec<f64>, Vec<f64>);

/// Whether a correlation says nearly the same; the rounding of a sum of squares may not decide.
fn reaches(correlation: f64) -> bool {
    correlation >= NEARLY_ONE - THRESHOLD
}

fn alike(a: &[f64], b: &[f64], unit_a: Option<&Units>, unit_b: Option<&Units>) -> Said {
    let (unit_a, unit_b) = match (unit_a, unit_b) {
        (None, None) => return Said::Nothing,
        (Some(a), Some(b)) => (a, b),
        _ => return Said::Different,
    };
    let correlation = dot(&unit_a.0, &unit_b.0).min(1.0);
    if reaches(correlation) && reaches(dot(&unit_a.1, &unit_b.1)) && apart(a, b) >= FEWEST_APART {
        Said::Alike(correlation)
    } else {
        Said::Different
    }
}

/// How many alternatives differ from the most common pair of values.
fn apart(a: &[f64], b: &[f64]) -> usize {
    let mut pairs: Vec<[u64; 2]> =
        a.iter().zip(b).map(|(a, b)| [a.to_bits(), b.to_bits()]).collect();
    pairs.sort_unstable();
    let most = pairs.chunk_by(|a, b| a == b).map(<[_]>::len).max().unwrap_or(0);
    pairs.len() - most
}
