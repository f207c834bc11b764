//! The exact share of the simplex on one side of a plane d . w = 0.
//!
//! With w uniform on {w >= 0, sum of w = 1} and e_1 .. e_n independent exponentials, w_j = e_j /
//! (sum of e), so d . w > 0 exactly where the positive coefficients' sum of d_j e_j exceeds the
//! negative ones' sum of |d_j| e_j. Lay both sums out as lengths, term by term: of two terms with
//! means x and a, the first is the longer with probability x / (x + a), and by what it is longer is
//! again exponential with mean x. So, with P(i, j) the probability that the positive terms from i
//! on exceed the negative ones from j on,
//!
//! ```text
//! P(i, j) = x_i / (x_i + a_j) P(i, j + 1) + a_j / (x_i + a_j) P(i + 1, j),   P(., none) = 1,   P(none, .) = 0
//! ```
//!
//! These are the volumes that Varsi 1973, Pacific J. Math. 46(1), 303-314, and Ali 1973, Pacific J.
//! Math. 48(2), 313-322, compute by recursions over the same pairs. All terms here are positive and
//! nothing is subtracted: equal or nearly equal coefficients do no harm, and each of at most n
//! steps adds a rounding or two.

/// The shares of the uniform simplex where d . w > 0 and where d . w = 0: (ahead, tied). Tied is 1
/// if all coefficients are 0, else 0.
///
/// For two alternatives with scores linear in weights and d the difference of their values, `ahead`
/// is the share of weights for which the first has the higher score. About n^2 / 4 steps.
/// Coefficients are finite. Of no coefficients, all are 0.
pub fn share(d: &[f64]) -> (f64, f64) {
    if d.iter().all(|d| *d == 0.0) { (0.0, 1.0) } else { (ahead(d, None), 0.0) }
}

/// The mean of the weights w over the part of the uniform simplex where d . w > 0; `None` if that
/// part is empty.
///
/// Weighting by w_j turns the uniform distribution into the one whose j-th exponential comes twice,
/// and the mean of w_j is 1/n: so the mean over the part is share(d with d_j twice) / (n share(d)).
/// Coefficients are finite.
pub fn mean(d: &[f64]) -> Option<Vec<f64>> {
    let share = ahead(d, None);
    (share > 0.0)
        .then(|| (0..d.len()).map(|j| ahead(d, Some(d[j])) / (d.len() as f64 * share)).collect())
}

