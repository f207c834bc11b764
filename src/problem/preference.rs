//! What the decider says of whole alternatives: this one is better than that one, these are equally
//! good.

use super::Text;

/// sum of coefficient * score(alternative)  > by, or = 0
///
/// `a` better than `b` is score(a) - score(b) > 0; by more than 0.1 sets `by`; by more than `c`
/// over `d` subtracts score(c) - score(d) (an intensity of preference: Figueira, Greco & Slowinski
/// 2009, doi:10.1016/j.ejor.2008.02.006). Scores are weighted sums of values, 0..1. What is said of
/// alternatives whose figures are not sure is read at their nominal figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Preference {
    /// Alternatives (indices into the problem's) and their coefficients.
    pub terms: Vec<(usize, f64)>,
    /// Whether the sum is 0; else it is greater than `by`.
    pub equal: bool,
    /// In points of score.
    pub by: f64,
    /// Why, and who says so; may be empty.
    pub reason: Text,
    /// Where from.
    pub source: Option<String>,
    /// It in words: `S3/VIL better than S1/VIL`.
    pub written: String,
}
