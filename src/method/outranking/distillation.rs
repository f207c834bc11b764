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
