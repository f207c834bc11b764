//! What holds between weights: linear constraints on global weights.

use crate::problem::tree::Tree;
use crate::tolerance::ADMISSIBLE;

/// `sum of coefficient * weight + constant  (<= or =)  0`, on global weights.
#[derive(Debug, Clone, PartialEq)]
pub struct WeightConstraint {
    /// Coefficients by branch (an index into [`Tree::branches`]), each branch once. A node's weight
    /// is the sum of its leaves'.
    pub terms: Vec<(usize, f64)>,
    /// The constant.
    pub constant: f64,
    /// Whether it is an equality; else the sum is at most 0.
    pub equality: bool,
    /// The line as the user wrote it; a chain (`a <= b <= c`) makes two constraints with one text.
    pub written: String,
    /// Whether it says what a preference asks of the weights; one that is no equality then holds
    /// strictly.
    pub preference: bool,
}

impl WeightConstraint {
    /// Whether weights at which the sum is 0 do not meet it.
    pub fn is_strict(&self) -> bool {
        self.preference && !self.equality
    }

    /// Its coefficients by leaf.
    pub fn on_leaves(&self, tree: &Tree) -> Vec<f64> {
        let mut out = vec![0.0; tree.leaves.len()];
        for (branch, coefficient) in &self.terms {
            for leaf in tree.leaves_under(*branch) {
                out[leaf] += coefficient;
            }
        }
        out
    }

    /// Whether these leaf weights meet it, rounding aside. A strict one is met on its edge.
    pub(crate) fn is_met(&self, tree: &Tree, weights: &[f64]) -> bool {
        // Rounding grows with the coefficients.
        let size = self.terms.iter().fold(1.0, |size: f64, (_, a)| size.max(a.abs()));
        self.violation(tree, weights) <= ADMISSIBLE * size
    }

    /// By how much these leaf weights break it; 0 if they do not.
    pub fn violation(&self, tree: &Tree, weights: &[f64]) -> f64 {
        let sum = self.on_leaves(tree).iter().zip(weights).map(|(a, w)| a * w).sum::<f64>()
            + self.constant;
        if self.equality { sum.abs() } else { sum.max(0.0) }
    }
}
