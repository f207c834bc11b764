//! How alike two rankings of the same alternatives are, in four numbers.
//!
//! Ranks count from 1, the best; who ties has the average of the ranks they share. A ranking in
//! which all tie orders nothing, so nothing can agree or disagree with it: every coefficient is
//! then `None`, as it is for fewer than two alternatives.

/// The four coefficients of two rankings.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Coefficients {
    /// See [`spearman`].
    pub spearman: Option<f64>,
    /// See [`kendall`].
    pub kendall: Option<f64>,
    /// See [`weighted_spearman`].
    pub weighted_spearman: Option<f64>,
    /// See [`ws`]; the first ranking is the reference.
    pub ws: Option<f64>,
}

impl Coefficients {
    /// Those of two rankings as [`average_ranks`](crate::problem::ranking::average_ranks) gives
    /// them.
    pub fn of(x: &[f64], y: &[f64]) -> Coefficients {
        Coefficients {
            spearman: spearman(x, y),
            kendall: kendall(x, y),
            weighted_spearman: weighted_spearman(x, y),
            ws: ws(x, y),
        }
    }
}

/// Whether both rankings put at least one alternative ahead of another.
fn both_order(x: &[f64], y: &[f64]) -> bool {
    let orders = |ranks: &[f64]| ranks.iter().any(|rank| *rank != ranks[0]);
    x.len() == y.len() && orders(x) && orders(y)
}

/// Spearman's rho: the correlation of the ranks, rho = cov(x, y) / (sd(x) sd(y)). From -1 (the
/// reverse order) to 1 (the same order); symmetric. Spearman 1904, doi:10.2307/1412159; with
/// average ranks for ties, Kendall 1945, doi:10.1093/biomet/33.3.239.
pub fn spearman(x: &[f64], y: &[f64]) -> Option<f64> {
    if !both_order(x, y) {
        return None;
    }
    // Average ranks always have this mean.
    let mean = (x.len() as f64 + 1.0) / 2.0;
    let sum =
        |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| (a - mean) * (b - mean)).sum::<f64>();
    Some((sum(x, y) / (sum(x, x) * sum(y, y)).sqrt()).clamp(-1.0, 1.0))
}

/// Kendall's tau-b: (C - D) / sqrt((P - Tx) (P - Ty)), with C pairs in the same order, D in the
/// reverse, P all pairs, and Tx, Ty the pairs tied in x, in y. From -1 to 1; symmetric. Kendall
/// 1945, doi:10.1093/biomet/33.3.239; counted in the way of Knight 1966,
/// doi:10.1080/01621459.1966.10480879 (sorted by x, the pairs that a merge sort of y turns round
/// are D).
pub fn kendall(x: &[f64], y: &[f64]) -> Option<f64> {
    if !both_order(x, y) {
        return None;
    }
    let n = x.len();
    let order = by_both(x, y);
    let pairs = |n: usize| n as u64 * (n as u64).saturating_sub(1) / 2;
    let tied_x: u64 = order.chunk_by(|a, b| x[*a] == x[*b]).map(|run| pairs(run.len())).sum();
    let tied_both: u64 =
        order.chunk_by(|a, b| x[*a] == x[*b] && y[*a] == y[*b]).map(|run| pairs(run.len())).sum();
    let mut sorted: Vec<f64> = order.iter().map(|at| y[*at]).collect();
    let discordant = turned(&mut sorted);
    let tied_y: u64 = sorted.chunk_by(|a, b| a == b).map(|run| pairs(run.len())).sum();
    let concordant = pairs(n) + tied_both - tied_x - tied_y - discordant;
    let free = |tied: u64| (pairs(n) - tied) as f64;
    Some(
        ((concordant as f64 - discordant as f64) / (free(tied_x) * free(tied_y)).sqrt())
            .clamp(-1.0, 1.0),
    )
}

/// How many pairs of alternatives two rankings put in opposite orders: the D of [`kendall`]. A pair
/// that either of them ties is none. The rankings have the same length.
pub fn opposed(x: &[f64], y: &[f64]) -> u64 {
    turned(&mut by_both(x, y).into_iter().map(|at| y[at]).collect::<Vec<_>>())
}

/// The alternatives sorted by x, those that tie there by y.
fn by_both(x: &[f64], y: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..x.len().min(y.len())).collect();
    order.sort_by(|a, b| x[*a].total_cmp(&x[*b]).then(y[*a].total_cmp(&y[*b])));
    order
}

