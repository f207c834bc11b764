//! The nearest weights by the sum or the largest of |w'_j - w_j| for one rival and no constraints,
//! without a linear program.
//!
//! With d_j the challenger's value less the rival's, weights must gain `-d . w`. By the sum, the
//! cheapest gain takes weight from the criterion with the least d and gives it to the one with the
//! greatest, then from the next. By the largest change, no weight moves by more than some delta:
//! the criteria with the greatest d get delta more, those with the least d give up delta or all
//! they have, and one in between makes the sums equal. The gain grows with delta, so the least
//! delta that is enough is found by bisection, to the last digit.
//!
//! Where two criteria with equal d could change places, more than one point is nearest. These are
//! left to the programs of [`super::distance`], whose rules choose one.

use crate::study::stability::norm::Norm;

/// Values of d no farther apart than this are one, on rows whose largest entry over all rivals
/// is 1.
const SAME: f64 = 1e-9;

/// The only nearest weights at which `row . w' >= 0`. `None` where this way does not tell: there
/// may be several, or none, or the weights given may do already.
pub(super) fn nearest(row: &[f64], w: &[f64], norm: Norm) -> Option<Vec<f64>> {
    let needed = -row.iter().zip(w).map(|(d, w)| d * w).sum::<f64>();
    if needed <= 0.0 {
        return None;
    }
    let mut order: Vec<usize> = (0..row.len()).collect();
    order.sort_by(|a, b| row[*b].total_cmp(&row[*a]));
    match norm {
        Norm::L1 => least_sum(row, w, &order, needed),
        Norm::Linf => least_largest(row, w, &order, needed),
        Norm::Ratio => None,
    }
}

/// `order` has the criteria by falling d.
fn least_sum(row: &[f64], w: &[f64], order: &[usize], needed: f64) -> Option<Vec<f64>> {
    let (best, others) = order.split_first()?;
    if others.first().is_some_and(|next| row[*best] - row[*next] <= SAME) {
        return None;
    }
    let donors: Vec<usize> = others.iter().rev().copied().filter(|j| w[*j] > 0.0).collect();
    let (mut out, mut left) = (w.to_vec(), needed);
    for (at, j) in donors.iter().enumerate() {
        let gain = row[*best] - row[*j];
        let part = left / gain;
        let same = |other: Option<&usize>| {
            other.is_some_and(|other| (row[*other] - row[*j]).abs() <= SAME)
        };
        if part <= w[*j] {
            if same(at.checked_sub(1).and_then(|at| donors.get(at))) || same(donors.get(at + 1)) {
                return None;
            }
            out[*j] -= part;
            out[*best] += part;
            return Some(out);
        }
        out[*best] += w[*j];
        out[*j] = 0.0;
        left -= w[*j] * gain;
    }
    None
}

/// `order` has the criteria by falling d.
fn least_largest(row: &[f64], w: &[f64], order: &[usize], needed: f64) -> Option<Vec<f64>> {
    let gain = |delta: f64| changed(row, w, order, delta).0;
    let (mut low, mut high) = (0.0, 1.0);
    if gain(high) < needed {
        return None;
    }
    loop {
        let middle = (low + high) / 2.0;
        if middle <= low || middle >= high {
            break;
        }
        if gain(middle) < needed { low = middle } else { high = middle }
    }
    let (_, at, changes) = changed(row, w, order, high);
    let neighbours =
        [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| order.get(at));
    if neighbours.into_iter().any(|other| (row[*other] - row[order[at]]).abs() <= SAME) {
        return None;
    }
    Some(w.iter().zip(changes).map(|(w, change)| (w + change).max(0.0)).collect())
}

