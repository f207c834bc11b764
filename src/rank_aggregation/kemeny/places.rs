//! The best and the worst place of each alternative over all orders.

use super::component::Solved;
use super::splice::Positions;

/// The choices of an order for each component, times the square of the number of alternatives, are
/// gone through up to this.
const MOST_WORK: usize = 2_000_000;

/// The best and the worst place of each, from 1; `None` where something is not proved and where there
/// are too many choices of orders to go through.
pub(super) fn places(
    components: &[Vec<usize>],
    solved: &[Solved],
    of: &Positions,
    is_ahead: &dyn Fn(usize, usize) -> bool,
) -> Option<Vec<(usize, usize)>> {
    let m = of.len();
    let own: Vec<&Vec<(usize, usize)>> =
        solved.iter().map(|solved| solved.places.as_ref()).collect::<Option<_>>()?;
    let is_settled = |a: usize, b: usize| of[a].0 == of[b].0 || is_ahead(a, b) || is_ahead(b, a);
    if (0..m).all(|a| (a + 1..m).all(|b| is_settled(a, b))) {
        // One component stands behind the other.
        let mut out = vec![(0, 0); m];
        let mut before = 1;
        for (members, own) in components.iter().zip(own) {
            for (a, (best, worst)) in members.iter().zip(own) {
                out[*a] = (before + best, before + worst);
            }
            before += members.len();
        }
        return Some(out);
    }
    if solved.iter().any(|solved| !solved.all) {
        return None;
    }
    let choices = solved.iter().try_fold(1_usize, |product, solved| {
        product.checked_mul(solved.orders.len()).filter(|choices| *choices <= MOST_WORK)
    })?;
    if choices > 1 && choices.saturating_mul(m * m) > MOST_WORK {
        return None;
    }
    let mut out = vec![(m, 1); m];
    for choice in 0..choices {
        let mut rest = choice;
        let orders: Vec<&Vec<usize>> = solved
            .iter()
            .map(|solved| {
                let at = rest % solved.orders.len();
                rest /= solved.orders.len();
                &solved.orders[at]
            })
            .collect();
        let mut next = vec![None; m];
        for (members, order) in components.iter().zip(orders) {
            for pair in order.windows(2) {
                next[members[pair[0]]] = Some(members[pair[1]]);
            }
        }
        let leads = |a: usize, b: usize| next[a] == Some(b) || is_ahead(a, b);
        for (a, (ahead, behind)) in ahead_and_behind(m, &leads).into_iter().enumerate() {
            out[a] = (out[a].0.min(1 + ahead), out[a].1.max(m - behind));
        }
    }
    Some(out)
}

/// In a relation without circles: how many must stand ahead of each and how many behind, directly or
/// by way of others. In some order all others stand on the other side.
fn ahead_and_behind(m: usize, leads: &dyn Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    let words = m.div_ceil(64);
    let mut ancestors = vec![0_u64; m * words];
    let mut waiting: Vec<usize> =
        (0..m).map(|b| (0..m).filter(|a| leads(*a, b)).count()).collect();
    let mut ready: Vec<usize> = (0..m).filter(|a| waiting[*a] == 0).collect();
    let mut out = vec![(0, 0); m];
    while let Some(a) = ready.pop() {
        let own = ancestors[a * words..(a + 1) * words].to_vec();
        for b in (0..m).filter(|b| own[b / 64] >> (b % 64) & 1 == 1) {
            out[a].0 += 1;
            out[b].1 += 1;
        }
        for b in (0..m).filter(|b| leads(a, *b)) {
            for (word, own) in ancestors[b * words..(b + 1) * words].iter_mut().zip(&own) {
                *word |= own;
            }
            ancestors[b * words + a / 64] |= 1 << (a % 64);
            waiting[b] -= 1;
            if waiting[b] == 0 {
                ready.push(b);
            }
        }
    }
    out
}
