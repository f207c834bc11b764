//! The distillation of ELECTRE III: from credibilities of pairs to a preorder.
//!
//! With sigma the credibility that one alternative is at least as good as another, and s(x) = alpha +
//! beta x the difference of credibility that means something: lambda_0 is the largest sigma among
//! those that are left, and lambda_1 the largest below lambda_0 - s(lambda_0). At lambda_1, a
//! outranks b where sigma(a, b) > lambda_1 and sigma(a, b) - sigma(b, a) > s(sigma(a, b)). The
//! qualification of a is how many it outranks less how many outrank it. The descending distillation
//! keeps those of the largest qualification, and goes on among them from lambda_1 until one is left
//! or lambda is 0: these are the first class. The same is done with the rest. The ascending one keeps
//! the smallest, and its first class is the last of the preorder. Roy 1978, Cahiers du CERO 20(1)
//! 3-24.

use crate::problem::Matrix;
use crate::tolerance::TIE;

/// From which end classes are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Distillation {
    /// The best first.
    Descending,
    /// The worst first.
    Ascending,
}

/// s(x) = alpha + beta x, which difference of credibility means something; 0 where it would be
/// negative.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Discrimination {
    /// The difference at a credibility of 0.
    pub alpha: f64,
    /// What it gains as the credibility rises to 1.
    pub beta: f64,
}

impl Default for Discrimination {
    /// 0.3 - 0.15 x, as Roy proposes.
    fn default() -> Discrimination {
        Discrimination { alpha: 0.3, beta: -0.15 }
    }
}

impl Discrimination {
    fn at(self, credibility: f64) -> f64 {
        (self.alpha + self.beta * credibility).max(0.0)
    }
}

/// The class of each alternative, 1 for the best. Credibilities stand in a row per first of a pair;
/// the diagonal is not read. Those that differ by at most 1e-10 are equal.
///
/// ```
/// use afweging::method::outranking::distillation::{Distillation, classes};
/// use afweging::problem::Matrix;
///
/// // The first outranks both others at the level 0.4: 0.9 - 0.4 and 0.8 - 0.3 exceed s(0.9) = 0.165
/// // and s(0.8) = 0.18. The second and the third do not outrank each other: 0.4 - 0.3 is less than
/// // s(0.4) = 0.24.
/// let rows = [[1.0, 0.9, 0.8], [0.4, 1.0, 0.4], [0.3, 0.3, 1.0]];
/// let credibility = Matrix::from_fn(3, 3, |a, b| rows[a][b]);
/// let of = |from| classes(&credibility, from, Default::default());
/// assert_eq!(of(Distillation::Descending), [1, 2, 2]);
/// assert_eq!(of(Distillation::Ascending), [1, 2, 2]);
/// ```
pub fn classes(credibility: &Matrix, from: Distillation, s: Discrimination) -> Vec<usize> {
    let rows = credibility.rows();
    let figures: Vec<f64> =
        (0..rows).flat_map(|a| (0..rows).map(move |b| credibility.at(a, b))).collect();
    classes_of(rows, &figures, from, s)
}

/// As [`classes`], of credibilities row by row.
pub(crate) fn classes_of(
    rows: usize,
    credibility: &[f64],
    from: Distillation,
    s: Discrimination,
) -> Vec<usize> {
    let sigma = |a: usize, b: usize| credibility[a * rows + b];
    let mut class = vec![0; rows];
    let mut left: Vec<usize> = (0..rows).collect();
    let mut taken = 0;
    while !left.is_empty() {
        let mut kept = left.clone();
        let mut level = largest(&kept, sigma, f64::INFINITY);
        while kept.len() > 1 {
            level = largest(&kept, sigma, level - s.at(level) - TIE);
            let mut qualification = vec![0i64; kept.len()];
            for (at, a) in kept.iter().enumerate() {
                for (other, b) in kept.iter().enumerate().filter(|(other, _)| *other != at) {
                    let own = sigma(*a, *b);
                    if own > level + TIE && own - sigma(*b, *a) > s.at(own) + TIE {
                        qualification[at] += 1;
                        qualification[other] -= 1;
                    }
                }
            }
            let end = match from {
                Distillation::Descending => qualification.iter().max(),
                Distillation::Ascending => qualification.iter().min(),
            };
            let end = end.copied();
            let mut at = qualification.iter();
            kept.retain(|_| at.next().copied() == end);
            if level <= TIE {
                break;
            }
        }
        taken += 1;
        kept.iter().for_each(|own| class[*own] = taken);
        left.retain(|own| class[*own] == 0);
    }
    if from == Distillation::Ascending {
        class.iter_mut().for_each(|own| *own = taken + 1 - *own);
    }
    class
}

/// The largest credibility below a limit between two of these; 0 where there is none.
fn largest(among: &[usize], sigma: impl Fn(usize, usize) -> f64, below: f64) -> f64 {
    let mut most = 0.0;
    for a in among {
        for b in among {
            let own = sigma(*a, *b);
            if a != b && own > most && own < below {
                most = own;
            }
        }
    }
    most
}