/// The largest gain if no weight moves by more than delta; the place in the order of the criterion
/// that makes the sums equal; the changes.
fn changed(row: &[f64], w: &[f64], order: &[usize], delta: f64) -> (f64, usize, Vec<f64>) {
    let mut changes: Vec<f64> = w.iter().map(|w| -w.min(delta)).collect();
    let mut left: f64 = changes.iter().map(|change| -change).sum();
    let mut between = order.len() - 1;
    for (at, j) in order.iter().enumerate() {
        let room = delta - changes[*j];
        if left <= room {
            changes[*j] += left;
            between = at;
            break;
        }
        changes[*j] = delta;
        left -= room;
    }
    let gain = row.iter().zip(&changes).map(|(d, change)| d * change).sum();
    (gain, between, changes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::rng::{uniform, value};
    use crate::lp::{Program, Relation, Row};

    /// The least distance, by a program of its own.
    fn by_program(row: &[f64], w: &[f64], norm: Norm) -> f64 {
        let n = w.len();
        let mut program = Program { bounds: vec![(0.0, 1.0); 2 * n + 1], rows: Vec::new() };
        let spread = |of: &dyn Fn(usize) -> f64| -> Vec<f64> {
            (0..n).map(of).chain((0..n).map(|j| -of(j))).chain([0.0]).collect()
        };
        let mut add = |coefficients, relation, bound| {
            program.rows.push(Row { coefficients, relation, bound })
        };
        add(spread(&|_| 1.0), Relation::Equal, 0.0);
        add(
            spread(&|j| row[j]),
            Relation::AtLeast,
            -row.iter().zip(w).map(|(d, w)| d * w).sum::<f64>(),
        );
        for (j, weight) in w.iter().enumerate() {
            add(spread(&|other| f64::from(u8::from(other == j))), Relation::AtLeast, -weight);
        }
        for at in 0..2 * n {
            let mut below = vec![0.0; 2 * n + 1];
            (below[at], below[2 * n]) = (1.0, -1.0);
            add(below, Relation::AtMost, 0.0);
        }
        let mut objective = vec![if norm == Norm::L1 { 1.0 } else { 0.0 }; 2 * n + 1];
        objective[2 * n] = if norm == Norm::L1 { 0.0 } else { 1.0 };
        let x = program.minimise(&objective).unwrap();
        x.iter().zip(&objective).map(|(x, c)| x * c).sum()
    }

    #[test]
    fn as_near_as_a_linear_program_gets() {
        let mut found = 0;
        for case in 0..400u64 {
            let n = 2 + (case % 6) as usize;
            let draw = |j: usize, of: u64| uniform(value(11, case, j as u64, of));
            let row: Vec<f64> = (0..n).map(|j| draw(j, 0) * 2.0 - 1.2).collect();
            let raw: Vec<f64> =
                (0..n).map(|j| if draw(j, 1) < 0.2 { 0.0 } else { draw(j, 2) }).collect();
            let sum: f64 = raw.iter().sum();
            let w: Vec<f64> = raw.iter().map(|x| x / sum).collect();
            let base: f64 = row.iter().zip(&w).map(|(d, w)| d * w).sum();
            let can = row.iter().any(|d| *d > 0.0);
            if sum == 0.0 || base >= 0.0 {
                continue;
            }
            for norm in [Norm::L1, Norm::Linf] {
                let Some(weights) = nearest(&row, &w, norm) else {
                    assert!(!can, "{row:?} {w:?}");
                    continue;
                };
                found += 1;
                assert!(
                    (weights.iter().sum::<f64>() - 1.0).abs() < 1e-12
                        && weights.iter().all(|w| *w >= 0.0)
                );
                assert!(row.iter().zip(&weights).map(|(d, w)| d * w).sum::<f64>() >= -1e-12);
                let (own, least) = (norm.distance(&w, &weights), by_program(&row, &w, norm));
                assert!((own - least).abs() < 1e-8, "{own} {least} {norm:?} {row:?} {w:?}");
            }
        }
        assert!(found > 200, "{found}");
    }

    #[test]
    fn equal_criteria_are_left_to_the_rules() {
        // Either of the first two could take what the third gives up.
        assert_eq!(nearest(&[1.0, 1.0, -1.0], &[0.2, 0.2, 0.6], Norm::L1), None);
        assert_eq!(nearest(&[1.0, 1.0, -1.0], &[0.2, 0.2, 0.6], Norm::Linf), None);
        assert_eq!(nearest(&[1.0, -1.0, -1.0], &[0.2, 0.4, 0.4], Norm::L1), None);
        // By hand: 0.1 moves from the second to the first, and both gain and loss count.
        let weights = nearest(&[1.0, -1.0], &[0.4, 0.6], Norm::L1).unwrap();
        assert!((weights[0] - 0.5).abs() < 1e-15 && (weights[1] - 0.5).abs() < 1e-15);
    }
}
