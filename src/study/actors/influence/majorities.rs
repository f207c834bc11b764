//! Who wins most pairs, less those lost, as the share of one actor goes from 0 to 1.

use super::interval::{InfluenceInterval, merged};
use crate::tolerance::{SAME_INFLUENCE, TIE};

/// Groups with more alternatives are not followed by majorities. Each may turn at a share of its
/// own, and who is first there is counted anew: the time grows with the cube of the alternatives.
pub(super) const MOST_ALTERNATIVES: usize = 300;

/// Of an actor with more of all influence than this, the margins of the others are summed one by
/// one: as what is left of all margins without its own they would lose digits.
const NEARLY_ALL: f64 = 0.9;

/// The margins of all pairs a < b, by a and then b, at the present influence of all who rank: the
/// shares of those who have a ahead, less the shares of those who have b ahead. `ranks` is by actor.
pub(super) fn margins(ranks: &[Vec<usize>], shares: &[f64]) -> Vec<f64> {
    let m = ranks.first().map_or(0, Vec::len);
    let margin = |a: usize, b: usize| -> f64 {
        ranks.iter().zip(shares).map(|(ranks, share)| share * lead(ranks, a, b)).sum()
    };
    (0..m).flat_map(|a| (a + 1..m).map(move |b| (a, b))).map(|(a, b)| margin(a, b)).collect()
}

/// 1 where a ranking has a ahead of b, -1 where behind, and 0 for a tie.
fn lead(ranks: &[usize], a: usize, b: usize) -> f64 {
    sign(ranks[b] as f64 - ranks[a] as f64)
}

/// A pair whose majority turns.
struct Turn {
    /// The share at which it is even.
    share: f64,
    /// Who wins it from there on, and who has won it before.
    winner: usize,
    loser: usize,
}

/// The intervals of the share of an actor with those that have the greatest Copeland score, and
/// those that have it at the present share. `ranks` is by actor who ranks, `margins` are those of
/// [`margins`], and `others` the shares of the others where this actor has none.
///
/// The margin of a over b is (1 - t) M + t s, where M is the margin among the others and s is 1, 0 or
/// -1 as the actor has a ahead, tied or behind. So it turns at most once, at t = -M / (s - M). With
/// the present share p and the present margin P of all, M = (P - p s) / (1 - p).
pub(super) fn leaders_by_majority(
    ranks: &[Vec<usize>],
    margins: &[f64],
    actor: usize,
    others: &[f64],
    present: f64,
) -> (Vec<InfluenceInterval>, Vec<usize>) {
    let m = ranks[actor].len();
    let (mut points, mut at_present) = (vec![0_i64; m], vec![0_i64; m]);
    let mut turns: Vec<Turn> = Vec::new();
    let mut of_all = margins.iter();
    for a in 0..m {
        for b in a + 1..m {
            let own = lead(&ranks[actor], a, b);
            let sum: f64 = match of_all.next() {
                Some(all) if present <= NEARLY_ALL => (all - present * own) / (1.0 - present),
                _ => ranks.iter().zip(others).map(|(it, share)| share * lead(it, a, b)).sum(),
            };
            let sum = if sum.abs() <= TIE { 0.0 } else { sum };
            // Just above 0 the others decide, or the actor where they are even.
            let before = if sum == 0.0 { own } else { sign(sum) };
            add(&mut points, a, b, before);
            let now = (1.0 - present) * sum + present * own;
            add(&mut at_present, a, b, if now.abs() <= TIE { 0.0 } else { sign(now) });
            if sum * own < 0.0 {
                let share = -sum / (own - sum);
                let (winner, loser) = if own > 0.0 { (a, b) } else { (b, a) };
                turns.push(Turn { share, winner, loser });
            }
        }
    }
    turns.sort_by(|a, b| a.share.total_cmp(&b.share));
    let mut intervals = Vec::new();
    let mut from = 0.0;
    let mut first = best(&points);
    for turned in turns.chunk_by(|a, b| b.share - a.share <= SAME_INFLUENCE) {
        let share = turned[0].share;
        // At the share itself these pairs are even; from there on they are the other's.
        for turn in turned {
            points[turn.winner] += 1;
            points[turn.loser] -= 1;
        }
        let there = best(&points);
        for turn in turned {
            points[turn.winner] += 1;
            points[turn.loser] -= 1;
        }
        let next = best(&points);
        intervals.push(InfluenceInterval { from, to: share, first: first.clone() });
        if !there.iter().any(|at| first.contains(at) || next.contains(at)) {
            intervals.push(InfluenceInterval { from: share, to: share, first: there });
        }
        (from, first) = (share, next);
    }
    intervals.push(InfluenceInterval { from, to: 1.0, first });
    (merged(intervals), best(&at_present))
}

/// 1 above 0, -1 below it, and 0 for 0.
fn sign(x: f64) -> f64 {
    if x > 0.0 {
        1.0
    } else if x < 0.0 {
        -1.0
    } else {
        0.0
    }
}

/// Count a pair: won by `a` where `sign` is above 0.
fn add(points: &mut [i64], a: usize, b: usize, sign: f64) {
    let won = i64::from(sign > 0.0) - i64::from(sign < 0.0);
    points[a] += won;
    points[b] -= won;
}

/// Those with the most points.
fn best(points: &[i64]) -> Vec<usize> {
    let most = points.iter().max();
    (0..points.len()).filter(|at| points.get(*at) == most).collect()
}