/// The rank of each alternative in the intersection of two preorders: 1 for those that no other
/// precedes, and for each other one more than the highest of those that precede it.
pub fn ranks_in_intersection(first: &[usize], second: &[usize]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..first.len()).collect();
    order.sort_by_key(|at| (first[*at], second[*at]));
    let mut rank = vec![1; first.len()];
    for (at, own) in order.iter().enumerate() {
        let before = order[..at].iter().filter(|other| {
            first[**other] <= first[*own]
                && second[**other] <= second[*own]
                && (first[**other], second[**other]) != (first[*own], second[*own])
        });
        rank[*own] = before.map(|other| rank[*other] + 1).max().unwrap_or(1);
    }
    rank
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both<const N: usize>(rows: [[f64; N]; N]) -> [Vec<usize>; 2] {
        let credibility = Matrix::from_fn(N, N, |a, b| rows[a][b]);
        [Distillation::Descending, Distillation::Ascending]
            .map(|from| classes(&credibility, from, Discrimination::default()))
    }

    /// Twelve alternatives, of the tests of github PatrykHub/ELECTRE-Methods (thesis, Poznan).
    #[test]
    fn twelve_alternatives() {
        let [descending, ascending] = both([
            [1.0, 1.0, 0.9977, 0.606, 1.0, 0.9977, 0.8175, 1.0, 0.803, 0.8775, 0.548, 0.5318],
            [1.0, 1.0, 0.9977, 0.4047, 0.9973, 0.9816, 0.7762, 1.0, 0.6612, 0.8775, 0.4951, 0.443],
            [
                0.7734, 0.8946, 1.0, 0.2775, 0.8041, 0.8014, 0.6083, 0.916, 0.499, 0.8775, 0.382,
                0.3598,
            ],
            [0.85, 0.85, 0.9317, 1.0, 0.85, 0.9317, 0.7739, 0.916, 0.8742, 0.8775, 0.7464, 0.7912],
            [
                0.9786, 0.9854, 0.9977, 0.5903, 1.0, 0.9816, 0.7184, 1.0, 0.7288, 0.8775, 0.4546,
                0.3839,
            ],
            [0.8946, 0.9014, 1.0, 0.5999, 0.916, 1.0, 0.7488, 0.916, 0.7128, 0.8775, 0.464, 0.464],
            [1.0, 1.0, 1.0, 0.691, 1.0, 1.0, 1.0, 1.0, 0.803, 0.8775, 0.6875, 0.6875],
            [
                0.5299, 0.7279, 0.7849, 0.2795, 0.7057, 0.5066, 0.3148, 1.0, 0.3638, 0.8118,
                0.2394, 0.1979,
            ],
            [0.8692, 0.934, 1.0, 0.773, 0.9352, 0.9352, 0.7297, 1.0, 1.0, 0.8775, 0.7647, 0.8393],
            [
                0.5803, 0.8033, 0.9186, 0.3486, 0.7385, 0.5779, 0.4384, 0.916, 0.5775, 1.0, 0.4959,
                0.3625,
            ],
            [0.8692, 0.934, 0.9317, 0.773, 0.8692, 0.8669, 0.8669, 1.0, 0.9688, 1.0, 1.0, 0.9977],
            [0.8692, 0.934, 0.9537, 0.7835, 0.8822, 0.8822, 0.8692, 1.0, 0.993, 1.0, 1.0, 1.0],
        ]);
        assert_eq!(descending, [4, 6, 7, 2, 5, 4, 2, 7, 3, 7, 1, 1]);
        assert_eq!(ascending, [3, 4, 6, 1, 4, 4, 2, 7, 2, 5, 1, 1]);
    }

    /// Italy, Belgium, Germany, Austria and France: a notebook of the same project (Poznan MCDA
    /// course), with the final ranks of the intersection.
    #[test]
    fn five_countries() {
        let [descending, ascending] = both([
            [1.0, 0.6, 0.3, 0.7, 0.55],
            [0.0, 1.0, 0.2, 0.0, 0.0],
            [0.58, 0.6, 1.0, 0.85, 0.0],
            [0.3, 0.0, 0.6, 1.0, 0.58],
            [0.6, 0.0, 0.6, 0.7, 1.0],
        ]);
        assert_eq!(descending, [2, 3, 1, 3, 3]);
        assert_eq!(ascending, [3, 4, 2, 5, 1]);
        assert_eq!(ranks_in_intersection(&descending, &ascending), [2, 3, 1, 4, 1]);
    }

    #[test]
    fn nothing_to_distil() {
        assert_eq!(both([[1.0]]), [[1], [1]]);
        assert_eq!(both([[1.0, 0.0], [0.0, 1.0]]), [[1, 1], [1, 1]]);
        assert_eq!(both([[1.0, 1.0], [1.0, 1.0]]), [[1, 1], [1, 1]]);
        // A difference that means nothing: 0.9 - 0.75 is less than s(0.9) = 0.165.
        assert_eq!(both([[1.0, 0.9], [0.75, 1.0]]), [[1, 1], [1, 1]]);
        assert_eq!(both([[1.0, 0.9], [0.7, 1.0]]), [[1, 2], [1, 2]]);
    }

    /// However s is chosen, each step goes on from a lower level.
    #[test]
    fn any_discrimination_ends() {
        let credibility = Matrix::from_fn(3, 3, |a, b| [0.3, 0.6, 0.9][(a + 2 * b) % 3]);
        for (alpha, beta) in [(0.0, 0.0), (-5.0, 0.0), (0.0, 1e9), (1e308, 1e308)] {
            let s = Discrimination { alpha, beta };
            for from in [Distillation::Descending, Distillation::Ascending] {
                assert!(classes(&credibility, from, s).iter().all(|class| (1..=3).contains(class)));
            }
        }
    }
}
