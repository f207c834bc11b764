//! The outputs of a draw: the scores of a group, its ranks and who is first.
//!
//! Outputs lie one after the other: n scores, n ranks, n shares of first place. Scores are sorted
//! and parted where the gap between neighbours exceeds eps = 1e-10 times the largest |score|; a
//! part over the ranks r .. r + k - 1 is tied: each of its k has their mean, and where r = 1 the
//! share 1/k of first place.

use crate::tolerance::TIE;

/// Fill in ranks and firsts from the scores.
pub(super) fn rank_all(outputs: &mut [f64], order: &mut Vec<usize>) {
    let n = outputs.len() / 3;
    let (scores, rest) = outputs.split_at_mut(n);
    let (ranks, firsts) = rest.split_at_mut(n);
    order.clear();
    order.extend(0..n);
    order.sort_unstable_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
    let eps = TIE * scores.iter().fold(0.0, |most: f64, score| most.max(score.abs()));
    let mut start = 0;
    while start < n {
        let mut end = start + 1;
        while end < n && scores[order[end - 1]] - scores[order[end]] <= eps {
            end += 1;
        }
        for at in &order[start..end] {
            ranks[*at] = (start + 1 + end) as f64 / 2.0;
            firsts[*at] = if start == 0 { 1.0 / end as f64 } else { 0.0 };
        }
        start = end;
    }
}

/// The largest |score| and the best score of outputs.
pub(super) fn extent(outputs: &[f64]) -> (f64, f64) {
    let scores = &outputs[..outputs.len() / 3];
    scores.iter().fold((0.0, f64::NEG_INFINITY), |(most, top): (f64, f64), score| {
        (most.max(score.abs()), top.max(*score))
    })
}

/// The same where only the alternatives `moved` have another score than in `base`, whose ranks and
/// [`extent`] are known: each passes others, and no sort is needed. A rank is 1 + those ahead +
/// half of those tied.
pub(super) fn rank_moved(
    outputs: &mut [f64],
    base: &[f64],
    (most, best): (f64, f64),
    moved: &[usize],
) {
    let n = base.len() / 3;
    let (scores, rest) = outputs.split_at_mut(n);
    let (ranks, firsts) = rest.split_at_mut(n);
    let (old, old_ranks, old_firsts) = (&base[..n], &base[n..2 * n], &base[2 * n..]);
    let eps = TIE * moved.iter().fold(most, |most, at| most.max(scores[*at].abs()));
    ranks.copy_from_slice(old_ranks);
    for at in moved {
        let (from, to) = (old[*at], scores[*at]);
        for (rank, other) in ranks.iter_mut().zip(&*scores) {
            *rank += ahead(to, *other, eps) - ahead(from, *other, eps);
        }
    }
    for at in moved {
        let own = scores[*at];
        // Twice those ahead and once those level, itself among these.
        let halves: u32 = scores
            .iter()
            .map(|other| u32::from(other - own > eps) + u32::from(other - own >= -eps))
            .sum();
        ranks[*at] = 0.5 + 0.5 * f64::from(halves);
    }
    // Nobody left the top, and nobody came near it.
    if moved.iter().all(|at| old_firsts[*at] == 0.0 && scores[*at] < best - eps) {
        firsts.copy_from_slice(old_firsts);
        return;
    }
    let top = scores.iter().fold(f64::NEG_INFINITY, |most: f64, score| most.max(*score)) - eps;
    let leaders = scores.iter().filter(|score| **score >= top).count() as f64;
    firsts
        .iter_mut()
        .zip(scores)
        .for_each(|(first, score)| *first = if *score >= top { 1.0 / leaders } else { 0.0 });
}

/// 1 if x is ahead of y, 1/2 if they are level, else 0.
#[inline(always)]
fn ahead(x: f64, y: f64, eps: f64) -> f64 {
    let score_difference = x - y;
    0.5 * (f64::from(u8::from(score_difference > eps))
        + f64::from(u8::from(score_difference >= -eps)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::rng::{uniform, value};

    #[test]
    fn moving_some_is_ranking_all() {
        let mut order = Vec::new();
        for case in 0..2000 {
            let number = |k: u64| uniform(value(5, case, 0, k));
            let n = 2 + (number(0) * 9.0) as usize;
            // On five levels, so that ties are many.
            let level = |k: u64| (number(k) * 5.0).floor() / 3.0;
            let mut base = vec![0.0; 3 * n];
            (0..n).for_each(|i| base[i] = level(10 + i as u64));
            rank_all(&mut base, &mut order);
            assert!((base[2 * n..].iter().sum::<f64>() - 1.0).abs() < 1e-12);
            assert_eq!(base[n..2 * n].iter().sum::<f64>(), (n * (n + 1)) as f64 / 2.0);
            let moved: Vec<usize> = (0..n).filter(|i| number(40 + *i as u64) < 0.3).collect();
            let mut fast = base.clone();
            moved.iter().for_each(|i| fast[*i] = level(60 + *i as u64));
            let mut slow = fast.clone();
            rank_moved(&mut fast, &base, extent(&base), &moved);
            rank_all(&mut slow, &mut order);
            assert_eq!(fast, slow);
        }
    }
}