/// Sorts and says how many pairs stood in the wrong order.
fn turned(values: &mut [f64]) -> u64 {
    let middle = values.len() / 2;
    if middle == 0 {
        return 0;
    }
    let mut count = turned(&mut values[..middle]) + turned(&mut values[middle..]);
    let (left, right) = (values[..middle].to_vec(), values[middle..].to_vec());
    let (mut i, mut j) = (0, 0);
    for place in values.iter_mut() {
        // A tie is not turned.
        if j == right.len() || i < left.len() && left[i] <= right[j] {
            *place = left[i];
            i += 1;
        } else {
            *place = right[j];
            j += 1;
            count += (left.len() - i) as u64;
        }
    }
    count
}

/// The weighted rank measure of Pinto da Costa & Soares 2005, doi:10.1111/j.1467-842X.2005.00413.x,
/// in which a difference counts the more the nearer to the top it is: r_w = 1 - 6 sum of (x - y)^2
/// ((n - x + 1) + (n - y + 1)) / (n^4 + n^3 - n^2 - n). From -1 to 1 for orders without ties;
/// symmetric. Ties have average ranks; the formula has no correction for them.
pub fn weighted_spearman(x: &[f64], y: &[f64]) -> Option<f64> {
    if !both_order(x, y) {
        return None;
    }
    let n = x.len() as f64;
    let sum: f64 =
        x.iter().zip(y).map(|(x, y)| (x - y) * (x - y) * ((n - x + 1.0) + (n - y + 1.0))).sum();
    Some(1.0 - 6.0 * sum / (n * (n + 1.0) * (n + 1.0) * (n - 1.0)))
}

/// The WS coefficient of Salabun & Urbaniak 2020, doi:10.1007/978-3-030-50417-5_47: WS = 1 - sum of
/// 2^-x |x - y| / max(|1 - x|, |n - x|). Above 0, up to 1 for the same order. Not symmetric: x is
/// the reference, whose top counts most (its first half, its second a quarter ...). Ties have
/// average ranks.
pub fn ws(x: &[f64], y: &[f64]) -> Option<f64> {
    if !both_order(x, y) {
        return None;
    }
    let n = x.len() as f64;
    let term = |(x, y): (&f64, &f64)| (-x).exp2() * (x - y).abs() / (x - 1.0).max(n - x);
    Some(1.0 - x.iter().zip(y).map(term).sum::<f64>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::ranking::average_ranks;
    use approx::assert_relative_eq;

    /// The pairs counted one by one.
    fn kendall_by_pairs(x: &[f64], y: &[f64]) -> f64 {
        let sign = |a: f64, b: f64| f64::from(i8::from(a > b) - i8::from(a < b));
        let mut sums = [0.0; 3];
        for i in 0..x.len() {
            for j in 0..i {
                let (s, t) = (sign(x[i], x[j]), sign(y[i], y[j]));
                sums = [sums[0] + s * t, sums[1] + s * s, sums[2] + t * t];
            }
        }
        sums[0] / (sums[1] * sums[2]).sqrt()
    }

    #[test]
    fn opposed_pairs_by_hand() {
        // Of six pairs (1, 2), (1, 3) and (1, 4) are turned round, and (2, 3) is a tie in y.
        let x = [1.0, 2.0, 3.0, 4.0];
        assert_eq!(opposed(&x, &[4.0, 1.5, 1.5, 3.0]), 3);
        // What x ties is no pair either.
        assert_eq!(opposed(&[1.5, 1.5, 3.0, 4.0], &[4.0, 1.5, 1.5, 3.0]), 2);
        assert_eq!(opposed(&[], &[]), 0);
    }

    #[test]
    fn pairs_by_sorting_are_pairs_one_by_one() {
        let mut state = 1u64;
        for n in 2..40 {
            let mut ranks = || -> Vec<f64> {
                let drawn: Vec<usize> = (0..n)
                    .map(|_| {
                        state = state
                            .wrapping_mul(6_364_136_223_846_793_005)
                            .wrapping_add(1_442_695_040_888_963_407);
                        (state >> 40) as usize % (n / 2 + 2)
                    })
                    .collect();
                average_ranks(&drawn)
            };
            let (x, y) = (ranks(), ranks());
            if let Some(tau) = kendall(&x, &y) {
                assert_relative_eq!(tau, kendall_by_pairs(&x, &y), epsilon = 1e-12);
            }
        }
    }
}