/// The share ahead for the coefficients `d` and one more.
fn ahead(d: &[f64], more: Option<f64>) -> f64 {
    let all = || d.iter().copied().chain(more);
    let positive: Vec<f64> = all().filter(|d| *d > 0.0).collect();
    let negative: Vec<f64> = all().filter(|d| *d < 0.0).map(|d| -d).collect();
    if positive.is_empty() {
        return 0.0;
    }
    // P(i, .) for the i at hand, from the last i back; row[j] is P(i, j), the end of it P(i,
    // none) = 1.
    let mut row = vec![0.0; negative.len() + 1];
    *row.last_mut().expect("one at least") = 1.0;
    for x in positive.iter().rev() {
        for j in (0..negative.len()).rev() {
            let a = negative[j];
            // Each ratio by itself, so that neither size nor closeness of the two matters.
            row[j] = row[j + 1] / (1.0 + a / x) + row[j] / (1.0 + x / a);
        }
    }
    row[0].min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{Sampler, SimplexSampler, rng};

    fn random(k: &mut u64) -> f64 {
        *k += 1;
        rng::uniform(rng::value(3, *k, 0, 0))
    }

    #[test]
    fn closed_forms_of_two_and_three_weights() {
        let mut k = 0;
        for _ in 0..1000 {
            let [x, y, a] = std::array::from_fn(|_| random(&mut k));
            // On the segment w_1 x > (1 - w_1) a; in the triangle the corner cut off has sides
            // x/(x+a) and y/(y+a) where one is negative.
            assert!((share(&[x, -a]).0 - x / (x + a)).abs() < 1e-15);
            let cut = a / (x + a) * (a / (y + a));
            assert!((share(&[x, -a, y]).0 - (1.0 - cut)).abs() < 1e-15);
            assert!((share(&[-x, a, -y]).0 - cut).abs() < 1e-15);
        }
        assert_eq!(share(&[0.0, 0.0]), (0.0, 1.0));
        assert_eq!(share(&[]), (0.0, 1.0));
        assert_eq!(share(&[0.0, 1.0]), (1.0, 0.0));
        assert_eq!(share(&[0.0, -1.0]), (0.0, 0.0));
        assert_eq!(share(&[1.0, -1.0, 0.0]), (0.5, 0.0));
        assert_eq!(mean(&[0.0, -1.0]), None);
        // A third of the triangle's far corner: w_1 > w_2 has the mean (1/2, 1/6, 1/3).
        let means = mean(&[1.0, -1.0, 0.0]).unwrap();
        assert!(
            means.iter().zip([0.5, 1.0 / 6.0, 1.0 / 3.0]).all(|(m, e)| (m - e).abs() < 1e-15),
            "{means:?}"
        );
    }

    /// Fractions of 128 bits.
    #[derive(Clone, Copy)]
    struct Fraction(i128, i128);

    impl Fraction {
        fn reduced(p: i128, q: i128) -> Fraction {
            let (mut a, mut b) = (p.abs(), q.abs());
            while b > 0 {
                (a, b) = (b, a % b);
            }
            Fraction(p / a.max(1) * q.signum(), (q / a.max(1)).abs())
        }
        fn plus(self, other: Fraction) -> Fraction {
            Fraction::reduced(self.0 * other.1 + other.0 * self.1, self.1 * other.1)
        }
        fn times(self, p: i128, q: i128) -> Fraction {
            let left = Fraction::reduced(self.0, q);
            let right = Fraction::reduced(p, self.1);
            Fraction(left.0 * right.0, left.1 * right.1)
        }
    }

    /// For coefficients that all differ: the share is the sum over positive d_i of d_i^(n-1) /
    /// product over k != i of (d_i - d_k), the partial fractions of the density of sum d_j e_j. It
    /// cancels badly in floating point, and not at all in fractions.
    #[test]
    fn partial_fractions_in_exact_arithmetic() {
        let mut k = 0;
        for n in 2..=7 {
            for _ in 0..50 {
                let mut d: Vec<i128> = Vec::new();
                while d.len() < n {
                    let next = (random(&mut k) * 41.0) as i128 - 20;
                    if next != 0 && !d.contains(&next) {
                        d.push(next);
                    }
                }
                let mut sum = Fraction(0, 1);
                for x in d.iter().filter(|x| **x > 0) {
                    let term = d
                        .iter()
                        .filter(|y| *y != x)
                        .fold(Fraction(1, 1), |term, y| term.times(*x, x - y));
                    sum = sum.plus(term);
                }
                let exact = sum.0 as f64 / sum.1 as f64;
                let numbers: Vec<f64> = d.iter().map(|x| *x as f64).collect();
                assert!((share(&numbers).0 - exact).abs() < 4e-16 * n as f64, "{d:?}");
            }
        }
    }

    #[test]
    fn sides_add_up_to_1_whatever_the_scale() {
        let mut k = 0;
        for n in [2, 3, 8, 30, 100] {
            for round in 0..40 {
                let mut d: Vec<f64> = (0..n).map(|_| random(&mut k) - 0.4).collect();
                if round % 2 == 0 {
                    // Equal and nearly equal coefficients, and zeros.
                    d.iter_mut()
                        .enumerate()
                        .for_each(|(j, d)| *d = (*d * 4.0).round() / 4.0 + 1e-12 * (j % 3) as f64);
                }
                let against: Vec<f64> = d.iter().map(|d| -d).collect();
                assert!((share(&d).0 + share(&against).0 - 1.0).abs() < 1e-14);
                match mean(&d) {
                    Some(mean) => assert!(
                        (mean.iter().sum::<f64>() - 1.0).abs() < 1e-13
                            && mean.iter().all(|m| *m >= 0.0)
                    ),
                    None => assert!(d.iter().all(|d| *d <= 0.0)),
                }
                for scale in [1e-300, 1e300] {
                    let scaled: Vec<f64> = d.iter().map(|d| d * scale).collect();
                    assert!((share(&scaled).0 - share(&d).0).abs() < 1e-12);
                }
            }
        }
        // Sizes that no sum of the two could hold.
        assert!((share(&[1e308, -1e308, 1e-308, -1e-308]).0 - 0.5).abs() < 1e-15);
        assert_eq!(share(&[1e-300, -1e300]).0, 0.0);
        assert_eq!(share(&[f64::MAX, -f64::MIN_POSITIVE]).0, 1.0);
    }

    #[test]
    fn simulated_shares_agree() {
        let draws = 100_000;
        for n in [4, 12, 30] {
            let mut weights = vec![0.0; n * draws];
            SimplexSampler::new(n, 5, 1).fill(0, draws, &mut weights);
            let mut k = n as u64 * 1000;
            for _ in 0..5 {
                let d: Vec<f64> = (0..n)
                    .map(|j| [-1.0, 1.0, 0.5 - random(&mut k)][j.min(2)] * random(&mut k))
                    .collect();
                let (mut count, mut sums) = (0.0, vec![0.0; n]);
                for draw in 0..draws {
                    if (0..n).map(|j| d[j] * weights[j * draws + draw]).sum::<f64>() > 0.0 {
                        count += 1.0;
                        sums.iter_mut()
                            .enumerate()
                            .for_each(|(j, sum)| *sum += weights[j * draws + draw]);
                    }
                }
                let share = share(&d).0;
                assert!(
                    (count / draws as f64 - share).abs()
                        < 4.0 * (share * (1.0 - share) / draws as f64).sqrt(),
                    "{n}"
                );
                for (sum, mean) in sums.iter().zip(mean(&d).unwrap()) {
                    // The standard deviation of a weight is below 1 / n.
                    assert!((sum / count - mean).abs() < 5.0 / n as f64 / f64::sqrt(count));
                }
            }
        }
    }
}
